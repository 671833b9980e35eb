"""Draws the documents of fresh/ and the answers beside them.

Run by hand with the project's virtual environment; needs xlsxwriter, xlwt, reportlab, Pillow, numpy, playwright and
/usr/bin/chromium with the Noto CJK fonts.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fresh_maker import attached, branches, chains, flats, grids, mails, old, papers, prints, sheets, shops
from fresh_maker.base import DOCUMENTS
from more_maker.base import Html
from more_maker.printer import Printer

OUT = Path(__file__).parent / "fresh"
MODULES = (sheets, branches, grids, old, flats, papers, prints, chains, mails, shops, attached)


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
