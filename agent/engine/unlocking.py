"""A person typed the password of a locked file: it is tried once, and what it opens is taken as a retry takes it.

The command names only where the password lies. What it opens is read again while a person still works on it, so the
password then stays beside its delivery until nothing of that waits any more.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from agent.core.command import Command, CommandKind
from agent.core.delivery import Delivery
from agent.core.errors import Reason
from agent.engine import fail_points
from agent.engine.answering import close_item, delivery_of, item_number, open_item
from agent.engine.commands import Ask, Deed, LeftToAnotherError, RefusedError
from agent.engine.deciding_again import fresh_documents, received_again, stays_unread, take_anew
from agent.engine.outside import Outside
from agent.engine.reading import Received
from agent.extract.passwords import LockedError
from agent.extract.tripped import has_tripped
from agent.settings.passwords import kept_name, sender_of
from agent.settings.typed import name_for
from agent.store import audit_log, corrections, exceptions, password_tries
from agent.store.password_tries import LIMIT, MOST_A_DAY, WRONG
from agent.store.tables import CommandRow, DeliveryRow, ExceptionRow

LOOK_EVERY_S = 60.0


def unlock(outside: Outside, command: Command) -> Deed:
    """Open a locked file with the password a person typed, and read, check and decide what is in it."""
    number, found = item_number(command), outside.passwords.typed.find(command.values["kept_as"])
    with outside.database.reading() as session:
        waiting = session.get(ExceptionRow, number)
        delivery = delivery_of(session, outside, waiting.document) if waiting and _is_locked(waiting) else None
        corrected = corrections.of_delivery(session, delivery.key) if delivery else {}
        is_over = password_tries.count_wrong(session, number, outside.now()) >= MOST_A_DAY
    if waiting is None or delivery is None:
        raise RefusedError("nothing-locked", number=str(number))
    if is_over:
        raise RefusedError("password-tries", most=str(MOST_A_DAY))
    password = _here(outside, command, found)
    again = received_again(outside, delivery, corrected, (password,))

    def deed(ask: Ask) -> dict[str, Any]:
        row = open_item(ask, number)
        if not _opens(ask.session, row, again):
            raise _why_not(stays_unread(row, again)[0])
        take_anew(ask, row, again)
        close_item(ask, row, "unlocked")
        _close_others(ask, delivery, again)
        _keep(ask, delivery, password)
        return {}

    return deed


class TypedSweep:
    """Removes typed passwords once they were tried, and what a killed process left of them."""

    def __init__(self, outside: Outside) -> None:
        self._outside, self._typed = outside, outside.passwords.typed
        self._next_at = 0.0

    def look(self) -> None:
        """Do so at once after a password was tried here, else once a minute."""
        if self._typed.has_tried or time.monotonic() >= self._next_at:
            self._next_at = time.monotonic() + LOOK_EVERY_S
            self._typed.sweep(self._needed)

    def _needed(self) -> set[str]:
        """Name what an open command will still ask for, and what opens a delivery of which something waits."""
        now = self._outside.now()
        with self._outside.database.reading() as session:
            asked = [one for one in password_tries.open_commands(session) if not _is_too_old(one.values, now)]
            waiting = exceptions.deliveries_waiting(session)
        return {str(one.values["kept_as"]) for one in asked} | {name_for(key) for key in waiting}


def _here(outside: Outside, command: Command, found: str | None) -> str:
    """Return the password found here; where it lies with another agent, that one carries the command out."""
    if _is_too_old(command.values, outside.now()):
        raise RefusedError("password-gone")
    if found is not None:
        fail_points.reach("unlock.read")
        return found
    if command.values["agent"] != outside.agent:
        raise LeftToAnotherError
    raise RefusedError("password-gone")


def _why_not(reason: Reason) -> RefusedError:
    """Say why a document stays locked: its password is wrong, or what comes of it could not be told."""
    return RefusedError(WRONG) if reason.code == LockedError.code else RefusedError(reason.code, **reason.values)


def _is_too_old(values: dict[str, str], now: datetime) -> bool:
    return datetime.fromisoformat(values["until"]) < now


def _is_locked(row: ExceptionRow) -> bool:
    return row.resolved_at is None and row.document is not None and row.reason["code"] == LockedError.code


def _opens(session: Session, row: ExceptionRow, again: Received) -> bool:
    """Whether the document is no longer locked, or gives at least a part that was not there before."""
    fresh = (document for document, _ in fresh_documents(session, again))
    return not _stays_locked(row, again) or any(one.key.startswith(f"{row.document}/") for one in fresh)


def _stays_locked(row: ExceptionRow, again: Received) -> bool:
    return any(reason.code in (LockedError.code, LIMIT) or has_tripped(reason) for reason in stays_unread(row, again))


def _close_others(ask: Ask, delivery: Delivery, again: Received) -> None:
    """Take up what else of the delivery the same password opened."""
    for row in exceptions.open_of_delivery(ask.session, delivery.key):
        if _is_locked(row) and not _stays_locked(row, again):
            take_anew(ask, row, again)
            close_item(ask, row, "unlocked")


def _keep(ask: Ask, delivery: Delivery, password: str) -> None:
    """Keep the password for as long as this delivery is worked on, and for its sender where the person said so."""
    passwords, sender = ask.outside.passwords, sender_of(delivery.sender, delivery.source)
    if delivery.key in exceptions.deliveries_waiting(ask.session):
        ask.undo.callback(passwords.typed.put_back, delivery.key, passwords.typed.of(delivery.key))
        passwords.typed.keep_for(delivery.key, password)
    if ask.command.values.get("keep"):
        ask.undo.callback(passwords.keep_for_sender(delivery, password))
        told = {"sender": sender, "item": ask.command.about}
        event = ask.writer.plain("password.kept", "secret", kept_name(sender), ask.command.by, **told)
        audit_log.append(ask.session, [event])
        _try_others_again(ask, delivery)


def _try_others_again(ask: Ask, delivery: Delivery) -> None:
    """Hand out a retry for what else this sender sent and waits locked: the password may open it, too."""
    statement = select(ExceptionRow, DeliveryRow).where(
        col(ExceptionRow.resolved_at).is_(None),
        ExceptionRow.delivery == DeliveryRow.key,
        DeliveryRow.key != delivery.key,
        DeliveryRow.sender == delivery.sender,
        DeliveryRow.source == delivery.source,
    )
    for waiting, _ in ask.session.exec(statement):
        if _is_locked(waiting):
            kind, by = CommandKind.RETRY.value, ask.command.by
            ask.session.add(CommandRow(kind=kind, about=str(waiting.id), by=by, given_at=ask.now, values={}))
