"""A product's code in one cell with its name: behind a label, on a line of its own, or alike in every row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from agent.extract.labelled import Written
from agent.extract.titles import shape_of
from agent.extract.unseen.words import title_words
from agent.extract.values import folded

_FIGURE, _LETTER = "[0-9０-９]", "[A-ZＡ-Ｚ]"
_LETTERED = rf"{_LETTER}{{1,5}}[-－]?{_FIGURE}{{3,10}}(?:[-－][0-9A-Z０-９Ａ-Ｚ]{{1,6}})?"
_CODE = rf"(?:{_LETTERED}|{_FIGURE}{{5,13}})"
_ALONE = re.compile(rf"(?:{_LETTERED}|{_FIGURE}{{4,13}})")
_ENDS = re.compile(rf"(?P<name>.*\S)[\s　]+[\[(（【]?(?P<code>{_CODE})[\])）】]?\s*", re.DOTALL)
_BEGINS = re.compile(rf"[\[(（【]?(?P<code>{_CODE})[\])）】]?[\s　:：]+(?P<name>\S.*)", re.DOTALL)
_BESIDE = re.compile(
    r"(?:^|[\s　(（\[/、])(?P<label>[^\s　:：(（\[/、]{2,8})(?:[:：][\s　]{0,4}|[\s　]{1,4})"
    r"(?P<code>[A-Z0-9][A-Z0-9\-]{2,19})(?:[)）\]]|(?=[\s　/、,]|$))"
)
_SET_OFF = r"[A-Za-z0-9０-９Ａ-Ｚ](?=[^\s]{0,13}[0-9０-９])[A-Za-z0-9０-９Ａ-Ｚ\-－]{1,13}"
_BEFORE = re.compile(rf"(?P<code>{_SET_OFF})(?:[ \t]{{2,}}|\s?[　\t]\s?|\s?[/|｜／]\s?)(?P<name>\S.*)")
_BEHIND = re.compile(rf"(?P<name>.*\S)\s?[(（\[［](?P<code>{_SET_OFF})[)）\]］]")
_FEWEST_FIGURES = 4
_SIGN = re.compile(r"(?P<name>.*\S)[\s　]*[(（\[]#(?P<code>[A-Za-z0-9][A-Za-z0-9\-_]{1,19})[)）\]]\s*", re.DOTALL)
MAX_NAME = 200
_EDGES = " \u3000\n(（[/、"
_LETTERS = re.compile("[^A-Z].*")


class Parted(NamedTuple):
    """A name without the code that stood in its cell."""

    code: str
    name: str


def with_codes(rows: Sequence[tuple[Written, ...]]) -> tuple[tuple[Written, ...], ...]:
    """Take the code out of the name of each row, where no row has a code of its own and all write it the same way.

    Behind a label or a # it is a code also where other rows, as those of postage, have none.
    """
    fields = [{written.field: written for written in row} for row in rows]
    names = [one["product_name"].text for one in fields if "product_name" in one]
    if (
        not names
        or max(map(len, names)) > MAX_NAME
        or len(names) < len(rows)
        or any("product_code" in one for one in fields)
    ):
        return tuple(rows)
    parted = parted_alike(names)
    return tuple(row if one is None else _with_code(row, one) for row, one in zip(rows, parted, strict=True))


def parted_alike(names: Sequence[str]) -> list[Parted | None]:
    """Part code and name of each row in the one way in which all rows are written; None for each that has no code."""
    for way in (_labelled, _signed, _on_a_line, _set_off_before, _at_the_end, _at_the_beginning, _set_off_behind):
        parted = [way(name) for name in names]
        found = [one for one in parted if one is not None]
        if found and (way in (_labelled, _signed) or (len(found) == len(names) and _are_codes(found, way))):
            return parted
    return [None] * len(names)


def _are_codes(found: Sequence[Parted], way: Callable[[str], Parted | None]) -> bool:
    """Whether a line break in each row tells code from name, or the codes of several rows look alike.

    Letters before the figures are the same then: models of machines (`SC-200`, `DX-100`) are part of their names.
    """
    if way is _on_a_line:
        return True
    codes = [folded(one.code) for one in found]
    if way is _set_off_before:
        return len({*codes}) == len(codes)
    if way is _set_off_behind:
        are_long = all(len(re.findall(r"\d", code)) >= _FEWEST_FIGURES for code in codes)
        return are_long and len({shape_of(code) for code in codes}) == 1 < len({*codes}) == len(codes)
    shapes = {(shape_of(one.code), _LETTERS.sub("", folded(one.code))) for one in found}
    return len(shapes) == 1 and len(found) > 1


def _labelled(name: str) -> Parted | None:
    """Part `見本茶 品番:P1001`."""
    matches = (
        one for one in _BESIDE.finditer(name) if any(word.field == "product_code" for word in title_words(one["label"]))
    )
    match = next(matches, None)
    if match is None:
        return None
    parts = (name[: match.start()].rstrip(_EDGES), name[match.end() :].strip())
    rest = " ".join(part for part in parts if part)
    return Parted(match["code"], rest) if rest else None


def _signed(name: str) -> Parted | None:
    """Part `見本茶 (#P1001)`."""
    match = _SIGN.fullmatch(name)
    return None if match is None else Parted(match["code"], match["name"])


def _on_a_line(name: str) -> Parted | None:
    """Part a cell of two lines or more, of which the first or the last is the code."""
    lines = [line for line in name.splitlines() if line.strip()]
    for at in (0, -1):
        if len(lines) > 1 and _ALONE.fullmatch(lines[at].strip()):
            code = lines.pop(at).strip()
            return Parted(code, " ".join(line.strip() for line in lines))
    return None


def _at_the_end(name: str) -> Parted | None:
    match = _ENDS.fullmatch(name)
    return None if match is None else Parted(match["code"], match["name"])


def _at_the_beginning(name: str) -> Parted | None:
    match = _BEGINS.fullmatch(name)
    return None if match is None else Parted(match["code"], match["name"])


def _set_off_before(name: str) -> Parted | None:
    """Part `A7 / 見本茶` and `00129  見本茶`: a stroke or a wide gap stands between."""
    match = _BEFORE.fullmatch(name)
    return None if match is None else Parted(match["code"], match["name"])


def _set_off_behind(name: str) -> Parted | None:
    """Part `見本茶(380924)`."""
    match = _BEHIND.fullmatch(name)
    return None if match is None else Parted(match["code"], match["name"])


def _with_code(row: tuple[Written, ...], parted: Parted) -> tuple[Written, ...]:
    name = next(written for written in row if written.field == "product_name")
    rest = [name._replace(text=parted.name) if written is name else written for written in row]
    return (name._replace(field="product_code", text=parted.code), *rest)
