"""What the robots do, as they do it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import Response

from agent.app.ask.pauses import pauses_told
from agent.app.ask.runs import find_run, list_runs, running
from agent.app.ask.targets import EVERY, find_pause, list_targets
from agent.console.access import Right
from agent.console.search_form import known_place
from agent.console.visit import MOST, NotFoundError, Visit, acting, allowed
from agent.core.command import CommandKind

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_RUNS))]
Operating = Annotated[Visit, Depends(acting(Right.OPERATE))]
Text = Annotated[str, Form(max_length=200)]
Back = Annotated[Literal["/runs", "/robots"], Form()]


@router.get("/runs")
def runs_page(visit: Looking, after: str = "", command: str = "") -> Response:
    """Show what runs now and what ran."""
    with visit.reading() as session:
        given, page = visit.given(session, command), list_runs(session, known_place(after))
    return visit.show("runs.html", page=page, is_later=bool(after), command=given, **_now(visit))


@router.get("/parts/runs")
def runs_part(visit: Looking) -> Response:
    """Show what runs now, as a part of the page that is already open."""
    return visit.show("parts/runs.html", **_now(visit))


@router.get("/runs/{action:path}")
def run_page(visit: Looking, action: str, n: Annotated[int, Query(ge=1, le=MOST)] = 1) -> Response:
    """Show one attempt, step by step."""
    with visit.reading() as session:
        run = find_run(session, action, n)
    if run is None:
        raise NotFoundError
    return visit.show("run.html", run=run)


@router.post("/targets/pause")
def pause(visit: Operating, target: Text, reason: Text = "", back: Back = "/runs") -> Response:
    """Stop keying into a target; a slip in hand is finished."""
    _known(visit, target)
    return visit.command(CommandKind.PAUSE, target, back, reason=reason.strip())


@router.post("/targets/resume")
def resume(visit: Operating, target: Text, back: Back = "/runs") -> Response:
    """Go on keying."""
    _known(visit, target)
    return visit.command(CommandKind.RESUME, target, back)


def _now(visit: Visit) -> dict[str, Any]:
    with visit.reading() as session:
        return {
            "running": running(session),
            "targets": list_targets(session, visit.deps.began(visit.deps.today()), visit.deps.targets),
            "paused_all": find_pause(session),
            "pauses": pauses_told(session),
        }


def _known(visit: Visit, target: str) -> None:
    with visit.reading() as session:
        names = {one.name for one in list_targets(session, visit.deps.clock.now(), visit.deps.targets)}
    if target != EVERY and target not in names:
        raise NotFoundError
