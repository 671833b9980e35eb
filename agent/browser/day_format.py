"""How a day is written: a closed set of letters, the same on every system.

Most are those that strftime has everywhere; `%EC` and `%Ey` are POSIX's for eras, `%EL` and `%EG` are ours. A field
that was typed by a format is read by it: `8` in a box for `%Ey` is the year that was typed as `08`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from agent.core.era import era_of, year_in_era

DAY_FORMAT = "%Y/%m/%d"
LETTER = re.compile(r"%(?:%|[-_^#0]*E?[A-Za-z]?)")
FIRST_YEAR = "元"


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter writes; `number` where it is one, `is_padded` where that has all its digits."""

    writes: Callable[[date], str]
    meaning: str
    number: Callable[[date], int] | None = None
    is_padded: bool = True
    is_of_era: bool = False


def _year_or_first(day: date) -> str:
    year = year_in_era(day)
    return FIRST_YEAR if year == 1 else str(year)


LETTERS: dict[str, Letter] = {
    "%Y": Letter(lambda day: f"{day.year:04}", "western year", lambda day: day.year),
    "%y": Letter(lambda day: f"{day.year % 100:02}", "its last two digits", lambda day: day.year % 100),
    "%m": Letter(lambda day: f"{day.month:02}", "month, two digits", lambda day: day.month),
    "%-m": Letter(lambda day: str(day.month), "month", lambda day: day.month, is_padded=False),
    "%d": Letter(lambda day: f"{day.day:02}", "day of the month, two digits", lambda day: day.day),
    "%-d": Letter(lambda day: str(day.day), "day of the month", lambda day: day.day, is_padded=False),
    "%EC": Letter(lambda day: era_of(day).name, "era", is_of_era=True),
    "%EL": Letter(lambda day: era_of(day).letter, "letter of the era", is_of_era=True),
    "%Ey": Letter(lambda day: f"{year_in_era(day):02}", "year of the era, two digits", year_in_era, is_of_era=True),
    "%-Ey": Letter(lambda day: str(year_in_era(day)), "year of the era", year_in_era, is_padded=False, is_of_era=True),
    "%EG": Letter(
        _year_or_first, f"year of the era, the first as {FIRST_YEAR}", year_in_era, is_padded=False, is_of_era=True
    ),
    "%%": Letter(lambda _: "%", "a percent sign"),
}


def write_day(day: date, form: str) -> str:
    """Write a day by a format; the linter lets none through that has other letters.

    Raises:
        KeyError: A letter is not one of `LETTERS`.
        ValueError: An era is asked for a day before 1873.
    """
    return LETTER.sub(lambda match: LETTERS[match[0]].writes(day), form)


def pieces(form: str) -> list[str]:
    """Take a format apart into its letters and the words between them."""
    return [piece for piece in re.split(f"({LETTER.pattern})", form) if piece]


def shows_day(read: str, day: date, form: str) -> bool:
    """Say whether a text is this day in this format.

    Widths, blanks and zeros before a number do not count, an era may stand as its name or its letter, its first year as
    1 or 元. Between two numbers with nothing between them every digit counts.
    """
    pattern = "".join(_patterns(day, pieces(form)))
    return re.fullmatch(pattern, _folded(read).strip()) is not None


def _patterns(day: date, parts: list[str]) -> Iterator[str]:
    for n, part in enumerate(parts):
        is_glued = n > 0 and is_number(parts[n - 1], at=-1) and is_number(part, at=0)
        is_tight = is_glued or (n + 1 < len(parts) and is_number(part, at=-1) and is_number(parts[n + 1], at=0))
        yield "" if is_glued else r"\s*"
        yield _pattern(day, part, is_tight=is_tight)


def is_number(piece: str, at: int) -> bool:
    """Say whether a letter or word writes a digit at its first (0) or last (-1) place."""
    return LETTERS[piece].number is not None if piece in LETTERS else piece[at].isdigit()


def _pattern(day: date, part: str, *, is_tight: bool) -> str:
    letter = LETTERS.get(part)
    if letter is None:
        return r"\s*".join(map(re.escape, _folded(part).split())) or r"\s+"
    if is_tight or (letter.number is None and not letter.is_of_era):
        return re.escape(letter.writes(day))
    if letter.number is None:
        return f"(?:{era_of(day).name}|{era_of(day).letter})"
    number = letter.number(day)
    written = f"0?{number}" if number < 10 else str(number)
    return f"(?:{written}|{FIRST_YEAR})" if letter.is_of_era and number == 1 else written


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
