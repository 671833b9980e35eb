"""The target port, played by a robot: one account, one lane, one browser.

The engine's path for one slip is find → enter → confirm. All three of one key share one fresh browser context: it is
opened by the first, kept between the calls, and closed at `confirm`, at an error, or when another key comes. So every
slip has a context of its own, and no call pays for it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from types import ModuleType
from typing import TypeVar

from playwright.sync_api import Browser

from agent.browser.capture import capture, capture_failure
from agent.browser.commit import press_commit
from agent.browser.errors import (
    CommitUnansweredError,
    DraftOpenError,
    LookUpEmptyError,
    SessionExpiredError,
    SlipAlreadyThereError,
    SlipDiffersError,
    SlipMissingError,
    SlipRefusedError,
    SlipsSeveralError,
    ValueDiffersError,
    translated,
)
from agent.browser.gate import CommitGate
from agent.browser.lane import Lane
from agent.browser.login import is_session_over, with_session
from agent.browser.player import Player
from agent.browser.rows import read_rows
from agent.browser.script import CommitSpec, Script, Step
from agent.browser.session import Place, Session, Visit
from agent.browser.template import Scope
from agent.browser.values import Entry, Kind, Reading, same
from agent.core.action import Slip
from agent.core.errors import BusinessError, DenpyoError
from agent.core.evidence import Evidence
from agent.core.outcome import Confirmed, FoundSlip, Sent
from agent.core.ports import EvidenceStore, Permit, StepLog
from agent.settings.model import BrowserSettings, TargetSettings

MAY_BE_SESSION = (BusinessError, LookUpEmptyError)
SPARE_S = 600.0
T = TypeVar("T")


class RobotTarget:
    """Keys slips into one system through a browser. Calls may come from any thread; they are done one at a time.

    Args:
        script: The robot's steps, as `agent.browser.lint.load_script` returns them.
        settings: The target's file: address, user, deadline of one call.
        name: The target's name in the site.
        password: Asked for at each log-in, never kept.
        evidence: Where pictures and texts go.
        browser: Which browser, and how many slips it lives.
        hooks: The robot's hooks.py, imported.

    Errors carry what was seen in `.evidence`: picture, text, dialogs, last requests, step log.
    """

    def __init__(
        self,
        script: Script,
        settings: TargetSettings,
        *,
        name: str,
        password: Callable[[], str],
        evidence: EvidenceStore,
        browser: BrowserSettings,
        hooks: ModuleType | None = None,
    ) -> None:
        self._script, self._settings, self._evidence = script, settings, evidence
        commit_ms = int(min(60.0, settings.deadline / 2) * 1000)
        place = Place(script, settings.url, settings.user, password, hooks, commit_ms=commit_ms)
        self._session = Session(place)
        self._lane = Lane(name, browser.executable, browser.restart_after_slips)
        self._masks = [{"label": mask.label, "css": mask.css} for mask in script.masks]
        self._visit: Visit | None = None
        self._spare: tuple[Visit, float] | None = None

    def find(self, key: str, log: StepLog) -> Sequence[FoundSlip]:
        """Return every slip that carries our key, drafts included.

        Raises:
            TransientError: It cannot be searched now; never taken for "not there".
        """
        return self._do(key, log, lambda visit: self._look_up(visit, key, log), afresh=True)

    def enter(self, slip: Slip, key: str, permit: Permit, log: StepLog) -> Sent:
        """Key one slip and commit it at most once, asking the permit inside the gate.

        Looks up first where `find` did not just do so for this key.

        Raises:
            BusinessError: The target refused it, or a screen is not as expected; nothing is stored.
            TransientError: Nothing was committed, and trying again may help.
            OutcomeUnknownError: The commit left and no clear answer was seen.
        """
        return self._do(key, log, lambda visit: self._enter(visit, slip, key, permit, log))

    def confirm(self, key: str, slip: Slip, log: StepLog) -> Confirmed:
        """Find the slip by key, exactly one, finish a draft, open it and compare it with the order.

        Raises:
            BusinessError: There is none, there are several, or it differs.
            TransientError: It cannot be looked at now.
        """
        return self._do(key, log, lambda visit: self._confirm(visit, key, slip, log))

    def close(self) -> None:
        """Close session and browser; the call in hand ends first."""
        self._lane.close()

    # ---- in the lane's thread ------------------------------------------------------------------------
    def _do(self, key: str, log: StepLog, play: Callable[[Visit], T], *, afresh: bool = False) -> T:
        def job(browser: Browser) -> T:
            if afresh:
                self._drop()
            return with_session(self._session, browser, log, lambda: self._once(browser, key, log, play))

        return self._lane.do(job, deadline_s=self._settings.deadline)

    def _once(self, browser: Browser, key: str, log: StepLog, play: Callable[[Visit], T]) -> T:
        visit = self._visit_for(browser, key)
        try:
            with translated():
                return play(visit)
        except SessionExpiredError:
            self._drop()
            raise
        except DenpyoError as error:
            raise self._explained(visit, error, log) from None
        except BaseException:
            self._drop()
            raise

    def _visit_for(self, browser: Browser, key: str) -> Visit:
        if self._visit is None or self._visit.key != key or self._visit.screen.page.is_closed():
            self._drop()
            with translated():
                self._visit = self._taken_spare(key) or self._session.visit(browser, key)
        return self._visit

    def _taken_spare(self, key: str) -> Visit | None:
        spare, self._spare = self._spare, None
        if spare is None:
            return None
        visit, made_at = spare
        if visit.screen.page.is_closed() or monotonic() - made_at > SPARE_S:
            visit.close()
            return None
        visit.key = key
        return visit

    def _prepare(self, browser: Browser) -> None:
        """Make the next slip's context while the engine writes down this one's outcome."""
        self._drop()
        if self._spare is None and self._session.is_open:
            self._spare = (self._session.visit(browser), monotonic())

    def _drop(self) -> None:
        visit, self._visit = self._visit, None
        if visit is not None:
            visit.close()

    def _explained(self, visit: Visit, error: DenpyoError, log: StepLog) -> DenpyoError:
        """Hang evidence on an error, and see whether an ended session is what lies behind it."""
        try:
            if not error.evidence:
                error.evidence = capture_failure(visit.screen, self._evidence, self._masks, visit.trail)
            was_entry = visit.gate is not None and not visit.gate.is_taken
            if was_entry and isinstance(error, MAY_BE_SESSION) and is_session_over(self._session, visit, log):
                return SessionExpiredError("the session ended in the middle of an entry")
            return error
        finally:
            self._drop()

    def _look_up(self, visit: Visit, key: str, log: StepLog) -> list[FoundSlip]:
        spec = self._script.rows
        wanted = Entry(spec.key, key, Kind.CODE)
        rows = read_rows(Player(self._session, visit, log, "lookup"), self._script.lookup, {"key": key})
        hits = [row for row in rows if same(wanted, Reading(row[spec.key], row[spec.key], checked=False))]
        visit.found = [FoundSlip(row[spec.slip_number], row.get(spec.state, "")) for row in hits]
        return visit.found

    # ---- enter ---------------------------------------------------------------------------------------
    def _enter(self, visit: Visit, slip: Slip, key: str, permit: Permit, log: StepLog) -> Sent:
        found = visit.found if visit.found is not None else self._look_up(visit, key, log)
        visit.found = None
        if found:
            raise SlipAlreadyThereError("a slip with this key stands there already", what=found[0].slip_number)
        steps = self._script.entry
        at = next(n for n, step in enumerate(steps) if step.commit)
        spec = steps[at].commit
        assert spec is not None
        player = Player(self._session, visit, log, "entry")
        scope: Scope = {"slip": slip, "key": key}
        before = self._to_the_commit(player, spec, steps[:at], scope, permit)
        number = self._number(player, steps[at + 1 :], scope, log)
        return Sent(number, before)

    def _to_the_commit(
        self, player: Player, spec: CommitSpec, steps: Sequence[Step], scope: Scope, permit: Permit
    ) -> tuple[Evidence, ...]:
        visit = player.visit
        commit_ms = self._session.place.commit_ms
        gate = CommitGate(visit.context, spec, permit, lambda post: player.note(f"passed {post}"), commit_ms)
        visit.gate = gate
        try:
            player.play(steps, scope)
            before = capture(player.screen, "before-commit", self._evidence, self._masks)
            player.check_calm()
            press_commit(player, gate, spec)
        finally:
            gate.close()
        return before

    def _number(self, player: Player, steps: Sequence[Step], scope: Scope, log: StepLog) -> str:
        """Read the slip number off the answer; where it shows none, look up what truly became of the commit."""
        try:
            with translated():
                player.arrive()
                player.play(steps, scope)
            return player.read["slip_number"]
        except SessionExpiredError:
            raise CommitUnansweredError("the target asked to log in again at the commit") from None
        except DenpyoError as error:
            seen = capture_failure(player.screen, self._evidence, self._masks, player.visit.trail)
            return self._looked_up_after(player.visit, str(scope["key"]), error, seen, log)

    def _looked_up_after(
        self, visit: Visit, key: str, error: DenpyoError, seen: tuple[Evidence, ...], log: StepLog
    ) -> str:
        try:
            visit.trail.unexpected.clear()
            with translated():
                found = self._look_up(visit, key, log)
        except DenpyoError:
            raise _with(
                CommitUnansweredError("the answer was not understood, and no look-up was possible"), seen
            ) from None
        if len(found) == 1:
            return found[0].slip_number
        if found:
            raise _with(_several(found), seen)
        if isinstance(error, SlipRefusedError):
            raise _with(error, seen)
        raise _with(SlipRefusedError(f"the target answered and stored nothing: {error.message}"), seen)

    # ---- confirm -------------------------------------------------------------------------------------
    def _confirm(self, visit: Visit, key: str, slip: Slip, log: StepLog) -> Confirmed:
        found = self._finished(visit, key, slip, log)
        player = Player(self._session, visit, log, "confirm")
        scope: Scope = {"slip": slip, "key": key, "slip_number": found.slip_number}
        try:
            player.play(self._script.confirm, scope)
        except ValueDiffersError as error:
            raise SlipDiffersError(f"slip {found.slip_number}: {error.message}", **error.values) from None
        after = capture(player.screen, "confirmed", self._evidence, self._masks)
        self._lane.count_slip()
        self._lane.later(self._prepare, deadline_s=self._settings.deadline)
        return Confirmed(found.slip_number, after)

    def _finished(self, visit: Visit, key: str, slip: Slip, log: StepLog) -> FoundSlip:
        found = _exactly_one(self._look_up(visit, key, log))
        final = self._script.rows.final
        if not self._script.finish or found.state in final:
            return found
        scope: Scope = {"slip": slip, "key": key, "slip_number": found.slip_number}
        Player(self._session, visit, log, "finish").play(self._script.finish, scope)
        found = _exactly_one(self._look_up(visit, key, log))
        if found.state not in final:
            raise DraftOpenError(f"slip {found.slip_number} is still `{found.state}`", what=found.slip_number)
        return found


def _exactly_one(found: Sequence[FoundSlip]) -> FoundSlip:
    if not found:
        raise SlipMissingError("no slip carries our key")
    if len(found) > 1:
        raise _several(found)
    return found[0]


def _several(found: Sequence[FoundSlip]) -> SlipsSeveralError:
    numbers = ", ".join(one.slip_number for one in found)
    return SlipsSeveralError(f"{len(found)} slips carry our key: {numbers}", what=numbers)


def _with(error: DenpyoError, evidence: tuple[Evidence, ...]) -> DenpyoError:
    error.evidence = evidence
    return error
