"""Secrets by name: a systemd credential, a file only its owner may read, or the system's keyring; never YAML."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from keyring import get_keyring
from keyring.backend import KeyringBackend

from agent.core.durable import write_whole
from agent.core.errors import ConfigError, MachineError
from agent.log import keep_out

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FOLDER = Path("var", "secrets")
SERVICE = "denpyo"
USEFUL = 1  # keyring gives backends that keep nothing a priority below
READ_HINT = "Run as the user who owns the file."
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class SecretMissingError(MachineError):
    """A secret that a file names is set nowhere."""

    code = "secret-missing"


class SecretOpenError(MachineError):
    """A secret's file can be read by others than its owner."""

    code = "secret-open"


class KeyringMissingError(MachineError):
    """The system has no keyring to keep a secret in."""

    code = "keyring-missing"
    hint = "Leave `--keyring` out: the secret is then kept in a file only you may read."


class SecretNameError(ConfigError):
    """A name that no secret can have."""

    code = "secret-name"
    hint = "Use small letters, digits and hyphens, such as `ledger-password`."


@dataclass(frozen=True, slots=True)
class KnownSecret:
    """A secret that is set: its name and where it is kept, never its value."""

    name: str
    kept_in: str


class Secrets:
    """The secrets of one site, looked for in $CREDENTIALS_DIRECTORY, `var/secrets/` and the keyring, in this order."""

    def __init__(self, site: Path, variables: Mapping[str, str] | None = None) -> None:
        self._site = site
        self._files = site / FOLDER
        credentials = (os.environ if variables is None else variables).get("CREDENTIALS_DIRECTORY", "")
        self._credentials = Path(credentials) if credentials else None

    def get(self, name: str) -> str:
        """Return a secret; from now on the log never shows it.

        Raises:
            SecretNameError: No secret can have this name.
            SecretMissingError: It is set nowhere.
            SecretOpenError: Its file can be read by others.
        """
        value = self._find(_checked(name))
        if value is None:
            hint = f"Set it with `denpyo secrets set {name}`."
            raise SecretMissingError(f"the secret `{name}` is not set", hint=hint, name=name)
        keep_out(value)
        return value

    def set(self, name: str, value: str, *, in_keyring: bool = False) -> Path | None:
        """Keep a secret in its 0600 file, or in the keyring; return the file."""
        _checked(name)
        keep_out(value)
        if in_keyring:
            _require_keyring().set_password(self._service, name, value)
            return None
        make_private(self._files)
        path = self._files / name
        for left in self._files.glob(".new-*"):  # what a killed process did not finish
            left.unlink(missing_ok=True)
        write_whole(path, value.encode(), mode=0o600)
        return path

    def is_in_file(self, name: str) -> bool:
        """Whether a secret is kept in a file of this site."""
        return (self._files / _checked(name)).is_file()

    def remove(self, name: str) -> bool:
        """Remove a secret from its file and from the keyring; False when it was in neither."""
        keyring, was_kept = find_keyring(), self.is_in_file(name)
        (self._files / name).unlink(missing_ok=True)
        if keyring is None or keyring.get_password(self._service, name) is None:
            return was_kept
        keyring.delete_password(self._service, name)
        return True

    def known(self) -> list[KnownSecret]:
        """Return what is set in files, by name; the keyring cannot be listed."""
        places = [(self._credentials, "systemd credential"), (self._files, "file")]
        found = {
            path.name: kept_in
            for folder, kept_in in reversed(places)
            if folder is not None and folder.is_dir()
            for path in folder.iterdir()
            if NAME.fullmatch(path.name)
        }
        return [KnownSecret(name, found[name]) for name in sorted(found)]

    def _find(self, name: str) -> str | None:
        if self._credentials is not None and (self._credentials / name).is_file():
            return _read(self._credentials / name)
        if (self._files / name).is_file():
            _require_closed(self._files / name)
            return _read(self._files / name)
        keyring = find_keyring()
        return None if keyring is None else keyring.get_password(self._service, name)

    @property
    def _service(self) -> str:
        return f"{SERVICE} {self._site.resolve()}"


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may look into; one of ours that others may look into is closed.

    Raises:
        OSError: It cannot be made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.name != "nt" and folder.stat().st_mode & OTHERS and folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700)


def find_keyring() -> KeyringBackend | None:
    """Return the system's keyring, or None where there is none that keeps anything."""
    backend = get_keyring()
    return backend if backend.priority >= USEFUL else None


def _require_keyring() -> KeyringBackend:
    backend = find_keyring()
    if backend is None:
        raise KeyringMissingError("this system has no keyring")
    return backend


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise SecretNameError(f"`{name}` is no name of a secret", name=name)
    return name


def _require_closed(path: Path) -> None:
    if os.name != "nt" and path.stat().st_mode & OTHERS:
        hint = f"Take their right away with `chmod 600 {path}`; change the secret if others may have read it."
        raise SecretOpenError("others than the owner may read it", place=str(path), hint=hint)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8").rstrip("\r\n")
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise SecretMissingError(what, place=str(path), hint=READ_HINT, name=path.name) from error
