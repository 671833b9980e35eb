"""The demo ledger as a new version of it might look: other names and ids, other order of fields and columns."""

from __future__ import annotations

import http.client
import random
import re
import string
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlencode, urlsplit

from robots.practice.server import Answer, PracticeServer, Request

NAMES = (
    "customer_code|customer_name|slip_date|order_number|memo"
    "|product_code|product_name|quantity|unit_price|tax_class|amount"
)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[dh].*?</t[dh]>", re.DOTALL)
PASSED = ("Content-Type", "Cookie")


class Shuffled:
    """Stands before a ledger, changes its pages, and turns what is posted back into what the ledger knows."""

    def __init__(self, behind: str, seed: int) -> None:
        self._behind = urlsplit(behind).netloc
        draw = random.Random(seed)
        self._new = {name: "".join(draw.choices(string.ascii_lowercase, k=9)) for name in NAMES.split("|")}
        self._old = {new: name for name, new in self._new.items()}

    def __call__(self, request: Request) -> Answer:
        query = urlencode([(self._old.get(name, name), one) for name, many in request.query.items() for one in many])
        headers = {name: request.headers[name] for name in PASSED if request.headers[name]}
        with closing(http.client.HTTPConnection(self._behind, timeout=10)) as ask:
            ask.request(request.method, request.path + (f"?{query}" if query else ""), self._body(request), headers)
            answer = ask.getresponse()
            text = answer.read().decode()
        kept = tuple((name, value) for name, value in answer.getheaders() if name in ("Location", "Set-Cookie"))
        media_type = answer.getheader("Content-Type", "")
        return Answer(self._changed(text, media_type), media_type, answer.status, kept)

    def _body(self, request: Request) -> bytes | None:
        if request.method != "POST":
            return None
        pairs = [(self._old.get(name, name), one) for name, many in request.form().items() for one in many]
        return urlencode(pairs).encode()

    def _changed(self, text: str, media_type: str) -> bytes:
        if "css" not in media_type:
            text = re.sub(rf"\b({NAMES})\b", lambda match: self._new[match.group(1)], text)
        if 'name="slip"' in text:
            text = re.sub(r'(<table class="fields">\n)(.*?)(</table>)', _upside_down, text, count=1, flags=re.DOTALL)
            text = re.sub(r'(<table class="grid lines".*?</table>)', _columns_turned, text, flags=re.DOTALL)
            text = re.sub(r"<th>(\w+)</th><td><input", r"<td><b>\1（必須）：</b></td><td><input", text)
        return text.encode()


def _upside_down(table: re.Match[str]) -> str:
    return table.group(1) + "\n".join(reversed(ROW.findall(table.group(2)))) + table.group(3)


def _columns_turned(table: re.Match[str]) -> str:
    """Turn the columns round, but for the running number, by which the page's script counts."""

    def turned(row: re.Match[str]) -> str:
        first, *others = CELL.findall(row.group(0))
        return f"<tr>{first}{''.join(reversed(others))}</tr>"

    return ROW.sub(turned, table.group(1))


@contextmanager
def a_shuffled_ledger(behind: str, seed: int = 7) -> Iterator[str]:
    """Serve it in a thread; gives its address."""
    server = PracticeServer(Shuffled(behind, seed))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server.url
    server.shutdown()
    server.server_close()
