"""An old system in frames and Shift_JIS: log-in in a frame, menu and work frame, a pop-up look-up, a confirm page."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qs

from robots.practice.server import Answer, PracticeServer, Request, redirect
from tests.support.robots import a_slip

PASSWORD = "furui-gokai-7"
CUSTOMERS = (("C000", "甲商事"), (a_slip().customer_code, a_slip().customer_name))
N_ROWS = 5
DENIED = "<p>ログインしてください。</p><form><input type=password name=again></form>"
NOTHING = "該当する伝票はありません。"
START = "<html><frameset rows='60,*'><frame src=/banner><frame src=/login name=login></frameset></html>"
MAIN = """<html><title>販売管理</title><frameset cols='180,*' border=1><frame src=/menu name=menu>
<frameset rows='*,60'><frame src=about:blank name=work><frame src=/news></frameset></frameset></html>"""
MENU = """<h3>メニュー</h3><a href=/entry target=work>売上伝票入力</a><br><a href=/list target=work>売上伝票一覧</a><br>
<a href=/close target=_top>終了</a>"""
LOGIN = """<form method=post action=/login target=_top><table>
<tr><td>担当者ｺｰﾄﾞ</td><td><input name=tanto></td></tr><tr><td>ﾊﾟｽﾜｰﾄﾞ</td><td><input type=password name=himitsu></td></tr>
</table><input type=submit value=ログイン></form>"""
PICKED = "opener.take('{code}', '{name}'); window.close()"
SCRIPT = """<script>function take(code, name) {
document.forms[0].tokui.value = code; document.forms[0].meisho.value = name }</script>"""


def _options(numbers: range, chosen: int) -> str:
    return "".join(f"<option value={n}{' selected' if n == chosen else ''}>{n}</option>" for n in numbers)


def _row(name: str, value: str) -> str:
    return f"<tr><td>{name}</td><td>{escape(value)}</td></tr>"


@dataclass
class Frames:
    """What it holds; a slip is a mapping of its posted fields."""

    slips: list[Mapping[str, list[str]]] = field(default_factory=list)
    url: str = ""
    password: str = PASSWORD

    def __call__(self, request: Request) -> Answer:
        name = request.path.strip("/") or "start"
        is_known = name in ("start", "login", "banner", "close") or request.cookie("kagi") == "aiteiru"
        page = getattr(self, f"_{name}", self._start)(request) if is_known else DENIED
        if isinstance(page, Answer):
            return page
        head = "" if "<frameset" in page else "<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>"
        return Answer((head + page).encode("cp932"), "text/html; charset=Shift_JIS")

    def _start(self, _: Request) -> str:
        return START

    def _banner(self, _: Request) -> str:
        return "<b>販売管理システム Ver.3.2</b>"

    def _login(self, request: Request) -> str | Answer:
        if request.method != "POST":
            return LOGIN
        is_right = _form(request).get("himitsu") == [PASSWORD]
        return redirect("/main", ("Set-Cookie", "kagi=aiteiru; Path=/")) if is_right else LOGIN

    def _main(self, _: Request) -> str:
        return MAIN

    def _menu(self, _: Request) -> str:
        return MENU

    def _news(self, _: Request) -> str:
        return "<meta http-equiv=refresh content=1><p>お知らせ 受付番号 999 のような数字もここに出ます</p>"

    def _entry(self, _: Request) -> str:
        lines = "<tr><td><input name=shohin></td><td><input name=suryo></td></tr>" * N_ROWS
        return f"""<title>売上伝票入力</title>{SCRIPT}<form method=post action=/confirm><table>
<tr><td>得意先コード</td><td><input name=tokui readonly>
  <input type=button value=参照 onclick="window.open('/pick', 'pick', 'width=420,height=300')"></td></tr>
