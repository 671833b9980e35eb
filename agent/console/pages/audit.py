"""The audit log: search it by date, amount and partner together, and take it along as a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from agent.app.ask.audit import AuditFact, AuditFilter, list_actors, list_kinds, search_audit, stream_audit
from agent.console.access import Right
from agent.console.pages.orders import day_of
from agent.console.visit import Visit, allowed

router = APIRouter()
COLUMNS = ("position", "event", "at", "kind", "actor", "about", "order", "partner", "amount_jpy", "day", "values")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Asked(BaseModel):
    """The search form as sent; what cannot be read asks nothing."""

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
    with visit.reading() as session:
        page = search_audit(session, _filter(visit, asked), after)
        kinds, actors = list_kinds(session), list_actors(session)
    return visit.show(
        "audit.html",
        page=page,
        kinds=kinds,
        actors=actors,
        asked=asked.model_dump(),
        is_asked=any(asked.model_dump().values()),
        is_later=bool(after),
    )


@router.get("/audit.csv")
def audit_csv(visit: Annotated[Visit, Depends(allowed(Right.SEE_AUDIT))], asked: Annotated[Asked, Query()]) -> Response:
    """Hand out everything the search finds, as UTF-8 CSV that Excel opens; that it was taken is itself noted."""
    kept = {name: value for name, value in asked.model_dump().items() if value}
    with visit.deps.database.transaction() as session:
        visit.note(session, "audit.exported", visit.name, **kept)
    name = f"denpyo-audit-{visit.deps.today().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_rows(visit, _filter(visit, asked)), media_type="text/csv; charset=utf-8", headers=headers)


def _filter(visit: Visit, asked: Asked) -> AuditFilter:
    first, last = day_of(asked.since), day_of(asked.until)
    return AuditFilter(
        since=visit.deps.began(first) if first else None,
        until=visit.deps.began(last + timedelta(days=1)) if last else None,
        day_from=day_of(asked.day_from),
        day_to=day_of(asked.day_to),
        amount_from=_yen(asked.amount_from),
        amount_to=_yen(asked.amount_to),
        partner=asked.partner,
        order=asked.order.strip(),
        kind=asked.kind,
        actor=asked.actor,
    )


def _yen(text: str) -> int | None:
    digits = text.replace(",", "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 16 else None


def _rows(visit: Visit, wanted: AuditFilter) -> Iterator[str]:
    yield "\ufeff" + _line(COLUMNS)
    with visit.reading() as session:
        for fact in stream_audit(session, wanted):
            yield _line(_cells(fact))


def _cells(fact: AuditFact) -> tuple[str, ...]:
    values = json.dumps(fact.body.get("values", {}), ensure_ascii=False)
    cells = (fact.position, fact.event, fact.at.isoformat(), fact.kind, fact.actor, fact.about)
    more = (fact.order, fact.partner, fact.amount_jpy, fact.day, values)
    return tuple("" if cell is None else _harmless(str(cell)) for cell in (*cells, *more))


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell: what begins like a formula is marked as text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
