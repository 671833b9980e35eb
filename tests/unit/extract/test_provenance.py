"""Every value that was read tells where it stood, what stood there, and how sure that is."""

import mimetypes
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent.core.delivery import Delivery, digest_of
from agent.core.order import Order
from agent.extract.form import Form, load_forms
from agent.extract.read import reading_of

ORDERS = Path("tests/data/orders")
KINDS = (
    *("csv-preamble", "json-flat", "mail-attachment-zip", "mail-html-table", "mail-text-labelled", "ods-form"),
    *("pdf-text-ruled", "pdf-text-twoline", "xls-merged", "xlsx-grid-squares", "xlsx-table-tworows", "xml-ubl"),
)
HEAD = ("number", "ordered_on", "deliver_on", "deliver_to", "total", "tax")
LINE = ("product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate")


@pytest.fixture(scope="module")
def forms() -> tuple[Form, ...]:
    return load_forms({path.name: path.read_text("utf-8") for path in (ORDERS / "forms").glob("*.yaml")})


def delivered(kind: str) -> Delivery:
    """The first document of a layout, as it comes in."""
    file = sorted(path for path in (ORDERS / "dev").glob(f"{kind}*") if path.suffix != ".json" or "json" in kind)[0]
    mail = file.suffix == ".eml"
    return Delivery(
        source="mail" if mail else "folder",
        external_id=file.name,
        digest=digest_of(content := file.read_bytes()),
        name=file.name,
        media_type="message/rfc822" if mail else mimetypes.guess_type(file.name)[0] or "application/octet-stream",
        content=content,
        received_at=datetime(2026, 4, 1, tzinfo=UTC),
    )


def values_of(order: Order) -> Iterator[tuple[str, Any]]:
    yield from ((field, getattr(order, field)) for field in HEAD)
    for line in order.lines:
        yield from ((f"lines.{line.number}.{field}", getattr(line, field)) for field in LINE)


@pytest.mark.proves("B3")
@pytest.mark.parametrize("known", [True, False], ids=["by its form", "unseen"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_value_tells_its_place_and_how_sure_it_is(kind, known, forms):
    """Page, cell or line, the text as written, and a certainty stand beside every value, with a form and without."""
    orders = [
        order
        for extraction in reading_of(delivered(kind), forms if known else load_forms({})).extractions
        for order in extraction.orders
    ]
    told = [(order, path, value) for order in orders for path, value in values_of(order) if value is not None]

    places = [(path, dict(order.provenance).get(path)) for order, path, _ in told]
    assert len(told) > 10
    assert [path for path, at in places if at is None or not at.place or not 0 < at.confidence <= 1] == []
