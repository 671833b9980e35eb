"""The shipped robot on the demo ledger: the whole way of a slip, and everything that goes wrong on it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator

import psutil
import pytest

from agent.browser.errors import (
    CommitUnansweredError,
    FieldRefusedError,
    LoginRefusedError,
    TargetDownError,
    ValueDiffersError,
)
from agent.core.errors import (
    OutcomeUnknownError,
    SlipAlreadyThereError,
    SlipDiffersError,
    SlipMissingError,
    SlipRefusedError,
    SlipsSeveralError,
    TransientError,
)
from agent.demo.systems import PracticeSystem
from robots.target import RobotTarget
from tests.support.robots import MemoryEvidence, Permission, Steps, a_ledger, a_robot, a_slip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
FAULTS = "/admin/faults"
OWN_BROWSERS = True  # one is killed here by its lane's own account of it


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Iterator[PracticeSystem]:
    """One ledger for the module; each test has its own key, and switches its faults off."""
    with a_ledger(tmp_path_factory.mktemp("ledger")) as running:
        yield running


@pytest.fixture(scope="module")
def evidence() -> MemoryEvidence:
    return MemoryEvidence()


@pytest.fixture(scope="module")
def robot(ledger, evidence) -> Iterator[RobotTarget]:
    robot = a_robot(ledger, evidence)
    yield robot
    robot.close()


@pytest.fixture
def faults(ledger) -> Iterator[object]:
    """Switch faults on; they are off again afterwards."""
    start = ledger.admin(FAULTS)["faults"]
    yield lambda **wanted: ledger.admin(FAULTS, wanted)
    ledger.admin(FAULTS, {name: value for name, value in start.items() if name != "session_s"})


@pytest.fixture
def key(request) -> str:
    """A key of this test's own."""
    return f"{abs(hash(request.node.name)):020d}"[:16]


def enter(robot: RobotTarget, key: str, slip=None) -> str:
    return robot.enter(slip or a_slip(), key, Permission(), Steps()).slip_number


def n_stored(ledger: PracticeSystem) -> int:
    return int(ledger.admin(FAULTS)["counts"].get("stored", 0))


@pytest.mark.proves("D1")
def test_a_slip_walks_the_whole_way(robot, ledger, evidence, key):
    """Looked up, typed, compared, committed once, confirmed; each step is heard, and evidence stands on both sides."""
    log, slip, permission = Steps(), a_slip(n_lines=5), Permission()
    before = n_stored(ledger)

    assert robot.find(key, log) == []
    sent = robot.enter(slip, key, permission, log)
    confirmed = robot.confirm(key, slip, log)

    assert (n_stored(ledger) - before, permission.n_asked) == (1, 1)
    assert sent.slip_number == confirmed.slip_number
    assert [one.name for one in sent.evidence] == ["before-commit-picture", "before-commit-text"]
    assert [one.name for one in confirmed.evidence] == ["confirmed-picture", "confirmed-text"]
    assert [step for step in log.heard if step.startswith(("commit", "passed"))] == [
        "passed POST /slips/confirm",
        "commit 登録",
    ]
    assert key in evidence.text("before-commit-text")
    assert sent.slip_number in evidence.text("confirmed-text")


@pytest.mark.proves("D6")
def test_the_password_stands_in_no_evidence(robot, ledger, evidence, key):
    """Password and session cookie are in no text, step or trail."""
    log = Steps()
    with pytest.raises(ValueDiffersError) as stopped:
        robot.enter(a_slip(customer_name="ちがう名前"), key, Permission(), log)

    assert [one.name for one in stopped.value.evidence] == ["failure-picture", "failure-text", "failure-trail"]
    told = "\n".join([*log.heard, evidence.text("failure-text"), evidence.named["failure-trail"].decode()])
    assert ledger.password not in told
    assert "SESSION" not in told
    assert "GET /slips/new 200" in told


