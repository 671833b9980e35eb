"""Measure everything and print one table a part: `python -m tests.bench [intake] [mail] [keying]`.

Ratios stand against a bare script that does the visible part alone, in the same run. Run it on a quiet machine: the
load before the start is printed beside the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench import intake, keying, mail_latency, measured, other_tools

QUIET = 0.5
WAIT_S = 300


def main() -> None:
    """Run what was named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=["intake", "mail", "keying"], default=["intake", "mail", "keying"])
    parser.add_argument("--wait", action="store_true", help=f"wait up to {WAIT_S} s for a load below {QUIET}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures of this run there, too")
    keying.add_options(parser)
    given = parser.parse_args()
    if "keying" in given.parts and given.others:
        other_tools.install()
    screen, found = Console(width=118), {}
    for part in given.parts:
        if given.wait:
            _until_quiet()
        found[part] = _measure(part, given, screen)
        if given.json:
            given.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _measure(part: str, given: argparse.Namespace, screen: Console) -> dict[str, Any]:
    load = os.getloadavg()[0]
    title = f"{part}, load before the start {load:.2f}"
    if part == "keying":
        figures = keying.run(given)
        screen.print(measured.table(title, figures))
        return {"load": load, "rows": [one.as_json() for one in figures]}
    rows = {"intake": intake.run, "mail": mail_latency.run}[part]()
    screen.print(_table(title, rows))
    return {"load": load, "rows": rows}


def _table(title: str, rows: list[tuple[str, str, str]]) -> Table:
    table = Table(title=title, title_justify="left")
    for name in ("what", "Denpyo", "bare script"):
        table.add_column(name)
    for row in rows:
        table.add_row(*row)
    return table


def _until_quiet() -> None:
    deadline = time.monotonic() + WAIT_S
    while os.getloadavg()[0] >= QUIET and time.monotonic() < deadline:
        time.sleep(5)


if __name__ == "__main__":
    main()
