"""Places as the reader names them, found in what a page shows."""

from __future__ import annotations

import pytest

from agent.console.places import mark
from agent.console.show import DocumentView, Table
from agent.core.order import Provenance

CSV = DocumentView(
    "csv",
    tables=(Table("", (("注文No.", "品番", "数", "数量"), ("A-1", "P-1\n大", "2", "2"), ("A-1", "P-2", "3", "3"))),),
    lines=(1, 3, 4),
)
BOOK = DocumentView("sheet", tables=(Table("表!紙", (("x",),)), Table("注文書", (("", ""), ("", "12")))))
TEXT = DocumentView("text", text="注文番号：Ａ－１\n数量 2\n数量 2\n合計 4,800円")
PDF = DocumentView("pdf", n_pages=2, sizes=((595.0, 842.0), (842.0, 595.0)))


@pytest.mark.parametrize(
    ("view", "place", "text", "cell"),
    [
        (CSV, "line 3 品番", "P-1\n大", (0, 1, 1)),
        (CSV, "line 3 数量", "2", (0, 1, 3)),
        (CSV, "line 4 column 3", "3", (0, 2, 2)),
        (CSV, "line 4", "P-2", (0, 2, 1)),
        (BOOK, "注文書!B2", "12", (1, 1, 1)),
        (BOOK, "表!紙!A1", "x", (0, 0, 0)),
    ],
)
def test_a_cell_is_found(view, place, text, cell):
    """By its line and title, its number, or its letters."""
    marked, numbers = mark(view, [("number", Provenance(place, text))])
    assert (marked.cells, numbers) == ({cell: (1,)}, {"number": 1})


@pytest.mark.parametrize(
    ("place", "text", "line"),
    [("line 1", "A-1", 0), ("line 3", "2", 2), ("line 99", "4,800 円", 3), ("$.total", "合計", 3)],
)
def test_a_line_is_found_by_its_number_or_as_the_only_one(place, text, line):
    """Widths and blanks do not part what was read from what stands there."""
    assert mark(TEXT, [("x", Provenance(place, text))])[0].lines == {line: (1,)}


def test_a_mark_stands_on_its_page():
    """In points from the top left, never beyond the page."""
    marked, _ = mark(PDF, [("total", Provenance("page 2 x=800 y=120", "1,234,567,890円"))])
    [one] = marked.sheets[1].marks
    assert (marked.sheets[0].marks, one.x, one.y, one.width) == ((), 800, 120, 42)


@pytest.mark.parametrize(
    ("view", "place", "text"),
    [
        (PDF, "page 3 x=1 y=1", "x"),
        (PDF, "form mihon", "C001"),
        (TEXT, "line 9", "2"),
        (TEXT, "line 9", " "),
        (CSV, "line 2 品番", "P-1"),
        (CSV, "line 4 nowhere", "?"),
        (BOOK, "注文書!ZZ99", "x"),
        (BOOK, "nowhere!A1", "x"),
    ],
)
def test_what_is_not_found_has_no_number(view, place, text):
    """A mark in the wrong place would be worse than none; the next value gets the number."""
    assert mark(view, [("x", Provenance(place, text))])[1] == {}
