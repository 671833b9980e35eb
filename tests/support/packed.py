"""ZIP archives, locked workbooks and locked PDFs for tests, written as other programs write them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from hashlib import md5

import pyzipper
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

CSV = "n,c,d,p,q\r\n{number},甲,2026/4/1,P1,2\r\n"


def a_csv(number: str = "A1") -> bytes:
    return CSV.format(number=number).encode()


def a_zip(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack files; Python flags names that are not ASCII as UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def an_aes_zip(files: Mapping[str, bytes], password: bytes) -> bytes:
    """Pack files as 7-Zip and WinZip lock them."""
    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password)
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def a_raw_zip(
    files: Mapping[bytes, bytes],
    password: bytes = b"",
    *,
    deflate: bool = True,
    described: bool = False,
    extra: bytes = b"",
) -> bytes:
    """Pack files with names as raw bytes and the old encryption, as Windows does.

    With `described`, sizes stand behind the bytes only, as a program writes that packs into a pipe.
    """
    out, entries = bytearray(), bytearray()
    for name, content in files.items():
        packer = zlib.compressobj(wbits=-15)
        packed = packer.compress(content) + packer.flush() if deflate else content
        total = zlib.crc32(content)
        flags = (8 if described else 0) | (1 if password else 0)
        if password:
            packed = _zip_crypto(packed, password, 0 if described else total >> 24)
        sums = struct.pack("<III", total, len(packed), len(content))
        head = struct.pack("<HHHHH", 20, flags, 8 if deflate else 0, 0, 0x21)
        tail = struct.pack("<HH", len(name), len(extra))
        offset = len(out)
        out += b"PK\3\4" + head + (bytes(12) if described else sums) + tail + name + extra + packed
        if described:
            out += b"PK\7\10" + sums
        entries += b"PK\1\2\x14\0" + head + sums + tail + bytes(10) + struct.pack("<I", offset) + name + extra
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(entries), len(out), 0)
    return bytes(out + entries + b"PK\5\6" + end)


def _zip_crypto(content: bytes, password: bytes, check: int) -> bytes:
    """Encrypt as APPNOTE.TXT 6.1 says; a fixed head makes tests repeatable."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in bytes(range(11)) + bytes([check]) + content:
        mask = keys[2] | 2
        out.append(byte ^ ((mask * (mask ^ 1)) >> 8 & 0xFF))
        update(byte)
    return bytes(out)


def _crc(so_far: int, byte: int) -> int:
    return zlib.crc32(bytes([byte]), so_far ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def a_workbook(rows: tuple[tuple[object, ...], ...] = (("n", "p", "q"), ("A1", "P1", 2))) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("注文")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def a_locked_workbook(password: str, content: bytes | None = None) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(a_workbook() if content is None else content)).encrypt(password, out)
    return out.getvalue()


def a_locked_pdf(password: str, text: str = "No. A1", *, strength: int = 128) -> bytes:
    """Write a PDF that asks for a password; with an empty one, it only forbids changes."""
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password, ownerPassword="owner", strength=strength))
    canvas.drawString(72, 700, text)
    canvas.save()
    return out.getvalue()


def a_locked_xls(password: str) -> bytes:
    """Write a workbook of Excel 97 with one order, under RC4 ([MS-XLS] 2.2.10, 2.4.117)."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    sums = _rc4(password, salt, verifier + md5(verifier, usedforsecurity=False).digest())
    records = [(0x809, _BOOK), (0x2F, struct.pack("<HHH", 1, 1, 1) + salt + sums), (0x42, struct.pack("<H", 1200))]
    sheet_at = sum(4 + len(body) for _, body in records) + 4 + 4 + 6 + 4
    records += [(0x85, struct.pack("<IBBBB", sheet_at, 0, 0, 2, 0) + b"s1"), (0xA, b""), (0x809, _SHEET)]
    for column, (title, value) in enumerate((("n", "A1"), ("p", "P1"), ("q", "2"))):
        records += [(0x204, _label(0, column, title)), (0x204, _label(1, column, value))]
    records.append((0xA, b""))
    plain = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records).ljust(4096, b"\0")
    hidden, at = bytearray(_rc4(password, salt, plain)), 0
    for kind, body in records:
        kept = 4 + len(body) if kind in (0x809, 0x2F) else 8 if kind == 0x85 else 4
        hidden[at : at + kept] = plain[at : at + kept]
        at += 4 + len(body)
    hidden[at:] = plain[at:]
    return an_ole("Workbook", bytes(hidden))


_BOOK, _SHEET = (struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6) for kind in (0x5, 0x10))


def _label(row: int, column: int, text: str) -> bytes:
    return struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1")


def _rc4(password: str, salt: bytes, content: bytes) -> bytes:
    return DocumentRC4.decrypt(password, salt, io.BytesIO(content), blocksize=1024).read()


def an_ole(name: str, content: bytes) -> bytes:
    """Put one stream of 4096 bytes or more into a compound file: sector 0 is the table, sector 1 the folder."""
    n = -(-len(content) // 512)
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, n + 2), 0xFFFFFFFE]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * 432
    folder = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(content)) + bytes(256)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return head + fat + folder + content.ljust(n * 512, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
