"""An agent in a process of its own: a proposed form is accepted, and the process may be killed inside of it.

python -m tests.support.teach_killed FOLDER DATABASE accept|look
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from sqlmodel import select

from agent.app import command as commands
from agent.core.command import Command, CommandKind
from agent.core.correction import seen_of
from agent.store import form_proposals
from agent.store.database import Database
from agent.store.orders import order_of
from agent.store.tables import AuditIndexRow
from tests.support.taught import FORM, SOURCE, sample, with_forms, written
from tests.support.whole_agent import WholeAgent, warm_parsers, whole_agent


def main() -> None:
    """Accept, or look at what was left."""
    folder, address, what = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    if what == "accept":
        with_forms(folder)
    database = Database(address)
    with warm_parsers() as parsers, whole_agent(database, folder, parsers, source_name=SOURCE) as agent:
        if what == "accept":
            _accept(agent)
        agent.until_idle()
        print(json.dumps(_left(agent, folder)))


def _accept(agent: WholeAgent) -> None:
    """Correct an order and accept what is proposed; ends only when killed."""
    order = sample("K-1")
    agent.drop("K-1.txt", written(order))
    agent.until_idle()
    values = {"fields": json.dumps({"deliver_on": f"{order.deliver_on}"}), "comment": "確認", "teach": "yes"}
    agent.say(CommandKind.CORRECT, agent.waiting()[0].id, seen=seen_of(order_of(agent.orders()[0])), **values)
    agent.until_idle()
    with agent.outside.database.reading() as session:
        [proposed] = form_proposals.list_proposals(session)
    command = Command(CommandKind.ACCEPT_FORM, str(proposed.id), "joho", {"comment": "確認"})
    commands.give(agent.outside.database, agent.clock, command)
    time.sleep(60)


def _left(agent: WholeAgent, folder: Path) -> dict[str, object]:
    with agent.outside.database.reading() as session:
        rows = form_proposals.list_proposals(session)
        events = session.exec(select(AuditIndexRow).where(AuditIndexRow.kind == "form.accepted")).all()
    return {
        "states": [row.state for row in rows],
        "is_written": (folder / FORM).read_text("utf-8") == rows[0].new_text,
        "has_document": (folder / "forms" / rows[0].test_document).read_bytes() == written(sample("K-1")),
        "events": len(events),
        "debris": [path.name for path in (folder / "forms").rglob(".*")],
    }


if __name__ == "__main__":
    main()
