"""The signed head of the audit log: a C2SP checkpoint in a signed note, made and read.

Text form: origin, number of events, root in Base64, an empty line, and a line that begins with a dash for each
signature. Source: c2sp.org/tlog-checkpoint and c2sp.org/signed-note.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"
DASH = "\u2014"


class CheckpointInvalidError(Exception):
    """A note is not a checkpoint of this log, or its signature is false."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The first `size` events have the tree hash `root`."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class LogKey:
    """Who may sign: the public key, from which the log's name follows, so that no other log can pose as this one."""

    public: bytes

    @property
    def fingerprint(self) -> str:
        """What a person compares: the key's SHA-256 in groups of four."""
        digest = hashlib.sha256(self.public).hexdigest()[:32]
        return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))

    @property
    def name(self) -> str:
        """The log's origin and the key's name."""
        return f"denpyo/{hashlib.sha256(self.public).hexdigest()[:16]}"

    @property
    def key_id(self) -> bytes:
        """The four bytes before each signature."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    @property
    def line(self) -> str:
        """The public key as one line, to be kept by the auditor."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"


def key_of(private: Ed25519PrivateKey) -> LogKey:
    """Return the public side of a signing key."""
    return LogKey(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def sign(checkpoint: Checkpoint, private: Ed25519PrivateKey) -> str:
    """Write a checkpoint as a note signed by the log's key."""
    key = key_of(private)
    text = f"{key.name}\n{checkpoint.size}\n{base64.b64encode(checkpoint.root).decode()}\n"
    signature = base64.b64encode(key.key_id + private.sign(text.encode())).decode()
    return f"{text}\n{DASH} {key.name} {signature}\n"


def read(note: str, key: LogKey) -> Checkpoint:
    """Read a note that this key has signed; signatures of others (witnesses) are passed over.

    Raises:
        CheckpointInvalidError: It is no checkpoint, of another log, or not signed by this key.
    """
    text, parted, signatures = note.partition("\n\n")
    lines = text.split("\n")
    if not parted or len(lines) != 3:
        raise CheckpointInvalidError("it has not the form of a checkpoint")
    if lines[0] != key.name:
        raise CheckpointInvalidError(f"it belongs to another log, {lines[0]}")
    _check_signature(text + "\n", signatures, key)
    try:
        return Checkpoint(int(lines[1]), base64.b64decode(lines[2], validate=True))
    except (ValueError, binascii.Error) as error:
        raise CheckpointInvalidError("its size or root cannot be read") from error


def _check_signature(text: str, signatures: str, key: LogKey) -> None:
    for line in signatures.splitlines():
        words = line.split(" ")
        if len(words) != 3 or words[:2] != [DASH, key.name]:
            continue
        try:
            blob = base64.b64decode(words[2], validate=True)
            if blob[:4] != key.key_id:
                continue
            Ed25519PublicKey.from_public_bytes(key.public).verify(blob[4:], text.encode())
        except (InvalidSignature, binascii.Error, ValueError) as error:
            raise CheckpointInvalidError("its signature is false") from error
        return
    raise CheckpointInvalidError("it is not signed by this log's key")
