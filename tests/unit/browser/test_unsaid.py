"""What must not be told: found in every writing, and only what is secret."""

from __future__ import annotations

import gc

import pytest

from agent.browser.trail import path_of
from agent.browser.unsaid import HIDDEN, Unsaid, session_secrets
from agent.core.errors import BusinessError
from agent.log import keep_out_for, known_secrets, redacted, writings_of

SECRET = "Maple <9>'\"&月"


@pytest.mark.parametrize("writing", sorted(writings_of(SECRET)))
def test_a_secret_is_left_out_in_every_writing(writing):
    """As it is, in an address, in HTML, in JSON and in Python's own writing."""
    unsaid = Unsaid()
    unsaid.add([SECRET])

    assert unsaid.told(f"before {writing} after") == f"before {HIDDEN} after"
    assert unsaid.spans(f"- {writing}") == [(2, 2 + len(writing))] or len(unsaid.spans(f"- {writing}")) > 1


def test_each_line_of_a_key_is_a_secret():
    """Of a key in PEM, one line is enough to know it by; its frame is none."""
    line = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v3VpguoRK9JLsLMRESc"
    unsaid = Unsaid()
    unsaid.add([f"-----BEGIN PRIVATE KEY-----\n{line}\n-----END PRIVATE KEY-----\n"])

    assert unsaid.told(f"a {line} -----BEGIN PRIVATE KEY-----") == f"a {HIDDEN} -----BEGIN PRIVATE KEY-----"


def test_short_texts_are_left_alone():
    """A masked value of three letters would blank out half of every page."""
    unsaid = Unsaid()
    unsaid.add(["100", ""])

    assert unsaid.told("100 個") == "100 個"


def test_an_error_is_hushed_whole():
    """Message, values and what Python shows of it."""
    unsaid = Unsaid()
    unsaid.add(["HUSHHUSH"])
    error = BusinessError("said HUSHHUSH", seen="HUSHHUSH", field="x")
    unsaid.hush(error)

    assert "HUSH" not in f"{error} {error!r} {error.reason}"
    assert error.values["field"] == "x"


def test_a_session_is_told_from_a_setting():
    """Closed cookies and tokens are secret; a language, a company's name and a number are not."""
    state = {
        "cookies": [
            {"name": "SID", "value": "abcd", "httpOnly": True},
            {"name": "csrf", "value": "a1b2c3d4e5f6a7b8", "httpOnly": False},
            {"name": "lang", "value": "ja-JP", "httpOnly": False},
            {"name": "company", "value": "株式会社やまだ商事第一営業部東京本店", "httpOnly": False},
        ],
        "origins": [{"localStorage": [{"name": "t", "value": "eyJhbGciOi1.x9"}, {"name": "n", "value": "1" * 20}]}],
    }
    assert session_secrets(state) == ["abcd", "a1b2c3d4e5f6a7b8"]


def test_a_session_is_kept_out_as_long_as_its_owner_lives():
    """The log hides the newest session of an account, and forgets it with the account."""

    class Owner:
        """An account."""

    owner = Owner()
    keep_out_for(owner, ["first-session-1"])
    keep_out_for(owner, ["second-session-2"])
    hidden = redacted("first-session-1 second-session-2")
    del owner
    gc.collect()

    assert hidden == "first-session-1 ***"
    assert "second-session-2" not in known_secrets()


def test_a_path_carries_no_session():
    """Query and parameters are left out of the addresses that a trail keeps."""
    assert path_of("http://a/slips;jsessionid=AB12/new;v=1?sid=3#x") == "/slips/new"
