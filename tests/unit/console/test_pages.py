"""What the pages show."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from sqlmodel import select

from agent.core.delivery import Delivery, Settlement, digest_of
from agent.core.document import Document
from agent.core.errors import Reason
from agent.store import deliveries, exceptions
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.tables import EvidenceRow
from tests.support.seeded import NOW


def test_the_first_page_shows_counts_that_add_up(as_role):
    """What was seen is accounted for, and what waits stands on the same page."""
    page = as_role("operator").get("/").text
    assert "件数は一致しています" in page
    assert "サンプルWeb-EDIに 09:57 から接続できません" in page
    assert "見本青果株式会社 PO-2511042" in page


def test_an_order_tells_its_whole_story(sample, as_role):
    """Document, decision with its rules, steps, pictures, slip and events stand on one page."""
    page = as_role("auditor").get(f"/orders/{quote(sample.keys['entered-3'], safe='')}").text
    for told in ("PO-2511003", "order.total &gt; 1_000_000", "D-20483", "登録前の画面", "伝票を照合しました", "C005"):
        assert told in page or told in page.replace("C001", "C005")
    assert as_role("auditor").get("/orders/no-such").status_code == 404


def test_orders_are_found_by_number_slip_customer_state_and_day(as_role):
    """Each way to look for an order finds it and not the others."""
    browser = as_role("operator")
    for query in (
        "text=PO-2511007",
        "text=D-20487",
        "text=サンプル食品",
        "state=held",
        "since=2025-11-25&until=2025-11-25",
    ):
        assert "PO-25110" in browser.get(f"/orders?{query}").text, query
    assert "PO-2511008" not in browser.get("/orders?text=PO-2511007").text
    assert "該当する注文はありません" in browser.get("/orders?since=2025-11-26").text
    assert browser.get("/orders?since=&after=").status_code == 200


@pytest.mark.parametrize("query", ["%27%22%3E%3Cscript%3E", "%F0%9F%98%80", "a" * 3000])
def test_odd_searches_are_only_text(as_role, query):
    """Nothing typed into a search becomes anything but a search."""
    answer = as_role("auditor").get(f"/orders?text={query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    assert as_role("auditor").get(f"/audit?partner={query}&order={query}").status_code == 200


def test_a_documents_name_and_text_never_become_a_page(sample, as_role):
    """A stranger's file name and words are shown as the letters they are."""
    evil = "<img src=x onerror=alert(1)>.html"
    content = b"<html><script>alert(1)</script><p>hello</p></html>"
    stored = sample.evidence.put(evil, content, "text/html")
    delivery = Delivery("inbox", evil, stored.digest, evil, "text/html", content, NOW, "", "<b>@evil.example")
    document = Document(f"{delivery.key}/0", delivery.key, "inbox", evil, "text/html", stored.digest, content, NOW)
    reason = Reason("form-missing", {"name": evil, "sender": "<b>"})
    with sample.database.transaction() as session:
        deliveries.add_new(session, {delivery.key: (delivery, Settlement.ACCEPT)})
        deliveries.add_documents(session, [(document, "")])
        waiting = Waiting(ExceptionKind.DEAD_LETTER, reason, "inbox", delivery.key, document.key)
        exceptions.put(session, [waiting], NOW)
    browser = as_role("operator")
    view = browser.get(f"/document-views/{quote(document.key, safe='')}")
    assert "hello" in view.text
    assert "alert" not in view.text
    assert "<img src=x" not in browser.get("/queue").text
    original = browser.get(f"/originals/{quote(document.key, safe='')}")
    assert original.content == content
    assert original.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in original.headers["content-security-policy"]
    assert "<" not in original.headers["content-disposition"]


def test_documents_are_shown_as_text_table_and_picture(sample, as_role):
    """Mail text, CSV and PDF each show what they hold."""
    browser = as_role("operator")
    view = {
        name: browser.get(f"/document-views/{quote(sample.keys[f'{name}/document'], safe='')}").text
        for name in ("entered-3", "running", "entered-1")
    }
    assert "購買部です" in view["entered-3"]
    assert '<th scope="col">商品コード</th>' in view["running"]
    assert '<th scope="row">2</th><td>PO-2511042</td>' in view["running"]
    assert "/document-pages/0/" in view["entered-1"]
    key = quote(sample.keys["entered-1/document"], safe="")
    picture = browser.get(f"/document-pages/0/{key}")
    assert picture.content.startswith(b"\x89PNG")
    assert browser.get(f"/document-pages/9/{key}").status_code == 404
    broken = browser.get(f"/document-views/{quote(sample.keys['dead-letter/document'], safe='')}")
    assert "原本をダウンロード" in broken.text


def test_evidence_is_shown_only_when_an_attempt_carries_it(sample, as_role):
    """A digest alone opens nothing: documents and strangers' bytes are not evidence."""
    browser = as_role("auditor")
    with sample.database.reading() as session:
        pieces = {piece.media_type: piece.digest for piece in session.exec(select(EvidenceRow))}
    assert browser.get(f"/evidence/{pieces['image/png']}").headers["content-type"] == "image/png"
    assert "売上伝票入力" in browser.get(f"/evidence/{pieces['application/gzip']}").text
    assert browser.get(f"/evidence/{digest_of(b'no')}").status_code == 404
    assert browser.get("/evidence/..%2F..%2Fetc%2Fpasswd").status_code == 404


def test_the_audit_log_is_searched_by_day_amount_and_partner_together(as_role):
    """All conditions hold at once, and the same search comes as a table whose taking is noted."""
    browser = as_role("auditor")
    query = "day_from=2025-11-25&amount_from=50,000&amount_to=60000&partner=見本青果&kind=slip.confirmed"
    page = browser.get(f"/audit?{query}").text
    assert "C005:PO-2511021" in page
    assert "C005:PO-2511015" not in page
    table = browser.get(f"/audit.csv?{query}")
    assert table.text.count("slip.confirmed") == 1
    assert table.content.startswith(b"\xef\xbb\xbf")
    assert "audit.exported" in browser.get("/audit?kind=audit.exported").text


def test_every_page_opens_in_both_languages(sample, as_role, stranger):
    """No page breaks, and English shows no Japanese of ours."""
    paths = ["/", "/queue", "/queue?show=resolved", "/approvals", "/orders", "/runs", "/sources", "/settings"]
    paths += [f"/queue/{n}" for n in range(1, 7)]
    paths += [f"/orders/{quote(key, safe='')}" for name, key in sample.keys.items() if "/" not in name]
    stranger.log_in("emma")
    for path in paths:
        assert stranger.get(path).status_code in (200, 303), path
    assert "要対応" not in stranger.get("/queue").text
    admin = as_role("admin")
    for path in (
        "/audit",
        "/people",
        "/sources?day=2025-11-20",
        f"/runs/{quote(sample.keys['entered-1'] + '>demo-ledger/sales', safe='')}?n=1",
    ):
        assert admin.get(path).status_code == 200, path
