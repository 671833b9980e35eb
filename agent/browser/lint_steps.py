"""Findings about single steps of a robot's script: lists, keys, documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.browser.nothing_found import denies_else
from agent.browser.script import FieldSpec, Path, Step
from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding
from agent.marks.reader import Marked

LOOSE = re.compile(r"\}\*|\*\{")
HAVE_A_SLIP = ("entry", "finish")
UNKNOWN = "?"
"""Stands in a recorded draft for words that were not seen."""
SEARCH_ONCE = Sentence(
    "Search once for a key that no slip carries. If the page says a sentence then, write it as `empty`; "
    "if the list stands there without rows, take `empty` away."
)


def step_findings(marked: Marked, path: Path, step: Step) -> Iterator[FileFinding]:
    """Yield what is wrong with one step by itself."""
    for verb, fields in (("fill", step.fill), ("compare", step.compare), ("keys", step.keys and step.keys.sets)):
        if fields:
            where = (*path, verb, "sets") if verb == "keys" else (*path, verb)
            yield from _loose(marked, where, fields.fields)
            yield from _loose(marked, (*where, "lines"), fields.lines)
    if step.keys and path[0] != "login" and _types(step) and not (step.keys.sets.fields or step.keys.sets.lines):
        hint = 'Name what the page shows then: sets: {lines: {数量: "{line.quantity}"}}'
        yield marked.finding((*path, "keys"), "keys-blind", "what keys type is not read back", hint)
    if step.rows and step.rows.empty and not re.search(r"[^\W\d_]", step.rows.empty):
        said = "it is not known what the page shows when nothing is found"
        yield marked.finding((*path, "rows", "empty"), "empty-unknown", said, SEARCH_ONCE)
    if step.rows and denies_else(step.rows.empty):
        hint = "Write only the words which say that nothing was found: 該当する伝票はありません"
        said = "these words tell of trouble: the list would be taken for empty though it has rows"
        yield marked.finding((*path, "rows", "empty"), "empty-else", said, hint)
    if step.upload and path[0] not in HAVE_A_SLIP:
        hint = Sentence("`upload` stands in: {names}.", names=", ".join(HAVE_A_SLIP))
        yield marked.finding((*path, "upload"), "upload-here", "there is no order's document in this place", hint)


def _loose(marked: Marked, path: Path, fields: dict[str, FieldSpec]) -> Iterator[FileFinding]:
    for name, field in fields.items():
        if LOOSE.search(field.choose or "") or LOOSE.search(field.shows):
            hint = "Write what stands between them: `{slip.customer_code} *`; C001* would take C0012 as well."
            yield marked.finding((*path, name), "choose-loose", "`*` stands right beside a value", hint)


def _types(step: Step) -> bool:
    return step.keys is not None and any(one.text is not None for one in step.keys.press)
