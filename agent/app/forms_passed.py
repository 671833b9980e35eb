"""Remembers which forms last passed their own tests, so that a start need not run hundreds of them over again."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from agent.core.delivery import digest_of
from agent.core.durable import write_whole

FILE = Path("var", "forms-passed")
FORMS = ("*.yaml", "tests/*")


def has_passed(site: Path, digest: str) -> bool:
    """Whether it was this set of forms that last passed; False where that cannot be told."""
    try:
        return (site / FILE).read_text("ascii") == digest
    except (OSError, ValueError):
        return False


def keep_passed(site: Path, digest: str) -> None:
    """Remember a set that passed; a folder that cannot be written remembers nothing."""
    with suppress(OSError):
        (site / FILE).parent.mkdir(exist_ok=True)
        write_whole(site / FILE, digest.encode())


def digest_of_forms(site: Path) -> str:
    """Name all that the tests depend on: the forms, the documents, and the version that reads them."""
    return digest_of("\n".join((importlib.metadata.version("denpyo"), *_parts(site / "forms"))).encode())


def _parts(forms: Path) -> Iterator[str]:
    for path in sorted(path for pattern in FORMS for path in forms.glob(pattern)):
        with suppress(OSError):
            yield f"{path.relative_to(forms).as_posix()} {digest_of(path.read_bytes())}"
