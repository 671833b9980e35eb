"""Labels made of known parts: 希望 + 納品 + 日, 注文 + 伝票 + 番号, 仕入 + 金額 + 合計."""

from __future__ import annotations

import re

_SAID_OF = r"(?:希望|指定|予定|要求|確定|指示)?"
_ARRIVING = (
    r"(?:納品|納入|納付|納|店着|着荷|着|入荷|入庫|届け?|お届け?|配達|配送|到着|搬入|受け?取り?|受渡し?|引渡し?|引取り?)"
)
_ORDERED = r"(?:注文|発注|オーダー|購入|購買|手配|買付)"
_PAPER = r"(?:書|票|伝票|依頼書|依頼|管理|受付|整理|連絡票|通知書|シート|確認)?"
_DAY = r"(?:年月日|日時|日付|日)"
_NUMBER = r"(?:番号|no|ナンバー|id|#|nr|number)"
_SUM = r"(?:総合計|合計|総計|総額|計)"
_PAID = r"(?:請求|支払い?|決済)(?:予定)?"
_RATE = r"(?:(?:8|10)0?%(?:対象|分)?)?"
_WHOSE = r"(?:弊社|当社|自社|弊|当方|貴社宛て?|御社宛て?|貴社向け|客先|お客様|お得意様|得意先|ユーザー)?"
_SOLD = r"(?:注文|発注|購入|購買|お?買い?上げ?|契約|取引|手配)"

