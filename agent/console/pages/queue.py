"""The exception queue and the approvals: what waits for a person, and what they answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response
from sqlmodel import Session

from agent.app.ask.orders import OrderSummary
from agent.app.ask.queue import (
    APPROVAL,
    NothingLockedError,
    QueueItem,
    count_waiting,
    find_item,
    list_approvals,
    list_open,
    list_resolved,
)
from agent.app.ask.story import DocumentFact, OrderStory, find_delivery, find_document, find_story
from agent.console.access import Right
from agent.console.aftermath import aftermath_of, asked_of
from agent.console.search_form import known_place
from agent.console.visit import (
    FormIncompleteError,
    NotAllowedError,
    NotFoundError,
    Number,
    Visit,
    acting,
    allowed,
    path_of,
)
from agent.core.command import CommandKind, Resolution
from agent.core.errors import BusinessError, Reason
from agent.core.order import OrderState, Severity
from agent.extract.passwords import LockedError
from agent.settings.typed import LONGEST, PasswordNotKeptError
from agent.store.exceptions import ExceptionKind
from agent.store.password_tries import MOST_A_DAY, count_left
from agent.store.tables import CommandRow

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_QUEUE))]
Working = Annotated[Visit, Depends(acting(Right.WORK_QUEUE))]
Approving = Annotated[Visit, Depends(acting(Right.APPROVE))]
Text = Annotated[str, Form(max_length=500)]
KINDS = tuple(kind.value for kind in ExceptionKind)
UNLOCK = "unlock"


class AnswerIncompleteError(BusinessError):
    """An answer lacks what makes it traceable: the slip's number, or a reason."""

    code = "answer-incomplete"
    hint = "Fill in the slip number or the reason, then send it again."


class PasswordTriesError(BusinessError):
    """Too many wrong passwords were tried on one locked file within a day."""

    code = "password-tries"
    hint = "Ask the sender which password it is, and try again when 24 hours are over."


@router.get("/queue")
def queue_page(visit: Looking, show: str = "open", kind: str = "", after: str = "") -> Response:
    """List what waits, or what was dealt with."""
    if kind and kind not in KINDS:
        raise NotFoundError
    kinds = [kind] if kind and (not visit.kinds or kind in visit.kinds) else list(visit.kinds)
    with visit.reading() as session:
        waiting = count_waiting(session, with_approvals=False)
        resolved = list_resolved(session, kinds, known_place(after)) if show == "resolved" else None
        items = resolved.rows if resolved else list_open(session, kinds, with_approvals=False)
    return visit.show(
        "queue.html",
        items=items,
        waiting={name: n for name, n in waiting.items() if not visit.kinds or name in visit.kinds},
        shown=show,
        kind=kind,
        after=resolved.after if resolved else None,
    )


@router.get("/queue/{number}")
def item_page(visit: Looking, number: Number, command: str = "") -> Response:
    """Show one thing: why it waits and what to do next, or what came of it."""
    with visit.reading() as session:
        given = visit.given(session, command)  # before what it changes: done, the page shows what came of it
    item = _item(visit, number)
    if item.reason.code == APPROVAL and item.order and visit.may(Right.SEE_ORDERS):
        return visit.go(path_of("orders", item.order.key))
    return _show(visit, item, given=given)


@router.get("/parts/aftermath/{number}")
def aftermath_part(visit: Looking, number: Number) -> Response:
    """Show what came of a resolved thing, as a part of its page that is already open."""
    item = _item(visit, number)
    if item.resolved_at is None:
        raise NotFoundError
    with visit.reading() as session:
        after = aftermath_of(session, item)
    answer = visit.show("parts/aftermath.html", item=item, after=after)
    if not after.is_under_way:
        answer.headers["HX-Refresh"] = "true"  # attempts and pictures stand further down the page
    return answer


@router.post("/queue/{number}/retry")
def retry(visit: Working, number: Number) -> Response:
    """Try again what was stopped."""
    _item(visit, number)
    return visit.command(CommandKind.RETRY, str(number), f"/queue/{number}")


@router.post("/queue/{number}/resolve")
def resolve(
    visit: Working,
    number: Number,
    resolution: Annotated[Resolution, Form()],
    slip_number: Text = "",
    comment: Text = "",
) -> Response:
    """Say how it was dealt with."""
    item = _item(visit, number)
    slip_number, comment = slip_number.strip(), comment.strip()
    is_by_hand = resolution is Resolution.DONE_BY_HAND
    needs_reason = resolution in (Resolution.ENTER_ANYWAY, Resolution.DROPPED)
    if (is_by_hand and not slip_number) or (needs_reason and not comment):
        return _show(visit, item, problem=AnswerIncompleteError().reason)
    with visit.reading() as session:
        story = find_story(session, item.order.key) if item.order else None
    if resolution.value not in _moves(item, story):
        raise NotAllowedError
    return visit.command(
        CommandKind.RESOLVE,
        str(number),
        f"/queue/{number}",
        resolution=resolution.value,
        slip_number=slip_number,
        comment=comment,
    )


