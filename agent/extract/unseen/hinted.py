"""Values of the order's head beside labels no word is known for: what a label hints at, and the value is fit for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from agent.extract.labelled import Written
from agent.extract.table import Cell, meet
from agent.extract.unseen.addresses import with_block
from agent.extract.unseen.fitting import fitted
from agent.extract.unseen.hints import HINTED, hints_at
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.spread import ticked
from agent.extract.unseen.strips import Strip
from agent.extract.values import folded, squeezed

MAX_LABEL = 16
_MOST_ACROSS = 32
"""How many cells a row of labels over their values has at most."""
_SPACED = re.compile(
    r"(?P<label>[^\s\d:：]{1,12}?)(?:\s+|(?<=no)\.?|(?<=no\.))(?P<value>(?=.{0,8}\d)[A-Z0-9令平].{1,40})", re.IGNORECASE
)
_TYPED = frozenset({"number", "ordered_on", "deliver_on"})
_OWN = re.compile(r"[■●◆◇○・※【\[(\s]*(?P<label>[^:：】\])\s\d]{1,16}?)\s*(?:[:：】]|\])\s*(?P<value>\S.{0,80})")


def hinted_in(
    strips: Sequence[Strip], where: Sequence[int], names: Sequence[str], near: date
) -> Iterator[tuple[str, Written]]:
    """Yield for some fields the one value that a label hints at; of several values none is.

    Args:
        strips: All rows of the document.
        where: The rows outside the lines.
        names: The fields to look for.
        near: The day the document came.
    """
    looked_in = frozenset(where)
    found: dict[str, dict[str, Written]] = {name: {} for name in names}
    for at in where:
        for index, cell in enumerate(strips[at].cells):
            label, own = _label(cell, names)
            for name in [name for name in names if label and hints_at(label, name)]:
                values = (
                    with_block(strips, looked_in, at, cell, value, name)
                    for value in _values(strips, looked_in, at, index, own)
                )
                fit = ((text, one.place) for one in values if (text := fitted(name, one.text, near)) is not None)
                found[name] |= {squeezed(text): Written(name, text, place) for text, place in islice(fit, 1)}
    yield from ((name, written) for name, those in found.items() if len(those) == 1 for written in those.values())


def _label(cell: Cell, names: Sequence[str]) -> tuple[str, str]:
    """Return a text that may be a label no word is known for, and what stands behind it in its own cell."""
    text = folded(cell.text[: MAX_LABEL * 8])
    if not text or label_in(cell.text) is not None:
        return "", ""
    own, spaced = _OWN.fullmatch(text), _SPACED.fullmatch(text)
    if own is not None:
        return own["label"], own["value"]
    if spaced is not None and any(hints_at(spaced["label"], name) for name in _TYPED & {*names}):
        return spaced["label"], spaced["value"]
    return (cell.text, "") if len(cell.text) <= MAX_LABEL and not re.search(r"\d", cell.text) else ("", "")


def _values(strips: Sequence[Strip], looked_in: frozenset[int], at: int, index: int, own: str) -> list[Cell]:
    """Return what may be a label's value: behind its colon, else beside it, and below it."""
    strip, cell = strips[at], strips[at].cells[index]
    if own:
        return [cell._replace(text=own, words=())]
    beside = ticked([one for one in strip.cells[index + 1 :] if one.text])[:1]
    is_over = at + 1 in looked_in and strips[at + 1].page == strip.page and 1 < len(strip.cells) <= _MOST_ACROSS
    below = [one for one in strips[at + 1].cells if one.text and meet(one, cell)] if is_over else []
    near = [one for one in beside if one.left - cell.right <= strip.reach]
    return [one for one in (*near, *below) if not _is_label(one.text)]


def _is_label(text: str) -> bool:
    """Whether a text is a label itself, or hints at a field as one does."""
    is_hint = not re.search(r"\d", text) and any(hints_at(text, name) for name in HINTED)
    return is_hint or label_in(text) is not None
