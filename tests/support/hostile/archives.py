"""Archives: bombs, lies about sizes and places, paths that lead outside, names of many kinds."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

from tests.support.hostile.made import Hostile, good, noise
from tests.support.packed import a_raw_zip, a_zip, an_aes_zip

_LINK = 0o120777 << 16


@cache
def bomb(method: int = zipfile.ZIP_DEFLATED, mebibytes: int = 101) -> bytes:
    """Pack more zeros than all archives of a delivery may unpack to."""
    return a_zip({"a.csv": bytes(mebibytes * 2**20)}, method)


def nested(depth: int, content: bytes, name: str = "in.zip") -> bytes:
    """Put an archive into an archive, again and again."""
    for _ in range(depth):
        content = a_zip({name: content})
    return content


def overlapping(n_files: int, content: bytes = b"\0" * 2**20) -> bytes:
    """List many entries that all unpack the same bytes."""
    packed = a_zip({"a.csv": content})
    at, end = packed.index(b"PK\1\2"), packed.index(b"PK\5\6")
    entries = packed[at:end] * n_files
    return packed[:at] + entries + _ended(packed[end:], n_files, len(entries))


def _ended(tail: bytes, n_files: int, size: int) -> bytes:
    changed = bytearray(tail)
    changed[8:12] = struct.pack("<H", n_files & 0xFFFF) * 2
    changed[12:16] = struct.pack("<I", size)
    return bytes(changed)


def doubling(depth: int = 9) -> bytes:
    """Hold the same archive twice, which holds the same twice, and so on."""
    inner = a_zip({"r.zip": b""}, zipfile.ZIP_STORED)
    for _ in range(depth):
        inner = a_zip({"r.zip": inner, "copy/r.zip": inner}, zipfile.ZIP_STORED)
    return inner


def lying(files: Mapping[str, bytes], *, listed: int | None = None, sum_: int | None = None) -> bytes:
    """Say another size or another sum in head and list than the bytes have."""
    packed = bytearray(a_zip(files))
    for mark, at_sum, at_size in ((b"PK\3\4", 14, 22), (b"PK\1\2", 16, 24)):
        at = packed.find(mark)
        if sum_ is not None:
            packed[at + at_sum : at + at_sum + 4] = struct.pack("<I", sum_)
        if listed is not None:
            packed[at + at_size : at + at_size + 4] = struct.pack("<I", listed)
    return bytes(packed)


def with_link(target: bytes) -> bytes:
    """Pack a symbolic link beside a good order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.csv")
        link.create_system, link.external_attr = 3, _LINK
        archive.writestr(link, target)
        archive.writestr("o.csv", good())
    return out.getvalue()


def patched(content: bytes, mark: bytes, at: int, value: bytes) -> bytes:
    """Overwrite bytes behind the last place of a mark."""
    place = content.rindex(mark) + at
    return content[:place] + value + content[place + len(value) :]


def by_method(method: int) -> bytes:
    """Say that a file is packed by a method nobody knows, or that is not the one it is packed by."""
    packed = a_zip({"a.csv": good()})
    changed = patched(packed, b"PK\1\2", 10, struct.pack("<H", method))
    return changed.replace(b"PK\3\4\x14\0\0\0\x08\0", b"PK\3\4\x14\0\0\0" + struct.pack("<H", method), 1)


