"""Log in, set the first password by a one-time link, log out."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from agent.console.access import Right
from agent.console.guard import LoginLimit
from agent.console.visit import Visit, acting, anyone, anyone_acting, cookie_name, give_cookie
from agent.core.errors import BusinessError, Reason
from agent.store.users import LinkSpentError, User, close_session, open_session, spend_link, user_of_link, verify

router = APIRouter()
INSIDE = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


class LoginFailedError(BusinessError):
    """User name and password do not belong together."""

    code = "login-failed"
    hint = "Type both again; an administrator can make a new link with `denpyo users link NAME`."


class LoginClosedError(BusinessError):
    """Too many log-ins failed."""

    code = "login-closed"
    hint = "Wait five minutes, then try again."


@router.get("/login")
def login_page(visit: Annotated[Visit, Depends(anyone)], next: str = "/") -> Response:  # noqa: A002 - the address says next
    """Show the log-in page."""
    return visit.go("/") if visit.user else visit.show("login.html", next=_inside(next), reason=None, name="")


@router.post("/login")
def log_in(
    request: Request,
    visit: Annotated[Visit, Depends(anyone_acting)],
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002 - the form says next
) -> Response:
    """Compare the password and open a log-in."""
    limit: LoginLimit = request.app.state.login_limit
    place, now, name = _place(request), visit.deps.clock.now(), name.strip()[:64]
    if limit.is_closed(place, name, now):
        return _again(visit, LoginClosedError().reason, name, next, 429)
    user = _who(visit, name, password)
    if user is None:
        limit.failed(place, name, now)
        return _again(visit, LoginFailedError().reason, name, next, 401)
    limit.succeeded(place, name)
    return _enter(visit, user, _inside(next))


@router.get("/first/{token}")
def first_page(visit: Annotated[Visit, Depends(anyone)], token: str) -> Response:
    """Show where a new user sets their password; looking does not spend the link."""
    with visit.reading() as session:
        user = user_of_link(session, token, visit.deps.clock.now())
    if user is None:
        raise LinkSpentError
    return visit.show("first.html", token=token, newcomer=user, reason=None)


@router.post("/first/{token}")
def set_first_password(
    visit: Annotated[Visit, Depends(anyone_acting)],
    token: str,
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Set the password, spend the link, and log in."""
    now = visit.deps.clock.now()
    with visit.reading() as session:
        newcomer = user_of_link(session, token, now)
    if newcomer is None:
        raise LinkSpentError
    try:
        if password != again:
            raise PasswordsDifferError
        with visit.deps.database.transaction() as session:
            user = spend_link(session, token, password, now)
            visit.note(session, "user.changed", user.name, what="password")
    except LinkSpentError:
        raise
    except BusinessError as error:
        return visit.show("first.html", 422, token=token, newcomer=newcomer, reason=error.reason)
    return _enter(visit, user, "/")


class PasswordsDifferError(BusinessError):
    """The new password was typed in two ways."""

    code = "passwords-differ"
    hint = "Type the same password in both fields."


@router.post("/logout")
def log_out(visit: Annotated[Visit, Depends(acting(Right.LOOK))]) -> Response:
    """End the log-in."""
    with visit.deps.database.transaction() as session:
        close_session(session, visit.token)
        visit.note(session, "user.logged_out", visit.name)
    answer = visit.go("/login")
    answer.delete_cookie(cookie_name(visit.deps), path="/")
    return answer


def _who(visit: Visit, name: str, password: str) -> User | None:
    with visit.request.app.state.hashing, visit.reading() as session:
        user = verify(session, name, password[:1024])
    if user is None:
        with visit.deps.database.transaction() as session:
            visit.note(session, "user.refused", "log-in")  # never the name: people type passwords there
    return user


def _enter(visit: Visit, user: User, path: str) -> Response:
    with visit.deps.database.transaction() as session:
        token = open_session(session, user.name, visit.deps.clock.now())
        visit.note(session, "user.logged_in", user.name)
    answer = visit.go(path)
    give_cookie(answer, visit.request, visit.deps, token)
    return answer


def _again(visit: Visit, reason: Reason, name: str, path: str, status: int) -> Response:
    return visit.show("login.html", status, next=_inside(path), reason=reason, name=name)


def _inside(path: str) -> str:
    """Keep only addresses of this console: one slash, no host, nothing a browser leaves out or turns around."""
    return path if INSIDE.fullmatch(path) else "/"


def _place(request: Request) -> str:
    return request.client.host if request.client else ""
