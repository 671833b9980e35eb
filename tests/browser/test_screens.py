"""Screens as they are: groups of options, grids of boxes, frames, windows, dialogs, presses that miss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Route

from agent.browser.errors import (
    DialogUnexpectedError,
    FieldAmbiguousError,
    FieldMissingError,
    FieldRefusedError,
    ValueDiffersError,
)
from agent.browser.fill import fill
from agent.browser.lint import load_script
from agent.browser.locate import locate, n_rows_found
from agent.browser.player import Player
from agent.browser.session import Place, Session
from agent.browser.shown import compare
from agent.browser.values import Entry, Kind
from tests.browser.pages import page as document
from tests.support.robots import Steps

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]
TRUE_NAMES = "() => window.__denpyo.found.map((control) => control && control.dataset.truth)"
GROUPS = """<label>部門<select><optgroup label=東京><option value=t1>営業部<option value=t2>経理部</optgroup>
<optgroup label=大阪><option value=o1>営業部<option value=o2 disabled>倉庫</optgroup></select></label>"""
BOXES = """<style>[role=row]{{display:flex}}[role=gridcell],[role=columnheader]{{width:14em}}</style>
<div role=grid><div role=row>
<div role=columnheader>品番</div><div role=columnheader>数量</div></div>{rows}</div>"""
NUMBERED = "<div role=row><div role=gridcell>{a}</div><div role=gridcell>{b}</div></div>"


def grid_of(*rows: tuple[str, str]) -> str:
    """A grid of boxes with these contents."""
    return BOXES.format(rows="".join(NUMBERED.format(a=a, b=b) for a, b in rows))


def true_names(screen, *entries: Entry) -> list[str | None]:
    locate(screen, list(entries))
    return list(screen.page.evaluate(TRUE_NAMES))


# ---- lists of the browser's own ----------------------------------------------------------------------------
def test_an_option_that_stands_in_two_groups_needs_its_group(screen):
    """営業部 alone is two options; 大阪 営業部 is one, and is read back as that."""
    screen.page.set_content(document(GROUPS))
    with pytest.raises(FieldRefusedError, match="several such options"):
        fill(screen, [Entry("部門", "営業部")])
    readings = fill(screen, [Entry("部門", "大阪 営業部")])
    assert [one.value for one in readings.values()] == ["o1"]
    with pytest.raises(FieldRefusedError, match="disabled"):
        fill(screen, [Entry("部門", "倉庫")])


def test_an_option_by_a_part_of_its_words(screen):
    """`choose` takes a list of the browser's own too; C001 and a blank do not begin C0012."""
    options = "<option><option value=1>C0012 乙<option value=2>C001 甲"
    screen.page.set_content(document(f"<label>得意先<select>{options}</select></label>"))
    chosen = Entry("得意先", "", Kind.CHOICE, option=("C001 ", ""))
    assert [one.value for one in fill(screen, [chosen]).values()] == ["2"]
    for pieces, why in ((("C00", ""), "several"), (("C1 ", ""), "no such")):
        with pytest.raises(FieldRefusedError, match=why):
            fill(screen, [replace(chosen, option=pieces)])


def test_what_a_widget_keeps_out_of_sight_is_no_field(screen):
    """A script's own list stands before the hidden select it replaced: only the list answers to the label."""
    html = (
        "<table><tr><td>担当者</td><td><select aria-hidden=true style='width:1px;height:1px'><option>甲</select>"
        "<span role=combobox tabindex=0 data-truth=drawn>甲</span></td></tr></table>"
    )
    screen.page.set_content(document(html))
    assert true_names(screen, Entry("担当者", "甲")) == ["drawn"]
    with pytest.raises(FieldRefusedError, match="use `choose`"):
        fill(screen, [Entry("担当者", "甲")])


# ---- grids ------------------------------------------------------------------------------------------------
@pytest.mark.proves("D4")
def test_a_grid_of_boxes_is_addressed_by_row(screen):
    """Rows drawn out of divs are rows: each line has its own field, and there is no third."""
    cells = [(f"<input data-truth=p{n}>", f"<input data-truth=q{n}>") for n in (1, 2)]
    screen.page.set_content(document(grid_of(*cells)))
    asked = [Entry(label, "x", row=row) for row in (1, 2) for label in ("品番", "数量")]
    assert true_names(screen, *asked) == ["p1", "q1", "p2", "q2"]
    assert n_rows_found(screen, "数量", 3) == 2
    with pytest.raises(FieldMissingError, match="数量 #3"):
        locate(screen, [Entry("数量", "x", row=3)])


