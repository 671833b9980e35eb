"""What was done after the commit: whose answer counts, where the slip is compared, what is only remarked."""

from __future__ import annotations

from agent.browser.record_deeds import Glance, Pressed
from tests.support.recordings import KEY, LIST, NUMBERED, SHOWN, SLIP, arrived, committed, draft, filled, pressed


def test_the_answer_of_the_commits_own_frame_counts():
    """A frame of news that came first says a number too."""
    deeds = [
        arrived(1, "/new"),
        committed(frame=3),
        arrived(2, "/news", above=1, frame=2),
        arrived(3, "/save", 1, 1, 3),
    ]
    text = draft(deeds, {2: Glance(sentences=("お知らせ No. 999 です",)), 3: NUMBERED})

    assert '- read: {slip_number: {text: "受付番号：*"}}' in text


def test_a_slip_shown_in_a_window_is_compared_there():
    """The comparison stands among the window's steps, before what closes it."""
    opens = pressed(3, "照会", opens=2)
    deeds = [
        arrived(1, "/new"), committed(), arrived(2, "/save"), arrived(3, "/list"), opens, arrived(4, "/slip", page=2),
    ]  # fmt: skip
    text = draft(deeds, {2: NUMBERED, 3: LIST, 4: SHOWN}, {2: 1})

    assert text.split("confirm:")[1].split("\n", 1)[1].splitlines() == [
        "  - popup:                                    # a window of its own",
        "      press: {button: 照会}",
        "      steps:",
        '        - compare: {得意先コード: "{slip.customer_code}", 注文番号: "{slip.order_number}"}',
    ]


def test_a_button_for_rows_without_words_is_remarked():
    """It cannot be pressed for as many rows as an order has."""
    grows = pressed(1, "", css="img.plus", grows=True)
    lines = [filled(1, "商品コード", line.product_code, n) for n, line in enumerate(SLIP.lines, 1)]
    text = draft([arrived(1, "/new"), grows, *lines], {})

    assert "# Heard and not placed, because `rows_needed` takes one button, by its words: press img.plus" in text


def test_deeds_of_a_window_that_nothing_opened_are_remarked():
    """A window that was there already, or that a timer opened."""
    lost = Pressed(2, 4, 0, "4/1", "選択", "C001", "", "", "", "", False)
    text = draft([arrived(1, "/new"), lost, filled(1, "摘要", KEY), committed()], {}, {2: 1})

    assert "  # Heard and not placed, because no press was heard that opened their window:\n" in text
    assert "  #   press 選択 in the row of {slip.customer_code}\n" in text
