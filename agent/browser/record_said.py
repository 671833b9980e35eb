"""Say what was heard: on the terminal as it happens, and in the draft where no step came of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from agent.browser.record_deeds import Answered, Arrived, By, Deed, Filled, Keyed, Pressed
from agent.browser.record_draft import Step
from agent.browser.record_values import Sheet


def said_of(deed: Deed, sheet: Sheet | None = None) -> str:
    """Say one deed in the words of the step language; no secret is in any deed.

    Args:
        deed: What was heard.
        sheet: Puts templates in the place of what it knows.
    """
    if isinstance(deed, Arrived):
        return f"{'open' if deed.is_typed else 'page'} {deed.title or urlsplit(deed.url).path}"
    if isinstance(deed, Filled):
        return _filled(deed, sheet)
    if isinstance(deed, Pressed):
        row = f" in the row of {deed.row}" if deed.row else ""
        said = f"press {deed.name}{row}"
        return sheet.in_text(said) if sheet else said
    if isinstance(deed, Answered):
        return f"dialog {deed.text} → {'OK' if deed.accepted else 'Cancel'}"
    return f"keys {deed.key}"


def _filled(deed: Filled, sheet: Sheet | None) -> str:
    verb = {By.PERSON: "fill", By.CHOICE: "choose", By.PAGE: "awaited", By.START: "stands"}[deed.by]
    row = f" #{deed.name.row}" if deed.name.row else ""
    shown = sheet.head(deed).template if sheet else "●●●●" if deed.secret else deed.shown
    return f"{verb} {deed.name.key}{row} = {shown}"


def is_act(deed: Deed) -> bool:
    """Say whether the person did it, and it is not in the draft's `dialogs`."""
    if isinstance(deed, Filled):
        return deed.by in (By.PERSON, By.CHOICE)
    if isinstance(deed, Arrived):
        return deed.is_typed
    return isinstance(deed, (Pressed, Keyed)) or not deed.accepted


def left_out(deeds: Sequence[Deed], placed: Collection[int], sheet: Sheet, why: str) -> list[Step]:
    """Write remarks about what was heard and stands in no step.

    Args:
        deeds: The deeds of one section.
        placed: Identities of those which have their step.
        sheet: What the person keyed from.
        why: Why they have none.
    """
    left = [deed for deed in deeds if is_act(deed) and id(deed) not in placed]
    said = [Step("", remark=f"  {said_of(deed, sheet)}") for deed in left]
    return [Step("", remark=f"Heard and not placed, because {why}:"), *said] if said else []
