"""The recorder under a real, visible Chromium: what a person does becomes a robot that plays."""

from __future__ import annotations

import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from agent.browser.lint import load_script
from agent.browser.record_deeds import Answered, By, Filled, Recording
from agent.browser.record_said import said_of
from agent.browser.record_values import Sheet
from agent.browser.record_window import PROFILE
from agent.cli.main import call
from agent.core.action import Slip
from agent.demo.reader import read_ledger
from agent.demo.systems import PracticeSystem
from agent.settings.model import BrowserSettings, TargetSettings
from agent.settings.scaffold import make_site
from agent.wording.catalogue import say_sentence
from robots.target import RobotTarget
from tests.support.command import denpyo
from tests.support.old_system import an_old_system
from tests.support.robots import MemoryEvidence, Permission, Steps, a_ledger, a_slip
from tests.support.shuffled import a_shuffled_ledger
from tests.support.watched import KEY, Watched, a_watched_browser, press, type_into, written

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    """One visible browser for the module."""
    with a_watched_browser() as watched:
        yield watched


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Iterator[PracticeSystem]:
    with a_ledger(tmp_path_factory.mktemp("ledger")) as running:
        yield running


@dataclass
class Kept:
    """A finished recording of the demo ledger: what was heard, and the draft."""

    recording: Recording
    text: str


@pytest.fixture(scope="module")
def kept(watched, ledger) -> Kept:
    """A clerk searches for the key, keys one slip of four lines, searches again and opens it."""
    page, slip = watched.context.pages[0], a_slip(4)
    page.set_default_timeout(10_000)
    page.goto(f"{ledger.url}/login")
    type_into(page, "[name=user]", "keiri")
    type_into(page, "[name=password]", ledger.password)
    press(page, "ログイン")
    search(page, watched)
    page.locator("td.side a", has_text="売上伝票入力").click()
    key_slip(page, watched, slip)
    press(page, "確認")
    watched.wait(600)
    press(page, "登録")
    watched.wait(600)
    search(page, watched)
    page.locator("table.list a").first.click()
    watched.wait(800)
    whole = watched.heard(page)
    return Kept(whole, written(whole, Sheet(slip, KEY), ledger.url))


def search(page: Page, watched: Watched) -> None:
    """Search the list for our key."""
    page.locator("td.side a", has_text="売上伝票一覧").click()
    type_into(page, "[name=memo]", KEY)
    press(page, "検索")
    watched.wait(600)


def key_slip(page: Page, watched: Watched, slip: Slip) -> None:
    """Take the customer from the look-up window, type the rest, and leave names and prices to the page."""
    with page.expect_popup() as opened:
        press(page, "検索")
    opened.value.get_by_role("link", name=slip.customer_code).click()
    type_into(page, "[name=slip_date]", slip.slip_date.strftime("%Y/%m/%d"))
    type_into(page, "[name=order_number]", slip.order_number)
    type_into(page, "[name=memo]", KEY)
    for n, line in enumerate(slip.lines):
        if n == 3:
            press(page, "行追加")
            watched.wait(300)
        type_into(page, "[name=product_code]", line.product_code, n)
        type_into(page, "[name=quantity]", str(line.quantity), n)
        page.keyboard.press("Tab")
    watched.wait(500)


@pytest.mark.proves("D7")
def test_a_recorded_session_is_a_whole_robot(kept):
    """Log-in, look-up, entry with one commit and confirm come out complete, and the linter finds nothing."""
    script = load_script(kept.text, "robot.yaml")

    assert script.commit is not None
    assert script.commit.button == "登録"
    assert [step.verb for step in script.entry] == [
        "open", "popup", "rows_needed", "fill", "press", "compare", "commit", "read",
    ]  # fmt: skip
    assert (script.rows.key, script.rows.empty) == ("摘要", "")  # the list stands there without rows
    assert "perhaps" not in kept.text
    assert KEY not in kept.text


