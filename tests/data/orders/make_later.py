"""Draws the documents of later/ and the answers beside them.

Run by hand with an environment that has xlsxwriter, xlwt, reportlab, Pillow, numpy and playwright, and with
/usr/bin/chromium and the Noto CJK fonts.
"""

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

sys.path.insert(0, str(Path(__file__).parent))

from fresh_maker.writing import write_set
from trades_maker.base import DOCUMENTS

HERE = Path(__file__).parent
OUT = HERE / "later"


def main() -> None:
    """Writes every document and its answer."""
    for module in iter_modules([str(HERE / "later_maker")]):
        import_module(f"later_maker.{module.name}")
    write_set(OUT, DOCUMENTS)


if __name__ == "__main__":
    main()
