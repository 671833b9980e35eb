"""`denpyo orders`: which orders came, and what became of each."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from agent.cli.commands import By, order_of, who
from agent.cli.options import AsJson, DryRun, Limit, given, words
from agent.cli.output import local, say, show_json, show_pairs, show_table, yen
from agent.core.command import Command, CommandKind
from agent.core.decision import Approve, Decision, Enter, Hold, Ignore
from agent.core.errors import ConfigError, Reason

if TYPE_CHECKING:
    from sqlmodel import Session

    from agent.app.ask.orders import OrderSummary
    from agent.app.ask.story import OrderStory
    from agent.cli.site import OpenSite
    from agent.cli.words import Words

app = typer.Typer(help="Orders and what became of them.", no_args_is_help=True, rich_markup_mode=None)

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day of the site, both ends included.")]


class OrderUnknownError(ConfigError):
    """No order goes by this name."""

    code = "order-unknown"
    hint = "`denpyo orders list` shows the keys there are."


class OrderAmbiguousError(ConfigError):
    """More than one order has this number."""

    code = "order-ambiguous"
    hint = "Name one of them by its key."


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
    t = words(ctx)
    heads = (t("Received"), t("Order number"), t("Customer"), t("Amount before tax"))
    rows = [_row(order, site.zone, t) for order in found]
    show_table((*heads, t("State"), t("Slip number"), t("Order key")), rows, nothing=t("No order matches."))


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
    _tell(site, story, words(ctx))


@app.command("hurry")
def hurry(
    ctx: typer.Context,
    order: Annotated[str, typer.Argument(help="Key of the order, or its number when only one has it.")],
    comment: Annotated[str, typer.Option("--comment", help="Why, in a sentence; it stands in the audit log.")] = "",
    by: By = "",
    dry_run: DryRun = False,
) -> None:
    """Let one order's slip go before all others of its target."""
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site:
        key = story_of(site, order).summary.key
        values = {"comment": comment} if comment else {}
        order_of(site, Command(CommandKind.HURRY, key, who(by), values), dry_run=dry_run)


def story_of(site: OpenSite, name: str) -> OrderStory:
    """Return an order's story by its key, or by its number when only one order has it.

    Raises:
        OrderUnknownError, OrderAmbiguousError: There is none, or there are several.
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
            keys = ", ".join(named)
            raise OrderAmbiguousError(f"{len(named)} orders have the number {name}: {keys}", number=name, keys=keys)
        story = find_story(session, named[0]) if named else None
    if story is None:
        raise OrderUnknownError(f"there is no order `{name}`", order=name)
    return story


def _row(order: OrderSummary, zone: ZoneInfo, t: Words) -> tuple[str | None, ...]:
    return (
        local(order.received_at, zone),
        order.number,
        order.customer_name,
        yen(order.total_jpy),
        _state(order, t),
        order.slip_number,
        order.key,
    )


def _tell(site: OpenSite, story: OrderStory, t: Words) -> None:
    from agent.wording.catalogue import say_kind

    order = story.order
    customer = order.customer.name or order.customer.as_written or "?"
    say(f"{order.number or '?'}  {customer}  {_state(story.summary, t)}")
    _tell_head(story, t)
    lines = [
        (line.number, line.product_code, line.product_name, line.quantity, yen(line.unit_price)) for line in order.lines
    ]
    heads = (t("Line number"), t("Code"), t("Product"), t("Quantity"), t("Unit price"))
    show_table(heads, lines, nothing=t("No lines."))
    _tell_what_came_of_it(story, t)
    for event in story.events:
        say(f"  {local(event.at, site.zone)}  {say_kind(t.language, event.kind)}  {event.actor}")


def _tell_head(story: OrderStory, t: Words) -> None:
    summary = story.summary
    told = [(t("Order key"), summary.key)]
    if story.document is not None:
        told.append((t("Document"), story.document.name))
        told.append((t("Source"), story.document.source))
        told.append((t("Form"), story.document.form or "-"))
    told.append((t("Total"), yen(summary.total_jpy)))
    if summary.slip_number:
        told.append((t("Slip number"), summary.slip_number))
    show_pairs(told)


def _tell_what_came_of_it(story: OrderStory, t: Words) -> None:
    from agent.wording.catalogue import say_finding, say_reason, say_state

    for finding in story.order.findings:
        say(f"{t('Finding')}: {say_finding(t.language, finding.code, dict(finding.values))}")
    for made in story.decisions:
        decision = _decision(made.decision, t)
        say(
            t(
                "Decision by {by}, rule {rule}: {decision}",
                decision=decision,
                rule=made.decision.rule,
                by=made.decided_by,
            )
        )
    for action in story.actions:
        state = say_state(t.language, "action", action.state)
        why = f": {say_reason(t.language, action.reason)}" if action.reason else ""
        say(" ".join(part for part in (f"{t('Entry')}:", action.key, state, action.slip_number) if part) + why)


def _state(order: OrderSummary, t: Words) -> str:
    from agent.wording.catalogue import say_state

    state = say_state(t.language, "order", order.shown_state)
    return state if order.linked == "new" else f"{state} ({say_state(t.language, 'linked', order.linked)})"


def _decision(decision: Decision, t: Words) -> str:
    from agent.wording.catalogue import say_reason, say_state

    name = say_state(t.language, "decision", type(decision).__name__.lower())
    match decision:
        case Enter(target=to) | Approve(by=to):
            return f"{name} ({to})"
        case Hold(reason=code) | Ignore(reason=code):
            return f"{name}: {say_reason(t.language, Reason(code, {'rule': decision.rule}))}"


def _began(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), zone)
