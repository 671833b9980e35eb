"""What a robot gives up stays given up: no late commit, no lost reason, no "refused" that is only "not seen"."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from agent.browser import commit as commit_module
from agent.browser import lane as lane_module
from agent.browser.errors import (
    CommitEarlyError,
    CommitNotSentError,
    CommitUnansweredError,
    DialogUnexpectedError,
    LaneStuckError,
)
from agent.browser.gate import CommitGate
from agent.browser.script import Script
from agent.core.errors import DenpyoError, SlipMissingError, SlipRefusedError
from agent.core.evidence import Evidence
from agent.settings.model import BrowserSettings, TargetSettings
from robots.target import RobotTarget
from tests.support.commit_server import FORM, CommitServer
from tests.support.robots import MemoryEvidence, Permission, Steps, a_slip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]
KEY = "GIVENUPKEYKEY234"
NOTHING = "<p>該当なし</p>"
SEEN = {"failure-picture", "failure-text", "failure-trail"}
ROWS = {"key": "備考", "slip_number": "番号", "empty": "該当なし", "count": "全 * 件"}  # an empty list says no count
SCRIPT = {
    "robot": "one-page",
    "enters": "sales",
    "refusals": "[role=alert]",
    "login": [{"open": "/"}],
    "lookup": [{"open": "/?key={key}"}, {"rows": ROWS}],
    "entry": [{"open": "/"}, {"commit": {"button": "登録"}}, {"read": {"slip_number": "伝票番号"}}],
}


class SlowEvidence(MemoryEvidence):
    """Takes its time over the picture of a failure, as a full disk does."""

    slow_s = 0.0

    def put(self, name: str, content: bytes, media_type: str) -> Evidence:
        if name == "failure-picture":
            time.sleep(self.slow_s)
        return super().put(name, content, media_type)


@pytest.fixture(scope="module")
def server() -> Iterator[CommitServer]:
    server = CommitServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def shared(server) -> Iterator[RobotTarget]:
    robot = a_robot_on(server)
    yield robot
    robot.close()


@pytest.fixture
def robot(server, shared, monkeypatch) -> RobotTarget:
    """The robot before a plain page; a press that sends nothing is given up after 0.3 s."""
    server.n_slips, server.mode, server.form, server.slow_s = 0, "answer", NOTHING + FORM, 0.0
    shared._evidence.slow_s = 0.0
    monkeypatch.setattr(commit_module, "LEAVES_WITHIN_S", 0.3)
    return shared


def a_robot_on(server: CommitServer) -> RobotTarget:
    robot = RobotTarget(
        Script.model_validate(SCRIPT),
        TargetSettings(robot="one-page", url=server.url, deadline=30),
        name="one-page",
        password=lambda: "",
        evidence=SlowEvidence(),
        browser=BrowserSettings(),
    )
    robot._session.place = replace(robot._session.place, patience_ms=400)
    return robot


def fails(robot: RobotTarget, kind: type[DenpyoError], permission: Permission | None = None) -> list[str]:
    """Enter a slip, expect this error and nothing else, and return the names of its evidence."""
    with pytest.raises(DenpyoError) as failed:
        robot.enter(a_slip(), KEY, permission or Permission(), Steps())
    assert type(failed.value) is kind, failed.value
    return [one.name for one in failed.value.evidence]


def pressing(script: str) -> str:
    """Write the page with a commit button that runs a script of its own."""
    return NOTHING + FORM.replace("<button>", f'<button type=button onclick="{script}">')


LATE_SUBMIT = pressing("setTimeout(() => this.form.submit(), 500)")
LATE_POST = pressing("setTimeout(() => fetch('/elsewhere', {method: 'POST', body: 'x'}), 500)")


@pytest.mark.proves("D2")
@pytest.mark.parametrize("form", [LATE_SUBMIT, LATE_POST])
def test_a_commit_after_the_robot_gave_up_never_leaves(robot, server, form):
    """The page's own check takes longer than the robot waits: its late submit meets the gate, pictures or not."""
    server.form, permission = form, Permission()
    robot._evidence.slow_s = 0.6

    assert set(fails(robot, CommitNotSentError, permission)) >= SEEN

    time.sleep(0.5)
    assert (server.n_slips, permission.n_asked) == (0, 0)


def test_a_late_post_that_was_let_through_is_doubt(robot, server, monkeypatch):
    """Where the gate came too late to hold a post back, the robot does not say that nothing was sent."""
    monkeypatch.setattr(CommitGate, "bar", lambda gate: None)
    server.form = LATE_POST
    robot._evidence.slow_s = 0.6

    assert set(fails(robot, CommitUnansweredError)) >= SEEN


def test_a_page_cannot_commit_again_after_its_answer(robot, server):
    """An impatient page sends once more a moment after its answer: blocked, or the page is gone by then."""
    send = "fetch('/commit', {method: 'POST', body: 'x'})"
    show = "document.body.innerHTML = '<dl><dt>伝票番号<dd>S1</dl>'"
    server.form = pressing(f"{send}.then(() => {{ {show}; setInterval(() => {send}, 20) }})").replace("<form", "<div")
    script = Script.model_validate(
        {**SCRIPT, "entry": [{"open": "/"}, {"commit": {"button": "登録", "sends": "/commit"}}, SCRIPT["entry"][2]]}
    )
    shared_script, robot._script = robot._script, script

    assert robot.enter(a_slip(), KEY, Permission(), Steps()).slip_number == "S1"

    robot._script = shared_script
    time.sleep(0.2)
    assert server.n_slips == 1


