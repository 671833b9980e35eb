"""Who may open what: every route against every role, asked of the server."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute

from agent.console.access import Right, kinds_for, rights_of

EVERYONE = {"operator", "approver", "it", "auditor", "admin"}
SEE_ORDERS = EVERYONE - {"it"}
WORKERS = {"operator", "it", "admin"}
ALLOWED = {
    "GET /": EVERYONE,
    "GET /parts/home": EVERYONE,
    "GET /parts/badge": EVERYONE,
    "GET /parts/command/{number}": EVERYONE,
    "GET /queue": EVERYONE,
    "GET /queue/{number}": EVERYONE,
    "GET /parts/aftermath/{number}": EVERYONE,
    "POST /queue/{number}/retry": WORKERS,
    "POST /queue/{number}/resolve": WORKERS,
    "POST /queue/{number}/unlock": WORKERS,
    "GET /queue/{number}/review": SEE_ORDERS,
    "POST /queue/{number}/review": WORKERS - {"it"},
    "GET /aliases": SEE_ORDERS,
    "POST /aliases/{number}/remove": WORKERS - {"it"},
    "GET /approvals": SEE_ORDERS,
    "POST /approvals/approve": {"approver", "admin"},
    "POST /approvals/refuse": {"approver", "admin"},
    "GET /orders": SEE_ORDERS,
    "GET /orders/{key:path}": SEE_ORDERS,
    "GET /documents/{key:path}": SEE_ORDERS,
    "GET /document-views/{key:path}": SEE_ORDERS,
    "GET /document-pages/{n}/{key:path}": SEE_ORDERS,
    "GET /originals/{key:path}": SEE_ORDERS,
    "GET /evidence/{digest}": SEE_ORDERS,
    "GET /runs": EVERYONE,
    "GET /parts/runs": EVERYONE,
    "GET /runs/{action:path}": EVERYONE,
    "GET /robots": EVERYONE,
    "GET /parts/robots": EVERYONE,
    "POST /robots/hurry": WORKERS - {"it"},
    "POST /targets/pause": WORKERS,
    "POST /targets/resume": WORKERS,
    "GET /sources": EVERYONE,
    "POST /sources/look": WORKERS,
    "GET /forms": {"it", "admin"},
    "GET /parts/forms-badge": {"it", "admin"},
    "GET /forms/{number}": {"it", "admin"},
    "POST /forms/{number}/accept": {"it", "admin"},
    "POST /forms/{number}/refuse": {"it", "admin"},
    "GET /audit": {"auditor", "admin"},
    "GET /audit.csv": {"auditor", "admin"},
    "GET /settings": EVERYONE,
    "POST /settings/language": EVERYONE,
    "POST /settings/password": EVERYONE,
    "GET /people": {"admin"},
    "POST /people/add": {"admin"},
    "POST /people/link": {"admin"},
    "POST /people/disable": {"admin"},
    "POST /logout": EVERYONE,
}
OPEN = {"GET /login", "POST /login", "GET /first/{token}", "POST /first/{token}"}


def routes_of(app):
    return [
        (f"{method} {route.path}", route)
        for route in _flat(app.routes)
        for method in sorted(route.methods - {"HEAD", "OPTIONS"})
    ]


def _flat(routes):
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from _flat(route.original_router.routes)


def address(path, sample):
    action = f"{sample.keys['entered-3']}>demo-ledger/sales"
    values = {"{key:path}": sample.keys["entered-3"], "{action:path}": action, "{number}": "1", "{n}": "0"}
    for place, value in values.items():
        path = path.replace(place, quote(value, safe=""))
    return path.replace("{digest}", "0" * 64)


def test_every_route_is_in_the_table(app):
    """A new route cannot be forgotten: it is open on purpose or has its roles."""
    assert {name for name, _ in routes_of(app)} == set(ALLOWED) | OPEN


@pytest.mark.proves("F1")
@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_the_server_refuses_what_a_role_may_not(app, sample, as_role, role):
    """Each role gets exactly its routes, whatever a page shows or hides; a refused one answers 403."""
    browser = as_role(role)
    mark = browser.mark()
    for name in ALLOWED:
        method, path = name.split(" ")
        if name == "POST /logout":
            continue
        data = {"csrf": mark, "resolution": "dropped", "comment": "x"} if method == "POST" else None
        answer = browser.request(method, address(path, sample), data=data)
        is_refused = answer.status_code == 403
        is_of_kind = (
            path.startswith(("/queue/{number}", "/parts/aftermath/")) and role == "it"
        )  # number 1 is a business matter
        assert is_refused == (role not in ALLOWED[name] or is_of_kind), (name, answer.status_code)


def test_a_stranger_is_sent_to_the_log_in_from_everywhere(sample, stranger):
    """Nothing is shown and nothing is done without a log-in."""
    for name in ALLOWED:
        method, path = name.split(" ")
        answer = stranger.request(method, address(path, sample))
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/login"), name


def test_every_form_needs_the_mark_of_this_browser(sample, as_role):
    """A form of another site, or of another log-in, changes nothing."""
    browser, other = as_role("admin"), as_role("admin")
    foreign = other.mark()
    for name in (one for one in ALLOWED if one.startswith("POST")):
        path = address(name.split(" ")[1], sample)
        assert browser.post(path, data={"csrf": foreign}).status_code == 403, name
        assert browser.post(path, data={}).status_code == 403, name
        answer = browser.post(path, data={"csrf": browser.mark()}, headers={"origin": "http://evil.example"})
        assert answer.status_code == 403, name


def test_an_auditor_changes_nothing_but_their_own_settings():
    """The auditor reads everything and has no right that writes."""
    assert rights_of(["auditor"]).isdisjoint({Right.WORK_QUEUE, Right.APPROVE, Right.OPERATE, Right.MANAGE_USERS})
    assert {Right.SEE_ORDERS, Right.SEE_AUDIT} <= rights_of(["auditor"])


def test_it_sees_the_system_and_no_order(as_role):
    """IT works system matters; no customer's name reaches a page of theirs."""
    browser = as_role("it")
    pages = [browser.get(path).text for path in ("/", "/queue", "/runs", "/sources")]
    assert kinds_for(rights_of(["it"])) == ("system", "dead-letter")
    assert not [page for page in pages if "見本青果" in page or "謎の商会" in page]


def test_a_role_nobody_knows_gives_no_right():
    """A misspelt role opens nothing."""
    assert rights_of(["operatorr"]) == frozenset()
