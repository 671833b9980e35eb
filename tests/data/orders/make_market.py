"""Draws the documents of market/ and the answers beside them.

Run by hand with an environment that has xlsxwriter, xlwt, reportlab, Pillow, numpy and playwright, and with
/usr/bin/chromium and the Noto CJK fonts.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from market_maker import (
    attached,
    boards,
    books,
    carts,
    clouds,
    edi,
    erp,
    exports,
    exports2,
    forms,
    grids,
    malls,
    old,
    pages,
    people,
    platforms,
    silent,
    trades,
)
from market_maker.base import DOCUMENTS
from more_maker.base import Html
from more_maker.printer import Printer

OUT = Path(__file__).parent / "market"
MODULES = (
    carts,
    malls,
    forms,
    people,
    platforms,
    silent,
    pages,
    boards,
    attached,
    exports,
    exports2,
    edi,
    books,
    grids,
    old,
    clouds,
    erp,
    trades,
)


def main() -> None:
    """Writes every document and its answer."""
    OUT.mkdir(exist_ok=True)
    for stale in OUT.iterdir():
        stale.unlink()
    with Printer() as printer:
        for one in DOCUMENTS:
            drawn = one.draw()
            content = printer.printed(drawn.content) if isinstance(drawn.content, Html) else drawn.content
            (OUT / one.file).write_bytes(content)
            answer = {"kind": one.kind, "what": one.what, "about": one.about, "orders": drawn.orders}
            if drawn.judgement:
                answer["judgement"] = drawn.judgement
            text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
            (OUT / f"{one.file}.expected.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
