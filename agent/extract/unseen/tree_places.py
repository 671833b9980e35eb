"""Where to deliver, as trees say it: an address in parts, and an object of name, address and day."""

from __future__ import annotations

import re

from agent.extract.tree import Leaf, Node, Once
from agent.extract.unseen.addressed import may_be_person
from agent.extract.unseen.vocabulary import among
from agent.extract.unseen.words import bare, head_word
from agent.extract.values import squeezed

_PARTS = (
    "prefecture pref prefecturename state province region regio 都道府県 都道府県名 todofuken",
    "city ort01 municipality locality cityname town 市区町村 市町村 郡市区 市区郡 shikuchoson",
    "district ort02 suburb townarea 町域 町名 大字",
    (
        "street stras street1 streetaddress streetname addressline1 address1 addr1 line1 address addr"
        " 番地 町名番地 丁目番地 住所 住所1 それ以降の住所 chome banchi"
    ),
    (
        "building buildingname street2 addressline2 address2 addr2 line2 apartment 建物 建物名 ビル名"
        " 建物名等 マンション名 住所2 tatemono"
    ),
)
_PART_OF = {name: at for at, names in enumerate(_PARTS) for name in names.split()}
_AREAS, _BUILDING = 2, 4
_ADDRESSES = among(
    "address addr postaladdress physicaladdress location addressline 住所 所在地 fulladdress to address1"
)
_PLACES = among("ship shipping delivery recipient destination consignee shipment 配送 お届け 納品")
_NAMES = among("name name1 partyname partnername placename sitename locationname warehousename 名称 名前 名 text()")
_CONTACTS = among("billing billingaddress orderer member user contact account 注文者情報 請求先")
_FIRMS = among("company companyname organization organizationname corporation 会社名 社名 法人名")
_DAYS = among("date day on wishdate requesteddate desireddate preferreddate 希望日 指定日 日付 日 期日")
_ANY_DAYS, _SENT = among("date day on 日付 日"), re.compile("ship(?:ping|ment)?")
"""Beside goods that are sent off a mere day is that of sending."""
_REGION = re.compile(r"[A-Z]{2}-?\d{1,2}")


def delivered(node: dict[str, Node]) -> dict[str, Node]:
    """Return an object with its own address in one, and what it says of where to deliver plain."""
    made: dict[str, Node] = {}
    for key, child in _in_one(node).items():
        place = _only(child)
        if place is not None and _is_customer(key):
            made[key] = _of_firm(place)
            continue
        if place is None or not _is_place(key):
            made[key] = child
            continue
        name = key if _names_place(key) else "shipTo"
        made[name if name not in made else key] = _plainly(place, is_sent=_SENT.fullmatch(bare(key)) is not None)
    return made


def _is_customer(key: str) -> bool:
    word = head_word(key)
    return bare(key) in _CONTACTS or (word is not None and word.field == "customer_name")


def _of_firm(customer: dict[str, Node]) -> dict[str, Node]:
    """Say of the name beside a firm's that it is a person's."""
    firms = [key for key, child in customer.items() if bare(key) in _FIRMS and isinstance(child, Leaf) and child.text]
    persons = [key for key in customer if bare(key) == "name"]
    return {f"contact.{key}" if firms and key in persons else key: child for key, child in customer.items()}


def _only(node: Node) -> dict[str, Node] | None:
    """Return an object, alone or as the one of a list that may as well be none."""
    one = node[0] if isinstance(node, Once) else node
    return one if isinstance(one, dict) else None


def _is_place(key: str) -> bool:
    return bare(key) in _PLACES or _names_place(key)


def _names_place(key: str) -> bool:
    word = head_word(key)
    return word is not None and word.field == "deliver_to"


def _in_one(node: dict[str, Node]) -> dict[str, Node]:
    """Join the parts of an address: prefecture, city, street, building; not where only one of them stands."""
    parts: dict[int, Leaf] = {}
    for key, child in node.items():
        at = _PART_OF.get(bare(key.lstrip("@")))
        if at is not None and isinstance(child, Leaf) and child.text and not _REGION.fullmatch(child.text):
            parts.setdefault(at, child)
    if len(parts) < 2 or min(parts) >= _AREAS:
        return node
    text = ""
    for at in sorted(parts):
        part = parts[at].text
        is_said = squeezed(part).startswith(squeezed(text)) or squeezed(text).endswith(squeezed(part))
        is_apart = at == _BUILDING or text[-1:].isascii()
        text = max(text, part, key=len) if is_said else f"{text}{' ' if is_apart else ''}{part}".strip()
    taken = set(parts.values())
    rest: dict[str, Node] = {key: child for key, child in node.items() if child not in taken}
    return {**rest, "address": parts[min(parts)]._replace(text=text)}


def _plainly(place: dict[str, Node], *, is_sent: bool) -> dict[str, Node]:
    """Say of a place its name and address as one text, and its day as that of delivery, or of sending.

    Where a firm stands beside it, the name is a person's, and the firm is the customer or who receives for it.
    """
    leaves = {bare(key.lstrip("@")): (key, child) for key, child in _opened(place).items() if isinstance(child, Leaf)}
    address = next(((key, leaf) for name, (key, leaf) in leaves.items() if name in _ADDRESSES and leaf.text), None)
    named = next(((key, leaf) for name, (key, leaf) in leaves.items() if name in _NAMES and leaf.text), None)
    day = next(((key, leaf) for name, (key, leaf) in leaves.items() if name in _DAYS), None)
    is_of_sending = is_sent and day is not None and bare(day[0]) in _ANY_DAYS
    days: dict[str, Node] = {} if day is None else {"出荷日" if is_of_sending else "deliveryDate": day[1]}
    used = set() if day is None else {day[0]}
    if address is None:
        return {**{key: child for key, child in place.items() if key not in used}, **days}
    used |= {address[0], *([named[0]] if named is not None else [])}
    is_named = named is not None and not _FIRMS & leaves.keys() and not may_be_person(named[1].text)
    text = address[1].text
    if named is not None and is_named and squeezed(named[1].text) not in squeezed(text):
        text = f"{named[1].text} {text}"
    others = {key: child for key, child in _opened(place).items() if key not in used}
    told = {f"addressee.{key}" if bare(key) in _FIRMS else key: child for key, child in others.items()}
    return {"text()": address[1]._replace(text=text), **told, **days}


def _opened(place: dict[str, Node]) -> dict[str, Node]:
    """Return what a place says with what its own address says beside it."""
    made: dict[str, Node] = {}
    for key, child in place.items():
        inner = _only(child)
        made |= _opened(inner) if inner is not None and bare(key) in _ADDRESSES else {key: child}
    return made
