"""A folder is synced where the system can, and left to the system where it cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agent.core.durable import sync_folder


def test_a_folder_that_is_away_is_named_as_such(tmp_path: Path):
    """What could not be synced is never taken for durable."""
    sync_folder(tmp_path)

    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "away")


def test_on_windows_a_folder_is_left_to_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """There no folder can be opened; nothing is tried, not even where it is away."""
    away = tmp_path / "away"
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        sync_folder(away)
