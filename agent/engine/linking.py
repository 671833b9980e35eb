"""Link orders to earlier ones with the same customer and number: new, the same again, or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from agent.core.decision import Approve, Enter, Hold, Ruling
from agent.core.order import Linked, Order, OrderState
from agent.engine.reading import Ruled
from agent.engine.stations.decide import ruling_of_link
from agent.store.orders import Known, PlacedOrder, keys_present, known_by_base_key, known_by_reading, link_alone

KEYABLE = frozenset({OrderState.APPROVING.value, OrderState.DECIDED.value, OrderState.ENTERED.value})


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Earlier orders by what they are called, and by the digest of what was read."""

    named: dict[str, list[Known]]
    read: dict[str, list[Known]]


def place(session: Session, ruled: Sequence[Ruled]) -> list[PlacedOrder]:
    """Give each order its key and say how it stands to earlier ones, those before it in the same delivery included."""
    earlier = _earlier(session, ruled)
    keyless = keys_present(session, [_keyless(one.order) for one in ruled if one.order.base_key is None])
    placed = [
        _keyless_order(one, keyless) if one.order.base_key is None else _keyed(one, one.order.base_key, earlier)
        for one in ruled
    ]
    return _with_free_keys(session, placed)


def _with_free_keys(session: Session, placed: list[PlacedOrder]) -> list[PlacedOrder]:
    """Rename orders whose key is borne by one that was called so before a person corrected its number or customer."""
    taken = keys_present(session, [one.key for one in placed])
    renamed = {one.key: f"{one.key}~{_spot(one.order)}" for one in placed if one.key in taken}
    return [
        replace(one, key=renamed.get(one.key, one.key), related=renamed.get(one.related or "", one.related))
        for one in placed
    ]


def link_again(session: Session, key: str, one: Ruled) -> PlacedOrder:
    """Link an order that was read or checked anew: what it is called now may be what another one is called.

    The same paper, come again and still waiting, is linked to this one when its own turn comes.
    """
    earlier, digest = _earlier(session, [one]), one.read.content_digest
    named = {
        name: [
            known
            for known in found
            if known.key != key and not (known.state == OrderState.HELD.value and known.read_digest == digest)
        ]
        for name, found in earlier.named.items()
    }
    read = [known for known in earlier.read.get(digest, []) if known.key != key and known.state in KEYABLE]
    others = _Earlier(named, {digest: read})
    base = one.order.base_key
    return _keyless_order(one, set()) if base is None else _keyed(one, base, others)


def _earlier(session: Session, ruled: Sequence[Ruled]) -> _Earlier:
    """Return what came earlier under any name of these orders, or was read the same; nobody else links them now."""
    names = sorted({name for one in ruled for name in _names(one)})
    digests = sorted({one.read.content_digest for one in ruled})
    link_alone(session, (*names, *digests))
    found = _Earlier({}, {})
    for known in known_by_base_key(session, names):
        found.named.setdefault(str(known.base_key), []).append(known)
    for known in known_by_reading(session, digests):
        found.read.setdefault(known.read_digest, []).append(known)
    return found


def _names(one: Ruled) -> list[str]:
    """Say how an order may have been called: by its customer's code, and as the paper writes the customer."""
    number, who, written = one.order.number, one.order.customer, one.read.customer
    spellings = (who.code or who.as_written, who.as_written, written.code, written.as_written)
    return list(dict.fromkeys(f"{spelling}:{number}" for spelling in spellings if spelling is not None and number))


def _keyed(one: Ruled, base: str, earlier: _Earlier) -> PlacedOrder:
    order = one.order
    named = [known for name in _names(one) for known in earlier.named.get(name, ())]
    before = sorted(named or earlier.read.get(one.read.content_digest, []), key=lambda known: known.revision)
    same = next((known for known in before if known.content_digest == order.content_digest), None)
    if same is not None:
        return _placed(f"{base}#{same.revision}~{_spot(order)}", one, Linked.DUPLICATE, same.key)
    revision = before[-1].revision + 1 if before else 0
    linked, related = (Linked.AMENDED, before[0].key) if before else (Linked.NEW, None)
    placed = _placed(f"{base}#{revision}", one._replace(order=_with_revision(order, revision)), linked, related)
    earlier.named.setdefault(base, []).append(_known(placed))
    return placed


def _known(placed: PlacedOrder) -> Known:
    order = placed.order
    return Known(
        placed.key, order.base_key, order.content_digest, placed.read_digest, order.revision, placed.state.value
    )


def _keyless_order(one: Ruled, taken: set[str]) -> PlacedOrder:
    """An order without a number: a person tells whether the like of it is the same again or a new one."""
    key = _keyless(one.order)
    if key in taken:
        return _placed(f"{key}~{_spot(one.order)}", one, Linked.HELD, key)
    taken.add(key)
    return _placed(key, one, Linked.HELD, None)


def _placed(key: str, one: Ruled, linked: Linked, related: str | None) -> PlacedOrder:
    final = ruling_of_link(linked, one.ruling)
    return PlacedOrder(key, one.order, linked, related, state_after(final), final, one.read.content_digest)


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
