"""Check digits catch what they are made to catch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.quality.check_digits import is_corporate_number, is_jan, is_registration_number

ASSIGNED = ("7000012050002", "1180301018771")


@pytest.mark.parametrize("number", ASSIGNED)
def test_assigned_numbers_hold(number):
    """Numbers that were given to firms hold, and as registration numbers with their T."""
    assert is_corporate_number(number)
    assert is_registration_number(f"T{number}")
    assert is_registration_number(f"t{number}")


@pytest.mark.parametrize("text", ["", "T", "700001205000", "70000120500022", "T700001205000x", "7000012050002"])
def test_what_is_no_registration_number(text):
    """Digits that are too few, too many or no digits, and a number without its T, are none."""
    assert not is_registration_number(text)


@given(st.sampled_from(ASSIGNED), st.integers(0, 12), st.integers(1, 8))
def test_one_wrong_digit_of_a_corporate_number_shows(number, at, more):
    """A digit that is changed shows; 0 and 9 alone weigh the same in it."""
    changed = str((int(number[at]) + more) % 10)
    wrong = number[:at] + changed + number[at + 1 :]
    assert not is_corporate_number(wrong) or {number[at], changed} == {"0", "9"}


@pytest.mark.parametrize("code", ["4901234567894", "49123456", "4006381333931", "96385074"])
def test_article_numbers_hold(code):
    """Codes of 13 and 8 digits hold."""
    assert is_jan(code)


@given(st.sampled_from(["4901234567894", "49123456"]), st.data(), st.integers(1, 9))
def test_one_wrong_digit_of_an_article_number_always_shows(code, data, more):
    """Any one digit that is changed shows."""
    at = data.draw(st.integers(0, len(code) - 1))
    assert not is_jan(code[:at] + str((int(code[at]) + more) % 10) + code[at + 1 :])


def test_other_lengths_are_no_article_number():
    """Twelve digits, and letters, are none."""
    assert not is_jan("490123456789")
    assert not is_jan("A901234567894")
