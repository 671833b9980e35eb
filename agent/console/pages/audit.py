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

from agent.app.ask.audit import AuditFilter, list_actors, list_kinds, search_audit, stream_audit
from agent.app.audit_csv import write_csv
from agent.console.access import Right
from agent.console.pages.orders import day_of
from agent.console.visit import Visit, allowed

router = APIRouter()
CHUNK_BYTES = 256 * 1024


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
    return StreamingResponse(
        _chunks(visit, _filter(visit, asked)), media_type="text/csv; charset=utf-8", headers=headers
    )


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
