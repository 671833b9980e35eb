"""The worlds the target contract is tried in: the double, and the shipped robot on the demo ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from agent.core.ports import Target
from tests.support.api_server import ApiServer
from tests.support.apis import an_api_target
from tests.support.robots import MemoryEvidence, a_ledger, a_robot
from tests.support.targets import RememberingTarget


class TargetRig(Protocol):
    """A target, and what can be made to happen in its world."""

    target: Target

    def lose_next_answer(self) -> None:
        """The next commit is stored, and its answer is lost."""

    def refuse_next(self) -> None:
        """The next commit is refused by the target."""

    def close(self) -> None:
        """End the world."""


class RememberingRig:
    """The double."""

    def __init__(self, folder: Path) -> None:
        self.target = self._double = RememberingTarget()

    def lose_next_answer(self) -> None:
        self._double.lose_answers = 1

    def refuse_next(self) -> None:
        self._double.refuse = 1

    def close(self) -> None:
        self._double.close()


class LedgerRig:
    """The robot on the demo ledger; books that are closed until the end of the century refuse everything."""

    def __init__(self, folder: Path) -> None:
        self._running = a_ledger(folder)
        self._ledger = self._running.__enter__()
        self.target = a_robot(self._ledger, MemoryEvidence())

    def lose_next_answer(self) -> None:
        self._ledger.admin("/admin/faults", {"lose_answer_next": 1})

    def refuse_next(self) -> None:
        self._ledger.admin("/admin/faults", {"closed_until": "2099-12-31"})

    def close(self) -> None:
        self.target.close()
        self._running.__exit__(None, None, None)


class ApiRig:
    """A target by HTTP API on the contract server."""

    def __init__(self, folder: Path) -> None:
        self._server = ApiServer()
        self.target = an_api_target(self._server)

    def lose_next_answer(self) -> None:
        self._server.books.faults["entry_lost_answer"] = 1

    def refuse_next(self) -> None:
        self._server.books.faults["entry_refused"] = 1

    def close(self) -> None:
        self.target.close()
        self._server.stop()
