"""A legal form is one, however it is shortened, and keeps its place."""

import pytest

from agent.quality.normalise import bare_key, kana_key, name_key


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("㈱見本", "株式会社見本"),
        ("見本㈱", "見本株式会社"),
        ("（株 ）見本", "株式会社見本"),
        ("株）見本", "株式会社見本"),
        ("見本（株", "見本株式会社"),
        ("㈲見本", "有限会社見本"),
        ("(医)見本会", "医療法人見本会"),
        ("㈻見本学園", "学校法人見本学園"),
        ("(福)見本会", "社会福祉法人見本会"),
        ("㈶見本", "財団法人見本"),
        ("㈳見本", "社団法人見本"),
        ("㈾見本", "合資会社見本"),
        ("㈴見本", "合名会社見本"),
        ("(同)見本", "合同会社見本"),
        ("NPO法人見本", "特定非営利活動法人見本"),
        ("合資會社見本", "合資会社見本"),
        ("㍿見本", "株式会社見本"),
        ("ｶ)ﾐﾎﾝﾌｰｽﾞ", "株式会社ミホンフーズ"),
        ("ﾐﾎﾝﾌｰｽﾞ(ｶ", "ミホンフーズ株式会社"),
        ("ﾐﾎﾝ(ｶ)ｵｵｻｶ", "ミホン株式会社オオサカ"),
        ("ｲ)ﾐﾎﾝｶｲ", "医療法人ミホンカイ"),
        ("ｶﾞｸ)ﾐﾎﾝ", "学校法人ミホン"),
        ("ﾕ)ﾐﾎﾝ", "有限会社ミホン"),
    ],
)
def test_shortened_form_is_written_out_where_it_stands(written, whole):
    """㈱, (株), 株), カ) and their like are the form they stand for, before, behind or inside a name."""
    assert name_key(written) == name_key(whole)


@pytest.mark.parametrize(
    "written", ["SAMPLE CO.,LTD.", "Sample Co., Ltd.", "ＳＡＭＰＬＥ　Co.Ltd", "Sample co ltd", "Sample, Co., Ltd"]
)
def test_company_limited_is_one_form(written):
    """Commas, dots, blanks and case do not make another firm."""
    assert name_key(written) == "sampleco.,ltd."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("カ)見本", "株式会社見本"),
        ("イ)みほん", "医療法人みほん"),
        ("株見本", "株式会社見本"),
        ("Tabasco", "Tabas Co., Ltd."),
    ],
)
def test_what_only_looks_like_a_form_stays(one, other):
    """Banks write no kanji, so カ) beside one is a mark of a list; a letter without a bracket is part of the name."""
    assert name_key(one) != name_key(other)


def test_forms_are_left_off_only_to_look_for_likely_ones():
    """The bare name and the bank's reading are for suggestions: both let different firms meet."""
    assert bare_key("株式会社見本") == bare_key("見本(有)") == "見本"
    assert bare_key("医療法人社団見本会") == "見本会"
    assert bare_key("株式会社") == "株式会社"
    assert kana_key("カ)キャノン") == kana_key("ｷﾔﾉﾝ(ｶ") == kana_key("きゃのん")
    assert kana_key("ミホンコーヒー") == kana_key("ﾐﾎﾝｺ-ﾋ-") == "ミホンコ-ヒ-"
