"""Read electronic documents beside their right answers: `python -m tests.bench.extraction --data DIR`.

Beside each document stands FILE.expected.json, made by another reader, which names its syntax. Numbers are compared as
decimals, everything else as text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from agent.extract.edocument.model import EDocument
from agent.extract.edocument.read import edocument_of
from agent.extract.unreadable import UnreadableError
from agent.extract.xml_tree import root_of

_NOT_ASKED = frozenset(
    {"kind", "version", "currencies", "cancel_note", "allowances", "marks", "provenance", "doubts", "unread"}
)
_NOT_ASKED_OF_LINES = frozenset({"note", "unit_name", "price_base_unit", "allowances", "place", "further"})
_SME_NOT_ASKED = frozenset({"issue_date", "description", "delivery_from", "order_line_ref"})
_SME_SUMS = {
    "tax": "TaxTotalAmount",
    "gross": "GrossLineTotalAmount",
    "net": "NetLineTotalAmount",
    "grand": "GrandTotalAmount",
}


def answers_in(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Return the answers about electronic documents in a folder and all below it."""
    every = ((answer, json.loads(answer.read_text("utf-8"))) for answer in sorted(folder.rglob("*.expected.json")))
    return [(answer, told) for answer, told in every if "syntax" in told]


def compare(answers: Sequence[tuple[Path, dict[str, Any]]]) -> bool:
    """Print how many of each kind agree, and every difference; return whether there is none."""
    read, right = Counter[str](), Counter[str]()
    for answer, expected in answers:
        found = list(_differences(answer.with_name(answer.name.removesuffix(".expected.json")), expected))
        kind = f"{expected['syntax'].split()[0]} {expected['doc_type']}"
        read[kind] += 1
        right[kind] += not found
        for path, ours, theirs in found:
            print(f"{answer.parent.name}/{answer.name}: {path}: read {ours!r}, right is {theirs!r}")
    for kind, number in sorted(read.items()):
        print(f"{kind}: {right[kind]} of {number} agree")
    return right == read


def _differences(file: Path, expected: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    try:
        document = edocument_of(root_of(file.read_bytes()))
    except UnreadableError as error:
        yield "", str(error), "readable"
        return
    if document is None:
        yield "", None, expected["doc_type"]
        return
    ours, theirs = dict(_leaves("", told(document))), dict(_leaves("", expected))
    for path in sorted(ours.keys() | theirs.keys()):
        if not _same(ours.get(path), theirs.get(path)):
            yield path, ours.get(path), theirs.get(path)


def told(document: EDocument) -> dict[str, Any]:
    """Tell a document in the words of the answers."""
    said = _plain(document)
    said = {name: value for name, value in said.items() if name not in _NOT_ASKED}
    said["lines"] = [_line(line, document.syntax) for line in said.get("lines", ())]
    if document.syntax == "ubl":
        return said | {"syntax": "UBL"}
    said = {name: value for name, value in said.items() if name not in _SME_NOT_ASKED}
    if "issued_at" in said:
        said["issue_datetime"] = said.pop("issued_at")
    if "payable" in said.get("totals", {}):
        said["totals"]["DuePayableAmount"] = said["totals"].pop("payable")
    version = (document.version or "").replace("p", ".")
    return said | {"syntax": f"SME-EDI {version} (UN/CEFACT CII derived)"}


def _line(line: dict[str, Any], syntax: str) -> dict[str, Any]:
    kept = {name: value for name, value in line.items() if name not in _NOT_ASKED_OF_LINES}
    if syntax == "sme":
        kept = {name: value for name, value in kept.items() if name not in _SME_NOT_ASKED}
    if "sums" in kept:
        kept["amounts"] = {_SME_SUMS[name]: value for name, value in kept.pop("sums").items()}
    return kept


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = {one.name: getattr(value, one.name) for one in fields(value)}
        rates = {
            name: number * 100 for name, number in named.items() if name in ("rate", "tax_rate") and number is not None
        }
        return {name: _plain(one) for name, one in (named | rates).items() if one is not None and one != ()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(f"{path}.{name}".lstrip("."), one)
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _leaves(f"{path}[{number}]", one)
    else:
        yield path, value


def _same(ours: Any, theirs: Any) -> bool:
    if not isinstance(ours, Decimal) or not isinstance(theirs, str):
        return bool(ours == theirs)
    try:
        return Decimal(theirs) == ours
    except InvalidOperation:
        return False
