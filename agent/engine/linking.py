"""Link orders to earlier ones with the same customer and number: new, the same again, or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from agent.core.decision import Approve, Enter, Hold, Ruling
from agent.core.order import Linked, Order, OrderState
from agent.engine.stations.decide import ruling_of_link
from agent.store.orders import Known, PlacedOrder, keys_present, known_by_base_key


def place(session: Session, ruled: Sequence[tuple[Order, Ruling]]) -> list[PlacedOrder]:
    """Give each order its key and say how it stands to earlier ones, those before it in the same delivery included."""
    bases = {order.base_key for order, _ in ruled if order.base_key is not None}
    earlier: dict[str, list[Known]] = {}
    for known in known_by_base_key(session, sorted(bases)):
        earlier.setdefault(known.base_key, []).append(known)
    keyless = keys_present(session, [_keyless(order) for order, _ in ruled if order.base_key is None])
    placed = []
    for order, ruling in ruled:
        one = _keyless_order(order, ruling, keyless) if order.base_key is None else _keyed(order, ruling, earlier)
        placed.append(one)
    return _with_free_keys(session, placed)


def _with_free_keys(session: Session, placed: list[PlacedOrder]) -> list[PlacedOrder]:
    """Rename orders whose key is borne by one that was called so before a person corrected its number or customer."""
    taken = keys_present(session, [one.key for one in placed])
    renamed = {one.key: f"{one.key}~{_spot(one.order)}" for one in placed if one.key in taken}
    return [
        replace(one, key=renamed.get(one.key, one.key), related=renamed.get(one.related or "", one.related))
        for one in placed
    ]


def link_again(session: Session, key: str, order: Order, ruling: Ruling) -> PlacedOrder:
    """Link an order that was read or checked anew: what it is called now may be what another one is called."""
    others: dict[str, list[Known]] = {}
    for known in known_by_base_key(session, [order.base_key] if order.base_key else []):
        if known.key != key:
            others.setdefault(known.base_key, []).append(known)
    return _keyless_order(order, ruling, set()) if order.base_key is None else _keyed(order, ruling, others)


def _keyed(order: Order, ruling: Ruling, earlier: dict[str, list[Known]]) -> PlacedOrder:
    base = order.base_key
    assert base is not None
    before = earlier.setdefault(base, [])
    same = next((known for known in before if known.content_digest == order.content_digest), None)
    if same is not None:
        return _placed(f"{base}#{same.revision}~{_spot(order)}", order, Linked.DUPLICATE, same.key, ruling)
    revision = before[-1].revision + 1 if before else 0
    key = f"{base}#{revision}"
    linked = Linked.AMENDED if before else Linked.NEW
    related = before[0].key if before else None
    before.append(Known(key, base, order.content_digest, revision))
    return _placed(key, _with_revision(order, revision), linked, related, ruling)


def _keyless_order(order: Order, ruling: Ruling, taken: set[str]) -> PlacedOrder:
    """An order without a number: a person tells whether the like of it is the same again or a new one."""
    key = _keyless(order)
    if key in taken:
        return _placed(f"{key}~{_spot(order)}", order, Linked.HELD, key, ruling)
    taken.add(key)
    return _placed(key, order, Linked.HELD, None, ruling)


def _placed(key: str, order: Order, linked: Linked, related: str | None, ruling: Ruling) -> PlacedOrder:
    final = ruling_of_link(linked, ruling)
    return PlacedOrder(key, order, linked, related, state_after(final), final)


def state_after(ruling: Ruling) -> OrderState:
    """Say where an order stands once this is its ruling."""
    match ruling.decision:
        case Enter():
            return OrderState.DECIDED
        case Approve():
            return OrderState.APPROVING
        case Hold():
            return OrderState.HELD
        case _:
            return OrderState.CLOSED


def _with_revision(order: Order, revision: int) -> Order:
    return order if revision == order.revision else replace(order, revision=revision)


def _keyless(order: Order) -> str:
    return f"content:{order.content_digest}"


def _spot(order: Order) -> str:
    return f"{order.document}/{order.position}"
