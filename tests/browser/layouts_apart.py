"""Layouts the resolver was not written for: it may refuse a field here, and never takes a wrong one.

Labels after their fields, labels in frames of pictures and colons, grids placed by CSS, labels above in columns,
labels that other pages' habits put inside buttons, links or pictures.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.browser.pages import LABELS, LAYOUTS, Control, make_control, page, tick_before


def _lines(labels: list[str], line: str, control: Control) -> str:
    return "".join(line.format(x=x, n=x, c=control(x, f"id=k{x}")) for x in labels)


def _table(labels: list[str], row: str, control: Control, size: int = 1) -> str:
    parts = [labels[n : n + size] for n in range(0, len(labels), size)]
    rows = ("<tr>" + "".join(row.format(x=x, c=control(x)) for x in part) + "</tr>" for part in parts)
    return f"<table>{''.join(rows)}</table>"


def bootstrap_rows(labels: list[str], control: Control, draw: random.Random) -> str:
    field = "<div style='width:20em'><span>{c}</span></div>"
    line = f"<div style='display:flex'><label style='width:9em'>{{x}}</label>{field}</div>"
    return _lines(labels, line, control)


def floating_labels(labels: list[str], control: Control, draw: random.Random) -> str:
    return _lines(labels, "<div style='margin:8px'>{c}<label for=k{n}>{x}</label></div>", control)


def legend_each(labels: list[str], control: Control, draw: random.Random) -> str:
    return _lines(labels, "<fieldset><legend>{x}</legend>{c}</fieldset>", control)


def above_in_its_cell(labels: list[str], control: Control, draw: random.Random) -> str:
    return _table(labels, "<td>{x}<br>{c}</td>", control, 4)


def colon_cells(labels: list[str], control: Control, draw: random.Random) -> str:
    return _table(labels, "<td>{x}</td><td>：</td><td>{c}</td>", control, 2)


def marked_by_pictures(labels: list[str], control: Control, draw: random.Random) -> str:
    return _table(
        labels, "<td><img alt=必須 width=8 height=8><span>{x}</span></td><td>{c}<small>例</small></td>", control
    )


def input_groups(labels: list[str], control: Control, draw: random.Random) -> str:
    return _lines(labels, "<div><span class=addon>{x}</span>{c}<button type=button>参照</button></div>", control)


def labelled_by_id(labels: list[str], control: Control, draw: random.Random) -> str:
    texts = "".join(f"<p id=t{n}>{x}</p>" for n, x in enumerate(labels))
    return texts + "".join(control(x, f"aria-labelledby=t{n}") for n, x in enumerate(labels))


def reversed_rows(labels: list[str], control: Control, draw: random.Random) -> str:
    line = "<div style='display:flex;flex-direction:row-reverse;justify-content:flex-end'>{c}<span>{x}</span></div>"
    return _lines(labels, line, control)


def css_grid(labels: list[str], control: Control, draw: random.Random) -> str:
    inner = "".join(f"<span>{x}</span>{control(x)}" for x in labels)
    return f"<div style='display:grid;grid-template-columns:9em 14em 9em 14em'>{inner}</div>"


def css_grid_placed(labels: list[str], control: Control, draw: random.Random) -> str:
    names = "".join(f"<span style='grid-area:{n}/1'>{x}</span>" for n, x in enumerate(labels, 1))
    fields = "".join(control(x, f"style='grid-area:{n}/2'") for n, x in enumerate(labels, 1))
    return f"<div style='display:grid;grid-template-columns:9em 14em'>{names}{fields}</div>"


def section_at_the_left(labels: list[str], control: Control, draw: random.Random) -> str:
    half, rows = len(labels) // 2, []
    for block, part in (("請求先", labels[:half]), ("納品先", labels[half:])):
        for n, x in enumerate(part):
            first = f"<th rowspan={len(part)}>{block}</th>" if n == 0 else ""
            rows.append(f"<tr>{first}<td>{x}</td><td>{control(x)}</td></tr>")
    return f"<table>{''.join(rows)}</table>"


def one_row_each(labels: list[str], control: Control, draw: random.Random) -> str:
    heads = "".join(f"<th>{x}</th>" for x in labels)
    cells = "".join(f"<td>{control(x, 'size=3')}</td>" for x in labels)
    return f"<table><tr>{heads}</tr><tr>{cells}</tr></table>"


def label_after(labels: list[str], control: Control, draw: random.Random) -> str:
    return _lines(labels, "<div>{c} {x}</div>", control)


def label_after_in_cells(labels: list[str], control: Control, draw: random.Random) -> str:
    return _table(labels, "<td>{c} {x}</td>", control, 3)


def label_after_inline(labels: list[str], control: Control, draw: random.Random) -> str:
    return _lines(labels, "{c} {x}　", control)


def label_below(labels: list[str], control: Control, draw: random.Random) -> str:
    return _table(labels, "<td>{c}<br><small>{x}</small></td>", control, 4)


def units_after(labels: list[str], control: Control, draw: random.Random) -> str:
    return _table(labels, "<td>{x}</td><td>{c}件</td>", control, 2)


def linked_labels(labels: list[str], control: Control, draw: random.Random) -> str:
    return _table(labels, "<td><a href=#>{x}</a></td><td>{c}</td>", control)


def words_around(labels: list[str], control: Control, draw: random.Random) -> str:
    return _lines(labels, "<p>ここに {x} を入れる {c} 必要なときだけ</p>", control)


def cards(labels: list[str], control: Control, draw: random.Random) -> str:
    card = "<div style='float:left;width:15em;height:5em'><h4>{x}</h4><div><div>{c}</div></div></div>"
    return _lines(labels, card, control)


def inputs_first_column(labels: list[str], control: Control, draw: random.Random) -> str:
    return _table(labels, "<td>{c}</td><td>{x}</td>", control)


def code_and_name(labels: list[str], control: Control, draw: random.Random) -> str:
    rows = []
    for n in range(0, len(labels), 2):
        first, *rest = labels[n : n + 2]
        second = f" {rest[0]} {control(rest[0])}" if rest else ""
        rows.append(f"<tr><td>{first}</td><td>{control(first)}{second}</td></tr>")
    return f"<table>{''.join(rows)}</table>"


def lists_of_items(labels: list[str], control: Control, draw: random.Random) -> str:
    return "<ul>" + _lines(labels, "<li><span>{x}</span><p>{c}</p></li>", control) + "</ul>"


APART = (
    bootstrap_rows,
    floating_labels,
    legend_each,
    above_in_its_cell,
    colon_cells,
    marked_by_pictures,
    input_groups,
    labelled_by_id,
    reversed_rows,
    css_grid,
    css_grid_placed,
    section_at_the_left,
    one_row_each,
    label_after,
    label_after_in_cells,
    label_after_inline,
    label_below,
    units_after,
    linked_labels,
    words_around,
    cards,
    inputs_first_column,
    code_and_name,
    lists_of_items,
)


def apart_page(layout: Callable[..., str], seed: int) -> str:
    """Return a page of all labels in one of these layouts, in random order."""
    draw = random.Random(f"{layout.__name__} {seed}")
    return page(layout(draw.sample(LABELS, len(LABELS)), make_control(draw), draw))


BETWEEN = (
    "",
    "<p>注意事項をお読みください</p>",
    "<div><input data-truth=unlabelled></div>",
    "<table><tr><td>備考</td><td>なし</td></tr><tr><td>登録者</td><td><input data-truth=登録者></td></tr></table>",
)
STYLES = ("", "float:left", "display:inline-block", "margin:1em")


def any_mixed_page(seed: int) -> str:
    """Return a page whose blocks stand in any of all layouts, beside and below each other."""
    draw = random.Random(seed)
    labels, body = draw.sample(LABELS, len(LABELS)), ""
    while labels:
        size = draw.randint(1, 5)
        block, labels = labels[:size], labels[size:]
        layout = draw.choice([one for one in (*LAYOUTS, *APART) if one is not tick_before])
        inner = layout(block, make_control(draw), draw)
        body += f"<div style='{draw.choice(STYLES)}'>{inner}</div>{draw.choice(BETWEEN)}"
    return page(body)
