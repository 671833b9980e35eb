"""The ledger's pages: what answers which address, who may see it, and the faults it was told to have."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from robots.demo_ledger.ledger.books import Books
from robots.demo_ledger.ledger.entry import Typed, check, read_typed
from robots.demo_ledger.ledger.export import export_csv
from robots.demo_ledger.ledger.masters import MasterFiles
from robots.demo_ledger.ledger.screens import Screens, today
from robots.demo_ledger.ledger.slip import tax_class
from robots.practice.access import Access, Sessions, is_same
from robots.practice.faults import Faults
from robots.practice.server import Answer, ConnectionDroppedError, Request, as_json, redirect

COOKIE = "LEDGERSESSION"
CSS_AND_SCRIPT = {"ledger.css": "text/css; charset=utf-8", "ledger.js": "text/javascript; charset=utf-8"}
STATIC = Path(__file__).parent / "static"


def new_faults() -> Faults:
    """List the faults the ledger can have, all off.

    slow_s: before every page. slow_commit_s: before a slip is stored. slow_answer_s: after it is stored.
    fail_next: pages that answer 500. fail_commit_next: commits that answer 500 with nothing stored.
    lose_answer_next: commits that are stored, then the connection is closed without an answer.
    close_before_store_next: commits where the connection is closed with nothing stored.
    session_s: idle seconds a log-in lasts. down: every connection is closed. closed_until: last day of closed books.
    """
    return Faults(
        slow_s=0.0,
        slow_commit_s=0.0,
        slow_answer_s=0.0,
        fail_next=0,
        fail_commit_next=0,
        lose_answer_next=0,
        close_before_store_next=0,
        session_s=1800.0,
        down=False,
        closed_until="",
    )


class Ledger:
    """The application a `PracticeServer` serves."""

    def __init__(self, books: Books, masters: MasterFiles, access: Access) -> None:
        self.faults = new_faults()
        self._books, self._masters, self._access = books, masters, access
        self._sessions = Sessions()
        self._screens = Screens(access.user, masters)
        self._open_pages: dict[str, Callable[[Request], Answer]] = {
            "GET /": lambda _: redirect("/menu"),
            "GET /login": lambda request: Answer(self._screens.login(next_page=request.asked("next"))),
            "POST /login": self._login,
            "GET /export.csv": self._export,
            "GET /admin/faults": self._admin,
            "POST /admin/faults": self._admin,
        }
        self._pages: dict[str, Callable[[Request], Answer]] = {
            "GET /logout": self._logout,
            "GET /menu": lambda _: Answer(self._screens.menu()),
            "GET /slips": self._list,
            "GET /slips/new": self._new,
            "POST /slips/new": lambda request: Answer(self._screens.entry(read_typed(request.form()), [])),
            "POST /slips/confirm": self._confirm,
            "POST /slips": self._commit,
            "GET /customers": lambda request: Answer(self._screens.customers(request.asked("q"))),
        }

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        if request.path.startswith("/static/"):
            return _static(request.path.removeprefix("/static/"))
        if not request.path.startswith("/admin/"):
            self._misbehave(request)
        name = f"{request.method} {request.path}"
        if name in self._open_pages:
            return self._open_pages[name](request)
        if not self._sessions.is_open(request.cookie(COOKIE), self.faults.value("session_s")):
            return self._ask_to_log_in(request)
        if self.faults.is_due("fail_next"):
            return Answer(self._screens.failure(), status=500)
        page = self._pages.get(name) or self._page_with_value(request)
        return page(request) if page else Answer(self._screens.not_found(), status=404)

    def _misbehave(self, request: Request) -> None:
        self.faults.count("requests")
        if self.faults.value("down"):
            raise ConnectionDroppedError
        time.sleep(self.faults.value("slow_s"))

    def _page_with_value(self, request: Request) -> Callable[[Request], Answer] | None:
        found = re.fullmatch(r"/(slips|done|api/customers|api/products)/([^/]{1,40})", request.path)
        if request.method != "GET" or found is None:
            return None
        kind, value = found.groups()
        shown = {"slips": self._slip, "done": self._done, "api/customers": self._customer}
        show = shown.get(kind, self._product)
        return lambda _: show(value)

    def _ask_to_log_in(self, request: Request) -> Answer:
        if request.path.startswith("/api/"):
            return as_json({"error": "session"}, status=401)
        return redirect(f"/login?next={quote(request.path)}" if request.method == "GET" else "/login")

    def _login(self, request: Request) -> Answer:
        form = {name: values[0] for name, values in request.form().items()}
        known = is_same(form.get("user", ""), self._access.user)
        if not (is_same(form.get("password", ""), self._access.password) and known):
            self.faults.count("logins_refused")
            return Answer(self._screens.login(user=form.get("user", ""), error=True))
        self.faults.count("logins")
        cookie = self._sessions.open(self.faults.value("session_s"))
        return redirect(_own_page(form.get("next", "")), ("Set-Cookie", f"{COOKIE}={cookie}; Path=/; HttpOnly"))

    def _logout(self, request: Request) -> Answer:
        self._sessions.close(request.cookie(COOKIE))
        return redirect("/login")

    def _list(self, request: Request) -> Answer:
        memo = request.asked("memo")
        return Answer(self._screens.slips(memo, self._books.search(memo)))

    def _new(self, request: Request) -> Answer:
        return Answer(self._screens.entry(Typed(slip_date=f"{today():%Y/%m/%d}"), []))

    def _confirm(self, request: Request) -> Answer:
        typed = read_typed(request.form())
        slip, errors = check(typed, self._masters.now(), self.faults.value("closed_until"))
        if slip is None:
            return Answer(self._screens.entry(typed, errors))
        return Answer(self._screens.confirm(typed, slip))

    def _commit(self, request: Request) -> Answer:
        self.faults.count("commits")
        if self.faults.is_due("close_before_store_next"):
            raise ConnectionDroppedError
        if self.faults.is_due("fail_commit_next"):
            return Answer(self._screens.failure(), status=500)
        typed = read_typed(request.form())
        slip, errors = check(typed, self._masters.now(), self.faults.value("closed_until"))
        if slip is None:
            return Answer(self._screens.entry(typed, errors))
        time.sleep(self.faults.value("slow_commit_s"))
        number = self._books.store(slip)
        self.faults.count("stored")
        time.sleep(self.faults.value("slow_answer_s"))
        if self.faults.is_due("lose_answer_next"):
            raise ConnectionDroppedError
        return redirect(f"/done/{number}")

    def _slip(self, number: str) -> Answer:
        slip = self._books.find(int(number)) if number.isdecimal() else None
        return Answer(self._screens.slip(slip)) if slip else Answer(self._screens.not_found(), status=404)

    def _done(self, number: str) -> Answer:
        slip = self._books.find(int(number)) if number.isdecimal() else None
        return Answer(self._screens.done(slip)) if slip else Answer(self._screens.not_found(), status=404)

    def _customer(self, code: str) -> Answer:
        self.faults.count("lookups")
        customer = self._masters.now().customers.get(code)
        return as_json({"name": customer.name} if customer else {})

    def _product(self, code: str) -> Answer:
        self.faults.count("lookups")
        one = self._masters.now().products.get(code)
        found = one and {"name": one.name, "unit_price": f"{one.unit_price:f}", "tax_class": tax_class(one.tax_rate)}
        return as_json(found or {})

    def _export(self, request: Request) -> Answer:
        if not is_same(request.headers.get("Authorization", ""), f"Bearer {self._access.export_token}"):
            return as_json({"error": "token"}, status=401)
        return Answer(export_csv(self._books.every()), "text/csv; charset=utf-8")

    def _admin(self, request: Request) -> Answer:
        if not is_same(request.headers.get("Authorization", ""), f"Bearer {self._access.admin_token}"):
            return as_json({"error": "token"}, status=401)
        if request.method == "GET":
            return as_json(self.faults.state())
        try:
            self._set_faults(request.json())
        except ValueError as error:
            return as_json({"error": str(error)}, status=400)
        return as_json(self.faults.state())

    def _set_faults(self, wanted: dict[str, Any]) -> None:
        if wanted.pop("expire_sessions", False):
            self._sessions.close_all()
        self.faults.set(wanted)


def _own_page(path: str) -> str:
    """Go on to a page of our own only: never to where a link from outside points."""
    return path if re.fullmatch(r"(/[A-Za-z0-9]+)+", path) else "/menu"


def _static(name: str) -> Answer:
    if name not in CSS_AND_SCRIPT:
        return Answer(b"", status=404)
    return Answer((STATIC / name).read_bytes(), CSS_AND_SCRIPT[name], headers=(("Cache-Control", "max-age=3600"),))
