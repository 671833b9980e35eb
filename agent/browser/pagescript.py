"""Our scripts inside the page, joined into one that stands on every document from its first moment."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

FILES = (
    "answer",
    "words",
    "resolver",
    "read",
    "fill",
    "choose",
    "calendar",
    "shown",
    "press",
    "text",
    "asking",
    "guard",
)
HERE = Path(__file__).parent / "js"

CALL = "([name, given]) => window.__denpyo ? window.__denpyo.answer(name, given) : '__denpyo absent'"
ABSENT = "__denpyo absent"


@cache
def furnished(files: tuple[str, ...] = FILES) -> str:
    """Load the files; each is a function that furnishes the room."""
    return "\n".join(f"({furnisher(name)})(room);" for name in files)


def furnisher(name: str) -> str:
    """Load one file without its leading comment."""
    return (HERE / f"{name}.js").read_text(encoding="utf-8").split("*/", 1)[1].strip()


def page_script(commit: str = "", *, watches: bool = False, polls: Sequence[str] = ()) -> str:
    """Write the script for one robot.

    Args:
        commit: Words of the commit button, which is refused until the commit step; empty: none.
        watches: Whether the guard inside the page judges presses; not where every button posts to one address.
        polls: Beginnings of paths the page asks without end, which nobody waits for.
    """
    told = {"commit": commit, "watches": watches, "polls": list(polls)}
    about = f"Object.assign(room, {json.dumps(told)});"
    keep = "Object.defineProperty(window, '__denpyo', {value: room});"
    return f"(() => {{ if (window.__denpyo) return; const room = {{}}; {about}\n{furnished()}\n{keep} }})()"
