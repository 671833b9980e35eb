"""Print results on stdout: tables for people, JSON for programs."""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from agent.extract.values import seen
from agent.wording.terminal import pieces

CYAN, PLAIN = "\033[36m", "\033[39m"
ESCAPES = re.compile(r"\033\[[0-9;]*m")


def say(text: str = "") -> None:
    """Print one line of a result."""
    sys.stdout.write(f"{shown(text, sys.stdout)}\n")


def note(text: str) -> None:
    """Print one line that is no result, such as progress, on stderr."""
    sys.stderr.write(f"{shown(text, sys.stderr)}\n")


def shown(text: str, stream: TextIO) -> str:
    """Show names that stand in backticks in colour on a terminal, in quotes where it has none; else as they are."""
    if not stream.isatty():
        return text
    is_grey = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    before, after = ("'", "'") if is_grey else (CYAN, PLAIN)
    return "".join(f"{before}{piece}{after}" if is_name else piece for piece, is_name in pieces(text))


def show_json(value: Any) -> None:
    """Print a value, dataclasses too, as JSON; decimals as text, instants in ISO form."""
    sys.stdout.write(json.dumps(_whole(value), ensure_ascii=False, indent=2, default=_plain) + "\n")


def show_table(heads: Sequence[str], rows: Sequence[Sequence[Any]], *, nothing: str) -> None:
    """Print rows under their heads, wide letters counted as two; `nothing` stands for no rows."""
    if not rows:
        say(nothing)
        return
    table = [list(heads), *([shown(_cell(value), sys.stdout) for value in row] for row in rows)]
    widths = [max(_width(row[column]) for row in table) for column in range(len(heads))]
    for row in table:
        cells = (text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def show_pairs(pairs: Sequence[tuple[str, Any]]) -> None:
    """Print names and their values, one pair a line, the values below each other."""
    widest = max((_width(name) for name, _ in pairs), default=0)
    for name, value in pairs:
        say(f"{name}:{' ' * (widest - _width(name))} {_cell(value)}".rstrip())


def local(moment: datetime | None, zone: ZoneInfo) -> str:
    """Write an instant as the site's clock shows it."""
    return "" if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def yen(amount: int | Decimal | None) -> str:
    """Write yen with its thousands."""
    return "" if amount is None else f"{amount:,}"


def counted(n: int, what: str) -> str:
    """Write a count with its noun: `1 finding`, `2 findings`."""
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _cell(value: Any) -> str:
    return "" if value is None else seen(str(value)).replace("\n", " ")


def _width(text: str) -> int:
    """Count a text's places on the screen: Japanese letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in ESCAPES.sub("", text))


def _whole(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (Decimal, Path)):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
