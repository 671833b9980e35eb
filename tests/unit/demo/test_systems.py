"""The sample company's surroundings, as real processes and sockets."""

import http.client
import imaplib
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from agent.demo.mailserver import DOVECOT, MailServer, MailServerFailedError
from agent.demo.orders import sample_orders
from agent.demo.reader import compare, read_ledger
from agent.demo.systems import start_systems
from agent.settings.secrets import Secrets

pytestmark = pytest.mark.integration
KINDS = [
    pytest.param("dovecot", marks=pytest.mark.skipif(not Path(DOVECOT).exists(), reason="Dovecot is not installed")),
    "pymap",
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_arrives_by_drop_and_by_imap(kind):
    """Both ways of delivering end in the mailbox, unread, and survive a restart of the server."""
    with MailServer(kind=kind) as server:
        server.deliver(b"Subject: dropped\r\n\r\nx\r\n")
        server.append(b"Subject: appended\r\n\r\nx\r\n")
        server.halt()
        server.resume()
        with imaplib.IMAP4(server.host, server.port) as client:
            client.login(server.user, server.password)
            client.select("INBOX")
            assert client.search(None, "UNSEEN")[1] == [b"1 2"]
        folder = server.folder
    assert not folder.exists()


def test_a_mail_server_without_its_port_says_so():
    """A port that is taken is said at once, not found out by asking somebody else's server."""
    with MailServer() as server, pytest.raises(MailServerFailedError, match="is taken"):
        MailServer(port=server.port, kind="pymap")


def test_the_sample_company_starts_whole_and_an_empty_ledger_misses_every_order(tmp_path):
    """Addresses, secrets and site fit together; the independent reader sees that nothing was keyed yet."""
    with start_systems(tmp_path, console_port=0) as systems:
        assert set(systems.variables) == {"IMAP_HOST", "IMAP_PORT", "PORTAL_URL", "LEDGER_URL"}
        assert "port: 0" in (systems.site / "site.yaml").read_text()
        assert Secrets(systems.site).get("ledger-password") == systems.ledger.password
        orders = sample_orders(systems.masters, date(2026, 4, 1))
        report = compare(orders, read_ledger(systems.ledger.url, systems.ledger.export_token))
        assert [one.code for one in report.differences] == ["slip-missing"] * 42


def test_a_dropped_connection_gives_no_answer_and_the_ledger_restarts_where_it_was(tmp_path):
    """`down` closes the socket without a byte; a killed ledger comes back with address and password unchanged."""
    with start_systems(tmp_path) as systems:
        ledger = systems.ledger
        ledger.admin("/admin/faults", {"down": True})
        connection = http.client.HTTPConnection("127.0.0.1", int(ledger.url.rpartition(":")[2]))
        connection.request("GET", "/login")
        with pytest.raises(http.client.RemoteDisconnected):
            connection.getresponse()
        connection.close()
        before = (ledger.url, ledger.password)
        ledger.kill()
        ledger.start()
        assert (ledger.url, ledger.password) == before


def test_nothing_outlives_a_killed_starter(tmp_path):
    """When the demo is killed, the systems it started end by themselves."""
    code = f"""
from pathlib import Path; import os, signal
from agent.demo.systems import start_systems
systems = start_systems(Path({str(tmp_path)!r}))
print(systems.mail.port, *(one.url.rpartition(":")[2] for one in (systems.portal, systems.ledger)), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    started = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=False)
    ports = [int(port) for port in started.stdout.split()]
    assert len(ports) == 3
    ends = time.monotonic() + 10
    while any(answers(port) for port in ports):
        assert time.monotonic() < ends, "something still listens"
        time.sleep(0.05)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
