"""Events in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from agent.app.ask.audit import AuditFact
from agent.app.audit_csv import BOM, HEADS, write_csv

TOKYO = ZoneInfo("Asia/Tokyo")


def a_fact(about: str = "order-1", **body: object) -> AuditFact:
    at = datetime(2026, 4, 1, 15, 0, tzinfo=UTC)
    return AuditFact(1, 0, at, "order.decided", "agent-1", about, None, "C001", -500, date(2026, 4, 1), dict(body))


def rows_of(*facts: AuditFact) -> list[dict[str, str]]:
    text = io.StringIO(newline="")
    assert write_csv(facts, text, TOKYO) == len(facts)
    assert text.getvalue().startswith(BOM + HEADS[0])
    return list(csv.DictReader(io.StringIO(text.getvalue().removeprefix(BOM))))


@pytest.mark.parametrize("text", ["=1+1", "+81", "-x", "@SUM(A1)", "\t=1", "＝1", "\r=1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    """A customer's text that a spreadsheet would calculate stays text."""
    assert rows_of(a_fact(text))[0]["about"] == f"'{text}"


def test_times_are_the_sites_and_numbers_stay_numbers() -> None:
    """The clerk reads her own clock, and can add the amounts."""
    (row,) = rows_of(a_fact(values={"name": "山田"}, evidence=[{"name": "a.png", "sha256": "ab"}]))

    assert (row["at"], row["position"], row["amount_jpy"]) == ("2026-04-02 00:00:00", "1", "-500")
    assert (row["values"], row["evidence"]) == ('{"name": "山田"}', "a.png:ab")
