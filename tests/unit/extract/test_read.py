"""One document is read by the form that fits, or says why not."""

from datetime import date
from decimal import Decimal

import pytest

from agent.core.document import TOO_LARGE
from agent.core.errors import Reason
from agent.core.order import OrderKind
from agent.extract.csv_table import MAX_ROWS
from agent.extract.read import orders_of, reading_of
from tests.unit.extract.making import TEXT_FORM, a_delivery, a_document, a_form

CSV_FORM = """
applies: {reads: csv}
fields:
  number: {column: 番号}
  customer_name: {column: 得意先}
  ordered_on: {label: 作成日, optional: true}
  deliver_on: {column: 納期, date: md}
  note: {column: 備考, optional: true}
lines:
  columns: {product_code: 品番, quantity: 数, unit: 単位, amount: 金額}
  optional: [unit, amount]
"""


def read_csv(text: str, form: str = CSV_FORM, **more):
    return orders_of(a_document(text.encode("cp932"), "o.csv", **more), [a_form(form)])


def read_text(text: str, form: str = TEXT_FORM, **more):
    return orders_of(a_document(text.encode(), "body.txt", "text/plain", **more), [a_form(form)])


def codes_of(order) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in order.findings]


class TestCsv:
    def test_rows_are_gathered_by_number_wherever_they_stand(self):
        """Rows of one number are one order, also when another stands between; orders keep their sequence."""
        [a, b] = read_csv("番号,得意先,納期,品番,数\nA,甲,4/10,P1,1\nB,乙,4/11,P2,2\nA,甲,4/10,P3,3\n\n").orders

        assert [(one.number, one.position, [line.product_code for line in one.lines]) for one in (a, b)] == [
            ("A", 0, ["P1", "P3"]), ("B", 1, ["P2"]),
        ]  # fmt: skip

    def test_same_number_of_two_customers_is_two_orders(self):
        """Two customers may use the same number."""
        orders = read_csv("番号,得意先,納期,品番,数\n1,甲,4/10,P1,1\n1,乙,4/10,P1,1\n").orders

        assert [order.customer.as_written for order in orders] == ["甲", "乙"]

    def test_every_value_says_where_it_stood(self):
        """Each field has its line, its column and the text as read."""
        [order] = read_csv('作成日,2026/4/1\n\n番号,得意先,納期,品番,数,単位\n"Ａ－1","甲\n商店",4/10,P1,1,袋\n').orders
        provenance = {path: (at.place, at.text) for path, at in order.provenance}

        assert order.number == "A-1"
        assert order.ordered_on == date(2026, 4, 1)
        assert provenance["number"] == ("line 5 番号", "Ａ－1")
        assert provenance["ordered_on"] == ("line 1 column 2", "2026/4/1")
        assert provenance["lines.1.quantity"] == ("line 5 数", "1")

    def test_rows_that_disagree_are_doubted(self):
        """Rows of one order that name two delivery days are noted, both values shown."""
        [order] = read_csv("番号,得意先,納期,品番,数\nA,甲,4/10,P1,1\nA,甲,4/11,P2,1\n").orders

        assert codes_of(order) == [("rows-differ", "deliver_on")]
        assert order.findings[0].values == (("text", "4/10"), ("other", "4/11"))

    def test_value_that_cannot_be_read_stops_its_own_order(self):
        """A quantity in words stops the order it stands in, with text and place; the next order is read."""
        a, b = read_csv("番号,得意先,納期,品番,数\nA,甲,4/10,P1,適量\nB,甲,4/10,P1,2個\n").orders

        assert codes_of(a) == [("field-unreadable", "lines.1.quantity")]
        assert a.findings[0].values == (("text", "適量"), ("place", "line 2 数"))
        assert (b.lines[0].quantity, b.lines[0].unit, b.findings) == (Decimal(2), "個", ())

    def test_written_unit_is_kept_beside_a_glued_one(self):
        """A unit in its own column stands over one glued to the quantity; two that differ are doubted."""
        a, b = read_csv("番号,得意先,納期,品番,単位,数\nA,甲,4/10,P1,箱,2個\nB,甲,4/10,P1,箱,2箱\n").orders

        assert (a.lines[0].unit, codes_of(a)) == ("箱", [("value-otherwise", "lines.1.unit")])
        assert (b.lines[0].unit, codes_of(b)) == ("箱", [])

    def test_ready_made_empty_rows_are_left_out(self):
        """Rows with a unit and a zero alone ask for nothing; a row with an amount is kept."""
        [order] = read_csv(
            "番号,得意先,納期,品番,数,単位,金額\nA,甲,4/10,P1,1,袋,9\nA,甲,4/10,,0,袋,0\nA,甲,4/10,,,袋,5\n"
        ).orders

        assert [(line.number, line.amount) for line in order.lines] == [(1, Decimal(9)), (2, Decimal(5))]

    def test_missing_title_is_named(self):
        """A title that is gone is a changed layout: nothing is read, and the title is named."""
        extraction = read_csv("番号,得意先,納期,品番\nA,甲,4/10,P1\n")

        assert (extraction.orders, extraction.form) == ((), "a")
        assert (extraction.reason.code, extraction.reason.values) == (
            "field-unreadable", {"field": "quantity", "wanted": "数", "found": "番号 / 得意先 / 納期 / 品番"},
        )  # fmt: skip

    def test_file_without_rows_says_so(self):
        """A file with titles alone is not passed over in silence."""
        assert read_csv("番号,得意先,納期,品番,数\n").reason.code == "no-orders"

    @pytest.mark.parametrize("content", [b'a,b\n"open', b"\x80\xff\xfd", b"a\0,b\0"], ids=["quote", "bytes", "nul"])
    def test_broken_csv_is_unreadable(self, content):
        """An open quote and bytes that are no text are named as unreadable."""
        reason = orders_of(a_document(content, "o.csv"), [a_form(CSV_FORM)]).reason

        assert (reason.code, reason.place[:5]) == ("document-unreadable", "o.csv")

    def test_endless_csv_is_refused(self):
        """A file of more rows than any order file has is refused."""
        reason = orders_of(a_document(b"n\n" * (MAX_ROWS + 1), "o.csv"), [a_form(CSV_FORM)]).reason

        assert (reason.code, reason.place) == ("document-unreadable", "o.csv")

    def test_tab_separated_rows_and_short_rows_are_read(self):
        """Tabs part cells as well; a row shorter than its titles has empty cells."""
        [order] = read_csv("番号\t得意先\t納期\t品番\t数\t備考\nA\t甲\t \tP1\t1\n").orders

        assert (order.number, order.deliver_on, order.note, order.findings) == ("A", None, None, ())

    def test_prices_with_tax_become_prices_before_tax(self):
        """Where the form says so, written prices lose their tax, if that is exact."""
        form = """
applies: {reads: csv}
prices: inclusive
fields: {number: {column: n}, total: {column: t}, tax: {column: x}, customer_code: {fixed: C001}}
lines: {columns: {product_code: p, quantity: q, unit_price: u, amount: a, tax_rate: r}}
"""
        [a, b, c] = read_csv(
            "n,t,x,p,q,u,a,r\nA,2160,160,P1,2,1080,2160,8%\nB,100,,P1,1,100,100,8%\nC,,,P1,1,100,,\n", form
        ).orders

        assert (a.total, a.lines[0].unit_price, a.lines[0].amount) == (Decimal(2000), Decimal(1000), Decimal(2000))
        assert (a.customer.code, a.findings) == ("C001", ())
        assert (b.total, b.lines[0].unit_price, codes_of(b)) == (
            None,
            None,
            [("price-includes-tax", "lines.1.unit_price")],
        )
        assert (c.lines[0].unit_price, codes_of(c)) == (None, [("price-includes-tax", "lines.1.unit_price")])


