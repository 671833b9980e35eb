"""Days in boxes: which lists and boxes hold a day of the order together, and how the draft writes them."""

from __future__ import annotations

from datetime import date

import pytest

from agent.browser.record_days import boxes_of_days, day_formats, piece_formats
from agent.browser.record_deeds import By, Filled, Named
from agent.browser.record_values import Sheet
from tests.support.robots import a_slip

MONTHS = tuple(str(n) for n in range(1, 13))


def a_box(place: int, value: str, words: str = "", n: int = 3, options: tuple[str, ...] = (), **more: object) -> Filled:
    name = Named("伝票日付", "", 0, place, "")
    given = {"name": name, "by": By.PERSON, "control": "select-one" if words else "text", **more}
    return Filled(1, 1, value=value, words=words, secret=False, options=options, day=("d", place, n), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("boxes", "formats"),
    [
        ([a_box(1, "2026"), a_box(2, "04"), a_box(3, "01")], ["%Y", "%m", "%d"]),
        ([a_box(1, "26"), a_box(2, "4"), a_box(3, "1")], ["%y", "%-m", "%-d"]),
        ([a_box(1, "4"), a_box(2, "1"), a_box(3, "2026")], ["%-m", "%-d", "%Y"]),
        ([a_box(1, "8"), a_box(2, "4"), a_box(3, "1")], ["%-Ey", "%-m", "%-d"]),
        ([a_box(1, "x", "2026年"), a_box(2, "y", "4月"), a_box(3, "z", "1日")], ["%Y年", "%-m月", "%-d日"]),
        (
            [a_box(1, "5", "令和", 4), a_box(2, "8", "8", 4), a_box(3, "4", "4", 4), a_box(4, "1", "1", 4)],
            ["%EC", "%-Ey", "%-m", "%-d"],
        ),
    ],
)
def test_boxes_hold_a_day_together(boxes, formats):
    """By figures, by words of lists, in western years and in those of an era."""
    assert piece_formats(boxes, date(2026, 4, 1)) == formats


@pytest.mark.parametrize(
    "boxes",
    [
        [a_box(1, "2026"), a_box(2, "5"), a_box(3, "1")],
        [a_box(1, "2026", "2026"), a_box(2, "3", "4"), a_box(3, "1", "1")],
        [a_box(1, "2026"), a_box(2, "4")],
    ],
)
def test_what_is_no_day_of_the_order_is_not_taken_for_one(boxes):
    """Another month, a list whose values count from nought (4 would choose May), a box too few."""
    assert piece_formats(boxes, date(2026, 4, 1)) == []


@pytest.mark.parametrize(("options", "form"), [(MONTHS, "%-m"), (("01", "02", "12"), "%m")])
def test_two_digits_are_judged_by_the_others_of_the_list(options, form):
    """12 alone does not say whether 4 is written 04."""
    boxes = [a_box(1, "2026"), a_box(2, "12", "12", options=options), a_box(3, "31")]

    assert piece_formats(boxes, date(2026, 12, 31))[1] == form


def test_the_last_word_of_each_box_counts_and_one_line_says_all():
    """A month that was first chosen wrong leaves nothing behind."""
    heard = [a_box(1, "2026", by=By.START), a_box(2, "3"), a_box(3, "1"), a_box(2, "4")]
    days = Sheet(a_slip(), "K" * 16).days(heard)

    said = [days[id(one)] for one in heard]
    assert said[:3] == [None, None, None]
    assert said[3] is not None
    assert (said[3].template, said[3].more) == ("{slip.slip_date}", {"day_format": ["%Y", "%-m", "%-d"]})


def test_boxes_with_labels_of_their_own_are_written_one_by_one():
    """A list of formats is for the fields of one cell."""
    heard = [a_box(n, value, name=Named(label, "", 0, 0, "")) for n, value, label in
             ((1, "2026", "年"), (2, "4", "月"), (3, "1", "日"))]  # fmt: skip
    [boxes] = boxes_of_days(heard)

    assert boxes.speaker is None
    days = Sheet(a_slip(), "K" * 16).days(heard)
    assert [days[id(one)].more["day_format"] for one in heard] == ["%Y", "%-m", "%-d"]  # type: ignore[union-attr]


def test_the_label_says_which_day_it_is():
    """Two days of the order are the same: the words beside the field decide."""
    slip = a_slip(deliver_on=date(2026, 4, 1))
    one = Filled(1, 1, Named("納期", "", 0, 0, ""), "2026/04/01", "", "text", False, (), By.PERSON)

    assert Sheet(slip, "K" * 16).head(one).template == "{slip.deliver_on}"


@pytest.mark.parametrize(
    ("text", "form"), [("2026/04/01", "%Y/%m/%d"), ("2026年4月1日", "%Y年%-m月%-d日"), ("R08.04.01", "%EL%Ey.%m.%d")]
)
def test_a_day_in_one_box_is_written_back_as_it_was_typed(text, form):
    """Eras too."""
    assert day_formats(date(2026, 4, 1), text)[0] == form
