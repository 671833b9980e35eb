"""What is near is suggested, and only suggested."""

from agent.quality.likely import likely_customers, likely_products
from tests.unit.quality.making import FULL, MASTERS


def test_nothing_near_suggests_nothing():
    """A name that is like none has no suggestion."""
    assert likely_customers("謎", FULL).values == {}
    assert likely_customers("謎", FULL).best_score == 0
    assert likely_products("", FULL).values == {}


def test_one_near_is_suggested_alone():
    """Where one thing is near, there is no next."""
    assert set(likely_products("段ボウル", FULL).values) == {"best", "score"}


def test_two_of_one_name_are_both_named():
    """An alias of two customers suggests both with the same score, by code."""
    near = likely_customers("見本屋", MASTERS)

    assert [(score, thing.code) for score, thing in near.scored[:2]] == [(100, "C003"), (100, "C004")]
    assert near.score_of("C004") == 100
    assert near.score_of("C999") == 0


def test_reading_counts_as_well():
    """A name in half-width kana is near the customer that is read so."""
    assert likely_customers("ｶ)ﾚｲｼﾞﾌﾞﾂｻﾝ", FULL).values["best"] == "C002 例示物産株式会社"