@pytest.mark.proves("D7")
def test_a_recorded_session_plays_again_on_a_page_with_other_ids_and_order(kept, ledger):
    """Another order, into a version of the system with other names, other order of fields and of columns."""
    slip = a_slip(5, order_number="PO-26-0511", slip_date=date(2026, 5, 11))
    with a_shuffled_ledger(ledger.url, seed=7) as url:
        robot = RobotTarget(
            load_script(kept.text, "robot.yaml"),
            TargetSettings.model_validate({"robot": "recorded", "url": url, "user": "keiri", "deadline": 60}),
            name="recorded",
            password=lambda: ledger.password,
            evidence=MemoryEvidence(),
            browser=BrowserSettings(),
        )
        try:
            sent = robot.enter(slip, "PLAYEDPLAYEDAGAI", Permission(), Steps())
            assert robot.confirm("PLAYEDPLAYEDAGAI", slip, Steps()).slip_number == sent.slip_number
        finally:
            robot.close()

    [booked] = [one for one in read_ledger(ledger.url, ledger.export_token) if one.order_number == slip.order_number]
    assert (booked.customer_code, len(booked.lines)) == (slip.customer_code, 5)


def test_no_password_is_kept_anywhere(kept, ledger, watched):
    """What was typed into the password field stands neither in the draft nor in anything that was heard."""
    assert ledger.password not in kept.text
    assert ledger.password not in repr(kept.recording)
    assert '"{account.password}"' in kept.text
    assert '"{account.user}"' in kept.text
    assert "keiri" not in kept.text


def test_without_an_order_values_stand_as_typed_with_a_word_what_they_may_be(kept, ledger):
    """The draft is still whole, and says beside each value which field of a slip it may be."""
    text = written(kept.recording, Sheet(None, KEY), ledger.url)

    load_script(text, "robot.yaml")
    assert 'PO-26-0401                    # perhaps "{slip.order_number}"' in text
    assert '商品コード: "{line.product_code}"' in text


@pytest.mark.parametrize("slip", [a_slip(4), None])
def test_a_draft_and_what_is_told_while_it_grows_speak_the_sites_language(kept, ledger, slip):
    """Every remark, and every deed at the terminal, is said in Japanese; the steps stay as they are."""
    said: list[str] = []

    def in_japanese(text: str) -> str:
        said.append(text)
        return say_sentence("ja", text)

    text = written(kept.recording, Sheet(slip, KEY), ledger.url, in_japanese)
    said += [said_of(deed) for deed in kept.recording.deeds]

    assert not [one for one in said if one and say_sentence("ja", one) == one]
    assert "# 手順に入れていない操作（照合キーを付けたアドレスで一覧を直接開くため）:" in text
    assert yaml.safe_load(text) == yaml.safe_load(written(kept.recording, Sheet(slip, KEY), ledger.url))


def test_a_password_shown_as_text_stays_secret(watched):
    """A page that turns its password field into a text field does not give it away."""
    page = watched.show("<label>合言葉 <input type=password id=p></label><button type=button id=eye>表示</button>")
    type_into(page, "#p", "hush-hush")
    page.evaluate("p.type = 'text'")
    page.keyboard.type("!")
    page.locator("#eye").click()

    told = watched.heard(page)
    assert "hush" not in repr(told)
    assert [deed.secret for deed in told.deeds if isinstance(deed, Filled)]


def test_a_dotted_text_and_a_code_of_one_time_are_secrets_too(watched):
    """A plain field whose letters are dotted by style is a password, a code is made anew at each log-in."""
    page = watched.show(
        "<label>合言葉 <input id=p style='-webkit-text-security: disc'></label><label>認証コード <input id=c></label>"
        "<button type=button id=go>次へ</button>"
    )
    type_into(page, "#p", "hush-hush")
    type_into(page, "#c", "864209")
    page.locator("#go").click()

    told = watched.heard(page)
    assert "hush" not in repr(told)
    assert "864209" not in repr(told)
    meanings = [Sheet(None, KEY).head(deed).template for deed in told.deeds if isinstance(deed, Filled)]
    assert meanings == ["{account.password}", "{account.totp}"]


FIELDS = """<h2>得意先</h2><table><tr><td>コード</td><td><input id=a></td></tr></table>
<section><h3>納品先</h3><table><tr><td>コード</td><td><input id=b></td></tr></table></section>
<p><label>区分 <select id=c><option value=1>掛売<option value=2>現金</select></label></p>
<table><tr><td>税</td><td><input type=radio name=t>内税 <input type=radio name=t value=o id=d>外税</td></tr></table>
<p><input type=checkbox id=e> 締め後</p><div><input id=f name=nameless></div>
<table><tr><td>電話</td><td><input id=g size=4>-<input id=h size=4></td></tr></table>"""