<tr><td>得意先名</td><td><input name=meisho readonly></td></tr>
<tr><td>伝票日付</td><td><select name=nen>{_options(range(2024, 2030), 2026)}</select>年<select name=tsuki>
{_options(range(1, 13), 1)}</select>月<select name=hi>{_options(range(1, 32), 9)}</select>日</td></tr>
<tr><td>注文番号</td><td><input name=chumon></td></tr><tr><td>摘要</td><td><input name=tekiyo size=40></td></tr>
</table><table border=1><tr><th>商品コード</th><th>数量</th></tr>{lines}</table><input type=submit value=確認></form>"""

    def _pick(self, _: Request) -> str:
        rows = "".join(
            f"<tr><td>{code}</td><td>{name}</td><td><input type=button value=選択 "
            f'onclick="{PICKED.format(code=code, name=name)}"></td></tr>'
            for code, name in CUSTOMERS
        )
        return f"<title>得意先参照</title><table border=1><tr><th>コード</th><th>名称</th><th></th></tr>{rows}</table>"

    def _confirm(self, request: Request) -> str:
        given = _form(request)
        hidden = "".join(
            f"<input type=hidden name={name} value='{escape(value)}'>" for name in given for value in given[name]
        )
        return f"""<h3>内容確認</h3>{_shown(given)}<form method=post action=/save
onsubmit="return confirm('登録します。よろしいですか？')">{hidden}<input type=submit value=登録></form>"""

    def _save(self, request: Request) -> str:
        self.slips.append(_form(request))
        return f"<p>登録が完了しました。</p><p>受付番号：{_number(len(self.slips))}</p>"

    def _list(self, request: Request) -> str:
        sought = _form(request).get("tekiyo", [""])[0]
        found = [(n, slip) for n, slip in enumerate(self.slips, 1) if sought and sought in slip["tekiyo"][0]]
        rows = "".join(
            f"<tr><td>{_number(n)}</td><td>{slip['tekiyo'][0]}</td><td>登録済</td><td><form method=post action=/slip>"
            f"<input type=hidden name=n value={n}><input type=submit value=照会></form></td></tr>"
            for n, slip in found
        )
        heads = "<tr><th>受付番号</th><th>摘要</th><th>状態</th><th></th></tr>"
        table = f"<p>{len(found)} 件</p><table border=1>{heads}{rows}</table>" if found else f"<p>{NOTHING}</p>"
        table = table if request.method == "POST" else ""
        return f"""<h3>売上伝票一覧</h3><form method=post action=/list><table>
<tr><td>摘要</td><td><input name=tekiyo></td></tr></table><input type=submit value=検索></form>{table}"""

    def _slip(self, request: Request) -> str:
        n = int(_form(request)["n"][0])
        return f"<h3>伝票照会</h3><table>{_row('受付番号', _number(n))}</table>{_shown(self.slips[n - 1])}"

    def _close(self, _: Request) -> str:
        return "<p>終了しました。</p>"


def _number(n: int) -> str:
    return f"{260400 + n}"


def _form(request: Request) -> Mapping[str, list[str]]:
    return parse_qs(request.body.decode("ascii"), keep_blank_values=True, encoding="cp932")


def _shown(given: Mapping[str, list[str]]) -> str:
    day = f"{given['nen'][0]}年{given['tsuki'][0]}月{given['hi'][0]}日"
    heads = _row("得意先コード", given["tokui"][0]) + _row("伝票日付", day) + _row("注文番号", given["chumon"][0])
    lines = "".join(
        f"<tr><td>{product}</td><td>{quantity}</td></tr>"
        for product, quantity in zip(given["shohin"], given["suryo"], strict=True)
        if product
    )
    table = f"<table border=1><tr><th>商品コード</th><th>数量</th></tr>{lines}</table>"
    return f"<table>{heads}{_row('摘要', given['tekiyo'][0])}</table>{table}"


@contextmanager
def a_frameset_system() -> Iterator[Frames]:
    """Run it in a thread."""
    frames = Frames()
    server = PracticeServer(frames)
    frames.url = server.url
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield frames
    server.shutdown()
    server.server_close()
