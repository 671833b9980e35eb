"""When our connector has a mail in hand, against when a second, bare IDLE client in the same run hears of it.

The bare client never leaves IDLE and reads nothing, so it is the earliest anybody can know. Ours searches, reads and
settles each mail besides. Run: `python -m tests.bench.mail_latency`.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from imapclient import IMAPClient

from agent.core.delivery import Settlement
from agent.demo.mailserver import MailServer
from connectors.imap import ImapConfig, ImapSource
from tests.support.sources import ContextDouble

Row = tuple[str, str, str]
Heard = dict[int, float]


class BareClient:
    """Sits in IDLE and notes when each mail was announced."""

    def __init__(self, server: MailServer) -> None:
        self._client = IMAPClient(server.host, server.port, ssl=False)
        self._client.login(server.user, server.password)
        self._client.select_folder("INBOX", readonly=True)
        self._client.idle()
        self.heard: Heard = {}
        self._stopping = False
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while not self._stopping:
            for answer in self._client.idle_check(timeout=0.2):
                if answer[1] == b"EXISTS":
                    now = time.perf_counter()
                    for number in range(len(self.heard), answer[0]):
                        self.heard[number] = now

    def close(self) -> None:
        """Leave IDLE and hang up."""
        self._stopping = True
        self._thread.join()
        self._client.shutdown()


class OurClient:
    """The connector, driven as the watcher drives it. `between` is called after each look, before waiting."""

    def __init__(self, server: MailServer, site: Path) -> None:
        values = {"host": server.host, "port": server.port, "tls": "none", "user": server.user, "password": "mail"}
        ctx = ContextDouble(site, secrets={"mail": server.password}, ticks=True)
        self._source = ImapSource(ImapConfig.model_validate({"connector": "imap", **values}), ctx)
        self._source.check()
        self.heard: Heard = {}
        self.between: Callable[[], None] = lambda: None
        self._stopping = False
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stopping:
            for delivery in self._source.deliveries():
                self.heard[int(delivery.name)] = time.perf_counter()
                self._source.settle(delivery, Settlement.ACCEPT)
            self.between()
            self._source.wait(60)

    def close(self) -> None:
        """Stop watching."""
        self._stopping = True
        self._source.wake()
        self._thread.join()
        self._source.close()


class Post:
    """Delivers numbered mails and notes when."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self.sent: Heard = {}

    def send(self) -> None:
        """Deliver the next mail."""
        number = len(self.sent)
        self.sent[number] = time.perf_counter()
        self._server.deliver(f"Message-ID: <{number}@example.jp>\r\nSubject: {number}\r\n\r\norder\r\n".encode())


@contextmanager
def two_clients() -> Iterator[tuple[Post, BareClient, OurClient]]:
    """One mailbox, a bare client and ours."""
    with tempfile.TemporaryDirectory() as name, MailServer() as server:
        bare, ours = BareClient(server), OurClient(server, Path(name))
        time.sleep(1)
        try:
            yield Post(server), bare, ours
        finally:
            ours.close()
            bare.close()


def measure(title: str, n_mails: int, play: Callable[[Post, OurClient, int], None]) -> list[Row]:
    """Play one way of mails arriving; rows of what, ours, bare."""
    with two_clients() as (post, bare, ours):
        play(post, ours, n_mails)
        deadline = time.monotonic() + 90
        while (len(bare.heard) < n_mails or len(ours.heard) < n_mails) and time.monotonic() < deadline:
            time.sleep(0.05)
        lags = [ours.heard[n] - bare.heard[n] for n in range(n_mails)]
        since_sent = [[heard[n] - post.sent[n] for n in range(n_mails)] for heard in (ours.heard, bare.heard)]
    ours_ms, bare_ms = (f"{statistics.median(times) * 1000:.0f} ms" for times in since_sent)
    behind = [f"{1000 * value:.0f}" for value in (statistics.median(lags), _p95(lags), max(lags))]
    return [
        (f"{title}: mail dropped → in hand, p50 of {n_mails}", ours_ms, bare_ms),
        (f"{title}: behind the bare client, p50 / p95 / most", f"{' / '.join(behind)} ms", ""),
    ]


def quiet(post: Post, ours: OurClient, n_mails: int) -> None:
    """One mail after another, long after the one before."""
    for _ in range(n_mails):
        post.send()
        time.sleep(1.2 + random.random() / 2)


def busy(post: Post, ours: OurClient, n_mails: int) -> None:
    """Mails faster than the server announces them."""
    for _ in range(n_mails):
        post.send()
        time.sleep(random.random() / 5)


def in_the_hole(post: Post, ours: OurClient, n_mails: int) -> None:
    """Each mail right after a look, before waiting begins: where a client that alternates SEARCH and IDLE is deaf."""
    ours.between = lambda: post.send() if len(post.sent) < n_mails else None
    post.send()


def _p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95) - 1]


def run(n_mails: int = 40) -> list[Row]:
    """Measure all three ways; rows of what, ours, bare."""
    return [
        ("machine's load before the start", f"{os.getloadavg()[0]:.2f}", ""),
        *measure("quiet mailbox", n_mails, quiet),
        *measure("busy mailbox", n_mails * 3, busy),
        *measure("between SEARCH and IDLE", n_mails, in_the_hole),
    ]


if __name__ == "__main__":
    for what, ours, bare in run():
        print(f"{what:64} {ours:>22} {bare:>12}")
