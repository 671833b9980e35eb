"""The worlds the source contract is run in: each can put, replace and remove items, and go away."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from datetime import date
from pathlib import Path
from typing import Protocol

from agent.core.ports import Source
from agent.demo.mailserver import MailServer
from connectors.folder import FolderConfig, FolderSource
from connectors.imap import ImapConfig, ImapSource
from connectors.portal import PortalConfig, PortalSource
from robots.demo_portal.portal.app import Portal
from robots.demo_portal.portal.orders import Orders, PortalOrder
from robots.practice.access import Access
from robots.practice.server import PracticeServer
from tests.support.mailbox import kill, remove
from tests.support.sources import ContextDouble, ScriptedSource


class SourceRig(Protocol):
    """A place where orders arrive, and a way to open our connector on it."""

    def open(self) -> Source:
        """Open the connector anew, as after a restart."""
        ...

    def open_wrong(self) -> Source:
        """Open the connector with settings a site could get wrong."""
        ...

    def put(self, name: str, content: bytes) -> None:
        """Let an item arrive."""
        ...

    def replace(self, name: str, content: bytes) -> None:
        """Put another item in the place of one."""
        ...

    def remove(self, name: str) -> None:
        """Let somebody else take an item away."""
        ...

    def go_away(self) -> None:
        """Make the place unreachable."""
        ...

    def come_back(self) -> None:
        """Make it reachable again, with everything still there."""
        ...


class ScriptedRig:
    """The double that engine tests use."""

    def __init__(self, folder: Path) -> None:
        self._source = ScriptedSource()

    def open(self) -> Source:
        return self._source

    def open_wrong(self) -> Source:
        self._source.wrong = True
        return self._source

    def put(self, name: str, content: bytes) -> None:
        self._source.put(name, content)

    replace = put

    def remove(self, name: str) -> None:
        self._source.take_away(name)

    def go_away(self) -> None:
        self._source.away = True

    def come_back(self) -> None:
        self._source.away = False

    def close(self) -> None:
        """Nothing is held."""


class FolderRig:
    """A real folder; going away is what an unmounted share looks like: an empty folder in its place."""

    def __init__(self, folder: Path, events: str = "native") -> None:
        self._events = events
        self._inbox = folder / "share"
        self._inbox.mkdir()
        self._ctx = ContextDouble(folder, ticks=True)

    def open(self) -> Source:
        return FolderSource(self._config(self._inbox), self._ctx)

    def open_wrong(self) -> Source:
        return FolderSource(self._config(self._inbox.with_name("misspelt")), self._ctx)

    def put(self, name: str, content: bytes) -> None:
        beside = self._inbox.with_name("finished.part")
        beside.write_bytes(content)
        beside.replace(self._inbox / f"{name}.csv")

    replace = put

    def remove(self, name: str) -> None:
        (self._inbox / f"{name}.csv").unlink()

    def go_away(self) -> None:
        self._inbox.rename(self._inbox.with_name("unmounted"))
        self._inbox.mkdir()

    def come_back(self) -> None:
        shutil.rmtree(self._inbox)
        self._inbox.with_name("unmounted").rename(self._inbox)

    def close(self) -> None:
        """Nothing is held."""

    def _config(self, path: Path) -> FolderConfig:
        values = {"connector": "folder", "path": path, "quiet": 0, "events": self._events, "poll": 0.05}
        return FolderConfig.model_validate(values)


class PolledFolderRig(FolderRig):
    """A folder whose events never come."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, events="polling")


class ImapRig:
    """A mailbox on a real Dovecot; going away is the server's end."""

    settle = "flag"

    def __init__(self, folder: Path) -> None:
        self._server = MailServer()
        self._ctx = ContextDouble(
            folder, secrets={"mail-password": self._server.password, "wrong": "wrong"}, ticks=True
        )

    def open(self) -> Source:
        return ImapSource(self._config(), self._ctx)

    def open_wrong(self) -> Source:
        return ImapSource(self._config(password="wrong"), self._ctx)

    def put(self, name: str, content: bytes) -> None:
        self._server.deliver(b"Message-ID: <%s@example.jp>\r\n\r\n%s\r\n" % (name.encode(), content))

    def replace(self, name: str, content: bytes) -> None:
        self.remove(name)
        self.put(name, content)

    def remove(self, name: str) -> None:
        remove(self._server, b"<%s@example.jp>" % name.encode())

    def go_away(self) -> None:
        kill(self._server)

    def come_back(self) -> None:
        self._server.resume()

    def close(self) -> None:
        kill(self._server)
        self._server.stop()

    def _config(self, password: str = "mail-password") -> ImapConfig:
        values = {
            "connector": "imap",
            "host": self._server.host,
            "port": self._server.port,
            "tls": "none",
            "user": self._server.user,
            "password": password,
            "settle": self.settle,
        }
        return ImapConfig.model_validate(values)


class MovingImapRig(ImapRig):
    """A mailbox whose mails are moved to folders."""

    settle = "move"


class PortalRig:
    """The demo portal in a thread, and a real browser; going away is a server that closes every connection."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "portal.db"
        self.orders = Orders(self._path)
        self.portal = Portal(self.orders, Access("buyer", "portal-pass", "admin", "export"))
        self._server = PracticeServer(self.portal)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.ctx = ContextDouble(folder, "portal", secrets={"right": "portal-pass", "wrong": "x"}, ticks=True)

    def open(self) -> Source:
        return PortalSource(self._config("right"), self.ctx)

    def open_wrong(self) -> Source:
        return PortalSource(self._config("wrong"), self.ctx)

    def put(self, name: str, content: bytes) -> None:
        order = PortalOrder(name, date(2026, 3, 2), "見本商店", "注文", 1000, f"{name}.csv", content)
        self.orders.add([order])

    def replace(self, name: str, content: bytes) -> None:
        self._change("UPDATE portal_order SET content = ? WHERE number = ?", content, name)

    def remove(self, name: str) -> None:
        self._change("DELETE FROM portal_order WHERE number = ?", name)

    def go_away(self) -> None:
        self.portal.faults.set({"down": True})

    def come_back(self) -> None:
        self.portal.faults.set({"down": False})

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self.orders.close()

    def _config(self, password: str) -> PortalConfig:
        values = {"robot": "demo-portal", "url": self._server.url, "user": "buyer", "password": password}
        return PortalConfig.model_validate({"connector": "portal", **values})

    def _change(self, sql: str, *values: object) -> None:
        database = sqlite3.connect(self._path)
        with database:
            database.execute(sql, values)
        database.close()
