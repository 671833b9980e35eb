"""Part a document's pages into its orders, as its form says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agent.extract.form import Form
from agent.extract.labelled import values_of
from agent.extract.table import Page, Part
from agent.extract.titles import ends_at
from agent.extract.unreadable import MisfitError
from agent.extract.values import folded


def parted(pages: Sequence[Page], form: Form) -> list[Part]:
    """Return the pages of each order.

    Raises:
        MisfitError: The form says how a block begins, and none does.
    """
    if form.orders.each == "page":
        return [Part([page]) for page in pages]
    return _blocks(pages, form.orders.begins) if form.orders.each == "block" else _by_number(pages, form)


def _by_number(pages: Sequence[Page], form: Form) -> list[Part]:
    """Let a page with another order number begin the next order."""
    place = dict(form.places).get("number")
    groups: list[Part] = []
    current = ""
    for page in pages:
        first = next(iter(values_of([page], form, "number", place)), None) if place else None
        if not groups or (first is not None and current and folded(first.text) != current):
            groups.append(Part([]))
        current = folded(first.text) if first is not None else current
        groups[-1].pages.append(page)
    return groups


def _blocks(pages: Sequence[Page], begins: Sequence[str]) -> list[Part]:
    """Cut pages into blocks; what stands above the first belongs to all, what begins a further page to the last."""
    groups: list[Part] = []
    above: list[Page] = []
    for page in pages:
        starts = [at for at, row in enumerate(page.rows) if ends_at([cell.text for cell in row.cells], begins)]
        before, *blocks = [
            replace(page, rows=page.rows[start:stop], is_whole=page.is_whole and start == 0 < stop)
            for start, stop in pairwise([0, *starts, len(page.rows)])
        ]
        (groups[-1].pages if groups else above).append(before)
        groups += [Part([block], above) for block in blocks]
    if not groups:
        raise MisfitError("no block", place=pages[0].name, field="orders", wanted=begins[0])
    return groups
