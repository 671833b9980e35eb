"""The naive robot at work, seen as a campaign sees any robot."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from agent.demo.sample import SampleOrder
from tests.faults.entries.plan import Kind
from tests.faults.entries.processes import RobotProcess
from tests.faults.entries.rigs import Rig

STRIKES_ALIKE = tuple(
    kind for kind in Kind if kind not in (Kind.AGENT_KILLED_AT_POINT, Kind.TAKEN_OVER, Kind.CLOCK_JUMPED)
)  # it has no places by name, no lease to lose, and asks no clock


@dataclass(frozen=True, slots=True)
class Done:
    """An order it holds for done; it keeps no count and no number."""

    n_attempts: int = 0
    slip_number: str = ""


class NaiveWorker:
    """Feeds it, and reads what it holds for done."""

    lanes = ("naive",)

    def __init__(self, folder: Path, rig: Rig, url: str) -> None:
        self._folder = folder / "naive"
        (self._folder / "orders").mkdir(parents=True)
        words = ("tests.faults.entries.naive", url, rig.user, rig.password, str(self._folder))
        self.process = RobotProcess(words, folder / "naive.log")
        self.process.start()
        self.asked_person: dict[str, list[str]] = {}

    def hand_over(self, order: SampleOrder) -> None:
        """Let an order arrive."""
        lines = [
            {
                "product_code": line.product_code,
                "quantity": f"{line.quantity:f}",
                "unit_price": f"{line.unit_price:f}",
                "tax_rate": f"{line.tax_rate:f}",
            }
            for line in order.lines
        ]
        text = json.dumps({"number": order.number, "customer_code": order.customer_code, "lines": lines})
        file = self._folder / "orders" / f"{order.number}.json"
        aside = file.with_suffix(".part")
        aside.write_text(text, "utf-8")
        aside.rename(file)

    def order_of(self, mark: str) -> str:
        """Return the number; it types nothing else."""
        return mark

    def standings(self) -> dict[str, Done]:
        """Return what it holds for done."""
        done = self._folder / "done"
        return dict.fromkeys(done.read_text("utf-8").split(), Done()) if done.exists() else {}

    def is_entered(self, _standing: Done) -> bool:
        """Say that what is noted is done."""
        return True

    def take_over(self, _lane: str, _for_s: float) -> bool:
        """Say that there is nothing to take."""
        return False

    def be_the_person(self) -> None:
        """Do nothing: it asks nobody."""

    def close(self) -> None:
        """End it."""
        self.process.stop()
