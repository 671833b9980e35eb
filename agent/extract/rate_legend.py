"""What a document says its marks mean of tax: `※は軽減税率(8%)対象、無印は10%対象です`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from agent.extract.table import Cell, Page
from agent.extract.values import folded

REDUCED = Decimal("0.08")
MAX_LEGEND = 200
_OPEN, _CLOSE = "「『\\[(【〔<《\"'", "」』\\])】〕>》\"'"
_MARK = rf"[{_OPEN}]?(?P<mark>[※*☆★◎○●◯◇◆△▲▽▼□■†‡]{{1,2}}|軽(?!減))[{_CLOSE}]?"
_RATED = r"\d{1,2}(?:\.\d)?%(?:\)|対象|課税|適用|です|で|の税|の?商品|の?品|$)"
_BEING = r"(?:は|が|:|=|\.{2,}|・{2,}|-|→|indicates|denotes|means)"
_ON = r"(?:(?:の|が)?(?:ある|あるもの|つい(?:た|ている)|付い(?:た|ている)|付き?))?(?:の?(?:商品|品目|品|もの|行|明細))?"
_FRONT = re.compile(
    rf"^(?:注\)|\(注\d?\)|備考:?|凡例:?)?{_MARK}(?:印|マーク|記号)?"
    rf"(?:{_ON}{_BEING}、?.{{0,8}}?(?:軽減|(?:消費)?税率|{_RATED}|reduced)|軽減|{_RATED}|reduced)"
)
_BEHIND = re.compile(
    rf"(?:軽減|\d%|reduced).{{0,24}}(?:には|は|に|を|:|=|marked(?:with|by)?)(?:、|は)?{_MARK}"
    rf"(?:印|マーク|記号)?(?:を|が|で|と|の)?(?:付|つ|記|表|示|印|\.?$)"
)
_MARKED = re.compile(rf"^(?:items?|products?|goods)?marked(?:with)?{_MARK}.{{0,30}}(?:reduced|{_RATED})")
_UNMARKED = re.compile(
    r"(?:無印|(?:印|マーク|記号|表示)(?:の)?(?:なし|無し|ない|無い).{0,6}?|(?:その|それ以外|上記以外)?(?:他|外)(?:の商品|の品目?)?|unmarked|others?)"
    r"(?:は|が|:|=|…+|→|areat|are|at)?.{0,8}?(?P<rate>\d{1,2}(?:\.\d)?)%"
)
_NOT = re.compile(
    r"対象外|対象となりません|対象ではあ|含まれ(?:ません|ており)|含みません|ありません|ございません|除く|割引|値引"
)
_WORDS = ("%", "％", "軽減", "reduced", "Reduced", "REDUCED")
_RATE = re.compile(r"(\d{1,2}(?:\.\d)?)%")


class Told(NamedTuple):
    """One rate, and the text that says so with its place."""

    rate: Decimal
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What each mark means, and what goods without one are taxed at; the rows that say so are at `places`."""

    marks: Mapping[str, Told] = field(default_factory=dict)
    unmarked: Told | None = None
    places: frozenset[str] = frozenset()


def legend_in(pages: Sequence[Page]) -> Legend:
    """Find what a document says of its marks; a mark that is explained in two ways is not explained."""
    marks: dict[str, set[Told]] = {}
    unmarked: set[Told] = set()
    places: set[str] = set()
    for page in pages:
        for row in page.rows:
            whole = row.text
            if not any(word in whole for word in _WORDS):
                continue
            for text, place in [*((cell.text, cell.place) for cell in row.cells), (whole, row.place)]:
                for mark, told in _explained(text, place):
                    (unmarked if mark is None else marks.setdefault(mark, set())).add(told)
                    places.add(row.place)
    known = {mark: one for mark, several in marks.items() if (one := _one(several)) is not None}
    return Legend(known, _one(unmarked) if known else None, frozenset(places))


def is_legend(cells: Sequence[Cell]) -> bool:
    """Whether a row is nothing but such a text: it is no goods, nor more of a name above it."""
    written = [cell.text for cell in cells if cell.text]
    return len(written) == 1 and any(True for _ in _explained(written[0], ""))


def _one(told: set[Told]) -> Told | None:
    return min(told) if len({one.rate for one in told}) == 1 else None


def _explained(text: str, place: str) -> Iterator[tuple[str | None, Told]]:
    """Yield each mark, None for no mark, with the rate that one text gives it."""
    if len(text) > MAX_LEGEND or not any(word in text for word in _WORDS):
        return
    plain = "".join(folded(text).casefold().split())
    for clause in re.split(r"[、,。;/]|(?<=%)(?=[※*☆★◎○●])", plain):
        if _NOT.search(clause):
            continue
        other = _UNMARKED.search(clause)
        if other is not None:
            yield None, Told(Decimal(other["rate"]) / 100, text, place)
            continue
        found = _BEHIND.search(clause) or _MARKED.search(clause) or _FRONT.search(clause)
        rate = _RATE.search(clause)
        if found is not None and (rate is not None or "軽減" in clause or "reduced" in clause):
            yield found["mark"], Told(Decimal(rate[1]) / 100 if rate is not None else REDUCED, text, place)
