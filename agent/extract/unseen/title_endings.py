"""What the end of a title hints at, where its words are not known: 物資名, 申込数, 仕切価, カタログ番号."""

from __future__ import annotations

import re

from agent.extract.unseen.words import bare

_ENDINGS = {
    "quantity": re.compile(r"数量?(?:\(.{1,6}\))?$|qty$|quantity$"),
    "unit_price": re.compile(r"(?:単価|価格?|仕?値|下代|原価|price|cost|rate)$"),
    "amount": re.compile(r"(?:[金価]?額|計|代金|amount|value|ext\w{0,4}(?:price|cost))$"),
    "product_name": re.compile(
        r"(?:[品物料材書商具種薬]名|名称|品目|品|description|テキスト|タイトル|title)(?:[及等]|規格|仕様|$)"
    ),
    "product_code": re.compile(r"(?:コード|code|cd|番号?|no\.?|id|sku|記号|number|isbn|jan|型式|material|part)$"),
    "unit": re.compile(r"(?:単位|units?|uom)$"),
}
_OTHERS = {
    "quantity": (
        "在庫|入り?数|前[回月年]|実績|累計|残|日数|回数|人数|件数|行数|ロット|最[大小低]|収容|返|欠|不良|入目|合計|総計"
    ),
    "unit_price": ("千円|万円|数|売|定価|上代|小売|参考|標準|前回|税込|評価|時価|重|質量|容積|才数|ポイント|pt$"),
    "amount": "千円|万円|数|税|単|送料|値引|売|上代|前|残|累計|総合?計|小計|合計|設計|会計|重|質量|容積|才数|ポイント"
    "|pt$",
    "product_name": (
        "会社|社名|店名?$|氏名|人名|担当|先名|部署|単位|ブランド|メーカー|産地|分類|カテゴリ|倉庫|銀行|便名|返品|検品|納品|備品$"
    ),
    "product_code": (
        "注文|発注|受注|伝票|契約|電話|tel|fax|郵便|顧客|得意|取引|担当|部門|行|明細|order|line|工事|現場|店|先|ロット|棚|請求|登録"
    ),
    "unit": "単位数",
}
_OTHER = {field: re.compile(pattern) for field, pattern in _OTHERS.items()}


def hints_at(title: str, field: str) -> bool:
    """Whether a title ends as those of a field of a line do, and no word in it tells of something else."""
    text = bare(title)
    return _ENDINGS[field].search(text) is not None and not speaks_of_other(title, field)


def speaks_of_other(title: str, field: str) -> bool:
    """Whether a word within a title tells that it is not a field's, whatever stands under it: 在庫数, 標準価格."""
    return _OTHER[field].search(bare(title)) is not None
