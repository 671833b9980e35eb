"""How reading is scored, proved on made-up readings; and that the development set is whole."""

from __future__ import annotations

import fnmatch
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Provenance, Severity
from agent.extract.form import Form, load_forms
from agent.extract.unseen.words import title_words
from tests.bench.extraction.answers import FORMS, LEFT_OUT, SETS, Example, before_tax, examples_in
from tests.bench.extraction.forgetting import hand_of, noting, own_words, without
from tests.bench.extraction.known import known
from tests.bench.extraction.reading import Read, ReadOrder, read_all
from tests.bench.extraction.report import Figures, in_all, shown
from tests.bench.extraction.score import HEAD, LINE, score
from tests.data.orders.dev_maker import csvs, structured, ubl

NAMED = ("csv-a-1.csv", "csv-a-2.csv", "csv-b.csv")
DOUBT = Finding("unit-differs", Severity.DOUBT)
NOTE = Finding("customer-name-differs", Severity.NOTE)


def a_told_line(**other):
    line = {
        "product_code": "P1001", "product_name": "見本コーヒー豆 深煎り 1kg", "quantity": "3", "unit": "袋",
        "unit_price": "2400", "amount": "7200", "tax_rate": None, "deliver_on": None,
    }  # fmt: skip
    return line | other


def told_of(**other):
    """Return an answer, and what is read of it when all is read right."""
    told = {
        "kind": "order", "number": "A-1", "ordered_on": "2026-04-01", "deliver_on": None, "customer_code": None,
        "customer_name": "株式会社見本フーズ", "deliver_to": None, "tax_mode": None, "total": "7200", "tax": None,
        "gross": None, "lines": [a_told_line()],
    }  # fmt: skip
    return told | other


def a_line(number=1, **other):
    values = {
        "product_code": "P1001", "product_name": "見本コーヒー豆　深煎り　1kg", "quantity": Decimal("3.0"),
        "unit": "袋", "unit_price": Decimal(2400), "amount": Decimal(7200),
    }  # fmt: skip
    return OrderLine(number, **(values | other))


def an_order(**other):
    values = {
        "number": "Ａ-1", "ordered_on": date(2026, 4, 1), "customer": Customer(as_written="株式会社 見本フーズ"),
        "total": Decimal(7200), "lines": (a_line(),), "provenance": (("number", Provenance("line 3", "A-1")),),
    }  # fmt: skip
    return Order("d", "s", **(values | other))


def scored(told, *orders, findings=(), reasons=(), checked=None):
    """Score readings that stand after the checks as they were read, with these findings."""
    read = Read(tuple(ReadOrder(one, (checked or one).with_findings(*findings)) for one in orders), reasons)
    example = Example(Path("a.csv"), "csv", datetime(2026, 4, 1, tzinfo=UTC), tuple(told))
    return score(example, read, known())


def found(result):
    return [(one.path, one.how, one.silent) for one in result.differences]


def test_widths_blanks_and_zeros_are_no_difference():
    """What a person reads as the same is the same: 5 fields of the order and 6 of its line have a value."""
    result = scored([told_of()], an_order())
    assert found(result) == []
    assert (result.n_right, result.n_fields, result.orders_right, result.unaided) == (11, 11, 1, 1)


@pytest.mark.parametrize(("findings", "silent"), [((), True), ((NOTE,), True), ((DOUBT,), False)])
def test_a_wrong_value_is_silent_unless_the_order_carries_a_doubt_or_a_stop(findings, silent):
    """A note does not ask anybody."""
    wrong = an_order(lines=(a_line(quantity=Decimal(30)),))
    result = scored([told_of()], wrong, findings=findings)
    assert found(result) == [("orders.0.lines.1.quantity", "wrong", silent)]
    assert result.silent("wrong") == silent
    assert result.reviewed is not silent
    assert (result.orders_right, result.unaided) == (0, 0)


def test_a_right_order_that_waits_is_right_but_not_without_a_hand():
    """A person who is asked in vain is a cost, too."""
    result = scored([told_of()], an_order(), findings=(DOUBT,))
    assert (result.orders_right, result.unaided, result.reviewed) == (1, 0, True)
    beside = scored([told_of()], an_order(), reasons=("form-missing",))
    assert (beside.orders_right, beside.unaided, beside.reviewed) == (1, 0, True)


