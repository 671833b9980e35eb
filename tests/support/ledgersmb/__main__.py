"""The command: see the package."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tests.support.ledgersmb.packages import missing
from tests.support.ledgersmb.programs import DEBIAN, codename
from tests.support.ledgersmb.runs import down, find_play, up
from tests.support.ledgersmb.server import COMPANY, PASSWORD, USER, LedgerSmb

WORDS = {
    "missing": "name the Debian packages that are not installed",
    "up": "bring up a LedgerSMB with company, chart, customers and parts, or tell of the one that runs",
    "reset": "put the company back to its beginning while it runs",
    "down": "stop it",
}


def main(words: Sequence[str]) -> int:
    """Do what one word says."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.ledgersmb", description="A LedgerSMB to try robots on."
    )
    commands = parser.add_subparsers(dest="word", required=True, metavar="|".join(WORDS))
    for name, told in WORDS.items():
        commands.add_parser(name, help=told)
    word = parser.parse_args(words).word
    if word == "missing":
        print(" ".join(missing()) if codename() == DEBIAN else "")
    elif word == "up":
        _tell(up())
    elif word == "down":
        down()
    else:
        return _reset()
    return 0


def _reset() -> int:
    running = find_play()
    if running is None:
        print("none runs; bring one up first: python -m tests.support.ledgersmb up", file=sys.stderr)
        return 2
    running.reset()
    return 0


def _tell(ledger: LedgerSmb) -> None:
    print(f"{ledger.url}login.pl   company {COMPANY}, user {USER}, password {PASSWORD}")
    print(f"psql -h {ledger.folder} -p {ledger.pg_port} -U postgres {COMPANY}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
