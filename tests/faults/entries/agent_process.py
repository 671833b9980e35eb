"""The agent of a site as its own process, with two levers for tests: its clock, and a hook that presses commit early.

    python -m tests.faults.entries.agent_process SITE PATIENCE_S

Everything else is the agent as it ships. Orders by a line on the standard input: `clock SECONDS`, `early ORDER`,
`twice ORDER`, `die POINT`. Its end ends the agent in order.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from loguru import logger
from playwright.sync_api import Page

import robots.target
from agent.app import adapters
from agent.app import robots as app_robots
from agent.app.build import build
from agent.browser.lint import load_script
from agent.browser.script import Script
from agent.browser.session import Place
from agent.core.action import Slip
from agent.engine import fail_points

STOP_S = 30
COMMIT_BUTTON = "input[value=登録], #invoice > .dijitButton:has([value=post]) [role=button]"
CALL = "  - call: {hook: meddle}\n"


class Levers:
    """What the standard input moves."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)
        self._early: set[str] = set()
        self._twice: set[str] = set()

    def now(self) -> datetime:
        """Return the present instant as this agent's clock has it."""
        return datetime.now(UTC) + self._ahead

    def obey(self, line: str) -> None:
        """Carry out one order."""
        verb, _, value = line.strip().partition(" ")
        if verb == "clock":
            self._ahead = timedelta(seconds=float(value))
        elif verb == "early":
            self._early.add(value)
        elif verb == "twice":
            self._twice.add(value)
        elif verb == "die":
            fail_points._ARMED = fail_points._Armed(value)

    def meddle(self, page: Page, slip: Slip) -> None:
        """Press Enter on the commit button before the commit step, or have one press count as two."""
        button = page.locator(COMMIT_BUTTON).first
        if slip.order_number in self._early:
            self._early.discard(slip.order_number)
            button.press("Enter")
        if slip.order_number in self._twice:
            self._twice.discard(slip.order_number)
            button.evaluate("(it) => it.addEventListener('click', () => setTimeout(() => it.click()), {once: true})")


def meddled(levers: Levers, name: str, site: Path) -> tuple[Script, ModuleType]:
    """Open a robot that ships with one hook more, right before its commit."""
    path = app_robots.script_path(name, site)
    hooks = ModuleType("hooks")
    vars(hooks).update(vars(app_robots.shipped_hooks(path) or hooks), meddle=levers.meddle)
    text = path.read_text("utf-8").replace("  - commit:", f"{CALL}  - commit:", 1)
    return load_script(text, str(path), hooks), hooks


def impatient(patience_ms: int, *values: Any, **named: Any) -> Place:
    """Make a robot's place in which a commit's answer is waited for so long: a test must not wait half a minute."""
    return Place(*values, **{**named, "commit_ms": patience_ms})


def main() -> int:
    """Run the agent until the standard input ends."""
    site, patience_s = Path(sys.argv[1]), float(sys.argv[2])
    logger.remove()
    logger.add(sys.stderr, level="INFO", format="{time:HH:mm:ss.SSS} {level} {message} {extra}")
    levers = Levers()
    patch.object(robots.target, "Place", partial(impatient, int(patience_s * 1000))).start()
    patch.object(adapters, "open_robot", partial(meddled, levers)).start()
    agent = build(site, levers)
    agent.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        levers.obey(line)
    return 0 if agent.stop(STOP_S) else 1


if __name__ == "__main__":
    sys.exit(main())
