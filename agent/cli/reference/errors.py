"""The page of error codes: what each means, what Denpyo does about it, what to do next."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import agent
import connectors
import robots
import rules
from agent.core.errors import (
    BusinessError,
    ConfigError,
    DenpyoError,
    OutcomeUnknownError,
    PermanentError,
    TransientError,
)

NOT_IMPORTED = (".migrations", ".__main__")
WHAT_HAPPENS = {
    OutcomeUnknownError: "The commit left and no answer was seen: Denpyo looks up before anything else.",
    ConfigError: "Files or surroundings are wrong: Denpyo refuses to start, or keeps the last good set.",
    TransientError: "The world is down for now: the call is repeated with back-off.",
    BusinessError: "A person is needed: it waits in the exception queue and is never retried by itself.",
    PermanentError: "No retry helps: the document is kept whole among the dead letters.",
}

GROUPS = (ConfigError, TransientError, BusinessError, PermanentError)


def page() -> str:
    """Write the page."""
    parts = [
        "# Error codes",
        "A code stays the same for years. Every failure is told with its code, place and next move.",
    ]
    for error in {one.code: one for one in sorted(error_classes(), key=lambda one: one.code)}.values():
        parts.append(f"## {error.code}\n\n{_summary(error)}\n\n{_happens(error)}")
        if error.hint:
            parts.append(f"**Next:** {error.hint}")
    return "\n\n".join(parts)


def error_classes() -> list[type[DenpyoError]]:
    """Return every error class that has a code of its own, wherever it stands in the code."""
    for package in (agent, connectors, robots, rules):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in module.name for part in NOT_IMPORTED):
                importlib.import_module(module.name)
    return [one for one in _below(DenpyoError) if "code" in vars(one) and one not in GROUPS]


def _below(kind: type[DenpyoError]) -> Iterator[type[DenpyoError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _summary(error: type[DenpyoError]) -> str:
    return (error.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


def _happens(error: type[DenpyoError]) -> str:
    return next((text for kind, text in WHAT_HAPPENS.items() if issubclass(error, kind)), "")