def test_every_kind_of_field_is_named_as_the_player_finds_it(watched):
    """Lists and radio buttons by their words, doubled labels by section, parts by number, the nameless by css."""
    page = watched.show(f"<form>{FIELDS}</form>")
    for css in "abfgh":
        type_into(page, f"#{css}", f"x{css}")
    page.keyboard.press("Tab")
    page.select_option("#c", label="現金")
    page.locator("#c").dispatch_event("change")
    page.locator("#d").check()
    page.locator("#e").check()

    named = {deed.value: deed.name for deed in watched.heard(page).deeds if isinstance(deed, Filled)}
    assert (named["xa"].label, named["xa"].section) == ("コード", "得意先")
    assert (named["xb"].label, named["xb"].section) == ("コード", "納品先")
    assert (named["xg"].label, named["xg"].part, named["xh"].part) == ("電話", 1, 2)
    assert (named["xf"].label, named["xf"].css) == ("", "input#f")
    assert (named["o"].label, named["true"].label) == ("税", "締め後")


def test_a_label_that_stands_twice_goes_to_a_second_fill(watched):
    """A mapping names a label once; the draft still fills both."""
    page = watched.show(f"<form>{FIELDS}</form>")
    for css in "ab":
        type_into(page, f"#{css}", f"x{css}")
    page.keyboard.press("Tab")

    entry = yaml.safe_load(written(watched.heard(page), Sheet(None, KEY), "http://page.example"))["entry"]
    assert [step["fill"]["コード"]["section"] for step in entry if "fill" in step] == ["得意先", "納品先"]


def test_a_dialog_is_answered_by_the_person_and_its_text_accepted(watched):
    """The browser shows it to the person; the draft accepts it, figures in it as anything."""
    page = watched.show("<button type=button onclick=\"confirm('合計 128,000 円で登録しますか？')\">登録</button>")
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, "登録")

    told = watched.heard(page)
    assert [deed.accepted for deed in told.deeds if isinstance(deed, Answered)] == [True]
    script = yaml.safe_load(written(told, Sheet(None, KEY), "http://page.example"))
    assert script["dialogs"] == {"accept": ["合計 * 円で登録しますか？"]}


def test_a_day_from_a_calendar_is_the_field_and_no_press(watched):
    """Clicks into a calendar a script has drawn are not steps: what stands in the field afterwards is."""
    page = watched.show(
        "<p><label>伝票日付 <input id=d readonly></label></p><div class=ui-datepicker>"
        "<a onclick=\"d.value='2026/04/01'\">1</a></div>"
    )
    page.locator("#d").click()
    page.locator("a").click()
    watched.wait(400)

    told = watched.heard(page)
    [filled] = [deed for deed in told.deeds if isinstance(deed, Filled)]
    assert (filled.by, filled.value) == (By.CHOICE, "2026/04/01")
    assert not told.presses
    assert "calendar: true" in written(told, Sheet(a_slip(), KEY), "http://page.example")


def test_buttons_are_told_apart_by_their_row(watched):
    """Where every row has the same button, the row's own words name it."""
    rows = "".join(f"<tr><td>{code}</td><td><button type=button>選択</button></td></tr>" for code in ("C001", "C002"))
    page = watched.show(f"<table>{rows}</table>")
    page.locator("button").nth(1).click()

    [pressed] = watched.heard(page).presses
    assert (pressed.button, pressed.row, pressed.css) == ("選択", "C002", "")


@pytest.mark.parametrize(
    ("html", "commit"),
    [
        (
            "<button type=button onclick=\"fetch('/api/slips', {method: 'POST'})\">登録</button>",
            {"button": "登録", "sends": "/api/slips"},
        ),
        (
            (
                "<form method=post action=/one><button name=op value=calc>計算</button>"
                "<button name=op value=save>登録</button></form>"
            ),
            {"button": "登録", "sends": "/one", "carries": "op=save"},
        ),
    ],
)
def test_the_commit_says_where_it_is_sent_when_its_form_does_not(watched, html, commit):
    """A script sends it, or every button posts to one address: the gate is told what to look for."""
    page = watched.show(html)
    for words in ("計算", "登録"):
        if page.get_by_role("button", name=words).count():
            press(page, words)
            watched.wait(300)

    entry = yaml.safe_load(written(watched.heard(page), Sheet(None, KEY), "http://page.example"))["entry"]
    assert [step["commit"] for step in entry if "commit" in step] == [commit]


