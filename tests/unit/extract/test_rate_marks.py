"""A mark that the document explains is the tax rate of its line and no part of the name; one it does not is neither."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.order import Severity
from agent.extract.rate_legend import Told, legend_in
from agent.extract.rate_marks import without_marks
from agent.extract.read import orders_of
from agent.extract.table import Cell, Page, Row, Word
from tests.unit.extract.laid_out import lines_of, pdf, read, read_text, sheet
from tests.unit.extract.making import a_document, a_form

REDUCED, STANDARD = Decimal("0.08"), Decimal("0.1")
HEADS = ["商品コード", "商品名", "数量", "単位", "単価", "金額"]


def legend_of(*texts: str):
    rows = tuple(Row((Cell(text, 0, 9, f"A{at}"),), f"A{at}") for at, text in enumerate(texts))
    return legend_in([Page("p", rows, 4)])


def explained(*texts: str):
    legend = legend_of(*texts)
    return {mark: told.rate for mark, told in legend.marks.items()}, legend.unmarked and legend.unmarked.rate


def only(extraction):
    [order] = extraction.orders
    return order


def rates_of(order):
    return [(line.product_name, line.tax_rate) for line in order.lines]


@pytest.mark.parametrize(
    ("text", "marks", "unmarked"),
    [
        ("※は軽減税率（8%）対象、無印は10%対象です。", {"※": REDUCED}, STANDARD),
        ("※印は軽減税率対象商品です", {"※": REDUCED}, None),
        ("「※」は軽減税率(8％)適用商品", {"※": REDUCED}, None),
        ("＊印：軽減税率8%対象", {"*": REDUCED}, None),
        ("※…軽減税率対象", {"※": REDUCED}, None),
        ("(※)は軽減税率対象品目", {"※": REDUCED}, None),
        ("※ 軽減税率8%対象商品", {"※": REDUCED}, None),
        ("注)※印のある品目は軽減税率8%", {"※": REDUCED}, None),
        ("軽減税率対象品目には※印を付しています", {"※": REDUCED}, None),
        ("※ 軽減税率対象商品には☆印を付けています", {"☆": REDUCED}, None),
        ("* indicates reduced tax rate (8%)", {"*": REDUCED}, None),
        ("Items marked * are subject to reduced tax rate (8%)", {"*": REDUCED}, None),
        ("「軽」は軽減税率対象品目です。", {"軽": REDUCED}, None),
        ("※：8% ☆：10%", {"※": REDUCED, "☆": STANDARD}, None),
        ("※のある商品は軽減税率対象、それ以外は標準税率10%", {"※": REDUCED}, STANDARD),
        ("※印のない商品は10%、※印の商品は8%です", {"※": REDUCED}, STANDARD),
        ("※ 価格は税込10%です", {}, None),
        ("※送料は税率10%です", {}, None),
        ("※ 消費税率10%で計算しています", {}, None),
        ("※印は軽減税率対象外", {}, None),
        ("※印は配送料10%割引対象", {}, None),
        ("※は10%増量品です", {}, None),
        ("軽減税率8%、標準税率10%", {}, None),
        ("無印は10%対象です", {}, None),
        ("※軽減税率対象" + "。" * 300, {}, None),
    ],
)
def test_what_a_document_says_of_its_marks(text, marks, unmarked):
    """Many ways to explain a mark are understood; a note that begins with one explains none."""
    assert explained(text) == (marks, unmarked)


def test_mark_explained_in_two_ways_is_not_explained():
    """Two rates for one mark leave it open; saying the same twice does not."""
    assert explained("※は軽減税率8%", "※は10%対象") == ({}, None)
    assert explained("※は軽減税率8%", "※印は8%対象です") == ({"※": REDUCED}, None)


MARKED = [
    (50, 40, "注文番号"), (120, 40, "A-1"), (50, 80, "商品名"), (220, 80, "数量"), (300, 80, "金額"),
    (50, 100, "見本茶 ※"), (220, 100, "2"), (300, 100, "1,000"),
    (50, 120, "見本皿"), (220, 120, "1"), (300, 120, "300"),
]  # fmt: skip


class TestWithoutAForm:
    def test_pdf_with_a_legend(self):
        """The marked line is reduced; its name has no mark, and the rate's place names mark and legend."""
        order = only(read(pdf([*MARKED, (50, 150, "※は軽減税率(8%)対象、無印は10%対象です。")]), "o.pdf"))

        assert rates_of(order) == [("見本茶", REDUCED), ("見本皿", STANDARD)]
        [mark, rest] = [at for path, at in order.provenance if path.endswith("tax_rate")]
        assert mark.place == next(at.place for path, at in order.provenance if path == "lines.1.product_name")
        assert mark.text.startswith("※ = ※は軽減税率(8%)対象、無印は10%対象です。 (page 1 x=50 y=")
        assert rest.text == "※は軽減税率(8%)対象、無印は10%対象です。"

    def test_unmarked_lines_of_a_document_silent_of_them(self):
        """Without a word of what unmarked goods are taxed at, they have no rate."""
        order = only(read(pdf([*MARKED, (50, 150, "※は軽減税率(8%)対象")]), "o.pdf"))

        assert rates_of(order) == [("見本茶", REDUCED), ("見本皿", None)]

    @pytest.mark.parametrize(("said", "rate"), [("300", STANDARD), ("400", None)])
    def test_unmarked_lines_are_those_of_a_sum(self, said, rate):
        """Where a sum of one rate is what the unmarked lines come to, it is theirs."""
        more = [(50, 150, "※は軽減税率(8%)対象"), (50, 170, "(10%対象)"), (120, 170, said)]
        order = only(read(pdf([*MARKED, *more]), "o.pdf"))

        assert rates_of(order) == [("見本茶", REDUCED), ("見本皿", rate)]

    @pytest.mark.parametrize("label", ["内訳 10%対象(税抜)", "うち10%対象", "内：10%対象額"])
    def test_sum_may_be_said_to_be_part_of_the_whole(self, label):
        """内訳 before the rate of a sum does not hide whose sum it is."""
        rows = [["注文番号", "A-1"], HEADS, ["P1", "※見本茶", 1, "袋", 500, 500], ["P2", "見本皿", 1, "枚", 300, 300]]
        order = only(read(sheet(*rows, ["小計", 800], [label, 300], ["※は軽減税率8%"])))

        assert rates_of(order) == [("見本茶", REDUCED), ("見本皿", STANDARD)]

    def test_sum_is_nobodys_where_an_amount_is_missing(self):
        """An unmarked line without an amount may not be among those of the sum."""
        more = [
            (50, 140, "見本匙"),
            (220, 140, "1"),
            (50, 170, "※は軽減税率(8%)対象"),
            (50, 190, "10%対象"),
            (120, 190, "300"),
        ]
        order = only(read(pdf([*MARKED, *more]), "o.pdf"))

        assert [line.tax_rate for line in order.lines] == [REDUCED, None, None]

    def test_mark_without_a_legend_stays(self):
        """A mark that nothing explains is as it is written, and says nothing of tax."""
        assert rates_of(only(read(pdf(MARKED), "o.pdf"))) == [("見本茶 ※", None), ("見本皿", None)]

    def test_sheet_with_marks_in_many_places(self):
        """Before a name, at an amount, in a column of its own, in brackets: each is its row's."""
        order = only(
            read(
                sheet(
                    ["注文番号", "A-1"],
                    [*HEADS, ""],
                    ["P1", "※見本茶", 1, "袋", 500, "500"],
                    ["P2", "見本水", 2, "本", 100, "200*"],
                    ["P3", "見本米", 1, "袋", 900, "900", "※"],
                    ["P4", "見本粉(軽)", 1, "袋", 400, "400"],
                    ["P5", "気軽 8*10", 1, "枚", 50, "50"],
                    ["※は軽減税率8%"],
                    ["＊は軽減税率8%"],
                    ["(軽)は軽減税率対象、その他は10%"],
                )
            )
        )

        names = [(line.product_name, line.amount, line.tax_rate) for line in order.lines]
        assert names == [
            ("見本茶", 500, REDUCED), ("見本水", 200, REDUCED), ("見本米", 900, REDUCED), ("見本粉", 400, REDUCED),
            ("気軽 8*10", 50, STANDARD),
        ]  # fmt: skip

    def test_text_with_a_mark_at_the_end_or_in_the_name(self):
        """A line of text loses the mark at its end or at its name, and is read as it would be without."""
        order = only(
            read_text("注文番号：M-1\n\n・※見本茶 10袋\n・見本水 2本※\n・見本皿 1枚\n\n※印は軽減税率対象です\n")
        )

        assert lines_of(order) == [
            (None, "見本茶", 10, "袋", None, None), (None, "見本水", 2, "本", None, None),
            (None, "見本皿", 1, "枚", None, None),
        ]  # fmt: skip
        assert [line.tax_rate for line in order.lines] == [REDUCED, REDUCED, None]

    def test_rate_in_a_column_wins_and_is_doubted(self):
        """The written rate counts; a mark that says another makes it doubtful."""
        rows = [["P1", "見本茶 ※", 1, 500, "10%"], ["P2", "見本水 ※", 1, 500, "8%"]]
        order = only(
            read(
                sheet(["注文番号", "A-1"], ["品番", "品名", "数量", "単価", "税率"], *rows, [], ["※は軽減税率(8%)対象"])
            )
        )

        assert [line.tax_rate for line in order.lines] == [STANDARD, REDUCED]
        doubts = [one for one in order.findings if one.severity is Severity.DOUBT]
        assert [(one.code, one.field, dict(one.values)) for one in doubts] == [
            ("tax-mark-differs", "lines.1.tax_rate", {"text": "※ ※は軽減税率(8%)対象", "rate": "0.1"})
        ]

    def test_mark_in_a_row_that_is_no_line_leaves_the_others_open(self):
        """A mark beside no line may be one of theirs: nothing is said of lines without."""
        rows = [["P1", "見本茶", 1, 500], ["", "", "", ""], ["備考 ※", "12", "", ""]]
        order = only(
            read(sheet(["注文番号", "A-1"], ["品番", "品名", "数量", "単価"], *rows, ["※は軽減税率8%、無印は10%"]))
        )

        assert [line.tax_rate for line in order.lines] == [None]


