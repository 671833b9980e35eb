"""The exception queue and the approvals: what waits for a person, and what they answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from agent.app.ask.orders import OrderSummary
from agent.app.ask.queue import APPROVAL, QueueItem, count_waiting, find_item, list_approvals, list_open, list_resolved
from agent.app.ask.story import OrderStory, find_delivery, find_document, find_story
from agent.console.access import Right
from agent.console.visit import NotAllowedError, NotFoundError, Visit, acting, allowed, path_of
from agent.core.command import CommandKind, Resolution
from agent.core.errors import BusinessError
from agent.core.order import OrderState, Severity
from agent.store.exceptions import ExceptionKind

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_QUEUE))]
Working = Annotated[Visit, Depends(acting(Right.WORK_QUEUE))]
Approving = Annotated[Visit, Depends(acting(Right.APPROVE))]
Text = Annotated[str, Form(max_length=500)]


class AnswerIncompleteError(BusinessError):
    """An answer lacks what makes it traceable: the slip's number, or a reason."""

    code = "answer-incomplete"
    hint = "Fill in the slip number or the reason, then send it again."


@router.get("/queue")
def queue_page(visit: Looking, show: str = "open", kind: str = "", after: str = "") -> Response:
    """List what waits, or what was dealt with."""
    kinds = [kind] if kind and (not visit.kinds or kind in visit.kinds) else list(visit.kinds)
    with visit.reading() as session:
        waiting = count_waiting(session, with_approvals=False)
        resolved = list_resolved(session, kinds, after) if show == "resolved" else None
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
def item_page(visit: Looking, number: int, command: int | None = None) -> Response:
    """Show one thing: why it waits, what to do next."""
    item = _item(visit, number)
    if item.reason.code == APPROVAL and item.order and visit.may(Right.SEE_ORDERS):
        return visit.go(path_of("orders", item.order.key))
    with visit.reading() as session:
        story = find_story(session, item.order.key) if item.order and visit.may(Right.SEE_ORDERS) else None
        document = find_document(session, item.document) if item.document else None
        document = document or (story.document if story else None)
        document = document or (find_delivery(session, item.delivery) if item.delivery else None)
    return visit.show(
        "item.html", item=item, story=story, document=document, moves=_moves(item, story), command=command
    )


@router.post("/queue/{number}/retry")
def retry(visit: Working, number: int) -> Response:
    """Try again what was stopped."""
    _item(visit, number)
    return visit.command(CommandKind.RETRY, str(number), f"/queue/{number}")


@router.post("/queue/{number}/resolve")
def resolve(
    visit: Working,
    number: int,
    resolution: Annotated[Resolution, Form()],
    slip_number: Text = "",
    comment: Text = "",
) -> Response:
    """Say how it was dealt with."""
    item = _item(visit, number)
    slip_number, comment = slip_number.strip(), comment.strip()
    if resolution is Resolution.DONE_BY_HAND and not slip_number:
        raise AnswerIncompleteError
    if resolution in (Resolution.ENTER_ANYWAY, Resolution.DROPPED) and not comment:
        raise AnswerIncompleteError
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


@router.get("/approvals")
def approvals_page(visit: Annotated[Visit, Depends(allowed(Right.SEE_ORDERS))], command: int | None = None) -> Response:
    """List the orders that wait for a yes."""
    with visit.reading() as session:
        approvals = list_approvals(session)
    return visit.show("approvals.html", approvals=approvals, command=command)


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
    again = ("retry",) if item.action or item.document else ()
    return (*again, *anyway, *by_hand)
