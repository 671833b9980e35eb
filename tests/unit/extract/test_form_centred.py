"""Names wrapped above and below the row of their figures."""

import pytest

from agent.core.order import Order
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.laid_out import sheet
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: sheet}
fields: {}
lines: {columns: {product_code: 品番, product_name: 品名, quantity: 数量}, joined: product_name, joined_at: around}
"""


def read(*rows: list, form: str = FORM) -> Order:
    titles = ["品番", "品名", "数量"] if "品番" in form else ["商品", "数量"]
    [order] = orders_of(a_document(sheet(titles, *rows), "o.xlsx"), [a_form(form)]).orders
    return order


def names(order: Order) -> list[str | None]:
    return [line.product_name for line in order.lines]


def codes(order: Order) -> list[str]:
    return [finding.code for finding in order.findings]


class TestCentred:
    def test_as_many_rows_above_as_below(self):
        """A name in one row stands beside its figures, a wrapped one around them."""
        order = read(
            *[["", "見本小麦粉"], ["P1", "", 3], ["", "25kg"], ["P2", "茶", 1]],
            *[["", "a"], ["", "b"], ["P3", "", 4], ["", "c"], ["", "d"]],
        )

        assert (names(order), codes(order)) == (["見本小麦粉 25kg", "茶", "a b c d"], [])
        assert dict(order.provenance)["lines.1.product_name"].place == "Sheet1!B2"

    def test_titles_above_the_first_line_are_no_name(self):
        """A second row of titles belongs to the titles."""
        order = read(["", "商品名"], ["", "見本小麦粉"], ["P1", "", 3], ["", "25kg"])

        assert (names(order), codes(order)) == (["見本小麦粉 25kg"], [])

    @pytest.mark.parametrize(
        "rows",
        [
            [["P1", "茶", 3], ["", "100包"], ["P2", "水", 1], ["", "2L"]],
            [["", "見本"], ["P1", "", 3], ["", "25kg"], ["", "発送はお早めに"]],
            [["", "見本"], ["P1", "", 3], ["P2", "水", 1]],
            [["", "a"], ["P1", "b", 3], ["", "c"]],
        ],
    )
    def test_what_is_not_centred_is_doubted(self, rows: list[list]):
        """Names that go on below, a note, a name without its lower half, one in three rows: nothing is joined."""
        order = read(*rows)

        assert "row-between" in codes(order)
        assert set(names(order)) <= {None, "茶", "水", "b"}

    def test_field_without_a_column_has_its_rows_alone(self):
        """Where names have no title, they stand under that of the codes."""
        form = "applies: {reads: sheet}\nfields: {}\n"
        form += "lines: {columns: {product_code: 商品, quantity: 数量}, joined: product_name, joined_at: around}\n"
        order = read(["見本小麦粉"], ["P1001", 3], ["25kg"], form=form)

        assert [(line.product_code, line.product_name) for line in order.lines] == [("P1001", "見本小麦粉 25kg")]
        assert dict(order.provenance)["lines.1.product_name"].place == "Sheet1!A2"


def test_around_needs_a_field_that_is_joined():
    """Alone it says nothing."""
    with pytest.raises(FilesError, match="that is `joined`"):
        a_form(FORM.replace(" joined: product_name,", ""))


def test_line_without_a_name_beside_wrapped_ones_is_doubted():
    """Its name may have gone to the next line."""
    order = read(["P1", "", 3], ["", "茶"], ["", "見本"], ["P2", "", 4], ["", "水"], ["", "酢"])

    assert (order.lines[0].product_name, codes(order)) == (None, ["row-between"])
