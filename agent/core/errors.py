"""Errors whose class says what happens next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from agent.core.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something waits or failed, as a code with values, so that it reads in either language.

    The catalogue (`agent/wording`) holds the sentence for each code.
    """

    code: str
    values: dict[str, str] = field(default_factory=dict)
    place: str = ""


class DenpyoError(Exception):
    """Something foreseen. The code names it for years; the hint says what to do next."""

    code: ClassVar[str] = "error"
    hint: ClassVar[str] = ""

    def __init__(self, message: str = "", *, place: str = "", hint: str = "", **values: object) -> None:
        super().__init__(message or self.code)
        self.message = message or self.code
        self.place = place
        self.next_move = hint or self.hint
        self.values = {name: str(value) for name, value in values.items()}
        self.evidence: tuple[Evidence, ...] = ()

    @property
    def reason(self) -> Reason:
        """The storable form: no traceback, no secret, readable in either language."""
        values = self.values if self.values or self.message == self.code else {"what": self.message}
        return Reason(self.code, values, self.place)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message}"


class ConfigError(DenpyoError):
    """The site's files or its surroundings are wrong: refuse to start, or keep the last good set."""

    code = "config"


class MachineError(ConfigError):
    """This machine lacks something that another agent's machine may have."""


class TransientError(DenpyoError):
    """The world is down for now: the call is repeated with back-off."""

    code = "transient"


class BusinessError(DenpyoError):
    """The order needs a person: never retried, waits in the exception queue."""

    code = "business"


class PermanentError(DenpyoError):
    """No retry helps: the document goes to the dead letters, kept whole."""

    code = "permanent"


class PermitRefusedError(TransientError):
    """The permit said no inside the gate; nothing was sent. `values["why"]` is its word for why."""

    code = "permit-refused"


class OutcomeUnknownError(DenpyoError):
    """Commit was sent and no answer was seen: look up before anything else."""

    code = "outcome-unknown"
    hint = "Look at the accounting system for a slip with this key, then say whether it is there."


class SlipRefusedError(BusinessError):
    """The target refused the slip and says why; nothing is stored under our key."""

    code = "slip-refused"
    hint = "Correct the order or the target's masters, then retry."


class SlipsSeveralError(BusinessError):
    """More than one slip carries our key."""

    code = "slips-several"
    hint = "Look at these slips in the target; cancel the ones too many, then resolve this by hand."


class SlipAlreadyThereError(BusinessError):
    """A slip with our key stands there already, so nothing was keyed."""

    code = "slip-already-there"
    hint = "Confirm the slip found instead of entering again."


class SlipMissingError(BusinessError):
    """No slip carries our key, though one was entered."""

    code = "slip-missing"
    hint = "Look in the target for the slip; someone may have deleted it or changed its memo."


class SlipDiffersError(BusinessError):
    """The stored slip is not what was ordered."""

    code = "slip-differs"
    hint = "Correct the slip in the target by hand, then mark this item done."
