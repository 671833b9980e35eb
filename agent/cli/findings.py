"""Findings of files as programs read them: codes and English, whatever the site speaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.marks.findings import FileFinding


def findings_as_json(findings: Iterable[FileFinding]) -> list[dict[str, str | int]]:
    """Return findings as `--json` shows them."""
    return [
        {
            "place": str(one.place),
            "file": one.place.file,
            "line": one.place.line,
            "column": one.place.column,
            "code": one.code,
            "message": one.message,
            "hint": one.hint,
        }
        for one in findings
    ]
