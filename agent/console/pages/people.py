"""One's own language and password; for administrators, who there is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from agent.console.access import Right
from agent.console.pages.login import LoginFailedError, PasswordsDifferError
from agent.console.visit import Visit, acting, allowed, give_cookie
from agent.core.errors import DenpyoError, Reason
from agent.store.users import (
    ROLES,
    add_user,
    list_users,
    make_login_link,
    open_session,
    set_disabled,
    set_language,
    set_password,
    verify,
)
from agent.wording.catalogue import LANGUAGES

router = APIRouter()
Own = Annotated[Visit, Depends(acting(Right.LOOK))]
Managing = Annotated[Visit, Depends(acting(Right.MANAGE_USERS))]


@router.get("/settings")
def settings_page(visit: Annotated[Visit, Depends(allowed(Right.LOOK))], done: str = "") -> Response:
    """Show one's own settings."""
    return _settings(visit, done=done)


@router.post("/settings/language")
def choose_language(visit: Own, language: Annotated[str, Form()]) -> Response:
    """Read the console in another language."""
    if language in LANGUAGES:
        with visit.deps.database.transaction() as session:
            set_language(session, visit.name, language)
    return visit.go("/settings?done=language")


@router.post("/settings/password")
def change_password(
    visit: Own,
    present: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Set another password; all other log-ins of this person end."""
    try:
        if password != again:
            raise PasswordsDifferError
        with visit.request.app.state.hashing, visit.reading() as session:
            if verify(session, visit.name, present) is None:
                raise LoginFailedError
        with visit.deps.database.transaction() as session:
            set_password(session, visit.name, password)
            token = open_session(session, visit.name, visit.deps.clock.now())
            visit.note(session, "user.changed", visit.name, what="password")
    except DenpyoError as error:
        return _settings(visit, reason=error.reason)
    answer = visit.go("/settings?done=password")
    give_cookie(answer, visit.request, visit.deps, token)
    return answer


@router.get("/people")
def people_page(visit: Annotated[Visit, Depends(allowed(Right.MANAGE_USERS))]) -> Response:
    """Show who there is."""
    return _people(visit)


@router.post("/people/add")
def add_person(
    visit: Managing,
    name: Annotated[str, Form()] = "",
    display_name: Annotated[str, Form(max_length=80)] = "",
    language: Annotated[str, Form()] = "ja",
    roles: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Add a person and show the link they log in with for the first time."""
    try:
        with visit.deps.database.transaction() as session:
            user = add_user(
                session,
                name.strip(),
                roles or [],
                visit.deps.clock.now(),
                display_name=display_name.strip(),
                language=language if language in LANGUAGES else visit.deps.settings.language,
            )
            token = make_login_link(session, user.name, visit.deps.clock.now())
            visit.note(session, "user.added", user.name, roles=",".join(user.roles))
    except DenpyoError as error:
        return _people(visit, reason=error.reason)
    return _people(visit, invited=user.name, link=_link(visit, token))


@router.post("/people/link")
def new_link(visit: Managing, name: Annotated[str, Form()]) -> Response:
    """Make a new one-time link for somebody."""
    with visit.deps.database.transaction() as session:
        token = make_login_link(session, name, visit.deps.clock.now())
        visit.note(session, "user.invited", name)
    return _people(visit, invited=name, link=_link(visit, token))


@router.post("/people/disable")
def disable(visit: Managing, name: Annotated[str, Form()], disabled: Annotated[bool, Form()] = False) -> Response:
    """Shut somebody out at once, or let them in again; nobody shuts out themselves."""
    if name != visit.name:
        with visit.deps.database.transaction() as session:
            set_disabled(session, name, disabled=disabled)
            visit.note(session, "user.disabled" if disabled else "user.changed", name)
    return visit.go("/people")


def _link(visit: Visit, token: str) -> str:
    return f"{visit.request.url.scheme}://{visit.request.headers['host']}/first/{token}"


def _settings(visit: Visit, reason: Reason | None = None, done: str = "") -> Response:
    return visit.show("settings.html", 422 if reason else 200, reason=reason, done=done, languages=LANGUAGES)


def _people(visit: Visit, reason: Reason | None = None, invited: str = "", link: str = "") -> Response:
    with visit.reading() as session:
        people = list_users(session)
    return visit.show(
        "people.html",
        422 if reason else 200,
        people=people,
        roles=ROLES,
        languages=LANGUAGES,
        reason=reason,
        invited=invited,
        link=link,
    )
