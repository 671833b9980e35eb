"""The robot on LedgerSMB as a world of the target contract."""

from __future__ import annotations

from tests.support.ledgersmb.relay import Relay
from tests.support.ledgersmb.robots import a_ledgersmb_robot
from tests.support.ledgersmb.server import LedgerSmb


class LedgerSmbRig:
    """A fresh company; a rule in the database that no line keeps refuses everything."""

    def __init__(self, ledger: LedgerSmb) -> None:
        self._ledger = ledger
        ledger.reset()
        self._relay = Relay(ledger.port)
        self.target = a_ledgersmb_robot(self._relay.url)

    def lose_next_answer(self) -> None:
        self._relay.lose_next_answer()

    def refuse_next(self) -> None:
        refuse_saves(self._ledger)

    def close(self) -> None:
        self.target.close()
        self._relay.close()


def refuse_saves(ledger: LedgerSmb) -> None:
    """Let the database refuse every invoice from now on, by a rule named `not_today`."""
    ledger.ask("ALTER TABLE invoice ADD CONSTRAINT not_today CHECK (false) NOT VALID")


def take_saves(ledger: LedgerSmb) -> None:
    """Let it take them again."""
    ledger.ask("ALTER TABLE invoice DROP CONSTRAINT IF EXISTS not_today")
