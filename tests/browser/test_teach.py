"""A form is taught in a real browser: a clerk corrects and proposes, IT accepts, the next document needs no hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from agent.console.deps import ConsoleDeps
from agent.settings.model import SiteSettings
from agent.store.users import add_user, set_password
from tests.browser.test_review import log_in, paged
from tests.support.databases import new_database
from tests.support.seeded import PASSWORD, served
from tests.support.taught import CALLED, SOURCE, sample, texts_in, with_forms, written
from tests.support.whole_agent import WholeAgent, warm_parsers, whole_agent

pytestmark = pytest.mark.browser

PEOPLE = {"hanako": ("operator", "ja"), "joho": ("it", "ja"), "ian": ("it", "en"), "bucho": ("approver", "ja")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's folder, with its forms."""
    made = tmp_path_factory.mktemp("teach")
    with_forms(made)
    return made


@pytest.fixture(scope="module")
def agent(folder: Path) -> Iterator[WholeAgent]:
    """A whole agent at work."""
    database = new_database("sqlite", folder)
    with warm_parsers() as parsers, whole_agent(database, folder, parsers, source_name=SOURCE) as running:
        with database.transaction() as session:
            for name, (role, language) in PEOPLE.items():
                add_user(session, name, [role], running.clock.now(), display_name=name, language=language)
                set_password(session, name, PASSWORD)
        yield running
    database.close()


@pytest.fixture(scope="module")
def address(agent: WholeAgent) -> Iterator[str]:
    """Its console, served."""
    outside, settings = agent.outside, SiteSettings(name="sample", title="見本商事", language="ja")
    zone, typed = ZoneInfo("Asia/Tokyo"), outside.passwords.typed
    deps = ConsoleDeps(outside.database, outside.evidence, agent.clock, settings, zone, typed, ("demo-ledger",))
    with served(deps) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that tells of every complaint of the browser at the end."""
    with paged(browser, address) as opened:
        yield opened


def propose(agent: WholeAgent, page: Page, number: str, **more: str) -> None:
    """Correct the day of delivery of an order beside its document, and tick that the form shall learn."""
    order = sample(number)
    agent.drop(f"{number}.txt", written(order))
    agent.until_idle()
    item = max(one.id or 0 for one in agent.waiting())
    log_in(page, "hanako")
    page.goto(f"/queue/{item}/review")
    for path, text in {"deliver_on": f"{order.deliver_on}", **more}.items():
        page.locator(f"#f-{path}").fill(text)
    page.get_by_label("書式の変更を提案する").check()
    page.locator("#why").fill("お客様の書式が変わった")
    if page.locator("[name=tick][value=compared]").count():
        page.locator("[name=tick][value=compared]").check()
    page.locator("#why").press("Control+Enter")
    page.wait_for_url(f"**/queue/{item}*")
    agent.until_idle()


@pytest.mark.proves("B7")
def test_a_correction_becomes_a_form_that_reads_the_next_document(
    agent: WholeAgent, page: Page, browser: Browser, address: str, folder: Path
):
    """The clerk ticks, IT sees the difference and accepts by keyboard, the next mail is keyed without anybody."""
    propose(agent, page, "W-1")
    with paged(browser, address) as theirs:
        log_in(theirs, "joho")
        expect(theirs.locator("a[href='/forms'] .badge")).to_have_text("1")
        theirs.get_by_role("link", name="書式").press("Enter")
        theirs.get_by_role("link", name="mail-body").press("Enter")
        expect(theirs.locator("tr.is-add").first).to_contain_text(CALLED[:-1])
        expect(theirs.locator("tr.is-del")).to_have_count(1)
        expect(theirs.get_by_text("W-1", exact=True)).to_be_visible()
        theirs.get_by_label("理由", exact=True).fill("確認しました")
        theirs.get_by_role("button", name="承認して書式を変更").press("Enter")
        expect(theirs.get_by_text("承認済み").first).to_be_visible(timeout=30_000)
        expect(theirs.get_by_role("button", name="承認して書式を変更")).to_have_count(0)

    key = agent.orders()[0].key
    page.goto(f"/orders/{quote(key, safe='')}")
    expect(page.locator(".proposed")).to_contain_text("承認済み")
    expect(page.locator(".proposed")).to_contain_text("確認しました")

    agent.outside.parsers.reload(texts_in(folder))  # as the agent does when a file has changed
    agent.drop("W-2.txt", written(sample("W-2")))
    agent.until_idle()
    assert agent.states() == [("W-1", "entered"), ("W-2", "entered")]
    assert len(agent.target.slips) == 2


def test_what_needs_a_hand_is_said_and_refused_with_a_reason(
    agent: WholeAgent, page: Page, browser: Browser, address: str
):
    """Where no change was found nobody can accept; the test is shown, a refusal needs its reason."""
    agent.outside.parsers.reload(texts_in(Path("config")))
    propose(agent, page, "W-3", note="電話で変更とのこと")
    with paged(browser, address) as theirs:
        log_in(theirs, "ian")
        theirs.goto("/forms")
        theirs.get_by_role("link", name="Needs a hand").first.click()
        expect(theirs.get_by_text("No change was found by which the form reads")).to_be_visible()
        expect(theirs.get_by_role("button", name="Accept")).to_have_count(0)
        theirs.get_by_role("button", name="Refuse").click()
        expect(theirs.get_by_label("Reason", exact=True)).to_be_focused()
        theirs.get_by_label("Reason", exact=True).fill("Once only")
        theirs.get_by_label("Reason", exact=True).press("Enter")
        expect(theirs.get_by_text("Refused").first).to_be_visible(timeout=30_000)


def test_nobody_without_the_right_sees_the_forms(page: Page, agent: WholeAgent):
    """An approver has no entry in the menu, and the address answers that they may not."""
    log_in(page, "bucho")
    expect(page.get_by_role("link", name="書式", exact=True)).to_have_count(0)
    assert page.request.get("/forms").status == 403
