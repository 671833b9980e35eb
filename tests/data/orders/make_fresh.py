"""Draws the documents of fresh/ and the answers beside them.

Run by hand with the project's virtual environment; needs xlsxwriter, xlwt, reportlab, Pillow, numpy, playwright and
/usr/bin/chromium with the Noto CJK fonts.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fresh_maker import attached, branches, chains, flats, grids, mails, old, papers, prints, sheets, shops
from fresh_maker.base import DOCUMENTS
from fresh_maker.writing import write_set

OUT = Path(__file__).parent / "fresh"
MODULES = (sheets, branches, grids, old, flats, papers, prints, chains, mails, shops, attached)


def main() -> None:
    """Writes every document and its answer."""
    write_set(OUT, DOCUMENTS)


if __name__ == "__main__":
    main()
