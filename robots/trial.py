"""Play a robot against the real target up to its commit, which is never pressed: to try it, and to look for changes.

Its gate stands from the first step of `entry` and refuses the commit whatever presses it, so no slip can come of it.
What `entry` sends before the commit (look-ups, a confirm page) reaches the target as in a true entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from agent.browser.capture import Album, Limits
from agent.browser.changed import explain, look
from agent.browser.changes import STOPS, Change, Kind, changes_of
from agent.browser.commit import find_commit
from agent.browser.differing import hide_masked
from agent.browser.errors import SessionExpiredError, translated
from agent.browser.gate import CommitGate
from agent.browser.lane import Lane
from agent.browser.login import with_session
from agent.browser.outline import held_by
from agent.browser.player import Player
from agent.browser.rows import read_rows
from agent.browser.screen import Screen
from agent.browser.script import Path, Script, Step, Typing, walk
from agent.browser.session import Doing, Place, Session, Visit
from agent.browser.template import Scope
from agent.browser.unsaid import Unsaid
from agent.core.action import Slip
from agent.core.errors import DenpyoError
from agent.core.ports import EvidenceStore, StepLog

LOOKED_AT = ("fill", "compare", "press", "commit", "rows_needed", "popup", "rows", "upload")
PICTURED = ("fill", "press", "compare", "rows", "keys", "popup", "upload", "commit")
WAITS_MS = 2_000


class Refusal:
    """The permit of a trial: no."""

    def ask(self) -> str:
        """Refuse."""
        return "trial"


@dataclass(slots=True)
class Tried:
    """What came of one play. `at` is the path of the last step begun; `error` is None where the commit was reached.

    `held` is what every control held after each `fill`, and before each press of `entry`, hidden controls too;
    `passed` are the posts that went to the target on the way; `unsaid` leaves out what nobody must be told.
    """

    changes: list[tuple[Path, Change]] = field(default_factory=list)
    held: list[tuple[Path, dict[str, str]]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    unsaid: Unsaid = field(default_factory=Unsaid)
    at: Path = ()
    error: DenpyoError | None = None
    seconds: float = 0.0

    def take(self, changes: Sequence[Change]) -> None:
        """Add what is not known yet; a field that must be filled is told once, at the step that fills its neighbour."""
        known = {_named(change): n for n, (_, change) in enumerate(self.changes)}
        for one in changes:
            n = known.get(_named(one))
            if n is None:
                self.changes.append((self.at, one))
            elif one.kind is Kind.REQUIRED and one.path and not self.changes[n][1].path:
                self.changes[n] = (self.at, one)


def _named(change: Change) -> tuple[Kind, str, str]:
    return change.kind, change.name, change.instead


@dataclass(frozen=True, slots=True)
class _Play:
    """One play: what is keyed, how, who hears of it, and what came of it."""

    slip: Slip
    key: str
    log: StepLog
    way: Typing
    tried: Tried


class Trial:
    """Plays one robot on one account. Each play has a fresh context; the log-in is done once.

    Args:
        place: The robot and its way into the system.
        name: The target's name, for the thread.
        evidence: Where pictures and texts go.
        executable: The site's browser; empty looks for one.
        deadline_s: Seconds one play may take.
        is_headed: Show its windows.
    """

    def __init__(
        self,
        place: Place,
        name: str,
        evidence: EvidenceStore,
        *,
        executable: str = "",
        deadline_s: float = 180.0,
        is_headed: bool = False,
    ) -> None:
        self._place, self._evidence, self._deadline_s = place, evidence, deadline_s
        self._session = Session(place)
        self._lane = Lane(name, executable, is_headed=is_headed)
        self._masks = [{"label": mask.label, "css": mask.css} for mask in place.script.masks]
        self._album = Album(evidence, self._masks, Limits())

    def play(self, slip: Slip, key: str, log: StepLog, way: Typing | None = None) -> Tried:
        """Log in, look up and enter up to the commit; what stops it is in the answer, not raised.

        Args:
            slip: The order to key.
            key: Our key; no slip may carry it.
            log: Hears each step.
            way: How texts are typed; the robot's own way when not given.
        """
        tried, began = Tried(), monotonic()
        play = _Play(slip, key, log, way or self._place.script.typing, tried)

        def job(browser: Browser) -> None:
            with_session(self._session, browser, log, lambda: self._once(browser, play))

        try:
            self._lane.do(job, deadline_s=self._deadline_s)
        except DenpyoError as error:
            tried.error = tried.error or error
        tried.seconds = monotonic() - began
        return tried

    def close(self) -> None:
        """Close session and browser."""
        self._lane.close()

    # ---- in the lane's thread ------------------------------------------------------------------------
    def _once(self, browser: Browser, play: _Play) -> None:
        tried = play.tried
        tried.changes.clear()
        tried.held.clear()
        visit = self._session.visit(browser, play.key)
        tried.unsaid = visit.unsaid
        try:
            with translated():
                self._look_up(visit, play)
                self._enter(visit, play)
        except SessionExpiredError:
            raise
        except DenpyoError as error:
            error.evidence = error.evidence or self._album.take_failure(visit)
            self._note(visit, tried)
            tried.error = explain(error, visit, self._place.script, self._evidence)
            hide_masked(tried.error, visit.screen, self._masks)
            visit.unsaid.hush(tried.error)
        finally:
            visit.close()

    def _look_up(self, visit: Visit, play: _Play) -> None:
        player = Watched(self._session, visit, play.log, "lookup", self._seen(visit, play.tried))
        read_rows(player, self._place.script.lookup, {"key": play.key})

    def _enter(self, visit: Visit, play: _Play) -> None:
        script = self._place.script
        at = next(n for n, step in enumerate(script.entry) if step.commit)
        spec = script.entry[at].commit
        assert spec is not None
        player = Watched(self._session, visit, play.log, "entry", self._seen(visit, play.tried))
        player.script = script.model_copy(update={"typing": play.way})

        def passed(post: str) -> None:
            player.note(f"passed {post}")
            play.tried.passed.append(visit.unsaid.told(post))

        gate = visit.gate = CommitGate(visit.context, spec, Refusal(), passed, self._place.commit_ms)
        scope: Scope = {"slip": play.slip, "key": play.key}
        try:
            player.play(script.entry[:at], scope)
            player.begin(script.entry[at])
            find_commit(player, gate, spec)
            player.note(f"not pressed: {spec.name}")
            self._album.take(visit, player.screen, "before-commit")
            player.check_calm()
        finally:
            gate.bar()

    def _seen(self, visit: Visit, tried: Tried) -> Seen:
        script = self._place.script

        def begun(doing: Doing) -> None:
            tried.at = path_of(doing.step, script)
            if doing.section == "entry" and doing.step.verb in ("press", "commit", "popup"):
                tried.held.append((tried.at, settled_held(doing.screen)))
            if doing.step.verb in LOOKED_AT:
                tried.take(settled_changes(doing, script))

        def done(doing: Doing) -> None:
            at = path_of(doing.step, script)
            if doing.section == "entry" and doing.step.verb == "fill":
                tried.held.append((at, settled_held(doing.screen)))
            if doing.step.verb in PICTURED:
                name = "-".join(str(part + 1 if isinstance(part, int) else part) for part in (*at, doing.step.verb))
                with suppress(PlaywrightError):  # a window that closed itself has no picture
                    self._album.take(visit, doing.screen, name)

        return Seen(begun, done)

    def _note(self, visit: Visit, tried: Tried) -> None:
        """Take what differs once more, as it stands where the play stopped."""
        doing = visit.doing
        if doing is None:
            return
        with suppress(PlaywrightError):
            tried.take(changes_of(*look(doing, self._place.script)))


@dataclass(frozen=True, slots=True)
class Seen:
    """Told of each step as it begins and when it is done."""

    begun: Callable[[Doing], None]
    done: Callable[[Doing], None]


class Watched(Player):
    """A player that is looked at before and after each step."""

    def __init__(self, session: Session, visit: Visit, log: StepLog, section: str, seen: Seen) -> None:
        super().__init__(session, visit, log, section)
        self._seen = seen

    def begin(self, step: Step) -> None:
        """Take a step in hand, and look at its screen."""
        super().begin(step)
        assert self.visit.doing is not None
        self._seen.begun(self.visit.doing)

    def end(self, step: Step) -> None:
        """Look at the screen a step has left."""
        super().end(step)
        self._seen.done(Doing(step, self.section, self.screen))


def settled_changes(doing: Doing, script: Script) -> Sequence[Change]:
    """Return what differs once the page has had its time to build itself."""
    return doing.screen.wait_until(
        lambda: changes_of(*look(doing, script)),
        lambda changes: not any(change.kind in STOPS for change in changes),
        WAITS_MS,
    )


def settled_held(screen: Screen) -> dict[str, str]:
    """Return what every control holds; looked at again where the page changed under the look."""
    return screen.wait_until(lambda: held_by(screen), lambda _: True)


def path_of(step: Step, script: Script) -> Path:
    """Return the place of a step in the robot's YAML."""
    return next((path for path, other in walk(script) if other is step), ())


def differences(bulk: Tried, keys: Tried, again: Tried | None = None) -> list[tuple[Path, str, str, str]]:
    """Compare what two ways of typing left in every control, hidden ones too.

    Args:
        bulk: All fields in one call.
        keys: Real keys.
        again: A second play in bulk: what differs from the first (a token, the time) is no matter of the way.

    Returns:
        Step, control, what stands there after the one and after the other, masked values left out.
    """
    wavering = {(path, name) for path, name, *_ in differences(bulk, again)} if again else set()
    return [
        (path, name, bulk.unsaid.told(one.get(name, "")), keys.unsaid.told(other.get(name, "")))
        for (path, one), (_, other) in zip(bulk.held, keys.held, strict=False)
        for name in dict.fromkeys((*one, *other))
        if one.get(name) != other.get(name) and (path, name) not in wavering
    ]