class TestText:
    def test_labels_and_lines_are_read(self):
        """Labels with a colon or a wider blank before their value, in any width, and lines by their pattern."""
        [order] = read_text("注文番号：Ａ１\n納　期:    2026/4/10\n\nP1 x5\nＰ２　ｘ３\n").orders

        assert (order.number, order.deliver_on) == ("A1", date(2026, 4, 10))
        assert [(line.product_code, line.quantity) for line in order.lines] == [("P1", Decimal(5)), ("P2", Decimal(3))]

    def test_label_without_a_value_takes_no_other_label_for_it(self):
        """An empty field stays empty, also when the next thing beside it is another label."""
        [order] = read_text("注文番号   納期\nP1 x5\n").orders

        assert (order.number, order.deliver_on) == (None, None)

    def test_value_too_far_from_its_label_is_not_its_value(self):
        """What stands at the far end of the line belongs to something else."""
        [order] = read_text("注文番号" + " " * 60 + "1/1\nP1 x5\n").orders

        assert order.number is None

    @pytest.mark.parametrize(
        "quote",
        ["> P9 x9", "-----Original Message-----\nP9 x9", "On Mon, 1 Apr 2026 at 10:00, A <a@b.example> wrote:\nP9 x9",
         "2026年4月1日(水) 10:00 見本商事 <a@b.example>:\nP9 x9", "____________________\n差出人: 山田\nP9 x9"],
    )  # fmt: skip
    def test_quoted_reply_is_not_read(self, quote):
        """An earlier order quoted below the new one is not ordered again."""
        [order] = read_text(f"注文番号: A1\nP1 x5\n{quote}\n").orders

        assert [line.product_code for line in order.lines] == ["P1"]

    def test_text_without_an_order_fits_no_form(self):
        """A text in which neither number nor line is found is no order."""
        extraction = read_text("お世話になっております。\n")

        assert (extraction.orders, extraction.form, extraction.reason.code) == ((), "", "form-missing")

    def test_two_numbers_in_one_text_are_stopped(self):
        """Two orders in one mail must not run together: a person parts them."""
        [order] = read_text("注文番号: A1\nP1 x5\n注文番号: A2\nP2 x5\n").orders

        assert codes_of(order) == [("number-ambiguous", "number")]

    def test_number_repeated_is_one_number(self):
        """The same number said twice is no ambiguity."""
        assert read_text("注文番号: A1\n注文番号: Ａ１\nP1 x5\n").orders[0].findings == ()

    def test_pattern_of_one_field_and_fixed_value(self):
        """A field may be found by a pattern, its first group or all of it, or be given by the form."""
        form = TEXT_FORM.replace("{label: 注文番号}", r"{regex: 'No\.(\w+)?'}").replace(
            "deliver_on: {label: 納期, optional: true}", "note: {regex: '至急'}\n  customer_code: {fixed: C9}"
        )
        [order] = read_text("No.\nNo.77 至急\nP1 x5\n", form).orders

        assert (order.number, order.note, order.customer.code) == ("77", "至急", "C9")

    def test_html_body_is_read_as_it_shows(self):
        """An HTML body is read row by row; quotes and hidden parts are left out."""
        html = (
            "<html><head><title>P8 x8</title><style>P7 x7</style></head><body><p>注文番号：<b>A1</b></p>"
            "<table><tr><th>納期</th><td>2026/4/10</td></tr><tr><td>P1 x5</td></tr></table>"
            "<blockquote>P9 x9</blockquote></body></html>"
        )
        extraction = orders_of(a_document(html.encode(), "body.html", "text/html"), [a_form(TEXT_FORM)])
        [order] = extraction.orders

        assert (order.number, order.deliver_on) == ("A1", date(2026, 4, 10))
        assert [line.product_code for line in order.lines] == ["P1"]

    def test_columns_in_a_text_are_read_by_their_titles(self):
        """A table drawn with blanks is read under its titles, up to the row the form names."""
        form = """
applies: {reads: text}
fields: {number: {label: 注文番号, at: below}}
lines: {columns: {product_code: 品番, quantity: 数量}, until: 合計}
"""
        text = (
            "注文番号    担当\nA1          佐\n\n品番      品名        数量\nP1        コーヒー      10\n"
            "P2        紅茶          5\n合計      9\nP3        緑茶          5\n"
        )
        [order] = read_text(text, form).orders

        assert order.number == "A1"
        assert [(line.product_code, line.quantity) for line in order.lines] == [("P1", Decimal(10)), ("P2", Decimal(5))]

    def test_label_below_which_nothing_stands_has_no_value(self):
        """A label on the last row, or with nothing under it, has no value."""
        form = TEXT_FORM.replace("{label: 注文番号}", "{label: [注文番号, 番号], at: below}")

        assert read_text("P1 x5\n注文番号\n", form).orders[0].number is None
        assert read_text("                  番号\nP1 x5\n", form).orders[0].number is None

    def test_endless_text_is_refused(self):
        """A text longer than any order is refused."""
        assert read_text("a\n" * 20_001).reason.code == "document-unreadable"


