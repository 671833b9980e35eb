"""The passwords known for a delivery's sender, and what is said of a file that none of them opens."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from agent.core.errors import BusinessError

MAX_TRIED = 32
"""Passwords that are tried of one delivery; each has two writings at most."""

Opened = TypeVar("Opened")


class LockedError(BusinessError):
    """A file needs a password, and none that is known for its sender opens it."""

    code = "document-locked"
    hint = (
        "Type the password with `denpyo queue unlock`, or keep it for the sender with `denpyo secrets set`, then retry."
    )


class Passwords:
    """The passwords that may open one delivery's files; what it holds shows in no text made of it.

    Each is tried as it is written, then with its full-width letters folded.
    """

    __slots__ = ("_rounds", "_tried")

    def __init__(self, known: Sequence[str] = ()) -> None:
        passwords = [*dict.fromkeys(known)][:MAX_TRIED]
        writings = (text for one in passwords for text in (one, unicodedata.normalize("NFKC", one).strip()))
        self._tried = [text for text in dict.fromkeys(writings) if text]
        self._rounds = 0

    def __bool__(self) -> bool:
        return bool(self._tried)

    def first(self, opens: Callable[[str], Opened | None]) -> Opened | None:
        """Return what the first fitting password opens; one that fitted is tried first from now on."""
        for password in self._tried:
            opened = opens(password)
            if opened is not None:
                self._tried.remove(password)
                self._tried.insert(0, password)
                return opened
        return None

    def spend(self, rounds: int) -> int:
        """Count rounds of reckoning that a file of the delivery asks for; return how many all of them ask for."""
        self._rounds += rounds
        return self._rounds

    def locked(self, what: str, **more: str) -> LockedError:
        """Say that a file stays locked: no password is known for its sender, or none of the known ones fits."""
        return LockedError(what=what, why="password-wrong" if self._tried else "password-missing", **more)


NONE_KNOWN = Passwords()
