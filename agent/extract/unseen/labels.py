"""Find the labels outside the lines, and the value beside or below each that can be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from agent.extract.labelled import Written
from agent.extract.table import Cell
from agent.extract.unseen.fitting import DAYS, MONEY, TEXTS, fitted
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import Word, head_word
from agent.extract.values import folded, squeezed

MAX_JOINED = 9
_ANYWHERE = 10_000.0
_COLON = re.compile("[:：]")
_BRACKETED = re.compile(r"[■●◆◇・※\s]*[【\[(〔<〈《](.{1,20}?)[】\])〕>〉》]\s*(.*)", re.DOTALL)
_ITEM = re.compile(r"(?:\(\d{1,2}\)|\d{1,2}[.)、]?) +(?=[^\d\s])")
_ASIDE = re.compile(r"([^()\d]{1,30}\([^()]{1,30}\))\s*(\S.*)", re.DOTALL)
_WITH_TAX_IN = frozenset({"total", "subtotal", "grand"})
_TAX_WITHIN = re.compile(
    r"([金¥\\]{0,2}[\d,]{1,15}円?也?-?)\((?:税込|内訳)?[,、]?(?:うち|内)?(?:消費税|税)[^\d()]{0,20}([¥\\]?[\d,]{1,15}円?)(?:を?含む|込み?)?\)"
)
_UNTICKED, MAX_BOXES = "□☐", 200
_BOX = re.compile(r"([□☐■☑☒✓✔])\s*([^□☐■☑☒✓✔]{1,40})")
_TYPED = DAYS | MONEY | {"number"}
_BELOW = 0.8


class Found(NamedTuple):
    """One value a field may have; `at` is the row it was found in, `how` where it stood to its label."""

    field: str
    written: Written
    confidence: float
    tax: str
    at: int
    label: str
    how: str


class Label(NamedTuple):
    """A label: what it names, as it is written, and what stands behind it in its own cell."""

    word: Word
    text: str
    rest: str


def label_in(text: str) -> Label | None:
    """Read a cell as a label, alone or with its value behind it; None when it is no known label."""
    if not text or len(text) > 400:
        return None
    whole = head_word(text)
    if whole is not None:
        return Label(whole, text, "")
    for name, rest in _parted(text):
        word = head_word(name)
        if word is not None:
            return Label(word, name, rest.strip())
    return _run_together(text) or _numbered(text)


def _numbered(text: str) -> Label | None:
    """Read `３ 納入期限` and `(4) 納入場所 見本市`: a label with its number in a list before it."""
    match = _ITEM.match(folded(text))
    return None if match is None else label_in(folded(text)[match.end() :])


def _parted(text: str) -> Iterator[tuple[str, str]]:
    colon = _COLON.search(text)
    if colon is not None:
        yield text[: colon.start()], text[colon.end() :]
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed is not None:
        yield bracketed[1], bracketed[2]
    aside = _ASIDE.fullmatch(folded(text))
    if aside is not None:
        yield aside[1], aside[2]
    yield from _spaced(folded(text).split(" "))
    first, _, rest = folded(text).partition(" ")
    if (rest and not first.isascii()) or _is_typed(first, rest):
        yield first, rest


def _spaced(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield a label whose letters stand apart, `納 入 先 見本市`, and what is behind it."""
    n_letters = next((at for at, word in enumerate(words[:MAX_JOINED]) if len(word) != 1), 0)
    for count in range(n_letters, 1, -1):
        yield "".join(words[:count]), " ".join(words[count:])


def _is_typed(name: str, rest: str) -> bool:
    """Whether what follows an English word shows it to be a label: `Total 1,200`, not `Total Care`."""
    word = head_word(name)
    return word is not None and word.field in _TYPED and fitted(word.field, rest, date(2000, 1, 1)) is not None


def _run_together(text: str) -> Label | None:
    """Read `発注日2026年4月1日`, `合計12,000円` and `注文No.A-123`: a label right before a value that fits it."""
    plain = squeezed(text)
    for length in range(min(len(plain) - 1, 14), 1, -1):
        word = head_word(plain[:length])
        if word is not None and word.field in _TYPED and word.confidence >= 0.9:
            rest = plain[length:].lstrip(".:")
            is_value = bool(re.match(r"[\d¥\\令平R#]", rest) if word.field != "number" else re.match(r"\w", rest))
            if is_value and fitted(word.field, rest, date(2000, 1, 1)) is not None:
                return Label(word, plain[:length], rest)
    return None


