"""The practice systems as a person sees them, in a real Chromium."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from agent.browser.find import find_browser, launch_arguments
from agent.demo.reader import read_ledger
from agent.demo.systems import PracticeSystem

pytestmark = pytest.mark.browser
MASTERS = Path(__file__).parents[2] / "config" / "masters"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser("", playwright), args=launch_arguments())
        yield browser
        browser.close()


@pytest.fixture
def page(browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1040, "height": 660})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def ledger(tmp_path) -> Iterator[PracticeSystem]:
    options = ("--masters", str(MASTERS))
    system = PracticeSystem("robots.demo_ledger.ledger", tmp_path, options)
    system.start()
    yield system
    system.stop()


@pytest.fixture
def portal(tmp_path) -> Iterator[PracticeSystem]:
    system = PracticeSystem("robots.demo_portal.portal", tmp_path)
    system.start()
    yield system
    system.stop()


def log_in(page: Page, address: str, user: str, password: str) -> None:
    page.goto(address)
    page.locator("[name=user]").fill(user)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="ログイン").click()


def type_slip(page: Page, ledger: PracticeSystem) -> None:
    """Fill the entry screen up to the confirm page; prices and names are left to the page's own look-ups."""
    log_in(page, f"{ledger.url}/slips/new", "keiri", ledger.password)
    page.locator("[name=customer_code]").fill("C003")
    page.locator("[name=order_number]").fill("RB-26-1")
    page.locator("[name=memo]").fill("MEMOMEMOMEMOMEMO")
    for n, (code, quantity) in enumerate([("P1001", "10"), ("P3003", "4"), ("P5001", "1")]):
        page.locator("[name=product_code]").nth(n).fill(code)
        page.locator("[name=quantity]").nth(n).fill(quantity)
    page.locator("[name=memo]").focus()
    expect(page.locator("[name=customer_name]")).to_have_value("例示物産株式会社")
    expect(page.locator("[name=amount]").last).to_have_value("128,000")
    page.get_by_role("button", name="確認").click()


def picture(page: Page, tmp_path: Path) -> int:
    """Return the size of a picture of the page, in bytes."""
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("load")
    return len(page.screenshot(path=tmp_path / "page.png"))


def test_a_clerk_enters_a_slip_with_the_pages_own_look_ups(page, ledger, tmp_path):
    """Names, prices and tax classes come by themselves; the slip shows a number and can be found by its memo."""
    type_slip(page, ledger)
    expect(page.get_by_text("まだ登録されていません")).to_be_visible()
    page.get_by_role("button", name="登録").click()
    expect(page.get_by_role("row", name="伝票番号").last).to_contain_text("100001")
    page.goto(f"{ledger.url}/slips?memo=MEMOMEMOMEMOMEMO")
    row = page.get_by_role("table", name="伝票一覧").get_by_role("row").nth(1)
    expect(row).to_contain_text("179,600")
    assert picture(page, tmp_path) > 20_000


def test_the_look_up_window_fills_the_customer_in(page, ledger):
    """検索 opens a window; picking a customer closes it and fills code and name."""
    log_in(page, f"{ledger.url}/slips/new", "keiri", ledger.password)
    with page.expect_popup() as opened:
        page.get_by_role("button", name="検索").click()
    opened.value.get_by_role("link", name="C004").click()
    expect(page.locator("[name=customer_name]")).to_have_value("株式会社テスト給食サービス")
    assert page.locator("[name=customer_code]").input_value() == "C004"


def test_rows_are_added_empty_and_numbered(page, ledger):
    """行追加 adds one empty row under the others."""
    log_in(page, f"{ledger.url}/slips/new", "keiri", ledger.password)
    page.locator("[name=quantity]").first.fill("7")
    page.get_by_role("button", name="行追加").click()
    expect(page.locator("#lines tbody tr")).to_have_count(4)
    assert page.locator("#lines tbody tr").last.locator("td").first.inner_text() == "4"
    assert page.locator("[name=quantity]").last.input_value() == ""


def test_a_session_that_ends_during_entry_shows_only_an_alert(page, ledger):
    """The page's look-up says so in a dialog and the page stays, as such systems do."""
    log_in(page, f"{ledger.url}/slips/new", "keiri", ledger.password)
    ledger.admin("/admin/faults", {"expire_sessions": True})
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.locator("[name=customer_code]").fill("C001")
    page.locator("[name=memo]").focus()
    page.wait_for_timeout(500)
    assert said == ["セッションが切れました。ログインし直してください。"]


def test_a_browser_left_alone_doubles_a_slip_whose_answer_is_lost(page, ledger):
    """Chromium sends a POST again when a kept-alive connection ends without an answer; this is what the gate is for."""
    type_slip(page, ledger)
    ledger.admin("/admin/faults", {"lose_answer_next": 1})
    page.get_by_role("button", name="登録").click()
    expect(page.get_by_role("row", name="伝票番号").last).to_contain_text("100002")
    assert [slip.number for slip in read_ledger(ledger.url, ledger.export_token)] == ["100001", "100002"]


def test_a_supplier_pages_downloads_and_ticks(page, portal, tmp_path):
    """The portal's list, its files and its tick work as a person uses them."""
    content = "注文".encode("cp932")
    orders = [
        {
            "number": f"W-{n:04}",
            "ordered_on": "2026-04-01",
            "buyer": "株式会社ダミーマート",
            "title": "定期発注",
            "total": 12_000 + n,
            "file_name": f"注文{n}.csv",
            "content": base64.b64encode(content).decode(),
        }
        for n in range(23)
    ]
    portal.admin("/admin/orders", {"orders": orders})
    log_in(page, f"{portal.url}/orders", "mihon-shoji", portal.password)
    page.get_by_role("link", name="次へ").click()
    expect(page.get_by_role("row", name="W-0012")).to_be_visible()
    assert picture(page, tmp_path) > 20_000
    with page.expect_download() as taken:
        page.get_by_role("row", name="W-0012").get_by_role("link", name="CSV").click()
    assert taken.value.suggested_filename == "注文12.csv"
    assert Path(taken.value.path()).read_bytes() == content
    page.get_by_role("link", name="W-0012").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="更新").click()
    expect(page.get_by_text("更新しました。")).to_be_visible()
    page.get_by_role("link", name="未取込").click()
    expect(page.get_by_role("row", name="件数").last).to_contain_text("22")
