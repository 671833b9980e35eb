"""PDFs: loops, bombs, lies about pages and places, odd streams, scripts and files inside."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from agent.demo.sample import Way
from tests.support.hostile.made import Hostile, good, noise, packed_zeros
from tests.support.packed import a_locked_pdf

_CATALOG, _PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def a_page(more: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    """Make a page whose content is object 4."""
    return b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%s>>" % (box, more)


def a_stream(content: bytes, words: bytes = b"") -> bytes:
    """Make a stream."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), words, content)


def a_pdf(objects: Sequence[bytes], trailer: bytes = b"", root: bytes = b"/Root 1 0 R") -> bytes:
    """Write objects, numbered from 1, with a right table of their places."""
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    n = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % n
    return body + head + table + b"trailer<</Size %d%s%s>>\nstartxref\n%d\n%%%%EOF" % (n, root, trailer, len(body))


def with_content(
    content: bytes, words: bytes = b"", *more: bytes, page: bytes = b"", box: bytes = b"0 0 595 842"
) -> bytes:
    """Make a PDF of one page with this content."""
    return a_pdf([_CATALOG, _PAGES, a_page(page, box), a_stream(content, words), _FONT, *more])


def with_text(text: bytes = b"hello", **page: bytes) -> bytes:
    """Make a PDF of one page with one line."""
    return with_content(b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % text, **page)


def with_picture(filter_: bytes, content: bytes, size: bytes = b"/Width 2000/Height 2000", words: bytes = b"") -> bytes:
    """Make a PDF of one page with one picture."""
    picture = b"/Type/XObject/Subtype/Image%s/ColorSpace/DeviceGray/BitsPerComponent 8/Filter%s%s" % (
        size,
        filter_,
        words,
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    drawn = a_stream(b"595 0 0 842 0 0 cm /I Do")
    return a_pdf([_CATALOG, _PAGES, page, drawn, a_stream(content, picture)])


def many_pages(n_pages: int) -> bytes:
    """Name one page again and again."""
    kids = b"3 0 R " * n_pages
    return a_pdf([_CATALOG, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, n_pages), a_page(), a_stream(b""), _FONT])


def drawn_by(form: bytes) -> bytes:
    """Make a page that draws a form, which draws itself or another."""
    resources = b"/Resources<</XObject<</X 6 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%s>>" % resources
    shape = a_stream(form, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + resources)
    return a_pdf([_CATALOG, _PAGES, page, a_stream(b"/X Do " * 10), _FONT, shape])


def _cuts() -> Iterator[Hostile]:
    for tenth in range(1, 10):
        yield Hostile(
            f"cut-{tenth}.pdf", "document-unreadable:pdf", lambda tenth=tenth: _ORDER[: len(_ORDER) * tenth // 10]
        )


def _catalog(more: bytes) -> bytes:
    return a_pdf([b"<</Type/Catalog/Pages 2 0 R%s>>" % more, _PAGES, a_page(), a_stream(b""), _FONT])


_ORDER = good(Way.FOLDER_PDF)
_LOOPING = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R]/Count 9>>"
_BOX = b"0 0 1e30 1e30"

