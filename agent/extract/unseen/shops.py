"""A shop beside its firm: 店名 names who orders only where nothing names the firm; else it is where goods go."""

from __future__ import annotations

import re

from agent.extract.unseen.words import bare

_SHOP = re.compile(
    r"(?:ご|御|お|貴|各|自|発注|注文)?(?:店舗?|支店|本支店|売場|ショップ|営業所|事業所|拠点|施設|園|校)(?:名称?|様名?)?"
    r"|(?:shop|store|branch|site|outlet|facility|restaurant)(?:name)?"
)
_PATH, _NAMES = re.compile(r"(?<=\w)[.@]{1,2}(?=\w)"), frozenset({"name", "text()", "名称", "名"})


def names_shop(label: str) -> bool:
    """Whether a label is that of one of several shops or places of a firm."""
    return _SHOP.fullmatch(bare(_of_path(label))) is not None


def is_path(label: str) -> bool:
    """Whether a label is a path of keys: `data.branch.name`, whoever's branch that is."""
    return _PATH.search(label) is not None


def _of_path(label: str) -> str:
    """Return the last key of a path, and the one it is the name of."""
    keys = _PATH.split(label)
    return "".join(keys[-2:] if bare(keys[-1]) in _NAMES else keys[-1:])
