"""running many: which slip goes first, by when, since when it waits; what each lane does."""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel
from alembic import op

from agent.store.tables import JSON, Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up. Slips that wait already count from when they last changed."""
    op.add_column("action", sa.Column("deadline", Instant(), nullable=True))
    op.add_column("action", sa.Column("waits_since", Instant(), nullable=True))
    op.execute("UPDATE action SET waits_since = changed_at")
    op.create_index("ix_action_state_not_before", "action", ["state", "not_before"])
    op.create_table(
        "lane",
        sa.Column("target", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("agent", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.PrimaryKeyConstraint("target", "agent", name=op.f("pk_lane")),
    )


def downgrade() -> None:
    """Go back down."""
    op.drop_table("lane")
    op.drop_index("ix_action_state_not_before", "action")
    op.drop_column("action", "waits_since")
    op.drop_column("action", "deadline")
