"""A person's commands, turned into transactions and queue entries. Nothing else does that.

Each reads what it needs, then is one transaction: what changes, its event, the queued work, its answer. An answer is
`{"ok": true, …}`, or a code that says why not.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from loguru import logger
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from agent.core.command import Command, CommandKind
from agent.core.errors import DenpyoError
from agent.engine import fail_points
from agent.engine.events import Writer
from agent.engine.outside import Outside
from agent.engine.queues import EnterQueue
from agent.store import audit_log
from agent.store.tables import CommandRow

AT_ONCE = frozenset({CommandKind.PAUSE, CommandKind.RESUME, CommandKind.HOLD})
"""What stops a robot, and lets it go on: it is a thread's of its own, and waits behind no command that takes long."""


class RefusedError(Exception):
    """A command that cannot be carried out now; the code says why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.answer: dict[str, Any] = {"code": code, "values": values}


class LeftToAnotherError(Exception):
    """A command that another agent is to carry out."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One command being carried out, in its transaction; `undo` is done where that comes to nothing."""

    session: Session
    queue: EnterQueue
    outside: Outside
    command: Command
    now: datetime
    undo: ExitStack = field(default_factory=ExitStack)

    @property
    def writer(self) -> Writer:
        """Makes the events of this command."""
        return Writer(self.now, self.outside.agent)


Deed = Callable[[Ask], dict[str, Any]]
Handler = Callable[[Outside, Command], Deed]  # reads what it needs first, then acts in one transaction


class Commands:
    """Carries out commands in the order they were given; those that stop a robot wait for none of the others.

    Each of the two kinds has one thread that carries it out.
    """

    def __init__(self, outside: Outside, queue: EnterQueue, handlers: dict[CommandKind, Handler]) -> None:
        self._outside, self._queue, self._handlers = outside, queue, handlers

    def carry_out_waiting(self) -> int:
        """Carry out every command that waits, but those that stop a robot; return how many there were."""
        return self._carry_out_all(col(CommandRow.kind).not_in(AT_ONCE))

    def stop_and_go(self) -> int:
        """Carry out what stops a robot or lets it go on; return how many there were."""
        return self._carry_out_all(col(CommandRow.kind).in_(AT_ONCE))

    def _carry_out_all(self, which: ColumnElement[bool]) -> int:
        waiting = self._waiting(which)
        for number in waiting:
            self._carry_out(number)
        return len(waiting)

    def _waiting(self, which: ColumnElement[bool]) -> list[int]:
        statement = select(CommandRow.id).where(col(CommandRow.done_at).is_(None), which).order_by(col(CommandRow.id))
        with self._outside.database.reading() as session:
            return [number for number in session.exec(statement) if number is not None]

    def _carry_out(self, number: int) -> None:
        try:
            self._do(number)
        except LeftToAnotherError:
            pass  # it waits for that agent, or until what that one holds runs out
        except RefusedError as error:
            self._refused(number, error.answer)
        except DenpyoError as error:
            self._refused(number, {"code": error.code, "values": error.values})
        except Exception:  # noqa: BLE001 - the edge of a command
            logger.bind(command=number).opt(exception=True).error("command failed unexpectedly")
            self._refused(number, {"code": "unexpected"})

    def _do(self, number: int) -> None:
        with self._outside.database.reading() as session:
            command = _command_of(session.exec(select(CommandRow).where(CommandRow.id == number)).one())
        deed = self._handlers[command.kind](self._outside, command)
        with ExitStack() as undo:
            with self._outside.database.transaction() as session:
                row = session.exec(select(CommandRow).where(CommandRow.id == number).with_for_update()).one()
                if row.done_at is None:
                    ask = Ask(session, self._queue, self._outside, command, self._outside.now(), undo)
                    self._answer(session, row, {"ok": True, **deed(ask)}, "command.done")
                    fail_points.reach("command.inside")
            undo.pop_all()
        fail_points.reach("command.stored")

    def _refused(self, number: int, answer: dict[str, Any]) -> None:
        with self._outside.database.transaction() as session:
            row = session.exec(select(CommandRow).where(CommandRow.id == number).with_for_update()).one()
            if row.done_at is None:
                self._answer(session, row, answer, "command.refused")

    def _answer(self, session: Session, row: CommandRow, answer: dict[str, Any], kind: str) -> None:
        now = self._outside.now()
        row.done_at, row.answer = now, answer
        session.add(row)
        told = {"command": row.kind, "code": str(answer.get("code", ""))}
        event = Writer(now, self._outside.agent).plain(kind, "command", row.about, row.by, **told)
        audit_log.append(session, [event])


def _command_of(row: CommandRow) -> Command:
    return Command(CommandKind(row.kind), row.about, row.by, {key: str(one) for key, one in row.values.items()})
