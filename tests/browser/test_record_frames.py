"""The recorder on old systems: framesets in Shift_JIS, pages written by scripts, days in three lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import yaml
from playwright.sync_api import FrameLocator, Page

from agent.browser.lint import load_script
from agent.browser.lint_steps import SEARCH_ONCE
from agent.browser.record_deeds import Filled, Recording
from agent.browser.record_said import is_act
from agent.browser.record_values import Sheet
from agent.cli.main import call
from agent.core.action import Slip
from agent.settings.model import BrowserSettings, TargetSettings
from robots.target import RobotTarget
from tests.support.frameset_system import Frames, a_frameset_system
from tests.support.robots import MemoryEvidence, Permission, Steps, a_slip
from tests.support.trials import a_site
from tests.support.watched import KEY, Watched, a_watched_browser, press, type_into, written

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
PLAYED = "PLAYEDPLAYEDAGAI"
MEMO = "<table><tr><td>摘要<td><input></table>"


@dataclass
class Kept:
    """A finished recording of the frameset system: what was heard, and the draft."""

    recording: Recording
    text: str


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    """One visible browser for the module."""
    with a_watched_browser() as watched:
        yield watched


@pytest.fixture(scope="module")
def old() -> Iterator[Frames]:
    """The frameset system; the recorded slip is its first."""
    with a_frameset_system() as running:
        yield running


@pytest.fixture(scope="module")
def kept(watched, old) -> Kept:
    """A clerk logs in, searches, keys one slip with the look-up window, stores it, and looks it up."""
    page, slip = watched.context.pages[0], a_slip()
    page.set_default_timeout(10_000)
    page.goto(old.url)
    log_in(page, old.password)
    menu, work = (page.frame_locator(f"frame[name={name}]") for name in ("menu", "work"))
    search(page, watched)
    menu.get_by_role("link", name="売上伝票入力").click()
    key_slip(page, work, slip)
    store(page, watched, work)
    search(page, watched)
    press(work, "照会")
    watched.wait(900)
    menu.get_by_role("link", name="終了").click()
    whole = watched.heard(page)
    return Kept(whole, written(whole, Sheet(slip, KEY), old.url))


def log_in(page: Page, password: str) -> None:
    frame = page.frame_locator("frame[name=login]")
    type_into(page, "[name=tanto]", "keiri", within=frame)
    type_into(page, "[name=himitsu]", password, within=frame)
    press(frame, "ログイン")


def search(page: Page, watched: Watched) -> None:
    """Search the list for our key."""
    menu, work = (page.frame_locator(f"frame[name={name}]") for name in ("menu", "work"))
    menu.get_by_role("link", name="売上伝票一覧").click()
    type_into(page, "[name=tekiyo]", KEY, within=work)
    press(work, "検索")
    watched.wait(900)


def key_slip(page: Page, work: FrameLocator, slip: Slip) -> None:
    """Take the customer from the window; of the day's lists, the year stands right already."""
    with page.expect_popup() as opened:
        press(work, "参照")
    opened.value.get_by_role("button", name="選択").nth(1).click()
    choose(page, work, "tsuki", str(slip.slip_date.month))
    choose(page, work, "hi", str(slip.slip_date.day))
    type_into(page, "[name=chumon]", slip.order_number, within=work)
    type_into(page, "[name=tekiyo]", KEY, within=work)
    for n, line in enumerate(slip.lines):
        type_into(page, "[name=shohin]", line.product_code, n, within=work)
        type_into(page, "[name=suryo]", str(line.quantity), n, within=work)


def store(page: Page, watched: Watched, work: FrameLocator) -> None:
    """Go to the confirm page, and store with a yes to its question."""
    press(work, "確認")
    watched.wait(900)
    page.once("dialog", lambda dialog: dialog.accept())
    press(work, "登録")
    watched.wait(900)


def choose(page: Page, frame: FrameLocator, name: str, words: str) -> None:
    """Choose from a list by keys."""
    frame.locator(f"[name={name}]").focus()
    page.keyboard.press("Home")
    while frame.locator(f"[name={name}] option:checked").inner_text() != words:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")


