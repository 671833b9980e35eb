"""Whether an account's work is left to another of several agents."""

from __future__ import annotations

from agent.engine.lanes import Lanes
from agent.engine.outside import Outside
from agent.engine.presence import Presence


class Elsewhere:
    """Knows what this agent does better to leave alone: what fails on one machine may go well on another."""

    def __init__(self, outside: Outside, presence: Presence, lanes: Lanes) -> None:
        self._outside, self._presence, self._lanes = outside, presence, lanes

    def is_left(self, target: str) -> bool:
        """Whether another agent has a target that this one lacks, or is able where this one's lane is down."""
        if target not in self._outside.targets:
            return self._presence.others_had(target)
        return self._lanes.may_fare_better_elsewhere(target) and self.is_able(target)

    def is_able(self, target: str) -> bool:
        """Whether another agent lives whose lane of this target waits for nothing."""
        return self._presence.others_able(target)
