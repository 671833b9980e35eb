"""Archives: bombs, lies about sizes and places, paths that lead outside, names of many kinds."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping

from tests.support.hostile.made import Hostile, good, noise
from tests.support.packed import a_raw_zip, a_zip, an_aes_zip

_LINK = 0o120777 << 16


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


def quine(depth: int = 9) -> bytes:
    """Let the list at the end of an archive name the archive itself as its one stored file."""
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


def many(n_files: int) -> bytes:
    """Pack very many empty files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(n_files):
            archive.writestr(f"{number}", b"")
    return out.getvalue()


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
_BIG = bytes(2**28)

FILES = (
    Hostile("bomb.zip", "archive-limit:archive-size", lambda: a_zip({"a.csv": _BIG})),
    Hostile("tight.zip", "archive-limit:archive-ratio", lambda: a_zip({"a.csv": b"\0" * 2**26})),
    Hostile("bomb-in-zip.zip", "archive-limit:archive-size", lambda: nested(2, a_zip({"a.csv": _BIG}))),
    Hostile("bomb-beside-order.zip", "archive-limit:archive-size", lambda: a_zip({"a.csv": _BIG, **_ORDER})),
    Hostile("bomb-behind-order.zip", "", lambda: a_zip({**_ORDER, "b.zip": a_zip({"a.csv": _BIG})})),
    Hostile("lzma-bomb.zip", "", lambda: a_zip({"a.csv": _BIG}, zipfile.ZIP_LZMA)),
    Hostile("bzip2-bomb.zip", "", lambda: a_zip({"a.csv": _BIG}, zipfile.ZIP_BZIP2)),
    Hostile("many-zips.zip", "", lambda: a_zip({f"{n}.zip": a_zip({"a.csv": b"\0" * 2**23}) for n in range(40)})),
    Hostile("deep.zip", "archive-limit:archive-depth", lambda: nested(30, b"x")),
    Hostile("deep-order.zip", "", lambda: nested(2, a_zip(_ORDER))),
    Hostile("too-deep-order.zip", "archive-limit:archive-depth", lambda: nested(3, a_zip(_ORDER))),
    Hostile("quine.zip", "archive-limit:archive-files", quine),
    Hostile("overlapping.zip", "archive-limit:archive-size", lambda: overlapping(400)),
    Hostile("overlapping-small.zip", "", lambda: overlapping(90, b"\0" * 2**16)),
    Hostile("many.zip", "archive-limit:archive-files", lambda: many(100_000)),
    Hostile("many-said.zip", "", lambda: patched(a_zip(_ORDER), b"PK\5\6", 8, b"\xff\xff\xff\xff")),
    Hostile("says-small.zip", "", lambda: lying({"a.csv": b"\0" * 2**26}, listed=10)),
    Hostile("says-large.zip", "", lambda: lying({"a.csv": b"n\n1"}, listed=2**32 - 2)),
    Hostile("says-more.zip", "", lambda: lying({"a.csv": b"n\n1"}, listed=5_000)),
    Hostile("wrong-sum.zip", "", lambda: lying(_ORDER, sum_=7)),
    Hostile("cut.zip", "", lambda: a_zip({"a.csv": noise(10_000)})[:-40]),
    Hostile("cut-half.zip", "", lambda: a_zip({"a.csv": noise(10_000)})[:5_000]),
    Hostile("head-only.zip", "", lambda: b"PK\3\4"),
    Hostile("end-only.zip", "", lambda: b"PK\5\6" + bytes(18)),
    Hostile("end-far.zip", "", lambda: patched(a_zip(_ORDER), b"PK\5\6", 16, b"\xff\xff\xff\x7f")),
    Hostile("comment.zip", "", lambda: patched(a_zip(_ORDER), b"PK\5\6", 20, b"\xff\xff") + b"PK\5\6" * 5_000),
    Hostile("zip64-lie.zip", "", lambda: patched(a_zip(_ORDER), b"PK\1\2", 20, b"\xff" * 8)),
    Hostile("before-and-behind.zip", "", lambda: noise(500) + a_zip(_ORDER) + b"behind"),
    Hostile("two-lists.zip", "", lambda: a_zip({"a.csv": b"x"}) + a_zip(_ORDER)),
    Hostile("twice.zip", "", _twice),
    Hostile("cases.zip", "", lambda: a_zip({"ORDER.csv": good(), "order.CSV": good(number="H0002")})),
    Hostile("up.zip", "", lambda: _raw(b"../../../../etc/cron.d/o.csv")),
    Hostile("up-windows.zip", "", lambda: _raw(b"..\\..\\windows\\o.csv")),
    Hostile("absolute.zip", "", lambda: _raw(b"/etc/o.csv")),
    Hostile("drive.zip", "", lambda: _raw(b"C:\\o.csv")),
    Hostile("share.zip", "", lambda: _raw(b"\\\\server\\share\\o.csv")),
    Hostile("stream.zip", "", lambda: _raw(b"o.csv:hidden.exe")),
    Hostile("nul.zip", "", lambda: _raw(b"o.csv\0.exe")),
    Hostile("nul-program.zip", "", lambda: _raw(b"o.exe\0.csv")),
    Hostile("device.zip", "", lambda: _raw(b"CON.csv")),
    Hostile("dots.zip", "", lambda: _raw(b"o.exe. . .")),
    Hostile("no-name.zip", "", lambda: _raw(b"")),
    Hostile("long-name.zip", "", lambda: _raw(b"a" * 60_000 + b".csv")),
    Hostile("turned-name.zip", "", lambda: _raw("o\u202evsc.exe".encode())),
    Hostile("turned-order.zip", "", lambda: _raw("\u202eo.csv".encode())),
    Hostile("cp932.zip", "", lambda: _raw("注文書①㈱髙.csv".encode("cp932"))),
    Hostile("euc.zip", "", lambda: _raw("注文データ.csv".encode("euc_jp"))),
    Hostile("no-encoding.zip", "", lambda: _raw(b"\xff\xfe\x80.csv")),
    Hostile("path-extra.zip", "", lambda: a_raw_zip({b"o.csv": good()}, extra=_other_name("../o.exe", b"o.csv"))),
    Hostile("extra-cut.zip", "", lambda: a_raw_zip({b"o.csv": good()}, extra=b"up\xff\xff\1")),
    Hostile("link.zip", "", lambda: with_link(b"/etc/passwd")),
    Hostile("program.zip", "archive-program", lambda: a_zip({"a.js": b"x"})),
    Hostile("program-and-order.zip", "", lambda: a_zip({"請求書.pdf.exe": b"MZ", **_ORDER})),
    Hostile("shortcut.zip", "", lambda: a_zip({"注文書.xlsx.lnk": b"L\0\0\0"})),
    Hostile("unknown-method.zip", "", lambda: by_method(77)),
    Hostile("wrong-method.zip", "", lambda: by_method(14)),
    Hostile("stored-as-deflated.zip", "", lambda: by_method(0)),
    Hostile("locked.zip", "", lambda: a_raw_zip({b"a.csv": b"x"}, b"x")),
    Hostile("aes.zip", "", lambda: an_aes_zip({"a.csv": b"x"}, b"x")),
    Hostile("aes-cut.zip", "", lambda: patched(an_aes_zip({"a.csv": b"x"}, b"x"), b"PK\1\2", 20, b"\1\0\0\0")),
    Hostile("locked-said.zip", "", lambda: patched(a_zip(_ORDER), b"PK\1\2", 8, b"\1\0")),
    Hostile("described.zip", "", lambda: a_raw_zip({b"o.csv": good()}, described=True)),
    Hostile("empty.zip", "", lambda: a_zip({})),
    Hostile("folders.zip", "", lambda: a_zip({"a/": b"", "b/": b"", "__MACOSX/o.csv": b"x"})),
    Hostile("order.tar.gz", "", a_tar),
    Hostile("order.7z", "", lambda: b"7z\xbc\xaf\x27\x1c\0\4" + noise(500)),
    Hostile("order.lzh", "", lambda: b"!\0-lh5-" + noise(500)),
    Hostile("order.rar", "", lambda: b"Rar!\x1a\7\1\0" + noise(500)),
    Hostile("order.gz", "", lambda: b"\x1f\x8b\x08\0" + packed_gz()),
)

