"""Looking an order through in a real browser, beside its document, by keyboard; a real agent takes it from there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from agent.console.deps import ConsoleDeps
from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way
from agent.engine.parsers import Parsers
from agent.engine.stations.correct import MAX_LINES
from agent.settings.model import SiteSettings
from agent.store.tables import AliasRow, CorrectionRow, OrderRow
from agent.store.users import add_user, set_password
from tests.support.databases import new_database
from tests.support.seeded import PASSWORD, served
from tests.support.whole_agent import CONFIG, WholeAgent, whole_agent

pytestmark = pytest.mark.browser

PEOPLE = {"hanako": ("operator", "ja"), "kansa": ("auditor", "ja"), "joho": ("it", "ja"), "emma": ("operator", "en")}
ZONE = ZoneInfo("Asia/Tokyo")
TODAY = datetime.now(ZONE).date()  # the agent's clock is the machine's, and what is due tomorrow waits
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory, parsers: Parsers) -> Iterator[WholeAgent]:
    """A whole agent at work."""
    folder = tmp_path_factory.mktemp("review")
    database = new_database("sqlite", folder)
    with whole_agent(database, folder, parsers) as running:
        with database.transaction() as session:
            for name, (role, language) in PEOPLE.items():
                add_user(session, name, [role], running.clock.now(), display_name=name, language=language)
                set_password(session, name, PASSWORD)
        yield running
    database.close()


@pytest.fixture(scope="module")
def address(agent: WholeAgent) -> Iterator[str]:
    """Its console, served."""
    outside = agent.outside
    settings = SiteSettings(name="sample", title="見本商事", language="ja")
    masters = {"masters": lambda: outside.guidance().masters}
    typed = outside.passwords.typed
    deps = ConsoleDeps(
        outside.database, outside.evidence, agent.clock, settings, ZONE, typed, ("demo-ledger",), **masters
    )
    with served(deps) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that tells of every complaint of the browser at the end."""
    with paged(browser, address) as opened:
        yield opened


@contextmanager
def paged(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page as somebody at a small office screen has it."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [one for one in complaints if "422" not in one and "409" not in one] == []


def sample(way: Way, number: str, **changes: object) -> SampleOrder:
    """One ordinary order of the sample company's day."""
    day = sample_orders(CONFIG / "masters", TODAY)
    pattern = next(one for one in day if one.way is way and one.fate is Fate.ENTERED)
    return replace(pattern, number=number, **changes)


def drop(agent: WholeAgent, order: SampleOrder, name: str = "", media_type: str = "") -> int:
    """Let an order arrive that waits; return the number it has in the queue."""
    file = file_of([order])
    agent.source.put(name or f"{order.number}-{file.name}", file.content, media_type=media_type or file.media_type)
    agent.until_idle()
    return max(item.id or 0 for item in agent.waiting())


def order_row(agent: WholeAgent, number: str) -> OrderRow:
    with agent.outside.database.reading() as session:
        return session.exec(select(OrderRow).where(OrderRow.number == number)).one()


def log_in(page: Page, name: str) -> None:
    page.goto("/login")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def focused(page: Page) -> str:
    """The id of what has the keyboard."""
    return str(page.evaluate("document.activeElement.id"))


@pytest.mark.proves("B6")
@pytest.mark.proves("B7")
def test_a_wrong_total_is_put_right_by_keyboard_alone(agent: WholeAgent, page: Page):
    """From the queue's item to the entered slip without a mouse: the doubted field has the keyboard and its place."""
    order = sample(Way.FOLDER_PDF, "KB-1", stated_total=Decimal(123))
    number = drop(agent, order)
    log_in(page, "hanako")
    page.goto(f"/queue/{number}")
    page.get_by_role("link", name="内容を確認・訂正").press("Enter")
    expect(page.locator("#f-total")).to_be_focused()
    place = page.locator(".mark.here")
    expect(place).to_have_count(1)
    expect(page.locator("label[for='f-total'] .no")).to_have_text(place.locator("text").text_content() or "-")
    page.keyboard.press("Control+A")
    page.keyboard.type(f"{order.total:,}")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#why")).to_be_focused()
    page.keyboard.type("お客様に確認済み")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("訂正して再処理")).to_be_visible(timeout=30_000)
    agent.until_idle()

    with agent.outside.database.reading() as session:
        kept = session.exec(select(CorrectionRow).where(CorrectionRow.order == order_row(agent, "KB-1").key)).one()
    assert (kept.field, kept.old, kept.new) == ("total", "123", str(order.total))
    assert (kept.by, kept.why) == ("hanako", "お客様に確認済み")
    assert order_row(agent, "KB-1").state == "entered"
    assert [one.slip.order_number for one in agent.target.slips].count("KB-1") == 1


