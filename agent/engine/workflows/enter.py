"""Workflow enter: one attempt at one action; bring it to the target, then store how it ended.

    action ──bring──▶ (look up, intend, key through the gate, confirm) ──record──▶ entered, parked, unknown or held

`bring` may run twice after a crash: it looks up first. `record` is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable

from dbos import DBOS

from agent.engine.bring import Bringer
from agent.engine.brought import from_text, to_text
from agent.engine.durable import Durable
from agent.engine.outside import Outside
from agent.engine.recording import record_brought
from agent.engine.runs import Runs


def register_enter(
    durable: Durable, outside: Outside, bringer: Bringer, runs: Runs, after: Callable[[], object]
) -> None:
    """Make the workflow known to the engine; `after` is called when an attempt has ended and its place is free."""

    @durable.transaction(name="record")
    def record(action: str, brought: str) -> str:
        return record_brought(durable.session(), outside, action, from_text(brought)).value

    @DBOS.step(name="bring")
    def bring(action: str) -> str:
        brought = bringer.bring(action)
        return "" if brought is None else to_text(brought)

    @DBOS.workflow(name="enter")
    def enter(action: str) -> str:
        with runs.at_work(str(DBOS.workflow_id)):
            brought = bring(action)
            ended = record(action, brought) if brought else "over"
        after()
        return ended
