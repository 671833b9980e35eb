"""Draws the documents of later/ and the answers beside them.

Run by hand with an environment that has xlsxwriter, xlwt, reportlab, Pillow, numpy and playwright, and with
/usr/bin/chromium and the Noto CJK fonts.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fresh_maker.writing import write_modules
from trades_maker.base import DOCUMENTS

if __name__ == "__main__":
    here = Path(__file__).parent
    write_modules(here, "later", DOCUMENTS)
