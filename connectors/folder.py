"""Folder connector: one finished file in a watched folder is one delivery.

What keeps files safe: a share that is away is told from an empty folder by our hidden folder `.denpyo` in the same
listing; a file is claimed by renaming it there before it is compared and filed, so nobody can replace what is compared;
nothing is ever overwritten; whatever a killed settlement left behind is given back at the next look. A settlement that
a power cut undoes is seen again with the same key.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import threading
import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from fnmatch import fnmatch
from itertools import chain
from pathlib import Path
from typing import Literal

from pydantic import Field

from agent.core.delivery import Delivery, Settlement, digest_of
from agent.core.errors import ConfigError, TransientError
from agent.core.ports import SourceContext
from agent.core.spec import Connector, ConnectorConfig, Seconds
from connectors.folder_files import Stamp, marked_name, move_to_free_name, read_finished, readable
from connectors.folder_watch import FolderWatch, Patience

MARKER = ".denpyo"
TEMPORARY_STARTS = (".", "~$")
TEMPORARY_ENDS = (".tmp", ".part", ".partial", ".filepart", ".crdownload")
NOT_ORDERS = ("thumbs.db", "desktop.ini")
NOTE = """\
このファイルは注文として取り込めませんでした。

ファイル名: {name}
理由と次にすることは、Denpyo の画面の「要対応」に出ています。
直したファイルをもう一度「{folder}」に入れてください。中身が同じままのファイルは、入れ直しても取り込まれません。

----
This file could not be taken as an order.

