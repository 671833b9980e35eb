"""Say what was heard: on the terminal as it happens, and in the draft where no step came of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from agent.browser.record_deeds import Answered, Arrived, By, Deed, Filled, Keyed, Pressed
from agent.browser.record_draft import Step
from agent.browser.record_values import Sheet
from agent.core.sentence import Sentence

FILLED = {
    By.PERSON: Sentence("fill {field} = {value}"),
    By.CHOICE: Sentence("choose {field} = {value}"),
    By.PAGE: Sentence("awaited {field} = {value}"),
    By.START: Sentence("stands {field} = {value}"),
}


def said_of(deed: Deed, sheet: Sheet | None = None) -> Sentence:
    """Say one deed in the words of the step language; no secret is in any deed.

    Args:
        deed: What was heard.
        sheet: Puts templates in the place of what it knows.
    """
    if isinstance(deed, Arrived):
        page = deed.title or urlsplit(deed.url).path
        return Sentence("open {page}", page=page) if deed.is_typed else Sentence("page {page}", page=page)
    if isinstance(deed, Filled):
        return _filled(deed, sheet)
    if isinstance(deed, Pressed):
        return _pressed(deed, sheet)
    if isinstance(deed, Answered):
        ok, cancel = Sentence("dialog {text} → OK", text=deed.text), Sentence("dialog {text} → Cancel", text=deed.text)
        return ok if deed.accepted else cancel
    return Sentence("keys {key}", key=deed.key)


def _pressed(deed: Pressed, sheet: Sheet | None) -> Sentence:
    name, row = (sheet.in_text(text) if sheet else text for text in (deed.name, deed.row))
    return (
        Sentence("press {name} in the row of {row}", name=name, row=row) if row else Sentence("press {name}", name=name)
    )


def _filled(deed: Filled, sheet: Sheet | None) -> Sentence:
    row = f" #{deed.name.row}" if deed.name.row else ""
    shown = sheet.head(deed).template if sheet else "●●●●" if deed.secret else deed.shown
    return Sentence(FILLED[deed.by], field=f"{deed.name.key}{row}", value=shown)


def is_act(deed: Deed) -> bool:
    """Say whether the person did it, and it is not in the draft's `dialogs`."""
    if isinstance(deed, Filled):
        return deed.by in (By.PERSON, By.CHOICE)
    if isinstance(deed, Arrived):
        return deed.is_typed
    return isinstance(deed, (Pressed, Keyed)) or not deed.accepted


def answers_in(deeds: Sequence[Deed]) -> list[Arrived]:
    """List the documents that came before the person did anything more."""
    acts = (n for n, deed in enumerate(deeds) if is_act(deed))
    return [deed for deed in deeds[: next(acts, len(deeds))] if isinstance(deed, Arrived)]


def left_out(deeds: Sequence[Deed], placed: Collection[int], sheet: Sheet, why: Sentence) -> list[Step]:
    """Write remarks about what was heard and stands in no step.

    Args:
        deeds: The deeds of one section.
        placed: Identities of those which have their step.
        sheet: What the person keyed from.
        why: Why they have none.
    """
    left = [deed for deed in deeds if is_act(deed) and id(deed) not in placed]
    said = tuple(Step("", remark=said_of(deed, sheet)) for deed in left)
    return [Step("", remark=Sentence("Heard and not placed, because {why}:", why=why), inside=said)] if said else []
