"""An agent in a process of its own: one order is corrected, and the process may be killed inside of it.

python -m tests.support.correct_killed FOLDER DATABASE correct|look
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import select

from agent.app import command as commands
from agent.core.command import Command, CommandKind
from agent.core.correction import seen_of
from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, Way
from agent.store.database import Database
from agent.store.orders import order_of
from agent.store.tables import AliasRow, CommandRow, CorrectionRow
from tests.support.whole_agent import CONFIG, WholeAgent, warm_parsers, whole_agent


def main() -> None:
    """Correct, or look at what was left."""
    folder, address, what = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    database = Database(address)
    with warm_parsers() as parsers, whole_agent(database, folder, parsers) as agent:
        if what == "correct":
            _correct(agent)
        agent.until_idle()
        print(json.dumps(_left(agent)))


def _correct(agent: WholeAgent) -> None:
    """Let an order arrive whose customer and total are wrong, and put both right; ends only when killed."""
    day = sample_orders(CONFIG / "masters", datetime.now(ZoneInfo("Asia/Tokyo")).date())
    order = next(one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED)
    wrong = replace(order, customer_code="C999", customer_name="ミホンさん", stated_total=Decimal(1))
    agent.drop("one.csv", file_of([wrong]).content)
    agent.until_idle()
    fields = {"customer_code": order.customer_code, "total": str(order.total)}
    values = {"fields": json.dumps(fields), "alias": "customer", "comment": "電話で確認"}
    values["seen"] = seen_of(order_of(agent.orders()[0]))
    about = str(agent.waiting()[0].id)
    commands.give(agent.outside.database, agent.clock, Command(CommandKind.CORRECT, about, "hanako", values))
    time.sleep(60)


def _left(agent: WholeAgent) -> dict[str, object]:
    [order] = agent.orders()
    with agent.outside.database.reading() as session:
        counts = [len(session.exec(select(table)).all()) for table in (CorrectionRow, AliasRow, CommandRow)]
    return {
        "state": order.state,
        "counts": counts,
        "slips": len(agent.target.slips),
        "waiting": len(agent.waiting()),
        "reviewed": agent.kinds(order.key).count("order.reviewed"),
    }


if __name__ == "__main__":
    main()