@pytest.mark.proves("B3")
@pytest.mark.proves("B7")
def test_arrows_and_enter_walk_the_fields(agent: WholeAgent, page: Page):
    """Doubtful fields come first, then the order's, then each line's; down and up go there and back."""
    number = drop(agent, sample(Way.FOLDER_CSV, "KB-2", stated_total=Decimal(1)))
    log_in(page, "hanako")
    page.goto(f"/queue/{number}/review")
    expect(page.locator("#f-total")).to_be_focused()
    page.keyboard.press("Enter")
    second = focused(page)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert (second, focused(page)) == ("f-customer_code", "f-customer_name")
    assert page.locator("input[name=text]").first.get_attribute("id") == "f-total"
    marked = page.locator("td.here").text_content() or ""
    assert page.locator("#f-customer_name").input_value() in marked


@pytest.mark.proves("B5")
def test_a_name_is_learned_with_one_tick_and_asked_once(agent: WholeAgent, page: Page):
    """The likely customer is taken, the name remembered; the other order that waits for it goes on by itself."""
    named = {"customer_code": "C999", "customer_name": "ミホンさん"}
    code = sample(Way.FOLDER_CSV, "").customer_code
    drop(agent, sample(Way.FOLDER_CSV, "AL-1", **named))
    number = drop(agent, sample(Way.FOLDER_CSV, "AL-2", **named))
    log_in(page, "hanako")
    page.goto(f"/queue/{number}/review")
    expect(page.locator("#f-customer_code")).to_be_focused()
    page.locator("#f-customer_code").fill(code)
    page.get_by_label("別名として登録").focus()
    page.keyboard.press("Space")
    page.locator("#why").fill("いつもの呼び方")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("訂正して再処理")).to_be_visible(timeout=30_000)
    agent.until_idle()
    drop_later = file_of([sample(Way.FOLDER_CSV, "AL-3", **named)])
    agent.drop("AL-3.csv", drop_later.content)
    agent.until_idle()

    with agent.outside.database.reading() as session:
        known = [(row.written, row.code) for row in session.exec(select(AliasRow).order_by(col(AliasRow.id)))]
    assert known == [("C999", code), ("ミホンさん", code)]
    assert [order_row(agent, f"AL-{n}").state for n in (1, 2, 3)] == ["entered"] * 3


def test_an_unsure_reading_is_released_by_whoever_compared_it(agent: WholeAgent, page: Page):
    """An order no form fits goes on once a person says they compared every field; not before."""
    text = file_of([sample(Way.MAIL_BODY, "UN-1")]).content.decode("cp932")
    without_total = "\n".join(line for line in text.splitlines() if not line.startswith("合計"))
    agent.source.put("free.txt", without_total.encode(), media_type="text/plain")
    agent.until_idle()
    number = max(item.id or 0 for item in agent.waiting())
    log_in(page, "hanako")
    page.goto(f"/queue/{number}/review")
    tick = page.get_by_label("すべての欄を原本と見比べました。")
    page.locator("#why").fill("原本と照合済み")
    page.get_by_role("button", name="保存して処理を続ける").press("Enter")
    assert page.url.endswith("/review")
    tick.focus()
    page.keyboard.press("Space")
    page.locator("#why").press("Control+Enter")
    expect(page.get_by_text("訂正して再処理")).to_be_visible(timeout=30_000)
    agent.until_idle()

    findings = {one["code"]: one["severity"] for one in order_row(agent, "UN-1").body["findings"]}
    assert (findings["layout-unseen"], order_row(agent, "UN-1").state) == ("note", "entered")


def test_a_value_that_cannot_be_read_stays_as_typed_with_what_is_wrong(agent: WholeAgent, page: Page):
    """Nothing is stored, nothing typed is lost, and the keyboard stands in the field."""
    number = drop(agent, sample(Way.FOLDER_CSV, "KB-3", stated_total=Decimal(1)))
    log_in(page, "hanako")
    page.goto(f"/queue/{number}/review")
    page.locator("#f-note").fill("至急")
    page.locator("#f-total").fill("たくさん")
    page.locator("#why").fill("読み取り違い")
    page.locator("#why").press("Control+Enter")
    expect(page.locator("#f-total")).to_be_focused()
    assert [page.locator(f"#{one}").input_value() for one in ("f-total", "f-note", "why")] == [
        "たくさん",
        "至急",
        "読み取り違い",
    ]
    assert order_row(agent, "KB-3").state == "held"


