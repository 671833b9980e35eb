"""Units of quantity in one spelling, and packs: how many pieces one ordered unit holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from agent.quality.normalise import text_key

_SPELLINGS = {
    "個": "ケ コ ヶ こ 箇 pc pcs pce ea ピース",
    "本": "ホン ほん",
    "枚": "マイ まい",
    "袋": "フクロ ふくろ bag",
    "箱": "ハコ はこ box bx",
    "ケース": "cs c/s case ctn カートン",
    "缶": "罐 can",
    "束": "タバ たば",
    "台": "ダイ",
    "冊": "サツ さつ",
    "式": "一式 シキ",
    "セット": "set",
    "ダース": "打 dz doz dozen",
    "パック": "pk pac pack",
    "瓶": "ビン びん 壜 btl",
    "kg": "キロ キログラム kgs",
    "g": "グラム gr",
    "l": "リットル リッター ltr",
    "ml": "ミリリットル cc",
    "m": "メートル",
    "ロール": "roll rl",
}
_UNITS = {text_key(one): unit for unit, others in _SPELLINGS.items() for one in (unit, *others.split())}
_UNIT = r"[^\d()\[\]/=,.:]{0,6}?"
_PACKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"1?(?P<outer>{_UNIT})[(\[](?P<count>\d{{1,5}})(?P<inner>{_UNIT})(?:入り?)?[)\]]",
        rf"(?P<count>\d{{1,5}})(?P<inner>{_UNIT})(?:入り?)?/1?(?P<outer>{_UNIT})",
        rf"(?P<count>\d{{1,5}})(?P<inner>{_UNIT})入り?(?P<outer>)",
        rf"[(\[]?入数:?(?P<count>\d{{1,5}})(?P<inner>{_UNIT})[)\]]?(?P<outer>)",
        rf"1(?P<outer>{_UNIT})=(?P<count>\d{{1,5}})(?P<inner>{_UNIT})",
    )
)


@dataclass(frozen=True, slots=True)
class Pack:
    """What one ordered unit holds: `count` pieces; units that are not written are empty."""

    count: Decimal
    inner: str = ""
    outer: str = ""


@lru_cache(maxsize=4096)
def unit_key(text: str) -> str:
    """Fold a unit: ケ, コ, pcs are 個; ﾎﾝ is 本; C/S, cs are ケース. One that is not known is folded as text."""
    key = text_key(text).rstrip(".")
    return _UNITS.get(key, key)


@lru_cache(maxsize=4096)
def pack_in(text: str) -> Pack | None:
    """Read a pack that is all of a text: `1ケース(24本入)`, `24本/ケース`, `24入`, `入数24`; None when it is none."""
    key = text_key(text)
    match = next((found for pattern in _PACKS if (found := pattern.fullmatch(key))), None)
    if match is None or int(match["count"]) == 0:
        return None
    return Pack(Decimal(match["count"]), unit_key(match["inner"]), unit_key(match["outer"]))
