"""Robots: the target port played in a browser, and the systems that ship to practise on."""

from pathlib import Path

from agent.core.spec import Robot

_HERE = Path(__file__).parent

ROBOTS = (
    Robot("demo-ledger", "Small accounting web app to practise on", _HERE / "demo_ledger" / "robot.yaml"),
    Robot("ledgersmb", "LedgerSMB 1.6: sales invoices, saved and posted", _HERE / "ledgersmb" / "robot.yaml"),
    Robot("demo-portal", "Legacy order portal to practise on", _HERE / "demo_portal" / "robot.yaml"),
)
