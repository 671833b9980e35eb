"""What a form says of where its fields and lines stand must be complete, and its patterns must be patterns."""

from __future__ import annotations

from typing import Any

import re2

from agent.core.sentence import Sentence
from agent.extract.cell_range import is_of_one_row, is_range
from agent.extract.form_file import FORM_FIELDS, LINE_FIELDS, FormFile
from agent.extract.values import rate_in
from agent.marks.findings import FileFinding, FilesError
from agent.marks.hints import known
from agent.marks.reader import Marked


def place_findings(marked: Marked, file: FormFile) -> list[FileFinding]:
    """Find fields that do not exist, or stand nowhere or in two ways."""
    return [*_field_findings(marked, file), *_line_findings(marked, file)]


def compiled(marked: Marked, path: tuple[str, ...], pattern: str) -> Any:
    """Compile a pattern; None where there is none.

    Raises:
        FilesError: It is none.
    """
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
        if is_range(place.cell) and not is_of_one_row(place.cell):
            message = Sentence("`{cell}` is no range of one row", cell=place.cell)
            findings.append(marked.finding((*path, "cell"), "place", message, "Write it from left to right: G8:Q8."))
        if place.once and not (place.label or place.regex):
            message = Sentence("`once` is for a label or a regex, which may stand at one order only")
            findings.append(marked.finding((*path, "once"), "place", message))
        if place.column and file.lines.regex:
            message = Sentence("`{name}` stands in a column, but the lines are read by a pattern", name=name)
            findings.append(marked.finding(path, "place", message, "Use label or regex for it."))
    return findings


def _line_findings(marked: Marked, file: FormFile) -> list[FileFinding]:
    lines, findings = file.lines, []
    if bool(lines.columns) == bool(lines.regex):
        findings.append(marked.finding(("lines",), "place", "`lines` needs either columns or regex"))
    pattern = compiled(marked, ("lines", "regex"), lines.regex)
    names: list[tuple[tuple[str | int, ...], str]] = [(("lines", "columns", name), name) for name in lines.columns]
    names += [(("lines", "optional", index), name) for index, name in enumerate(lines.optional)]
    names += [(("lines", "regex"), group) for group in (pattern.groupindex if pattern else ())]
    for path, name in names:
        if name not in LINE_FIELDS:
            said = Sentence("`{name}` is not a field of a line", name=name)
            is_key = path[1] == "columns"
            findings.append(marked.finding(path, "unknown-field", said, known(LINE_FIELDS), key=is_key))
    for name, text in lines.fixed.items():
        path = ("lines", "fixed", name)
        if name not in ("unit", "tax_rate"):
            findings.append(
                marked.finding(path, "place", "`fixed` says the unit or the tax_rate of all lines", key=True)
            )
        elif name in lines.columns or (pattern and name in pattern.groupindex):
            said = Sentence("`{name}` is read from each line, so it is not fixed", name=name)
            findings.append(marked.finding(path, "place", said, "Take one of the two out.", key=True))
        elif name == "tax_rate" and rate_in(text) is None:
            findings.append(marked.finding(path, "wrong-value", Sentence("`{text}` is no tax rate", text=text)))
    given = {name for _, name in names} | ({"quantity"} if lines.across else set())
    if not findings and not (given & {"product_code", "product_name"} and "quantity" in given):
        message = "`lines` must say where product_code or product_name, and quantity, stand"
        findings.append(marked.finding(("lines",), "place", message))
    return findings