class TestKinds:
    @pytest.mark.parametrize(
        ("subject", "kind"),
        [("注文書", OrderKind.ORDER), ("【訂正】注文書", OrderKind.CHANGE), ("注文のキャンセル", OrderKind.CANCEL),
         ("Order CANCELLATION", OrderKind.CANCEL), ("注文変更と取消", OrderKind.CANCEL)],
    )  # fmt: skip
    def test_subject_tells_change_and_cancellation(self, subject, kind):
        """A change or cancellation is told from an order by the subject, unless the form says otherwise."""
        [order] = read_text("注文番号: A1\nP1 x5\n", subject=subject).orders

        assert order.kind is kind

    def test_form_may_say_how_changes_are_marked(self):
        """A form with its own patterns uses those alone."""
        form = TEXT_FORM + "kinds: {change: 差替}\n"

        assert read_text("注文番号: A1\nP1 x5\n", form, subject="差替").orders[0].kind is OrderKind.CHANGE
        assert read_text("注文番号: A1\nP1 x5\n", form, subject="取消").orders[0].kind is OrderKind.ORDER


class TestDocuments:
    def test_document_without_a_form_says_so(self):
        """A document that no form applies to waits with name and sender."""
        reason = orders_of(a_document(b"a", "o.csv"), [a_form(TEXT_FORM)]).reason

        assert (reason.code, reason.values) == ("form-missing", {"name": "o.csv", "sender": "a@b.example"})

    @pytest.mark.parametrize(("name", "kind"), [("a.png", "image/png"), ("a", ""), ("a.zip", "application/zip")])
    def test_kind_without_a_reader_is_unreadable(self, name, kind):
        """What no reader is there for waits for a person."""
        assert orders_of(a_document(b"PK\x03\x04", name, kind), []).reason.code == "document-unreadable"

    def test_pdf_is_known_by_its_bytes(self):
        """A PDF sent under another name is read as a PDF."""
        reason = orders_of(a_document(b"%PDF-1.4 broken", "o.txt"), [a_form(TEXT_FORM.replace("text", "pdf"))]).reason

        assert (reason.code, reason.values["what"]) == ("document-unreadable", "pdf")

    def test_second_form_is_tried_when_the_first_does_not_fit(self):
        """Of two forms that apply, the one whose layout is there reads the document."""
        other = CSV_FORM.replace("番号", "注番")
        forms = [a_form(other), a_form(CSV_FORM)]

        assert (
            len(orders_of(a_document("番号,得意先,納期,品番,数\nA,甲,4/10,P1,1\n".encode(), "o.csv"), forms).orders)
            == 1
        )


