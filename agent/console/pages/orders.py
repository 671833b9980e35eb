"""The orders, and one order's whole story."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from agent.app.ask.orders import OrderFilter, count_open, list_orders
from agent.app.ask.sources import list_sources
from agent.app.ask.story import find_story
from agent.console.access import Right
from agent.console.visit import NotFoundError, Visit, allowed
from agent.core.order import OrderState

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_ORDERS))]


@router.get("/orders")
def orders_page(
    visit: Looking,
    text: str = "",
    state: str = "",
    source: str = "",
    customer: str = "",
    since: str = "",
    until: str = "",
    after: str = "",
) -> Response:
    """List orders, newest first."""
    first, last = day_of(since), day_of(until)
    wanted = OrderFilter(
        text=text.strip()[:100],
        state=state,
        source=source,
        customer=customer,
        since=visit.deps.began(first) if first else None,
        until=visit.deps.began(last + timedelta(days=1)) if last else None,
    )
    asked = {"text": text, "state": state, "source": source, "customer": customer, "since": since, "until": until}
    with visit.reading() as session:
        page = list_orders(session, wanted, after)
        counts = count_open(session)
        sources = [status.name for status in list_sources(session, visit.deps.clock.now())]
    return visit.show(
        "orders.html",
        page=page,
        counts=counts,
        sources=sources,
        states=[known.value for known in OrderState],
        asked=asked,
        is_asked=any(asked.values()),
        is_later=bool(after),
    )


@router.get("/orders/{key:path}")
def order_page(visit: Looking, key: str, command: int | None = None) -> Response:
    """Show one order's story."""
    with visit.reading() as session:
        story = find_story(session, key)
    if story is None:
        raise NotFoundError
    places = dict(story.order.provenance)
    return visit.show("order.html", story=story, places=places, command=command)


def day_of(text: str) -> date | None:
    """Read a day from a form; anything else asks nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
