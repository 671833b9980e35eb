"""Keys and titles made of English words: `cust_po_no`, `reqDeliveryDate`, `DELIV_PLACE`, `extended_amt`."""

from __future__ import annotations

import re

_NO = r"(?:no|nos|identifier|num(?:ber)?|nbr|nr|id|cd|code|ref(?:erence)?)"
_DAY = r"(?:date|dt|day|ymd|datetime|dateandtime|timestamp|time)"
_DATE = r"(?:datestamp|date|dt|day|ymd|datetime)"
_NAME = r"(?:name|nm|nam)1?"
_GOODS = r"(?:item|itm|prod(?:uct)?|goods|article|art|mat(?:erial)?|part|sku|commodity|merchandise|variant)"
_BUYER = r"(?:cust(?:omer)?|client|buyer|purchaser|soldto|soldtoparty|orderer|ordering|acct|account)"
_FIRM = (
    r"(?:company|corp(?:orate|oration)?|firm|org(?:anization|anisation)?|party|shop|store|branch|outlet|facility"
    r"|restaurant)"
)
_ASKED = (
    r"(?:req(?:uested)?|required|desired|expected|exp|planned|plan|scheduled|sched|promised|wish(?:ed)?|preferred"
    r"|wanted|confirmed|customer|cust|hope)?"
)
_ARRIVAL = r"(?:deliv(?:ery|er)?|delv|dlv(?:ry)?|dlvr|dely|arrival)"
_PLACE = (
    r"(?:place|site|location|loc|point|address|addr|adr|destination|dest|store|shop|warehouse|whse|plant|party|company)"
)
_QTY = r"(?:qty|quantity|qnty|quant)"
_AMT = r"(?:amount|amt|total|sum|value|val)"
_NET = r"(?:net|taxexcl(?:uded|usive)?|extax|excl?tax|excludingtax|beforetax|pretax|withouttax)"
_GROSS = r"(?:grand|gross|taxincl(?:uded|usive)?|inctax|incltax|includingtax|withtax|aftertax)"
_ORDER = r"(?:purchase)?(?:order|ord|po)"
_LINE = r"(?:line|row|detail|dtl|ext(?:ended)?)"
_RETAIL = r"(?:selling|retail|list|catalog(?:ue)?|standard|regular|msrp|rrp|suggested)"

