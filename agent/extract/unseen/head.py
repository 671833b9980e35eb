"""The fields of an order outside its lines: what the labels say, where they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from agent.core.order import Finding, Severity
from agent.extract.labelled import Written
from agent.extract.same_customer import is_same_customer
from agent.extract.unseen.addressed import is_addressed, without_honorific
from agent.extract.unseen.columns import ambiguous
from agent.extract.unseen.company import LEGAL, company_in
from agent.extract.unseen.customer import code_and_name
from agent.extract.unseen.fitting import DAYS
from agent.extract.unseen.labels import Found
from agent.extract.unseen.other_days import other_days
from agent.extract.unseen.shops import is_path, names_shop
from agent.extract.unseen.signature import is_firm
from agent.extract.unseen.unlabelled import unnamed
from agent.extract.unseen.vocabulary import SURE, WEAK
from agent.extract.values import day_in, folded, squeezed

_LABELLED = ("number", "ordered_on", "deliver_on", "customer_code", "customer_name", "deliver_to", "note")
_READING = re.compile(r"\s*[(（][ァ-ヶー・\s　]{2,20}[)）]\s*(?:様|さま)?$")
_EITHER = re.compile("取引先|(?:貴社|御社)(?!得意先)")
_OWN_NAME = re.compile(r"^(?:社|会社|法人|チェーン) ?(?:[・/] ?店)?名")


@dataclass(slots=True)
class Head:
    """What was found of an order's head: each field once, how surely, and what was not clear.

    Its rows outside the lines are those of `where`.
    """

    written: dict[str, Written] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    labels: dict[str, Found] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    where: tuple[int, ...] = ()
    suppliers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()

    def is_unclear(self, name: str) -> bool:
        """Whether a field was found and is doubted."""
        return any(finding.field == name for finding in self.findings)

    @property
    def is_of_firm(self) -> bool:
        """Whether a firm is named, and no shop of one."""
        named, label = self.written.get("customer_name"), self.labels.get("customer_name")
        return named is not None and is_firm(folded(named.text)) and not (label is not None and names_shop(label.label))

    def inherit(self, above: Head, found: Sequence[Found]) -> None:
        """Take customer and days of the order above, where one paper holds several and names them once, over all.

        A day stands over all where it stands over the number of the first, and no other does: of all that was `found`;
        or where no label gives it. A customer below that number may be of the first alone.
        """
        for name in DAYS & above.labels.keys() - self.written.keys():
            is_once = [one.field for one in found].count(name) == 1
            if is_once and "number" in above.labels and above.labels[name].at < above.labels["number"].at:
                self.take(name, above.written[name], above.confidence[name])
                self.labels[name] = above.labels[name]
        if "ordered_on" in above.written.keys() - above.labels.keys() and not self.is_unclear("ordered_on"):
            self.written.setdefault("ordered_on", above.written["ordered_on"])
            self.confidence.setdefault("ordered_on", WEAK)
        if "customer_name" in self.written or self.is_unclear("customer_name"):
            return
        for name in ("customer_name", "customer_code"):
            if name in above.written and name not in self.written:
                is_own = _stands_below(above.labels.get(name), above.labels.get("number"))
                self.take(name, above.written[name], WEAK if is_own else above.confidence[name])

    def take(self, name: str, written: Written, confidence: float) -> None:
        """Note a field's value."""
        self.written[name], self.confidence[name] = written._replace(field=name), confidence

    def deliver_to_shop(self, shops: Sequence[Found]) -> None:
        """Take the one shop of the firm that orders for the place to deliver to, where none is named."""
        is_one = len({squeezed(one.written.text) for one in shops}) == 1
        if is_one and "deliver_to" not in self.written and not self.is_unclear("deliver_to"):
            self.take("deliver_to", shops[0].written, WEAK)

    def take_if(self, name: str, written: Written | None) -> None:
        """Note a field's value that no label names, if there is one."""
        if written is not None:
            self.take(name, written, WEAK)


def _stands_below(one: Found | None, other: Found | None) -> bool:
    return one is not None and other is not None and one.at > other.at


def head_of(found: Sequence[Found]) -> Head:
    """Choose the labelled value of each field; one that equally sure labels give differently is left out."""
    partners = tuple(one.written.text for one in found if one.field == "customer_name" and is_either(one))
    head = Head(suppliers=tuple(one.written.text for one in found if one.field == "supplier"), partners=partners)
    for name in _LABELLED:
        candidates = [one for one in found if one.field == name]
        if candidates:
            _choose(head, name, candidates)
    shops = [one for one in found if one.field == "customer_name" and names_shop(one.label)]
    if shops and not names_shop(head.labels.get("customer_name", shops[0]).label):
        head.deliver_to_shop(shops)
        head.findings += [unnamed("deliver_to", one.written.text[:80]) for one in shops[:1] if is_path(one.label)]
    _part_code(head)
    return head