@pytest.mark.proves("D7")
def test_a_session_in_frames_is_a_whole_robot(kept):
    """Look-up, entry with its window, confirm page, commit and slip number: all in the frames they were done in."""
    script = load_script(kept.text, "robot.yaml")
    steps = {name: [step.verb for step in script.steps(name)] for name in ("login", "lookup", "entry", "confirm")}

    assert steps == {
        "login": ["open", "fill", "press"],
        "lookup": ["open", "press", "fill", "press", "rows"],
        "entry": ["open", "press", "popup", "fill", "press", "compare", "commit", "read"],
        "confirm": ["press", "compare"],
    }
    assert (script.lookup[0].open, script.entry[0].open) == ("/main", "/main")
    assert script.lookup[-1].rows is not None
    assert script.lookup[-1].rows.empty == "該当する伝票はありません。"
    assert script.commit is not None
    assert script.commit.button == "登録"
    read = script.entry[-1].read
    assert read is not None
    assert read["slip_number"].text == "受付番号：*"


def test_three_lists_are_one_day_of_the_order(kept):
    """Also where one of them was right already and nobody touched it."""
    [fill] = [step["fill"] for step in yaml.safe_load(kept.text)["entry"] if "fill" in step]

    assert fill["伝票日付"] == {"value": "{slip.slip_date}", "day_format": ["%Y", "%-m", "%-d"]}


@pytest.mark.proves("D7")
def test_a_session_in_frames_plays_again(kept, old):
    """The draft keys another order on another day, once, and finds it again."""
    slip = a_slip(3, order_number="PO-26-0511", slip_date=date(2027, 12, 31))
    settings = {"robot": "recorded", "url": old.url, "user": "keiri", "deadline": 60}
    robot = RobotTarget(
        load_script(kept.text, "robot.yaml"),
        TargetSettings.model_validate(settings),
        name="recorded",
        password=lambda: old.password,
        evidence=MemoryEvidence(),
        browser=BrowserSettings(),
    )
    try:
        sent = robot.enter(slip, PLAYED, Permission(), Steps())
        assert robot.confirm(PLAYED, slip, Steps()).slip_number == sent.slip_number
    finally:
        robot.close()

    [booked] = [one for one in old.slips if one["tekiyo"] == [PLAYED]]
    assert [booked[name][0] for name in ("nen", "tsuki", "hi", "tokui")] == ["2027", "12", "31", slip.customer_code]


