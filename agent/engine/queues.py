"""The one place that enqueues. A forgotten option is not refused by the engine: the work would wait for ever.

On PostgreSQL every agent has a queue of its own, and an account's work goes onto the queue of the agent that holds its
lease: nobody else could do anything but throw it back. What a dead agent left on its queue moves to another's
(`takeover.py`).
"""

from __future__ import annotations

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, EnqueueOptions
from sqlmodel import Session, col

from agent.engine.durable import MAX_THREADS, WORKFLOWS_SHAPE
from agent.store.leases import database_now
from agent.store.tables import AgentRow, LeaseRow

ENTER = "enter"
POLLING_S = 0.1


def queue_of(agent: str) -> str:
    """Name the queue of one of several agents."""
    return f"{ENTER}/{agent}"


def listen_to(queue: str) -> None:
    """Take work from this queue and no other; called before the launch."""
    DBOS.listen_queues([queue])


def register_queue(queue: str, n_accounts: int) -> None:
    """Make the queue known; called after each launch.

    Two actions of one account may be in hand at once, so that the next one stands ready when the first is done: its
    turn, its lane and its lease keep them apart. There are places for two of every account, so that accounts that hang
    never take the places of others, up to the threads there are: a run is begun as soon as it is claimed.
    """
    DBOS.register_queue(
        queue,
        partition_concurrency=2,
        global_concurrency=1000,
        worker_concurrency=min(max(16, 2 * n_accounts), MAX_THREADS - 8),
        polling_interval_sec=POLLING_S,
        on_conflict="always_update",
    )


class EnterQueue:
    """Puts attempts at actions on the queue where they are worked off."""

    def __init__(self, client: DBOSClient, own: str) -> None:
        self._client, self._own = client, own

    def put(self, session: Session, action: str, account: str, n: int) -> None:
        """Put an action's n-th attempt on its account's queue, in the caller's transaction."""
        options: EnqueueOptions = {
            "workflow_name": ENTER,
            "queue_name": self._queue(session, account),
            "workflow_id": f"enter/{action}/{n}",
            "queue_partition_key": account,
            "app_version": WORKFLOWS_SHAPE,
        }
        self._client.enqueue_in_transaction(session, options, action)

    def _queue(self, session: Session, account: str) -> str:
        if self._own == ENTER:  # a SQLite file has one agent
            return ENTER
        holder = sa.select(col(AgentRow.name)).join(LeaseRow, col(LeaseRow.holder) == col(AgentRow.executor_id))
        is_held = sa.and_(col(LeaseRow.name) == account, col(LeaseRow.expires) > database_now(session))
        name = session.execute(holder.where(is_held, col(AgentRow.dead).is_(False))).scalar()
        return self._own if name is None else queue_of(name)