@pytest.mark.proves("D3")
def test_a_customer_the_ledger_knows_otherwise_stops_before_commit(robot, ledger, key):
    """The page's look-up brings another name than the order's: nothing is stored."""
    before = n_stored(ledger)

    with pytest.raises(ValueDiffersError, match="得意先名") as stopped:
        enter(robot, key, a_slip(customer_name="株式会社べつの客"))

    assert n_stored(ledger) == before
    assert stopped.value.values == {
        "field": "得意先名",
        "expected": "株式会社べつの客",
        "seen": a_slip().customer_name,
    }


@pytest.mark.proves("D3")
def test_a_number_too_long_for_its_field_stops_before_commit(robot, ledger, key):
    """The field would cut the order number: it is not typed at all."""
    before = n_stored(ledger)

    with pytest.raises(FieldRefusedError, match="注文番号: takes only 30"):
        enter(robot, key, a_slip(order_number="N" * 31))

    assert n_stored(ledger) == before


@pytest.mark.proves("D3")
def test_a_stored_slip_that_differs_is_not_confirmed(robot, key):
    """The slip stands there with another day than the order's: a person must look."""
    enter(robot, key)

    with pytest.raises(SlipDiffersError, match="注文番号") as stopped:
        robot.confirm(key, a_slip(order_number="OTHER"), Steps())

    assert stopped.value.values == {"field": "注文番号", "expected": "OTHER", "seen": a_slip().order_number}


def test_a_slip_that_is_there_already_is_not_keyed_again(robot, ledger, key):
    """Enter looks for itself where nobody did, and keys nothing twice."""
    enter(robot, key)
    before = n_stored(ledger)

    with pytest.raises(SlipAlreadyThereError):
        enter(robot, key)

    assert n_stored(ledger) == before


def test_several_slips_with_one_key_are_an_alarm(robot, key):
    """Two slips with our key are both found, and confirmed as neither."""
    enter(robot, key)
    robot.find("SOMEOTHERKEY2345", Steps())
    _enter_blindly(robot, key)

    assert len(robot.find(key, Steps())) == 2
    with pytest.raises(SlipsSeveralError):
        robot.confirm(key, a_slip(), Steps())


def _enter_blindly(robot: RobotTarget, key: str) -> None:
    """Key without looking, as a person at another desk might."""
    look_up = robot._look_up
    robot._look_up = lambda visit, key, log: []  # type: ignore[method-assign]
    try:
        enter(robot, key)
    finally:
        robot._look_up = look_up  # type: ignore[method-assign]


def test_a_slip_that_is_gone_is_missed(robot, key):
    """What cannot be found cannot be confirmed."""
    with pytest.raises(SlipMissingError):
        robot.confirm(key, a_slip(), Steps())


def test_a_refusal_at_the_confirm_page_names_its_words(robot, ledger, faults, key):
    """A closed period is refused before the commit, with the target's own sentence."""
    faults(closed_until="2099-12-31")
    before = n_stored(ledger)

    with pytest.raises(SlipRefusedError, match="締め処理済み"):
        enter(robot, key)

    assert n_stored(ledger) == before


@pytest.mark.proves("D2")
@pytest.mark.parametrize(
    ("fault", "n_found"), [("lose_answer_next", 1), ("fail_commit_next", 0), ("close_before_store_next", 0)]
)
def test_a_commit_without_an_answer_is_unknown_until_looked_up(robot, faults, key, fault, n_found):
    """Lost answer, fault page, closed connection: unknown each time, and only the look-up says what stands there."""
    faults(**{fault: 1})

    with pytest.raises(OutcomeUnknownError):
        enter(robot, key)

    assert len(robot.find(key, Steps())) == n_found


@pytest.mark.proves("D5")
def test_an_expired_session_is_renewed(robot, ledger, faults, key):
    """The target forgot us between two slips: the robot logs in again and goes on."""
    robot.find(key, Steps())
    faults(expire_sessions=True)
    log = Steps()

    assert robot.enter(a_slip(), key, Permission(), log).slip_number
    assert "the session has expired: log in again" in log.heard


