"""Days in eras, whole and in parts, typed and compared on a real Chromium."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agent.browser.entries import entries_of, head_entries, line_entries
from agent.browser.errors import FieldMissingError, FieldRefusedError, ValueDiffersError
from agent.browser.fill import fill
from agent.browser.screen import Screen
from agent.browser.script import FieldsSpec, Typing
from agent.browser.shown import compare
from agent.browser.values import Entry
from tests.browser.pages import page as document
from tests.support.robots import a_slip

pytestmark = pytest.mark.browser
DAY = date(2026, 11, 26)
ERAS = "<select name=era><option value=''></option><option value=4>平成</option><option value=5>令和</option></select>"
BOXES = f"{ERAS}<input name=y size=2 maxlength=2>年<input name=m size=2 maxlength=2>月<input name=d size=2>日"
PARTS = {"value": "{slip.slip_date}", "day_format": ["%EC", "%-Ey", "%-m", "%-d"]}
IN_ONE_CELL = {
    "table": f"<form><table><tr><td>伝票日付</td><td>{BOXES}</td></tr></table></form>",
    "definitions": f"<form><dl><dt>伝票日付</dt><dd>{BOXES}</dd></dl></form>",
    "grid": f"<form><table><tr><th>番号</th><th>伝票日付</th></tr><tr><td>1</td><td>{BOXES}</td></tr></table></form>",
}
SENT = "() => [...new FormData(document.forms[0])].map(([_, text]) => text)"
NO_ZEROS = "this.value = String(Number(this.value))"


def scope(day: date = DAY) -> dict[str, Any]:
    return {"slip": a_slip(slip_date=day, deliver_on=None)}


def entries(day: date = DAY, **fields: Any) -> list[Entry]:
    return entries_of(FieldsSpec.model_validate(fields), scope(day))


def show(screen: Screen, html: str) -> None:
    screen.page.set_content(document(html))


def box(change: str = "") -> str:
    return f'<form><label>伝票日付 <input name=day onchange="{change}"></label></form>'


# ---- typed ---------------------------------------------------------------------------------------------------
@pytest.mark.proves("D3")
@pytest.mark.parametrize("way", Typing)
@pytest.mark.parametrize(
    ("day", "typed"),
    [
        (DAY, ["5", "8", "11", "26"]),
        (date(2019, 4, 30), ["4", "31", "4", "30"]),
        (date(2019, 5, 1), ["5", "1", "5", "1"]),
    ],
)
@pytest.mark.parametrize("html", IN_ONE_CELL.values(), ids=list(IN_ONE_CELL))
def test_a_day_goes_into_the_boxes_of_one_cell(screen, html, day, typed, way):
    """Era by its words, year, month and day each into its own, on both sides of a change of eras."""
    show(screen, html)

    fill(screen, entries(day, 伝票日付=PARTS), way)

    assert screen.page.evaluate(SENT) == typed


def test_an_empty_day_leaves_every_box_empty(screen):
    """The order names no day of delivery: no part is left from before."""
    show(screen, IN_ONE_CELL["table"].replace("size=2", "value=9"))

    fill(screen, entries(伝票日付={**PARTS, "value": "{slip.deliver_on}"}))

    assert screen.page.evaluate(SENT) == ["", "", "", ""]


@pytest.mark.proves("D4")
def test_one_box_for_many_parts_is_never_typed_into(screen):
    """A label whose cell holds one field has no second part: nothing is typed at all."""
    show(screen, box())

    with pytest.raises(FieldMissingError, match="伝票日付"):
        fill(screen, entries(伝票日付=PARTS))

    assert screen.page.evaluate(SENT) == [""]


@pytest.mark.proves("D3")
def test_a_part_is_read_back_by_its_format(screen):
    """A page that drops the zero holds what was typed; one that holds another month does not."""
    padded = {**PARTS, "day_format": ["%EC", "%Ey", "%m", "%d"]}
    for day, change in ((date(2026, 4, 1), NO_ZEROS), (date(2026, 11, 26), NO_ZEROS)):
        show(screen, IN_ONE_CELL["table"].replace("<input", f'<input onchange="{change}"'))
        fill(screen, entries(day, 伝票日付=padded))

    show(screen, IN_ONE_CELL["table"].replace("name=m", "name=m onchange='this.value = 1'"))
    with pytest.raises(ValueDiffersError) as differs:
        fill(screen, entries(伝票日付=padded))
    assert (differs.value.values["expected"], differs.value.values["seen"]) == ("11", "1")


@pytest.mark.proves("D3")
@pytest.mark.parametrize(
    ("form", "change", "held"),
    [
        ("%EC%EG年%-m月%-d日", "", "令和8年11月26日"),
        ("%EL%Ey/%m/%d", "", "R08/11/26"),
        ("%EL%Ey/%m/%d", "this.value = '令和 8年11月26日'", "令和 8年11月26日"),
        ("%EL%Ey%m%d", "this.value = '2026/11/26'", "2026/11/26"),
        ("%Y/%m/%d", "this.value = '㋿８.11.26'", "㋿８.11.26"),
        ("%EL%Ey.%m.%d", "this.value = 'H' + this.value.slice(1)", None),
        ("%EL%Ey.%m.%d", "this.value = this.value.slice(1)", None),
        ("%Y/%m/%d", "this.value = 'R7.11.26'", None),
    ],
)
def test_a_day_in_another_writing_is_the_same_day(screen, form, change, held):
    """A page may write an era's day anew; another era, or one that is dropped, stops the robot."""
    show(screen, box(change))
    asked = entries(伝票日付={"value": "{slip.slip_date}", "day_format": form})
    if held is None:
        with pytest.raises(ValueDiffersError):
            fill(screen, asked)
        return

    fill(screen, asked)

    assert screen.page.evaluate(SENT) == [held]


