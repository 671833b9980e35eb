"""Labels as a web form's mail writes them: `【商品1】 見本茶`, `■数量` over its value, `商品名(2)：`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import is_label
from agent.extract.values import folded

MAX_LABEL = 20
_BRACKETED = re.compile(r"[■●◆◇・※*\s]*[【\[〔<〈《](?P<name>[^】\]〕>〉》]{1,20})[】\]〕>〉》]\s*[::]?\s*(?P<rest>.*)")
_IN_BRACKETS = re.compile(r"[■●◆◇・※*]?[【\[〔<〈《]([^【】\[\]〔〕<>〈〉《》]{1,20})[】\]〕>〉》]\s*[::]?\s*")
_MARKED = re.compile(r"[■●◆◇▼□○・*]\s*(?P<name>[^::\s]{1,20})\s*[::]?")
_ENDED = re.compile(r"(?P<name>[^::\s]{1,20})\s*[::]")
_COUNTED = re.compile(r"(?P<name>\D{1,18}?)\s*[(\[]?(?P<number>\d{1,2})[)\]]?(?P<rest>[^\d\s]{0,6})")
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
    for name in (match["rest"].lstrip("のー_-:."), match["name"] + match["rest"], match["name"]):
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
    return "" if _is_labelled(below) else match["name"]


def _is_labelled(text: str) -> bool:
    match = _BRACKETED.fullmatch(text) or _MARKED.fullmatch(text) or _ENDED.fullmatch(text)
    name = match["name"] if match is not None else re.split("[::]", text)[0]
    return len(name) <= MAX_LABEL and is_label(label_of(name).name)
