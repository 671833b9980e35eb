"""Secrets: where they are looked for, and what is refused."""

from __future__ import annotations

import os
import stat

import pytest

from agent import log
from agent.settings import secrets as room
from agent.settings.secrets import SecretMissingError, SecretNameError, SecretOpenError, Secrets


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch):
    monkeypatch.setattr(room, "find_keyring", lambda: None)
    monkeypatch.setattr(log, "_secrets", set())


def test_a_secret_set_is_found_and_only_its_owner_may_read_it(tmp_path):
    """A secret is kept in a 0600 file under var/secrets and found again."""
    path = Secrets(tmp_path, {}).set("ledger-password", "correct horse")

    assert Secrets(tmp_path, {}).get("ledger-password") == "correct horse"
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_secret_set_outlives_a_power_cut(tmp_path, monkeypatch):
    """The file is made durable before it gets its name, and the folder after."""
    synced, fsync = [], os.fsync

    def note(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        synced.append((is_folder, (tmp_path / "var" / "secrets" / "ledger-password").exists()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", note)
    Secrets(tmp_path, {}).set("ledger-password", "correct horse")

    assert synced == [(False, False), (True, True)]


def test_a_systemd_credential_comes_before_a_file(tmp_path):
    """What systemd hands in wins over the site's own file."""
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "ledger-password").write_text("from systemd\n", "utf-8")
    secrets = Secrets(tmp_path, {"CREDENTIALS_DIRECTORY": str(credentials)})
    secrets.set("ledger-password", "from file")

    assert secrets.get("ledger-password") == "from systemd"


def test_a_missing_secret_names_the_command_that_sets_it(tmp_path):
    """A secret set nowhere is an error that says what to type."""
    with pytest.raises(SecretMissingError) as caught:
        Secrets(tmp_path, {}).get("ledger-password")

    assert "denpyo secrets set ledger-password" in caught.value.next_move


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_read_is_refused(tmp_path, mode):
    """A secret that group or world can read is no secret."""
    path = Secrets(tmp_path, {}).set("ledger-password", "correct horse")
    path.chmod(mode)

    with pytest.raises(SecretOpenError, match="others than the owner"):
        Secrets(tmp_path, {}).get("ledger-password")


@pytest.mark.parametrize("name", ["../site.yaml", "", "A", ".hidden", "a/b", "a b"])
def test_a_name_that_is_none_is_refused(tmp_path, name):
    """No name can lead out of the folder of secrets."""
    with pytest.raises(SecretNameError):
        Secrets(tmp_path, {}).get(name)


def test_the_keyring_is_asked_last(tmp_path, monkeypatch):
    """A real keyring is looked into when no file holds the secret."""

    class Keyring:
        def get_password(self, service, name):
            return f"{service.split()[0]}:{name}"

    monkeypatch.setattr(room, "find_keyring", Keyring)

    assert Secrets(tmp_path, {}).get("mail") == "denpyo:mail"


def test_known_secrets_are_listed_without_their_values(tmp_path):
    """A list of secrets holds names and places only."""
    Secrets(tmp_path, {}).set("mail", "correct horse")

    assert [(known.name, known.kept_in) for known in Secrets(tmp_path, {}).known()] == [("mail", "file")]
    assert "horse" not in repr(Secrets(tmp_path, {}).known())


def test_a_secret_read_once_never_reaches_the_log(tmp_path):
    """Getting a secret tells the log to blank it out."""
    Secrets(tmp_path, {}).set("mail", "correct horse")
    monkey = log.redacted("said correct horse aloud")

    assert monkey == "said *** aloud"
