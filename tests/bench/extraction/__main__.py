"""Measure how documents become orders: `python -m tests.bench.extraction`.

Each document of a set is taken apart, read and checked as the agent does it, and held against its answer. An order is
right when no field differs; a wrong value is silent when the order carries no finding that asks a person. Electronic
documents below DIR whose answers name a syntax (UBL, 共通EDI) are compared field by field instead.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

from rich.console import Console

from agent.core.order import Severity
from tests.bench.edocuments import answers_in, compare
from tests.bench.extraction.answers import FORMS, SETS, Example, examples_in
from tests.bench.extraction.forgetting import Hand, hand_of
from tests.bench.extraction.known import known
from tests.bench.extraction.reading import read_all, words_alone
from tests.bench.extraction.report import Figures, in_all, shown, table_of
from tests.bench.extraction.score import Score, score


def main() -> None:
    """Run what was asked for."""
    given = _given()
    folder = given.data or SETS[given.set]
    electronic = answers_in(given.data) if given.data else []
    if electronic:
        raise SystemExit(not compare(electronic))
    examples = sorted(examples_in(folder, given.show or ""), key=lambda one: (one.kind, one.name))
    if not examples:
        raise SystemExit(f"{folder}: no document with an answer" + (f" named {given.show}" if given.show else ""))
    forms = FORMS[given.set] if given.forms and not given.forget else None
    own = words_alone(given.forget) if given.forget else {}
    forgotten = {one.name: own.get(hand_of(one, given.forget), frozenset()) for one in examples}
    figures = [
        _measured(kind, list(those), forms, forgotten) for kind, those in groupby(examples, lambda one: one.kind)
    ]
    if given.show:
        print("\n".join(line for one in figures for scored in one.scores for line in shown(scored)))
    else:
        told = ("with forms" if forms else "without forms") + (
            f" and a {given.forget}'s own words" * bool(given.forget)
        )
        Console(width=140).print(table_of(f"{folder.name}, {told}", figures))
    if given.json:
        given.json.write_text(json.dumps(_as_json(figures), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.extraction", description=__doc__)
    parser.add_argument("--set", choices=sorted(SETS), default="dev", help="which documents (default: dev)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="a folder of your own instead of a set")
    parser.add_argument(
        "--forms", action=argparse.BooleanOptionalAction, default=True, help="with the set's forms, or with none"
    )
    parser.add_argument(
        "--forget",
        choices=get_args(Hand),
        nargs="?",
        const="layout",
        help="without forms, and without the words that stand in no other layout, or no other set, but blind's",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write figures and differences there, too")
    parser.add_argument("--show", metavar="NAME", help="only documents whose name contains NAME: every difference")
    return parser.parse_args()


def _measured(
    kind: str, examples: Sequence[Example], forms: Path | None, forgotten: Mapping[str, frozenset[str]]
) -> Figures:
    reads, memory_mb = read_all(examples, forms, [forgotten[one.name] for one in examples])
    masters = known()
    scores = (score(example, read, masters) for example, read in zip(examples, reads, strict=True))
    return Figures(kind, tuple(scores), memory_mb)


def _as_json(figures: Sequence[Figures]) -> dict[str, Any]:
    return {
        "kinds": [one.as_json() for one in (*figures, in_all(figures))],
        "documents": {scored.example.name: _document(scored) for one in figures for scored in one.scores},
    }


def _document(scored: Score) -> dict[str, Any]:
    return {
        "right": not scored.differences,
        "reviewed": scored.reviewed,
        "forms": scored.read.forms,
        "reasons": scored.read.reasons,
        "asks": _asks(scored),
        "differences": [{name: _plain(value) for name, value in one._asdict().items()} for one in scored.differences],
    }


def _asks(scored: Score) -> list[str]:
    """Return what makes its orders wait for a person: each finding's code and field, once."""
    findings = (found for order in scored.read.orders for found in order.checked.findings)
    asking = (found for found in findings if found.severity in (Severity.STOP, Severity.DOUBT))
    return list(dict.fromkeys(f"{found.code} {found.field}" for found in asking))


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value)


if __name__ == "__main__":
    main()
