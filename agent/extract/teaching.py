"""Look for the change to a form by which it reads a document as a person corrected it; runs where parsing runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agent.core.delivery import Delivery
from agent.extract.extraction import Reading
from agent.extract.form import Form, in_turn, load_forms
from agent.extract.form_cases import FormCase
from agent.extract.form_change import Change, changed
from agent.extract.form_edit import EditImpossibleError, with_test
from agent.extract.form_tests import FailedCase, failures_of
from agent.extract.formats import as_shown, format_of
from agent.extract.locked import opened
from agent.extract.parts import document_of
from agent.extract.passwords import Passwords
from agent.extract.read import reading_of
from agent.extract.table import Page
from agent.extract.teaching_places import DAYS, STYLES, cell_of, labels_of, spots_of, titles_of
from agent.extract.titles import key_of
from agent.marks.findings import FilesError
from agent.marks.reader import read_yaml

MOST_TRIED = 120
MOST_SCANS_TRIED = 5
MOST_FOUND = 4
MOST_OPTIONS = 24

Changes = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be learned: the file of the form, the test it must pass, and the fields that a person corrected.

    `fields` are those of the test's orders: `1.deliver_on` is of the first, `1.lines.2` a line that was left out.
    """

    file: str
    test: Mapping[str, Any]
    fields: tuple[str, ...]


def taught(delivery: Delivery, texts: Mapping[str, str], lesson: Lesson, passwords: Passwords) -> list[Changes]:
    """Return changes by each of which the form reads the document as it was corrected, the likeliest first.

    Args:
        delivery: The document, as the test has it.
        texts: The texts of all forms of the site.
        lesson: What is to be learned.
        passwords: Those known for its sender.
    """
    search = _Search(delivery, texts, lesson, passwords)
    return [found for _, found in zip(range(MOST_FOUND), search.run(), strict=False)]


@dataclass(slots=True)
class _Search:
    delivery: Delivery
    texts: Mapping[str, str]
    lesson: Lesson
    passwords: Passwords
    tried: int = 0
    others: tuple[Form, ...] = field(init=False)
    pages: Sequence[Page] = field(init=False)
    most: int = MOST_TRIED

    def run(self) -> Iterator[Changes]:
        self.others = load_forms({file: text for file, text in self.texts.items() if file != self.lesson.file})
        self.pages = self._pages()
        text = self.texts[self.lesson.file]
        wanted = self._wanted(text)
        options = [list(self._options(name, values, text))[:MOST_OPTIONS] for name, values in wanted.items()]
        yield from self._tried_with(list(wanted), options, ())

    def _pages(self) -> Sequence[Page]:
        document = document_of(self.delivery)
        format_ = format_of(document)
        if format_ is None:
            return ()
        content = opened(document.content, self.passwords)
        format_ = as_shown(format_, content)
        shown = format_.content(content)
        self.most = MOST_SCANS_TRIED if shown.pictured else MOST_TRIED
        return shown.pages

    def _wanted(self, text: str) -> dict[str, list[Any]]:
        """Gather the corrected values by what a form says of them: a field of the order, a column, the end of lines."""
        [*_, case] = self._loaded(text).cases
        values = {
            f"{number}.{one.path}": one.value for number, (fields, _) in enumerate(case.orders, 1) for one in fields
        }
        wanted: dict[str, list[Any]] = {}
        for path in self.lesson.fields:
            name = path.partition(".")[2]
            is_left_out = name.startswith("lines.") and name.count(".") == 1
            key = "until" if is_left_out else f"lines.{name.rpartition('.')[2]}" if name.startswith("lines.") else name
            wanted.setdefault(key, []).append(values.get(path))
        return wanted

    def _options(self, name: str, values: Sequence[Any], text: str) -> Iterator[Changes]:
        data = read_yaml(text, "").data
        if name == "until":
            yield from _ends(self.pages, data)
        elif name.startswith("lines."):
            yield from self._columns(name.removeprefix("lines."), values, data)
        elif values[-1] is not None:
            yield from self._heads(name, values[-1], data)

    def _columns(self, name: str, values: Sequence[Any], data: Mapping[str, Any]) -> Iterator[Changes]:
        """Yield the titles above the corrected values as this column's, beside the one it has, then alone."""
        columns = data["lines"].get("columns") or {}
        titles: dict[str, None] = {}
        for value in values:
            for spot in spots_of(self.pages, name, value, self._near) if value is not None else ():
                titles |= dict.fromkeys(titles_of(spot, _known_titles(data)))
        for title in titles if columns else ():
            if name in columns:
                yield (Change(("lines", "columns", name), title),)
            yield (Change(("lines", "columns"), title, name),)

    def _heads(self, name: str, value: Any, data: Mapping[str, Any]) -> Iterator[Changes]:
        """Yield the ways to say where a field of the order stands: by its labels, its column's title, its cell."""
        now = data["fields"].get(name) or {}
        spots = list(spots_of(self.pages, name, value, self._near))
        if name in DAYS and now:
            yield from ((Change(("fields", name), style, "date"),) for style in STYLES if style != now.get("date"))
        titles = [
            change
            for spot in spots
            for title in titles_of(spot, _known_titles(data))
            for change in _by(name, "column", title, now, spot.style)
        ]
        labels = [
            change
            for spot in spots
            for label, side in labels_of(spot)
            for change in _by(name, "label", label, now, spot.style, side)
        ]
        yield from (*titles, *labels) if "column" in now else (*labels, *titles)
        for spot in spots:
            if cell_of(spot):
                yield (Change(("fields",), {"cell": cell_of(spot), **_style(name, spot.style)}, name),)

    @property
    def _near(self) -> date:
        return self.delivery.received_at.date()

    def _tried_with(self, names: list[str], options: list[list[Changes]], so_far: Changes) -> Iterator[Changes]:
        """Try the first field's options; with each by which it is read right, those of the others."""
        for option in options[0] if options else ():
            if self.tried >= self.most:
                return
            self.tried += 1
            failures = self._failures((*so_far, *option))
            if failures is None or (failures and not options[1:]):
                continue
            if not failures:
                yield (*so_far, *option)
            elif not any(_is_of(names[0], one) for one in failures):
                yield from self._tried_with(names[1:], options[1:], (*so_far, *option))

    def _failures(self, changes: Changes) -> list[FailedCase] | None:
        """Return what the form so changed still reads otherwise; None where it is no form any more."""
        try:
            form = self._loaded(changed(self.texts[self.lesson.file], changes))
        except (EditImpossibleError, FilesError):
            return None
        case: FormCase = form.cases[-1]
        forms = in_turn((*self.others, form))
        return list(failures_of(form.name, case, self._reader(forms), lambda _: self.delivery.content))

    def _reader(self, forms: tuple[Form, ...]) -> Callable[[Delivery], Reading]:
        return lambda delivery: reading_of(delivery, forms, self.passwords)

    def _loaded(self, text: str) -> Form:
        [form] = load_forms({self.lesson.file: with_test(text, self.lesson.test)})
        return form