def test_what_was_not_read_is_missing_and_what_is_not_there_is_wrong():
    """An absent value is not a false one; a value nobody wrote is."""
    result = scored([told_of()], an_order(total=None, deliver_on=date(2026, 4, 9)))
    assert found(result) == [("orders.0.deliver_on", "wrong", True), ("orders.0.total", "missing", True)]
    assert (result.silent("wrong"), result.silent("missing")) == (1, 1)


def test_every_difference_names_its_place():
    """So that one looks at the document, not for the place."""
    [one] = scored([told_of(number="B-9")], an_order()).differences
    assert (one.told, one.read, one.place) == ("B-9", "A-1", "line 3")


def test_lines_are_paired_by_what_they_ask_for_when_some_are_lost():
    """One lost line is one lost line, not a difference in each that follows."""
    other = a_told_line(product_code="P2001", product_name="見本小麦粉 薄力 25kg")
    result = scored([told_of(lines=[other, a_told_line()])], an_order())
    assert found(result)[0] == ("orders.0.lines.1", "lost", True)
    assert {one.path for one in result.differences[1:]} == {
        f"orders.0.lines.1.{name}" for name in LINE if other[name] is not None
    }


def test_a_line_that_nobody_ordered_is_invented():
    """A subtotal read as a line is keyed as one."""
    total = a_line(2, product_code=None, product_name="小計", quantity=None, unit=None, unit_price=None)
    result = scored([told_of()], an_order(lines=(a_line(), total)))
    assert found(result) == [("orders.0.lines.2", "invented", True)]
    assert result.silent("invented") == 1


def test_a_lost_order_is_silent_unless_a_person_looks_at_the_document():
    """A reason brings the document before a person; so does every order of it that waits, but not one of two."""
    second = told_of(number="A-2")
    assert found(scored([told_of(), second], an_order())) == [("orders.1", "lost", True)]
    assert found(scored([told_of(), second], an_order(), findings=(DOUBT,))) == [("orders.1", "lost", False)]
    nothing = scored([told_of()], reasons=("form-missing",))
    assert found(nothing) == [("orders.0", "lost", False)]
    assert (nothing.n_fields, nothing.n_right, nothing.reviewed) == (11, 0, True)
    assert found(scored([told_of()])) == [("orders.0", "lost", True)]


def test_an_order_out_of_a_paper_that_asks_for_nothing_is_invented():
    """An invoice keyed as an order."""
    assert found(scored([], an_order())) == [("orders.0", "invented", True)]
    assert found(scored([], an_order(), findings=(DOUBT,))) == [("orders.0", "invented", False)]
    assert found(scored([], reasons=("no-orders",))) == []


def test_orders_are_paired_by_number_wherever_they_stand():
    """The order of orders is no difference."""
    two = [told_of(), told_of(number="A-2")]
    assert found(scored(two, an_order(number="A-2"), an_order())) == []


def test_a_cancellation_read_as_an_order_is_wrong():
    """The kind is a field."""
    result = scored([told_of(kind="cancel")], an_order())
    assert found(result) == [("orders.0.kind", "wrong", True)]
    assert found(scored([told_of(kind="cancel")], an_order(kind=OrderKind.CANCEL))) == []


def test_a_customers_code_may_follow_from_its_name_and_its_name_from_its_code():
    """A form fixes the code of its sender; the master then knows the name. Another's code is wrong all the same."""
    fixed = an_order(customer=Customer("C001"))
    assert found(scored([told_of()], fixed, checked=an_order(customer=Customer("C001", known=True)))) == []
    other = an_order(customer=Customer("C002"))
    result = scored([told_of()], other, checked=an_order(customer=Customer("C002", known=True)))
    assert found(result) == [
        ("orders.0.customer_code", "wrong", True),
        ("orders.0.customer_name", "missing", True),
    ]
    named = an_order(customer=Customer(as_written="サンプル食品株式会社"))
    result = scored([told_of()], named, checked=an_order(customer=Customer("C002", known=True)))
    assert ("orders.0.customer_name", "wrong", True) in found(result)


def test_a_product_taken_for_another_is_wrong_though_its_code_was_read_right():
    """What is keyed is what the master was found to have."""
    checked = an_order(lines=(a_line(product_code="P1002", known=True),))
    result = scored([told_of()], an_order(), checked=checked)
    assert found(result) == [("orders.0.lines.1.product_code", "wrong", True)]


