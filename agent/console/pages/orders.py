"""The orders, and one order's whole story."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from agent.app.ask.forms import proposals_of
from agent.app.ask.orders import OrderFilter, OrderSummary, count_open, list_orders
from agent.app.ask.paging import Page
from agent.app.ask.sources import list_sources
from agent.app.ask.story import find_story
from agent.console.access import Right
from agent.console.aftermath import approval_asked
from agent.console.search_form import SearchForm, known_place
from agent.console.visit import NotFoundError, Visit, allowed
from agent.core.order import OrderState
from agent.store import corrections
from agent.store.users import shown_name

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_ORDERS))]
NOTHING: Page[OrderSummary] = Page(())
STATES = tuple(state.value for state in OrderState)


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
    form = SearchForm()
    first, last = form.day("since", since), form.day("until", until)
    form.require_order(first, last, "until")
    if state and state not in STATES:
        raise NotFoundError
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
        page = NOTHING if form.wrong else list_orders(session, wanted, known_place(after))
        counts = count_open(session)
        sources = [status.name for status in list_sources(session, visit.deps.clock.now())]
    return visit.show(
        "orders.html",
        422 if form.wrong else 200,
        page=page,
        wrong=form.wrong,
        counts=counts,
        sources=sources,
        states=STATES,
        asked=asked,
        is_asked=any(asked.values()),
        is_later=bool(after),
    )


@router.get("/orders/{key:path}")
def order_page(visit: Looking, key: str, command: str = "") -> Response:
    """Show one order's story."""
    with visit.reading() as session:
        given, story = visit.given(session, command), find_story(session, key)
        asked = approval_asked(session, key)
        corrected, proposed = corrections.of_order(session, key), proposals_of(session, key)
        people = (
            {} if story is None else {one.resolved_by: shown_name(session, one.resolved_by) for one in story.exceptions}
        )
    if story is None:
        raise NotFoundError
    places = dict(story.order.provenance)
    return visit.show(
        "order.html",
        story=story,
        places=places,
        command=given,
        asked=asked,
        people=people,
        corrected=corrected,
        proposed=proposed,
    )
