"""The right field or none, and the right value or a stop, on a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Error

from agent.browser.errors import (
    FieldAmbiguousError,
    FieldMissingError,
    FieldRefusedError,
    LookUpEmptyError,
    ValueDiffersError,
)
from agent.browser.fill import fill
from agent.browser.locate import locate
from agent.browser.screen import Screen
from agent.browser.script import Typing
from agent.browser.values import Entry, Kind, same
from agent.core.errors import DenpyoError
from tests.browser.pages import (
    CAPTIONED,
    HABITS,
    LABELS,
    LAYOUTS,
    ROUNDS,
    TRUNCATES,
    TRUSTED_KEYS,
    Habit,
    grid,
    habit_page,
    layout_page,
    mixed_page,
    sections_page,
)
from tests.browser.pages import page as document

pytestmark = pytest.mark.browser
NOT_FOUND = (FieldMissingError, FieldAmbiguousError, FieldRefusedError)
TRUE_NAMES = "() => window.__denpyo.found.map((control) => control && control.dataset.truth)"


def show(screen: Screen, html: str) -> None:
    screen.page.set_content(html)


def truth(screen: Screen, *entries: Entry) -> list[str | None]:
    """True name of the control each entry, asked alone, would be typed into; None when it is refused."""
    names: list[str | None] = []
    for entry in entries:
        try:
            locate(screen, [entry])
            names.append(screen.page.evaluate(TRUE_NAMES)[0])
        except NOT_FOUND:
            names.append(None)
    return names


def told(screen: Screen, name: str) -> str:
    """What reached the page's own script."""
    return str(screen.page.evaluate("name => told[name] || ''", name))


# ---- values: what was ordered stands there, or the robot stops --------------------------------------------
@pytest.mark.parametrize("way", Typing)
@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_a_field_takes_the_value_or_the_robot_stops(screen, habit: Habit, way: Typing):
    """Each of the twenty habits ends as under a person's hands, or in an error that names the reason."""
    show(screen, habit_page(habit))
    if habit.refused:
        with pytest.raises(DenpyoError, match=habit.refused):
            fill(screen, [habit.entry], way)
        return
    reading = fill(screen, [habit.entry], way)[habit.entry]
    assert same(habit.entry, reading)
    assert told(screen, habit.name) == habit.reaches


def test_plain_fill_leaves_four_habits_wrong(screen):
    """Why guards are needed: Playwright's own fill raises nothing, and something else stands there or was not told."""
    assert [habit.name for habit in HABITS if _is_wrong_under_plain_fill(screen, habit)] == [
        "key-up",
        "enter-or-tab",
        "max-length",
        "date",
    ]


def _is_wrong_under_plain_fill(screen: Screen, habit: Habit) -> bool:
    show(screen, habit_page(habit))
    control = screen.page.locator("[data-truth]")
    try:
        if habit.entry.kind is Kind.FLAG:
            control.check(timeout=300)
        elif habit.entry.kind is Kind.CHOICE:
            control.select_option(str(habit.entry.value), timeout=300)
        else:
            control.fill(str(habit.entry.value), timeout=300)
    except Error:
        return False
    control.blur()
    return bool(habit.refused) or told(screen, habit.name) != habit.reaches


def test_all_twenty_on_one_page(screen):
    """Fields that take their value do so in one call, side by side."""
    good = [habit for habit in HABITS if not habit.refused]
    show(screen, habit_page(*HABITS))

    fill(screen, [habit.entry for habit in good])

    assert {habit.name: told(screen, habit.name) for habit in good} == {habit.name: habit.reaches for habit in good}


@pytest.mark.proves("D3")
@pytest.mark.parametrize("habit", [TRUNCATES, ROUNDS], ids=lambda habit: habit.name)
def test_a_value_the_page_changes_is_caught_by_the_read_back(screen, habit: Habit):
    """A page that shortens or rounds on leaving the field stops the robot before commit."""
    show(screen, habit_page(habit))
    with pytest.raises(ValueDiffersError):
        fill(screen, [habit.entry])


