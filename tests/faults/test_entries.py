"""Faults in the middle of entries: exactly one slip per order, and what a robot without the design makes of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.entries.director import HELD_BY_OTHER_S
from tests.faults.entries.plan import Kind
from tests.faults.entries.run import demo_rig, strike_denpyo, strike_naive

SEED = 20261126
ONE_OF_EACH = 20268320
"""A plan whose kills meet an entry before, at and after its commit, and whose account is taken before it."""


@pytest.mark.faults
@pytest.mark.browser
@pytest.mark.proves("D2")
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("each", "seed", "n_struck"), [(1, ONE_OF_EACH, 16), pytest.param(3, SEED, 45, marks=pytest.mark.long)]
)
def test_entries_that_met_a_fault_leave_exactly_one_slip_each(
    tmp_path: Path, each: int, seed: int, n_struck: int
) -> None:
    """Faults of sixteen kinds, each in the middle of an entry: every order has one slip, equal to it."""
    n_entries = each * len(Kind)
    with demo_rig(tmp_path) as rig:
        result = strike_denpyo(tmp_path, rig, n_entries, seed)

    assert result.differences == ()
    assert (result.n_slips, result.unfinished, result.audit) == (n_entries, [], "proved")
    struck = Counter(line["kind"] for line in result.lines if line["struck"])
    assert struck.total() >= n_struck
    assert set(struck) == {kind.value for kind in Kind}
    fenced = [line for line in result.lines if line["kind"] == Kind.TAKEN_OVER and line["where"] == "before"]
    assert fenced
    assert all(line["recovered_s"] > HELD_BY_OTHER_S for line in fenced)  # whoever lost the lease committed nothing
    assert {line["where"] for line in result.lines if line["struck"]} == {"before", "at", "after"}


@pytest.mark.faults
@pytest.mark.browser
@pytest.mark.timeout(600)
def test_a_robot_that_tries_again_on_an_error_doubles_slips(tmp_path: Path) -> None:
    """The same faults are real: a loop that enters again on an error leaves two slips for one order."""
    kinds = (Kind.CLOSED_AFTER, Kind.ANSWER_LOST, Kind.SERVER_KILLED, Kind.SLOW, Kind.PRESSED_EARLY)
    with demo_rig(tmp_path) as rig:
        result = strike_naive(tmp_path, rig, len(kinds), SEED, kinds=kinds)

    assert len(result.of("slip-doubled")) >= len(kinds) - 1
