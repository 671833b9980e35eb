"""`denpyo orders`: which orders came, and what became of each."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from agent.cli.options import AsJson, Limit, given
from agent.cli.output import local, say, show_json, show_table, yen
from agent.core.errors import ConfigError

if TYPE_CHECKING:
    from sqlmodel import Session

    from agent.app.ask.story import OrderStory
    from agent.cli.site import OpenSite

app = typer.Typer(help="Orders and what became of them.", no_args_is_help=True, rich_markup_mode=None)

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day of the site, both ends included.")]


class OrderUnknownError(ConfigError):
    """No order, or more than one, goes by this name."""

    code = "order-unknown"
    hint = "`denpyo orders list` shows the keys there are."


@app.command("list")
def list_orders(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="Order or slip number's beginning, or part of a customer's name.")] = "",
    state: Annotated[str, typer.Option(help="Only orders in this state, e.g. held.")] = "",
    source: Annotated[str, typer.Option(help="Only orders of this source.")] = "",
    since: Day = None,
    until: Day = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """List orders, newest first."""
    from agent.app.ask import orders as ask
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site, site.database.reading() as session:
        wanted = ask.OrderFilter(
            text=text,
            state=state,
            source=source,
            since=_began(since, site.zone),
            until=_began(until + timedelta(days=1) if until else None, site.zone),
        )
        found = ask.list_orders(session, wanted, limit=limit).rows
    if as_json:
        show_json(found)
        return
    rows = [
        (
            local(order.received_at, site.zone),
            order.number,
            order.customer_name,
            yen(order.total_jpy),
            order.state if order.linked == "new" else f"{order.state} ({order.linked})",
            order.slip_number,
            order.key,
        )
        for order in found
    ]
    show_table(("received", "number", "customer", "yen", "state", "slip", "key"), rows, nothing="No such orders.")


@app.command("show")
def show(
    ctx: typer.Context,
    order: Annotated[str, typer.Argument(help="Key of the order, or its number when only one has it.")],
    as_json: AsJson = False,
) -> None:
    """Show one order's story: document, decision and its rule, slip, and everything that was done."""
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site:
        story = story_of(site, order)
    if as_json:
        show_json(story)
        return
    _tell(site, story)


def story_of(site: OpenSite, name: str) -> OrderStory:
    """Return an order's story by its key, or by its number when only one order has it.

    Raises:
        OrderUnknownError: There is none, or there are several.
    """
    with site.database.reading() as session:
        return _story(session, name)


def _story(session: Session, name: str) -> OrderStory:
    from agent.app.ask.orders import OrderFilter, list_orders
    from agent.app.ask.story import find_story

    story = find_story(session, name)
    if story is None:
        named = [row.key for row in list_orders(session, OrderFilter(text=name)).rows if row.number == name]
        if len(named) > 1:
            raise OrderUnknownError(f"{len(named)} orders have the number {name}: {', '.join(named)}", order=name)
        story = find_story(session, named[0]) if named else None
    if story is None:
        raise OrderUnknownError(f"there is no order `{name}`", order=name)
    return story


def _tell(site: OpenSite, story: OrderStory) -> None:
    from agent.wording.catalogue import say_finding, say_kind, say_reason

    language, zone, order = site.settings.language, site.zone, story.order
    say(f"{order.number or '?'}  {order.customer.name or order.customer.as_written or '?'}  {story.summary.state}")
    say(f"key:      {story.summary.key}")
    if story.document is not None:
        say(f"document: {story.document.name} from {story.document.source}, form {story.document.form or '-'}")
    say(f"total:    {yen(story.summary.total_jpy)}")
    lines = [
        (line.number, line.product_code, line.product_name, line.quantity, line.unit_price) for line in order.lines
    ]
    show_table(("line", "code", "product", "quantity", "price"), lines, nothing="No lines.")
    for finding in order.findings:
        say(f"finding:  {say_finding(language, finding.code, dict(finding.values))}")
    for made in story.decisions:
        say(f"decision: {_decision(made.decision)} by rule {made.decision.rule} ({made.decided_by})")
    for action in story.actions:
        why = f": {say_reason(language, action.reason)}" if action.reason else ""
        say(f"action:   {action.key} {action.state} {action.slip_number}{why}")
    for event in story.events:
        say(f"  {local(event.at, zone)}  {say_kind(language, event.kind)}  {event.actor}")


def _decision(decision: Any) -> str:
    named = [getattr(decision, name) for name in ("target", "by", "reason") if hasattr(decision, name)]
    return " ".join([type(decision).__name__.lower(), *named])


def _began(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), zone)
