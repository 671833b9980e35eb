"""Draws the documents of trades/ and the answers beside them.

Run by hand with an environment that has xlsxwriter, xlwt, reportlab, Pillow, numpy and playwright, and with
/usr/bin/chromium and the Noto CJK fonts.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from more_maker.printer import Printer
from trades_maker import attached, books, flats, mails, mails2, mails3, olds, pages, papers, prints, squares
from trades_maker.base import DOCUMENTS, Html

OUT = Path(__file__).parent / "trades"
MODULES = (mails, mails3, mails2, pages, attached, flats, books, squares, olds, prints, papers)


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
