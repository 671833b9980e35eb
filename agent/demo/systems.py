"""The sample company's surroundings: mail server, portal and ledger as children, and a site folder that knows them."""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import agent
from agent.core.errors import ConfigError
from agent.demo.guard import start_guarded, stop_guarded
from agent.demo.mailserver import MailServer
from agent.settings.secrets import Secrets

ROOT = Path(agent.__file__).parent.parent
INCOMING = "incoming"
TIMEOUT_S = 30


class PracticeSystemError(ConfigError):
    """A practice system did not start."""

    code = "practice-system"
    hint = "Its own words stand in the message."


class SampleSiteMissingError(ConfigError):
    """The sample company's files are not where they were installed."""

    code = "sample-missing"
    hint = "Install Denpyo again."


class PracticeSystem:
    """One practice system as a child process; `start` again keeps port, password and data."""

    def __init__(self, module: str, data: Path, options: Sequence[str] = ()) -> None:
        self._module, self._data, self._options = module, data, tuple(options)
        self.password = ""
        self.url = ""
        self._child: subprocess.Popen[bytes] | None = None
        data.mkdir(parents=True, exist_ok=True)

    def start(self) -> None:
        """Start it and learn its address.

        Raises:
            PracticeSystemError: It ended instead; its words are in the message.
        """
        port = self.url.rpartition(":")[2] or "0"
        command = [sys.executable, "-m", self._module, "--port", port, "--data", str(self._data.resolve())]
        log = self._data / "output.log"
        with log.open("ab") as errors:
            self._child = start_guarded([*command, *self._options], output=subprocess.PIPE, errors=errors)
        assert self._child.stdout is not None
        self.url = self._child.stdout.readline().decode().strip()
        if not self.url:
            self.stop()
            raise PracticeSystemError(log.read_text()[-500:].strip(), place=self._module)
        self.password = self._access["password"]

    def stop(self) -> None:
        """End it in its own time, or at once when it takes too long."""
        self._end(at_once=False)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(at_once=True)

    def admin(self, path: str, wanted: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask its administrator's page, or tell it something: `admin("/admin/faults", {"slow_s": 2})`.

        Raises:
            PracticeSystemError: It refused, with its words.
        """
        body = None if wanted is None else json.dumps(wanted).encode()
        headers = {"Authorization": f"Bearer {self._access['admin_token']}"}
        request = urllib.request.Request(f"{self.url}{path}", body, headers)  # noqa: S310 (our own child)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
                return dict(json.load(answer))
        except urllib.error.HTTPError as error:
            raise PracticeSystemError(error.read().decode(), place=f"{self._module}{path}") from error

    @property
    def export_token(self) -> str:
        """Opens the ledger's CSV."""
        return self._access["export_token"]

    @property
    def _access(self) -> dict[str, str]:
        return dict(json.loads((self._data / "access.json").read_text()))

    def _end(self, *, at_once: bool) -> None:
        child, self._child = self._child, None
        if child is not None:
            stop_guarded(child, at_once=at_once)


@dataclass(frozen=True, slots=True)
class Systems:
    """Everything the sample company has; a context manager that stops it all."""

    site: Path
    mail: MailServer
    portal: PracticeSystem
    ledger: PracticeSystem

    @property
    def variables(self) -> dict[str, str]:
        """Return the environment variables the site's files name."""
        return {
            "IMAP_HOST": self.mail.host,
            "IMAP_PORT": str(self.mail.port),
            "PORTAL_URL": self.portal.url,
            "LEDGER_URL": self.ledger.url,
        }

    @property
    def incoming(self) -> Path:
        """Return the watched folder."""
        return self.site / INCOMING

    @property
    def masters(self) -> Path:
        """Return the folder of the master CSVs."""
        return self.site / "masters"

    def __enter__(self) -> Systems:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop everything that runs."""
        with contextlib.ExitStack() as stack:
            for stop in (self.mail.stop, self.portal.stop, self.ledger.stop):
                stack.callback(stop)


def start_systems(data: Path, *, console_port: int = 8420, mail_kind: str = "") -> Systems:
    """Start the sample company below a data folder and write its site.

    Args:
        data: Gets `site/`, `portal/` and `ledger/`; a second start there finds the books as they were.
        console_port: Where the site's console shall listen.
        mail_kind: `dovecot` or `pymap`; what is there when empty.

    Raises:
        ConfigError: A part does not start; what was started before is stopped.
    """
    site = write_site(data / "site", console_port)
    masters = ("--masters", str((site / "masters").resolve()))
    portal = PracticeSystem("robots.demo_portal.portal", data / "portal")
    ledger = PracticeSystem("robots.demo_ledger.ledger", data / "ledger", masters)
    with contextlib.ExitStack() as started:
        for system in (portal, ledger):
            started.callback(system.stop)
            system.start()
        mail = MailServer(kind=mail_kind, password=secrets.token_urlsafe(9))
        started.callback(mail.stop)
        _keep_secrets(site, mail, portal, ledger)
        started.pop_all()
    return Systems(site, mail, portal, ledger)


def sample_site() -> Path:
    """Return the folder of the sample company's files: in the source tree, or inside the installed package.

    Raises:
        SampleSiteMissingError: They are in neither.
    """
    for folder in (ROOT / "config", ROOT / "agent" / "settings" / "sample"):
        if (folder / "site.yaml").is_file():
            return folder
    raise SampleSiteMissingError("there is no sample site", place=str(ROOT))


def write_site(site: Path, console_port: int) -> Path:
    """Copy the sample company's files into a site folder of its own; its `var/` of an earlier start stays."""
    shutil.copytree(sample_site(), site, dirs_exist_ok=True)
    settings = site / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?m)^  port: .*$", f"  port: {console_port}", text), encoding="utf-8")
    (site / INCOMING).mkdir(exist_ok=True)
    return site


def _keep_secrets(site: Path, mail: MailServer, portal: PracticeSystem, ledger: PracticeSystem) -> None:
    known = Secrets(site)
    known.set("mail-password", mail.password)
    known.set("portal-password", portal.password)
    known.set("ledger-password", ledger.password)
