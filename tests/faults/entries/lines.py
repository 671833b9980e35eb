"""Raw lines of campaigns: read again, those of batches that were cut off left out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Batch:
    """One campaign on fresh books: how it was begun, each entry, how it ended."""

    head: dict[str, Any]
    entries: list[dict[str, Any]] = field(default_factory=list)
    end: dict[str, Any] = field(default_factory=dict)

    @property
    def wrong(self) -> dict[str, list[str]]:
        """Orders with a difference, by its code."""
        found: dict[str, list[str]] = {}
        for code, order in self.end["wrong"]:
            found.setdefault(code, []).append(order)
        return found


def read_batches(files: Sequence[Path]) -> list[Batch]:
    """Return the batches that came to their end; one begun again counts once."""
    batches: list[Batch] = []
    for file in files:
        for text in _text(file).splitlines():
            line = json.loads(text)
            if "batch" in line:
                batches.append(Batch(line))
            elif "end" in line:
                batches[-1].end = line["end"]
            elif "order" in line:
                batches[-1].entries.append(line)
    return [batch for batch in batches if batch.end]


def _text(file: Path) -> str:
    if not file.exists():
        return ""
    return gzip.decompress(file.read_bytes()).decode() if file.suffix == ".gz" else file.read_text("utf-8")
