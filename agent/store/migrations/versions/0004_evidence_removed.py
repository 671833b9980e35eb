"""when evidence was removed at the end of its keeping time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agent.store.tables import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STANDS = sa.text("removed_at IS NULL")


def upgrade() -> None:
    """Go up; the column is added in place."""
    op.add_column("evidence", sa.Column("removed_at", Instant(timezone=True), nullable=True))
    op.create_index(
        "ix_evidence_taken_at", "evidence", ["taken_at", "digest"], sqlite_where=STANDS, postgresql_where=STANDS
    )
    op.create_index("ix_evidence_removed_at", "evidence", ["removed_at"])


def downgrade() -> None:
    """Go back down."""
    op.drop_index("ix_evidence_removed_at", "evidence")
    op.drop_index("ix_evidence_taken_at", "evidence")
    op.drop_column("evidence", "removed_at")
