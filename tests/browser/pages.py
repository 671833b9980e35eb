"""Pages to try the robot on: 20 field habits of old accounting screens, and the ways labels stand beside fields.

Every control carries its true name in `data-truth`; only the tests look at it.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from agent.browser.values import Entry, Kind

# ---- field habits ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Habit:
    """One field with a habit.

    Args:
        name: The field's label.
        html: Its control; `seen(name, value)` tells the page's own script what reached it.
        entry: What shall be typed.
        reaches: What the page's script must have been told; "" when the control's value is the proof.
        refused: Words of the reason when a guard must stop before anything wrong stands there.
    """

    name: str
    html: str
    entry: Entry
    reaches: str = ""
    refused: str = ""


def _one(
    name: str, html: str, value: str | bool, kind: Kind = Kind.TEXT, reaches: str = "", refused: str = ""
) -> Habit:
    return Habit(name, html, Entry(name, value, kind), reaches, refused)


HABITS = (
    _one("plain", "<input>", "abc"),
    _one("change", "<input onchange=\"seen('change',this.value)\">", "abc", reaches="abc"),
    _one(
        "blur-format",
        "<input onblur=\"this.value=this.value.replace(/^(\\d{4})(\\d\\d)(\\d\\d)$/,'$1/$2/$3');"
        "seen('blur-format',this.value)\">",
        "20250401",
        Kind.DAY,
        reaches="2025/04/01",
    ),
    _one("key-up", "<input onkeyup=\"seen('key-up',this.value)\">", "abc", reaches="abc"),
    _one(
        "enter-or-tab",
        "<input onkeydown=\"if(event.keyCode==13||event.keyCode==9)seen('enter-or-tab',this.value)\">",
        "abc",
        reaches="abc",
    ),
    _one("max-length", "<input maxlength=5>", "ABCDEFGH", refused="takes only 5"),
    _one("read-only", "<input readonly value=old>", "new", refused="readonly"),
    _one("disabled", "<input disabled value=old>", "new", refused="readonly"),
    _one("number", "<input type=number>", "1,234", refused="writing"),
    _one(
        "options", "<select><option value=a>甲<option value=b>乙</select>", "丙", Kind.CHOICE, refused="no such option"
    ),
    _one("trusted-input", "<input data-script=trusted>", "abc", reaches="abc"),
    _one("tracked", "<input data-script=tracked>", "abc", reaches="abc"),
    _one(
        "mask",
        "<input oninput=\"this.value=this.value.replace(/\\D/g,'')"
        ".replace(/^(\\d{2})(\\d{4})(\\d{4}).*/,'$1-$2-$3')\">",
        "0312345678",
        Kind.DIGITS,
    ),
    _one("no-paste", "<input onpaste='return false' oncontextmenu='return false'>", "abc"),
    _one("date", "<input type=date>", "2025/04/01", refused="writing"),
    _one(
        "tick", "<input type=checkbox onclick=\"seen('tick',String(this.checked))\">", True, Kind.FLAG, reaches="true"
    ),
    _one(
        "focus-first",
        "<input onfocus='this.dataset.f=1' "
        "onchange=\"if(!this.dataset.f)this.value='';else seen('focus-first',this.value)\">",
        "abc",
        reaches="abc",
    ),
    _one("hidden", "<input style='display:none'>", "abc", refused="no field"),
    _one(
        "half-width",
        '<input onchange="this.value=this.value.replace(/[！-～]/g,c=>String.fromCharCode(c.charCodeAt(0)-0xFEE0))">',
        "ＡＢ１２",
        Kind.CODE,
    ),
    _one("editable", "<div contenteditable style='width:9em;height:1.4em'></div>", "abc"),
)

# Beyond the twenty: what only a read-back or real keys can catch.
TRUNCATES = _one("cuts", '<input onchange="this.value=this.value.slice(0,5)">', "ABCDEFGH")
ROUNDS = _one("rounds", '<input onchange="this.value=Math.floor(this.value/10)*10">', "1234", Kind.NUMBER)
TRUSTED_KEYS = _one(
    "trusted-keys", "<input onkeyup=\"if(event.isTrusted)seen('trusted-keys',this.value)\">", "abc", reaches="abc"
)

_SCRIPT = """<script>
var told={};function seen(name,value){told[name]=value}
for(const e of document.querySelectorAll('[data-script=trusted]'))
  e.addEventListener('input',ev=>{if(ev.isTrusted)seen('trusted-input',e.value);else e.value=''});
// as React does: an event that brings the tracked value is none
for(const e of document.querySelectorAll('[data-script=tracked]')){
  const own=Object.getOwnPropertyDescriptor(HTMLInputElement.prototype,'value');let tracked='';
  Object.defineProperty(e,'value',
    {get(){return own.get.call(e)},set(v){tracked=v;own.set.call(e,v)},configurable:true});
  e.addEventListener('input',()=>{const v=own.get.call(e);if(v!==tracked){tracked=v;seen('tracked',v)}})}
