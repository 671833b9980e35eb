"""Quantities across a table, under days or places, and orders parted by day or place."""

import pytest

from agent.core.order import Order
from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.laid_out import sheet
from tests.unit.extract.making import a_document, a_form
from tests.unit.extract.test_unseen_ruled import ruled

FORM = """
applies: {reads: sheet}
fields: {number: {label: 番号}, total: {label: 税抜合計, optional: true}}
lines:
  columns: {product_code: 品番, unit_price: 単価}
  optional: [unit_price]
  across: {places: ["*店"], total: 計, leave: 入数}
  until: [合計, 税抜]
orders: {each: place}
"""
DAYS = """
applies: {reads: csv}
fields: {number: {label: 番号}}
lines: {columns: {product_code: 品番}, across: {days: md}}
"""
TITLES = ["品番", "新宿店", "渋谷店", "計"]
BY_DAY = """
applies: {reads: csv}
fields: {number: {column: 番号}, deliver_on: {column: 納期, date: md}, total: {column: 総額, optional: true}}
lines: {columns: {product_code: 品番, quantity: 数量}}
orders: {each: day}
"""


def read(content: bytes, form: str = FORM, name: str = "o.xlsx"):
    return orders_of(a_document(content, name), [a_form(form)])


def rows(*more: list, titles: list = TITLES) -> bytes:
    return sheet(["番号", "A1"], titles, *more)


def shown(order: Order) -> tuple:
    day = None if order.deliver_on is None else str(order.deliver_on)
    return order.deliver_to or day, [f"{line.product_code} {line.quantity}" for line in order.lines]


def found(order: Order) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity.value) for finding in order.findings]


class TestPlaces:
    def test_every_place_is_an_order(self):
        """A title that is a place says where its quantities go; blank cells, zeros and strokes ask for nothing."""
        a, b = read(rows(["P1", 3, 2, 5], ["P2", "-", 4, 4], ["P3", 1, 0, 1], ["合計", 4, 6, 10])).orders

        assert shown(a) == ("新宿店", ["P1 3", "P3 1"])
        assert shown(b) == ("渋谷店", ["P1 2", "P2 4"])
        assert (a.number, b.number, found(a), found(b)) == ("A1", "A1", [], [])
        assert dict(b.provenance)["lines.2.quantity"].place == "Sheet1!C4"

    def test_without_parting_it_is_one_order_without_a_place(self):
        """Two places of one order are doubted, and neither is taken; its lines come row by row."""
        [order] = read(rows(["P1", 3, 2, 5], ["P2", "", 4, 4]), FORM.replace("orders: {each: place}", "")).orders

        assert shown(order) == (None, ["P1 3", "P1 2", "P2 4"])
        assert found(order) == [("rows-differ", "doubt")]

    @pytest.mark.parametrize(
        ("body", "codes"),
        [
            (["P1", 3, 2, 6], ["across-sum"]),
            (["P1", 3, 2, "", ""], ["across-sum"]),
            (["P1", 3, "二", 5], ["across-sum", "field-unreadable"]),
        ],
    )
    def test_row_that_is_not_its_sum_is_doubted(self, body: list, codes: list[str]):
        """Quantities that are not what the row's sum says, or cannot be read, let the orders wait."""
        orders = read(rows(["P9", 1, 1, 2], [text if text != "二" else "要相談" for text in body])).orders

        assert {code for order in orders for code, _ in found(order)} == set(codes)

    def test_further_column_with_numbers_is_doubted_unless_it_is_left(self):
        """A place of another spelling is not passed over; 入数 is left by the form, and words are no quantities."""
        titles = [*TITLES, "入数", "本部", "備考"]
        orders = read(rows(["P1", 3, 2, 5, 24, "", "急ぎ"], ["P2", 1, 1, 2, 12, 7], titles=titles)).orders

        assert [found(order) for order in orders] == [[("written-elsewhere", "doubt")]] * 2
        assert dict(orders[0].findings[0].values) == {"place": "Sheet1!F4", "text": "本部: 7"}

    def test_column_that_is_the_sum_of_the_others_is_doubted(self):
        """全店 is no shop of its own, though its title is like theirs."""
        titles = ["品番", "新宿店", "渋谷店", "全店"]
        form = FORM.replace(", total: 計, leave: 入数", "")
        orders = read(rows(["P1", 3, 2, 5], ["P2", "", 4, 4], titles=titles), form).orders

        assert [found(order) for order in orders] == [[("across-others", "doubt")]] * 3

    def test_number_under_no_title_is_doubted(self):
        """What stands behind all titles of a CSV is in no column."""
        content = "番号,A1\n品番,新宿店,渋谷店\nP1,3,2,9\nP2,1,1\nP3,1,1\n".encode()
        form = FORM.replace("sheet", "csv").replace(", total: 計, leave: 入数", "")

        assert "row-overlong" in dict(found(read(content, form, "o.csv").orders[0]))

    def test_row_that_asks_for_nothing_is_no_line(self):
        """It is doubted, unless its sum is 0, too."""
        [blank] = read(rows(["P1", 3, "", 3], ["P2"])).orders
        [zero] = read(rows(["P1", 3, "", 3], ["P2", 0, 0, 0])).orders

        assert (shown(blank), shown(zero)) == (("新宿店", ["P1 3"]), ("新宿店", ["P1 3"]))
        assert ("rows-without-quantity", "doubt") in found(blank)
        assert ("rows-without-quantity", "note") in found(zero)

    def test_quantity_without_a_product_is_not_passed_over(self):
        """A row with nothing but quantities is a line, of an article nobody knows."""
        [order, _] = read(rows(["P1", 3, 1, 4], ["", 2, "", 2])).orders

        assert shown(order) == ("新宿店", ["P1 3", "None 2"])

    @pytest.mark.parametrize(
        ("titles", "wanted"), [(["品番", "数", "量", "計"], "*店"), (["品番", "新宿店", "渋谷店", "総数"], "計")]
    )
    def test_titles_that_are_not_there_do_not_fit(self, titles: list[str], wanted: str):
        """No place, or no sum, where the form says so: the document waits."""
        assert read(rows(["P1", 3, 2, 5], titles=titles)).reason.values["wanted"] == wanted

    def test_further_pages_have_the_same_titles(self):
        """Quantities of a further page under titles of other shops are none of the first page's shops'."""
        first = [TITLES, ["P1", 3, 2, 5]]
        again = read(sheet(*first, 二=[TITLES, ["P2", 1, "", 1]])).orders
        others = read(sheet(*first, 二=[["品番", "池袋店", "上野店", "計"], ["P1", 1, "", 1]]))

        assert [shown(order)[1] for order in again] == [["P1 3", "P2 1"], ["P1 2"]]
        assert (others.orders, others.reason.code) == ((), "field-unreadable")

    @pytest.mark.parametrize(("titles", "is_read"), [("品番,新宿店,渋谷店", True), ("品番,池袋店,上野店", False)])
    def test_titles_further_down_in_a_file_are_the_same(self, titles: str, is_read: bool):
        """So in a CSV; a row with nothing but a quantity is a line there, too."""
        content = f"番号,A1\n品番,新宿店,渋谷店\nP1,3,2\n,4,\n{titles}\nP2,1,1\n".encode()
        form = FORM.replace("sheet", "csv").replace(", total: 計, leave: 入数", "")
        orders = read(content, form, "o.csv").orders

        assert [shown(order)[1] for order in orders] == (
            [["P1 3", "None 4", "P2 1"], ["P1 2", "P2 1"]] if is_read else []
        )


