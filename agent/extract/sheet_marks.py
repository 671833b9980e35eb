"""What a workbook's reader does not tell: hidden rows and columns, errors, numbers shown with zeros or a unit."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from agent.extract.unreadable import UnreadableError

Spot = tuple[int, int]
"""Row and column, from 0."""

_LITERAL = r"""((?:"[^"]*"|\\.)*)"""
_PADDED = re.compile(rf"{_LITERAL}(0{{2,}}){_LITERAL}(?:;.*)?")
_COUNTED = re.compile(rf"(?:\[[^\]]*\])?(?:#,##0|0|#|General|G/標準){_LITERAL}(?:;.*)?")
_COLUMN = re.compile(rb"<(?:\w+:)?col(\s[^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row((?:\s[^>]*)?)>")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_HIDDEN = ("1", "true", "collapse", "filter")
MAX_COLUMNS = 16_384
_MAX_REPEATED = 1_000


@dataclass(slots=True)
class Marks:
    """What one sheet says beside its values; `shown` are texts that stand in place of a value."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    shown: dict[Spot, str] = field(default_factory=dict)
    merged: dict[Spot, Spot] = field(default_factory=dict)


def marks_in(content: bytes, names: list[str]) -> dict[str, Marks]:
    """Read the marks of some sheets of an XLSX, XLSM or ODS file; other files have none that are read.

    Raises:
        UnreadableError: A part of it is no XML.
    """
    if not content.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
            if "content.xml" in members:
                return _of_ods(archive.read("content.xml"), names)
            if "xl/workbook.xml" in members:
                return _of_xlsx(archive, members, names)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError(str(error), what="workbook") from error
    return {}


def _of_xlsx(archive: zipfile.ZipFile, members: set[str], names: list[str]) -> dict[str, Marks]:
    formats = _formats(archive.read("xl/styles.xml")) if "xl/styles.xml" in members else {}
    found: dict[str, Marks] = {}
    for name, path in _sheets(archive):
        if name in names and path in members:
            found[name] = _of_sheet(archive.read(path), formats)
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


def _formats(content: bytes) -> dict[str, str]:
    """Return the number format of each cell style that shows a number otherwise than it is."""
    root = _parsed(content)
    codes = {one.get("numFmtId"): str(one.get("formatCode", "")) for one in root.iter("{*}numFmt")}
    styles = (codes.get(xf.get("numFmtId"), "") for xfs in root.iter("{*}cellXfs") for xf in xfs.iter("{*}xf"))
    return {str(at): code for at, code in enumerate(styles) if _PADDED.fullmatch(code) or _COUNTED.fullmatch(code)}


def _of_sheet(content: bytes, formats: Mapping[str, str]) -> Marks:
    """Look for what is marked among a sheet's tags: most sheets have many cells, and few of them are."""
    marks = Marks()
    for tag in _COLUMN.finditer(content):
        if _value(tag[1], b"hidden") in _HIDDEN:
            first, last = int(_value(tag[1], b"min")), int(_value(tag[1], b"max"))
            marks.hidden_columns |= set(range(first - 1, min(last, MAX_COLUMNS)))
    starts, numbers = [], [-1]
    for tag in _ROW.finditer(content):
        starts.append(tag.start())
        numbers.append(int(_value(tag[1], b"r") or numbers[-1] + 2) - 1)
        if _value(tag[1], b"hidden") in _HIDDEN:
            marks.hidden_rows.add(numbers[-1])
    for tag in _marked_cells(formats).finditer(content):
        at = bisect_right(starts, tag.start())
        shown = _shown(tag[1], tag[2], formats)
        if shown and at:
            marks.shown[numbers[at], _column_of(tag, content, starts[at - 1])] = shown
    return marks


def _marked_cells(formats: Mapping[str, str]) -> re.Pattern[bytes]:
    styles = "|".join(re.escape(style) for style in formats)
    marked = rf"""\s(?:t=["']e["']|s=["'](?:{styles or "-"})["'])"""
    return re.compile(rf"<(?:\w+:)?c(?=\s)(?=[^>]*{marked})([^>]*[^/>])>(.*?)</(?:\w+:)?c>".encode(), re.DOTALL)


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


def _shown(attributes: bytes, content: bytes, formats: Mapping[str, str]) -> str:
    found = re.search(rb"<(?:\w+:)?v>([^<]*)<", content)
    value = found[1].decode() if found else ""
    kind = _value(attributes, b"t")
    if kind == "e":
        return value
    is_whole = kind in ("", "n") and re.fullmatch(r"\d{1,15}", value) is not None
    return as_shown(int(value), formats[_value(attributes, b"s")]) if is_whole else ""


def as_shown(number: int, code: str) -> str:
    """Write a whole number as a format shows it: with zeros before it (`00000`), with a unit behind (`0"袋"`).

    Returns:
        The text; empty where the format shows nothing that the number does not say.
    """
    if padded := _PADDED.fullmatch(code):
        return f"{_literal(padded[1])}{number:0{len(padded[2])}d}{_literal(padded[3])}"
    counted = _COUNTED.fullmatch(code)
    unit = _literal(counted[1]).strip() if counted else ""
    return f"{number}{unit}" if unit and not re.search(r"[円¥\d/%]", unit) else ""


def _literal(code: str) -> str:
    return re.sub(r"\\(.)", r"\1", code.replace('"', ""))


def _of_ods(content: bytes, names: list[str]) -> dict[str, Marks]:
    tables = _parsed(content).iter("{*}table")
    return {name: _of_table(table) for table in tables if (name := _attribute(table, "name")) in names}


def _attribute(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.items() if etree.QName(key).localname == name), "")


def _of_table(table: etree._Element) -> Marks:
    marks = Marks()
    column = 0
    for node in table.iter("{*}table-column"):
        count = int(_attribute(node, "number-columns-repeated") or 1)
        if _attribute(node, "visibility") in _HIDDEN:
            marks.hidden_columns |= set(range(column, column + min(count, MAX_COLUMNS)))
        column += count
    at = 0
    for node in table.iter("{*}table-row"):
        count = int(_attribute(node, "number-rows-repeated") or 1)
        if _attribute(node, "visibility") in _HIDDEN:
            marks.hidden_rows |= set(range(at, at + min(count, _MAX_REPEATED)))
        _take_cells(marks, node, at)
        at += count
    return marks


def _take_cells(marks: Marks, row: etree._Element, at: int) -> None:
    column = 0
    for cell in row:
        count = int(_attribute(cell, "number-columns-repeated") or 1)
        down, right = (int(_attribute(cell, f"number-{what}-spanned") or 1) for what in ("rows", "columns"))
        if down > 1 or right > 1:
            marks.merged[at, column] = (at + down - 1, column + right - 1)
        text = str(etree.tostring(cell, method="text", encoding="unicode", with_tail=False)).strip()
        kinds = [value for key, value in cell.items() if etree.QName(key).localname == "value-type"]
        if "error" in kinds or ("float" in kinds and re.fullmatch(r"0\d+", text)):
            marks.shown |= {(at, column + offset): text for offset in range(min(count, _MAX_REPEATED))}
        column += count
