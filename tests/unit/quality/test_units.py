"""Units have one spelling, packs are values."""

from decimal import Decimal

import pytest

from agent.quality.units import Pack, pack_in, unit_key


@pytest.mark.parametrize(
    ("unit", "spellings"),
    [
        ("個", "個 ケ コ ヶ ｹ ｺ こ PCS pc. EA"),
        ("本", "本 ﾎﾝ ホン ほん"),
        ("ケース", "ケース ｹｰｽ CS cs C/S ＣＳ Case"),
        ("箱", "箱 ﾊｺ ハコ BOX"),
        ("袋", "袋 ﾌｸﾛ"),
        ("枚", "枚 ﾏｲ"),
        ("kg", "kg ㎏ ＫＧ キロ"),
        ("l", "L ℓ リットル ㍑"),
        ("セット", "ｾｯﾄ SET"),
    ],
)
def test_spellings_of_a_unit_meet(unit, spellings):
    """Kana, Latin letters, widths and dots are one unit."""
    assert {unit_key(one) for one in spellings.split()} == {unit}


def test_different_units_do_not_meet():
    """A box is no case, a piece no bottle; a unit that is not known is itself."""
    units = ["個", "本", "箱", "ケース", "袋", "束", "枚", "缶", "セット", "組", "巻"]
    assert len({unit_key(unit) for unit in units}) == len(units)


@pytest.mark.parametrize(
    ("written", "pack"),
    [
        ("1ケース(24本入)", Pack(Decimal(24), "本", "ケース")),
        ("ｹｰｽ（２４ﾎﾝ）", Pack(Decimal(24), "本", "ケース")),
        ("24本/CS", Pack(Decimal(24), "本", "ケース")),
        ("24本入/箱", Pack(Decimal(24), "本", "箱")),
        ("24入", Pack(Decimal(24))),
        ("12本入り", Pack(Decimal(12), "本")),
        ("入数：24", Pack(Decimal(24))),
        ("(入数24本)", Pack(Decimal(24), "本")),
        ("(24本入)", Pack(Decimal(24), "本")),
        ("1箱=10袋", Pack(Decimal(10), "袋", "箱")),
        ("24本", None),
        ("ケース", None),
        ("", None),
        ("入数0", None),
        ("2026/4/1", None),
    ],
)
def test_pack_is_read_as_a_value(written, pack):
    """How many pieces a unit holds is read in its usual spellings; a bare quantity is no pack."""
    assert pack_in(written) == pack
