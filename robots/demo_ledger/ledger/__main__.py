"""Run the demo ledger: `python -m robots.demo_ledger.ledger --port 0 --data DIR`."""

from __future__ import annotations

import sys
from pathlib import Path

from robots.demo_ledger.ledger.app import Ledger
from robots.demo_ledger.ledger.books import Books
from robots.demo_ledger.ledger.masters import MasterFiles
from robots.practice.access import keep_access
from robots.practice.command import a_parser, serve


def main() -> int:
    """Read the options, print the address on the first line, serve until told to end."""
    parser = a_parser("demo-ledger", "keiri", "DEMO_LEDGER_PASSWORD")
    parser.add_argument("--masters", type=Path, default=Path("config/masters"), help="folder of the master CSVs")
    options = parser.parse_args()
    access = keep_access(options.data, options.user, options.password)
    try:
        masters = MasterFiles(options.masters)
    except FileNotFoundError as error:
        parser.error(f"{error.filename} is missing; name the folder of the master CSVs with --masters")
    books = Books(options.data / "ledger.db")
    code = serve(Ledger(books, masters, access), options.port)
    books.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
