"""An account that was refused is not tried again at once."""

from __future__ import annotations

from agent.browser import session as session_module
from agent.browser.script import Script
from agent.browser.session import Place, Session
from agent.browser.template import Account


def test_only_the_refused_password_has_to_wait(monkeypatch):
    """The same account and password wait a minute; a corrected password is tried at once."""
    session = Session(Place(Script(robot="one-page"), "http://127.0.0.1/", "keiri", lambda: ""))
    assert session.refusal_of(Account("keiri", "wrong")) is None

    session.note_refusal(Account("keiri", "wrong"), "パスワードが正しくありません")

    assert session.refusal_of(Account("keiri", "wrong")) == "パスワードが正しくありません"
    assert session.refusal_of(Account("keiri", "right")) is None
    monkeypatch.setattr(session_module, "REFUSED_S", 0.0)
    assert session.refusal_of(Account("keiri", "wrong")) is None
