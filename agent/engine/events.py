"""Audit events made from the values that are stored beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from agent.audit.event import AuditEvent, Simple
from agent.core.codec import decision_to_json
from agent.core.decision import Ruling
from agent.core.delivery import Delivery, Settlement
from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.evidence import Evidence
from agent.core.order import Order
from agent.store.orders import PlacedOrder


class ActionFacts(Protocol):
    """What an event tells of an action; its row has it, and so has one not stored yet."""

    @property
    def key(self) -> str:
        """The action's key."""
        ...

    @property
    def order(self) -> str:
        """Its order's key."""
        ...

    @property
    def target(self) -> str:
        """Its target."""
        ...

    @property
    def account(self) -> str:
        """The account it is entered by."""
        ...

    @property
    def slip(self) -> dict[str, Any]:
        """The slip as it is stored."""
        ...

    @property
    def attempt(self) -> int:
        """Attempts so far."""
        ...


class Writer:
    """Makes events of one instant by one agent."""

    def __init__(self, at: datetime, agent: str) -> None:
        self._at, self._agent = at, agent

    def document(self, document: Document, form: str) -> AuditEvent:
        """A document was received; its bytes are the evidence."""
        piece = Evidence(document.name, document.digest, document.media_type, len(document.content))
        return AuditEvent(
            "document.received",
            "document",
            document.key,
            self._at,
            actor=self._agent,
            values={"source": document.source, "delivery": document.delivery, "form": form},
            evidence=(piece,),
        )

    def unread(self, document: Document, reason: Reason) -> AuditEvent:
        """A document could not be read."""
        values: dict[str, Simple] = {"code": reason.code, "place": reason.place, "values": dict(reason.values)}
        return AuditEvent("document.rejected", "document", document.key, self._at, actor=self._agent, values=values)

    def settled(self, delivery: Delivery, settlement: Settlement) -> AuditEvent:
        """A source was told what became of its item."""
        return self.plain("delivery.settled", "delivery", delivery.key, settlement=settlement.value, name=delivery.name)

    def order(self, placed: PlacedOrder) -> Iterator[AuditEvent]:
        """An order was extracted, checked, linked where an earlier one stands, and decided."""
        order = placed.order
        read: dict[str, Simple] = {
            "document": order.document,
            "lines": len(order.lines),
            "content": order.content_digest,
        }
        yield self._about_order("order.extracted", placed.key, order, read)
        yield self._about_order("order.checked", placed.key, order, _findings(order))
        if placed.related is not None:
            linked = {"linked": placed.linked.value, "related": placed.related}
            yield self._about_order("order.linked", placed.key, order, linked)
        yield self.decided(placed.key, order, placed.ruling)

    def decided(self, key: str, order: Order, ruling: Ruling, by: str = "") -> AuditEvent:
        """An order was decided, by the rules or by a person."""
        event = self._about_order("order.decided", key, order, decision_to_json(ruling.decision), by)
        return _with_rule(event, ruling)

    def reviewed(self, key: str, order: Order, by: str, values: Mapping[str, Simple]) -> AuditEvent:
        """A person said what stands in the document."""
        return self._about_order("order.reviewed", key, order, values, by)

    def corrected(self, key: str, order: Order, by: str) -> AuditEvent:
        """An order was checked anew."""
        values = {"content": order.content_digest, **_findings(order)}
        return self._about_order("order.corrected", key, order, values, by)

    def action(
        self,
        kind: str,
        action: ActionFacts,
        values: dict[str, Any] | None = None,
        evidence: tuple[Evidence, ...] = (),
        by: str = "",
    ) -> AuditEvent:
        """Something came of an action."""
        told = {"target": action.target, "attempt": action.attempt, **(values or {})}
        return AuditEvent(
            kind,
            "action",
            action.key,
            self._at,
            actor_kind="person" if by else "robot",
            actor=by or f"{self._agent}/{action.account}",
            order=action.order,
            partner=action.slip["customer_code"],
            amount_jpy=_whole_yen(action.slip["total"]),
            run=f"enter/{action.key}/{action.attempt}",
            values=told,
            evidence=evidence,
        )

    def plain(self, kind: str, about_type: str, about: str, by: str = "", **values: Any) -> AuditEvent:
        """Anything else, by the agent or by a person."""
        actor_kind = "person" if by else "agent"
        return AuditEvent(kind, about_type, about, self._at, actor_kind, by or self._agent, values=values)

    def _about_order(self, kind: str, key: str, order: Order, values: Mapping[str, Simple], by: str = "") -> AuditEvent:
        return AuditEvent(
            kind,
            "order",
            key,
            self._at,
            actor_kind="person" if by else "agent",
            actor=by or self._agent,
            order=key,
            partner=order.customer.code,
            amount_jpy=None if order.total is None else int(order.total),
            day=order.ordered_on,
            values=values,
        )


def of_orders(writer: Writer, placed: Iterable[PlacedOrder]) -> list[AuditEvent]:
    """All events of orders that were just placed."""
    return [event for one in placed for event in writer.order(one)]


def _findings(order: Order) -> dict[str, Simple]:
    return {"findings": [one.code for one in order.findings]}


def _with_rule(event: AuditEvent, ruling: Ruling) -> AuditEvent:
    return replace(event, rule=ruling.decision.rule, ruleset=ruling.version)


def _whole_yen(text: str) -> int:
    return int(Decimal(text))
