"""Where orders come from: how each source fares, and counts that add up."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from agent.app.ask.sources import intake_on, intake_since, list_sources, sum_of
from agent.console.access import Right
from agent.console.search_form import SearchForm
from agent.console.visit import NotFoundError, Visit, acting, allowed
from agent.core.command import CommandKind

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_SOURCES))]
DAYS = 14


@router.get("/sources")
def sources_page(visit: Looking, day: str = "", command: str = "") -> Response:
    """Show every source with its day's counts."""
    today = visit.deps.today()
    form = SearchForm()
    shown = min(form.day("day", day) or today, today)
    with visit.reading() as session:
        given = visit.given(session, command)
        sources = list_sources(session, visit.deps.clock.now())
        intake = {one.source: one for one in intake_on(session, shown)}
        recent = {one.name: intake_since(session, one.name, today - timedelta(days=DAYS - 1)) for one in sources}
    return visit.show(
        "sources.html",
        422 if form.wrong else 200,
        asked=day,
        wrong=form.wrong,
        sources=sources,
        intake=intake,
        total=sum_of(tuple(intake.values()), shown),
        recent={name: {one.day: one for one in intakes} for name, intakes in recent.items()},
        days=[today - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1)],
        shown=shown,
        today=today,
        command=given,
    )


@router.post("/sources/look")
def look(
    visit: Annotated[Visit, Depends(acting(Right.OPERATE))], source: Annotated[str, Form(max_length=200)]
) -> Response:
    """Have a source looked at now."""
    with visit.reading() as session:
        names = {one.name for one in list_sources(session, visit.deps.clock.now())}
    if source not in names:
        raise NotFoundError
    return visit.command(CommandKind.LOOK, source, "/sources")
