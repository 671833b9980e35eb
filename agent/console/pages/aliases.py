"""What people have said customers and products are called: who learned it from which order, and taking it back."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import Response

from agent.app.names import remove_alias
from agent.console.access import Right
from agent.console.visit import NotFoundError, Number, Visit, acting, allowed
from agent.core.errors import BusinessError, Reason
from agent.store.aliases import KnownAlias, list_known
from agent.store.users import shown_name

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_ORDERS))]
Working = Annotated[Visit, Depends(acting(Right.WORK_QUEUE))]
Search = Annotated[str, Query(max_length=100)]
MOST = 500


class RemovalUnexplainedError(BusinessError):
    """A learned name was to be removed without a reason."""

    code = "removal-unexplained"
    hint = "Say in a few words why, then remove it again."


@router.get("/aliases")
def aliases_page(visit: Looking, q: Search = "", removed: str = "") -> Response:
    """List the names that hold, the latest first."""
    return _show(visit, q, removed=removed)


@router.post("/aliases/{number}/remove", dependencies=[Depends(allowed(Right.SEE_ORDERS))])
def remove(
    visit: Working,
    number: Number,
    why: Annotated[str, Form(max_length=200)] = "",
    q: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Let a name hold no more."""
    if not why.strip():
        return _show(visit, q, problem=RemovalUnexplainedError().reason)
    alias = remove_alias(visit.deps.database, visit.deps.clock, number, visit.name, why.strip())
    if alias is None:
        raise NotFoundError
    return visit.go("/aliases?removed=yes")


def _show(visit: Visit, q: str = "", *, removed: str = "", problem: Reason | None = None) -> Response:
    with visit.reading() as session:
        known = list_known(session)
        people = {by: shown_name(session, by) for by in {one.added_by for one in known}}
        found = [one for one in reversed(known) if _fits(one, people[one.added_by], _folded(q))]
    return visit.show(
        "aliases.html",
        409 if problem else 200,
        aliases=found[:MOST],
        n_found=len(found),
        people=people,
        q=q,
        is_removed=bool(removed),
        problem=problem,
    )


def _fits(one: KnownAlias, by: str, wanted: str) -> bool:
    return any(wanted in _folded(text) for text in (one.written, one.code, one.customer, one.added_by, by))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
