"""What a reader trips over is its document's reason: the documents beside it are read all the same."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from agent.core.errors import Reason
from agent.extract.extraction import Extraction

MAX_WHY = 300
UNREADABLE, TRIPPED = "document-unreadable", "error"


def survived(read: Callable[[], Extraction], name: str, *, is_secret: bool = False) -> Extraction:
    """Read, whatever happens.

    Args:
        read: Reads one document.
        name: Its name.
        is_secret: Whether a library's message may hold a password it was given.
    """
    try:
        return read()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 (the edge of foreign readers; those in Rust panic outside Exception)
        return Extraction(reason=reason_of(error, name, is_secret=is_secret))


def has_tripped(reason: Reason) -> bool:
    """Whether a reader tripped over a document, so that nothing can be told of it."""
    return reason.code == UNREADABLE and reason.values.get("what") == TRIPPED


def reason_of(error: BaseException, name: str, *, is_secret: bool = False) -> Reason:
    """Say what a reader tripped over."""
    if isinstance(error, MemoryError):
        return Reason("document-limit", {"what": "memory"}, name)
    said = "".join(traceback.format_exception_only(error)).strip()[:MAX_WHY]
    return Reason(UNREADABLE, {"what": TRIPPED, "why": type(error).__name__ if is_secret else said}, name)
