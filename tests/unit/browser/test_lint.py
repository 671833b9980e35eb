"""The linter holds every robot to its shape, with places and hints."""

from types import ModuleType

import pytest

from agent.app.robots import shipped_hooks
from agent.browser.lint import load_script
from agent.marks.findings import FilesError
from robots import ROBOTS

GOOD = """\
robot: small
enters: sales
lookup:
  - open: "/list?key={key}"
  - rows: {key: 備考, slip_number: 番号}
entry:
  - open: /new
  - fill: {備考: "{key}", lines: {数量: "{line.quantity}"}}
  - commit: {button: 登録}
  - read: {slip_number: 番号}
confirm:
  - open: "/slip/{slip_number}"
  - compare: {備考: "{key}"}
"""
PORTAL = """\
robot: small-portal
fetches: orders
list:
  - open: /orders
  - rows: {id: 注文番号}
item:
  - download: {button: CSV, row: "{row.注文番号}"}
"""


def findings(text: str) -> dict[str, tuple[int, str]]:
    """Codes of what the linter says, with line and hint."""
    with pytest.raises(FilesError) as wrong:
        load_script(text, "robot.yaml")
    return {one.code: (one.place.line, one.hint) for one in wrong.value.findings}


def test_shipped_robots_are_clean():
    """Every robot that ships passes its own linter, and is called as its folder is."""
    for robot in ROBOTS:
        script = load_script(robot.script.read_text(encoding="utf-8"), str(robot.script), shipped_hooks(robot.script))
        assert script.robot == robot.name == robot.script.parent.name.replace("_", "-")


def test_good_scripts_load():
    """A robot that enters has one commit; a portal has none."""
    commit = load_script(GOOD, "robot.yaml").commit
    assert commit is not None
    assert commit.button == "登録"
    assert load_script(PORTAL, "robot.yaml").commit is None


def test_a_commit_is_written_as_short_as_a_press():
    """The words on the button alone will do; the linter sees the same commit, and the same press of it elsewhere."""
    short = GOOD.replace("commit: {button: 登録}", "commit: 登録")
    assert load_script(short, "robot.yaml") == load_script(GOOD, "robot.yaml")
    assert findings(short.replace("  - open: /new", "  - press: 登録"))["commit-pressed"][0] == 7


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("enters: sales", "", "robot-kind", 1),
        ("  - commit: {button: 登録}\n", "", "commit-count", 6),
        ("confirm:", "finish:\n  - commit: {button: 転記}\nconfirm:", "commit-count", 12),
        ("  - open: /new", "  - press: 登録", "commit-pressed", 7),
        ("{button: 登録}", "{button: 登録, carries: save}", "carries-alone", 9),
        ("  - rows: {key: 備考, slip_number: 番号}\n", "", "lookup-blind", 3),
        (", slip_number: 番号}", "}", "rows-columns", 5),
        (", slip_number: 番号}", ", slip_number: 番号, empty: '?'}", "empty-unknown", 5),
        (", slip_number: 番号}", ", slip_number: 番号, empty: ただいま検索できません}", "empty-else", 5),
        ("  - read: {slip_number: 番号}\n", "", "slip-number-unread", 6),
        ('  - compare: {備考: "{key}"}\n', "", "confirm-blind", 11),
        ("confirm:", "finish:\n  - press: 転記\nconfirm:", "finish-blind", 5),
        ("{key}", "{slip.total}", "value-here", 4),
        ("{line.quantity}", "{line.quantety}", "value-unknown", 8),
        ("lines: {数量:", "数量: {value:", "value-here", 8),
        ('{備考: "{key}", lines', "{パスワード: geheim, lines", "password-in-file", 8),
        ("  - open: /new", "  - call: {hook: choose}", "hook-missing", 7),
        ("  - open: /new", "  - press: 120,340", "coordinates", 7),
        ("  - open: /new", "  - opne: /new", "unknown-key", 7),
        ("  - open: /new", "  - open: /new\n    press: 次へ", "wrong-value", 7),
        ("robot: small", "robot: Small_Robot", "wrong-value", 1),
        ('備考: "{key}",', '備考: {choose: "{key}*"},', "choose-loose", 8),
        ('備考: "{key}",', '備考: {choose: "{key} *", shows: "*{key}"},', "choose-loose", 8),
        ('備考: "{key}",', '備考: {value: x, choose: "{key} *"},', "wrong-value", 8),
        ('備考: "{key}"', '備考: {awaited: "{key}", calendar: true}', "wrong-value", 8),
        ("  - open: /new", '  - keys: {press: [F2, "{key}", Enter]}', "keys-blind", 7),
        ("  - open: /new", "  - keys: {press: [F2]}", "keys-unguarded", 9),
        ("  - open: /new", "  - keys: {press: [Entr]}", "wrong-value", 7),
        ("  - open: /new", '  - keys: {press: ["{line.quantity}"], sets: {x: y}}', "value-here", 7),
        ('  - compare: {備考: "{key}"}', '  - compare: {備考: "{key}"}\n  - upload: 添付', "upload-here", 14),
        ("  - open: /new", "  - upload: {field: 添付, button: 選択}", "wrong-value", 7),
        ("  - open: /new", "  - print: Slip 1", "wrong-value", 7),
    ],
)
def test_each_fault_is_named_with_its_place(old, new, code, line):
    """What is wrong is named with its line, and where it can be said, with what to write instead."""
    found = findings(GOOD.replace(old, new, 1))

    assert code in found
    assert found[code][0] == line


