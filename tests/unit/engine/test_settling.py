"""A target's slowness is counted by a clock nobody can set, from what this process knows of each commit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agent.engine import settling
from agent.engine.settling import Settling

SENT = datetime(2026, 4, 1, tzinfo=UTC)


class Stopwatch:
    """A monotonic clock that moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    watch = Stopwatch()
    monkeypatch.setattr(settling, "time", watch)
    return watch


def test_our_own_commit_counts_from_when_it_left(watch: Stopwatch) -> None:
    """What was let out ten seconds ago has ten seconds less to wait."""
    known = Settling()
    known.begin("a", SENT)
    watch.seconds += 10

    assert known.left_s("a", SENT, 60) == 50
    watch.seconds += 60
    assert known.left_s("a", SENT, 60) == 0


def test_a_commit_of_another_process_counts_from_when_it_is_met(watch: Stopwatch) -> None:
    """Whatever the wall clock says of it, its whole slowness is waited for."""
    known = Settling()

    assert known.left_s("a", SENT, 60) == 60
    watch.seconds += 60
    assert known.left_s("a", SENT, 60) == 0


def test_a_later_commit_of_another_agent_counts_anew(watch: Stopwatch) -> None:
    """The account was away for a while and the action was sent once more: our own old commit says nothing of it."""
    known = Settling()
    known.begin("a", SENT)
    watch.seconds += 100

    assert known.left_s("a", SENT + timedelta(seconds=90), 60) == 60


def test_what_came_to_its_end_is_forgotten(watch: Stopwatch) -> None:
    """Nothing grows with the slips that were entered."""
    known = Settling()
    known.begin("a", SENT)
    known.end("a")
    watch.seconds += 100

    assert known.left_s("a", SENT, 60) == 60
