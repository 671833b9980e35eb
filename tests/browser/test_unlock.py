"""A locked file is opened in the console by whoever types its password; a real agent tries it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from agent.console.deps import ConsoleDeps
from agent.demo.documents import file_of
from agent.demo.sample import Way
from agent.engine.parsers import Parsers
from agent.settings.model import SiteSettings
from agent.settings.secrets import Secrets
from agent.store.tables import CommandRow
from agent.store.users import add_user, set_password
from tests.browser.test_review import PEOPLE, log_in, paged, sample
from tests.support.databases import new_database
from tests.support.packed import a_locked_workbook, an_aes_zip
from tests.support.seeded import PASSWORD as LOG_IN
from tests.support.seeded import served
from tests.support.whole_agent import WholeAgent, form_texts, passwords_of, whole_agent

pytestmark = pytest.mark.browser

PASSWORD = "planted-console-6642"
WRONG = "planted-console-wrong-1"


@dataclass(frozen=True)
class Site:
    """A whole agent, its folder, and where its console is."""

    agent: WholeAgent
    folder: Path
    address: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with people and a served console."""
    folder = tmp_path_factory.mktemp("unlock")
    database = new_database("sqlite", folder)
    parsers = Parsers(form_texts(), passwords=passwords_of(folder).of)
    parsers.start()
    with whole_agent(database, folder, parsers) as agent:
        with database.transaction() as session:
            for name, (role, language) in PEOPLE.items():
                add_user(session, name, [role], agent.clock.now(), display_name=name, language=language)
                set_password(session, name, LOG_IN)
        outside = agent.outside
        settings = SiteSettings(name="sample", title="見本商事", language="ja")
        deps = ConsoleDeps(
            outside.database,
            outside.evidence,
            agent.clock,
            settings,
            ZoneInfo("Asia/Tokyo"),
            outside.passwords.typed,
            ("demo-ledger",),
        )
        with served(deps) as address:
            yield Site(agent, folder, address)
    parsers.close()
    database.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page that tells of every complaint of the browser at the end."""
    with paged(browser, site.address) as opened:
        yield opened


def drop(site: Site, name: str, content: bytes) -> int:
    """Let a locked file arrive; return the number it waits under."""
    site.agent.drop(name, content)
    site.agent.until_idle()
    return max(item.id or 0 for item in site.agent.waiting())


def a_zip(number: str) -> bytes:
    return an_aes_zip({"one.csv": file_of([sample(Way.FOLDER_CSV, number)]).content}, PASSWORD.encode())


@pytest.mark.proves("B8")
def test_an_operator_types_a_wrong_password_then_the_right_one(site: Site, page: Page):
    """The page says that the wrong one opens nothing and how many tries are left; the right one leads to the order."""
    number = drop(site, "u1.zip", a_zip("U-1"))
    log_in(page, "hanako")
    page.goto(f"/queue/{number}")
    field = page.get_by_label("ファイルのパスワード")
    assert (field.get_attribute("type"), field.get_attribute("autocomplete")) == ("password", "new-password")
    field.fill(WRONG)
    field.press("Enter")
    expect(page.get_by_text("このパスワードでは開けません。")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("24 時間以内にあと 9 回試せます。")).to_be_visible()
    assert WRONG not in page.url + page.content()
    page.get_by_label("ファイルのパスワード").fill(PASSWORD)
    page.get_by_role("button", name="開く", exact=True).click()
    expect(page.get_by_text("文書を読み直し、注文を 1 件読み取りました。")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("link", name="U-1")).to_be_visible()
    assert PASSWORD not in page.url + page.content()
    site.agent.until_idle()
    with site.agent.outside.database.reading() as session:
        rows = repr(session.exec(select(CommandRow)).all())

    assert [row.state for row in site.agent.orders() if row.number == "U-1"] == ["entered"]
    assert PASSWORD not in rows
    assert WRONG not in rows


@pytest.mark.proves("B8")
def test_it_keeps_a_password_for_a_sender(site: Site, page: Page):
    """With the tick, what comes next from there waits no more; IT, who sees no order, may do it too."""
    number = drop(site, "u2.zip", a_zip("U-2"))
    log_in(page, "joho")
    page.goto(f"/queue/{number}")
    page.get_by_label("ファイルのパスワード").fill(PASSWORD)
    page.get_by_label("届くファイルに今後も使う").check()
    page.get_by_role("button", name="開く", exact=True).click()
    expect(page.get_by_text("パスワードで解除").first).to_be_visible(timeout=30_000)
    site.agent.until_idle()
    site.agent.drop("u3.zip", a_zip("U-3"))
    site.agent.until_idle()
    [kept] = Secrets(site.folder, {}).known()
    Secrets(site.folder, {}).remove(kept.name)

    assert [row.state for row in site.agent.orders() if row.number == "U-3"] == ["entered"]


def test_who_may_not_work_the_queue_sees_no_field(site: Site, page: Page):
    """An auditor reads why it waits and is asked for nothing."""
    number = drop(site, "u4.xlsx", a_locked_workbook("nobody knows"))
    log_in(page, "kansa")
    page.goto(f"/queue/{number}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("パスワード")
    expect(page.locator("[name=password]")).to_have_count(0)


def test_after_ten_wrong_ones_the_page_says_so(site: Site, page: Page):
    """The eleventh is not handed over, in the reader's language."""
    number = drop(site, "u5.xlsx", a_locked_workbook("nobody knows"))
    now = site.agent.clock.now()
    with site.agent.outside.database.transaction() as session:
        for _earlier in range(8):
            values = {
                "kind": "unlock",
                "about": str(number),
                "values": {},
                "by": "emma",
                "answer": {"code": "password-wrong"},
            }
            session.add(CommandRow(given_at=now, done_at=now, **values))
    log_in(page, "emma")
    for n in (8, 9):
        page.goto(f"/queue/{number}")
        page.get_by_label("Password of this file").fill(f"{WRONG}{n}")
        page.get_by_role("button", name="Open", exact=True).click()
        expect(page.get_by_text("This password does not open it.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("No more tries are left within 24 hours.")).to_be_visible()
    page.get_by_label("Password of this file").fill(f"{WRONG}10")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(site.agent.outside.passwords.typed, "keep", lambda _password: pytest.fail("it was kept"))
        page.get_by_role("button", name="Open", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("10 wrong passwords were tried")
