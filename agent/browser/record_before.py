"""What a person did before keying: the search for our key, which finds nothing, and what the list shows then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.browser.lint_steps import SEARCH_ONCE, UNKNOWN
from agent.browser.nothing_found import words_of_nothing
from agent.browser.record_deeds import Arrived, Deed, Filled, Glance, Keyed, Pressed, Recording
from agent.browser.record_draft import Step
from agent.browser.record_said import answers_in, is_act
from agent.browser.record_screen import OURS
from agent.browser.record_values import Sheet
from agent.core.sentence import Sentence

QUOTES = " 「」『』【】()（）[]\"'"


@dataclass(frozen=True, slots=True)
class Before:
    """The searches for our key before it was keyed.

    `deeds` are theirs, by identity: they are no steps of the entry. `shown` are the documents the last one brought,
    `typed` is our key as it was typed there: as much of it as the field holds.
    """

    deeds: frozenset[int] = frozenset()
    shown: tuple[Arrived, ...] = ()
    typed: str = ""

    def rows(self, rows: dict[str, object], listed: Arrived, recording: Recording) -> Iterator[Step]:
        """Yield the `rows` step with what the list shows when nothing is found.

        Args:
            rows: What it says of the list, which was found in `listed`.
            listed: The document that showed our key.
            recording: Knows what the documents showed.
        """
        likes = (one for one in self.shown if one.frame == listed.frame or not (one.above or listed.above))
        blank = recording.sight([one.document for one in likes])
        if _stands(rows, blank):
            yield Step("rows", rows)
            return
        said = sentence_of_nothing(blank, recording.sight(listed.seen or (listed.document,)), self.typed)
        if said:
            yield Step("", remark=Sentence("`empty` is what the page said when nothing was found."))
        else:
            unseen = Sentence(
                "The search before keying showed neither this list nor a sentence that nothing was found."
            )
            unsought = Sentence("Nothing was searched before keying: what the page shows then is not known.")
            yield Step("", remark=unseen if self.shown else unsought)
            yield Step("", remark=SEARCH_ONCE)
        yield Step("rows", {**rows, "empty": said or UNKNOWN})


def _stands(rows: dict[str, object], blank: Glance) -> bool:
    """Say whether the list stands there without rows."""
    headings = {rows[name] for name in ("key", "slip_number", "state") if name in rows}
    return any(headings <= set(table.columns) for table in blank.tables)


def sentence_of_nothing(blank: Glance, found: Glance, typed: str) -> str:
    """Return the sentence that the page shows only when nothing is found; empty where none is sure to mean it.

    Args:
        blank: What it showed then.
        found: What it showed when the slip was found.
        typed: What was searched for; a sentence that holds it is cut there, as it is another one for each slip.
    """
    key = re.compile(re.escape(typed), re.IGNORECASE)
    pieces = [piece.strip(QUOTES) for line in blank.sentences for piece in key.split(line)]
    return words_of_nothing([one for one in pieces if not any(one in line for line in found.sentences)])


def searches_in(deeds: Sequence[Deed], later: Sequence[Deed], recording: Recording, sheet: Sheet) -> Before:
    """Find the searches among what was done up to the commit.

    Args:
        deeds: From the log-in to the commit.
        later: What was done after it: a condition that was typed into the search there may stand here too.
        recording: All that was heard.
        sheet: Knows our key.
    """
    typed = [deed for deed in deeds if isinstance(deed, Filled) and deed.by in OURS]
    keyed = list(dict.fromkeys(one.document for one in reversed(typed) if sheet.is_key(one.value)))
    conditions = {deed.name for deed in later if isinstance(deed, Filled)}
    found = Before()
    for searched in reversed(keyed[1:]):  # on the last one it was keyed into the slip
        fields = {one.name: one for one in typed if one.document == searched}
        if all(sheet.is_key(one.value) or name in conditions for name, one in fields.items()):
            search = _search(deeds, searched, recording)
            key = next(one.value.strip() for one in fields.values() if sheet.is_key(one.value))
            found = Before(found.deeds | search.deeds, search.shown, key)
    return found


def _search(deeds: Sequence[Deed], searched: int, recording: Recording) -> Before:
    own = [n for n, deed in enumerate(deeds) if isinstance(deed, Filled) and deed.document == searched]
    typed = max(n for n in own if is_act(deeds[n]))
    acts = [n for n, deed in enumerate(deeds) if n > typed and is_act(deed)]
    sent = acts[:1] if acts and _is_sent(deeds[acts[0]], searched) else []
    answers = answers_in(deeds[max([typed, *sent]) + 1 :])
    here = [one for one in [recording.arrivals.get(searched)] if one is not None]
    led = _led(deeds, here, acts[len(sent) :])
    return Before(frozenset(id(deeds[n]) for n in (*own, *sent, *led)), tuple(answers or here))


def _is_sent(deed: Deed, searched: int) -> bool:
    return isinstance(deed, (Pressed, Keyed)) and deed.document == searched


def _led(deeds: Sequence[Deed], here: Sequence[Arrived], then: Sequence[int]) -> list[int]:
    """Return the press that led to the search, where the person went on from what stood there before: from a menu."""
    at = next((n for n, deed in enumerate(deeds) if deed in here), 0)
    before = [n for n, deed in enumerate(deeds[:at]) if is_act(deed)][-1:]
    led = deeds[before[0]] if before and then else None
    return before if isinstance(led, Pressed) and deeds[then[0]].document in led.seen else []
