"""A target that repeats whatever secret it was told, in every place a page has: for tests that look for them after."""

from __future__ import annotations

import base64
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape

from robots.practice.server import Answer, PracticeServer, Request, redirect

HEAD = "<!doctype html><meta charset=utf-8><title>{leak}</title><style>* {{ font: 22px sans-serif }}</style>"
LOGIN = """<form method=post action=/login><label>ユーザー <input name=user></label>
<label>パスワード <input type=password name=password></label><label>認証コード <input name=code></label>
<button>ログイン</button></form>"""
LEAKS = """<p class=note>前回の入力 {leak}</p><input type=hidden name=h value='{leak}'><input value='{leak}' size=40>
<p><b>{half}</b><i>{rest}</i></p><iframe srcdoc='<meta charset=utf-8><p>{leak}</p>' width=900 height=80></iframe>
<div><template shadowrootmode=open><p>{leak}</p></template></div><input placeholder='{leak}' size=40>"""
FORM = """<form method=post action=/save><label>備考 <input name=memo></label>
<label>得意先コード <input name=customer></label><label>暗証番号 <input name=pin value=82640917></label>
<button>登録</button></form><p>控え 82640917</p>"""
ROBOT = """
robot: telltale
enters: sales
http_login: true
masks: [暗証番号]
refusals: .refusal
login:
  - open: /login
  - fill: {ユーザー: "{account.user}", パスワード: "{account.password}", 認証コード: "{account.totp}"}
  - press: ログイン
lookup:
  - open: "/list?key={key}"
  - rows: {key: 備考, slip_number: 番号, empty: 該当なし}
entry:
  - open: "/new"
  - fill: {備考: "{key}", 得意先コード: "{slip.customer_code}"}
  - commit: {button: 登録}
  - read: {slip_number: {text: 伝票番号 * を登録しました}}
confirm:
  - open: "/slip?n={slip_number}"
  - compare: {得意先コード: "{slip.customer_code}"}
"""
PIN = "82640917"


@dataclass
class Telltale:
    """What it holds. `fails` says what goes wrong: login, dialog, differs, refused, missing; empty: all goes well."""

    url: str = ""
    fails: str = ""
    planted: tuple[str, ...] = ()
    slips: list[dict[str, str]] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)

    def __call__(self, request: Request) -> Answer:
        self.heard.add(request.headers.get("Authorization", ""))
        if request.path == "/login":
            return self._login(request)
        if request.cookie("SID") not in self.sessions:
            return redirect("/login")
        page = getattr(self, f"_{request.path.strip('/').partition(';')[0]}")(request)
        return page if isinstance(page, Answer) else Answer((self._head(request) + page).encode())

    def _known(self, request: Request) -> list[str]:
        """Everything it was told, and what was planted with it."""
        told = request.headers.get("Authorization", "").removeprefix("Basic ")
        return [*self.planted, request.cookie("SID"), *([told] if told else [])]

    def _head(self, request: Request) -> str:
        return HEAD.format(leak=escape(" ".join(self._known(request)), quote=True))

    def _leaks(self, request: Request) -> str:
        parts = [LEAKS.format(leak=escape(one), half=one[:6], rest=one[6:]) for one in self._known(request)]
        return "".join(parts)

    def _login(self, request: Request) -> Answer:
        if request.method == "GET":
            return Answer((self._head(request) + LOGIN).encode())
        form = {name: values[0] for name, values in request.form().items()}
        self.heard |= {form["password"], form["code"]}
        if self.fails == "login":
            said = f"<p class=refusal>{escape(form['password'])} は {self.planted} と違います</p>"
            return Answer((self._head(request) + said + LOGIN).encode())
        self.sessions.append(f"sid{secrets.token_hex(8)}")
        where = f"/home;jsessionid={self.sessions[-1]}?password={form['password']}&sid={self.sessions[-1]}"
        return redirect(where, ("Set-Cookie", f"SID={self.sessions[-1]}; HttpOnly; Path=/"))

    def _home(self, request: Request) -> str:
        return self._leaks(request)

    def _list(self, request: Request) -> str:
        rows = "".join(f"<tr><td>{n}<td>{one['memo']}" for n, one in enumerate(self.slips, 1))
        table = f"<table><tr><th>番号<th>備考{rows}</table>" if rows else "<p>該当なし</p>"
        return self._leaks(request) + table

    def _new(self, request: Request) -> str:
        leak = " ".join(self._known(request))
        fails = {
            "dialog": f"<script>alert({leak!r} + ' 82640917')</script>",
            "differs": f"<script>document.forms[0].customer.oninput = (e) => e.target.value = {leak!r}</script>",
        }
        form = FORM.replace("<label>得意先コード <input name=customer></label>", f"<p>{escape(leak)}</p>")
        shown = form if self.fails == "missing" else FORM
        return self._leaks(request) + shown + fails.get(self.fails, "")

    def _save(self, request: Request) -> Answer:
        if self.fails == "refused":
            said = f"<p class=refusal>エラー: {escape(' '.join(self._known(request)))} 82640917</p>"
            return Answer((self._head(request) + said).encode())
        self.slips.append({name: values[0] for name, values in request.form().items()})
        return redirect(f"/saved?n={len(self.slips)}&sid={request.cookie('SID')}")

    def _saved(self, request: Request) -> str:
        return f"<p>伝票番号 {request.asked('n')} を登録しました</p>{self._leaks(request)}"

    def _slip(self, request: Request) -> str:
        slip = self.slips[int(request.asked("n")) - 1]
        shown = "".join(
            f"<dt>{name}<dd>{slip[key]}" for name, key in (("得意先コード", "customer"), ("暗証番号", "pin"))
        )
        return f"<dl>{shown}</dl>{self._leaks(request)}"

    def secrets(self) -> list[str]:
        """Everything that must be found nowhere."""
        basic = {one.removeprefix("Basic ") for one in self.heard if one.startswith("Basic ")}
        return [*self.planted, *self.sessions, *basic, PIN]


def basic_of(user: str, password: str) -> str:
    """Write what HTTP Basic sends."""
    return base64.b64encode(f"{user}:{password}".encode()).decode()


@contextmanager
def a_telltale(*planted: str) -> Iterator[Telltale]:
    """Run it in a thread."""
    telltale = Telltale(planted=planted)
    server = PracticeServer(telltale)
    telltale.url = server.url
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield telltale
    server.shutdown()
    server.server_close()
