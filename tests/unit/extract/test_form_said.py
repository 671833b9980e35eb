"""What a form may say beside places: which of several labels, what is said once, and what no line says."""

from decimal import Decimal

import pytest

from agent.core.order import Order
from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.laid_out import sheet
from tests.unit.extract.making import a_document, a_form

LINES = "lines: {columns: {product_code: 品番, quantity: 数}"
TITLES = ["品番", "数"]


def read(content: bytes, form: str, name: str = "o.xlsx") -> tuple[Order, ...]:
    return orders_of(a_document(content, name), [a_form(form)]).orders


def found(order: Order) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in order.findings]


class TestCountedLabels:
    FORM = "applies: {reads: sheet}\nfields: {customer_name: {label: '会社名#1'}, deliver_to: {label: '会社名#2'}}\n"
    FORM += LINES + "}"

    def test_label_is_told_by_its_number(self):
        """The first and the second of two labels are two fields."""
        [order] = read(sheet(["会社名", "甲"], ["会社名：乙"], TITLES, ["P1", 3]), self.FORM)

        assert (order.customer.as_written, order.deliver_to, found(order)) == ("甲", "乙", [])

    def test_one_label_alone_is_the_first(self):
        """Where the second is not there, its field is doubted."""
        [order] = read(sheet(["会社名", "甲"], TITLES, ["P1", 3]), self.FORM)

        assert (order.customer.as_written, order.deliver_to) == ("甲", None)
        assert found(order) == [("label-missing", "deliver_to")]

    def test_further_label_is_doubted(self):
        """A third may have moved the others."""
        rows = [["会社名", "丙"], ["会社名", "甲"], ["会社名", "乙"], TITLES, ["P1", 3]]

        assert found(read(sheet(*rows), self.FORM)[0]) == [
            ("labels-more", "customer_name"),
            ("labels-more", "deliver_to"),
        ]

    def test_label_with_such_a_sign_of_its_own(self):
        """`会社名#1` that stands so in the document is that label."""
        [order] = read(sheet(["会社名#1", "甲"], ["会社名#2", "乙"], TITLES, ["P1", 3]), self.FORM)

        assert (order.customer.as_written, order.deliver_to) == ("甲", "乙")

    def test_label_is_counted_everywhere_or_nowhere(self):
        """One of them without its count would be any."""
        with pytest.raises(FilesError, match="is counted elsewhere"):
            a_form(self.FORM.replace("会社名#1", "会社名"))


class TestOnce:
    FORM = "applies: {reads: sheet}\norders: {each: block, begins: 番号}\n"
    FORM += "fields: {number: {label: 番号}, customer_name: {label: 得意先, once: true}}\n" + LINES + ", until: 計}"

    @staticmethod
    def block(number: str, *more: list) -> list[list]:
        return [["番号", number], *more, TITLES, ["P1", 3], ["計"]]

    def test_order_that_lacks_it_takes_it_from_another(self):
        """The customer stands in the second block, and is that of all."""
        orders = read(sheet(*self.block("A"), *self.block("B", ["得意先", "甲"]), *self.block("C")), self.FORM)

        assert [order.customer.as_written for order in orders] == ["甲", "甲", "甲"]
        assert [found(order) for order in orders] == [[], [], []]

    def test_two_that_differ_are_none_of_a_third(self):
        """Which of them it would be, nobody says."""
        blocks = [*self.block("A", ["得意先", "甲"]), *self.block("B", ["得意先", "乙"]), *self.block("C")]
        orders = read(sheet(*blocks), self.FORM)

        assert [order.customer.as_written for order in orders] == ["甲", "乙", None]
        assert found(orders[2]) == [("value-ambiguous", "customer_name")]

    def test_nowhere_is_doubted(self):
        """A label that stands nowhere is missing."""
        assert found(read(sheet(*self.block("A")), self.FORM)[0]) == [("label-missing", "customer_name")]

    def test_what_is_no_label_cannot_be_said_once(self):
        """A fixed value is everywhere."""
        with pytest.raises(FilesError, match="`once` is for"):
            a_form(self.FORM.replace("label: 得意先", "fixed: 甲"))


