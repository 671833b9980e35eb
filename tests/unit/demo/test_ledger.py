"""The demo ledger, asked page by page."""

import csv
import io
import json
import shutil
from email.message import Message
from pathlib import Path
from urllib.parse import urlencode

import pytest

from robots.demo_ledger.ledger.app import Ledger
from robots.demo_ledger.ledger.books import Books
from robots.demo_ledger.ledger.masters import MasterFiles
from robots.practice.access import Access
from robots.practice.server import Answer, ConnectionDroppedError, Request

MASTERS = Path(__file__).parents[3] / "config" / "masters"
ACCESS = Access("keiri", "secret", "admin-token", "export-token")
HEAD = {"customer_code": "C001", "slip_date": "2026/04/01", "order_number": "A-1", "memo": "KEYKEYKEYKEYKEYK"}
ROW = {"product_code": "P1001", "quantity": "10", "unit_price": "2,400", "tax_class": "", "amount": "24,000"}


class Clerk:
    """Somebody at a browser: keeps the cookie, follows nothing."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.cookie = ledger, ""

    def ask(self, address: str, form: dict | None = None, token: str = "", body: bytes = b"") -> Answer:
        headers = Message()
        headers["Cookie"] = self.cookie
        headers["Authorization"] = f"Bearer {token}"
        path, _, query = address.partition("?")
        values = {name: [value] for name, _, value in (part.partition("=") for part in query.split("&"))}
        method = "GET" if form is None and not body else "POST"
        sent = body or urlencode(form or {}, doseq=True).encode()
        answer = self.ledger(Request(method, path, values, headers, sent))
        self.cookie = dict(answer.headers).get("Set-Cookie", self.cookie).partition(";")[0]
        return answer

    def log_in(self) -> Answer:
        return self.ask("/login", {"user": "keiri", "password": "secret"})

    def faults(self, **wanted: object) -> dict:
        return json.loads(self.ask("/admin/faults", token="admin-token", body=json.dumps(wanted).encode()).body)

    def slips(self, memo: str = HEAD["memo"]) -> int:
        return self.ask(f"/slips?memo={memo}").body.decode().count("登録済<")


@pytest.fixture
def clerk(tmp_path):
    books = Books(tmp_path / "ledger.db")
    clerk = Clerk(Ledger(books, MasterFiles(MASTERS), ACCESS))
    clerk.log_in()
    yield clerk
    books.close()


def location(answer: Answer) -> str:
    assert answer.status == 303
    return dict(answer.headers)["Location"]


def test_a_slip_is_confirmed_then_stored_with_a_number(clerk):
    """Confirm stores nothing; the commit stores one slip and leads to its number."""
    shown = clerk.ask("/slips/confirm", HEAD | ROW).body.decode()
    assert "まだ登録されていません" in shown
    assert "25,920" in shown
    assert clerk.slips() == 0
    assert location(clerk.ask("/slips", HEAD | ROW)) == "/done/100001"
    assert "100001" in clerk.ask("/slips/100001").body.decode()


def test_the_same_memo_may_stand_twice(clerk):
    """Nothing in the ledger stops a double: whoever keys must take care."""
    clerk.ask("/slips", HEAD | ROW)
    clerk.ask("/slips", HEAD | ROW)
    assert clerk.slips() == 2


def test_the_list_finds_a_memo_only_whole(clerk):
    """A part of a memo finds nothing."""
    clerk.ask("/slips", HEAD | ROW)
    assert clerk.slips() == 1
    assert clerk.slips(HEAD["memo"][:-1]) == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"customer_code": "C999"}, "得意先コード「C999」は登録されていません。"),
        ({"product_code": "P9999"}, "商品コード「P9999」は登録されていません。"),
        ({"quantity": "0"}, "数量は0より大きい数値を入力してください。"),
        ({"quantity": "NaN"}, "数量は0より大きい数値を入力してください。"),
        ({"unit_price": "abc"}, "単価を正しく入力してください。"),
        ({"amount": "1"}, "金額が数量×単価と一致しません。"),
        ({"slip_date": "2026/02/30"}, "伝票日付が正しくありません。"),
        ({"memo": "あ" * 41}, "摘要は40文字以内で入力してください。"),
        ({"product_code": "", "quantity": "", "unit_price": ""}, "明細を1行以上入力してください。"),
    ],
)
def test_wrong_input_is_refused_at_confirm_and_at_commit(clerk, wrong, said):
    """The page says what is wrong, and nothing is stored even when confirm is skipped."""
    for page in ("/slips/confirm", "/slips"):
        answer = clerk.ask(page, HEAD | ROW | wrong)
        assert answer.status == 200
        assert said in answer.body.decode()
    assert clerk.slips() == 0


def test_a_closed_period_takes_no_slip(clerk):
    """The books are closed up to a day."""
    clerk.faults(closed_until="2026-04-01")
    assert "締め処理済み" in clerk.ask("/slips", HEAD | ROW).body.decode()


def test_a_lost_answer_has_stored_the_slip(clerk):
    """The connection ends without an answer although the slip is there."""
    clerk.faults(lose_answer_next=1)
    with pytest.raises(ConnectionDroppedError):
        clerk.ask("/slips", HEAD | ROW)
    assert clerk.slips() == 1


def test_a_connection_closed_before_storing_leaves_nothing(clerk):
    """The other half of not knowing: no answer and no slip."""
    clerk.faults(close_before_store_next=1, fail_commit_next=1)
    with pytest.raises(ConnectionDroppedError):
        clerk.ask("/slips", HEAD | ROW)
    assert clerk.ask("/slips", HEAD | ROW).status == 500
    assert clerk.slips() == 0
    counts = clerk.faults()["counts"]
    assert (counts["commits"], counts["close_before_store"], counts.get("stored", 0)) == (2, 1, 0)


def test_an_expired_session_leads_to_the_login_and_back(clerk):
    """A page asks to log in first; a look-up in the page says 401; both go on after it."""
    clerk.faults(expire_sessions=True)
    assert location(clerk.ask("/slips/new")) == "/login?next=/slips/new"
    assert clerk.ask("/api/customers/C001").status == 401
    form = {"user": "keiri", "password": "secret", "next": "/slips/new"}
    assert location(clerk.ask("/login", form)) == "/slips/new"


def test_the_login_never_leads_to_another_site(clerk):
    """A link from outside cannot use the log-in as a springboard."""
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = clerk.ask("/login", {"user": "keiri", "password": "secret", "next": elsewhere})
        assert location(answer) == "/menu"


def test_a_wrong_password_is_refused(clerk):
    """The page says so and opens no session."""
    stranger = Clerk(clerk.ledger)
    assert "正しくありません" in stranger.ask("/login", {"user": "keiri", "password": "x"}).body.decode()
    assert location(stranger.ask("/menu")) == "/login?next=/menu"


def test_export_and_faults_need_their_tokens(clerk):
    """A log-in is not enough for either."""
    assert clerk.ask("/export.csv").status == 401
    assert clerk.ask("/export.csv", token="admin-token").status == 401
    assert clerk.ask("/admin/faults", token="export-token").status == 401
    assert "no fault is called wrong" in clerk.faults(wrong=1)["error"]
    assert "takes a value like" in clerk.faults(slow_s="much")["error"]


def test_the_export_holds_every_line(clerk):
    """One row per line, with plain decimals and the tax rounded once per rate."""
    clerk.ask("/slips", HEAD | {name: [value, value] for name, value in ROW.items()} | {"tax_class": ["10%", ""]})
    text = clerk.ask("/export.csv", token="export-token").body.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["line"] for row in rows] == ["1", "2"]
    assert [row["tax_rate"] for row in rows] == ["0.1", "0.08"]
    assert (rows[0]["total"], rows[0]["tax"], rows[0]["unit_price"]) == ("48000", "4320", "2400")


def test_text_of_customers_is_shown_as_text(clerk):
    """Typed markup is escaped on every screen."""
    clerk.ask("/slips", HEAD | ROW | {"memo": "<b>x</b>"})
    assert "<b>x</b>" not in clerk.ask("/slips/100001").body.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in clerk.ask("/slips/100001").body.decode()


def test_a_customer_added_to_the_masters_is_known_at_once(tmp_path):
    """The masters are read again when a file changed; one that is half written leaves them as they were."""
    shutil.copytree(MASTERS, tmp_path / "masters")
    files = MasterFiles(tmp_path / "masters")
    assert "C999" not in files.now().customers

    with (tmp_path / "masters" / "customers.csv").open("a", encoding="utf-8") as file:
        file.write("C999,株式会社見知らぬ商店,ミシラヌショウテン,,new@example.com,\n")
    assert files.now().customers["C999"].name == "株式会社見知らぬ商店"

    (tmp_path / "masters" / "products.csv").write_text("code,name\nP1", "utf-8")
    assert "P1001" in files.now().products
    (tmp_path / "masters" / "products.csv").unlink()
    assert "P1001" in files.now().products
