"""The step language on one document: screens by script, `#` addresses, HTTP Basic, everything posted to one address."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from agent.browser.errors import CommitEarlyError, LoginRefusedError, TargetDownError
from agent.browser.lint import load_script
from agent.core.errors import OutcomeUnknownError, SlipRefusedError
from agent.settings.model import BrowserSettings, TargetSettings
from robots.practice.server import Answer, ConnectionDroppedError, PracticeServer, Request
from robots.target import RobotTarget
from tests.support.robots import MemoryEvidence, Permission, Steps, a_slip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]
KEY = "ONEDOCUMENT23456"
PAGE = """<!doctype html><meta charset=utf-8><main id=main></main><script>
const show = async (ask, body) => {
  main.className = 'busy';
  try { main.innerHTML = await (await fetch(ask, body && {method: 'POST', body})).text(); }
  finally { main.className = ''; }
};
const act = (action) => show('/do', 'action=' + action + '&' +
  [...document.querySelectorAll('input')].map((one) => one.name + '=' + encodeURIComponent(one.value)).join('&'));
const load = () => location.hash && show('/part' + location.hash.slice(1));
addEventListener('hashchange', load);
load();
</script>"""
NEW = """<label>備考 <input name=memo value="%s"></label>%s
<button onclick="act('row')">行追加</button><button onclick="act('save')">保存</button>"""
ROW = '<p><label>数量 <input name=qty value="%s"></label></p>'
ROBOT = """
robot: one-document
enters: sales
http_login: true
busy: main.busy
refusals: "[role=alert]"
refuses_with_500: true
options: {book: {default: main}}
login:
  - open: /hello
lookup:
  - open: "/{option.book}#/list?memo={key}"
  - rows:
      id: 番号
      each:
        - open: "/{option.book}#/slip?n={row.番号}"
        - read: {memo: 備考, state: {css: "#state", words: {draft: 下書き, final: 登録済}}}
      key: memo
      slip_number: 番号
      state: state
      final: [登録済]
entry:
  - open: "/{option.book}#/new"
  - fill: {備考: "{key}"}
  - each_line:
      - press: 行追加
      - fill: {数量: {css: "p:nth-of-type({line.number}) [name=qty]", value: "{line.quantity}"}}
  - commit: {button: 保存, sends: /do, carries: action=save}
  - read: {slip_number: {text: 番号 * を保存しました}}
finish:
  - open: "/{option.book}#/finish?n={row.番号}"
confirm:
  - open: "/{option.book}#/slip?n={row.番号}"
  - compare: {備考: "{key}"}
