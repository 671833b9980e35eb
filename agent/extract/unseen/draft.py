"""Draft a form from a document that was read without one: a form that reads the same document to the same order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import yaml

from agent.core.document import Document
from agent.core.order import Order
from agent.extract.form import Form, load_forms
from agent.extract.form_file import ORDER_FIELDS, Reads
from agent.extract.formats import Content
from agent.extract.parts import BODY, HTML_BODY
from agent.extract.unseen.draft_lines import counted, ways_of_lines
from agent.extract.unseen.draft_pattern import patterns_of
from agent.extract.unseen.fitting import DAYS
from agent.extract.unseen.header import Header
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.labels import values_in
from agent.extract.unseen.read import places_in
from agent.extract.unseen.strips import Strip, strips_of
from agent.extract.unseen.untitled import headers_told
from agent.extract.values import day_in
from agent.marks.findings import FilesError

_DAY_ERA = r"(?:令和|平成) ?\d+ ?年 ?\d+ ?月 ?\d+ ?日"
_DAY_FULL = r"\d{4} ?[年/.-] ?\d+ ?[月/.-] ?\d+ ?日?"
_DAY_SHORT = r"\d+月\d+日"
DESK = "desk"
"""The source of documents that somebody tries on the desk: others do not come by it."""
SCHEMA = "# yaml-language-server: $schema=../schema/form.json\n"
Read = Callable[[Form], Sequence[Order]]
_Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted form as YAML, and the fields that it does not read as they were read without it.

    It `is_wide` where nothing tells whose documents it is for.
    """

    name: str
    text: str
    differs: tuple[str, ...]
    is_wide: bool = False


def draft_of(document: Document, content: Content, reads: Reads, orders: Sequence[Order], read: Read) -> Draft:
    """Draft a form.

    Each field is looked for where its value stood: beside or below its label, under its title, in its cell; what stands
    without a label, such as the sender, is fixed. The first way that reads the same value is taken.

    Args:
        document: What was read.
        content: Its rows.
        reads: How it is read.
        orders: What was read without a form.
        read: Reads the document by a form, and gives no orders when the form does not fit.
    """
    strips = strips_of(content, reads)
    spec: _Spec = {"form": _name_of(document), "applies": _applies(document, reads), "fields": {}, "lines": {}}
    headers = headers_told(strips, places_in(reads))
    heads = _columns_of_head(headers[0], orders[0]) if headers else {}
    spec["fields"] = {name: {"column": title, **_style(orders[0], name)} for name, title in heads.items()}
    below = headers[0].last if headers else len(strips)
    trial = _Trial(spec, orders, read)
    ways = ways_of_lines(strips, headers, places_in(reads), len(orders))
    patterns = patterns_of(content.pages, orders) if reads == "text" else iter(())
    trial.choose(chain(ways, patterns) if headers else chain(patterns, ways), lambda found: found == "lines")
    for name in _stated(orders[0]):
        if name not in heads:
            trial.add(name, _ways(document, strips, orders[0], name, below))
    text = SCHEMA + yaml.safe_dump(trial.spec, allow_unicode=True, sort_keys=False, width=110)
    applies = trial.spec["applies"]
    is_wide = not {"sender", "source", "subject"} & applies.keys() and not re.search(
        r"[^*]\*?\.", applies.get("name", "")
    )
    return Draft(trial.spec["form"], text, tuple(trial.differing()), is_wide)


@dataclass(slots=True)
class _Trial:
    """A form in the making, tried on the document after every step."""

    spec: _Spec
    orders: Sequence[Order]
    read: Read

    def choose(self, options: Iterator[_Spec], is_wanted: Callable[[str], bool]) -> None:
        """Take the first option by which what is wanted is read the same; the first of all when none is."""
        first: _Spec | None = None
        for option in options:
            spec = {**self.spec, **option}
            first = first or spec
            if not any(is_wanted(name) for name in self.differing(spec)):
                self.spec = spec
                return
        assert first is not None
        self.spec = first

    def add(self, name: str, ways: Iterator[_Spec]) -> None:
        """Add a field in the first way that reads its value; leave it out when none does."""
        for way in ways:
            spec = {**self.spec, "fields": {**self.spec["fields"], name: way}}
            if name not in self.differing(spec):
                self.spec = spec
                return

    def differing(self, spec: _Spec | None = None) -> list[str]:
        """Name the fields that a form does not read as they were read without it; all where it is no form."""
        try:
            [form] = load_forms({"": yaml.safe_dump(spec or self.spec, allow_unicode=True)})
        except FilesError:
            return ["lines", *ORDER_FIELDS]
        found = self.read(form)
        if len(found) != len(self.orders):
            return ["lines", *ORDER_FIELDS]
        names: dict[str, None] = {}
        for one, other in zip(found, self.orders, strict=True):
            mine, theirs = _values(one), _values(other)
            names |= dict.fromkeys(name for name in mine if mine[name] != theirs[name])
            names |= dict.fromkeys(["lines"] if _has_unread(one) and not _has_unread(other) else [])
        return list(names)


