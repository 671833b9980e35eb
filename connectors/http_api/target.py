"""The target port, played over HTTP: look up, send once, read back.

`enter` sends one request on a connection of its own, and asks the permit when that connection stands and the request is
written down. A clear answer is believed; whatever else comes is unknown, and the engine looks up before anything else.
The idempotency header, where the system takes one, is a second guard and never the first.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from agent.browser.errors import CommitUnansweredError, DraftOpenError
from agent.browser.template import Account as UserName
from agent.browser.template import Scope
from agent.core.action import Slip
from agent.core.errors import DenpyoError, SlipAlreadyThereError, SlipDiffersError, SlipMissingError, SlipsSeveralError
from agent.core.evidence import Evidence
from agent.core.outcome import Confirmed, FoundSlip, Sent
from agent.core.ports import EvidenceStore, Permit, StepLog
from agent.settings.model import TargetSettings
from connectors.http_api.auth import Account, Vault, proof_of
from connectors.http_api.body import address, as_form, as_json, built, text_in
from connectors.http_api.caller import AnswerUnfitError, Caller, json_of
from connectors.http_api.compare import differing
from connectors.http_api.description import Api, ConfirmSpec, FindSpec, SendSpec, ValueSpec
from connectors.http_api.evidence import FORM, JSON, Witness
from connectors.http_api.places import PlaceMissingError, at, text_of
from connectors.http_api.rows import Row, find_rows
from connectors.http_api.values import with_values
from connectors.http_api.wire import Answer, Request, Wire


class HttpApiTarget:
    """Enters slips into one system over its API. Calls may come from any thread; they are done one at a time.

    Args:
        api: The description, as `connectors.http_api.lint.load_api` returns it.
        settings: The target's file: address, user, name of the secret, deadline of one call.
        name: The target's name in the site.
        vault: Where its secrets are kept.
        evidence: Where requests and answers go.
        site: The site's folder, for the certificate authority's file.

    Errors carry what was seen in `.evidence`.
    """

    def __init__(
        self,
        api: Api,
        settings: TargetSettings,
        *,
        name: str,
        vault: Vault,
        evidence: EvidenceStore,
        site: Path,
    ) -> None:
        self._api, self._base = api, settings.url
        ca = str(site / api.ca) if api.ca else None
        self._account = UserName(settings.user)
        account = Account(settings.user, settings.password, vault, f"{name}-refresh-token")
        headers = {name: text_in(text, {"account": self._account}, "") for name, text in api.headers.items()}
        self._witness = Witness(evidence, api.masks)
        self._caller = Caller(
            Wire(settings.url, ca),
            proof_of(api.auth, account, ca),
            api.limits,
            headers,
            self._witness,
            settings.deadline,
        )
        self._lock = threading.Lock()
        self._absent = ""  # the key `find` has just not found

    def find(self, key: str, log: StepLog) -> Sequence[FoundSlip]:
        """Return every slip that carries our key, drafts included.

        Raises:
            ConfigError: The account is refused.
            TransientError: It cannot be searched now; never taken for "not there".
        """
        with self._call(log):
            found = self._look_up(key)
            self._absent = "" if found else key
            return [row.slip for row in found]

    def enter(self, slip: Slip, key: str, permit: Permit, log: StepLog) -> Sent:
        """Send one slip at most once, asking the permit when the connection stands.

        Looks up first where `find` did not just do so for this key.

        Raises:
            BusinessError: The system refused it, or a value cannot be written; nothing is stored.
            TransientError: It was not sent, or the system says that it did not take it.
            OutcomeUnknownError: It was sent and no clear answer was seen.
        """
        with self._call(log):
            absent, self._absent = self._absent, ""
            if absent != key and (found := self._look_up(key)):
                what = found[0].slip.slip_number
                raise SlipAlreadyThereError("a slip with this key stands there already", what=what)
            spec, scope = self._api.enter, {"slip": slip, "key": key, "account": self._account}
            known = with_values(self._api.values, scope, self._api.day_format, self._search)
            request = self._request(spec, known)
            before = self._witness.keep("before-commit", request)
            answer = self._caller.commit(request, permit, spec.refused)
            return Sent(self._number(answer), (before, self._witness.keep("answer", answer=answer)))

    def confirm(self, key: str, slip: Slip, log: StepLog) -> Confirmed:
        """Find the slip by key, exactly one, finish a draft, read it back and compare it with the order.

        Raises:
            BusinessError: There is none, there are several, or it differs.
            TransientError: It cannot be read now.
        """
        with self._call(log):
            row = self._finished(key, slip)
            spec, scope = self._api.confirm, self._scope(row, key, slip)
            stored, answer = self._caller.look(request := self._reading(spec, scope))
            if wrong := differing(spec, stored, scope, self._api.day_format):
                places = ", ".join(wrong)
                raise SlipDiffersError(f"slip {row.slip.slip_number} differs at {places}", field=places)
            return Confirmed(row.slip.slip_number, (self._witness.keep("confirmed", request, answer),))

    def close(self) -> None:
        """Wait for the call in hand; nothing else is held open."""
        with self._lock:
            self._absent = ""

    @contextmanager
    def _call(self, log: StepLog) -> Iterator[None]:
        """One call at a time, with its own time, and with what led to an error hung on it."""
        with self._lock:
            self._caller.begin(log)
            try:
                yield
            except DenpyoError as error:
                if not error.evidence:
                    error.evidence = self._failure()
                raise

    def _failure(self) -> tuple[Evidence, ...]:
        """Keep what was seen; the failure is the news, not that it could not be kept."""
        with suppress(DenpyoError, OSError):
            return self._witness.keep_failure()
        return ()

    def _look_up(self, key: str) -> list[Row]:
        first = self._reading(self._api.find, {"key": key, "account": self._account})

        def ask(path: str) -> tuple[Any, Answer]:
            return self._caller.look(replace(first, path=path))

        return find_rows(self._api.find, first.path, self._base, key, ask)

    def _search(self, spec: ValueSpec, scope: Scope) -> Any:
        return self._caller.look(self._reading(spec, scope))[0]

    def _reading(self, spec: FindSpec | ValueSpec | ConfirmSpec, scope: Scope) -> Request:
        days, body = self._api.day_format, None
        if spec.body is not None:
            body = as_json(built(spec.body, scope, days)).encode()
        headers = {} if body is None else {"Content-Type": JSON}
        return Request(spec.method, address(spec.path, spec.query, scope, days), headers, body)

    def _request(self, spec: SendSpec, scope: Scope) -> Request:
        days = self._api.day_format
        headers = {name: text_in(text, scope, days) for name, text in spec.headers.items()}
        body: str | None = None
        if spec.form is not None:
            headers["Content-Type"], body = FORM, as_form(built(spec.form, scope, days))
        elif spec.json_body is not None:
            headers["Content-Type"], body = JSON, as_json(built(spec.json_body, scope, days))
        content = (body or "").encode()  # a request that changes something says its length, even when it is none
        return Request(spec.method, address(spec.path, spec.query, scope, days), headers, content)

    def _number(self, answer: Answer) -> str:
        """Read the slip number off a good answer; one that names none, and should, is not believed."""
        place = self._api.enter.slip_number
        if not place:
            return ""
        try:
            number = text_of(at(json_of(answer), place))
        except (AnswerUnfitError, PlaceMissingError):
            number = ""
        if not number:
            what = f"HTTP {answer.status} without a slip number"
            raise CommitUnansweredError(f"the system answered with {what}", what=what)
        return number

    def _finished(self, key: str, slip: Slip) -> Row:
        row = _exactly_one(self._look_up(key))
        spec, final = self._api.finish, self._api.find.final
        if spec is None or row.slip.state in final:
            return row
        self._caller.finish(self._request(spec, self._scope(row, key, slip)))
        row = _exactly_one(self._look_up(key))
        if row.slip.state not in final:
            number = row.slip.slip_number
            raise DraftOpenError(f"slip {number} is still `{row.slip.state}`", what=number)
        return row

    def _scope(self, row: Row, key: str, slip: Slip) -> Scope:
        return {"slip": slip, "key": key, "account": self._account, "slip_number": row.slip.slip_number, "id": row.id}


def _exactly_one(found: Sequence[Row]) -> Row:
    if not found:
        raise SlipMissingError("no slip carries our key")
    if len(found) > 1:
        numbers = ", ".join(row.slip.slip_number for row in found)
        raise SlipsSeveralError(f"{len(found)} slips carry our key: {numbers}", what=numbers)
    return found[0]
