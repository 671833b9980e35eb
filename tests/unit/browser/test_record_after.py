"""What was done after the commit: whose answer counts, where the slip is compared, what is only remarked."""

from __future__ import annotations

from agent.browser.record_deeds import Arrived, By, Deed, Filled, Glance, Named, Post, Pressed, Recording, Table
from agent.browser.record_sections import Naming, draft_of
from agent.browser.record_values import Sheet
from agent.browser.record_yaml import write_yaml
from tests.support.robots import a_slip

SITE = "http://books.example"
KEY = "ABCDEFGHIJKLMNOP"
SLIP = a_slip()
NUMBERED = Glance(sentences=("受付番号：260401",))
SHOWN = Glance(pairs=(("得意先コード", SLIP.customer_code), ("注文番号", SLIP.order_number)))
LIST = Glance(tables=(Table("一覧", ("受付番号", "摘要"), (("260401", KEY),)),))


def arrived(document: int, path: str, page: int = 1, above: int = 0, frame: int = 1) -> Arrived:
    """Make a page that nobody asked for by its address."""
    return Arrived(page, document, SITE + path, "", False, False, above, seen=(document,), frame=frame)


def pressed(document: int, button: str, **more: object) -> Pressed:
    """Make a press of a button."""
    named = {"button": button, "row": "", "section": "", "css": "", "action": "", "carries": "", "is_link": False}
    return Pressed(1, document, 0, f"{document}/{button}", **{**named, **more})  # type: ignore[arg-type]


def filled(document: int, label: str, value: str, row: int = 0) -> Filled:
    """Make a field that was typed into."""
    return Filled(1, document, Named(label, "", row, 0, ""), value, "", "text", False, (), By.PERSON)


def committed(frame: int = 1) -> Pressed:
    """Make the press that stores, its answer coming into a frame."""
    return pressed(1, "登録", action="/save", posts=[Post(1, 0, "/save", True, frame)])


def draft(deeds: list[Deed], glances: dict[int, Glance], openers: dict[int, int] | None = None) -> str:
    """Write the draft of a recording whose commit is the press named so."""
    recording = Recording(deeds, {document: {0: glance} for document, glance in glances.items()}, openers or {})
    commit = next((press for press in recording.presses if press.button == "登録"), None)
    return write_yaml(draft_of(recording, Sheet(SLIP, KEY), Naming("books", SITE), commit))


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