def test_the_page_has_its_own_words_for_eras(screen):
    """A list that says code and era: by `words`, or by a part of the option."""
    options = "<option>4:平成<option>5:令和"
    html = f"<form><table><tr><td>元号</td><td><select name=e>{options}</select></td></tr></table></form>"
    for field in (
        {"value": "{slip.slip_date}", "day_format": "%EL", "words": {"H": "4:平成", "R": "5:令和"}},
        {"choose": "*:{slip.slip_date}", "day_format": "%EC"},
    ):
        show(screen, html)
        fill(screen, entries(元号=field))
        assert screen.page.evaluate(SENT) == ["5:令和"]


@pytest.mark.proves("D3")
def test_a_list_whose_values_count_from_nought_is_chosen_by_its_words(screen):
    """The value 4 is May there: that is seen, and the words lead to April."""
    options = "".join(f"<option value={n}>{n + 1}月" for n in range(12))
    show(screen, f"<form><table><tr><td>月</td><td><select name=m>{options}</select></td></tr></table></form>")
    april = date(2026, 4, 1)

    with pytest.raises(ValueDiffersError):
        fill(screen, entries(april, 月={"value": "{slip.slip_date}", "day_format": "%-m"}))
    fill(screen, entries(april, 月={"value": "{slip.slip_date}", "day_format": "%-m月"}))

    assert screen.page.evaluate(SENT) == ["3"]


def test_an_era_the_list_has_not_stops_the_robot(screen):
    """A system that was never told of the new era."""
    show(screen, IN_ONE_CELL["table"].replace("令和", "昭和"))

    with pytest.raises(FieldRefusedError, match="has no such option"):
        fill(screen, entries(伝票日付=PARTS))


# ---- compared ------------------------------------------------------------------------------------------------
def shown(screen: Screen, html: str, **fields: Any) -> None:
    """Compare what a page shows with the order."""
    show(screen, html)
    spec = FieldsSpec.model_validate(fields)
    compare(screen, head_entries(spec, scope()), line_entries(spec, scope()))


@pytest.mark.proves("D3")
@pytest.mark.parametrize(
    "text", ["令和8年11月26日", "令和 8年11月26日", "R8/11/26", "㋿８年１１月２６日", "2026年11月26日"]
)
@pytest.mark.parametrize("field", ["{slip.slip_date}", PARTS], ids=["whole", "parts"])
def test_a_stored_day_is_compared_as_a_day(screen, text, field):
    """Whatever the era or the writing, beside its label; a robot that keyed it in parts reads it whole."""
    shown(screen, f"<table><tr><td>伝票日付</td><td>{text}</td></tr></table>", 伝票日付=field)


