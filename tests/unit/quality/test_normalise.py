"""Variants of one name meet; different firms never do."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.quality.normalise import code_key, name_key, text_key


@pytest.mark.parametrize(
    "variant",
    ["株式会社見本フーズ", "(株)見本フーズ", "㈱見本フーズ", "（株） 見本フーズ", "株式会社　見本フーズ　御中",
     "(株)見本ﾌｰｽﾞ様", "株式會社見本フーズ"],
)  # fmt: skip
def test_spellings_of_one_firm_meet(variant):
    """Legal forms, widths, blanks and 御中 do not make another firm."""
    assert name_key(variant) == name_key("株式会社見本フーズ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社見本フーズ", "見本フーズ株式会社"), ("株式会社見本", "有限会社見本"), ("見本商店", "見本商店東京"),
        ("ヒビヤ", "ビビヤ"), ("カルビ", "カルピ"), ("見本1号店", "見本2号店"),
        ("様々堂", "々堂"), ("株式会社", "有限会社"),
    ],
)  # fmt: skip
def test_different_firms_do_not_meet(one, other):
    """The place of the legal form, its kind, voicing marks and numbers tell firms apart."""
    assert name_key(one) != name_key(other)


def test_variant_kanji_and_dashes_meet():
    """髙 and 高, and the many dashes, are one spelling; a long vowel stays a vowel."""
    assert name_key("髙﨑商店") == name_key("高崎商店")
    assert text_key("Ｐ－１００１") == text_key("p−1001") == "p-1001"
    assert text_key("コ－ヒ－") == text_key("ｺｰﾋｰ") == text_key("コーヒー") == "コーヒー"
    assert text_key("10〜20") == text_key("10～20") == "10~20"


def test_leading_zeros_of_a_code_count():
    """0123 and 123 are two codes."""
    assert code_key("０１２３") == "0123" != code_key("123")


@given(st.text(max_size=12))
def test_folding_twice_changes_nothing(text):
    """A key is its own key."""
    assert text_key(text_key(text)) == text_key(text)
    assert name_key(name_key(text)) == name_key(text) or text.endswith(("御中", "様", "殿", "各位"))


@given(st.text("株会社有限見本フーズABCｱｲｳ 123-", min_size=1, max_size=10))
def test_width_makes_no_other_firm(name):
    """A name and its NFKC form always meet."""
    assert name_key(unicodedata.normalize("NFKC", name)) == name_key(name)