class TestSums:
    def test_total_of_all_is_no_order_s_own(self):
        """Where all lines add up to it, it is taken from each order without a word."""
        content = rows(["P1", 100, 3, 2, 5], ["税抜合計", 500], titles=["品番", "単価", "新宿店", "渋谷店", "計"])
        orders = read(content).orders

        assert [(order.total, found(order)) for order in orders] == [(None, []), (None, [])]
        assert all("total" not in dict(order.provenance) for order in orders)

    @pytest.mark.parametrize(("price", "total"), [(100, 600), ("", 500)])
    def test_total_that_cannot_be_parted_is_doubted(self, price: int | str, total: int):
        """Where it is not what all lines add up to, or they have no prices, each order says so."""
        content = rows(["P1", price, 3, 2, 5], ["税抜合計", total], titles=["品番", "単価", "新宿店", "渋谷店", "計"])

        assert [found(order) for order in read(content).orders] == [[("total-of-all", "doubt")]] * 2


class TestDays:
    CONTENT = "番号,A1\n品番,4/6(月),4/7(火),備考\nP1,3,2,朝\nP2,,1,\n".encode()

    def test_every_day_is_an_order(self):
        """A title that is a day is that of its quantities."""
        orders = read(self.CONTENT, DAYS + "orders: {each: day}\n", "o.csv").orders

        assert [shown(order) for order in orders] == [("2026-04-06", ["P1 3"]), ("2026-04-07", ["P1 2", "P2 1"])]
        assert [found(order) for order in orders] == [[], []]

    def test_without_parting_no_day_is_taken(self):
        """Days that differ leave the order without one, and doubted."""
        [order] = read(self.CONTENT, DAYS, "o.csv").orders

        assert (shown(order), found(order)) == ((None, ["P1 3", "P1 2", "P2 1"]), [("rows-differ", "doubt")])

    def test_title_that_is_no_day_is_doubted(self):
        """A weekday alone is no day."""
        content = "番号,A1\n品番,4/6(月),火曜\nP1,3,2\n".encode()

        assert found(read(content, DAYS, "o.csv").orders[0]) == [("written-elsewhere", "doubt")]

    def test_no_day_among_the_titles_does_not_fit(self):
        """The form is for another layout."""
        found = read("番号,A1\n品番,数量\nP1,3\n".encode(), DAYS, "o.csv")

        assert found.reason.values["wanted"] == "4/6"

    @pytest.mark.parametrize(
        "titles",
        [
            [["品番", "", ""], ["", "4/6", "4/7"]],
            [["", "4/6", "4/7"], ["品番", "(月)", "(火)"]],
            [["", "4/6", "4/7"], ["品番"]],
        ],
    )
    def test_days_may_stand_in_another_row_of_titles(self, titles: list[list]):
        """Above or below the titles of goods, as long as it is the next row."""
        content = sheet(["番号", "A1"], *titles, ["P1", 3, 2])
        orders = read(content, DAYS.replace("csv", "sheet") + "orders: {each: day}\n").orders

        assert [shown(order) for order in orders] == [("2026-04-06", ["P1 3"]), ("2026-04-07", ["P1 2"])]

    def test_no_day_among_the_titles_of_a_sheet_does_not_fit(self):
        """As in a CSV; where titles of goods lack, they are named."""
        form = DAYS.replace("csv", "sheet")

        assert read(sheet(["品番", "数量"], ["P1", 3]), form).reason.values["wanted"] == "4/6"
        assert read(sheet(["商品", "4/6"], ["P1", 3]), form).reason.values["wanted"] == "品番"


