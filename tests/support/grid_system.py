"""A system of its own habits: one-time codes, a frameset, a grid for the keyboard alone, attachments, a PDF to take.

The grid is drawn out of `div`s. Arrows move; Enter, F2 or a letter turn a cell into a field; Enter closes it and goes
on; after a product code nothing moves until the look-up has answered, and a key pressed meanwhile is lost.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes

from agent.browser.totp import read_secret
from robots.practice.server import Answer, PracticeServer, Request, redirect

SECRET = "JBSWY3DPEHPK3PXP"
HEAD = "<!doctype html><meta charset=utf-8><style>div[role]{border:1px solid #ccc}[role=row]{display:flex}"
HEAD += "[role=gridcell],[role=columnheader]{width:9em;height:1.5em}</style>"
NO_STYLES = ("Content-Security-Policy", "style-src 'none'; script-src 'none'")
LOGIN = """<form method=post action=/login><p>{said}</p><label>ユーザー <input name=user></label>
<label>パスワード <input type=password name=password></label><button>次へ</button></form>"""
CODE = """<form method=post action=/code><p>{said}</p><label>認証コード <input name=code></label>
<button>ログイン</button></form>"""
FRAMES = """<!doctype html><html><frameset cols="20%,80%">
<frame name=menu src=/menu><frame name=main src=/welcome></frameset>
</html>"""
MENU = "<p><a href=/new target=main>伝票入力</a></p><p><a href=/list target=main>伝票一覧</a></p>"
NEW = """<form method=post action=/save enctype=multipart/form-data>
<table><tr><td>得意先コード</td><td><input name=customer onchange="ask(this)"></td></tr>
<tr><td>備考</td><td><input name=memo></td></tr>
<tr><td>添付</td><td><input type=file name=paper></td></tr></table>
<h3>明細</h3><div role=grid id=grid></div><input type=hidden name=rows><button>登録</button></form>
<script>
const titles = ["商品コード", "商品名", "数量"], rows = [["", "", ""]];
let at = [0, 0], busy = false;
function ask(field) { if (!confirm("この得意先でよいですか")) field.value = "" }
const cell = (r, c) => grid.querySelector(`[data-r="${r}"][data-c="${c}"]`);
function draw() {
  const row = (cells) => `<div role=row>${cells.join("")}</div>`;
  grid.innerHTML = row(titles.map((t) => `<div role=columnheader>${t}</div>`)) + rows.map((line, r) =>
    row(line.map((text, c) => `<div role=gridcell tabindex=-1 data-r=${r} data-c=${c}>${text}</div>`))).join("");
  document.forms[0].rows.value = JSON.stringify(rows);
}
const go = (r, c) => { at = [r, c]; cell(r, c).focus() };
function edit(text) {
  const [r, c] = at, box = cell(r, c);
  box.innerHTML = "<input size=8>";
  box.firstChild.value = text;
  box.firstChild.focus();
}
async function close(event) {
  event.preventDefault();
  const [r, c] = at;
  rows[r][c] = event.target.value;
  if (c === 0) {
    busy = true;
    event.target.disabled = true;
    rows[r][1] = await (await fetch("/product?code=" + event.target.value)).text();
    busy = false;
  }
  if (c === 2 && r === rows.length - 1) rows.push(["", "", ""]);
  draw();
  c === 0 ? go(r, 2) : go(r + 1, 0);
}
grid.addEventListener("keydown", (event) => {
  if (!event.isTrusted || busy) { event.preventDefault(); return }
  const typing = event.target.tagName === "INPUT", [r, c] = at;
  if (typing) { if (event.key === "Enter") close(event); return }
  const move = { ArrowRight: [r, c + 1], ArrowLeft: [r, c - 1], ArrowDown: [r + 1, c], ArrowUp: [r - 1, c] }[event.key];
  if (move) { if (cell(...move)) go(...move) }
  else if (event.key === "F2" || event.key === "Enter") edit(rows[r][c]);
  else if (event.key.length === 1) edit("");
  else return;
  if (event.key.length > 1) event.preventDefault();
});
grid.addEventListener("click", ({ target: { dataset: { r, c } } }) => { if (r) go(Number(r), Number(c)) });
draw();
</script>"""


@dataclass
class GridSystem:
    """What it holds. `codes` are those it was shown; a code it has seen before is refused."""

    slips: list[dict[str, str]] = field(default_factory=list)
    papers: list[tuple[str, bytes]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    refuse_codes: bool = False
    products: dict[str, str] = field(default_factory=dict)
    slow_s: float = 0.0
    url: str = ""

    def __call__(self, request: Request) -> Answer:
        path = request.path.strip("/") or "frames"
        if path not in ("login", "code") and request.cookie("session") != "open":
            return redirect("/login")
        page = getattr(self, f"_{path}")(request)
        return page if isinstance(page, Answer) else Answer((HEAD + page).encode())

    def _login(self, request: Request) -> str:
        if request.method == "GET" or request.form()["password"] != ["geheim"]:
            return LOGIN.format(said="" if request.method == "GET" else "違います")
        return CODE.format(said="")

    def _code(self, request: Request) -> str | Answer:
        (code,) = request.form()["code"]
        secret = read_secret(SECRET)
        right = code in {secret.code_of(secret.window_at(time.time()) - back) for back in (0, 1)}
        fits = right and code not in self.codes and not self.refuse_codes
        self.codes.append(code)
        return redirect("/", ("Set-Cookie", "session=open; Path=/")) if fits else CODE.format(said="コードが違います")

    def _frames(self, request: Request) -> Answer:
        return Answer(FRAMES.encode())

    def _menu(self, request: Request) -> str:
        return MENU

    def _welcome(self, request: Request) -> str:
        return "<p>ようこそ</p>"

    def _new(self, request: Request) -> str:
        return NEW

    def _product(self, request: Request) -> Answer:
        time.sleep(self.slow_s)
        return Answer(self.products.get(request.asked("code"), "").encode(), "text/plain; charset=utf-8")

    def _save(self, request: Request) -> str:
        head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
        parts = {
            str(part.get_param("name", header="content-disposition")): part
            for part in message_from_bytes(head + request.body).get_payload()
        }
        told = {name: part.get_payload(decode=True).decode() for name, part in parts.items() if name != "paper"}
        paper = parts["paper"]
        self.papers.append((paper.get_filename() or "", paper.get_payload(decode=True)))
        self.slips.append(told)
        return f"<p>伝票番号 {len(self.slips)} を登録しました。</p>"

    def _list(self, request: Request) -> str:
        rows = "".join(f"<tr><td>{n}</td><td>{slip['memo']}</td></tr>" for n, slip in enumerate(self.slips, 1))
        return f"<h2>伝票一覧</h2><table><tr><th>番号</th><th>備考</th></tr>{rows}</table>"

    def _slip(self, request: Request) -> Answer:
        slip = self.slips[int(request.asked("n")) - 1]
        rows = [line for line in json.loads(slip["rows"]) if line[0]]
        lines = "".join(f"<tr><td>{code}</td><td>{name}</td><td>{n}</td></tr>" for code, name, n in rows)
        page = (
            f"<dl><dt>得意先コード</dt><dd>{slip['customer']}</dd><dt>備考</dt><dd>{slip['memo']}</dd>"
            "<dt>口座番号</dt><dd>7654321</dd></dl>"
            f"<table><tr><th>商品コード</th><th>商品名</th><th>数量</th></tr>{lines}</table><a href=/pdf>伝票PDF</a>"
        )
        return Answer(f"<!doctype html><meta charset=utf-8>{page}".encode(), headers=(NO_STYLES,))

    def _pdf(self, request: Request) -> Answer:
        shown = ("Content-Disposition", "attachment; filename=slip.pdf")
        return Answer(b"%PDF-1.4 made by the target", "application/pdf", headers=(shown,))


@contextmanager
def a_grid_system() -> Iterator[GridSystem]:
    """Run it in a thread."""
    system = GridSystem()
    server = PracticeServer(system)
    system.url = server.url
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield system
    server.shutdown()
    server.server_close()
