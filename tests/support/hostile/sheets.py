"""Workbooks of all kinds: bombs and lies in XML, loops in old files, cells without end, macros and links."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping

import xlsxwriter

from agent.demo.sample import Way
from tests.support.hostile.made import Hostile, good, noise
from tests.support.packed import a_locked_workbook, a_locked_xls, a_zip

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_SHEET = "xl/worksheets/sheet1.xml"
_LAUGHS = '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip
_OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def good_with(changes: Mapping[str, Callable[[str], str]] | None = None, **added: bytes) -> bytes:
    """Make a good order's workbook, with parts of it changed, and parts added under `path__name`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good(Way.FOLDER_XLSX))) as book, zipfile.ZipFile(out, "w", 8) as packed:
        for name in book.namelist():
            text = book.read(name).decode()
            packed.writestr(name, (changes or {}).get(name, str)(text))
        for name, content in added.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def in_sheet(old: str, new: str) -> bytes:
    """Make a good order's workbook with words of its sheet exchanged."""

    def changed(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return good_with({_SHEET: changed})


def with_rows(rows: str, behind: str = "") -> bytes:
    """Make a workbook of one sheet with these rows."""
    return good_with({_SHEET: lambda _: f"<worksheet {_MAIN}><sheetData>{rows}</sheetData>{behind}</worksheet>"})


def written(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """Make a workbook by hand."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book)
    return out.getvalue()


def many_sheets(n_sheets: int) -> bytes:
    """Make a workbook of very many sheets."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for number in range(n_sheets):
            book.add_worksheet(f"s{number}").write(0, 0, "x")

    return written(fill)


def formulas(formula: str) -> bytes:
    """Make a workbook in which a formula stands, without a value that was reckoned."""

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("注文書").write_formula(0, 0, formula, value="")

    return written(fill)


def an_ods(rows: str, head: str = "") -> bytes:
    """Make an OpenDocument sheet with these rows."""
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kinds = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>'
    )
    return a_zip({"mimetype": _ODS.encode(), "META-INF/manifest.xml": kinds.encode(), "content.xml": content.encode()})


def a_row(text: str, n_rows: int = 1, n_columns: int = 1) -> str:
    """Write a row of one cell, which says how often both stand there."""
    cell = f'<table:table-cell table:number-columns-repeated="{n_columns}" office:value-type="string">'
    rows = f'<table:table-row table:number-rows-repeated="{n_rows}">'
    return f"{rows}{cell}<text:p>{text}</text:p></table:table-cell></table:table-row>"


def blanks() -> bytes:
    """Make a sheet with one cell of two milliard blanks."""
    return an_ods(a_row('<text:s text:c="2000000000"/>a'))


def an_ole(*, fat_loop: bool = False, n_fat: int = 1, difat: int = -2, folder: bytes = b"", shift: int = 9) -> bytes:
    """Make the frame of an old office file, with what it says of itself."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, shift, 6) + bytes(6)
    head += struct.pack("<IIIIIIiIii", 0, n_fat, 1, 0, 4096, 0xFFFFFFFE, 0, difat & 0xFFFFFFFF, 0, 0)[:36]
    table = struct.pack("<I", 0) + b"\xff" * 432
    fat = struct.pack("<Ii", 0xFFFFFFFD, 1 if fat_loop else -2) + struct.pack("<I", 2 if fat_loop else 0xFFFFFFFE) * 126
    entry = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 18, 2, 1) + bytes(48)
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBBiii", 22, 5, 1, -1, -1, 1) + bytes(36)
    entry += struct.pack("<IQ", 2, 2**31 if fat_loop else 600)
    root += struct.pack("<IQ", 0xFFFFFFFE, 0)
    return (
        (head + table)[:512].ljust(512, b"\xff") + fat[:512] + (folder or (root + entry)).ljust(512, b"\0") + noise(512)
    )


def _laughing(text: str) -> str:
    return text.replace("?>", "?>" + _LAUGHS, 1).replace("<t>", "<t>&a9;", 1)


def _reaching_out(text: str) -> str:
    return text.replace("?>", "?>" + _OUTSIDE, 1).replace("<t>", "<t>&a;", 1)


def _counting(text: str) -> str:
    return re.sub(r'(count|uniqueCount)="\d+"', r'\1="4294967295"', text)


def _wide_dimension(text: str) -> str:
    return re.sub(r'<dimension ref="[^"]+"/>', '<dimension ref="A1:XFD1048576"/>', text)


def _broken_in(content: bytes) -> bytes:
    at = content.index(b"sheet1.xml") + 200
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def _cuts(kind: str, content: bytes, n_first: int, *gives: str) -> Iterator[Hostile]:
    for tenth in range(1, 10):
        yield Hostile(
            f"cut-{tenth}.{kind}", gives[tenth > n_first], lambda tenth=tenth: content[: len(content) * tenth // 10]
        )


_FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_MERGED = "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:C{n}"/>' for n in range(1, 60_001)) + "</mergeCells>"
_DDE = "=cmd|'/c calc.exe'!A0"
_XLSX = good(Way.FOLDER_XLSX)

FILES = (
    Hostile("good.xlsx", "reads", lambda: _XLSX),
    Hostile("laughs.xlsx", "reads", lambda: in_sheet("?>", "?>" + _LAUGHS)),
    Hostile(
        "laughs-in-strings.xlsx", "document-unreadable:workbook", lambda: good_with({"xl/sharedStrings.xml": _laughing})
    ),
    Hostile("outside.xlsx", "document-unreadable:workbook", lambda: good_with({"xl/sharedStrings.xml": _reaching_out})),
    Hostile("far-cell.xlsx", "document-limit", lambda: with_rows(_FAR)),
    Hostile(
        "far-cells.xlsx",
        "document-limit",
        lambda: with_rows('<row r="1"><c r="A1"><v>1</v></c></row><row r="300000"><c r="ZZ300000"><v>1</v></c></row>'),
    ),
    Hostile("dimension.xlsx", "reads", lambda: good_with({_SHEET: _wide_dimension})),
    Hostile(
        "beyond.xlsx",
        "document-limit",
        lambda: with_rows('<row r="99999999999"><c r="ZZZZZZZZ99999999999"><v>1</v></c></row>'),
    ),
    Hostile("no-places.xlsx", "field-unreadable", lambda: with_rows("<row><c><v>1</v></c></row>" * 1000)),
    Hostile(
        "merged-many.xlsx", "field-unreadable", lambda: with_rows('<row r="1"><c r="A1"><v>1</v></c></row>', _MERGED)
    ),
    Hostile(
        "merged-wide.xlsx",
        "field-unreadable",
        lambda: in_sheet("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    Hostile(
        "merged-turned.xlsx",
        "field-unreadable",
        lambda: with_rows(
            '<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCells><mergeCell ref="C9:A1"/></mergeCells>'
        ),
    ),
    Hostile(
        "merged-over.xlsx",
        "field-unreadable",
        lambda: with_rows(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            "<mergeCells>" + '<mergeCell ref="A1:GR200"/><mergeCell ref="B2:GS201"/>' * 50 + "</mergeCells>",
        ),
    ),
    Hostile(
        "strings-bomb.xlsx",
        "field-unreadable",
        lambda: good_with({"xl/sharedStrings.xml": lambda _: f"<sst {_MAIN}>" + "<si><t/></si>" * 500_000 + "</sst>"}),
    ),
    Hostile(
        "strings-long.xlsx",
        "reads",
        lambda: good_with({"xl/sharedStrings.xml": lambda text: text.replace("<t>", "<t>" + "x" * 2_000_000, 1)}),
    ),
    Hostile("strings-count.xlsx", "document-limit", lambda: good_with({"xl/sharedStrings.xml": _counting})),
    Hostile(
        "strings-missing.xlsx",
        "document-unreadable:workbook",
        lambda: with_rows('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>'),
    ),
    Hostile("bomb.xlsx", "document-unreadable:size", lambda: good_with({_SHEET: lambda _: " " * 210_000_000})),
    Hostile(
        "many-parts.xlsx",
        "document-unreadable:size",
        lambda: good_with({}, **{f"xl__media__{n}": b"" for n in range(6_000)}),
    ),
    Hostile("macros.xlsm", "reads", lambda: good_with({}, xl__vbaProject_dot_bin=noise(5_000))),
    Hostile("ole-inside.xlsx", "reads", lambda: good_with({}, xl__embeddings__oleObject1_dot_bin=noise(5_000))),
    Hostile(
        "links-outside.xlsx",
        "reads",
        lambda: good_with({}, xl__externalLinks__externalLink1_dot_xml=b"<a href='file:///etc/passwd'/>"),
    ),
    Hostile("dde.xlsx", "field-unreadable", lambda: formulas(_DDE)),
    Hostile("web-formula.xlsx", "field-unreadable", lambda: formulas('=WEBSERVICE("http://203.0.113.1/")')),
    Hostile("formula-value.xlsx", "reads", lambda: in_sheet("</v>", "</v><f>" + _DDE + "</f>")),
    Hostile(
        "numbers.xlsx",
        "field-unreadable",
        lambda: with_rows(
            "".join(
                f'<row r="{n}"><c r="A{n}"><v>{v}</v></c></row>'
                for n, v in enumerate(("1e999", "-1e308", "NaN", "inf", "1e-400", "9" * 5000), 1)
            )
        ),
    ),
    Hostile(
        "dates.xlsx",
        "field-unreadable",
        lambda: with_rows(
            '<row r="1"><c r="A1" t="d"><v>99999-99-99T99:99:99</v></c><c r="B1" s="1"><v>1e12</v></c></row>'
        ),
    ),
    Hostile("many-sheets.xlsx", "document-unreadable:size", lambda: many_sheets(400)),
    Hostile(
        "sheet-outside.xlsx",
        "document-unreadable:workbook",
        lambda: good_with(
            {"xl/_rels/workbook.xml.rels": lambda text: text.replace("worksheets/sheet1.xml", "../../../../etc/passwd")}
        ),
    ),
    Hostile(
        "sheet-loop.xlsx",
        "field-unreadable",
        lambda: good_with(
            {"xl/_rels/workbook.xml.rels": lambda text: text.replace("worksheets/sheet1.xml", "workbook.xml")}
        ),
    ),
    Hostile("no-sheet.xlsx", "document-unreadable:workbook", lambda: a_zip({"[Content_Types].xml": b"<Types/>"})),
    Hostile("deep.xlsx", "field-unreadable", lambda: with_rows("<row>" * 200_000)),
    Hostile("not-utf8.xlsx", "reads", lambda: good_with({_SHEET: lambda text: text.replace("UTF-8", "UTF-7")})),
    Hostile("wrong-sum.xlsx", "document-unreadable:workbook", lambda: _broken_in(_XLSX)),
    Hostile("no-list.xlsx", "document-unreadable:workbook", lambda: _XLSX[: _XLSX.rindex(b"PK\1\2")]),
    Hostile("as-xls.xls", "reads", lambda: _XLSX),
    Hostile("as-csv.csv", "document-unreadable:.csv", lambda: _XLSX),
    Hostile("locked.xlsx", "document-locked:locked-office", lambda: a_locked_workbook("x")),
    Hostile("locked-cut.xlsx", "document-unreadable:error", lambda: a_locked_workbook("x")[:3_000]),
    Hostile("locked.xls", "document-locked:locked-office", lambda: a_locked_xls("x")),
    Hostile("noise.xls", "document-unreadable:workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(20_000)),
    Hostile("full.xls", "document-unreadable:workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096),
    Hostile("fat-loop.xls", "document-limit:memory", lambda: an_ole(fat_loop=True)),
    Hostile("many-sectors.xls", "document-unreadable:error", lambda: an_ole(n_fat=2**31 - 1)),
    Hostile("difat-loop.xls", "document-unreadable:error", lambda: an_ole(difat=0)),
    Hostile("large-sectors.xls", "document-unreadable:workbook", lambda: an_ole(shift=31)),
    Hostile("stream.xls", "document-unreadable:error", an_ole),
    Hostile(
        "noise.xlsb",
        "document-unreadable:workbook",
        lambda: a_zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": noise(5_000)}),
    ),
    Hostile(
        "records.xlsb",
        "document-unreadable:workbook",
        lambda: a_zip(
            {
                "[Content_Types].xml": b"<Types/>",
                "xl/_rels/workbook.bin.rels": b"<Relationships/>",
                "xl/workbook.bin": b"\x9c\x01\xff\xff\xff\xff\x7f" * 500,
            }
        ),
    ),
    Hostile(
        "repeated.ods",
        "document-unreadable:workbook",
        lambda: an_ods(a_row("a", 2**20, 2**20)),
    ),
    Hostile(
        "repeated-empty.ods",
        "document-unreadable:workbook",
        lambda: an_ods(a_row("", 2**20, 16_384)),
    ),
    Hostile(
        "repeated-columns.ods",
        "form-missing",
        lambda: an_ods(a_row("a", 1, 999_999_999)),
    ),
    Hostile(
        "laughs.ods",
        "document-unreadable:workbook",
        lambda: an_ods(a_row("&a9;"), _LAUGHS),
    ),
    Hostile("blanks.ods", "document-limit", blanks),
    Hostile(
        "order.docx",
        "document-unreadable:.docx",
        lambda: a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}),
    ),
    *_cuts("xlsx", _XLSX, 9, "document-unreadable:workbook"),
    *_cuts("xls", a_locked_xls("x"), 2, "document-unreadable:error", "document-locked:locked-office"),
)