def _has_unread(order: Order) -> bool:
    """Whether rows were left out that may be goods: a form that says where its lines end has none below them."""
    return any(finding.code == "rows-unread" for finding in order.findings)


def _values(order: Order) -> Mapping[str, Any]:
    values = {name: getattr(order, name) for name in ORDER_FIELDS if not name.startswith("customer")}
    customer = {"customer_code": order.customer.code, "customer_name": order.customer.as_written}
    return {**values, **customer, "lines": order.lines, "kind": order.kind}


def _stated(order: Order) -> list[str]:
    values = _values(order)
    return [name for name in ORDER_FIELDS if values[name] is not None]


def _name_of(document: Document) -> str:
    if "@" not in document.sender and document.source == DESK:
        return "new-sender"
    sender = document.sender.split("@")[-1].split(".")[0] if "@" in document.sender else document.source
    name = re.sub(r"[^a-z0-9]+", "-", sender.lower()).strip("-")
    return name or "new-sender"


def _applies(document: Document, reads: str) -> _Spec:
    """Say which documents the form is for: the sender's, or where none is known those of a like name or subject."""
    applies: _Spec = {"reads": reads}
    is_body = document.name in (BODY, HTML_BODY)
    if "@" in document.sender:
        dot = document.name.rfind(".")
        ending = {} if is_body or dot <= 0 else {"name": f"*{document.name[dot:].lower()}"}
        return {**applies, "sender": document.sender, **ending}
    if document.source != DESK:
        applies["source"] = document.source
    if is_body:
        return {**applies, "subject": _like(document.subject)} if document.subject else applies
    return {**applies, "name": _like(document.name)}


def _like(text: str) -> str:
    """Return a pattern of texts that differ in their numbers alone: `注文書_1001.pdf` and `注文書_1002.pdf`."""
    return re.sub(r"[\d*?\[\]]+", "*", text)


def _columns_of_head(header: Header, order: Order) -> dict[str, str]:
    """Return the titles under which fields of the order stand beside its lines."""
    places = {path: at.text for path, at in order.provenance}
    fields = header.fields
    if "number" not in fields and "deliver_on" not in fields:
        return {}
    found = {}
    for title in header.titles:
        for word in title.words:
            if word.field in ORDER_FIELDS and word.field in places and word.field not in found:
                found[word.field] = counted(header, title.cell)
    return found


def _style(order: Order, name: str) -> _Spec:
    return {"date": "md"} if name in DAYS and day_in(dict(order.provenance)[name].text) is None else {}


def _ways(document: Document, strips: Sequence[Strip], order: Order, name: str, below: int) -> Iterator[_Spec]:
    """Yield the ways to say where a field of the order stands, the one that holds longest first.

    A cell is named above the lines only: below them it moves with their number.
    """
    at, style = dict(order.provenance)[name], _style(order, name)
    found = values_in(strips, range(len(strips)), document.received_at.date())
    names = ("total", "subtotal", "grand") if name == "total" else ("tax", "inner_tax") if name == "tax" else (name,)
    for label in dict.fromkeys(one.label for one in found if one.field in names and one.written.place == at.place):
        yield {"label": label, **style}
        yield {"label": label, "at": "below", **style}
    cell = at.place.rpartition("!")[2]
    above = {one.place for strip in strips[:below] for one in strip.cells}
    if at.place in above and re.fullmatch(r"[A-Z]{1,3}[1-9]\d{0,6}", cell):
        yield {"cell": cell, **style}
    if name in DAYS:
        yield from _day_patterns(strips, at.place, style)
    if name.startswith("customer"):
        yield {"fixed": _values(order)[name]}


def _day_patterns(strips: Sequence[Strip], place: str, style: _Spec) -> Iterator[_Spec]:
    """Yield a pattern for a day spread over boxes behind its label, alone in its row, or in a sentence before 着."""
    row = next(strip for strip in strips if place in (strip.place, *(cell.place for cell in strip.cells)))
    before = [re.escape(cell.text) for cell in row.cells[:1] if cell.text and label_in(cell.text) is not None]
    for day in (_DAY_ERA, _DAY_FULL, _DAY_SHORT):
        yield {"regex": rf"^{before[0]} ({day})" if before else rf"^({day})$", **style}
        yield {"regex": rf"({day})(?:必着|着|納品|まで)", **style}
