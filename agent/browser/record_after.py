"""What a person did after the commit: the search that finds the slip by our key, and the slip itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from agent.browser.record_deeds import Arrived, Deed, Filled, Recording
from agent.browser.record_draft import Fields, Section, Step
from agent.browser.record_shown import SlipNumber, compared, list_of
from agent.browser.record_steps import Writer
from agent.browser.record_values import Sheet

NO_LOOKUP = (
    "lookup:                          # not recorded: after the commit, search the list for our key; all hits count",
    '  - open: "/slips?memo={key}"',
    "  - rows: {table: 伝票一覧, key: 摘要, slip_number: 伝票番号, state: 状態}",
)
NO_SEARCH = "Nothing searched here for our key: a list that ends before the slip would not find it. Search for {key}."
NO_CONFIRM = (
    "confirm:                         # not recorded: after the look-up, open the stored slip",
    '  - open: "/slips/{slip_number}"',
    '  - compare: {得意先コード: "{slip.customer_code}", 摘要: "{key}", 合計: "{slip.total}"}',
)


@dataclass(frozen=True, slots=True)
class After:
    """The time after the commit.

    `deeds` begin right after the press; `number` is what the target called the slip.
    """

    recording: Recording
    sheet: Sheet
    site: str
    number: SlipNumber
    deeds: Sequence[Deed]

    def sections(self) -> tuple[Section, Section]:
        """Split what was done at the list that shows our key: look-up up to it, confirm after it."""
        lookup = Section("lookup", "before entry, and after an unknown outcome; all hits are counted", [], NO_LOOKUP)
        listed = self._listed()
        if listed is not None:
            lookup.steps = self._search(listed)
        return lookup, self._confirm(self.deeds[0 if listed is None else listed + 1 :])

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
        deeds = [deed] if self._is_search(deed) else self.deeds[: listed + 1]
        steps = Writer(self.recording, self.sheet, self.site, self.number.value).write(deeds, lands=True)
        warning = [] if self._has_searched(listed) else [Step("", remark=NO_SEARCH)]
        return [*warning, *steps, Step("rows", self._rows(deed) or {})]

    def _is_search(self, deed: Deed) -> bool:
        """Say whether an address is the search itself, and holds nothing else that would narrow it on other days."""
        given = parse_qsl(urlsplit(deed.url).query) if isinstance(deed, Arrived) else []
        return [value for _, value in given] == [self.sheet.key]

    def _confirm(self, deeds: Sequence[Deed]) -> Section:
        said = "the player runs `lookup` again first: exactly one; then these steps"
        section = Section("confirm", said, [], NO_CONFIRM)
        answer = next((deed for deed in self.deeds if isinstance(deed, Arrived)), None)
        shown = [deed for deed in deeds if isinstance(deed, Arrived) and deed is not answer and self._shows(deed)]
        if shown and self.number.value:
            writer = Writer(self.recording, self.sheet, self.site, self.number.value)
            steps = writer.write(deeds[: deeds.index(shown[-1]) + 1], lands=True)
            section.steps = [step for step in steps if step.verb != "compare"]
            section.steps.append(Step("compare", self._shows(shown[-1]) or {}))
        return section

    def _shows(self, deed: Arrived) -> Fields | None:
        return compared(self.recording.glance(deed.document), self.sheet, self.number.value)
