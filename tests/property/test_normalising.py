"""Spellings of one thing meet; different things never do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agent.quality.address import address_key, is_same_place
from agent.quality.contact import postal_code, telephone
from agent.quality.normalise import code_key, name_key, product_key, text_key
from agent.quality.units import Pack, pack_in, unit_key

FORMS = {
    "": [""],
    "株式会社": ["株式会社", "(株)", "（株）", "㈱", "( 株 )", "株式會社", "㍿"],
    "有限会社": ["有限会社", "(有)", "㈲", "有限會社"],
    "合同会社": ["合同会社", "(同)", "（同）"],
    "医療法人": ["医療法人", "(医)", "（医）"],
    "学校法人": ["学校法人", "(学)", "㈻"],
}
CORES = st.text("山田商事会工業青空東西高崎浜ミホンフズABC12", min_size=1, max_size=6)
PLACES = st.sampled_from(["before", "behind"])
SPELLINGS = {"高": "髙", "崎": "﨑", "浜": "濱"}
KANJI_DIGITS = "〇一二三四五六七八九"


def put(core: str, form: str, place: str) -> str:
    return form + core if place == "before" else core + form


@st.composite
def spelled(draw: st.DrawFn, core: str, form: str, place: str) -> str:
    """Write a firm in one of its spellings: form, widths, old letters, blanks, honorific."""
    letters = "".join(draw(st.sampled_from([one, SPELLINGS.get(one, one)])) for one in core)
    letters = draw(st.sampled_from([letters, half_width(letters), full_width(letters)]))
    blank = draw(st.sampled_from(["", " ", "\u3000"])) if FORMS[form][0] else ""
    written = put(letters, draw(st.sampled_from(FORMS[form])), place)
    if blank:
        written = written.replace(letters, f"{blank}{letters}{blank}", 1)
    return written + draw(st.sampled_from(["", " 御中", "様", "\u3000殿"]))


def full_width(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def half_width(text: str) -> str:
    """Write katakana as half-width ones."""
    halves = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
    return "".join(
        halves.get(base, base) + mark.translate({0x3099: "\uff9e", 0x309A: "\uff9f"})
        for one in text
        for base, mark in [(unicodedata.normalize("NFD", one)[0], unicodedata.normalize("NFD", one)[1:])]
    )


@pytest.mark.proves("B4")
@given(st.data(), CORES, st.sampled_from(sorted(FORMS)), PLACES)
def test_spellings_of_one_firm_meet(data, core, form, place):
    """Legal forms, widths, old letters, blanks and honorifics never make another firm."""
    assert name_key(data.draw(spelled(core, form, place))) == name_key(put(core, form, place))


@pytest.mark.proves("B4")
@given(st.data(), CORES, CORES, st.sampled_from(sorted(FORMS)), st.sampled_from(sorted(FORMS)), PLACES, PLACES)
def test_different_firms_never_meet(data, one, other, form, other_form, place, other_place):
    """Another name, another legal form or another place of it is another firm, however both are written."""
    firm, another = put(one, form, place), put(other, other_form, other_place)
    assume(firm != another)
    assert name_key(data.draw(spelled(one, form, place))) != name_key(
        data.draw(spelled(other, other_form, other_place))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("株式会社山田", "山田株式会社"), ("山田商事", "山田商会"), ("(株)山田", "(有)山田"), ("キヤノン", "キャノン"),
     ("ホテル山田", "ホテル山口"), ("斎藤商店", "斉藤商店"), ("中島商店", "中嶋商店"), ("第1工業", "第2工業")],
)  # fmt: skip
def test_firms_that_look_alike_stay_apart(one, other):
    """One letter, one legal form or one place tells two firms apart."""
    assert name_key(one) != name_key(other)


@given(st.text("株式会社有()カユイ見本ア co.,ltd※*軽", max_size=10))
def test_folding_a_name_twice_changes_nothing(name):
    """Every key is its own key."""
    assert name_key(name_key(name)) == name_key(name)
    assert text_key(text_key(name)) == text_key(name)


@given(st.text("P-0123456789ABc", min_size=1, max_size=8), st.text("P-0123456789ABc", min_size=1, max_size=8))
def test_codes_meet_only_in_spelling(one, other):
    """Widths and case never make another code, and nothing else is dropped."""
    assert code_key(full_width(one)) == code_key(one)
    assert (code_key(one) == code_key(other)) is (one.lower() == other.lower())


@given(
    st.text("コヒ豆深煎浅1kg※", min_size=1, max_size=6),
    st.sampled_from(["※", "*", "＊", "(軽)", "（軽）", "(軽減)", ""]),
)
def test_mark_of_the_reduced_rate_is_no_part_of_a_product(name, mark):
    """A product with its mark before or behind is the product."""
    assert product_key(mark + name) == product_key(name) == product_key(name + mark) or set(name) == {"※"}


@given(st.from_regex(r"[0-9]{3}", fullmatch=True), st.from_regex(r"[0-9]{4}", fullmatch=True),
       st.sampled_from("-－‐ー−"), st.sampled_from(["", "〒", "〒 "]))  # fmt: skip
def test_spellings_of_a_postal_code_meet(area, place, dash, mark):
    """Mark, widths and dashes never make another postal code."""
    written = f"{mark}{area}{dash}{place}"
    assert postal_code(written) == postal_code(full_width(area + place)) == f"{area}-{place}"


@given(
    st.from_regex(r"0[1-9][1-9][0-9]{7}", fullmatch=True), st.integers(2, 4), st.sampled_from(["-", "－", " ", "ー"])
)
def test_spellings_of_a_telephone_number_meet(digits, area, dash):
    """Where it is parted and how, a label and the country's number never make another number."""
    parted = f"{digits[:area]}{dash}{digits[area:6]}{dash}{digits[6:]}"
    bracketed = f"{digits[:area]}({digits[area:6]}){digits[6:]}"
    for written in (parted, bracketed, full_width(digits), f"TEL {parted}", f"+81-{parted[1:]}"):
        assert telephone(written) == digits


def kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return {0: "", 1: "十"}.get(tens, KANJI_DIGITS[tens] + "十") + (KANJI_DIGITS[ones] if ones else "")


NUMBERS = st.tuples(*[st.integers(1, 99)] * 3)
ADDRESSES = (
    lambda a, b, c: f"{a}-{b}-{c}",
    lambda a, b, c: f"{a}丁目{b}番{c}号",
    lambda a, b, c: f"{a}丁目{b}番地{c}",
    lambda a, b, c: f"{kanji(a)}丁目{kanji(b)}番{kanji(c)}号",
    lambda a, b, c: full_width(f"{a}-{b}-{c}"),
    lambda a, b, c: f"{kanji(a)}丁目{b}番地の{c}",
    lambda a, b, c: f"{a}の{b}の{c}",
    lambda a, b, c: f"{a}ー{b}ー{c}",
)


@given(NUMBERS, NUMBERS, st.sampled_from(ADDRESSES), st.sampled_from(ADDRESSES))
def test_addresses_meet_only_in_spelling(one, other, spelling, other_spelling):
    """Chōme, block and house are the same in every spelling, and another number is another place."""
    written, against = f"見本市中央{spelling(*one)}", f"見本市中央{other_spelling(*other)}"
    assert (address_key(written) == address_key(against)) is (one == other)
    assert is_same_place(f"神奈川県{written}", against) is (one == other)
    assert not is_same_place(f"神奈川県{written}", f"大阪府{against}")


@given(st.integers(1, 99999), st.sampled_from(["本", "個", "袋", ""]), st.sampled_from(["ケース", "箱"]))
def test_spellings_of_a_pack_meet(count, inner, outer):
    """How a pack is written never makes another pack."""
    meant = Pack(count, unit_key(inner), outer)
    for written in (f"1{outer}({count}{inner}入)", f"{outer}（{count}{inner}）", f"{count}{inner}入/{outer}"):
        assert pack_in(written) == meant
