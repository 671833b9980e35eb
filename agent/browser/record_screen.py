"""From the fields a person filled in to the fields of `fill` steps, rows of line tables as `lines`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agent.browser.record_deeds import By, Filled
from agent.browser.record_draft import FieldLine, Fields, together
from agent.browser.record_values import Meaning, Sheet, perhaps
from agent.core.sentence import Sentence

OURS = (By.PERSON, By.CHOICE)
TEXTS = frozenset({"text", "email", "tel", "search", ""})


def screens_of(filled: Sequence[Filled], sheet: Sheet, days: Mapping[int, Meaning | None]) -> list[Fields]:
    """Sort the fields of one screen. A label that stands twice goes to a second one: a mapping names it once.

    Args:
        filled: Every field that was heard of, in order; of a field told twice, the last word counts.
        sheet: What the person keyed from.
        days: What boxes for year, month and day stand for, by their identity; None where another says it.
    """
    latest: dict[object, Filled] = {}
    for one in filled:
        latest[one.name] = one
    known = [one for one in latest.values() if (days[id(one)] if id(one) in days else _is_wanted(one, sheet))]
    columns = _columns(known)
    in_lines = {label for label, cells in columns.items() if _is_line(label, cells, sheet)}
    if in_lines:
        in_lines |= {label for label, cells in columns.items() if sheet.head(cells[0]).is_known is False}
    screens = [Fields()]
    user = _user_field(known)
    for one in known:
        if one.name.row and one.name.label in in_lines:
            continue
        meaning = Meaning("{account.user}") if one is user else days.get(id(one)) or sheet.head(one)
        _put(screens, "heads", one.name.key, _line(one, meaning))
    for label in [label for label in columns if label in in_lines]:
        cells = columns[label]
        meaning = sheet.column(label, cells) or sheet.unknown_column(label, cells)
        _put(screens, "lines", label, _line(cells[0], meaning, is_typed=any(cell.by in OURS for cell in cells)))
    for screen in screens:
        _say_once(screen)
    return [screen for screen in screens if screen.heads or screen.lines]


def _say_once(screen: Fields) -> None:
    """Keep a remark that would stand beside field after field only beside the first."""
    said: set[str] = set()
    for part in (screen.heads, screen.lines):
        for name, line in part.items():
            if line.remark in said:
                part[name] = FieldLine(line.body)
            said.add(line.remark)


def _is_wanted(one: Filled, sheet: Sheet) -> bool:
    """Leave out what the page put where no words lead, and days that stood there and are not the order's."""
    if one.secret and one.by not in OURS:
        return False
    if one.by is By.START:
        return sheet.slip is not None and sheet.head(one).is_day
    return one.by in OURS or bool(one.name.label)


def _columns(known: Sequence[Filled]) -> dict[str, list[Filled]]:
    """Group the cells under a column heading; only rows the person has typed in count."""
    typed = {one.name.row for one in known if one.by in OURS and one.name.row}
    columns: dict[str, list[Filled]] = {}
    for one in sorted((one for one in known if one.name.row in typed), key=lambda one: one.name.row):
        if one.name.row:
            columns.setdefault(one.name.label, []).append(one)
    order = [one.name.label for one in known]
    return dict(sorted(columns.items(), key=lambda pair: order.index(pair[0])))


def _is_line(label: str, cells: Sequence[Filled], sheet: Sheet) -> bool:
    if len(cells) > 1 or cells[0].name.row > 1 or sheet.column(label, cells):
        return True
    return sheet.slip is None and perhaps(label).startswith("line.")


def _user_field(known: Sequence[Filled]) -> Filled | None:
    """On a page that asks for a password: the text typed right before it."""
    at = next((n for n, one in enumerate(known) if one.secret), 0)
    texts = [one for one in known[:at] if one.control in TEXTS and one.by in OURS]
    return texts[-1] if texts else None


def _put(screens: list[Fields], where: str, name: str, line: FieldLine) -> None:
    for screen in screens:
        if name not in getattr(screen, where):
            getattr(screen, where)[name] = line
            return
    screens.append(Fields(**{where: {name: line}}))


def _line(one: Filled, meaning: Meaning, *, is_typed: bool | None = None) -> FieldLine:
    ours = one.by in OURS or one.by is By.START if is_typed is None else is_typed
    part = 0 if isinstance(meaning.more.get("day_format"), list) else one.name.part
    place = {"section": one.name.section, "part": part, "css": one.name.css}
    more = {**meaning.more, **{name: value for name, value in place.items() if value}}
    if one.by is By.CHOICE and one.locked and meaning.is_day:
        more["calendar"] = True
    elif ours and (one.by is By.CHOICE or one.control == "drawn") and not meaning.is_day:
        return FieldLine({"choose": meaning.template, **place_of(more)}, _remark(one, meaning))
    if ours:
        body = {"value": meaning.template, **more} if more else meaning.template
        return FieldLine(body, _remark(one, meaning))
    if meaning.is_known:
        said = Sentence("the page fills it; waited for, then compared")
        return FieldLine({"awaited": meaning.template, **more}, said)
    hint = meaning.comment if meaning.comment.startswith("perhaps") else ""
    return FieldLine({"awaited": "", **place_of(more)}, together(Sentence("the page fills it"), hint))


def place_of(more: dict[str, object]) -> dict[str, object]:
    """Keep of a field's mapping only where it stands."""
    return {name: value for name, value in more.items() if name in ("section", "part", "css")}


def _remark(one: Filled, meaning: Meaning) -> str:
    no_label = Sentence("no label: found by css, which a new version may change")
    stood = Sentence("stood there already; typed, because it does not on other days")
    return together(meaning.comment, "" if one.name.label else no_label, stood if one.by is By.START else "")
