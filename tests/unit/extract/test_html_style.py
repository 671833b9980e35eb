"""An HTML body is read as it is seen: what its styles hide, strike out or raise is no part of a figure."""

import pytest

from agent.extract import mail_text
from agent.extract.html_sheet import MAX_STYLES
from agent.extract.unreadable import UnreadableError


def shown(html: str) -> tuple[list[str], list[str]]:
    """Return each row's text, and the codes of what is doubted."""
    [page] = mail_text.pages_of_html(html.encode())
    return [row.text for row in page.rows], [one.finding.code for one in page.doubts]


def in_cell(html: str, before: str = "") -> str:
    """Return what a cell of a table shows."""
    return shown(f"{before}<table><tr><td>P1<td>{html}<td>end</table>")[0][-1].removeprefix("P1 ").removesuffix(" end")


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>", "<sub>1</sub>", "<span style='vertical-align:super'>1</span>", "<br>1", "<input value=1>",
        "<select><option>1</select>",
    ],
)  # fmt: skip
def test_what_stands_apart_is_no_digit_of_a_figure(mark):
    """10 with a raised 1 is not 101."""
    assert in_cell(f"10{mark}") == "10 1"


def test_field_that_nobody_fills_in_is_not_read():
    assert in_cell("10<input type=hidden value=7><input type=text value>") == "10"


@pytest.mark.parametrize(
    "style",
    [
        "display:none", "visibility:collapse", "opacity:0", "font-size:0px", "color:#fff", "color: WHITE !important",
        "color:rgb(255, 255, 255)", "position:absolute;left:-9999px", "text-indent:-999em", "height:0;overflow:hidden",
        "color:#fff;background:#ffffff", "color:#fefefe", "color:rgb(254,254,254)", "color:hsl(0,0%,100%)",
        "color:#000;background:#000", "color:rgba(0,0,0,0)", "color:transparent", "opacity:.01", "opacity:1%",
        "position:absolute;clip:rect(0,0,0,0)", "clip-path: inset(50%)", "width:0;overflow:hidden", "font-size:1px",
        "max-width:0;overflow-x:hidden", "color:#ffff", "color:rgb(100%, 100%, 100%)",
    ],
)  # fmt: skip
def test_digit_nobody_sees_is_no_digit(style):
    """By the style of its own, or by a rule of a style sheet."""
    assert in_cell(f"<span style='{style}'>9</span>10") == "10"
    assert in_cell(f"<span style='{style}'><b>9</b></span>10") == "10"
    assert in_cell("<span class=n>9</span>10", f"<style>/* a */ .n {{{style}}}</style>") == "10"


def test_white_letters_on_a_dark_ground_are_seen():
    """As titles are often set; so are those in a part that takes up another colour or size."""
    assert in_cell("<font color=white>9</font>10") == "10"
    assert shown("<table><tr bgcolor=#336699><th style='color:#fff'>T<th>U</table>")[0] == ["T U"]
    assert shown("<div background=g.png><p style='color:#fff'>T</div>")[0] == ["T"]
    assert shown("<div style='background:none'><p style='color:#fff'>T</div>")[0] == []
    assert in_cell("<span style='font-size:0'>9<b style='font-size:12px'>10</b></span>") == "10"


@pytest.mark.parametrize(
    "rule",
    [
        "@media print {td {display:none} tr {display:none}}",
        "@import 'x'; a..b {display:none}",
        "td {margin:0}",
        "/* td {display:none} */",
        "/* td {display:none}",
        "} td",
        "td {color:rgb(0)}",
        "td {color:hsl(200,50%,20%)}",
        "td {background:url(x.png);color:#fff}",
        "td {background:none;color:#333}",
    ],
)
def test_rule_for_another_place_hides_nothing(rule):
    """What counts on paper or a small window only, what no program knows, what is taken back, what changes no text."""
    assert in_cell("10", f"<style>{rule}</style>") == "10"


@pytest.mark.parametrize(
    "sheet", ["/* a */ /* b */ .n {color:red; display:none; b {x:y}}", "@import 'x'; .n{display:none}"]
)
def test_rule_beside_others_hides(sheet):
    assert in_cell("<span class=n>9</span>10", f"<style>{sheet}</style>") == "10"


@pytest.mark.parametrize(
    "sheet",
    [
        "a" * (MAX_STYLES + 1), "".join(f"td.c{n}, b:nth-child({n}) {{color:red}}" for n in range(3000)),
        "b{color:red}" * 3000,
    ],
    ids=["long", "many", "often"],
)  # fmt: skip
def test_style_of_no_order_is_refused(sheet):
    """Looking would hold a parser for minutes."""
    with pytest.raises(UnreadableError):
        in_cell("<b>1</b>" * 5000, f"<style>{sheet}</style>")


@pytest.mark.parametrize("one", ["a", "@", "/*", "{", "}", "a{", "1", "a:", "-"])
def test_style_without_an_end_is_read_once(one):
    """In time that grows with its length: a sheet of this size took minutes."""
    assert in_cell("10", f"<style>.x{{color:{one * 50_000}</style>") == "10"
    assert in_cell(f"<b style='opacity:{one * 50_000}'>10</b>", f"<style>{one * 50_000}</style>") == "10"


@pytest.mark.parametrize("html", ["10<small>20</small>", "<span>10</span><span>20</span>"])
def test_figures_of_two_parts_are_doubted(html):
    """1020, or 10 and 20: a reader sees which."""
    assert shown(f"<p>{html}") == (["1020"], ["figures-joined"])
    assert shown("<p>10<p>20<p>a1<b>b</b><i>1</i> <i>2</i>")[1] == []


def test_box_that_nobody_ticked_is_doubted():
    """A row of a list of goods to tick; a ticked one, or one without a text, says nothing."""
    row = "<tr><td><input type=checkbox {}>{}<td>10</tr>"
    html = f"<table>{row.format('', 'P1')}{row.format('checked', 'P2')}</table><b><i><u><em><a><input type=radio>"

    assert shown(html) == (["P1 10", "P2 10"], ["box-unticked"])


def test_part_for_one_program_is_doubted_where_it_tells_something():
    """Outlook shows what others pass over; its settings say nothing."""
    assert shown("a<!--[if mso]><p>P1002 5袋</p><![endif]-->") == (["a"], ["rows-unread"])
    assert shown("a<!--[if mso]><style>p{x:1}</style><xml>96</xml><![endif]-->") == (["a"], [])


def test_part_in_a_part_is_taken_off_once():
    """Text struck out inside of hidden text is told, and neither is read."""
    html = "<div style='display:none'>P9 5袋<s>x<b style='visibility:hidden'>y</b></s></div><p>a"

    assert shown(html) == (["a"], ["rows-unread", "struck-out"])


def test_block_set_in_by_hand_is_no_quoted_mail():
    """Goods in it would be lost; those of an earlier mail are not ordered again."""
    assert shown("<p>a</p><blockquote>P9 5袋</blockquote>") == (["a"], ["rows-unread"])
    assert shown("<p>a</p><blockquote>納期は4/20にお願いします</blockquote>") == (["a"], ["rows-unread"])
    assert shown("<p>a</p><blockquote>よろしく</blockquote>") == (["a"], [])
    assert shown("<p>a</p><blockquote type=cite>P9 5袋</blockquote>") == (["a"], [])
    assert shown("<p>a</p><blockquote class=gmail_quote>P9 5袋→6袋</blockquote>") == (["a"], ["kind-unsure"])
