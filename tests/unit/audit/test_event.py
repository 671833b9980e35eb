"""The line that is hashed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.audit.event import KINDS, MAX_BODY_BYTES, AuditEvent, body_of, leaf_of
from agent.core.evidence import Evidence

AT = datetime(2026, 4, 1, 9, 30, 0, 120, tzinfo=timezone(timedelta(hours=9)))
EVENT = AuditEvent("order.decided", "order", "customer:C001/PO-7/1", AT, actor="agent-1")


def test_a_body_is_one_line_of_sorted_json() -> None:
    """A whole event is one line, names sorted, no spaces, instants UTC, Japanese as it is."""
    whole = replace(
        EVENT,
        order="customer:C001/PO-7/1",
        partner="C001",
        amount_jpy=1_200,
        day=date(2026, 4, 1),
        run="receive/a",
        rule="over-limit",
        ruleset="ab",
        values={"name": "株式会社山田商事", "findings": ["a", "b"], "n": 3, "known": True, "none": None},
        evidence=(Evidence("注文書.pdf", "ab" * 32, "application/pdf", 10),),
    )

    body = body_of(whole, 7)

    assert json.loads(body)["at"] == "2026-04-01T00:30:00.000120Z"
    assert body == json.dumps(json.loads(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert "\n" not in body
    assert "株式会社" in body


def test_empty_fields_are_left_out() -> None:
    """What was not said does not stand in the body."""
    assert set(json.loads(body_of(EVENT, 1))) == {"v", "id", "at", "kind", "about_type", "about", "actor_kind", "actor"}


def test_the_leaf_is_the_hash_of_the_exact_bytes() -> None:
    """The leaf is SHA-256 over a zero byte and the body, as RFC 6962 has it."""
    body = body_of(EVENT, 1)

    assert leaf_of(body) == hashlib.sha256(b"\0" + body.encode()).digest()


@pytest.mark.parametrize("value", [1.5, 2**53, -(2**53), {"a": float("nan")}, [b"x"], {"名": 1}, object()])
def test_what_two_languages_read_in_two_ways_is_refused(value: Any) -> None:
    """Floats, huge numbers, names outside ASCII and foreign types cannot stand in an event."""
    with pytest.raises(ValueError, match="audit event"):
        body_of(replace(EVENT, values={"x": value}), 1)


def test_too_large_values_become_their_digest() -> None:
    """A mail's endless subject neither breaks the transaction nor the limit of a line."""
    body = body_of(replace(EVENT, values={"subject": "字" * 70_000}), 1)

    assert len(body.encode()) < MAX_BODY_BYTES
    assert json.loads(body)["values"]["too_large"]["size"] == 210_014


def test_a_key_too_long_for_a_line_is_refused() -> None:
    """What cannot be shortened is refused by name."""
    with pytest.raises(ValueError, match="too long"):
        body_of(replace(EVENT, about="x" * 70_000), 1)


def test_a_letter_utf8_cannot_carry_is_kept_as_escape() -> None:
    """A broken letter of a mail is kept, and comes back as it was."""
    body = body_of(replace(EVENT, values={"x": "a\udc80b\0\u2028"}), 1)

    assert json.loads(body.encode().decode())["values"]["x"] == "a\udc80b\0\u2028"


def test_an_unknown_kind_and_an_instant_without_zone_are_refused() -> None:
    """Only kinds of the list, and only instants that mean the same everywhere."""
    with pytest.raises(ValueError, match="not a kind"):
        replace(EVENT, kind="order.eaten")
    with pytest.raises(ValueError, match="time zone"):
        replace(EVENT, at=datetime(2026, 4, 1))
    assert len(set(KINDS)) == len(KINDS)


_NAMES = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=9)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner),
    max_leaves=12,
)


@given(
    st.dictionaries(_NAMES, _JSON, max_size=5),
    st.text(max_size=30),
    st.datetimes(timezones=st.just(UTC), min_value=datetime(1970, 1, 1), max_value=datetime(2999, 1, 1)),
)
def test_any_event_reads_back_and_is_canonical(values: dict[str, Any], about: str, at: datetime) -> None:
    """Whatever simple values an event holds, its line reads back equal and a general encoder writes the same line."""
    body = body_of(replace(EVENT, about=about, at=at, values=values), 5)

    read = json.loads(body)
    assert read.get("values", {}) == values
    assert read["about"] == about
    assert datetime.fromisoformat(read["at"]) == at
    encoded = json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert body == encoded.encode("utf-8", "backslashreplace").decode()
