"""What an old workbook hides, strikes out or shows otherwise, record by record."""

import struct

import pytest

from agent.extract import sheet_marks
from agent.extract.cell_marks import Marks
from agent.extract.unreadable import UnreadableError
from tests.support.packed import an_ole


def wide(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def code(number: int, text: str, is_wide: bool) -> bytes:
    if not is_wide:
        return struct.pack("<HB", number, len(text.encode("cp932"))) + text.encode("cp932")
    return struct.pack("<HHB", number, len(text), 0) + text.encode("latin-1")


def records(*pairs: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in pairs)


def a_book(*cells: tuple[int, bytes], is_wide: bool = True) -> bytes:
    """Write a workbook of one sheet; style 1 shows five digits, style 2 no places, font 5 is struck out in style 3."""
    version = struct.pack("<HH", 0x600 if is_wide else 0x500, 5)
    name = wide("注文") if is_wide else bytes([4]) + "注文".encode("cp932")
    fonts = [(0x31, struct.pack("<HHH", 200, 8 * (at == 4), 0)) for at in range(5)]
    styles = [(0xE0, struct.pack("<HH", font, shape)) for font, shape in ((0, 0), (0, 164), (0, 1), (5, 0))]
    before = [(0x809, version), *fonts, (0x41E, code(164, "00000", is_wide)), *styles]
    at = len(records(*before)) + 4 + 6 + len(name) + 4
    start = [*before, (0x85, struct.pack("<IBB", at, 0, 0) + name), (0x0A, b"")]
    chart = [(0x809, version), (0x208, struct.pack("<HHHHIHH", 99, 0, 0, 0, 0, 0x20, 0)), (0x0A, b"")]
    stream = records(*start, (0x809, version), *chart, *cells, (0x0A, b""))
    return an_ole("Workbook" if is_wide else "Book", stream.ljust(4096, b"\0"))


def marks_of(*cells: tuple[int, bytes], is_wide: bool = True) -> Marks:
    return sheet_marks.marks_in(a_book(*cells, is_wide=is_wide), ["注文"])["注文"]


def a_row(number: int, height: int, options: int) -> tuple[int, bytes]:
    return 0x208, struct.pack("<HHHHIHH", number, 0, 5, height, 0, options, 0)


def columns(first: int, last: int, width: int, options: int) -> tuple[int, bytes]:
    return 0x7D, struct.pack("<HHHHHH", first, last, width, 0, options, 0)


def test_hidden_rows_and_columns_are_found():
    """By their mark, or because they are of no height or width; those of a chart in the sheet are its own."""
    sizes = (0, 1, 900, 1), (4, 4, 0, 0), (5, 5, 900, 0)
    rows = a_row(1, 255, 0x20), a_row(2, 0, 0), a_row(3, 255, 0)
    marks = marks_of(*rows, *(columns(*size) for size in sizes))

    assert (marks.hidden_rows, marks.hidden_columns) == ({1, 2}, {0, 1, 4})


@pytest.mark.parametrize("is_wide", [True, False])
def test_numbers_shown_otherwise_are_found(is_wide):
    """However a number is packed: whole, in hundredths, as a float, many at once, or worked out by a formula."""
    packed = struct.pack("<d", 2.5)[4:]
    marks = marks_of(
        (0x27E, struct.pack("<HHHI", 0, 0, 1, 123 << 2 | 2)),
        (0x27E, struct.pack("<HHHI", 0, 1, 2, 250 << 2 | 3)),
        (0x27E, struct.pack("<HHH", 0, 2, 2) + packed),
        (0x203, struct.pack("<HHHd", 1, 0, 2, 7.5)),
        (0xBD, struct.pack("<HHHIHIH", 2, 0, 1, 5 << 2 | 2, 0, 6 << 2 | 2, 1)),
        (0x06, struct.pack("<HHHd", 3, 0, 2, 1.25)),
        (0x06, struct.pack("<HHH6sH", 3, 1, 2, b"", 0xFFFF)),
        (0x203, struct.pack("<HHHd", 3, 2, 77, 1.25)),
        (0x27E, struct.pack("<HHHI", 4, 0, 2, (-5 << 2 | 2) & 0xFFFFFFFF)),
        is_wide=is_wide,
    )

    assert marks.shown == {(0, 0): "00123", (2, 0): "00005"}
    assert marks.otherwise == {(0, 1): "3", (0, 2): "3", (1, 0): "8", (3, 0): "1"}


def test_struck_out_text_is_found():
    """Fonts are counted without a fourth."""
    assert marks_of((0xFD, struct.pack("<HHHI", 1, 2, 3, 0)), (0xFD, struct.pack("<HHHI", 1, 3, 0, 0))).struck == {
        (1, 2)
    }


def test_record_cut_short_refuses_the_workbook():
    """What cannot be told of a sheet is not passed over."""
    with pytest.raises(UnreadableError):
        marks_of((0x208, b"\0"))


def test_sheet_without_an_end_is_read_to_the_end_of_the_file():
    """A chart that never ends hides nothing of what stands before it."""
    assert marks_of(a_row(1, 0, 0), (0x809, struct.pack("<HH", 0x600, 0x20))).hidden_rows == {1}
