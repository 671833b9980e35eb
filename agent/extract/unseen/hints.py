"""What a label or a title hints at where its words are not known: 整理用番号, 着荷ご希望, 物資名, 申込数, 仕切価.

A label hints by a word within it, the title of a column by its end; no word in either may tell of something else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from agent.extract.unseen.words import bare


class _Hint(NamedTuple):
    """What a label or title of a field has in it, and what one of something else has."""

    means: re.Pattern[str]
    other: re.Pattern[str]


_OF_HEAD = {
    "number": _Hint(
        re.compile(r"(?:番号?|no\.?|№|コード|id|#|number|ref|reference)$"),
        re.compile(
            r"電話|tel|fax|携帯|phone|内線|郵便|〒|zip|登録|口座|見積|契約|工事|得意|顧客|取引|客|quot|estimate|contract|invoice|customer|担当|社員|会員|部門|品|item"
            r"|店|課|部署|プロジェクト|案件|稟議|予算|様式|許可|認証|問合|請求|仕入|ベンダー|vendor|supplier|納品|納入|追跡|送り状|事業|法人|版|税|棚|ロット|便|室"
        ),
    ),
    "deliver_on": _Hint(
        re.compile(
            r"納|着|届|配達|配送|入荷|引き?渡|受け?渡|必要日|希望|搬入|deliver|arriv|receiv|need|requir|in-?hands|due|eta\b"
        ),
        re.compile(
            r"締|有効|支払|出荷|発送|印刷|出力|前回|作成|検収|見積|請求|場所|先|時間|回答|返信|着[工手信]|書類|payment|valid|print"
        ),
    ),
    "ordered_on": _Hint(
        re.compile(
            r"(?:注文|発注|作成|起票|発行|依頼|申込|申請|記入|受付|手配|購入|起案|送信|発信).{0,6}(?:日|日時|日付|年月日)$|^(?:order|issue|created?).{0,8}(?:date|on|at)$|^日付?$"
        ),
        re.compile(r"納|着日|届|締|有効|支払|出荷|発送日|希望|前回"),
    ),
    "deliver_to": _Hint(
        re.compile(
            r"(?:納|届|送|配|着|搬入|引き?渡|受け?渡|使用|施工).{0,5}(?:先|場所|所|場|宛|地|店|住所)|(?:ship|deliver).{0,12}(?:to|place|address|location|site)"
        ),
        re.compile(r"請求|送信|元|電話|tel|fax|担当|連絡|日|時|メール|伝票|納税|コード|番号|方法|送付状|氏名"),
    ),
    "customer_name": _Hint(
        re.compile(
            r"(?:(?:注文|発注|依頼|購入|申込|買付?)(?:者|元|主|会社|企業|店舗?|社)|得意先|顧客|お?客様?|バイヤー|buyer|自社|弊社|当社|purchaser|販売店)(?:様|名|名称|会社名|企業名)*$"
        ),
        re.compile(r"番号|コード|cd|日|担当|電話|no\b"),
    ),
}
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
    "amount": (
        "千円|万円|数|税|単|送料|値引|売|上代|前|残|累計|総合?計|小計|合計|設計|会計|重|質量|容積|才数|ポイント|pt$"
    ),
    "product_name": (
        "会社|社名|店名?$|氏名|人名|担当|先名|部署|単位|ブランド|メーカー|産地|分類|カテゴリ|倉庫|銀行|便名|返品|検品|納品|備品$"
    ),
    "product_code": (
        "注文|発注|受注|伝票|契約|電話|tel|fax|郵便|顧客|得意|取引|担当|部門|行|明細|order|line|工事|現場|店|先|ロット|棚|請求|登録"
    ),
    "unit": "単位数",
}
_HINTS = _OF_HEAD | {field: _Hint(means, re.compile(_OTHERS[field])) for field, means in _ENDINGS.items()}

HINTED = tuple(_OF_HEAD)
"""The fields of the order that a label may hint at."""


def hints_at(text: str, field: str) -> bool:
    """Whether a label or a title has the words of a field in it, and none of something else."""
    return _HINTS[field].means.search(bare(text)) is not None and not speaks_of_other(text, field)


def speaks_of_other(text: str, field: str) -> bool:
    """Whether a word in it tells that it is not a field's, whatever stands beside or under it: 在庫数, 標準価格."""
    return _HINTS[field].other.search(bare(text)) is not None
