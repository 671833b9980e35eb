"""What each lane does, why it waits, what waits for it and what it costs; with pause and go on."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from agent.app.ask.lanes import list_lanes
from agent.app.ask.pauses import pauses_told
from agent.app.ask.targets import find_pause
from agent.console.access import Right
from agent.console.visit import NotFoundError, Visit, acting, allowed
from agent.core.command import CommandKind
from agent.store.tables import OrderRow

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_RUNS))]
Operating = Annotated[Visit, Depends(acting(Right.OPERATE))]


@router.get("/robots")
def robots_page(visit: Looking, command: str = "") -> Response:
    """Show every lane."""
    with visit.reading() as session:
        given = visit.given(session, command)
    return visit.show("robots.html", command=given, **_now(visit))


@router.get("/parts/robots")
def robots_part(visit: Looking) -> Response:
    """Show every lane, as a part of the page that is already open."""
    return visit.show("parts/robots.html", **_now(visit))


@router.post("/robots/hurry", dependencies=[Depends(allowed(Right.SEE_ORDERS))])
def hurry(visit: Operating, order: Annotated[str, Form(max_length=400)]) -> Response:
    """Let an order's slip go before all others of its target."""
    with visit.reading() as session:
        if session.get(OrderRow, order) is None:
            raise NotFoundError
    return visit.command(CommandKind.HURRY, order, f"/orders/{quote(order, safe='')}")


def _now(visit: Visit) -> dict[str, Any]:
    deps = visit.deps
    with visit.reading() as session:
        lanes = list_lanes(session, deps.clock.now(), deps.began(deps.today()), deps.targets)
        return {"lanes": lanes, "paused_all": find_pause(session), "pauses": pauses_told(session)}
