"""Prices of a tree's lines: cost beside retail, each an object of its own, and prices of several pieces."""

from __future__ import annotations

import re

from agent.core.money import plain
from agent.extract.tree import Leaf, Node, Once
from agent.extract.unseen.vocabulary import among
from agent.extract.unseen.words import bare
from agent.extract.values import number_in

_RETAIL = re.compile("selling|retail|list|売価|上代|定価")
_COST = re.compile("net|cost|purchase|unit|order|原価|仕入|納")
_PER = among("peinh kpein priceunit priceper pricequantity pricebasequantity basequantity perquantity 価格単位")
_OF_PRICE = re.compile("price|vprei|netpr|単価|価格")


def at_cost(node: dict[str, Node]) -> dict[str, Node]:
    """Return an object whose prices and amounts say by their keys which they are.

    `itemNetPrice: {unitPrice, amount}` are what is paid, `itemSellingPrice` is not; a price of 100 pieces is no price.
    """
    made = {key: _named(key, child) for key, child in node.items()}
    per = [child.text for key, child in made.items() if bare(key) in _PER and isinstance(child, Leaf)]
    if not any((number := number_in(text)) is not None and plain(number) != "1" for text in per):
        return made
    return {f"per.{key}OfSeveral" if _OF_PRICE.search(bare(key)) else key: child for key, child in made.items()}


def _named(key: str, child: Node) -> Node:
    one = child[0] if isinstance(child, Once) else child
    name = bare(key)
    if not isinstance(one, dict) or not ("price" in name or "価" in name):
        return child
    keys = {bare(inner): inner for inner in one}
    if not {"unitprice", "amount"} <= keys.keys() or not (_RETAIL.search(name) or _COST.search(name)):
        return child
    words = ("売単価", "売価金額") if _RETAIL.search(name) else ("単価", "金額")
    names = {keys["unitprice"]: words[0], keys["amount"]: words[1]}
    return {names.get(inner, inner): value for inner, value in one.items()}
