"""Draws the documents of wide/ and the answers beside them.

Run by hand with an environment that has xlsxwriter, xlwt, reportlab, Pillow, numpy and playwright, and with
/usr/bin/chromium and the Noto CJK fonts.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

sys.path.insert(0, str(Path(__file__).parent))

from more_maker.printer import Printer
from trades_maker.base import DOCUMENTS, Html

HERE = Path(__file__).parent
OUT = HERE / "wide"


def main() -> None:
    """Writes every document and its answer."""
    for module in iter_modules([str(HERE / "wide_maker")]):
        import_module(f"wide_maker.{module.name}")
    OUT.mkdir(exist_ok=True)
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
