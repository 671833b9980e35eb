"""Draws the documents of trades/ and the answers beside them.

Run by hand with an environment that has xlsxwriter, xlwt, reportlab, Pillow, numpy and playwright, and with
/usr/bin/chromium and the Noto CJK fonts.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fresh_maker.writing import write_set
from trades_maker import attached, books, flats, mails, mails2, mails3, olds, pages, papers, prints, squares
from trades_maker.base import DOCUMENTS

OUT = Path(__file__).parent / "trades"
MODULES = (mails, mails3, mails2, pages, attached, flats, books, squares, olds, prints, papers)


def main() -> None:
    """Writes every document and its answer."""
    write_set(OUT, DOCUMENTS)


if __name__ == "__main__":
    main()