class TestDayOfEachLine:
    def test_days_part_an_order(self):
        """Two spellings of one day are one; a line without a day is an order of its own, and doubted."""
        content = "番号,品番,数量,納期\nA1,P1,1,4/6\nA1,P2,2,2026/04/06\nA1,P3,3,4/7\nA1,P4,4,\n".encode()
        orders = read(content, BY_DAY, "o.csv").orders

        assert [shown(order) for order in orders] == [
            ("2026-04-06", ["P1 1", "P2 2"]),
            ("2026-04-07", ["P3 3"]),
            (None, ["P4 4"]),
        ]
        assert [found(order) for order in orders] == [[], [], [("part-unsaid", "doubt")]]

    def test_one_order_alone_keeps_its_total(self):
        """Where one day is all, the total is the order's."""
        [order] = read("番号,品番,数量,納期,総額\nA1,P1,1,4/6,100\n".encode(), BY_DAY, "o.csv").orders

        assert order.total == 100


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('["*店"]', '["*店"], days: md'), "either days or places"),
        (("{label: 番号}", "{label: 番号}, deliver_to: {label: 納入先}"), "what the titles across say"),
        (("unit_price: 単価", "amount: 単価"), "quantities stand across"),
        (("  until", "  joined: product_name\n  until"), "under titles only"),
        (("each: place", "each: day"), "needs a column or stands `across`"),
    ],
)
def test_wrong_use_is_found(change: tuple[str, str], said: str):
    """What quantities across exclude is named."""
    with pytest.raises(FilesError, match=said):
        load_forms({"forms/a.yaml": "form: a\n" + FORM.replace("  optional: [unit_price]\n", "").replace(*change)})


def test_columns_by_number_have_no_titles():
    """Where there is no title row, none stands across."""
    with pytest.raises(FilesError, match="needs a title row"):
        a_form("applies: {reads: csv}\nfields: {}\nlines: {columns: {product_code: 1}, across: {days: md}}\n")


class TestTwice:
    def test_places_of_one_name_are_doubted(self):
        """Two columns 新宿店 are two shops, or one of them is of last time."""
        form = FORM.replace(", total: 計", "")
        orders = read(rows(["P1", 3, 2, 4], titles=["品番", "新宿店", "渋谷店", "新宿店"]), form).orders

        assert [found(order) for order in orders] == [[("rows-differ", "doubt")]] * 2

    def test_one_day_in_two_titles_is_doubted(self):
        [order] = read("番号,A1\n品番,4/6,4月6日\nP1,2,3\n".encode(), DAYS, "o.csv").orders

        assert found(order) == [("rows-differ", "doubt")]

    @pytest.mark.parametrize(
        ("titles", "rows_"),
        [
            (["品番", "新宿店", "渋谷店", "都内店", "大阪店"], [["P1", 3, 2, 5, 1], ["P2", 1, 1, 2, 1]]),
            (["品番", "都内店", "新宿店", "渋谷店", "大阪店"], [["P1", 5, 3, 2, 1], ["P2", 2, 1, 1, 1]]),
        ],
    )
    def test_sum_of_some_places_among_them_is_doubted(self, titles, rows_):
        """都内店 that always holds what 新宿店 and 渋谷店 beside it do is their sum."""
        orders = read(rows(*rows_, titles=titles), FORM.replace(", total: 計", "")).orders

        assert all(("across-others", "doubt") in found(order) for order in orders)

    def test_goods_below_the_end_are_doubted(self):
        """A second list for other places below the sum of the first."""
        orders = read(rows(["P1", 3, 2, 5], ["合計", 3, 2, 5], [], ["品番", "大阪店"], ["P1", 5])).orders

        assert all(("rows-unread", "doubt") in found(order) for order in orders)


