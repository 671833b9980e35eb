"""UN/ECE unit codes (Recommendations 20 and 21) that have one certain name in Japanese trade."""

from __future__ import annotations

_UNITS = {
    "KGM": "kg",
    "GRM": "g",
    "MGM": "mg",
    "TNE": "t",
    "LTR": "L",
    "MLT": "mL",
    "MTR": "m",
    "CMT": "cm",
    "MMT": "mm",
    "KMT": "km",
    "MTK": "m2",
    "MTQ": "m3",
    "H87": "個",
    "SET": "セット",
    "DZN": "ダース",
    "HUR": "時間",
    "DAY": "日",
    "MON": "月",
    "ANN": "年",
    "BG": "袋",
    "BX": "箱",
    "CA": "缶",
    "CS": "ケース",
    "CT": "カートン",
    "PK": "パック",
    "XCS": "ケース",
    "XBX": "箱",
    "XBG": "袋",
    "XCT": "カートン",
    "XPX": "パレット",
    "XRO": "巻",
}


def unit_of(code: str | None, shown: str | None = None) -> str | None:
    """Return the unit people read: the one the document shows, else the code's name, else the code itself."""
    return shown or (_UNITS.get(code, code) if code else None)