def _choose(head: Head, name: str, candidates: Sequence[Found]) -> None:
    candidates = _of_firm(_of_buyer(candidates)) if name == "customer_name" else candidates
    firms = [one for one in candidates if name == "customer_name" and LEGAL.search(folded(one.written.text))]
    if not candidates:
        return
    readable = firms or [one for one in candidates if one.how != "unread"]
    best = max((one.confidence for one in readable or candidates), default=0.0)
    surest = [one for one in readable or candidates if one.confidence == best]
    other = next((one for one in surest if not _is_same(one, surest[0])), None)
    if other is not None:
        head.findings.append(ambiguous(name, surest[0].written.text, other.written.text))
        return
    head.take(name, surest[0].written, best)
    head.labels[name] = surest[0]
    if name == "deliver_on":
        head.findings += other_days(surest[0].written, [one.written for one in candidates if one.how != "unread"])


def _of_buyer(candidates: Sequence[Found]) -> list[Found]:
    """Leave out what stands under 取引先, where another label says whose paper it is: that is the seller then."""
    candidates = [one for one in candidates if not _is_seller(one)]
    others = [one for one in candidates if not is_either(one)]
    is_named = any(one.confidence >= SURE or _OWN_NAME.search(folded(one.label)) for one in others)
    return others if is_named else list(candidates)


def _of_firm(candidates: Sequence[Found]) -> Sequence[Found]:
    """Leave out the shops beside their firm in the paths of a tree: `company.name` beside `branch.name`."""
    firms = [one for one in candidates if is_path(one.label) and not names_shop(one.label)]
    return firms if len(firms) < len(candidates) and firms else candidates


def is_either(found: Found) -> bool:
    """Whether a label may mean the seller as well as the buyer: 取引先."""
    return _EITHER.search(folded(found.label)) is not None


def _is_seller(found: Found) -> bool:
    """Whether 取引先 is who the paper is addressed to: 御中 stands behind it."""
    return is_either(found) and "取引先" in folded(found.label) and found.written.text.rstrip().endswith(("御中", "殿"))


def _is_same(one: Found, other: Found) -> bool:
    if one.field == "customer_name":
        return is_same_customer(one.written.text, other.written.text)
    return _key(one) == _key(other)


def _key(found: Found) -> str:
    day = day_in(found.written.text, "md", date(2026, 1, 1)) if found.field in ("ordered_on", "deliver_on") else None
    return day.isoformat() if day is not None else squeezed(without_honorific(found.written.text))


def _part_code(head: Head) -> None:
    """Take a code that stands within the customer's name for the code, unless another is written."""
    name = head.written.get("customer_name")
    if name is None:
        return
    parts = code_and_name(name.text)
    label = head.labels.get("customer_name")
    if parts is not None and label is not None and names_shop(label.label):
        name = name._replace(text=parts[1])
    elif parts is not None and "customer_code" not in head.written:
        head.take("customer_code", name._replace(text=parts[0]), min(head.confidence["customer_name"], 0.9))
        name = name._replace(text=parts[1])
        head.labels.pop("customer_name", None)
    name = name._replace(
        text=_READING.sub("", without_honorific(name.text)) if _READING.search(name.text) else name.text
    )
    if is_addressed(name.text):
        head.confidence["customer_name"] = WEAK
    head.written["customer_name"] = name._replace(text=company_in(without_honorific(name.text)))


def said_between(found: Sequence[Found], goods: Sequence[int]) -> Iterator[Finding]:
    """Doubt a day or place that stands between the rows of the goods alone: it may be that of some of them.

    Args:
        found: Every labelled value of an order.
        goods: The rows its goods stand in.
    """
    for name in ("deliver_on", "deliver_to"):
        said = [one for one in found if one.field == name]
        if said and min(goods) < said[0].at < max(goods):
            values = (("place", said[0].written.place), ("text", said[0].written.text[:80]))
            yield Finding("written-elsewhere", Severity.DOUBT, name, values)


def said_unread(findings: Sequence[str]) -> tuple[Finding, ...]:
    """Doubt an order beside whose lines stand rows that may be goods and were not read."""
    if not findings:
        return ()
    return (Finding("rows-unread", Severity.DOUBT, "lines", (("text", findings[0][:80]), ("n", str(len(findings))))),)
