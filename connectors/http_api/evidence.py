"""Evidence of what was sent and answered: JSON, without headers' values, secrets or masked fields, and bounded."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl

from agent.core.delivery import digest_of
from agent.core.evidence import Evidence
from agent.core.ports import EvidenceStore
from agent.log import HIDDEN, SECRET_KEY, redacted
from connectors.http_api.places import parsed
from connectors.http_api.wire import Answer, Request

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MAX_BODY_CHARS = 200_000
N_REQUESTS = 20


class Witness:
    """Keeps what was sent and answered, and the last requests without bodies for a failure."""

    def __init__(self, store: EvidenceStore, masks: Collection[str]) -> None:
        self._store, self._masks = store, frozenset(masks)
        self._trail: deque[str] = deque(maxlen=N_REQUESTS)
        self._last: tuple[Request, Answer] | None = None

    def begin(self) -> None:
        """Forget what was seen: another call begins."""
        self._trail.clear()
        self._last = None

    def saw(self, request: Request, answer: Answer | None) -> None:
        """Remember a request and its answer, for a failure."""
        path = request.path.partition("?")[0]
        self._trail.append(f"{request.method} {path} {answer.status if answer else 'failed'}")
        self._last = (request, answer) if answer else None

    def keep(self, name: str, request: Request | None = None, answer: Answer | None = None) -> Evidence:
        """Keep one piece of evidence."""
        told: dict[str, Any] = {}
        if request is not None:
            told["request"] = self._told_request(request)
        if answer is not None:
            told["answer"] = self._told_answer(answer)
        return self._put(name, told)

    def keep_failure(self) -> tuple[Evidence, ...]:
        """Keep what led to a failure: the last requests by name, and the last answer whole."""
        told: dict[str, Any] = {"requests": list(self._trail)}
        if self._last is not None:
            told["request"], told["answer"] = self._told_request(self._last[0]), self._told_answer(self._last[1])
        return (self._put("failure", told),)

    def _put(self, name: str, told: dict[str, Any]) -> Evidence:
        content = json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()
        return self._store.put(name, content, JSON)

    def _told_request(self, request: Request) -> dict[str, Any]:
        told: dict[str, Any] = {"method": request.method, "path": redacted(request.path)}
        if request.body is not None:
            told["body"] = self._body(request.body, is_form=request.headers.get("Content-Type") == FORM)
        return told

    def _told_answer(self, answer: Answer) -> dict[str, Any]:
        kind = answer.headers.get("content-type", "")
        return {"status": answer.status, "type": redacted(kind), "body": self._body(answer.content, is_form=False)}

    def _body(self, content: bytes, *, is_form: bool) -> Any:
        """Show a body, masked and redacted as a whole before it is cut."""
        shown = self._hidden(content, is_form=is_form)
        text = shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False, default=str)
        if len(text) <= MAX_BODY_CHARS:
            return shown
        return {"cut": text[:MAX_BODY_CHARS], **_measured(content)}

    def _hidden(self, content: bytes, *, is_form: bool) -> Any:
        """Hide what must not be seen; where fields are masked, a body without fields is only measured."""
        text = content.decode("utf-8", "replace")
        if is_form:
            return [[name, self._shown(name, value)] for name, value in parse_qsl(text, keep_blank_values=True)]
        try:
            return self._masked(parsed(content))
        except (ValueError, RecursionError):
            return _measured(content) if self._masks and content else redacted(text)

    def _masked(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._shown(name, one) for name, one in value.items()}
        if isinstance(value, list):
            return [self._masked(one) for one in value]
        return redacted(value) if isinstance(value, str) else value

    def _shown(self, name: str, value: Any) -> Any:
        is_hidden = name in self._masks or bool(SECRET_KEY.search(name))
        return HIDDEN if is_hidden else self._masked(value)


def _measured(content: bytes) -> dict[str, Any]:
    return {"size_bytes": len(content), "digest": digest_of(content)}
