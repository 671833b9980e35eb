"""What a terminal has of its own: the language its user set, and names in backticks that it can show in colour."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

QUOTED = re.compile(r"`([^`\n]+)`")


def language_here(variables: Mapping[str, str] | None = None) -> str:
    """Return the language of the terminal's user (`LC_ALL`, `LC_MESSAGES`, `LANG`): ja, else en."""
    known = os.environ if variables is None else variables
    spoken = next((known[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if known.get(name)), "")
    return "ja" if spoken.startswith("ja") else "en"


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a sentence in pieces, each with whether it stood in backticks (a command, a file, a setting)."""
    for n, piece in enumerate(QUOTED.split(text)):
        if piece:
            yield piece, n % 2 == 1
