"""One file of a ZIP: its name as it was meant, and its bytes, under a password or not."""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO

import pyzipper
from stream_unzip import NotStreamUnzippable, UnzipError, stream_unzip

from agent.extract.encoding import lenient_text_of
from agent.extract.headers import safe_name
from agent.extract.passwords import Passwords

_ENCRYPTED, _UTF_8 = 0x1, 0x800
_UNIX, _UNICODE_PATH = 3, 0x7075
_DEFLATE_64, _AES = 9, 99
_OF_THE_FOLDER = {".ds_store", "thumbs.db", "desktop.ini"}
_DRIVE = re.compile(r"[A-Za-z]:")
_CHUNK = 64 * 1024
_DAMAGED = (
    *(UnzipError, zipfile.BadZipFile, pyzipper.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(RuntimeError, NotImplementedError, ValueError),
)
"""How a member fails that is damaged, or packed in a way nobody here can unpack."""

Meter = Callable[[int], None]
"""Told of every piece that is unpacked; raises when it is too much."""


class DamagedError(Exception):
    """A member's bytes cannot be had."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a ZIP; `number` is its place in the list at the ZIP's end."""

    number: int
    name: str
    info: zipfile.ZipInfo

    @property
    def is_locked(self) -> bool:
        """Whether it needs a password."""
        return bool(self.info.flag_bits & _ENCRYPTED)


def members_of(archive: zipfile.ZipFile) -> Iterator[Member]:
    """Yield the files; folders, links and what a system writes beside the files of a folder are left out."""
    for number, info in enumerate(archive.infolist()):
        path = _path_of(info)
        name = _name_of(path)
        is_beside = path.startswith("__MACOSX/") or name.lower() in _OF_THE_FOLDER
        if not (path.endswith(("/", "\\")) or _is_link(info) or is_beside):
            yield Member(number, name, info)


def _path_of(info: zipfile.ZipInfo) -> str:
    """Read a name: flagged as UTF-8, from the Unicode path extra field, else UTF-8 or CP932 as its bytes show.

    Source: APPNOTE.TXT 6.3.10, 4.4.4 and 4.6.9.
    """
    if info.flag_bits & _UTF_8:
        return unicodedata.normalize("NFC", info.orig_filename)
    raw = info.orig_filename.encode("cp437")
    said = _unicode_path(info.extra, raw)
    return unicodedata.normalize("NFC", lenient_text_of(raw.replace(b"\0", b""), "cp932") if said is None else said)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name of an Info-ZIP Unicode path field, unless the name was changed after it was written."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and field[:1] == b"\1" and field[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return field[5:].decode("utf-8", errors="replace")
    return None


def _name_of(path: str) -> str:
    name = safe_name(path)
    drive = _DRIVE.match(name)
    return name[drive.end() if drive else 0 :].rstrip(". ") or "unnamed"


def _is_link(info: zipfile.ZipInfo) -> bool:
    return info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16)


def content_of(archive: zipfile.ZipFile, content: bytes, member: Member, meter: Meter) -> bytes:
    """Unpack a member that is not locked.

    Raises:
        DamagedError: It is damaged or packed in an unknown way.
    """
    try:
        if member.info.compress_type == _DEFLATE_64:
            return _streamed(content, member, None, meter)
        return _unpacked(archive.open(member.info), meter)
    except _DAMAGED as error:
        raise DamagedError from error


def locked_content_of(
    archive: zipfile.ZipFile, content: bytes, member: Member, passwords: Passwords, meter: Meter
) -> bytes | None:
    """Unpack a locked member with the first password that opens it; None when none does.

    The old encryption knows a wrong password by one byte and the sum over all, so a damaged file looks locked too.
    """

    def opens(password: str) -> bytes | None:
        for writing in _writings(password):
            try:
                return _decrypted(archive, content, member, writing, meter)
            except _DAMAGED:
                continue
        return None

    return passwords.first(opens)


def _writings(password: str) -> Iterable[bytes]:
    """Write a password as programs on Windows and elsewhere do."""
    return dict.fromkeys((password.encode("cp932", errors="replace"), password.encode("utf-8", errors="replace")))


def _decrypted(archive: zipfile.ZipFile, content: bytes, member: Member, password: bytes, meter: Meter) -> bytes:
    if member.info.compress_type == _AES:
        with pyzipper.AESZipFile(io.BytesIO(content)) as other:
            return _unpacked(other.open(other.infolist()[member.number], pwd=password), meter)
    try:
        return _streamed(content, member, password, meter)
    except NotStreamUnzippable:  # stored, its size written behind it only: slower, by the list at the ZIP's end
        return _unpacked(archive.open(member.info, pwd=password), meter)


def _streamed(content: bytes, member: Member, password: bytes | None, meter: Meter) -> bytes:
    """Unpack from the member's own head on; it must give what the list at the ZIP's end says."""
    file = io.BytesIO(content)
    file.seek(member.info.header_offset)
    first = next(stream_unzip(iter(partial(file.read, _CHUNK), b""), password=password), None)
    unpacked = b"" if first is None else _gathered(first[2], meter)
    if len(unpacked) != member.info.file_size:
        raise zipfile.BadZipFile("another size than the list says")
    return unpacked


def _unpacked(opened: IO[bytes], meter: Meter) -> bytes:
    with opened as file:
        return _gathered(iter(partial(file.read, _CHUNK), b""), meter)


def _gathered(pieces: Iterator[bytes], meter: Meter) -> bytes:
    out = bytearray()
    for piece in pieces:
        meter(len(piece))
        out += piece
    return bytes(out)