def test_with_a_form():
    """A form reads the same names and rates: no word of it is needed."""
    form = a_form(
        "applies: {reads: pdf}\nfields:\n  number: {label: 注文番号}\nlines:\n"
        "  columns: {product_name: 商品名, quantity: 数量, amount: 金額}\n  until: ※は\n"
    )
    document = a_document(pdf([*MARKED, (50, 150, "※は軽減税率(8%)対象、無印は10%対象です。")]), "o.pdf")

    [order] = orders_of(document, [form]).orders

    assert rates_of(order) == [("見本茶", REDUCED), ("見本皿", STANDARD)]


@pytest.mark.parametrize(("text", "quantity"), [("▲1", -1), ("△ 1", -1), ("▲１", -1), ("1", 1)])
def test_triangle_before_a_figure_is_its_minus(text, quantity):
    """Whatever it means behind a name: goods that are taken back are not ordered."""
    form = a_form(
        "applies: {reads: sheet}\nfields:\n  number: {label: 注文番号}\nlines:\n"
        "  columns: {product_name: 商品名, quantity: 数量}\n"
    )
    mark = text[0] if text[0] in "▲△" else "▲"
    content = sheet([f"{mark}は軽減税率8%対象"], ["注文番号", "A-1"], ["商品名", "数量"], [f"見本茶{mark}", text])

    [order] = orders_of(a_document(content, "o.xlsx"), [form]).orders

    assert [(line.product_name, line.quantity) for line in order.lines] == [("見本茶", quantity)]


