"""What a person may ask of the agent, at console or command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class CommandKind(StrEnum):
    """The commands; each is about one thing and carries the name of who gave it."""

    RETRY = "retry"  # about an exception's id: try again what it stopped
    RESOLVE = "resolve"  # about an exception's id: a person dealt with it; values: resolution, comment, slip_number
    CORRECT = "correct"  # about an exception's id: what stands in the document; values: fields, alias, seen, comment
    TEACH = "teach"  # about an order: look for a form that reads it as corrected; values: fields, comment
    ACCEPT_FORM = "accept-form"  # about a proposal's number: write the changed form and its test; values: comment
    REFUSE_FORM = "refuse-form"  # about a proposal's number: leave the form as it is; values: comment
    UNLOCK = "unlock"  # about an exception's id: a password was typed; values: kept_as, agent, until, keep
    APPROVE = "approve"  # about an order: enter it
    REFUSE = "refuse"  # about an order: do not enter it; values: comment
    HOLD = "hold"  # about an action: do not key it now
    HURRY = "hurry"  # about an order: let its slip go before all others of its account; values: comment
    PAUSE = "pause"  # about a target, or * for all; values: reason
    RESUME = "resume"  # about a target, or *
    LOOK = "look"  # about a source: look now


class Resolution(StrEnum):
    """How a person dealt with an exception: keyed by hand, entered as it is in spite of the finding, or dropped."""

    DONE_BY_HAND = "done-by-hand"
    ENTER_ANYWAY = "enter-anyway"
    DROPPED = "dropped"
    NOT_THERE = "not-there"  # in doubt: a person looked, the slip is not in the target; enter again


@dataclass(frozen=True, slots=True)
class Command:
    """One command as given."""

    kind: CommandKind
    about: str
    by: str
    values: dict[str, str] = field(default_factory=dict)
