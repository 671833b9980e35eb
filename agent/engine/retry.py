"""Repeat a call while the world is down, by error class; the one home of tenacity."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from loguru import logger
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    sleep_using_event,
    stop_after_attempt,
    stop_when_event_set,
    wait_random_exponential,
)

from agent.core.errors import TransientError

Result = TypeVar("Result")

ATTEMPTS = 5
LONGEST_WAIT_S = 10


def repeat(call: Callable[[], Result], stopping: threading.Event) -> Result:
    """Make a call, again with growing pauses while it raises TransientError; the last error is raised.

    The pauses end at once when the agent stops.
    """
    retrying = Retrying(
        retry=retry_if_exception_type(TransientError),
        stop=stop_after_attempt(ATTEMPTS) | stop_when_event_set(stopping),
        wait=wait_random_exponential(multiplier=0.5, max=LONGEST_WAIT_S),
        sleep=sleep_using_event(stopping),
        before_sleep=_log,
        reraise=True,
    )
    return retrying(call)


def _log(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    code = error.code if isinstance(error, TransientError) else ""
    logger.bind(attempt=state.attempt_number, code=code).warning("call repeated")
