"""Draws the documents of market/ and the answers beside them.

Run by hand with an environment that has xlsxwriter, xlwt, reportlab, Pillow, numpy and playwright, and with
/usr/bin/chromium and the Noto CJK fonts.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fresh_maker.writing import write_set
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
    write_set(OUT, DOCUMENTS)


if __name__ == "__main__":
    main()
