"""A site's passwords for locked files are found by sender, and never said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from loguru import logger

from agent.settings.model import SenderPassword
from agent.settings.passwords import SenderPasswords
from agent.settings.secrets import Secrets
from tests.unit.extract.making import a_delivery


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch):
    monkeypatch.setattr("agent.settings.secrets.find_keyring", lambda: None)


def known(tmp_path, **senders: str) -> SenderPasswords:
    entries = [SenderPassword(sender=sender, secret=secret) for secret, sender in senders.items()]
    return SenderPasswords(entries, Secrets(tmp_path, {}))


def from_(sender: str, source: str = "mail"):
    return replace(a_delivery(b"", source=source), sender=sender)


def test_only_passwords_of_a_fitting_sender_are_handed_over(tmp_path):
    """A delivery gets the passwords whose pattern its sender fits, whatever the case; no other's."""
    for name in ("one", "two", "three"):
        Secrets(tmp_path, {}).set(name, f"word-{name}")
    passwords = known(tmp_path, one="*@Mihon.example", two="buy@mihon.example", three="*@other.example")

    assert passwords.of(from_("Buy@mihon.example")) == ("word-one", "word-two")
    assert passwords.of(from_("a@other.example")) == ("word-three",)
    assert passwords.of(from_("a@mihon.example.evil")) == ()


def test_the_source_stands_for_a_sender_that_is_not_known(tmp_path):
    """Files of a folder have no sender: the folder's name is what a pattern is held against."""
    Secrets(tmp_path, {}).set("scanner", "word")

    assert known(tmp_path, scanner="folder").of(from_("", "folder")) == ("word",)


def test_a_password_changed_holds_at_once_and_a_missing_one_stops_nothing(tmp_path):
    """Each delivery asks anew; a secret that is not set is named in the log, and the delivery is read without it."""
    passwords, lines = known(tmp_path, later="*"), []
    number = logger.add(lambda line: lines.append(line.record), level="WARNING")
    before = passwords.of(from_("a@b.example"))
    logger.remove(number)
    Secrets(tmp_path, {}).set("later", "word")

    assert before == ()
    assert [(line["extra"]["name"], line["extra"]["code"]) for line in lines] == [("later", "secret-missing")]
    assert passwords.of(from_("a@b.example")) == ("word",)
