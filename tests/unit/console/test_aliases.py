"""The page of learned names: who learned what from which order, found by search, taken back with a reason."""

from __future__ import annotations

import pytest
from sqlmodel import select

from agent.quality.master import Alias
from agent.store import aliases
from agent.store.tables import AliasRow, AuditEventRow
from tests.support.seeded import NOW

PRODUCT = Alias("product", "あかい<b>ペン", "P-100", "C001")


@pytest.fixture
def learned(sample):
    """Two names; gone again after the test."""
    order = sample.keys["entered-7"]
    with sample.database.transaction() as session:
        aliases.add(session, [Alias("customer", "ミホンさん", "C001"), PRODUCT], NOW, "hanako", order)
    with sample.database.reading() as session:
        yield {row.written: row.id for row in session.exec(select(AliasRow))}
    with sample.database.transaction() as session:
        for row in session.exec(select(AliasRow)):
            session.delete(row)


@pytest.mark.proves("B5")
def test_the_page_shows_who_learned_it_from_which_order(as_role, learned):
    """Name, code, whose it is, order and person stand in one row; what was written is shown as text."""
    page = as_role("auditor").get("/aliases").text

    assert "ミホンさん" in page
    assert "あかい&lt;b&gt;ペン" in page
    assert "経理 花子" in page
    assert 'href="/orders/' in page
    assert "/remove" not in page


@pytest.mark.parametrize(
    ("q", "shown"), [("ﾐﾎﾝ", ["ミホンさん"]), ("p-100", ["あかい"]), ("経理", ["ミホンさん", "あかい"]), ("nobody", [])]
)
def test_names_are_found_by_search(as_role, learned, q, shown):
    """Whatever the width and case, by name, code, or the name of who learned it as the page shows it."""
    page = as_role("operator").get("/aliases", params={"q": q}).text

    assert [name for name in ("ミホンさん", "あかい") if name in page] == shown


@pytest.mark.proves("B5")
def test_a_name_is_removed_with_a_reason(sample, as_role, learned):
    """Without a reason nothing happens; with one it holds no more, and the audit log says by whom and why."""
    number, browser = learned["ミホンさん"], as_role("operator")
    refused = browser.fill(f"/aliases/{number}/remove", why=" ", q="ミホン")
    removed = browser.fill(f"/aliases/{number}/remove", why="別の店でした")
    again = browser.fill(f"/aliases/{number}/remove", why="別の店でした")
    with sample.database.reading() as session:
        left = [one.written for one in aliases.list_known(session)]
        events = [row.body for row in session.exec(select(AuditEventRow)) if '"alias.removed"' in row.body]

    assert (refused.status_code, removed.headers["location"], again.status_code) == (409, "/aliases?removed=yes", 404)
    assert PRODUCT.code not in refused.text
    assert left == [PRODUCT.written]
    assert "別の店でした" in events[-1]
    assert '"actor":"hanako"' in events[-1]
