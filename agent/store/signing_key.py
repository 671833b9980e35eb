"""The key that signs checkpoints: one file only its owner may read, outside the database."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from agent.core.durable import write_whole
from agent.core.errors import ConfigError


class SigningKeyError(ConfigError):
    """The signing key cannot be made or read, or others may read it."""

    code = "signing-key"
    hint = "Run as the user who owns the key, and let only that user read it (`chmod 600`)."


def load_key(file: Path) -> Ed25519PrivateKey:
    """Read the signing key.

    Raises:
        SigningKeyError: It is not there, not readable, not a key, or open to others.
    """
    try:
        if os.name != "nt" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SigningKeyError("others may read the signing key", place=str(file))
        key = load_pem_private_key(file.read_bytes(), None)
    except OSError as error:
        raise SigningKeyError(f"the signing key cannot be read: {error.strerror}", place=str(file)) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SigningKeyError("this is not a signing key", place=str(file)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningKeyError("this is a key of another kind than Ed25519", place=str(file))
    return key


def make_key(file: Path) -> Ed25519PrivateKey:
    """Make a signing key and store it; whatever stood there before is not touched.

    Raises:
        SigningKeyError: The file cannot be written, or one is already there.
    """
    key = Ed25519PrivateKey.generate()
    if file.exists():
        raise SigningKeyError("there is a signing key already", place=str(file))
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), mode=0o600)
    except OSError as error:
        raise SigningKeyError(f"the signing key cannot be written: {error.strerror}", place=str(file)) from error
    return key
