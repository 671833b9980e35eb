"""Write the walking values as JSON and read them back equal.

Decimals are plain text (`1200`, `12.5`), days ISO dates, absent is null. Only this file knows the stored shape.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from agent.core.action import Slip, SlipLine
from agent.core.decision import Approve, Decision, Enter, Hold, Ignore, TraceStep
from agent.core.errors import Reason
from agent.core.money import plain
from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Provenance, Severity, plain_or_none

Json = dict[str, Any]


def order_to_json(order: Order) -> Json:
    """Write one order. Provenance is a list of `[path, place, text, confidence]`."""
    return {
        "document": order.document,
        "source": order.source,
        "position": order.position,
        "kind": order.kind.value,
        "number": order.number,
        "revision": order.revision,
        "customer": {
            "code": order.customer.code,
            "name": order.customer.name,
            "known": order.customer.known,
            "as_written": order.customer.as_written,
        },
        "ordered_on": _day_text(order.ordered_on),
        "deliver_on": _day_text(order.deliver_on),
        "deliver_to": order.deliver_to,
        "note": order.note,
        "total": plain_or_none(order.total),
        "tax": plain_or_none(order.tax),
        "lines": [_line_to_json(line) for line in order.lines],
        "provenance": [[path, at.place, at.text, at.confidence] for path, at in order.provenance],
        "findings": [_finding_to_json(finding) for finding in order.findings],
    }


def order_from_json(data: Json) -> Order:
    """Read one order as `order_to_json` wrote it.

    Raises:
        KeyError, ValueError, ArithmeticError: It was not written by `order_to_json`.
    """
    return Order(
        document=data["document"],
        source=data["source"],
        position=data["position"],
        kind=OrderKind(data["kind"]),
        number=data["number"],
        revision=data["revision"],
        customer=Customer(**data["customer"]),
        ordered_on=_day(data["ordered_on"]),
        deliver_on=_day(data["deliver_on"]),
        deliver_to=data["deliver_to"],
        note=data["note"],
        total=_decimal(data["total"]),
        tax=_decimal(data["tax"]),
        lines=tuple(_line_from_json(line) for line in data["lines"]),
        provenance=tuple((path, Provenance(place, text, sure)) for path, place, text, sure in data["provenance"]),
        findings=tuple(_finding_from_json(finding) for finding in data["findings"]),
    )


def slip_to_json(slip: Slip) -> Json:
    """Write one slip."""
    return {
        "kind": slip.kind,
        "customer_code": slip.customer_code,
        "customer_name": slip.customer_name,
        "order_number": slip.order_number,
        "slip_date": slip.slip_date.isoformat(),
        "total": plain(slip.total),
        "lines": [_slip_line_to_json(line) for line in slip.lines],
        "note": slip.note,
        "document_name": slip.document_name,
        "document_digest": slip.document_digest,
        "ordered_on": _day_text(slip.ordered_on),
        "deliver_on": _day_text(slip.deliver_on),
        "deliver_to": slip.deliver_to,
    }


def slip_from_json(data: Json) -> Slip:
    """Read one slip as `slip_to_json` wrote it."""
    return Slip(
        kind=data["kind"],
        customer_code=data["customer_code"],
        customer_name=data["customer_name"],
        order_number=data["order_number"],
        slip_date=date.fromisoformat(data["slip_date"]),
        total=Decimal(data["total"]),
        lines=tuple(_slip_line_from_json(line) for line in data["lines"]),
        note=data["note"],
        document_name=data.get("document_name", ""),
        document_digest=data.get("document_digest", ""),
        ordered_on=_day(data.get("ordered_on")),
        deliver_on=_day(data.get("deliver_on")),
        deliver_to=data.get("deliver_to", ""),
    )


def decision_to_json(decision: Decision) -> Json:
    """Write one decision; `kind` says which of the four it is."""
    match decision:
        case Enter(target, slip, rule, priority, by):
            urgency = {name: word for name, word in (("priority", priority), ("by", by)) if word}
            return {"kind": "enter", "target": target, "slip": slip, "rule": rule, **urgency}
        case Approve(by, rule):
            return {"kind": "approve", "by": by, "rule": rule}
        case Hold(reason, rule):
            return {"kind": "hold", "reason": reason, "rule": rule}
        case Ignore(reason, rule):
            return {"kind": "ignore", "reason": reason, "rule": rule}
        case _:
            assert_never(decision)


def decision_from_json(data: Json) -> Decision:
    """Read one decision as `decision_to_json` wrote it.

    Raises:
        KeyError: Its kind is none of the four.
    """
    kinds: dict[str, type[Enter | Approve | Hold | Ignore]] = {
        "enter": Enter,
        "approve": Approve,
        "hold": Hold,
        "ignore": Ignore,
    }
    values = {name: value for name, value in data.items() if name != "kind"}
    return kinds[data["kind"]](**values)


def trace_to_json(trace: tuple[TraceStep, ...]) -> list[Json]:
    """Write the rules that were looked at, in order."""
    return [
        {"rule": step.rule, "condition": step.condition, "result": step.result, "values": _pairs(step.values)}
        for step in trace
    ]


def trace_from_json(data: list[Json]) -> tuple[TraceStep, ...]:
    """Read a trace as `trace_to_json` wrote it."""
    return tuple(
        TraceStep(step["rule"], step["condition"], step["result"], _pairs_from(step["values"])) for step in data
    )


def reason_to_json(reason: Reason) -> Json:
    """Write one reason."""
    return {"code": reason.code, "values": dict(reason.values), "place": reason.place}


def reason_from_json(data: Json) -> Reason:
    """Read one reason as `reason_to_json` wrote it."""
    return Reason(data["code"], dict(data["values"]), data["place"])


def _line_to_json(line: OrderLine) -> Json:
    return {
        "number": line.number,
        "product_code": line.product_code,
        "product_name": line.product_name,
        "quantity": plain_or_none(line.quantity),
        "unit": line.unit,
        "unit_price": plain_or_none(line.unit_price),
        "amount": plain_or_none(line.amount),
        "tax_rate": plain_or_none(line.tax_rate),
        "known": line.known,
    }


def _line_from_json(data: Json) -> OrderLine:
    return OrderLine(
        number=data["number"],
        product_code=data["product_code"],
        product_name=data["product_name"],
        quantity=_decimal(data["quantity"]),
        unit=data["unit"],
        unit_price=_decimal(data["unit_price"]),
        amount=_decimal(data["amount"]),
        tax_rate=_decimal(data["tax_rate"]),
        known=data["known"],
    )


def _finding_to_json(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "field": finding.field,
        "values": _pairs(finding.values),
    }


def _finding_from_json(data: Json) -> Finding:
    return Finding(data["code"], Severity(data["severity"]), data["field"], _pairs_from(data["values"]))


def _slip_line_to_json(line: SlipLine) -> Json:
    return {
        "number": line.number,
        "product_code": line.product_code,
        "product_name": line.product_name,
        "quantity": plain(line.quantity),
        "unit_price": plain(line.unit_price),
        "amount": plain(line.amount),
        "tax_rate": plain(line.tax_rate),
    }


def _slip_line_from_json(data: Json) -> SlipLine:
    return SlipLine(
        number=data["number"],
        product_code=data["product_code"],
        product_name=data["product_name"],
        quantity=Decimal(data["quantity"]),
        unit_price=Decimal(data["unit_price"]),
        amount=Decimal(data["amount"]),
        tax_rate=Decimal(data["tax_rate"]),
    )


def _pairs(values: tuple[tuple[str, str], ...]) -> list[list[str]]:
    return [[name, value] for name, value in values]


def _pairs_from(data: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in data)


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