def test_all_fields_that_read_back_otherwise_are_named_at_once(screen):
    """Two fields the page changes are one stop: the first with its values, the other by its name."""
    rows = "".join(f"<p><label>{name}<input onchange=\"this.value='x'\"></label></p>" for name in ("摘要", "備考"))
    show(screen, document(f"{rows}<p><label>担当<input></label></p>"))
    with pytest.raises(ValueDiffersError, match=r"摘要.*備考") as differs:
        fill(screen, [Entry(name, f"{name}の値") for name in ("担当", "摘要", "備考")])

    assert differs.value.values == {"field": "摘要", "expected": "摘要の値", "seen": "x", "others": "備考"}


def test_a_line_end_lost_in_a_one_line_field_is_caught(screen):
    """The browser drops it without a word; a text area keeps it."""
    show(screen, document("<p><label>摘要<input></label></p><p><label>備考<textarea></textarea></label></p>"))
    fill(screen, [Entry("備考", "一行目\n二行目")])
    with pytest.raises(ValueDiffersError):
        fill(screen, [Entry("摘要", "一行目\n二行目")])


def test_a_page_that_wants_real_keys_gets_them(screen):
    """Where only trusted keys count, `typing: keys` reaches the page's script and the bulk way does not."""
    for way, reached in ((Typing.BULK, ""), (Typing.KEYS, "abc")):
        show(screen, habit_page(TRUSTED_KEYS))
        fill(screen, [TRUSTED_KEYS.entry], way)
        assert told(screen, "trusted-keys") == reached


def test_what_a_late_look_up_overwrites_is_caught(screen):
    """The customer's look-up fills the ship-to name after we typed it: the read-back waits for it and sees it."""
    late = "setTimeout(()=>{n.value='株式会社甲';s.value='本社'},100)"
    rows = (
        "<tr><td>納品先名</td><td><input id=s></td></tr>"
        f'<tr><td>得意先コード</td><td><input onchange="{late}"></td></tr>'
        "<tr><td>得意先名</td><td><input id=n readonly></td></tr>"
    )
    show(screen, document(f"<table>{rows}</table>"))
    with pytest.raises(ValueDiffersError, match="納品先名"):
        fill(screen, [Entry("納品先名", "第2倉庫"), Entry("得意先コード", "C01"), Entry("得意先名", None)])


def test_a_look_up_is_awaited_by_its_value(screen):
    """What stood there before is not the answer: the field is awaited until it holds the value the order knows."""
    html = document(
        "<table><tr><td>得意先コード</td><td><input onchange=\"setTimeout(()=>n.value='株式会社甲',100)\"></td></tr>"
        "<tr><td>得意先名</td><td><input id=n readonly value=前の客></td></tr></table>"
    )
    show(screen, html)
    fill(screen, [Entry("得意先コード", "C01"), Entry("得意先名", "株式会社甲", by_page=True)], limit_ms=2_000)
    show(screen, html)
    with pytest.raises(ValueDiffersError, match="得意先名"):
        fill(screen, [Entry("得意先コード", "C01"), Entry("得意先名", "株式会社乙", by_page=True)], limit_ms=300)


def test_a_look_up_that_never_comes_stops_the_robot(screen):
    """A field the page should have filled is named when it stays empty."""
    show(screen, document("<table><tr><td>得意先名</td><td><input readonly></td></tr></table>"))
    with pytest.raises(LookUpEmptyError, match="得意先名: still empty"):
        fill(screen, [Entry("得意先名", None)], limit_ms=50)


def test_a_covered_field_is_not_typed_into(screen):
    """A "session expired" layer over the form stops the robot, as it would stop a person."""
    layer = "<div style='position:fixed;inset:0;background:#0008'>再ログイン</div>"
    show(screen, document(f"<label>摘要<input></label>{layer}"))
    with pytest.raises(FieldRefusedError, match="covered"):
        fill(screen, [Entry("摘要", "x")])


def test_error_texts_hold_no_value(screen):
    """What was to be typed may be personal data: it is in no error text, whatever goes wrong."""
    secret = "S3cr3t-xyzzy"
    for habit in [*(habit for habit in HABITS if habit.refused), TRUNCATES, ROUNDS]:
        show(screen, habit_page(habit))
        with pytest.raises(DenpyoError) as stopped:
            fill(screen, [Entry(habit.name, secret, habit.entry.kind)])
        assert secret not in str(stopped.value)


