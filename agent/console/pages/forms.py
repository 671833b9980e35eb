"""Changes to forms that corrections proposed: looked at, accepted or refused by whoever may change the forms."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from agent.app.ask.forms import Proposal, count_proposals, find_proposal, list_proposals
from agent.console.access import Right
from agent.console.visit import NotAllowedError, NotFoundError, Number, Visit, acting, allowed
from agent.core.command import CommandKind
from agent.core.errors import BusinessError, Reason

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.CHANGE_FORMS))]
Changing = Annotated[Visit, Depends(acting(Right.CHANGE_FORMS))]
Why = Annotated[str, Form(max_length=200)]


class ProposalUnexplainedError(BusinessError):
    """A proposal was accepted or refused without a reason."""

    code = "proposal-unexplained"
    hint = "Say in a few words why, then send it again."


@router.get("/forms")
def forms_page(visit: Looking) -> Response:
    """List the proposed changes: those that wait, then those decided."""
    with visit.reading() as session:
        proposals = list_proposals(session)
    return visit.show("forms.html", proposals=proposals)


@router.get("/parts/forms-badge")
def badge(visit: Looking) -> Response:
    """Show how many wait, for the menu."""
    with visit.reading() as session:
        n_waiting = count_proposals(session)
    return visit.show("parts/badge.html", n=n_waiting)


@router.get("/forms/{number}")
def form_page(visit: Looking, number: Number, command: str = "") -> Response:
    """Show one proposal: what changes in the form, and what its test expects."""
    return _show(visit, number, command=command)


@router.post("/forms/{number}/accept")
def accept(visit: Changing, number: Number, why: Why = "") -> Response:
    """Have the agent write the changed form."""
    return _decide(visit, number, CommandKind.ACCEPT_FORM, why)


@router.post("/forms/{number}/refuse")
def refuse(visit: Changing, number: Number, why: Why = "") -> Response:
    """Leave the form as it is."""
    return _decide(visit, number, CommandKind.REFUSE_FORM, why)


def _decide(visit: Visit, number: int, kind: CommandKind, why: str) -> Response:
    proposal = _proposal(visit, number)
    if not proposal.is_open or (kind is CommandKind.ACCEPT_FORM and not proposal.is_found):
        raise NotAllowedError
    if not why.strip():
        return _show(visit, number, ProposalUnexplainedError().reason)
    return visit.command(kind, str(number), f"/forms/{number}", comment=why.strip())


def _show(visit: Visit, number: int, problem: Reason | None = None, command: str = "") -> Response:
    with visit.reading() as session:
        given = visit.given(session, command)  # before what it changes: done, the page shows what came of it
    proposal = _proposal(visit, number)
    return visit.show("form.html", 422 if problem else 200, one=proposal, problem=problem, command=given)


def _proposal(visit: Visit, number: int) -> Proposal:
    with visit.reading() as session:
        proposal = find_proposal(session, number)
    if proposal is None:
        raise NotFoundError
    return proposal
