"""Every sample order, in every kind of document, is read exactly."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from agent.core.delivery import Delivery, digest_of
from agent.core.order import OrderLine
from agent.demo.documents import file_of, mail_of
from agent.demo.orders import sample_orders
from agent.demo.sample import SampleOrder, Way
from agent.extract.form import load_forms
from agent.extract.read import reading_of
from agent.quality.checks import check
from agent.quality.match import load_masters

CONFIG = Path("config")
DAY = date(2026, 4, 1)
FORMS = load_forms({f"forms/{path.name}": path.read_text("utf-8") for path in CONFIG.glob("forms/*.yaml")})
MASTERS = load_masters(*((CONFIG / "masters" / f"{name}.csv").read_text("utf-8") for name in ("customers", "products")))
ORDERS = sample_orders(CONFIG / "masters", DAY)


def travelling(orders: list[SampleOrder]) -> Delivery:
    source, _, _ = orders[0].way.value.partition("-")
    if source == "mail":
        name, media_type, content = "1:1.eml", "message/rfc822", mail_of(orders, "order@mihon-foods.example")
    else:
        file = file_of(orders)
        name, media_type, content = file.name, file.media_type, file.content
    return Delivery(source, name, digest_of(content), name, media_type, content, datetime(2026, 4, 1, tzinfo=UTC))


def read_and_checked(*orders: SampleOrder):
    reading = reading_of(travelling(list(orders)), FORMS)
    assert [extraction.reason for extraction in reading.extractions] == [None] * len(reading.extractions)
    return [check(order, MASTERS) for extraction in reading.extractions for order in extraction.orders]


def lines_meant(order: SampleOrder) -> tuple[OrderLine, ...]:
    return tuple(
        OrderLine(
            number, one.product_code, one.product_name, one.quantity, one.unit, one.unit_price, one.amount,
            one.tax_rate, True,
        )
        for number, one in enumerate(order.lines, 1)
    )  # fmt: skip


def assert_is_meant(order, sample: SampleOrder) -> None:
    assert (order.number, order.customer.code, order.customer.name) == (
        sample.number,
        sample.customer_code,
        sample.customer_name,
    )
    assert (order.ordered_on, order.deliver_on, order.total) == (sample.ordered_on, sample.deliver_on, sample.total)
    assert order.lines == lines_meant(sample)
    assert (order.note or "", order.kind.value) == (sample.note, "order")
    assert order.findings == ()


RIGHT = [
    order for order in ORDERS if not (order.stated_total or order.stated_deliver_on or order.customer_code == "C999")
]


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("sample", RIGHT[:12], ids=lambda order: order.number)
def test_sample_order_is_read_exactly(sample, way):
    """An order, whatever way it travels, is read, matched and checked as it was meant, without a finding."""
    sample = replace(sample, way=way, note="" if way is Way.PORTAL else sample.note)
    [order] = read_and_checked(sample)

    assert_is_meant(order, sample)


@pytest.mark.parametrize("sample", ORDERS, ids=lambda order: f"{order.number}-{order.way}")
def test_every_order_of_the_sample_day_is_read(sample):
    """Each order of the sample day gives one order with its number and lines."""
    [order] = read_and_checked(sample)

    assert (order.number, len(order.lines)) == (sample.number, len(sample.lines))
    if sample in RIGHT:
        assert_is_meant(order, replace(sample, note="" if sample.way is Way.PORTAL else sample.note))


@pytest.mark.parametrize("way", [Way.MAIL_CSV, Way.FOLDER_CSV, Way.PORTAL])
def test_file_of_several_orders_is_read_order_by_order(way):
    """A CSV of several orders gives each of them, in the sequence they stand."""
    samples = [replace(order, way=way, note="") for order in RIGHT[:5]]

    for order, sample in zip(read_and_checked(*samples), samples, strict=True):
        assert_is_meant(order, sample)


@pytest.mark.parametrize("way", [way for way in Way if way is not Way.PORTAL])
def test_wrong_sum_is_stopped(way):
    """A stated total that is not the sum of the lines is found, in every kind of document."""
    [order] = read_and_checked(replace(RIGHT[0], way=way, stated_total=RIGHT[0].total + 1000))

    assert [finding.code for finding in order.findings] == ["sum-wrong"]


@pytest.mark.parametrize("way", Way)
def test_vague_delivery_day_is_left_open(way):
    """A delivery day that is no day stays unknown, and the text is named."""
    [order] = read_and_checked(replace(RIGHT[0], way=way, stated_deliver_on="なるべく早く"))

    assert order.deliver_on is None
    assert [(finding.code, finding.field) for finding in order.findings] == [("field-unreadable", "deliver_on")]


@pytest.mark.parametrize("way", Way)
def test_long_order_is_read_to_its_end(way):
    """An order of sixty lines, over several pages where there are pages, is read to its last line."""
    line = replace(RIGHT[0].lines[0], quantity=Decimal(1))
    sample = replace(RIGHT[0], way=way, note="", lines=tuple(replace(line, quantity=Decimal(n + 1)) for n in range(60)))
    [order] = read_and_checked(sample)

    assert_is_meant(order, sample)


@pytest.mark.parametrize("way", Way)
def test_equal_orders_give_equal_bytes(way):
    """The builders use no clock and no chance: a duplicate is one to the byte."""
    sample = [replace(RIGHT[0], way=way)]

    assert travelling(sample).content == travelling(sample).content
