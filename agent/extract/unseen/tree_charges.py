"""Postage, fees, points and discounts that fields of a tree's head name, put behind its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.tree import Leaf, Node, is_table, single_values
from agent.extract.unseen.words import bare, title_words
from agent.extract.values import folded, number_in

_ADDED = re.compile(
    r"(?:shipping|postage|freight|carriage)(?:fee|cost|charges?|price|amount|amt|total)?|surcharge"
    r"|(?:delivery|handling|cod|payment|giftwrap(?:ping)?|service|transport(?:ation)?)(?:fee|cost|charges?)(?:amount|total)?"
    r"|(?:送料|運賃|配送料|発送料|配達料|代引き?(?:料|手数料)|(?:決済|支払い?|振込)?手数料|クール(?:代|料金?)|梱包料|soryo)(?:合計|額|計)?"
)
_TAKEN_OFF = re.compile(
    r"(?:order|coupon|point|points|campaign|special|cart)?discount(?:amount|amt|value|price|total)?|coupon(?:amount|value)?"
    r"|(?:used?|redeemed|applied)points?(?:amount|value)?|points?(?:used|redeemed|applied|amount)"
    r"|(?:値引き?|割引|出精値引き?|クーポン(?:値引き?|割引|利用)?|(?:利用|使用)?ポイント(?:利用|使用|値引き?|充当)?|nebiki)(?:合計|額|計)?"
)
_LOOKED_AT = 20
_TYPE = re.compile("(?:type|kind|unit|method|区分|種別|単位)$", re.IGNORECASE)
_SHARE = re.compile("percent|^rate$|ratio|%|率|割合")


def with_charges(root: Node, lists: Sequence[list[Node]]) -> Node:
    """Return a tree with its charges behind the one list of its lines.

    Args:
        root: The tree of one order.
        lists: Its lists of lines.
    """
    if len(lists) != 1:
        return root
    [lines] = lists
    places = {leaf.place for line in lines for _, leaf in single_values(line)}
    charges = [one for one in _charges(root) if one[1].place not in places]
    if not charges:
        return root
    keys = list(dict.fromkeys(path for line in lines[:_LOOKED_AT] for path, _ in single_values(line)))
    name, amount = _key(keys, "product_name", "商品名"), _key(keys, "amount", "金額")
    rows: list[Node] = [{name: text, amount: value} for text, value in charges]
    return _put(root, lines, [*lines, *rows], frozenset(value.place for _, value in charges))


def _key(keys: Sequence[str], field: str, otherwise: str) -> str:
    """Return the key under which the lines say a field: the surest of those that may mean it."""
    sure = [(word.confidence, key) for key in keys for word in title_words(key) if word.field == field and not word.tax]
    return max(sure, default=(0, otherwise), key=lambda one: one[0])[1]


def _charges(root: Node) -> Iterator[tuple[Leaf, Leaf]]:
    """Yield the name of each charge and its amount, below zero where it is taken off; one of nothing is none."""
    values = dict(single_values(root))
    shares = {path.rpartition(".")[0] for path, leaf in values.items() if _is_share(path, leaf.text)}
    for path, leaf in values.items():
        if path.rpartition(".")[0] in shares:
            continue
        keys = re.split("[.@]", path)
        amount = number_in(leaf.text)
        for own in (keys[-1:], keys[-2:]):
            key = bare("".join(own))
            is_off = _TAKEN_OFF.fullmatch(key) is not None
            if amount and (is_off or _ADDED.fullmatch(key)):
                text = leaf.text if not is_off or amount < 0 else f"-{leaf.text}"
                yield leaf._replace(text=".".join(own)), leaf._replace(text=text)
                break


def _is_share(path: str, text: str) -> bool:
    """Whether a type says that the charge beside it is a share of the sum: `discountType: percent`."""
    return _TYPE.search(path) is not None and _SHARE.search(folded(text).casefold()) is not None


def _put(node: Node, lines: list[Node], new: list[Node], taken: frozenset[str]) -> Node:
    """Return a tree with another list in place of one, and without the leaves taken over."""
    if node is lines:
        return new
    if isinstance(node, dict):
        kept = (one for one in node.items() if not (isinstance(one[1], Leaf) and one[1].place in taken))
        return {key: _put(child, lines, new, taken) for key, child in kept}
    if isinstance(node, list) and is_table(node):
        return type(node)([_put(child, lines, new, taken) for child in node])
    return node
