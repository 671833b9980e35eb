"""The portal's pages: what answers which address, who may see it, and the faults it was told to have."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from robots.demo_portal.portal.orders import OPEN, TAKEN, Orders, PortalOrder, order_from_json
from robots.demo_portal.portal.screens import ListPage, Screens
from robots.practice.access import Access, Sessions, is_same
from robots.practice.faults import Faults
from robots.practice.server import Answer, ConnectionDroppedError, Request, as_json, redirect

COOKIE = "PORTALSESSION"
PAGE_SIZE = 10
CSS = Path(__file__).parent / "static" / "portal.css"


def new_faults() -> Faults:
    """List the faults the portal can have, all off.

    slow_s: before every page. fail_next: pages that answer 500. fail_every: each so many-th page answers 500.
    drop_download_next: downloads whose connection is closed. lose_tick_next: ticks stored, then no answer.
    expire_every: each so many-th page finds the session gone. release_per_page: orders of the reserve that come in
    after each page of the list. session_s: idle seconds a log-in lasts. down: every connection is closed.
    """
    return Faults(
        slow_s=0.0,
        fail_next=0,
        fail_every=0,
        drop_download_next=0,
        lose_tick_next=0,
        expire_every=0,
        release_per_page=0,
        session_s=1800.0,
        down=False,
    )


class Portal:
    """The application a `PracticeServer` serves."""

    def __init__(self, orders: Orders, access: Access) -> None:
        self.faults = new_faults()
        self._orders, self._access = orders, access
        self._sessions = Sessions()
        self._screens = Screens(access.user)
        self._n_pages = 0

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        if request.path.startswith("/admin/"):
            return self._admin(request)
        if request.path == "/static/portal.css":
            return Answer(CSS.read_bytes(), "text/css; charset=utf-8", headers=(("Cache-Control", "max-age=3600"),))
        if self.faults.value("down"):
            raise ConnectionDroppedError
        time.sleep(self.faults.value("slow_s"))
        if request.path == "/login":
            return self._login(request) if request.method == "POST" else Answer(self._screens.login())
        return self._inside(request)

    def _inside(self, request: Request) -> Answer:
        self._n_pages += 1
        if self._is_turn("expire_every"):
            self._sessions.close_all()
        if not self._sessions.is_open(request.cookie(COOKIE), self.faults.value("session_s")):
            return redirect("/login")
        if self.faults.is_due("fail_next") or self._is_turn("fail_every"):
            return Answer(
                self._screens.message("エラー", "只今混み合っています。しばらくしてからお試しください。"), status=500
            )
        return self._page(request)

    def _is_turn(self, fault: str) -> bool:
        every = self.faults.value(fault)
        return bool(every) and self._n_pages % every == 0

    def _page(self, request: Request) -> Answer:
        if request.path == "/":
            return redirect("/orders")
        if request.path == "/logout":
            self._sessions.close(request.cookie(COOKIE))
            return redirect("/login")
        if request.path == "/orders":
            return self._list(request)
        found = re.fullmatch(r"/orders/([^/]{1,40})(/csv)?", request.path)
        order = self._orders.find(found[1]) if found else None
        if found is None or order is None:
            return Answer(self._screens.message("該当なし", "指定された注文はありません。"), status=404)
        if found[2]:
            return self._download(order)
        return self._tick(request, order) if request.method == "POST" else self._order(request, order)

    def _login(self, request: Request) -> Answer:
        form = {name: values[0] for name, values in request.form().items()}
        known = is_same(form.get("user", ""), self._access.user)
        if not (is_same(form.get("password", ""), self._access.password) and known):
            return Answer(self._screens.login(form.get("user", ""), error=True))
        self.faults.count("logins")
        cookie = self._sessions.open(self.faults.value("session_s"))
        return redirect("/orders", ("Set-Cookie", f"{COOKIE}={cookie}; Path=/; HttpOnly"))

    def _list(self, request: Request) -> Answer:
        state = {"open": OPEN, "taken": TAKEN, "all": ""}.get(request.asked("state") or "open", OPEN)
        n_orders = self._orders.count(state)
        n_pages = max(1, -(-n_orders // PAGE_SIZE))
        wanted = request.asked("page")
        page = min(max(int(wanted) if wanted.isdecimal() else 1, 1), n_pages)
        shown = ListPage(
            self._orders.page(state, page, PAGE_SIZE), request.asked("state") or "open", page, n_pages, n_orders
        )
        answer = Answer(self._screens.orders(shown))
        self._orders.release(self.faults.value("release_per_page"))
        return answer

    def _order(self, request: Request, order: PortalOrder) -> Answer:
        return Answer(self._screens.order(order, is_updated=request.asked("updated") == "1"))

    def _download(self, order: PortalOrder) -> Answer:
        if self.faults.is_due("drop_download_next"):
            raise ConnectionDroppedError
        self.faults.count("downloads")
        self._orders.count_download(order.number)
        disposition = f"attachment; filename*=UTF-8''{quote(order.file_name)}"
        return Answer(order.content, "text/csv; charset=Shift_JIS", headers=(("Content-Disposition", disposition),))

    def _tick(self, request: Request, order: PortalOrder) -> Answer:
        self._orders.set_state(order.number, TAKEN if request.form().get("taken") else OPEN)
        self.faults.count("ticks")
        if self.faults.is_due("lose_tick_next"):
            raise ConnectionDroppedError
        return redirect(f"/orders/{quote(order.number)}?updated=1")

    def _admin(self, request: Request) -> Answer:
        if not is_same(request.headers.get("Authorization", ""), f"Bearer {self._access.admin_token}"):
            return as_json({"error": "token"}, status=401)
        try:
            return as_json(self._administrate(request))
        except (KeyError, ValueError) as error:
            return as_json({"error": str(error)}, status=400)

    def _administrate(self, request: Request) -> dict[str, Any]:
        wanted = request.json() if request.method == "POST" else {}
        if request.path == "/admin/orders":
            new = [order_from_json(one) for one in wanted.get("orders", [])]
            self._orders.add(new, is_reserve=bool(wanted.get("reserve")))
            return {"orders": [_as_json(order) for order in self._orders.page("", 1, 10_000)]}
        if wanted.pop("expire_sessions", False):
            self._sessions.close_all()
        self.faults.set(wanted)
        return self.faults.state()


def _as_json(order: PortalOrder) -> dict[str, object]:
    return {"number": order.number, "state": order.state, "n_downloads": order.n_downloads}