</script>"""


def habit_page(*habits: Habit) -> str:
    """Return a page with these fields in a label/value table."""
    rows = "".join(f"<tr><td>{b.name}</td><td>{_truth(b.html, b.name)}</td></tr>" for b in habits)
    return f"<!doctype html><meta charset=utf-8><form><table>{rows}</table></form>{_SCRIPT}"


def _truth(html: str, name: str) -> str:
    tag = html[1:].split(">")[0].split(" ")[0]
    return html.replace(f"<{tag}", f"<{tag} data-truth='{name}'", 1)


# ---- label layouts ----------------------------------------------------------------------------------------------

LABELS = (
    "伝票日付",
    "得意先コード",
    "得意先名",
    "客先注文番号",
    "納期",
    "担当者",
    "部門",
    "税区分",
    "支払条件",
    "納品先名",
    "納品先住所",
    "摘要",
)
LISTS = frozenset({"担当者", "部門", "税区分", "支払条件"})
Control = Callable[..., str]


def page(body: str) -> str:
    """Wrap a form in a document."""
    style = "<style>td,th{border:1px solid #999;padding:3px}</style>"
    return f"<!doctype html><html><head><meta charset=utf-8>{style}</head><body><form>{body}</form></body></html>"


def make_control(draw: random.Random) -> Control:
    """Return a maker of controls with names and ids that mean nothing."""

    def control(label: str, attributes: str = "", truth: str = "") -> str:
        name = "".join(draw.choices(string.ascii_letters, k=8))
        rest = f"name={name} data-truth='{truth or label}' {attributes}"
        return f"<select {rest}><option><option>A</select>" if label in LISTS else f"<input {rest}>"

    return control


def _rows(labels: list[str], row: Callable[[str], str]) -> str:
    return "<table>" + "".join(f"<tr>{row(label)}</tr>" for label in labels) + "</table>"


def _chunks(labels: list[str], size: int) -> list[list[str]]:
    return [labels[n : n + size] for n in range(0, len(labels), size)]


def label_for(labels: list[str], control: Control, draw: random.Random) -> str:
    return "".join(f"<div><label for=f{n}>{x}</label> {control(x, f'id=f{n}')}</div>" for n, x in enumerate(labels))


def label_wraps(labels: list[str], control: Control, draw: random.Random) -> str:
    return "".join(f"<p><label>{x} {control(x)}</label></p>" for x in labels)


def label_loose(labels: list[str], control: Control, draw: random.Random) -> str:
    return "".join(f"<div><div><label>{x}</label>{control(x)}</div></div>" for x in labels)


def cell_beside(labels: list[str], control: Control, draw: random.Random) -> str:
    return _rows(labels, lambda x: f"<td>{x}</td><td>{control(x)}</td>")


def heading_beside(labels: list[str], control: Control, draw: random.Random) -> str:
    return _rows(labels, lambda x: f"<th>{x}</th><td>{control(x)}</td>")


def three_pairs_a_row(labels: list[str], control: Control, draw: random.Random) -> str:
    rows = ("".join(f"<td>{x}</td><td>{control(x)}</td>" for x in part) for part in _chunks(labels, 3))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def marked(labels: list[str], control: Control, draw: random.Random) -> str:
    marks = ("{}<font color=red>*</font>", "※{}：", "{}（必須）", "<b>{}</b>:", "&nbsp;{}&nbsp;", "<span>必須</span>{}")
    return _rows(labels, lambda x: f"<td>{draw.choice(marks).format(x)}</td><td>{control(x)}</td>")


def spaced(labels: list[str], control: Control, draw: random.Random) -> str:
    return _rows(
        labels, lambda x: f"<td>{'　'.join(x) if len(x) < 4 else x.replace('先', '先 ')}</td><td>{control(x)}</td>"
    )


def caption_above(labels: list[str], control: Control, draw: random.Random) -> str:
    rows = (
        "<tr>"
        + "".join(f"<td>{x}</td>" for x in part)
        + "</tr><tr>"
        + "".join(f"<td>{control(x)}</td>" for x in part)
        + "</tr>"
        for part in _chunks(labels, 4)
    )
    return "<table>" + "".join(rows) + "</table>"


def grid(labels: list[str], control: Control, draw: random.Random) -> str:
    head = "<tr><th>行</th>" + "".join(f"<th>{x}</th>" for x in labels) + "</tr>"
    rows = (
        f"<tr><td>{n}</td>"
        + "".join(f"<td>{control(x, 'size=4', x if n == 1 else f'{x}#{n}')}</td>" for x in labels)
        + "</tr>"
        for n in (1, 2, 3)
    )
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def by_placeholder(labels: list[str], control: Control, draw: random.Random) -> str:
    return "".join("<div>" + control(x, f"placeholder='{x}'") + "</div>" for x in labels)


def by_aria(labels: list[str], control: Control, draw: random.Random) -> str:
    return "".join("<div>" + control(x, f"aria-label='{x}'") + "</div>" for x in labels)


def by_title(labels: list[str], control: Control, draw: random.Random) -> str:
    return "".join("<div>" + control(x, f"title='{x}'") + "</div>" for x in labels)


def definition_list(labels: list[str], control: Control, draw: random.Random) -> str:
    return "<dl>" + "".join(f"<dt>{x}</dt><dd>{control(x)}</dd>" for x in labels) + "</dl>"


def line_breaks(labels: list[str], control: Control, draw: random.Random) -> str:
    return "".join(f"{x}： {control(x)}<br>" for x in labels)


def placed_by_pixels(labels: list[str], control: Control, draw: random.Random) -> str:
    parts = []
    for n, x in enumerate(labels):
        left, top = n % 2 * 420, n // 2 * 34
        parts.append(f"<span style='position:absolute;left:{left}px;top:{top}px;width:110px'>{x}</span>")
        parts.append(f"<div style='position:absolute;left:{left + 120}px;top:{top}px'>{control(x)}</div>")
    draw.shuffle(parts)
    return f"<div style='position:relative;height:300px'>{''.join(parts)}</div>"


def tick_before(labels: list[str], control: Control, draw: random.Random) -> str:
    return "".join(f"<div><input type=checkbox data-truth='{x}'>{x}</div>" for x in labels)


def code_button_name(labels: list[str], control: Control, draw: random.Random) -> str:
    return _rows(
        labels,
        lambda x: (
            f"<td>{x}</td><td><input type=hidden><span>&nbsp;</span>{control(x)}"
            "<input type=button value=検索><input readonly data-truth='name'></td>"
        ),
    )


def nested_tables(labels: list[str], control: Control, draw: random.Random) -> str:
    inner = "<table><tr><td>{}</td></tr></table>"
    return _rows(
        labels, lambda x: f"<td>{inner.format(f'<font size=2>{x}</font>')}</td><td>{inner.format(control(x))}</td>"
    )


def flex_rows(labels: list[str], control: Control, draw: random.Random) -> str:
    return "".join(
        f"<div style='display:flex'><div style='width:140px'>{x}</div><div><div>{control(x)}</div></div></div>"
        for x in labels
    )


def among_distractors(labels: list[str], control: Control, draw: random.Random) -> str:
    links = "<ul>" + "".join(f"<li><a href=#>{x}一覧</a></li><li><a href=#>{x}</a></li>" for x in labels) + "</ul>"
    hidden = (
        "<table style='display:none'>"
        + "".join(f"<tr><td>{x}</td><td><input data-truth=hidden></td></tr>" for x in labels)
        + "</table>"
    )
    return (
        links + "<p>得意先コードを入力してください。納期は必須です。</p>" + hidden + cell_beside(labels, control, draw)
    )


def same_cell(labels: list[str], control: Control, draw: random.Random) -> str:
    rows = ("".join(f"<td>{x} {control(x)}</td>" for x in part) for part in _chunks(labels, 2))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


LAYOUTS = (
    label_for,
    label_wraps,
    label_loose,
    cell_beside,
    heading_beside,
    three_pairs_a_row,
    marked,
    spaced,
    caption_above,
    grid,
    by_placeholder,
    by_aria,
    by_title,
    definition_list,
    line_breaks,
    placed_by_pixels,
    tick_before,
    code_button_name,
    nested_tables,
    flex_rows,
    among_distractors,
    same_cell,
)
CAPTIONED = tuple(layout for layout in LAYOUTS if layout not in (by_placeholder, by_aria, by_title, tick_before))


def layout_page(layout: Callable[..., str], seed: int) -> str:
    """Return a page of all labels in one layout, in random order."""
    draw = random.Random(f"{layout.__name__} {seed}")
    return page(layout(draw.sample(LABELS, len(LABELS)), make_control(draw), draw))


def mixed_page(seed: int) -> str:
    """Return a page whose blocks each stand in a layout of their own, with read-only and unlabelled fields between."""
    draw = random.Random(seed)
    labels, body = draw.sample(LABELS, len(LABELS)), ""
    while labels:
        size = draw.randint(1, 5)
        block, labels = labels[:size], labels[size:]
        layout = draw.choice([one for one in LAYOUTS if one is not tick_before])
        body += f"<div>{layout(block, make_control(draw), draw)}</div>"
        body += draw.choice(
            [
                "",
                "<p>注意事項をお読みください</p>",
                "<div><input data-truth=unlabelled></div>",
                (
                    "<table><tr><td>備考</td><td>なし</td></tr>"
                    "<tr><td>登録者</td><td><input data-truth=登録者></td></tr></table>"
                ),
            ]
        )
    return page(body)


def sections_page() -> str:
    """Return a page where each label stands twice, under two headings."""
    control = make_control(random.Random(1))
    return page(
        "".join(
            f"<fieldset><legend>{block}</legend>"
            + _rows(list(LABELS[:6]), partial(_in_section, control, block))
            + "</fieldset>"
            for block in ("請求先", "納品先")
        )
    )


def _in_section(control: Control, block: str, label: str) -> str:
    return f"<td>{label}</td><td>{control(label, truth=f'{block}/{label}')}</td>"