def test_typed_values_suit_the_control(screen):
    """A date goes into a date field as ISO, an amount into a number field without commas, a choice by its words."""
    radios = "<td><input type=radio name=r value=a>午前<input type=radio name=r value=b>午後</td>"
    show(
        screen,
        document(
            "<p><label>納期<input type=date></label></p><p><label>金額<input type=number></label></p>"
            "<p><label>区分<select><option value=1>外税<option value=2>内税</select></label></p>"
            f"<table><tr><td>便</td>{radios}</tr></table>"
        ),
    )
    asked = [
        Entry("納期", date(2025, 4, 1), Kind.DAY),
        Entry("金額", Decimal("1234"), Kind.NUMBER),
        Entry("区分", "内税"),
        Entry("便", "午後"),
    ]
    assert [reading.value for reading in fill(screen, asked).values()] == ["2025-04-01", "1234", "2", "b"]


# ---- fields: the right one, or none ------------------------------------------------------------------------
@pytest.mark.proves("D4")
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_field_is_found_in_every_layout(screen, layout: Callable[..., str]):
    """All twelve labels at once, in three random orders."""
    for seed in range(3):
        show(screen, layout_page(layout, seed))
        locate(screen, [Entry(label, "x") for label in LABELS])
        assert screen.page.evaluate(TRUE_NAMES) == list(LABELS)


@pytest.mark.parametrize("layout", CAPTIONED, ids=lambda layout: layout.__name__)
def test_a_field_that_became_text_is_never_replaced_by_its_neighbour(screen, layout: Callable[..., str]):
    """The control is gone, its label still stands: asked alone, no other control answers."""
    became_text = """label => document.querySelectorAll(`[data-truth^="${label}"]`).forEach(control => {
        if (control.dataset.truth.split("#")[0] !== label) return;
        const text = document.createElement("span"); text.textContent = "1,234"; control.replaceWith(text) })"""
    for label in LABELS:
        show(screen, layout_page(layout, 7))
        screen.page.evaluate(became_text, label)
        assert truth(screen, Entry(label, "x")) == [None]


@pytest.mark.proves("D4")
def test_mixed_pages_have_no_wrong_field(screen):
    """Blocks in different layouts on one page: every label asked alone finds its own control or none."""
    wrong, n_found = [], 0
    for seed in range(40):
        show(screen, mixed_page(seed))
        found = truth(screen, *(Entry(label, "x") for label in LABELS))
        wrong += [(seed, name) for name, label in zip(found, LABELS, strict=True) if name not in (None, label)]
        n_found += sum(name is not None for name in found)
    assert wrong == []
    assert n_found >= 40 * 11


def test_a_label_that_stands_twice_needs_its_section(screen):
    """Without the heading it is ambiguous and both are named; with it the right one is found."""
    show(screen, sections_page())
    with pytest.raises(FieldAmbiguousError, match=r"ambiguous.*請求先.*納品先"):
        locate(screen, [Entry("納期", "x")])
    asked = [Entry("納期", "x", section=block) for block in ("請求先", "納品先")]
    assert truth(screen, *asked) == ["請求先/納期", "納品先/納期"]


def test_a_grid_is_addressed_by_row(screen):
    """Column heading and row number name one control of a line table."""
    show(screen, layout_page(grid, 1))
    assert truth(screen, *(Entry("納期", "x", row=row) for row in (1, 2, 3, 4))) == ["納期", "納期#2", "納期#3", None]


def test_several_controls_in_one_cell_need_a_part(screen):
    """A telephone number in three boxes is ambiguous until the part is said."""
    cell = "<input data-truth=a>-<input data-truth=b>-<input data-truth=c>"
    show(screen, document(f"<table><tr><td>電話</td><td>{cell}</td></tr></table>"))
    assert truth(screen, Entry("電話", "x"), Entry("電話", "x", part=2)) == [None, "b"]


def test_two_labels_never_share_a_control(screen):
    """When two labels claim one control both are refused: one of them must be wrong."""
    show(screen, document("<table><tr><td>納期</td><td><input placeholder='希望日'></td></tr></table>"))
    with pytest.raises(FieldAmbiguousError, match="shared"):
        locate(screen, [Entry("納期", "x"), Entry("希望日", "x")])


