"""The tables. Instants are aware UTC, money in JSON is the text of a decimal, keys are the promises' unique keys."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; SQLite, which knows no zones, gives it back aware as well."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse an instant without a zone, and store it as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give the instant back aware."""
        return None if value is None else (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


JSON = sa.JSON().with_variant(JSONB(), "postgresql")
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class DeliveryRow(SQLModel, table=True):
    """One delivery, received once. `settlement` is what the source is to be told, `settled_at` when it was told."""

    __tablename__ = "delivery"
    __table_args__ = (sa.Index("ix_delivery_source_external", "source", "external_id"),)
    key: str = Field(primary_key=True)
    source: str = Field(index=True)
    external_id: str
    digest: str = Field(index=True)
    name: str
    media_type: str
    sender: str = ""
    received_at: datetime = Field(sa_type=Instant, index=True)
    settlement: str
    settled_at: datetime | None = Field(default=None, sa_type=Instant)


class DocumentRow(SQLModel, table=True):
    """One document; its bytes stand in the evidence store under `digest`."""

    __tablename__ = "document"
    key: str = Field(primary_key=True)
    delivery: str = Field(foreign_key="delivery.key", index=True)
    source: str
    name: str
    media_type: str
    digest: str = Field(index=True)
    size_bytes: int
    sender: str = ""
    subject: str = ""
    received_at: datetime = Field(sa_type=Instant)
    form: str = ""


class OrderRow(SQLModel, table=True):
    """One order: the frozen value as JSON (`body`), what became of it, and columns to search by.

    `read_digest` names what was read, before people and masters had their say. `slip_by_hand` is the number of the slip
    a person keyed where no action of ours did.
    """

    __tablename__ = "customer_order"
    __table_args__ = (  # the console's lists read newest first within one of these
        sa.Index("ix_customer_order_state_received_at", "state", "received_at"),
        sa.Index("ix_customer_order_source_received_at", "source", "received_at"),
        sa.Index("ix_customer_order_customer_code_received_at", "customer_code", "received_at"),
        sa.Index(
            "ix_customer_order_slip_by_hand",
            "slip_by_hand",
            sqlite_where=sa.text("slip_by_hand <> ''"),
            postgresql_where=sa.text("slip_by_hand <> ''"),
        ),
    )
    key: str = Field(primary_key=True)
    document: str = Field(foreign_key="document.key", index=True)
    source: str
    base_key: str | None = Field(default=None, index=True)
    content_digest: str
    read_digest: str = Field(default="", index=True, sa_column_kwargs={"server_default": ""})
    linked: str
    related: str | None = None
    revision: int = 0
    kind: str
    number: str | None = Field(default=None, index=True)
    customer_code: str | None = None
    customer_name: str | None = None
    ordered_on: date | None = None
    total_jpy: int | None = Field(default=None, sa_type=sa.BigInteger)
    state: str
    slip_by_hand: str = Field(default="", sa_column_kwargs={"server_default": ""})
    body: dict[str, Any] = Field(sa_type=JSON)
    received_at: datetime = Field(sa_type=Instant, index=True)


class DecisionRow(SQLModel, table=True):
    """One decision; a correction is a new row with the next `n`, never an update."""

    __tablename__ = "decision"
    order: str = Field(primary_key=True, foreign_key="customer_order.key")
    n: int = Field(primary_key=True)
    kind: str = Field(index=True)
    value: dict[str, Any] = Field(sa_type=JSON)
    rule: str
    ruleset: str
    trace: list[dict[str, Any]] = Field(sa_type=JSON)
    decided_at: datetime = Field(sa_type=Instant)
    decided_by: str = "agent"


class CorrectionRow(SQLModel, table=True):
    """One field of an order as a person said it is, of one `reading` of its document; never changed, never deleted."""

    __tablename__ = "correction"
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    order: str = Field(foreign_key="customer_order.key", index=True)
    field: str
    old: str
    new: str
    reading: str
    why: str
    by: str
    at: datetime = Field(sa_type=Instant)


class FormProposalRow(SQLModel, table=True):
    """A change to a form that a correction proposed: from `base_text` to `new_text`, with a test made of its document.

    `document` is that document's digest, `test_document` where it comes to stand among the forms. Where no change was
    found that reads it right (`is_found`), the new text holds the test alone.
    """

    __tablename__ = "form_proposal"
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    form: str
    file: str
    base_digest: str
    base_text: str
    new_text: str
    document: str
    document_name: str
    test_document: str
    is_found: bool
    expected: list[dict[str, Any]] = Field(sa_type=JSON)
    order: str
    by: str
    why: str
    at: datetime = Field(sa_type=Instant)
    state: str = Field(index=True)
    decided_by: str = ""
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_why: str = ""


class AliasRow(SQLModel, table=True):
    """What a person said a customer or product is called on paper; it holds until `removed_at`.

    `order` is the one it was learned from; `customer` is empty where every customer calls the thing so.
    """

    __tablename__ = "alias"
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    thing: str
    written: str
    code: str
    customer: str = ""
    order: str | None = None
    added_at: datetime = Field(sa_type=Instant)
    added_by: str
    removed_at: datetime | None = Field(default=None, sa_type=Instant)
    removed_by: str = ""


class RulesetRow(SQLModel, table=True):
    """A ruleset's whole text by version, so that a decision can be replayed years later."""

    __tablename__ = "ruleset"
    version: str = Field(primary_key=True)
    text: str
    first_used_at: datetime = Field(sa_type=Instant)


class ActionRow(SQLModel, table=True):
    """One action. Its key and its idempotency key are unique: nothing is keyed twice.

    `attempt` counts how often it was queued, `failures` the tries in a row that the world was down for; a parked
    action is queued again once `not_before` has come and pause, hours and ceilings allow. Of those that may go, the
    smallest `priority` goes first, then the nearest `deadline`, then the earliest `waits_since`.
    """

    __tablename__ = "action"
    __table_args__ = (
        sa.Index(
            "ix_action_slip_number",
            "slip_number",
            sqlite_where=sa.text("slip_number <> ''"),
            postgresql_where=sa.text("slip_number <> ''"),
        ),
        sa.Index("ix_action_state_not_before", "state", "not_before"),  # what waits for long costs nothing
    )
    key: str = Field(primary_key=True)
    order: str = Field(foreign_key="customer_order.key", index=True)
    target: str = Field(index=True)
    account: str
    idempotency_key: str = Field(unique=True)
    slip: dict[str, Any] = Field(sa_type=JSON)
    total_jpy: int = Field(default=0, sa_type=sa.BigInteger)
    state: str = Field(index=True)
    attempt: int = 0
    token: int = 0
    slip_number: str = ""
    priority: int = 100
    deadline: datetime | None = Field(default=None, sa_type=Instant)
    waits_since: datetime | None = Field(default=None, sa_type=Instant)
    reason: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    changed_at: datetime = Field(sa_type=Instant, index=True)
    sending_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    not_before: datetime | None = Field(default=None, sa_type=Instant, index=True)
    failures: int = 0


class AttemptRow(SQLModel, table=True):
    """One numbered try at an action, as the console shows it while it runs and afterwards."""

    __tablename__ = "attempt"
    action: str = Field(primary_key=True, foreign_key="action.key")
    n: int = Field(primary_key=True)
    started_at: datetime = Field(sa_type=Instant, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    result: str = ""
    reason: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    steps: list[str] = Field(default_factory=list, sa_type=JSON)


class ExceptionRow(SQLModel, table=True):
    """One thing in the exception queue. Kinds: business, system, in-doubt, dead-letter. Open until `resolved_at`."""

    __tablename__ = "exception_item"
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    kind: str = Field(index=True)
    source: str = ""
    delivery: str | None = Field(default=None, index=True)
    document: str | None = Field(default=None, index=True)
    order: str | None = Field(default=None, index=True)
    action: str | None = Field(default=None, index=True)
    reason: dict[str, Any] = Field(sa_type=JSON)
    opened_at: datetime = Field(sa_type=Instant)
    resolved_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    resolved_by: str = ""
    resolution: str = ""
    comment: str = ""


class EvidenceRow(SQLModel, table=True):
    """One piece of evidence hanging on an action's attempt.

    `removed_at` says when its file was removed because its keeping time was over; the row and its digest stay.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        sa.Index(
            "ix_evidence_taken_at",
            "taken_at",
            "digest",
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        ),
    )
    action: str = Field(primary_key=True)
    attempt: int = Field(primary_key=True)
    name: str = Field(primary_key=True)
    digest: str = Field(index=True)
    media_type: str
    size_bytes: int
    taken_at: datetime = Field(sa_type=Instant)
    removed_at: datetime | None = Field(default=None, sa_type=Instant, index=True)


class IntakeCountRow(SQLModel, table=True):
    """What a source brought on one day of the site: seen, taken, again, ignored, unreadable; orders by how linked."""

    __tablename__ = "intake_count"
    source: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    what: str = Field(primary_key=True)
    n: int = 0


class SourceRow(SQLModel, table=True):
    """What the console shows of a source: last look, last item, and why it cannot be reached (unknown, never empty).

    `left_alone` is what lies there and is no delivery: how many, and the names that were counted as ignored.
    """

    __tablename__ = "source"
    name: str = Field(primary_key=True)
    looked_at: datetime | None = Field(default=None, sa_type=Instant)
    last_item_at: datetime | None = Field(default=None, sa_type=Instant)
    down_since: datetime | None = Field(default=None, sa_type=Instant)
    reason: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    left_alone: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class LeaseRow(SQLModel, table=True):
    """The right to act on one account or source for a while; the token grows at every hand-over.

    `expires` is seconds since 1970 by the database's own clock.
    """

    __tablename__ = "lease"
    name: str = Field(primary_key=True)
    token: int = Field(default=0, sa_type=sa.BigInteger)
    holder: str = ""
    expires: float = 0.0


class AgentRow(SQLModel, table=True):
    """One started agent process: its name, its heartbeat, and whether the others declared it dead."""

    __tablename__ = "agent"
    executor_id: str = Field(primary_key=True)
    name: str = Field(index=True)
    version: str
    started_at: datetime = Field(sa_type=Instant)
    beat_at: datetime = Field(sa_type=Instant)
    dead: bool = False


class LaneRow(SQLModel, table=True):
    """What one agent's lane of one target does and costs, as it last said; `engine/lanes.py` makes the facts."""

    __tablename__ = "lane"
    target: str = Field(primary_key=True)
    agent: str = Field(primary_key=True)
    told_at: datetime = Field(sa_type=Instant)
    facts: dict[str, Any] = Field(sa_type=JSON)


class PauseRow(SQLModel, table=True):
    """A target (or `*` for all) that a person has paused."""

    __tablename__ = "pause"
    target: str = Field(primary_key=True)
    by: str
    since: datetime = Field(sa_type=Instant)
    reason: str = ""


class CommandRow(SQLModel, table=True):
    """What a person asked for at console or command line; the engine alone turns it into transactions."""

    __tablename__ = "command"
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    kind: str
    about: str
    values: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    by: str
    given_at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    answer: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class UserRow(SQLModel, table=True):
    """A person of the console: roles are operator, approver, it, auditor, admin."""

    __tablename__ = "user_account"
    name: str = Field(primary_key=True)
    display_name: str = ""
    roles: list[str] = Field(default_factory=list, sa_type=JSON)
    language: str = "ja"
    password: str = ""
    disabled: bool = False
    created_at: datetime = Field(sa_type=Instant)


class LoginLinkRow(SQLModel, table=True):
    """A one-time link to a first log-in, kept as a digest of its token."""

    __tablename__ = "login_link"
    digest: str = Field(primary_key=True)
    user: str
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class SessionRow(SQLModel, table=True):
    """A console log-in, kept as a digest of its cookie."""

    __tablename__ = "console_session"
    digest: str = Field(primary_key=True)
    user: str = Field(index=True)
    expires_at: datetime = Field(sa_type=Instant)


class AuditEventRow(SQLModel, table=True):
    """One audit event: the exact bytes that are hashed (`body`) and their leaf hash. Never updated, never deleted."""

    __tablename__ = "audit_event"
    id: int | None = Field(default=None, primary_key=True, sa_type=BIG_ID)
    body: str
    leaf: bytes


class AuditSealRow(SQLModel, table=True):
    """An event's place in the tree, given by the sequencer; places count from 0.

    `frontier` stands at the last event of each batch: the tree's unfinished edge, from which sealing goes on.
    """

    __tablename__ = "audit_seal"
    position: int = Field(primary_key=True, sa_type=BIG_ID, sa_column_kwargs={"autoincrement": False})
    event: int = Field(unique=True, sa_type=BIG_ID)
    frontier: bytes | None = None


def _where_there(name: str) -> sa.Index:
    """Index a column that few events fill, for those that do."""
    there = sa.text(f'"{name}" IS NOT NULL')
    return sa.Index(f"ix_audit_index_{name}", name, sqlite_where=there, postgresql_where=there)


class AuditIndexRow(SQLModel, table=True):
    """What events are searched by; made from the body in the same transaction and checked against it by verify."""

    __tablename__ = "audit_index"
    __table_args__ = (
        *(_where_there(name) for name in ("order", "partner", "amount_jpy", "day")),
        sa.Index("ix_audit_index_actor_event", "actor", "event"),  # what one actor did, the last recorded first
    )
    event: int = Field(primary_key=True, sa_type=BIG_ID, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Instant, index=True)
    kind: str = Field(index=True)
    actor: str
    about: str = Field(index=True)
    order: str | None = None
    partner: str | None = None
    amount_jpy: int | None = Field(default=None, sa_type=sa.BigInteger)
    day: date | None = None
