"""How long the system asked us to wait, and how many requests a minute it bears."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from agent.core.errors import TransientError
from connectors.http_api.wire import Answer

BUSY = (429, 503)
LONGEST_S = 3600.0
UNSAID_S = 5.0  # the system is busy and does not say for how long
MINUTE_S = 60.0


class TargetBusyError(TransientError):
    """The target asks to be left alone for a while; it is asked again when that time is over."""

    code = "target-busy"


class Patience:
    """Remembers when the next request may leave. `again_s` in its error says in how many seconds that is."""

    def __init__(
        self,
        requests_per_minute: int | None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._most, self._clock, self._sleep = requests_per_minute, clock, sleep
        self._left_at: deque[float] = deque()
        self._not_before = 0.0

    def wait(self, until: float) -> None:
        """Wait for our turn, and count the request that follows.

        Args:
            until: The instant of the clock up to which may be waited.

        Raises:
            TargetBusyError: Our turn comes later; nothing was sent.
        """
        at = max(self._not_before, self._next_turn())
        if at > until:
            again_s = round(at - self._clock())
            raise TargetBusyError(f"the system asks to wait {again_s} seconds", again_s=again_s)
        if at > self._clock():
            self._sleep(at - self._clock())
        self._left_at.append(self._clock())

    def heed(self, answer: Answer) -> bool:
        """Remember the wait an answer asks for; say whether it asked for one."""
        if answer.status not in BUSY:
            return False
        asked = seconds_of(answer.headers.get("retry-after", ""), datetime.now(UTC))
        self._not_before = self._clock() + (UNSAID_S if asked is None else asked)
        return True

    def busy(self) -> TargetBusyError:
        """Say that the system is busy, and for how long."""
        again_s = max(0, round(self._not_before - self._clock()))
        return TargetBusyError(f"the system is busy and asks to wait {again_s} seconds", again_s=again_s)

    def _next_turn(self) -> float:
        if self._most is None:
            return 0.0
        while self._left_at and self._left_at[0] <= self._clock() - MINUTE_S:
            self._left_at.popleft()
        return self._left_at[-self._most] + MINUTE_S if len(self._left_at) >= self._most else 0.0


def seconds_of(retry_after: str, now: datetime) -> float | None:
    """Read a Retry-After header (RFC 9110, section 10.2.3), at most an hour; None when it is none."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_S)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max((at - now).total_seconds(), 0.0), LONGEST_S)
