"""Scanned pages become rows of cells: turned upright, level, parted by their rules, read box by box."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from agent.core.document import Document
from agent.core.order import Finding, Severity
from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.extract.scan import models
from agent.extract.scan.ocr import engine
from agent.extract.scan.page import pages_of
from agent.extract.scan.pieces import lines_of, pieces_in
from agent.extract.scan.rulings import Box, boxes_in
from agent.extract.scan.straighten import straightened
from agent.extract.scan.warm import hold_back, warm_up
from agent.extract.scan.words import SURE
from agent.extract.unreadable import NothingSeenError, UnreadableError
from agent.quality.checks import check
from agent.quality.match import load_masters
from tests.support.ocr import require_reader
from tests.unit.extract.test_scan_picture import saved, sheet

ORDERS = Path(__file__).parents[2] / "data" / "orders"
MASTERS = Path(__file__).parents[3] / "config" / "masters"


@pytest.fixture(autouse=True)
def _reader() -> None:
    require_reader()


def a_scan(name: str) -> Document:
    content = (ORDERS / "dev" / name).read_bytes()
    return Document("d/0", "d", "scans", name, "", "x", content, datetime(2026, 3, 1, tzinfo=UTC))


def texts_of(name: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for page in pages_of(a_scan(name).content) for row in page.rows]


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [
        ("scan-turned-1.pdf", "R-7016", "P5002"),
        ("scan-turned-2.pdf", "R-1641", "P3006"),
        ("scan-tilted-1.pdf", "K26409", "P2004"),
        ("scan-skewed-1.pdf", "G-7178", "P2007"),
        ("scan-tiff-2.tif", "TIF423", "P4003"),
        ("scan-photo-1.jpg", "PH364", "P4002"),
    ],
)
@pytest.mark.proves("B1")
def test_scan_is_read_however_it_lies(name, number, code):
    """On its side, upside down, three degrees askew, with specks, from a fax server, photographed."""
    found = [text for row in texts_of(name) for text in row]

    assert (found.count(number), found.count(code)) == (1, 1)


def test_boxes_left_empty_are_empty():
    """A box of a form is a cell as wide as the box, written in or not."""
    rows = texts_of("scan-clean-3.pdf")

    assert rows[-1] == ["", "", "", "", "合計", "239,200"]


def test_empty_page_says_that_nothing_is_on_it():
    """There is no order in it, and no reason to go on."""
    with pytest.raises(NothingSeenError):
        pages_of(saved(sheet(), dpi=(100, 100)))


class TestOrders:
    """Orders out of scans."""

    FORMS = load_forms({"forms/scan-form.yaml": (ORDERS / "forms" / "scan-form.yaml").read_text(encoding="utf-8")})
    KNOWN = load_masters(*((MASTERS / name).read_text("utf-8") for name in ("customers.csv", "products.csv")))

    @pytest.mark.parametrize("forms", [FORMS, ()], ids=["form", "no form"])
    def test_order_that_agrees_in_everything_needs_no_hand(self, forms):
        """It was stopped as read from a picture; sums, names and prices all agree, and the stop is a note."""
        [order] = orders_of(a_scan("scan-clean-3.pdf"), forms).orders
        checked = check(order, self.KNOWN, order.ordered_on)

        assert Finding("read-from-picture", Severity.STOP) in order.findings
        assert {finding.severity for finding in checked.findings} == {Severity.NOTE}
        assert (checked.number, checked.customer.name, checked.total) == ("S68441", "架空ホテル株式会社", 239_200)

    def test_seal_over_amounts_is_never_guessed_through(self):
        """What a black stamp covers was not seen, and the order waits."""
        [order] = orders_of(a_scan("scan-stamped-2.pdf"), ()).orders

        assert check(order, self.KNOWN, order.ordered_on).has(Severity.STOP)

    def test_without_models_a_scan_says_what_to_install(self, monkeypatch):
        """No traceback, and nothing read: the exception queue names the next move."""
        monkeypatch.setattr(models, "FOLDERS", ())
        models.find_models.cache_clear()
        try:
            hold_back()
            found = orders_of(a_scan("scan-clean-3.pdf"), ())
        finally:
            models.find_models.cache_clear()

        assert (found.orders, found.reason.code) == ((), "ocr-missing")


def test_a_process_that_may_load_nothing_says_that_a_scan_came():
    """A confined child reads no scan; once its server has loaded what reads them, its children do."""
    scan = a_scan("scan-clean-3.pdf")
    hold_back()
    try:
        cold, was_wanted = orders_of(scan, ()), models.READINESS.is_wanted
    finally:
        warm_up()
    warm_up()  # nothing is loaded twice
    warm = orders_of(scan, ())

    assert (cold.orders, was_wanted, models.READINESS.is_wanted) == ((), True, False)
    assert (len(warm.orders), engine() is engine()) == (1, True)


def test_white_paper_is_never_read_surely():
    """A model may see a letter where there is none, and says that it is not sure."""
    assert engine().read(np.full((40, 90), 255, np.uint8), "eng").sure < SURE


def test_pieces_in_a_frame_stand_for_themselves():
    """A frame around several fields is no box of one value."""
    page = sheet(2480, 3508)
    page.paste(0, (100, 100, 2300, 400))
    page.paste(255, (104, 104, 2296, 396))
    for left in (300, 1500):
        page.paste(0, (left, 200, left + 8, 240))
        page.paste(0, (left, 232, left + 30, 240))
    [row] = pages_of(saved(page, dpi=(300, 300)))[0].rows

    assert [round(cell.left) for cell in row.cells] == [72, 360]


def test_page_with_nothing_on_it_stays_as_it_lies():
    """Where no letter tells which way is up, nothing is turned."""
    blank = np.full((1200, 900), 255, np.uint8)

    assert straightened(blank, engine()).shape == blank.shape


class TestBoxes:
    """Rules and pieces on drawn pages."""

    def page(self) -> np.ndarray:
        """Draw two boxes in a frame, with a blot in the first and one outside."""
        page = np.full((1000, 1000), 255, np.uint8)
        for top, bottom, left, right in ((100, 300, 100, 900), (150, 250, 150, 400)):
            page[top:bottom, left:right] = 0
            page[top + 4 : bottom - 4, left + 4 : right - 4] = 255
        page[190:220, 200:260] = 0
        page[600:630, 100:160] = 0
        return page

    def test_box_in_a_box_comes_first(self):
        """Boxes are as large as what their rules enclose; the page without rules keeps what is written."""
        boxes, bare = boxes_in(self.page())

        assert [round(box.area, -3) for box in boxes] == [22_000, 152_000]
        assert (bare[200, 230], bare[152, 300]) == (0, 255)

    def test_page_without_rules_has_no_box(self):
        """Writing alone draws none."""
        page = np.full((400, 400), 255, np.uint8)

        assert boxes_in(page)[0] == []

    def test_pieces_of_one_line_stand_from_left_to_right(self):
        """A wide gap parts two pieces; two strokes over each other are one letter; specks are none."""
        page = np.full((400, 600), 255, np.uint8)
        page[100:130, 300:360] = 0
        page[105:108, 100:140] = page[125:130, 100:140] = 0
        page[300:302, 300:302] = 0

        assert pieces_in(page, Box(0, 0, 600, 400)) == [Box(100, 105, 140, 130), Box(300, 100, 360, 130)]

    def test_more_pieces_than_a_page_has_are_refused(self):
        """What is beyond them would be lost."""
        page = np.full((2000, 3000), 255, np.uint8)
        for top in range(10, 1900, 30):
            for left in range(10, 2900, 60):
                page[top : top + 12, left : left + 12] = 0

        with pytest.raises(UnreadableError):
            pieces_in(page, Box(0, 0, 3000, 2000))

    def test_small_piece_beside_a_high_box_stands_on_its_line(self):
        """A line is told by the highest that stands on it."""
        small, box, beside = Box(500, 90, 560, 110), Box(0, 80, 200, 160), Box(220, 120, 300, 150)

        assert list(lines_of([small, box, beside])) == [[box, beside, small]]
