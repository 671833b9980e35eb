"""What tests of targets by API lean on: secrets in memory, and the target on the contract server."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from agent.core.errors import ConfigError
from agent.core.ports import EvidenceStore
from agent.settings.model import TargetSettings
from connectors.http_api.lint import load_api
from connectors.http_api.target import HttpApiTarget
from tests.support.api_server import API, CLIENT, TOKEN, ApiServer
from tests.support.robots import MemoryEvidence


class MemoryVault:
    """Keeps secrets in memory."""

    def __init__(self, **secrets: str) -> None:
        self.kept = {"books-token": TOKEN, "client-secret": CLIENT[1], **secrets}

    def get(self, name: str) -> str:
        if name not in self.kept:
            raise ConfigError(f"the secret `{name}` is not set")
        return self.kept[name]

    def set(self, name: str, value: str) -> None:
        self.kept[name] = value


def an_api_target(
    server: ApiServer,
    evidence: EvidenceStore | None = None,
    vault: MemoryVault | None = None,
    text: str = API,
    **settings: object,
) -> HttpApiTarget:
    """Open the target on the contract server."""
    values = {"api": "books", "url": server.url, "user": "", "password": "books-token", "deadline": 10, **settings}
    return HttpApiTarget(
        load_api(text, "apis/books.yaml"),
        TargetSettings.model_validate(values),
        name="books",
        vault=vault or MemoryVault(),
        evidence=evidence or MemoryEvidence(),
        site=Path(),
    )


def a_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1 that signs itself, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "books")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).add_extension(here, critical=False)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "books.crt").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem))
    (folder / "books.key").write_bytes(key.private_bytes(pem, pkcs8, serialization.NoEncryption()))
    return folder / "books.crt", folder / "books.key"
