"""Client certificates: shown by pages and by the gate's own send alike, and refused by name when they are none."""

from __future__ import annotations

import datetime as dt
import os
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from agent.browser.certificate import CertificateExpiredError, CertificateUnreadableError, client_certificate
from agent.browser.errors import TargetDownError
from agent.browser.lint import load_script
from agent.settings.model import BrowserSettings, TargetSettings
from robots.practice.server import Answer, PracticeServer, Request
from robots.target import RobotTarget
from tests.support.robots import MemoryEvidence, Permission, Steps, a_slip

OWN_BROWSERS = True  # the driver trusts the authority only when started after it was made
KEY = "CERTIFICATEKEY23"
NOW = dt.datetime.now(dt.UTC)
ROBOT = """
robot: certified
enters: sales
lookup: [{open: /}, {rows: {table: 伝票, key: 備考, slip_number: 番号}}]
entry:
  - open: /new
  - fill: {備考: "{key}"}
  - commit: {button: 登録}
  - read: {slip_number: 番号}
confirm: [{open: /}, {compare: {備考: "{key}"}}]
"""


def name_of(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


@dataclass(frozen=True)
class Authority:
    """Signs certificates for a test."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def new(cls) -> Authority:
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _begun(name_of("Test CA"), key.public_key(), name_of("Test CA"), days=30)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        return cls(key, builder.sign(key, hashes.SHA256()))

    def issue(self, common: str, usage: x509.ObjectIdentifier, days: int = 30) -> str:
        """Return key and certificate as PEM."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _begun(name_of(common), key.public_key(), self.certificate.subject, days)
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        certificate = builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.PEM)
        return (key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate).decode()


def _begun(subject: x509.Name, key: ec.EllipticCurvePublicKey, issuer: x509.Name, days: int):
    begin = NOW - dt.timedelta(days=60)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begin)
    return builder.not_valid_after(NOW + dt.timedelta(days=days))


class Certified:
    """A system that speaks with those who show a certificate, and notes who posted."""

    def __init__(self) -> None:
        self.slips: list[str] = []

    def __call__(self, request: Request) -> Answer:
        if request.method == "POST":
            self.slips.append(request.form()["備考"][0])
            return self._page(f"<dl><dt>番号</dt><dd>{len(self.slips)}</dd></dl>")
        if request.path == "/new":
            return self._page(
                "<form method=post action=/save><label>備考<input name=備考></label><button>登録</button></form>"
            )
        rows = "".join(f"<tr><td>{n}</td><td>{memo}</td></tr>" for n, memo in enumerate(self.slips, 1))
        return self._page(f"<h2>伝票</h2><table><tr><th>番号</th><th>備考</th></tr>{rows}</table>")

    def _page(self, body: str) -> Answer:
        return Answer(f"<!doctype html><meta charset=utf-8>{body}".encode())


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Iterator[Authority]:
    """An authority that browsers started by this module trust."""
    made = Authority.new()
    file = tmp_path_factory.mktemp("ca") / "ca.pem"
    file.write_bytes(made.certificate.public_bytes(Encoding.PEM))
    patch = pytest.MonkeyPatch()
    patch.setitem(os.environ, "NODE_EXTRA_CA_CERTS", str(file))
    yield made
    patch.undo()


@pytest.fixture
def certified(authority, tmp_path: Path) -> Iterator[tuple[Certified, str]]:
    """The system on TLS, and its address."""
    files = tmp_path / "server.pem", tmp_path / "ca.pem"
    files[0].write_text(authority.issue("localhost", ExtendedKeyUsageOID.SERVER_AUTH))
    files[1].write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files[0])
    context.load_verify_locations(files[1])
    context.verify_mode = ssl.CERT_REQUIRED
    system = Certified()
    server = PracticeServer(system)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield system, f"https://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def robot_at(url: str, pem: str | None) -> RobotTarget:
    return RobotTarget(
        load_script(ROBOT, "robot.yaml"),
        TargetSettings(robot="certified", url=url, deadline=60),
        name="certified",
        password=lambda: "",
        evidence=MemoryEvidence(),
        browser=BrowserSettings(),
        certificate=None if pem is None else lambda: pem,
    )


@pytest.mark.browser
@pytest.mark.timeout(60)
@pytest.mark.proves("D5")
def test_a_certificate_is_shown_by_pages_and_by_the_commit(certified, authority):
    """The commit leaves by the gate on a connection of its own, and shows the certificate as the pages did."""
    system, url = certified
    robot = robot_at(url, authority.issue("keiri", ExtendedKeyUsageOID.CLIENT_AUTH))
    slip = a_slip()

    sent = robot.enter(slip, KEY, Permission(), Steps())
    robot.confirm(KEY, slip, Steps())
    robot.close()

    assert (sent.slip_number, system.slips) == ("1", [KEY])


@pytest.mark.browser
@pytest.mark.timeout(60)
def test_without_a_certificate_the_system_does_not_speak(certified):
    """What refuses at the door is a target that cannot be reached."""
    robot = robot_at(certified[1], None)
    with pytest.raises(TargetDownError):
        robot.find(KEY, Steps())
    robot.close()


def test_a_certificate_that_is_none_is_named(authority):
    """Half of it, or one past its last day, is said before a browser is asked; the text is not repeated."""
    pem = authority.issue("keiri", ExtendedKeyUsageOID.CLIENT_AUTH)
    for half in ("geheim", pem[: pem.index("-----BEGIN CERT")], pem[pem.index("-----BEGIN CERT") :]):
        with pytest.raises(CertificateUnreadableError) as stopped:
            client_certificate("https://a.example/x", half)
        assert half not in repr(stopped.value)
    with pytest.raises(CertificateExpiredError):
        client_certificate("https://a.example/x", authority.issue("k", ExtendedKeyUsageOID.CLIENT_AUTH, days=-1))
    assert client_certificate("https://a.example:8443/x", pem)["origin"] == "https://a.example:8443"
