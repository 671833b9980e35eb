"""Steps beyond typing, in a whole entry: one-time codes, keys, documents, print, download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from agent.browser import totp
from agent.browser.errors import (
    DocumentMissingError,
    FieldRefusedError,
    LoginRefusedError,
    ValueDiffersError,
)
from agent.browser.lint import load_script
from agent.core.action import Slip
from agent.settings.model import BrowserSettings, TargetSettings
from robots.target import RobotTarget
from tests.support.grid_system import SECRET, GridSystem, a_grid_system
from tests.support.robots import MemoryEvidence, Permission, Steps, a_slip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
KEY = "GRIDSYSTEMKEY234"
ROBOT = """
robot: grid-system
enters: sales
masks: [口座番号]
dialogs: {accept: [この得意先でよいですか]}
login:
  - open: /login
  - fill: {ユーザー: "{account.user}", パスワード: "{account.password}"}
  - press: 次へ
  - fill: {認証コード: "{account.totp}"}
  - press: ログイン
lookup:
  - open: /
  - press: 伝票一覧
  - rows: {table: 伝票一覧, key: 備考, slip_number: 番号}
entry:
  - open: /
  - press: 伝票入力
  - fill: {得意先コード: "{slip.customer_code}", 備考: "{key}"}
  - upload: {field: 添付, name: "{key}.pdf"}
  - keys:
      at: 商品コード
      each: slip.lines
      press: [F2, "{line.product_code}", Enter, Enter, "{line.quantity}", Enter]
      sets: {lines: {商品コード: "{line.product_code}", 商品名: "{line.product_name}", 数量: "{line.quantity}"}}
  - commit: {button: 登録, sends: /save}
  - read: {slip_number: {text: 伝票番号 * を登録しました}}
confirm:
  - open: "/slip?n={slip_number}"
  - compare:
      得意先コード: "{slip.customer_code}"
      lines: {商品コード: "{line.product_code}", 数量: "{line.quantity}"}
  - print: slip
  - download: 伝票PDF
"""


class Opened:
    """The system, the robot on it, and what the robot kept."""

    def __init__(self, system: GridSystem) -> None:
        self.system, self.evidence = system, MemoryEvidence()
        self.paper = self.evidence.put("order", b"%PDF-1.4 the order", "application/pdf")
        self.robots: list[RobotTarget] = []
        self.robot = self.another()

    def another(self, text: str = ROBOT) -> RobotTarget:
        settings = TargetSettings(robot="grid-system", url=self.system.url, user="keiri", deadline=60)
        made = RobotTarget(
            load_script(text, "robot.yaml"),
            settings,
            name="grid",
            password=lambda: "geheim",
            evidence=self.evidence,
            browser=BrowserSettings(),
            totp=lambda: SECRET,
        )
        self.robots.append(made)
        return made

    def slip(self, **changes: object) -> Slip:
        """A slip whose order came with a document, and a system that knows its products."""
        slip = a_slip(document_name="注文書.pdf", document_digest=self.paper.digest, **changes)
        self.system.products = {line.product_code: line.product_name for line in slip.lines}
        return slip


@pytest.fixture(scope="module")
def opened() -> Iterator[Opened]:
    patch = pytest.MonkeyPatch()
    patch.setattr(totp, "MARGIN_S", 0.5)
    with a_grid_system() as running:
        made = Opened(running)
        made.robot._session._codes._begun_at -= 60  # as if the agent had been started a minute ago
        yield made
        for robot in made.robots:
            robot.close()
    patch.undo()


@pytest.fixture
def system(opened) -> GridSystem:
    """The system with nothing in it."""
    opened.system.slips.clear()
    opened.system.papers.clear()
    opened.system.slow_s, opened.system.refuse_codes = 0.05, False
    return opened.system


@pytest.mark.proves("D1")
@pytest.mark.proves("D5")
def test_codes_frames_keys_documents_print_and_download(opened, system):
    """A one-time code, a frameset, a grid by keys, the order attached; then the slip printed and its PDF taken."""
    slip = opened.slip(n_lines=3)

    sent = opened.robot.enter(slip, KEY, Permission(), Steps())
    confirmed = opened.robot.confirm(KEY, slip, Steps())

    assert (sent.slip_number, system.slips[0]["customer"]) == ("1", slip.customer_code)
    assert system.papers == [(f"{KEY}.pdf", b"%PDF-1.4 the order")]
    names = [one.name for one in confirmed.evidence]
    assert names == ["confirmed-picture", "confirmed-text", "print-slip", "download-slip.pdf"]
    assert opened.evidence.named["download-slip.pdf"] == b"%PDF-1.4 made by the target"


@pytest.mark.proves("D6")
def test_what_is_masked_is_not_printed(opened, system):
    """A printed page holds what it shows, and of a masked place no letter."""
    slip = opened.slip()
    opened.robot.enter(slip, KEY, Permission(), Steps())
    opened.robot.confirm(KEY, slip, Steps())

    page = pypdfium2.PdfDocument(opened.evidence.named["print-slip"])[0]
    text = page.get_textpage().get_text_bounded()
    assert slip.customer_code in text
    assert "7654321" not in text


@pytest.mark.proves("D3")
def test_keys_that_land_elsewhere_are_seen(opened, system):
    """One arrow too many types the quantity over a name: the grid is read back and nothing is committed."""
    text = ROBOT.replace("Enter, Enter, ", "Enter, ArrowLeft, Enter, ")

    robot = opened.another(text)
    robot._session = opened.robot._session
    with pytest.raises(ValueDiffersError):
        robot.enter(opened.slip(n_lines=1), KEY, Permission(), Steps())

    assert system.slips == []


def test_an_order_without_a_document_stops_before_the_commit(opened, system):
    """Nothing to attach is a person's matter, not an empty attachment."""
    robot, slip = opened.robot, opened.slip()
    for bare in (replace(slip, document_digest=""), replace(slip, document_digest="0" * 64)):
        with pytest.raises(DocumentMissingError):
            robot.enter(bare, KEY, Permission(), Steps())
    assert system.slips == []


def test_a_document_goes_into_a_file_field_only(opened, system):
    """A field of another kind is refused."""
    robot = opened.another(ROBOT.replace("field: 添付", "field: 備考"))
    robot._session = opened.robot._session
    with pytest.raises(FieldRefusedError, match="備考: is no file field"):
        robot.enter(opened.slip(), KEY, Permission(), Steps())


@pytest.mark.proves("D5")
def test_a_refused_code_is_no_open_session(opened, system):
    """A page that asks for the code again has not let us in; the account is not tried again with the next code."""
    system.refuse_codes, n_before = True, len(system.codes)
    robot = opened.another()
    robot._session._codes._used = robot._session._codes._begun_at = -1

    for _ in range(2):
        with pytest.raises(LoginRefusedError):
            robot.find(KEY, Steps())

    assert len(system.codes) == n_before + 1
