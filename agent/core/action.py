"""The one entry of one slip into one target."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum


class ActionState(StrEnum):
    """Where an action stands. A crash in `intended` is safe; one in `sending` is unknown until looked up."""

    QUEUED = "queued"
    INTENDED = "intended"
    SENDING = "sending"
    SENT = "sent"
    ENTERED = "entered"
    HELD = "held"
    PARKED = "parked"
    UNKNOWN = "unknown"


class Priority(IntEnum):
    """Which slips of an account go first: the smaller the number, the sooner. HURRIED is a person's word."""

    HURRIED = 0
    HIGH = 50
    NORMAL = 100
    LOW = 150


@dataclass(frozen=True, slots=True)
class ActionKey:
    """Order key, target and kind of slip: the same order for two targets is two actions."""

    order: str
    target: str
    kind: str = "sales"

    def __str__(self) -> str:
        return f"{self.order}>{self.target}/{self.kind}"


def idempotency_key(action: ActionKey, length: int = 16) -> str:
    """Name one action in its target, so that keying it twice can be seen.

    Args:
        action: Order key, target, kind; the same order for two targets has two keys.
        length: Characters the target's field can hold, 10 to 26.

    Returns:
        Characters A-Z and 2-7, so that it fits a memo field and survives width folding.

    Raises:
        ValueError: Fewer than 10 characters could meet by chance among a million actions.

    Source: ADR 0004; base32 alphabet of RFC 4648, section 6.
    """
    if not 10 <= length <= 26:
        raise ValueError("an idempotency key has 10 to 26 characters")
    return base64.b32encode(hashlib.sha256(str(action).encode()).digest()).decode()[:length]


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line of a slip; prices and amounts are yen before tax, `tax_rate` a fraction (0.1)."""

    number: int
    product_code: str
    product_name: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    tax_rate: Decimal


@dataclass(frozen=True, slots=True)
class Slip:
    """What is entered into the accounting system. `total` is yen before tax, the sum of the lines.

    `ordered_on`, `deliver_on` and `deliver_to` are as the order says; None or empty where it says nothing.
    `document_digest` names the bytes of the order's document in the evidence store; empty where there is none.
    """

    kind: str
    customer_code: str
    customer_name: str
    order_number: str
    slip_date: date
    total: Decimal
    lines: tuple[SlipLine, ...]
    note: str = ""
    document_name: str = ""
    document_digest: str = ""
    ordered_on: date | None = None
    deliver_on: date | None = None
    deliver_to: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One action as the engine hands it to a station: the slip, its names, and how often it was tried."""

    key: str
    order: str
    target: str
    account: str
    idempotency_key: str
    slip: Slip
    state: ActionState
    attempt: int
