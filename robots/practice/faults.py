"""Faults that can be switched on from outside, and counts of what happened."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any


class Faults:
    """Named faults with values. A name ending in `_next` counts down: so many of the next calls meet the fault."""

    def __init__(self, **start: Any) -> None:
        self._start = dict(start)
        self._values = dict(start)
        self._counts: Counter[str] = Counter()
        self._guard = threading.Lock()

    def set(self, wanted: dict[str, Any]) -> None:
        """Switch faults.

        Raises:
            ValueError: A name is unknown, or a value is of another kind than the fault's first one.
        """
        for name, value in wanted.items():
            if name not in self._start:
                raise ValueError(f"no fault is called {name}; known: {', '.join(sorted(self._start))}")
            if not isinstance(value, type(self._start[name])) and not _is_number(value, self._start[name]):
                raise ValueError(f"{name} takes a value like {self._start[name]!r}")
        with self._guard:
            self._values.update(wanted)

    def value(self, name: str) -> Any:
        """Return a fault's present value."""
        with self._guard:
            return self._values[name]

    def is_due(self, name: str) -> bool:
        """Use up one of a fault's next times; False when none is left."""
        with self._guard:
            if self._values[name] <= 0:
                return False
            self._values[name] -= 1
            self._counts[name.removesuffix("_next")] += 1
            return True

    def count(self, what: str) -> None:
        """Note that something happened."""
        with self._guard:
            self._counts[what] += 1

    def state(self) -> dict[str, dict[str, Any]]:
        """Return the faults as they stand and the counts."""
        with self._guard:
            return {"faults": dict(self._values), "counts": dict(self._counts)}


def _is_number(value: object, like: object) -> bool:
    numbers = (int, float)
    return isinstance(value, numbers) and isinstance(like, numbers) and not isinstance(value, bool)
