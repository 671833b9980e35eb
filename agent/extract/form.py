"""The form of one sender: which documents it reads, and where each field stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

import re2
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from agent.core.document import Document
from agent.core.order import OrderKind
from agent.core.sentence import Sentence
from agent.extract.table import Title, key_of
from agent.extract.values import DayStyle
from agent.marks.check import check_model
from agent.marks.findings import FileFinding, FilesError
from agent.marks.hints import known
from agent.marks.reader import Marked, read_yaml

Reads = Literal["csv", "sheet", "pdf", "text", "json", "xml"]
TaxMode = Literal["exclusive", "inclusive"]

ORDER_FIELDS = (
    "number", "ordered_on", "deliver_on", "deliver_to", "customer_code", "customer_name", "note", "total", "tax",
)  # fmt: skip
LINE_FIELDS = ("product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate")
DEFAULT_KINDS = {OrderKind.CHANGE: "変更|訂正|修正", OrderKind.CANCEL: "取消|取り消し|取消し|キャンセル|(?i:cancel)"}


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Applies(_Part):
    """Which documents a form is for; all that is given must hold. `*` and `?` stand for any text, case is ignored."""

    reads: Reads = Field(description="How it is read: `csv`, `sheet`, `pdf`, `text` (plain or HTML), `json` or `xml`.")
    source: Texts = Field(("*",), description="Names of sources.", examples=["portal"])
    sender: Texts = Field(("*",), description="Mail addresses.", examples=["*@mihon-foods.example"])
    name: Texts = Field(("*",), description="Names of files.", examples=["*.csv"])
    subject: Texts = Field(("*",), description="Subjects of mails.", examples=["*注文*"])
    media_type: Texts = Field(("*",), description="Media types.", examples=["text/csv"])


class FieldPlace(_Part):
    """Where one field of the order stands; exactly one of label, cell, column, regex and fixed."""

    label: Texts = Field((), description="Label beside the value; several are tried in turn.", examples=["注文番号"])
    at: Literal["right", "below"] = Field("right", description="On which side of its label the value stands.")
    cell: str = Field("", description="Cell of a sheet.", pattern=r"^([A-Z]{1,3}[1-9]\d{0,6})?$", examples=["C5"])
    column: Texts = Field((), description="Title of the column it stands in, beside the lines.")
    regex: str = Field("", description="Pattern searched line by line; its first group is the value (RE2).")
    fixed: str = Field("", description="The value itself, where the document does not say it.", examples=["C001"])
    optional: bool = Field(False, description="Whether its column may be missing.")
    date: DayStyle = Field("ymd", description="For days: `md` also reads days without a year.")


class Lines(_Part):
    """Where the order's lines stand: under titles, or one line of text each."""

    columns: dict[str, Texts] = Field(default_factory=dict, description="Field and title of its column.")
    optional: tuple[str, ...] = Field((), description="Fields whose column may be missing.")
    regex: str = Field("", description="Pattern of one line; its groups are named after fields (RE2).")
    until: Texts = Field((), description="A row with a cell that starts so ends the lines.", examples=["合計"])


class FormFile(_Part):
    """What stands in `forms/NAME.yaml`."""

    form: str = Field(description="Name of the form.", pattern=r"^[a-z0-9][a-z0-9-]*$", examples=["mihon-foods-csv"])
    title: str = Field("", description="Name shown to people.", examples=["見本フーズ 注文CSV"])
    applies: Applies = Field(description="Which documents it is for.")
    sheet: str = Field("*", description="Which sheets of a workbook are read.", examples=["注文書"])
    prices: TaxMode = Field("exclusive", description="Whether written prices are before tax or include it.")
    fields: dict[str, FieldPlace] = Field(description="Where each field of the order stands.")
    lines: Lines = Field(description="Where its lines stand.")
    kinds: dict[OrderKind, str] = Field(
        default_factory=lambda: dict(DEFAULT_KINDS),
        description="Patterns in subject or file name that make it a change or a cancellation (RE2).",
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where one field stands, ready for use: labels folded, pattern compiled."""

    labels: tuple[str, ...] = ()
    below: bool = False
    cell: str = ""
    pattern: Any = None
    fixed: str = ""
    day_style: DayStyle = "ymd"


@dataclass(frozen=True, slots=True)
class Form:
    """One sender's form, ready for use. `day_styles` also covers fields that stand in columns."""

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
    return tuple(sorted(forms.values(), key=lambda form: (-form.closeness, form.name)))


def _form_of(marked: Marked, file: FormFile) -> Form:
    findings = [*_field_findings(marked, file), *_line_findings(marked, file)]
    if findings:
        raise FilesError(findings)
    columns = {name: place for name, place in file.fields.items() if place.column}
    titles = [Title(name, _keys(place.column), not place.optional) for name, place in columns.items()]
    titles += [Title(name, _keys(texts), name not in file.lines.optional) for name, texts in file.lines.columns.items()]
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
        kinds=tuple((kind, _compiled(marked, ("kinds", kind.value), text)) for kind, text in file.kinds.items()),
        day_styles={name: place.date for name, place in file.fields.items()},
        labels=frozenset(label for place in places.values() for label in place.labels),
    )


def _keys(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key_of(text) for text in texts)


def _place_of(marked: Marked, name: str, place: FieldPlace) -> Place:
    return Place(
        labels=_keys(place.label),
        below=place.at == "below",
        cell=place.cell,
        pattern=_compiled(marked, ("fields", name, "regex"), place.regex),
        fixed=place.fixed,
        day_style=place.date,
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
        if name not in ORDER_FIELDS:
            hint = known(ORDER_FIELDS)
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
