"""Where a value stood, in either language. Places are kept in English and worded where they are shown."""

from __future__ import annotations

import re

from agent.wording.catalogue import knows, say

_LINE = re.compile(r"line (?P<n>\d+)(?: column (?P<m>\d+))?(?P<rest> .+)?", re.DOTALL)
_PAGE = re.compile(r"page (?P<n>\d+)(?P<rest> x=.+)?")
OF_LINES = "sum of the lines"
_FORM = re.compile(r"form (?P<name>[a-z0-9-]+)")


_OF_LINE = re.compile(r"lines\.(?P<n>\d+)(?:\.(?P<name>\w+))?")


def say_field(language: str, path: str) -> str:
    """Say which field a finding is of: `total`, `lines`, `lines.2.quantity`; empty where it is of none."""
    line = _OF_LINE.fullmatch(path)
    if line is not None and line["name"] is None:
        return say(language, "article {n}", n=line["n"])
    name = path.rpartition(".")[2]
    known = next((msgid for msgid in (f"word.field.{name}", f"word.{name}") if knows(language, msgid)), "")
    said = say(language, known) if known else name
    return said if line is None else say(language, "article {n}, {field}", n=line["n"], field=said)


def say_place(language: str, place: str) -> str:
    """Say a place; one of a kind that is not known here, as a cell of a sheet, is said as it stands."""
    if line := _LINE.fullmatch(place):
        msgid = "line {n}" if line["m"] is None else "line {n}, column {m}"
        return say(language, msgid, n=line["n"], m=line["m"]) + (line["rest"] or "")
    if page := _PAGE.fullmatch(place):
        return say(language, "page {n}", n=page["n"]) + (page["rest"] or "")
    form = _FORM.fullmatch(place)
    if place == OF_LINES:
        return say(language, OF_LINES)
    return place if form is None else say(language, "form {name}", name=form["name"])
