"""Where things lie: the folder that is kept between runs, and who may own servers."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

MASTERS = Path(__file__).parents[3] / "config" / "masters"
CACHE = Path(os.environ.get("DENPYO_TEST_CACHE", "/var/tmp")) / f"denpyo-ledgersmb-{os.geteuid()}"
KEPT_S = 14 * 86_400


def owner() -> dict[str, object]:
    """Say who runs servers, as arguments of `subprocess`: PostgreSQL refuses root, so root gives way to `postgres`."""
    return {"user": "postgres", "group": "postgres", "extra_groups": ()} if os.geteuid() == 0 else {}


def give_away(folder: Path) -> None:
    """Let the servers write into a folder."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


def digest_of(*files: Path) -> str:
    """Name a state of files."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder of the cache; the first who asks makes it. A making cut off leaves nothing that counts."""
    ready = CACHE / name
    with locked():
        if not ready.exists():
            part = CACHE / f"{name}.part"
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            make(part)
            part.rename(ready)
        os.utime(ready)
    return ready


def drop_unused() -> None:
    """Drop what was made for earlier states of these files and is long out of use."""
    for kept in (*CACHE.glob("programs-*"), *CACHE.glob("seed-*")):
        if time.time() - kept.stat().st_mtime > KEPT_S:
            shutil.rmtree(kept)


@contextmanager
def locked() -> Iterator[None]:
    """Keep others out of the cache for a moment; the system lets go of it for whoever dies."""
    CACHE.mkdir(parents=True, exist_ok=True)
    if CACHE.stat().st_uid != os.geteuid():
        raise PermissionError(f"{CACHE} belongs to somebody else")
    with (CACHE / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