def test_prices_with_tax_are_compared_before_tax_where_that_is_exact():
    """2,592 with 8 % is 2,400; 1,000 with 8 % is no price at all, and nothing is claimed of it."""
    lines = [
        a_told_line(unit_price="2592", amount="7776", tax_rate="0.08"),
        a_told_line(unit_price="1000", amount="1000", tax_rate="0.08"),
        a_told_line(unit_price="1000", amount="1000"),
    ]
    told = before_tax(told_of(tax_mode="inclusive", total=None, gross="9776", tax="724", lines=lines))
    assert told["total"] == Decimal(9052)
    assert told["lines"][0]["unit_price"] == Decimal(2400)
    assert told["lines"][1]["unit_price"] is LEFT_OUT
    assert told["lines"][2]["amount"] is LEFT_OUT
    assert before_tax(told_of(total=None, gross="9776", lines=[]))["total"] is LEFT_OUT


def test_what_is_left_out_is_neither_right_nor_wrong():
    """A field of the answer's `judgement` counts nowhere."""
    result = scored([told_of(total=LEFT_OUT)], an_order(total=Decimal(1)))
    assert (found(result), result.n_fields) == ([], 10)


def test_an_answers_judgement_leaves_its_fields_out_for_all_lines(tmp_path):
    """What it says of line 0 holds for the lines like it; a mail arrives when it was sent."""
    told = {"kind": "mail-text", "orders": [told_of()], "judgement": {"orders.0.lines.0.unit": "a word or a code"}}
    (tmp_path / "a.eml").write_bytes(b"Date: Thu, 2 Apr 2026 09:00:00 +0900\r\n\r\n")
    (tmp_path / "a.eml.expected.json").write_text(json.dumps(told), encoding="utf-8")
    [example] = examples_in(tmp_path)
    assert example.orders[0]["lines"][0]["unit"] is LEFT_OUT
    assert example.orders[0]["lines"][0]["quantity"] == "3"
    assert example.arrived == datetime(2026, 4, 2, tzinfo=UTC)
    assert examples_in(tmp_path, "b") == []


@pytest.mark.parametrize("is_read", [True, False])
def test_a_line_that_two_readers_may_see_or_not_is_neither_lost_nor_wrong(tmp_path, is_read):
    """A charge on the whole order that one takes for a line and another does not counts nowhere."""
    charge = a_told_line(product_code=None, product_name="配送料", quantity=None, unit=None)
    told = {"kind": "xml", "orders": [told_of(lines=[a_told_line(), charge])], "judgement": {"orders.0.lines.1": "…"}}
    (tmp_path / "a.xml").write_bytes(b"")
    (tmp_path / "a.xml.expected.json").write_text(json.dumps(told), encoding="utf-8")
    [example] = examples_in(tmp_path)
    lines = (a_line(), a_line(2, product_code=None, product_name="送料")) if is_read else (a_line(),)
    read = an_order(lines=lines)

    assert score(example, Read((ReadOrder(read, read),)), known()).differences == []


def test_lines_pair_by_name_where_their_code_is_left_out():
    """A line too many does not make the others lost."""
    lines = [a_told_line(product_code=LEFT_OUT), a_told_line(product_code=LEFT_OUT, product_name="見本茶")]
    read = an_order(lines=(a_line(), a_line(2, product_name="割引"), a_line(3, product_name="見本茶")))

    assert found(scored([told_of(lines=lines)], read)) == [("orders.0.lines.2", "invented", True)]


def test_figures_add_up():
    """What a table shows is the sum of its scores."""
    good, bad = scored([told_of()], an_order()), scored([told_of()], an_order(number="7"))
    empty = scored([], reasons=("no-orders",))
    figures = in_all([Figures("a", (good, bad), 60.0), Figures("b", (empty,), 70.2)]).as_json()
    assert (figures["documents"], figures["orders"], figures["orders_right"], figures["unaided"]) == (3, 2, 1, 1)
    assert (figures["fields"], figures["fields_right"], figures["silent_wrong"]) == (22, 21, 1)
    assert (figures["reviewed"], figures["empty"], figures["empty_right"], figures["memory_mb"]) == (1, 1, 1, 70)


def test_shown_differences_say_how_and_where():
    """One line a difference, one a finding."""
    result = scored([told_of(number="B-9")], an_order(), findings=(NOTE,))
    assert list(shown(result)) == [
        "a.csv: 1 differences, 10 of 11 fields",
        "  SILENT wrong orders.0.number: `B-9` was read as `A-1` line 3",
        "  note orders.0. customer-name-differs",
    ]


