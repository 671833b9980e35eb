"""A commit leaves once or not at all, and what became of it is known; on a real Chromium and a real server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Error

from agent.browser import commit as commit_module
from agent.browser import gate as gate_module
from agent.browser.commit import press_commit
from agent.browser.errors import (
    CommitEarlyError,
    CommitNotSentError,
    CommitUnansweredError,
    DialogUnexpectedError,
    TargetDownError,
)
from agent.browser.gate import CommitGate, Fate
from agent.browser.player import Player
from agent.browser.script import CommitSpec, DialogsSpec, Script, Step
from agent.browser.session import Place, Session
from agent.core.errors import PermitRefusedError
from tests.support.commit_server import FORM, CommitServer
from tests.support.robots import Permission, Steps

pytestmark = pytest.mark.browser


@pytest.fixture
def server() -> Iterator[CommitServer]:
    server = CommitServer()
    yield server
    server.close()


@dataclass
class Bench:
    """One visit that stands before the commit."""

    player: Player
    gate: CommitGate
    spec: CommitSpec
    permission: Permission
    server: CommitServer

    def press(self) -> None:
        self.player.check_calm()
        press_commit(self.player, self.gate, self.spec)

    def run(self, script: str) -> None:
        """Do as a hook or the page's own script would."""
        with suppress(Error):
            self.player.screen.page.evaluate(script)
        self.player.screen.page.wait_for_timeout(100)


def bench(browser: Browser, server: CommitServer, *, accept: str = "", why_not: str = "", **commit: str) -> Bench:
    spec = CommitSpec(button="登録", **commit)
    dialogs = DialogsSpec(accept=[accept] if accept else [])
    script = Script(robot="one-page", enters="sales", entry=[Step(commit=spec)], dialogs=dialogs)
    session = Session(Place(script, server.url, "", lambda: "", patience_ms=500))
    visit = session.visit(browser)
    permission = Permission(why_not)
    gate = CommitGate(visit.context, spec, permission, lambda post: player.note(f"passed {post}"), 800)
    visit.gate = gate
    player = Player(session, visit, Steps(), "entry")
    player.screen.open(server.url)
    player.screen.open(server.url)  # the second request rides on the kept-alive connection, as in real use
    return Bench(player, gate, spec, permission, server)


@pytest.fixture
def before(browser, server) -> Iterator[Bench]:
    made = bench(browser, server)
    yield made
    made.player.visit.close()


def plain_context(browser: Browser) -> BrowserContext:
    return browser.new_context()


def test_without_the_gate_the_browser_itself_commits_twice(browser, server):
    """Chromium sends a POST again when a kept-alive connection dies: two slips for one press."""
    context = plain_context(browser)
    page = context.new_page()
    page.goto(server.url)
    page.goto(server.url)
    server.mode = "cut"
    with suppress(Error):
        page.click("button", timeout=1_500)
    page.wait_for_timeout(300)
    context.close()

    assert server.n_slips == 2


@pytest.mark.proves("D2")
@pytest.mark.parametrize("mode", ["answer", "/stored", "/commit"])
def test_an_answered_commit_leaves_once_and_its_page_is_shown(before, mode):
    """Answered or redirected, even back to its own address: one slip, and the page goes on as without the gate."""
    before.server.mode = mode

    before.press()

    assert (before.server.n_slips, before.gate.fate, before.permission.n_asked) == (1, Fate.ANSWERED, 1)
    assert before.player.screen.page.text_content("#slip") == "S1"


@pytest.mark.proves("D2")
def test_a_form_whose_fields_hide_its_own_names_is_guarded_all_the_same(browser, server):
    """Old pages have fields called action, method, target and elements; the gate learns the form's own."""
    hidden = "".join(f"<input type=hidden name={name} value=x>" for name in ("action", "method", "target", "elements"))
    server.form = FORM.replace("<input", f"{hidden}<input")
    before = bench(browser, server)
    server.mode = "cut"

    with pytest.raises(CommitUnansweredError):
        before.press()

    before.player.visit.close()
    assert (server.n_slips, before.permission.n_asked) == (1, 1)


