"""LedgerSMB as a system that is keyed into: how its requests read, how it fails, what stands in its books."""

from __future__ import annotations

import threading
import time
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from agent.demo.reader import BookedSlip
from tests.faults.entries.plan import Moment
from tests.faults.entries.wire import Answered, Asked
from tests.support.ledgersmb.robots import end_sessions
from tests.support.ledgersmb.server import COMPANY, PASSWORD, USER, LedgerSmb

INVOICES = """SELECT ar.id, invnumber, ordnumber, coalesce(ponumber, ''), netamount, approved, meta_number
  FROM ar JOIN entity_credit_account AS account ON account.id = ar.entity_credit_account ORDER BY ar.id"""
LINES = """SELECT trans_id, partnumber, qty, invoice.sellprice FROM invoice JOIN parts ON parts.id = parts_id
  ORDER BY invoice.id"""
POSTS = {"update": Moment.CHECK, "post": Moment.COMMIT, "approve": Moment.SHOWN}
FAILED = 400


class LedgerSmbRig:
    """A running LedgerSMB with the sample company in it."""

    name, robot, user, deadline = "ledgersmb", "ledgersmb", USER, 240
    options = f"{{company: {COMPANY}, key_in: ponumber}}"
    password = PASSWORD
    patience_s, settle_for, slow_s = 6.0, 15, (6.5, 10.0)

    def __init__(self, ledger: LedgerSmb) -> None:
        self._ledger = ledger
        self._ledger.reset()
        self._crashing = threading.Lock()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._ledger.port

    def moment_of(self, asked: Asked) -> Moment | None:
        """Say where an entry stands whose request this is."""
        path, action = urlsplit(asked.path).path, _values(asked).get("action", [""])[0]
        if path.endswith("/invoice.pl"):
            return Moment.SEARCH
        if not path.endswith("/is.pl"):
            return None
        if asked.method == "POST":
            return POSTS.get(action)
        return {"add": Moment.FORM, "edit": Moment.READ_BACK}.get(action)

    def mark_of(self, asked: Asked) -> str:
        """Return our key or the order's number, where the request carries one."""
        values = _values(asked)
        return (values.get("ordnumber") or values.get("ponumber") or [""])[0]

    def is_stored(self, answer: Answered) -> bool:
        """Whether this answer to a commit says that the slip is stored."""
        return answer.status < FAILED

    def press_twice(self, _answer: Answered, _share: float) -> Answered | None:
        """Leave it to the hook: the button is made by a script."""
        return None

    def crash(self, down_s: float) -> None:
        """End the web server as a power cut would, and start it again a while later."""
        if self._crashing.acquire(blocking=False):
            self._ledger.stop_web()
            threading.Thread(target=self._start_again, args=(down_s,), daemon=True).start()

    def _start_again(self, down_s: float) -> None:
        time.sleep(down_s)
        self._ledger.start_web()
        self._crashing.release()

    def end_sessions(self) -> None:
        """Forget every log-in."""
        end_sessions(self._ledger)

    def slips(self) -> list[BookedSlip]:
        """Read every invoice from its tables; one that was not posted has no lines here, so that it differs."""
        lines: dict[object, list[tuple[str, Decimal, Decimal]]] = {}
        for invoice, part, quantity, price in self._ledger.ask(LINES):
            lines.setdefault(invoice, []).append((str(part), Decimal(str(quantity)), Decimal(str(price))))
        return [
            BookedSlip(
                str(number),
                str(code),
                str(order),
                str(memo),
                Decimal(str(net)),
                tuple(lines.get(row, []) if done else []),
            )
            for row, number, order, memo, net, done, code in self._ledger.ask(INVOICES)
        ]

    def stop(self) -> None:
        """Leave it running: whoever started it ends it."""


def _values(asked: Asked) -> dict[str, list[str]]:
    values = parse_qs(urlsplit(asked.path).query)
    return values | parse_qs(asked.body.decode("utf-8", "replace")) if asked.method == "POST" else values
