"""One-time codes of a log-in (RFC 6238), each typed once.

A target refuses a code it has seen, and may lock the account; so no code is given out twice, and after a start of the
agent, which cannot know what was typed just before it, the first code is that of the next window.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from agent.core.errors import ConfigError

HASHES = {"SHA1": hashlib.sha1, "SHA256": hashlib.sha256, "SHA512": hashlib.sha512}
MARGIN_S = 3.0  # a code with less time left may be late when it arrives


class TotpSecretError(ConfigError):
    """The secret that one-time codes are made of is none."""

    code = "totp-secret"
    hint = "Set the base32 text, or the whole otpauth:// address, that the target shows beside its QR code."


@dataclass(frozen=True, slots=True)
class TotpSecret:
    """What codes are made of."""

    key: bytes = field(repr=False)
    digits: int = 6
    period_s: int = 30
    algorithm: str = "SHA1"

    def window_at(self, at: float) -> int:
        """Number the window of an instant in Unix seconds."""
        return int(at // self.period_s)

    def code_of(self, window: int) -> str:
        """Return the code of a window."""
        digest = hmac.new(self.key, window.to_bytes(8, "big"), HASHES[self.algorithm]).digest()
        start = digest[-1] & 0xF
        number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
        return str(number % 10**self.digits).zfill(self.digits)


def read_secret(text: str) -> TotpSecret:
    """Read a base32 text or an otpauth:// address.

    Raises:
        TotpSecretError: It is neither; the text is not repeated.
    """
    told = {name: values[0] for name, values in parse_qs(urlsplit(text).query).items()} if "://" in text else {}
    plain = (told.get("secret", "") if "://" in text else text).replace(" ", "").replace("-", "").upper()
    try:
        key = base64.b32decode(plain + "=" * (-len(plain) % 8))
        digits, period_s = int(told.get("digits", "6")), int(told.get("period", "30"))
    except (binascii.Error, ValueError):
        key, digits, period_s = b"", 0, 0
    algorithm = told.get("algorithm", "SHA1").upper()
    if not key or not 6 <= digits <= 10 or period_s < 1 or algorithm not in HASHES:
        raise TotpSecretError("the secret of the one-time codes cannot be read")
    return TotpSecret(key, digits, period_s, algorithm)


class OneTimeCodes:
    """Gives out the codes of one account.

    Args:
        secret: Asked for at each code, never kept.
        now: Unix seconds.
        sleep: Waits so many seconds.
    """

    def __init__(
        self,
        secret: Callable[[], str],
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._secret, self._now, self._sleep = secret, now, sleep
        self._begun_at, self._used = now(), -1

    def next(self) -> str:
        """Return a code that was not given out before, waiting for its window where needed.

        Raises:
            TotpSecretError: The secret is none.
        """
        secret = read_secret(self._secret())
        if max(self._used, secret.window_at(self._begun_at)) > secret.window_at(self._now()) + 1:
            self._begun_at, self._used = self._now(), -1  # the clock was put back: what was given out was for later
        used = max(self._used, secret.window_at(self._begun_at))
        while secret.window_at(now := self._now()) <= used or self._left_s(secret, now) < MARGIN_S:
            self._sleep(self._left_s(secret, now) + 0.01)
        self._used = secret.window_at(now)
        return secret.code_of(self._used)

    def _left_s(self, secret: TotpSecret, now: float) -> float:
        return secret.period_s - now % secret.period_s
