"""The proposed changes to forms: what is changed, by which test, who proposed it and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from typing import Any

from sqlmodel import Session

from agent.store import form_proposals
from agent.store.form_proposals import ProposalState
from agent.store.tables import FormProposalRow
from agent.store.users import shown_name

UNENDED = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a difference: `add`, `del`, `same`, or `part` where lines in between are left out."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal. Where `is_found` is false the diff holds the test alone: somebody has to change the form by hand.

    `test_document` is where the document of the test comes to stand, `document` its digest.
    """

    number: int
    form: str
    file: str
    is_found: bool
    order: str
    document: str
    document_name: str
    test_document: str
    expected: Sequence[Mapping[str, Any]]
    diff: str
    by: str
    why: str
    at: datetime
    state: str
    decided_by: str
    decided_at: datetime | None
    decided_why: str

    @property
    def is_open(self) -> bool:
        """Whether it waits to be decided."""
        return self.state == ProposalState.OPEN.value

    @property
    def diff_lines(self) -> tuple[DiffLine, ...]:
        """The difference line by line, without its two lines of head."""
        kinds = {"+": "add", "-": "del", "@": "part"}
        lines = [line for line in self.diff.split("\n")[2:] if line and not line.startswith(UNENDED.rstrip())]
        return tuple(DiffLine(kinds.get(line[:1], "same"), line if line[:1] == "@" else line[1:]) for line in lines)


def list_proposals(session: Session) -> tuple[Proposal, ...]:
    """Return the proposals: those that wait first, then the latest decided."""
    return tuple(_proposal(session, row) for row in form_proposals.list_proposals(session))


def proposals_of(session: Session, order: str) -> tuple[Proposal, ...]:
    """Return what corrections of an order proposed, oldest first."""
    return tuple(_proposal(session, row) for row in form_proposals.of_order(session, order))


def count_proposals(session: Session) -> int:
    """Count the proposals that wait."""
    return form_proposals.count_open(session)


def find_proposal(session: Session, number: int) -> Proposal | None:
    """Return one proposal."""
    row = form_proposals.find(session, number)
    return None if row is None else _proposal(session, row)


def _proposal(session: Session, row: FormProposalRow) -> Proposal:
    assert row.id is not None
    names = ("form", "file", "is_found", "order", "document", "document_name", "test_document", "expected")
    return Proposal(
        number=row.id,
        **{name: getattr(row, name) for name in names},
        diff=_diff(row),
        by=shown_name(session, row.by),
        why=row.why,
        at=row.at,
        state=row.state,
        decided_by=shown_name(session, row.decided_by) if row.decided_by else "",
        decided_at=row.decided_at,
        decided_why=row.decided_why,
    )


def _diff(row: FormProposalRow) -> str:
    """Write the difference as `patch -p1` takes it."""
    return "".join(unified_diff(_lines(row.base_text), _lines(row.new_text), f"a/{row.file}", f"b/{row.file}"))


def _lines(text: str) -> list[str]:
    """Cut at the line ends a patch knows, and no others; a last line that has none is marked as it marks it."""
    lines = [f"{line}\n" for line in text.split("\n")]
    return lines[:-1] if lines[-1] == "\n" else [*lines[:-1], lines[-1] + UNENDED]
