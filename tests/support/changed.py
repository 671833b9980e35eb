"""The demo ledger with changed screens, as a new version of an accounting system brings them over night."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from robots.practice.server import PracticeServer
from tests.support.shuffled import Shuffled

ENTRY = 'name="slip"'
FIELDS, END = '<table class="fields">\n', "</table>"
NUMBER = '<th>注文番号</th><td><input type="text" name="order_number"'
NUMBER_CELLS = '<th>注文番号</th><td><input type="text" name="order_number" size="24" maxlength="30" value=""></td>'


class Changed(Shuffled):
    """Stands before a ledger and changes the pages that hold certain words; what is posted goes through as it is."""

    def __init__(self, behind: str, change: Callable[[str], str], on: str) -> None:
        super().__init__(behind, seed=0)
        self._old = {}
        self._change, self._on = change, on

    def _changed(self, text: str, media_type: str) -> bytes:
        changed = self._change(text) if self._on in text else text
        assert self._on not in text or changed != text, "the page is not what the change was written for"
        return changed.encode()


@contextmanager
def a_changed_ledger(behind: str, change: Callable[[str], str], on: str = ENTRY) -> Iterator[str]:
    """Serve it in a thread; gives its address."""
    server = PracticeServer(Changed(behind, change, on))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server.url
    server.shutdown()
    server.server_close()


def replaced(old: str, new: str) -> Callable[[str], str]:
    """Change one piece of the page's text."""
    return lambda text: text.replace(old, new)


def in_blocks(text: str) -> str:
    """Put the head of the slip into a block of its own, under the heading 伝票情報."""
    head, _, rest = text.partition(FIELDS)
    inside, _, after = rest.partition(END)
    return f"{head}<fieldset><legend>伝票情報</legend>{FIELDS}{inside}{END}</fieldset>{after}"


def number_moved(text: str) -> str:
    """Put the order number into another block, 納品情報, below the first."""
    moved = f"<fieldset><legend>納品情報</legend><table><tr>{NUMBER_CELLS}</tr></table></fieldset>"
    return in_blocks(text).replace(NUMBER_CELLS, "", 1).replace("</fieldset>", f"</fieldset>{moved}", 1)
