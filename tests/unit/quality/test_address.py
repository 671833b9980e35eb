"""An address is one place in many spellings."""

import pytest

from agent.quality.address import address_key, is_same_place


@pytest.mark.parametrize(
    "written",
    [
        "見本市中央1-2-3",
        "見本市中央１－２－３",
        "見本市中央一丁目二番三号",
        "見本市中央1丁目2番地3",
        "見本市中央１丁目２番３号",
        "〒123-4567 見本市中央1ー2ー3",
        "見本市中央一丁目２番地の３",
        "見本市 中央 1の2の3",
    ],
)
def test_chome_banchi_and_go_are_written_in_many_ways(written):
    """Kanji numerals, 丁目 番地 号, の and every dash are one spelling."""
    assert address_key(written) == "見本市中央1-2-3"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("例示町十二番地", "例示町12"),
        ("例示町二十三番", "例示町23"),
        ("例示町百五番地", "例示町105"),
        ("例示町一〇三番地", "例示町103"),
        ("千代田区一番町5", "千代田区一番町5"),
        ("四日市市三栄町2-1", "四日市市三栄町2-1"),
        ("見本市1-2-3 101号室", "見本市1-2-3101号室"),
        ("見本市中央4丁目", "見本市中央4"),
        ("見本市1-2見本ビル", "見本市1-2見本ビル"),
    ],
)
def test_only_numbers_of_blocks_are_turned(written, key):
    """Numerals in names of places stay, numerals of blocks become digits."""
    assert address_key(written) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("神奈川県横浜市西区1-2", "横浜市西区一丁目2", True),
        ("横浜市西区1-2", "横浜市西区1-2", True),
        ("東京都府中市1-2", "府中市1-2", False),
        ("北海道伊達市1", "伊達市1", False),
        ("三重県四日市市1", "四日市市1", True),
        ("千葉県市川市1", "市川市1", True),
        ("東京都千代田区1-1", "千代田区1-1", True),
        ("東京都港区1-1", "港区1-1", False),
        ("大阪府北区1", "北区1", False),
        ("奈良県高市郡明日香村1", "高市郡明日香村1", False),
        ("北海道余市郡余市町1", "余市郡余市町1", False),
        ("神奈川県横浜市西区1-2", "横浜市西区1-3", False),
        ("神奈川県横浜市1", "大阪府横浜市1", False),
        ("見本センター", "センター", False),
    ],
)
def test_prefecture_may_be_left_out_only_where_the_city_is_one(one, other, same):
    """府中市 and 伊達市 stand twice in Japan, a ward or a town may stand anywhere: these need their prefecture."""
    assert is_same_place(one, other) is same
    assert is_same_place(other, one) is same
