"""Lists whose objects say by a code or a name what they are: partners, dates, references, codes of an article, sums.

`{"PARVW": "AG", "NAME1": …}` is the buyer, `{"type": "delivery", "date": …}` the day of delivery, `{"name": "納期",
"value": …}` what its name says: a key of its own for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from agent.extract.tree import Leaf, Node
from agent.extract.unseen.fitting import looks_like
from agent.extract.unseen.vocabulary import among
from agent.extract.unseen.words import bare, head_word

_QUALIFIERS = among(
    "parvw qualf iddat sumid qualifier qual type role partyrole partytype partyfunction partyfunctioncode"
    " partyqualifier partnertype partnerrole partnerfunction kind function datetype datequalifier"
    " datetypecode referencetype referencequalifier rolecode typecode functioncode schemeid scheme agency"
    " code name key label field fieldname attributecode title 種別 区分 役割 項目 項目名 名称 キー"
)
_OF_SUM = re.compile("sum|am(?:oun)?t|total|price|金額|額")
_ITEM_CODES = among("idtnr value id code number no itemid partid productid identifier text()")
_REFERENCES = among("belnr value id number no reference referencenumber refno text()")
_PARTIES = {
    "buyer": "ag by ob buyer purchaser orderer customer soldto soldtoparty ordering buyerparty client 発注者 注文者",
    "shipTo": "we dp st uc cn shipto shiptoparty delivery deliveryparty deliverto consignee recipient shipping 納品先",
    "supplier": "lf su se vn seller supplier vendor sellerparty supplierparty 受注者 仕入先",
    "billTo": "re rg bt iv payer billto billing invoicee 請求先",
}
_DAYS = {
    "orderDate": "012 12 022 22 4 order ordered purchase po 発注 注文",
    "deliveryDate": (
        "002 2 17 69 358 delivery requesteddelivery deliveryrequested requested due required arrival"
        " 納品 納入 納期 配送"
    ),
    "issueDate": "137 011 11 document issue created",
}
_NUMBERS = {"orderNumber": "001 1 on po co cr order buyer purchaseorder customerorder ordernumber 発注 注文"}
_ITEMS = {
    "弊社品番": "001 1 bp in buyer buyers customer",
    "貴社品番": "002 2 sa vp su seller sellers supplier vendor manufacturer mf",
    "jan": "003 3 en ean ean13 gtin jan jan13 srv upc up gs1",
}
_SUMS = {"total": "002 2 79 86 total", "消費税": "005 5 124 176 tax vat", "税抜合計": "125 net", "税込合計": "gross"}


def _by_code(words: dict[str, str]) -> dict[str, str]:
    return {code: word for word, codes in words.items() for code in codes.split()}


class _Sort(NamedTuple):
    """One sort of lists: what its codes mean, and whether a key and its value are what is meant."""

    words: dict[str, str]
    is_main: Callable[[str, str], bool]


_SORTS = (
    _Sort(_by_code(_ITEMS), lambda key, _: key in _ITEM_CODES),
    _Sort(_by_code(_NUMBERS), lambda key, _: key in _REFERENCES),
    _Sort(_by_code(_DAYS), lambda key, text: not _OF_SUM.search(key) and looks_like("ordered_on", text)),
    _Sort(_by_code(_SUMS), lambda key, text: key != "code" and looks_like("total", text)),
)
_OF_ARTICLES = frozenset({"idtnr", "ktext"})
_SORT_NAMED = (
    (0, re.compile("item|product|article|^parts?(?:id|no)|e1edp19|^pia|codes?$|品番|コード")),
    (1, re.compile("ref(?:erence)?s?$|^rff|e1edk02|numbers?$|番号")),
)


def by_codes(name: str, items: Sequence[Node]) -> dict[str, Node] | None:
    """Return what the objects of a list say, each under a key of its own; None when no code or name of them tells.

    Args:
        name: The key of the list.
        items: Its objects.
    """
    objects = [one for one in items if isinstance(one, dict)]
    for key in objects[0] if objects and len(objects) == len(items) else ():
        codes = [one.get(key) for one in objects]
        if bare(key.lstrip("@")) in _QUALIFIERS and all(isinstance(code, Leaf) and code.text for code in codes):
            texts = [code.text for code in codes if isinstance(code, Leaf)]
            rests = [{other: child for other, child in one.items() if other != key} for one in objects]
            told = [_told(name, text, rest) for text, rest in zip(texts, rests, strict=True)]
            if any(word is not None for word in told) and len(set(texts)) == len(texts):
                return _parted(name, texts, rests, told)
    return None


class _Told(NamedTuple):
    """What one object is, and the key of it that says it; empty when it says it as a whole."""

    word: str
    main: str = ""


def _told(name: str, text: str, rest: dict[str, Node]) -> _Told | None:
    """Tell what an object is by its code, and by the sort of what stands in it."""
    code = bare(text)
    written = {key: child.text for key, child in rest.items() if isinstance(child, Leaf)}
    leaves = {key: said for key, said in written.items() if key[:1] != "@" or all(one[:1] == "@" for one in written)}
    party = _PARTY.get(code)
    plain = _SORT_OF.get(_sort_of(name, leaves))
    for sort in (plain,) if plain is not None else _SORTS[2:]:
        main = next((key for key, said in leaves.items() if sort.is_main(bare(key.lstrip("@")), said)), "")
        if main and code in sort.words:
            return _Told(sort.words[code], main)
    if party is not None and len(rest) and plain is None:
        return _Told(party)
    word = head_word(text)
    if word is not None and word.field and len(written) == len(rest) and rest:
        main = next((key for key in leaves if bare(key.lstrip("@")) in _VALUES), "")
        return _Told(text, main) if main else None
    return None


_PARTY = _by_code(_PARTIES)
_VALUES = among("value val text content data text() fieldvalue date datum 値 内容")
_SORT_OF = dict(enumerate(_SORTS))


def _sort_of(name: str, leaves: dict[str, str]) -> int:
    """Return the sort that the list's own name, or an article's text within it, tells; -1 when neither does."""
    if any(bare(key) in _OF_ARTICLES for key in leaves):
        return 0
    return next((sort for sort, pattern in _SORT_NAMED if pattern.search(bare(name))), -1)


def _parted(
    name: str, texts: Sequence[str], rests: Sequence[dict[str, Node]], told: Sequence[_Told | None]
) -> dict[str, Node]:
    made: dict[str, Node] = {}
    for text, rest, one in zip(texts, rests, told, strict=True):
        raw = f"{name}.{text.replace('.', '')}"
        if one is None or one.word in made:
            made[raw] = rest
        elif one.main:
            made[one.word] = rest[one.main]
            others = {key: child for key, child in rest.items() if key != one.main}
            made |= {key if bare(key) in _OF_ARTICLES else f"{raw}.{key}": child for key, child in others.items()}
        else:
            made[one.word] = rest
    return made
