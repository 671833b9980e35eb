"""One request of one person: who they are, what they may do, and how they are answered."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from agent.app.command import give, give_password
from agent.audit.event import AuditEvent
from agent.console.access import Right, kinds_for, rights_of
from agent.console.deps import ConsoleDeps
from agent.console.render import Pages
from agent.core.command import Command, CommandKind
from agent.core.errors import BusinessError
from agent.store.audit_log import append
from agent.store.tables import CommandRow
from agent.store.users import User, user_of_session
from agent.wording.catalogue import LANGUAGES, say

MOST = 2**63 - 1  # the largest number a database keeps
Number = Annotated[int, Path(ge=0, le=MOST)]


class LoginNeededError(BusinessError):
    """Nobody is logged in."""

    code = "login-needed"
    hint = "Log in."


class NotAllowedError(BusinessError):
    """The person's roles do not allow this."""

    code = "not-allowed"
    hint = "Ask an administrator for the role, or somebody who has it."


class FormForgedError(BusinessError):
    """A form was not sent from a page of this console, or from one of a log-in that has ended."""

    code = "form-forged"
    hint = "Open the page again and repeat what you did."


class FormIncompleteError(BusinessError):
    """A form or address lacks something, or holds what cannot stand there."""

    code = "form-incomplete"
    hint = "Go back, fill in what is missing, and send it again."


class UnexpectedPageError(BusinessError):
    """A page broke; its traceback stands in the agent's log."""

    code = "unexpected-page"
    hint = "Open it again; if it stays, tell IT the time."


class NotFoundError(BusinessError):
    """There is no such thing."""

    code = "not-found"
    hint = "Go back to the list and look for it there."


@dataclass(frozen=True, slots=True)
class Visit:
    """A request with everything an answer needs. `user` is None on pages before the log-in."""

    request: Request
    deps: ConsoleDeps
    pages: Pages
    token: str
    user: User | None
    rights: frozenset[Right]
    language: str

    @property
    def csrf(self) -> str:
        """What this browser's forms must carry."""
        return hmac.new(self.token.encode(), b"form", hashlib.sha256).hexdigest()

    @property
    def name(self) -> str:
        """The logged-in user's name."""
        assert self.user is not None
        return self.user.name

    @property
    def kinds(self) -> tuple[str, ...]:
        """The exception kinds this person may see; empty means all."""
        return kinds_for(self.rights)

    def may(self, right: str) -> bool:
        """Whether this person has a right."""
        return Right(right) in self.rights

    def say(self, msgid: str, **values: object) -> str:
        """Say something in this person's language."""
        return say(self.language, msgid, **values)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session of the reading pool."""
        with self.deps.database.reading() as session:
            yield session

    def show(self, template: str, status: int = 200, **values: object) -> Response:
        """Answer with a page; a visitor without a cookie is given one, so that their form can be known again."""
        text = self.pages.render(template, self.language, visit=self, **values)
        answer = HTMLResponse(text, status)
        if not self.request.cookies.get(cookie_name(self.deps)):
            give_cookie(answer, self.request, self.deps, self.token)
        return answer

    def go(self, path: str) -> Response:
        """Send the browser to another page of the console."""
        return RedirectResponse(path, status_code=303)

    def command(self, kind: CommandKind, about: str, back: str, **values: str) -> Response:
        """Hand a command to the agent and go back to a page that shows what becomes of it."""
        kept = {name: value for name, value in values.items() if value}
        number = give(self.deps.database, self.deps.clock, Command(kind, about, self.name, kept))
        joint = "&" if "?" in back else "?"
        return self.go(f"{back}{joint}command={number}")

    def unlock(self, number: int, password: str, **values: str) -> Response:
        """Hand a typed password to the agent, and go back to the page of the locked file.

        Raises:
            PasswordNotKeptError: It cannot be kept where the agent finds it.
        """
        kept = {"agent": self.deps.settings.agent} | {name: value for name, value in values.items() if value}
        command = Command(CommandKind.UNLOCK, str(number), self.name, kept)
        n = give_password(self.deps.database, self.deps.clock, command, self.deps.typed, password)
        return self.go(f"/queue/{number}?command={n}")

    def given(self, session: Session, command: str) -> CommandRow | None:
        """Return the command an address names, to its giver only."""
        is_number = command.isascii() and command.isdecimal() and len(command) < 19
        row = session.get(CommandRow, int(command)) if is_number else None
        return row if row is not None and row.by == self.name else None

    def note(self, session: Session, kind: str, about: str, /, **values: str) -> None:
        """Append an audit event about a user, by this person."""
        event = AuditEvent(
            kind,
            "user",
            about,
            self.deps.clock.now(),
            actor_kind="person",
            actor=self.user.name if self.user else about,
            values=values,
        )
        append(session, [event])


def anyone(request: Request) -> Visit:
    """Give a visit to a page that needs no log-in."""
    return _visit(request)


def allowed(right: Right) -> Callable[[Request], Visit]:
    """Make a dependency that lets in only people with this right.

    Raises (on a request): LoginNeededError, NotAllowedError.
    """

    def check(request: Request) -> Visit:
        visit = _visit(request)
        if visit.user is None:
            raise LoginNeededError
        if right not in visit.rights:
            raise NotAllowedError
        return visit

    return check


def acting(right: Right) -> Callable[[Request, str], Visit]:
    """Make a dependency for routes that change something: the right, and a form of this console's own page."""
    check = allowed(right)

    def check_form(request: Request, csrf: Annotated[str, Form()] = "") -> Visit:
        visit = check(request)
        refuse_forged(visit, csrf)
        return visit

    return check_form


