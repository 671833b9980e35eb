"""Pictures become grey pages of 300 dots an inch, within limits; what is none says so."""

import io
import struct
import zlib

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from agent.extract.scan.hidden import shows_text
from agent.extract.scan.picture import MAX_PAGES, pictures_of
from agent.extract.unreadable import NothingSeenError, UnreadableError
from tests.support.hostile import pdfs
from tests.support.hostile.made import packed_zeros


def saved(image, kind="PNG", **how):
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def sizes(content):
    return [page.shape[::-1] for page in pictures_of(content)]


def sheet(wide=827, high=1169, mode="L", color=255):
    return Image.new(mode, (wide, high), color)


def a_pdf(*pages):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def with_text(canvas):
    canvas.drawString(50, 800, "A1")


def with_hidden_text(canvas):
    canvas.drawInlineImage(sheet(100, 100), 0, 0, 595, 842)
    text = canvas.beginText(50, 800)
    text.setTextRenderMode(3)
    text.textLine("A1")
    canvas.drawText(text)


def with_picture(canvas):
    canvas.drawInlineImage(sheet(100, 100), 0, 0, 595, 842)


def test_page_is_brought_to_300_dots_an_inch():
    """A picture's own resolution counts where it makes a page; else the page is taken for A4."""
    assert sizes(saved(sheet(), dpi=(100, 100))) == [(2481, 3507)]
    assert sizes(saved(sheet())) == [(2481, 3507)]
    assert sizes(saved(sheet(), "JPEG", dpi=(1, 1))) == [(2481, 3507)]


def test_fax_with_other_dots_across_than_down_is_set_right():
    """A standard fax has 204 dots across and 98 down."""
    [(wide, high)] = sizes(saved(sheet(1728, 1145, "1", 1), "TIFF", dpi=(204, 98)))

    assert (wide, high) == (2541, 3505)


def test_every_page_of_a_fax_is_read():
    """A TIFF holds several pages."""
    content = saved(sheet(), "TIFF", save_all=True, append_images=[sheet()], dpi=(100, 100))

    assert len(sizes(content)) == 2


def test_telephone_on_its_side_is_turned():
    """What the camera says of its turn is done."""
    exif = Image.Exif()
    exif[0x0112] = 6

    assert sizes(saved(sheet(1169, 827), "JPEG", exif=exif, dpi=(100, 100))) == [(2481, 3507)]


def test_red_seal_is_not_seen():
    """A picture is looked at through red glass: what a seal covers stays readable."""
    page = sheet(mode="RGB", color=(255, 255, 255))
    page.paste((200, 30, 30), (0, 0, 400, 400))
    page.paste((0, 0, 0), (400, 400, 800, 800))
    [seen] = pictures_of(saved(page, dpi=(100, 100)))

    assert (seen[300, 300], seen[1800, 1800]) == (200, 0)


def test_every_page_of_a_scanned_pdf_is_read():
    """A page of a PDF is drawn as it is shown, a large one smaller."""
    assert sizes(a_pdf(with_picture, with_text)) == [(2480, 3509)] * 2
    [(wide, high)] = sizes(_huge_pdf())
    assert wide * high < 21_000_000


def _huge_pdf():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(9000, 9000))
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_pdf_that_shows_no_text_is_a_scan():
    """Text under a picture, put there by a scanner's own reading, is not what the page shows."""
    assert [shows_text(a_pdf(draw)) for draw in (with_text, with_hidden_text, with_picture)] == [True, False, False]
    assert shows_text(b"%PDF-1.4 broken") is True


def _png(wide, high):
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@pytest.mark.parametrize("size", [(7_000, 7_000), (10_000, 10_000), (60_000, 60_000)])
def test_picture_with_too_many_dots_is_refused_before_it_is_unpacked(size):
    """A few bytes may claim a hundred million dots."""
    with pytest.raises(UnreadableError) as raised:
        list(pictures_of(_png(*size)))
    assert raised.value.values["what"] == "size"


def test_too_many_pages_are_refused():
    """A scan of a book is no order."""
    small = sheet(1, 1)
    content = saved(small, "TIFF", save_all=True, append_images=[small] * MAX_PAGES)

    with pytest.raises(UnreadableError, match="more than 8"):
        list(pictures_of(content))


@pytest.mark.parametrize("content", [b"\xff\xd8\xff no picture", b"II*\x00", _png(900, 900), saved(sheet())[:200]])
def test_broken_picture_says_so(content):
    """It is no picture, or breaks off."""
    with pytest.raises(UnreadableError) as raised:
        list(pictures_of(content))
    assert raised.value.values["what"] == "picture"


def test_logo_is_no_page():
    """A small picture, as mails show below a name, is not looked at for letters."""
    with pytest.raises(NothingSeenError):
        list(pictures_of(saved(sheet(300, 200))))


def test_a_picture_in_a_pdf_with_too_many_dots_is_refused_before_it_is_drawn():
    """It says 3,600 million; a page's worth is drawn."""
    content = pdfs.with_picture(b"/FlateDecode", packed_zeros(1), b"/Width 60000/Height 60000")
    with pytest.raises(UnreadableError) as refused:
        list(pictures_of(content))

    assert refused.value.values["what"] == "size"
    assert len(list(pictures_of(pdfs.with_picture(b"/FlateDecode", packed_zeros(1), b"/Width 600/Height 600")))) == 1