def values_in(strips: Sequence[Strip], where: Sequence[int], near: date) -> list[Found]:
    """Find every labelled value in some rows.

    Args:
        strips: All rows of the document.
        where: The rows to look in, in order.
        near: The day the document came.
    """
    looked_in = frozenset(where)
    return [
        found
        for at in where
        for index, cell in enumerate(strips[at].cells)
        if (label := label_in(cell.text)) is not None and label.word.field
        for found in _of_label(strips, looked_in, at, index, label, near)
    ]


def _of_label(
    strips: Sequence[Strip], looked_in: frozenset[int], at: int, index: int, label: Label, near: date
) -> Iterator[Found]:
    field, cell = label.word.field, strips[at].cells[index]
    ticked = _ticked(label, strips[at], index)
    if ticked is not None:
        yield from _taken(label, ticked, at, "right", near) if ticked.text else ()
        return
    if label.rest:
        yield from _taken(label, cell._replace(text=label.rest), at, "own", near)
        return
    beside = _beside(strips[at], index, _ANYWHERE if field in MONEY else strips[at].reach)
    if field in MONEY and beside:
        sums = [found for cell in beside for found in _taken(label, cell, at, "right", near)]
        if sums:
            yield from sums
            return
    elif beside:
        value = _joined(field, beside, near)
        if value is not None:
            yield from _taken(label, value, at, "right", near)
            return
    below = _below(strips, looked_in, at, cell)
    if below is not None and (field not in TEXTS or _is_grid_row(strips[at], beside)):
        text = fitted(field, below.text, near)
        if text is not None:
            yield _found(label, below, text, at, "below")
            return
    if beside and field in DAYS:
        yield _found(label, beside[0], beside[0].text, at, "unread")


def _ticked(label: Label, strip: Strip, index: int) -> Cell | None:
    """Return what is ticked of the boxes beside a label, nothing written where it is not one; None without boxes."""
    text = " ".join([label.rest, *(cell.text for cell in strip.cells[index + 1 :])])[:MAX_BOXES]
    boxes = _BOX.findall(folded(text))
    if len(boxes) < 2 or all(mark not in _UNTICKED for mark, _ in boxes):
        return None
    ticked = [said.strip() for mark, said in boxes if mark not in _UNTICKED]
    return strip.cells[index]._replace(text=ticked[0] if len(ticked) == 1 else "")


def _taken(label: Label, value: Cell, at: int, how: str, near: date) -> Iterator[Found]:
    within = _TAX_WITHIN.fullmatch(squeezed(value.text)) if label.word.field in _WITH_TAX_IN else None
    if within is not None:
        for name, text in (("grand", within[1]), ("inner_tax", within[2])):
            word = label.word._replace(field=name)
            yield from _taken(label._replace(word=word), value._replace(text=text), at, how, near)
        return
    text = fitted(label.word.field, value.text, near)
    if text is not None:
        yield _found(label, value, text, at, how)
    elif label.word.field in DAYS:
        yield _found(label, value, value.text, at, "unread")


def _found(label: Label, value: Cell, text: str, at: int, how: str) -> Found:
    word = label.word
    confidence = min(word.confidence, _BELOW) if how == "below" and word.field in TEXTS else word.confidence
    return Found(word.field, Written(word.field, text, value.place), confidence, word.tax, at, label.text, how)


def _beside(strip: Strip, index: int, reach: float) -> list[Cell]:
    """Return the written cells right of a label, up to the next label, an empty box or a wide gap."""
    found: list[Cell] = []
    reached = strip.cells[index].right
    for cell in strip.cells[index + 1 :]:
        if not cell.text or cell.left - reached > reach or label_in(cell.text) is not None:
            break
        found.append(cell)
        reached = cell.right
    return found


def _joined(field: str, cells: Sequence[Cell], near: date) -> Cell | None:
    """Return the value beside a label: the next cell, or a day spread over boxes (令和 8 年 4 月 1 日)."""
    if field not in DAYS:
        return cells[0] if fitted(field, cells[0].text, near) is not None else None
    for count in range(min(len(cells), MAX_JOINED), 0, -1):
        day = fitted(field, "".join(cell.text for cell in cells[:count]), near)
        if day is not None:
            return cells[0]._replace(text=day)
    return None


def _below(strips: Sequence[Strip], looked_in: frozenset[int], at: int, label: Cell) -> Cell | None:
    under = at + 1
    if under not in looked_in or strips[under].page != strips[at].page:
        return None
    cells = [cell for cell in strips[under].cells if cell.text and label_in(cell.text) is None]
    return next((cell for cell in cells if cell.left <= label.right and cell.right >= label.left), None)


def _is_grid_row(strip: Strip, beside: Sequence[Cell]) -> bool:
    """Whether the labels of a row have their values below them: nothing stands beside any."""
    written = [cell for cell in strip.cells if cell.text]
    return not beside and all(label_in(cell.text) is not None for cell in written)
