"""changes to forms that corrections proposed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from agent.store.tables import BIG_ID, JSON, Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    texts = ("form", "file", "base_digest", "base_text", "new_text", "document", "document_name", "test_document")
    op.create_table(
        "form_proposal",
        sa.Column("id", BIG_ID, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("is_found", sa.Boolean(), nullable=False),
        sa.Column("expected", JSON, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("order", "by", "why")),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", Instant(timezone=True), nullable=True),
        sa.Column("decided_why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_form_proposal"),
    )
    op.create_index("ix_form_proposal_state", "form_proposal", ["state"])


def downgrade() -> None:
    """Go back down."""
    op.drop_table("form_proposal")
