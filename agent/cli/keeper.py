"""What `denpyo once` leaves to whoever looks after the system: nobody watches a run that cron starts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from agent.app.ask.queue import count_waiting
from agent.app.ask.sources import list_sources
from agent.app.ask.targets import targets_down
from agent.cli.output import note
from agent.cli.words import Words
from agent.core.errors import Reason
from agent.store.database import Database
from agent.store.exceptions import ExceptionKind


@dataclass(frozen=True, slots=True)
class ForKeeper:
    """What waits in the queue and is no order's matter, and the sources and targets that are down, since whenever.

    Orders that wait for a clerk are a day's work like any other.
    """

    n_waiting: int
    sources: dict[str, Reason | None]
    targets: dict[str, Reason]

    @property
    def is_nothing(self) -> bool:
        """Whether all is well."""
        return not (self.n_waiting or self.sources or self.targets)

    def tell(self, t: Words) -> None:
        """Say on stderr what it is and what shows more."""
        from agent.wording.catalogue import say_reason

        for name, reason in self.sources.items():
            why = say_reason(t.language, reason)
            note(
                t(
                    "Source {name} cannot be reached: {why} `denpyo connections test {name}` looks again.",
                    name=name,
                    why=why,
                )
            )
        for name, cause in self.targets.items():
            why = say_reason(t.language, cause)
            note(t("Target {name} takes no slips: {why} `denpyo robots list` shows what waits.", name=name, why=why))
        if self.n_waiting:
            note(
                t(
                    "{n} waiting for whoever looks after the system. "
                    "`denpyo queue list --kind system --kind in-doubt` lists them.",
                    n=self.n_waiting,
                )
            )


def for_keeper(database: Database, sources: Collection[str], now: datetime) -> ForKeeper:
    """Ask what waits for whoever looks after the system, and what is down."""
    with database.reading() as session:
        waiting = count_waiting(session)
        down = {one.name: one.reason for one in list_sources(session, now) if one.is_down and one.name in sources}
        failing = targets_down(session)
    return ForKeeper(waiting.get(ExceptionKind.SYSTEM, 0) + waiting.get(ExceptionKind.IN_DOUBT, 0), down, failing)
