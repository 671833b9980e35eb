"""The audit log: search it by date, amount and partner together, and take it along as a table."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from agent.app.ask.audit import AuditFact, AuditFilter, list_actors, list_kinds, search_audit, stream_audit
from agent.app.ask.paging import Page
from agent.app.audit_csv import write_csv
from agent.console.access import Right
from agent.console.search_form import SearchForm, known_place
from agent.console.visit import Visit, allowed

router = APIRouter()
CHUNK_BYTES = 256 * 1024
NOTHING: Page[AuditFact] = Page(())


class Asked(BaseModel):
    """The search form as sent."""

    since: str = ""
    until: str = ""
    day_from: str = ""
    day_to: str = ""
    amount_from: str = ""
    amount_to: str = ""
    partner: str = ""
    order: str = ""
    kind: str = ""
    actor: str = ""


@router.get("/audit")
def audit_page(
    visit: Annotated[Visit, Depends(allowed(Right.SEE_AUDIT))], asked: Annotated[Asked, Query()], after: str = ""
) -> Response:
    """Search the audit log."""
    form = SearchForm()
    wanted = _filter(visit, asked, form)
    return _show(visit, asked, form, wanted, known_place(after))


def _show(visit: Visit, asked: Asked, form: SearchForm, wanted: AuditFilter, after: str = "") -> Response:
    with visit.reading() as session:
        page = NOTHING if form.wrong else search_audit(session, wanted, after)
        kinds, actors = list_kinds(session), list_actors(session)
    return visit.show(
        "audit.html",
        422 if form.wrong else 200,
        page=page,
        wrong=form.wrong,
        kinds=kinds,
        actors=actors,
        asked=asked.model_dump(),
        is_asked=any(asked.model_dump().values()),
        is_later=bool(after),
    )


@router.get("/audit.csv")
def audit_csv(visit: Annotated[Visit, Depends(allowed(Right.SEE_AUDIT))], asked: Annotated[Asked, Query()]) -> Response:
    """Hand out everything the search finds, as UTF-8 CSV that Excel opens; that it was taken is itself noted."""
    form = SearchForm()
    wanted = _filter(visit, asked, form)
    if form.wrong:
        return _show(visit, asked, form, wanted)
    kept = {name: value for name, value in asked.model_dump().items() if value}
    with visit.deps.database.transaction() as session:
        visit.note(session, "audit.exported", visit.name, **kept)
    name = f"denpyo-audit-{visit.deps.today().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_chunks(visit, wanted), media_type="text/csv; charset=utf-8", headers=headers)


def _filter(visit: Visit, asked: Asked, form: SearchForm) -> AuditFilter:
    first, last = form.day("since", asked.since), form.day("until", asked.until)
    day_from, day_to = form.day("day_from", asked.day_from), form.day("day_to", asked.day_to)
    amount_from, amount_to = form.yen("amount_from", asked.amount_from), form.yen("amount_to", asked.amount_to)
    form.require_order(first, last, "until")
    form.require_order(day_from, day_to, "day_to")
    form.require_order(amount_from, amount_to, "amount_to")
    return AuditFilter(
        since=visit.deps.began(first) if first else None,
        until=visit.deps.began(last + timedelta(days=1)) if last else None,
        day_from=day_from,
        day_to=day_to,
        amount_from=amount_from,
        amount_to=amount_to,
        partner=asked.partner,
        order=asked.order.strip(),
        kind=asked.kind,
        actor=asked.actor,
    )


def _chunks(visit: Visit, wanted: AuditFilter) -> Iterator[bytes]:
    with tempfile.SpooledTemporaryFile(max_size=8_000_000) as kept:
        with visit.reading() as session:
            text = io.TextIOWrapper(kept, encoding="utf-8", newline="")
            write_csv(stream_audit(session, wanted), text, visit.deps.site_zone)
            text.flush()
        kept.seek(0)
        while chunk := kept.read(CHUNK_BYTES):
            yield chunk
        text.detach()
