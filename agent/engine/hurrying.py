"""The command to let one order's slip go before all others of its account."""

from __future__ import annotations

from typing import Any

from agent.core.command import Command
from agent.engine.commands import Ask, Deed, RefusedError
from agent.engine.outside import Outside
from agent.store import actions, audit_log


def hurry(_outside: Outside, command: Command) -> Deed:
    """Let an order's slip go next; one that is being entered, or is over, has nothing to hurry for."""

    def deed(ask: Ask) -> dict[str, Any]:
        found = actions.find_action_of(ask.session, command.about)
        if found is None:
            raise RefusedError("nothing-to-hurry", state="")
        row = actions.get_action(ask.session, found.key)
        if row.state not in actions.WAITING:
            raise RefusedError("nothing-to-hurry", state=row.state)
        actions.hurry(ask.session, row.key, ask.now)
        told = {"comment": command.values.get("comment", ""), "priority": row.priority}
        audit_log.append(ask.session, [ask.writer.action("action.hurried", row, told, by=command.by)])
        return {}

    return deed
