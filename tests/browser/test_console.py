"""The console in a real browser: what a person does with it, under the strict policy, without a script error."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from agent.core.action import ActionState
from agent.core.errors import Reason
from agent.store import actions, exceptions
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.tables import CommandRow
from tests.support.seeded import NOW, PASSWORD, STEPS, Seeded, seed, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    """The sample site."""
    site = seed(tmp_path_factory.mktemp("console"))
    yield site
    site.database.close()


@pytest.fixture(scope="module")
def address(sample: Seeded) -> Iterator[str]:
    """The console, served."""
    with served(sample.deps()) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that tells of every complaint of the browser at the end."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def log_in(page: Page, name: str) -> None:
    page.goto("/login")
    page.get_by_label("利用者名").fill(name)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def last_command(sample: Seeded) -> CommandRow:
    with sample.database.reading() as session:
        return session.exec(select(CommandRow).order_by(col(CommandRow.id).desc()).limit(1)).one()


def n_commands(sample: Seeded) -> int:
    with sample.database.reading() as session:
        return len(session.exec(select(CommandRow)).all())


def answer(sample: Seeded, **told: object) -> None:
    """Answer the last command as the agent does."""
    row = last_command(sample)
    with sample.database.transaction() as session:
        row.done_at, row.answer = NOW, told
        session.merge(row)


def resolve(sample: Seeded, number: int, resolution: str) -> None:
    """Take a thing out of the queue as the agent does."""
    with sample.database.transaction() as session:
        row = exceptions.find_open(session, number)
        assert row is not None
        exceptions.close(session, row, NOW, "hanako", resolution, "")


@pytest.mark.proves("F2")
def test_not_there_needs_the_tick_that_somebody_looked(page, sample):
    """Nobody sends a slip a second time by one careless click."""
    log_in(page, "hanako")
    page.goto("/queue?kind=in-doubt")
    page.locator(".item.doubt").click()
    before = n_commands(sample)
    form = page.locator("form", has_text="伝票はなかった")
    form.get_by_role("button").click()
    assert "command=" not in page.url
    assert n_commands(sample) == before
    form.get_by_role("checkbox").check()
    form.get_by_role("button").click()
    expect(page.get_by_text("受け付けました。")).to_be_visible()
    assert last_command(sample).values == {"resolution": "not-there"}
    answer(sample, code="already-entered", values={"slip": "D-1"})
    expect(page.get_by_text("すでに入力済みです(伝票 D-1)")).to_be_visible()


@pytest.mark.proves("F2")
def test_an_operator_clears_what_is_in_doubt(page, sample):
    """From the first page to the answer: the key to look for, the slip's number, and what became of it."""
    log_in(page, "hanako")
    page.get_by_role("link", name="要対応").first.click()
    page.locator(".item.doubt").click()
    expect(page.get_by_role("textbox", name="照合キー")).to_have_value("CA6NRAW72462VUEH")
    there = page.locator("form", has_text="伝票があった")
    there.get_by_label("伝票番号").fill("D-20999")
    there.get_by_role("button").click()
    expect(page.get_by_text("受け付けました。")).to_be_visible()
    expect(page.locator("#main form")).to_have_count(0)
    assert last_command(sample).values == {"resolution": "done-by-hand", "slip_number": "D-20999"}
    resolve(sample, int(last_command(sample).about), "done-by-hand")
    answer(sample, ok=True)
    expect(page.get_by_text("会計システムにあった伝票 D-20999 を記録しました。")).to_be_visible()
    expect(page.get_by_text("経理 花子").last).to_be_visible()
    expect(page.locator("#main form")).to_have_count(0)
    page.get_by_role("link", name="注文 PO-2511041 を開く").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("PO-2511041")


@pytest.mark.proves("F2")
def test_a_retry_that_stops_again_turns_into_a_way_to_the_new_item(page, sample):
    """The open page follows what happens by itself: handed over, stopped again, and where to go on."""
    log_in(page, "hanako")
    page.goto("/queue?kind=business")
    page.get_by_text("得意先が得意先マスターにありません。").click()
    page.get_by_role("button", name="再試行").click()
    expect(page.get_by_text("受け付けました。")).to_be_visible()
    resolve(sample, int(last_command(sample).about), "retry")
    with sample.database.transaction() as session:
        reason = Reason("customer-unknown", {"rule": "unknown-customer"})
        about = {"order": sample.keys["unknown-customer"], "document": sample.keys["unknown-customer/document"]}
        waiting = Waiting(ExceptionKind.BUSINESS, reason, "inbox", **about)
        exceptions.put(session, [waiting], NOW)
    answer(sample, ok=True)
    expect(page.get_by_text("もう一度処理しましたが、また止まりました。")).to_be_visible()
    before = page.url
    page.get_by_role("link", name="新しい要対応の項目を開く").click()
    expect(page.get_by_role("button", name="再試行")).to_be_visible()
    assert page.url != before


