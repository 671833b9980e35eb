"""Names learned from a correction: kept as aliases, and what waits for the same misfit is tried again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlmodel import col, select

from agent.core.command import CommandKind
from agent.core.correction import line_of
from agent.core.order import Customer, Linked, Order, OrderLine
from agent.engine.commands import Ask, RefusedError
from agent.quality.master import Alias
from agent.quality.match import Masters, is_telling
from agent.quality.normalise import name_key, product_key
from agent.store import aliases, audit_log, orders
from agent.store.tables import CommandRow, ExceptionRow, OrderRow

CUSTOMER = "customer"


def learn(ask: Ask, key: str, said: Sequence[Alias]) -> None:
    """Keep names a person has given a meaning, of which order, and try again what waits because of them."""
    new = aliases.add(ask.session, said, ask.now, ask.command.by, key)
    for alias in new:
        told = {"thing": alias.thing, "written": alias.written, "customer": alias.customer, "order": key}
        audit_log.append(ask.session, [ask.writer.plain("alias.added", "alias", alias.code, ask.command.by, **told)])
    if new:
        _try_others_again(ask, key, new)


def aliases_for(thing: str, read: Order, order: Order, masters: Masters) -> tuple[Alias, ...]:
    """Return what would be learned: written texts that lead nowhere yet.

    Args:
        thing: `customer`, or `lines.2`.
        read: The order as it was read.
        order: The order as the person says it is, checked.
        masters: Where names lead today.

    Raises:
        RefusedError: It is not in the master, whose name for it this would be is not known, or anybody is called so.
    """
    was, line = line_of(read, f"{thing}.product_code"), line_of(order, f"{thing}.product_code")
    if thing == CUSTOMER:
        names = tuple(_of_customer(read.customer, order.customer, masters))
    elif was is not None and line is not None and order.customer.known:
        names = tuple(_of_product(was, line, order.customer.code or "", masters))
    else:
        raise RefusedError("alias-of-nothing", thing=thing)
    telling = tuple(one for one in names if is_telling(one.written, one.thing))
    if names and not telling:
        raise RefusedError("alias-of-anybody", written=names[0].written)
    return telling


def _of_customer(written: Customer, named: Customer, masters: Masters) -> Iterator[Alias]:
    if not named.known or named.code is None:
        raise RefusedError("alias-of-nothing", thing=CUSTOMER)
    for text, leads in (
        (written.code, masters.find_customer(Customer(code=written.code))),
        (written.as_written, masters.find_customer_named(written.as_written)),
    ):
        if text and leads is None:
            yield Alias("customer", text, named.code)


def _of_product(written: OrderLine, named: OrderLine, customer: str, masters: Masters) -> Iterator[Alias]:
    if not named.known or named.product_code is None:
        raise RefusedError("alias-of-nothing", thing=f"lines.{named.number}")
    for text, leads in (
        (written.product_code, masters.find_product(written.product_code, None, customer)),
        (written.product_name, masters.find_product_named(written.product_name, customer)),
    ):
        if text and leads is None:
            yield Alias("product", text, named.product_code, customer)


def _try_others_again(ask: Ask, key: str, new: Sequence[Alias]) -> None:
    """Hand out a retry for every other order that waits because of a name that is known now, and say why."""
    statement = select(ExceptionRow, OrderRow).where(
        col(ExceptionRow.resolved_at).is_(None),
        col(ExceptionRow.action).is_(None),
        ExceptionRow.order == OrderRow.key,
        OrderRow.key != key,
        OrderRow.linked != Linked.AMENDED.value,
    )
    for waiting, row in ask.session.exec(statement):
        alias = next((one for one in new if _is_misfit(one, orders.order_of(row))), None)
        if alias is not None:
            kind, by, why = CommandKind.RETRY.value, ask.command.by, ask.command.values["comment"]
            values = {"comment": why, "alias": alias.written, "order": key}
            ask.session.add(CommandRow(kind=kind, about=str(waiting.id), by=by, given_at=ask.now, values=values))


def _is_misfit(alias: Alias, order: Order) -> bool:
    """Whether an order waits for what this name means."""
    if alias.thing == CUSTOMER:
        written = {name_key(text) for text in (order.customer.code, order.customer.as_written) if text}
        return not order.customer.known and name_key(alias.written) in written
    texts = [text for line in order.lines if not line.known for text in (line.product_code, line.product_name) if text]
    return order.customer.code == alias.customer and product_key(alias.written) in {product_key(one) for one in texts}