@pytest.mark.proves("D3")
@pytest.mark.parametrize("text", ["令和8年11月25日", "平成8年11月26日", "8/11/26", "R2026.11.26"])
@pytest.mark.parametrize("field", ["{slip.slip_date}", PARTS], ids=["whole", "parts"])
def test_another_day_is_never_taken_for_it(screen, text, field):
    """A day off, another era, and a day that names no era."""
    with pytest.raises(ValueDiffersError):
        shown(screen, f"<table><tr><td>伝票日付</td><td>{text}</td></tr></table>", 伝票日付=field)


def test_a_day_without_its_era_is_one_where_the_site_says_so(screen):
    """The format says that the first number is a year of the era."""
    field = {"value": "{slip.slip_date}", "day_format": "%-Ey/%m/%d"}

    shown(screen, "<table><tr><td>伝票日付</td><td>8/11/26</td></tr></table>", 伝票日付=field)


@pytest.mark.proves("D3")
@pytest.mark.parametrize("html", [IN_ONE_CELL["table"], IN_ONE_CELL["definitions"]], ids=["table", "definitions"])
def test_a_stored_day_in_boxes_is_compared_part_by_part(screen, html):
    """Each box of the cell is read by itself."""
    stored = html.replace("value=5>", "value=5 selected>")
    for name, value in (("y", "8"), ("m", "11"), ("d", "26")):
        stored = stored.replace(f"name={name}", f"name={name} value={value}")
    shown(screen, stored, 伝票日付=PARTS)

    with pytest.raises(ValueDiffersError):
        shown(screen, stored.replace("value=26", "value=25"), 伝票日付=PARTS)


@pytest.mark.proves("D3")
def test_the_days_of_a_list_are_compared_as_days(screen):
    """A column of the stored slip's lines."""
    lines = len(scope()["slip"].lines)
    table = "<table><tr><th>売上日</th><th>数量</th></tr>{}</table>"
    column = {"lines": {"売上日": "{slip.slip_date}", "数量": {"value": "{line.quantity}"}}}
    rows = [f"<tr><td>R08.11.26</td><td>{line.quantity}</td></tr>" for line in scope()["slip"].lines]
    shown(screen, table.format("".join(rows)), **column)

    rows[-1] = rows[-1].replace("R08", "H08")
    assert lines == len(rows)
    with pytest.raises(ValueDiffersError, match="売上日"):
        shown(screen, table.format("".join(rows)), **column)


# ---- taken from a calendar -----------------------------------------------------------------------------------
CALENDAR = """<form><label>納期 <input name=day readonly onclick="draw()"></label></form><div id=box></div><script>
let year = 2019, month = 3;
const head = () => year > 2019 || month >= 5 ? `令和${year === 2019 ? '元' : year - 2018}` : `平成${year - 1988}`;
function turn(by) { month += by; if (month > 12) { year++; month = 1 } draw() }
function take(day) { document.forms[0].day.value = `${head()}年${month}月${day}日`; box.innerHTML = '' }
function draw() {
  const days = Array.from({ length: new Date(year, month, 0).getDate() }, (_, n) => n + 1);
  box.innerHTML = `<table><tr><td><a href="#" onclick="turn(-1); return false">前</a></td>`
    + `<td>${head()}年${month}月</td><td><a href="#" onclick="turn(1); return false">次</a></td></tr><tr>`
    + days.map((day) => `<td onclick="take(${day})">${day}</td>`).join('') + '</tr></table>';
}
</script>"""


@pytest.mark.proves("D5")
@pytest.mark.parametrize(
    ("day", "held"), [(date(2019, 4, 30), "平成31年4月30日"), (date(2019, 5, 1), "令和元年5月1日")]
)
def test_a_calendar_that_counts_in_eras_is_turned(screen, day, held):
    """Over the change of an era, and read back as the day."""
    show(screen, CALENDAR)

    fill(screen, entries(day, 納期={"value": "{slip.slip_date}", "calendar": True}))

    assert screen.page.evaluate(SENT) == [held]