@router.post("/queue/{number}/unlock")
def unlock(
    visit: Working,
    number: Number,
    password: Annotated[str, Form(max_length=LONGEST)] = "",
    keep: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Hand a locked file's password to the agent, which tries it once."""
    item = _item(visit, number)
    if UNLOCK not in _moves(item, None):
        raise NothingLockedError(f"number {number} is no locked file", number=number)
    with visit.reading() as session:
        n_left = count_left(session, number, visit.deps.clock.now())
    if not n_left:
        return _show(visit, item, problem=PasswordTriesError(most=MOST_A_DAY).reason)
    if not password.strip():
        return _show(visit, item, problem=FormIncompleteError().reason)
    try:
        return visit.unlock(number, password, keep="yes" if keep else "")
    except PasswordNotKeptError as error:
        return _show(visit, item, problem=error.reason)


@router.get("/approvals")
def approvals_page(visit: Annotated[Visit, Depends(allowed(Right.SEE_ORDERS))], command: str = "") -> Response:
    """List the orders that wait for a yes."""
    with visit.reading() as session:
        given, approvals = visit.given(session, command), list_approvals(session)
    return visit.show("approvals.html", approvals=approvals, command=given)


@router.post("/approvals/approve")
def approve(visit: Approving, order: Text) -> Response:
    """Let an order be entered."""
    _approvable(visit, order)
    return visit.command(CommandKind.APPROVE, order, path_of("orders", order))


@router.post("/approvals/refuse")
def refuse(visit: Approving, order: Text, comment: Text = "") -> Response:
    """Do not let an order be entered; the reason goes with it."""
    _approvable(visit, order)
    if not comment.strip():
        raise AnswerIncompleteError
    return visit.command(CommandKind.REFUSE, order, path_of("orders", order), comment=comment.strip())


def _show(visit: Visit, item: QueueItem, *, given: CommandRow | None = None, problem: Reason | None = None) -> Response:
    with visit.reading() as session:
        story = find_story(session, item.order.key) if item.order and visit.may(Right.SEE_ORDERS) else None
        return visit.show(
            "item.html",
            409 if problem else 200,
            item=item,
            story=story,
            document=_document(session, item, story),
            moves=_moves(item, story),
            command=given if given is not None and given.about == str(item.id) else None,
            asked=asked_of(session, item.id) if item.resolved_at is None else None,
            after=aftermath_of(session, item) if item.resolved_at is not None else None,
            problem=problem,
            tries_left=count_left(session, item.id, visit.deps.clock.now()),
        )


def _document(session: Session, item: QueueItem, story: OrderStory | None) -> DocumentFact | None:
    document = find_document(session, item.document) if item.document else None
    document = document or (story.document if story else None)
    return document or (find_delivery(session, item.delivery) if item.delivery else None)


def _item(visit: Visit, number: int) -> QueueItem:
    with visit.reading() as session:
        item = find_item(session, number)
    if item is None:
        raise NotFoundError
    if visit.kinds and item.kind not in visit.kinds:
        raise NotAllowedError
    return item


def _approvable(visit: Visit, key: str) -> OrderSummary:
    with visit.reading() as session:
        story = find_story(session, key)
    if story is None or story.summary.state != OrderState.APPROVING.value:
        raise NotFoundError
    return story.summary


def _moves(item: QueueItem, story: OrderStory | None) -> tuple[str, ...]:
    """Return the answers that make sense, the likeliest first. A robot never keys what a check stops."""
    if item.resolved_at is not None:
        return ()
    if item.kind == ExceptionKind.IN_DOUBT.value:
        return (Resolution.DONE_BY_HAND.value, Resolution.NOT_THERE.value)
    if item.reason.values.get("target") and not item.order and not item.action:
        return ("retry",)  # about a target as a whole: it goes on, or the same is said again
    by_hand = (Resolution.DONE_BY_HAND.value, Resolution.DROPPED.value)
    is_clean = story is not None and not story.order.has(Severity.STOP) and not story.actions
    anyway = (Resolution.ENTER_ANYWAY.value,) if is_clean else ()
    review = ("review",) if story is not None and not story.actions else ()
    again = ("retry",) if item.action or item.document else ()
    locked = (UNLOCK,) if item.reason.code == LockedError.code and item.document else ()
    return (*review, *locked, *again, *anyway, *by_hand)
