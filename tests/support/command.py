"""The `denpyo` command of the environment the tests run in."""

from __future__ import annotations

import sys
from pathlib import Path


def denpyo(site: Path, *arguments: str) -> list[str]:
    """Return the words that start one command on a site."""
    return [str(Path(sys.executable).with_name("denpyo")), "--site", str(site), *arguments]
