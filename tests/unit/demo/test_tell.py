"""What the demo shows in the terminal."""

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console, RenderableType

from agent.app.ask.sources import Intake
from agent.demo.reader import Difference, ReaderReport
from agent.demo.tell import Ending, Progress, Waiting, final_report, progress_table
from agent.demo.words import WORDS

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


def drawn(what: RenderableType) -> str:
    page = io.StringIO()
    Console(file=page, width=140).print(what)
    return page.getvalue()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_of_a_right_day_says_so(language):
    """Counts, the reader's word, what waits, the audit and the console's address all stand in it."""
    text = drawn(final_report(ENDING, language))
    assert ENDING.is_right
    for part in ("25", "42", "MF-1002", "412", "8420", "✔"):
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
