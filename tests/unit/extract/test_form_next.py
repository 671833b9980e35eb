"""A form drafted from one order of a sender reads the next ones; what somebody adds to one is never lost in silence."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from agent.core.order import Order, OrderKind, Severity
from agent.extract.form import Form, load_forms
from agent.extract.read import orders_of
from tests.unit.extract.common_words import Common, as_csv, as_html, as_pdf, as_sheet, common_order
from tests.unit.extract.laid_out import lines_of
from tests.unit.extract.making import a_document
from tests.unit.extract.test_unseen_draft import drafted

FORMATS = {"o.xlsx": as_sheet, "o.csv": as_csv, "body.html": as_html, "o.pdf": as_pdf}
SENDER = "a@mihon.example"
Rows = list[list[str]]


@cache
def form_of(number: int, name: str) -> Form | None:
    """Draft the form of a paper; None where it does not fit on a page."""
    content = FORMATS[name](common_order(number).rows)
    if content is None:
        return None
    [form] = load_forms({"forms/draft.yaml": drafted(content, name, SENDER)[0].text})
    return form


def read(rows: Rows, name: str, form: Form) -> tuple[Order, ...]:
    content = FORMATS[name](rows)
    if content is None:
        pytest.skip("wider than a page")
    return orders_of(replace(a_document(content, name), sender=SENDER), [form]).orders


@pytest.mark.proves("B2")
@pytest.mark.parametrize("name", FORMATS)
def test_the_next_order_is_read_whole(name):
    """Other goods, as many or few as they are, and other days on the same paper.

    None is doubted, but a CSV's `1,350`, which may be one figure.
    """
    for number in range(12):
        form = form_of(number, name)
        for turn in (1, 2) if form is not None else ():
            common = common_order(number, turn)
            content = FORMATS[name](common.rows)
            if content is None:
                continue
            [order] = read(common.rows, name, form)
            number_, ordered, delivered, _, place = common.head

            assert (order.number, str(order.ordered_on), str(order.deliver_on)) == (number_, ordered, delivered)
            assert order.deliver_to == place
            assert [(one[0], one[1], one[2], *one[4:]) for one in lines_of(order)] == common.lines
            assert {one.code for one in order.findings if one.severity is not Severity.NOTE} <= {"figures-cut"}


def cell(column: str, text: str) -> Callable[[Common, Rows], None]:
    def change(common: Common, rows: Rows) -> None:
        rows[common.first][common.columns.index(column)] = text

    return change


def row_at(at: Callable[[Common], int], *texts: str) -> Callable[[Common, Rows], None]:
    def add(common: Common, rows: Rows) -> None:
        rows.insert(at(common), [*texts, *[""] * (len(rows[0]) - len(texts))][: max(len(rows[0]), len(texts))])

    return add


def goods_at(at: Callable[[Common], int]) -> Callable[[Common, Rows], None]:
    def add(common: Common, rows: Rows) -> None:
        values = {
            "no": "9",
            "code": "ZZ-777",
            "name": "輪ゴム",
            "asked": "3",
            "unit": "箱",
            "price": "100",
            "amount": "300",
        }
        texts = [values[column] for column in common.columns]
        rows.insert(at(common), [*texts, *[""] * (len(rows[0]) - len(texts))])

    return add


def beside(common: Common, rows: Rows) -> None:
    """Write a remark right of the first line, under no title."""
    for row in rows:
        row.append("")
    rows[common.first][-1] = "3箱追加でお願いします"


def below_end(common: Common) -> int:
    return len(common.rows)


PLANTED = {
    "text below the lines": row_at(lambda common: common.last + 1, "追加 輪ゴム 3箱"),
    "text in the second column": row_at(lambda common: common.last + 1, "", "追加 輪ゴム 3箱"),
    "text at the top": row_at(lambda _: 1, "追加 輪ゴム 3箱"),
    "a line more": goods_at(lambda common: common.last + 1),
    "a line below the end": goods_at(below_end),
    "a change below the end": row_at(below_end, "※上記の注文は5/20着に変更してください"),
    "a remark beside a line": beside,
    "no number": cell("asked", ""),
    "a number that is unsure": cell("asked", "5?"),
    "words for a number": cell("asked", "要相談"),
    "an error of the sheet": cell("asked", "#REF!"),
}


@pytest.mark.parametrize("planted", PLANTED)
@pytest.mark.parametrize("name", FORMATS)
def test_what_somebody_adds_is_read_or_doubted(name, planted):
    """Nothing is lost: it is a line more, a line that lacks its number, a doubt, or the document waits."""
    for number in range(0, 24, 4):
        form, common = form_of(number, name), common_order(number, 1)
        if form is None:
            continue
        rows = [list(row) for row in common.rows]
        PLANTED[planted](common, rows)
        orders = read(rows, name, form)

        told = [one for order in orders for one in order.findings if one.severity is not Severity.NOTE]
        lines = [line for order in orders for line in order.lines]
        is_seen = len(lines) > len(common.lines) or any(line.quantity is None for line in lines)
        is_other = any(order.kind is not OrderKind.ORDER for order in orders)
        assert told or is_seen or is_other or not orders, f"{name}, order {number}: {rows}"
