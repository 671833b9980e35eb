"""What a form says of parting a document into orders, records and columns must hold together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agent.core.sentence import Sentence
from agent.extract.form_file import FormFile, Texts, number_of
from agent.extract.titles import COUNTED, key_of, uncounted
from agent.marks.findings import FileFinding
from agent.marks.hints import known
from agent.marks.reader import Marked

_Path = tuple[str | int, ...]


def parting_findings(marked: Marked, file: FormFile) -> list[FileFinding]:
    """Find options that need or exclude each other."""
    return [
        *_of_orders(marked, file),
        *_of_beside(marked, file),
        *_of_across(marked, file),
        *_of_joined(marked, file),
        *_of_open(marked, file),
        *_of_turned(marked, file),
        *_of_records(marked, file),
        *_of_numbers(marked, file),
        *_of_counts(marked, _columns(file)),
        *_of_counts(marked, {("fields", name, "label"): one.label for name, one in file.fields.items()}),
        *_of_fixed(marked, file),
        *_of_encoding(marked, file),
    ]


def _of_orders(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    if (file.orders.each == "block") != bool(file.orders.begins):
        yield marked.finding(("orders",), "place", "`each: block` and `begins` need each other")
    if file.orders.each in ("page", "block") and file.applies.reads in ("csv", "fixed"):
        hint = "Give the order number a column, or say what `records` there are."
        yield marked.finding(("orders",), "place", "rows of a file are not parted into pages or blocks", hint)

    named = {"day": "deliver_on", "place": "deliver_to"}.get(file.orders.each)
    if named is not None and not _is_beside_lines(file, named):
        said = Sentence("lines are parted by `{name}`, which needs a column or stands `across`", name=named)
        yield marked.finding(("orders", "each"), "place", said)


def _is_beside_lines(file: FormFile, name: str) -> bool:
    """Whether every line may say a field of the order: in a column, or as a title it stands under."""
    across, place = file.lines.across, file.fields.get(name)
    stands_across = across is not None and bool(across.days if name == "deliver_on" else across.places)
    return file.records is None and (stands_across or (place is not None and bool(place.column)))


def _of_beside(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    """Lines side by side are told by titles that are the same, or by a pattern of one row."""
    if file.lines.beside == 1:
        return
    path = ("lines", "beside")
    if file.applies.reads in ("csv", "fixed"):
        yield marked.finding(path, "place", "lines side by side are read from sheets, pages and texts only")
    if "\\n" in file.lines.regex:
        yield marked.finding(path, "place", "a pattern of several rows is of one line, not of lines side by side")
    if any(place.column for place in file.fields.values()):
        hint = "Say it with label, cell or regex."
        yield marked.finding(path, "place", "where lines stand side by side, no field of the order has a column", hint)
    if any(uncounted(key_of(title)) != key_of(title) for column in _columns(file).values() for title in column):
        message = "the titles of lines side by side are counted by themselves"
        yield marked.finding(path, "place", message, "Write the title without `#`.")


def _of_joined(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    if file.lines.joined_at == "around" and not file.lines.joined:
        yield marked.finding(("lines", "joined_at"), "place", "`joined_at` says where a field goes on that is `joined`")


def _of_open(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    """Rows left open are told under titles, and where none of them goes on the row above."""
    if file.lines.open == "leave" and (file.lines.regex or file.lines.joined or file.records is not None):
        message = "`open: leave` is read under titles only, without `joined` and `records`"
        yield marked.finding(("lines", "open"), "place", message)


def _of_turned(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    """A table on its side has nothing but titles, each of them once, and articles beside them."""
    if not file.lines.turned:
        return
    path, lines = ("lines", "turned"), file.lines
    if file.applies.reads not in ("csv", "sheet", "text", "pdf", "scan"):
        yield marked.finding(path, "place", "tables on their side are read from csv, sheet, text, pdf and scan")
    if lines.regex or lines.joined or lines.beside > 1 or lines.across is not None or file.records is not None:
        message = "`turned` is read by titles only, without `joined`, `beside`, `across` and `records`"
        yield marked.finding(path, "place", message)
    titles = [title for column in _columns(file).values() for title in column]
    if any(number_of((title,)) or uncounted(key_of(title)) != key_of(title) for title in titles):
        yield marked.finding(path, "place", "titles of a table on its side have no number and no `#`")


def _of_across(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    """Quantities across stand under days or places, which nothing else says."""
    across, lines = file.lines.across, file.lines
    if across is None:
        return
    path = ("lines", "across")
    if bool(across.days) == bool(across.places):
        yield marked.finding(path, "place", "`across` needs either days or places")
    name = "deliver_on" if across.days else "deliver_to"
    if name in file.fields:
        said = Sentence("`{name}` is what the titles across say", name=name)
        yield marked.finding(("fields", name), "place", said, "Take one of the two out.", key=True)
    for other in {"quantity", "amount"} & lines.columns.keys():
        said = Sentence("`{name}` has a column, but quantities stand across", name=other)
        yield marked.finding(("lines", "columns", other), "place", said, key=True)
    if lines.regex or lines.joined or lines.beside > 1 or file.records is not None:
        message = "`across` is read under titles only, without `joined`, `beside` and `records`"
        yield marked.finding(path, "place", message)
    if any(number_of(column) for column in lines.columns.values()):
        yield marked.finding(path, "place", "`across` needs a title row")
    for key, texts in (("total", across.total), ("leave", across.leave)):
        if any("*" in text for text in texts):
            said = Sentence("`{name}` holds whole titles: `*` stands for any text in `places` only", name=key)
            yield marked.finding((*path, key), "place", said)


def _of_records(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    if file.records is not None and file.applies.reads not in ("csv", "fixed"):
        yield marked.finding(("records",), "place", "only CSV files and files of fixed length are read by `records`")
    if file.records is not None and file.records.titled and any(number_of(one) for one in _columns(file).values()):
        yield marked.finding(("records", "titled"), "place", "columns of `titled` records are told by their titles")
    if file.records is not None and file.records.titled and file.fixed is not None:
        yield marked.finding(("records", "titled"), "place", "`fixed` names its columns itself")
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
    elif named and file.records is not None and not file.records.titled and file.applies.reads == "csv":
        yield marked.finding(named[0], "place", "records have no titles: their columns are told by number")


def _of_counts(marked: Marked, texts: Mapping[_Path, Texts]) -> Iterator[FileFinding]:
    """A title or label that is counted stands several times: without its count it would never be read."""
    columns = [(path, key_of(title)) for path, column in texts.items() for title in column]
    several = {uncounted(title) for _, title in columns if uncounted(title) != title}
    for path, title in columns:
        counted = COUNTED.fullmatch(title)
        if counted is not None and int(counted[2]) == 0:
            said = Sentence("`{title}`: columns of the same title are counted from 1", title=title)
            yield marked.finding(path, "place", said)
        elif title in several:
            said = Sentence("`{title}` is counted elsewhere in this form, so it stands several times", title=title)
            yield marked.finding(path, "place", said, "Say which of them is meant: `TITLE#1` is the first.")


def _of_encoding(marked: Marked, file: FormFile) -> Iterator[FileFinding]:
    if file.encoding and file.applies.reads not in ("csv", "text"):
        hint = "A file of fixed length says it under `fixed`."
        yield marked.finding(("encoding",), "place", "only `csv` and `text` have an encoding to be told", hint)


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
