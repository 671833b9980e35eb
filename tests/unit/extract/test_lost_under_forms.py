"""What a form does not ask for, or reads by halves, is read right or named."""

import io

import pytest
import xlsxwriter

from agent.core.order import Severity
from agent.extract.read import orders_of
from tests.unit.extract.making import a_document, a_form

HEAD = "注文番号:A1\n"
PATTERN = r"^(?P<product_code>P\d+) (?P<product_name>.+?) (?P<quantity>\d+)(?P<unit>\D+) @(?P<unit_price>\d+)"
TEXT = f"""
applies: {{reads: text}}
fields: {{number: {{label: 注文番号}}}}
lines:
  regex: '{PATTERN}$'
  until: 以上
"""
REST = TEXT.replace("$'", "(?: .*)?$'")
ROWS = r"""
applies: {reads: text}
fields: {number: {label: 注文番号}}
lines:
  regex: '^(?P<product_name>.+)\n型番 (?P<product_code>\S+)\n@(?P<unit_price>\d+) (?P<quantity>\d+)袋 (?P<amount>\d+)円'
  until: 合計
"""
FLOUR, SUGAR = "P2001 小麦粉 薄力 2袋 @4950", "P2003 上白糖 9袋 @4320"
SHEET = """
applies: {reads: sheet}
fields: {number: {label: 注文番号}}
lines:
  columns: {product_code: コード, product_name: 品名, quantity: TITLE, unit: 単位}
  optional: [product_name, unit]
"""
CSV = SHEET.replace("sheet", "csv")


def sheet(*rows: tuple[object, ...]) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    page = book.add_worksheet("注文書")
    for number, row in enumerate([("注文番号", "A1"), (), *rows]):
        for column, value in enumerate(row):
            if value != "":
                page.write(number, column, value)
    book.close()
    return written.getvalue()


def read(content: str | bytes, form: str, name: str = "o.txt"):
    content = content.encode() if isinstance(content, str) else content
    [order] = orders_of(a_document(content, name), [a_form(form)]).orders
    return order


def found_in(order) -> list[tuple[str, str]]:
    return [(one.code, dict(one.values)["text"]) for one in order.findings]


def codes(order) -> list[str]:
    return [line.product_code for line in order.lines]


