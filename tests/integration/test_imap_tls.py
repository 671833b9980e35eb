"""The IMAP connector over encrypted lines: implicit TLS and STARTTLS, trusted and not."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from agent.core.delivery import Settlement
from agent.demo import mailserver
from agent.demo.mailserver import MailServer
from connectors.imap import ImapConfig, ImapSource, MailTlsError
from tests.support.mailbox import kill
from tests.support.sources import ContextDouble

pytestmark = pytest.mark.integration


def a_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1 that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "mail.crt").write_bytes(certificate.public_bytes(pem))
    (folder / "mail.key").write_bytes(key.private_bytes(pem, pkcs8, plain))
    return folder / "mail.crt", folder / "mail.key"


@pytest.fixture
def tls_port() -> int:
    """A free port for implicit TLS."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, tls_port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A Dovecot that speaks TLS."""
    certificate, key = a_certificate(tmp_path)
    config = mailserver.DOVECOT_CONFIG.replace("ssl = no", f"ssl = yes\nssl_cert = <{certificate}\nssl_key = <{key}")
    config = config.replace("    port = 0\n", f"    port = {tls_port}\n    ssl = yes\n")
    monkeypatch.setattr(mailserver, "DOVECOT_CONFIG", config)
    started = MailServer(kind="dovecot")
    yield started
    kill(started)
    started.stop()


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_mails_are_heard_read_and_settled_over_tls(tmp_path, server, tls_port, tls):
    """Over either kind of TLS a mail is announced, delivered whole and settled."""
    source = a_source(server, tmp_path, tls_port, tls=tls, ca="mail.crt")
    source.check()
    assert list(source.deliveries()) == []
    large = b"Message-ID: <1@example.jp>\r\n\r\n" + b"x" * 70 + b"\r\n" * 100_000
    server.deliver(large)
    started = time.monotonic()

    source.wait(30)
    [delivery] = source.deliveries()
    source.settle(delivery, Settlement.ACCEPT)

    assert time.monotonic() - started < 10
    assert delivery.content == large
    assert list(source.deliveries()) == []
    source.close()


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
@pytest.mark.parametrize("settings", [{}, {"ca": "mail.crt", "host": "localhost"}, {"ca": "missing.crt"}])
def test_certificate_that_cannot_be_trusted_is_named(tmp_path, server, tls_port, tls, settings):
    """An unknown authority, another server's certificate and a missing authority file each stop the start."""
    source = a_source(server, tmp_path, tls_port, tls=tls, **settings)

    with pytest.raises(MailTlsError) as raised:
        source.check()

    assert raised.value.next_move
    source.close()


def a_source(server: MailServer, folder: Path, tls_port: int, **settings: object) -> ImapSource:
    """Open a source on the port its kind of TLS needs."""
    values = {
        "connector": "imap",
        "host": server.host,
        "port": tls_port if settings["tls"] == "implicit" else server.port,
        "user": server.user,
        "password": "mail-password",
        "timeout": 10,
        **settings,
    }
    ctx = ContextDouble(folder, secrets={"mail-password": server.password}, ticks=True)
    return ImapSource(ImapConfig.model_validate(values), ctx)
