"""Addresses over several rows below or beside their label: whose firm it is, and where it is.

お届け先                      ご注文者
〒000-4444                    〒000-3333
岐阜県例示市川端4-5           愛知県見本市栄町3-2-1
見本フーズ(株) 岐阜センター   見本フーズ(株)
高橋 様                       TEL 052-000-0000
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from agent.extract.table import Cell
from agent.extract.unseen.boxes import box_of
from agent.extract.unseen.company import LEGAL, company_in
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import is_label
from agent.extract.values import folded

ADDRESSED = frozenset({"customer_name", "deliver_to", "supplier"})
_MOST, _LONGEST = 7, 80
_APART = 24.0
"""Points from one row of an address to the next at most."""
_ALIKE = 6.0
_POSTAL = re.compile(r"〒?\s*\d{3}-\d{4}(?!\d|-)\s*")
_CONTACT = re.compile(
    r"\(?(?:TEL|FAX|電話|携帯|内線|直通|代表|E-?mail|メール|URL|https?:|℡)|\S{1,40}@\S{1,40}|\(?0\d{1,4}[-)]\d{1,4}-\d{3,4}",
    re.IGNORECASE,
)
_PERSON = re.compile(r".{0,30}(様|殿|さま|宛て?)$|(?:ご|御)?(?:担当|受取人|責任者)|(?:Attn|c/o)\b", re.IGNORECASE)
_STREET = re.compile(
    r"(?:東京都|北海道|(?:大阪|京都)府|.{2,3}県)|[市区町村郡].{0,12}\d|\d(?:丁目|番地|番|号|-\d)|\d[-‐－]\d"
    r"|\b(?:Japan|Tokyo|Osaka|[A-Z][a-z]{2,12}-(?:shi|ku|cho|machi|ken|gun))\b"
)
_BUILDING = re.compile(
    r"(?:ビル|タワー|マンション|ハイツ|館|棟|階|\dF|号室|センター|倉庫|工場|事業所|店|営業所|支社|本社|寮|園|校|院)"
)
_TELEPHONE = re.compile(r"\s*[/(]?\s*(?:TEL|FAX|電話)\b.*", re.IGNORECASE)
_COLUMN = re.compile(r"y=(-?\d+)")


class _Line(Enum):
    """What one row of an address says."""

    POSTAL, STREET, FIRM, PERSON, CONTACT, OTHER = range(6)


def with_block(
    strips: Sequence[Strip], looked_in: frozenset[int], at: int, label: Cell, value: Cell, field: str
) -> Cell:
    """Return the value of a label together with the other rows of its address.

    Args:
        strips: All rows of the document.
        looked_in: The rows that are none of the goods'.
        at: The row the value stands in.
        label: The label.
        value: What stands beside it, or below it.
        field: What the label means.
    """
    if field not in ADDRESSED or strips[at].place.startswith("line "):
        return value
    lines = _in_box(strips, at, value)
    if len(lines) < 2:
        lines = [value.text, *_below(strips, looked_in, at, label, value)]
    kinds = [_kind(text) for text in lines]
    if len(lines) < 2 or not {*kinds} - {_Line.OTHER}:
        return value
    text = _firm(lines, kinds) if field != "deliver_to" else _place(lines, kinds)
    return value._replace(text=text, words=()) if text else value


def _in_box(strips: Sequence[Strip], at: int, value: Cell) -> list[str]:
    """Return the rows that stand in one drawn box with a value."""
    strip = strips[at]
    if not strip.posts or not strip.band:
        return []
    box = box_of(value, strip.posts)
    near = (one for one in strips[max(at - _MOST, 0) : at + _MOST] if (one.page, one.band) == (strip.page, strip.band))
    cells = (cell for one in near for cell in one.cells if cell.text and box_of(cell, one.posts) == box)
    return [value.text if cell.place == value.place else cell.text for cell in cells]


def _below(strips: Sequence[Strip], looked_in: frozenset[int], at: int, label: Cell, value: Cell) -> Iterator[str]:
    """Yield the rows below a value that begin where it does, up to a gap, a label, or what is no address."""
    is_under = value.left <= label.right
    for row in range(at + 1, at + _MOST):
        if row not in looked_in or not _follows(strips[row - 1], strips[row]):
            return
        cells = [cell for cell in strips[row].cells if cell.text]
        own = next((cell for cell in cells if abs(cell.left - value.left) <= _tolerance(strips[row])), None)
        before = [cell for cell in cells if cell.left < own.left] if own is not None else []
        is_labelled = any(label.left <= one.left or (one is before[-1] and is_label(one.text)) for one in before)
        if own is None or is_labelled or not _goes_on(own.text):
            return
        is_told = _kind(own.text) is not _Line.OTHER or _BUILDING.search(folded(own.text)) is not None
        if not is_told and not (is_under and strips[row].band and strips[row].band == strips[at].band):
            return
        yield own.text


def _tolerance(strip: Strip) -> float:
    return _ALIKE if _COLUMN.search(strip.place) else 0.0


def _follows(above: Strip, strip: Strip) -> bool:
    """Whether a row stands right below another."""
    one, other = _COLUMN.search(above.place), _COLUMN.search(strip.place)
    is_near = one is None or other is None or int(other[1]) - int(one[1]) <= _APART
    return above.page == strip.page and is_near


def _goes_on(text: str) -> bool:
    """Whether a row may be one of an address: no label, and no sentence."""
    if len(text) > _LONGEST or re.search("[。!！?？]|ます|です|下さい|ください|御中", text):
        return False
    names = (text, re.split("[:：]", text, maxsplit=1)[0])
    return _kind(text) in (_Line.CONTACT, _Line.PERSON) or not any(map(is_label, names))


def _kind(text: str) -> _Line:
    plain = folded(text)
    if _POSTAL.fullmatch(plain):
        return _Line.POSTAL
    if _CONTACT.match(plain):
        return _Line.CONTACT
    if LEGAL.search(plain):
        return _Line.FIRM
    if _PERSON.match(plain):
        return _Line.PERSON
    return _Line.STREET if _POSTAL.match(plain) or _STREET.search(plain) else _Line.OTHER


def _firm(lines: Sequence[str], kinds: Sequence[_Line]) -> str:
    """Return the firm of an address, without a legal form the first row that is nothing else."""
    for kind in (_Line.FIRM, _Line.OTHER):
        own = next((text for text, one in zip(lines, kinds, strict=True) if one is kind), "")
        if own:
            return company_in(own)
    return ""


def _place(lines: Sequence[str], kinds: Sequence[_Line]) -> str:
    """Return what says where an address is, its rows one after the other."""
    told = (text for text, kind in zip(lines, kinds, strict=True) if kind in (_Line.STREET, _Line.FIRM, _Line.OTHER))
    return " ".join(_TELEPHONE.sub("", _POSTAL.sub("", folded(text), count=1)).strip() for text in told)
