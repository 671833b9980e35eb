"""Who orders, where no label says it: the company of the sender's block, never the one the document is addressed to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.extract.table import Cell
from agent.extract.unseen.addressed import addressees_in, is_addressed, whose_share, without_honorific
from agent.extract.unseen.company import LEGAL, company_in, issues
from agent.extract.unseen.introduced import first_word, introduced_in, signed_in
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.own_paper import papers_owner
from agent.extract.unseen.presented import presented_in
from agent.extract.unseen.signature import is_firm, names_above_contact
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import FAIR, WEAK
from agent.extract.values import folded, squeezed

_CONTACT = re.compile(
    r"〒|\bTEL|電話|\bFAX|住所|\b\d{3}-\d{4}\b(?!-)|\bJAPAN\b|\b0\d{1,4}-\d{1,4}-\d{3,4}|[都道府県].{1,8}[市区町村]",
    re.IGNORECASE,
)
_CODED = (
    re.compile(r"(?P<name>.+?)\s*\((?P<code>[A-Z]{0,3}\d{2,10})\)"),
    re.compile(r"(?P<code>[A-Z]{0,3}\d{2,10})[ :]+(?P<name>\D.+)"),
)
_PRESENTED = re.compile(
    r"(?:^|[。、!\s])(?P<name>[^。、!\s]{2,30}?)(?:の[^。、!\s]{1,16}| [一-龠々]{1,4}(?<![院園校館局苑荘店]))?"
    r"(?:です|でございます|と申します)(?:[。!\s]|$)"
)
_OWN = re.compile(
    "(?:お|当|弊|貴|御)?(?:店|社|会社|園|校|院|館|町|市|村|県|区|組合|センター|ホテル)"
    "|本社|本店|支店|現場|工場|倉庫|自社"
)
"""What names no firm: the writer's own shop, the reader's."""
_FROM_WHOM = re.compile(
    r"(?:^|[。、!\s])(?P<name>[^。、!]{2,30}?)\s{0,2}(?:様|さま|さん|御中)?\s{0,2}(?:より|から)の?、?\s{0,2}(?:新規の?|新しい)?(?:ご|御)?"
    r"(?:注文|発注|変更|キャンセル|取消|依頼|オーダー|追加)"
)
_NOTIFIED = re.compile(
    r"(?:^|[。、!\s])(?P<name>[^。、!\s]{2,30}?) ?(?:様|さま|さん)(?:より|からの?|が)"
    r"(?=.{0,12}(?:注文|発注|購入|依頼|変更|取消|キャンセル))"
)
_NEAR = 4
MAX_SAID, _SIDE = 200, 160.0
_OF_PROGRAM = re.compile(
    r"©|\(c\) ?\d{4}|copyright|all rights reserved|powered by|運営(?:会社|元|事務局|:)|^提供[: ]|配信元", re.IGNORECASE
)
"""A row about the program that sends mails for others."""
_SAID_TO = re.compile(r"[。、!?]|です|ます|ました|(?:(?<!銀)行き?|宛て?|御中)(?= )")
_NAMES = re.compile("(?:お|ご|御)?(?:名前|氏名|姓名)")
_OURS = re.compile(r"(?:御中|殿|宛て?|行き|オンチ[ュユ]ウ)$")


class Company(NamedTuple):
    """A company in a document, whether its address or telephone stands near, and whether the title is its own."""

    name: str
    cell: Cell
    has_contact: bool
    is_issuer: bool = False

    @property
    def confidence(self) -> float:
        """How surely it is the sender."""
        return FAIR if self.has_contact or self.is_issuer else WEAK


def code_and_name(text: str) -> tuple[str, str] | None:
    """Part `見本商店(C001)` and `C001 見本商店` into code and name."""
    plain = folded(text)
    match = next((match for pattern in _CODED if (match := pattern.fullmatch(plain)) is not None), None)
    return None if match is None else (match["code"], match["name"].strip())


def senders_in(
    strips: Sequence[Strip], where: Sequence[int], taken: frozenset[str], suppliers: Sequence[str] = ()
) -> list[Company]:
    """Find the companies that may have sent a document, each once: whose paper it is, or whose address stands there.

    Args:
        strips: All rows.
        where: The rows outside the lines.
        taken: Places of values that are known to be something else.
        suppliers: Whom a label names as the one who shall deliver.
    """
    addressed = {_core(name) for name in (*suppliers, *addressees_in(strips, where))}
    found: dict[str, Company] = {}
    for at in where:
        for name, cell in _companies(strips[at], taken):
            if _core(name) not in addressed:
                company = Company(name, cell, _has_contact(strips, at), issues(cell.text))
                found[_key(name)] = max(found.get(_key(name), company), company, key=_weight)
    best = max((_weight(company) for company in found.values()), default=(False, False))
    surest = [company for company in found.values() if _weight(company) == best]
    told = surest or list(_told_of(strips, where, addressed)) or _signing(strips, where, addressed)
    told = told or _introduced(strips, where, addressed) or _of_paper(strips, where, addressed)
    return [one for one in told if one.cell.place not in taken or one.cell.place.startswith("line ")]


def _weight(company: Company) -> tuple[bool, bool]:
    return company.is_issuer, company.has_contact


def _told_of(strips: Sequence[Strip], where: Sequence[int], addressed: set[str]) -> Iterator[Company]:
    """Yield the firm a sentence presents as the sender, or tells of: `見本商事の田中です。`, `…様よりご注文`."""
    names: set[str] = set()
    for at in where:
        for cell in strips[at].cells:
            text = folded(cell.text[:MAX_SAID])
            own = (
                company_in(first_word(match) + match["name"])
                for match in _PRESENTED.finditer(text)
                if is_firm(match["name"])
            )
            told = (match["name"] for pattern in (_FROM_WHOM, _NOTIFIED) for match in pattern.finditer(text))
            for name in (*own, *told, *presented_in(text)):
                core = _core(name)
                if is_firm(name) and not _OWN.fullmatch(name) and core not in addressed | names:
                    names.add(core)
                    yield Company(name, cell, has_contact=False)


def _signing(strips: Sequence[Strip], where: Sequence[int], addressed: set[str]) -> list[Company]:
    """Return who signs without a legal form: 見本屋 right above its telephone number."""
    named = {_key(name): (name, cell) for name, cell in names_above_contact(strips, where)}
    return [Company(name, cell, has_contact=False) for name, cell in named.values() if _core(name) not in addressed]


def _introduced(strips: Sequence[Strip], where: Sequence[int], addressed: set[str]) -> list[Company]:
    """Return who presents himself at the top of a mail, or stands in its last row."""
    told = list(introduced_in(strips, where)) or [
        one for one in signed_in(strips, where) if not _OWN.fullmatch(one[0]) and not is_addressed(one[0])
    ]
    named = {_key(name): (name, cell) for name, cell in told}
    return [Company(name, cell, has_contact=False) for name, cell in named.values() if _core(name) not in addressed]


def _of_paper(strips: Sequence[Strip], where: Sequence[int], addressed: set[str]) -> list[Company]:
    """Return whose paper it is by its title, an arrow to the addressee, or the address below a name."""
    named = {_key(name): (name, cell) for name, cell in papers_owner(strips, where)}
    return [Company(name, cell, has_contact=False) for name, cell in named.values() if _core(name) not in addressed]


def at_place(companies: Sequence[Company], place: str) -> list[Company]:
    """Return the companies that a place of delivery is named after: the buyer's own, or whom the buyer sells to."""
    text = squeezed(place)
    named = (one for one in companies if _core(one.name) and _core(one.name) in text)
    return [one._replace(has_contact=False, is_issuer=False) for one in named]


