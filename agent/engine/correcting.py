"""A person's word on what stands in a document: kept, checked and decided anew, and names learned from it.

One transaction. An order a slip was made of is not corrected: what may be in the target already stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from agent.audit.event import Simple
from agent.core.command import Command, CommandKind
from agent.core.correction import COMPARED, CORRECTABLE, Correction, is_line, reading_of, seen_of, shown_in
from agent.core.money import plain
from agent.core.order import Linked, Order
from agent.engine.answering import (
    ORDER_LOCKED,
    close_item,
    delivery_of,
    item_number,
    open_item,
    order_of_item,
    settle_ruling,
)
from agent.engine.commands import Ask, Deed, RefusedError
from agent.engine.learning import aliases_for, learn
from agent.engine.linking import link_again
from agent.engine.outside import Guidance, Outside
from agent.engine.reading import Ruled, rule
from agent.engine.stations.correct import CorrectionUnreadableError, correct, typed
from agent.extract.extraction import Extraction
from agent.extract.passwords import LockedError
from agent.quality.match import learned
from agent.store import actions, audit_log, corrections, orders
from agent.store.tables import CommandRow, ExceptionRow, OrderRow


@dataclass(frozen=True, slots=True)
class _Said:
    """What a command says: fields with their texts, whether all was compared, what to learn and whether the form is."""

    fields: dict[str, str]
    is_compared: bool
    to_learn: tuple[str, ...]
    seen: str
    is_for_form: bool


def correct_order(outside: Outside, command: Command) -> Deed:
    """Put what a person says in place of what was read, then check and decide the order anew."""
    number, said = item_number(command), _said_in(command)
    with outside.database.reading() as session:
        waiting = session.get(ExceptionRow, number)
        stored = session.get(OrderRow, waiting.order) if waiting and waiting.order else None
        delivery = delivery_of(session, outside, stored.document) if stored else None
    read = outside.parsers.read(delivery).extractions if delivery else ()
    guidance = outside.guidance()

    def deed(ask: Ask) -> dict[str, Any]:
        row = open_item(ask, number)
        key = order_of_item(row)
        if row.action or actions.find_action_of(ask.session, key) is not None:
            raise RefusedError("already-queued")
        stored = orders.get_order(ask.session, key)
        if stored.state not in CORRECTABLE:
            raise RefusedError("exception-not-open", number=str(number))
        _correct(ask, stored, _same(orders.order_of(stored), read), said, guidance)
        close_item(ask, row, "corrected")
        return {}

    return deed


def _correct(ask: Ask, stored: OrderRow, read: Order, said: _Said, guidance: Guidance) -> None:
    before = corrections.of_order(ask.session, stored.key)
    shown, _ = rule(correct(read, before), guidance, ask.outside.today())
    if seen_of(shown) != said.seen:
        raise RefusedError("amended-changed" if stored.linked == Linked.AMENDED.value else "order-changed")
    made = _made(ask, read, shown, said)
    corrected = correct(read, (*before, *made))
    order, ruling = rule(corrected, guidance, ask.outside.today())
    names = [alias for thing in said.to_learn for alias in aliases_for(thing, read, order, guidance.masters)]
    if names:
        wiser = replace(guidance, masters=learned(guidance.masters, names))
        order, ruling = rule(corrected, wiser, ask.outside.today())
    corrections.add(ask.session, stored.key, made)
    placed = replace(link_again(ask.session, stored.key, Ruled(order, ruling, read)), key=stored.key)
    orders.replace_order(ask.session, placed)
    by = ask.command.by
    audit_log.append(
        ask.session,
        [
            ask.writer.reviewed(stored.key, placed.order, by, _told(made, ask.command)),
            ask.writer.corrected(stored.key, placed.order, by),
        ],
    )
    learn(ask, stored.key, names)
    settle_ruling(ask, stored, placed)
    if said.is_for_form:
        _teach(ask, stored.key, made)


def _teach(ask: Ask, key: str, made: Sequence[Correction]) -> None:
    """Have a change to the form looked for, after this is stored."""
    fields = [one.field for one in made if one.field != COMPARED]
    if fields:
        values = {"fields": json.dumps(fields), "comment": ask.command.values["comment"]}
        row = CommandRow(kind=CommandKind.TEACH.value, about=key, by=ask.command.by, given_at=ask.now, values=values)
        ask.session.add(row)


def _made(ask: Ask, read: Order, shown: Order, said: _Said) -> list[Correction]:
    """Return what changes, each with what was shown before."""
    said_so = Correction(COMPARED, "", "yes", reading_of(read), ask.command.values["comment"], ask.command.by, ask.now)
    fields = sorted(
        said.fields.items(), key=lambda pair: (is_line(pair[0]), pair[0])
    )  # a line left out has the last word
    changed = [replace(said_so, field=field, old=shown_in(shown, field), new=new) for field, new in fields]
    made = [one for one in changed if one.old != one.new]
    if said.is_compared:
        made.append(said_so)
    if not made and not said.to_learn:
        raise RefusedError("nothing-corrected")
    return made


def _told(made: Sequence[Correction], command: Command) -> dict[str, Simple]:
    fields = {one.field: {"old": one.old, "new": one.new} for one in made if one.field != COMPARED}
    return {"fields": fields, "compared": any(one.field == COMPARED for one in made), "why": command.values["comment"]}


def _said_in(command: Command) -> _Said:
    """Read a command's values, and refuse what no field can hold."""
    values = command.values
    if not values.get("comment", "").strip():
        raise RefusedError("correction-unexplained")
    told = json.loads(values.get("fields", "{}"))
    if not isinstance(told, dict):
        raise CorrectionUnreadableError(field="fields", text=values["fields"][:80])
    fields = {str(field): str(text).strip() for field, text in told.items()}
    to_learn = tuple(one for one in values.get("alias", "").split(",") if one)
    is_compared, is_for_form = values.get("compared", "") == "yes", values.get("teach", "") == "yes"
    return _Said(dict(_plain(fields)), is_compared, to_learn, values.get("seen", ""), is_for_form)


def _plain(fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Write values as they are stored: `１２個` is no quantity, `1,200` is 1200."""
    for field, text in fields.items():
        value = typed(field, text)
        yield field, plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def _same(stored: Order, read: Sequence[Extraction]) -> Order:
    """Find an order in its document as that is read now; whoever works on a locked one must be able to open it."""
    for one in read:
        for order in one.orders:
            if (order.document, order.position) == (stored.document, stored.position):
                return order
    if any(one.reason is not None and one.reason.code == LockedError.code for one in read):
        raise RefusedError(ORDER_LOCKED)
    raise RefusedError("order-not-in-document", document=stored.document)
