"""Words all in kana, as old printers and office computers write them: ハツチユウビ is 発注日."""

from __future__ import annotations

import re

LONGEST = 24
_WORDS = {
    "ハツチユウ": "発注",
    "チユウモン": "注文",
    "ジユチユウ": "受注",
    "コウニユウ": "購入",
    "シイレ": "仕入",
    "ノウヒン": "納品",
    "ノウニユウ": "納入",
    "ノウキ": "納期",
    "トドケ": "届け",
    "オトドケ": "お届け",
    "ハイソウ": "配送",
    "チヤクビ": "着日",
    "テンチヤク": "店着",
    "キボウ": "希望",
    "シテイ": "指定",
    "ヨテイ": "予定",
    "ネンガツピ": "年月日",
    "ヒヅケ": "日付",
    "ビ": "日",
    "ヒ": "日",
    "デンピヨウ": "伝票",
    "カンリ": "管理",
    "バンゴウ": "番号",
    "ナンバー": "番号",
    "ギヨウ": "行",
    "トリヒキサキ": "取引先",
    "トクイサキ": "得意先",
    "カイシヤ": "会社",
    "シヤメイ": "社名",
    "キギヨウ": "企業",
    "ホウジン": "法人",
    "シヤ": "者",
    "モト": "元",
    "サキ": "先",
    "バシヨ": "場所",
    "ジユウシヨ": "住所",
    "テンポ": "店舗",
    "テン": "店",
    "ミセ": "店",
    "メイシヨウ": "名称",
    "メイ": "名",
    "シヨウヒン": "商品",
    "セイヒン": "製品",
    "ヒンモク": "品目",
    "ヒン": "品",
    "シナ": "品",
    "コード": "コード",
    "キカク": "規格",
    "サイズ": "サイズ",
    "イリスウ": "入数",
    "スウリヨウ": "数量",
    "コスウ": "個数",
    "スウ": "数",
    "ケース": "ケース",
    "バラ": "バラ",
    "タンイ": "単位",
    "ゲンカ": "原価",
    "ゲン": "原",
    "バイカ": "売価",
    "バイ": "売",
    "タンカ": "単価",
    "キンガク": "金額",
    "シヨウケイ": "小計",
    "ゴウケイ": "合計",
    "シヨウヒゼイ": "消費税",
    "ゼイリツ": "税率",
    "ゼイヌキ": "税抜",
    "ゼイコミ": "税込",
    "クブン": "区分",
    "ビコウ": "備考",
    "テキヨウ": "摘要",
    "タントウ": "担当",
}
_LARGE = str.maketrans("ァィゥェォッャュョヮヂヅ", "アイウエオツヤユヨワジズ")
_KANA = re.compile(rf"[ぁ-んァ-ヶー]{{2,{LONGEST}}}(?:no|cd|id|コード)?")
_WRITTEN = {word.translate(_LARGE): written for word, written in _WORDS.items()}
_PIECE = re.compile("|".join([*sorted(_WRITTEN, key=len, reverse=True), "no", "cd", "id"]))
_SMALL_TO_LARGE = {code: code + 0x60 for code in range(ord("ぁ"), ord("ん") + 1)}


def large(text: str) -> str:
    """Write kana as old machines do: katakana alone, and no small letters."""
    return text.translate(_SMALL_TO_LARGE).translate(_LARGE)


def written_out(key: str) -> str:
    """Return a folded word in the letters it is written with elsewhere; nothing where a part is not known."""
    if _KANA.fullmatch(key) is None:
        return ""
    text, parts, at = large(key), [], 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            return ""
        parts.append(_WRITTEN.get(piece[0], piece[0]))
        at = piece.end()
    return "" if "".join(parts) == text else "".join(parts)
