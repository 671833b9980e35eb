"""The page's own requests are awaited: what is read after a press, a key or a jump is what they brought."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser

from agent.browser.commit import press_commit
from agent.browser.errors import CommitEarlyError, CommitUnansweredError, PageAskingError, ValueDiffersError
from agent.browser.gate import CommitGate
from agent.browser.player import Player
from agent.browser.script import CommitSpec, Script, Step, Typing
from agent.browser.session import Place, Session
from robots.practice.server import Answer, PracticeServer, Request, as_json
from tests.support.robots import Permission, Steps, a_slip

pytestmark = pytest.mark.browser

SLOW_S = 0.3
PAGE = """<!doctype html><meta charset=utf-8><form method=post action=/save><table>
<tr><td>得意先</td><td><input name=customer></td></tr><tr><td>摘要</td><td><input name=memo></td></tr>
<tr><td>合計</td><td id=total>0</td></tr></table>
<input type=button value=計算><input type=button value=待機><button>登録</button></form>
<h2>伝票一覧</h2><table id=list></table><script>
const [customer, memo] = document.forms[0].elements;
const list = async () => {
  const rows = await (await fetch(`/rows${location.hash.slice(1)}`)).json();
  document.querySelector('#list').innerHTML = rows.map((row) => `<tr><td>${row}</td></tr>`).join('');
};
onhashchange = () => setTimeout(list, 0);
const press = (words, does) => document.querySelector(`[value=${words}]`).addEventListener('click', does);
press('計算', () => {
  const asked = new XMLHttpRequest();
  asked.open('GET', '/total');
  asked.onload = () => { total.textContent = asked.responseText; };
  asked.send();
});
press('待機', () => fetch('/events/next'));
customer.addEventListener('change', async () => { memo.value = await (await fetch('/memo')).json(); });
memo.addEventListener('keydown', (event) => { if (event.key === 'F9') fetch('/save', { method: 'POST' }); });
</script>"""


@dataclass
class Slow:
    """A system whose scripts are answered late; what is asked below /events is answered when it ends."""

    url: str = ""
    n_saved: int = 0
    memo: str = "K"
    ended: threading.Event = field(default_factory=threading.Event)

    def __call__(self, request: Request) -> Answer:
        if request.path.startswith("/events"):
            self.ended.wait(30)
        if request.path != "/":
            time.sleep(SLOW_S)
        self.n_saved += request.path == "/save"
        answers = {
            "/memo": as_json(self.memo),
            "/rows": as_json([]),
            "/rows7": as_json(["S7"]),
            "/total": Answer(b"100"),
        }
        return answers.get(request.path, Answer(PAGE.encode()))


@pytest.fixture
def system() -> Iterator[Slow]:
    """The system, serving at `url`."""
    slow = Slow()
    server = PracticeServer(slow)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    slow.url = server.url
    yield slow
    slow.ended.set()
    server.shutdown()
    server.server_close()


def a_player(browser: Browser, system: Slow, *, polls: tuple[str, ...] = (), look_up_ms: int = 5_000) -> Player:
    """Stand on the system's page."""
    script = Script(robot="slow", enters="sales", entry=[Step(commit=CommitSpec(button="登録"))], polls=list(polls))
    session = Session(Place(script, system.url, "", lambda: "", patience_ms=2_000, look_up_ms=look_up_ms))
    player = Player(session, session.visit(browser), Steps(), "entry")
    play(player, {"open": "/"})
    return player


def play(player: Player, *steps: dict[str, object]) -> None:
    player.play([Step.model_validate(step) for step in steps], {"key": "K", "slip": a_slip(1)})


@pytest.mark.proves("D3")
def test_a_list_is_read_as_the_jump_brought_it(browser, system):
    """The rows of a part (#) of a page are those it asked for, not those that stood there before."""
    player = a_player(browser, system)

    play(player, {"open": "/#7"}, {"read": {"number": {"css": "#list td"}}})

    assert player.read == {"number": "S7"}
    player.visit.close()


@pytest.mark.proves("D3")
def test_a_total_is_read_as_the_press_brought_it(browser, system):
    """A press that makes the page ask is over when the page was answered."""
    player = a_player(browser, system)

    play(player, {"press": "計算"}, {"read": {"total": "合計"}})

    assert player.read == {"total": "100"}
    player.visit.close()


@pytest.mark.proves("D3")
def test_an_answer_that_comes_late_and_overwrites_is_seen(browser, system):
    """The look-up of one field writes over another after it was typed: no silent wrong value."""
    player = a_player(browser, system)
    system.memo = "other"

    with pytest.raises(ValueDiffersError):
        play(player, {"fill": {"得意先": "C1", "摘要": "{key}"}})
    player.visit.close()


@pytest.mark.proves("D3")
def test_real_keys_wait_for_what_the_field_before_asked(browser, system):
    """What the look-up of one field writes into the next is there before the next is typed over it."""
    player = a_player(browser, system)
    player.script = player.script.model_copy(update={"typing": Typing.KEYS})
    system.memo = "other"

    play(player, {"fill": {"得意先": "C1", "摘要": "{key}"}}, {"read": {"memo": "摘要"}})

    assert player.read == {"memo": "K"}
    player.visit.close()


@pytest.mark.proves("D3")
def test_a_page_that_is_never_answered_stops_the_robot(browser, system):
    """The path is named, so that it can be written into `polls:`; there, nobody waits for it."""
    player = a_player(browser, system, look_up_ms=700)
    with pytest.raises(PageAskingError) as stopped:
        play(player, {"press": "待機"})
    player.visit.close()

    patient = a_player(browser, system, polls=("/events",), look_up_ms=700)
    play(patient, {"press": "待機"}, {"fill": {"得意先": "C1", "摘要": "{key}"}})
    patient.visit.close()

    assert stopped.value.reason.values["what"] == "/events/next"


@pytest.mark.proves("D3")
def test_a_frame_that_may_run_no_scripts_is_not_waited_for(browser, system):
    """No timer fires in it, and it asks for nothing."""
    player = a_player(browser, system)
    player.screen.page.evaluate("document.body.append(Object.assign(document.createElement('iframe'), {sandbox: ''}))")

    play(player, {"press": "計算"}, {"read": {"total": "合計"}})

    assert player.read == {"total": "100"}
    player.visit.close()


@pytest.mark.proves("D2")
def test_a_commit_sent_by_a_key_before_its_step_is_refused(browser, system):
    """The gate learned the address when the page came: what its script posts there is stopped."""
    player, spec = a_player(browser, system), CommitSpec(button="登録")
    player.visit.gate = CommitGate(player.visit.context, spec, Permission(), lambda _: None)
    play(player, {"open": "/"})

    with pytest.raises(CommitEarlyError):
        play(player, {"keys": {"css": "[name=memo]", "press": ["F9"]}})

    player.visit.close()
    assert system.n_saved == 0


@pytest.mark.proves("D2")
def test_a_commit_that_passed_before_its_address_was_known_is_doubt(browser, system):
    """The button came later than the post: the slip is looked up, not keyed again."""
    player, spec = a_player(browser, system), CommitSpec(button="登録")
    gate = player.visit.gate = CommitGate(player.visit.context, spec, Permission(), lambda _: None)
    player.screen.page.locator("[name=memo]").press("F9")

    with pytest.raises(CommitUnansweredError):
        press_commit(player, gate, spec)

    player.screen.page.wait_for_timeout(2_000 * SLOW_S)
    player.visit.close()
    assert system.n_saved == 1
