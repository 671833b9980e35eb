"""Labels as a web form's mail writes them: `【商品1】 見本茶`, `■数量` over its value, `商品名(2)：`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from agent.extract.labelled import Written
from agent.extract.unseen.strips import Strip, is_rule
from agent.extract.unseen.words import is_label, title_words
from agent.extract.values import folded, quantity_in

MAX_LABEL = 20
_BRACKETED = re.compile(r"[■●◆◇・※*\s]*[【\[〔<〈《](?P<name>[^】\]〕>〉》]{1,20})[】\]〕>〉》]\s*[::]?\s*(?P<rest>.*)")
_IN_BRACKETS = re.compile(r"[■●◆◇・※*]?[【\[〔<〈《]([^【】\[\]〔〕<>〈〉《》]{1,20})[】\]〕>〉》]\s*[::]?\s*")
_MARKED = re.compile(r"[■●◆◇▼□○・*]\s*(?P<name>[^::\s]{1,20})\s*[::]?")
_ENDED = re.compile(r"(?P<name>[^::\s]{1,20})\s*[::]")
_COUNTED = re.compile(r"(?P<name>\D{1,18}?)\s*[(\[]?(?P<number>\d{1,3})[)\]]?(?P<rest>\s?[^\d\s]{0,12})")
_GRID = re.compile(r"(?P<asked>[^\[\]]{1,20}) \[(?P<name>[^\[\]]{1,60})\]")
_CIRCLED = re.compile("[①-⑳]")


class Label(NamedTuple):
    """What a label names, and the number it carries, empty where it has none: `数量2` is 数量 and 2."""

    name: str
    number: str


def label_of(text: str) -> Label:
    """Part a label from its number."""
    plain = folded(_CIRCLED.sub(lambda mark: f"({folded(mark[0])})", text))
    match = _COUNTED.fullmatch(plain)
    if match is None or is_label(plain):
        return Label(plain, "")
    for name in (match["rest"].lstrip("のー_-:. "), match["name"] + match["rest"], match["name"]):
        if name and is_label(name):
            return Label(name, match["number"])
    return Label(plain, "")


def opened(text: str) -> str:
    """Write `【商品1】 見本茶` as `商品1: 見本茶`; brackets around other texts stay."""
    if not _BRACKETED.fullmatch(text):
        return text
    return _IN_BRACKETS.sub(lambda one: f" {one[1]}: " if is_label(label_of(one[1]).name) else one[0], text).strip()


def alone_in(strips: Sequence[Strip], at: int) -> str:
    """Return the label that is all a row says, where the row below it is its value; empty when it is none."""
    if len(strips[at].cells) != 1 or at + 1 == len(strips) or strips[at + 1].page != strips[at].page:
        return ""
    text = strips[at].text
    match = _BRACKETED.fullmatch(text) or _MARKED.fullmatch(text) or _ENDED.fullmatch(text)
    if match is None or match.groupdict().get("rest") or not is_label(label_of(match["name"]).name):
        return ""
    below = strips[at + 1].text
    is_next = _IN_BRACKETS.fullmatch(below) is not None and _IN_BRACKETS.fullmatch(text) is not None
    return "" if is_next or is_rule(below) or _is_labelled(below) else match["name"]


def asked_in_grid(strips: Sequence[Strip], at: int) -> Written | None:
    """Return the article of a form's grid, `ご注文商品 [見本茶 100g]`, where its quantity stands in the row below."""
    match = _GRID.fullmatch(strips[at].text) if at + 1 < len(strips) else None
    if match is None or quantity_in(strips[at + 1].text) is None:
        return None
    words = [word for part in re.split("[の・ ]", match["asked"]) for word in title_words(part)]
    is_goods = any(word.field in ("product_name", "quantity") for word in words)
    return Written("product_name", match["name"], strips[at].place) if is_goods else None


def _is_labelled(text: str) -> bool:
    match = _BRACKETED.fullmatch(text) or _MARKED.fullmatch(text) or _ENDED.fullmatch(text)
    name = match["name"] if match is not None else re.split("[::]", text)[0]
    return len(name) <= MAX_LABEL and is_label(label_of(name).name)