FILES = (
    Hostile("good.pdf", "reads", lambda: _ORDER),
    Hostile("header.pdf", "document-unreadable:pdf", lambda: b"%PDF-"),
    Hostile("noise.pdf", "document-unreadable:pdf", lambda: b"%PDF-1.7\n" + noise(50_000)),
    Hostile("late-header.pdf", "reads", lambda: b" " * 1000 + b"\n" + _ORDER),
    Hostile("no-header.pdf", "document-unreadable:pdf", lambda: _ORDER[9:]),
    Hostile("page-loop.pdf", "document-unreadable:pdf", lambda: a_pdf([_CATALOG, _LOOPING])),
    Hostile(
        "parent-loop.pdf",
        "scan-unreadable:scan",
        lambda: a_pdf([_CATALOG, _PAGES, b"<</Type/Page/Parent 3 0 R/Contents 4 0 R>>", a_stream(b"")]),
    ),
    Hostile("object-loop.pdf", "document-unreadable:pdf", lambda: a_pdf([_CATALOG, b"2 0 R"])),
    Hostile("root-loop.pdf", "document-unreadable:pdf", lambda: a_pdf([b"1 0 R"])),
    Hostile(
        "length-loop.pdf",
        "scan-unreadable:scan",
        lambda: a_pdf([_CATALOG, _PAGES, a_page(), b"<</Length 4 0 R>>\nstream\nx\nendstream", _FONT]),
    ),
    Hostile(
        "table-loop.pdf",
        "scan-unreadable:scan",
        lambda: a_pdf([_CATALOG, _PAGES, a_page(), a_stream(b""), _FONT], b"/Prev 9"),
    ),
    Hostile("no-table.pdf", "reads", lambda: _ORDER[: _ORDER.rindex(b"xref\n")]),
    Hostile("table-far.pdf", "reads", lambda: _ORDER[: _ORDER.rindex(b"startxref")] + b"startxref\n99999999999\n%%EOF"),
    Hostile(
        "many-objects.pdf",
        "scan-unreadable:scan",
        lambda: a_pdf([_CATALOG, _PAGES, a_page(), a_stream(b""), _FONT], b"/Size 2147483647"),
    ),
    Hostile("many-pages.pdf", "document-unreadable:size", lambda: many_pages(30_000)),
    Hostile(
        "pages-said.pdf",
        "document-unreadable:size",
        lambda: a_pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>", a_page(), a_stream(b""), _FONT]),
    ),
    Hostile(
        "pages-below-none.pdf",
        "scan-unreadable:scan",
        lambda: a_pdf([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count -5>>", a_page(), a_stream(b""), _FONT]),
    ),
    Hostile("large-page.pdf", "field-unreadable", lambda: with_text(box=_BOX)),
    Hostile("large-scan.pdf", "scan-unreadable:scan", lambda: with_content(b"0 0 9 9 re f", box=b"0 0 14400 14400")),
    Hostile("endless-scan.pdf", "form-missing", lambda: with_content(b"0 0 9 9 re f", box=_BOX)),
    Hostile("flat-page.pdf", "scan-unreadable:scan", lambda: with_content(b"0 0 9 9 re f", box=b"0 0 100000 1")),
    Hostile("turned-page.pdf", "field-unreadable", lambda: with_text(box=b"595 842 0 0", page=b"/Rotate 45")),
    Hostile("user-unit.pdf", "form-missing", lambda: with_content(b"0 0 9 9 re f", page=b"/UserUnit 100000")),
    Hostile(
        "flate-bomb.pdf", "scan-unreadable:scan", lambda: with_content(packed_zeros(60, b" "), b"/Filter/FlateDecode")
    ),
    Hostile(
        "double-bomb.pdf",
        "scan-unreadable:scan",
        lambda: with_content(zlib.compress(packed_zeros(60, b" "), 9), b"/Filter[/FlateDecode/FlateDecode]"),
    ),
    Hostile(
        "many-filters.pdf",
        "scan-unreadable:scan",
        lambda: with_content(b"x", b"/Filter[" + b"/FlateDecode" * 10_000 + b"]"),
    ),
    Hostile("lzw.pdf", "scan-unreadable:scan", lambda: with_content(noise(50_000), b"/Filter/LZWDecode")),
    Hostile(
        "run-length.pdf", "scan-unreadable:scan", lambda: with_content(b"\x81 " * 500_000, b"/Filter/RunLengthDecode")
    ),
    Hostile(
        "predictor.pdf",
        "scan-unreadable:scan",
        lambda: with_content(
            zlib.compress(bytes(9)), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 999>>"
        ),
    ),
    Hostile(
        "deep-array.pdf", "document-unreadable:pdf", lambda: a_pdf([_CATALOG, b"<</Type/Pages/Kids" + b"[" * 200_000])
    ),
    Hostile("deep-words.pdf", "scan-unreadable:scan", lambda: a_pdf([_CATALOG, b"<</A" * 100_000])),
    Hostile("deep-states.pdf", "scan-unreadable:scan", lambda: with_content(b"q " * 500_000)),
    Hostile("draws-itself.pdf", "document-limit", lambda: drawn_by(b"/X Do /X Do")),
    Hostile("long-text.pdf", "field-unreadable", lambda: with_text(b"A" * 500_000)),
    Hostile(
        "many-texts.pdf",
        "field-unreadable",
        lambda: with_content(b"BT /F 12 Tf 50 700 Td " + b"(ab) Tj 0 -1 Td " * 60_000 + b"ET"),
    ),
    Hostile(
        "font-missing.pdf",
        "field-unreadable",
        lambda: a_pdf([_CATALOG, _PAGES, a_page(), a_stream(b"BT /G 12 Tf (hello) Tj ET"), _FONT]),
    ),
    Hostile(
        "font-broken.pdf",
        "field-unreadable",
        lambda: a_pdf(
            [
                _CATALOG,
                _PAGES,
                a_page(),
                a_stream(b"BT /F 12 Tf (hello) Tj ET"),
                b"<</Type/Font/Subtype/TrueType/FontDescriptor<</FontFile2 6 0 R>>>>",
                a_stream(noise(3_000)),
            ]
        ),
    ),
    Hostile(
        "font-unmapped.pdf",
        "document-unreadable:scan",
        lambda: a_pdf(
            [
                _CATALOG,
                _PAGES,
                a_page(),
                a_stream(b"BT /F 12 Tf 50 700 Td <00010002> Tj ET"),
                b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>",
            ]
        ),
    ),
    Hostile("font-zero.pdf", "document-unreadable:scan", lambda: with_content(b"BT /F 0 Tf 50 700 Td (hello) Tj ET")),
    Hostile(
        "far-text.pdf",
        "field-unreadable",
        lambda: with_content(b"BT /F 12 Tf 1e30 1e30 Td (hello) Tj ET BT /F 12 Tf 50 50 Td (x) Tj ET"),
    ),
    Hostile(
        "numbers.pdf",
        "document-unreadable:scan",
        lambda: with_content(b"BT /F 1e38 Tf 1e38 0 0 1e38 -1e38 1e38 Tm (hello) Tj ET"),
    ),
    Hostile("jbig2.pdf", "scan-unreadable:scan", lambda: with_picture(b"/JBIG2Decode", noise(5_000))),
    Hostile(
        "jpx.pdf",
        "scan-unreadable:scan",
        lambda: with_picture(b"/JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n" + noise(5_000)),
    ),
    Hostile("dct.pdf", "scan-unreadable:scan", lambda: with_picture(b"/DCTDecode", b"\xff\xd8\xff" + noise(5_000))),
    Hostile(
        "fax.pdf",
        "scan-unreadable:scan",
        lambda: with_picture(
            b"/CCITTFaxDecode", noise(5_000), words=b"/DecodeParms<</K -1/Columns 2000000000/Rows 2000000000>>"
        ),
    ),
    Hostile(
        "picture-bomb.pdf",
        "document-unreadable:size",
        lambda: with_picture(b"/FlateDecode", packed_zeros(1), b"/Width 60000/Height 60000"),
    ),
    Hostile(
        "picture-sizes.pdf",
        "document-unreadable:size",
        lambda: with_picture(b"/FlateDecode", b"x", b"/Width 2147483647/Height 2147483647"),
    ),
    Hostile("shading.pdf", "scan-unreadable:scan", lambda: with_content(b"/P sh")),
    Hostile(
        "script.pdf",
        "scan-unreadable:scan",
        lambda: _catalog(b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</O<</S/Launch/F(/bin/sh)>>>>"),
    ),
    Hostile(
        "files-inside.pdf",
        "scan-unreadable:scan",
        lambda: _catalog(b"/Names<</EmbeddedFiles<</Names[(a)<</EF<</F 4 0 R>>/F(../../a.exe)>>]>>>>"),
    ),
    Hostile(
        "names-loop.pdf", "scan-unreadable:scan", lambda: _catalog(b"/Names 1 0 R/EmbeddedFiles 1 0 R/Kids[1 0 R]")
    ),
    Hostile("xfa.pdf", "scan-unreadable:scan", lambda: _catalog(b"/AcroForm<</XFA 4 0 R/NeedsRendering true>>")),
    Hostile("locked.pdf", "document-locked:locked-pdf", lambda: a_locked_pdf("x")),
    Hostile("locked-cut.pdf", "document-unreadable:pdf", lambda: a_locked_pdf("x")[:-200]),
    Hostile(
        "unknown-lock.pdf",
        "document-unreadable:pdf",
        lambda: a_pdf(
            [_CATALOG, _PAGES, a_page(), a_stream(b""), _FONT], b"/Encrypt<</Filter/Nobody/V 99/R 99>>/ID[<00><00>]"
        ),
    ),
    Hostile("as-text.txt", "reads", lambda: _ORDER),
    *_cuts(),
)
