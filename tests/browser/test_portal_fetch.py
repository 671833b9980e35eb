"""The step language without a commit: a portal's list read whole, each new item downloaded once."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

import pytest

from agent.browser.errors import LoginRefusedError
from agent.browser.fetch import Fetcher
from agent.browser.lint import load_script
from agent.core.errors import TransientError
from agent.demo.systems import PracticeSystem
from tests.support.robots import ROOT, Steps

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
ROBOT = ROOT / "robots" / "demo_portal" / "robot.yaml"
FAULTS = "/admin/faults"


def content_of(n: int) -> bytes:
    return f"番号,数量\r\nW-{n:03d},{n}\r\n".encode("cp932")


def order(n: int) -> dict[str, object]:
    return {
        "number": f"W-{n:03d}",
        "ordered_on": "2026-04-01",
        "buyer": "例示物産",
        "title": "注文",
        "total": 1000 + n,
        "file_name": f"W-{n:03d}.csv",
        "content": base64.b64encode(content_of(n)).decode(),
    }


@pytest.fixture
def portal(tmp_path) -> Iterator[PracticeSystem]:
    system = PracticeSystem("robots.demo_portal.portal", tmp_path)
    system.start()
    yield system
    system.stop()


@pytest.fixture
def opened(portal) -> Iterator[Callable[..., Fetcher]]:
    """Open the shipped robot on the portal."""
    made: list[Fetcher] = []

    def open_one(user: str = "") -> Fetcher:
        script = load_script(ROBOT.read_text(encoding="utf-8"), ROBOT.name)
        known = portal._access["user"]
        made.append(Fetcher(script, name="p", url=portal.url, user=user or known, password=lambda: portal.password))
        return made[-1]

    yield open_one
    for fetcher in made:
        fetcher.close()


def put(portal: PracticeSystem, *numbers: int, reserve: bool = False) -> None:
    portal.admin("/admin/orders", {"orders": [order(n) for n in numbers], "reserve": reserve})


def never(external_id: str) -> bool:
    return False


@pytest.mark.proves("A5")
def test_a_list_of_several_pages_is_fetched_whole(opened, portal):
    """Every order of three pages comes once, with its bytes and the portal's own file name."""
    put(portal, *range(1, 24))

    items = list(opened().fetch(never, Steps()))

    assert sorted(item.external_id for item in items) == [f"W-{n:03d}" for n in range(1, 24)]
    assert {item.external_id: item.content for item in items}["W-007"] == content_of(7)
    assert {item.name for item in items} == {f"W-{n:03d}.csv" for n in range(1, 24)}


@pytest.mark.proves("A5")
def test_orders_that_come_in_during_paging_are_not_missed(opened, portal):
    """New orders move the list while it is read: the count shows it, and it is read again."""
    put(portal, *range(1, 16))
    put(portal, 16, 17, 18, reserve=True)  # one shows itself after each look at the list, the log-in's included
    portal.admin(FAULTS, {"release_per_page": 1})
    log = Steps()

    items = list(opened().fetch(never, log))

    assert sorted(item.external_id for item in items) == [f"W-{n:03d}" for n in range(1, 19)]
    assert "the list moved while it was read: read again" in log.heard


@pytest.mark.proves("A5")
def test_a_session_that_keeps_ending_is_renewed(opened, portal):
    """The portal forgets us every seventh page: each page is asked again after a new log-in, nothing comes twice."""
    put(portal, *range(1, 8))
    portal.admin(FAULTS, {"expire_every": 7})

    items = list(opened().fetch(never, Steps()))

    assert sorted(item.external_id for item in items) == [f"W-{n:03d}" for n in range(1, 8)]


def test_what_was_received_is_not_downloaded_again(opened, portal):
    """Only what is new is downloaded; an empty list is empty, not an error."""
    fetcher = opened()
    assert list(fetcher.fetch(never, Steps())) == []
    put(portal, 1, 2)

    items = list(fetcher.fetch(lambda name: name == "W-001", Steps()))

    assert [item.external_id for item in items] == ["W-002"]


def test_a_portal_that_fails_is_never_taken_for_empty(opened, portal):
    """A fault page or a closed connection is an error; a download that breaks off too."""
    put(portal, 1)
    fetcher = opened()
    for fault in ({"fail_next": 1}, {"drop_download_next": 9}, {"down": True}):
        portal.admin(FAULTS, {"drop_download_next": 0, **fault})
        with pytest.raises(TransientError):
            list(fetcher.fetch(never, Steps()))
    portal.admin(FAULTS, {"down": False})
    assert len(list(fetcher.fetch(never, Steps()))) == 1


def test_a_wrong_user_is_said_by_name(opened):
    """`check` names a refused log-in."""
    with pytest.raises(LoginRefusedError):
        opened("nobody").check(Steps())
