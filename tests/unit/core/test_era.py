"""Japanese eras: a day is written in the era that had begun, and read where it is certain."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from agent.core.era import ERA_DAY, ERAS, FIRST_DAY, day_in_era, era_of, year_in_era


@pytest.mark.parametrize(
    ("day", "era", "year"),
    [
        (date(2019, 4, 30), "平成", 31), (date(2019, 5, 1), "令和", 1), (date(2020, 1, 1), "令和", 2),
        (date(1989, 1, 7), "昭和", 64), (date(1989, 1, 8), "平成", 1), (date(1926, 12, 24), "大正", 15),
        (date(1926, 12, 25), "昭和", 1), (date(1912, 7, 29), "明治", 45), (date(1912, 7, 30), "大正", 1),
        (FIRST_DAY, "明治", 6),
    ],
)  # fmt: skip
def test_an_era_begins_on_its_first_day(day, era, year):
    """The day before a change is the last of the old era, the day itself is in the first year of the new one."""
    assert (era_of(day).name, year_in_era(day)) == (era, year)


def test_no_day_before_the_western_calendar_is_written():
    """Until 1872 Japan counted months by the moon."""
    with pytest.raises(ValueError, match="1872-12-31"):
        era_of(FIRST_DAY - timedelta(1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)), ("R1/5/1", date(2019, 5, 1)), ("令和 8年11月26日", date(2026, 11, 26)),
        ("R08.11.26", date(2026, 11, 26)), ("R 8. 4. 1", date(2026, 4, 1)), ("明治6年1月1日", date(1873, 1, 1)),
        ("平成31年5月1日", date(2019, 5, 1)), ("令和1年4月30日", None), ("平成1年1月7日", None),
        ("明治5年12月31日", None),
        ("R0.5.1", None), ("令和8年2月29日", None),
    ],
)  # fmt: skip
def test_a_day_in_an_era_is_read_where_it_is_certain(text, day):
    """An era that had not begun names no day; one that had ended still names one."""
    match = re.fullmatch(ERA_DAY, text)

    assert match
    assert day_in_era(*match.groups()) == day


@pytest.mark.parametrize("text", ["8/11/26", "26/11/26", "2026/11/26", "X8.11.26", "令和8", "R2026/11/26"])
def test_what_names_no_era_is_no_day_in_one(text):
    """Three numbers alone are never taken for a day in an era."""
    assert re.fullmatch(ERA_DAY, text) is None


def test_eras_stand_in_order():
    """Each begins after the one before, and no two share a letter."""
    assert [era.first_day for era in ERAS] == sorted(era.first_day for era in ERAS)
    assert len({era.letter for era in ERAS}) == len(ERAS)
