"""No wrong field: in layouts the resolver was not written for, in mixtures of all, and where a field is gone."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from agent.browser.fill import fill
from agent.browser.screen import Screen
from tests.browser.layouts_apart import APART, any_mixed_page, apart_page
from tests.browser.pages import CAPTIONED, LABELS, LAYOUTS, layout_page
from tests.support.random_form import HELD, rounds

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.proves("D4")]
ABSENT = ("入金予定日", "倉庫", "備考", "単価", "送料")
ALONE = """(asks) => asks.map((ask) => {
  window.__denpyo.resolve([ask]);
  const control = window.__denpyo.found[0];
  return control ? control.dataset.truth || "a field without a name" : null;
})"""
BECOME_TEXT = """label => document.querySelectorAll(`[data-truth^="${label}"]`).forEach(control => {
  if (control.dataset.truth.split("#")[0] !== label) return;
  const text = document.createElement("span"); text.textContent = "1,234"; control.replaceWith(text) })"""


def true_names(screen: Screen, html: str, labels: Sequence[str], gone: str = "") -> list[str | None]:
    """True name of the control that each label, asked alone, would be typed into; None where it is refused."""
    screen.page.set_content(html)
    if gone:
        screen.page.evaluate(BECOME_TEXT, gone)
    screen.call("resolve", [])
    asks = [{"label": one, "section": "", "row": 1, "part": 0, "css": "", "reads": False} for one in labels]
    return list(screen.page.evaluate(ALONE, asks))


def wrong_ones(labels: Sequence[str], names: Sequence[str | None]) -> list[tuple[str, str]]:
    return [(label, name) for label, name in zip(labels, names, strict=True) if name not in (None, label)]


def test_layouts_kept_apart_have_no_wrong_field(screen):
    """24 layouts, 864 fields: most are found, the rest is refused; none is another's."""
    wrong, n_right = [], 0
    for layout in APART:
        for seed in range(3):
            names = true_names(screen, apart_page(layout, seed), LABELS)
            wrong += [(layout.__name__, *one) for one in wrong_ones(LABELS, names)]
            n_right += sum(name is not None for name in names)
    assert wrong == []
    assert n_right >= 594


def test_a_field_that_became_text_is_never_replaced_by_its_neighbour(screen):
    """Its label still stands, the control is gone: nothing else answers, in any layout."""
    taken = []
    for layout in (*CAPTIONED, *APART):
        html = layout_page(layout, 7) if layout in LAYOUTS else apart_page(layout, 7)
        for label in random.Random(layout.__name__).sample(LABELS, 2):
            taken += [(layout.__name__, label, name) for name in true_names(screen, html, [label], label) if name]
    assert taken == []


def test_mixtures_of_all_layouts_have_no_wrong_field(screen):
    """Blocks in any layouts beside each other: no wrong one, and none for a label that is gone or never was there."""
    wrong, n_right = [], 0
    for seed in range(40):
        html = any_mixed_page(seed)
        gone = random.Random(seed).choice(LABELS)
        names = true_names(screen, html, [*LABELS, *ABSENT])
        wrong += [(seed, *one) for one in wrong_ones([*LABELS, *ABSENT], names)]
        wrong += [(seed, gone, name) for name in true_names(screen, html, [gone], gone) if name]
        wrong += [(seed, label, name) for label, name in zip(ABSENT, names[len(LABELS) :], strict=True) if name]
        n_right += sum(name is not None for name in names)
    assert wrong == []
    assert n_right >= 40 * 12 * 0.8


@pytest.mark.proves("D3")
def test_a_form_that_changes_each_round_is_filled_right(screen):
    """Labels, order, layout, kinds, ids and names are others each time; what was ordered stands there, and no more."""
    wrong = []
    for n, form in enumerate(rounds(seed=20260401, n=25)):
        screen.page.set_content(form.html)
        fill(screen, form.entries)
        wrong += [(n, name) for name in form.wrong(screen.page.evaluate(HELD))]
    assert wrong == []