class TestPattern:
    def test_lines_end_where_the_form_says(self):
        """What the pattern matches below is no line, and named."""
        order = read(f"{HEAD}以上の通り\n{FLOUR}\n以上\n前月分\n{SUGAR}\n", TEXT)

        assert codes(order) == ["P2001"]
        assert found_in(order) == [("rows-unread", f"line 6: {SUGAR}")]
        assert order.findings[0].severity is Severity.DOUBT

    def test_goods_over_rows_end_there_too(self):
        """The end stands below the last row of the first goods."""
        text = f"{HEAD}小麦粉\n型番 P1\n@10 2袋 20円\n合計 20円\n上白糖\n型番 P2\n@10 1袋 10円\n"
        order = read(text, ROWS)

        assert (codes(order), [code for code, _ in found_in(order)]) == (["P1"], ["rows-unread"])

    @pytest.mark.parametrize("row", ["運送費 1200円", "クール便手数料: ¥1,200", "値引き …… 500円"])
    def test_name_and_sum_beside_goods_are_named(self, row):
        """Postage is charged, but it is of no pattern."""
        order = read(f"{HEAD}{FLOUR}\n{row}\n{SUGAR}\n", TEXT)

        assert found_in(order) == [("rows-unread", f"line 3: {row}")]
        assert found_in(read(f"{HEAD}小麦粉\n型番 P1\n@10 2袋 20円\n{row}\n合計 20円\n", ROWS)) != []

    @pytest.mark.parametrize(
        "row",
        [
            "合計 20円", "消費税(10%) 792円", "お支払金額 8,712円", "送料 0円", "1) 1200円", "送料は1,200円です",
            "あ" * 301, "送料 1200", "最低発注額 5,000円", "商品代金 9,900円", "Total: ¥9,900",
        ],
    )  # fmt: skip
    def test_sum_that_is_no_charge_is_not_named(self, row):
        """Totals, taxes, conditions and sums of nothing."""
        assert found_in(read(f"{HEAD}{FLOUR}\n{row}\n{SUGAR}\n", TEXT)) == []

    @pytest.mark.parametrize("above", ["運送費 1200円\n", ""])
    def test_charge_outside_the_lines_is_not_named(self, above):
        """Above the first goods and below their end stand conditions."""
        assert found_in(read(f"{HEAD}{above}{FLOUR}\n以上\n運送費 1200円\n", TEXT)) == []

    @pytest.mark.parametrize(
        "rest", [SUGAR, "P2003", "上白糖 3袋", "上白糖 @4320 3", "送料 500円", "9900円 送料 ¥500", "@4,950円 ¥500"]
    )
    def test_what_a_pattern_swallows_is_named(self, rest):
        """A second code, quantity or sum in the rest of a row."""
        row = f"{FLOUR} {rest}"
        order = read(HEAD + row, REST)

        assert codes(order) == ["P2001"]
        assert [code for code, _ in found_in(order)] == ["rows-unread"]

    @pytest.mark.parametrize(
        "rest", ["9900円", "(税込 10,692円)", "よろしく", "4950円", "24本入", "9,900円 (税込10,692円)"]
    )
    def test_rest_of_the_same_goods_is_not_named(self, rest):
        """The line's own sums, its pack, and words."""
        assert found_in(read(f"{HEAD}{FLOUR} {rest}", REST)) == []

    @pytest.mark.parametrize(
        ("between", "is_named"),
        [("24本", False), ("定価5,000円", False), ("上白糖 3袋 @4320", True), ("P2003", True), ("", False)],
    )
    def test_pack_or_list_price_between_groups_is_not_named(self, between, is_named):
        """A second article there has a quantity and a sum, or a code."""
        skipping = TEXT.replace(PATTERN, PATTERN.replace(" @", ".* @"))
        order = read(f"{HEAD}P2001 小麦粉 2袋 {between} @4950\n", skipping.replace(r"\D+", "袋"))

        assert (codes(order), [code for code, _ in found_in(order)]) == (["P2001"], ["rows-unread"] * is_named)

    def test_sums_are_left_to_a_pattern_that_reads_none(self):
        """Nor is a quantity needed to tell a sum from the line's price."""
        bare = TEXT.replace(PATTERN, r"^(?P<product_code>P\d+) (?P<quantity>\S+)(?: .*)?")
        priced = TEXT.replace(PATTERN, r"^(?P<product_code>P\d+) (?P<quantity>\S+) @(?P<unit_price>\d+)(?: .*)?")

        assert "rows-unread" not in [one.code for one in read(f"{HEAD}P1 2 4950円 9900円\n", bare).findings]
        assert "rows-unread" in [one.code for one in read(f"{HEAD}P1 x @4950 9900円\n", priced).findings]


class TestColon:
    @pytest.mark.parametrize(
        "head", ["注文番号  :A1", "注文番号 ： A1", "注文番号   :   A1", "注文番号:  A1", "注文番号\t:\tA1"]
    )
    def test_label_eats_blanks_and_colon(self, head):
        """The colon is the label's, wherever it stands between label and value."""
        assert read(f"{head}\n{FLOUR}\n", TEXT).number == "A1"

    def test_colon_in_a_cell_of_its_own_is_passed_over(self):
        """So boxes are often ruled."""
        rows = [("コード", "数量"), ("P1", 2)]
        form = SHEET.replace("TITLE", "数量").replace("{label: 注文番号}", "{label: 伝票}")
        content = sheet(("伝票", "：", "B7"), (), *rows)

        assert read(content, form, "o.xlsx").number == "B7"

    def test_label_with_nothing_but_a_colon_says_nothing(self):
        """No number is better than a colon."""
        assert read(f"注文番号  :\n{FLOUR}\n", TEXT).number is None


class TestUnitInTitle:
    @pytest.mark.parametrize(
        ("title", "unit"),
        [
            ("数量(ケース)", "ケース"), ("数量［箱］", "箱"), ("数量(単位:本)", "本"), ("数量/袋", "袋"),
            ("発注ケース数", "ケース"), ("数量(kg)", "kg"),
            ("数量", None), ("数量(税抜)", None), ("数量(必須)", None), ("個数", None),
        ],
    )  # fmt: skip
    def test_unit_is_read_from_the_title(self, title, unit):
        """Where no unit is read otherwise."""
        form = SHEET.replace("TITLE", f"'{title}'")
        order = read(sheet(("コード", title), ("P1", 2)), form, "o.xlsx")

        assert [(line.quantity, line.unit) for line in order.lines] == [(2, unit)]

    def test_unit_of_the_row_comes_first(self):
        """In a column of its own, or glued to the quantity; without a quantity there is no unit."""
        content = "注文番号,A1\n\nコード,数量(ケース),単位\nP1,2,本\nP2,3袋,\nP3,4,\nP4,,\nP5,x,\n"
        order = read(content, CSV.replace("TITLE", "数量(ケース)"), "o.csv")

        assert [line.unit for line in order.lines] == ["本", "袋", "ケース", None, None]

    def test_columns_told_by_number_have_no_title(self):
        """Nor has a title that is too long to be one a unit."""
        form = "applies: {reads: csv}\nfields: {number: {fixed: A1}}\nlines: {columns: {product_code: 1, quantity: 2}}"
        long = "数" * 80 + "(箱)"
        titled = form.replace("product_code: 1, quantity: 2", f"product_code: コード, quantity: '{long}'")

        assert read("P1,2\n", form, "o.csv").lines[0].unit is None
        assert read(f"コード,{long}\nP1,2\n", titled, "o.csv").lines[0].unit is None