def test_box_of_a_mark_alone_stays_a_box():
    """A cell that held nothing but the mark is empty, one that only blanks part from others is gone."""
    word = Word("※", 5, 6, "w", is_far=False)
    boxed, parted = Cell("※", 5, 6, "B1"), Cell("※", 5, 6, "w", words=(word,))
    goods, legend = Cell("10", 0, 1, "A1"), Row((Cell("※は軽減税率対象", 0, 9, "A2"),), "A2")

    for mark, left in ((boxed, ["10", ""]), (parted, ["10"])):
        marked = without_marks([Page("p", (Row((goods, mark), "1"), legend), 4)], is_text=False)
        assert [cell.text for cell in marked.pages[0].rows[0].cells] == left
        assert marked.marks["1"] == ("※", mark.place)


@given(st.lists(st.text(alphabet="見本茶AB12 %()*:", max_size=12), max_size=6))
def test_nothing_is_taken_off_pages_without_a_legend(texts):
    """Whatever stands on pages that explain no mark stays as it is."""
    page = Page("p", (Row(tuple(Cell(text, at, at, f"c{at}") for at, text in enumerate(texts)), "r"),), 4)

    marked = without_marks([page], is_text=False)

    assert legend_in([page]).marks or marked.pages == (page,)


def test_first_of_what_is_told():
    """Of legends that say the same, the first by its words is named."""
    legend = legend_of("※は軽減税率8%", "※印は8%対象です")

    assert legend.marks["※"] == Told(REDUCED, "※は軽減税率8%", "A0")


def test_legend_below_the_lines_is_no_more_of_a_name():
    """Where names go on in the row below, what explains the marks does not."""
    form = a_form(
        "applies: {reads: pdf}\nfields:\n  number: {label: 注文番号}\nlines:\n"
        "  columns: {product_name: 商品名, quantity: 数量, amount: 金額}\n  joined: product_name\n"
    )
    document = a_document(pdf([*MARKED, (50, 135, "(大) ※"), (50, 150, "※は軽減税率(8%)対象")]), "o.pdf")

    [order] = orders_of(document, [form]).orders

    assert rates_of(order) == [("見本茶", REDUCED), ("見本皿 (大)", REDUCED)]
