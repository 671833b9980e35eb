"""What was searched before the slip was keyed: no step of the entry, and what the list shows when nothing is found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import yaml

from agent.browser.lint import load_script
from agent.browser.record_deeds import Deed, Glance, Table
from agent.marks.findings import FilesError
from tests.support.recordings import KEY, LIST, NUMBERED, SHOWN, arrived, committed, draft, filled, pressed

SEARCHED = (arrived(2, "/list"), filled(2, "摘要", KEY), pressed(2, "検索"), arrived(3, "/list"))
MENU = pressed(3, "入力", is_link=True)
KEYED = (arrived(4, "/new"), filled(4, "摘要", KEY), committed(), arrived(5, "/save"))
FOUND = (arrived(6, "/list"), filled(6, "摘要", KEY), pressed(6, "検索"), arrived(7, "/list"))
OPENED = (pressed(7, "照会"), arrived(8, "/slip"))
WHOLE = (*SEARCHED, MENU, *KEYED, *FOUND, *OPENED)


def written(deeds: Sequence[Deed], blank: Glance = LIST, found: Sequence[str] = ()) -> str:
    """Write the draft where the first search showed `blank`, and these lines stood on the list that was found."""
    return draft(deeds, {3: blank, 5: NUMBERED, 7: LIST + Glance(sentences=tuple(found)), 8: SHOWN})


def rows_of(text: str) -> dict[str, str]:
    """Return the `rows` of the look-up."""
    return dict(yaml.safe_load(text)["lookup"][-1]["rows"])


def test_a_search_before_keying_is_no_step_of_the_entry():
    """The robot looks up by itself; the person searched to show what the list says then."""
    entry = yaml.safe_load(written(WHOLE))["entry"]

    assert [next(iter(step)) for step in entry] == ["open", "fill", "commit", "read"]
    assert entry[0] == {"open": "/new"}


def test_the_press_in_a_menu_that_led_to_the_search_is_no_step_either():
    """Where the menu stood all along, the entry begins with the press that leads to it."""
    menu = arrived(1, "/main")
    led, on = (pressed(1, words, seen=(1,)) for words in ("一覧", "入力"))
    entry = yaml.safe_load(written((menu, led, *SEARCHED, on, *KEYED, *FOUND, *OPENED)))["entry"]

    assert entry[:3] == [{"open": "/main"}, {"press": "入力"}, {"fill": {"摘要": "{key}"}}]


def test_a_screen_on_which_more_than_the_key_was_typed_is_keyed():
    """Somebody who went back and keyed the slip anew has searched nothing."""
    first = (arrived(2, "/new"), filled(2, "得意先コード", "C001"), filled(2, "摘要", KEY), pressed(2, "確認"))
    text = written((*first, arrived(3, "/confirm"), *KEYED, *FOUND, *OPENED))

    assert "得意先コード" in str(yaml.safe_load(text)["entry"])
    assert rows_of(text)["empty"] == "?"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("該当する伝票はありません。",), "該当する伝票はありません。"),
        (("0 件", "検索結果: 0 件", "該当データなし"), "該当データなし"),
        (("検索結果: 0 件",), "検索結果: 0 件"),
        ((f"「{KEY}」に一致する伝票は見つかりませんでした",), "に一致する伝票は見つかりませんでした"),
        (("No records found",), "No records found"),
        (("未読メッセージはありません。", "該当する伝票はありません。"), "該当する伝票はありません。"),
    ],
)
def test_the_sentence_of_an_empty_list_is_taken(lines, said):
    """Words before counts, and nothing of our key, which is another one for each slip."""
    assert rows_of(written(WHOLE, Glance(sentences=lines)))["empty"] == said


def test_a_key_that_the_field_cut_is_not_in_the_sentence():
    """The page repeats what was typed, in letters of its own: the next slip's key is another one."""
    cut = (SEARCHED[0], filled(2, "摘要", f"{KEY[:12]} "), *SEARCHED[2:])
    said = f"「{KEY[:12].lower()}」に一致する伝票は見つかりませんでした"
    text = written((*cut, MENU, *KEYED, *FOUND, *OPENED), Glance(sentences=(said,)))

    assert rows_of(text)["empty"] == "に一致する伝票は見つかりませんでした"


@pytest.mark.parametrize(
    "lines",
    [
        ("検索できません",),
        ("該当する伝票はありません", "該当する見積はありません"),
        ("お知らせはありません",),
        ("0件",),
        ("3 日から印刷できません",),
        ("検索条件",),
        (),
    ],
)
def test_what_may_stand_there_on_other_days_is_not_taken(lines):
    """News that is always there, `0件` that stands in `10件` too: a list would be taken for empty that is not."""
    text = written(WHOLE, Glance(sentences=lines), ("今日のお知らせはありません",))

    assert rows_of(text)["empty"] == "?"
    assert "# The search before keying showed neither this list nor a sentence" in text


def test_what_another_frame_says_is_not_taken_for_the_lists():
    """News that came meanwhile may say the same on any day."""
    search = (arrived(2, "/list", 1, 1, 3), filled(2, "摘要", KEY), pressed(2, "検索"))
    answers = (arrived(9, "/news", 1, 1, 2), arrived(3, "/list", 1, 1, 3))
    found = (*FOUND[:3], arrived(7, "/list", 1, 1, 3))
    news, nothing = Glance(sentences=("お知らせはありません",)), Glance(sentences=("該当する伝票はありません",))
    glances = {3: nothing, 5: NUMBERED, 7: LIST, 9: news}
    text = draft((arrived(1, "/main"), *search, *answers, *KEYED, *found), glances)

    assert rows_of(text)["empty"] == "該当する伝票はありません"


def test_a_list_that_stands_without_rows_needs_no_sentence():
    """Its headings are there: the robot counts no rows."""
    blank = Glance(tables=(Table("一覧", LIST.tables[0].columns, ()),), sentences=("該当する伝票はありません。",))

    assert "empty" not in rows_of(written(WHOLE, blank))


def test_without_a_search_before_keying_the_draft_and_the_check_say_what_to_do():
    """No robot is played whose look-up could not say that there is no slip yet."""
    text = written((*KEYED, *FOUND, *OPENED))
    with pytest.raises(FilesError) as wrong:
        load_script(text, "robot.yaml")
    [finding] = [one for one in wrong.value.findings if one.code == "empty-unknown"]

    assert "# Nothing was searched before keying" in text
    assert f"# {finding.hint}" in text
