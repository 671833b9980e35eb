"""ZIP archives: each file in one becomes a document of its own, within limits, and what does not is named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agent.core.delivery import digest_of
from agent.core.document import Document
from agent.core.errors import Reason
from agent.extract.formats import FORMATS
from agent.extract.parts import attachment_name
from agent.extract.passwords import Passwords
from agent.extract.programs import is_program
from agent.extract.zip_member import DamagedError, Member, content_of, locked_content_of, members_of

MAX_MEMBERS = 500
MAX_BYTES = 100 * 1024 * 1024
"""What all archives of a delivery may unpack to, together."""
MAX_RATIO = 200
RATIO_FROM_BYTES = 10 * 1024 * 1024
"""An archive that unpacks to less may be packed as tightly as it likes."""
MAX_DEPTH = 3
MAX_NAMED = 10

_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE_FILES = {"[content_types].xml", "mimetype"}
_SHEETS = tuple(ending for one in FORMATS if one.reads == "sheet" for ending in one.endings)


class _TooMuchError(Exception):
    """An archive goes beyond a limit; the text names it."""


@dataclass(slots=True)
class _Room:
    """What may still be unpacked for one delivery."""

    passwords: Passwords
    files: int = MAX_MEMBERS
    size: int = MAX_BYTES

    def take(self, size: int) -> None:
        """Count bytes that were unpacked, whatever the archive had said of them."""
        self.size -= size
        if self.size < 0:
            raise _TooMuchError("archive-size")


@dataclass(slots=True)
class _Left:
    """Names of the files of one archive that gave no document."""

    locked: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Taken:
    """A document, and whether it is an archive: one is not read itself. `reason` is why not all in it was taken."""

    document: Document
    is_archive: bool = False
    reason: Reason | None = None


def unpacked(documents: Sequence[Document], passwords: Passwords) -> tuple[Taken, ...]:
    """Put behind each archive what is in it, archives in archives too.

    An archive stays a document. The key of a file in it is the archive's key and its place in the archive
    (`inbox/ab12…/1/0`), so that no other document's key changes when a password becomes known.
    """
    room = _Room(passwords)
    return tuple(taken for document in documents for taken in _taken(document, room, 1))


def is_archive(document: Document) -> bool:
    """Whether a document is a ZIP to take apart; an office file is one inside, and is not taken apart."""
    if not document.content.startswith(_BEGINS) or document.name.lower().endswith(_SHEETS):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            return not _OFFICE_FILES & {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return document.name.lower().endswith(".zip")


def _taken(document: Document, room: _Room, depth: int) -> Iterator[Taken]:
    if not is_archive(document):
        yield Taken(document)
        return
    try:
        members, reason = _members(document, room, depth)
    except _TooMuchError as error:
        yield Taken(document, True, Reason("archive-limit", {"what": str(error)}, document.name))
        return
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        yield Taken(document, True, Reason("document-unreadable", {"what": "archive"}, document.name))
        return
    yield Taken(document, True, reason)
    for member in members:
        yield from _taken(member, room, depth + 1)


def _members(document: Document, room: _Room, depth: int) -> tuple[list[Document], Reason | None]:
    """Unpack one archive: nothing of one that is beyond a limit."""
    if depth > MAX_DEPTH:
        raise _TooMuchError("archive-depth")
    left, found = _Left(), []
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        _require_bounded(archive, len(document.content), room)
        for member in members_of(archive):
            content = _content(archive, document.content, member, left, room)
            if content is not None:
                found.append(_document(document, member, content))
    return found, _reason(document, left, room.passwords, is_empty=not found)


def _require_bounded(archive: zipfile.ZipFile, packed: int, room: _Room) -> None:
    infos = archive.infolist()
    size = sum(info.file_size for info in infos)
    room.files -= len(infos)
    if room.files < 0:
        raise _TooMuchError("archive-files")
    if size > room.size:
        raise _TooMuchError("archive-size")
    if size > RATIO_FROM_BYTES and size > packed * MAX_RATIO:
        raise _TooMuchError("archive-ratio")


def _content(archive: zipfile.ZipFile, packed: bytes, member: Member, left: _Left, room: _Room) -> bytes | None:
    """Unpack one file, or note why not."""
    if is_program(member.name):
        left.programs.append(member.name)
        return None
    try:
        if not member.is_locked:
            return content_of(archive, packed, member, room.take)
        content = locked_content_of(archive, packed, member, room.passwords, room.take)
    except DamagedError:
        left.damaged.append(member.name)
        return None
    if content is None:
        left.locked.append(member.name)
    return content


def _document(archive: Document, member: Member, content: bytes) -> Document:
    name = attachment_name(member.name)
    return replace(
        archive,
        key=f"{archive.key}/{member.number}",
        name=name,
        media_type=media_type_of(name),
        digest=digest_of(content),
        content=content,
    )


def media_type_of(name: str) -> str:
    """Tell a file's media type by how its name ends."""
    fitting = (one.media_types[0] for one in FORMATS if name.lower().endswith(one.endings))
    return next(fitting, "application/zip" if name.lower().endswith(".zip") else "application/octet-stream")


def _reason(document: Document, left: _Left, passwords: Passwords, *, is_empty: bool) -> Reason | None:
    """Say what of an archive gave no document: first what a password opens, then what must be sent again."""
    if left.locked:
        locked = passwords.locked("locked-zip", files=_named(left.locked))
        return Reason(locked.code, locked.values, document.name)
    if left.damaged:
        return Reason("archive-damaged", {"files": _named(left.damaged + left.programs)}, document.name)
    if left.programs:
        return Reason("archive-program", {"files": _named(left.programs)}, document.name)
    return Reason("document-unreadable", {"what": "archive-empty"}, document.name) if is_empty else None


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:MAX_NAMED]) + (" …" if len(names) > MAX_NAMED else "")
