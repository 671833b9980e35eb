"""Marks that a document explains as tax rates (`※は軽減税率(8%)対象`): the rate of a line, no part of its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from agent.core.order import Finding, Order, OrderLine, Provenance, Severity
from agent.extract.rate_legend import Legend, Told, legend_in
from agent.extract.table import Cell, Page, Row
from agent.extract.values import folded, number_in, quantity_in

_SUM_WITHIN = re.compile(r"(\d{1,2})%対象(?:額|金額|計)?[\s:]{1,4}[¥]?(\d[\d,]{0,11})(?![\d%])")
"""Such a sum with its figures in one cell: `(10%対象 11,820 消費税 1,182)`."""
_SUM_OF_RATE = re.compile(r"(?:内訳|うち|内)?[:・]?(?:税率)?(\d{1,2})%(?:対象|課税|分)(?:額|金額|計|小計|合計|税抜)*")
_ASIDE = re.compile(r"[※*＊☆★◎○●◇◆△▲□■†‡()（）]")
_OPEN, _CLOSE = "「『[［(（【〔<〈《", "」』]］)）】〕>〉》"
MAX_CELL = 200
_MINUS = "▲△"
_NO_MINUS = r"(?!\s*[¥￥\\]?\s*\d)"
"""▲ before a figure is its minus, whatever the document says of ▲."""
_WIDE = {"*": "*＊"}


@dataclass(frozen=True, slots=True)
class Marked:
    """Pages without the marks they explain: the mark that stood in the row of each place, and the sums of one rate."""

    pages: tuple[Page, ...]
    legend: Legend = field(default_factory=Legend)
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sums: tuple[Told, ...] = ()

    def rated(self, orders: Iterable[Order]) -> tuple[Order, ...]:
        """Give each line the rate its mark stands for; a rate written in a column counts, and is doubted if other."""
        return tuple(_rated(order, self) for order in orders) if self.legend.marks else tuple(orders)


def without_marks(pages: Sequence[Page], *, is_text: bool) -> Marked:
    """Take the marks that a document explains off its goods.

    Args:
        pages: All pages.
        is_text: Whether they are lines of text, where a row is one cell and a mark stands at its end.
    """
    legend = legend_in(pages)
    if not legend.marks:
        return Marked(tuple(pages))
    marks: dict[str, tuple[str, str]] = {}
    cleaned = []
    for page in pages:
        rows = []
        for row in page.rows:
            is_other = row.place in legend.places or any(_of_rate(cell) for cell in row.cells)
            is_goods = not is_other and _has_number(row, is_text=is_text)
            rows.append(_cleaned(row, legend, marks) if is_goods else row)
        cleaned.append(replace(page, rows=tuple(rows)))
    return Marked(tuple(cleaned), legend, marks, tuple(_sums(pages)))


def _has_number(row: Row, *, is_text: bool) -> bool:
    """Whether a row may be goods: a number stands in a cell beside others, or anywhere in a line of text."""
    if is_text:
        return bool(re.search(r"\d", folded(row.text)))
    written = [cell.text for cell in row.cells if cell.text]
    return len(written) > 1 and any(quantity_in(text) is not None for text in written)


def _cleaned(row: Row, legend: Legend, marks: dict[str, tuple[str, str]]) -> Row:
    cells: list[Cell] = []
    found: tuple[str, str] | None = None
    for cell in row.cells:
        clean, mark = _off(cell, legend, is_alone=len(row.cells) == 1)
        found = found or ((mark, cell.place) if mark else None)
        cells += [clean] if clean.text or not cell.words else []
    if found is None or not cells:
        return row
    marks |= dict.fromkeys((row.place, *(place for cell in row.cells for place in _places(cell))), found)
    return replace(row, cells=tuple(cells))


def _places(cell: Cell) -> Iterator[str]:
    yield cell.place
    yield from (word.place for word in cell.words)


def _off(cell: Cell, legend: Legend, *, is_alone: bool) -> tuple[Cell, str]:
    """Take a mark off a cell's end, or its beginning; a cell alone in its row may begin with it as a note does."""
    for mark in legend.marks if len(cell.text) <= MAX_CELL else ():
        text = _bare(cell.text, mark, only_behind=is_alone)
        if text == cell.text:
            continue
        last = len(cell.words) - 1
        words = [
            word._replace(text=_bare(word.text, mark, only_behind=is_alone or at == last)) if at in (0, last) else word
            for at, word in enumerate(cell.words)
        ]
        kept = tuple(word for word in words if word.text.strip())
        return cell._replace(text=text, words=kept, right=kept[-1].right if kept else cell.right), mark
    return cell, ""


