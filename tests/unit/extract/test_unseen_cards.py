"""Goods that stand as cards are read where every card says what and how many; else the document has no form."""

import pytest

from agent.extract.read import orders_of
from tests.unit.extract.laid_out import findings_of, head_of, lines_of, pdf, read, read_text, sheet
from tests.unit.extract.making import a_document, a_form

TEA, WATER = ("P1001", "見本茶", 10, "袋", 500, 5000), ("P1002", "見本水", 2, "本", 100, 200)


def written(*rows: str) -> bytes:
    """Make a PDF of rows of text below each other."""
    return pdf([(40, 40 + 20 * number, text) for number, text in enumerate(rows) if text])


def only(extraction):
    [order] = extraction.orders
    return order


CARDS = (
    "注文番号: A-1", "",
    "見本茶", "商品コード: P1001", "単価: 500円 × 数量: 10袋 = 5,000円", "",
    "見本水", "商品コード: P1002", "単価: 100円 × 数量: 2本 = 200円", "",
    "商品合計: 5,200円（税抜）",
)  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        CARDS,
        (
            "注文番号: A-1", "", "1. 見本茶", "品番: P1001 数量: 10袋", "単価: 500円 小計: 5,000円", "",
            "2. 見本水", "品番: P1002 数量: 2本", "単価: 100円 小計: 200円",
        ),
        (
            "注文番号: A-1", "", "商品名: 見本茶", "商品コード: P1001", "数量: 10袋", "単価: 500", "金額: 5000", "",
            "商品名: 見本水", "商品コード: P1002", "数量: 2本", "単価: 100", "金額: 200",
        ),
        (
            "注文番号: A-1", "", "P1001 見本茶", "500円 × 10袋 = 5,000円", "", "P1002 見本水",
            "2本 × 100円 = 200円",
        ),
    ],
    ids=["labels-and-times", "numbered", "all-labelled", "without-labels"],
)  # fmt: skip
def test_cards(rows):
    """Name above its values or behind a label, price times quantity or each by itself."""
    order = only(read(written(*rows), "o.pdf"))

    assert (order.number, lines_of(order), findings_of(order)) == ("A-1", [TEA, WATER], [])


def test_sum_below_the_cards_is_the_orders():
    """A total behind the last card is none of its values."""
    assert head_of(only(read(written(*CARDS), "o.pdf"))) == ("A-1", None, None, None, None, 5200, None)


def test_cells_beside_their_labels_in_a_sheet():
    """A sheet gives each card a few rows, with every value in the cell beside its label."""
    order = only(
        read(
            sheet(
                ["注文番号", "A-1"],
                [], ["商品名", "見本茶"], ["商品コード", "P1001", "数量", 10], ["単価", 500, "税率", "8%"],
                [], ["商品名", "見本水"], ["商品コード", "P1002", "数量", 2], ["単価", 100, "税率", "課税"],
            )
        )
    )  # fmt: skip

    assert lines_of(order) == [("P1001", "見本茶", 10, None, 500, None), ("P1002", "見本水", 2, None, 100, None)]
    assert [line.tax_rate and str(line.tax_rate) for line in order.lines] == ["0.08", None]


def test_goods_without_a_code_are_named_by_size_too():
    """A size of its own belongs to the name where no code tells the goods."""
    order = only(read(written("注文番号: A-1", "", "見本袋", "サイズ: L", "数量: 3枚"), "o.pdf"))

    assert lines_of(order) == [(None, "見本袋 L", 3, "枚", None, None)]


def test_goods_with_a_code_keep_their_name():
    """A size beside a code is no part of the name."""
    order = only(read(written("注文番号: A-1", "", "見本袋", "品番: P1", "サイズ: L", "数量: 3枚"), "o.pdf"))

    assert lines_of(order) == [("P1", "見本袋", 3, "枚", None, None)]


def test_rows_between_cards_are_doubted():
    """A row between two cards that is none of theirs may be goods."""
    order = only(read(written(*CARDS[:5], "見本匙もお願いします", *CARDS[6:]), "o.pdf"))

    assert findings_of(order) == [("rows-unread", "lines")]


@pytest.mark.parametrize(
    "rows",
    [
        ("注文番号: A-1", "見本茶", "商品コード: P1001", "見本水", "商品コード: P1002", "数量: 2本"),
        ("注文番号: A-1", "見本茶", "数量: 10袋 数量: 2本"),
        ("注文番号: A-1", "見本茶", "単価: 500円 × 数量: 10袋 = 4,000円"),
        ("注文番号: A-1", "商品コード: P1001", "数量: 1", "商品コード: P1002", "数量: たくさん"),
        ("注文番号: A-1", "見本茶", "数量: 10袋 納期: 4/1"),
        ("注文番号: A-1", "数量: 10袋"),
        ("注文番号: A-1", "見本茶", "10 × 20 = 200", "見本水", "500円 × 3円"),
        ("注文番号: A-1", "見本茶", "時価円 × 10袋", "見本水", "100円 × 少し"),
        ("見本茶", "数量: 10袋", "商品名: 見本水", "数量: 2"),
        ("数量: 10袋",),
        ("商品名: 見本茶", "数量:", "単価: 100"),
    ],
)
def test_no_cards(rows):
    """A card without a quantity, with two in a row, with other sums, or without a name: nothing is read."""
    assert read(written(*rows), "o.pdf").reason.code == "form-missing"


def test_text_of_a_mail():
    """A mail's text may hold cards, too."""
    order = only(read_text("注文番号：A-1\n\n見本茶\n商品コード：P1001\n500円 × 10袋 = 5,000円\n"))

    assert lines_of(order) == [TEA]