def test_a_document_is_read_in_a_child_as_the_agent_reads_it():
    """With the set's forms it is read by its form; the child tells its own memory."""
    [example] = examples_in(SETS["dev"], "csv-webedi-1.csv")
    [read], memory_mb = read_all([example], FORMS["dev"])
    assert read.forms == ("csv-webedi",)
    assert score(example, read, known()).differences == []
    assert memory_mb > 10


def test_a_word_that_no_other_layout_uses_is_its_own_and_can_be_forgotten():
    """Documents that differ in their last number are of one layout; a forgotten word is known again afterwards."""
    examples = [Example(Path(f"dev/{name}"), "csv", datetime(2026, 4, 1, tzinfo=UTC), ()) for name in NAMED]
    assert [hand_of(one, "layout") for one in examples] == ["dev/csv-a", "dev/csv-a", "dev/csv-b"]
    assert [hand_of(one, "set") for one in examples] == ["dev"] * 3
    met = [frozenset({"品番", "数量"}), frozenset({"品番"}), frozenset({"数量"})]
    assert own_words(["a", "a", "b"], met) == {"a": frozenset({"品番"}), "b": frozenset()}
    with noting() as words:
        assert title_words("品番")
        assert not title_words("架空")
    assert words == {"品番"}
    with without(frozenset({"品番"})):
        assert not title_words("品番")
    assert title_words("品番")


def test_a_document_is_read_without_words_that_are_forgotten():
    """What stood under a title that is not known, and no figures vouch for, is missing."""
    [example] = examples_in(SETS["dev"], "csv-webedi-1.csv")
    [read], _ = read_all([example], None, [frozenset({"得意先コード"})])
    assert {one.read.customer.code for one in read.orders} == {None}


def test_the_development_set_is_whole():
    """More than 120 documents of more than 40 layouts over all kinds, each with an answer of the shape, in 8 MB."""
    answers = sorted(SETS["dev"].glob("*.expected.json"))
    documents = {file.name for file in SETS["dev"].iterdir() if not file.name.endswith(".expected.json")}
    assert documents == {answer.name.removesuffix(".expected.json") for answer in answers}
    assert len(documents) >= 120
    assert len({name.rsplit("-", 1)[0] for name in documents}) >= 40
    assert sum(file.stat().st_size for file in SETS["dev"].iterdir()) < 8_000_000
    told = [json.loads(answer.read_text(encoding="utf-8")) for answer in answers]
    assert {one["kind"] for one in told} == {
        *("xlsx-table", "xlsx-grid", "xls", "ods", "csv", "pdf-text", "scan"),
        *("mail-text", "mail-html", "mail-attachment", "json", "xml"),
    }
    for order in (order for one in told for order in one["orders"]):
        assert set(order) == {*HEAD, "lines"}
        assert all(set(line) == set(LINE) for line in order["lines"])
        assert order["lines"] or order["kind"] == "cancel"


def test_every_form_is_for_some_document_of_the_set():
    """By the name of a file, or by the sender of a mail: the address begins with the layout."""
    forms = forms_of("dev")
    names = [file.name for file in SETS["dev"].iterdir()]
    assert len(forms) >= 30
    for form in forms:
        senders = [f"mail-*-{sender.removesuffix('.*')}-*" for sender in form.applies.sender]
        patterns = senders if form.applies.reads == "text" else form.applies.name
        assert fnmatch.filter(names, patterns[0]), form.name


def test_every_form_of_the_blind_set_says_whom_it_is_for():
    """By the name of a file or by the sender of a mail; what stands in the documents is not looked at."""
    forms = forms_of("blind")
    assert len(forms) >= 60
    assert [form.name for form in forms if (form.applies.name, form.applies.sender) == (("*",), ("*",))] == []


def forms_of(name: str) -> tuple[Form, ...]:
    """Load the forms of a set, all of them."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in FORMS[name].glob("*.yaml")}
    forms = load_forms(texts)
    assert len(forms) == len(texts)
    return forms


MADE = [*csvs.LAYOUTS, *structured.LAYOUTS, *ubl.LAYOUTS]


@pytest.mark.parametrize("layout", MADE, ids=lambda one: f"{one.kind}-{one.name}")
def test_the_set_is_what_its_maker_makes(layout):
    """Nobody edits a document or an answer by hand."""
    file = SETS["dev"] / f"{layout.kind}-{layout.name}-1{layout.ending}"
    paper = layout.make(Random(file.name), 1)
    assert paper.content == file.read_bytes()
    told = json.loads(file.with_name(f"{file.name}.expected.json").read_text(encoding="utf-8"))
    assert told["orders"] == paper.orders