@pytest.mark.parametrize(
    ("form", "message", "write"),
    [
        ("YYYY/MM/DD", "no letter of a day", "%Y"),
        ("100%%", "no letter of a day", "%Y"),
        ("", "no letter of a day", "%Y"),
        ("%Y/%M/%d", "`%M` is no letter", "`%m`"),
        ("%Y/%m/%e", "`%e` is no letter", "%EC"),
        ("%Y/%#m/%d", "`%#m` is no letter", "%m"),
        ("%Y/%m/%", "`%` is no letter", "%d"),
        ("R%y/%m/%d", "western year behind an era", "`%EL%Ey`"),
        ("Ｒ%y/%m/%d", "western year behind an era", "`%EL%Ey`"),
        ("令和%y年%m月%d日", "western year behind an era", "`%EC%-Ey`"),
        ("%EC%Y年%m月%d日", "western year behind an era", "`%EC%-Ey`"),
        ("R%Ey.%m.%d", "same era on every day", "`%EL%Ey`"),
        ("令和 %EG年%m月%d日", "same era on every day", "`%EC %EG`"),
        ("%Y%-m%-d", "writes two days alike", "`%Y%m%d`"),
        ("%EG%-m%d", "writes two days alike", "`%Ey%m%d`"),
    ],
)
def test_a_format_that_would_key_a_wrong_day_is_refused(form, message, write):
    """In a fill, a compare and what keys set: named at its place, with what to write."""
    field = f'{{value: "{{key}}", day_format: "{form}"}}'
    in_keys = f"  - keys: {{press: [F2], sets: {{備考: {field}}}}}"
    for old, new, line in (
        ('fill: {備考: "{key}"', f"fill: {{備考: {field}", 8),
        ('compare: {備考: "{key}"}', f"compare: {{備考: {field}}}", 13),
        ("  - open: /new", in_keys, 7),
    ):
        with pytest.raises(FilesError) as wrong:
            load_script(GOOD.replace("登録}", "登録, sends: /save}").replace(old, new), "robot.yaml")
        [found] = wrong.value.findings
        assert (found.code, found.place.line) == ("day-format", line)
        assert message in found.message
        assert write in found.hint


@pytest.mark.parametrize(
    "form",
    [
        "%Y/%m/%d",
        "%y%m%d",
        "%EC%EG年%-m月%-d日",
        "%EL%Ey.%m.%d",
        "%Ey/%m/%d",
        "%Y(%EL%Ey)/%m/%d",
        "%-Ey%m%d",
        "WEEK%y%m",
    ],
)
def test_formats_that_say_one_day_are_clean(form):
    """Eras that are each day's own, a year without its era where the site says so, and letters inside words."""
    assert load_script(
        GOOD.replace('備考: "{key}",', f'備考: {{value: "{{key}}", day_format: "{form}"}},'), "robot.yaml"
    )


@pytest.mark.parametrize(
    ("day_format", "more", "code"),
    [
        ('["%EC", "%-Ey", "%-m", "%-d"]', "", ""),
        ('["%EC", "年"]', "", "day-format"),
        ('["%Y/%m/%d"]', "", "wrong-value"),
        ('["%Y", "%m"]', ", part: 1", "wrong-value"),
        ('["%Y", "%m"]', ", css: input", "wrong-value"),
        ('["%Y", "%m"]', ", calendar: true", "wrong-value"),
    ],
)
def test_a_list_of_formats_is_one_cell_with_several_fields(day_format, more, code):
    """Two at least, each with letters, and nothing beside it that names one control."""
    text = GOOD.replace('備考: "{key}",', f'備考: {{value: "{{key}}", day_format: {day_format}{more}}},')
    if code:
        assert code in findings(text)
    else:
        assert [one.part for one in load_script(text, "robot.yaml").entry[1].fill.fields["備考"].parts] == [1, 2, 3, 4]


def test_lists_keys_documents_and_codes_are_no_findings():
    """The steps as the reference shows them."""
    steps = """  - open: /new
  - keys: {at: 数量, each: slip.lines, press: [F2, "{line.quantity}", Enter], sets: {lines: {数量: "{line.quantity}"}}}
  - fill: {得意先: {choose: "{slip.customer_code} *"}, 納期: {value: "{slip.slip_date}", calendar: true}}
  - upload: {field: 添付, name: "{key}.pdf"}
  - print: entry
"""
    login = 'login:\n  - fill: {ワンタイムパスワード: "{account.totp}"}\nlookup:'
    text = GOOD.replace("  - open: /new\n", steps).replace("lookup:", login).replace("登録}", "登録, sends: /save}")
    script = load_script(text, "robot.yaml")
    assert [step.verb for step in script.entry[1:5]] == ["keys", "fill", "upload", "print"]


def test_all_findings_come_at_once():
    """Two faults in one file are two findings."""
    text = GOOD.replace("{line.quantity}", "{line.x}").replace("  - read: {slip_number: 番号}\n", "")
    assert set(findings(text)) == {"value-unknown", "slip-number-unread"}


def test_a_portal_robot_has_no_commit_and_needs_an_id():
    """A robot that fetches has no entry, names its rows, and downloads something."""
    assert "section-surplus" in findings(PORTAL + "confirm:\n  - open: /x\n")
    assert "list-blind" in findings(PORTAL.replace("{id: 注文番号}", "{columns: [注文番号]}"))
    assert "item-empty" in findings(PORTAL.replace('download: {button: CSV, row: "{row.注文番号}"}', "open: /x"))


def test_a_known_hook_is_no_finding():
    """A hook that stands in hooks.py may be called."""
    hooks = ModuleType("hooks")
    hooks.choose = lambda page, slip: None  # type: ignore[attr-defined]
    text = GOOD.replace("  - open: /new", "  - open: /new\n  - call: {hook: choose, sets: [税区分]}")
    assert load_script(text, "robot.yaml", hooks).entry[1].verb == "call"
