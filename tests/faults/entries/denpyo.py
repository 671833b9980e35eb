"""The agent at work: a site of its own with two accounts, what its database says, and the person it may need."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col, select

from agent.app import command as commands
from agent.core.action import ActionState
from agent.core.business_day import SystemClock
from agent.core.command import Command, CommandKind
from agent.demo.sample import SampleOrder
from agent.demo.systems import write_site
from agent.settings.secrets import Secrets
from agent.store import leases
from agent.store.database import Database
from agent.store.tables import ActionRow, ExceptionRow, LeaseRow, OrderRow
from tests.faults.entries.orders import drop
from tests.faults.entries.processes import RobotProcess
from tests.faults.entries.rigs import Rig
from tests.support.command import denpyo

LANES = ("first-clerk", "second-clerk")
SECOND_CLERKS = ("C002", "C004", "C006", "C008", "C010", "C012")
RULE = f"""
    - id: second-clerk
      why: 得意先により二人の担当に分ける。
      when: customer.code in [{", ".join(f"'{code}'" for code in SECOND_CLERKS)}]
      then: {{enter: second-clerk, slip: sales}}

base:"""
TARGET = """title: {name}
robot: {robot}
url: "{url}"
user: {user}
password: ledger-password
options: {options}
settle_for: {settle_for}
deadline: {deadline}
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one order's action stands."""

    state: str
    n_attempts: int
    slip_number: str


class DenpyoRobot:
    """One agent on SQLite, keying by two accounts."""

    lanes = LANES

    def __init__(self, folder: Path, rig: Rig, urls: Mapping[str, str]) -> None:
        self.site = write_site(folder / "site", 0)
        self._write(rig, urls)
        words = ("tests.faults.entries.agent_process", str(self.site), str(rig.patience_s))
        self.process = RobotProcess(words, folder / "robot.log")
        self.process.start()
        self._database = Database(f"sqlite:///{self.site.resolve()}/var/denpyo.db")
        self._keys: dict[str, str] = {}
        self._seen_by_person: set[int] = set()
        self.asked_person: dict[str, list[str]] = {}

    def _write(self, rig: Rig, urls: Mapping[str, str]) -> None:
        for name in ("mail", "portal"):
            (self.site / "sources" / f"{name}.yaml").unlink()
        (self.site / "targets" / "demo-ledger.yaml").unlink()
        for name, url in urls.items():
            values = {"name": name, "url": url, "robot": rig.robot, "user": rig.user, "options": rig.options}
            text = TARGET.format(**values, settle_for=rig.settle_for, deadline=rig.deadline)
            (self.site / "targets" / f"{name}.yaml").write_text(text, "utf-8")
        rules = self.site / "rules" / "routing.yaml"
        text = rules.read_text("utf-8").replace("enter: demo-ledger", f"enter: {LANES[0]}")
        rules.write_text(text.replace("\nbase:", RULE, 1), "utf-8")
        Secrets(self.site).set("ledger-password", rig.password)

    def hand_over(self, order: SampleOrder) -> None:
        """Let an order arrive."""
        drop(self.site / "incoming", order)

    def order_of(self, mark: str) -> str:
        """Return the number of the order a key stands for; a number stands for itself."""
        if mark not in self._keys:
            with self._database.reading() as session:
                found = session.exec(
                    select(OrderRow.number).join(ActionRow).where(ActionRow.idempotency_key == mark)
                ).first()
            self._keys[mark] = found or mark
        return self._keys[mark]

    def standings(self) -> dict[str, Standing]:
        """Return where each order's action stands, by the order's number."""
        statement = select(OrderRow.number, ActionRow.state, ActionRow.attempt, ActionRow.slip_number)
        with self._database.reading() as session:
            rows = session.exec(statement.join(ActionRow, col(ActionRow.order) == OrderRow.key)).all()
        return {str(number): Standing(state, n, slip) for number, state, n, slip in rows}

    def is_entered(self, standing: Standing) -> bool:
        """Whether an order came to its end."""
        return standing.state == ActionState.ENTERED.value

    def take_over(self, lane: str, for_s: float) -> bool:
        """Take an account's lease away for a while, as a second agent does."""
        with self._database.transaction() as session:
            now = leases.database_now(session)
            values = {"token": col(LeaseRow.token) + 1, "holder": "another-agent", "expires": now + for_s}
            session.execute(sa.update(LeaseRow).where(col(LeaseRow.name) == lane).values(**values))
        return True

    def be_the_person(self) -> None:
        """Do as the person whom the agent asks: have each thing in the queue tried again, once."""
        with self._database.reading() as session:
            open_ones = session.exec(
                select(ExceptionRow, OrderRow.number)
                .outerjoin(ActionRow, col(ActionRow.key) == ExceptionRow.action)
                .outerjoin(OrderRow, col(OrderRow.key) == ActionRow.order)
                .where(col(ExceptionRow.resolved_at).is_(None))
            ).all()
        for row, number in open_ones:
            assert row.id is not None
            if row.id not in self._seen_by_person:
                self._seen_by_person.add(row.id)
                told = f"{row.kind} {row.reason['code']}"
                self.asked_person.setdefault(number or "", []).append(told)
                commands.give(self._database, SystemClock(), Command(CommandKind.RETRY, str(row.id), "keiri", {}))

    def audit(self) -> str:
        """Verify the audit log and its evidence; `proved`, or what was found."""
        command = denpyo(self.site, "audit", "verify", "--evidence")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return "proved" if done.returncode == 0 else done.stdout + done.stderr

    def close(self) -> None:
        """End the agent in order."""
        self.process.stop()
        self._database.close()