def _by(name: str, way: str, text: str, now: Mapping[str, Any], style: str, side: str = "") -> Iterator[Changes]:
    """Yield a label or title before those the field has, where it is found in this way; then in place of them."""
    day = _style(name, style)
    has = now.get(way, ())
    is_new = key_of(text) not in {key_of(one) for one in ([has] if isinstance(has, str) else has)}
    if has and is_new and (not side or now.get("at", "right") == side):
        first = Change(("fields", name, way), text)
        is_read_so = not day or now.get("date") == style
        yield (first,) if is_read_so else (first, Change(("fields", name), style, "date"))
    kept = {key: str(now[key]) for key in ("optional", "record", "date") if key in now}
    where = {way: text, **({"at": "below"} if side == "below" else {})}
    yield (Change(("fields",), {**where, **kept, **day}, name),)


def _style(name: str, style: str) -> dict[str, str]:
    return {"date": style} if name in DAYS and style != "ymd" else {}


def _known_titles(data: Mapping[str, Any]) -> frozenset[str]:
    """Return the column titles a form knows, folded."""
    columns = [*(data["lines"].get("columns") or {}).values(), *(one.get("column") for one in data["fields"].values())]
    texts = [text for column in columns if column for text in (column if isinstance(column, list) else [column])]
    return frozenset(key_of(text) for text in texts)


def _ends(pages: Sequence[Page], data: Mapping[str, Any]) -> Iterator[Changes]:
    """Yield the texts that could end the lines: what rows below the titles begin with."""
    known, is_below = _known_titles(data), False
    begins: dict[str, None] = {}
    for page in pages:
        for row in page.rows:
            first = next((cell.text.strip() for cell in row.cells if cell.text.strip()), "")
            if is_below and first and not any(letter.isdecimal() for letter in first):
                begins.setdefault(first)
            is_below = is_below or len({key_of(cell.text) for cell in row.cells} & known) > 1
    for text in begins:
        if "until" in data["lines"]:
            yield (Change(("lines", "until"), text),)
        else:
            yield (Change(("lines",), text, "until"),)


def _is_of(name: str, failure: FailedCase) -> bool:
    """Whether a failure is about this field, or about the whole."""
    path = re.sub(r"^orders\.\d+\.", "", failure.field)
    if not path or name == "until":
        return not path
    return path == name or (name.startswith("lines.") and path.startswith("lines.") and path.endswith(name[5:]))


def lesson_to_json(lesson: Lesson) -> dict[str, Any]:
    """Write a lesson for the wire."""
    return {"file": lesson.file, "test": dict(lesson.test), "fields": list(lesson.fields)}


def lesson_from_json(said: Mapping[str, Any]) -> Lesson:
    """Read a lesson as `lesson_to_json` wrote it."""
    return Lesson(said["file"], said["test"], tuple(said["fields"]))
