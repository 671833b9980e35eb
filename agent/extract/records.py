"""Orders in files of records: a head, its lines and a foot, each kind of row with columns of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from agent.core.order import Finding, Severity
from agent.extract.csv_table import CsvRows
from agent.extract.form import Form
from agent.extract.form_file import Records
from agent.extract.labelled import Written
from agent.extract.table import Title, columns_in, is_blank
from agent.extract.unreadable import MisfitError

_Columns = Sequence[tuple[str, int]]


@dataclass(slots=True)
class Recorded:
    """One order's records: its own fields, those of its lines, and rows that are none of the kinds told."""

    head: list[Written]
    rows: list[list[Written]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Doubt an order among whose records stand others."""
        if not self.unknown:
            return ()
        values = (("text", self.unknown[0][:80]), ("n", str(len(self.unknown))))
        return (Finding("rows-unread", Severity.DOUBT, "lines", values),)


def recorded_in(csv_rows: CsvRows, form: Form, records: Records) -> list[Recorded]:
    """Part a file into its orders.

    Raises:
        MisfitError: No record begins an order, or a line stands before the first one that does.
    """
    kinds = _kinds(records)
    names = csv_rows.rows[0] if form.fixed is not None else []
    head, foot, line = _columns(names, form.titles, form.foot)
    found: list[Recorded] = []
    for row, number in zip(csv_rows.rows[bool(names) :], csv_rows.lines[bool(names) :], strict=True):
        kind = next((kind for begin, kind in kinds if row and row[0].strip().startswith(begin)), "")
        if kind == "head":
            found.append(Recorded(list(_written(row, head, names, number))))
        elif kind == "other" or is_blank(row):
            continue
        elif not found:
            raise MisfitError("a record before the first head", place=f"line {number}", field="lines", wanted="head")
        elif kind == "line":
            found[-1].rows.append(list(_written(row, line, names, number)))
        elif kind == "foot":
            found[-1].head += _written(row, foot, names, number)
        else:
            found[-1].unknown.append(" ".join(row))
    if not found:
        raise MisfitError("no head record", field="number", wanted=records.head.begins[0])
    return found


def _kinds(records: Records) -> list[tuple[str, str]]:
    """Pair what records begin with with their kinds, the longest first: `D1` is looked for before `D`."""
    given = {"head": records.head, "line": records.line, "foot": records.foot, "other": records.other}
    begins = [(begin, kind) for kind, one in given.items() if one is not None for begin in one.begins]
    return sorted(begins, key=lambda pair: -len(pair[0]))


def _columns(names: Sequence[str], titles: Sequence[Title], foot: frozenset[str]) -> tuple[_Columns, ...]:
    columns = columns_in(names, titles)
    heads = {title.field for title in titles if title.is_head}
    return (
        [one for one in columns if one[0] in heads - foot],
        [one for one in columns if one[0] in foot],
        [one for one in columns if one[0] not in heads],
    )


def _written(row: Sequence[str], columns: _Columns, names: Sequence[str], line: int) -> Iterator[Written]:
    for name, index in columns:
        if index < len(row) and row[index].strip():
            title = names[index] if names else f"column {index + 1}"
            yield Written(name, row[index], f"line {line} {title}")