def a_tar() -> bytes:
    """Make a tape archive with a path that leads outside."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("../../etc/cron.d/a")
        info.size = 1
        archive.addfile(info, io.BytesIO(b"x"))
    return out.getvalue()


def packed_gz() -> bytes:
    """Pack much into little, as gzip has it behind its head."""
    return bytes(6) + zlib.compress(bytes(2**24), 9)[2:]


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in ("H0001", "H0002"):
            info = zipfile.ZipInfo(f"o{number[-1]}.csv")
            archive.writestr(info, good(number=number))
    return out.getvalue().replace(b"o2.csv", b"o1.csv")


def _other_name(name: str, raw: bytes) -> bytes:
    field = b"\1" + struct.pack("<I", zlib.crc32(raw)) + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field


def _raw(name: bytes) -> bytes:
    return a_raw_zip({name: good()})


_ORDER = {"o.csv": good()}

FILES = (
    Hostile("bomb.zip", "archive-limit:archive-size", bomb),
    Hostile("tight.zip", "archive-limit:archive-ratio", lambda: bomb(mebibytes=11)),
    Hostile("bomb-in-zip.zip", "archive-limit:archive-size", lambda: nested(2, bomb())),
    Hostile(
        "bomb-beside-order.zip", "archive-limit:archive-size", lambda: a_zip({"b.csv": bytes(101 * 2**20), **_ORDER})
    ),
    Hostile("bomb-behind-order.zip", "archive-limit:archive-size reads", lambda: a_zip({**_ORDER, "b.zip": bomb()})),
    Hostile("lzma-bomb.zip", "archive-limit:archive-ratio", lambda: bomb(zipfile.ZIP_LZMA, 16)),
    Hostile("bzip2-bomb.zip", "archive-limit:archive-ratio", lambda: bomb(zipfile.ZIP_BZIP2, 16)),
    Hostile(
        "many-zips.zip",
        "archive-limit:archive-size field-unreadable",
        lambda: a_zip({f"{n}.zip": bomb(mebibytes=9) for n in range(12)}),
    ),
    Hostile("deep.zip", "archive-limit:archive-depth", lambda: nested(30, b"x")),
    Hostile("deep-order.zip", "reads", lambda: nested(2, a_zip(_ORDER))),
    Hostile("too-deep-order.zip", "archive-limit:archive-depth", lambda: nested(3, a_zip(_ORDER))),
    Hostile("doubling.zip", "archive-limit:archive-depth", doubling),
    Hostile("overlapping.zip", "archive-limit:archive-size", lambda: overlapping(400)),
    Hostile("overlapping-small.zip", "field-unreadable", lambda: overlapping(90, b"\0" * 2**16)),
    Hostile("many.zip", "archive-limit:archive-files", lambda: overlapping(20_000, b"")),
    Hostile("many-said.zip", "reads", lambda: patched(a_zip(_ORDER), b"PK\5\6", 8, b"\xff\xff\xff\xff")),
    Hostile("says-small.zip", "archive-damaged", lambda: lying({"a.csv": bytes(2**24)}, listed=10)),
    Hostile("says-large.zip", "archive-limit:archive-size", lambda: lying({"a.csv": b"n\n1"}, listed=2**32 - 2)),
    Hostile("says-more.zip", "field-unreadable", lambda: lying({"a.csv": b"n\n1"}, listed=5_000)),
    Hostile("wrong-sum.zip", "archive-damaged", lambda: lying(_ORDER, sum_=7)),
    Hostile("cut.zip", "document-unreadable:archive", lambda: a_zip({"a.csv": noise(10_000)})[:-40]),
    Hostile("cut-half.zip", "document-unreadable:archive", lambda: a_zip({"a.csv": noise(10_000)})[:5_000]),
    Hostile("head-only.zip", "document-unreadable:archive", lambda: b"PK\3\4"),
    Hostile("end-only.zip", "document-unreadable:archive-empty", lambda: b"PK\5\6" + bytes(18)),
    Hostile("end-far.zip", "archive-damaged", lambda: patched(a_zip(_ORDER), b"PK\5\6", 16, b"\xff\xff\xff\x7f")),
    Hostile(
        "comment.zip",
        "document-unreadable:archive",
        lambda: patched(a_zip(_ORDER), b"PK\5\6", 20, b"\xff\xff") + b"PK\5\6" * 5_000,
    ),
    Hostile("zip64-lie.zip", "archive-limit:archive-size", lambda: patched(a_zip(_ORDER), b"PK\1\2", 20, b"\xff" * 8)),
    Hostile(
        "before-and-behind.zip", "document-unreadable:archive-other", lambda: noise(500) + a_zip(_ORDER) + b"behind"
    ),
    Hostile("two-lists.zip", "reads", lambda: a_zip({"a.csv": b"x"}) + a_zip(_ORDER)),
    Hostile("twice.zip", "reads", _twice),
    Hostile("cases.zip", "reads", lambda: a_zip({"ORDER.csv": good(), "order.CSV": good(number="H0002")})),
    Hostile("up.zip", "reads", lambda: _raw(b"../../../../etc/cron.d/o.csv")),
    Hostile("up-windows.zip", "reads", lambda: _raw(b"..\\..\\windows\\o.csv")),
    Hostile("absolute.zip", "reads", lambda: _raw(b"/etc/o.csv")),
    Hostile("drive.zip", "reads", lambda: _raw(b"C:\\o.csv")),
    Hostile("share.zip", "reads", lambda: _raw(b"\\\\server\\share\\o.csv")),
    Hostile("stream.zip", "archive-program", lambda: _raw(b"o.csv:hidden.exe")),
    Hostile("nul.zip", "archive-program", lambda: _raw(b"o.csv\0.exe")),
    Hostile("nul-program.zip", "reads", lambda: _raw(b"o.exe\0.csv")),
    Hostile("device.zip", "reads", lambda: _raw(b"CON.csv")),
    Hostile("dots.zip", "archive-program", lambda: _raw(b"o.exe. . .")),
    Hostile("no-name.zip", "document-unreadable:unknown", lambda: _raw(b"")),
    Hostile("long-name.zip", "reads", lambda: _raw(b"a" * 60_000 + b".csv")),
    Hostile("turned-name.zip", "archive-program", lambda: _raw("o\u202evsc.exe".encode())),
    Hostile("turned-order.zip", "reads", lambda: _raw("\u202eo.csv".encode())),
    Hostile("cp932.zip", "reads", lambda: _raw("注文書①㈱髙.csv".encode("cp932"))),
    Hostile("euc.zip", "reads", lambda: _raw("注文データ.csv".encode("euc_jp"))),
    Hostile("no-encoding.zip", "reads", lambda: _raw(b"\xff\xfe\x80.csv")),
    Hostile(
        "path-extra.zip",
        "archive-program",
        lambda: a_raw_zip({b"o.csv": good()}, extra=_other_name("../o.exe", b"o.csv")),
    ),
    Hostile(
        "extra-cut.zip", "document-unreadable:archive", lambda: a_raw_zip({b"o.csv": good()}, extra=b"up\xff\xff\1")
    ),
    Hostile("link.zip", "reads", lambda: with_link(b"/etc/passwd")),
    Hostile("program.zip", "archive-program", lambda: a_zip({"a.js": b"x"})),
    Hostile("program-and-order.zip", "archive-program reads", lambda: a_zip({"請求書.pdf.exe": b"MZ", **_ORDER})),
    Hostile("shortcut.zip", "archive-program", lambda: a_zip({"注文書.xlsx.lnk": b"L\0\0\0"})),
    Hostile("unknown-method.zip", "archive-damaged", lambda: by_method(77)),
    Hostile("wrong-method.zip", "archive-damaged", lambda: by_method(14)),
    Hostile("stored-as-deflated.zip", "archive-damaged", lambda: by_method(0)),
    Hostile("locked.zip", "document-locked:locked-zip", lambda: a_raw_zip({b"a.csv": b"x"}, b"x")),
    Hostile("aes.zip", "document-locked:locked-zip", lambda: an_aes_zip({"a.csv": b"x"}, b"x")),
    Hostile(
        "aes-cut.zip",
        "document-locked:locked-zip",
        lambda: patched(an_aes_zip({"a.csv": b"x"}, b"x"), b"PK\1\2", 20, b"\1\0\0\0"),
    ),
    Hostile("locked-said.zip", "document-locked:locked-zip", lambda: patched(a_zip(_ORDER), b"PK\1\2", 8, b"\1\0")),
    Hostile("described.zip", "reads", lambda: a_raw_zip({b"o.csv": good()}, described=True)),
    Hostile("empty.zip", "document-unreadable:archive-empty", lambda: a_zip({})),
    Hostile(
        "folders.zip",
        "document-unreadable:archive-empty",
        lambda: a_zip({"a/": b"", "b/": b"", "__MACOSX/o.csv": b"x"}),
    ),
    Hostile("order.tar.gz", "document-unreadable:archive-other", a_tar),
    Hostile("order.7z", "document-unreadable:archive-other", lambda: b"7z\xbc\xaf\x27\x1c\0\4" + noise(500)),
    Hostile("order.lzh", "document-unreadable:archive-other", lambda: b"!\0-lh5-" + noise(500)),
    Hostile("order.rar", "document-unreadable:archive-other", lambda: b"Rar!\x1a\7\1\0" + noise(500)),
    Hostile("order.gz", "document-unreadable:archive-other", lambda: b"\x1f\x8b\x08\0" + packed_gz()),
)
