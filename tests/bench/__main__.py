"""Measure everything and print one table: `python -m tests.bench [intake] [mail] [keying]`.

Ratios stand against a bare script that does the visible part alone, in the same run. Run it on a quiet machine: the
load before the start is printed beside the figures.
"""

from __future__ import annotations

import argparse
import os
import time

from rich.console import Console
from rich.table import Table

QUIET = 0.5
WAIT_S = 300


def main() -> None:
    """Run what was named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=["intake", "mail", "keying"], default=["intake", "mail", "keying"])
    parser.add_argument("--wait", action="store_true", help=f"wait up to {WAIT_S} s for a load below {QUIET}")
    given = parser.parse_args()
    screen = Console(width=110)
    for part in given.parts:
        if given.wait:
            _until_quiet()
        screen.print(_table(part))


def _table(part: str) -> Table:
    from tests.bench import intake, keying, mail_latency

    table = Table(title=f"{part}, load before the start {os.getloadavg()[0]:.2f}", title_justify="left")
    for name in ("what", "Denpyo", "bare script"):
        table.add_column(name)
    rows = {"intake": intake.run, "mail": mail_latency.run, "keying": keying.rows}[part]()
    for row in rows:
        table.add_row(*row)
    return table


def _until_quiet() -> None:
    deadline = time.monotonic() + WAIT_S
    while os.getloadavg()[0] >= QUIET and time.monotonic() < deadline:
        time.sleep(5)


if __name__ == "__main__":
    main()
