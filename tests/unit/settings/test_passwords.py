"""A site's passwords for locked files are found by sender, and never said."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from loguru import logger

from agent.settings.model import SenderPassword
from agent.settings.passwords import SenderPasswords
from agent.settings.secrets import Secrets
from agent.settings.typed import TYPED, PasswordNotKeptError, TypedPasswords
from tests.unit.extract.making import a_delivery


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch):
    monkeypatch.setattr("agent.settings.secrets.find_keyring", lambda: None)


def known(tmp_path, **senders: str) -> SenderPasswords:
    entries = [SenderPassword(sender=sender, secret=secret) for secret, sender in senders.items()]
    return SenderPasswords(entries, Secrets(tmp_path, {}), TypedPasswords(tmp_path))


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


def test_a_folder_that_cannot_be_read_stops_nothing(tmp_path, monkeypatch):
    """Deliveries are read without passwords, and the look at what is left over fails no duty."""
    passwords = known(tmp_path)
    delivery = from_("a@b.example")
    (tmp_path / "var").mkdir()
    passwords.typed.keep("typed")
    lines: list[str] = []
    number = logger.add(lambda line: lines.append(line.record["message"]), level="WARNING")
    with monkeypatch.context() as patched:
        for name in ("read_bytes", "stat", "is_file", "is_dir"):
            patched.setattr(Path, name, _refuse)
        found = passwords.of(delivery)
        passwords.typed.sweep(set)
    logger.remove(number)

    assert found == ()
    assert lines == [
        "a typed password cannot be had",
        "a password for locked files cannot be had",
        "typed passwords cannot be looked through",
    ]


def _refuse(*_arguments, **_more):
    raise PermissionError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize("mask", [0o022, 0])
def test_the_folders_of_secrets_are_closed_to_others(tmp_path, mask):
    """Whatever the process lets others do by default, and whoever made them first."""
    (tmp_path / "var").mkdir()
    before = os.umask(mask)
    try:
        TypedPasswords(tmp_path).keep("typed")
        (tmp_path / "var" / "secrets").chmod(0o755)
        Secrets(tmp_path, {}).set("one", "word")
    finally:
        os.umask(before)

    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "var" / "secrets", tmp_path / TYPED)]
    assert modes == [0o700, 0o700]


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path):
    """Nothing is written to where it leads, and nothing there is removed."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theirs").write_text("kept")
    os.utime(elsewhere / "theirs", (0, 0))
    (tmp_path / "var" / "secrets").mkdir(parents=True)
    (tmp_path / TYPED).symlink_to(elsewhere)
    typed = TypedPasswords(tmp_path)
    with pytest.raises(PasswordNotKeptError):
        typed.keep("typed")
    typed.sweep(set)

    assert [path.name for path in elsewhere.iterdir()] == ["theirs"]


def test_what_is_no_text_is_not_kept(tmp_path):
    """Bytes of another encoding are refused before anything is tried with them."""
    (tmp_path / "var").mkdir()
    with pytest.raises(PasswordNotKeptError):
        TypedPasswords(tmp_path).keep("ab\udc83c")


def test_typed_passwords_do_not_crowd_out_the_senders(tmp_path):
    """Eight of a sender are handed over beside those that opened a delivery."""
    for n in range(9):
        Secrets(tmp_path, {}).set(f"one-{n}", f"word-{n}")
    passwords = known(tmp_path, **{f"one-{n}": "*" for n in range(9)})
    delivery = from_("a@b.example")
    for n in range(9):
        passwords.typed.keep_for(delivery.key, f"typed-{n}")

    assert passwords.of(delivery) == (*(f"typed-{n}" for n in range(8, -1, -1)), *(f"word-{n}" for n in range(8)))
