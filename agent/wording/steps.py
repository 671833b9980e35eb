"""A robot's steps in either language. They are kept as they were told, in English, and worded where they are shown.

A step begins with what was done; the rest is a name on the page, an address or a number, and stays as it is.
"""

from __future__ import annotations

from agent.wording.catalogue import knows, say

DEEDS = (
    "the session has expired: log in again",
    "the list moved while it was read: read again",
    "slip is in its place",
    "rows needed:",
    "rows of",
    "wait for",
    "window: press",
    "not pressed:",
    "left out",
    "look for",
    "read back",
    "open",
    "fill",
    "press",
    "commit",
    "call",
    "keys",
    "upload",
    "print",
    "compare",
    "read",
    "download",
    "line",
    "passed",
    "write",
)
"""What steps begin with; where one is the beginning of another, the longer stands first."""


def say_step(language: str, told: str) -> str:
    """Say a step; one of a kind that is not known here is said as it was told."""
    for deed in DEEDS:
        if told == deed or told.startswith(f"{deed} "):
            rest = told.removeprefix(deed).strip()
            found = [msgid for msgid in (f"step.{deed}", f"step.{deed} {{rest}}") if knows(language, msgid)]
            return say(language, found[0], rest=rest).strip() if found else told
    return told
