"""What the demo shows in the terminal."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from agent.app.ask.sources import Intake
from agent.demo.reader import Difference, ReaderReport
from agent.demo.tell import Ending, Progress, Waiting, final_report, progress_table, show_ending
from agent.demo.words import WORDS, said

DAY = date(2026, 4, 1)
MAIL = Intake("mail", DAY, seen=25, taken=25, new=24, amended=1)
TITLES = {"mail": "受注メールボックス", "portal": "サンプルWeb-EDI"}
ENDING = Ending(
    elapsed_s=61.2,
    titles=TITLES,
    intakes=(MAIL,),
    reader=ReaderReport(42, 42, 42, ()),
    waiting=(Waiting("株式会社見本フーズ", "MF-1002", "数量が変わりました"),),
    n_waiting_expected=1,
    audit="412 件、鎖は切れていません",
    is_audit_right=True,
    console_url="http://127.0.0.1:8420",
)


LOGIN = "http://127.0.0.1:8420/first/" + "0fyE91HgRuvLaQqU1rx0WWbC-Mixl9pmts5mr8F9SrY" * 2
DAYS = tuple(replace(MAIL, source=source) for source in ("mail", "folder", "portal"))
ORDINARY = {"mail": "受注メール", "folder": "受注フォルダー", "portal": "Web-EDI"}


def drawn(what: RenderableType) -> str:
    page = io.StringIO()
    Console(file=page, width=140).print(what)
    return page.getvalue()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_of_a_right_day_says_so(language):
    """Counts, the reader's word, what waits and the audit all stand in it."""
    text = drawn(final_report(ENDING, language))
    assert ENDING.is_right
    for part in ("25", "42", "MF-1002", "412", "✔"):
        assert part in text
    assert "✘" not in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"intakes": (replace(MAIL, seen=26),)}, "内訳が合いません"),
        ({"reader": ReaderReport(42, 43, 41, (Difference("slip-doubled", "C001", "MF-1", found="1 2"),))}, "二重"),
        ({"waiting": ()}, "1 件のはずですが、0 件です"),
        ({"is_audit_right": False}, "監査記録"),
    ],
)
def test_each_broken_promise_is_named(change, said):
    """One thing that does not hold makes the day wrong, and the report names it."""
    ending = replace(ENDING, **change)
    assert not ending.is_right
    text = drawn(final_report(ending, "ja"))
    assert said in text
    assert "✘" in text


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_moving_table_shows_every_way_in_before_anything_came(language):
    """A source that brought nothing yet has its row."""
    progress = Progress(3.0, TITLES, {"mail": 4}, (), n_to_key=42, n_keyed=7, n_waiting=2, now="fill 得意先コード")
    text = drawn(progress_table(progress, language))
    assert "7 / 42" in text
    assert "サンプルWeb-EDI" in text


def test_both_languages_say_the_same_things():
    """No sentence is missing in either language."""
    assert WORDS["ja"].keys() == WORDS["en"].keys()


@pytest.mark.parametrize("is_terminal", [True, False])
def test_addresses_stand_unbroken_on_lines_of_their_own(is_terminal):
    """However narrow the terminal, console and log-in link can be copied as they stand."""
    page = io.StringIO()
    screen = Console(file=page, width=80, force_terminal=is_terminal, no_color=True)
    show_ending(screen, replace(ENDING, login_url=LOGIN, incoming="/srv/" + "x" * 100), "ja")

    lines = re.sub(r"\x1b\[[0-9;]*m", "", page.getvalue()).splitlines()
    for address in (LOGIN, ENDING.console_url, "/srv/" + "x" * 100):
        assert address in lines


@pytest.mark.parametrize(("language", "titles"), [("ja", ORDINARY), ("en", WORDS["en"])])
def test_the_report_fits_80_places(language, titles):
    """No count of the intake is cut or folded at 80 columns."""
    page = io.StringIO()
    ending = replace(ENDING, intakes=DAYS, titles={name: titles[name] for name in ORDINARY})
    Console(file=page, width=80).print(final_report(ending, language))

    text = page.getvalue()
    for name in ("seen", "taken", "again", "ignored", "unreadable", "new", "duplicate", "amended", "held", "check"):
        assert f"│ {said(language, name)} " in text
    assert all(title in text for title in ending.titles.values())
    assert max(map(cell_len, text.splitlines())) <= 80


def test_a_command_in_the_advice_has_no_backticks():
    """The name of a command is shown in colour, not in marks."""
    waiting = replace(ENDING.waiting[0], next_move="`denpyo queue list` で確認してください。")

    assert "`" not in drawn(final_report(replace(ENDING, waiting=(waiting,)), "ja"))