class TestDays:
    def test_quantities_under_days_are_named(self):
        """The form reads their sum: on which day how many come would be lost."""
        rows = [
            ("コード", "4/6", "4/7(火)", "4月8日", "8日", "4/9", "数量"),
            ("P1", 10, "", 5, "", 0, 15),
            ("P2", "", 2, "", 1, "", 3),
        ]
        order = read(sheet(*rows), SHEET.replace("TITLE", "数量"), "o.xlsx")

        assert [(one.code, one.field) for one in order.findings] == [("written-elsewhere", "deliver_on")] * 3
        assert found_in(order) == [
            ("written-elsewhere", "4/6: 10"), ("written-elsewhere", "4/7(火): 2"), ("written-elsewhere", "4月8日: 5"),
        ]  # fmt: skip
        assert dict(order.findings[0].values)["place"] == "注文書!B4"

    @pytest.mark.parametrize("title", ["納品数 4/6", "2026/4/6", "6日(月)", "6(月)", "20260406"])
    def test_day_is_told_however_it_is_written(self, title):
        """In a CSV, too."""
        content = f"注文番号,A1\n\nコード,数量,{title}\nP0,1,\nP1,2,2\n"

        assert found_in(read(content, CSV.replace("TITLE", "数量"), "o.csv")) == [("written-elsewhere", f"{title}: 2")]

    @pytest.mark.parametrize(
        ("title", "text"), [("4/6", "済"), ("4/6", ""), ("備考", "2"), ("13/45", "2"), ("No.3", "2")]
    )
    def test_other_columns_are_not_named(self, title, text):
        """No day over them, or no quantity below."""
        content = f"注文番号,A1\n\nコード,数量,{title}\nP1,2,{text}\n"

        assert found_in(read(content, CSV.replace("TITLE", "数量"), "o.csv")) == []

    def test_column_that_the_form_reads_is_not_named(self):
        """A form for one day's quantities."""
        content = "注文番号,A1\n\nコード,4/6\nP1,2\n"

        assert found_in(read(content, CSV.replace("TITLE", "4/6"), "o.csv")) == []


class TestTextFormula:
    @pytest.mark.parametrize(
        ("written", "number"),
        [
            ('="000123"', "000123"), ('"=""000123"""', "000123"), ('"=""0,1"""', "0,1"), ('=""', None),
            ('=A1&"1"', '=A1&"1"'), ('="1"&"2"', '="1"&"2"'), ("=123", "=123"),
        ],
    )  # fmt: skip
    def test_text_that_excel_is_to_show_is_taken_out(self, written, number):
        """Of this shape only: anything else is no text of the order's."""
        order = read(f"注文番号,{written}\n\nコード,数量\nP1,2\n", CSV.replace("TITLE", "数量"), "o.csv")

        assert order.number == number

    def test_it_is_taken_out_of_lines(self):
        """Beside a quote that is a character, too."""
        content = '注文番号,A1\n\nコード,品名,数量\n="001","6" plate",2\n'
        order = read(content, CSV.replace("TITLE", "数量"), "o.csv")

        assert codes(order) == ["001"]


JOINED = """
applies: {reads: sheet}
fields: {number: {label: 注文番号}}
lines: {columns: {product_code: コード, product_name: 品名, quantity: 数量}, joined: product_name}
"""
TITLES = ("コード", "品名", "数量")