def test_a_form_sent_by_get_is_not_committed(browser, server):
    """What a GET does cannot be sent once for sure; nothing is pressed, and the reason is named."""
    server.form = FORM.replace("method=post", "")
    before = bench(browser, server)

    with pytest.raises(CommitNotSentError, match="sent by GET"):
        before.press()

    before.player.visit.close()
    assert before.permission.n_asked == 0


@pytest.mark.proves("D2")
@pytest.mark.parametrize("mode", ["cut", "hold", "502"])
def test_a_commit_without_a_clear_answer_is_unknown(before, mode):
    """Cut, never answered, or answered by a broken proxy: one slip, and doubt is called doubt."""
    before.server.mode = mode

    with pytest.raises(CommitUnansweredError):
        before.press()

    before.player.screen.page.wait_for_timeout(200)
    assert (before.server.n_slips, before.gate.fate) == (1, Fate.UNKNOWN)


def test_a_refused_permit_keeps_the_commit_here(browser, server):
    """Lease lost, ceiling reached: nothing leaves, and the permit's word is handed on."""
    made = bench(browser, server, why_not="lease-lost")

    with pytest.raises(PermitRefusedError) as refused:
        made.press()

    assert (server.n_slips, refused.value.values["why"]) == (0, "lease-lost")
    made.player.visit.close()


def test_an_error_in_the_permit_keeps_the_commit_here(before):
    """When the permit cannot be asked nothing leaves, and its own error arrives."""
    before.permission.ask = lambda: 1 / 0  # type: ignore[method-assign,assignment,return-value]

    with pytest.raises(ZeroDivisionError):
        before.press()

    assert before.server.n_slips == 0


@pytest.mark.proves("D2")
def test_a_permit_that_came_late_sends_nothing(before, monkeypatch):
    """The process stood still while it asked: the account may be another's by now, and the commit stays here."""
    monkeypatch.setattr(gate_module, "PERMIT_LASTS_S", 0.2)
    before.permission.ask = lambda: time.sleep(0.3)  # type: ignore[method-assign]

    with pytest.raises(PermitRefusedError):
        before.press()

    assert before.server.n_slips == 0


def test_a_target_that_is_down_was_not_reached(before):
    """A refused connection is sure: nothing was sent, trying again is safe."""
    before.server.close()

    with pytest.raises(TargetDownError):
        before.press()

    assert before.gate.fate is Fate.NOT_SENT


@pytest.mark.proves("D5")
def test_a_dialog_nobody_named_stops_the_robot(before):
    """A question on pressing commit is dismissed, its text is the reason, and nothing left."""
    before.run("window.ask = true")

    with pytest.raises(DialogUnexpectedError, match="登録しますか"):
        before.press()

    assert (before.server.n_slips, before.gate.fate) == (0, Fate.NOT_SENT)


@pytest.mark.proves("D5")
def test_a_dialog_the_yaml_names_is_accepted(browser, server):
    """A question the robot knows is answered with OK, and the commit goes once."""
    made = bench(browser, server, accept="登録しますか？")
    made.run("window.ask = true")

    made.press()

    assert (server.n_slips, made.player.visit.trail.dialogs) == (1, ["confirm accepted: 登録しますか？"])
    made.player.visit.close()


@pytest.mark.proves("D2")
@pytest.mark.parametrize(
    "early",
    [
        "document.querySelector('button').click()",
        "document.forms[0].requestSubmit()",
        "document.forms[0].submit()",
    ],
)
def test_a_commit_before_its_step_is_refused(before, early):
    """A hook or the page's own script that commits early is stopped, and so is the robot; nothing was sent."""
    before.run(early)

    with pytest.raises(CommitEarlyError):
        before.press()

    assert before.server.n_slips == 0


@pytest.mark.proves("D2")
def test_a_page_that_writes_itself_anew_is_guarded_still(before):
    """Its script takes all listeners away with the document (document.write); the guard's are put back."""
    page = before.player.screen.page
    page.evaluate("""() => {
      const text = document.documentElement.outerHTML;
      document.open(); document.write(text); document.close();
      document.querySelector("button").click();
    }""")

    assert page.evaluate("window.__denpyo.early") == 1
    with pytest.raises(CommitEarlyError):
        before.press()
    assert before.server.n_slips == 0


