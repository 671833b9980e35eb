"""Who may do what. The server asks at every route; what a page hides is only kindness."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Right(StrEnum):
    """What a route may ask for."""

    LOOK = "look"
    SEE_ORDERS = "see-orders"
    SEE_QUEUE = "see-queue"
    WORK_QUEUE = "work-queue"
    APPROVE = "approve"
    SEE_RUNS = "see-runs"
    SEE_SOURCES = "see-sources"
    OPERATE = "operate"
    SEE_AUDIT = "see-audit"
    MANAGE_USERS = "manage-users"
    CHANGE_FORMS = "change-forms"


_EVERYONE = frozenset({Right.LOOK, Right.SEE_QUEUE, Right.SEE_RUNS, Right.SEE_SOURCES})
_RIGHTS: dict[str, frozenset[Right]] = {
    "operator": _EVERYONE | {Right.SEE_ORDERS, Right.WORK_QUEUE, Right.OPERATE},
    "approver": _EVERYONE | {Right.SEE_ORDERS, Right.APPROVE},
    # works the system's exceptions and the forms, with what their tests expect; else sees no order
    "it": _EVERYONE | {Right.WORK_QUEUE, Right.OPERATE, Right.CHANGE_FORMS},
    "auditor": _EVERYONE | {Right.SEE_ORDERS, Right.SEE_AUDIT},  # reads everything, changes nothing
    "admin": frozenset(Right),
}
_SYSTEM_KINDS = ("system", "dead-letter")


def rights_of(roles: Iterable[str]) -> frozenset[Right]:
    """Return everything these roles may do together; a role the console does not know adds nothing."""
    return frozenset().union(*(_RIGHTS.get(role, frozenset()) for role in roles))


def kinds_for(rights: frozenset[Right]) -> tuple[str, ...]:
    """Return the exception kinds these rights may see; empty means all of them."""
    return () if Right.SEE_ORDERS in rights else _SYSTEM_KINDS
