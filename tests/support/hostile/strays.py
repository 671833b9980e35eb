"""Nothing at all, and bytes without sense, under every ending that is read."""

from __future__ import annotations

from collections.abc import Iterator

from agent.extract.formats import FORMATS
from tests.support.hostile.made import Hostile, noise

_ENDINGS = (*(ending for one in FORMATS for ending in one.endings), ".zip", ".eml", ".dat", ".docx", ".exe", "")


_PROGRAM = {".exe": "document-program"}
_NOISE = {".zip": "archive-other", ".eml": "encoding", "": "unknown"}
_BY_READS = {"pdf": "pdf", "scan": "picture", "sheet": "workbook"}


def _what(ending: str) -> str:
    """Say what noise under an ending is said to be: what is read as text fits no encoding."""
    of_format = next((one for one in FORMATS if ending in one.endings), None)
    return _NOISE.get(ending, ending) if of_format is None else _BY_READS.get(of_format.reads, "encoding")


def _strays() -> Iterator[Hostile]:
    for seed, ending in enumerate(_ENDINGS):
        yield Hostile(f"nothing{ending}", _PROGRAM.get(ending, "document-unreadable:empty"), bytes)
        yield Hostile(
            f"stray{ending}",
            _PROGRAM.get(ending, f"document-unreadable:{_what(ending)}"),
            lambda seed=seed: noise(3_000, seed),
        )


FILES = tuple(_strays())
