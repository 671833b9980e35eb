"""Lines side by side in one row, under titles that stand several times or by a pattern that matches several times."""

import pytest

from agent.core.order import Order
from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.laid_out import pdf, sheet
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: sheet}
fields: {number: {label: 番号}}
lines:
  beside: 2
  columns: {product_code: 品番, product_name: 品名, quantity: 数量}
  until: 合計
"""
TITLES = ["品番", "品名", "数量", "", "品番", "品名", "数量"]
PATTERN = """
applies: {reads: text}
fields: {number: {label: 番号}}
lines: {beside: 2, regex: '(?P<product_code>[A-Z]\\d{4}) (?P<product_name>\\S+) (?P<quantity>\\d+)個'}
"""


def read(content: bytes, form: str = FORM, name: str = "o.xlsx"):
    return orders_of(a_document(content, name), [a_form(form)])


def shown(order: Order) -> list[str]:
    return [f"{line.product_code} {line.product_name} {line.quantity}" for line in order.lines]


def codes(order: Order) -> list[str]:
    return [finding.code for finding in order.findings]


def rows(*more: list, titles: list = TITLES) -> bytes:
    return sheet(["番号", "A1"], titles, *more)


class TestTitles:
    def test_left_lines_come_before_the_right_ones(self):
        """Each list is read down; a row may hold a line of one list only."""
        [order] = read(rows(["P1", "茶", 1, "", "P3", "米", 3], ["P2", "水", 2], ["合計", "", 6])).orders

        assert shown(order) == ["P1 茶 1", "P2 水 2", "P3 米 3"]
        assert not order.findings
        assert dict(order.provenance)["lines.3.quantity"].place == "Sheet1!G3"

    def test_marks_for_as_above_are_those_of_their_own_list(self):
        """〃 on the right is what stands above it there."""
        [order] = read(rows(["P1", "茶", 1, "", "P3", "米", 3], ["P2", "〃", 2, "", "P4", "〃", 4])).orders

        assert shown(order) == ["P1 茶 1", "P2 茶 2", "P3 米 3", "P4 米 4"]

    def test_numbers_of_rows_without_a_title_are_of_no_column(self):
        """1, 2 before the left list and 11, 12 before the right one are left out."""
        titles = ["", "品番", "品名", "数量", "", "品番", "品名", "数量"]
        body = [[1, "P1", "茶", 1, 11, "P3", "米", 3], [2, "P2", "水", 2, 12, "", "", ""]]

        assert shown(read(rows(*body, titles=titles)).orders[0]) == ["P1 茶 1", "P2 水 2", "P3 米 3"]

    def test_text_without_a_title_that_counts_no_rows_stays(self):
        """What is no running number belongs to the title it stands nearest to, as ever."""
        titles = ["", "品番", "品名", "数量", "", "品番", "品名", "数量"]
        body = [["x", "P1", "茶", 1, "", "P3", "米", 3], ["y", "P2", "水", 2]]

        assert shown(read(rows(*body, titles=titles)).orders[0])[0] == "x P1 茶 1"

    def test_quantities_that_count_up_beside_their_title_stay(self):
        """A 1 and a 2 right of the title of quantities are quantities, as no other stands under it."""
        texts = ["品番", "数量", "単位"], ["P1", "1", "袋"], ["P2", "2", "袋"]
        xs = (40, 100, 160), (40, 130, 160), (40, 130, 160)
        body = [
            (x, 100 + 20 * number, text)
            for number, (own, at) in enumerate(zip(texts, xs, strict=True))
            for x, text in zip(at, own, strict=True)
        ]
        form = "applies: {reads: pdf}\nfields: {}\nlines: {columns: {product_code: 品番, quantity: 数量, unit: 単位}}\n"
        [order] = read(pdf(body), form, "o.pdf").orders

        assert shown(order) == ["P1 None 1", "P2 None 2"]

    def test_list_that_goes_on_below_the_end_of_the_other_is_named(self):
        """The left list ends with its sum beside a line of the right one: the order is doubted."""
        [order] = read(rows(["P1", "茶", 1, "", "P3", "米", 3], ["合計", "", 1, "", "P4", "豆", 4])).orders

        assert shown(order) == ["P1 茶 1", "P3 米 3"]
        assert codes(order) == ["rows-unread"]

    def test_list_that_goes_on_beside_a_label_is_named(self):
        """A row that begins with a label of the form is no line, but the right list may go on in it."""
        body = [["P1", "茶", 1, "", "P3", "米", 3], ["番号", "A1", "", "", "P4", "豆", 4]]
        [order] = read(rows(*body)).orders

        assert shown(order) == ["P1 茶 1", "P3 米 3"]
        assert codes(order) == ["rows-unread"]

    def test_goes_on_over_pages_page_by_page(self):
        """Both lists of the first page come before those of the second, under titles again."""
        head = [(40, 60, "番号"), (80, 60, "A1")]
        titles = [
            (x, 100, text) for x, text in zip((40, 90, 160, 300, 350, 420), ["品番", "品名", "数量"] * 2, strict=True)
        ]
        line = [
            (x, 120, text)
            for x, text in zip((40, 90, 160, 300, 350, 420), ["P1", "茶", "1", "P2", "水", "2"], strict=True)
        ]
        more = [
            (x, 120, text)
            for x, text in zip((40, 90, 160, 300, 350, 420), ["P3", "米", "3", "P4", "豆", "4"], strict=True)
        ]
        content = pdf([*head, *titles, *line], [*titles, *more])
        [order] = read(content, FORM.replace("sheet", "pdf"), "o.pdf").orders

        assert shown(order) == ["P1 茶 1", "P2 水 2", "P3 米 3", "P4 豆 4"]

    @pytest.mark.parametrize(
        ("titles", "wanted"),
        [
            ([*TITLES, "", *TITLES[:3]], "品番"),
            (["品番", "品番", "品名", "品名", "数量", "数量"], "品番"),
            (TITLES[:3], "品番, 品名, 数量"),
        ],
    )
    def test_titles_that_do_not_stand_so_often_do_not_fit(self, titles: list[str], wanted: str):
        """A third list, a single one or mixed titles are not read as two lists."""
        found = read(rows(["P1"] * 3, titles=titles))

        assert (found.orders, found.reason.values["wanted"]) == ((), wanted)


class TestPattern:
    def test_every_match_of_a_row_is_a_line(self):
        """Those that stand first in their rows come first."""
        [order] = read("番号: A1\nP1001 茶 1個 P1003 米 3個\nP1002 水 2個".encode(), PATTERN, "o.txt").orders

        assert shown(order) == ["P1001 茶 1", "P1002 水 2", "P1003 米 3"]
        assert not order.findings

    @pytest.mark.parametrize(
        "row",
        ["P1001 茶 1個 P1003 米 3個 P1004 豆 4個", "P1001 茶 1個 追加の麦茶 5箱 P1003 米 3個"],
    )
    def test_more_in_a_row_is_named(self, row: str):
        """A third line, or other goods between the two, doubt the order."""
        [order] = read(f"番号: A1\n{row}".encode(), PATTERN, "o.txt").orders

        assert shown(order) == ["P1001 茶 1", "P1003 米 3"]
        assert "rows-unread" in codes(order)

    def test_mark_for_as_above_is_not_filled(self):
        """Nothing shows under which line of a row above it stands."""
        form = PATTERN.replace("\\S+", ".+?")
        [order] = read("番号: A1\nP1001 茶 1個 P1003 米 3個\nP1002 〃 2個".encode(), form, "o.txt").orders

        assert "field-unreadable" in codes(order)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("reads: sheet", "reads: csv"), "sheets, pages and texts only"),
        (("{label: 番号}", "{column: 番号}"), "no field of the order has a column"),
        (("品番", "品番#1"), "counted by themselves"),
    ],
)
def test_wrong_use_is_found(change: tuple[str, str], said: str):
    """What lines side by side exclude is named."""
    with pytest.raises(FilesError, match=said):
        load_forms({"forms/a.yaml": "form: a\n" + FORM.replace(*change)})


def test_pattern_of_several_rows_is_of_one_line():
    """A card of several rows does not stand beside another in a pattern."""
    with pytest.raises(FilesError, match="not of lines side by side"):
        a_form(PATTERN.replace(" (?P<quantity>", "\\n(?P<quantity>"))


class TestSumsBeside:
    def test_sum_in_one_list_beside_goods_of_the_other_is_doubted(self):
        """小計 that stands left of an article is no article."""
        [order] = read(rows(["P1", "茶", 1, "", "P3", "米", 3], ["小計", "", 1, "", "P4", "酢", 4])).orders

        assert "rows-unread" in codes(order)
