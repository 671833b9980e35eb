"""Orders in files of records: a head, its lines and a foot, each kind of row with columns of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import multimode

from agent.core.order import Finding
from agent.extract.commas import Beside
from agent.extract.csv_header import Header
from agent.extract.csv_table import CsvRows
from agent.extract.form import Form
from agent.extract.form_file import Records
from agent.extract.labelled import Written
from agent.extract.table import Title
from agent.extract.titles import columns_in, is_blank, key_of, missing_titles, refuse_doubled
from agent.extract.unreadable import MisfitError
from agent.extract.unseen.head import said_unread

_Columns = Sequence[tuple[str, int]]
_READ = ("head", "line", "foot")


@dataclass(slots=True)
class Recorded:
    """One order's records: its own fields, those of its lines, and rows that are none of the kinds told."""

    head: list[Written]
    rows: list[list[Written]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    odd: list[Finding] = field(default_factory=list)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Doubt an order among whose records stand others; stop one whose values may have been moved."""
        return (*said_unread(self.unknown), *self.odd)


def recorded_in(csv_rows: CsvRows, form: Form, records: Records) -> list[Recorded]:
    """Part a file into its orders.

    Raises:
        MisfitError: No record begins an order, a line stands before the first one that does, or a title is not there.
    """
    kinds = _kinds(records)
    n_names = 1 if form.fixed is not None else 0
    rows = [
        (_kind_of(row, kinds), row, number)
        for row, number in zip(csv_rows.rows[n_names:], csv_rows.lines[n_names:], strict=True)
        if not is_blank(row)
    ]
    names = _names(rows) if records.titled else dict.fromkeys(_READ, csv_rows.rows[0] if n_names else [])
    columns = _columns(names, form.titles, form.foot, is_titled=records.titled)
    if records.titled:
        rows = [one for one in rows if not _is_titles(one[1], names.get(one[0], []))]
    usual = {kind: min(multimode(len(row) for one, row, _ in rows if one == kind), default=0) for kind in columns}
    beside = {kind: Beside([row for one, row, _ in rows if one == kind]) for kind in columns}
    found: list[Recorded] = []
    for kind, row, number in rows:
        if kind == "head":
            found.append(Recorded([]))
        elif kind == "other":
            continue
        elif not found:
            raise MisfitError("a record before the first head", place=f"line {number}", field="lines", wanted="head")
        if kind not in columns:
            found[-1].unknown.append(" ".join(row))
            continue
        written = list(_written(row, columns[kind], names[kind], number))
        if kind == "line":
            found[-1].rows.append(written)
        else:
            found[-1].head += written
        if form.fixed is None:
            header = Header(tuple(names[kind]), tuple(columns[kind]))
            found[-1].odd += header.doubts(row, usual[kind], beside[kind], f"line {number}")
    if not found:
        raise MisfitError("no head record", field="number", wanted=records.head.begins[0])
    return found


def _kind_of(row: Sequence[str], kinds: Sequence[tuple[str, str]]) -> str:
    return next((kind for begin, kind in kinds if row[0].strip().startswith(begin)), "")


def _kinds(records: Records) -> list[tuple[str, str]]:
    """Pair what records begin with with their kinds, the longest first: `D1` is looked for before `D`."""
    given = {"head": records.head, "line": records.line, "foot": records.foot, "other": records.other}
    begins = [(begin, kind) for kind, one in given.items() if one is not None for begin in one.begins]
    return sorted(begins, key=lambda pair: -len(pair[0]))


def _names(rows: Sequence[tuple[str, list[str], int]]) -> dict[str, list[str]]:
    """Return the titles of each kind of record: its first row."""
    return {kind: next((row for one, row, _ in rows if one == kind), []) for kind in _READ}


def _is_titles(row: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row is the titles of its kind of record, the first or again."""
    return bool(names) and [key_of(text) for text in row] == [key_of(text) for text in names]


def _columns(
    names: Mapping[str, Sequence[str]], titles: Sequence[Title], foot: frozenset[str], *, is_titled: bool
) -> dict[str, _Columns]:
    heads = {title.field for title in titles if title.is_head}
    wanted = {"head": heads - foot, "foot": foot, "line": {title.field for title in titles} - heads}
    found: dict[str, _Columns] = {}
    for kind, fields in wanted.items():
        own = [title for title in titles if title.field in fields]
        columns = columns_in(names[kind], own)
        if is_titled and own:
            if not {title.field for title in own if title.required} <= dict(columns).keys():
                raise missing_titles(columns, own, f"titles of {kind}", names[kind])
            refuse_doubled(names[kind], own, f"titles of {kind}")
        found[kind] = columns
    return found


def _written(row: Sequence[str], columns: _Columns, names: Sequence[str], line: int) -> Iterator[Written]:
    for name, index in columns:
        if index < len(row) and row[index].strip():
            title = names[index] if names else f"column {index + 1}"
            yield Written(name, row[index], f"line {line} {title}")
