"""The command: see the package."""

from __future__ import annotations

import sys

from tests.support.ledgersmb.packages import missing
from tests.support.ledgersmb.programs import DEBIAN, codename
from tests.support.ledgersmb.runs import down, find_play, up
from tests.support.ledgersmb.server import COMPANY, PASSWORD, USER, LedgerSmb


def main(word: str) -> int:
    """Do what one word says."""
    if word == "missing":
        print(" ".join(missing()) if codename() == DEBIAN else "")
    elif word == "up":
        _tell(up())
    elif word == "down":
        down()
    elif word == "reset" and (running := find_play()) is not None:
        running.reset()
    else:
        print("one of: missing, up, reset (while it runs), down", file=sys.stderr)
        return 2
    return 0


def _tell(ledger: LedgerSmb) -> None:
    print(f"{ledger.url}login.pl   company {COMPANY}, user {USER}, password {PASSWORD}")
    print(f"psql -h {ledger.folder} -p {ledger.pg_port} -U postgres {COMPANY}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
