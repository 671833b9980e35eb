"""A mail's text beside the attachment whose orders no form read: what the attachment does not say is taken from it."""

from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest

from agent.core.order import OrderKind
from agent.extract.extraction import Extraction
from agent.extract.mail_text import MAX_LINES
from agent.extract.read import orders_of as read_one
from agent.extract.read import reading_of
from agent.extract.unseen.covering import with_covering
from tests.unit.extract.making import a_delivery, a_document, a_form

CSV = "注文番号,商品コード,商品名,数量\nA-1,P1,見本茶,10\n"
COVER = (
    "添付の通り発注いたします。\n納品は2026年4月10日、福岡県例示市浜町8-2 焙煎所までお願いします。\n\n"
    "見本デリカ株式会社\nTEL 03-1234-5678\n"
)


def orders_of(cover: str, attached: str = CSV, forms=()):
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    if cover:
        mail.set_content(cover)
    mail.add_attachment(attached.encode(), maintype="text", subtype="csv", filename="o.csv")
    found = reading_of(a_delivery(mail.as_bytes()), forms).extractions
    return [order for extraction in found for order in extraction.orders]


def asked(order):
    return [(finding.code, finding.field) for finding in order.findings if finding.code != "layout-unseen"]


def test_cover_completes():
    """Customer, day and place of the text are the order's, each with the text's place and no certainty."""
    [order] = orders_of(COVER)

    assert (order.number, order.customer.as_written, order.deliver_on, order.deliver_to) == (
        "A-1", "見本デリカ株式会社", date(2026, 4, 10), "福岡県例示市浜町8-2 焙煎所",
    )  # fmt: skip
    assert dict(order.provenance)["deliver_on"].place.startswith("body.txt line 2")
    assert dict(order.provenance)["deliver_on"].confidence < 0.9


def test_what_the_attachment_says_counts():
    """The attachment's own values stay; another number or day in the text is doubted, a place is not."""
    attached = "注文番号,発注者名,納品日,納品先,商品名,数量\nA-1,見本屋,2026/4/9,本店,見本茶,10\n"
    [order] = orders_of("注文番号：A-2\n" + COVER, attached)

    assert (order.customer.as_written, order.deliver_on, order.deliver_to) == ("見本屋", date(2026, 4, 9), "本店")
    assert asked(order) == [("mail-differs", "number"), ("mail-differs", "deliver_on")]


def test_what_is_doubted_is_not_completed():
    """A day the attachment leaves unclear is asked for."""
    attached = "注文番号,納品日,商品名,数量\nA-1,至急,見本茶,10\n"
    [order] = orders_of(COVER, attached)

    assert (order.deliver_on, asked(order)) == (None, [("field-unreadable", "deliver_on")])


def test_several_orders():
    """The text's sender orders them all; its day may be that of one."""
    first, second = orders_of(COVER, CSV + "A-2,P2,見本水,5\n")

    assert [order.customer.as_written for order in (first, second)] == ["見本デリカ株式会社"] * 2
    assert [order.deliver_on for order in (first, second)] == [None, None]


def test_no_text():
    """Without a text there is nothing to take."""
    [order] = orders_of("")

    assert order.customer.as_written is None


def test_form_says_all():
    """What a form reads is not completed."""
    form = a_form(
        "applies: {reads: csv}\nfields:\n  number: {column: 注文番号}\n"
        "lines:\n  columns: {product_code: 商品コード, quantity: 数量}\n"
    )
    [order] = orders_of(COVER, CSV, [form])

    assert (order.customer.as_written, order.kind) == (None, OrderKind.ORDER)


@pytest.mark.parametrize("cover", ["よろしくお願いします。\n", "納期：4月上旬\n"])
def test_text_that_says_nothing(cover):
    """A greeting completes nothing, nor does a day that is none."""
    [order] = orders_of(cover)

    assert (order.customer.as_written, order.deliver_on) == (None, None)


@pytest.mark.parametrize(
    ("name", "content"),
    [("inline/1.png", b"\x89PNG\r\n\x1a\n"), ("body.txt", b"a\n" * (MAX_LINES + 1)), ("o.csv", b"")],
)
def test_nothing_that_could_be_read(name, content):
    """A picture, a text that is too long, and an attachment cover nothing."""
    attached = a_document(CSV.encode(), "o.csv")
    read = read_one(attached, [])

    assert with_covering([a_document(content, name), attached], [Extraction(), read]) == [Extraction(), read]


def test_order_of_a_form_beside_one_without():
    """What a form read stays as it is; the order beside it is completed."""
    cover, attached = a_document(COVER.encode(), "body.txt"), a_document(CSV.encode(), "o.csv")
    [unseen] = read_one(attached, []).orders
    by_form = replace(unseen, findings=())
    _, [kept, completed] = (
        one.orders for one in with_covering([cover, attached], [Extraction(), Extraction((by_form, unseen))])
    )

    assert (kept, completed.customer.as_written) == (by_form, "見本デリカ株式会社")