def test_an_id_that_stands_twice_names_nothing(screen):
    """Old pages repeat ids; `for=` then points anywhere, so the place beside the label decides."""
    rows = (f"<div><label for=a>{x}</label> <input id=a data-truth={x}></div>" for x in ("納期", "摘要"))
    show(screen, document("".join(rows)))
    assert truth(screen, Entry("納期", "x"), Entry("摘要", "x")) == ["納期", "摘要"]


@pytest.mark.proves("D5")
def test_a_stop_names_the_wrong_fields_of_all_frames(screen):
    """In the order of the entries, whichever frame was read first; what is right is not among them."""
    keeps_one = "<label>{}<input onchange='this.value=this.value.slice(0,1)'></label>"
    framed = "".join(f'<iframe srcdoc="{keeps_one.format(label)}"></iframe>' for label in ("単価", "数量"))
    show(screen, f"{framed}{keeps_one.format('摘要')}<label>備考<input></label>")
    for n in range(2):
        screen.page.frame_locator(f"iframe >> nth={n}").locator("input").wait_for()
    for order in (["数量", "備考", "摘要", "単価"], ["単価", "摘要", "数量", "備考"]):
        with pytest.raises(ValueDiffersError) as stopped:
            fill(screen, [Entry(label, "12") for label in order])
        first, *others = [label for label in order if label != "備考"]
        assert (stopped.value.values["field"], stopped.value.values["others"]) == (first, ", ".join(others))


def test_frames_and_shadow_roots_are_searched(screen):
    """A field inside a frame or an open shadow root is found and filled; in two frames it is ambiguous."""
    inner = "<table><tr><td>品番</td><td><input></td></tr></table>"
    shadow = "h.attachShadow({mode:'open'}).innerHTML='<label>数量<input></label>'"
    show(screen, f"<iframe srcdoc='{inner}'></iframe><div id=h></div><script>{shadow}</script>")
    screen.page.frame_locator("iframe").locator("input").wait_for()
    readings = fill(screen, [Entry("品番", "P1"), Entry("数量", "3")])
    assert sorted(reading.value for reading in readings.values()) == ["3", "P1"]
    show(screen, f"<iframe srcdoc='{inner}'></iframe>{inner}")
    screen.page.frame_locator("iframe").locator("input").wait_for()
    with pytest.raises(FieldAmbiguousError, match="2 frames"):
        locate(screen, [Entry("品番", "P1")])


@pytest.mark.proves("D4")
def test_nothing_is_typed_before_every_field_is_found(screen):
    """One missing label leaves the whole screen untouched."""
    show(screen, document("<label>摘要<input id=a></label>"))
    with pytest.raises(FieldMissingError):
        fill(screen, [Entry("摘要", "x"), Entry("納期", "y")])
    assert screen.page.input_value("#a") == ""


def test_a_field_that_comes_late_is_waited_for(screen):
    """A page that builds itself by script is looked at again until its fields are there."""
    screen.patience_ms = 2_000
    show(screen, "<div id=d></div><script>setTimeout(()=>d.innerHTML='<label>摘要<input></label>',150)</script>")
    assert [reading.value for reading in fill(screen, [Entry("摘要", "x")]).values()] == ["x"]


@pytest.mark.proves("D3")
@pytest.mark.parametrize("way", list(Typing))
def test_a_line_break_is_never_the_enter_key(screen: Screen, way: Typing):
    """A name with a line break in it sends no form, whichever way it is typed; the field is refused."""
    show(screen, "<form onsubmit='window.sent = true; return false'><label>摘要 <input name=memo></label></form>")

    with pytest.raises(DenpyoError):
        fill(screen, [Entry("摘要", "甲商事\n東京支店")], way)

    assert screen.page.evaluate("() => window.sent") is None


@pytest.mark.proves("D4")
def test_a_field_without_a_calendar_presses_no_other_button(screen: Screen):
    """Where no calendar comes, a button of the form that stands after the field is left alone."""
    pressed = "window.pressed = true"
    show(
        screen,
        f"<form><label>納期 <input readonly></label><button type=button onclick='{pressed}'>行削除</button>"
        f"<button type=button onclick='{pressed}'>Update</button></form>",
    )

    with pytest.raises(FieldRefusedError, match="shows no calendar"):
        fill(screen, [Entry("納期", date(2026, 4, 1), Kind.DAY, by_calendar=True)], limit_ms=300)

    assert screen.page.evaluate("() => window.pressed") is None