def test_an_enter_before_the_step_is_refused(before):
    """The Enter a hook presses in a field would commit; it is refused."""
    page = before.player.screen.page
    page.click("input")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)

    with pytest.raises(CommitEarlyError):
        before.press()

    assert before.server.n_slips == 0


def test_a_script_that_commits_early_meets_the_named_address(browser, server):
    """Where the page's own script posts, `sends:` lets the gate know the address from the first step."""
    made = bench(browser, server, sends="/commit")
    made.run("fetch('/commit', {method: 'POST', body: 'x'}).catch(() => 0)")

    with pytest.raises(CommitEarlyError):
        made.press()

    assert server.n_slips == 0
    made.player.visit.close()


def test_a_script_that_posts_is_let_out_once(browser, server):
    """An impatient script that posts three times sends one commit; the others are blocked and counted."""
    thrice = "for (let n = 0; n < 3; n++) fetch('/commit', {method: 'POST', body: 'x'}).catch(() => 0)"
    server.form = f'<button type=button onclick="{thrice}">登録</button>'
    made = bench(browser, server, sends="/commit")

    made.press()

    made.player.screen.page.wait_for_timeout(200)
    assert (server.n_slips, made.gate.n_blocked, made.gate.fate) == (1, 2, Fate.ANSWERED)
    made.player.visit.close()


def test_a_double_click_sends_one_commit(browser, server):
    """A page that submits twice on one press, as impatient fingers do, stores one slip."""
    server.form = server.form.replace("<button>", '<button onclick="this.form.requestSubmit()">')
    made = bench(browser, server)

    made.press()

    made.player.screen.page.wait_for_timeout(200)
    assert server.n_slips == 1
    made.player.visit.close()


def test_a_page_that_checks_before_it_submits_is_let_through(browser, server):
    """A commit button whose script asks the server first and submits later still commits once."""
    server.form = server.form.replace(
        "<button>", '<button type=button onclick="setTimeout(() => this.form.submit(), 150)">'
    )
    made = bench(browser, server)

    made.press()

    assert (server.n_slips, made.gate.fate) == (1, Fate.ANSWERED)
    made.player.visit.close()


def test_a_page_of_post_backs_is_told_apart_by_what_it_carries(browser, server):
    """Other posts to the same address pass before the commit; the one that carries the words is the commit."""
    made = bench(browser, server, sends="/commit", carries="memo=")
    made.run("fetch('/commit', {method: 'POST', body: 'check=1'})")
    assert server.n_slips == 1

    made.press()

    assert (server.bodies, made.gate.fate) == (["check=1", "memo="], Fate.ANSWERED)
    assert "passed POST /commit" in made.player.visit.trail.steps
    made.player.visit.close()


def test_a_commit_that_went_by_another_way_is_doubt(browser, server, monkeypatch):
    """The page's script posts elsewhere than the robot was told: the gate saw a post pass and does not say "no"."""
    monkeypatch.setattr(commit_module, "LEAVES_WITHIN_S", 0.5)
    server.form = """<button type=button onclick="fetch('/elsewhere', {method: 'POST', body: 'x'})">登録</button>"""
    made = bench(browser, server, sends="/commit")

    with pytest.raises(CommitUnansweredError):
        made.press()

    assert server.n_slips == 1
    made.player.visit.close()


def test_a_press_that_the_page_holds_back_was_not_sent(browser, server, monkeypatch):
    """A page that stops the submit by a check of its own: nothing left, and the robot says so."""
    monkeypatch.setattr(commit_module, "LEAVES_WITHIN_S", 0.5)
    server.form = server.form.replace("onsubmit=", 'onsubmit="return false" data-was=')
    made = bench(browser, server)

    with pytest.raises(CommitNotSentError):
        made.press()

    assert (server.n_slips, made.gate.fate) == (0, Fate.NOT_SENT)
    made.player.visit.close()
