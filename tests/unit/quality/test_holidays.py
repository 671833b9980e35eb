"""The days on which firms and banks rest."""

from datetime import date, timedelta

import pytest

from agent.quality.holidays import holiday

PUBLISHED = {  # the Cabinet Office's list for 2026 and 2027
    *((2026, *day) for day in [(1, 1), (1, 12), (2, 11), (2, 23), (3, 20), (4, 29), (5, 3), (5, 4), (5, 5), (5, 6)]),
    *((2026, *day) for day in [(7, 20), (8, 11), (9, 21), (9, 22), (9, 23), (10, 12), (11, 3), (11, 23)]),
    *((2027, *day) for day in [(1, 1), (1, 11), (2, 11), (2, 23), (3, 21), (3, 22), (4, 29), (5, 3), (5, 4), (5, 5)]),
    *((2027, *day) for day in [(7, 19), (8, 11), (9, 20), (9, 23), (10, 11), (11, 3), (11, 23)]),
}
BANKS = {(year, *day) for year in (2026, 2027) for day in [(1, 2), (1, 3), (12, 31)]}


def test_holidays_are_those_published():
    """Fixed days, Mondays, equinoxes, days in lieu and days between two holidays are those of the law."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]
    assert {(day.year, day.month, day.day) for day in days if holiday(day)} == PUBLISHED | BANKS


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2026, 5, 6), "振替休日"), (date(2026, 9, 22), "国民の休日"), (date(2026, 12, 31), "銀行休業日"),
     (date(2026, 1, 1), "元日"), (date(2026, 4, 4), None), (date(2021, 1, 1), None), (date(2100, 1, 1), None)],
)  # fmt: skip
def test_holiday_has_its_name(day, name):
    """Each is called by its name; weekends, and years the table does not reach, have none."""
    assert holiday(day) == name