def test_frames_windows_and_keys_of_an_old_system_are_heard(watched):
    """A form in a frame, its look-up window and a function key become steps of the draft."""
    with an_old_system() as old:
        page = watched.context.new_page()
        page.goto(f"{old.url}/framed")
        frame = page.frame_locator("iframe")
        with page.expect_popup() as opened:
            frame.get_by_role("button", name="検索").click()
        opened.value.get_by_role("button", name="選択").nth(1).click()
        frame.locator("[name=memo]").click()
        page.keyboard.type(KEY)
        page.keyboard.press("F4")
        frame.get_by_role("button", name="登録").click()
        watched.wait(700)
        text = written(watched.heard(page), Sheet(a_slip(), KEY), old.url)

    entry = yaml.safe_load(text)["entry"]
    assert [next(iter(step)) for step in entry] == ["open", "popup", "fill", "keys", "fill", "commit", "read"]
    assert entry[1]["popup"]["steps"] == [{"press": {"button": "選択", "row": "{slip.customer_code}"}}]
    assert entry[-1] == {"read": {"slip_number": {"text": "伝票番号 * を登録しました。"}}}


def test_ctrl_c_ends_a_recording_and_its_draft_is_there(ledger, watched, tmp_path, monkeypatch):
    """The command writes the draft as it goes, ends in good order, and leaves no profile behind."""
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    out = tmp_path / "robot.yaml"
    command = denpyo(tmp_path, "robots", "record", f"{ledger.url}/login", "--out", str(out))
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        wait_for(Path(f"{out}.part"))
        assert profiles_of(running.pid)
        running.send_signal(signal.SIGINT)
        said, told = running.communicate(timeout=30)

    assert running.returncode == 0
    assert "画面を開く: ログイン" in told.decode()
    assert "で記録した下書きです" in out.read_text(encoding="utf-8")
    assert not Path(f"{out}.part").exists()
    assert b"section-missing" in said
    assert not profiles_of(running.pid)


def wait_for(path: Path) -> None:
    end = time.monotonic() + 40
    while not path.exists():
        assert time.monotonic() < end, f"{path} did not come"
        time.sleep(0.05)


def profiles_of(pid: int) -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"{PROFILE}{pid}-*"))


@pytest.mark.parametrize(
    ("url", "code"),
    [("ftp://ledger.example", "record-address"), ("http://u:geheim@ledger.example", "record-address"),
     ("http://ledger.example", "display-missing")],
)  # fmt: skip
def test_what_cannot_be_recorded_is_refused_with_the_next_move(tmp_path, monkeypatch, capsys, url, code):
    """No web address, or no screen: said by name before anything opens, and without what the address held."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    assert call(["--site", str(tmp_path), "robots", "record", url, "--out", str(tmp_path / "robot.yaml")]) == 1
    said = capsys.readouterr().err
    assert code in said
    assert "geheim" not in said


def test_a_file_that_stands_there_is_not_overwritten(tmp_path, capsys):
    """Neither a robot nor the remains of a recording that broke off."""
    (tmp_path / "robot.yaml.part").write_text("robot: x\n", encoding="utf-8")
    out = str(tmp_path / "robot.yaml")

    assert call(["--site", str(tmp_path), "robots", "record", "http://ledger.example", "--out", out]) == 1
    assert "draft-exists" in capsys.readouterr().err
    assert (tmp_path / "robot.yaml.part").read_text(encoding="utf-8") == "robot: x\n"


def test_the_order_comes_out_of_any_file_the_site_reads(tmp_path, capsys):
    """Of several in it the number says which; the draft that stands there proves that it was taken."""
    site, out = tmp_path / "site", tmp_path / "robot.yaml"
    make_site(site, {}, date(2026, 4, 1))
    out.write_text("robot: x\n", encoding="utf-8")
    orders = tmp_path / "order-7.csv"
    orders.write_text(
        "注文番号,注文日,納期,商品コード,商品名,数量,単価,金額\n"
        "1001,2026/03/30,2026/04/08,P1001,コーヒー豆,10,2400,24000\n"
        "1002,2026/03/31,2026/04/09,P2001,マグカップ,4,850,3400\n",
        encoding="utf-8",
    )
    told = ["--site", str(site), "robots", "record", "http://ledger.example", "--out", str(out), "--order", str(orders)]

    for number, code in (([], "order-unclear"), (["--number", "1002"], "draft-exists")):
        assert call([*told, *number]) == 1
        assert code in capsys.readouterr().err