@pytest.mark.parametrize("width", [1000, 1280])
def test_a_wide_sheet_scrolls_within_its_frame(page, sample, width):
    """No cell is cut: the frame moves sideways, its column letters and row numbers stay in sight."""
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, "hanako")
    page.goto(f"/orders/{quote(sample.keys['running'], safe='')}")
    frame = page.locator("div.sheet")
    expect(frame).to_be_visible()
    inner, outer, shown = frame.evaluate("f => [f.scrollWidth, f.clientWidth, getComputedStyle(f).overflowX]")
    assert shown == "auto"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert inner >= outer
    cells = frame.locator("td, th")
    assert cells.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth + 1)")
    frame.evaluate("f => f.scrollTo(f.scrollWidth, 0)")
    inside = "cell => cell.getBoundingClientRect().right <= cell.closest('.sheet').getBoundingClientRect().right + 1"
    assert frame.locator("thead th").last.evaluate(inside)
    assert frame.locator("thead th").first.evaluate("c => getComputedStyle(c).position") == "sticky"


@pytest.mark.proves("F3")
def test_a_run_is_watched_step_by_step_and_paused(page, sample):
    """New steps appear by themselves, with the picture; a pause is asked for while the run goes on."""
    log_in(page, "hanako")
    page.goto("/runs")
    run = page.locator("article.run")
    expect(run).to_contain_text("入力内容を読み戻して照合")
    expect(run.get_by_role("img", name="登録前の画面")).to_be_visible()
    action = f"{sample.keys['running']}>demo-ledger/sales"
    with sample.database.transaction() as session:
        actions.note_steps(session, action, 1, STEPS[:8])
        actions.move(session, action, ActionState.SENDING, NOW)
    expect(run).to_contain_text("登録中")
    expect(run.get_by_role("listitem").last).to_have_text("登録")
    form = page.locator("form", has_text="demo-ledger")
    form.get_by_placeholder("理由(任意)").fill("棚卸のため")
    form.get_by_role("button", name="一時停止").click()
    expect(page.get_by_text("受け付けました。")).to_be_visible()
    assert last_command(sample).values == {"reason": "棚卸のため"}


def test_an_approver_reads_the_order_beside_its_document_and_approves(page, sample):
    """The document, the rule and the button stand on one page."""
    log_in(page, "bucho")
    page.goto("/approvals")
    page.get_by_text("PO-2511045").click()
    expect(page.get_by_text("購買部です")).to_be_visible()
    expect(page.locator("tr.hit")).to_contain_text("over-limit")
    page.get_by_role("button", name="承認して入力する").click()
    expect(page.get_by_text("受け付けました。")).to_be_visible()
    assert last_command(sample).kind == "approve"


def test_a_pdf_is_drawn_and_nothing_of_a_document_runs(page, sample):
    """The order form is a picture of its page."""
    log_in(page, "hanako")
    page.goto(f"/orders/{quote(sample.keys['in-doubt'], safe='')}")
    picture = page.get_by_role("img", name="1 ページ")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 1000


@pytest.mark.proves("F1")
@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("hanako", ["本日", "要対応", "承認", "注文", "入力状況", "ロボット", "受信元", "別名"]),
        ("joho", ["本日", "要対応", "入力状況", "ロボット", "受信元", "書式"]),
        ("kansa", ["本日", "要対応", "承認", "注文", "入力状況", "ロボット", "受信元", "別名", "監査ログ"]),
    ],
)
def test_each_role_has_its_menu_and_the_keyboard_reaches_it(page, name, entries):
    """The menu shows what the role may open; the first tab stop skips it."""
    log_in(page, name)
    seen = [text.split("\n")[0] for text in page.locator(".menu a").all_inner_texts()]
    assert seen == entries
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("本文へ移動")).to_be_focused()


@pytest.mark.parametrize("width", [360, 768, 1360])
def test_no_page_is_wider_than_its_window(page, sample, width):
    """On a telephone as on a desk, only tables scroll sideways, within themselves."""
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, "kanri")
    story = f"/orders/{quote(sample.keys['entered-3'], safe='')}"
    for path in ("/", "/queue", "/queue/2", "/orders", story, "/runs", "/sources", "/audit", "/people", "/settings"):
        page.goto(path)
        excess = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert excess <= 0, (path, width, excess)
