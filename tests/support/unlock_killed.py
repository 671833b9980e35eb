"""An agent in a process of its own: a locked file's password is typed, and the process may be killed at each step.

python -m tests.support.unlock_killed FOLDER DATABASE unlock|look
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

from sqlmodel import select

from agent.app import command as commands
from agent.core.command import Command, CommandKind
from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, Way
from agent.engine.parsers import Parsers
from agent.settings.typed import TYPED
from agent.store.database import Database
from agent.store.tables import CommandRow, DocumentRow
from tests.support.packed import an_aes_zip
from tests.support.whole_agent import CONFIG, WholeAgent, form_texts, passwords_of, whole_agent

PASSWORD = "planted-killed-2216"


def main() -> None:
    """Unlock, or look at what was left."""
    folder, address, what = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    database = Database(address)
    parsers = Parsers(form_texts(), passwords=passwords_of(folder).of)
    parsers.start()
    with patch("agent.settings.typed.UNCLAIMED_S", 0.0), whole_agent(database, folder, parsers) as agent:
        if what == "unlock":
            _unlock(agent)
        agent.until_idle()
        agent.until(lambda: not any((folder / TYPED).iterdir()))
        print(json.dumps(_left(agent)))
    parsers.close()


def _unlock(agent: WholeAgent) -> None:
    """Let a locked ZIP arrive, and type its password; ends only when killed."""
    day = sample_orders(CONFIG / "masters", datetime.now(ZoneInfo("Asia/Tokyo")).date())
    order = next(one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED)
    agent.drop("one.zip", an_aes_zip({"one.csv": file_of([order]).content}, PASSWORD.encode()))
    agent.until_idle()
    [item] = agent.waiting()
    command = Command(CommandKind.UNLOCK, str(item.id), "hanako", {"agent": "agent-1"})
    typed = agent.outside.passwords.typed
    commands.give_password(agent.outside.database, agent.clock, command, typed, PASSWORD)
    time.sleep(60)


def _left(agent: WholeAgent) -> dict[str, object]:
    with agent.outside.database.reading() as session:
        n_given = len(session.exec(select(CommandRow)).all())
        n_documents = len(session.exec(select(DocumentRow)).all())
    return {
        "given": n_given,
        "documents": n_documents,
        "orders": [row.state for row in agent.orders()],
        "slips": len(agent.target.slips),
        "waiting": [row.reason["code"] for row in agent.waiting()],
    }


if __name__ == "__main__":
    main()
