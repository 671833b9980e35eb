"""What a person did after the commit: the search that finds the slip by our key, and the slip itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.browser.record_address import has_only
from agent.browser.record_before import Before
from agent.browser.record_deeds import Arrived, Deed, Filled, Recording
from agent.browser.record_draft import Fields, Section, Step
from agent.browser.record_said import answers_in, left_out
from agent.browser.record_shown import SlipNumber, compared, list_of, shown_of
from agent.browser.record_steps import Writer, windows_of
from agent.browser.record_values import Sheet
from agent.core.sentence import Sentence

NO_LOOKUP = (
    '  - open: "/slips?memo={key}"',
    "  - rows: {table: 伝票一覧, key: 摘要, slip_number: 伝票番号, state: 状態}",
)
NO_SEARCH = Sentence(
    "Nothing searched here for our key: a list that ends before the slip would not find it. Search for {key}."
)
NO_CONFIRM = (
    '  - open: "/slips/{slip_number}"',
    '  - compare: {得意先コード: "{slip.customer_code}", 摘要: "{key}", 合計: "{slip.total}"}',
)


@dataclass(frozen=True, slots=True)
class After:
    """The time after the commit.

    `deeds` begin right after the press; `number` is what the target called the slip; `before` is what was searched
    before the slip was keyed; `placed` are the deeds, by their identity, that have their step.
    """

    recording: Recording
    sheet: Sheet
    site: str
    number: SlipNumber
    deeds: Sequence[Deed]
    before: Before
    placed: set[int]

    def sections(self) -> tuple[Section, Section]:
        """Split what was done at the list that shows our key: look-up up to it, confirm after it."""
        said = Sentence("before entry, and after an unknown outcome; all hits are counted")
        missing = Sentence("not recorded: after the commit, search the list for our key; all hits count")
        lookup = Section("lookup", said, [], missing, NO_LOOKUP)
        listed = self._listed()
        if listed is None:
            confirm = self._confirm(self.deeds)
            why = Sentence("no list showed our key beside a slip number")
            (confirm if confirm.steps else lookup).steps += self._left_out(self.deeds, why)
            return lookup, confirm
        lookup.steps = self._search(listed)
        confirm = self._confirm(self.deeds[listed + 1 :], stands_on=self.deeds[listed].document)
        at_once = Sentence("the list is opened with our key at once")
        lookup.steps += self._left_out(self.deeds[: listed + 1], at_once)
        after, unseen = Sentence("it came after the slip"), Sentence("no page after the list showed what was ordered")
        confirm.steps += self._left_out(self.deeds[listed + 1 :], after if confirm.steps else unseen)
        return lookup, confirm

    def _left_out(self, deeds: Sequence[Deed], why: Sentence) -> list[Step]:
        return left_out(deeds, self.placed, self.sheet, why)

    def _writer(self, stands_on: int = 0) -> Writer:
        number = self.number.value
        return Writer(self.recording, self.sheet, self.site, number, stands_on=stands_on, placed=self.placed)

    def _listed(self) -> int | None:
        """Return where a list showed our key, best after a search for it."""
        lists = [n for n, deed in enumerate(self.deeds) if isinstance(deed, Arrived) and self._rows(deed)]
        searched = [n for n in lists if self._has_searched(n)]
        return next(iter([*searched, *lists]), None)

    def _rows(self, deed: Deed) -> dict[str, object] | None:
        return list_of(self.recording.glance(deed.document), self.sheet, self.number.value)

    def _has_searched(self, listed: int) -> bool:
        """Say whether our key was searched for, by a field or in the address."""
        typed = (deed for deed in self.deeds[:listed] if isinstance(deed, Filled))
        deed = self.deeds[listed]
        in_address = isinstance(deed, Arrived) and self.sheet.key in deed.url
        return in_address or any(self.sheet.is_key(one.value) for one in typed)

    def _search(self, listed: int) -> list[Step]:
        deed = self.deeds[listed]
        assert isinstance(deed, Arrived)
        deeds = [deed] if self._is_search(deed) else self.deeds[: listed + 1]
        steps = self._writer().write(deeds, lands=True)
        warning = [] if self._has_searched(listed) else [Step("", remark=NO_SEARCH)]
        return [*warning, *steps, *self.before.rows(self._rows(deed) or {}, deed, self.recording)]

    def _is_search(self, deed: Deed) -> bool:
        """Say whether an address is the search itself, and holds nothing else that would narrow it on other days."""
        return isinstance(deed, Arrived) and not deed.above and has_only(deed.url, self.sheet.key)

    def _confirm(self, deeds: Sequence[Deed], stands_on: int = 0) -> Section:
        said = Sentence("the player runs `lookup` again first: exactly one; then these steps")
        missing = Sentence("not recorded: after the look-up, open the stored slip")
        section = Section("confirm", said, [], missing, NO_CONFIRM)
        answers = {id(deed) for deed in answers_in(self.deeds)}
        arrivals = [deed for deed in deeds if isinstance(deed, Arrived) and id(deed) not in answers]
        shown = next((deed for deed in reversed(arrivals) if self._shows(deed)), None)
        if shown is not None and self.number.value:
            at = next(n for n, deed in enumerate(deeds) if deed is shown)
            steps = self._writer(stands_on).write(deeds[: at + 1], lands=True)
            compare = Step("compare", self._shows(shown) or {})
            section.steps = self._with([step for step in steps if step.verb != "compare"], compare, shown)
        return section

    def _with(self, steps: list[Step], compare: Step, shown: Arrived) -> list[Step]:
        """Add the comparison: to the window that showed the slip, or at the end."""
        if steps and steps[-1].verb == "popup" and shown.page in windows_of(self.recording, None):
            return [*steps[:-1], replace(steps[-1], inside=(compare, *steps[-1].inside))]
        return [*steps, compare]

    def _shows(self, deed: Arrived) -> Fields | None:
        """Return what stood on the screen of the order when a document had come that shows a part of it."""
        own = shown_of(self.recording.glance(deed.document), self.sheet, self.number.value)
        if not own.heads and not own.lines:
            return None
        return compared(self.recording.sight(deed.seen or (deed.document,)), self.sheet, self.number.value)
