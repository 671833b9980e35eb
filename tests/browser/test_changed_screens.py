"""A changed screen stops the robot before the commit, with a picture and a diff to what it expects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from agent.browser.errors import (
    ButtonRenamedError,
    DialogUnexpectedError,
    FieldAmbiguousError,
    FieldMissingError,
    FieldMovedError,
    FieldRefusedError,
    FieldRenamedError,
    FieldRequiredError,
    FieldWordsError,
    ListUnreadableError,
)
from agent.browser.lint import load_script
from agent.core.errors import BusinessError
from agent.demo.systems import PracticeSystem
from agent.settings.model import BrowserSettings, TargetSettings
from agent.wording.catalogue import say_reason
from robots.target import RobotTarget
from tests.support.changed import NUMBER, NUMBER_CELLS, a_changed_ledger, in_blocks, number_moved, replaced
from tests.support.robots import LEDGER_ROBOT, MemoryEvidence, Permission, Steps, a_ledger, a_slip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.usefixtures("impatient")]
KEY = "CHANGEDSCREEN234"
IN_BLOCK = ('注文番号: "{slip.order_number}"', '注文番号: {value: "{slip.order_number}", section: 伝票情報}')
DEPARTMENT = f'<th>部門 <em>必須</em></th><td><input name="department" required></td>{NUMBER}'


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Iterator[PracticeSystem]:
    with a_ledger(tmp_path_factory.mktemp("ledger")) as running:
        yield running


def n_stored(ledger: PracticeSystem) -> int:
    return int(ledger.admin("/admin/faults")["counts"].get("stored", 0))


@contextmanager
def a_robot(
    ledger: PracticeSystem, url: str, text: str = "", evidence: MemoryEvidence | None = None
) -> Iterator[RobotTarget]:
    """The ledger's robot, with another YAML where given, at the address of the changed ledger."""
    robot = RobotTarget(
        load_script(text or LEDGER_ROBOT.read_text(encoding="utf-8"), "robot.yaml"),
        TargetSettings.model_validate({"robot": "demo-ledger", "url": url, "user": "keiri", "deadline": 60}),
        name="changed",
        password=lambda: ledger.password,
        evidence=evidence or MemoryEvidence(),
        browser=BrowserSettings(),
    )
    try:
        yield robot
    finally:
        robot.close()


def stopped_by(
    ledger: PracticeSystem,
    change: Callable[[str], str],
    on: str = 'name="slip"',
    *,
    block: bool = False,
    has_diff: bool = True,
) -> tuple[BusinessError, MemoryEvidence, Steps]:
    """Key one slip into a ledger changed so; returns the error it stops with, and what was kept."""
    evidence, log, before = MemoryEvidence(), Steps(), n_stored(ledger)
    text = LEDGER_ROBOT.read_text(encoding="utf-8")
    if block:
        head, entry, tail = text.partition("entry:")
        text = head + entry + tail.replace(*IN_BLOCK, 1)
    permission = Permission()
    with (
        a_changed_ledger(ledger.url, change, on) as url,
        a_robot(ledger, url, text, evidence) as robot,
        pytest.raises(BusinessError) as stopped,
    ):
        robot.enter(a_slip(), KEY, permission, log)
    assert (permission.n_asked, n_stored(ledger)) == (0, before)
    assert {"failure-picture", "failure-text"} <= {one.name for one in stopped.value.evidence}
    assert has_diff == ("failure-diff" in {one.name for one in stopped.value.evidence})
    return stopped.value, evidence, log


@pytest.mark.proves("D4")
@pytest.mark.parametrize(
    ("change", "error", "values", "diff"),
    [
        pytest.param(
            replaced("<th>注文番号</th>", "<th>受注番号</th>"), FieldRenamedError,
            {"field": "注文番号", "instead": "受注番号"}, "- 注文番号\n+ 受注番号  (text)", id="renamed",
        ),
        pytest.param(
            replaced("<th>摘要</th>", "<th>備考</th>"), FieldRenamedError,
            {"field": "摘要", "instead": "備考"}, "- 摘要\n+ 備考  (text)", id="renamed to other letters",
        ),
        pytest.param(
            replaced("<th>単価</th>", "<th>売単価</th>"), FieldRenamedError,
            {"field": "単価", "instead": "売単価"}, "- 単価\n+ 売単価  (text)", id="column renamed",
        ),
        pytest.param(
            replaced(NUMBER_CELLS, "<th></th><td></td>"), FieldMissingError,
            {"field": "注文番号"}, "- 注文番号\n", id="removed",
        ),
        pytest.param(
            replaced(NUMBER_CELLS, "<th>注文番号</th><td>自動採番</td>"), FieldWordsError,
            {"field": "注文番号", "instead": ""}, "- 注文番号  (input)\n+ 注文番号  (words)", id="turned into text",
        ),
        pytest.param(
            replaced(NUMBER, NUMBER + " readonly"), FieldRefusedError,
            {"field": "注文番号"}, "- 注文番号  (input)\n+ 注文番号  (readonly)", id="locked",
        ),
        pytest.param(
            replaced("</tr>\n</table>\n<table", f"</tr>\n<tr>{NUMBER_CELLS}</tr>\n</table>\n<table"),
            FieldAmbiguousError,
            {"field": "注文番号"}, "- 注文番号\n", id="there twice",
        ),
    ],
)  # fmt: skip
def test_a_changed_field_stops_before_the_first_key(ledger, change, error, values, diff):
    """Renamed, removed, turned into words, locked, doubled: nothing is typed, and picture and diff say what changed."""
    stopped, evidence, log = stopped_by(ledger, change)

    assert type(stopped) is error
    assert {name: stopped.values[name] for name in values} == values
    assert diff in evidence.text("failure-diff")
    assert not any(step.startswith("press 確認") for step in log.heard)
    assert KEY not in evidence.text("failure-text")