@pytest.mark.proves("B7")
def test_nothing_of_a_hostile_document_runs(agent: WholeAgent, page: Page):
    """Names and HTML from a stranger are letters: no element of theirs is on the page, and the policy saw none."""
    order = sample(Way.FOLDER_CSV, "EV-1", customer_code=EVIL, customer_name=f"{EVIL}'\"><script>alert(2)</script>")
    number = drop(agent, order, name=f"{EVIL}.csv")
    body = f"<html><body><script>alert(3)</script><b onclick=x>注文番号：EV-2</b><p>{EVIL}</p></body></html>"
    agent.source.put("evil.html", body.encode(), media_type="text/html")
    agent.until_idle()
    log_in(page, "hanako")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"/queue/{number}/review")
    expect(page.locator("td.marked").first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    assert page.locator("main script:not([src])").count() == 0
    assert EVIL in page.locator("#f-customer_code").input_value()


@pytest.mark.parametrize(("name", "may_look"), [("kansa", True), ("joho", False)])
def test_a_reader_looks_and_changes_nothing(agent: WholeAgent, page: Page, name: str, may_look: bool):
    """An auditor sees fields and places and has nothing to save with; IT sees no order."""
    number = drop(agent, sample(Way.FOLDER_CSV, f"RO-{name}", stated_total=Decimal(1)))
    log_in(page, name)
    answer = page.request.get(f"/queue/{number}/review")
    assert answer.status == (200 if may_look else 403)
    if may_look:
        page.goto(f"/queue/{number}/review")
        expect(page.locator("td.marked").first).to_be_visible()
        assert page.locator("#review button, #review input:not([readonly]):not([type=hidden])").count() == 0
    page.goto("/settings")
    mark = page.locator("[name=csrf]").first.get_attribute("value") or ""
    sent = {"csrf": mark, "path": "total", "text": "5", "why": "x", "seen": "x"}
    assert page.request.post(f"/queue/{number}/review", form=sent).status == 403


def test_both_languages_fit_a_small_office_screen(agent: WholeAgent, page: Page):
    """Nothing reaches beyond 1280 dots, and English shows no Japanese of ours."""
    number = drop(agent, sample(Way.FOLDER_PDF, "LG-1", stated_total=Decimal(123)))
    log_in(page, "emma")
    page.goto(f"/queue/{number}/review")
    expect(page.get_by_role("button", name="Save and go on")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.locator("legend").first.text_content() == "Please check these"


@pytest.mark.proves("B7")
def test_an_order_of_five_hundred_lines_is_sent_whole(agent: WholeAgent, page: Page):
    """Some thousand fields go through the console in one form; one line is corrected, and the total adds up."""
    pattern = sample(Way.FOLDER_CSV, "BIG-1")
    lines = tuple(pattern.lines[at % len(pattern.lines)] for at in range(MAX_LINES))
    right = replace(pattern, lines=lines)
    wrong = replace(lines[-1], quantity=lines[-1].quantity + 1)
    number = drop(agent, replace(right, lines=(*lines[:-1], wrong), stated_total=right.total))
    log_in(page, "hanako")
    page.goto(f"/queue/{number}/review", timeout=60_000)
    assert page.locator("#review [name=text]").count() > 3000
    page.locator(f"[id='f-lines.{MAX_LINES}.quantity']").fill(str(lines[-1].quantity))
    page.locator(f"[id='f-lines.{MAX_LINES}.amount']").fill(str(lines[-1].amount))
    page.locator("#why").fill("最後の行だけ違っていました")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("訂正して再処理")).to_be_visible(timeout=60_000)
    agent.until_idle()
    with agent.outside.database.reading() as session:
        kept = session.exec(
            select(CorrectionRow.field).where(CorrectionRow.order == order_row(agent, "BIG-1").key)
        ).all()

    assert set(kept) <= {f"lines.{MAX_LINES}.quantity", f"lines.{MAX_LINES}.amount"}
    assert order_row(agent, "BIG-1").state in ("entered", "approving")
