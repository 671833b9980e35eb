"""The target port, played by a robot: one account, one lane, one browser.

The engine's path for one slip is find → enter → confirm. All three of one key share one fresh browser context: it is
opened by the first, kept between the calls, and closed at `confirm`, at an error, or when another key comes. So every
slip has a context of its own, and no call pays for it twice. A context in which a commit was given up is closed with
its gate still standing: its page can commit no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from types import ModuleType
from typing import TypeVar

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from agent.browser.capture import Album, Limits
from agent.browser.changed import explain
from agent.browser.commit import press_commit
from agent.browser.differing import hide_masked
from agent.browser.errors import (
    CommitUnansweredError,
    DraftOpenError,
    LookUpEmptyError,
    SessionExpiredError,
    ValueDiffersError,
    translated,
)
from agent.browser.gate import CommitGate, Fate
from agent.browser.lane import Lane
from agent.browser.login import is_session_over, with_session
from agent.browser.options import settle_options
from agent.browser.player import UNAUTHORIZED, Player, refused
from agent.browser.rows import read_rows
from agent.browser.script import CommitSpec, Script, Step
from agent.browser.session import Kept, Place, Session, Visit
from agent.browser.template import Scope
from agent.browser.values import Entry, Kind, Reading, same
from agent.core.action import Slip
from agent.core.errors import (
    BusinessError,
    DenpyoError,
    OutcomeUnknownError,
    SlipAlreadyThereError,
    SlipDiffersError,
    SlipMissingError,
    SlipRefusedError,
    SlipsSeveralError,
)
from agent.core.evidence import Evidence
from agent.core.outcome import Confirmed, FoundSlip, Sent
from agent.core.ports import BrowserUse, EvidenceStore, Permit, StepLog
from agent.settings.model import BrowserSettings, EvidenceLimits, TargetSettings

MAY_BE_SESSION = (BusinessError, LookUpEmptyError)
SPARE_S = 600.0
PREPARE_S = 30.0
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
        totp: The secret of one-time codes, where the log-in asks for them.
        certificate: PEM text of a client certificate, where the target asks for one.

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
        totp: Callable[[], str] | None = None,
        certificate: Callable[[], str] | None = None,
    ) -> None:
        self._script, self._settings, self._evidence = script, settings, evidence
        commit_ms = int(min(60.0, settings.deadline / 2) * 1000)
        place = Place(
            script,
            settings.url,
            settings.user,
            password,
            hooks,
            evidence.read,
            totp,
            certificate,
            commit_ms=commit_ms,
            options=settle_options(script, settings.options),
        )
        self._session = Session(place)
        self._lane = Lane(name, browser.executable, browser.restart_after_slips)
        self._masks = [{"label": mask.label, "css": mask.css} for mask in script.masks]
        self._album = Album(evidence, self._masks, _limits(browser.evidence))
        self._kept = Kept()

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

    def browser_use(self) -> BrowserUse:
        """Say what the browser takes now; may be called from any thread."""
        return self._lane.use()

    def close(self) -> None:
        """Close session and browser; the call in hand ends first."""
        self._lane.close()

    # ---- in the lane's thread ------------------------------------------------------------------------
    def _do(self, key: str, log: StepLog, play: Callable[[Visit], T], *, afresh: bool = False) -> T:
        def job(browser: Browser) -> T:
            if afresh:
                self._kept.drop()
            return with_session(self._session, browser, log, lambda: self._once(browser, key, log, play))

        return self._lane.do(job, deadline_s=self._settings.deadline)

    def _once(self, browser: Browser, key: str, log: StepLog, play: Callable[[Visit], T]) -> T:
        visit = self._visit_for(browser, key)
        try:
            with translated():
                return play(visit)
        except SessionExpiredError:
            self._kept.drop()
            raise
        except DenpyoError as error:
            raise self._explained(browser, visit, error, log) from None
        except BaseException:
            self._kept.drop()
            raise

    def _visit_for(self, browser: Browser, key: str) -> Visit:
        visit = self._kept.visit
        if visit is None or visit.key != key or visit.screen.page.is_closed():
            self._kept.drop()
            with translated():
                visit = self._kept.visit = self._taken_spare(key) or self._session.visit(browser, key)
        return visit

    def _taken_spare(self, key: str) -> Visit | None:
        spare, self._kept.spare = self._kept.spare, None
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
        self._kept.drop()
        if self._kept.spare is None and self._session.is_open:
            self._kept.spare = (self._session.visit(browser), monotonic())

    def _explained(self, browser: Browser, visit: Visit, error: DenpyoError, log: StepLog) -> DenpyoError:
        """Hang evidence on an error, close its context, and only then see whether an ended session lies behind it."""
        try:
            if not error.evidence:
                error.evidence = self._album.take_failure(visit)
                error = explain(error, visit, self._script, self._evidence)
            hide_masked(error, visit.screen, self._masks)
            visit.unsaid.hush(error)
        finally:
            self._kept.drop()
        gate = visit.gate
        if gate is None or gate.is_taken:
            return error
        if gate.fate is Fate.UNKNOWN and not isinstance(error, OutcomeUnknownError):
            what = "a post left after the commit was given up"
            return _with(CommitUnansweredError(f"{what}: {error.message}", what=what), error.evidence)
        if isinstance(error, MAY_BE_SESSION) and is_session_over(self._session, browser, log):
            ended = SessionExpiredError(f"the session ended in the middle of an entry: {error.message}")
            return _with(ended, error.evidence)
        return error

    def _look_up(self, visit: Visit, key: str, log: StepLog) -> list[FoundSlip]:
        spec = self._script.rows
        wanted = Entry(spec.key, key, Kind.CODE)
        rows = read_rows(Player(self._session, visit, log, "lookup"), self._script.lookup, {"key": key})
        hits = [row for row in rows if same(wanted, Reading(row[spec.key], row[spec.key], checked=False))]
        visit.hits = hits
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
        gate = visit.gate = self._gate(player, spec, permit)
        before = self._to_the_commit(player, gate, steps[at], steps[:at], scope)
        number = self._number(player, gate, steps[at + 1 :], scope, log)
        return Sent(number, before + self._papers(player))

    def _gate(self, player: Player, spec: CommitSpec, permit: Permit) -> CommitGate:
        def passed(post: str) -> None:
            player.note(f"passed {post}")

        return CommitGate(player.visit.context, spec, permit, passed, self._session.place.commit_ms)

    def _to_the_commit(
        self, player: Player, gate: CommitGate, step: Step, steps: Sequence[Step], scope: Scope
    ) -> tuple[Evidence, ...]:
        spec = step.commit
        assert spec is not None
        try:
            player.play(steps, scope)
            before = self._album.take(player.visit, player.screen, "before-commit")
            player.check_calm()
            player.begin(step)
            press_commit(player, gate, spec)
        except BaseException:
            gate.bar()
            raise
        return before

    def _number(self, player: Player, gate: CommitGate, steps: Sequence[Step], scope: Scope, log: StepLog) -> str:
        """Read the slip number off the answer; where it shows none, look up what truly became of the commit."""
        try:
            with translated():
                if gate.status == UNAUTHORIZED:
                    raise SessionExpiredError("the target did not know the session at the commit")
                player.wait_idle()
                player.arrive()
                player.play(steps, scope)
        except SessionExpiredError:
            raise CommitUnansweredError("the target asked to log in again at the commit") from None
        except DenpyoError as error:
            seen = self._album.take_failure(player.visit)
            reason = error if isinstance(error, SlipRefusedError) else _refusal_beside(player) or error
            self._leave(player.visit)
            return self._looked_up_after(player.visit, str(scope["key"]), reason, seen, log)
        self._leave(player.visit)
        return player.read["slip_number"]

    def _leave(self, visit: Visit) -> None:
        """Leave the page that committed; its gate goes after it.

        A look-up that begins by loading a page leaves it by that.
        """
        first = self._script.lookup[0].open
        if not visit.passes_gate or (first and "#" not in first):
            return
        try:
            visit.screen.open("about:blank")
        except PlaywrightError:
            self._kept.drop()
        else:
            visit.pass_gate()

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
        missing = SlipMissingError(f"the target answered with no slip number, and none is found yet: {error.message}")
        raise _with(missing, seen)

    # ---- confirm -------------------------------------------------------------------------------------
    def _confirm(self, visit: Visit, key: str, slip: Slip, log: StepLog) -> Confirmed:
        found = self._finished(visit, key, slip, log)
        player = Player(self._session, visit, log, "confirm")
        scope: Scope = {"slip": slip, "key": key, "slip_number": found.slip_number, "row": visit.hits[0]}
        try:
            player.play(self._script.confirm, scope)
        except ValueDiffersError as error:
            raise SlipDiffersError(f"slip {found.slip_number}: {error.message}", **error.values) from None
        after = self._album.take(visit, player.screen, "confirmed")
        after += self._papers(player)
        self._lane.count_slip()
        self._lane.later(self._prepare, deadline_s=PREPARE_S)
        return Confirmed(found.slip_number, after)

    def _papers(self, player: Player) -> tuple[Evidence, ...]:
        """Keep what its steps printed and downloaded."""
        return self._album.keep_papers(player.visit, player.papers, player.note)

    def _finished(self, visit: Visit, key: str, slip: Slip, log: StepLog) -> FoundSlip:
        found = _exactly_one(self._look_up(visit, key, log))
        final = self._script.rows.final
        if not self._script.finish or found.state in final:
            return found
        scope: Scope = {"slip": slip, "key": key, "slip_number": found.slip_number, "row": visit.hits[0]}
        Player(self._session, visit, log, "finish").play(self._script.finish, scope)
        found = _exactly_one(self._look_up(visit, key, log))
        if found.state not in final:
            raise DraftOpenError(f"slip {found.slip_number} is still `{found.state}`", what=found.slip_number)
        return found


def _limits(told: EvidenceLimits) -> Limits:
    kilo = 1_000
    return Limits(told.quality, told.height, told.picture_kb * kilo, told.text_kb * kilo, told.papers_kb * kilo)


def _exactly_one(found: Sequence[FoundSlip]) -> FoundSlip:
    if not found:
        raise SlipMissingError("no slip carries our key")
    if len(found) > 1:
        raise _several(found)
    return found[0]


def _several(found: Sequence[FoundSlip]) -> SlipsSeveralError:
    numbers = ", ".join(one.slip_number for one in found)
    return SlipsSeveralError(f"{len(found)} slips carry our key: {numbers}", what=numbers)


def _refusal_beside(player: Player) -> DenpyoError | None:
    """Look whether the answer shows why it refuses, where a step of the robot met something else first."""
    try:
        words = player.refusal()
    except PlaywrightError:
        return None
    return refused(words) if words else None


def _with(error: DenpyoError, evidence: tuple[Evidence, ...]) -> DenpyoError:
    error.evidence = evidence
    return error
