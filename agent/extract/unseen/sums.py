"""Total and tax of an order: which of the sums a document states is the one before tax."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from agent.core.order import Finding, Severity
from agent.extract.labelled import Written
from agent.extract.unseen.columns import ambiguous
from agent.extract.unseen.labels import Found
from agent.extract.values import folded, number_in

_WITH_TAX = re.compile("税込|税こみ|内税|請求", re.IGNORECASE)
_RATE = re.compile(r"(8|10)(?:\.0)? ?%")


@dataclass(frozen=True, slots=True)
class Sums:
    """The order's sums as they shall be built; `net` replaces a stated total that includes the stated tax."""

    head: tuple[tuple[Written, float], ...] = ()
    net: Decimal | None = None
    inclusive: bool = False
    findings: tuple[Finding, ...] = ()


def sums_of(found: Sequence[Found], lines: Decimal | None, *, inclusive: bool) -> Sums:
    """Choose total and tax.

    A plain 合計 is before tax when it is what the lines add up to, and includes tax when it is that and the stated tax.
    Neither is left open.

    Args:
        found: Every labelled sum.
        lines: What the lines add up to as written, None when a line has no amount.
        inclusive: Whether the titles say that prices include tax.
    """
    by_field = {name: [one for one in found if one.field == name] for name in _FIELDS}
    taxes = by_field["inner_tax"] or by_field["tax"]
    tax = _whole(taxes) if _are_of_rates(taxes) else _only(taxes) or _whole(taxes)
    head = [_as("tax", tax)] if tax is not None else []
    if inclusive or _is_inclusive(by_field, lines, tax):
        gross = _agreeing([*by_field["grand"], *by_field["total"], *by_field["subtotal"]], lines)
        if gross is not None:
            head.append(_as("total", gross))
        return Sums(tuple(head), inclusive=True)
    return _before_tax(by_field, lines, tax, head)


_FIELDS = ("total", "subtotal", "grand", "tax", "inner_tax")


def _before_tax(
    by_field: dict[str, list[Found]], lines: Decimal | None, tax: Found | None, head: list[tuple[Written, float]]
) -> Sums:
    net = _agreeing([*by_field["subtotal"], *by_field["total"]], lines)
    if net is not None:
        unlike = _unlike(by_field["grand"], net, tax)
        return Sums((*head, _as("total", net)), findings=unlike)
    gross = _only(by_field["grand"] or by_field["total"])
    stated = _only(by_field["subtotal"])
    if stated is not None:
        return Sums((*head, _as("total", stated)))
    if len({_value(one) for one in by_field["subtotal"]}) > 1:
        one, other = by_field["subtotal"][0], by_field["subtotal"][-1]
        return Sums(tuple(head), findings=(ambiguous("total", one.written.text, other.written.text),))
    if gross is None:
        return Sums(tuple(head), findings=_several(by_field["grand"] or by_field["total"]))
    if tax is not None and lines is not None and _value(gross) - _value(tax) == lines:
        return Sums((*head, _as("total", gross)), net=lines)
    return Sums(tuple(head), findings=(_unsure(gross),))


def _is_inclusive(by_field: dict[str, list[Found]], lines: Decimal | None, tax: Found | None) -> bool:
    """Whether prices include tax: 内消費税 stands there, and the lines do not add up to the sum without it."""
    if not by_field["inner_tax"]:
        return _is_gross(by_field, lines)
    sums = [*by_field["grand"], *by_field["total"]]
    return not any(tax is not None and lines is not None and _value(one) - _value(tax) == lines for one in sums)


def _is_gross(by_field: dict[str, list[Found]], lines: Decimal | None) -> bool:
    """Whether a sum that says it includes tax is what the lines add up to, and no other sum is."""
    if lines is None or any(_value(one) == lines for one in by_field["subtotal"]):
        return False
    return any(_value(one) == lines for one in by_field["grand"] if _speaks_of_tax(one))


def _speaks_of_tax(found: Found) -> bool:
    return found.tax == "inclusive" or _WITH_TAX.search(folded(found.label)) is not None


def _agreeing(found: Sequence[Found], lines: Decimal | None) -> Found | None:
    if lines is None:
        return None
    return next((one for one in found if _value(one) == lines), None)


def _only(found: Sequence[Found]) -> Found | None:
    """Return the one value several labels give; None when there is none, or they differ."""
    return found[0] if len({_value(one) for one in found}) == 1 else None


def _are_of_rates(found: Sequence[Found]) -> bool:
    """Whether taxes of several rates stand there, however alike they are: one of them is not the whole."""
    return len({rate[1] for one in found if (rate := _RATE.search(folded(one.label))) is not None}) > 1


def _whole(found: Sequence[Found]) -> Found | None:
    """Return the sum of several, where one of them is what the others add up to (8 % and 10 % and both)."""
    by_value = {_value(one): one for one in found}
    most = max(by_value, default=Decimal(0))
    rest = sum(by_value, Decimal(0)) - most
    return by_value[most] if len(by_value) > 2 and rest == most else None


def _value(found: Found) -> Decimal:
    number = number_in(found.written.text)
    assert number is not None
    return number


def _as(name: str, found: Found) -> tuple[Written, float]:
    return found.written._replace(field=name), found.confidence


def _unlike(grand: Sequence[Found], net: Found, tax: Found | None) -> tuple[Finding, ...]:
    """Doubt a sum with tax that is not the total and the tax."""
    if tax is None:
        return ()
    whole = _value(net) + _value(tax)
    wrong = next((one for one in grand if _value(one) not in (whole, _value(net))), None)
    return () if wrong is None else (_unsure(wrong),)


def _several(found: Sequence[Found]) -> tuple[Finding, ...]:
    return (ambiguous("total", found[0].written.text, found[-1].written.text),) if found else ()


def _unsure(found: Found) -> Finding:
    values = (("label", found.label), ("text", found.written.text))
    return Finding("total-unsure", Severity.DOUBT, "total", values)
