"""Make the blind set under blind/: every document and its right answer, byte for byte the same on every run.

Needs, in an environment of its own (none of it is a dependency of Denpyo): XlsxWriter, xlwt, reportlab, pillow,
numpy, pikepdf, fonttools, the fonts of japanize-matplotlib (IPAexGothic) and Debian's fonts-noto-cjk.
    python make_blind.py [NAME…]     makes all documents, or those whose name starts with one of the NAMEs
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from blind_maker import makers
from blind_maker.answers import Document

HERE = Path(__file__).parent / "blind"


def write(document: Document) -> None:
    """Write one document and its right answer."""
    made = document.make()
    answer = {"kind": document.kind, "what": document.what, "about": document.about, "orders": made.orders}
    if made.judgement:
        answer["judgement"] = made.judgement
    (HERE / document.name).write_bytes(made.data)
    beside = HERE / f"{document.name}.expected.json"
    beside.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{document.name}\t{document.kind}\t{len(made.data)}")


def main(prefixes: list[str]) -> None:
    """Make what was asked for."""
    HERE.mkdir(exist_ok=True)
    for document in makers.all_documents():
        if not prefixes or document.name.startswith(tuple(prefixes)):
            write(document)


if __name__ == "__main__":
    main(sys.argv[1:])
