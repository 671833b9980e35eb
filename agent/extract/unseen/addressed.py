"""Whom a document is addressed to, and names as they are written then: with 御中, 様, 行き or 宛 behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.table import Cell
from agent.extract.unseen.company import LEGAL
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.strips import Strip
from agent.extract.values import folded

_ADDRESSED = re.compile(
    r"(.*?)\s*(御中|(?:様|さま|さん|殿|各位)(?:\s?(?:宛て?|行き?|へ))?|(?<!銀)行き?|宛て?|(?<=\s)(?:オンチ[ュユ]ウ|ｵﾝﾁ[ｭﾕ]ｳ|サマ|ｻﾏ|ドノ|ﾄﾞﾉ))"
    r"\s*(?:\(?(?:FAX|TEL|〒)[^()]{0,30}\)?\s*)?"
)
_FOR_WHOM = re.compile(
    r"(?:^|[(【\[\s])(?P<name>[^\s【】\[\]]{2,30}?)\s?(?:様|御中|殿)\s?(?:分|向け|宛て?|用|行き?)[)】\]]?$"
)
"""Whose share a list is: `発注リスト(伝票商事(株)様分)`."""
_FIRM_HONOURED = frozenset({"御中", "オンチュウ", "オンチユウ"})
_ARROW = re.compile("[→⇒➡]|[=-]>")
_BELONGS = re.compile("(部|課|室|係|支店|支社|営業所|事業所|本社|本店|工場|センター|担当|部長|課長)$")
_PERSON = re.compile("[一-龠々ヶ]{1,3}(?:[(（].{1,12}[)）])?")
_ROMAN_PERSON = re.compile(r"(?:M(?:r|s|rs)\.? ?)?(?:[A-Z]\. ?[A-Z][a-z]{1,19}|[A-Z][a-z]{1,19}, [A-Z][a-z]{1,19})")
_NO_PERSON = re.compile(
    "(店|社|工場|現場|売場|市場|営業所|事業所|出張所|製作所|研究所|保育所|支所|課|室|館|院|学園|校|局|倉庫|会|組合|園|庁)$"
    "|^(東京|大阪|名古屋|福岡|札幌|仙台|横浜|京都|神戸|広島|東北|関東|関西|九州|四国|北海道|中部|中国|北陸|東海|西日本|東日本"
    "|商事|商店|物産|食品|製菓|産業|工業|建設|物流|流通|運輸)"
)
_CLIMBED = 3


def without_honorific(text: str) -> str:
    """Drop 御中 and 様 behind a name."""
    match = _ADDRESSED.fullmatch(text)
    return match[1] if match is not None and match[1] else text


def may_be_person(text: str) -> bool:
    """Whether a name may be that of a person, as 中原 and T. Nomura."""
    name = folded(without_honorific(text))
    return _ROMAN_PERSON.fullmatch(name) is not None or (
        _PERSON.fullmatch(name) is not None and _NO_PERSON.search(name) is None
    )


def is_addressed(text: str) -> bool:
    """Whether a name is written as that of whom a document is for."""
    return _ADDRESSED.fullmatch(text) is not None


def whose_share(text: str) -> str:
    """Return the firm whose share a list says it is; empty where it says none."""
    share = _FOR_WHOM.search(folded(text))
    return "" if share is None else share["name"]


def addressees_in(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[str]:
    """Yield the names a document is addressed to: with 御中 behind them, in their own cell or the next."""
    for at in where:
        cells = [cell for cell in strips[at].cells if cell.text]
        for index, cell in enumerate(cells):
            match, share = _ADDRESSED.fullmatch(cell.text), whose_share(cell.text)
            if share:
                yield share
            if match is not None and match[1]:
                yield _ARROW.split(match[1])[-1].strip()
                if _is_part(match[1], match[2]):
                    yield from _above(strips, at, cell)
                    yield from _left_of(strips[at], cells[index - 1 : index], cell, match[1])
            elif match is not None and index:
                name = cells[index - 1].text
                yield name
                yield from _above(strips, at, cells[index - 1]) if _is_part(name, match[2]) else ()
        yield from _labelled(strips, at, cells)


def _labelled(strips: Sequence[Strip], at: int, cells: Sequence[Cell]) -> Iterator[str]:
    """Yield whom a label names as the one who shall deliver: what stands in its cell, beside it or below it."""
    labels = [label_in(cell.text) for cell in cells]
    index = next((index for index, label in enumerate(labels) if label is not None), -1)
    label = labels[index] if index >= 0 else None
    if label is None or label.word.field != "supplier":
        return
    yield from (part for part in (label.rest, cells[index].text) if part)
    reached = cells[index].right
    for cell in cells[index + 1 :] if not label.rest else ():
        if label_in(cell.text) is not None or cell.left - reached > strips[at].reach:
            break
        yield cell.text
        if is_addressed(cell.text):
            break
        reached = cell.right
    yield from _right_below(strips, at, cells[index])


def _is_part(name: str, honorific: str) -> bool:
    """Whether a name is a person or a department, whose firm stands above it: `見本商店 御中` is a firm itself."""
    return folded(honorific) not in _FIRM_HONOURED or _BELONGS.search(folded(name)) is not None


def _left_of(strip: Strip, before: Sequence[Cell], cell: Cell, name: str) -> Iterator[str]:
    """Yield the firm right before its department or its person in a cell of their own: `伝票商事 | 受注センター 行`."""
    is_of_firm = _BELONGS.search(folded(name)) is not None or may_be_person(name)
    yield from (one.text for one in before if is_of_firm and cell.left - one.right <= strip.reach)


def _right_below(strips: Sequence[Strip], at: int, label: Cell) -> Iterator[str]:
    """Yield what stands under a label that has its own value below it."""
    if at + 1 < len(strips) and strips[at + 1].page == strips[at].page:
        yield from (one.text for one in strips[at + 1].cells if one.left <= label.right and one.right >= label.left)


def _above(strips: Sequence[Strip], at: int, cell: Cell) -> Iterator[str]:
    """Yield the company over `営業部 御中` or `ご担当者様`, and the branch between: they are addressed too."""
    text = cell.text
    for above in range(at - 1, max(at - 1 - _CLIMBED, -1), -1):
        if LEGAL.search(folded(text)) or strips[above].page != strips[at].page:
            return
        over = [one for one in strips[above].cells if one.left <= cell.right and one.right >= cell.left]
        if not over:
            continue
        yield from (one.text for one in over)
        text = over[0].text
        if _BELONGS.search(folded(text)) is None:
            return
