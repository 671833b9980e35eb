"""The demo portal, asked page by page."""

import base64
import json
from email.message import Message
from urllib.parse import urlencode

import pytest

from robots.demo_portal.portal.app import Portal
from robots.demo_portal.portal.orders import Orders
from robots.practice.access import Access
from robots.practice.server import Answer, ConnectionDroppedError, Request

ACCESS = Access("supplier", "secret", "admin-token", "export-token")


def an_order(n: int) -> dict:
    return {
        "number": f"W-{n:04}",
        "ordered_on": "2026-04-01",
        "buyer": "株式会社ダミーマート",
        "title": "定期発注",
        "total": 1000 + n,
        "file_name": f"注文{n}.csv",
        "content": base64.b64encode(f"注文{n}".encode("cp932")).decode(),
    }


class Supplier:
    """Somebody at a browser, and the buyer's system at the administrator's page."""

    def __init__(self, portal: Portal) -> None:
        self.portal, self.cookie = portal, ""

    def ask(self, path: str, form: dict | None = None, **query: str) -> Answer:
        headers = Message()
        headers["Cookie"] = self.cookie
        values = {name: [value] for name, value in query.items()}
        method, sent = ("GET", b"") if form is None else ("POST", urlencode(form).encode())
        answer = self.portal(Request(method, path, values, headers, sent))
        self.cookie = dict(answer.headers).get("Set-Cookie", self.cookie).partition(";")[0]
        return answer

    def admin(self, path: str, **wanted: object) -> dict:
        headers = Message()
        headers["Authorization"] = "Bearer admin-token"
        return json.loads(self.portal(Request("POST", path, {}, headers, json.dumps(wanted).encode())).body)

    def listed(self, page: int, state: str = "open") -> list[str]:
        shown = self.ask("/orders", page=str(page), state=state).body.decode()
        return [part[:6] for part in shown.split('<a href="/orders/')[1:] if part[6] == '"']


@pytest.fixture
def supplier(tmp_path):
    orders = Orders(tmp_path / "portal.db")
    supplier = Supplier(Portal(orders, ACCESS))
    supplier.admin("/admin/orders", orders=[an_order(n) for n in range(23)])
    supplier.ask("/login", {"user": "supplier", "password": "secret"})
    yield supplier
    orders.close()


def test_the_list_has_pages_of_ten_and_a_count(supplier):
    """Newest first, ten to a page, and 件数 counts all pages."""
    assert supplier.listed(1)[0] == "W-0022"
    assert [len(supplier.listed(page)) for page in (1, 2, 3)] == [10, 10, 3]
    assert "<th>件数</th><td>23</td>" in supplier.ask("/orders").body.decode()


def test_a_tick_moves_an_order_to_the_taken_ones(supplier):
    """取込済 takes an order out of the open list, and can be taken back."""
    supplier.ask("/orders/W-0022", {"taken": "1"})
    assert supplier.listed(1)[0] == "W-0021"
    assert supplier.listed(1, "taken") == ["W-0022"]
    supplier.ask("/orders/W-0022", {})
    assert supplier.listed(1)[0] == "W-0022"


def test_a_download_is_the_buyers_file_unchanged(supplier):
    """The bytes are handed out as the buyer's system wrote them, with their Japanese name."""
    answer = supplier.ask("/orders/W-0003/csv")
    assert answer.body == "注文3".encode("cp932")
    assert "filename*=UTF-8''%E6%B3%A8%E6%96%873.csv" in dict(answer.headers)["Content-Disposition"]


def test_orders_that_come_in_during_paging_shift_the_pages(supplier):
    """The known trap: the last order of page one is the first of page two."""
    supplier.admin("/admin/orders", orders=[an_order(n) for n in range(90, 92)], reserve=True)
    supplier.admin("/admin/faults", release_per_page=1)
    first, second = supplier.listed(1), supplier.listed(2)
    assert first[-1] == second[0]
    assert supplier.listed(1)[:2] == ["W-0091", "W-0090"]


def test_the_session_ends_and_pages_fail_in_turn(supplier):
    """Each third page finds the session gone; then each second page fails."""
    supplier.portal.faults.set({"expire_every": 3})
    statuses = [supplier.ask("/orders").status for _ in range(3)]
    assert 303 in statuses
    supplier.portal.faults.set({"expire_every": 0, "fail_every": 2})
    supplier.ask("/login", {"user": "supplier", "password": "secret"})
    assert sorted(supplier.ask("/orders").status for _ in range(4)) == [200, 200, 500, 500]


def test_a_lost_answer_to_a_tick_has_ticked(supplier):
    """The connection ends without an answer although the order is taken."""
    supplier.admin("/admin/faults", lose_tick_next=1, drop_download_next=1)
    with pytest.raises(ConnectionDroppedError):
        supplier.ask("/orders/W-0022", {"taken": "1"})
    with pytest.raises(ConnectionDroppedError):
        supplier.ask("/orders/W-0001/csv")
    states = {one["number"]: one["state"] for one in supplier.admin("/admin/orders")["orders"]}
    assert states["W-0022"] == "取込済"


def test_an_order_is_registered_once(supplier):
    """The same number again changes nothing, not even its tick."""
    supplier.ask("/orders/W-0022", {"taken": "1"})
    supplier.admin("/admin/orders", orders=[an_order(22)])
    assert supplier.listed(1, "taken") == ["W-0022"]
    assert "error" in supplier.admin("/admin/orders", orders=[{"number": "X"}])
