"""Whether a text can be the value of a field: a day for a day, a number for a total, a code for a code."""

from __future__ import annotations

import re
from datetime import date

from agent.extract.unseen.words import head_word
from agent.extract.values import BEHIND_DAY, MAX_VALUE, SHORT_YEAR, day_in, folded, number_in

DAYS = frozenset({"ordered_on", "deliver_on"})
MONEY = frozenset({"total", "subtotal", "grand", "tax", "inner_tax"})
_TAXES = frozenset({"tax", "inner_tax"})
TEXTS = frozenset({"customer_name", "deliver_to", "note", "supplier"})

_TAX_BEHIND = re.compile(r"[ (]*(?:(?:消費)?税(?:抜き?|別|込み?)|外税|内税)\)?$")
_MONEY_BEFORE = re.compile(
    r"(?:[(]?(?:(?:消費)?税(?:抜き?|別|込み?)|外税|内税)[)]?|金(?=[\d¥])|jpy|yen)\s*", re.IGNORECASE
)
_CURRENCY_BEHIND = re.compile(r"\s*[(]?(?:jpy|yen)[)]?$", re.IGNORECASE)
_ASIDE_BEHIND = re.compile(r"\s*\([^()]{1,40}\)$")
_NUMBER = re.compile(r"#?(?:(?:[A-Za-z]{1,4}|No\.?) )?[A-Za-z0-9][A-Za-z0-9\-_/.()]{0,39}")
_WRITTEN_NUMBER = re.compile(r"(?=[^\d]{0,12}\d)[A-Za-z0-9一-龠ぁ-んァ-ヶー][A-Za-z0-9\-_/.()一-龠ぁ-んァ-ヶー]{1,29}")
_AS_NUMBER = re.compile(r"第[A-Za-z0-9\-]{1,16}号|[一-龠ぁ-んァ-ヶー]{1,6}-?[A-Za-z0-9]")
"""What makes a text with kanji a number: 第…号, or letters before the digits; `3件` and `10日` are none."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-]{0,19}")
_INNER_TAX = re.compile(
    r"(?:(?:内|うち|含む?)[、,:]? ?(?:取引に係る)?消費税(?:及び|・)?(?:地方消費税)?(?:相当|の)?(?:額等|額|等)?|内税額?)"
    r" ?(?:\(?(?:8|10) ?%(?:対象|分)?\)?)? ?[:：]?(?:として)? ?\(?"
    r"(?P<behind>[¥\\]? ?\d[\d,]{0,15}(?![\d,]* ?%)円?)"
    r"|(?:消費)?税額? ?(?P<within>[¥\\]? ?\d[\d,]{0,15}円?) ?(?:込|を?含)"
)
_BRACKETED = re.compile(r"\(([^()]{1,24})\)")
_SAME_PLACE = re.compile(
    r"[(（]?(?:(?:同上|同左|上記|左記|右記|下記)(?:の?住所|と|に)?(?:同じ|同様|同)?|同じ|なし|無し|無)[)）]?"
)
"""A place that is no other than the one already said."""
_SPACED_DAY = re.compile(r"(\d{2}|20\d{2}) (\d{1,2}) (\d{1,2})")
"""A day whose year, month and day stand in boxes of their own: `26 10 05`."""
_PACKED_DAY = re.compile(r"(\d{2})(\d{2})(\d{2})")
"""A day without its century, as old systems write it: `261105`, or `081105` in Reiwa 8."""
_DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(20\d{2})")
"""A day with points between day, month and year, as SAP prints it: nobody writes the month first so."""
_STROKED_DAY, _MONTHS = re.compile(r"(\d{1,2})/(\d{1,2})/(20\d{2})"), 12
"""A day with the year last: which of the others is the month can be told where one of them is none."""
ANY_DAY = date(2000, 1, 1)
_TOUCHING = re.compile(r"\d\s+\d")


def fitted(field: str, text: str, near: date) -> str | None:
    """Return what of a text is the field's value, or None when it cannot be one."""
    plain = folded(text)
    if not plain or (field not in TEXTS and len(plain) > MAX_VALUE):
        return None
    if field in DAYS:
        day = written_day(BEHIND_DAY.sub("", plain))
        return day if day_in(day, "md", near) is not None else None
    if field in MONEY:
        bracketed = _BRACKETED.fullmatch(plain) if field in _TAXES else None
        return _money(plain if bracketed is None else bracketed[1])
    if field == "number":
        return plain if _is_number(plain) else None
    if field == "customer_code":
        return plain if _CODE.fullmatch(plain) and re.search(r"\d", plain) else None
    return text.strip() if _is_words(plain) and not (field == "deliver_to" and _SAME_PLACE.fullmatch(plain)) else None


def looks_like(field: str, text: str) -> bool:
    """Whether a text has the shape of a field's value, whatever day it came."""
    plain = folded(text)
    if field in DAYS and len(plain) <= MAX_VALUE:
        return is_day(BEHIND_DAY.sub("", plain))
    return fitted(field, text, ANY_DAY) is not None


def is_day(text: str) -> bool:
    """Whether a text is a day, with its year or without."""
    return day_in(text, "md", ANY_DAY) is not None or SHORT_YEAR.fullmatch(folded(text)) is not None


def written_day(text: str) -> str:
    """Write a day so that it is read: of six figures, with its year last, in boxes; another text stays as it is."""
    packed = _PACKED_DAY.fullmatch(folded(text[:MAX_VALUE]))
    return _spaced(text) if packed is None else "{}年{}月{}日".format(*packed.groups())


def inner_tax_in(text: str) -> str | None:
    """Return the tax that a sum says it holds: `金86,460円(うち消費税及び地方消費税の額 7,860円)`."""
    match = _INNER_TAX.search(folded(text[:MAX_VALUE]))
    return (match["behind"] or match["within"]).replace(" ", "") if match is not None else None


def _spaced(day: str) -> str:
    spaced, dotted = _SPACED_DAY.fullmatch(day), _DOTTED_DAY.fullmatch(day)
    if dotted is not None:
        return f"{dotted[3]}-{dotted[2]}-{dotted[1]}"
    stroked = _STROKED_DAY.fullmatch(day)
    if stroked is not None and (int(stroked[1]) > _MONTHS) != (int(stroked[2]) > _MONTHS):
        month, day_of = (stroked[1], stroked[2]) if int(stroked[2]) > _MONTHS else (stroked[2], stroked[1])
        return f"{stroked[3]}-{month}-{day_of}"
    return day if spaced is None else "/".join(spaced.groups())


def _money(plain: str) -> str | None:
    money = _TAX_BEHIND.sub("", _CURRENCY_BEHIND.sub("", plain))
    money = _MONEY_BEFORE.sub("", money, count=2)
    if number_in(money) is None:
        money = _ASIDE_BEHIND.sub("", money)
    return money if number_in(money) is not None and not _TOUCHING.search(money) else None


def _is_number(plain: str) -> bool:
    if not re.search(r"\d", plain) or (not plain.isdigit() and day_in(plain, "md", ANY_DAY)):
        return False
    if _NUMBER.fullmatch(plain):
        return True
    return _WRITTEN_NUMBER.fullmatch(plain) is not None and _AS_NUMBER.search(plain) is not None


def _is_words(plain: str) -> bool:
    """Whether a text says something, and is no label itself."""
    return bool(re.search(r"[^\W\d_]", plain)) and head_word(plain) is None


def apart(text: str) -> str:
    """Keep numbers that only a blank parts from running into one."""
    return re.sub(r"(?<=\d)\s+(?=\d)", " | ", folded(text)) if _TOUCHING.search(folded(text)) else text
