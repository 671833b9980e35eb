"""The whole entry, as the engine does it: look up, enter (two pieces of evidence, the gate), confirm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from agent.browser.lint import load_script
from agent.browser.session import Session, Visit
from agent.core.action import Slip
from agent.demo.systems import ROOT, PracticeSystem
from agent.settings.model import BrowserSettings, TargetSettings
from agent.store.evidence_files import EvidenceFiles
from robots.target import RobotTarget

USER = "keiri"


class Yes:
    """A permit that never refuses."""

    def ask(self) -> str | None:
        """Say nothing against it."""
        return None


class Quiet:
    """A step log that nobody reads."""

    def step(self, text: str) -> None:
        """Drop it."""


def open_robot(ledger: PracticeSystem, evidence: Path, *, one_context: bool = False) -> RobotTarget:
    """Open the demo ledger's robot, with a fresh context per slip or one for all."""
    file = ROOT / "robots" / "demo_ledger" / "robot.yaml"
    kind = OneContextTarget if one_context else RobotTarget
    return kind(
        load_script(file.read_text(encoding="utf-8"), file.name),
        TargetSettings(robot="demo-ledger", url=ledger.url, user=USER),
        name="bench",
        password=lambda: ledger.password,
        evidence=EvidenceFiles(evidence),
        browser=BrowserSettings(),
    )


def enter(target: RobotTarget, slip: Slip, key: str) -> str:
    """Key one slip and return its number.

    Raises:
        AssertionError: It stands there already, or it was confirmed without both pieces of evidence.
    """
    if target.find(key, Quiet()):
        raise AssertionError(f"{key} stands in the ledger already")
    sent = target.enter(slip, key, Yes(), Quiet())
    confirmed = target.confirm(key, slip, Quiet())
    if not (sent.evidence and confirmed.evidence):
        raise AssertionError(f"{key}: evidence is missing")
    return confirmed.slip_number


# ---- one context for all slips: only here, so that it can be measured ----------------------------------
class OneContextTarget(RobotTarget):
    """The same robot, whose slips share one context and one page."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._session = OneContextSession(self._session.place)


class OneContextSession(Session):
    """Hands out the same context again for every visit, as long as its browser lives."""

    _lasting: LastingVisit | None = None

    def visit(self, browser: Browser, key: str = "") -> Visit:
        """Give the context that stands, with nothing of the last slip in it, or open one."""
        lasting = self._lasting
        if lasting is None or lasting.context.browser is not browser or lasting.screen.page.is_closed():
            lasting = self._lasting = LastingVisit(*_parts(super().visit(browser)))
        lasting.begin(key)
        return lasting


class LastingVisit(Visit):
    """A visit that does not end with its slip."""

    def begin(self, key: str) -> None:
        """Forget the last slip."""
        self.key, self.gate, self.found, self.doing, self.hits, self.papers_bytes = key, None, None, None, [], 0
        self.trail.unexpected.clear()

    def close(self) -> None:
        """Leave it standing for the next slip."""


def _parts(visit: Visit) -> tuple[Any, ...]:
    return visit.key, visit.context, visit.screen, visit.trail
