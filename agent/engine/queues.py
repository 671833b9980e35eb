"""The one place that enqueues. A forgotten option is not refused by the engine: the work would wait for ever."""

from __future__ import annotations

from dbos import DBOS, DBOSClient, EnqueueOptions
from sqlmodel import Session

from agent.engine.durable import WORKFLOWS_SHAPE

ENTER = "enter"
POLLING_S = 0.1


def register_queues(n_accounts: int) -> None:
    """Make the queues known; called after each launch.

    Two actions of one account may be in hand at once, so that the next one stands ready when the first is done: its
    turn, its lane and its lease keep them apart. There are places for two of every account, so that accounts that hang
    never take the places of others.
    """
    DBOS.register_queue(
        ENTER,
        partition_concurrency=2,
        global_concurrency=1000,
        worker_concurrency=max(16, 2 * n_accounts),
        polling_interval_sec=POLLING_S,
        on_conflict="always_update",
    )


def enqueue_enter(client: DBOSClient, session: Session, action: str, account: str, n: int) -> None:
    """Put an action's n-th attempt on its account's queue, in the caller's transaction."""
    options: EnqueueOptions = {
        "workflow_name": ENTER,
        "queue_name": ENTER,
        "workflow_id": f"enter/{action}/{n}",
        "queue_partition_key": account,
        "app_version": WORKFLOWS_SHAPE,
    }
    client.enqueue_in_transaction(session, options, action)
