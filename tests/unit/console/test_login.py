"""Logging in: no default password, one-time links, limits, and nothing to learn from a refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent.store import users
from tests.support.seeded import NOW, PASSWORD


def invite(sample, name, **values):
    with sample.database.transaction() as session:
        users.add_user(session, name, ["operator"], NOW)
        return users.make_login_link(session, name, NOW, **values)


def test_the_right_password_opens_the_page_that_was_asked_for(stranger):
    """Who came for an order lands on it after the log-in."""
    assert stranger.get("/orders").headers["location"] == "/login?next=%2Forders"
    answer = stranger.log_in("hanako", next="/orders")
    assert answer.headers["location"] == "/orders"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert stranger.get("/orders").status_code == 200


@pytest.mark.parametrize("name", ["hanako", "bucho", "joho", "kansa", "kanri"])
def test_people_of_every_role_log_in(stranger, name):
    """Each by name and password."""
    assert stranger.log_in(name).status_code == 303


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/\t/evil.example"]
)
def test_a_log_in_never_leads_to_another_site(stranger, elsewhere):
    """An address handed in from outside is forgotten."""
    assert stranger.log_in("hanako", next=elsewhere).headers["location"] == "/"


def test_a_wrong_password_and_an_unknown_name_read_alike(stranger):
    """Nobody learns from a refusal which names there are."""
    wrong, unknown = stranger.log_in("hanako", "wrong"), stranger.log_in("nobody", "wrong")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.replace("hanako", "") == unknown.text.replace("nobody", "")


def test_after_five_failures_even_the_right_password_waits(stranger):
    """Guessing is slow: the sixth try is refused without looking."""
    for _ in range(5):
        stranger.log_in("hanako", "wrong")
    assert stranger.log_in("hanako").status_code == 429


def test_a_new_user_has_no_password_until_their_link_is_used_once(sample, stranger):
    """There is no default password; the link sets one, logs in, and is spent."""
    token = invite(sample, "newcomer")
    assert stranger.log_in("newcomer", "").status_code == 401
    assert stranger.get(f"/first/{token}").status_code == 200
    mark = stranger.mark(f"/first/{token}")
    data = {"csrf": mark, "password": "a long sentence", "again": "a long sentence"}
    assert stranger.post(f"/first/{token}", data={**data, "again": "other"}).status_code == 422
    assert stranger.post(f"/first/{token}", data=data).headers["location"] == "/"
    assert stranger.get("/").status_code == 200
    assert stranger.get(f"/first/{token}").status_code == 409


def test_an_old_link_and_a_short_password_are_refused(sample, stranger):
    """A link ends by itself; ten characters are the least."""
    old, fresh = invite(sample, "late", valid_for=timedelta(0)), invite(sample, "brief")
    assert stranger.get(f"/first/{old}").status_code == 409
    mark = stranger.mark(f"/first/{fresh}")
    answer = stranger.post(f"/first/{fresh}", data={"csrf": mark, "password": "short", "again": "short"})
    assert answer.status_code == 422
    assert "10文字以上" in answer.text


def test_logging_out_ends_the_cookie(as_role):
    """A cookie kept from before the log-out opens nothing."""
    browser = as_role("operator")
    kept = dict(browser.cookies)
    assert browser.fill("/logout").headers["location"] == "/login"
    browser.cookies.update(kept)
    assert browser.get("/").status_code == 303


def test_a_new_password_ends_the_other_log_ins(sample, stranger, browser):
    """Whoever else was logged in as this person is out at once."""
    token = invite(sample, "changer")
    mark = stranger.mark(f"/first/{token}")
    first = {"csrf": mark, "password": PASSWORD, "again": PASSWORD}
    stranger.post(f"/first/{token}", data=first)
    elsewhere = browser()
    assert elsewhere.log_in("changer").status_code == 303
    new = "another long sentence"
    assert stranger.fill("/settings/password", present="wrong", password=new, again=new).status_code == 422
    assert stranger.fill("/settings/password", present=PASSWORD, password=new, again=new).status_code == 303
    assert stranger.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303


def test_a_user_shut_out_is_out_at_once(sample, as_role, stranger, browser):
    """Shutting out ends running log-ins and refuses new ones."""
    token = invite(sample, "leaver")
    mark = stranger.mark(f"/first/{token}")
    stranger.post(f"/first/{token}", data={"csrf": mark, "password": PASSWORD, "again": PASSWORD})
    as_role("admin").fill("/people/disable", name="leaver", disabled="true")
    assert stranger.get("/").status_code == 303
    assert browser().log_in("leaver").status_code == 401


def test_an_admin_adds_a_user_and_sees_the_link_once(as_role, stranger):
    """The link on the page opens the first log-in."""
    browser = as_role("admin")
    page = browser.fill("/people/add", name="fresh", display_name="新人", roles="operator").text
    link = page.split('readonly value="')[1].split('"')[0]
    assert "新人" in stranger.get(link).text
    assert link not in browser.get("/people").text
    assert browser.fill("/people/add", name="fresh", roles="operator").status_code == 422
    assert browser.fill("/people/add", name="../x", roles="operator").status_code == 422


def test_each_user_reads_their_own_language(stranger):
    """The language is the user's, and can be changed."""
    stranger.log_in("emma")
    assert '<html lang="en">' in stranger.get("/orders").text
    stranger.fill("/settings/language", language="ja")
    assert '<html lang="ja">' in stranger.get("/orders").text
    stranger.fill("/settings/language", language="en")
