"""Pictures: bombs, lies about their size, cut and odd ones, and what only calls itself a picture."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.support.hostile.made import Hostile, noise, packed_zeros


def a_png(wide: int, high: int, packed: bytes, depth: int = 8, kind: int = 0, *more: bytes) -> bytes:
    """Write a PNG that says this size, whatever its pixels are."""
    head = struct.pack(">IIBBBBB", wide, high, depth, kind, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + b"".join(more) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def a_picture(kind: str, size: tuple[int, int] = (900, 900), shade: int = 255) -> bytes:
    """Write a picture of one shade."""
    out = io.BytesIO()
    Image.new("L", size, shade).save(out, kind)
    return out.getvalue()


def a_tiff(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    """Write the list of a TIFF by hand."""
    listed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + listed + struct.pack("<I", following)


def _sized(wide: int, high: int) -> tuple[tuple[int, int, int, int], ...]:
    return (
        (256, 4, 1, wide),
        (257, 4, 1, high),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (279, 4, 1, 99),
    )


def frames(n_frames: int) -> bytes:
    """Write a TIFF of many pages."""
    out = io.BytesIO()
    first, *rest = (Image.new("1", (8, 8), shade % 2) for shade in range(n_frames))
    first.save(out, "TIFF", save_all=True, append_images=rest)
    return out.getvalue()


def _cuts(kind: str, content: bytes) -> Iterator[Hostile]:
    for third in (1, 2):
        yield Hostile(
            f"cut-{third}.{kind}",
            "document-unreadable:picture",
            lambda third=third: content[: len(content) * third // 3],
        )


def _noisy(kind: str) -> bytes:
    out = io.BytesIO()
    Image.frombytes("L", (700, 700), noise(490_000)).save(out, kind)
    return out.getvalue()


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>'
_BMP = b"BM" + bytes(12) + struct.pack("<IiiHHIIiiII", 40, 2**31 - 1, -(2**31), 1, 32, 0, 0, 0, 0, 0, 0)

FILES = (
    Hostile("bomb.png", "document-unreadable:size", lambda: a_png(30_000, 30_000, packed_zeros(8))),
    Hostile("huge.png", "document-unreadable:size", lambda: a_png(2**31 - 1, 2**31 - 1, b"x")),
    Hostile("none.png", "document-unreadable:picture", lambda: a_png(0, 0, b"")),
    Hostile("lies.png", "document-unreadable:picture", lambda: a_png(2_000, 2_000, zlib.compress(bytes(10)))),
    Hostile(
        "words-bomb.png",
        "document-unreadable:picture",
        lambda: a_png(900, 900, zlib.compress(bytes(900 * 901)), 8, 0, _chunk(b"zTXt", b"a\0\0" + packed_zeros(9))),
    ),
    Hostile(
        "profile-bomb.png",
        "document-unreadable:picture",
        lambda: a_png(900, 900, zlib.compress(bytes(900 * 901)), 8, 0, _chunk(b"iCCP", b"a\0\0" + packed_zeros(9))),
    ),
    Hostile("svg.png", "document-unreadable:picture", lambda: _SVG),
    Hostile("order.svg", "document-unreadable:.svg", lambda: _SVG),
    Hostile("small.png", "scan-unreadable:scan", lambda: a_picture("PNG", (60, 20))),
    Hostile("white.png", "scan-unreadable:scan", lambda: a_picture("PNG")),
    Hostile("black.png", "scan-unreadable:scan", lambda: a_picture("PNG", shade=0)),
    Hostile("narrow.png", "document-unreadable:picture", lambda: a_picture("PNG", (30_000, 1))),
    Hostile("large.png", "document-unreadable:size", lambda: a_picture("PNG", (6_500, 6_500))),
    Hostile("noise.png", "document-unreadable:picture", lambda: b"\x89PNG\r\n\x1a\n" + noise(5_000)),
    Hostile("noise.jpg", "document-unreadable:picture", lambda: b"\xff\xd8\xff" + noise(5_000)),
    Hostile(
        "huge.jpg",
        "document-unreadable:picture",
        lambda: b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\3\1\x22\0\2\x11\1\3\x11\1" + noise(900),
    ),
    Hostile("loop.tif", "document-unreadable:picture", lambda: a_tiff(*_sized(800, 800), following=8)),
    Hostile("huge.tif", "document-unreadable:size", lambda: a_tiff(*_sized(2**31 - 1, 2**31 - 1))),
    Hostile("far.tif", "document-unreadable:picture", lambda: b"II*\0\xff\xff\xff\x7f"),
    Hostile(
        "counts.tif", "document-unreadable:picture", lambda: a_tiff((256, 4, 2**31 - 1, 8), (257, 4, 2**31 - 1, 8))
    ),
    Hostile("many.tif", "document-unreadable:size", lambda: frames(40)),
    Hostile("huge.bmp", "document-unreadable:size", lambda: _BMP),
    Hostile("lies.bmp", "document-unreadable:picture", lambda: a_picture("BMP")[:2_000]),
    Hostile(
        "huge.gif",
        "document-unreadable:.gif",
        lambda: b"GIF89a\xff\xff\xff\xff\xf0\0\0" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0\2" + noise(300),
    ),
    Hostile("huge.webp", "document-unreadable:.webp", lambda: b"RIFF\xff\xff\xff\x7fWEBPVP8L" + noise(300)),
    Hostile("order.heic", "document-unreadable:.heic", lambda: b"\0\0\0\x18ftypheic" + noise(300)),
    *_cuts("png", _noisy("PNG")),
    *_cuts("jpg", _noisy("JPEG")),
    *_cuts("tif", _noisy("TIFF")),
)
