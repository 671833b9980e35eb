"""Make the development set anew: `python -m tests.data.orders.make_dev [NAME]`.

Needs what the tests need, and besides xlwt (BSD, writes .xls), the fonts Noto Sans CJK and Noto Serif CJK, and a
Chromium. The seeds are fixed: the same versions give the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

from tests.data.orders.dev_maker import (
    csvs,
    grids,
    hard_papers,
    hard_sheets,
    mail_attachments,
    mail_html,
    mail_texts,
    old_sheets,
    pdfs,
    prints,
    scans,
    sheets,
    structured,
    ubl,
)
from tests.data.orders.dev_maker.paper import Layout

DEV = Path(__file__).parent / "dev"
MODULES = (
    sheets,
    grids,
    old_sheets,
    csvs,
    pdfs,
    prints,
    scans,
    mail_texts,
    mail_html,
    mail_attachments,
    structured,
    ubl,
    hard_sheets,
    hard_papers,
)


def main(name: str = "") -> None:
    """Write every document whose name contains `name`, with its answer beside it."""
    DEV.mkdir(exist_ok=True)
    layouts = [layout for module in MODULES for layout in module.LAYOUTS]
    for layout in layouts:
        for number in range(1, layout.n + 1):
            file = DEV / f"{layout.kind}-{layout.name}-{number}{layout.ending}"
            if name in file.name:
                _write(file, layout, number)
    print(f"{len(layouts)} layouts, {len(list(DEV.glob('*.expected.json')))} documents")


def _write(file: Path, layout: Layout, number: int) -> None:
    paper = layout.make(Random(file.name), number)
    told = {"kind": layout.kind, "what": paper.what, "about": layout.about, "orders": paper.orders}
    if paper.judgement:
        told["judgement"] = paper.judgement
    file.write_bytes(paper.content)
    file.with_name(f"{file.name}.expected.json").write_text(
        json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