"""
AGAIN = """<img src=/none
  onerror="setTimeout(() => fetch('/do', {method: 'POST', body: 'action=save&memo=x'}), 100)">"""
BASIC = "Basic " + base64.b64encode(b"keiri:himitsu").decode()


@dataclass
class OneDocument:
    """What it holds, and what it does to the next posts: `drop` the connection, forget the log-in, `refuse` a save."""

    slips: list[dict[str, list[str]]] = field(default_factory=list)
    next: list[str] = field(default_factory=list)
    n_posts: int = 0
    url: str = ""

    def __call__(self, request: Request) -> Answer:
        if request.headers.get("Authorization") != BASIC:
            return Answer(b"who?", status=401, headers=(("WWW-Authenticate", 'Basic realm="x"'),))
        if request.method == "POST":
            return self._do(request)
        name = request.path.removeprefix("/part/")
        return self._part(name, request) if name != request.path else Answer(PAGE.encode())

    def _do(self, request: Request) -> Answer:
        self.n_posts += 1
        happens = self.next.pop(0) if self.next else ""
        if happens == "drop":
            raise ConnectionDroppedError
        if happens == "forget":
            return Answer(b"who?", status=401, headers=(("WWW-Authenticate", 'Basic realm="x"'),))
        if happens == "refuse":
            return Answer("<p role=alert>締め済みです。</p>".encode(), status=500)
        form = dict(request.form())
        if form["action"] == ["save"]:
            self.slips.append({**form, "state": ["draft"]})
            more = AGAIN if happens == "again" else ""
            return Answer(f"<p>番号 {len(self.slips)} を保存しました。</p>{more}".encode())
        rows = "".join(ROW % qty for qty in [*form.get("qty", []), ""])
        return Answer((NEW % (form["memo"][0], rows)).encode())

    def _part(self, name: str, request: Request) -> Answer:
        if name == "new":
            return Answer((NEW % ("", "")).encode())
        if name == "list":
            rows = "".join(f"<tr><td>{n}</td><td></td></tr>" for n in range(1, len(self.slips) + 1))
            return Answer(f"<table><tr><th>番号</th><th>日付</th></tr>{rows}</table>".encode())
        slip = self.slips[int(request.asked("n")) - 1]
        if name == "finish":
            slip["state"] = ["final"]
        memo, state = slip["memo"][0], slip["state"][0]
        return Answer(f"<dl><dt>備考</dt><dd>{memo}</dd></dl><i id=state>{state}</i>".encode())


@pytest.fixture(scope="module")
def system() -> Iterator[OneDocument]:
    app = OneDocument()
    server = PracticeServer(app)
    app.url = server.url
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield app
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def shared(system) -> Iterator[RobotTarget]:
    opened = a_robot(system)
    yield opened
    opened.close()


@pytest.fixture
def robot(system, shared) -> RobotTarget:
    """The robot, and a system with nothing in it."""
    system.slips.clear()
    system.next.clear()
    return shared


def a_robot(system: OneDocument, text: str = ROBOT, password: str = "himitsu") -> RobotTarget:
    settings = TargetSettings(robot="one-document", url=system.url, user="keiri", deadline=30)
    return RobotTarget(
        load_script(text, "robot.yaml"),
        settings,
        name="one",
        password=lambda: password,
        evidence=MemoryEvidence(),
        browser=BrowserSettings(),
    )


def stored(system: OneDocument) -> list[tuple[str, list[str], str]]:
    return [(one["memo"][0], one["qty"], one["state"][0]) for one in system.slips]


@pytest.mark.proves("D5")
def test_screens_that_a_script_draws(robot, system):
    """Each line is keyed on a row of its own; the draft is told from others by opening them; then it is finished."""
    system.slips.append({"memo": ["OTHER"], "qty": ["9"], "state": ["draft"]})
    slip = a_slip()

    assert robot.find(KEY, Steps()) == []
    sent = robot.enter(slip, KEY, Permission(), Steps())
    assert [(one.slip_number, one.state) for one in robot.find(KEY, Steps())] == [("2", "下書き")]
    robot.confirm(KEY, slip, Steps())

    assert sent.slip_number == "2"
    assert stored(system)[1] == (KEY, ["2", "3"], "final")


@pytest.mark.proves("D2")
def test_a_page_that_saves_once_more_after_its_answer_is_stopped(robot, system):
    """The document lives on and so does its gate: the second save is refused, and finish and confirm go on."""
    slip, log = a_slip(1), Steps()
    system.next = ["", "again"]

    sent = robot.enter(slip, KEY, Permission(), log)
    time.sleep(0.3)

    assert robot.confirm(KEY, slip, log).slip_number == sent.slip_number
    assert [memo for memo, *_ in stored(system)] == [KEY]


@pytest.mark.proves("D2")
def test_a_log_in_forgotten_by_a_script_is_renewed(robot, system):
    """The page's own request is answered with 401, and the page shows nothing of it."""
    system.next[:] = ["forget", "forget"]  # the browser asks once more by itself
    log = Steps()
    robot.enter(a_slip(), KEY, Permission(), log)

    assert "the session has expired: log in again" in log.heard
    assert len(system.slips) == 1


@pytest.mark.proves("D2")
def test_a_log_in_forgotten_at_the_commit_is_unknown(robot, system):
    """What became of the commit is asked of the look-up, never guessed."""
    system.next[:] = ["", "", "forget", "forget"]
    with pytest.raises(OutcomeUnknownError):
        robot.enter(a_slip(), KEY, Permission(), Steps())

    assert robot.find(KEY, Steps()) == []


def test_an_answer_lost_by_a_script_is_the_targets_fault(robot, system):
    """The page goes on as if nothing were: the robot does not, and nothing is stored."""
    system.next[:] = ["drop"] * 5
    with pytest.raises(TargetDownError):
        robot.enter(a_slip(), KEY, Permission(), Steps())

    assert system.slips == []


def test_a_fault_that_says_why_is_a_refusal(robot, system):
    """Status 500 with the target's own words, and no slip found: refused, in those words."""
    system.next[:] = ["", "", "refuse"]
    with pytest.raises(SlipRefusedError, match="締め済みです"):
        robot.enter(a_slip(), KEY, Permission(), Steps())


@pytest.mark.proves("D2")
def test_one_address_for_all_and_still_no_early_commit(system):
    """Where every button posts to one address, the commit is known by its body and refused before its step."""
    robot = a_robot(system, ROBOT.replace("  - press: 行追加", "  - press: 保存", 1))
    system.slips.clear()
    try:
        with pytest.raises(CommitEarlyError):
            robot.enter(a_slip(), KEY, Permission(), Steps())
    finally:
        robot.close()
    assert system.slips == []


def test_a_wrong_password_is_refused_once(system):
    """HTTP Basic: refused at the log-in, and not tried again with the same password."""
    robot = a_robot(system, password="wrong")
    try:
        for _ in range(2):
            with pytest.raises(LoginRefusedError):
                robot.find(KEY, Steps())
    finally:
        robot.close()
