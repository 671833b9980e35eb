"""Put the console together."""

from __future__ import annotations

import threading
from importlib import resources
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import Scope

from agent.console.deps import ConsoleDeps
from agent.console.guard import HEADERS, LoginLimit, guard
from agent.console.pages import (
    aliases,
    audit,
    documents,
    forms,
    home,
    login,
    orders,
    people,
    queue,
    review,
    robots,
    runs,
    sources,
)
from agent.console.render import Pages
from agent.console.visit import (
    FormForgedError,
    FormIncompleteError,
    LoginNeededError,
    NotAllowedError,
    NotFoundError,
    UnexpectedPageError,
    anyone,
)
from agent.core.errors import DenpyoError

PARTS = (login, home, queue, review, orders, documents, runs, robots, sources, forms, aliases, audit, people)
STATUS: dict[type[DenpyoError], int] = {NotAllowedError: 403, FormForgedError: 403, NotFoundError: 404}

MAX_FIELDS = 8_000  # a review of the longest order has a path and a text for each field


def create_app(deps: ConsoleDeps) -> FastAPI:
    """Make the console's web application."""
    app = FastAPI(
        title="Denpyo", docs_url=None, redoc_url=None, openapi_url=None, form_limits={"max_fields": MAX_FIELDS}
    )
    app.state.deps = deps
    app.state.pages = Pages(deps)
    app.state.login_limit = LoginLimit()
    app.state.hashing = threading.BoundedSemaphore(2)  # a password costs 46 MiB while it is compared
    app.middleware("http")(guard(deps))
    for part in PARTS:
        app.include_router(part.router)
    app.mount("/static", _Static(directory=str(resources.files("agent.console") / "static")))
    app.add_exception_handler(LoginNeededError, _ask_to_log_in)
    app.add_exception_handler(DenpyoError, _say_error)
    app.add_exception_handler(RequestValidationError, _say_invalid)
    app.add_exception_handler(Exception, _say_unexpected)
    app.add_exception_handler(HTTPException, _say_http_error)
    return app


class _Static(StaticFiles):
    """Files that never change under their address."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def _ask_to_log_in(request: Request, _error: Exception) -> Response:
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": "/login"})
    is_worth_returning = request.method == "GET" and request.url.path != "/"
    back = f"?next={quote(request.url.path, safe='')}" if is_worth_returning else ""
    return RedirectResponse(f"/login{back}", 303)


def _say_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DenpyoError)
    status = STATUS.get(type(error), 409)
    return anyone(request).show("error.html", status, reason=error.reason)


def _say_invalid(request: Request, error: Exception) -> Response:
    """Answer a wrong address as one that leads nowhere, and a wrong form as a form."""
    assert isinstance(error, RequestValidationError)
    if any(fault["loc"][0] in ("path", "query") for fault in error.errors()):
        return anyone(request).show("error.html", 404, reason=NotFoundError().reason)
    return anyone(request).show("error.html", 422, reason=FormIncompleteError().reason)


def _say_unexpected(request: Request, _error: Exception) -> Response:
    """Answer for a bug, without its traceback; the log keeps that. The guard is behind us here."""
    answer = anyone(request).show("error.html", 500, reason=UnexpectedPageError().reason)
    answer.headers.update(HEADERS)
    return answer


def _say_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = NotFoundError().reason if error.status_code in (404, 405) else FormForgedError().reason
    return anyone(request).show("error.html", error.status_code, reason=known)
