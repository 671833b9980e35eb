"""What stands before every page."""

from __future__ import annotations

from datetime import timedelta

from agent.console.guard import LoginLimit
from tests.support.seeded import NOW


def test_every_answer_says_what_a_page_may_load(stranger, as_role):
    """No inline script, no foreign page around ours, no guessing of types; pages are not kept."""
    for answer in (stranger.get("/login"), as_role("admin").get("/"), stranger.get("/nowhere")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_another_name_for_the_console_is_refused(stranger):
    """A foreign page cannot reach the console through a name of its own."""
    assert stranger.get("/login", headers={"host": "evil.example:8420"}).status_code == 421
    assert stranger.get("/login", headers={"host": "localhost"}).status_code == 200


def test_a_form_of_a_megabyte_is_refused(stranger):
    """Nobody fills the memory before the log-in."""
    assert stranger.post("/login", data={"name": "x" * 1_000_000}).status_code == 413
    assert stranger.post("/login", content=iter([b"x"] * 3)).status_code == 413


def test_a_nul_is_refused_wherever_it_stands(as_role):
    """In a path, a query or a form: no text of ours holds one, and no database keeps it."""
    browser = as_role("operator")
    for address in ("/orders/a%00b", "/orders?text=a%00", "/orders?after=%00"):
        assert browser.get(address).status_code == 404, address
    assert browser.fill("/robots/hurry", order="a\0b").status_code == 422
    assert browser.fill("/robots/hurry", order="a%00b").status_code == 404  # letters, and no such order


def test_templates_hold_no_inline_script_or_style():
    """The strict policy is not worked around."""
    from importlib import resources

    folder = resources.files("agent.console") / "templates"
    texts = [page.read_text(encoding="utf-8") for page in folder.iterdir() if page.name.endswith(".html")]
    assert not [text for text in texts if " style=" in text or "<style" in text or " onclick" in text]
    assert all("<script src=" in part or "<script" not in part for text in texts for part in text.splitlines())


def test_a_place_is_closed_after_thirty_failures_and_opens_by_itself():
    """Guessing many names from one place is limited too."""
    limit = LoginLimit()
    for n in range(30):
        limit.failed("10.0.0.9", f"name{n}", NOW)
    assert limit.is_closed("10.0.0.9", "another", NOW)
    assert not limit.is_closed("10.0.0.8", "another", NOW)
    assert not limit.is_closed("10.0.0.9", "another", NOW + timedelta(minutes=6))
