"""What makes a rename outlive a power cut."""

from __future__ import annotations

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable; systems that cannot sync a folder (Windows) keep it durable themselves.

    Raises:
        OSError: The folder cannot be synced; whether the last rename outlives a power cut is not sure.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
