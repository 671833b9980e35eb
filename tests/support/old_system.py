"""A small old system with what robots find hard: frames, pop-up look-ups, key-driven grids, drafts, hanging pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from robots.practice.server import Answer, PracticeServer, Request, redirect

HEAD = "<!doctype html><meta charset=utf-8>"
NEW = """<form method=post action=/save><table>
<tr><td>得意先コード</td><td><input name=customer readonly>
  <input type=button value=検索 onclick="window.open('/pick', 'pick', 'width=400,height=300')"></td></tr>
<tr><td>備考</td><td><input name=memo></td></tr>
<tr><td>暗証</td><td><input name=pin value=7391></td></tr>
<tr><td>税区分</td><td><input id=tax name=tax readonly value=未定></td></tr>
</table><input type=submit value=登録></form>
<script>document.addEventListener('keydown', (event) => { if (event.key === 'F4') tax.value = '内税' })
function take(code) { document.forms[0].customer.value = code }</script>"""
PICK = """<table><tr><th>コード</th><th>名称</th><th></th></tr>
<tr><td>C000</td><td>甲</td><td><input type=button value=選択 onclick="opener.take('C000'); close()"></td></tr>
<tr><td>C001</td><td>乙</td><td><input type=button value=選択 onclick="opener.take('C001'); close()"></td></tr>
</table>"""


@dataclass
class Old:
    """What it holds; a slip is a mapping of its fields. `hang` makes the entry page loop for ever."""

    slips: list[dict[str, str]] = field(default_factory=list)
    hang: bool = False
    url: str = ""

    def __call__(self, request: Request) -> Answer:
        page = getattr(self, f"_{request.path.strip('/') or 'list'}")(request)
        return page if isinstance(page, Answer) else Answer((HEAD + page).encode())

    def _list(self, request: Request) -> str:
        rows = "".join(
            f"<tr><td>{n}</td><td>{slip['memo']}</td><td>{slip['state']}</td></tr>" for n, slip in self._numbered()
        )
        return f"<h2>伝票一覧</h2><table><tr><th>番号</th><th>備考</th><th>状態</th></tr>{rows}</table>"

    def _numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        return enumerate(self.slips, 1)

    def _framed(self, request: Request) -> str:
        return "<h1>伝票入力</h1><iframe src=/new width=900 height=500></iframe>"

    def _new(self, request: Request) -> str:
        return NEW + ("<script>setTimeout(() => { for (;;); }, 100)</script>" if self.hang else "")

    def _pick(self, request: Request) -> str:
        return PICK

    def _save(self, request: Request) -> Answer:
        self.slips.append({**{name: values[0] for name, values in request.form().items()}, "state": "下書き"})
        return redirect(f"/saved?n={len(self.slips)}")

    def _saved(self, request: Request) -> str:
        return f"<p>伝票番号 {request.asked('n')} を登録しました。</p>"

    def _slip(self, request: Request) -> str:
        slip = self.slips[int(request.asked("n")) - 1]
        return (
            f"<dl><dt>得意先コード</dt><dd>{slip['customer']}</dd><dt>備考</dt><dd>{slip['memo']}</dd>"
            f"<dt>税区分</dt><dd>{slip['tax']}</dd><dt>暗証</dt><dd>{slip['pin']}</dd></dl>"
            f"<form method=post action='/post?n={request.asked('n')}'><button>確定</button></form>"
        )

    def _post(self, request: Request) -> Answer:
        self.slips[int(request.asked("n")) - 1]["state"] = "確定"
        return redirect(f"/slip?n={request.asked('n')}")


@contextmanager
def an_old_system() -> Iterator[Old]:
    """Run it in a thread."""
    old = Old()
    server = PracticeServer(old)
    old.url = server.url
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield old
    server.shutdown()
    server.server_close()