def anyone_acting(request: Request, csrf: Annotated[str, Form()] = "") -> Visit:
    """Give a visit to a form before the log-in, sent from a page of this console."""
    visit = _visit(request)
    refuse_forged(visit, csrf)
    return visit


def refuse_forged(visit: Visit, csrf: str) -> None:
    """Let only forms pass that carry this browser's mark and come from this console's own pages."""
    origin = visit.request.headers.get("origin")
    is_own = origin is None or urlsplit(origin).netloc == visit.request.headers.get("host")
    if not is_own or not hmac.compare_digest(csrf, visit.csrf):
        raise FormForgedError


def cookie_name(deps: ConsoleDeps) -> str:
    """Name the cookie after the site, so that two sites on one machine do not log each other out."""
    return "denpyo_" + re.sub(r"\W", "_", deps.settings.name, flags=re.ASCII)


def give_cookie(answer: Response, request: Request, deps: ConsoleDeps, token: str) -> None:
    """Hand the browser its cookie: unreadable for scripts, not sent by other sites' forms, ended with the browser."""
    is_secure = request.url.scheme == "https"
    answer.set_cookie(cookie_name(deps), token, httponly=True, samesite="lax", secure=is_secure, path="/")


def path_of(kind: str, key: str, **query: object) -> str:
    """Write the address of one thing; its key may hold any letter."""
    asked = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in query.items() if value is not None)
    return f"/{kind}/{quote(key, safe='')}" + (f"?{asked}" if asked else "")


def _visit(request: Request) -> Visit:
    deps: ConsoleDeps = request.app.state.deps
    token = request.cookies.get(cookie_name(deps)) or secrets.token_urlsafe(32)
    with deps.database.reading() as session:
        user = user_of_session(session, token, deps.clock.now())
    rights = rights_of(user.roles) if user else frozenset[Right]()
    return Visit(request, deps, request.app.state.pages, token, user, rights, _language(request, deps, user))


def _language(request: Request, deps: ConsoleDeps, user: User | None) -> str:
    wanted = request.query_params.get("language") or (user.language if user else "")
    return wanted if wanted in LANGUAGES else deps.settings.language
