"""Workflow receive: deliveries in, decided orders and queued actions stored; one transaction.

    delivery → documents → orders → checked → decided        pure, in the workflow's body
             → stored with events, exceptions and queued actions, or not at all

Nothing is recorded before the one transaction, so a run that was killed is simply run again. Deliveries that are
ready together share a run: a hundred files at once are a few transactions, not a hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from dbos import DBOS

from agent.core.delivery import Settlement
from agent.engine import fail_points
from agent.engine.durable import Durable
from agent.engine.envelope import unseal
from agent.engine.outside import Guidance, Outside
from agent.engine.queues import EnterQueue
from agent.engine.reading import Received, put_documents, receive_one
from agent.engine.storing import store_received

PARSING_AT_ONCE = 3

Answers = list[list[str]]
ReceiveWorkflow = Callable[[list[str]], Answers]


def register_receive(durable: Durable, outside: Outside, queue: EnterQueue) -> ReceiveWorkflow:
    """Make the workflow known to the engine and return it; its answer pairs delivery keys with settlements."""

    @durable.transaction(name="store_received", sees_latest=True)
    def store(received: Sequence[Received]) -> Answers:
        settlements = store_received(durable.session(), queue, outside, received)
        fail_points.reach("receive.inside")
        return [[key, settlement.value] for key, settlement in settlements.items()]

    @DBOS.workflow(name="receive")
    def receive(envelopes: list[str]) -> Answers:
        return store(_read_all(outside, outside.guidance(), envelopes))

    return receive


def settlements_of(answers: Answers) -> dict[str, Settlement]:
    """Read the workflow's answer."""
    return {key: Settlement(settlement) for key, settlement in answers}


def _read_all(outside: Outside, guidance: Guidance, envelopes: Sequence[str]) -> list[Received]:
    read = partial(_read_one, outside, guidance)
    if len(envelopes) == 1:
        return [read(envelopes[0])]
    with ThreadPoolExecutor(PARSING_AT_ONCE, thread_name_prefix="reading") as pool:
        return list(pool.map(read, envelopes))


def _read_one(outside: Outside, guidance: Guidance, envelope: str) -> Received:
    delivery = unseal(envelope, outside.evidence)
    received = receive_one(delivery, outside.parsers, guidance, outside.today())
    put_documents(outside.evidence, received)
    return received
