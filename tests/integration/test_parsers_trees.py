"""JSON, XML and electronic documents are read in the same confined children; hostile ones come back as a reason."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from agent.core.delivery import Delivery, digest_of
from agent.engine.confine import Limits
from agent.engine.parsers import Parsers
from agent.extract.extraction import Extraction
from tests.unit.extract.edocuments import cii, pdf_with, sme, ubl

pytestmark = pytest.mark.integration

FORMS = {
    f"forms/{reads}.yaml": f"form: {reads}\napplies: {{reads: {reads}}}\nfields: {{number: {{label: no}}}}\n"
    "lines: {columns: {product_code: p, quantity: q}}\n"
    for reads in ("json", "xml")
}
NESTED = b"<!DOCTYPE a [<!ENTITY b 'ha'>" + b"".join(
    b"<!ENTITY b%d '%s'>" % (at, b"&b%s;" % (str(at - 1).encode() if at else b"") * 10) for at in range(9)
)


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    """A warm parser server, shared by the tests of this file."""
    started = Parsers(FORMS, limits=Limits(seconds=8, memory_bytes=768 * 1024**2))
    started.start()
    yield started
    started.close()


def read(parsers: Parsers, content: bytes, name: str) -> Extraction:
    at = datetime(2026, 4, 1, tzinfo=UTC)
    [found] = parsers.read(Delivery("folder", name, digest_of(content), name, "", content, at)).extractions
    return found


@pytest.mark.parametrize(
    ("content", "name", "number", "form"),
    [
        (b'{"no":"J-1","lines":[{"p":"P1","q":2}]}', "o.json", "J-1", "json"),
        ('<?xml version="1.0" encoding="Shift_JIS"?><o><no>髙1</no><l><p>1</p><q>2</q></l></o>', "o.xml", "髙1", "xml"),
        (ubl(), "o.xml", "PO-1", "ubl"),
        (sme(), "o.xml", "S-1", "sme"),
        (pdf_with(order_x__xml=cii().encode()), "o.pdf", "C-1", "cii"),
    ],
)
@pytest.mark.proves("B1")
def test_read_in_the_child(parsers, content, name, number, form):
    """A child that can open no file has all it needs to read them."""
    raw = content if isinstance(content, bytes) else content.encode("cp932" if "Shift_JIS" in content else "utf-8")
    found = read(parsers, raw, name)

    assert (found.reason, found.form) == (None, form)
    assert [order.number for order in found.orders] == [number]


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (NESTED + b"]><a>&b8;</a>", "laughs.xml", "xml"),
        (b"<a>" + b"x" * 31_000_000 + b"</a>", "long.xml", "xml"),
        (b"<a>" * 1_000_000, "deep.xml", "xml"),
        (b"<a>" + b"<b/>" * 2_000_000 + b"</a>", "wide.xml", "xml"),
        (b"[" * 5_000_000, "deep.json", "json"),
        (b"[" + b"1," * 10_000_000 + b"1]", "wide.json", "size"),
        (b"[" + b"1" * 30_000_000 + b"]", "long.json", "json"),
        (b"<a>" + b" " * 40_000_000, "large.xml", "size"),
        (b"{" + b",".join(b'"%d":1' % at for at in range(300_000)) + b',"7":2}', "twice.json", "json"),
    ],
)
@pytest.mark.proves("B8")
def test_hostile_trees_say_why(parsers, content, name, what):
    """What multiplies, nests or never ends is refused by name, and the next document is read."""
    found = read(parsers, content, name)

    assert (found.orders, found.reason.code, found.reason.values["what"]) == ((), "document-unreadable", what)
    assert read(parsers, ubl().encode(), "o.xml").orders[0].number == "PO-1"


@pytest.mark.proves("B8")
def test_a_hostile_order_inside_a_pdf_leaves_the_page_to_be_read(parsers):
    """What is enclosed is passed over; the page, which is empty here, is all there is."""
    found = read(parsers, pdf_with(order__xml=NESTED + b"]><a>&b8;</a>"), "laughs.pdf")

    assert (found.orders, found.reason.code) == ((), "scan-unreadable")