@pytest.mark.proves("D4")
def test_a_field_moved_to_another_block_stops_before_the_first_key(ledger):
    """The robot names the block; the field stands in another one now, and is not taken for the same."""
    stopped, evidence, _ = stopped_by(ledger, number_moved, block=True)

    assert type(stopped) is FieldMovedError
    assert stopped.values == {"field": "注文番号", "instead": "納品情報"}
    assert "- 注文番号\n+ 納品情報 / 注文番号" in evidence.text("failure-diff")
    assert KEY not in evidence.text("failure-text")


@pytest.mark.proves("D4")
def test_an_added_field_that_must_be_filled_stops_before_commit(ledger):
    """The browser holds the press back without a word: the error names the field that the robot leaves empty."""
    stopped, evidence, _ = stopped_by(ledger, replaced(NUMBER, DEPARTMENT))

    assert type(stopped) is FieldRequiredError
    assert stopped.values == {"field": "部門"}
    assert "+ 部門  (text, required)" in evidence.text("failure-diff")


@pytest.mark.proves("D4")
def test_a_dialog_that_holds_the_entry_back_is_told_with_the_empty_fields(ledger):
    """A script asks for a field before the press leaves the page: its words, and which wanted fields stand empty."""
    marked = DEPARTMENT.replace(" required>", " aria-required=true>")
    check = "<script>document.forms.slip.onsubmit = () => { alert('入力漏れがあります'); return false; }</script>"

    stopped, _, _ = stopped_by(ledger, lambda text: text.replace(NUMBER, marked).replace("</form>", f"</form>{check}"))

    assert type(stopped) is DialogUnexpectedError
    assert stopped.values == {"what": "入力漏れがあります", "field": "部門"}
    assert "空のままの必須欄: 部門" in say_reason("ja", stopped.reason)


def test_a_dialog_on_a_page_that_wants_nothing_is_told_by_its_words(ledger):
    """No empty field is made up."""
    check = "<script>document.forms.slip.onsubmit = () => { alert('締め済みです'); return false; }</script>"
    error, _, _ = stopped_by(ledger, replaced("</form>", f"</form>{check}"), has_diff=False)

    assert error.values == {"what": "締め済みです"}
    assert "必須欄" not in say_reason("ja", error.reason)


@pytest.mark.parametrize(
    ("change", "what"),
    [(replaced("<th>摘要</th>", "<th>備考</th>"), "摘要"), (replaced("伝票一覧", "一覧"), "伝票一覧")],
)
def test_a_list_that_cannot_be_read_says_what_is_missing(ledger, change, what):
    """A heading or the caption: whoever mends the robot's YAML knows where to look."""
    with (
        a_changed_ledger(ledger.url, change, on='action="/slips"') as url,
        a_robot(ledger, url) as robot,
        pytest.raises(ListUnreadableError) as stopped,
    ):
        robot.find(KEY, Steps())

    assert stopped.value.values == {"what": what}


@pytest.mark.proves("D4")
@pytest.mark.parametrize("words", ["伝票登録", "登録する"])
def test_a_renamed_commit_button_is_not_pressed(ledger, words):
    """The last button before the slip exists has other words: it stops there, and names them."""
    stopped, evidence, _ = stopped_by(ledger, replaced('value="登録"', f'value="{words}"'), on='action="/slips/new"')

    assert type(stopped) is ButtonRenamedError
    assert stopped.values == {"field": "登録", "instead": words}
    assert f"- 登録\n+ {words}" in evidence.text("failure-diff")


def test_blocks_alone_change_nothing(ledger):
    """The same field in the block that the robot names is keyed as ever."""
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        stopped_by(ledger, in_blocks, block=True)
