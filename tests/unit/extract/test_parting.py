"""Several orders in one document are parted as the form says, and what a form says of it must hold together."""

import pytest

from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.laid_out import pdf, sheet
from tests.unit.extract.making import a_document, a_form

BLOCKS = """
applies: {reads: sheet}
orders: {each: block, begins: 注文番号}
fields: {number: {label: 注文番号}, customer_name: {label: 得意先}, deliver_on: {label: 納期, optional: true}}
lines: {columns: {product_code: 品番, quantity: 数}, until: 合計}
"""
BLOCK = [["品番", "数"], ["P1", 1], ["合計", 1]]


def read(content: bytes, form: str = BLOCKS, name: str = "o.xlsx"):
    return orders_of(a_document(content, name), [a_form(form)])


def shown(orders) -> list[tuple]:
    return [(one.number, one.customer.as_written, [line.product_code for line in one.lines]) for one in orders]


class TestBlocks:
    def test_row_that_begins_so_starts_an_order(self):
        """What stands above the first block belongs to each; a block's own value comes before it."""
        head = [["得意先", "甲"], ["納期", "2026-04-01"]]
        own = [["注文番号", "B", "納期", "2026-04-02"], ["品番", "数"], ["P2", 2], ["P3", 3]]
        a, b = read(sheet(*head, ["注文番号", "A"], *BLOCK, [], *own)).orders

        assert shown([a, b]) == [("A", "甲", ["P1"]), ("B", "甲", ["P2", "P3"])]
        assert (str(a.deliver_on), str(b.deliver_on)) == ("2026-04-01", "2026-04-02")

    def test_titles_may_stand_once_above_all_blocks(self):
        """Lines of each block stand under the titles at the top."""
        rows = [["品番", "数"], ["注文番号：A"], ["P1", 1], ["注文番号：B"], ["P2", 2]]

        assert shown(read(sheet(*rows)).orders) == [("A", None, ["P1"]), ("B", None, ["P2"])]

    def test_block_goes_on_on_the_next_page(self):
        """What stands on a further page before its first block belongs to the last one."""
        more = [["P9", 9], ["注文番号", "B"], *BLOCK]
        orders = read(sheet(["注文番号", "A"], ["品番", "数"], ["P1", 1], more=more)).orders

        assert shown(orders) == [("A", None, ["P1", "P9"]), ("B", None, ["P1"])]

    def test_document_without_a_block_does_not_fit(self):
        """Where no order begins, none is read."""
        assert read(sheet(*BLOCK)).reason.values == {"field": "orders", "wanted": "注文番号"}


def test_every_page_may_be_an_order():
    """Two sheets of one number, or of none, are two orders where the form says so."""
    form = BLOCKS.replace("orders: {each: block, begins: 注文番号}", "orders: {each: page}")
    orders = read(sheet(["注文番号", "A"], *BLOCK, 二=[["注文番号", "A"], *BLOCK]), form).orders

    assert [(one.number, one.position) for one in orders] == [("A", 0), ("A", 1)]


def test_item_may_go_on_in_the_row_below():
    """A row that gives no numbers belongs to the line above; above the first line it belongs to the titles."""
    form = """
applies: {reads: pdf}
fields: {number: {label: No}}
lines: {columns: {product_code: 品番, quantity: 数, amount: 金額}, joined: product_name, until: 計}
"""
    texts = [(40, 20, "No"), (90, 20, "A1"), (40, 60, "品番"), (200, 60, "数"), (300, 60, "金額"), (40, 72, "品名")]
    texts += [(40, 90, "P1"), (200, 90, "2"), (300, 90, "10"), (40, 102, "見本茶"), (40, 114, "500g")]
    texts += [(40, 130, "P2"), (200, 130, "3"), (300, 130, "30")]
    [order] = read(pdf(texts), form, "o.pdf").orders

    assert [(one.product_code, one.product_name, one.quantity) for one in order.lines] == [
        ("P1", "見本茶 500g", 2),
        ("P2", None, 3),
    ]
    assert dict(order.provenance)["lines.1.product_name"].place.startswith("page 1 x=40 y=")


def test_item_may_go_on_in_a_column_that_has_a_title():
    """Its text is added to what stands there."""
    form = """
applies: {reads: sheet}
fields: {number: {fixed: A}}
lines: {columns: {product_name: 品名, quantity: 数}, joined: product_name}
"""
    [order] = read(sheet(["品名", "数"], ["茶", 1], ["(500g)"], ["水", 2]), form).orders

    assert [(one.product_name, one.quantity) for one in order.lines] == [("茶 (500g)", 1), ("水", 2)]


LINES = "lines: {columns: {product_code: 品番, quantity: 数}}\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("applies: {reads: sheet}\norders: {each: block}\nfields: {}\n" + LINES, "3:9"),
        ("applies: {reads: sheet}\norders: {begins: x}\nfields: {}\n" + LINES, "3:9"),
        ("applies: {reads: csv}\norders: {each: page}\nfields: {}\n" + LINES, "3:9"),
        ("applies: {reads: sheet}\nrecords: {head: {begins: H}, line: {begins: D}}\nfields: {}\n" + LINES, "3:10"),
        ("applies: {reads: csv}\nfields: {total: {column: a, record: foot}}\n" + LINES, "3:37"),
        ("applies: {reads: csv}\nfields: {number: {column: 1}}\n" + LINES, "3:27"),
        ("applies: {reads: sheet}\nfields: {}\nlines: {columns: {product_code: 1, quantity: 2}}\n", "4:33"),
        ("applies: {reads: csv}\nrecords: {head: {begins: H}, line: {begins: D}}\nfields: {}\n" + LINES, "5:33"),
        ("applies: {reads: fixed}\nfields: {}\n" + LINES, "2:18"),
        ("applies: {reads: csv}\nfixed: {columns: {品番: 1, 数: 2-3}}\nfields: {}\n" + LINES, "2:18"),
        ("applies: {reads: fixed}\nfixed: {columns: {品番: 1}}\nfields: {}\n" + LINES, "5:47"),
    ],
)  # fmt: skip
def test_options_that_do_not_hold_together_are_named(text, place):
    """Each is found at its place, with one finding."""
    with pytest.raises(FilesError) as caught:
        load_forms({"f.yaml": "form: x\n" + text})

    assert [(str(one.place), one.code) for one in caught.value.findings] == [(f"f.yaml:{place}", "place")]
