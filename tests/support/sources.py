"""Doubles for connectors: a source that delivers what it is told, and the context a real one leans on."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agent.core.delivery import Delivery, Settlement, digest_of
from agent.core.errors import ConfigError, TransientError
from agent.core.ports import RobotFiles
from robots import ROBOTS


@dataclass
class ContextDouble:
    """A context over a temporary site; its clock stands still until it is moved, unless `ticks` says otherwise."""

    folder: Path
    name: str = "inbox"
    secrets: dict[str, str] = field(default_factory=dict)
    received: set[str] = field(default_factory=set)
    robots: dict[str, Path] = field(default_factory=dict)
    instant: datetime = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
    ticks: bool = False

    def now(self) -> datetime:
        return datetime.now(UTC) if self.ticks else self.instant

    def advance(self, seconds: float) -> None:
        """Move the clock."""
        self.instant += timedelta(seconds=seconds)

    def secret(self, name: str) -> str:
        if name not in self.secrets:
            raise ConfigError(f"the secret `{name}` is not set", hint=f"Run `denpyo secrets set {name}`.")
        return self.secrets[name]

    def site_path(self, path: Path) -> Path:
        return self.folder / path

    def is_received(self, external_id: str) -> bool:
        return external_id in self.received

    def robot(self, name: str) -> RobotFiles:
        for robot in ROBOTS:
            if robot.name == name:
                return RobotFiles(self.robots.get(name, robot.script))
        raise ConfigError(f"there is no robot `{name}`", hint="Run `denpyo robots list`.")


@dataclass
class _Item:
    name: str
    content: bytes
    sender: str
    media_type: str


class ScriptedSource:
    """A source in memory: `put` and `replace` are the world outside, `settled` is what it was told.

    `away` makes it unreachable and `wrong` makes its settings wrong; either is what is then raised. `unwanted` names
    what lies there and is no delivery.
    """

    def __init__(self, name: str = "inbox") -> None:
        self.name = name
        self.settled: list[tuple[str, Settlement]] = []
        self.away = False
        self.wrong = False
        self.closed = False
        self.unwanted: tuple[str, ...] = ()
        self._items: dict[str, _Item] = {}
        self._changed = threading.Event()
        self._lock = threading.Lock()

    def put(self, name: str, content: bytes, *, sender: str = "", media_type: str = "text/csv") -> None:
        """Let an item arrive; one of the same name is replaced."""
        with self._lock:
            self._items[name] = _Item(name, content, sender or self.name, media_type)
        self._changed.set()

    def take_away(self, name: str) -> None:
        """Let somebody else remove an item."""
        with self._lock:
            del self._items[name]

    @property
    def left(self) -> list[str]:
        """Names of what is still unsettled."""
        return list(self._items)

    def check(self) -> None:
        if self.wrong:
            raise ConfigError("the scripted source is set up wrongly", hint="Set `wrong` to False.")
        self._reach()

    def deliveries(self) -> Iterator[Delivery]:
        self._reach()
        with self._lock:
            items = list(self._items.values())
        for item in items:
            yield Delivery(
                source=self.name,
                external_id=item.name,
                digest=digest_of(item.content),
                name=item.name,
                media_type=item.media_type,
                content=item.content,
                received_at=datetime.now(UTC),
                handle=item.name,
                sender=item.sender,
            )

    def settle(self, delivery: Delivery, settlement: Settlement) -> None:
        self._reach()
        with self._lock:
            item = self._items.get(delivery.handle)
            if item is None or digest_of(item.content) != delivery.digest:
                return
            self.settled.append((delivery.handle, settlement))
            if settlement is not Settlement.RELEASE:
                del self._items[delivery.handle]

    def wait(self, seconds: float) -> None:
        self._changed.wait(seconds)
        self._changed.clear()

    def holds_back(self) -> bool:
        return False

    def left_alone(self) -> Sequence[str]:
        return self.unwanted

    def wake(self) -> None:
        self._changed.set()

    def close(self) -> None:
        self.closed = True

    def _reach(self) -> None:
        if self.away:
            raise TransientError("the scripted source is away")
