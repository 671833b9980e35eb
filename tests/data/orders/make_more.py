"""Draws the documents of more/ and the answers beside them.

Run by hand with the project's virtual environment; needs xlsxwriter, xlwt, reportlab, Pillow, numpy, playwright and
/usr/bin/chromium with the Noto CJK fonts.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from more_maker import extras, extras2, flats, mails, papers, scans, sheets, shops
from more_maker.base import LAYOUTS, Deck, Html
from more_maker.printer import Printer

OUT = Path(__file__).parent / "more"
MODULES = (sheets, flats, papers, mails, shops, scans, extras, extras2)


def main() -> None:
    """Writes every document in two variants."""
    OUT.mkdir(exist_ok=True)
    for old in OUT.iterdir():
        old.unlink()
    with Printer() as printer:
        for one in LAYOUTS:
            for variant in (1, 2):
                drawn = one.draw(Deck(one.slug, variant))
                content = printer.printed(drawn.content) if isinstance(drawn.content, Html) else drawn.content
                target = OUT / f"{one.slug}-{variant}.{one.ext}"
                target.write_bytes(content)
                what = ("invoice" if variant == 2 else "inquiry") if one.what == "other" else one.what
                answer = {"kind": one.kind, "what": what, "about": one.about, "orders": drawn.orders}
                if drawn.judgement:
                    answer["judgement"] = drawn.judgement
                text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
                target.with_name(target.name + ".expected.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
