"""What the screen showed: kept by digest, written once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One stored piece: picture or page text. `name` says when it was taken (`before-commit`, `failure`)."""

    name: str
    digest: str
    media_type: str
    size_bytes: int