class TestHalfOfAName:
    def test_row_between_two_articles_is_doubted(self):
        """It may be the upper half of a name centred beside its row."""
        rows = [("P1", "小麦粉", 10), ("", "上白糖", ""), ("P2", "", 2), ("", "20kg", "")]
        order = read(sheet(TITLES, *rows), JOINED, "o.xlsx")

        assert found_in(order) == [("row-between", "上白糖")]
        assert dict(order.findings[0].values)["place"] == "注文書!B5"

    def test_row_above_the_first_article_is_doubted(self):
        """Its text is read nowhere."""
        rows = [("", "上白", ""), ("P2", "", 2), ("", "糖", "")]

        assert found_in(read(sheet(TITLES, *rows), JOINED, "o.xlsx")) == [("row-between", "上白")]

    @pytest.mark.parametrize(
        "rows",
        [
            [("P1", "小麦粉", 10), ("", "薄力", ""), ("P2", "上白糖", 2), ("", "20kg", "")],
            [("P1", "", 10), ("", "小麦粉", ""), ("P2", "", 2), ("", "上白糖", "")],
            [("", "規格", ""), ("P1", "", 10), ("", "小麦粉", ""), ("P2", "", 2), ("", "上白糖", "")],
            [("P1", "小麦粉", 10), ("P2", "", 2), ("", "上白糖", "")],
        ],
    )
    def test_text_that_goes_on_below_is_not_doubted(self, rows):
        """Each article has its name, or each has it below."""
        assert found_in(read(sheet(TITLES, *rows), JOINED, "o.xlsx")) == []

    def test_text_below_a_code_is_not_doubted(self):
        """The names have no column of their own."""
        form = JOINED.replace("product_name: 品名, ", "")
        rows = [("P1", "", 10), ("小麦粉", "", ""), ("P2", "", 2), ("上白糖", "", "")]

        assert found_in(read(sheet(TITLES, *rows), form, "o.xlsx")) == []


class TestSumsInCsv:
    @pytest.mark.parametrize(
        "row",
        [
            "小計,,",
            "小計,3,",
            ",小計,12",
            "合計,2点,",
            "小計(2点),,",
            "総合計,12,",
            "【合計】,2品目,",
            "次頁へ繰越,12,",
        ],
    )
    def test_row_of_a_sum_is_no_line(self, row):
        """Between lines or below them."""
        content = f"注文番号,A1\n\nコード,品名,数量\nP1,茶,2\n{row}\nP2,水,1\n{row}\n"

        assert codes(read(content, CSV.replace("TITLE", "数量"), "o.csv")) == ["P1", "P2"]

    def test_row_of_a_sum_may_say_of_which_order_it_is(self):
        """Its columns of the order are filled as in the lines."""
        form = CSV.replace("{label: 注文番号}", "{column: 注文番号}").replace("TITLE", "数量")
        content = "注文番号,コード,数量\nA1,P1,2\nA1,小計,2\n"

        assert codes(read(content, form, "o.csv")) == ["P1"]

    @pytest.mark.parametrize("row", ["P2,小計,1", "49012345,小計,1", "温度計,,1", f"{'計' * 41},,1", "合計,時計,1"])
    def test_goods_are_no_sum(self, row):
        """A code or a name beside the word, or another word."""
        content = f"注文番号,A1\n\nコード,品名,数量\nP1,茶,2\n{row}\n"

        assert len(codes(read(content, CSV.replace("TITLE", "数量"), "o.csv"))) == 2


def test_same_as_above_is_written_out_where_a_pattern_reads_the_lines():
    """In the first line there is nothing above: it is not read."""
    form = TEXT.replace(PATTERN, r"^(?P<product_code>\S+) (?P<product_name>\S+) (?P<quantity>\d+)(?P<unit>\S*)")
    order = read(f"{HEAD}P1 茶 2袋\n〃 同上 3袋\nP2 〃 1\n", form)
    first = read(f"{HEAD}P1 〃 2袋\n", form)

    assert [(one.product_code, one.product_name, one.quantity) for one in order.lines] == [
        ("P1", "茶", 2), ("P1", "茶", 3), ("P2", "茶", 1),
    ]  # fmt: skip
    assert [(one.code, one.field) for one in first.findings] == [("field-unreadable", "lines.1.product_name")]


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        (tuple("012345"), "012345"), (("A", "-", "１", "2"), "A-12"), (("1", "2", "", "3"), "12"), (("A", "B"), "A"),
        (("7",), "7"), (("7", "kg"), "7"), (("77", "8"), "77"),
    ],
)  # fmt: skip
def test_figures_in_boxes_are_one_number(cells, number):
    """Each box holds one figure or letter; what is written otherwise, or parted, is another value."""
    content = sheet(("伝票", *cells), (), ("コード", "数量"), ("P1", 2))
    form = SHEET.replace("TITLE", "数量").replace("{label: 注文番号}", "{label: 伝票}")

    assert read(content, form, "o.xlsx").number == number