_PATTERNS: tuple[tuple[str, float, str], ...] = (
    ("number", 0.95, rf"{_WHOSE}(?:{_ORDERED}{_PAPER}{_NUMBER}|[注発]番)|p/?o{_NUMBER}?|(?:purchase)?order{_NUMBER}"),
    (
        "number",
        0.7,
        (
            rf"(?:(?:連絡|依頼|指示|指図|手配|通知|申込|申請|購入依頼|帳票|文書|書類|処理|起案)(?:書|票|伝票)?|伝票|帳票){_NUMBER}"
            r"|(?:our)?(?:ref|reference)(?:no|number)?"
        ),
    ),
    ("ordered_on", 0.95, rf"{_ORDERED}{_PAPER}(?:作成|発行|送信|起票|入力|登録)?{_DAY}"),
    (
        "ordered_on",
        0.7,
        rf"(?:伝票|書類|文書|帳票)?(?:起票|作成|発行|記入|送信|発信|依頼|申込み?|申請|記載|起案|計上){_DAY}",
    ),
    (
        "deliver_on",
        0.95,
        rf"{_SAID_OF}{_ARRIVING}{_SAID_OF}(?:年月日|日時|日付|期日|期限|期|日){_SAID_OF}(?:厳守|必着)?",
    ),
    (
        "deliver_on",
        0.9,
        (
            rf"(?:{_ARRIVING}(?:希望|指定|予定)|(?:希望|指定|予定){_ARRIVING}"
            r"|(?:必要|要求)(?:年月日|日時|期日|期限|納期|日))"
        ),
    ),
    ("customer_code", 0.95, r"(?:貴社|御社)?(?:お?得意様?先?|お客様?|客先|顧客|貴店)(?:コード|cd|番号|no)"),
    (
        "customer_name",
        0.95,
        r"(?:注文|発注)(?:者|元|主|企業|法人|会社|社|店舗?|施設|団体|学校|園|病院)(?:様|名|名称|会社名|様名|氏名)?",
    ),
    (
        "customer_name",
        0.9,
        r"(?:依頼|申込|購入|手配|買付)(?:者|元|主|企業|法人|会社|社|団体|施設|店舗|学校|園|病院)(?:様|名|名称|会社名|様名|氏名)?",
    ),
    (
        "customer_name",
        0.7,
        (
            r"(?:発信|送信|差出|発行)(?:元|人|会社|社)名?|(?:発信|送信)者?"
            r"|(?:(?:会社|法人|団体|施設|学校|病院|医院|園|事業所|事務所|店舗?|屋号|貴店|組合|企業|機関|クリニック|サロン|教室|ホテル|旅館"
            r"|農園|工房|ショップ)(?:または|又は)?){1,4}名(?:称)?|お得意様(?:名)?|屋号|お店"
        ),
    ),
    (
        "deliver_to",
        0.95,
        (
            r"(?:納品|納入|納|お?届け?|配送|配達|送付|発送|送り|直送|搬入|荷受け?|店着|着荷|着|受取り?|引渡し?|受け?入れ?|受領|検収|納め"
            r"|入荷|入庫|荷卸し?|荷降ろ?し)"
            r"(?:先|場所|店舗|店|倉庫|拠点|部署|部門)"
            r"(?:名称|名|会社名|場所|様|(?:店舗?|倉庫|拠点|部署|部門|工場|現場|施設|センター|事業所|支店|営業所|本支店)名?)?"
            r"|shipto(?:name|party|site|entity)?|deliveredto"
        ),
    ),
    (
        "deliver_to",
        0.9,
        (
            r"(?:納品|納入|納付|入荷|入庫|着荷|店着|お?届け)"
            r"(?:センター|拠点|事業所|営業所|部署|部門|現場|校|園|施設|工場|売場|窓口|指定場所)名?"
        ),
    ),
    (
        "deliver_to",
        0.9,
        (
            r"(?:納品|納入|お?届け?|配送|配達|送付|発送|送り|直送|搬入|荷受け?)(?:先|場所)(?:名称|名)?(?:の)?(?:御|ご)?(?:住所|所在地)"
            r"|shipto(?:address)|納品地|納入地"
        ),
    ),
    (
        "total",
        0.95,
        (
            rf"{_SOLD}(?:金額|額|代金)|{_SOLD}?(?:金額|額|代金)?(?:総合計|合計|総計|総額)(?:金額|額)?"
            rf"|(?:{_SOLD}|仕入|納品|納入|原価|商品|品代|伝票|明細|原)(?:金額|額|代金|代)?{_SUM}(?:金額|額)?"
            rf"|(?:金額|代金){_SUM}"
        ),
    ),
    ("total", 0.9, "計"),
    ("grand", 0.95, rf"{_PAID}(?:金額|額|代金)(?:合計|総額)?|{_PAID}{_SUM}(?:金額|額)?"),
    (
        "tax",
        0.95,
        rf"{_RATE}(?:外)?消費税(?:相当額|額等|額|等)?(?:合計|計)?{_RATE}|消費税(?:及び|・)?地方消費税(?:の?(?:合計)?額)?",
    ),
    ("tax", 0.95, r"(?:total)?(?:consumption|sales)?tax(?:total|amount)?(?:(?:8|10)%)?|ct(?:8|10)%"),
    (
        "inner_tax",
        0.95,
        rf"{_RATE}(?:内|うち|内訳)(?:消費)?税(?:(?:及び|・)?地方消費税)?(?:相当|の)?(?:額等|額|等)?{_RATE}",
    ),
    (
        "supplier",
        0.95,
        (
            r"(?:注文|発注|仕入|購入|手配)先(?:会社)?(?:名称|名|様)?|納入(?:業者|者|会社)名?"
            r"|(?:取引|納品|仕入|販売|供給|卸)?業者(?:名称?|様)?|(?:販売|供給|納品)(?:会社|元|者)名?"
        ),
    ),
    (
        "",
        0.95,
        r"(?:出荷|発送|積込|出庫|締切|支払)(?:予定|希望|指定)?(?:年月日|日時|日付|日)|your(?:ref|reference)(?:no|number)?",
    ),
)
_COMPOSED = tuple((field, confidence, re.compile(pattern)) for field, confidence, pattern in _PATTERNS)
_KIND_OF = re.compile(
    r"(?:商品|品目|物品|製品|部品|部材|資材|材料|素材|原料|原材料|食材|食品|物資|薬品|医薬品|診療材料|備品|用品|消耗品|機器|器材|器具|教材"
    r"|図書|書籍|花材|種苗|苗|肥料|飼料|農薬|酒類|飲料|菓子|野菜|青果|鮮魚|惣菜|衣料|生地|品種|アイテム|カタログ|型|注文品|発注品)"
    r"(?P<what>名称?|コード|cd|番号|no|id)"
)
_COUNT_OF = re.compile(
    r"(?:今回|新規|追加|最終)?(?:注文|発注|オーダー|購入|申込み?|依頼|希望|必要|納入|納品|手配|要求|請求|補充|調達)"
    r"(?:希望|依頼|予定|確定|合計|総)?(?:数量?|量|個数|本数|枚数|部数|冊数)"
)
_CODE_OF_READER = re.compile(
    "(?:supplier|vendor|seller|your)s?"
    "(?:(?:item|part|product|material|article|stock|goods)(?:no|number|num|id|code|nr|#)|sku|partid)"
)
_CODE_OF = re.compile(
    r"(?:buyer|customer|our|mfr|mfg|manufacturer|maker)s?"
    r"(?:item|part|product|material|article|stock|goods)(?:no|number|num|id|code|nr|#)"
    r"|(?:buyer|customer|our)(?:sku|partid)|(?:item|part|product|material|article|stock)(?:num|nr)"
)
_AFTER = re.compile("^(?:変更|訂正|修正)後の?")
MAX_COMPOSED = 24


def composed(key: str) -> tuple[str, float] | None:
    """Return the field that a folded label means by its parts, and how surely; None when its parts say nothing."""
    if not key or len(key) > MAX_COMPOSED:
        return None
    key = _AFTER.sub("", key)
    return next(((field, sure) for field, sure, pattern in _COMPOSED if pattern.fullmatch(key)), None)


def composed_title(key: str) -> tuple[str, float] | None:
    """Return the field that a folded title means by its parts: 薬品名, 資材コード, 希望数, supplierpartno."""
    if len(key) > MAX_COMPOSED:
        return None
    if _COUNT_OF.fullmatch(key):
        return "quantity", 0.9
    if _CODE_OF_READER.fullmatch(key):
        return "product_code", 0.93
    if _CODE_OF.fullmatch(key):
        return "product_code", 0.9
    match = _KIND_OF.fullmatch(key)
    if match is None:
        return None
    return "product_name" if match["what"].startswith("名") else "product_code", 0.9