@pytest.mark.proves("D4")
def test_two_lines_never_share_one_field(screen):
    """Where a heading has one field below it, the second line has none: equal lines would else read back as typed."""
    html = "<div>数量</div><div><input data-truth=only></div><div><input data-truth=other></div>"
    screen.page.set_content(document(html))
    with pytest.raises(FieldMissingError, match="数量 #2"):
        fill(screen, [Entry("数量", "1", row=row) for row in (1, 2)])
    assert screen.page.input_value("[data-truth=only]") == ""


@pytest.mark.proves("D3")
def test_a_grid_of_boxes_is_compared_by_its_lines(screen):
    """As many rows in the same order, each value the same; an empty row at the end is no line."""
    screen.page.set_content(document(grid_of(("P1", "2"), ("P2", "3"), ("", ""))))

    def lines(*values: tuple[str, str]) -> list[list[Entry]]:
        return [[Entry("品番", a), Entry("数量", b, Kind.NUMBER)] for a, b in values]

    compare(screen, [], lines(("P1", "2"), ("P2", "3")))
    for wrong in (lines(("P1", "2")), lines(("P2", "3"), ("P1", "2")), lines(("P1", "2"), ("P2", "30"))):
        with pytest.raises(ValueDiffersError):
            compare(screen, [], wrong)
    with pytest.raises(ValueDiffersError) as differs:
        compare(screen, [], lines(("P1", "20"), ("P9", "3")))
    assert differs.value.values == {"field": "数量", "expected": "20", "seen": "2", "others": "品番"}


@pytest.mark.proves("D3")
def test_an_old_page_that_changes_how_values_are_written_misleads_nobody(screen):
    """A library of 2005 gives lists and objects a `toJSON`, another brings its own `JSON`: fields and values stand."""
    taught = "[Array, Object, String].forEach((one) => one.prototype.toJSON = () => 'x'); window.JSON = {}"
    cells = '<table><tr><th>品番<th>数量<tr><td>P"1"<td>2</table>'
    screen.page.set_content(document(f"<script>{taught}</script><table><tr><th>注文番号<td><input></table>{cells}"))

    fill(screen, [Entry("注文番号", 'A"7\\')])
    compare(screen, [Entry("注文番号", 'A"7\\')], [[Entry("品番", 'P"1"'), Entry("数量", "2", Kind.NUMBER)]])
    assert screen.page.input_value("input") == 'A"7\\'


# ---- presses ----------------------------------------------------------------------------------------------
def test_a_press_whose_release_never_came_hinders_no_later_one(screen):
    """A list that opens on the way down takes the click away: the next press still meets its own button."""
    html = (
        "<button id=a onmousedown='this.remove()'>開く</button><button id=b onclick='told=1'>選ぶ</button>"
        "<script>var told = 0</script>"
    )
    screen.page.set_content(document(html).replace("<form>", "").replace("</form>", ""))
    screen.press_hard({"button": "開く"})
    screen.press_hard({"button": "選ぶ"})
    assert screen.page.evaluate("told") == 1


def test_a_field_below_a_closing_calendar_is_waited_for(screen):
    """What still covers the field is going away: the robot waits a moment, and types where a person would."""
    html = (
        "<label>納期<input onchange=\"setTimeout(() => cover.remove(), 300); cover.style.display = 'block'\"></label>"
        "<label>摘要<input></label><div id=cover style='display:none;position:fixed;inset:0;background:#fff'></div>"
    )
    screen.page.set_content(document(html))
    readings = fill(screen, [Entry("納期", "2026/04/01"), Entry("摘要", "x")])
    assert [one.value for one in readings.values()] == ["2026/04/01", "x"]


