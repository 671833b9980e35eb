"""A title misread by one letter is mended where it can be only one."""

import pytest

from agent.extract.scan.titles import mended
from agent.extract.table import Cell, Row, Word


def a_row(*texts: str, sure: float = 0.5) -> Row:
    cells = (Cell(text, n, n, str(n), sure, (Word(text, n, n, str(n), True),)) for n, text in enumerate(texts))
    return Row(tuple(cells), "p")


def texts_of(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def test_title_that_is_one_letter_off_is_mended():
    """In a row of titles, 数中 can be nothing but 数量; its word is mended, too."""
    row = mended(a_row("商品コード", "商品名", "数中", "単価", "金額"))

    assert texts_of(row) == ["商品コード", "商品名", "数量", "単価", "金額"]
    assert (row.cells[2].words[0].text, row.cells[2].confidence) == ("数量", 0.5)


def test_field_that_has_its_title_is_not_named_twice():
    """単他 is near 単価 and 単位; beside 単価 it is 単位."""
    assert texts_of(mended(a_row("商品名", "数量", "単他", "単価", "金額")))[2] == "単位"


@pytest.mark.parametrize(
    "row",
    [
        a_row("商品名", "数中", "単価", "金額", sure=0.95),
        a_row("商品名", "数中", "単価"),
        a_row("商品名", "数中", "単価", "金頬"),
        a_row("商品名", "数量", "単他", "金額"),
        a_row("商品名", "数量", "山川", "金額"),
    ],
    ids=["seen clearly", "too few", "two are off", "two fields come near", "none comes near"],
)
def test_title_that_could_be_another_stays(row):
    """A title that may be two, or is none, is left to a person."""
    assert mended(row) is row
