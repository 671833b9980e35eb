"""first tables."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

import agent.store.tables
from agent.store import audit_log

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "agent",
        sa.Column("executor_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("started_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("beat_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("dead", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("executor_id", name=op.f("pk_agent")),
    )
    with op.batch_alter_table("agent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agent_name"), ["name"], unique=False)

    op.create_table(
        "audit_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_table(
        "audit_index",
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("actor", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("order", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("partner", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("amount_jpy", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_audit_index")),
    )
    with op.batch_alter_table("audit_index", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_index_about"), ["about"], unique=False)
        batch_op.create_index(
            "ix_audit_index_amount_jpy",
            ["amount_jpy"],
            unique=False,
            sqlite_where=sa.text('"amount_jpy" IS NOT NULL'),
            postgresql_where=sa.text('"amount_jpy" IS NOT NULL'),
        )
        batch_op.create_index(batch_op.f("ix_audit_index_at"), ["at"], unique=False)
        batch_op.create_index(
            "ix_audit_index_day",
            ["day"],
            unique=False,
            sqlite_where=sa.text('"day" IS NOT NULL'),
            postgresql_where=sa.text('"day" IS NOT NULL'),
        )
        batch_op.create_index(batch_op.f("ix_audit_index_kind"), ["kind"], unique=False)
        batch_op.create_index(
            "ix_audit_index_order",
            ["order"],
            unique=False,
            sqlite_where=sa.text('"order" IS NOT NULL'),
            postgresql_where=sa.text('"order" IS NOT NULL'),
        )
        batch_op.create_index(
            "ix_audit_index_partner",
            ["partner"],
            unique=False,
            sqlite_where=sa.text('"partner" IS NOT NULL'),
            postgresql_where=sa.text('"partner" IS NOT NULL'),
        )

    op.create_table(
        "audit_seal",
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("event", name=op.f("uq_audit_seal_event")),
    )
    op.create_table(
        "command",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "values", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("given_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("done_at", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.Column(
            "answer", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
    )
    with op.batch_alter_table("command", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_command_done_at"), ["done_at"], unique=False)

    op.create_table(
        "console_session",
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("user", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("expires_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_console_session")),
    )
    with op.batch_alter_table("console_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_console_session_user"), ["user"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("external_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sender", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("received_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("settlement", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("settled_at", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_received_at"), ["received_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_delivery_source"), ["source"], unique=False)
        batch_op.create_index("ix_delivery_source_external", ["source", "external_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("taken_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("action", "attempt", "name", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_digest"), ["digest"], unique=False)

    op.create_table(
        "exception_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("delivery", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("document", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("order", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column(
            "reason", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("opened_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("resolved_at", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.Column("resolved_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("resolution", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("comment", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exception_item")),
    )
    with op.batch_alter_table("exception_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exception_item_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_exception_item_delivery"), ["delivery"], unique=False)
        batch_op.create_index(batch_op.f("ix_exception_item_document"), ["document"], unique=False)
        batch_op.create_index(batch_op.f("ix_exception_item_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_exception_item_order"), ["order"], unique=False)
        batch_op.create_index(batch_op.f("ix_exception_item_resolved_at"), ["resolved_at"], unique=False)

    op.create_table(
        "intake_count",
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "day", "what", name=op.f("pk_intake_count")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("holder", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("expires", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "login_link",
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("user", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("expires_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("used_at", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_login_link")),
    )
    op.create_table(
        "pause",
        sa.Column("target", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("since", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("target", name=op.f("pk_pause")),
    )
    op.create_table(
        "ruleset",
        sa.Column("version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_used_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_ruleset")),
    )
    op.create_table(
        "source",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("looked_at", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.Column("last_item_at", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.Column("down_since", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.Column(
            "reason", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=True
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source")),
    )
    op.create_table(
        "user_account",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("display_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "roles", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("password", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_user_account")),
    )
    op.create_table(
        "document",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("delivery", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sender", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("received_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["delivery"], ["delivery.key"], name=op.f("fk_document_delivery_delivery")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_delivery"), ["delivery"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_digest"), ["digest"], unique=False)

    op.create_table(
        "customer_order",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("base_key", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("content_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("linked", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("related", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("customer_code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("customer_name", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("total_jpy", sa.BigInteger(), nullable=True),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "body", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("received_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.key"], name=op.f("fk_customer_order_document_document")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_customer_order")),
    )
    with op.batch_alter_table("customer_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_order_base_key"), ["base_key"], unique=False)
        batch_op.create_index(
            "ix_customer_order_customer_code_received_at", ["customer_code", "received_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_customer_order_document"), ["document"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_order_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_order_received_at"), ["received_at"], unique=False)
        batch_op.create_index("ix_customer_order_source_received_at", ["source", "received_at"], unique=False)
        batch_op.create_index("ix_customer_order_state_received_at", ["state", "received_at"], unique=False)

    op.create_table(
        "action",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("order", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("target", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("account", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("idempotency_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "slip", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("total_jpy", sa.BigInteger(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("slip_number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column(
            "reason", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=True
        ),
        sa.Column("changed_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("sending_at", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.Column("not_before", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["order"], ["customer_order.key"], name=op.f("fk_action_order_customer_order")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_action")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_action_idempotency_key")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_not_before"), ["not_before"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_order"), ["order"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_sending_at"), ["sending_at"], unique=False)
        batch_op.create_index(
            "ix_action_slip_number",
            ["slip_number"],
            unique=False,
            sqlite_where=sa.text("slip_number <> ''"),
            postgresql_where=sa.text("slip_number <> ''"),
        )
        batch_op.create_index(batch_op.f("ix_action_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_target"), ["target"], unique=False)

    op.create_table(
        "decision",
        sa.Column("order", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "value", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("ruleset", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "trace", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("decided_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("decided_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["order"], ["customer_order.key"], name=op.f("fk_decision_order_customer_order")),
        sa.PrimaryKeyConstraint("order", "n", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_kind"), ["kind"], unique=False)

    op.create_table(
        "attempt",
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("started_at", agent.store.tables.Instant(timezone=True), nullable=False),
        sa.Column("ended_at", agent.store.tables.Instant(timezone=True), nullable=True),
        sa.Column("result", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "reason", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=True
        ),
        sa.Column(
            "steps", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(["action"], ["action.key"], name=op.f("fk_attempt_action_action")),
        sa.PrimaryKeyConstraint("action", "n", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_started_at"), ["started_at"], unique=False)

    audit_log.create_triggers(op.get_bind())


def downgrade() -> None:
    """Go back."""
    audit_log.drop_triggers(op.get_bind())
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_started_at"))

    op.drop_table("attempt")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_kind"))

    op.drop_table("decision")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_target"))
        batch_op.drop_index(batch_op.f("ix_action_state"))
        batch_op.drop_index(
            "ix_action_slip_number",
            sqlite_where=sa.text("slip_number <> ''"),
            postgresql_where=sa.text("slip_number <> ''"),
        )
        batch_op.drop_index(batch_op.f("ix_action_sending_at"))
        batch_op.drop_index(batch_op.f("ix_action_order"))
        batch_op.drop_index(batch_op.f("ix_action_not_before"))
        batch_op.drop_index(batch_op.f("ix_action_changed_at"))

    op.drop_table("action")
    with op.batch_alter_table("customer_order", schema=None) as batch_op:
        batch_op.drop_index("ix_customer_order_state_received_at")
        batch_op.drop_index("ix_customer_order_source_received_at")
        batch_op.drop_index(batch_op.f("ix_customer_order_received_at"))
        batch_op.drop_index(batch_op.f("ix_customer_order_number"))
        batch_op.drop_index(batch_op.f("ix_customer_order_document"))
        batch_op.drop_index("ix_customer_order_customer_code_received_at")
        batch_op.drop_index(batch_op.f("ix_customer_order_base_key"))

    op.drop_table("customer_order")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_digest"))
        batch_op.drop_index(batch_op.f("ix_document_delivery"))

    op.drop_table("document")
    op.drop_table("user_account")
    op.drop_table("source")
    op.drop_table("ruleset")
    op.drop_table("pause")
    op.drop_table("login_link")
    op.drop_table("lease")
    op.drop_table("intake_count")
    with op.batch_alter_table("exception_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exception_item_resolved_at"))
        batch_op.drop_index(batch_op.f("ix_exception_item_order"))
        batch_op.drop_index(batch_op.f("ix_exception_item_kind"))
        batch_op.drop_index(batch_op.f("ix_exception_item_document"))
        batch_op.drop_index(batch_op.f("ix_exception_item_delivery"))
        batch_op.drop_index(batch_op.f("ix_exception_item_action"))

    op.drop_table("exception_item")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_digest"))

    op.drop_table("evidence")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_delivery_source_external")
        batch_op.drop_index(batch_op.f("ix_delivery_source"))
        batch_op.drop_index(batch_op.f("ix_delivery_received_at"))

    op.drop_table("delivery")
    with op.batch_alter_table("console_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_console_session_user"))

    op.drop_table("console_session")
    with op.batch_alter_table("command", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_command_done_at"))

    op.drop_table("command")
    op.drop_table("audit_seal")
    with op.batch_alter_table("audit_index", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_audit_index_partner",
            sqlite_where=sa.text('"partner" IS NOT NULL'),
            postgresql_where=sa.text('"partner" IS NOT NULL'),
        )
        batch_op.drop_index(
            "ix_audit_index_order",
            sqlite_where=sa.text('"order" IS NOT NULL'),
            postgresql_where=sa.text('"order" IS NOT NULL'),
        )
        batch_op.drop_index(batch_op.f("ix_audit_index_kind"))
        batch_op.drop_index(
            "ix_audit_index_day",
            sqlite_where=sa.text('"day" IS NOT NULL'),
            postgresql_where=sa.text('"day" IS NOT NULL'),
        )
        batch_op.drop_index(batch_op.f("ix_audit_index_at"))
        batch_op.drop_index(
            "ix_audit_index_amount_jpy",
            sqlite_where=sa.text('"amount_jpy" IS NOT NULL'),
            postgresql_where=sa.text('"amount_jpy" IS NOT NULL'),
        )
        batch_op.drop_index(batch_op.f("ix_audit_index_about"))

    op.drop_table("audit_index")
    op.drop_table("audit_event")
    with op.batch_alter_table("agent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agent_name"))

    op.drop_table("agent")