def is_beside_addressee(strips: Sequence[Strip], where: Sequence[int], at: int, place: str) -> bool:
    """Whether a value stands in a row near the name the document is addressed to, and begins below or above it."""
    own = next((cell for cell in strips[at].cells if cell.place == place), strips[at].cells[0])
    near = [row for row in where if abs(row - at) <= _NEAR and strips[row].page == strips[at].page]
    honoured = (cell for row in near for cell in strips[row].cells if _OURS.search(folded(cell.text)))
    first = min((cell.left for row in near for cell in strips[row].cells if cell.text), default=own.left)
    return any(cell.left - first <= _SIDE for cell in honoured) and own.left - first <= _SIDE


def _companies(strip: Strip, taken: frozenset[str]) -> Iterator[tuple[str, Cell]]:
    for cell in strip.cells if not _OF_PROGRAM.search(strip.text) else ():
        text = folded(cell.text)
        if not LEGAL.search(text) or len(text) > 40 or (cell.place in taken and strip.place != cell.place):
            continue
        name = company_in(cell.text)
        label = label_in(cell.text)
        is_labelled = label is not None and not _NAMES.fullmatch(folded(label.text))
        is_ours = is_addressed(cell.text) or is_addressed(name) or bool(whose_share(text))
        if is_labelled or is_ours or _SAID_TO.search(text):
            continue
        yield name, cell


def _has_contact(strips: Sequence[Strip], at: int) -> bool:
    """Whether a telephone number or address stands in this row or the few below it."""
    page = strips[at].page
    return any(_CONTACT.search(strip.text) for strip in strips[at : at + _NEAR + 1] if strip.page == page)


def _key(name: str) -> str:
    return squeezed(without_honorific(name))


def _core(name: str) -> str:
    """Return a name without its legal form, to know a company by two spellings."""
    words = LEGAL.sub(" ", folded(without_honorific(name))).split()
    return words[0].strip("()") if words else _key(name)
