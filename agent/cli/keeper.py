"""What `denpyo once` leaves to whoever looks after the system: nobody watches a run that cron starts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from agent.app.ask.queue import count_waiting
from agent.app.ask.sources import list_sources
from agent.cli.output import note
from agent.cli.words import Words
from agent.core.errors import Reason
from agent.store.database import Database
from agent.store.exceptions import ExceptionKind


@dataclass(frozen=True, slots=True)
class ForKeeper:
    """What waits in the queue, of this run or an earlier one, and is no order's matter; and the sources that are down.

    Orders that wait for a clerk are a day's work like any other.
    """

    n_waiting: int
    down: dict[str, Reason | None]

    @property
    def is_nothing(self) -> bool:
        """Whether all is well."""
        return not self.n_waiting and not self.down

    def tell(self, t: Words) -> None:
        """Say on stderr what it is and what shows more."""
        from agent.wording.catalogue import say_reason

        for name, reason in self.down.items():
            why = say_reason(t.language, reason)
            note(
                t(
                    "Source {name} cannot be reached: {why} `denpyo connections test {name}` looks again.",
                    name=name,
                    why=why,
                )
            )
        if self.n_waiting:
            note(
                t(
                    "{n} waiting for whoever looks after the system. "
                    "`denpyo queue list --kind system --kind in-doubt` lists them.",
                    n=self.n_waiting,
                )
            )


def for_keeper(database: Database, sources: Collection[str], now: datetime) -> ForKeeper:
    """Ask what waits for whoever looks after the system, and which of the site's sources are down."""
    with database.reading() as session:
        waiting = count_waiting(session)
        down = {one.name: one.reason for one in list_sources(session, now) if one.is_down and one.name in sources}
    return ForKeeper(waiting.get(ExceptionKind.SYSTEM, 0) + waiting.get(ExceptionKind.IN_DOUBT, 0), down)
