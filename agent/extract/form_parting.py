"""What a form says of parting a document into orders, records and columns must hold together."""

from __future__ import annotations

from collections.abc import Iterator

from agent.core.sentence import Sentence
from agent.extract.form_file import FormFile, Texts, number_of
from agent.extract.table import COUNTED, key_of, uncounted
from agent.marks.findings import FileFinding
from agent.marks.hints import known
from agent.marks.reader import Marked

_Path = tuple[str | int, ...]


def parting_findings(marked: Marked, file: FormFile) -> list[FileFinding]:
    """Find options that need or exclude each other."""
    return [
        *_of_orders(marked, file),
        *_of_records(marked, file),
        *_of_numbers(marked, file),
        *_of_counts(marked, file),
        *_of_fixed(marked, file),
    ]


def _of_orders(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    if (file.orders.each == "block") != bool(file.orders.begins):
        yield marked.finding(("orders",), "place", "`each: block` and `begins` need each other")
    if file.orders.each != "number" and file.applies.reads in ("csv", "fixed"):
        hint = "Give the order number a column, or say what `records` there are."
        yield marked.finding(("orders",), "place", "rows of a file are not parted into pages or blocks", hint)


def _of_records(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    if file.records is not None and file.applies.reads not in ("csv", "fixed"):
        yield marked.finding(("records",), "place", "only CSV files and files of fixed length are read by `records`")
    has_foot = file.records is not None and file.records.foot is not None
    for name, place in file.fields.items():
        if place.record == "foot" and not (has_foot and place.column):
            yield marked.finding(
                ("fields", name, "record"), "place", Sentence("`{name}` needs a column and a `foot` record", name=name)
            )


def _columns(file: FormFile) -> dict[_Path, Texts]:
    columns: dict[_Path, Texts] = {("fields", name, "column"): one.column for name, one in file.fields.items()}
    columns |= {("lines", "columns", name): column for name, column in file.lines.columns.items()}
    return {path: column for path, column in columns.items() if column}


def _of_numbers(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    """Columns are told by number all or none: half of them would need a title row, the others none."""
    numbers = {path: number_of(column) for path, column in _columns(file).items()}
    named = [path for path, number in numbers.items() if not number]
    numbered = [path for path, number in numbers.items() if number]
    if numbered and (file.applies.reads != "csv" or named):
        message = "columns are told by number in a CSV without titles only, and then all of them"
        yield marked.finding(numbered[0], "place", message)
    elif named and file.records is not None and file.applies.reads == "csv":
        yield marked.finding(named[0], "place", "records have no titles: their columns are told by number")


def _of_counts(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    """A title that is counted stands several times: without its count it would never be read."""
    columns = [(path, key_of(title)) for path, column in _columns(file).items() for title in column]
    several = {uncounted(title) for _, title in columns if uncounted(title) != title}
    for path, title in columns:
        counted = COUNTED.fullmatch(title)
        if counted is not None and int(counted[2]) == 0:
            said = Sentence("`{title}`: columns of the same title are counted from 1", title=title)
            yield marked.finding(path, "place", said)
        elif title in several:
            said = Sentence("`{title}` is counted elsewhere in this form, so it stands several times", title=title)
            yield marked.finding(path, "place", said, "Say which of them is meant: `TITLE#1` is the first.")


def _of_fixed(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    if (file.fixed is not None) != (file.applies.reads == "fixed"):
        yield marked.finding(("applies", "reads"), "place", "`reads: fixed` and `fixed` need each other")
    if file.fixed is None:
        return
    names = {key_of(name) for name in file.fixed.columns}
    for path, column in _columns(file).items():
        if not {key_of(title) for title in column} & names:
            said = Sentence("`fixed` names no column {name}", name=column[0])
            yield marked.finding(path, "place", said, known(tuple(file.fixed.columns)))
