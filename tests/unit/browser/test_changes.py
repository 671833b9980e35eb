"""How a screen differs from what a robot expects, without a browser."""

from __future__ import annotations

import pytest

from agent.browser.change_findings import findings_of_changes
from agent.browser.changes import Change, Kind, changes_of, diff_of, likeness
from agent.browser.expected import Expected, expected_of
from agent.browser.lint import load_script
from agent.browser.outline import Caption, Control, Outline, Table
from agent.browser.script import walk
from agent.marks.reader import read_yaml
from robots.trial import Tried

ROBOT = """\
robot: small
enters: sales
lookup:
  - open: "/list?key={key}"
  - rows: {key: 備考, slip_number: 番号, state: 状態}
entry:
  - open: /new
  - fill: {得意先: "{slip.customer_code}", 税区分: {value: 外税}, 備考: "{key}"}
  - fill: {担当: {value: 経理}}
  - commit: {button: 登録}
  - read: {slip_number: 番号}
confirm:
  - open: "/slip/{slip_number}"
  - compare: {備考: "{key}"}
"""


def expected(section: str, verb: str) -> Expected:
    """What the first step with this verb expects."""
    script = load_script(ROBOT, "robot.yaml")
    step = next(step for path, step in walk(script) if path[0] == section and step.verb == verb)
    return expected_of(step, script, section)


def control(label: str, asked: int = -1, **changes: object) -> Control:
    values = {"section": "", "control": "text", "locked": False, "required": False, "empty": True, "column": False}
    return Control(**{"asked": asked, "label": label, "word": label, "options": (), **values, **changes})  # type: ignore[arg-type]


def screen(wanted: Expected, *controls: Control, **more: object) -> Outline:
    """A page with these fields; a state is "found" where a control answers the ask."""
    asks = [*wanted.fields, *wanted.others]
    found = {one.asked for one in controls}
    states = tuple("found" if k in found else "missing" for k in range(len(asks)))
    values = {"captions": (), "buttons": (), "tables": (), "states": states, **more}
    return Outline(words=tuple(one.label for one in asks), controls=controls, **values)  # type: ignore[arg-type]


