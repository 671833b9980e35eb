"""Show a robot's steps as they happen: on a terminal with the one in hand turning, elsewhere a line for each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from agent.cli.output import note

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status


class StepList:
    """Hears steps (agent.core.ports.StepLog) from the lane's thread."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.heard: list[str] = []
        self._began = monotonic()
        self._console: Console | None = None
        self._status: Status | None = None

    @contextmanager
    def shown(self) -> Iterator[StepList]:
        """Show steps until the block ends."""
        if not sys.stderr.isatty():
            yield self
            return
        from rich.console import Console

        self._console = Console(stderr=True, highlight=False)
        with self._console.status("") as self._status:
            yield self
            self._tick()
        self._console = self._status = None

    def step(self, text: str) -> None:
        """Show one step."""
        from agent.wording.steps import say_step

        text = say_step(self._language, text)
        if self._status is None:
            note(f"  {text}")
        else:
            from rich.text import Text

            self._tick()
            self._status.update(Text(text, no_wrap=True, overflow="ellipsis"))
        self.heard.append(text)
        self._began = monotonic()

    def _tick(self) -> None:
        """Leave the step that is done standing, with its seconds."""
        if self._console is not None and self.heard:
            from rich.text import Text

            line = Text(f"  ✓ {monotonic() - self._began:4.1f} s  ", "dim").append(self.heard[-1], "not dim")
            line.no_wrap, line.overflow = True, "ellipsis"
            self._console.print(line)
