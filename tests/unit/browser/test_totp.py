"""One-time codes: as the standard says, and each given out once."""

from __future__ import annotations

import base64

import pytest

from agent.browser.template import Account, resolve_text
from agent.browser.totp import OneTimeCodes, TotpSecret, TotpSecretError, read_secret

BASE32 = base64.b32encode(b"12345678901234567890").decode()


class Clock:
    """Time that moves when somebody sleeps."""

    def __init__(self, at: float) -> None:
        self.at, self.slept = at, 0.0

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds
        self.slept += seconds


@pytest.mark.parametrize(
    ("at", "algorithm", "code"),
    [
        (59, "SHA1", "94287082"),
        (1111111109, "SHA1", "07081804"),
        (20000000000, "SHA1", "65353130"),
        (59, "SHA256", "46119246"),
        (59, "SHA512", "90693936"),
    ],
)
def test_codes_are_those_of_the_standard(at: int, algorithm: str, code: str):
    """RFC 6238, appendix B."""
    lengths = {"SHA1": 20, "SHA256": 32, "SHA512": 64}
    secret = TotpSecret((b"1234567890" * 7)[: lengths[algorithm]], 8, 30, algorithm)
    assert secret.code_of(secret.window_at(at)) == code


@pytest.mark.parametrize(
    ("text", "digits", "period_s"),
    [
        (BASE32, 6, 30),
        (f" {BASE32[:4].lower()} {BASE32[4:]}", 6, 30),
        (f"otpauth://totp/x:keiri?secret={BASE32}&issuer=x&digits=8&period=60&algorithm=SHA256", 8, 60),
    ],
)
def test_a_secret_is_read_as_the_target_shows_it(text: str, digits: int, period_s: int):
    """As plain base32 with blanks, or as the address in the QR code."""
    secret = read_secret(text)
    assert (secret.key, secret.digits, secret.period_s) == (b"12345678901234567890", digits, period_s)


@pytest.mark.parametrize("text", ["", "geheim!", "otpauth://totp/x", f"otpauth://totp/x?secret={BASE32}&digits=99"])
def test_what_is_no_secret_is_said_and_not_repeated(text: str):
    """A site's mistake has a code of its own; the text may be half a secret."""
    with pytest.raises(TotpSecretError) as stopped:
        read_secret(text)
    assert not text or text not in repr(stopped.value)


@pytest.mark.proves("D5")
def test_no_code_is_given_out_twice():
    """The second log-in of a window waits for the next, and so does the first after a start of the agent."""
    clock = Clock(at=1000.0)
    codes = OneTimeCodes(lambda: BASE32, clock.now, clock.sleep)

    given = [codes.next() for _ in range(3)]

    assert len(set(given)) == 3
    assert 1020.0 <= clock.at - 60.0 < 1021.0


def test_a_code_about_to_end_is_not_given_out():
    """It would be late when it arrives."""
    clock = Clock(at=900.0)
    codes = OneTimeCodes(lambda: BASE32, clock.now, clock.sleep)
    clock.at = 988.5
    codes.next()
    assert 990.0 <= clock.at < 991.0


def test_a_clock_put_back_is_not_waited_for():
    """What was given out belongs to windows of later on; the next code is that of the next window, as after a start."""
    clock = Clock(at=100_000.0)
    codes = OneTimeCodes(lambda: BASE32, clock.now, clock.sleep)
    codes.next()
    clock.at = 50_000.0
    codes.next()
    assert 50_000.0 < clock.at < 50_031.0


def test_a_code_is_made_when_it_is_typed_and_shown_nowhere():
    """`{account.totp}` asks then; the account's own text holds none."""
    account = Account("keiri", "geheim", lambda: "123456")
    assert resolve_text("{account.totp}", {"account": account}) == "123456"
    assert "123456" not in repr(account)
    assert hash(account) == hash(Account("keiri", "geheim"))
