"""An order that stands in the place of another: read anew, or read where only a copy of it was found before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.core.order import Order, OrderState
from agent.engine.answering import close_item, settle_ruling
from agent.engine.commands import Ask
from agent.engine.linking import link_again
from agent.engine.reading import Received, Ruled, rule
from agent.engine.stations.correct import correct
from agent.store import actions, audit_log, corrections, exceptions, orders
from agent.store.tables import OrderRow


def put_in_place(ask: Ask, stored: OrderRow, one: Ruled) -> None:
    """Store an order as it was read, checked and decided anew under the key it has, and what that leads to."""
    placed = replace(link_again(ask.session, stored.key, one), key=stored.key)
    orders.replace_order(ask.session, placed)
    audit_log.append(ask.session, [ask.writer.corrected(stored.key, placed.order, ask.command.by)])
    settle_ruling(ask, stored, placed)


def without_taken_over(ask: Ask, again: Received, new: Sequence[Ruled]) -> list[Ruled]:
    """Let new orders take the place of those held that this reading leaves out as copies; return the others.

    A mail's text tells the order of its attachment, and only the text could be read before.
    """
    left, given = list(new), {_spot(one.order) for one in again.orders}
    read = {document.key for document, _ in again.documents} - {document.key for document, _ in again.unread}
    for row in exceptions.orders_of_delivery(ask.session, again.delivery.key):
        stored = orders.get_order(ask.session, str(row.order))
        copy = orders.order_of(stored)
        is_at_rest = stored.state == OrderState.HELD.value and actions.find_action_of(ask.session, stored.key) is None
        if not is_at_rest or _spot(copy) in given or copy.document not in read:
            continue
        one = next((one for one in left if copy.number in (None, one.read.number)), None)
        if one is not None:
            left.remove(one)
            put_in_place(ask, stored, _as_people_said(ask, stored.key, one))
            close_item(ask, row, "retry")
    return left


def _as_people_said(ask: Ask, key: str, one: Ruled) -> Ruled:
    said = corrections.of_order(ask.session, key)
    if not said:
        return one
    return Ruled(*rule(correct(one.read, said), ask.outside.guidance(), ask.outside.today()), one.read)


def _spot(order: Order) -> tuple[str, int]:
    return order.document, order.position
