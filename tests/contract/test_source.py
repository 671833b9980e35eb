"""Every connector keeps these promises, unchanged."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.core.delivery import Delivery, Settlement
from agent.core.errors import ConfigError, TransientError
from agent.core.ports import Source
from tests.contract.source_rigs import (
    FolderRig,
    ImapRig,
    MovingImapRig,
    PolledFolderRig,
    PortalRig,
    ScriptedRig,
    SourceRig,
)

RIGS = [
    pytest.param(ScriptedRig, id="scripted"),
    pytest.param(FolderRig, id="folder"),
    pytest.param(PolledFolderRig, id="folder-polled"),
    pytest.param(ImapRig, id="imap", marks=pytest.mark.integration),
    pytest.param(MovingImapRig, id="imap-moving", marks=pytest.mark.integration),
    pytest.param(PortalRig, id="portal", marks=pytest.mark.browser),
]
SETTLED = [Settlement.ACCEPT, Settlement.REJECT]


@pytest.fixture(params=RIGS)
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SourceRig]:
    """One world per connector."""
    made = request.param(tmp_path)
    yield made
    made.close()


@pytest.fixture
def reopen(rig: SourceRig) -> Iterator[Callable[[], Source]]:
    """Open the connector as often as asked, and close all of them at the end."""
    opened: list[Source] = []

    def open_one() -> Source:
        opened.append(rig.open())
        opened[-1].check()
        return opened[-1]

    yield open_one
    for source in opened:
        source.close()


def look(source: Source) -> list[Delivery]:
    """Take what is there now; a source may need a moment to hear of it."""
    return list(source.deliveries())


def look_for(source: Source, count: int) -> list[Delivery]:
    """Look, wait and look again until so many are there."""
    deadline = time.monotonic() + 10
    while len(found := look(source)) < count and time.monotonic() < deadline:
        source.wait(1)
    return found


def test_each_item_is_delivered_with_its_bytes(rig, reopen):
    """Every item is delivered, with exactly its bytes and its digest."""
    source = reopen()
    rig.put("a", b"order a")
    rig.put("b", b"order b")

    found = look_for(source, 2)

    assert len(found) == 2
    assert all(text in b"".join(each.content for each in found) for text in (b"order a", b"order b"))
    assert len({each.key for each in found}) == 2


def test_second_look_has_the_same_keys(rig, reopen):
    """An unsettled item is delivered again with the same key."""
    source = reopen()
    rig.put("a", b"order a")

    first, second = look_for(source, 1), look(source)

    assert [each.key for each in first] == [each.key for each in second]


@pytest.mark.parametrize("settlement", SETTLED)
def test_settled_item_is_not_delivered_again(rig, reopen, settlement):
    """What was taken or refused does not come back, not even after a restart."""
    source = reopen()
    rig.put("a", b"order a")
    [delivery] = look_for(source, 1)

    source.settle(delivery, settlement)

    assert look(source) == []
    assert look(reopen()) == []


def test_released_item_stays(rig, reopen):
    """A released item stays where it is."""
    source = reopen()
    rig.put("a", b"order a")
    [delivery] = look_for(source, 1)

    source.settle(delivery, Settlement.RELEASE)

    assert [each.key for each in look(source)] == [delivery.key]


def test_kill_between_delivery_and_settlement_loses_nothing(rig, reopen):
    """A delivery that was never settled comes again after a restart, under the same key."""
    rig.put("a", b"order a")
    [before] = look_for(reopen(), 1)

    after = look_for(reopen(), 1)

    assert [each.key for each in after] == [before.key]


def test_item_replaced_before_settlement_is_delivered(rig, reopen):
    """Settling what was delivered never settles what took its place."""
    source = reopen()
    rig.put("a", b"order a")
    [old] = look_for(source, 1)
    rig.replace("a", b"order a, corrected")

    source.settle(old, Settlement.ACCEPT)

    [new] = look_for(source, 1)
    assert b"corrected" in new.content
    assert new.key != old.key


def test_item_gone_before_settlement_is_no_error(rig, reopen):
    """An item somebody took away meanwhile is settled without complaint, and so is one settled twice."""
    source = reopen()
    rig.put("a", b"order a")
    rig.put("b", b"order b")
    a, b = look_for(source, 2)
    rig.remove("a")

    for delivery in (a, b, b):
        source.settle(delivery, Settlement.ACCEPT)

    assert look(source) == []


def test_unreachable_is_never_empty(rig, reopen):
    """A source that is away says so, and has everything when it is back."""
    source = reopen()
    rig.put("a", b"order a")
    [before] = look_for(source, 1)
    rig.go_away()

    with pytest.raises(TransientError):
        look(source)

    rig.come_back()
    assert [each.key for each in look_for(source, 1)] == [before.key]


def test_unreachable_at_check_is_said(rig, reopen):
    """A source that is away at start says so, by a code."""
    source = reopen()
    rig.go_away()

    with pytest.raises(TransientError) as raised:
        source.check()

    assert raised.value.code
    rig.come_back()


def test_wrong_settings_are_named_with_the_next_move(rig):
    """Wrong settings stop the start, with a code and a hint."""
    source = rig.open_wrong()

    with pytest.raises(ConfigError) as raised:
        source.check()

    assert raised.value.code
    assert raised.value.next_move
    source.close()


def test_wait_ends_when_something_arrives(rig, reopen):
    """Waiting ends soon after an item arrives, not at the end of the time."""
    source = reopen()
    look(source)
    source.wait(0.2)
    look(source)
    timer = threading.Timer(0.1, rig.put, ("a", b"order a"))
    timer.start()

    started = time.monotonic()
    found = look_for(source, 1)

    timer.join()
    assert len(found) == 1
    assert time.monotonic() - started < 5


def test_wake_ends_waiting_from_another_thread(rig, reopen):
    """A wake from another thread ends the wait at once."""
    source = reopen()
    look(source)
    source.wait(0.2)
    timer = threading.Timer(0.05, source.wake)
    timer.start()

    started = time.monotonic()
    source.wait(20)

    timer.join()
    assert time.monotonic() - started < 2
