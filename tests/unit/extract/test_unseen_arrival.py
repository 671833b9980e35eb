"""The day goods shall arrive on, where a sentence beside the lines says it."""

import pytest

from agent.extract.values import SAME_AS_ABOVE
from tests.unit.extract.laid_out import findings_of, read, read_text, sheet

GOODS = [["商品コード", "商品名", "数量"], ["P1", "茶", 10], ["P2", "水", 5]]


def read_sheet(*said: str, label: str = ""):
    head = [["注文番号", "A-1"], *([["希望納期", label]] if label else [])]
    [order] = read(sheet(*head, [], *GOODS, [], *([text] for text in said))).orders
    return order


@pytest.mark.parametrize(
    "text",
    [
        "納品は4月10日でお願いします。",
        "4月10日着でお願いします。",
        "4月10日(金)までに納品をお願いします。",
        "2026年4月10日に納品してください。",
        "お届け日は4/10希望です。",
        "納品日を 2026/4/10 でお願いします。",
    ],
)
def test_day_below_a_table_is_taken(text):
    """A sentence below the goods is where many write it."""
    order = read_sheet(text)

    assert (order.deliver_on.month, order.deliver_on.day) == (4, 10)
    assert dict(order.provenance)["deliver_on"].confidence < 0.9


@pytest.mark.parametrize(
    "text", ["4/10発", "4月10日発送済み", "納品は4/10発でお願いします。", "見積は4月10日まで有効です。"]
)
def test_day_of_sending_is_never_one_of_arrival(text):
    """4/10発 leaves that day; when it arrives is not said."""
    assert read_sheet(text).deliver_on is None


def test_day_of_arrival_beside_one_of_sending_is_taken():
    """4/10発 4/12着 arrives on the 12th."""
    order = read_sheet("4/10発 4/12着でお願いします。")

    assert order.deliver_on.day == 12


@pytest.mark.parametrize(
    ("said", "label"),
    [
        (["4月10日着でお願いします。", "納品は4月12日でも構いません。"], ""),
        (["納品は4月20日に変更してください。"], "2026-04-10"),
    ],
)
def test_days_that_differ_are_doubted(said, label):
    """Of two days neither is taken, and both are named."""
    order = read_sheet(*said, label=label)

    assert order.deliver_on is None
    assert ("value-ambiguous", "deliver_on") in findings_of(order)


def test_labelled_day_that_is_said_again_stays():
    """The same day in a sentence is no doubt, and a labelled day is no sentence."""
    order = read_sheet("納品は4月10日でお願いします。", label="2026-04-10着")

    assert order.deliver_on.day == 10
    assert ("value-ambiguous", "deliver_on") not in findings_of(order)


def test_impossible_day_is_not_taken():
    """31 June is none."""
    assert read_sheet("6月31日着でお願いします。").deliver_on is None


def test_labels_that_disagree_stay_unclear():
    """A sentence does not decide between two labels."""
    [order] = read_text(
        "注文番号：A1\n納期：2026-04-10\n納期：2026-04-11\n4月10日着でお願いします。\n・見本茶　1箱\n"
    ).orders

    assert order.deliver_on is None
    assert findings_of(order).count(("value-ambiguous", "deliver_on")) == 1


@pytest.mark.parametrize("mark", sorted(SAME_AS_ABOVE))
def test_every_mark_for_the_same_is_known_without_a_form(mark):
    """The reader without forms knows the marks that forms know."""
    rows = [["商品名", "単位", "数量"], ["茶", "箱", 1], ["水", mark, 2]]
    [order] = read(sheet(["注文番号", "A-1"], [], *rows)).orders

    assert [line.unit for line in order.lines] == ["箱", "箱"]
