"""Numbers, days and rates as they are written in Japan."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.extract.values import day_in, number_in, quantity_in, rate_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1200", "1200"), ("1,200", "1200"), ("１，２００円", "1200"), ("¥1,200-", "1200"), ("￥1,234,567", "1234567"),
        ("12.50", "12.50"), ("-5", "-5"), ("▲300", "-300"), ("△1,000", "-1000"), ("(300)", "-300"), ("¥-20", "-20"),
        ("+7", "7"), ("三百五十", "350"), ("二〇", "20"), ("壱万弐千", "12000"),
        ("一億二千万円", "120000000"), ("百", "100"),
        (" 1200 ", "1200"), ("¥ 1,200", "1200"), ("0", "0"), ("①", "1"),
    ],
)  # fmt: skip
def test_number_is_read(text, number):
    """A number is read in full-width digits, with yen signs, minus signs of accounting, and in kanji."""
    assert number_in(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "1,23", "1.234.5", "約100", "100～", "1e5", "NaN", "--5", "((5))", "(-5)", "円", "1" * 16, "9" * 99,
        "10 20", "10\n20", "10²", "１０①", "一二十", "二三百", "五〇百", "百千", "万",
    ],
)  # fmt: skip
def test_what_is_no_number_for_certain_is_not_read(text):
    """A comma that may be a decimal point, words, exponents and two numbers side by side are not guessed at."""
    assert number_in(text) is None


@pytest.mark.parametrize("text", ["10²袋", "１０①箱", "10 20袋"])
def test_two_numbers_are_no_quantity(text):
    """A raised or circled digit behind a quantity is not taken for its last digit."""
    assert quantity_in(text) is None


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("5", "5", None),
        ("1,000袋", "1000", "袋"),
        ("２ケース", "2", "ケース"),
        ("1.5 kg", "1.5", "kg"),
        ("-3本", "-3", "本"),
        ("三箱", "3", "箱"),
        ("二十四ケース", "24", "ケース"),
        ("一式", "1", "式"),
    ],
)
def test_quantity_may_carry_its_unit(text, number, unit):
    """A unit glued to the quantity is told apart."""
    assert quantity_in(text) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "text", ["", "袋", "5袋3本", "1,23袋", "約5袋", "半袋", "三箱五本", "5?", "５袋？", "10個以上", "5未定", "〇"]
)
def test_what_is_no_quantity_is_not_read(text):
    """A quantity with words before it, one that is left open, or two numbers is not guessed at; 〇 alone is a mark."""
    assert quantity_in(text) is None


@pytest.mark.parametrize(
    ("text", "rate"),
    [("10%", "0.1"), ("10", "0.1"), ("８％", "0.08"), ("0.08", "0.08"), ("軽減8%", "0.08"), ("0", "0")],
)
def test_tax_rate_is_read_as_a_fraction(text, rate):
    """A rate in percent or as a fraction is one fraction."""
    assert rate_in(text) == Decimal(rate)


def test_what_is_no_rate_is_not_read():
    """Words are no rate."""
    assert rate_in("非課税") is None


@pytest.mark.parametrize(
    "text",
    ["2026-04-01", "2026/4/1", "2026.4.1", "20260401", "2026年4月1日", "2026年 4月 1日(水)",
     "２０２６／０４／０１", "R8.4.1",
     "令和8年4月1日", "令和８年４月１日（水）", "2026-04-01T00:00:00", "2026/4/1 9:30"],
)  # fmt: skip
def test_day_is_read(text):
    """One day in its many spellings, eras and widths included, is that day."""
    assert day_in(text) == date(2026, 4, 1)


@pytest.mark.parametrize(
    "text", ["", "2026-02-30", "4/1", "04/01/2026", "なるべく早く", "R99.1.1 ", "1800-01-01", "2026-04", "9" * 70]
)
def test_what_is_no_day_for_certain_is_not_read(text):
    """A day without a year, an impossible one and words are left open."""
    assert day_in(text) in (None, date(2117, 1, 1))


def test_first_year_of_an_era_is_read():
    """元年 is the first year, and older eras are known."""
    assert day_in("令和元年5月1日") == date(2019, 5, 1)
    assert (day_in("H31.4.30"), day_in("昭和64年1月7日")) == (date(2019, 4, 30), date(1989, 1, 7))


@pytest.mark.parametrize(
    ("text", "style", "day"),
    [
        ("26.4.1", "yymd", date(2026, 4, 1)),
        ("26/04/01", "yymd", date(2026, 4, 1)),
        ("260401", "yymd", date(2026, 4, 1)),
        ("'26-4-1(水)", "yymd", date(2026, 4, 1)),
        ("8.4.1", "eymd", date(2026, 4, 1)),
        ("8年4月1日", "eymd", date(2026, 4, 1)),
        ("080401", "eymd", date(2026, 4, 1)),
        ("2026/4/1", "eymd", date(2026, 4, 1)),
        ("R080401", "eymd", date(2026, 4, 1)),
        ("令和080401", "eymd", date(2026, 4, 1)),
        ("R081301", "eymd", None),
        ("R080401", "ymd", None),
        ("令和8年4月1日", "yymd", date(2026, 4, 1)),
        ("8.4.31", "eymd", None),
        ("4/1", "yymd", None),
        ("8.4.1", "ymd", None),
    ],
)
def test_year_of_two_figures_is_the_forms_word(text, style, day):
    """Whether 8 is 2008 or the eighth year of Reiwa, only the form can say; a whole year needs no word."""
    assert day_in(text, style) == day


def test_order_of_day_and_month_is_the_forms_word():
    """Whether day or month comes first is never guessed; the form says it."""
    assert day_in("04/01/2026", "mdy") == date(2026, 4, 1)
    assert day_in("04/01/2026", "dmy") == date(2026, 1, 4)
    assert day_in("13/13/2026", "dmy") is None


@pytest.mark.parametrize(
    ("text", "near", "day"),
    [
        ("4/10", date(2026, 4, 1), date(2026, 4, 10)),
        ("1月5日(火)", date(2026, 12, 28), date(2027, 1, 5)),
        ("12/28", date(2027, 1, 4), date(2026, 12, 28)),
        ("2/29", date(2027, 3, 1), date(2028, 2, 29)),
        ("2/30", date(2027, 3, 1), None),
    ],
)
def test_day_without_a_year_is_the_nearest_where_the_form_allows_it(text, near, day):
    """A day without a year is taken nearest to the day the document came, over New Year too."""
    assert day_in(text, "md", near) == day


def test_day_without_a_year_needs_a_day_to_be_near_to():
    """Without the day the document came, no year is made up."""
    assert day_in("4/10", "md") is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_formatted_number_is_read_back(number):
    """Any amount written with thousands separators is read back equal."""
    assert number_in(f"{number:,}") == number


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_formatted_day_is_read_back(day):
    """Any day written with slashes or in one piece is read back equal."""
    assert day_in(f"{day.year}/{day.month}/{day.day}") == day == day_in(day.strftime("%Y%m%d").zfill(8))


@given(st.text(max_size=80))
def test_no_text_breaks_a_value(text):
    """Whatever is written, reading gives a value or nothing."""
    number_in(text), quantity_in(text), rate_in(text), day_in(text, "md", date(2026, 4, 1)), day_in(text, "dmy")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("19-Feb-2026", date(2026, 2, 19)), ("Feb 19, 2026", date(2026, 2, 19)), ("3rd May 2026", date(2026, 5, 3)),
        ("Mon, 3 Aug 2026", date(2026, 8, 3)), ("Sept. 3rd, 2026 10:00", date(2026, 9, 3)),
        ("2026年4月3日必着", date(2026, 4, 3)), ("4月3日着", date(2026, 4, 3)), ("4/3まで", date(2026, 4, 3)),
        ("2026-04-15T00:00:00+09:00", date(2026, 4, 15)), ("2026-04-15T00:00Z", date(2026, 4, 15)),
        ("4/3必着希望", date(2026, 4, 3)), ("4月3日納品希望", date(2026, 4, 3)), ("4/3発", None), ("4月3日発送", None),
        ("19 Mayhem 2026", None), ("31 Feb 2026", None), ("Foo 3, 2026", None), ("着", None),
    ],
)  # fmt: skip
def test_english_months_and_words_behind_a_day(text, day):
    """A month may have its English name, whole or short; 着 and まで behind a day are not looked at."""
    assert day_in(text, "md", date(2026, 4, 1)) == day


@pytest.mark.parametrize(
    "text",
    [
        "令和八年四月十日", "四月十日", "二〇二六年四月十日(金)", "4月10日(金) 午前中", "4月10日午前", "4/10 10:00",
        "4月10日10:00", "4月10日 10:00-12:00", "2026/4/10 14時〜16時半", "4/10 午後2時頃", "4/10(AM)",
        "4月10日 午前中必着", "4/10必着 午前中",
        "4月10日(金) 10:00 〜",
    ],
)  # fmt: skip
def test_day_in_kanji_or_with_an_hour_behind_is_read(text):
    """The hour is not looked at."""
    assert day_in(text, "md", date(2026, 4, 1)) == date(2026, 4, 10)


@pytest.mark.parametrize(
    "text", ["4月10日以降", "4/1010:00", "百月一日", "〇月一日", "4月10日 11日", "10時", "午前中", "四月中旬"]
)
def test_day_that_other_words_make_another_is_not_read(text):
    """Nor a number that may be cut otherwise."""
    assert day_in(text, "md", date(2026, 4, 1)) is None
