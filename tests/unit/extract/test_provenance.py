"""Every value that was read tells where it stood, what stood there, and how sure that is."""

from collections.abc import Iterator
from typing import Any

import pytest

from agent.core.order import Order
from agent.extract.form import Form, load_forms
from agent.extract.read import reading_of
from tests.bench.extraction.answers import FORMS, SETS, examples_in
from tests.bench.extraction.reading import delivery_of

KINDS = (
    *("csv-preamble", "json-flat", "mail-attachment-zip", "mail-html-table", "mail-text-labelled", "ods-form"),
    *("pdf-text-ruled", "pdf-text-twoline", "xls-merged", "xlsx-grid-squares", "xlsx-table-tworows", "xml-ubl"),
)
HEAD = ("number", "ordered_on", "deliver_on", "deliver_to", "total", "tax")
LINE = ("product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate")


@pytest.fixture(scope="module")
def forms() -> tuple[Form, ...]:
    return load_forms({path.name: path.read_text("utf-8") for path in FORMS["dev"].glob("*.yaml")})


def values_of(order: Order) -> Iterator[tuple[str, Any]]:
    yield from ((field, getattr(order, field)) for field in HEAD)
    for line in order.lines:
        yield from ((f"lines.{line.number}.{field}", getattr(line, field)) for field in LINE)


@pytest.mark.proves("B3")
@pytest.mark.parametrize("known", [True, False], ids=["by its form", "unseen"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_value_tells_its_place_and_how_sure_it_is(kind, known, forms):
    """Page, cell or line, the text as written, and a certainty stand beside every value, with a form and without."""
    document = examples_in(SETS["dev"], kind)[0]
    orders = [
        order
        for extraction in reading_of(delivery_of(document), forms if known else load_forms({})).extractions
        for order in extraction.orders
    ]
    told = [(order, path, value) for order in orders for path, value in values_of(order) if value is not None]

    places = [(path, dict(order.provenance).get(path)) for order, path, _ in told]
    assert len(told) > 10
    assert [path for path, at in places if at is None or not at.place or not 0 < at.confidence <= 1] == []
