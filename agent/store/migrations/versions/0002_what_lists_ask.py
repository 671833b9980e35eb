"""what lists ask: slips keyed by hand, what a source leaves alone, and indexes."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

from agent.store.tables import JSON

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BY_HAND = sa.text("slip_by_hand <> ''")


def upgrade() -> None:
    """Go up. Columns are added in place: no table is written anew, and the audit log's triggers stay."""
    op.add_column(
        "customer_order",
        sa.Column("slip_by_hand", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""),
    )
    op.add_column("source", sa.Column("left_alone", JSON, nullable=True))
    op.create_index(
        "ix_customer_order_slip_by_hand",
        "customer_order",
        ["slip_by_hand"],
        sqlite_where=BY_HAND,
        postgresql_where=BY_HAND,
    )
    op.create_index("ix_delivery_digest", "delivery", ["digest"])
    op.create_index("ix_audit_index_actor_event", "audit_index", ["actor", "event"])


def downgrade() -> None:
    """Go back down."""
    op.drop_index("ix_audit_index_actor_event", "audit_index")
    op.drop_index("ix_delivery_digest", "delivery")
    op.drop_index("ix_customer_order_slip_by_hand", "customer_order")
    op.drop_column("source", "left_alone")
    op.drop_column("customer_order", "slip_by_hand")