class TestDeliveries:
    GREETING = b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + "添付をご確認ください。\r\n".encode()
    HEAD = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"

    def read(self, *parts: bytes):
        mail = self.HEAD + b"\r\n".join(parts) + b"\r\n--b--\r\n"
        return reading_of(a_delivery(mail), [a_form(CSV_FORM)])

    def reasons(self, *parts: bytes):
        return [one.reason and one.reason.code for one in self.read(*parts).extractions]

    def test_greeting_beside_an_attachment_is_not_an_order(self):
        """A body beside an attachment is not asked for an order in vain; a shown picture neither."""
        csv = b"--b\r\nContent-Type: text/csv; name=o.csv\r\n\r\n" + "番号,得意先,納期,品番,数\nA,甲,4/10,P1,1".encode()
        logo = b"--b\r\nContent-Type: image/png; name=l.png\r\nContent-ID: <1>\r\n\r\nx"

        assert self.reasons(self.GREETING, csv, logo) == [None, None, None]

    def test_attachment_without_a_form_waits(self):
        """An attachment that no form is for waits, however the body reads."""
        text = b"--b\r\nContent-Type: text/plain; name=o.txt\r\n\r\nhello"

        assert self.reasons(self.GREETING, text) == [None, "form-missing"]

    def test_mail_without_any_order_waits(self):
        """A mail in which nothing is ordered waits with one reason."""
        assert self.reasons(self.GREETING) == ["form-missing"]

    def test_mail_that_cannot_be_taken_apart_is_kept_whole(self):
        """A mail nested beyond reason is one document, the mail itself."""
        content = b"Content-Type: message/rfc822\n\n" * 60 + b"\n\nhi"
        reading = reading_of(a_delivery(content), [])

        assert [one.content for one in reading.documents] == [content]
        assert reading.extractions[0].reason.code == "document-unreadable"


def test_a_stand_in_for_what_was_too_large_is_never_read_as_an_order():
    """A source hands over sizes and headers in place of a huge file, under the file's own name."""
    document = a_document(b"size_bytes: 99\r\n", "huge.csv", TOO_LARGE)

    assert orders_of(document, [a_form(CSV_FORM)]).reason == Reason("too-large", {"name": "huge.csv"}, "huge.csv")