class TestFixedOfLines:
    FORM = "applies: {reads: sheet}\nfields: {}\n" + LINES + ", fixed: {unit: 個}}"
    WITH_TAX = "applies: {reads: csv}\nprices: inclusive\nfields: {}\n"
    WITH_TAX += "lines: {columns: {product_code: 品番, quantity: 数, unit_price: 単価}, fixed: {tax_rate: 8%}}"

    def test_unit_that_no_line_says(self):
        """The form says it; a line that says the same is of one mind."""
        [order] = read(sheet(TITLES, ["P1", 3], ["P2", "4個"]), self.FORM)

        assert ([line.unit for line in order.lines], found(order)) == (["個", "個"], [])
        assert dict(order.provenance)["lines.1.unit"].place == "form a"

    @pytest.mark.parametrize("rows", [[TITLES, ["P1", "3箱"]], [["品番", "数(箱)"], ["P1", 3]]])
    def test_another_unit_in_the_document_is_doubted(self, rows: list[list]):
        """Behind a quantity, or in the title: it is not overruled."""
        form = self.FORM.replace("quantity: 数", "quantity: [数, 数(箱)]")
        [order] = read(sheet(*rows), form)

        assert (order.lines[0].unit, found(order)) == ("箱", [("value-otherwise", "lines.1.unit")])

    def test_quantity_that_is_none(self):
        """What cannot be read has no unit to contradict."""
        [order] = read(sheet(TITLES, ["P1", "少々"]), self.FORM)

        assert found(order) == [("field-unreadable", "lines.1.quantity")]

    def test_rate_for_prices_that_include_tax(self):
        """Prices are turned into those before tax by the rate the form says."""
        [order] = read("品番,数,単価\nP1,1,108\n".encode(), self.WITH_TAX, "o.csv")

        assert (order.lines[0].unit_price, order.lines[0].tax_rate) == (Decimal(100), Decimal("0.08"))

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (("unit: 個", "quantity: '1'"), "the unit or the tax_rate"),
            (("quantity: 数}", "quantity: 数, unit: 単位}"), "read from each line"),
            (("unit: 個", "tax_rate: 軽減"), "no tax rate"),
            (
                (
                    "columns: {product_code: 品番, quantity: 数}",
                    r"regex: '(?P<product_code>\w+) (?P<quantity>\d+)(?P<unit>個)'",
                ),
                "read from each line",
            ),
        ],
    )
    def test_wrong_use_is_found(self, change: tuple[str, str], said: str):
        """What each line says itself, or cannot be said of all."""
        with pytest.raises(FilesError, match=said):
            load_forms({"forms/a.yaml": "form: a\n" + self.FORM.replace(*change)})


class TestPatternsOfSeveralRows:
    FORM = "applies: {reads: text}\nfields: {}\n"
    FORM += r"lines: {regex: '^(?P<product_name>[^:]+)\n品番: (?P<product_code>\S+)"
    FORM += r"(?:\n備考: .+)?\n数: (?P<quantity>\d+)$'}"

    def test_row_that_may_be_missing(self):
        """A card with a row less does not swallow the next one."""
        text = "茶\n品番: P1001\n数: 3\n水\n品番: P1002\n備考: 冷蔵\n数: 4\n米\n品番: P1003\n数: 5"
        [order] = read(text.encode(), self.FORM, "o.txt")

        shown = [(line.product_code, line.product_name, line.quantity) for line in order.lines]
        assert shown == [("P1001", "茶", 3), ("P1002", "水", 4), ("P1003", "米", 5)]


def test_head_that_stands_again_on_a_further_page_is_not_doubted():
    """Its row was read on the first page; one that says more is looked at."""
    form = "applies: {reads: sheet}\nfields: {deliver_to: {label: 納品先}}\n" + LINES + "}"
    head, more = ["納品先", "新宿店", "担当", "田中"], ["納品先", "渋谷店", "担当", "田中"]
    [same] = read(sheet(head, TITLES, ["P1001", 3], 二=[head, TITLES, ["P1002", 4]]), form)
    [other] = read(sheet(head, TITLES, ["P1001", 3], 二=[more, TITLES, ["P1002", 4]]), form)

    assert found(same) == []
    assert "deliver_to" in {field for _, field in found(other)}


class TestOtherwiseSaid:
    def test_two_values_of_what_stands_once_are_doubted(self):
        """A customer above the number of the second order would be that of the first."""
        form = "applies: {reads: sheet}\nfields: {number: {label: 番号}, customer_name: {label: 得意先, once: true}}\n"
        form += LINES + ", until: 計}\norders: {each: block, begins: 番号}\n"
        rows = [["得意先", "甲"], ["番号", "1"], TITLES, ["P1", 1], ["計", 1]]
        rows += [["得意先", "乙"], ["番号", "2"], TITLES, ["P2", 1]]

        assert [found(order) for order in read(sheet(*rows), form)] == [[("rows-differ", "customer_name")]] * 2

    @pytest.mark.parametrize(("title", "text"), [("単位", "箱"), ("税率", "10%")])
    def test_column_that_says_another_than_the_form(self, title, text):
        """A unit or rate in a column that the form does not ask for is doubted where it is another."""
        form = "applies: {reads: csv}\nfields: {number: {column: 番号}}\n" + LINES
        form += ", fixed: {unit: 個, tax_rate: 8%}}\n"
        field = {"単位": "lines.unit", "税率": "lines.tax_rate"}[title]
        same = {"単位": "個", "税率": "軽減8%"}[title]
        [order] = read(f"番号,品番,数,{title}\nA,P1,3,{same}\nA,P2,3,{text}\n".encode(), form, "o.csv")
        [other] = read(f"番号,品番,数,{title}\nA,P1,3,{same}\nA,P2,3,\n".encode(), form, "o.csv")

        assert (found(order), found(other)) == ([("value-otherwise", field)], [])

    def test_code_below_the_end_of_a_table_is_doubted(self):
        """P2 below 合計 is an article like P1 above it; 送料 is none, nor is a code without a number."""
        form = "applies: {reads: sheet}\nfields: {number: {label: 番号}}\n" + LINES + ", until: 合計}\n"
        above = [["番号", "A1"], TITLES, ["P1", 1], ["合計", 1]]
        [order] = read(sheet(*above, ["P2", 5]), form)
        [other] = read(sheet(*above, ["送料", 500], ["P2"]), form)

        assert ([code for code, _ in found(order)], found(other)) == (["rows-unread"], [])