def kinds(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [(change.kind.value, change.name, change.instead) for change in changes]


def test_a_screen_as_expected_has_no_changes():
    """Every field is there; one that another step fills may be required."""
    wanted = expected("entry", "fill")
    seen = screen(
        wanted, control("得意先", 0), control("税区分", 1, options=("外税", "1")), control("備考", 2),
        control("担当", 3, required=True),
    )  # fmt: skip

    assert changes_of(wanted, seen) == []


def test_the_likest_free_label_is_named():
    """得意先 has become 得意先名; what the robot uses itself is never suggested."""
    wanted = expected("entry", "fill")
    seen = screen(wanted, control("得意先名"), control("電話"), control("税区分", 1), control("備考", 2))

    assert kinds(changes_of(wanted, seen)) == [("field-renamed", "得意先", "得意先名")]


def test_where_letters_say_nothing_the_place_does():
    """摘要 stands between the same neighbours as 備考 did; at another place nothing is suggested."""
    wanted = expected("entry", "fill")
    there = screen(wanted, control("得意先", 0), control("税区分", 1), control("摘要"))
    elsewhere = screen(wanted, control("摘要"), control("得意先", 0), control("税区分", 1))

    assert kinds(changes_of(wanted, there)) == [("field-renamed", "備考", "摘要")]
    assert kinds(changes_of(wanted, elsewhere)) == [("field-missing", "備考", "")]


def test_a_label_without_its_field_is_words():
    """The label stands on the page, and no field: nothing else is suggested for it."""
    wanted = expected("entry", "fill")
    seen = screen(
        wanted, control("得意先", 0), control("税区分", 1), control("備考欄"), captions=(Caption("備考", "備考", ""),)
    )

    assert kinds(changes_of(wanted, seen)) == [("field-words", "備考", "")]


def test_new_required_fields_and_lost_options_are_told():
    """An empty required field that no step fills; an option that the list no longer has."""
    wanted = expected("entry", "fill")
    seen = screen(
        wanted, control("得意先", 0), control("税区分", 1, options=("内税", "2")), control("備考", 2),
        control("部門", required=True), control("郵便", required=True, empty=False),
        control("済", required=True, locked=True),
    )  # fmt: skip

    assert kinds(changes_of(wanted, seen)) == [("option-missing", "税区分", "外税"), ("field-required", "部門", "")]


def test_a_field_that_must_be_filled_is_placed_at_its_neighbour():
    """The YAML is changed where the fill names the field just before it; where another step fills that, elsewhere."""
    wanted = expected("entry", "fill")
    seen = screen(
        wanted, control("得意先", 0), control("部門", required=True), control("税区分", 1), control("備考", 2)
    )
    beyond = screen(
        wanted, control("得意先", 0), control("税区分", 1), control("備考", 2), control("担当", 3),
        control("部門", required=True),
    )  # fmt: skip

    assert [change.path for change in changes_of(wanted, seen)] == [("fill", "得意先")]
    assert [change.path for change in changes_of(wanted, beyond)] == [()]


def test_of_several_fills_the_one_beside_a_required_field_is_told():
    """The first fill meets the field as well, and has no place for it; the one that fills its neighbour has."""
    tried = Tried()
    tried.at = ("entry", 1)
    tried.take([Change(Kind.REQUIRED, (), "部門"), Change(Kind.GONE, ("fill", "電話"), "電話")])
    tried.at = ("entry", 2)
    tried.take([Change(Kind.REQUIRED, ("fill", "担当"), "部門"), Change(Kind.GONE, ("fill", "電話"), "電話")])
    [_, found] = findings_of_changes(tried.changes, read_yaml(ROBOT, "robot.yaml"))

    assert [at for at, _ in tried.changes] == [("entry", 2), ("entry", 1)]
    assert (found.code, found.place.line) == ("field-required", 9)


def test_buttons_and_columns_are_compared():
    """A button of like words and the nearest heading are named."""
    commit, rows = expected("entry", "commit"), expected("lookup", "rows")
    pressed = screen(
        commit, *(control(one.label, k) for k, one in enumerate(commit.others)), buttons=("戻る", "登録する")
    )
    listed = screen(rows, tables=(Table("", ("番号", "備考欄", "状態")), Table("", ("日", "月"))))

    assert kinds(changes_of(commit, pressed)) == [("button-renamed", "登録", "登録する")]
    assert kinds(changes_of(rows, listed)) == [("column-missing", "備考", "備考欄")]


def test_a_diff_shows_the_page_in_its_own_order():
    """What stands there, what is gone before what stands in its place, further grid rows left out."""
    wanted = expected("entry", "fill")
    seen = screen(
        wanted, control("得意先", 0, section="見出し"), control("税区分", 1, section="見出し"),
        control("摘要", section="見出し"), control(""), control("部門", required=True),
    )  # fmt: skip

    assert diff_of("entry: fill", "/new", seen, wanted, changes_of(wanted, seen)).splitlines() == [
        "--- entry: fill", "+++ /new", "@@ 見出し @@", "  得意先  (text)", "  税区分  (text)",
        "- 備考", "+ 摘要  (text)", "@@  @@", "+ 部門  (text, required)",
    ]  # fmt: skip


def test_a_finding_stands_at_the_fields_own_place():
    """Line and column of the label in the robot's YAML, with what to write."""
    change = Change(Kind.RENAMED, ("fill", "備考"), "備考", "摘要")
    [finding] = findings_of_changes([(("entry", 1), change)], read_yaml(ROBOT, "robot.yaml"))

    assert (finding.place.line, finding.code) == (8, "field-renamed")
    assert ROBOT.splitlines()[7][finding.place.column - 1 :].startswith("備考")
    assert finding.hint == "Same field? Write `摘要`."


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("注文番号", "受注番号", 0.5), ("備考", "備考", 1.0), ("摘要", "備考", 0.0), ("", "", 0.0)],
)
def test_likeness_counts_edits(one, other, alike):
    """One minus the edits by the letters of the longer one."""
    assert likeness(one, other) == alike


def test_an_empty_list_without_its_table_is_no_change():
    """A try searches for a key that no slip carries: where words may stand for the list, its columns are not missed."""
    script = load_script(ROBOT.replace("state: 状態}", "state: 状態, empty: 該当なし}"), "robot.yaml")
    step = next(step for _, step in walk(script) if step.rows)
    wanted = expected_of(step, script, "lookup")

    assert changes_of(wanted, screen(wanted)) == []
    renamed = screen(wanted, tables=(Table("", ("摘要", "番号", "状態")),))
    assert kinds(changes_of(wanted, renamed)) == [("column-missing", "備考", "摘要")]


def test_a_field_named_by_a_selector_with_values_is_not_looked_for_by_its_name():
    """The name beside such a selector is free: no label of the page need say it."""
    fill = 'fill: {得意先: "{slip.customer_code}", 当方キー: {value: "{key}", css: "#{key}"}, '
    script = load_script(ROBOT.replace('fill: {得意先: "{slip.customer_code}", ', fill), "robot.yaml")
    step = next(step for path, step in walk(script) if path[0] == "entry" and step.fill)

    assert [one.name for one in expected_of(step, script, "entry").fields] == ["得意先", "税区分", "備考"]
