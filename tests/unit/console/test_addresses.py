"""Wrong addresses and wrong forms: our own pages in the reader's language, never a framework's answer."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from agent.app.ask.paging import Place
from agent.console.search_form import SearchForm
from tests.support.seeded import NOW

HUGE = "9" * 30
WRONG = (
    "/nowhere",
    "/queue/abc",
    f"/queue/{HUGE}",
    "/queue/-1",
    "/queue/1.5",
    "/queue?kind=nonsense",
    "/queue?show=resolved&after=zzz",
    "/orders?after=zzz",
    "/orders?state=nonsense",
    "/runs?after=zzz",
    "/runs/x?n=abc",
    f"/runs/x?n={HUGE}",
    "/parts/command/abc",
    "/parts/aftermath/abc",
    "/document-pages/abc/x",
    f"/document-pages/{HUGE}/x",
    "/audit?after=zzz",
)


@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_address_is_our_own_page_with_a_way_back(as_role, path):
    """Whatever is wrong in an address, the answer is a page of the console that leads home."""
    answer = as_role("admin").get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "ページが見つかりません" in answer.text
    assert 'href="/"' in answer.text


def test_the_page_for_a_wrong_address_is_in_the_readers_language(stranger):
    """Who reads English is told in English."""
    stranger.log_in("emma")
    page = stranger.get("/queue/abc").text
    assert "ページ" not in page
    assert "Back to the first page" in page


@pytest.mark.parametrize("path", ["/queue/abc/retry", "/queue/abc/resolve"])
def test_a_form_to_a_wrong_address_leads_nowhere_too(as_role, path):
    """A changed address is not a changed form."""
    assert as_role("operator").fill(path, resolution="dropped").status_code == 404


@pytest.mark.parametrize(
    "path", ["/queue/1?command=abc", f"/queue/1?command={HUGE}", "/runs?command=x", "/sources?command="]
)
def test_a_wrong_command_in_an_address_is_left_out(as_role, path):
    """The page itself is there."""
    assert as_role("admin").get(path).status_code == 200


@pytest.mark.parametrize(
    ("query", "kept", "said"),
    [
        ("since=2025-13-45", 'value="2025-13-45"', "日付は 2025-11-30 のように"),
        ("day_from=yesterday", 'value="yesterday"', "日付は 2025-11-30 のように"),
        ("until=9999-12-31", 'value="9999-12-31"', "日付は 2025-11-30 のように"),
        ("amount_from=1e9", 'value="1e9"', "金額は 50,000 のように"),
        ("amount_from=500&amount_to=100", 'value="500"', "開始より前になっています"),
        ("since=2025-11-20&until=2025-11-01", 'value="2025-11-01"', "開始より前になっています"),
    ],
)
def test_the_audit_search_keeps_what_was_typed_and_says_what_is_wrong_beside_it(as_role, query, kept, said):
    """Nothing is searched by half a question, and the rest of the form stays as it was."""
    browser = as_role("auditor")
    for path in (f"/audit?{query}&partner=C005", f"/audit.csv?{query}&partner=C005"):
        answer = browser.get(path)
        assert answer.status_code == 422
        assert kept in answer.text
        assert said in answer.text
        assert 'value="C005"' in answer.text
        assert "検索していません" in answer.text


@pytest.mark.parametrize("query", ["since=x", "until=9999-12-31", "since=2025-11-25&until=2025-11-24"])
def test_the_order_search_does_the_same(as_role, query):
    """A wrong day lists nothing and is told beside its field."""
    answer = as_role("operator").get(f"/orders?{query}&text=PO-2511")
    assert answer.status_code == 422
    assert 'class="wrong"' in answer.text
    assert 'value="PO-2511"' in answer.text


def test_a_wrong_day_of_a_source_shows_today_and_says_so(as_role):
    """The sources stay visible."""
    answer = as_role("operator").get("/sources?day=2025-99-99")
    assert answer.status_code == 422
    assert 'value="2025-99-99"' in answer.text
    assert "受注メールボックス" in answer.text


def test_amounts_are_read_as_people_type_them():
    """Full-width digits, thousands, a yen sign."""
    form = SearchForm()
    assert [form.yen("x", text) for text in ("1,200", "１２００", "¥1,200", "1200円", "")] == [
        1200,
        1200,
        1200,
        1200,
        None,
    ]
    assert not form.wrong


def test_an_answer_without_its_number_keeps_the_page(as_role):
    """The item stands there with what is missing, not a page that says so and nothing else."""
    answer = as_role("operator").fill("/queue/2/resolve", resolution="dropped")
    assert answer.status_code == 409
    assert "入力されていません" in answer.text
    assert "/queue/2/retry" in answer.text


@pytest.mark.parametrize(
    ("at", "key"),
    [
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9))), "x"),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=9))), "x"),
        (NOW, "a\0b"),
        (NOW, "\ud800"),
        (NOW, "9" * 19),
    ],
)
def test_a_place_no_row_can_have_is_not_found(as_role, at, key):
    """A year that no clock of ours shows, or a key that no database holds, is an address changed on its way."""
    assert as_role("operator").get(f"/orders?after={Place(at, key)}").status_code == 404
    assert as_role("operator").get(f"/orders?after={Place(NOW, 'a　b')}").status_code == 200