# ---- frames, windows and dialogs, with the robot's own steps --------------------------------------------------
SITE = "http://screens.test"
ROBOT = """
robot: screens
enters: sales
dialogs: {accept: ["*でよいですか"]}
lookup: [{open: /}, {rows: {key: a, slip_number: b}}]
entry:
STEPS
  - commit: {button: 登録}
  - read: {slip_number: 番号}
confirm: [{open: /}, {compare: {摘要: x}}]
"""
FRAMESET = "<html><frameset cols='30%,70%'><frame name=menu src=/menu><frame name=main src=/blank></frameset></html>"
FORM = """<label>得意先<input onchange="if (!confirm(this.value + 'でよいですか')) this.value = ''"></label>
<label>摘要<input onchange="alert('期限切れです')"></label><form method=post><button>登録</button></form>
<input type=button value=検索 onclick="window.open('/list')"><label>納品先<input id=kept readonly></label>
<script>take = (code) => { kept.value = code }</script>"""
LIST = """<a href=# onclick="window.open('/more')">詳しく</a>
<script>chosen = (code) => { opener.take(code); window.close() }</script>"""
MORE = """<button onclick="const first = opener; window.close(); first.chosen('S2')">S2を選ぶ</button>"""
MENU = "<a href=/form target=main>入力</a>"
PAGES = {"/": FRAMESET, "/menu": MENU, "/form": FORM, "/list": LIST, "/more": MORE, "/blank": ""}


def _answer(route: Route) -> None:
    page = PAGES.get(route.request.url.removeprefix(SITE).rstrip("#"), "")
    route.fulfill(body=f"<!doctype html><meta charset=utf-8>{page}", content_type="text/html")


@pytest.fixture
def playing(browser) -> Iterator[object]:
    """Plays steps of `entry` on these pages."""
    opened = []

    def play(steps: str, more: str = "") -> Player:
        script = load_script(ROBOT.replace("STEPS", steps.strip("\n")) + more, "robot.yaml")
        session = Session(Place(script, SITE, "", lambda: "", patience_ms=2_000))
        visit = session.visit(browser)
        opened.append(visit)
        visit.context.route(f"{SITE}/**", _answer)
        player = Player(session, visit, Steps(), "entry")
        player.play(script.entry[:-2], {"key": "K"})
        return player

    yield play
    for visit in opened:
        visit.close()


@pytest.mark.proves("D5")
def test_a_frameset_and_a_dialog_inside_it(playing):
    """The menu's link fills the other frame; its question is answered by the YAML, an alert nobody knows stops."""
    steps = "  - open: /\n  - press: 入力\n  - fill: {得意先: C001}"
    player = playing(steps)
    assert player.visit.trail.dialogs == ["confirm accepted: C001でよいですか"]
    with pytest.raises(DialogUnexpectedError, match="期限切れです"):
        playing(f"{steps}\n  - fill: {{摘要: x}}")


@pytest.mark.parametrize("target", ["_top", "_parent"])
def test_a_press_in_a_frame_that_leaves_the_frameset(playing, monkeypatch, target):
    """The frame is gone with what was pressed: the robot goes on as soon as the next page is there."""
    monkeypatch.setattr("agent.browser.screen.FRAME_MS", 3_600_000)
    monkeypatch.setitem(PAGES, "/menu", f"<form action=/form target={target}><button>入力</button></form>")
    player = playing("  - open: /\n  - press: 入力")

    assert player.screen.page.url.startswith(f"{SITE}/form")


@pytest.mark.proves("D5")
@pytest.mark.parametrize("typing", ["bulk", "keys"])
def test_a_window_that_opens_another(playing, typing):
    """A look-up whose window opens a second one: both close themselves, and the opener holds what was chosen."""
    steps = """
  - open: /
  - press: 入力
  - popup:
      press: 検索
      steps:
        - popup:
            press: 詳しく
            steps: [{press: S2を選ぶ}]
  - fill: {納品先: {awaited: S2}}
"""
    assert len(playing(steps, f"typing: {typing}\n").visit.context.pages) == 1


@pytest.mark.proves("D4")
def test_a_label_in_two_frames_is_ambiguous(playing, monkeypatch):
    """Neither of two frames is guessed at."""
    monkeypatch.setitem(PAGES, "/menu", PAGES["/menu"] + "<label>得意先<input></label>")
    with pytest.raises(FieldAmbiguousError, match="2 frames"):
        playing("  - open: /\n  - press: 入力\n  - fill: {得意先: C001}")
