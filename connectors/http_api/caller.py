"""Asks the system: proof of the account, patience, and what each status means; what may be repeated is, within time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from agent.browser.errors import (
    CommitUnansweredError,
    LoginRefusedError,
    SessionExpiredError,
    TargetDownError,
    TargetSlowError,
)
from agent.core.errors import DenpyoError, PermitRefusedError, SlipRefusedError, TransientError
from agent.core.ports import Permit, StepLog
from connectors.http_api.auth import Proof
from connectors.http_api.description import LimitSpec, RefusedSpec
from connectors.http_api.evidence import Witness
from connectors.http_api.patience import Patience
from connectors.http_api.places import find_at, parsed, text_of
from connectors.http_api.wire import Answer, Request, Wire

SENT_ONCE = (408, 409, 425)  # whether the slip was stored is anybody's guess
MAX_WORDS = 500


class AnswerUnfitError(TransientError):
    """The answer is not as the API's description says; it was not believed, least of all that nothing is there."""

    code = "answer-unfit"
    hint = (
        "Compare the answer in the evidence with the API's YAML: the system has changed, or something stands before it."
    )


class Caller:
    """Makes the requests of one call of the port; `begin` starts the next call's time.

    Args:
        wire: The way there.
        proof: What proves the account.
        limits: What the system bears.
        headers: Headers of every request.
        witness: What keeps evidence.
        deadline_s: Seconds one call of the port may take.
    """

    def __init__(
        self, wire: Wire, proof: Proof, limits: LimitSpec, headers: dict[str, str], witness: Witness, deadline_s: float
    ) -> None:
        self._wire, self._proof, self._timeout_s = wire, proof, limits.timeout
        self._patience = Patience(limits.requests_per_minute)
        self._headers, self._witness, self._deadline_s = headers, witness, deadline_s
        self._until = 0.0
        self._log: StepLog | None = None

    def begin(self, log: StepLog) -> None:
        """Start the time of one call of the port."""
        self._until, self._log = time.monotonic() + self._deadline_s, log
        self._witness.begin()

    def look(self, request: Request) -> tuple[Any, Answer]:
        """Ask something that may be asked again; return the answer's JSON and the answer.

        Raises:
            ConfigError: The account is refused.
            TransientError: There is no answer to believe now.
        """
        answer = self._answered(request)
        if answer.status == 401 and self._proof.renew():
            answer = self._answered(request)
        if answer.status in (401, 403):
            raise LoginRefusedError(
                f"the system refuses the account: HTTP {answer.status}", what=f"HTTP {answer.status}"
            )
        if answer.status >= 500:
            raise TargetDownError(f"the system answers with HTTP {answer.status}", what=f"HTTP {answer.status}")
        if not 200 <= answer.status < 300:
            raise AnswerUnfitError(f"{request.method} is answered with HTTP {answer.status}{_to(answer)}")
        return json_of(answer), answer

    def commit(self, request: Request, permit: Permit, refused: RefusedSpec) -> Answer:
        """Send what makes the slip exist, once, asking the permit when the connection stands; return a good answer.

        Raises:
            PermitRefusedError: It may not be sent.
            SlipRefusedError: The system says no.
            TransientError: It was not sent, or the system said that it did not take it.
            OutcomeUnknownError: It was sent, and whether it was taken is not known.
        """

        def ask() -> None:
            if (why := permit.ask()) is not None:
                raise PermitRefusedError("the permit said no", why=why)

        least_s = min(
            self._timeout_s, self._deadline_s / 2
        )  # too little time would make an unknown out of a slow answer
        answer = self._exchange(request, lambda one, timeout_s: self._wire.commit(one, timeout_s, ask), least_s)
        self._judge(answer, refused)
        return answer

    def finish(self, request: Request) -> Answer:
        """Send what makes a draft final; whatever it answers, the slip's state is looked at afterwards."""
        return self._answered(request)

    def _answered(self, request: Request) -> Answer:
        """Ask until the system is not busy, as long as our time lasts."""
        while True:
            answer = self._exchange(request, self._wire.look)
            if not self._patience.heed(answer):
                return answer

    def _exchange(self, request: Request, send: Callable[[Request, float], Answer], least_s: float = 0.1) -> Answer:
        self._patience.wait(self._until)
        headers = {**self._headers, **request.headers, **self._proof.headers()}
        whole = Request(request.method, request.path, headers, request.body)
        left_s = self._until - time.monotonic()
        if left_s < least_s:
            raise TargetSlowError("the time of this call was over before the request was sent")
        answer: Answer | None = None
        try:
            answer = send(whole, min(self._timeout_s, left_s))
        finally:
            self._witness.saw(whole, answer)
            self._note(f"{request.method} {request.path.partition('?')[0]} {answer.status if answer else 'failed'}")
        return answer

    def _judge(self, answer: Answer, refused: RefusedSpec) -> None:
        """Say by its status what became of the one send; only a clear answer is taken for a no."""
        status = answer.status
        if 200 <= status < 300:
            return
        if status in refused.statuses:
            raise refusal(answer, refused)
        if status == 401:
            raise (
                SessionExpiredError("the system wants the account proved anew") if self._proof.renew() else _kept_out()
            )
        if self._patience.heed(answer) and (status == 429 or "retry-after" in answer.headers):
            raise self._patience.busy()
        if 400 <= status < 500 and status not in SENT_ONCE:
            raise refusal(answer, refused)
        what = f"HTTP {status}{_to(answer)}"
        raise CommitUnansweredError(f"the system answered with {what}", what=what)

    def _note(self, text: str) -> None:
        if self._log is not None:
            self._log.step(text)


def json_of(answer: Answer) -> Any:
    """Return an answer's JSON; raises AnswerUnfitError when it is none."""
    if not answer.is_json:
        kind = answer.headers.get("content-type", "nothing") or "nothing"
        raise AnswerUnfitError(f"the answer is no JSON: {kind.partition(';')[0][:60]}")
    try:
        return parsed(answer.content)
    except (ValueError, RecursionError) as error:
        raise AnswerUnfitError("the answer says it is JSON, and is none") from error


def refusal(answer: Answer, refused: RefusedSpec) -> SlipRefusedError:
    """Say that the system refused, in its own words."""
    words = f"HTTP {answer.status}"
    try:
        found = find_at(json_of(answer), refused.words) if refused.words else None
    except AnswerUnfitError:
        found = None
    words = (text_of(found) or words)[:MAX_WORDS]
    return SlipRefusedError(f"the system says: {words}", what=words)


def _kept_out() -> DenpyoError:
    return LoginRefusedError("the system refuses the account: HTTP 401", what="HTTP 401")


def _to(answer: Answer) -> str:
    """Name where an answer leads, without what stands in its query."""
    to = answer.headers.get("location", "").partition("?")[0]
    return f", which leads to {to[:120]}" if to and 300 <= answer.status < 400 else ""
