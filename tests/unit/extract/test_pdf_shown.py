"""A PDF is read as it is shown: forms drawn on it, its crop box, names that reach into a column, pages of pictures."""

import pytest

from agent.core.order import Severity
from agent.extract import formats, pdf_text
from agent.extract.read import orders_of
from agent.extract.scan import page as scan
from agent.extract.table import Cell, Page, Row
from agent.extract.unreadable import OcrMissingError
from tests.unit.extract.making import a_document, a_form
from tests.unit.extract.test_left_out import a_pdf, a_picture, drawn, fax_line, hidden, seen_on, white, words

LONG = "green tea bags of Uji, Yame 100 12"
FORM = """
applies: {reads: pdf}
fields: {number: {label: No}}
lines: {columns: {product_code: CODE, product_name: NAME, quantity: QTY, unit_price: PRICE}}
"""


def in_form(*parts):
    def draw(canvas):
        canvas.beginForm("f")
        drawn(*parts)(canvas)
        canvas.endForm()
        canvas.translate(30, -40)
        canvas.doForm("f")

    return draw


def dark(canvas):
    canvas.setFillColorRGB(0, 0, 0.5)
    canvas.rect(40, 590, 200, 30, 0, 1)


class TestUnseen:
    @pytest.mark.parametrize("unseen", [hidden, white])
    def test_letters_of_a_form_that_nobody_sees_are_no_text(self, unseen):
        """A form is no ground by itself; what is drawn in it is."""
        text, doubts = seen_on(drawn(words, in_form(unseen)))

        assert ("P2" not in text, doubts) == (True, ["text-unseen"])
        assert seen_on(drawn(words, in_form(dark, white)))[0].endswith("P2 5")

    def test_text_outside_of_what_is_shown_is_no_text(self):
        """A crop box cuts it off."""

        def cut(canvas):
            canvas.setCropBox((0, 100, 595, 842))
            canvas.drawString(50, 50, "P2 5")

        text, doubts = seen_on(drawn(words, cut))

        assert ("P2" not in text, doubts) == (True, ["text-unseen"])


@pytest.mark.parametrize(("gap", "quantity"), [(1.5, 5), (4, 5), (6, 5)])
def test_name_that_reaches_to_a_figure_does_not_join_it(gap, quantity):
    """A name ends in figures a few points before a right-aligned quantity: it stays whole, and so does that."""

    def draw(canvas):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(50, 800, "No: A1")
        rows = [("CODE", "NAME", "QTY", "PRICE"), ("P1", "tea", "10", "2,400"), ("P2", "hay", "7", "900")]
        for at, (code, name, count, price) in enumerate([*rows, ("P3", "", "5", "1,480")]):
            y = 760 - 16 * at
            canvas.drawString(50, y, code)
            canvas.drawString(120, y, name)
            (canvas.drawString if at == 0 else canvas.drawRightString)(250 if at == 0 else 275, y, count)
            (canvas.drawString if at == 0 else canvas.drawRightString)(330 if at == 0 else 350, y, price)
        canvas.drawRightString(270 - gap, 712, LONG)

    [order] = orders_of(a_document(a_pdf(draw), "o.pdf"), [a_form(FORM)]).orders
    line = order.lines[2]

    assert (line.product_name, line.quantity) == (LONG, quantity)


def test_figures_closer_than_words_are_two():
    """`12` and `5` of two columns are not 125."""

    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 600, "12")
        canvas.drawString(50 + canvas.stringWidth("12") + 2, 600, "5")

    assert seen_on(drawn(words, draw))[0].endswith("12 5")


class TestPictures:
    ROW = Row((Cell("No", 50, 60, "page 2 x=50 y=9", 0.95), Cell("A9", 70, 90, "page 2 x=70 y=9", 0.95)), "page 2 y=9")

    def read_pictures(self, monkeypatch, wanted):
        asked = []

        def pages_of(_, numbers):
            asked.append(list(numbers))
            return tuple(Page(f"page {number + 1}", (self.ROW,), 240) for number in wanted)

        monkeypatch.setattr(formats, "models_folder", lambda: "")
        monkeypatch.setattr(scan, "pages_of", pages_of)
        return asked

    def order(self, *pages):
        form = "applies: {reads: pdf}\nfields: {number: {label: No}, deliver_on: {label: day, optional: true}}\n"
        form += "lines: {regex: '(?P<product_code>P\\d+) x(?P<quantity>\\d+)'}\n"
        [order] = orders_of(a_document(a_pdf(*pages), "o.pdf"), [a_form(form)]).orders
        return order

    def goods(self, canvas):
        words(canvas)
        canvas.drawString(50, 700, "P1 x10")

    def test_pages_that_are_pictures_are_read_as_such(self, monkeypatch):
        """The order waits as one from a scan does; what is text is as sure as it is written."""
        asked = self.read_pictures(monkeypatch, [1])
        order = self.order(self.goods, drawn(a_picture, hidden, fax_line), self.goods)

        assert asked == [[1]]
        assert (order.number, len(order.lines)) == ("A9", 2)
        assert [(one.code, one.severity) for one in order.findings] == [("read-from-picture", Severity.STOP)]
        assert {path: at.confidence for path, at in order.provenance if "code" in path or path == "number"} == {
            "number": 0.95, "lines.1.product_code": 1.0, "lines.2.product_code": 1.0
        }  # fmt: skip

    def test_picture_in_which_nothing_was_seen_keeps_its_stop(self, monkeypatch):
        """Beside one that was read."""
        self.read_pictures(monkeypatch, [1])

        codes = [one.code for one in self.order(self.goods, a_picture, a_picture).findings]

        assert codes == ["page-unread", "read-from-picture"]

    def test_pictures_that_cannot_be_read_stop_the_order(self, monkeypatch):
        """As long as nothing that reads letters is installed."""

        def missing():
            raise OcrMissingError("none")

        monkeypatch.setattr(formats, "models_folder", missing)
        content = a_pdf(drawn(words, lambda canvas: canvas.drawString(50, 700, "No: A1 P1 x10")), a_picture)
        found = formats.FORMATS[0].content(content)

        assert [one.finding.code for one in found.pages[0].doubts] == ["page-unread"]
        assert found.pictured == frozenset()

    def test_first_page_may_be_the_picture(self):
        """Its name puts it before the others."""
        pages = pdf_text.pages_of(a_pdf(a_picture, words))
        put = pdf_text.with_pictures(pages, [Page("page 1", (self.ROW,), 240)])

        assert (pdf_text.unread_in(pages), [page.name for page in put], put[0].doubts) == (
            [0],
            ["page 1", "page 2"],
            (),
        )
