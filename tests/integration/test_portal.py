"""The portal connector on the demo portal with a real browser: orders that come in meanwhile, faults, changed pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from agent.core.delivery import Delivery, Settlement
from agent.core.errors import TransientError
from agent.core.ports import Source
from connectors.portal import PortalChangedError, PortalConfig, PortalRobotError, PortalSource
from robots import ROBOTS
from robots.demo_portal.portal.orders import OPEN, PortalOrder
from tests.contract.source_rigs import PortalRig

pytestmark = pytest.mark.browser

SCRIPT = next(robot.script for robot in ROBOTS if robot.name == "demo-portal").read_text("utf-8")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[PortalRig]:
    """A portal of its own."""
    made = PortalRig(tmp_path)
    yield made
    made.close()


@pytest.fixture
def source(rig: PortalRig) -> Iterator[Source]:
    """A source on it."""
    opened = rig.open()
    yield opened
    opened.close()


def use_script(rig: PortalRig, text: str) -> None:
    """Let the site's robot have this script."""
    path = rig.ctx.folder / "robot.yaml"
    path.write_text(text, "utf-8")
    rig.ctx.robots["demo-portal"] = path


def take_all(source: Source) -> list[Delivery]:
    """Take and settle what there is, as long as the portal works."""
    taken = []
    try:
        for delivery in source.deliveries():
            taken.append(delivery)
            source.settle(delivery, Settlement.ACCEPT)
    except TransientError:
        return taken
    return taken


@pytest.mark.proves("A5")
def test_orders_that_come_in_during_paging_and_faults_are_taken_once(rig, source):
    """Orders added while the list is paged, ended sessions, failing pages and broken downloads lose and double none."""
    rig.orders.add([an_order(number) for number in range(11)])
    rig.orders.add([an_order(number) for number in range(11, 16)], is_reserve=True)
    rig.portal.faults.set({"expire_every": 41, "fail_every": 37, "drop_download_next": 2, "lose_tick_next": 1})
    taken: list[Delivery] = []
    for _ in range(12):
        rig.portal.faults.set({"release_per_page": 1})
        taken += take_all(source)
        if len({each.external_id for each in taken}) == 16 and rig.orders.count(OPEN) == 0:
            break

    assert {each.external_id for each in taken} == {f"P{number:03d}" for number in range(16)}
    assert len({each.key for each in taken}) == 16
    assert rig.orders.count(OPEN) == 0


def test_order_opened_again_by_the_buyer_is_delivered_again(rig, source):
    """An order that is ticked, then changed and opened again at the portal, is a new delivery."""
    rig.put("P1", b"first")
    [first] = take_all(source)
    rig.ctx.received.add("P1")
    rig.replace("P1", b"second")
    rig.orders.set_state("P1", OPEN)

    [second] = take_all(source)

    assert second.content == b"second"
    assert second.key != first.key


def test_portal_without_ticks_is_remembered_by_numbers(rig, source):
    """Where nothing can be ticked, what is stored and settled is not fetched again, and what is not, is."""
    use_script(rig, SCRIPT[: SCRIPT.index("settle:")])
    rig.put("P1", b"one")
    rig.put("P2", b"two")
    before = [each.external_id for each in take_all(source)]
    rig.ctx.received.add("P1")

    assert sorted(before) == ["P1", "P2"]
    assert [each.external_id for each in take_all(source)] == ["P2"]


def test_changed_page_is_named_and_never_empty(rig, source):
    """When the portal's pages changed, the source says so with the robot's next move."""
    use_script(rig, SCRIPT.replace("download: CSV", "download: XLS"))
    rig.put("P1", b"one")

    with pytest.raises(PortalChangedError) as raised:
        list(source.deliveries())

    assert raised.value.next_move


def test_missing_list_is_never_empty(rig, source):
    """A list that is not on the page as described is no empty list."""
    use_script(rig, SCRIPT.replace("table: 受注一覧", "table: 発注一覧"))

    with pytest.raises(TransientError):
        list(source.deliveries())


def test_robot_that_enters_is_refused(rig):
    """A robot for a target cannot be named for a portal."""
    config = PortalConfig(connector="portal", robot="demo-ledger", url="http://127.0.0.1:9")
    source = PortalSource(config, rig.ctx)

    with pytest.raises(PortalRobotError) as raised:
        source.check()

    assert raised.value.next_move


def an_order(number: int) -> PortalOrder:
    """One order of the portal with a file of its own."""
    name = f"P{number:03d}"
    return PortalOrder(name, date(2026, 3, 2), "見本商店", "注文", 1000, f"{name}.csv", f"order {name}".encode())