class TestPlacesOfOneName:
    FORM = """
applies: {reads: csv}
fields: {number: {column: 番号}, deliver_to: {column: 店名}}
lines: {columns: {product_code: 品番, quantity: 数量}}
orders: {each: place}
"""

    def test_places_of_two_codes_are_doubted(self):
        """Two shops 本店 run together where the form parts by name alone."""
        content = "番号,店コード,店名,品番,数量\nA1,01,本店,P1,2\nA1,02,本店,P1,3\nA1,03,支店,P1,4\n".encode()
        a, b = read(content, self.FORM, "o.csv").orders

        assert (found(a), found(b)) == ([("rows-differ", "doubt")], [])

    def test_other_columns_may_differ(self):
        content = "番号,行番号,店名,品番,数量\nA1,1,本店,P1,2\nA1,2,本店,P1,3\n".encode()

        assert [found(order) for order in read(content, self.FORM, "o.csv").orders] == [[]]


class TestTextAboveTitles:
    FORM = """
applies: {reads: READS}
fields: {number: {label: 番号}}
lines: {columns: {product_code: 品番}, across: {days: md, total: 計}}
orders: {each: day}
"""
    ORDERED = (("2026-04-06", ["P1 3"]), ("2026-04-07", ["P1 2"]), ("2026-04-08", ["P1 4"]))
    TITLES, GOODS = ("品番", "4/6", "4/7", "4/8", "計"), ("P1", 3, 2, 4, 9)
    DOUBTED = (("titles-above", "doubt"),)

    def read_pdf(self, y: int, *, levels: list = (), posts: list = ()):
        lefts = (40, 100, 150, 200, 300)
        goods = [(x, 140, str(text)) for x, text in zip(lefts, self.GOODS, strict=True)]
        titles = [(x, 120, text) for x, text in zip(lefts, self.TITLES, strict=True)]
        texts = [(40, 60, "番号"), (80, 60, "A1"), (190, y, "青葉保育園　給食室"), (300, y, "担当")]
        content = ruled([*texts, *titles, *goods], levels, posts)
        return read(content, self.FORM.replace("READS", "pdf"), "o.pdf").orders

    @pytest.mark.parametrize("y", [80, 100])
    def test_farther_above_than_the_titles_are_high_is_none_of_theirs(self, y: int):
        """A sender's name at the right, no part of the table."""
        orders = self.read_pdf(y)

        assert [shown(order) for order in orders] == list(self.ORDERED)
        assert [found(order) for order in orders] == [[]] * 3

    def test_outside_the_lines_of_the_table_is_none_of_theirs(self):
        """However close it stands."""
        orders = self.read_pdf(107, levels=[108, 126, 146], posts=[36, 96, 146, 196, 290, 340])

        assert [shown(order) for order in orders] == list(self.ORDERED)
        assert [found(order) for order in orders] == [[]] * 3

    def test_close_above_them_is_in_doubt(self):
        """Without it every day and the sum are known."""
        orders = self.read_pdf(107)

        assert [shown(order) for order in orders] == list(self.ORDERED)
        assert [found(order) for order in orders] == [list(self.DOUBTED)] * 3

    def test_row_right_above_in_a_sheet_is_in_doubt(self):
        content = sheet(["番号", "A1"], ["", "", "", "青葉保育園", "担当"], [*self.TITLES], [*self.GOODS])
        orders = read(content, self.FORM.replace("READS", "sheet")).orders

        assert [shown(order) for order in orders] == list(self.ORDERED)
        assert [found(order) for order in orders] == [list(self.DOUBTED)] * 3

    @pytest.mark.parametrize(("above", "doubts"), [(["", "東京", "大阪"], ()), (["", "", "青葉商会"], DOUBTED)])
    def test_text_above_some_places_only_is_in_doubt(self, above: list, doubts: tuple):
        """本店 of two towns has the town above both; the name of a sender stands over one by chance."""
        form = FORM.replace(", total: 計, leave: 入数", "")
        orders = read(sheet(["番号", "A1"], above, ["品番", "本店", "支店"], ["P1", 3, 2]), form).orders

        assert [order.deliver_to for order in orders] == [f"{above[1]}本店", f"{above[2]}支店"]
        assert [found(order) for order in orders] == [list(doubts)] * 2
