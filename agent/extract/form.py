"""The form of one sender: which documents it reads, and where each field stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import re2

from agent.core.document import Document
from agent.core.order import OrderKind
from agent.core.sentence import Sentence
from agent.extract.form_cases import FormCase, cases_of
from agent.extract.form_file import (
    FORM_FIELDS,
    LINE_FIELDS,
    ORDERED,
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
from agent.extract.table import Title, key_of
from agent.extract.values import DayStyle
from agent.marks.check import check_model
from agent.marks.findings import FileFinding, FilesError
from agent.marks.hints import known
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


@dataclass(frozen=True, slots=True)
class Form:
    """One sender's form, ready for use.

    `day_styles` also covers fields that stand in columns; `foot` are the fields that stand in the last record.
    `file` is where it is written, `cases` are its tests.
    """

    name: str
    title: str
    applies: Applies
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
    findings = [*_field_findings(marked, file), *_line_findings(marked, file), *parting_findings(marked, file)]
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
    line_pattern = _compiled(marked, ("lines", "regex"), file.lines.regex)
    return Form(
        name=file.form,
        title=file.title or file.form,
        applies=file.applies,
        sheet=file.sheet,
        prices=file.prices,
        places=tuple(places.items()),
        titles=tuple(titles),
        line_pattern=line_pattern,
        until=_keys(file.lines.until),
        kinds=tuple(
            (kind, _compiled(marked, ("kinds", kind.value), text))
            for kind, text in {OrderKind.ORDER: ORDERED, **file.kinds}.items()
        ),
        day_styles={name: place.date for name, place in file.fields.items()},
        labels=frozenset(label for place in places.values() for label in place.labels),
        orders=file.orders.model_copy(update={"begins": _keys(file.orders.begins)}),
        records=file.records,
        foot=frozenset(name for name, place in file.fields.items() if place.record == "foot"),
        fixed=file.fixed,
        joined=file.lines.joined,
        file=marked.file,
        cases=cases_of(marked, file),
    )


def _title(name: str, column: Texts, *, required: bool, is_head: bool = False) -> Title:
    number = number_of(column)
    return Title(name, () if number else _keys(column), required, number, is_head)


def _keys(texts: Texts) -> tuple[str, ...]:
    return tuple(key_of(text) for text in texts)


def _place_of(marked: Marked, name: str, place: FieldPlace) -> Place:
    return Place(
        labels=_keys(place.label),
        below=place.at == "below",
        cell=place.cell,
        pattern=_compiled(marked, ("fields", name, "regex"), place.regex),
        fixed=place.fixed,
        day_style=place.date,
        optional=place.optional,
    )


def _compiled(marked: Marked, path: tuple[str, ...], pattern: str) -> Any:
    if not pattern:
        return None
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        what = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
        hint = "Patterns are RE2: no look-ahead, no back-references."
        raise FilesError(
            [marked.finding(path, "pattern", Sentence("not a pattern: {what}", what=what), hint)]
        ) from error


def _field_findings(marked: Marked, file: FormFile) -> list[FileFinding]:
    findings = []
    for name, place in file.fields.items():
        path = ("fields", name)
        if name not in FORM_FIELDS:
            hint = known(FORM_FIELDS)
            findings.append(
                marked.finding(
                    path, "unknown-field", Sentence("`{name}` is not a field of an order", name=name), hint, key=True
                )
            )
        given = [bool(value) for value in (place.label, place.cell, place.column, place.regex, place.fixed)]
        if sum(given) != 1:
            message = Sentence("`{name}` needs exactly one of label, cell, column, regex, fixed", name=name)
            findings.append(marked.finding(path, "place", message, "Say in one way where it stands."))
        if place.column and file.lines.regex:
            message = Sentence("`{name}` stands in a column, but the lines are read by a pattern", name=name)
            findings.append(marked.finding(path, "place", message, "Use label or regex for it."))
    return findings


def _line_findings(marked: Marked, file: FormFile) -> list[FileFinding]:
    lines, findings = file.lines, []
    if bool(lines.columns) == bool(lines.regex):
        findings.append(marked.finding(("lines",), "place", "`lines` needs either columns or regex"))
    pattern = _compiled(marked, ("lines", "regex"), lines.regex)
    names: list[tuple[tuple[str | int, ...], str]] = [(("lines", "columns", name), name) for name in lines.columns]
    names += [(("lines", "optional", index), name) for index, name in enumerate(lines.optional)]
    names += [(("lines", "regex"), group) for group in (pattern.groupindex if pattern else ())]
    for path, name in names:
        if name not in LINE_FIELDS:
            said = Sentence("`{name}` is not a field of a line", name=name)
            is_key = path[1] == "columns"
            findings.append(marked.finding(path, "unknown-field", said, known(LINE_FIELDS), key=is_key))
    given = {name for _, name in names}
    if not findings and not (given & {"product_code", "product_name"} and "quantity" in given):
        message = "`lines` must say where product_code or product_name, and quantity, stand"
        findings.append(marked.finding(("lines",), "place", message))
    return findings
