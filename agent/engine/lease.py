"""Hold leases for this process and renew them while they are used."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from loguru import logger

from agent.store import leases
from agent.store.database import Database

TTL_S = 60.0
IDLE_S = 30.0
SAFETY_S = 10.0  # a lease this near its end is asked for anew


@dataclass(slots=True)
class _Held:
    token: int
    used_at: float
    renewed_at: float


def lease_of(source: str) -> str:
    """Name the lease of a source; a target's has the account's name."""
    return f"source:{source}"


class LeaseKeeper:
    """Takes leases by name, renews them from one thread, gives back what has been idle."""

    def __init__(self, database: Database, holder: str, ttl_s: float = TTL_S) -> None:
        self._database, self._holder, self._ttl_s = database, holder, ttl_s
        self._held: dict[str, _Held] = {}
        self._turns: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._renew_all, name="leases", daemon=True)

    def start(self) -> None:
        """Start renewing."""
        self._thread.start()

    def stop(self) -> None:
        """Give back every lease that nobody acts under; one that somebody does runs out by itself."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        with self._lock:
            names = list(self._held)
        for name in names:
            self.give_back(name)

    def is_elsewhere(self, name: str) -> bool:
        """Whether another holds a lease now."""
        with self._database.reading() as session:
            return leases.holder(session, name) not in ("", self._holder)

    def in_turn(self) -> list[str]:
        """Name the leases that somebody acts under now."""
        with self._lock:
            return [name for name, turn in self._turns.items() if turn.locked()]

    def give_back(self, name: str) -> None:
        """Let another take a lease, unless somebody here acts under it."""
        if not self._is_in_turn(name):
            self._release(name)

    def token(self, name: str) -> int | None:
        """Return the token of a lease that is ours now, taking it when it is free; None when another holds it."""
        with self._lock:
            held = self._held.get(name)
            if held is not None and time.monotonic() - held.renewed_at < self._ttl_s - SAFETY_S:
                held.used_at = time.monotonic()
                return held.token
            asked_at = time.monotonic()
            with self._database.transaction() as session:
                token = leases.acquire(session, name, self._holder, self._ttl_s)
            if token is not None:
                self._held[name] = _Held(token, asked_at, asked_at)
            return token

    def forget(self, name: str, token: int) -> None:
        """Stop counting on a lease that was found taken over, so that the next one who asks takes it anew or waits."""
        with self._lock:
            held = self._held.get(name)
            if held is not None and held.token == token:
                del self._held[name]

    @contextmanager
    def turn(self, name: str) -> Iterator[int | None]:
        """Wait until nobody else in this process acts under the lease, and give its token."""
        with self._lock:
            turn = self._turns.setdefault(name, threading.Lock())
        with turn:
            yield self.token(name)

    def _renew_all(self) -> None:
        while not self._stopping.wait(self._ttl_s / 3):
            for name, held in list(self._held.items()):
                try:
                    self._keep(name, held)
                except Exception:  # noqa: BLE001 - the edge of the thread: the database may be away for a while
                    logger.bind(lease=name).opt(exception=True).warning("lease could not be renewed")

    def _keep(self, name: str, held: _Held) -> None:
        if time.monotonic() - held.used_at > IDLE_S and not self._is_in_turn(name):
            self._release(name)
        else:
            self._renew(name, held)

    def _is_in_turn(self, name: str) -> bool:
        turn = self._turns.get(name)
        return turn is not None and turn.locked()

    def _renew(self, name: str, held: _Held) -> None:
        asked_at = time.monotonic()
        with self._database.transaction() as session:
            is_ours = leases.renew(session, name, held.token, self._ttl_s)
        if is_ours:
            held.renewed_at = asked_at
        else:
            logger.bind(lease=name).warning("lease was taken over")
            with self._lock:
                self._held.pop(name, None)

    def _release(self, name: str) -> None:
        with self._lock:
            held = self._held.pop(name, None)
        if held is not None:
            with self._database.transaction() as session:
                leases.release(session, name, held.token)
