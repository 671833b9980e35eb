"""The fields of an order outside its lines: what the labels say, where they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from agent.core.order import Finding, Severity
from agent.extract.labelled import Written
from agent.extract.same_customer import is_same_customer
from agent.extract.unseen.columns import ambiguous
from agent.extract.unseen.customer import (
    code_and_name,
    company_in,
    heading_company,
    is_addressed,
    senders_in,
    without_honorific,
)
from agent.extract.unseen.labels import Found, label_in
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import WEAK
from agent.extract.values import day_in, folded, squeezed

_LABELLED = ("number", "ordered_on", "deliver_on", "customer_code", "customer_name", "deliver_to", "note")
_DAY = r"((?:\d{4} ?[年/] ?)?\d{1,2} ?(?:月 ?\d{1,2} ?日|/ ?\d{1,2}(?![\d/])))"
_ARRIVAL = re.compile(
    rf"(?<![\d/]){_DAY} ?(?:\(.\))? ?(?:までに? ?|に ?)?(?:必着|着|納品|納期|納入|お?届け)"
    rf"|(?:着日?|納品日?|納期|納入日?|お届け日?)(?:は|を|希望は)?[、 ]?(?<![\d/]){_DAY}(?! ?(?:\(.\))? ?発)"
)
_OFFICIAL = re.compile(r"[^\W_]{0,10}第\d{1,8}(?:-\d{1,4})?号(?:の\d{1,3})?")
_FULL_DAY = re.compile(r"\d{4}|[令平昭RH]")


@dataclass(slots=True)
class Head:
    """What was found of an order's head: each field once, how surely, and what was not clear."""

    written: dict[str, Written] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    labels: dict[str, Found] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take(self, name: str, written: Written, confidence: float) -> None:
        """Note a field's value."""
        self.written[name], self.confidence[name] = written._replace(field=name), confidence


def head_of(found: Sequence[Found]) -> Head:
    """Choose the labelled value of each field; one that equally sure labels give differently is left out."""
    head = Head()
    for name in _LABELLED:
        candidates = [one for one in found if one.field == name]
        if candidates:
            _choose(head, name, candidates)
    _part_code(head)
    return head


def _choose(head: Head, name: str, candidates: Sequence[Found]) -> None:
    readable = [one for one in candidates if one.how != "unread"]
    best = max((one.confidence for one in readable or candidates), default=0.0)
    surest = [one for one in readable or candidates if one.confidence == best]
    other = next((one for one in surest if not _is_same(one, surest[0])), None)
    if other is not None:
        head.findings.append(ambiguous(name, surest[0].written.text, other.written.text))
        return
    head.take(name, surest[0].written, best)
    head.labels[name] = surest[0]


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
    if parts is not None and "customer_code" not in head.written:
        head.take("customer_code", name._replace(text=parts[0]), min(head.confidence["customer_name"], 0.9))
        name = name._replace(text=parts[1])
        head.labels.pop("customer_name", None)
    if is_addressed(name.text):
        head.confidence["customer_name"] = WEAK
    head.written["customer_name"] = name._replace(text=company_in(without_honorific(name.text)))


def complete(head: Head, strips: Sequence[Strip], where: Sequence[int], above: int) -> None:
    """Add what stands there without a label: the sending company, and the day at the top.

    Args:
        head: What the labels said.
        strips: All rows.
        where: The rows outside the lines.
        above: The first row of the lines.
    """
    heading = heading_company(strips, where)
    label = head.labels.get("customer_name")
    if heading is not None and (label is None or "取引先" in label.label):
        head.take("customer_name", Written("customer_name", heading.name, heading.cell.place), heading.confidence)
    if "customer_name" not in head.written and not _is_unclear(head, "customer_name"):
        _add_sender(head, strips, where)
    if "number" not in head.written and not _is_unclear(head, "number"):
        numbers = list(_bare_numbers(strips, [at for at in where if at < above]))
        if len(numbers) == 1:
            head.take("number", numbers[0], WEAK)
    if "ordered_on" not in head.written and not _is_unclear(head, "ordered_on"):
        days = list(_bare_days(strips, [at for at in where if at < above]))
        if len(days) == 1:
            head.take("ordered_on", days[0], WEAK)


def add_arrival(head: Head, strips: Sequence[Strip], where: Sequence[int], near: date) -> None:
    """Take the day a sentence asks the goods to arrive on (`5月18日着で`, `納品は4月10日で`) where no label says one.

    Days that differ, also from the labelled one, are doubted.
    """
    if _is_unclear(head, "deliver_on"):
        return
    said = [
        Written("deliver_on", match[1] or match[2], strips[at].place)
        for at in where
        for match in _ARRIVAL.finditer(strips[at].text)
        if not _is_labelled(strips[at])
    ]
    known = head.written.get("deliver_on")
    given = [*([known] if known is not None else ()), *said]
    days = {day_in(written.text, "md", near) for written in given}
    if len(days) > 1:
        head.findings.append(ambiguous("deliver_on", given[0].text, next(_others(given, near))))
        head.written.pop("deliver_on", None)
    elif known is None and days and None not in days:
        head.take("deliver_on", said[0], WEAK)


def _is_labelled(strip: Strip) -> bool:
    return any(label_in(cell.text) is not None for cell in strip.cells)


def _others(given: Sequence[Written], near: date) -> Iterator[str]:
    first = day_in(given[0].text, "md", near)
    return (written.text for written in given if day_in(written.text, "md", near) != first)


def _is_unclear(head: Head, name: str) -> bool:
    return any(finding.field == name for finding in head.findings)


def _add_sender(head: Head, strips: Sequence[Strip], where: Sequence[int]) -> None:
    taken = frozenset(written.place for name, written in head.written.items() if name != "note")
    senders = senders_in(strips, where, taken)
    if len(senders) > 1:
        head.findings.append(ambiguous("customer_name", senders[0].name, senders[1].name))
    elif senders:
        sender = senders[0]
        head.take("customer_name", Written("customer_name", sender.name, sender.cell.place), sender.confidence)


def _bare_days(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[Written]:
    """Yield days with their year that stand alone in a cell, beside no label."""
    for at in where:
        cells = strips[at].cells
        for index, cell in enumerate(cells):
            if index and label_in(cells[index - 1].text) is not None:
                continue
            text = folded(cell.text)
            if len(text) >= 8 and _FULL_DAY.search(text) and not text.isdigit() and day_in(text) is not None:
                yield Written("ordered_on", cell.text, cell.place)


def _bare_numbers(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[Written]:
    """Yield numbers that offices write without a label, `総発4第569号`."""
    for at in where:
        for cell in strips[at].cells:
            if _OFFICIAL.fullmatch(squeezed(cell.text)):
                yield Written("number", cell.text, cell.place)


def said_unread(findings: Sequence[str]) -> tuple[Finding, ...]:
    """Doubt an order beside whose lines stand rows that may be goods and were not read."""
    if not findings:
        return ()
    return (Finding("rows-unread", Severity.DOUBT, "lines", (("text", findings[0][:80]), ("n", str(len(findings))))),)