def _bare(text: str, mark: str, *, only_behind: bool = False) -> str:
    """Return a text without a mark at its end or its beginning: ※, (※), 「軽」, or 軽 apart from the rest."""
    core = "".join(f"[{_WIDE.get(char, char)}]" for char in mark)
    if mark == "軽":
        core = "軽減?"
        whole = rf"[{re.escape(_OPEN)}]{core}[{re.escape(_CLOSE)}]"
        behind, before = rf"\s*{whole}\s*$|(?:^|\s+){core}\s*$", rf"^\s*{whole}\s*|^{core}(?:\s+|$)"
    else:
        whole = rf"[{re.escape(_OPEN)}]?{core}[{re.escape(_CLOSE)}]?"
        behind, before = rf"\s*{whole}\s*$", rf"^\s*{whole}{_NO_MINUS if mark in _MINUS else ''}\s*"
    text = re.sub(behind, "", text)
    return text if only_behind else re.sub(before, "", text)


def _sums(pages: Sequence[Page]) -> Iterator[Told]:
    """Yield the sums of goods taxed alike (`10%対象 146,880`), each with its rate and the place of its label."""
    for page in pages:
        for row in page.rows:
            for label, value in zip(row.cells, row.cells[1:], strict=False):
                match = _of_rate(label)
                if match is not None and number_in(value.text) is not None:
                    yield Told(Decimal(match[1]) / 100, value.text, label.place)
            for cell in row.cells:
                for within in _SUM_WITHIN.finditer(folded(cell.text[:MAX_CELL])):
                    yield Told(Decimal(within[1]) / 100, within[2], cell.place)


def _of_rate(cell: Cell) -> re.Match[str] | None:
    """Read a cell as the label of the sum of one rate: `8%対象(※)`."""
    return _SUM_OF_RATE.fullmatch("".join(_ASIDE.sub("", folded(cell.text[:MAX_CELL])).split()))


class _Line(NamedTuple):
    """A line without a mark at its name, and the mark that was its, with its place."""

    line: OrderLine
    mark: str = ""
    place: str = ""


def _rated(order: Order, marked: Marked) -> Order:
    places = _places_of_lines(order)
    lines = [_unmarked_line(line, places.get(str(line.number), {}), marked) for line in order.lines]
    rest = _rate_of_rest([one.line for one in lines if not one.mark], lines, marked)
    provenance = list(order.provenance)
    findings: list[Finding] = []
    rated: list[OrderLine] = []
    for line, mark, place in lines:
        told = marked.legend.marks[mark] if mark else rest
        path = f"lines.{line.number}.tax_rate"
        if told is not None and line.tax_rate is None:
            said = f"{mark} = {told.text} ({told.place})" if mark else told.text
            provenance.append((path, Provenance(place or told.place, said)))
            line = replace(line, tax_rate=told.rate)
        elif told is not None and line.tax_rate != told.rate:
            values = (("text", f"{mark} {told.text}".strip()), ("rate", f"{line.tax_rate:f}"))
            findings.append(Finding("tax-mark-differs", Severity.DOUBT, path, values))
        rated.append(line)
    return replace(order, lines=tuple(rated), provenance=tuple(provenance)).with_findings(*findings)


def _places_of_lines(order: Order) -> dict[str, dict[str, str]]:
    """Gather where each line's values stood, by its number."""
    places: dict[str, dict[str, str]] = {}
    for path, at in order.provenance:
        if path.startswith("lines."):
            _, number, name = path.split(".", 2)
            places.setdefault(number, {})[name] = at.place
    return places


def _unmarked_line(line: OrderLine, places: Mapping[str, str], marked: Marked) -> _Line:
    name = line.product_name
    for mark in marked.legend.marks if name and len(name) <= MAX_CELL else ():
        bare = _bare(name or "", mark)
        if bare and bare != name:
            return _Line(replace(line, product_name=bare), mark, places["product_name"])
    found = next((marked.marks[place] for place in places.values() if place in marked.marks), None)
    return _Line(line) if found is None else _Line(line, *found)


def _rate_of_rest(rest: Sequence[OrderLine], lines: Sequence[_Line], marked: Marked) -> Told | None:
    """Return the rate of lines without a mark: what the legend says, or whose sum they are.

    Where a mark stands in a row that is no line's, it may be one of theirs: nothing is said of them.
    """
    used = {one.place for one in lines}
    if any(place not in used for _, place in marked.marks.values()):
        return None
    if marked.legend.unmarked is not None:
        return marked.legend.unmarked
    amounts = [line.amount for line in rest]
    total = sum((amount for amount in amounts if amount is not None), Decimal(0))
    others = {told.rate for told in marked.legend.marks.values()}
    alike = [told for told in marked.sums if told.rate not in others and number_in(told.text) == total]
    return alike[0] if alike and None not in amounts else None
