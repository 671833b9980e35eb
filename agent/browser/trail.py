"""What was seen on the way to a failure: dialogs, last requests without bodies or queries, the step log.

All of it is bounded: a page that asks for ever, or asks in novels, fills no disk.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Request, Response

N_REQUESTS = 20
N_DIALOGS = 20
N_STEPS = 1_000
LONGEST = 500
PARAMETERS = re.compile(r";[^/]*")


@dataclass  # without slots: Playwright hangs a note of its own on the owner of a listener
class Trail:
    """The way of one visit so far; the first dialogs are kept, as they began it, and the last requests and steps."""

    dialogs: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    n_dialogs: int = 0
    requests: deque[str] = field(default_factory=lambda: deque(maxlen=N_REQUESTS))
    steps: deque[str] = field(default_factory=lambda: deque(maxlen=N_STEPS))
    n_unauthorized: int = 0
    n_lost: int = 0

    def listen(self, context: BrowserContext) -> None:
        """Hear of requests as they go and are answered."""
        context.on("response", self._answered)
        context.on("requestfailed", self._failed)

    def _answered(self, response: Response) -> None:
        self.requests.append(f"{response.request.method} {path_of(response.url)} {response.status}")
        self.n_unauthorized += response.status == 401

    def _failed(self, request: Request) -> None:
        self.requests.append(f"{request.method} {path_of(request.url)} failed")
        is_ours = any(sign in (request.failure or "") for sign in ("ERR_ABORTED", "ERR_BLOCKED"))
        self.n_lost += request.resource_type in ("xhr", "fetch") and not is_ours

    def note_dialog(self, dialog: Dialog, *, accepted: bool) -> None:
        """Remember a dialog by its text and how it was answered."""
        self.n_dialogs += 1
        if len(self.dialogs) < N_DIALOGS:
            self.dialogs.append(f"{dialog.type} {'accepted' if accepted else 'dismissed'}: {dialog.message[:LONGEST]}")
        if not accepted and len(self.unexpected) < N_DIALOGS:
            self.unexpected.append(dialog.message[:LONGEST])

    def as_json(self, told: Callable[[str], str]) -> bytes:
        """Write it down for the evidence store; `told` leaves out what must not be said."""
        whole = {
            "dialogs": [told(one) for one in self.dialogs],
            "n_dialogs": self.n_dialogs,
            "requests": [told(one) for one in self.requests],
            "steps": [told(one)[:LONGEST] for one in self.steps],
        }
        return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def origin_of(address: str) -> str:
    """Return scheme, host and port of an address as a browser writes them, without the scheme's usual port."""
    parts = urlsplit(address)
    usual = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.removesuffix(usual) if usual else parts.netloc}".lower()


def path_of(address: str) -> str:
    """Return the path of an address: no query, and none of the parameters that carry a session (`;jsessionid=`)."""
    return PARAMETERS.sub("", urlsplit(address).path)[:LONGEST]
