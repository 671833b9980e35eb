"""What a workbook's reader does not tell: what is hidden or struck out, errors, numbers shown otherwise than held."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal

from lxml import etree

from agent.extract.cell_marks import Marks, Spot, Style
from agent.extract.number_format import BUILT_IN
from agent.extract.ods_marks import MAX_COLUMNS, marks_of_ods
from agent.extract.unreadable import UnreadableError
from agent.extract.xls_marks import marks_of_xls

_COLUMN = re.compile(rb"<(?:\w+:)?col(\s[^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row((?:\s[^>]*)?)>")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,2})?")
_HIDDEN = ("1", "true")
_TEXT = re.compile(rb"""<(?:\w+:)?c(?=\s)([^>]*\st=["'](?:s|inlineStr)["'][^>]*)(?<!/)>(.*?)</(?:\w+:)?c>""", re.DOTALL)
_SHARED = "xl/sharedStrings.xml"


def marks_in(content: bytes, names: list[str]) -> dict[str, Marks]:
    """Read the marks of some sheets of a workbook; those of an XLSB are not read, which its sheets say.

    Raises:
        UnreadableError: A part of it is no XML, or a record cut short.
    """
    try:
        if not content.startswith(b"PK"):
            return marks_of_xls(content, names)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
            if "content.xml" in members:
                styles = _parsed(archive.read("styles.xml")) if "styles.xml" in members else None
                return marks_of_ods(_parsed(archive.read("content.xml")), styles, names)
            if "xl/workbook.xml" in members:
                return _of_xlsx(archive, members, names)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableError(str(error), what="workbook") from error
    return {name: Marks(is_unread=True) for name in names}


def _of_xlsx(archive: zipfile.ZipFile, members: set[str], names: list[str]) -> dict[str, Marks]:
    styles = _styles(archive.read("xl/styles.xml")) if "xl/styles.xml" in members else {}
    shared = archive.read(_SHARED) if _SHARED in members else b""
    partly = _partly_struck(shared) if b"strike" in shared else {}
    found: dict[str, Marks] = {}
    for name, path in _sheets(archive):
        if name in names and path in members:
            found[name] = _of_sheet(archive.read(path), styles, partly)
    return found


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = {
        str(one.get("Id")): posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))[1:]
        for one in _parsed(archive.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship")
    }
    for sheet in _parsed(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        yield str(sheet.get("name", "")), targets.get(_attribute(sheet, "id"), "")


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _styles(content: bytes) -> dict[str, Style]:
    """Return the styles that may show a value otherwise than it is, by their number."""
    root = _parsed(content)
    codes = BUILT_IN | {str(one.get("numFmtId")): str(one.get("formatCode", "")) for one in root.iter("{*}numFmt")}
    struck = [_is_struck(font) for fonts in root.iter("{*}fonts") for font in fonts.iter("{*}font")]
    cells = [xf for xfs in root.iter("{*}cellXfs") for xf in xfs.iter("{*}xf")]
    styles = (
        Style(codes.get(str(xf.get("numFmtId")), ""), dict(enumerate(struck)).get(int(xf.get("fontId", 0)), False))
        for xf in cells
    )
    return {str(at): style for at, style in enumerate(styles) if style.code or style.is_struck}


def _is_struck(font: etree._Element) -> bool:
    return any(one.get("val", "1") not in ("0", "false") for one in font.iter("{*}strike"))


def _partly_struck(shared: bytes) -> dict[str, tuple[str, str]]:
    """Return what is struck out in a text that cells share, and what is not, by the number of the text."""
    texts = enumerate(_runs(one) for one in _parsed(shared).iter("{*}si"))
    return {str(at): runs for at, runs in texts if runs[0]}


def _runs(text: etree._Element) -> tuple[str, str]:
    """Part a text into what is struck out of it and what stands."""
    struck, standing = "", "".join(one.text or "" for one in text.findall("{*}t"))
    for run in text.iterfind("{*}r"):
        piece = "".join(one.text or "" for one in run.findall("{*}t"))
        if _is_struck(run):
            struck += piece
        else:
            standing += piece
    return struck.strip(), standing.strip()


def _of_sheet(content: bytes, styles: Mapping[str, Style], partly: Mapping[str, tuple[str, str]]) -> Marks:
    """Look for what is marked among a sheet's tags: most sheets have many cells, and few of them are."""
    marks = Marks()
    for tag in _COLUMN.finditer(content):
        if _is_hidden(tag[1], b"width"):
            first, last = int(_value(tag[1], b"min")), int(_value(tag[1], b"max"))
            marks.hidden_columns |= set(range(first - 1, min(last, MAX_COLUMNS)))
    starts, numbers = [], [-1]
    for tag in _ROW.finditer(content):
        starts.append(tag.start())
        numbers.append(int(_value(tag[1], b"r") or numbers[-1] + 2) - 1)
        if _is_hidden(tag[1], b"ht"):
            marks.hidden_rows.add(numbers[-1])
    for tag in _marked_cells(styles).finditer(content):
        at = bisect_right(starts, tag.start())
        if at:
            _take(marks, (numbers[at], _column_of(tag, content, starts[at - 1])), tag, styles)
    for tag in _TEXT.finditer(content) if partly or b"strike" in content else ():
        at = bisect_right(starts, tag.start())
        struck, standing = _struck_in(tag[2], partly)
        if at and struck:
            marks.take_partly((numbers[at], _column_of(tag, content, starts[at - 1])), struck, standing)
    return marks


def _struck_in(cell: bytes, partly: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    own = re.search(rb"<((?:\w+:)?is)[\s>].*</\1>", cell, re.DOTALL)
    return _runs(_parsed(re.sub(rb"(</?)\w+:", rb"\1", own[0]))) if own else partly.get(_number_in(cell), ("", ""))


def _number_in(cell: bytes) -> str:
    found = re.search(rb"<(?:\w+:)?v>([^<]*)<", cell)
    return found[1].decode().strip() if found else ""


def _is_hidden(attributes: bytes, size: bytes) -> bool:
    return _value(attributes, b"hidden") in _HIDDEN or re.fullmatch(r"0+(\.0*)?", _value(attributes, size)) is not None


def _marked_cells(styles: Mapping[str, Style]) -> re.Pattern[bytes]:
    numbers = "|".join(re.escape(style) for style in styles)
    marked = rf"""\s(?:t=["']e["']|s=["'](?:{numbers or "-"})["'])"""
    return re.compile(rf"<(?:\w+:)?c(?=\s)(?=[^>]*{marked})([^>]*[^/])>(.*?)</(?:\w+:)?c>".encode(), re.DOTALL)


def _value(attributes: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"""\s*=\s*["']([^"']*)""", attributes)
    return found[1].decode() if found else ""


def _column_of(tag: re.Match[bytes], content: bytes, row: int) -> int:
    """Read a cell's column from its reference, or count the cells before it where it has none."""
    letters = re.match("[A-Z]{1,3}", _value(tag[1], b"r"))
    if letters is None:
        return len(_CELL.findall(content, row, tag.start()))
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _take(marks: Marks, spot: Spot, tag: re.Match[bytes], styles: Mapping[str, Style]) -> None:
    value = _number_in(tag[2])
    kind = _value(tag[1], b"t")
    if kind == "e" and value:
        marks.shown[spot] = value
    is_number = kind in ("", "n") and _NUMBER.fullmatch(value) is not None
    style = styles.get(_value(tag[1], b"s"), Style("", is_struck=False))
    marks.take(spot, style, Decimal(value) if is_number else None)


def _attribute(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.items() if etree.QName(key).localname == name), "")
