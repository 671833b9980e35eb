"""What stands in a document beside what its form asks for is never left out in silence."""

from collections.abc import Sequence
from datetime import date

import pytest

from agent.core.order import Severity
from agent.extract.read import orders_of
from tests.unit.extract.laid_out import pdf
from tests.unit.extract.making import a_document, a_form

SPECIMEN = """
applies: {reads: text}
fields:
  number: {label: 注文番号}
lines:
  regex: '^\\d+\\) (?P<product_code>[A-Z]\\d+) (?P<product_name>.+) (?P<quantity>\\d+)袋 @(?P<unit_price>[\\d,]+)円$'
"""
LOOSE = SPECIMEN.replace(
    r"'^\d+\) (?P<product_code>[A-Z]\d+) (?P<product_name>.+) (?P<quantity>\d+)袋 @(?P<unit_price>[\d,]+)円$'",
    r"'(?P<product_code>P\d+) (?P<quantity>\d+)袋'",
)
NAMED = SPECIMEN.replace(
    r"'^\d+\) (?P<product_code>[A-Z]\d+) (?P<product_name>.+) (?P<quantity>\d+)袋 @(?P<unit_price>[\d,]+)円$'",
    r"'^(?P<product_code>P\d+) (?P<product_name>.+) × (?P<quantity>\d+)(?P<unit>\D+)$'",
)
BARE = SPECIMEN.replace(
    r"'^\d+\) (?P<product_code>[A-Z]\d+) (?P<product_name>.+) (?P<quantity>\d+)袋 @(?P<unit_price>[\d,]+)円$'",
    r"'^\d+\) (?P<product_name>.+) x(?P<quantity>\d+)$'",
)
LABELS = """
applies: {reads: text}
fields:
  number: {label: 注文番号}
  deliver_on: {label: [希望納期, 納期]}
  total: {label: 合計, optional: true}
  note: {regex: '^備考 ?(.*)$', optional: true}
lines: {regex: '^(?P<product_code>P\\d+) x(?P<quantity>\\d+)$'}
"""
TABLE = """
applies: {reads: pdf}
fields: {number: {label: 注文番号}, customer_name: {label: 発注者}}
lines: {columns: {product_code: 品番, quantity: 数量}}
"""


def read(text: str, form: str):
    [order] = orders_of(a_document(text.encode(), "body.txt", "text/plain"), [a_form(form)]).orders
    return order


def codes_of(order) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in order.findings]


class TestLinesByPattern:
    @pytest.mark.parametrize(
        ("form", "first", "row"),
        [
            (SPECIMEN, "1) P1001 茶 深煎り 10袋 @2,400円", "2) P1002 茶 浅煎り 5袋 @2,600円 至急"),
            (SPECIMEN, "1) P1001 茶 深煎り 10袋 @2,400円", "P1002 × 5袋"),
            (SPECIMEN, "1) P1001 茶 深煎り 10袋 @2,400円", "見本茶 煎茶 5袋"),
            (LOOSE, "P1001 10袋", "P1002 × 5袋"),
            (LOOSE, "P1001 10袋", "追伸 P1003 も5ほど"),
            (BARE, "1) 茶 x10", "2) 水 5つ"),
        ],
    )
    def test_row_that_looks_like_goods_and_was_not_read_is_doubted(self, form, first, row):
        """A typing slip of the sender must not lose a line; the finding says which row, and where."""
        order = read(f"注文番号: A1\n{first}\n{row}\n", form)

        assert codes_of(order) == [("rows-unread", "lines")]
        assert order.findings[0].severity is Severity.DOUBT
        assert dict(order.findings[0].values) == {"text": f"line 3: {row}", "n": "1"}

    @pytest.mark.parametrize(
        ("form", "row"),
        [
            (LOOSE, "P1001 10袋 @2400、P1002 5袋 @2600"),
            (LOOSE, "P1001 10袋 @2400、P1002 × 5袋"),
            (NAMED, "P1001 深煎り × 10袋、P1002 浅煎り × 5袋"),
        ],
    )
    def test_second_goods_in_a_row_are_doubted(self, form, row):
        """A pattern reads one line of a row: what else the row orders is named."""
        order = read(f"注文番号: A1\n{row}\n", form)

        assert [line.product_code for line in order.lines] == ["P1001"]
        assert ("rows-unread", "lines") in codes_of(order)

    def test_rows_that_are_no_goods_are_not_doubted(self):
        """Greetings, labels, what the form's patterns read, page numbers and quoted mails are none."""
        form = SPECIMEN.replace("lines:", "  note: {regex: '^便名 (.+)$', optional: true}\nlines:")
        text = (
            "いつもお世話になっております。\n注文番号: P1009\n便名 P1008\n1) P1001 茶 深煎り 10袋 @2,400円\n"
            "2) 以上です\n> P1002 5袋\n03-1234-5678\n"
        )

        assert read(text, form).findings == ()

    def test_several_rows_are_one_finding(self):
        """Three rows are shown, all are counted."""
        rows = "\n".join(f"P100{n} × 5袋" for n in range(2, 7))
        order = read(f"注文番号: A1\nP1001 10袋\n{rows}\n", LOOSE)
        values = dict(order.findings[0].values)

        assert (values["n"], values["text"].count(" / ")) == ("5", 2)


