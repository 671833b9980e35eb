"""Values are compared as what they are."""

from datetime import date
from decimal import Decimal

import pytest

from agent.browser.values import Entry, Kind, Reading, fits, kind_of, same, text_for


@pytest.mark.parametrize(
    ("kind", "wanted", "read", "is_same"),
    [
        (Kind.NUMBER, Decimal("1234"), "¥1,234", True),
        (Kind.NUMBER, Decimal("1234"), "１，２３４円", True),
        (Kind.NUMBER, Decimal("1234"), "123", False),
        (Kind.NUMBER, Decimal("-5"), "△5", True),
        (Kind.NUMBER, Decimal("1.50"), "1.5", True),
        (Kind.NUMBER, Decimal("0"), "", False),
        (Kind.DAY, date(2025, 4, 1), "2025年4月1日", True),
        (Kind.DAY, date(2025, 4, 1), "20250401", True),
        (Kind.DAY, date(2025, 4, 1), "2025/04/10", False),
        (Kind.DAY, date(2025, 4, 1), "", False),
        (Kind.DAY, date(2026, 11, 26), "令和8年11月26日", True),
        (Kind.DAY, date(2026, 11, 26), "令和 8年11月26日", True),
        (Kind.DAY, date(2026, 11, 26), "令和８年１１月２６日", True),
        (Kind.DAY, date(2026, 11, 26), "㋿8年11月26日", True),
        (Kind.DAY, date(2026, 11, 26), "2026年 11月 26日", True),
        (Kind.DAY, date(2026, 11, 1), "2026111", False),
        (Kind.DAY, date(2026, 11, 26), "R8/11/26", True),
        (Kind.DAY, date(2026, 11, 26), "R08.11.26", True),
        (Kind.DAY, date(2026, 11, 26), "8/11/26", False),
        (Kind.DAY, date(2026, 11, 26), "H8.11.26", False),
        (Kind.DAY, date(2019, 5, 1), "令和元年5月1日", True),
        (Kind.DAY, date(2019, 5, 1), "平成元年5月1日", False),
        (Kind.DAY, "2026/11/26", "R8.11.26", True),
        (Kind.TEXT, "㈱甲", "(株)甲", False),
        (Kind.TEXT, "甲  乙", "甲 乙", True),
        (Kind.CODE, "ＡＢ１２", "AB12", True),
        (Kind.CODE, "AB12", "AB123", False),
        (Kind.DIGITS, "03-1234-5678", "0312345678", True),
        (Kind.DIGITS, "03-1234-5678", "031234567", False),
    ],
)
def test_another_writing_is_the_same_value(kind, wanted, read, is_same):
    """Another writing is the same value; a lost digit never is."""
    assert same(Entry("x", wanted, kind), Reading(read, "", checked=False)) is is_same


def test_a_list_is_compared_by_value_or_words():
    """An option is right by its value or by its words, and a tick box by its tick."""
    assert same(Entry("x", "内税"), Reading("2", "内税", checked=False), "select-one")
    assert not same(Entry("x", "外税"), Reading("2", "内税", checked=False), "select-one")
    assert same(Entry("x", True, Kind.FLAG), Reading("on", "", checked=True), "checkbox")


@pytest.mark.parametrize(
    ("pieces", "words", "is_fit"),
    [
        (("C001 ", ""), "C001 甲商事", True),
        (("C001 ", ""), "C001\u3000甲商事", True),
        (("Ｃ００１ ", ""), "C001 甲商事", True),
        (("C001 ", ""), "C0012 甲商事", False),
        (("C001 ", ""), "XC001 甲商事", False),
        (("C001 ", ""), "C001", False),
        (("", " 甲商事"), "C001 甲商事", True),
        (("C001", "(", ")"), "C001 甲(東京)", True),
        (("甲商事",), "甲商事 ", True),
        (("甲商事",), "甲商事株式会社", False),
        (("a.c",), "abc", False),
        (("",), "", True),
        (("甲商事 ",), "甲商事", True),
        ((" C001 ", "商事 "), "C001 甲商事", True),
    ],
)
def test_an_option_fits_by_all_its_words(pieces, words, is_fit):
    """Anything may stand between two pieces and nothing before the first or after the last; blanks count."""
    assert fits(pieces, words) is is_fit
    assert same(Entry("x", "*".join(pieces), option=pieces), Reading(words, "", checked=False)) is is_fit


def test_a_part_of_a_day_is_compared_by_its_format():
    """An era's box holds the era, whether by its value or its words; a whole day that contains the part will do too."""
    entry = Entry("元号", date(2026, 11, 26), Kind.DAY, day_format="%EC")
    assert same(entry, Reading("5", "令和", checked=False))
    assert same(entry, Reading("R8.11.26", "", checked=False))
    assert not same(entry, Reading("4", "平成", checked=False))


def test_what_a_field_shows_after_a_choice_may_be_something_else():
    """A list of codes and names may leave the code alone in its field; the longest known words find the option."""
    entry = Entry("x", "", option=("", " 甲商事 ", "東京"), shows=("C001",))
    assert same(entry, Reading("C001", "", checked=False))
    assert not same(entry, Reading("C001 甲商事 東京", "", checked=False))
    assert entry.sought == "甲商事"


def test_a_kind_follows_from_type_and_name():
    """Money, days and codes need no word in the YAML."""
    assert kind_of(Decimal(1)) is Kind.NUMBER
    assert kind_of(date(2026, 1, 1)) is Kind.DAY
    assert kind_of("C001", "slip.customer_code") is Kind.CODE
    assert kind_of("甲", "slip.customer_name") is Kind.TEXT


def test_values_are_written_as_the_control_takes_them():
    """A day is ISO in a date field, an amount has no exponent and no trailing zeros."""
    assert text_for(Entry("x", date(2026, 4, 1)), "date") == "2026-04-01"
    assert text_for(Entry("x", date(2026, 4, 1), day_format="%Y%m%d"), "text") == "20260401"
    assert text_for(Entry("x", Decimal("1E+3")), "text") == "1000"
