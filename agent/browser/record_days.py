"""Days as forms take them: in one box by one of many writings, or in boxes for year, month and day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from agent.browser.day_format import write_day
from agent.browser.record_deeds import By, Filled

WHOLE = (
    "%Y/%m/%d", "%Y-%m-%d", "%Y%m%d", "%Y年%m月%d日", "%Y.%m.%d", "%m/%d/%Y", "%d/%m/%Y", "%y/%m/%d", "%y%m%d",
    "%Y/%-m/%-d", "%Y年%-m月%-d日", "%EC%-Ey年%-m月%-d日", "%EC%Ey年%m月%d日", "%EL%Ey.%m.%d", "%EL%-Ey.%-m.%-d",
    "%EL%Ey/%m/%d", "%EL%-Ey/%-m/%-d",
)  # fmt: skip
ORDERS = ("Ymd", "mdY", "dmY", "EYmd")
PIECES = {
    "E": ("%EC", "%EL"),
    "Y": ("%Y", "%y", "%Ey", "%-Ey", "%EG"),
    "m": ("%m", "%-m"),
    "d": ("%d", "%-d"),
}
LOOSE = ("%-", "%EG")
UNITS = {"E": "", "Y": "年", "m": "月", "d": "日"}


def day_formats(day: date, text: str) -> list[str]:
    """List the formats in which a text is this day, the likelier first."""
    return [form for form in WHOLE if write_day(day, form) == text]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes that make one day together: every word that was heard of them, in order."""

    heard: tuple[Filled, ...]

    @property
    def last(self) -> list[Filled]:
        """The boxes in their places, each as it was heard last; none where one was not heard at all."""
        places = {one.day[1]: one for one in self.heard if one.day}
        return [places[n] for n in sorted(places)] if self.heard[0].day and len(places) == self.heard[0].day[2] else []

    @property
    def speaker(self) -> Filled | None:
        """The box at which all are written: its label is theirs; None where they have labels of their own.

        What the person did last counts, so that all stand on the screen by then.
        """
        names = [one.name for one in self.last]
        are_parts = [name.part for name in names] == list(range(1, len(names) + 1))
        if not names[0].label or not are_parts or len({(name.label, name.section) for name in names}) > 1:
            return None
        if any(one.by is By.PAGE for one in self.last):
            return None
        done = [one for one in self.last if one.by is not By.START]
        return max(done or self.last, key=self.heard.index)


def boxes_of_days(filled: Sequence[Filled]) -> list[Boxes]:
    """Sort out the boxes that make days together."""
    groups: dict[tuple[int, str], list[Filled]] = {}
    for one in filled:
        if one.day is not None and not one.name.row:
            groups.setdefault((one.document, one.day[0]), []).append(one)
    return [Boxes(tuple(heard)) for heard in groups.values()]


def piece_formats(boxes: Sequence[Filled], day: date) -> list[str]:
    """Return the format of each box where together they hold this day; none where they do not."""
    for order in ORDERS:
        if len(order) == len(boxes):
            found = [_format(box, day, piece) for box, piece in zip(boxes, order, strict=True)]
            if all(found):
                return found
    return []


def _format(box: Filled, day: date, piece: str) -> str:
    fitting = [form for form, text in _writings(day, piece) if _holds(box, text)]
    loose = [form for form in fitting if form.startswith(LOOSE)]
    padded = [form for form in fitting if form not in loose]
    return next(iter(loose + padded if _is_unpadded(box) else padded + loose), "")


def _writings(day: date, piece: str) -> Iterator[tuple[str, str]]:
    for form in (form + unit for unit in dict.fromkeys(("", UNITS[piece])) for form in PIECES[piece]):
        yield form, write_day(day, form)


def _holds(box: Filled, text: str) -> bool:
    """An option is taken by its value first: words of digits alone may be another's value."""
    if box.words and not box.words.isdigit():
        return box.words == text
    return box.value == text


def _is_unpadded(box: Filled) -> bool:
    """A list that offers 1 to 9 without a zero before it."""
    return any(words.rstrip("年月日").isdigit() and len(words.rstrip("年月日")) == 1 for words in box.options)
