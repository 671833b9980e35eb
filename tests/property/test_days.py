"""Days that are written are read again, whatever the format and the era."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.browser.day_format import LETTERS, shows_day, write_day
from agent.browser.values import day_of
from agent.core.era import FIRST_DAY, era_of
from agent.extract.values import day_in

LAST_DAY = date(2100, 12, 31)
DAYS = st.dates(FIRST_DAY, LAST_DAY)
WITHOUT_FORMAT = ("%Y/%m/%d", "%EC%EG年%-m月%-d日", "%EL%Ey.%m.%d")
WHOLE = (
    *WITHOUT_FORMAT,
    *("%Y%m%d", "%Y年%-m月%-d日", "%Y-%m-%dT00:00:00", "%m/%d/%Y", "%d.%m.%Y"),
    *("%EL%Ey%m%d", "%EL%-Ey/%-m/%-d", "%EC %-Ey年 %-m月 %-d日"),
)


@pytest.mark.parametrize("form", WITHOUT_FORMAT)
def test_every_day_that_is_written_is_read_again(form):
    """From 1873 to 2100, each of 83,000 days; and none in an era that had not begun."""
    day = FIRST_DAY
    while day <= LAST_DAY:
        assert day_of(write_day(day, form)) == day >= era_of(day).first_day
        day += timedelta(1)


@given(st.dates(date(1900, 1, 1), LAST_DAY), st.sampled_from(WITHOUT_FORMAT))
def test_a_document_is_read_as_a_screen_is(day, form):
    """Both know the same eras."""
    assert day_in(write_day(day, form)) == day


@given(DAYS, st.sampled_from(WHOLE), st.integers(1, 400))
def test_what_was_written_by_a_format_is_that_day_alone(day, form, apart):
    """A day is known by the format it was written in, and no other day is taken for it."""
    text = write_day(day, form)

    assert shows_day(text, day, form)
    assert not shows_day(text, day + timedelta(apart), form)


@given(DAYS, st.sampled_from([letter for letter in LETTERS if letter != "%%"]))
def test_every_letter_alone_is_read_back(day, letter):
    """A box that holds one part of a day holds what was typed into it."""
    assert shows_day(write_day(day, letter), day, letter)
