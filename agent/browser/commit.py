"""The one press that makes the slip exist, through the gate, and what is known afterwards."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame

from agent.browser.errors import (
    CommitEarlyError,
    CommitNotSentError,
    CommitUnansweredError,
    DialogUnexpectedError,
    TargetDownError,
)
from agent.browser.gate import CommitGate, Fate
from agent.browser.player import Player
from agent.browser.script import CommitSpec
from agent.core.errors import DenpyoError, PermitRefusedError

LEAVES_WITHIN_S = 5.0
SAYS_WHY = 500


def press_commit(player: Player, gate: CommitGate, spec: CommitSpec) -> None:
    """Press commit with the real mouse and return when the target has answered.

    Raises:
        PermitRefusedError: The permit said no; nothing was sent.
        CommitEarlyError: Something pressed it before; refused, nothing was sent.
        CommitNotSentError, DialogUnexpectedError: The page held it back; nothing was sent.
        TargetDownError: It never left: the target cannot be reached.
        CommitUnansweredError: It left, or may have, and no clear answer came.
    """
    screen = player.screen
    frame = find_commit(player, gate, spec)
    if screen.call("arm", None, frame):
        raise CommitEarlyError("something pressed commit before the commit step; it was refused")
    loaded = screen.n_loaded
    player.note(f"commit {spec.name}")
    with gate.pressing():
        with suppress(PlaywrightError):  # the gate, not the click, says what became of it
            screen.click(frame, spec.name, gate.timeout_ms)
        with suppress(PlaywrightError):
            _wait_until_decided(player, gate)
    _judge(player, gate)
    if gate.moves_page:
        with suppress(PlaywrightError):  # answered: what the page shows of it is read by the steps that follow
            screen.wait_loaded(loaded, timeout_ms=10_000)


def find_commit(player: Player, gate: CommitGate, spec: CommitSpec) -> Frame:
    """Find the commit button and let the gate learn where its form goes; presses nothing.

    Raises:
        ButtonMissingError, ButtonAmbiguousError: It is not there, or several are.
        CommitNotSentError: It stands in no form that posts, and the robot names no address.
    """
    frame, report = player.screen.find_pressable({"button": spec.button, "css": spec.css})
    if not gate.is_told_address:
        if report["form"] is None:
            raise CommitNotSentError(f"`{spec.name}` stands in no form", hint="Name the address in `sends:`.")
        if report["form"]["method"] != "POST":
            method = report["form"]["method"]
            raise CommitNotSentError(f"the form of `{spec.name}` is sent by {method}", hint="Name a post in `sends:`.")
        gate.learn(report["form"]["action"], report["form"]["method"])
    if gate.fate is Fate.UNKNOWN:
        what = "something was posted to its address before the commit step"
        hint = "Look for the slip; then name what `commit` `sends:` in the robot's YAML, and what it `carries:`."
        raise CommitUnansweredError(f"the commit may have left: {what}", what=what, hint=hint)
    return frame


def _wait_until_decided(player: Player, gate: CommitGate) -> None:
    end = monotonic() + LEAVES_WITHIN_S
    while not gate.is_decided and (gate.is_taken or monotonic() < end):
        if player.visit.trail.unexpected and gate.fate is Fate.NOT_SENT:
            return
        player.screen.page.wait_for_timeout(5)


def _says_why(player: Player) -> bool:
    """Whether the target's own fault shows its words: a refusal then, if the look-up that follows finds nothing."""
    with suppress(PlaywrightError, DenpyoError):
        player.wait_idle()
        return bool(player.refusal())
    return False


def _judge(player: Player, gate: CommitGate) -> None:
    if gate.failure is not None:
        raise gate.failure
    if gate.refused:
        raise PermitRefusedError(f"not now: {gate.refused}", why=gate.refused)
    if gate.status == SAYS_WHY and player.script.refuses_with_500 and _says_why(player):
        return
    if gate.fate is Fate.UNKNOWN:
        what = f"answered {gate.status}" if gate.status else "no answer was seen"
        raise CommitUnansweredError(f"the commit left: {what}", what=what)
    if gate.fate is Fate.ANSWERED:
        return
    if gate.never_left:
        raise TargetDownError(f"the target cannot be reached ({gate.never_left})", what=gate.never_left)
    unexpected = player.visit.trail.unexpected
    if unexpected:
        raise DialogUnexpectedError(f"the page said: {unexpected[0]}", what=unexpected[0])
    raise CommitNotSentError("commit was pressed and no commit request left")
