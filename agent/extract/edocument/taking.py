"""Take the fields of an electronic document out of its elements: typed, each with its place, empty as absent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from agent.core.order import Provenance
from agent.extract.edocument.model import Doubt
from agent.extract.values import MAX_VALUE, day_in
from agent.extract.xml_tree import Element

Part = TypeVar("Part")

Fields = Mapping[str, str]
"""Field and where it stands: paths of names with ` | ` between those tried in turn, `@name` at the end an attribute."""

_DECIMAL = re.compile(r"[+-]?([0-9]{1,18}(\.[0-9]{0,12})?|\.[0-9]{1,12})")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\+09:00)?|Z|[+-]\d\d:\d\d)?", re.ASCII)
_PACKED_DAY = re.compile(r"\d{8}", re.ASCII)
_SET = frozenset({"true", "1"})
_PERCENT = Decimal(100)


def number_in(text: str) -> Decimal | None:
    """Read a number as XML Schema writes it: no grouping, no exponent."""
    return Decimal(text) if len(text) <= MAX_VALUE and _DECIMAL.fullmatch(text) else None


def fraction_in(text: str) -> Decimal | None:
    """Read a percentage as a fraction."""
    percent = number_in(text)
    return None if percent is None else percent / _PERCENT


def iso_day_in(text: str) -> date | None:
    """Read `2026-04-01`, with a time of day too, or `20260401`; a time in another zone may be another day here."""
    match = _DAY.fullmatch(text)
    if match is not None:
        return day_in(match[1])
    return day_in(text) if _PACKED_DAY.fullmatch(text) else None


_TYPES: Mapping[str, Callable[[str], Any]] = (
    dict.fromkeys(("issue_date", "valid_until", "payment_due", "date", "requested_from", "requested_to"), iso_day_in)
    | dict.fromkeys(("delivery_from", "delivery_to"), iso_day_in)
    | dict.fromkeys(("qty", "unit_price", "price_base_qty", "amount", "tax_total"), number_in)
    | dict.fromkeys(("taxable", "tax", "gross", "net", "grand"), number_in)
    | dict.fromkeys(("lines", "tax_exclusive", "tax_inclusive", "allowance", "charge", "prepaid"), number_in)
    | dict.fromkeys(("rounding", "payable"), number_in)
    | dict.fromkeys(("rate", "tax_rate"), fraction_in)
)
_FIRM_NUMBERS = frozenset({"tax_id", "registered_id"})
"""Letters and digits alone; one written otherwise is kept as it is, and doubted."""


@dataclass(slots=True)
class Taking:
    """What was taken so far: where each value stood, and what gives rise to doubt."""

    provenance: list[tuple[str, Provenance]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def fields(self, element: Element, fields: Fields, path: str = "") -> dict[str, Any]:
        """Take fields out of an element; those that are absent, empty or unreadable are left out.

        Args:
            element: Where the paths begin.
            fields: What to take.
            path: What stands before a field's name in provenance (`lines.1.`).
        """
        taken: dict[str, Any] = {}
        for name, paths in fields.items():
            found = _written(element, paths)
            if not found:
                continue
            (text, place), value = found[0], _typed(name, found[0][0])
            other = next((also for also, _ in found if also != text), None)
            if value is None or other is not None or (name in _FIRM_NUMBERS and not text.isalnum()):
                self.doubts.append(Doubt(path + name, text, place, other if value is not None else None))
            if value is not None:
                self.provenance.append((path + name, Provenance(place, text)))
                taken[name] = value
        return taken

    def joined(self, element: Element, path: str, name: str) -> str | None:
        """Join the texts at a path, one a line, as the field of this name; None when there is none."""
        said = [one for one in element.all(path) if one.text]
        if not said:
            return None
        text = "\n".join(one.text for one in said)
        self.provenance.append((name, Provenance(said[0].place, text)))
        return text

    def part(self, make: Callable[..., Part], element: Element | None, fields: Fields, path: str) -> Part | None:
        """Make a part of the document from its fields; None when it says nothing."""
        taken = self.fields(element, fields, path) if element is not None else {}
        return make(**taken) if taken else None


def _typed(name: str, text: str) -> Any:
    return _TYPES[name](text) if name in _TYPES else text


def _written(element: Element, paths: str) -> list[tuple[str, str]]:
    """Return the texts at the first path that has any, with their places."""
    for path in paths.split(" | "):
        found = list(_at(element, path))
        if found:
            return found
    return []


def _at(element: Element, path: str) -> Iterator[tuple[str, str]]:
    names, _, attribute = path.partition("@")
    names = names.rstrip("/")
    for one in element.all(names) if names else (element,):
        text, place = (
            (one.attributes.get(attribute, ""), f"{one.place}/@{attribute}") if attribute else (one.text, one.place)
        )
        if text.strip():
            yield text.strip(), place


def allowances_in(element: Element, path: str) -> tuple[str, ...]:
    """Return the deductions and charges at a path as they are written, those of nothing left out."""
    return tuple(one.text for one in element.all(path) if one.text and number_in(one.text) != 0)


def marks_in(element: Element, *paths: str) -> tuple[str, ...]:
    """Return the names of the marks (a copy, a test) that are set at some paths."""
    is_set = {path: any(one.text.casefold() in _SET for one in element.all(path)) for path in paths}
    return tuple(path.removesuffix("/Indicator").rpartition("/")[2] for path in paths if is_set[path])


def said_in(element: Element, *paths: str) -> str | None:
    """Return every text under the elements at some paths as one, to be compared; None when there is none."""
    return " ".join(text for path in paths for one in element.all(path) for text in _texts(one)) or None


def _texts(element: Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element.children:
        yield from _texts(child)


def currencies_in(element: Element, but: str) -> Iterator[str]:
    """Yield the currencies of the sums under an element; those of tax (`but`) may be stated in another one besides."""
    for child in element.children:
        if child.name != but:
            currency = child.attributes.get("currencyID", "").strip()
            if currency and child.text:
                yield currency
            yield from currencies_in(child, but)
