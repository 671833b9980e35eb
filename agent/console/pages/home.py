"""The first page: what happened today, what waits, what runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from agent.app.ask.overview import Overview, overview
from agent.app.ask.pauses import pauses_told
from agent.app.ask.queue import count_waiting, list_open
from agent.app.ask.sources import sum_of
from agent.console.access import Right
from agent.console.visit import Number, Visit, allowed

router = APIRouter()
QUIET_FOR = timedelta(seconds=90)  # an agent whose heart has not beaten for so long is said to be still
Looking = Annotated[Visit, Depends(allowed(Right.LOOK))]


@router.get("/")
def home(visit: Looking) -> Response:
    """Show the day."""
    return visit.show("home.html", **_day(visit))


@router.get("/parts/home")
def home_part(visit: Looking) -> Response:
    """Show the day again, as a part of the page that is already open."""
    return visit.show("parts/home.html", **_day(visit))


@router.get("/parts/badge")
def badge(visit: Looking) -> Response:
    """Show how much waits, for the menu."""
    with visit.reading() as session:
        waiting = count_waiting(session, with_approvals=False)
    kinds = visit.kinds or tuple(waiting)
    return visit.show("parts/badge.html", n=sum(waiting.get(kind, 0) for kind in kinds))


@router.get("/parts/command/{number}")
def command_part(visit: Looking, number: Number) -> Response:
    """Show what became of a command; only its giver sees it."""
    with visit.reading() as session:
        mine = visit.given(session, str(number))
    answer = visit.show("parts/command.html", command=mine)
    if mine is not None and mine.done_at is not None:
        answer.headers["HX-Refresh"] = "true"  # the page still shows how things stood before
    return answer


def _day(visit: Visit) -> dict[str, Any]:
    deps = visit.deps
    day, now = deps.today(), deps.clock.now()
    with visit.reading() as session:
        seen: Overview = overview(session, now, day, deps.began(day), deps.targets)
        first = list_open(session, visit.kinds, limit=5, with_approvals=False)
        pauses = pauses_told(session)
    still = [agent for agent in seen.agents if now - agent.beat_at > QUIET_FOR]
    kinds = visit.kinds or tuple(seen.waiting)
    return {
        "day": seen,
        "first_items": first,
        "pauses": pauses,
        "total": sum_of(seen.intake, day),
        "waiting": {kind: n for kind, n in seen.waiting.items() if kind in kinds},
        "is_still": len(still) == len(seen.agents),
    }
