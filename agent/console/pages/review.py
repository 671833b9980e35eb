"""Looking an order through beside its document: what is doubted first, and what a person says stands there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from agent.app.ask.queue import QueueItem, find_item
from agent.app.ask.review import Review, changes, find_review
from agent.app.ask.story import DocumentFact, find_document
from agent.console.access import Right
from agent.console.places import Marked, mark
from agent.console.show import DocumentUnshowableError, view_of
from agent.console.visit import FormIncompleteError, NotAllowedError, NotFoundError, Number, Visit, acting, allowed
from agent.core.command import CommandKind
from agent.core.errors import BusinessError, Reason
from agent.extract.values import MAX_TEXT
from agent.quality.match import Masters

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_ORDERS))]
Working = Annotated[Visit, Depends(acting(Right.WORK_QUEUE))]
Texts = Annotated[list[Annotated[str, Form(max_length=MAX_TEXT)]], Form(max_length=4000)]
MOST_CHOICES = 400


class NothingCorrectedError(BusinessError):
    """A review was sent that says nothing."""

    code = "nothing-corrected"
    hint = "Change a field, or tick that you compared them all."


class CorrectionUnexplainedError(BusinessError):
    """A correction was sent without its reason."""

    code = "correction-unexplained"
    hint = "Say in a few words why, then save again."


class ComparisonMissingError(BusinessError):
    """A reading that is not sure was not compared with the document."""

    code = "comparison-missing"
    hint = "Compare every field with the document, tick that you did, and save again."


@dataclass(frozen=True, slots=True)
class Sent:
    """What a person sent: texts by path, what was ticked, the reason; kept when the page is shown again."""

    texts: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    why: str = ""
    wrong: frozenset[str] = frozenset()


@router.get("/queue/{number}/review")
def review_page(visit: Looking, number: Number) -> Response:
    """Show an order beside its document, what is doubted first."""
    return _show(visit, number, Sent())


@router.post("/queue/{number}/review", dependencies=[Depends(allowed(Right.SEE_ORDERS))])
def correct(
    visit: Working,
    number: Number,
    seen: Annotated[str, Form(max_length=80)] = "",
    why: Annotated[str, Form(max_length=200)] = "",
    path: Texts = [],  # noqa: B006 - FastAPI copies it
    text: Texts = [],  # noqa: B006
    tick: Texts = [],  # noqa: B006
) -> Response:
    """Hand what a person says stands in the document to the agent."""
    review = _review(visit, number)
    if len(path) != len(text):
        raise FormIncompleteError
    if not review.is_open:
        raise NotAllowedError
    sent = Sent(dict(zip(path, text, strict=True)), frozenset(tick), why.strip())
    changed, wrong = changes(review, sent.texts.items())
    changed |= {one.removeprefix("out:"): "" for one in sent.ticked if one.startswith("out:")}
    if wrong or (problem := _problem(review, changed, sent)):
        sent = Sent(sent.texts, sent.ticked, sent.why, wrong)
        return _show(visit, number, sent, None if wrong else problem)
    return visit.command(
        CommandKind.CORRECT,
        str(number),
        f"/queue/{number}",
        fields=json.dumps(changed, ensure_ascii=False),
        compared="yes" if "compared" in sent.ticked else "",
        alias=",".join(one.thing for one in review.offers if f"alias:{one.thing}" in sent.ticked),
        seen=seen,
        teach="yes" if "teach" in sent.ticked else "",
        comment=sent.why,
    )


def _problem(review: Review, changed: Mapping[str, str], sent: Sent) -> Reason | None:
    """Say what is missing before anything can be stored."""
    if review.asks_to_compare and "compared" not in sent.ticked:
        return ComparisonMissingError().reason
    if not changed and not any(one == "compared" or one.startswith("alias:") for one in sent.ticked):
        return NothingCorrectedError().reason
    return None if sent.why else CorrectionUnexplainedError().reason


def _show(visit: Visit, number: int, sent: Sent, problem: Reason | None = None) -> Response:
    review, item = _review(visit, number), _item(visit, number)
    with visit.reading() as session:
        document = find_document(session, review.order.document)
    marked, numbers = _marked(visit, document, review)
    return visit.show(
        "review.html",
        422 if sent.wrong or problem else 200,
        item=item,
        review=review,
        document=document,
        marked=marked,
        numbers=numbers,
        sent=sent,
        problem=problem,
        may_correct=review.is_open and visit.may(Right.WORK_QUEUE),
        choices=_choices(visit.deps.masters()),
    )


def _marked(visit: Visit, document: DocumentFact | None, review: Review) -> tuple[Marked | None, dict[str, int]]:
    """Read the document for showing and find each field in it; a document that cannot be shown is left out."""
    if document is None:
        return None, {}
    placed = [(one.path, one.at) for one in review.fields if one.at is not None]
    try:
        content = visit.deps.evidence.read(document.digest)
        return mark(view_of(content, document.media_type, document.name, document.digest), placed)
    except (DocumentUnshowableError, FileNotFoundError):
        return None, {}


def _choices(masters: Masters) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return codes and names to choose from; of a master too long to choose from, none."""
    return {
        "customer_code": _few((one.code, one.name) for one in masters.customers),
        "product_code": _few((one.code, one.name) for one in masters.products),
    }


def _few(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    known = tuple(pairs)
    return known if len(known) <= MOST_CHOICES else ()


def _review(visit: Visit, number: int) -> Review:
    _item(visit, number)
    with visit.reading() as session:
        review = find_review(session, number)
    if review is None:
        raise NotFoundError
    return review


def _item(visit: Visit, number: int) -> QueueItem:
    with visit.reading() as session:
        item = find_item(session, number)
    if item is None:
        raise NotFoundError
    return item
