"""Recordings put together by hand: deeds and what the documents showed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def draft(deeds: Sequence[Deed], glances: Mapping[int, Glance], openers: dict[int, int] | None = None) -> str:
    """Write the draft of a recording whose commit is the press named so."""
    recording = Recording(list(deeds), {document: {0: glance} for document, glance in glances.items()}, openers or {})
    commit = next((press for press in recording.presses if press.button == "登録"), None)
    return write_yaml(draft_of(recording, Sheet(SLIP, KEY), Naming("books", SITE), commit))
