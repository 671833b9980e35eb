"""Passwords a person typed for one locked file: each in a file only its owner may read, for as long as it is needed.

One waits under a name made by chance until the agent has tried it; one that opened a delivery stays beside it while
something of that delivery waits, because what waits is read again. They stand nowhere else.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import time
from collections.abc import Callable, Collection, Sequence
from hashlib import sha256
from pathlib import Path

from loguru import logger

from agent.core.durable import write_whole
from agent.core.errors import MachineError
from agent.log import keep_out
from agent.settings.secrets import FOLDER, make_private

TYPED = FOLDER / ".typed"
UNCLAIMED_S = 300.0
"""Seconds one may lie there that nobody speaks of: its command may be just on its way."""
MOST_OF_ONE = 20
LONGEST = 200
"""Letters that a typed password has at most."""
NAME = re.compile(r"[0-9a-f]{32}")


class PasswordNotKeptError(MachineError):
    """A typed password cannot be handed to the agent by way of its files."""

    code = "password-not-kept"
    hint = "Give the command as the user who runs the agent; that user must be able to write into `var/secrets`."


class TypedPasswords:
    """The typed passwords of one site's folder."""

    def __init__(self, site: Path) -> None:
        self._folder, self._owned_like = site / TYPED, site / "var"
        self._tried: set[str] = set()

    @property
    def has_tried(self) -> bool:
        """Whether one that was read here still lies there."""
        return bool(self._tried)

    def keep(self, password: str) -> str:
        """Keep one for the agent; return the name it is found by.

        Raises:
            PasswordNotKeptError: It cannot be written, or the agent could not read it.
        """
        name = secrets.token_hex(16)
        self._write(name, [password])
        return name

    def find(self, name: str) -> str | None:
        """Return one that is kept here, to be tried; None where it is gone, or lies on another machine.

        Raises:
            PasswordNotKeptError: It lies here and cannot be read.
        """
        known = self._read(name) if NAME.fullmatch(name) else []
        if known:
            self._tried.add(name)
            keep_out(known[0])
        return known[0] if known else None

    def keep_for(self, delivery: str, password: str) -> None:
        """Keep one beside a delivery it opened, before those that opened other parts of it.

        Raises:
            PasswordNotKeptError: It cannot be written.
        """
        self.put_back(delivery, [*dict.fromkeys((password, *self.of(delivery)))][:MOST_OF_ONE])

    def put_back(self, delivery: str, known: Sequence[str]) -> None:
        """Have these, and no others, lie beside a delivery.

        Raises:
            PasswordNotKeptError: They cannot be written.
        """
        if known:
            self._write(name_for(delivery), known)
        else:
            self.forget(name_for(delivery))

    def of(self, delivery: str) -> tuple[str, ...]:
        """Return those that opened a delivery, the latest first.

        Raises:
            PasswordNotKeptError: They lie here and cannot be read.
        """
        return tuple(self._read(name_for(delivery)))

    def sweep(self, needed: Callable[[], Collection[str]]) -> None:
        """Remove what nobody needs: what was tried here at once, and what a killed process left after some minutes."""
        try:
            self._sweep(needed)
        except OSError as error:
            self._tried.clear()  # looked for again with the others, not at once
            logger.bind(what=error.strerror).warning("typed passwords cannot be looked through")

    def _sweep(self, needed: Callable[[], Collection[str]]) -> None:
        is_ours = self._folder.is_dir() and not self._folder.is_symlink()
        lying = list(self._folder.iterdir()) if is_ours else []
        names = needed() if lying else ()
        for path in lying:
            if path.name not in names and (path.name in self._tried or _age_s(path) > UNCLAIMED_S):
                path.unlink(missing_ok=True)
        self._tried &= {path.name for path in lying if path.exists()}

    def forget(self, name: str) -> None:
        """Remove one whose command could not be given."""
        (self._folder / name).unlink(missing_ok=True)

    def _write(self, name: str, known: Sequence[str]) -> None:
        try:
            self._require_ours()
            make_private(self._folder.parent)
            make_private(self._folder)
            write_whole(self._folder / name, json.dumps(known, ensure_ascii=False).encode(), mode=0o600)
        except (OSError, UnicodeEncodeError) as error:
            what = getattr(error, "strerror", None) or type(error).__name__
            raise PasswordNotKeptError(place=str(self._folder), what=what) from None

    def _read(self, name: str) -> list[str]:
        try:
            return [str(one) for one in json.loads((self._folder / name).read_bytes())]
        except (FileNotFoundError, ValueError):
            return []
        except OSError as error:
            raise PasswordNotKeptError(place=str(self._folder), what=error.strerror) from error

    def _require_ours(self) -> None:
        """Refuse to write as somebody whose files the agent may not read, or where a link leads elsewhere."""
        places = (self._owned_like, self._folder) if self._folder.exists() else (self._owned_like,)
        owners = {place.stat().st_uid for place in places}
        if os.name != "nt" and owners != {os.geteuid()}:
            raise PermissionError(0, f"uid {os.geteuid()} / {', '.join(map(str, sorted(owners)))}")
        if self._folder.is_symlink():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def name_for(delivery: str) -> str:
    """Name what is kept beside a delivery."""
    return "of-" + sha256(delivery.encode()).hexdigest()[:32]


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
