"""Set the log up: where it goes, how a line reads, and what never stands in it.

The log is for the maintainer and may be lost; the audit log is for the auditor and may not.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO
from urllib.parse import quote, quote_plus
from weakref import WeakKeyDictionary

from loguru import logger

if TYPE_CHECKING:
    from loguru import Record

Shape = Literal["human", "json"]

HIDDEN = "***"
SHORTEST_SECRET = 4  # shorter ones would blank out half of every line
SHORTEST_LINE = 20  # of a key in PEM
SECRET_KEY = re.compile(r"(?i)pass(word|wd|phrase)?$|secret|token|authorization|cookie|credential|パスワード|暗証")
KEY_AND_VALUE = re.compile(
    r"(?i)((?:password|passwd|passphrase|secret|token|authorization|cookie|credential|パスワード|暗証番号)"
    r"[\"']?\s*[:=：]\s*)(?:(?:bearer|basic)\s+)?(\"[^\"]*\"|'[^']*'|[^\s,;&}\])]+)"
)
BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}")
ADDRESS = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s/:@]*:)[^\s/@]+@")
OURS = ("_human", "_json")
QUIET = dict.fromkeys(("alembic", "dbos", "uvicorn.access", "watchdog"), logging.WARNING)

_secrets: set[str] = set()
_sessions: WeakKeyDictionary[object, frozenset[str]] = WeakKeyDictionary()
_guard = threading.Lock()


def keep_out(secret: str) -> None:
    """Never show this text in the log, whoever writes it, in any of the writings it may come in."""
    with _guard:
        _secrets.update(writings_of(secret))


def keep_out_for(owner: object, secrets: Iterable[str]) -> None:
    """Keep these out of the log as long as their owner lives, in place of what it gave before: sessions change."""
    writings = frozenset(writing for secret in secrets for writing in writings_of(secret))
    with _guard:
        _sessions[owner] = writings


def known_secrets() -> list[str]:
    """Return what is kept out of the log, the longest first."""
    with _guard:
        return sorted(_secrets.union(*_sessions.values()), key=len, reverse=True)


def writings_of(secret: str) -> set[str]:
    """Return a secret as JSON, Python, an address or HTML write it; of several lines, each long one too."""
    whole = {secret, " ".join(secret.split()), json.dumps(secret)[1:-1], repr(secret)[1:-1]}
    whole |= {quote(secret), quote(secret, safe=""), quote_plus(secret), escape(secret), "".join(secret.split())}
    lines = {line.strip() for line in secret.splitlines() if len(line) >= SHORTEST_LINE and "-----" not in line}
    return {writing for writing in whole | lines if len(writing) >= SHORTEST_SECRET}


def redacted(text: str) -> str:
    """Return the text with secrets, and values that stand behind password-like names, blanked out."""
    left: list[str] = []
    at = 0
    for begin, end in sorted(_spans(text)):
        if begin > at or not left:
            left.append(text[at:begin])
        at = max(at, end)
    return HIDDEN.join([*left, text[at:]])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where the text as it came is to be blanked out: a secret may hold the name of another."""
    for secret in known_secrets():
        yield from (found.span() for found in re.finditer(re.escape(secret), text))
    yield from ((found.end(1), found.end() - 1) for found in ADDRESS.finditer(text))
    yield from ((found.end(1), found.end()) for found in KEY_AND_VALUE.finditer(text))
    yield from ((found.end(1) + 1, found.end()) for found in BEARER.finditer(text))


def set_up_log(
    stream: TextIO | None = None,
    *,
    shape: Shape = "human",
    level: str = "INFO",
    folder: Path | None = None,
) -> None:
    """Send the log to a stream and, with a folder, to a file there that turns over at 20 MB and is kept ten times.

    Every logger of the standard library, the engine's and the web server's too, ends in the same place.
    """
    logger.remove()
    settings: dict[str, Any] = {"level": level, "backtrace": False, "diagnose": False, "catch": True}
    out = sys.stderr if stream is None else stream
    logger.add(out, format=_human_format if shape == "human" else _json_format, **settings)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "denpyo.jsonl"
        logger.add(path, format=_json_format, rotation="20 MB", retention=10, opener=_owners_only, **settings)
    logging.basicConfig(handlers=[InterceptHandler()], level=logging.INFO, force=True)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(least)
    for name in ("dbos", "uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = [InterceptHandler()]
        logging.getLogger(name).propagate = False


class InterceptHandler(logging.Handler):
    """Hands records of the standard library's logging on to the one log."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass one record on with its level, its logger's name and its exception."""
        try:
            level: str | int = logger.level(record.levelname).name
        except ValueError:
            level = record.levelno
        bound = logger.bind(logger=record.name).opt(exception=record.exc_info, depth=6)
        bound.log(level, "{}", record.getMessage())


def _human_format(record: Record) -> str:
    bound = "".join(f" {name}={value}" for name, value in _bound(record).items())
    record["extra"]["_human"] = redacted(f"{record['message']}{bound}{_failure(record)}")
    return "<dim>{time:HH:mm:ss.SSS}</dim> <level>{level: <7}</level> {extra[_human]}\n"


def _json_format(record: Record) -> str:
    line: dict[str, Any] = {
        "time": record["time"].isoformat(timespec="milliseconds"),
        "level": record["level"].name,
        "message": record["message"],
        "where": f"{record['name']}:{record['line']}",
        **_bound(record),
    }
    failure = _failure(record)
    if failure:
        line["exception"] = failure.strip()
    record["extra"]["_json"] = json.dumps({name: _clean(value) for name, value in line.items()}, ensure_ascii=False)
    return "{extra[_json]}\n"


def _bound(record: Record) -> dict[str, Any]:
    extra = {name: value for name, value in record["extra"].items() if name not in OURS}
    return {name: HIDDEN if SECRET_KEY.search(name) else value for name, value in extra.items()}


def _clean(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return redacted(str(value))


def _failure(record: Record) -> str:
    failure = record["exception"]
    if failure is None:
        return ""
    lines = traceback.format_exception(failure.type, failure.value, failure.traceback)
    return "\n" + "".join(lines).rstrip()


def _owners_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
