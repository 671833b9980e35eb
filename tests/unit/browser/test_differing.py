"""What is told of a value that differs: field, expected, seen; nothing of a masked place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from agent.browser.differing import HIDDEN, first_of, hide_masked, value_differs
from agent.browser.errors import ValueDiffersError
from agent.browser.values import Entry, Kind, Reading
from agent.core.action import SlipLine
from agent.core.errors import BusinessError, SlipDiffersError
from agent.wording.catalogue import say_reason
from robots.ledgersmb.hooks import tax_rate


def reading(value: str = "", words: str = "", *, checked: bool = False) -> Reading:
    """What a control held."""
    return Reading(value, words, checked)


@pytest.mark.parametrize(
    ("entry", "seen", "control", "told"),
    [
        (Entry("金額", Decimal("1200"), Kind.NUMBER), reading("120"), "text", ("1200", "120")),
        (Entry("日付", date(2026, 4, 1), Kind.DAY), reading("2026/04/02"), "text", ("2026/04/01", "2026/04/02")),
        (Entry("得意先名", "株式会社青果"), reading(" "), "text", ("株式会社青果", "empty")),
        (Entry("得意先名", None), reading(""), "text", ("any", "empty")),
        (Entry("税区分", "10", Kind.CHOICE), reading("8", "軽減 8%"), "select-one", ("10", "軽減 8%")),
        (Entry("内税", value=True, kind=Kind.FLAG), reading("on"), "checkbox", ("true", "false")),
        (Entry("摘要", "あ" * 100), reading("い\n う"), "textarea", ("あ" * 80 + "…", "い う")),
    ],
)
def test_both_values_are_told_as_they_are_written_on_the_screen(entry, seen, control, told):
    """Money, days, choices and ticks are told as a person reads them there; long ones are cut."""
    error = value_differs(entry, seen, "differs", control)

    assert (error.values["expected"], error.values["seen"]) == told
    assert error.message == f"{entry.label}: differs"


def test_the_sentence_shows_both_in_either_language():
    """Who reads the queue sees what was ordered and what stands there, without opening the picture."""
    error = value_differs(Entry("数量", Decimal(10), Kind.NUMBER), reading(""), "differs")

    assert "注文: 10、画面: 空欄" in say_reason("ja", error.reason)
    assert "ordered: 10, screen: empty" in say_reason("en", error.reason)


def test_the_sentence_names_every_field_that_differs():
    """Who corrects a robot or an order sees all of it at once; the first field's own values stay as they are."""
    names = ["数量", "単価", "数量", *(f"備考{n}" for n in range(10))]
    error = first_of([value_differs(Entry(name, "1"), reading("2"), "differs") for name in names])

    assert error.values == {
        "field": "数量",
        "expected": "1",
        "seen": "2",
        "others": "単価, 備考0, 備考1, 備考2, 備考3, 備考4, 備考5, 備考6 … +3",
    }
    assert "ほかにも異なる項目があります: 単価, 備考0" in say_reason("ja", error.reason)
    assert "Other fields are wrong too: 単価, 備考0" in say_reason("en", error.reason)
    assert "単価" in error.message


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("error", [ValueDiffersError("税: differs", field="税"), SlipDiffersError("x", field="税")])
def test_the_sentence_shows_no_empty_pair(error, language):
    """Where a hook names the field alone, nothing is said of values that nobody gave."""
    said = say_reason(language, error.reason)

    assert "税" in said
    assert "–" not in said


@pytest.mark.parametrize(("rates", "seen"), [(["0.08"], "8 %"), (["0.08", "0.02"], "10 %"), ([], "0 %")])
def test_ledgersmbs_hook_tells_both_rates(rates, seen):
    """Who reads the queue sees which tax was ordered and which LedgerSMB put there."""
    page: Any = SimpleNamespace(evaluate=lambda _script, _number: rates)
    line = SlipLine(1, "P1", "桃", Decimal(1), Decimal(100), Decimal(100), Decimal("0.05"))

    with pytest.raises(ValueDiffersError) as differs:
        tax_rate(page, line)

    assert differs.value.values == {"field": "Tax #1", "expected": "5 %", "seen": seen}


@dataclass
class Places:
    """The masked places of a page that was captured; `None` is a page that is gone."""

    texts: list[str] | None

    @property
    def frames(self) -> list[Places]:
        return [self]

    def locator(self, _css: str) -> Places:
        return self

    def evaluate_all(self, _script: str) -> list[str]:
        if self.texts is None:
            raise PlaywrightError("the page is gone")
        return self.texts


def an_error(seen: str = "7391") -> ValueDiffersError:
    """A field that differs."""
    return value_differs(Entry("暗証番号", "1234", row=2), reading(seen), "differs")


@pytest.mark.parametrize(
    ("error", "screen", "masks"),
    [
        (an_error(), Places([]), [{"label": "暗証番号", "css": ""}]),
        (an_error(), Places(["口座 7391 番"]), [{"label": "", "css": ".bank"}]),
        (an_error(""), Places(["", "x"]), [{"label": "", "css": ".bank"}]),
        (an_error(), Places(None), [{"label": "", "css": ".bank"}]),
        (an_error("9" * 100), Places(["9" * 100]), []),
    ],
)
def test_values_of_a_masked_place_are_not_told(error, screen, masks):
    """A mask by label, a place masked by CSS that shows the value, or one that cannot be asked any more."""
    hide_masked(error, screen, masks)

    assert error.values == {"field": "暗証番号 #2", "expected": HIDDEN, "seen": HIDDEN}


@pytest.mark.parametrize(("screen", "masks"), [(Places(["1111"]), [{"label": "", "css": ".bank"}]), (Places(None), [])])
def test_values_of_other_places_are(screen, masks):
    """What no mask covers is told, also of a page that is gone."""
    error = an_error()
    hide_masked(error, screen, masks)

    assert error.values["seen"] == "7391"


def test_an_error_without_values_is_left_as_it_is():
    """Only what tells a value has one to hide."""
    error = BusinessError("something else")
    hide_masked(error, Places(None), [{"label": "", "css": ".bank"}])

    assert error.values == {}
