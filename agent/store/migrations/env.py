"""Alembic's entry: runs the migrations on the connection it is handed."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from agent.store import tables  # noqa: F401 - the tables are named by being imported

OURS = set(SQLModel.metadata.tables)


def include(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Leave the durable engine's tables, which stand beside ours on SQLite, to the engine."""
    return kind != "table" or name in OURS


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_object=include,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
