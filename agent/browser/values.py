"""What a field should hold, how it is written into a control, and when what was read back is the same.

A value is compared as what it is: money as money, a date as a date. A reformatted "2025/04/01" for "20250401" is the
same day, and so is "令和7年4月1日"; a dropped digit is never the same amount. Pure functions, no browser.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from agent.browser.day_format import DAY_FORMAT, shows_day
from agent.browser.template import Value, written
from agent.core.era import ERA_DAY, day_in_era

CHOICES = frozenset({"select-one", "radio"})
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?")
DAY_IN_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
DAY_IN_ERA = re.compile(ERA_DAY)


class Kind(StrEnum):
    """How a value is compared after it was read back.

    text: every character, runs of blanks as one. code: width folded, ＡＢ１２ is AB12. digits: telephone, postal code.
    number: 1,234 円 is 1234, △5 is -5. day: 2025/04/01, 2025年4月1日 and 令和7年4月1日 are one. choice: an option by
    value or words. flag: a tick box.
    """

    TEXT = "text"
    CODE = "code"
    DIGITS = "digits"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the screen and what it must hold.

    Args:
        label: The words beside or above the field, as a person reads them.
        value: What it must hold; None is "anything but empty", for fields the page fills itself.
        kind: How the value is compared after reading it back.
        section: Heading of the block when a label stands on the page twice.
        row: Line of a grid, from 1.
        part: Which control, from 1, where one cell holds several; 0 when it holds one.
        css: Used instead of the label where a field has none.
        by_page: The page fills it (a look-up, a sum): awaited until it holds the value, never typed.
        day_format: How a day is written here, or the part of it that stands here.
        option: Words of the option to choose from a list; anything may stand between two pieces. () is no choice.
        shows: What the field shows after the choice, where that is not the option's words.
        by_calendar: Taken from the calendar that opens on the field, not typed.
        seek: What is typed to find the option, where that is not a part of its words.
    """

    label: str
    value: Value | None
    kind: Kind = Kind.TEXT
    section: str = ""
    row: int = 1
    part: int = 0
    css: str = ""
    by_page: bool = False
    day_format: str = DAY_FORMAT
    option: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    by_calendar: bool = False
    seek: str = ""

    @property
    def is_typed(self) -> bool:
        """Say whether the robot types this field, or chooses in it."""
        return self.value is not None and not self.by_page

    @property
    def is_pressed(self) -> bool:
        """Say whether it is set by the mouse, so that a field that takes no text will do."""
        return bool(self.option) or self.by_calendar

    @property
    def sought(self) -> str:
        """What is typed to find the option: the longest of its words that are known."""
        return self.seek or max((piece.strip() for piece in self.option), key=len)

    @property
    def name(self) -> str:
        """How errors and the step log name the field; never its value."""
        return f"{self.label or self.css}{f' #{self.row}' if self.row > 1 else ''}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a control or place held when it was read: its value, the words of its option, its tick."""

    value: str
    words: str
    checked: bool


def kind_of(value: Value | None, path: str = "") -> Kind:
    """Say how a value is compared when the robot's YAML does not: by its type, and codes by their name."""
    if isinstance(value, bool):
        return Kind.FLAG
    if isinstance(value, Decimal):
        return Kind.NUMBER
    if isinstance(value, date):
        return Kind.DAY
    return Kind.CODE if path.endswith(("_code", "_number", "key")) else Kind.TEXT


def text_for(entry: Entry, control: str) -> str:
    """Write the entry's value the way this kind of control takes it (control: the HTML type)."""
    if entry.value is None:
        return ""
    if isinstance(entry.value, date) and control == "date":
        return entry.value.isoformat()
    return written(entry.value, entry.day_format)


def same(entry: Entry, reading: Reading, control: str = "") -> bool:
    """Say whether the control holds the entry's value, compared by its kind; lists and radio groups as a choice."""
    if entry.value is None:
        return reading.value.strip() != ""
    if entry.option:
        return fits(entry.shows or entry.option, reading.words or reading.value)
    wanted = text_for(entry, "text")
    if entry.kind is Kind.FLAG or control == "checkbox":
        return reading.checked == (wanted == "true")
    if entry.kind is Kind.CHOICE or control in CHOICES:
        is_chosen = wanted == reading.value or _code(wanted) == _code(reading.words)
        return is_chosen and not (isinstance(entry.value, date) and _is_otherwise(wanted, reading.words))
    if entry.kind is Kind.NUMBER:
        return number_of(wanted) is not None and number_of(wanted) == number_of(reading.value)
    if entry.kind is Kind.DAY:
        return any(_days(wanted, text, entry) for text in (reading.value, reading.words))
    fold = {Kind.TEXT: _text, Kind.CODE: _code, Kind.DIGITS: _digits}[entry.kind]
    return fold(wanted) == fold(reading.value)


def fits(pieces: tuple[str, ...], words: str) -> bool:
    """Say whether words are these pieces in this order, with anything between them; width and runs of blanks folded.

    Blanks count: `C001 ` begins `C001 甲商事` and does not begin `C0012 乙商事`.
    """
    folded = [_folded(piece) for piece in pieces]
    folded[0] = folded[0].lstrip()
    folded[-1] = folded[-1].rstrip()
    return re.fullmatch(".*".join(map(re.escape, folded)), _folded(words).strip(), re.DOTALL) is not None


def _folded(raw: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", raw))


def _is_otherwise(wanted: str, words: str) -> bool:
    """Whether the words of an option name other numbers: where months count from 0, the value 4 is 5月."""
    named = {int(number) for number in re.findall(r"\d+", words)}
    return bool(named) and not {int(number) for number in re.findall(r"\d+", wanted)} <= named


def _days(wanted: str, read: str, entry: Entry) -> bool:
    if isinstance(entry.value, date) and shows_day(read, entry.value, entry.day_format):
        return True
    day = entry.value if isinstance(entry.value, date) else day_of(wanted)
    return day is not None and day == day_of(read)


def _text(raw: str) -> str:
    return re.sub(r"[ \t]+", " ", raw.replace("\r\n", "\n")).strip()


def _code(raw: str) -> str:
    return unicodedata.normalize("NFKC", raw).strip()


def _digits(raw: str) -> str:
    return "".join(re.findall(r"\d", unicodedata.normalize("NFKC", raw)))


def number_of(raw: str) -> Decimal | None:
    """Read an amount as Japanese pages write it; None when it is none. The empty text is never zero."""
    text = re.sub(r"[\s,¥円]", "", unicodedata.normalize("NFKC", raw).replace("−", "-"))
    text = re.sub(r"^[△▲](.+)$", r"-\1", text)
    try:
        return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII) else None
    except InvalidOperation:
        return None


def day_of(raw: str) -> date | None:
    """Read a day in any of the writings of western years, or of an era that is named; None when it is none."""
    text = unicodedata.normalize("NFKC", raw).strip()
    if in_era := DAY_IN_ERA.fullmatch(text):
        return day_in_era(*in_era.groups())
    match = DAY.fullmatch(text) or DAY_IN_DIGITS.fullmatch(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