@pytest.mark.proves("D5")
def test_a_session_that_ends_during_the_look_ups_is_renewed(robot, ledger, faults, key):
    """The page's look-up only says by a dialog that the session is over: the entry starts anew, once."""
    permission, log = Permission(), _ExpiringSteps(ledger, "fill ")

    assert robot.enter(a_slip(), key, permission, log).slip_number
    assert permission.n_asked == 1
    assert log.heard.count("open /slips/new") == 2


class _ExpiringSteps(Steps):
    """Lets the sessions expire when it first hears a step of the entry that begins so."""

    def __init__(self, ledger: PracticeSystem, at: str) -> None:
        super().__init__()
        self._ledger, self._at = ledger, at

    def step(self, text: str) -> None:
        super().step(text)
        if self._at and "得意先コード" in text and text.startswith(self._at):
            self._at = ""
            self._ledger.admin(FAULTS, {"expire_sessions": True})


def test_a_session_that_ends_at_the_commit_is_unknown(robot, ledger, key):
    """The commit is answered by the log-in: unknown, never tried twice in one go."""
    permission = Permission()
    permission.ask = lambda: ledger.admin(FAULTS, {"expire_sessions": True}) and None  # type: ignore[method-assign]

    with pytest.raises(CommitUnansweredError):
        robot.enter(a_slip(), key, permission, Steps())

    assert robot.find(key, Steps()) == []


def test_a_target_that_is_down_is_never_taken_for_empty(robot, ledger, faults, key):
    """A closed connection or a fault page at the look-up is an error, not "not there"."""
    faults(down=True)
    with pytest.raises(TransientError):
        robot.find(key, Steps())
    faults(down=False, fail_next=1)
    with pytest.raises(TargetDownError):
        robot.find(key, Steps())


@pytest.mark.proves("D5")
def test_a_slow_target_is_waited_for(robot, faults, key):
    """Pages that are slow to come only cost time."""
    faults(slow_s=0.4)

    assert enter(robot, key)


@pytest.mark.proves("D5")
def test_a_browser_that_dies_at_the_commit_leaves_doubt(robot, ledger, faults, key):
    """The browser is killed while the answer is awaited: unknown, the slip stands there once, the lane lives on."""
    faults(slow_answer_s=1.5)
    permission = Permission()
    permission.ask = lambda: threading.Timer(0.7, _kill, [robot]).start()  # type: ignore[method-assign]

    with pytest.raises(OutcomeUnknownError):
        robot.enter(a_slip(), key, permission, Steps())

    faults(slow_answer_s=0.0)
    time.sleep(1.0)
    assert len(robot.find(key, Steps())) == 1


def _kill(robot: RobotTarget) -> None:
    shift = robot._lane._shift
    assert shift is not None
    assert shift.running is not None
    psutil.Process(shift.running.processes[0].pid).kill()


def test_a_wrong_password_is_said_by_name(ledger):
    """A log-in that is refused names what to do, takes no picture, and is not tried again at once: it may lock."""
    robot, log = a_robot(ledger, kept := MemoryEvidence(), user="nobody"), Steps()
    try:
        for _ in range(2):
            with pytest.raises(LoginRefusedError, match="正しくありません"):
                robot.find("KEY", log)
    finally:
        robot.close()
    assert log.heard.count("open /login") == 1
    assert kept.kept == {}


def test_the_trail_of_a_failure_is_bounded(robot, evidence, key):
    """A failure keeps at most twenty requests, without queries or bodies."""
    with pytest.raises(ValueDiffersError):
        enter(robot, key, a_slip(n_lines=5, customer_name="べつの客"))

    trail = json.loads(evidence.named["failure-trail"])
    assert len(trail["requests"]) <= 20
    assert not any("?" in request for request in trail["requests"])
