"""Whatever a slip holds: it reads back equal from the file, or is refused with a code; it is never another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from agent.core.action import Slip, SlipLine
from agent.core.errors import BusinessError, SlipDiffersError
from connectors.import_file.batch import batch_of
from connectors.import_file.compare import require_same
from connectors.import_file.csv_text import rows_in
from connectors.import_file.layout import Layout
from connectors.import_file.slip_file import SlipFile, slip_file_from
from tests.support.import_files import NAMES, shipped

KEY = "KEYKEYKEYKEY2345"
REFUSALS = {
    "import-too-long",
    "import-character",
    "import-forbidden",
    "import-formula",
    "import-missing",
    "import-amount",
}
LETTERS = st.one_of(st.characters(codec="utf-8"), st.sampled_from("見本㈱髙﨑𠮷①ｱｶﾞー〜～−－—‖¥￥\",;'\n\r\t　 =+-@"))
TEXTS = st.text(LETTERS, max_size=30)
RATES = st.sampled_from([Decimal("0.1"), Decimal("0.08")])
LAYOUTS = {name: shipped(name) for name in NAMES}


@st.composite
def slips(draw: st.DrawFn) -> Slip:
    """Draw a slip with one to five lines."""
    lines = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        quantity = draw(st.decimals(0, 1000, places=1))
        amount = Decimal(draw(st.integers(0, 10**8)))
        price = Decimal(draw(st.integers(0, 10**6)))
        lines.append(SlipLine(number, draw(TEXTS), draw(TEXTS), quantity, price, amount, draw(RATES)))
    total = sum((line.amount for line in lines), Decimal(0))
    day = draw(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
    return Slip("sales", draw(TEXTS), draw(TEXTS), draw(TEXTS), day, total, tuple(lines), draw(TEXTS))


@pytest.mark.proves("D9")
@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=60)
@given(slip=slips(), other=slips())
def test_what_is_written_reads_back_as_this_slip_or_is_refused(name, slip, other):
    """Rows and slip file read back equal; another slip with other amounts or day is told apart."""
    layout = LAYOUTS[name]
    file = written_or_refused(slip, layout)
    if file is None:
        return
    rows = rows_in(layout.file, batch_of(1, [file], layout, "keiri").content)
    require_same(rows, slip, KEY, layout)
    assert slip_file_from(file.to_bytes(), "slip") == file
    assume(other.slip_date != slip.slip_date and written_or_refused(other, layout) is not None)
    with pytest.raises(SlipDiffersError):
        require_same(rows, other, KEY, layout)


def written_or_refused(slip: Slip, layout: Layout) -> SlipFile | None:
    """Write a slip; None where the layout refuses it with one of its codes."""
    try:
        return SlipFile.of(slip, KEY, layout)
    except BusinessError as refused:
        if refused.code not in REFUSALS:
            raise
        return None
