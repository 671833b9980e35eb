"""Days of delivery that stand under a label less sure than the one that was believed, and are others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agent.core.order import Finding, Severity
from agent.extract.labelled import Written
from agent.extract.unseen.fitting import ANY_DAY
from agent.extract.unseen.goods import Goods
from agent.extract.values import day_in


def other_days(taken: Written, others: Sequence[Written]) -> list[Finding]:
    """Doubt a day beside which another stands: 納期 4/10, 希望日 4/12."""
    day = day_in(taken.text, "md", ANY_DAY)
    found = (one for one in others if (other := day_in(one.text, "md", ANY_DAY)) is not None and other != day)
    return [_elsewhere(one) for one in found][:1]


def other_days_among(goods: Goods, taken: int) -> Iterator[Finding]:
    """Doubt the days of a column beside which another column has others."""
    for entry in goods.entries:
        cells = [entry.cells[at][0] for at in (taken, *goods.under("deliver_on")) if entry.cells.get(at)]
        written = [Written("deliver_on", cell.text, cell.place) for cell in cells]
        found = other_days(written[0], written[1:]) if written else []
        if found:
            yield replace(found[0], field="note")
            return


def _elsewhere(one: Written) -> Finding:
    return Finding("written-elsewhere", Severity.DOUBT, "deliver_on", (("place", one.place), ("text", one.text[:80])))
