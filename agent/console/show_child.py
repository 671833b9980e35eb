"""The child process that opens a stranger's document: bytes in, a picture or JSON of texts out, then it ends."""

from __future__ import annotations

import csv
import io
import json
import struct
import sys
import zlib
from collections.abc import Callable, Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import Any

MEMORY_BYTES = 1_500_000_000
CPU_S = 15
MAX_CHARACTERS = 200_000
MAX_ROWS, MAX_COLUMNS = 500, 60
PIXELS_WIDE = 1240
MAX_PIXELS = 20_000_000
MAX_PICTURE_PIXELS = 40_000_000
MAX_PAGES = 30
PICTURES = ("JPEG", "PNG", "TIFF", "BMP")
ENCODINGS = ("utf-8-sig", "cp932", "euc_jp")
Told = dict[str, Any]


def main() -> None:
    """Read bytes from standard input, answer on standard output."""
    _bound()
    what, content = sys.argv[1], sys.stdin.buffer.read()
    kind, _, page = what.partition(":")
    answer = DRAWN[kind](content, int(page)) if kind in DRAWN else json.dumps(READERS[what](content)).encode()
    sys.stdout.buffer.write(answer)


def draw(content: bytes, page: int) -> bytes:
    """Draw one page of a PDF, at most 1,240 dots wide, as PNG."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        width, height = document[page].get_size()
        scale = min(PIXELS_WIDE / width, (MAX_PIXELS / (width * height)) ** 0.5)
        bitmap = document[page].render(scale=scale, rev_byteorder=True)
        return png_of(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def draw_picture(content: bytes, page: int) -> bytes:
    """Draw one page of a scanned picture upright, at most 1,240 dots wide, as PNG."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=PICTURES) as image:
        image.seek(page)
        if image.width * image.height > MAX_PICTURE_PIXELS:
            raise ValueError("too many dots")
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((PIXELS_WIDE, 4 * PIXELS_WIDE))
        return png_of(upright.tobytes(), upright.width, upright.height, upright.width * 3)


def png_of(dots: bytes, width: int, height: int, stride: int) -> bytes:
    """Write rows of red, green, blue bytes, each row `stride` bytes long, as PNG.

    Source: PNG specification, third edition, sections 5 and 9.
    """

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + dots[at * stride : at * stride + width * 3] for at in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")


def pdf(content: bytes) -> Told:
    """Count and measure a PDF's pages, in points."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        sizes = [list(document[page].get_size()) for page in range(min(len(document), MAX_PAGES))]
        return {"n_pages": len(sizes), "sizes": sizes, "is_cut": len(document) > MAX_PAGES}


def picture(content: bytes) -> Told:
    """Count a scanned picture's pages and measure them as their reader does, in points."""
    from agent.extract.scan.picture import DPI, pictures_of

    sizes = [[page.shape[1] * 72 / DPI, page.shape[0] * 72 / DPI] for page in pictures_of(content)]
    return {"n_pages": len(sizes), "sizes": sizes}


def text(content: bytes) -> Told:
    """Read plain text in the encodings Japanese mails and files come in."""
    return _cut(_decoded(content))


def table(content: bytes) -> Told:
    """Read a CSV or TSV; `lines` are the file's lines on which the rows end."""
    read = _decoded(content)
    first = read.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(read), delimiter=delimiter)
    rows, lines = [], []
    for row in reader:
        rows.append(row)
        lines.append(reader.line_num)
    return {**_tables([("", rows)]), "lines": lines[:MAX_ROWS]}


def sheet(content: bytes) -> Told:
    """Read a workbook's sheets as shown values."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names[:10]]
    return _tables([(name, page.to_python(skip_empty_area=False, nrows=MAX_ROWS + 1)) for name, page in sheets])


def mail(content: bytes) -> Told:
    """Read a mail's heads and its text; parts are named, not opened."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain", "html"))
    heads = [[name, str(message.get(name, ""))] for name in ("From", "To", "Date", "Subject") if message.get(name)]
    parts = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    told = _cut("") if body is None else _body(body)
    return {**told, "heads": heads, "parts": parts}


def html(content: bytes) -> Told:
    """Read the text of a web page or HTML mail; nothing of it is run or fetched."""
    return _cut(_text_of_html(_decoded(content)))


DRAWN: dict[str, Callable[[bytes, int], bytes]] = {"page": draw, "picture-page": draw_picture}
READERS: dict[str, Callable[[bytes], Told]] = {
    "pdf": pdf,
    "picture": picture,
    "text": text,
    "csv": table,
    "sheet": sheet,
    "mail": mail,
    "html": html,
}


def _body(part: MIMEPart) -> Told:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    try:
        read = content.decode(charset) if charset else _decoded(content)
    except (LookupError, UnicodeDecodeError):
        read = _decoded(content)
    return _cut(_text_of_html(read) if part.get_content_subtype() == "html" else read)


def _text_of_html(source: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    tree.strip_tags(["script", "style", "head", "template"])
    return tree.body.text(separator="\n", strip=True) if tree.body else ""


def _decoded(content: bytes) -> str:
    escaped = ("iso2022_jp",) if b"\x1b$" in content else ()  # JIS mails are ASCII letters to every other encoding
    for encoding in escaped + ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def _cut(read: str) -> Told:
    return {"text": read[:MAX_CHARACTERS], "is_cut": len(read) > MAX_CHARACTERS}


def _tables(tables: Iterable[tuple[str, list[list[Any]]]]) -> Told:
    told, is_cut = [], False
    for name, rows in tables:
        is_cut = is_cut or len(rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in rows)
        told.append([name, _trimmed([[_cell(cell) for cell in row[:MAX_COLUMNS]] for row in rows[:MAX_ROWS]])])
    return {"tables": told, "is_cut": is_cut}


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Leave out the empty columns at the right and the empty rows at the end."""
    width = max((n for row in rows for n, cell in enumerate(row, 1) if cell), default=0)
    height = max((n for n, row in enumerate(rows, 1) if any(row)), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in rows[:height]]


def _cell(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:2000]


def _bound() -> None:
    """Limit memory and time where the system can (not on Windows)."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
