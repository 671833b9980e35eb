"""The step language on an old system: frames, pop-ups, hooks, drafts, masks, pages that hang."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import ModuleType

import pytest
from playwright.sync_api import Page

from agent.browser.errors import ButtonAmbiguousError, CommitEarlyError, PageHungError, ValueDiffersError
from agent.browser.lint import load_script
from agent.core.action import Slip
from agent.settings.model import BrowserSettings, TargetSettings
from robots.target import RobotTarget
from tests.support.old_system import Old, an_old_system
from tests.support.robots import MemoryEvidence, Permission, Steps, a_slip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]
KEY = "OLDSYSTEMKEY2345"
ROBOT = """
robot: old-system
enters: sales
masks: [暗証]
lookup:
  - open: "/list?key={key}"
  - rows: {table: 伝票一覧, key: 備考, slip_number: 番号, state: 状態, final: [確定]}
entry:
  - open: /framed
  - popup:
      press: 検索
      steps:
        - press: {button: 選択, row: "{slip.customer_code}"}
  - fill:
      得意先コード: {awaited: "{slip.customer_code}"}
      備考: "{key}"
  - call: {hook: choose_tax, sets: [税区分]}
  - commit: {button: 登録}
  - read: {slip_number: {text: 伝票番号 * を登録しました}}
finish:
  - open: "/slip?n={slip_number}"
  - press: 確定
confirm:
  - open: "/slip?n={slip_number}"
  - compare: {得意先コード: "{slip.customer_code}", 備考: "{key}", 税区分: 内税}
"""


def choose_tax(page: Page, slip: Slip) -> dict[str, str]:
    """Pick the tax class with the key the grid listens to."""
    page.frames[1].locator("[name=memo]").press("F4")
    return {"税区分": "内税"}


def enter_in_the_field(page: Page, slip: Slip) -> None:
    """Press Enter where it commits, as a careless hook does."""
    page.frames[1].locator("[name=memo]").press("Enter")


def forget_to_choose(page: Page, slip: Slip) -> dict[str, str]:
    """Do nothing, and say it was done."""
    return {"税区分": "内税"}


class Opened:
    """One robot whose hook a test may choose, and robots of a test's own; all closed at the end."""

    def __init__(self, old: Old) -> None:
        self.old, self.evidence = old, MemoryEvidence()
        self.hooks = ModuleType("hooks")
        self.robots: list[RobotTarget] = []
        self.shared: RobotTarget | None = None

    def robot(self, hook: object = choose_tax) -> RobotTarget:
        self.shared = self.shared or self.another()
        self.hooks.choose_tax = hook  # type: ignore[attr-defined]
        return self.shared

    def another(self, text: str = ROBOT, deadline: float = 30.0) -> RobotTarget:
        self.hooks.choose_tax = choose_tax  # type: ignore[attr-defined]
        robot = RobotTarget(
            load_script(text, "robot.yaml", self.hooks),
            TargetSettings(robot="old-system", url=self.old.url, deadline=deadline),
            name="old",
            password=lambda: "",
            evidence=self.evidence,
            browser=BrowserSettings(),
            hooks=self.hooks,
        )
        self.robots.append(robot)
        return robot


@pytest.fixture(scope="module")
def opened() -> Iterator[Opened]:
    with an_old_system() as running:
        made = Opened(running)
        yield made
        for robot in made.robots:
            robot.close()


@pytest.fixture
def old(opened) -> Old:
    """The system with nothing in it."""
    opened.old.slips.clear()
    return opened.old


@pytest.mark.proves("D1")
@pytest.mark.proves("D5")
def test_frames_pop_ups_hooks_and_drafts(opened, old):
    """Fields in a frame, a code picked in a window, a tax class by a hook, and a draft that is finished afterwards."""
    robot, slip, log = opened.robot(), a_slip(), Steps()

    sent = robot.enter(slip, KEY, Permission(), log)
    assert (sent.slip_number, old.slips[0]["state"]) == ("1", "下書き")
    robot.confirm(KEY, slip, log)

    assert [(one["customer"], one["memo"], one["tax"], one["state"]) for one in old.slips] == [
        ("C001", KEY, "内税", "確定")
    ]


@pytest.mark.proves("D6")
def test_masked_fields_are_in_no_evidence(opened, old):
    """What `masks:` names is covered in text and picture, before the commit and after it."""
    robot, slip = opened.robot(), a_slip()
    robot.enter(slip, KEY, Permission(), Steps())
    robot.confirm(KEY, slip, Steps())

    for name in ("before-commit-text", "confirmed-text"):
        assert "7391" not in opened.evidence.text(name)
        assert "■■■" in opened.evidence.text(name)


@pytest.mark.proves("D6")
def test_evidence_of_a_failure_is_masked_too(opened, old):
    """A failure's text leaves out what `masks:` names."""
    with pytest.raises(ValueDiffersError):
        opened.robot(forget_to_choose).enter(a_slip(), KEY, Permission(), Steps())

    assert "7391" not in opened.evidence.text("failure-text")
    assert b"7391" not in opened.evidence.named["failure-trail"]


@pytest.mark.proves("D2")
def test_a_hook_that_commits_is_refused(opened, old):
    """A hook's Enter would commit before the commit step: it is refused, the robot stops, nothing is stored."""
    permission = Permission()

    with pytest.raises(CommitEarlyError):
        opened.robot(enter_in_the_field).enter(a_slip(), KEY, permission, Steps())

    assert (old.slips, permission.n_asked) == ([], 0)


@pytest.mark.proves("D3")
def test_what_a_hook_sets_is_read_back(opened, old):
    """A hook that says it chose and did not is caught before the commit."""
    with pytest.raises(ValueDiffersError, match="税区分"):
        opened.robot(forget_to_choose).enter(a_slip(), KEY, Permission(), Steps())

    assert old.slips == []


def test_a_press_that_fits_several_stops_the_robot(opened, old):
    """Two buttons of one name need the row they stand in."""
    text = ROBOT.replace(', row: "{slip.customer_code}"', "")

    with pytest.raises(ButtonAmbiguousError, match="選択"):
        opened.another(text).enter(a_slip(), KEY, Permission(), Steps())


@pytest.mark.proves("D5")
def test_a_page_that_hangs_loses_its_browser_not_its_lane(opened, old):
    """A script that never ends is ended with its browser at the deadline; the next call has a new one."""
    robot = opened.another(deadline=5.0)
    robot.find(KEY, Steps())
    old.hang = True
    began = time.monotonic()

    with pytest.raises(PageHungError) as hung:
        robot.enter(a_slip(), KEY, Permission(), Steps())

    assert time.monotonic() - began < 12
    assert hung.value.evidence[-1].name == "failure-trail"
    assert b"open /framed" in opened.evidence.named["failure-trail"]
    old.hang = False
    assert robot.find(KEY, Steps()) == []