_OTHER = rf"(?:item)?{_RETAIL}(?:unit)?price{_AMT}?|item{_AMT}|{_QTY}{_AMT}|{_AMT}{_QTY}"
_HEADS = (
    ("", 0.95, _OTHER),
    ("number", 0.95, rf"(?:{_BUYER}|your)?{_ORDER}(?:doc(?:ument)?|slip|header|hdr)?{_NO}|purchasedoc(?:ument)?{_NO}"),
    ("number", 0.7, r"(?:purchase|sales)order"),
    ("number", 0.9, rf"trade{_NO}|{_ORDER}(?:key|nameid)"),
    ("ordered_on", 0.95, rf"{_ORDER}(?:ed|placed|issue|creation|created|doc(?:ument)?)?(?:{_DAY}|on|at)"),
    ("ordered_on", 0.95, r"(?:date|dt)order(?:ed)?"),
    ("total", 0.95, "amounttotal"),
    ("subtotal", 0.95, "amount(?:untaxed|net)"),
    ("tax", 0.95, "amounttax"),
    (
        "ordered_on",
        0.7,
        rf"(?:doc(?:ument)?|issued?|creation|created|entry|effective|registered)(?:{_DAY}|on|at)",
    ),
    (
        "deliver_on",
        0.95,
        rf"(?:scheduleline|line|item)?{_ASKED}{_ARRIVAL}{_ASKED}(?:{_DATE}|by|on)(?:toreceiver)?|(?:req(?:uested)?|required|wish(?:ed)?|desired)(?:event)?{_DATE}",
    ),
    ("customer_name", 0.95, rf"{_BUYER}(?:{_FIRM}{_NAME}?|{_NAME})"),
    ("customer_name", 0.7, rf"{_FIRM}{_NAME}"),
    ("customer_code", 0.9, r"(?:cust(?:omer)?|soldto|acct|account)(?:cd|code|no|num|number|nbr)"),
    (
        "deliver_to",
        0.95,
        rf"(?:{_ARRIVAL}|shipping|ship)(?:to)?(?:{_PLACE}(?:address|addr)?|{_NAME})(?:{_NAME}|1)?",
    ),
    ("deliver_to", 0.9, rf"(?:dest(?:ination)?|consignee|delivered)(?:{_PLACE}|{_NAME})?"),
    ("subtotal", 0.95, rf"(?:order|total)?{_NET}(?:price)?{_AMT}{_AMT}?|(?:order|total|sum){_NET}(?:price)?"),
    ("grand", 0.95, rf"(?:order|total)?{_GROSS}(?:price)?{_AMT}{_AMT}?|(?:order|total|sum){_GROSS}(?:price)?"),
    (
        "total",
        0.95,
        rf"{_ORDER}{_AMT}{_AMT}?|(?:total|sum){_ORDER}?(?:amount|amt|value|val|price|cost)|(?:amount|price)total",
    ),
    ("tax", 0.95, rf"(?:total|order|sum)?(?:consumption|sales|c)?(?:tax|vat)(?:es)?{_AMT}{_AMT}?"),
    (
        "note",
        0.9,
        (
            r"(?:order|delivery|shipping|customer|buyer|special|general|handling)?"
            r"(?:notes?|remarks?|comments?|memos?|instructions?|requests?|messages?)(?:text)?"
        ),
    ),
    ("supplier", 0.95, rf"(?:vendor|supplier|seller|supp){_FIRM}?{_NAME}"),
)
_TITLES = (
    ("other_price", 0.95, rf"(?:item)?{_RETAIL}(?:unit)?(?:price|prc|amount|amt)"),
    ("product_code", 0.95, rf"(?:vendor|supplier|seller|supp|manufacturer|mfr|maker|your){_GOODS}{_NO}"),
    ("product_code", 0.7, rf"(?:buyer|customer|cust|client|own|our|internal){_GOODS}{_NO}"),
    ("product_code", 0.92, rf"(?:order|line|po)?{_GOODS}{_NO}"),
    ("product_code", 0.9, rf"(?:item)?(?:jan|ean|gtin|upc)(?:8|12|13|14)?{_NO}?"),
    (
        "product_name",
        0.95,
        rf"(?:purchase)?(?:order|line|po)?(?:{_GOODS}|short)(?:full|short|long|display)?(?:{_NAME}|desc(?:ription)?|dscr|text|txt|title|label)1?",
    ),
    (
        "pack",
        0.95,
        rf"(?:pack|case|carton|inner)(?:{_QTY}|size|pcs)|(?:units?|pcs|pieces|{_QTY})per(?:case|pack|carton|box)",
    ),
    (
        "quantity",
        0.95,
        (
            rf"(?:order(?:ed)?|ord|line|item|req(?:uested)?|required|purchased?|po|sales|prod(?:uct)?)(?:item|product)?{_QTY}"
            rf"|{_QTY}(?:ordered|ord|order|req(?:uested)?|required|pcs|pieces|purchased|value)"
            "|(?:order|ord)(?:cnt|count|num|pcs)"
        ),
    ),
    (
        "unit",
        0.95,
        (
            r"(?:order|ord|sales|base|purchase|purchaseorderquantity|item|product)"
            rf"(?:unit|uom|um|unitofmeasure(?:ment)?)(?:cd|code|{_NAME})?"
            rf"|unit(?:nm|cd|ofmeasurement)|uom(?:cd|code|coded|{_NAME})"
        ),
    ),
    (
        "unit_price",
        0.95,
        (
            r"(?:requested|agreed)?(?:unit|net|order|purchase|buying|contract|wholesale)(?:net|cost|unit)?"
            r"(?:price|prc|cost)(?:net|extax|excltax|value|amount)?|price(?:each|perunit|unit)|prc"
        ),
    ),
    ("unit_price", 0.9, rf"(?:sales?|{_GOODS})(?:unit)?(?:price|prc|cost)"),
    (
        "amount",
        0.95,
        rf"{_LINE}(?:net|item)?(?:{_AMT}|price|cost){_AMT}?(?:net|extax|excltax)?|(?:item|order|goods|prod(?:uct)?){_AMT}|pricesubtotal|amt",
    ),
    ("tax_rate", 0.95, r"(?:consumption|sales|item|line)?(?:tax|vat)(?:rate|percent(?:age)?|pct|ratio)"),
    ("row", 0.95, rf"(?:{_LINE}|seq|pos(?:ition)?)(?:item)?{_NO}|seq|posex|posnr|lineindex"),
    ("line_note", 0.95, rf"(?:{_LINE}|item)(?:note|notes|remarks?|comments?|memo)"),
)
_HEAD_PATTERNS = tuple((field, sure, re.compile(pattern)) for field, sure, pattern in _HEADS)
_TITLE_PATTERNS = tuple((field, sure, re.compile(pattern)) for field, sure, pattern in _TITLES)
MAX_ENGLISH = 40


def in_english(key: str, *, is_title: bool) -> tuple[str, float] | None:
    """Return the field a folded key means by its English words, and how surely; None when they say nothing."""
    if not 3 <= len(key) <= MAX_ENGLISH or not key.isascii():
        return None
    patterns = _TITLE_PATTERNS if is_title else _HEAD_PATTERNS
    return next(((field, sure) for field, sure, pattern in patterns if pattern.fullmatch(key)), None)