TABLE = f"全 1 件<table><tr><th>備考<th>番号<tr><td>{KEY}<td>S1</table>"
BY_PLACE = (
    """<script>document.write({'/answer': `%s`}[location.pathname] || (location.search ? `%s` : `%s`))</script>"""
)
NUMBER = "<dl><dt>伝票番号<dd>S1</dl>"
SAYS_DONE = f"{NUMBER}<script>setTimeout(() => alert('登録しました'), 50)<\\/script>"
SEARCHES = f"""<p id=p></p><script>fetch('/commit', {{method: 'POST', body: 'search'}}).then(
  () => p.innerHTML = '{TABLE}', () => p.innerHTML = '該当なし')<\\/script><script src=/slow.js><\\/script>"""


@pytest.mark.proves("D2")
@pytest.mark.parametrize(("answer", "look_up"), [(SAYS_DONE, TABLE), (NUMBER, SEARCHES)], ids=["alert", "post"])
def test_leaving_the_page_that_committed_hides_nothing_of_the_next(robot, server, answer, look_up):
    """A late alert of the page left is not the look-up's, and what the look-up itself posts there is answered."""
    assert robot.find(KEY, Steps()) == []
    server.mode, server.form, server.slow_s = "/answer", BY_PLACE % (answer, look_up, FORM), 0.3

    assert robot.enter(a_slip(), KEY, Permission(), Steps()).slip_number == "S1"
    assert robot.confirm(KEY, a_slip(), Steps()).slip_number == "S1"


ANSWERED = "<script>location.pathname == '/answer' && {}</script>"
ALERT = "document.write('<p role=alert>締め処理済みです</p>')"


@pytest.mark.proves("D2")
@pytest.mark.parametrize(
    ("shows", "error"),
    [
        ("0", SlipMissingError),
        (ALERT, SlipRefusedError),
        (f"setTimeout(() => document.body.insertAdjacentHTML('beforeend', {ALERT[15:-1]}), 100)", SlipRefusedError),
    ],
)
def test_an_answer_without_a_number_is_a_refusal_only_in_the_targets_words(robot, server, shows, error):
    """Nothing found at once may be found a minute later; only words that refuse say that nothing is stored."""
    server.mode, server.form = "/answer", NOTHING + FORM + ANSWERED.format(shows)

    assert set(fails(robot, error)) >= SEEN


@pytest.mark.proves("D6")
@pytest.mark.parametrize(
    ("form", "error"),
    [
        (NOTHING + FORM.replace("!window.ask||", ""), DialogUnexpectedError),
        (NOTHING + FORM + "<script>location.search || document.forms[0].requestSubmit()</script>", CommitEarlyError),
    ],
)
def test_the_first_error_is_told_with_its_evidence(robot, server, form, error):
    """Asking whether the session had ended neither hides the reason nor loses the pictures."""
    server.form = form

    assert set(fails(robot, error)) >= SEEN
    assert server.n_slips == 0


def test_a_target_that_cannot_be_asked_hides_no_reason(robot, server):
    """The target fails just when the robot asks whether the session had ended: the first error is told."""
    server.form = pressing("1")
    robot._session.place = replace(robot._session.place, script=_with_look_up("http://127.0.0.1:9/"))

    assert set(fails(robot, CommitNotSentError)) >= SEEN

    robot._session.place = replace(robot._session.place, script=robot._script)


def _with_look_up(address: str) -> Script:
    return Script.model_validate({**SCRIPT, "lookup": [{"open": address}, SCRIPT["lookup"][1]]})


def test_evidence_that_cannot_be_kept_hides_no_reason(robot, server, monkeypatch):
    """The disk is full when the picture shall be kept: the first error is told, without it."""
    server.form = pressing("1")
    monkeypatch.setattr(robot._evidence, "put", _unless_failure(robot._evidence.put))

    assert fails(robot, CommitNotSentError) == []


def _unless_failure(put: Callable[..., Evidence]) -> Callable[..., Evidence]:
    def put_or_fail(name: str, content: bytes, media_type: str) -> Evidence:
        if name.startswith("failure"):
            raise OSError("no space left on device")
        return put(name, content, media_type)

    return put_or_fail


@pytest.mark.proves("D5")
def test_a_robot_whose_lane_is_stuck_begins_anew_and_the_old_one_sends_nothing(server, robot, monkeypatch):
    """The permit never answers: unknown, a new thread takes over at once, and a late "yes" finds no browser."""
    let_go, began = threading.Event(), threading.Event()
    old: list[threading.Thread] = []
    permission = Permission()

    def ask() -> None:
        old.append(threading.current_thread())
        began.set()
        let_go.wait(30)

    permission.ask = ask  # type: ignore[method-assign]
    robot.find(KEY, Steps())
    monkeypatch.setattr(lane_module, "GIVE_UP_S", -28.0)
    with pytest.raises(LaneStuckError):
        robot.enter(a_slip(), KEY, permission, Steps())
    monkeypatch.undo()

    assert began.is_set()
    assert robot.find(KEY, Steps()) == []
    let_go.set()
    old[0].join(15)
    assert not old[0].is_alive()
    assert robot.find(KEY, Steps()) == []
    assert server.n_slips == 0
