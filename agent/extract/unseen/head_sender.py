"""Who orders where no label says it: who signs, whose mail it is, whose code stands beside which name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.labelled import Written
from agent.extract.same_customer import is_same_customer
from agent.extract.unseen.addressed import may_be_person
from agent.extract.unseen.columns import ambiguous
from agent.extract.unseen.company import LEGAL, asks_for_orders, company_in
from agent.extract.unseen.customer import Company, at_place, is_beside_addressee, senders_in
from agent.extract.unseen.head import Head, is_either
from agent.extract.unseen.shops import names_shop
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import WEAK
from agent.extract.values import folded

_HONOURED = re.compile("[ご御お貴]")


def complete(head: Head, strips: Sequence[Strip], where: Sequence[int]) -> None:
    """Add the sending company, which stands there without a label.

    Args:
        head: What the labels said.
        strips: All rows.
        where: The rows outside the lines.
    """
    if ("customer_name" not in head.written or _is_weakly_labelled(head)) and not head.is_unclear("customer_name"):
        _add_sender(head, strips, where)
    _drop_code_of_seller(head, strips, where)


def _drop_code_of_seller(head: Head, strips: Sequence[Strip], where: Sequence[int]) -> None:
    """Leave out a 取引先コード that is the buyer's code for the seller: it stands with the addressee."""
    label = head.labels.get("customer_code")
    if "customer_code" not in head.written or (label is not None and not is_either(label)):
        return
    name = head.written.get("customer_name")
    is_partner = any(name is None or not is_same_customer(company_in(one), name.text) for one in head.partners)
    if is_partner or (label is not None and is_beside_addressee(strips, where, label.at, label.written.place)):
        for written in (head.written, head.confidence):
            written.pop("customer_code")


def _add_sender(head: Head, strips: Sequence[Strip], where: Sequence[int]) -> None:
    """Take the company that sent the document; a label of many meanings (`取引先`, `店名`) gives way to it."""
    weak = head.written.get("customer_name")
    taken = frozenset(written.place for name, written in head.written.items() if name not in ("note", "customer_name"))
    senders = senders_in(strips, where, taken, head.suppliers)
    if weak is not None:
        senders = [one for one in senders if not asks_for_orders(one.cell.text)]
    payer = next((one for one in senders if weak is not None and _is_other_than_payer(one, weak.text, head)), None)
    if weak is not None and payer is not None:
        head.findings.append(ambiguous("customer_name", weak.text, payer.name))
        head.written.pop("customer_name")
        return
    if weak is not None:
        senders = [one for one in senders if _is_surer(one, weak.text, head)]
        if len(senders) > 1 or not _gives_way(head, weak.text):
            return
    if len(senders) > 1 and "deliver_to" in head.written:
        senders = at_place(senders, head.written["deliver_to"].text) or senders
    if len(senders) > 1:
        head.findings.append(ambiguous("customer_name", senders[0].name, senders[1].name))
    elif senders:
        sender = senders[0]
        shop = head.labels.get("customer_name")
        if shop is not None and names_shop(shop.label):
            head.deliver_to_shop([shop])
        head.take("customer_name", Written("customer_name", sender.name, sender.cell.place), sender.confidence)
        head.labels.pop("customer_name", None)


def _is_other_than_payer(sender: Company, name: str, head: Head) -> bool:
    """Whether a sender is another than who shall pay, 請求先: who of them orders, nobody says."""
    return "請求先" in head.labels["customer_name"].label and not is_same_customer(sender.name, name)


def _is_surer(sender: Company, name: str, head: Head) -> bool:
    """Whether a sender may be meant where a weak label names another."""
    is_sure = sender.confidence > WEAK or may_be_person(name) or _is_chain_of(sender, head)
    return is_sure and not is_same_customer(sender.name, name)


def _is_chain_of(sender: Company, head: Head) -> bool:
    """Whether a firm is the chain of a shop that 店名 names, where 取引先 names the seller beside it."""
    label = head.labels["customer_name"].label
    if names_shop(label) and LEGAL.search(folded(sender.name)) and not _HONOURED.match(folded(label)):
        return True
    return "店" in label and any(not is_same_customer(company_in(one), sender.name) for one in head.partners)


def _is_weakly_labelled(head: Head) -> bool:
    label = head.labels.get("customer_name")
    return label is not None and (label.confidence <= WEAK or may_be_person(head.written["customer_name"].text))


def _gives_way(head: Head, name: str) -> bool:
    """Whether a weak label may name another: 取引先 and 貴社 are the seller to the buyer, 店名 may be a branch."""
    return is_either(head.labels["customer_name"]) or not LEGAL.search(folded(name))
