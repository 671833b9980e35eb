"""Japanese eras (和暦): their names, their first days, and days written in them.

Source: the edicts and ordinances of 1868 (明治), 1912 (大正), 1926 (昭和), 1989 (平成) and 2019 (令和). Japan counts
months and days as the West does since 1873-01-01 (明治6年1月1日); no day before is written or read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(1873, 1, 1)


@dataclass(frozen=True, slots=True)
class Era:
    """One era: its name, the letter it is shortened to, and its first day."""

    name: str
    letter: str
    first_day: date

    def year(self, year: int) -> int:
        """Return the western year of one of its years, which count from 1."""
        return self.first_day.year - 1 + year


ERAS = (
    Era("明治", "M", date(1868, 1, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("令和", "R", date(2019, 5, 1)),
)
NAMES = "|".join(era.name for era in ERAS)
LETTERS = "".join(era.letter for era in ERAS)
ERA_DAY = rf"({NAMES}|[{LETTERS}])\s*(\d{{1,2}}|元)\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})日?"
"""How a day in an era is written, widths folded (NFKC makes ㋿ 令和): era, year, month and day are its groups."""


def era_of(day: date) -> Era:
    """Return the era a day is written in: the one that had begun.

    Raises:
        ValueError: The day is before 1873.
    """
    if day < FIRST_DAY:
        raise ValueError(f"{day} is before the western calendar in Japan")
    return next(era for era in reversed(ERAS) if day >= era.first_day)


def year_in_era(day: date) -> int:
    """Return the year of a day in its era, from 1."""
    return day.year - era_of(day).year(0)


def day_in_era(era: str, year: str, month: str, day: str) -> date | None:
    """Return the day of the groups of `ERA_DAY`; None when there is none, or the era had not begun.

    Years go on after an era has ended: 平成31年5月1日 stood on papers printed before the change, and is one day only.
    """
    found = next(one for one in ERAS if era in (one.name, one.letter))
    try:
        named = date(found.year(1 if year == "元" else int(year)), int(month), int(day))
    except ValueError:
        return None
    return named if named >= max(found.first_day, FIRST_DAY) else None
