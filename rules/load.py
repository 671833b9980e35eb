"""Load rules files: read, check, compile, all findings at once. Only text comes in; the files are read elsewhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding, FilesError, Place
from rules.file import FileReading
from rules.reach import Unreached, unreached
from rules.ruleset import NO_DAY, Group, Rule, Ruleset

__all__ = ["Ruleset", "load_ruleset", "ruleset_from_text"]


def load_ruleset(texts: Mapping[str, str], targets: Collection[str] | None = None) -> Ruleset:
    """Load a site's rules.

    Args:
        texts: File name to text; the groups are asked file by file, in the order of the names.
        targets: The site's targets; `enter:` must name one of them. None leaves that unchecked.

    Raises:
        FilesError: Every finding of every file, with line, column and hint.
    """
    files = [FileReading.of(name, texts[name], targets) for name in sorted(texts)]
    found = [finding for file in files for finding in file.findings]
    found += _findings_across(files)
    if found:
        raise FilesError(sorted(dict.fromkeys(found), key=_position))
    text = json.dumps(dict(sorted(texts.items())), ensure_ascii=False)
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    groups = tuple(group for file in files for group in file.groups)
    return Ruleset(version, text, groups, tuple(case for file in files for case in file.cases))


def ruleset_from_text(text: str) -> Ruleset:
    """Load a ruleset again from its stored `text`, to replay a decision; raises FilesError as `load_ruleset`."""
    return load_ruleset(json.loads(text))


def _position(finding: FileFinding) -> tuple[str, int, int]:
    return finding.place.file, finding.place.line, finding.place.column


def _findings_across(files: Sequence[FileReading]) -> Iterator[FileFinding]:
    by_name = {file.marked.file: file for file in files}

    def finding(place: Place, code: str, message: str, hint: str) -> FileFinding:
        return by_name[place.file].marked.finding_at(place, code, message, hint)

    groups = [group for file in files for group in file.groups]
    for rule, first in _ids_twice(groups):
        message = Sentence(
            "the id `{id}` is used already at {file}:{line}", id=rule.id, file=first.place.file, line=first.place.line
        )
        yield finding(rule.place, "id-twice", message, "Ids stand in the audit log: give each rule its own.")
    for found in unreached(groups):
        yield finding(
            found.what.place, "unreachable", _unreached_words(found), "Move it up, change its condition, or delete it."
        )
    if _reads_today(groups):
        for case in (case for file in files for case in file.cases if case.today == NO_DAY):
            hint = "Give `today: 2026-04-01` in the test or in `base`."
            yield finding(case.place, "given", "the test does not say which day it is", hint)
    if any(file.findings for file in files):
        return
    if not groups:
        yield FileFinding(
            Place("rules"), "no-rules", "there are no rules", "Add a file under `rules/`, with one group."
        )
    elif groups[-1].otherwise is None:
        message = Sentence("`{name}` is the last group and must answer", name=groups[-1].name)
        yield finding(groups[-1].otherwise_place, "no-answer", message, "Write `otherwise: {hold: undecided}`.")


def _unreached_words(found: Unreached) -> Sentence:
    rule = found.what
    what = (
        Sentence("rule `{name}`", name=rule.id)
        if isinstance(rule, Rule)
        else Sentence("group `{name}`", name=rule.name)
    )
    if not found.by:
        return Sentence("{what} never fits", what=what)
    return Sentence("{what} is never reached: `{by}` takes every order", what=what, by=found.by)


def _ids_twice(groups: Sequence[Group]) -> Iterator[tuple[Rule, Rule]]:
    first: dict[str, Rule] = {}
    for rule in (rule for group in groups for rule in group.rules):
        if rule.id in first:
            yield rule, first[rule.id]
        first.setdefault(rule.id, rule)


def _reads_today(groups: Sequence[Group]) -> bool:
    return any(name == "today" for group in groups for rule in group.rules for name, _ in rule.when.reads)
