"""A shop beside its firm: 店名 names who orders only where nothing names the firm; else it is where goods go."""

from __future__ import annotations

import re

from agent.extract.unseen.words import bare

_SHOP = re.compile(
    r"(?:ご|御|お|貴|各|自|発注|注文)?(?:店舗?|支店|本支店|売場|ショップ|営業所|事業所|拠点|施設|園|校)(?:名称?|様名?)?"
    r"|(?:shop|store|branch|site|outlet)(?:name)?"
)


def names_shop(label: str) -> bool:
    """Whether a label is that of one of several shops or places of a firm."""
    return _SHOP.fullmatch(bare(label)) is not None