File: {name}
The reason and the next step stand in the exception queue of the Denpyo console.
Put the corrected file into "{folder}" again. A file with unchanged content will not be taken.
"""


class FolderMissingError(ConfigError):
    """The watched folder does not exist."""

    code = "folder-missing"
    hint = "Create the folder, or correct `path` in the source's file."


class FolderNotWritableError(ConfigError):
    """Files can be read but not moved away, so no file could ever be settled."""

    code = "folder-not-writable"
    hint = "Give Denpyo's user the right to write in the folder: settled files are moved into subfolders."


class FolderShareAwayError(TransientError):
    """The folder is not the one seen before: the share is not mounted, or the server is away."""

    code = "folder-share-away"
    hint = "Mount the share again. If the folder was made anew on purpose, delete the file named in the message."


class FolderFileLockedError(TransientError):
    """A file is there but cannot be read or moved: another program holds it, or its permissions forbid."""

    code = "folder-file-locked"
    hint = "Close the file in the other program, or give Denpyo's user the right to read and move it."


class FolderConfig(ConnectorConfig):
    """Settings of one folder source."""

    path: Path = Field(description="Folder to watch; relative to the site.", examples=["/mnt/orders/in"])
    pattern: str = Field("*", description="Which files are orders; several patterns with blanks between.")
    quiet: Seconds = Field(5, description="Seconds a file must stay unchanged; 0 where files are renamed into place.")
    events: Literal["native", "polling"] = Field("native", description="`polling` for network shares: no events come.")
    poll: float = Field(2, gt=0, description="Seconds between two looks where no events come.")
    max_mb: float = Field(50, gt=0, description="Larger files are not read; they go to a person.")
    done: str = Field("done", description="Subfolder for files that were taken.", pattern=r"^[^/\\.][^/\\]*$")
    error: str = Field("error", description="Subfolder for files that were refused.", pattern=r"^[^/\\.][^/\\]*$")


class _Marker:
    """The hidden folder by which a share that is away is told from an empty one.

    The same random word stands in it and in a file of the site. First use, when neither is there, makes both.
    """

    def __init__(self, folder: Path, record: Path) -> None:
        self._folder, self._record = folder, record
        self._id_file = folder / MARKER / "id"

    def ensure(self) -> None:
        """Make the marker at first use; later, insist on it.

        Raises:
            FolderShareAwayError: It was there once and is not, or is another folder's.
            FolderNotWritableError: It cannot be made.
        """
        known, present = self.known_id(), self._present_id()
        if known is not None and present != known:
            raise self.away()
        try:
            if present is None:
                present = uuid.uuid4().hex
                self._id_file.parent.mkdir(exist_ok=True)
                self._id_file.write_text(present, encoding="ascii")
            if known is None:
                self._remember(present)
        except OSError as error:
            raise FolderNotWritableError(str(error), place=str(self._folder)) from error

    def known_id(self) -> str | None:
        """Return the word written down for this folder; None when it was never seen."""
        try:
            noted = json.loads(self._record.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return str(noted["id"]) if noted.get("path") == str(self._folder) else None

    def away(self) -> FolderShareAwayError:
        """Say that the folder is not the one seen before, and what to delete if that is right."""
        return FolderShareAwayError(
            f"the folder is not there, or not the one seen before ({self._record})", place=str(self._folder)
        )

    def _present_id(self) -> str | None:
        try:
            return self._id_file.read_text(encoding="ascii").strip() or None
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self.away() from error

    def _remember(self, marker_id: str) -> None:
        self._record.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._record.with_suffix(".new")
        fresh.write_text(json.dumps({"path": str(self._folder), "id": marker_id}), encoding="utf-8")
        fresh.replace(self._record)


class FolderSource:
    """Delivers files oldest first. Key: name and digest, so a changed file is a new delivery."""

    def __init__(self, config: FolderConfig, ctx: SourceContext) -> None:
        self._config, self._ctx = config, ctx
        self._folder = ctx.site_path(config.path)
        self._claims = self._folder / MARKER / "claimed"
        self._marker = _Marker(self._folder, ctx.site_path(Path("var") / "sources" / f"{ctx.name}.json"))
        self._patience = Patience(timedelta(seconds=config.quiet))
        self._limit_bytes = int(config.max_mb * 1_000_000)
        self._changed = threading.Event()
        self._watch = FolderWatch(self._folder, self._changed.set) if config.events == "native" else None
        self._hears = False
        self._left_alone: tuple[str, ...] = ()

    def check(self) -> None:
        """Fail at start, by name, rather than stay silent all day."""
        self._require_folder()
        try:
            for folder in (self._claims, self._folder / self._config.done, self._folder / self._config.error):
                folder.mkdir(exist_ok=True)
                probe = folder / f".probe-{uuid.uuid4().hex}"
                probe.touch()
                probe.unlink()
        except OSError as error:
            raise FolderNotWritableError(str(error), place=str(self._folder)) from error

    def deliveries(self) -> Iterator[Delivery]:
        """Yield what is ready now, oldest first. Files that cannot be read are named once nothing else is left."""
        locked: list[str] = []
        n_delivered = 0
        for name in self._ready(self._listing()):
            try:
                read = read_finished(self._folder / name, self._limit_bytes)
            except OSError:
                locked.append(readable(name))
                continue
            if read is None:
                self._patience.look_again(self._ctx.now())
                continue
            n_delivered += 1
            yield self._delivery_of(name, *read)
        if locked and not n_delivered:
            raise FolderFileLockedError(f"cannot be read: {', '.join(locked)}", place=str(self._folder))

    def settle(self, delivery: Delivery, settlement: Settlement) -> None:
        """Move exactly the bytes that were delivered into `done` or `error`; a released file stays."""
        if settlement is Settlement.RELEASE:
            return
        try:
            self._settle(delivery, settlement)
        except OSError as error:
            message = f"cannot be moved: {delivery.name} ({error.strerror})"
            raise FolderFileLockedError(message, place=str(self._folder)) from error

    def wait(self, seconds: float) -> None:
        """Return when a file is finished, when one has been quiet long enough, or when the time is over."""
        if not self._hears:
            seconds = min(seconds, self._config.poll)
        if self._patience.due is not None:
            seconds = min(seconds, max(0.0, (self._patience.due - self._ctx.now()).total_seconds()))
        self._changed.wait(seconds)
        self._changed.clear()

    def holds_back(self) -> bool:
        """Whether a file was seen that has not been quiet for long enough."""
        return self._patience.due is not None

    def left_alone(self) -> Sequence[str]:
        """Name the files that fit no pattern, and what is no file at all, such as a link; both stay in the folder."""
        return self._left_alone

    def wake(self) -> None:
        """Make `wait` return now."""
        self._changed.set()

    def close(self) -> None:
        """Stop watching the folder."""
        if self._watch is not None:
            self._watch.close()

    def _listing(self) -> list[os.DirEntry[str]]:
        """List the folder; its marker must be in the same listing, so that "away" is never "empty"."""
        self._require_folder()
        try:
            self._hears = self._watch is not None and self._watch.arm()  # before listing: no hole between the two
            self._give_back_leftovers()
            with os.scandir(self._folder) as found:
                entries = list(found)
        except OSError as error:
            raise self._marker.away() from error
        if not any(entry.name == MARKER for entry in entries):
            raise self._marker.away()
        return entries

    def _require_folder(self) -> None:
        if not os.path.isdir(self._folder):  # noqa: PTH112  False when the share is away, where Path.is_dir raises
            if self._marker.known_id() is not None:
                raise self._marker.away()
            raise FolderMissingError(f"there is no folder {self._folder}", place=str(self._folder))
        self._marker.ensure()

    def _ready(self, entries: list[os.DirEntry[str]]) -> list[str]:
        now = self._ctx.now()
        self._patience.begin_look({entry.name for entry in entries})
        ready, left_alone = [], []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) or _is_passing(entry.name):
                continue
            with contextlib.suppress(FileNotFoundError):
                status = entry.stat(follow_symlinks=False)
                if not (stat.S_ISREG(status.st_mode) and self._is_wanted(entry.name)):
                    left_alone.append(readable(entry.name))
                elif self._patience.is_over(entry.name, Stamp.of(status), now):
                    ready.append((status.st_mtime_ns, entry.name))
        self._left_alone = tuple(sorted(left_alone))
        return [name for _, name in sorted(ready)]

    def _is_wanted(self, name: str) -> bool:
        return any(fnmatch(name.lower(), pattern.lower()) for pattern in self._config.pattern.split())

    def _delivery_of(self, name: str, content: bytes, media_type: str) -> Delivery:
        shown = readable(name)
        return Delivery(
            source=self._ctx.name,
            external_id=shown,
            digest=digest_of(content),
            name=shown,
            media_type=media_type,
            content=content,
            received_at=self._ctx.now(),
            handle=name,
        )

    def _settle(self, delivery: Delivery, settlement: Settlement) -> None:
        claimed = self._claim(delivery.handle)
        if claimed is None:
            return
        read = read_finished(claimed, self._limit_bytes)
        if read is None or digest_of(read[0]) != delivery.digest:
            self._give_back(claimed)  # replaced or written to meanwhile: the next look delivers it
            return
        self._file_away(claimed, delivery, settlement)

    def _claim(self, name: str) -> Path | None:
        """Rename a file into a claim of its own, out of everybody's reach; None when it is gone."""
        claim = self._claims / uuid.uuid4().hex[:12]
        self._claims.mkdir(exist_ok=True)  # never its parents: they would look like the share's marker
        claim.mkdir()
        try:
            (self._folder / name).rename(claim / name)
        except FileNotFoundError:
            claim.rmdir()
            return None
        return claim / name

    def _give_back(self, claimed: Path) -> None:
        marks = (uuid.uuid4().hex[:8] for _ in range(100))
        move_to_free_name(claimed, self._folder, chain([claimed.name], (marked_name(claimed.name, m) for m in marks)))
        claimed.parent.rmdir()
        self._changed.set()

    def _give_back_leftovers(self) -> None:
        if not self._claims.is_dir():
            return
        for claim in list(self._claims.iterdir()):
            for left in list(claim.iterdir()):
                self._give_back(left)
            with contextlib.suppress(FileNotFoundError):
                claim.rmdir()

    def _file_away(self, claimed: Path, delivery: Delivery, settlement: Settlement) -> None:
        refused = settlement is Settlement.REJECT
        folder = self._folder / (self._config.error if refused else self._config.done)
        folder.mkdir(exist_ok=True)
        short = delivery.digest[:12]
        marks = chain([short], (f"{short}-{n}" for n in range(2, 10_000)))
        filed = folder / marked_name(claimed.name, short)
        if _holds(filed, delivery.digest):  # filed before, by a settlement that was killed; the same name and bytes
            claimed.unlink()
        else:
            filed = move_to_free_name(claimed, folder, (marked_name(claimed.name, mark) for mark in marks))
        claimed.parent.rmdir()
        if refused:
            note = NOTE.format(name=delivery.name, folder=self._folder)
            filed.with_name(f"{filed.name}.txt").write_text(note, encoding="utf-8-sig", newline="\r\n")


def _is_passing(name: str) -> bool:
    """Whether a file is hidden, half written or a system's own: nobody means it to be an order."""
    plain = name.lower()
    return plain.startswith(TEMPORARY_STARTS) or plain.endswith(TEMPORARY_ENDS) or plain in NOT_ORDERS


def _holds(path: Path, digest: str) -> bool:
    """Whether a file with exactly these bytes stands there."""
    return path.is_file() and digest_of(path.read_bytes()) == digest


CONNECTOR = Connector(
    kind="folder",
    summary="Files dropped into a folder",
    config=FolderConfig,
    open=FolderSource,
    errors=(FolderMissingError, FolderNotWritableError, FolderShareAwayError, FolderFileLockedError),
)
