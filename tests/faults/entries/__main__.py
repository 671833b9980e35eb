"""The long form, from the command line: batches on fresh books, raw lines as they come, a page at the end."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.entries.campaign import Result, append
from tests.faults.entries.lines import read_batches
from tests.faults.entries.plan import Kind
from tests.faults.entries.report import page
from tests.faults.entries.run import RIGS, strike_denpyo, strike_naive

IN_A_BATCH = {"demo": 50, "ledgersmb": 10}
BATCHES = 1_000  # seeds of batches never meet


def main() -> int:
    """Run what is left of a campaign, then write its page."""
    given = _options().parse_args()
    size = IN_A_BATCH[given.ledger]
    wanted = [min(size, given.count - first) for first in range(0, given.count, size)]
    done = {
        batch.head["batch"]
        for batch in read_batches([given.lines])
        if (batch.head["ledger"], batch.head["robot"]) == (given.ledger, given.robot)
    }
    for n, count in enumerate(wanted):
        if n not in done:
            _batch(given, n, count)
    batches = read_batches([given.lines, *given.also])
    if given.report:
        given.report.write_text(page(batches), encoding="utf-8")
    print(page(batches))
    ours = [batch for batch in batches if batch.head["robot"] == "denpyo"]
    return (
        1
        if any(batch.end["wrong"] or batch.end["unfinished"] or batch.end["audit"] != "proved" for batch in ours)
        else 0
    )


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", choices=sorted(RIGS), default="demo")
    parser.add_argument("--robot", choices=("denpyo", "naive"), default="denpyo")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--lines", type=Path, required=True, help="raw lines; a run goes on from what stands there")
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="raw lines of other campaigns, for the page")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--commit", default="", help="what the page says was run; asked of git when empty")
    parser.add_argument("--kinds", nargs="*", choices=[kind.value for kind in Kind], default=[])
    return parser


def _batch(given: argparse.Namespace, n: int, count: int) -> None:
    head = {"batch": n, "ledger": given.ledger, "robot": given.robot, "seed": given.seed, "count": count}
    append(given.lines, {**head, "commit": given.commit or _commit()})
    strike = strike_denpyo if given.robot == "denpyo" else strike_naive
    kinds = [Kind(kind) for kind in given.kinds] or list(Kind)
    with tempfile.TemporaryDirectory() as folder, RIGS[given.ledger](Path(folder)) as rig:
        result = strike(Path(folder), rig, count, given.seed * BATCHES + n, given.lines, kinds)
    append(given.lines, {"end": _end(result)})


def _end(result: Result) -> dict[str, object]:
    return {
        "orders": result.n_orders,
        "slips": result.n_slips,
        "right": result.n_right,
        "wrong": [[one.code, one.order_number] for one in result.differences],
        "unfinished": result.unfinished,
        "audit": result.audit,
        "lasted_s": round(result.lasted_s, 1),
    }


def _commit() -> str:
    said = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=True)
    return said.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
