"""The form of one sender: which documents it reads, and where each field stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from agent.core.document import Document
from agent.core.order import OrderKind
from agent.core.sentence import Sentence
from agent.extract.form_cases import FormCase, cases_of
from agent.extract.form_file import (
    ORDERED,
    Across,
    Applies,
    FieldPlace,
    Fixed,
    FormFile,
    Orders,
    Reads,
    Records,
    TaxMode,
    Texts,
    number_of,
)
from agent.extract.form_parting import parting_findings
from agent.extract.form_places import compiled, place_findings
from agent.extract.table import Title
from agent.extract.titles import key_of, uncounted
from agent.extract.values import DayStyle
from agent.marks.check import check_model
from agent.marks.findings import FileFinding, FilesError
from agent.marks.reader import Marked, read_yaml


@dataclass(frozen=True, slots=True)
class Place:
    """Where one field stands, ready for use: labels folded, pattern compiled."""

    labels: tuple[str, ...] = ()
    below: bool = False
    cell: str = ""
    pattern: Any = None
    fixed: str = ""
    day_style: DayStyle = "ymd"
    optional: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One sender's form, ready for use.

    `day_styles` also covers fields that stand in columns; `foot` are the fields that stand in the last record,
    `of_lines` those that every line has from the form.
    `file` is where it is written, `cases` are its tests.
    """

    name: str
    title: str
    applies: Applies
    encoding: str
    sheet: str
    prices: TaxMode
    places: tuple[tuple[str, Place], ...]
    titles: tuple[Title, ...]
    line_pattern: Any
    until: tuple[str, ...]
    kinds: tuple[tuple[OrderKind, Any], ...]
    day_styles: Mapping[str, DayStyle]
    labels: frozenset[str]
    orders: Orders
    records: Records | None
    foot: frozenset[str]
    fixed: Fixed | None
    joined: str
    is_centred: bool
    of_lines: tuple[tuple[str, str], ...]
    beside: int
    across: Across | None
    leaves_open: bool
    is_turned: bool
    file: str
    cases: tuple[FormCase, ...]

    def fits(self, document: Document, reads: Reads) -> bool:
        """Whether the form is for this document."""
        asked = self.applies
        return reads == asked.reads and all(
            _is_like(value, patterns)
            for value, patterns in (
                (document.source, asked.source),
                (document.sender, asked.sender),
                (document.name, asked.name),
                (document.subject, asked.subject),
                (document.media_type, asked.media_type),
            )
        )

    @property
    def names_sender(self) -> bool:
        """Whether the form is for the documents of some senders, or of some source, only."""
        return "*" not in self.applies.sender or "*" not in self.applies.source

    @property
    def closeness(self) -> int:
        """How much the form asks of a document: the form that asks most is tried first."""
        asked = self.applies
        given = (asked.source, asked.sender, asked.name, asked.subject, asked.media_type)
        return sum(patterns != ("*",) for patterns in given)


def _is_like(value: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(value.lower(), pattern.lower()) for pattern in patterns)


def load_forms(texts: Mapping[str, str]) -> tuple[Form, ...]:
    """Read the site's forms, those that ask most of a document first.

    Args:
        texts: File name (as people know it, for places) and its text.

    Raises:
        FilesError: Every finding of every file, with line, column and hint.
    """
    forms: dict[str, Form] = {}
    findings: list[FileFinding] = []
    for file, text in sorted(texts.items()):
        try:
            marked = read_yaml(text, file)
            form = _form_of(marked, check_model(marked, FormFile))
            if form.name in forms:
                twice = marked.finding(
                    ("form",), "form-twice", Sentence("another file is also named `{name}`", name=form.name)
                )
                raise FilesError([twice])
            forms[form.name] = form
        except FilesError as error:
            findings.extend(error.findings)
    if findings:
        raise FilesError(findings)
    return in_turn(forms.values())


def in_turn(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Return forms in the order they are tried: those that ask most of a document first."""
    return tuple(sorted(forms, key=lambda form: (-form.closeness, form.name)))


def _form_of(marked: Marked, file: FormFile) -> Form:
    findings = [*place_findings(marked, file), *parting_findings(marked, file)]
    if findings:
        raise FilesError(findings)
    titles = [
        _title(name, place.column, required=not place.optional, is_head=True)
        for name, place in file.fields.items()
        if place.column
    ]
    titles += [
        _title(name, column, required=name not in file.lines.optional) for name, column in file.lines.columns.items()
    ]
    places = {name: _place_of(marked, name, place) for name, place in file.fields.items() if not place.column}
    line_pattern = compiled(marked, ("lines", "regex"), file.lines.regex)
    return Form(
        name=file.form,
        title=file.title or file.form,
        applies=file.applies,
        encoding=file.encoding,
        sheet=file.sheet,
        prices=file.prices,
        places=tuple(places.items()),
        titles=tuple(titles),
        line_pattern=line_pattern,
        until=_keys(file.lines.until),
        kinds=tuple(
            (kind, compiled(marked, ("kinds", kind.value), text))
            for kind, text in {OrderKind.ORDER: ORDERED, **file.kinds}.items()
        ),
        day_styles={name: place.date for name, place in file.fields.items()} | _style_across(file),
        labels=frozenset(uncounted(label) for place in places.values() for label in place.labels),
        orders=file.orders.model_copy(update={"begins": _keys(file.orders.begins)}),
        records=file.records,
        foot=frozenset(name for name, place in file.fields.items() if place.record == "foot"),
        fixed=file.fixed,
        joined=file.lines.joined,
        of_lines=tuple(file.lines.fixed.items()),
        is_centred=file.lines.joined_at == "around",
        beside=file.lines.beside,
        across=_across_of(file),
        leaves_open=file.lines.open == "leave",
        is_turned=file.lines.turned,
        file=marked.file,
        cases=cases_of(marked, file),
    )


def _title(name: str, column: Texts, *, required: bool, is_head: bool = False) -> Title:
    number = number_of(column)
    return Title(name, () if number else _keys(column), required, number, is_head)


def _across_of(file: FormFile) -> Across | None:
    """Return what stands across, its titles folded."""
    across = file.lines.across
    if across is None:
        return None
    folded = {"places": _keys(across.places), "total": _keys(across.total), "leave": _keys(across.leave)}
    return across.model_copy(update=folded)


def _style_across(file: FormFile) -> dict[str, DayStyle]:
    return {"deliver_on": file.lines.across.days} if file.lines.across and file.lines.across.days else {}


def _keys(texts: Texts) -> tuple[str, ...]:
    return tuple(key_of(text) for text in texts)


def _place_of(marked: Marked, name: str, place: FieldPlace) -> Place:
    return Place(
        labels=_keys(place.label),
        below=place.at == "below",
        cell=place.cell,
        pattern=compiled(marked, ("fields", name, "regex"), place.regex),
        fixed=place.fixed,
        day_style=place.date,
        optional=place.optional,
        once=place.once,
    )
