"""Titles of a maker's types, 型式: the code of an article where it has no other, or else more of its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.labelled import Written
from agent.extract.values import folded, squeezed

TYPE = "type"
_TITLE = re.compile("型式|形式|model", re.IGNORECASE)
CODE = re.compile(r"(?=[^\d]{0,20}\d)[A-Za-z0-9][A-Za-z0-9\-_/.]{3,24}")


def is_type(title: str) -> bool:
    """Whether a title says nothing but type."""
    return len(title) <= len("m o d e l") and _TITLE.fullmatch(squeezed(title)) is not None


def settle_types(cards: Sequence[dict[str, Written]]) -> None:
    """Take the types of some articles for their codes where each has one and none has another; else for their size."""
    types = [folded(card[TYPE].text) for card in cards if TYPE in card]
    are_codes = (
        len(types) == len(cards)
        and not any("product_code" in card for card in cards)
        and all(map(CODE.fullmatch, types))
        and len(set(types)) == len(types)
    )
    for card in cards:
        told = card.pop(TYPE, None)
        if told is None:
            continue
        if are_codes:
            card["product_code"] = told._replace(field="product_code")
        elif "spec" in card:
            card["spec"] = card["spec"]._replace(text=f"{card['spec'].text} {told.text}")
        else:
            card["spec"] = told._replace(field="spec")
