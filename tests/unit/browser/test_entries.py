"""From a robot's fields and a slip to what a screen must hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from agent.browser.entries import entries_of
from agent.browser.expected import expected_of
from agent.browser.script import FieldsSpec, Script, Step
from agent.browser.values import Entry, Kind, text_for
from tests.support.robots import a_slip

CHANGE = a_slip(slip_date=date(2019, 5, 1), deliver_on=None)


def entries(**fields: Any) -> list[Entry]:
    return entries_of(FieldsSpec.model_validate(fields), {"slip": CHANGE})


def test_a_day_in_several_boxes_is_one_entry_for_each():
    """Each part goes to its own control of the cell."""
    made = entries(伝票日付={"value": "{slip.slip_date}", "day_format": ["%EC", "%-Ey", "%-m", "%-d"]})

    assert [(one.part, text_for(one, "text")) for one in made] == [(1, "令和"), (2, "1"), (3, "5"), (4, "1")]
    assert {one.kind for one in made} == {Kind.DAY}


def test_words_are_looked_up_as_the_day_is_written():
    """A list's own word for an era; a part without a word stays a day."""
    spec = {"value": "{slip.slip_date}", "day_format": ["%EL", "%Ey"], "words": {"R": "5:令和", "H": "4:平成"}}

    assert [(one.value, one.kind) for one in entries(伝票日付=spec)] == [
        ("5:令和", Kind.TEXT),
        (date(2019, 5, 1), Kind.DAY),
    ]


def test_an_option_is_sought_as_the_day_is_written():
    """An era inside the words of an option."""
    [made] = entries(元号={"choose": "* {slip.slip_date}", "day_format": "%EC"})

    assert made.option == ("", " 令和")


def test_a_day_the_order_does_not_name_leaves_every_box_empty():
    """All parts, not only the first."""
    made = entries(納期={"value": "{slip.deliver_on}", "day_format": ["%EC", "%-Ey", "%-m", "%-d"]})

    assert [text_for(one, "text") for one in made] == ["", "", "", ""]


def test_a_look_at_the_screen_asks_for_every_box():
    """`robots check --live` misses the third box as it misses a field; whose word is whose it cannot know."""
    spec = {"value": "{slip.slip_date}", "day_format": ["%EL", "%Ey", "%m"], "words": {"R": "5"}}
    step = Step.model_validate({"fill": {"伝票日付": spec, "lines": {"納期": spec}}})
    script = Script.model_validate({"robot": "x", "enters": "sales", "entry": [step]})

    fields = expected_of(step, script, "entry").fields

    assert [(one.label, one.part, one.options) for one in fields] == [
        *(("伝票日付", part, ()) for part in (1, 2, 3)),
        *(("納期", part, ()) for part in (1, 2, 3)),
    ]
