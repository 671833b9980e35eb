"""Lists and calendars drawn by real widget libraries: the one option ordered is taken, or the robot stops."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from agent.browser.errors import FieldRefusedError
from agent.browser.fill import fill
from agent.browser.screen import Screen
from agent.browser.values import Entry, Kind
from tests.browser.widgets import HOST, has_dojo, has_npm, serve

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]
needs_npm = pytest.mark.skipif(not has_npm(), reason="the widget libraries are not there; bin/test fetches them")
needs_dojo = pytest.mark.skipif(not has_dojo(), reason="Dojo is not there; bin/test installs libjs-dojo-dijit")
NO_SUCH, TWO_SUCH, NO_LIST = "no such option", "several such options", "shows no list"


def option(label: str, *pieces: str, shows: tuple[str, ...] = ()) -> Entry:
    """An entry that chooses; anything may stand between two pieces."""
    return Entry(label, "*".join(pieces), Kind.CHOICE, option=pieces, shows=shows)


def day(label: str, value: date) -> Entry:
    return Entry(label, value, Kind.DAY, by_calendar=True)


@pytest.fixture
def show(screen) -> Callable[[str], Screen]:
    """Show a page of widgets, the libraries at hand."""
    serve(screen.page)

    def shown(name: str) -> Screen:
        screen.page.goto(f"{HOST}/{name}.html", timeout=30_000)
        screen.patience_ms = 2_000
        return screen

    return shown


def sent(screen: Screen) -> dict[str, str]:
    """What the widgets would send."""
    return dict(screen.page.evaluate("sent"))


@needs_npm
@pytest.mark.proves("D5")
def test_jquery_ui_and_select2(show):
    """Autocomplete with an answer that comes late, one that keeps the code alone, selectmenu, and Select2's search."""
    page = show("jquery-ui")

    fill(
        page,
        [
            option("得意先", "C001 ", ""),
            option("納品先", "C002 ", "", shows=("C002",)),
            option("担当者", "C0012 ", ""),
            option("請求先", "", " 乙工業"),
            Entry("摘要", "x"),
        ],
    )

    assert sent(page) == {"customer": "C001 甲商事株式会社", "ship": "C002 乙工業", "clerk": "C0012", "bill": "C002"}


@needs_npm
@pytest.mark.proves("D5")
def test_calendars(show):
    """Read-only days are taken from the calendar that opens on the field or beside it, months and years away."""
    page = show("jquery-ui")
    fill(
        page,
        [
            day("納期", date(2026, 4, 1)),
            day("出荷日", date(2025, 12, 31)),
            Entry("受注日", date(2026, 2, 28), Kind.DAY),
            Entry("摘要", "x"),
        ],
    )
    assert sent(page) == {"due": "2026/04/01"}
    fill(show("flatpickr"), [day("納期", date(2026, 2, 28))])


@needs_dojo
@pytest.mark.proves("D5")
def test_dojo(show):
    """FilteringSelect, Select (a table that is no table), ComboBox, and a date box that is typed into."""
    page = show("dojo")
    page.page.wait_for_selector("[data-ready]", timeout=30_000)

    fill(
        page,
        [
            option("得意先", "C001 ", ""),
            option("担当者", "C002 ", ""),
            option("納品先", "C003 ", ""),
            Entry("納期", date(2026, 4, 1), Kind.DAY),
            Entry("摘要", "x"),
        ],
    )

    assert sent(page) == {"customer": "C001", "clerk": "C002", "place": "C003 丙物産", "due": "Wed Apr 01 2026"}


@needs_npm
@pytest.mark.proves("D5")
def test_react(show):
    """A combo box by the ARIA pattern, a list without a text field, and a text kept in React's state."""
    page = show("react")

    fill(page, [option("得意先", "C001 ", ""), option("担当者", "C002 乙工業"), Entry("摘要", "至急")])

    assert sent(page) == {"customer": "C001 甲商事株式会社", "clerk": "C002 乙工業", "memo": "至急"}


@needs_npm
@pytest.mark.proves("D4")
@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (option("得意先", "C009 ", ""), NO_LIST),
        (option("得意先", "丙物産"), NO_SUCH),
        (option("得意先", "", "丙物産"), TWO_SUCH),
        (option("担当者", "C00"), NO_SUCH),
        (option("担当者", "C003", "", "丙物産 2"), NO_SUCH),
        (option("担当者", "", "丙物産"), TWO_SUCH),
    ],
)
def test_no_option_or_two_stop_the_robot(show, entry: Entry, why: str):
    """Nothing that is merely near is taken, and nothing is chosen at all."""
    page = show("react")
    with pytest.raises(FieldRefusedError, match=why):
        fill(page, [entry], limit_ms=700)
    assert sent(page) == {}


@needs_npm
def test_a_calendar_or_list_that_is_none_stops_the_robot(show):
    """A field without a calendar, a list asked for on a plain field, and plain typing into a drawn list are refused."""
    page = show("react")
    for entry, why in (
        (day("摘要", date(2026, 4, 1)), "shows no calendar"),
        (option("摘要", "x"), NO_LIST),
        (Entry("担当者", "C002 乙工業"), "use `choose`"),
    ):
        with pytest.raises(FieldRefusedError, match=why):
            fill(page, [entry], limit_ms=300)


DRAWN = """<label for=c>得意先</label><input id=c readonly role=combobox aria-controls=l>
<ul id=l role=listbox hidden><li role=option>C001 甲商事</li><li role=option>C002 乙工業</li></ul>
<script>{
  const box = document.getElementById("c"), list = document.getElementById("l");
  box.onclick = () => { list.hidden = false; };
  list.onclick = (event) => { box.value = event.target.textContent; list.hidden = true; };
}</script>"""


@pytest.fixture
def drawn_anew(screen: Screen, monkeypatch) -> Callable[[int], None]:
    """Draw the open list anew, the same, right before the robot marks what it will press: so many times."""

    def draw(times: int) -> None:
        screen.page.set_content(DRAWN)
        left, call = [times], screen.call

        def draw_first(name: str, *given: object) -> object:
            if name == "mark" and left[0] and not screen.page.evaluate("document.getElementById('l').hidden"):
                left[0] -= 1
                screen.page.evaluate("() => { const l = document.getElementById('l'); l.innerHTML = l.innerHTML; }")
            return call(name, *given)

        monkeypatch.setattr(screen, "call", draw_first)

    return draw


def test_a_list_drawn_anew_before_the_press_is_looked_at_again(screen: Screen, drawn_anew):
    """A late second answer draws the same list: nothing was pressed yet, so the option is looked for again."""
    drawn_anew(2)
    fill(screen, [option("得意先", "C002 ", "")], limit_ms=2_000)

    assert screen.page.input_value("#c") == "C002 乙工業"


def test_a_list_that_never_stands_still_stops_the_robot(screen: Screen, drawn_anew):
    drawn_anew(99)
    with pytest.raises(FieldRefusedError, match="drawn anew"):
        fill(screen, [option("得意先", "C002 ", "")], limit_ms=2_000)

    assert screen.page.input_value("#c") == ""
