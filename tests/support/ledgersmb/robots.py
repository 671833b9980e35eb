"""The shipped robot on a running LedgerSMB, and what its books say afterwards."""

from __future__ import annotations

from pathlib import Path

from agent.app.robots import open_robot
from agent.core.ports import EvidenceStore
from agent.settings.model import BrowserSettings, TargetSettings
from robots.target import RobotTarget
from tests.support.ledgersmb.server import COMPANY, PASSWORD, USER, LedgerSmb
from tests.support.robots import MemoryEvidence


def a_ledgersmb_robot(
    url: str, evidence: EvidenceStore | None = None, *, password: str = PASSWORD, key_in: str = "ponumber"
) -> RobotTarget:
    """Open the shipped robot on an address."""
    script, hooks = open_robot("ledgersmb", Path("/nonexistent"))
    return RobotTarget(
        script,
        TargetSettings(
            robot="ledgersmb", url=url, user=USER, options={"company": COMPANY, "key_in": key_in}, deadline=240
        ),
        name="ledgersmb",
        password=lambda: password,
        evidence=evidence or MemoryEvidence(),
        browser=BrowserSettings(),
        hooks=hooks,
    )


def booked(ledger: LedgerSmb, key: str) -> list[tuple[object, ...]]:
    """Return number, whether it is posted, net amount and amount with tax of each invoice that carries a key."""
    return ledger.ask(
        "SELECT invnumber, approved, netamount::int, amount::int FROM ar WHERE %s IN (ponumber, invnumber) ORDER BY id",
        (key,),
    )


def lines_of(ledger: LedgerSmb, key: str) -> list[tuple[object, ...]]:
    """Return part number, quantity and price of each line of the invoices that carry a key."""
    return ledger.ask(
        "SELECT partnumber, qty::int, invoice.sellprice::int FROM invoice JOIN parts ON parts.id = parts_id"
        " JOIN ar ON ar.id = trans_id WHERE ponumber = %s ORDER BY invoice.id",
        (key,),
    )


def pay(ledger: LedgerSmb, key: str) -> None:
    """Let the customer pay all of an invoice."""
    ledger.ask(
        "INSERT INTO acc_trans (trans_id, chart_id, amount) SELECT ar.id, account.id,"
        " CASE accno WHEN '1200' THEN ar.amount ELSE -ar.amount END"
        " FROM ar, account WHERE ponumber = %s AND accno IN ('1200', '1060')",
        (key,),
    )


def void(ledger: LedgerSmb, key: str) -> None:
    """Put the draft of a credit note beside an invoice, as LedgerSMB's button Void does."""
    ledger.ask(
        "INSERT INTO ar (invnumber, ponumber, transdate, crdate, amount, netamount, curr, approved, invoice,"
        " entity_credit_account) SELECT invnumber || '-VOID', ponumber, transdate, crdate, -amount, -netamount, curr,"
        " false, invoice, entity_credit_account FROM ar WHERE ponumber = %s",
        (key,),
    )


def end_sessions(ledger: LedgerSmb) -> None:
    """Forget every log-in, as the idle limit does."""
    ledger.ask("DELETE FROM session")
