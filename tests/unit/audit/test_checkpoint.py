"""Signed checkpoints, written by one code and read by another."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from agent.audit.checkpoint import Checkpoint, CheckpointInvalidError, key_of, read, sign
from agent.audit.verify import is_signature, read_key, read_note

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = key_of(PRIVATE)
NOTE = sign(Checkpoint(42, b"r" * 32), PRIVATE)


def test_a_note_has_the_form_of_c2sp() -> None:
    """Origin, size and root, an empty line, and the signature line."""
    origin, size, root, empty, signature, end = NOTE.split("\n")

    assert (origin, size, base64.b64decode(root), empty, end) == (KEY.name, "42", b"r" * 32, "", "")
    assert signature.startswith(f"— {KEY.name} ")


def test_both_readers_read_what_was_signed() -> None:
    """The writer's reader and the stand-alone verifier agree."""
    assert read(NOTE, KEY) == Checkpoint(42, b"r" * 32)
    assert read_note(NOTE, KEY.line) == (42, b"r" * 32)
    assert read_key(KEY.line) == (KEY.name, KEY.public)


def test_signatures_of_witnesses_are_passed_over() -> None:
    """A note cosigned by others is still ours."""
    note = f"{NOTE}— witness.example/w AAAAAAAA\n"

    assert read(note, KEY).size == 42
    assert read_note(note, KEY.line)[0] == 42


@pytest.mark.parametrize(
    "note",
    [
        "",
        NOTE.replace("42", "43"),
        NOTE.replace("— ", "- "),
        NOTE.replace("\n\n", "\n"),
        NOTE.replace(KEY.name, "denpyo/0000000000000000", 1),
        NOTE.rsplit("—", 1)[0],
        sign(Checkpoint(42, b"r" * 32), Ed25519PrivateKey.generate()),
        NOTE[:-10] + "AAAAAAAAA\n",
    ],
)
def test_a_false_note_is_refused_by_both_readers(note: str) -> None:
    """An edited, foreign, unsigned or garbled note is not a checkpoint."""
    with pytest.raises(CheckpointInvalidError):
        read(note, KEY)
    with pytest.raises(ValueError, match=r".+"):
        read_note(note, KEY.line)


@pytest.mark.parametrize("line", ["", "a+b+c", KEY.line[:-4], KEY.line.replace("denpyo", "denpya")])
def test_a_false_key_line_is_refused(line: str) -> None:
    """A key line that was cut or renamed is not taken."""
    with pytest.raises(ValueError, match=r".+"):
        read_key(line)


@pytest.mark.parametrize(
    ("public", "message", "signature"),
    [
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            (
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
            ),
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            (
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ),
        ),
    ],
)
def test_the_verifiers_own_ed25519_knows_true_from_false(public: str, message: str, signature: str) -> None:
    """The test vectors of RFC 8032, section 7.1, are true, and one flipped bit makes them false."""
    key, text, signed = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)

    assert is_signature(key, text, signed)
    assert not is_signature(key, text + b"x", signed)
    assert not is_signature(key, text, bytes([signed[0] ^ 1]) + signed[1:])
    assert not is_signature(key, text, signed[:32] + bytes([signed[32] ^ 1]) + signed[33:])
    assert not is_signature(key, text, signed[:-1])
    assert not is_signature(bytes(31) + b"\xff", text, signed)
