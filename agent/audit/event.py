"""One audit event: who did what when, and the exact bytes that are hashed.

A body is one line of sorted JSON without floats, so that any language reads the same and hashes the same. It is
written once and never changed: what is proved is the bytes, not a reading of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from json.encoder import encode_basestring as quoted
from typing import TypeAlias

from agent.core.evidence import Evidence

Simple: TypeAlias = "str | int | bool | tuple[Simple, ...] | list[Simple] | Mapping[str, Simple] | None"

VERSION = 1
MAX_BODY_BYTES = 65_535  # an entry of a transparency log carries a 16 bit length (C2SP tlog-tiles)
MAX_INTEGER = 2**53 - 1  # above it, readers in other languages round

KINDS = (
    "source.lost",
    "source.found",
    "delivery.received",
    "delivery.rejected",
    "delivery.settled",
    "document.received",
    "document.rejected",
    "order.extracted",
    "order.checked",
    "order.linked",
    "order.decided",
    "order.reviewed",
    "order.corrected",
    "order.closed",
    "action.queued",
    "action.intended",
    "action.sending",
    "action.sent",
    "action.failed",
    "action.held",
    "action.parked",
    "action.unknown",
    "action.dropped",
    "action.hurried",
    "slip.confirmed",
    "slip.adopted",
    "batch.exported",
    "exception.opened",
    "exception.resolved",
    "command.given",
    "command.done",
    "command.refused",
    "target.paused",
    "target.resumed",
    "alias.added",
    "alias.removed",
    "form.proposed",
    "form.accepted",
    "form.refused",
    "password.kept",
    "secret.set",
    "secret.removed",
    "ruleset.loaded",
    "settings.refused",
    "agent.started",
    "agent.stopped",
    "user.added",
    "user.changed",
    "user.disabled",
    "user.invited",
    "user.logged_in",
    "user.logged_out",
    "user.refused",
    "key.created",
    "checkpoint.lost",
    "audit.verified",
    "audit.exported",
    "evidence.removed",
)
_KINDS = frozenset(KINDS)


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One sentence of who did what when.

    `kind` is one of KINDS; `about_type` and `about` name the thing by its table's word and key (`order`, its key);
    `at` is aware. `actor_kind` is `agent`, `robot` or `person`. `order`, `partner` (the customer's code), `amount_jpy`
    (whole yen before tax) and `day` (the deal's day, not the event's) are what an auditor searches by. `values` hold
    codes, names and whole numbers, never a float, a password or a mail's body. `evidence` are pieces in the evidence
    store: on an action's events the pictures, on `document.received` the document under its own name.
    """

    kind: str
    about_type: str
    about: str
    at: datetime
    actor_kind: str = "agent"
    actor: str = ""
    order: str | None = None
    partner: str | None = None
    amount_jpy: int | None = None
    day: date | None = None
    run: str = ""
    rule: str = ""
    ruleset: str = ""
    values: Mapping[str, Simple] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in _KINDS:
            raise ValueError(f"`{self.kind}` is not a kind of audit event")
        if self.at.tzinfo is None:
            raise ValueError("an audit event needs an instant with a time zone")


def body_of(event: AuditEvent, event_id: int) -> str:
    """Write an event as the line that is hashed: names sorted, empty fields left out.

    Values too large for one line are replaced by their digest and length; a letter that UTF-8 cannot carry is kept as
    its JSON escape.

    Raises:
        ValueError: A value is a float, too large a number, or not simple; or the line is too long all the same.
    """
    text = _line(event, event_id, _json(event.values))
    if len(text) * 4 > MAX_BODY_BYTES and len(text.encode()) > MAX_BODY_BYTES:
        text = _line(event, event_id, _json(_too_large(event.values)))
        if len(text.encode()) > MAX_BODY_BYTES:
            raise ValueError(f"the event {event.kind} about {event.about[:80]} is too long")
    return text


def leaf_of(body: str) -> bytes:
    """Return the leaf hash of a body (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\0" + body.encode()).digest()


def _line(event: AuditEvent, event_id: int, values: str) -> str:
    """Write the line by hand, in the order of sorted names: a general encoder takes twice as long."""
    parts = [f'{{"about":{quoted(event.about)},"about_type":{quoted(event.about_type)}']
    if event.actor:
        parts.append(f'"actor":{quoted(event.actor)}')
    parts.append(f'"actor_kind":{quoted(event.actor_kind)}')
    if event.amount_jpy is not None:
        parts.append(f'"amount_jpy":{_number(event.amount_jpy)}')
    parts.append(f'"at":"{_instant(event.at)}"')
    if event.day is not None:
        parts.append(f'"day":"{event.day.isoformat()}"')
    if event.evidence:
        parts.append(f'"evidence":{_json([_piece(piece) for piece in event.evidence])}')
    parts.append(f'"id":{event_id},"kind":{quoted(event.kind)}')
    names = ("order", "partner", "rule", "ruleset", "run")
    parts.extend([f'"{name}":{quoted(text)}' for name in names if (text := getattr(event, name))])
    parts.append(f'"v":{VERSION}' if values == "{}" else f'"v":{VERSION},"values":{values}')
    line = ",".join(parts) + "}"
    return line if line.isascii() else line.encode("utf-8", "backslashreplace").decode()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat("T", "microseconds")[:26] + "Z"


def _piece(piece: Evidence) -> Mapping[str, Simple]:
    return {"name": piece.name, "sha256": piece.digest, "size": piece.size_bytes, "type": piece.media_type}


def _json(value: Simple) -> str:
    """Write a value with its names sorted, and refuse what two languages could read in two ways."""
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _number(value)
    if isinstance(value, Mapping):
        return "{" + ",".join([f"{_name(name)}:{_json(value[name])}" for name in sorted(value)]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join([_json(item) for item in value]) + "]"
    raise ValueError(f"{type(value).__name__} cannot stand in an audit event; write it as text")


def _number(value: int) -> str:
    if abs(value) > MAX_INTEGER:
        raise ValueError(f"{value} is too large a number for an audit event; write it as text")
    return int.__repr__(value)


def _name(name: str) -> str:
    if not name.isascii():
        raise ValueError(f"`{name}` cannot be a name in an audit event; names are ASCII")
    return quoted(name)


def _too_large(values: Mapping[str, Simple]) -> Mapping[str, Simple]:
    whole = _json(values).encode("utf-8", "backslashreplace")
    return {"too_large": {"sha256": hashlib.sha256(whole).hexdigest(), "size": len(whole)}}
