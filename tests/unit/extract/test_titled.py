"""Lines under titles that change from page to page."""

import pytest

from agent.extract.table import Cell, Page, Row, Title
from agent.extract.titled import table_on
from agent.extract.unreadable import MisfitError

TITLES = [Title("product_code", ("品番",)), Title("quantity", ("数",)), Title("note", ("備考",), required=False)]


def page(*rows: str) -> Page:
    texts = [row.split(",") for row in rows]
    return Page("p", tuple(Row(tuple(Cell(t, i, i, "p") for i, t in enumerate(row)), "p") for row in texts), reach=1)


def test_row_keeps_the_columns_of_its_own_titles():
    """A page that orders its titles otherwise moves no value of the page before."""
    table = table_on([page("品番,在庫,数", "A,99,1"), page("品番,数,在庫", "B,2,88")], TITLES, ())

    fields = [[row[index] for _, index in table.columns] for row in table.rows]
    assert fields == [["A", "1"], ["B", "2"]]


def test_titles_again_in_another_order_are_no_titles_again():
    """They are shown as a line nobody can read, and stop the order."""
    table = table_on([page("品番,数,在庫", "A,1,9", "品番,在庫,数", "B,9,2")], TITLES, ())

    assert len(table.rows) == 3


@pytest.mark.parametrize("second", ["品番,数,備考", "品番,数,数"])
def test_further_or_doubled_titles_are_refused(second):
    """What one page has no column for is not dropped, and of two columns none is chosen."""
    with pytest.raises(MisfitError):
        table_on([page("品番,数,在庫", "A,1,9"), page(second, "B,2,至急")], TITLES, ())
