"""The client certificate by which a target knows us, out of one secret."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificates

from agent.browser.trail import origin_of
from agent.core.errors import MachineError

CERTIFICATES = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----.+?-----END [A-Z ]*PRIVATE KEY-----", re.DOTALL)


class CertificateUnreadableError(MachineError):
    """The secret holds no client certificate with its key."""

    code = "certificate-unreadable"
    hint = "Set PEM text of both: `openssl pkcs12 -in client.p12 -nodes | denpyo secrets set NAME`."


class CertificateExpiredError(MachineError):
    """The client certificate is past its last day."""

    code = "certificate-expired"
    hint = "Ask whoever issued it for a new one, then set it with `denpyo secrets set`."


def client_certificate(url: str, pem: str) -> dict[str, Any]:
    """Make what a browser context is opened with: `origin`, `cert`, `key`.

    Args:
        url: Address of the target; the certificate is shown to its host alone.
        pem: Certificate, chain and unencrypted key as PEM text, in any order.

    Raises:
        CertificateUnreadableError: One of them is missing; the text is not repeated.
        CertificateExpiredError: It is past its last day.
    """
    certificates, key = b"\n".join(CERTIFICATES.findall(pem.encode())), KEY.search(pem.encode())
    try:
        first = load_pem_x509_certificates(certificates)[0]
        load_pem_private_key(key.group() if key else b"", None)
    except (ValueError, TypeError):
        raise CertificateUnreadableError("the client certificate cannot be read") from None
    if first.not_valid_after_utc < datetime.now(UTC):
        day = first.not_valid_after_utc.date().isoformat()
        raise CertificateExpiredError(f"the client certificate ended on {day}", what=day)
    assert key is not None
    return {"origin": origin_of(url), "cert": certificates, "key": key.group()}
