"""Names in Roman letters as the Japanese they spell: `HACCHU_BI` is 発注日, `Nouhin_Basyo` 納品場所."""

from __future__ import annotations

import re

_SPELLED = {
    "発注": "hacchu",
    "注文": "chumon",
    "受注": "juchu",
    "日": "bi hi",
    "年月日": "nengappi",
    "日付": "hizuke hiduke date",
    "納期": "noki",
    "納品": "nohin",
    "納入": "nonyu",
    "希望": "kibo",
    "指定": "shitei",
    "予定": "yotei",
    "お届け": "otodoke",
    "届け": "todoke",
    "配送": "haiso",
    "出荷": "shukka",
    "着": "chaku",
    "先": "saki",
    "場所": "basho",
    "住所": "jusho",
    "倉庫": "soko",
    "店舗": "tenpo",
    "店": "ten mise",
    "得意先": "tokuisaki",
    "取引先": "torihikisaki",
    "仕入先": "shiresaki",
    "仕入": "shire",
    "顧客": "kokyaku",
    "会社": "kaisha gaisha",
    "社": "sha",
    "者": "sha",
    "元": "moto",
    "名": "mei",
    "名称": "meisho",
    "コード": "cd kodo code",
    "番号": "bango no num number",
    "伝票": "denpyo",
    "管理": "kanri",
    "商品": "shohin",
    "製品": "seihin",
    "品": "hin",
    "品名": "hinmei",
    "品番": "hinban",
    "品目": "hinmoku",
    "型番": "kataban",
    "規格": "kikaku",
    "数": "su",
    "数量": "suryo",
    "個数": "kosu",
    "入数": "irisu",
    "ケース": "case kesu",
    "バラ": "bara",
    "単位": "tani",
    "単価": "tanka",
    "金額": "kingaku",
    "額": "gaku",
    "税": "zei",
    "消費税": "shohizei",
    "税率": "zeiritsu",
    "税抜": "zeinuki",
    "税込": "zeikomi",
    "小計": "shokei",
    "合計": "gokei",
    "総": "so",
    "計": "kei",
    "備考": "biko",
    "摘要": "tekiyo",
    "担当": "tanto",
    "部署": "busho",
    "電話": "denwa",
    "郵便": "yubin",
    "区分": "kubun kbn",
    "行": "gyo",
    "明細": "meisai",
    "送料": "soryo",
    "値引": "nebiki",
}
_SOUNDS = (
    (re.compile("sy"), "sh"),
    (re.compile("si"), "shi"),
    (re.compile("t?ty|cch|tch"), "ch"),
    (re.compile("tu"), "tsu"),
    (re.compile("[jz]y"), "j"),
    (re.compile("hu"), "fu"),
    (re.compile("m(?=[bmp])"), "n"),
    (re.compile("nn(?=[^aiueoy])"), "n"),
    (re.compile("ou|oo|oh(?=[^aiueo]|$)"), "o"),
    (re.compile("uu"), "u"),
    (re.compile("shii"), "shi"),
)
_LONGEST = 12
_LETTERS = re.compile("[a-z]{3,40}")


def _heard(text: str) -> str:
    """Write a spelling as it sounds: long vowels short, `syo` as `sho`, `mp` as `np`."""
    for sound, plain in _SOUNDS:
        text = sound.sub(plain, text)
    return text


_WORDS = {_heard(spelling): word for word, spellings in _SPELLED.items() for spelling in spellings.split()}


def japanese(key: str) -> str:
    """Return the Japanese that a folded key spells, read from its longest words on; empty when it spells none."""
    rest, words = _heard(key) if _LETTERS.fullmatch(key) else "", []
    while rest:
        length = next((size for size in range(min(_LONGEST, len(rest)), 1, -1) if rest[:size] in _WORDS), 0)
        if not length:
            return ""
        words.append(_WORDS[rest[:length]])
        rest = rest[length:]
    return "".join(words)