class TestLabels:
    @pytest.mark.parametrize(
        ("text", "field"),
        [
            ("希望納期: 2026-04-10\nP1 x1\n希望納期: 2026-04-20\nP2 x2\n", "deliver_on"),
            ("希望納期: 2026-04-10\n納期: 2026-04-11\nP1 x1\n", "deliver_on"),
            ("納期: 2026-04-10\n合計: 1,000\n合計: 1,200\nP1 x1\n", "total"),
            ("納期: 2026-04-10\n備考 あ\n備考 い\nP1 x1\n", "note"),
        ],
    )
    def test_two_values_of_one_field_are_doubted(self, text, field):
        """The first is not taken for the likelier one: both are named, neither is taken."""
        order = read(f"注文番号: A1\n{text}", LABELS)

        assert codes_of(order) == [("value-ambiguous", field)]
        assert getattr(order, field) is None
        assert len(order.findings[0].values) == 2

    @pytest.mark.parametrize("again", ["納期: 2026/4/10", "希望納期: 令和8年4月10日", "合計: 1200円"])
    def test_same_value_in_another_spelling_is_one_value(self, again):
        """A day or number that is said twice is no doubt."""
        order = read(f"注文番号: A1\n納期: 2026-04-10\n合計: 1,200\n{again}\nP1 x1\n", LABELS)

        assert (order.deliver_on, order.total, order.findings) == (date(2026, 4, 10), 1200, ())

    def test_label_that_stands_nowhere_is_doubted(self):
        """The sender may call the day otherwise now: it would be missing without a word."""
        order = read("注文番号: A1\n納入希望日: 2026-04-10\nP1 x1\n", LABELS)

        assert codes_of(order) == [("label-missing", "deliver_on")]
        assert order.findings[0].values == (("text", "希望納期 / 納期"),)

    def test_pattern_that_matches_nothing_is_doubted(self):
        """A field read by a pattern is missing as silently as one with a label."""
        order = read("注文番号: A1\n納期:\nP1 x1\n", LABELS.replace("(.*)$', optional: true", "(.*)$'"))

        assert codes_of(order) == [("label-missing", "note")]

    def test_label_without_a_value_is_not_doubted(self):
        """A form that was left empty there says nothing."""
        assert read("注文番号: A1\n納期:\nP1 x1\n", LABELS).findings == ()


def paged(label: str, number: str, *more: str, first: Sequence[str] = ()) -> bytes:
    """Make two pages with a table each; the second says its number, and more, in its own words."""
    table = [(50, 200, "品番"), (200, 200, "数量")]
    own = ["注文番号: A-1", "発注者: 株式会社見本フーズ", *first]
    second = [(50, 50, f"{label}: {number}"), *((50, 70 + 20 * at, text) for at, text in enumerate(more)), *table]
    return pdf(
        [*((50, 50 + 20 * at, text) for at, text in enumerate(own)), *table, (50, 220, "P1001"), (200, 220, "10")],
        [*second, (50, 220, "P1002"), (200, 220, "5")],
    )


@pytest.mark.parametrize(
    ("row", "is_doubted"),
    [
        ("カタログNo. X1234", False), ("カタログNo. X1234 5冊", True), ("X1234とX1235", True),
        ("前回分 P1009 は到着", True),
    ],
)  # fmt: skip
def test_code_of_other_letters_alone_is_no_goods(row, is_doubted):
    """It is of the shape of the goods' codes, but asks for nothing; a figure beside it, or their letters, may."""
    order = read(f"注文番号: A1\nP1001 5袋\n{row}\n", LOOSE)

    assert ("rows-unread" in [code for code, _ in codes_of(order)]) is is_doubted


class TestPages:
    def test_later_page_with_another_order_is_stopped(self):
        """Its goods must not go to the customer of the first page, whatever it calls its number."""
        content = paged("発注No", "B-2", "発注元: 株式会社例示商店")
        [order] = orders_of(a_document(content, "o.pdf"), [a_form(TABLE)]).orders

        assert codes_of(order) == [("number-ambiguous", "number"), ("value-ambiguous", "customer_name")]
        assert order.findings[0].severity is Severity.STOP

    @pytest.mark.parametrize(
        ("text", "field"),
        [
            ("得意先コード: C002", "customer_code"),
            ("納入先: 大阪第二倉庫", "deliver_to"),
            ("発注元: 株式会社見本フーズ 大阪支店", "customer_name"),
            ("伝票番号: A-1-2", "number"),
        ],
    )
    def test_later_page_that_says_something_else_is_doubted(self, text, field):
        """Another customer, place or number there may be of another order."""
        content = paged("発注No", "A-1", text)
        [order] = orders_of(a_document(content, "o.pdf"), [a_form(TABLE)]).orders

        assert (field, Severity.DOUBT) in [(one.field, one.severity) for one in order.findings]

    @pytest.mark.parametrize(
        "text",
        [
            "発注者: (株)見本フーズ",
            "会社名: 株式会社見本フーズ 購買部",
            "伝票番号: 4711",
            "納入先: 本社倉庫",
            "得意先コード: C001",
        ],
    )
    def test_later_page_that_says_the_same_is_read_on(self, text):
        """Another spelling, what the first page says under a label of its own, and numbers of other papers."""
        content = paged("発注No", "A-1", text, first=["納入先: 本社倉庫", "得意先コード: C001"])
        [order] = orders_of(a_document(content, "o.pdf"), [a_form(TABLE)]).orders

        assert [one for one in order.findings if one.code in ("number-ambiguous", "value-ambiguous")] == []
        assert order.customer.as_written == "株式会社見本フーズ"

    def test_later_page_of_the_same_order_is_read_on(self):
        """The same number under another label is the same order."""
        [order] = orders_of(a_document(paged("発注No", "A-1"), "o.pdf"), [a_form(TABLE)]).orders

        assert ([line.quantity for line in order.lines], order.findings) == ([10, 5], ())
