"""Scans are read in the bounded child that has neither files, network nor programs."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.core.delivery import Delivery, digest_of
from agent.engine.parsers import Parsers
from tests.support.ocr import require_reader

pytestmark = pytest.mark.integration
DEV = Path(__file__).parents[1] / "data" / "orders" / "dev"


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    """A warm parser server."""
    require_reader()
    started = Parsers({})
    started.start()
    yield started
    started.close()


@pytest.mark.parametrize(
    ("name", "number"),
    [("scan-turned-3.pdf", "R-"), ("scan-tiff-1.tif", "TIF575"), ("scan-photo-1.jpg", "PH364")],
)
def test_scan_is_read_in_a_confined_child(parsers, name, number):
    """Its models are loaded at the first scan, outside the confined child: PDF, TIFF and JPEG need nothing more."""
    content = (DEV / name).read_bytes()
    at = datetime(2026, 4, 1, tzinfo=UTC)
    [extraction] = parsers.read(Delivery("folder", name, digest_of(content), name, "", content, at)).extractions

    assert [order.number.startswith(number) for order in extraction.orders] == [True]


def test_picture_that_claims_too_many_dots_costs_nothing(parsers):
    """A few bytes that say 60,000 by 60,000 are refused before they are unpacked."""
    content = (
        b"BM" + b"\0" * 12 + (40).to_bytes(4, "little") + (60_000).to_bytes(4, "little") * 2 + b"\1\0\1\0" + b"\0" * 24
    )
    at = datetime(2026, 4, 1, tzinfo=UTC)
    [extraction] = parsers.read(Delivery("folder", "o.bmp", digest_of(content), "o.bmp", "", content, at)).extractions

    assert (extraction.reason.code, extraction.reason.values["what"]) == ("document-unreadable", "size")
