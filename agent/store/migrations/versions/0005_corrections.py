"""what was read of an order, what people corrected, and what they said things are called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agent.store.tables import BIG_ID, Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.add_column("customer_order", sa.Column("read_digest", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_customer_order_read_digest", "customer_order", ["read_digest"])
    op.create_table(
        "correction",
        sa.Column("id", BIG_ID, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("order", "field", "old", "new", "reading")),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["order"], ["customer_order.key"], name="fk_correction_order_customer_order"),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
    )
    op.create_index("ix_correction_order", "correction", ["order"])
    op.create_table(
        "alias",
        sa.Column("id", BIG_ID, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("thing", "written", "code", "customer")),
        sa.Column("order", sa.String(), nullable=True),
        sa.Column("added_at", Instant(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("removed_at", Instant(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alias"),
    )


def downgrade() -> None:
    """Go back down."""
    op.drop_table("alias")
    op.drop_index("ix_correction_order", "correction")
    op.drop_table("correction")
    op.drop_index("ix_customer_order_read_digest", "customer_order")
    op.drop_column("customer_order", "read_digest")