def test_a_recorded_robot_is_checked_and_tried(kept, old, tmp_path, capsys):
    """`robots check` finds nothing, and `robots try` comes to the commit and stores nothing."""
    site = a_site(tmp_path / "site", old, robot=kept.text.replace("robot: recorded", "robot: mine"))
    n_stored = len(old.slips)

    assert call(["--site", str(site), "robots", "check", "mine"]) == 0
    assert call(["--site", str(site), "robots", "try", "mine", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.split("\n", 1)[1])["reached_commit"]
    assert len(old.slips) == n_stored


def test_without_a_search_before_keying_the_check_says_what_to_do(kept, old, tmp_path, capsys):
    """Nobody has seen what the list says when nothing is found: draft and check ask for one search."""
    deeds = kept.recording.deeds
    searched, keyed = (
        next(n for n, deed in enumerate(deeds) if getattr(deed, "button", "") == words)
        for words in ("売上伝票一覧", "売上伝票入力")
    )
    hasty = Recording(deeds[:searched] + deeds[keyed:], kept.recording.glances, kept.recording.openers)
    text = written(hasty, Sheet(a_slip(), KEY), old.url).replace("robot: recorded", "robot: mine")
    site = a_site(tmp_path / "site", old, robot=text)

    assert call(["--site", str(site), "robots", "check", "mine"]) == 3
    said = capsys.readouterr().out
    assert "[empty-unknown]" in said
    assert said.count(SEARCH_ONCE) == text.count(f"# {SEARCH_ONCE}") == 1


def test_what_has_no_place_stands_in_the_draft_as_a_remark(kept):
    """Nothing that was heard is lost: what came after the slip is named with the reason."""
    assert kept.text.endswith("  # Heard and not placed, because it came after the slip:\n  #   press 終了\n")


def test_without_a_list_everything_after_the_commit_is_remarked(kept, old):
    """A slip whose number was not seen: no look-up and no confirm can be written, and every deed is named."""
    blind = Recording(kept.recording.deeds, {}, kept.recording.openers)
    text = written(blind, Sheet(a_slip(), KEY), old.url)

    at = next(n for n, deed in enumerate(blind.deeds) if getattr(deed, "button", "") == "登録")
    assert sum(map(is_act, blind.deeds[at + 1 :])) == 5
    assert text.split("Heard and not placed", 1)[1].split("\n\n")[0].splitlines() == [
        ", because no list showed our key beside a slip number:",
        "#     press 売上伝票一覧",
        "#     fill 摘要 = {key}",
        "#     press 検索",
        "#     press 照会",
        "#     press 終了",
    ]


def test_no_password_typed_in_a_frame_is_kept_anywhere(kept, old):
    """The log-in stands in a frame beside a banner."""
    assert old.password not in kept.text
    assert old.password not in repr(kept.recording)
    assert 'ﾊﾟｽﾜｰﾄﾞ: "{account.password}"' in kept.text
    assert "keiri" not in kept.text


def test_a_password_that_a_form_puts_into_the_address_is_taken_out(watched):
    """A log-in sent by GET shows it in the address of the page that comes."""
    page = watched.show(
        "<form action=/main><input name=id><input type=password name=kagi><button name=go value=1>入る</button></form>"
    )
    type_into(page, "[name=id]", "keiri")
    type_into(page, "[name=kagi]", "hush-hush")
    press(page, "入る")
    watched.wait(700)

    told = watched.heard(page)
    assert "hush" in page.url
    assert "hush" not in repr(told)
    assert "hush" not in written(told, Sheet(None, KEY), "http://page.example")


def test_a_frame_that_a_script_has_written_is_heard(watched):
    """`document.write` takes the listeners of a document away; what is typed there is heard none the less."""
    page = watched.show(
        "<frameset cols='50%,*'><frame name=menu src=/menu><frame name=work></frameset>",
        {"/menu": f"<button onclick=\"parent.work.document.write('{MEMO}')\">入力</button>"},
    )
    press(page.frame_locator("frame[name=menu]"), "入力")
    work = page.frame_locator("frame[name=work]")
    type_into(page, "input", KEY, within=work)
    press(page.frame_locator("frame[name=menu]"), "入力")

    [typed] = [deed for deed in watched.heard(page).deeds if isinstance(deed, Filled)]
    assert (typed.name.label, typed.value) == ("摘要", KEY)


def test_a_frame_that_is_ready_before_its_page_belongs_to_it(watched):
    """A page that is long in coming holds frames that are there sooner: the deeds in them open that page."""
    page = watched.show(
        "<iframe src=/new></iframe><script src=/slow.js></script>",
        {"/new": MEMO, "/slow.js": ""},
        slow="/slow.js",
    )
    type_into(page, "input", KEY, within=page.frame_locator("iframe"))
    page.keyboard.press("Tab")

    entry = yaml.safe_load(written(watched.heard(page), Sheet(None, KEY), "http://page.example"))["entry"]
    assert entry == [{"open": "/form"}, {"fill": {"摘要": "{key}"}}]


def test_a_frame_in_a_frame_is_opened_with_its_page(watched):
    """A frameset inside a frameset comes along; what a link has loaded into it is reached by that link."""
    page = watched.show(
        "<frameset rows='40,*'><frame src=/bar><frame src=/inner></frameset>",
        {
            "/bar": "題",
            "/inner": "<frameset cols='50%,*'><frame name=menu src=/menu><frame name=work src=/work></frameset>",
            "/menu": "<a href=/new target=work>入力</a>",
            "/work": "お知らせ",
            "/new": MEMO,
        },
    )
    inner = page.frame_locator("frame >> nth=1")
    inner.frame_locator("[name=menu]").get_by_role("link").click()
    type_into(page, "input", KEY, within=inner.frame_locator("[name=work]"))
    page.keyboard.press("Tab")

    entry = yaml.safe_load(written(watched.heard(page), Sheet(None, KEY), "http://page.example"))["entry"]
    assert entry == [{"open": "/form"}, {"press": "入力"}, {"fill": {"摘要": "{key}"}}]


def test_the_recording_window_asks_nothing_itself(watched):
    """It offers to keep no password: the offer would cover the page."""
    page = watched.context.new_page()
    page.goto("chrome://prefs-internals")
    held = json.loads(page.inner_text("body"))
    page.close()

    asked = [held["credentials_enable_service"], held["autofill"]["profile_enabled"], held["translate"]["enabled"]]
    assert [one["value"] for one in asked] == [False, False, False]
