"""One line of goods in the pattern language of forms, so that a form can be drafted from it."""

from __future__ import annotations

UNITS = (
    "組|式|足|膳|丁|房|杯|樽|俵|連|個|コ|ケ|ヶ|こ|つ|点|本|袋|箱|枚|台|缶|瓶|束|巻|冊|脚|玉|包|部|株|鉢|尾|斤|面|対|基|反|梱|丸|筒"
    "|パック|ケース|セット|ダース|ボトル|カートン|ロール|パレット|ロット|キロ|グラム|リットル|トン|メートル|バラ|シート|ボックス|バッグ|ポリ"
    "|kg|g|t|l|ml|m|c/?s|ct|ctn|pcs?|pkg?|ea|doz|set|box(?:es)?|bags?|cases?|cartons?|bottles?|units?|sets?|packs?|rolls?|cans?"
)
_MARK = r"(?:\(?\d{1,3}[.):、]\s*|[・\-*●■○◆]\s*)"
_CODE = r"(?:[\[(]?(?P<product_code>[A-Za-z]{1,5}-?\d[A-Za-z0-9\-]{0,14}|\d{8}|\d{13})[\])]?[\s:、,/]+)"
_QUANTITY = rf"(?P<quantity>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>(?i:{UNITS}))"
_PRICE = r"(?:[\s、,/(]*(?:@|単価[:\s]?)\s*[¥]?(?P<unit_price>\d[\d,]*(?:\.\d+)?)\s*円?\)?)"
_AMOUNT = r"(?:[\s、,/=(]*(?:金額[:\s]?|計[:\s]?)?[¥]?(?P<amount>\d[\d,]*)\s*円\)?)"
ITEM = (
    rf"^\s*{_MARK}?{_CODE}?(?P<product_name>[^。]*?[^\s\d。@/、,:…])\s*(?:[\s:、,/…]+|\s[xX×]\s?|×)(?:数量[:\s]?)?{_QUANTITY}"
    rf"{_PRICE}?{_AMOUNT}?[。.]?\s*$"
)
PARTED = (
    rf"^\s*{_MARK}?{_CODE}?(?P<product_name>[^。/:…]*?[^\s。@/、,:…])\s*[/:…]+\s*(?:数量[:\s]?)?{_QUANTITY}"
    rf"{_PRICE}?{_AMOUNT}?[。.]?\s*$"
)
