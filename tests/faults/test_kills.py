"""kill -9 at named places and at random, under load: exactly one slip per order, nothing lost, the audit verifies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.killing import KINDS, Report, campaign
from tests.support.databases import PostgresServer


def _assert_kept(report: Report, each: int) -> None:
    assert {kind: len(report.of_kind(kind)) for kind in KINDS} == dict.fromkeys(KINDS, each)
    assert report.ledger is not None
    assert report.ledger.differences == ()
    assert report.n_stored == len(report.orders)
    assert report.n_unsettled == 0
    assert report.audit == "proved"


@pytest.mark.faults
@pytest.mark.browser
@pytest.mark.timeout(900)
def test_kills_of_every_kind_leave_one_slip_per_order(tmp_path: Path):
    """A kill of each kind, orders by mail and folder: every one has exactly one slip, equal to it."""
    _assert_kept(campaign(tmp_path, each=1, seed=20261125, portal=False), each=1)


@pytest.mark.long
@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_kills_on_postgresql_leave_one_slip_per_order(tmp_path: Path, postgres: PostgresServer):
    """Two kills of each kind; a killed agent's leases run out before the next one acts, so each takes a minute."""
    _assert_kept(campaign(tmp_path, each=2, seed=20261127, database=postgres.new_address()), each=2)


@pytest.mark.long
@pytest.mark.faults
@pytest.mark.timeout(7200)
def test_many_kills_of_every_kind_leave_one_slip_per_order(tmp_path: Path):
    """The same with forty kills of each kind, and orders by the portal, too."""
    _assert_kept(campaign(tmp_path, each=40, seed=7), each=40)
