"""Find the place in a file of a character in a YAML text, however the text is quoted, folded or indented."""

from __future__ import annotations

from agent.marks.findings import FileFinding, Place
from agent.marks.reader import Marked, Path
from rules.tokens import Problem


def place_in_text(marked: Marked, path: Path, offset: int) -> Place:
    """Return where character `offset` of the text at `path` stands; past the end, just behind the last one."""
    text, start = _value(marked, path), marked.place(path)
    source = "\n".join(marked.lines[start.line - 1 :])
    at = _behind_opening(source, start.column - 1)
    for letter in text[:offset]:
        if not letter.isspace():
            at = source.find(letter, at) + 1
    if offset < len(text) and not text[offset].isspace():
        at = source.find(text[offset], at)
    line_start = source.rfind("\n", 0, at) + 1
    return Place(start.file, start.line + source.count("\n", 0, at), at - line_start + 1)


def problem_finding(marked: Marked, path: Path, problem: Problem) -> FileFinding:
    """Turn a condition's problem into a finding of the file it stands in."""
    place = place_in_text(marked, path, problem.span.start)
    hint = problem.hint
    if problem.code == "text-not-closed" and " #" in marked.lines[place.line - 1]:
        hint = "Behind a blank, # begins a comment in YAML: put the condition on its own line under `when: |`."
    return marked.finding_at(place, problem.code, problem.message, hint)


def _value(marked: Marked, path: Path) -> str:
    value = marked.data
    for part in path:
        value = value[part]
    return str(value)


def _behind_opening(source: str, at: int) -> int:
    opening = source[at : at + 1]
    if opening and opening in "|>":
        return source.find("\n", at) + 1
    return at + 1 if opening and opening in "'\"" else at