PATTERN = (
    r"^(?P<product_name>.+)\n商品コード: (?P<product_code>\S+)\n"
    r"単価: (?P<unit_price>[\d,]+)円 × 数量: (?P<quantity>\d+)(?P<unit>\D+) = (?P<amount>[\d,]+)円$"
)
FORM = f"""
applies: {{reads: pdf}}
fields:
  number: {{label: 注文番号}}
lines:
  regex: '{PATTERN}'
"""


def boxed(*sums, n_cards: int = 2):
    """Read cards of two boxes a row, and sums in cells."""
    cards = [("P1001", "見本茶", "10袋", 500), ("P1002", "見本水", "2本", 100)][:n_cards]
    rows = []
    for at, (code, name, quantity, price) in enumerate(cards):
        rows += [["商品コード", code], ["商品名", name], ["数量", quantity], ["単価", price], *sums[at]]
    return only(read(sheet(["注文番号", "A-1"], *rows, *sums[n_cards])))


@pytest.mark.parametrize(
    ("sums", "n_cards"),
    [
        (([["金額", 5000]], [["金額", 200]], [["小計", 5200]]), 2),
        (([["小計", 5000]], [["小計", 200]], [["小計", 5200]]), 2),
        (([], [], [["小計", 5200]]), 2),
        (([["金額", 5000]], [["小計", 5000]]), 1),
    ],
)
def test_subtotal_below_the_cards_is_the_orders(sums, n_cards):
    """It is none of the last card's values, with amounts in the cards and without."""
    order = boxed(*sums, n_cards=n_cards)

    assert [line.product_code for line in order.lines] == ["P1001", "P1002"][:n_cards]
    assert order.total == sums[n_cards][0][1]


def test_subtotal_of_every_card_is_its_own():
    """Where each card has one, the last is the last card's."""
    order = boxed([["小計", 5000]], [["小計", 200]], [])

    assert [line.amount for line in order.lines] == [5000, 200]


class TestByAForm:
    def test_pattern_over_several_rows(self):
        r"""A pattern with `\n` in it reads goods that take several rows, each value at the place of its own."""
        [order] = orders_of(a_document(written(*CARDS), "o.pdf"), [a_form(FORM)]).orders

        assert (lines_of(order), order.findings) == ([TEA, WATER], ())
        places = dict(order.provenance)
        assert len({places[f"lines.1.{name}"].place for name in ("product_name", "product_code", "quantity")}) == 3

    def test_card_that_the_pattern_does_not_match_is_doubted(self):
        """A code of the same shape in rows that were not read makes the order doubtful."""
        broken = (*CARDS[:8], "単価: 100円 数量: 2本")
        [order] = orders_of(a_document(written(*broken), "o.pdf"), [a_form(FORM)]).orders

        assert lines_of(order) == [TEA]
        assert [finding.code for finding in order.findings] == ["rows-unread"]

    def test_page_parts_cards(self):
        """Rows of two pages are no card."""
        pages = [[(40, 40, "注文番号: A-1"), (40, 60, "見本茶"), (40, 80, "商品コード: P1001")]]
        pages += [[(40, 40, CARDS[4]), (40, 60, "見本水"), (40, 80, CARDS[7]), (40, 100, CARDS[8])]]
        [order] = orders_of(a_document(pdf(*pages), "o.pdf"), [a_form(FORM)]).orders

        assert lines_of(order) == [WATER]
        assert [finding.code for finding in order.findings] == ["rows-unread"]

    def test_article_whose_name_goes_on_stands_among_articles_of_one_row(self):
        """Where the row break may be missing, goods of one row and of two are read, each as it stands."""
        form = a_form(
            "applies: {reads: text}\nfields:\n  number: {label: 注文番号}\nlines:\n"
            "  regex: '^(?P<product_code>P\\d+) (?P<product_name>[^\\n]+)(?:\\n備考 .*)? (?P<quantity>\\d+)個$'\n"
        )
        content = "注文番号 A-1\nP1001 見本茶 2個\nP1002 見本水\n備考 冷蔵で 3個\nP1003 見本塩 4個\n"
        [order] = orders_of(a_document(content.encode(), "o.txt"), [form]).orders

        read = [(line.product_code, line.product_name, line.quantity) for line in order.lines]
        assert read == [("P1001", "見本茶", 2), ("P1002", "見本水", 3), ("P1003", "見本塩", 4)]
        assert order.findings == ()

    def test_row_of_titles_is_no_goods(self):
        """The titles above lines that a pattern reads are not doubted."""
        form = a_form(
            "applies: {reads: sheet}\nfields:\n  number: {label: 注文番号}\nlines:\n"
            "  regex: '^(?P<product_code>P\\d+) (?P<quantity>\\d+)$'\n"
        )
        content = sheet(["注文番号", "A-1"], ["品番", "数量"], ["P1001", 2])
        [order] = orders_of(a_document(content, "o.xlsx"), [form]).orders

        assert order.findings == ()


@pytest.mark.parametrize("row", ["商品コード: P1 " + "数量: 1 " * 60, "長い × " * 60])
def test_rows_beyond_measure_are_no_cards(row):
    """A row as long as no card is, is not looked through."""
    assert read_text(f"注文番号：A-1\n見本茶\n{row}\n").reason.code == "form-missing"


def test_cards_are_numbered_beyond_a_hundred():
    """None is lost behind the ninety-ninth."""
    text = "".join(f"商品名{at}：見本茶{at}号\n数量{at}：3\n" for at in range(95, 105))

    assert len(only(read(text, "o.txt")).lines) == 10
