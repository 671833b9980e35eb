"""Days are written by a closed set of letters and read back by them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agent.browser.day_format import shows_day, write_day
from agent.core.era import FIRST_DAY


@pytest.mark.parametrize(
    ("form", "new_era", "change"),
    [
        ("%Y/%m/%d", "2026/04/01", "2019/05/01"), ("%y.%-m.%-d", "26.4.1", "19.5.1"),
        ("%EC%EG年%-m月%-d日", "令和8年4月1日", "令和元年5月1日"),
        ("%EC%-Ey年%m月%d日", "令和8年04月01日", "令和1年05月01日"),
        ("%EL%Ey%m%d", "R080401", "R010501"), ("%Ey", "08", "01"), ("100%% %d", "100% 01", "100% 01"),
    ],
)  # fmt: skip
def test_each_letter_writes_its_part(form, new_era, change):
    """The same on every system, whatever its strftime knows."""
    assert write_day(date(2026, 4, 1), form) == new_era
    assert write_day(date(2019, 5, 1), form) == change


def test_western_letters_are_strftimes():
    """What robots were written with before means what it meant."""
    day = FIRST_DAY
    while day.year <= 2100:
        assert write_day(day, "%Y %y %m %d %%") == day.strftime("%Y %y %m %d %%")
        day += timedelta(97)


@pytest.mark.parametrize(
    ("read", "form", "is_same"),
    [
        ("8", "%Ey", True), ("08", "%-Ey", True), ("８", "%Ey", True), ("18", "%Ey", False), ("元", "%Ey", False),
        ("11", "%m", True), ("1", "%m", False), ("", "%m", False), ("111", "%m", False),
        ("R", "%EC", True), ("令和", "%EL", True), ("㋿", "%EC", True), ("平成", "%EC", False),
        ("R 8/11/26", "%EL%Ey/%m/%d", True), ("8/11/26", "%EL%Ey/%m/%d", False), ("8/11/26", "%Ey/%m/%d", True),
        ("2026 1126", "%Y%m%d", False), ("081126", "%Ey%m%d", True), ("81126", "%Ey%m%d", False),
        ("2026年11月", "%Y年%m月", True), ("2026年12月", "%Y年%m月", False),
    ],
)  # fmt: skip
def test_a_part_is_read_by_its_format(read, form, is_same):
    """Widths, blanks and zeros before a number do not count; glued digits, the era and every number do."""
    assert shows_day(read, date(2026, 11, 26), form) is is_same


def test_the_first_year_may_be_read_in_both_writings():
    """元 for 1, and 1 for 元."""
    assert shows_day("令和元年5月1日", date(2019, 5, 1), "%EC%-Ey年%-m月%-d日")
    assert shows_day("1", date(2019, 5, 1), "%EG")
