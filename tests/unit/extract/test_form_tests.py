"""Forms carry documents they must read right: what is named is compared, typed, and told with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent.core.errors import Reason
from agent.extract.extraction import Extraction, Reading
from agent.extract.form import load_forms
from agent.extract.form_tests import FormTestReport, delivery_of, expected_of, run_tests
from agent.extract.read import reading_of
from agent.marks.findings import FilesError

FORM = """form: a
applies: {reads: csv, sender: "*@a.example", subject: "*注文*", source: mail, name: "発注*.csv"}
fields:
  number: {column: 番号}
  kind: {column: 区分, optional: true}
  customer_name: {column: 名前, optional: true}
  customer_code: {column: コード, optional: true}
  deliver_on: {column: 納期, date: md}
  total: {column: 合計, optional: true}
lines:
  columns: {product_code: 品番, quantity: 数, tax_rate: 税率}
  optional: [tax_rate]
tests:
  - document: tests/a.csv
    name: 発注1.csv
    source: mail
    sender: x@a.example
    subject: 注文です
    received_on: 2026-04-01
    orders:
      - number: Ａ１
        kind: change
        customer_name: 甲 社
        customer_code: C1
        deliver_on: 2026-04-10
        total: 1,200円
        note:
        lines:
          - {product_code: P1, quantity: 1.0, tax_rate: 8%}
"""
ROWS = "番号,区分,名前,コード,納期,合計,品番,数,税率\nA1,変更,甲 社,C1,4/10,1200,P1,1,軽減8%\n"


def report_of(form: str = FORM, rows: str = ROWS, others: str = "") -> FormTestReport:
    forms = load_forms({"forms/a.yaml": form, **({"forms/b.yaml": others} if others else {})})
    mine = [one for one in forms if one.name == "a"]
    return run_tests(mine, lambda one: reading_of(one, forms), {"tests/a.csv": rows.encode()}.get)


@pytest.mark.proves("B2")
def test_values_are_compared_as_the_form_types_them():
    """Widths, thousands, rates and spellings of a day make no difference; subject and sender come with the test."""
    report = report_of()

    assert (report.passed, report.failed, report.is_clean) == (("a: tests/a.csv",), (), True)


@pytest.mark.parametrize(
    ("old", "new", "field", "expected", "read"),
    [
        ("total: 1,200円", "total: 1,300円", "total", "1300", "1200"),
        ("kind: change", "kind: cancel", "kind", "cancel", "change"),
        ("customer_code: C1", "customer_code:", "customer_code", "", "C1"),
        ("note:", "note: 急ぎ", "note", "急ぎ", ""),
        ("quantity: 1.0", "quantity: 2", "lines.1.quantity", "2", "1"),
        ("tax_rate: 8%", "tax_rate: 10%", "lines.1.tax_rate", "0.1", "0.08"),
    ],
)
def test_difference_is_told_with_both_values(old, new, field, expected, read):
    """Field, expected and read value, at the line of the expectation."""
    report = report_of(FORM.replace(old, new))
    [failed] = report.failed

    assert (failed.field, failed.expected, failed.read) == (field, expected, read)
    assert FORM.splitlines()[failed.place.line - 1].lstrip(" -").startswith((field, "{"))
    assert (failed.finding.code, report.n_failed, report.is_clean, report.passed) == ("test-failed", 1, False, ())
    assert (failed.read_at == "") == (field == "note")


def test_difference_in_one_of_several_orders_names_which():
    """The second of two orders is said to be the second."""
    again = FORM[FORM.index("      - number") :]
    form = FORM + again.replace("Ａ１", "A2").replace("1,200円", "7")
    report = report_of(form, ROWS + "A2,変更,甲 社,C1,4/10,1200,P1,1,8%\n")

    assert [one.field for one in report.failed] == ["orders.2.total"]


def test_counts_must_agree():
    """One order more, or one line more, fails the test."""
    more_orders = report_of(rows=ROWS + "A2,,甲 社,C1,4/10,1200,P1,1,8%\n").failed
    more_lines = report_of(rows=ROWS + "A1,変更,甲 社,C1,4/10,1200,P2,1,8%\n").failed

    assert [str(one.message) for one in (*more_orders, *more_lines)] == [
        "`tests/a.csv`: orders expected: 1, read: 2",
        "`tests/a.csv`: lines expected: 1, read: 2",
    ]


def test_document_that_is_not_read_says_why():
    """Without its title the document is none of this form: the reason stands beside the failure."""
    [failed] = report_of(rows=ROWS.replace("品番", "品物")).failed

    assert (failed.reason.code, failed.is_of_machine) == ("field-unreadable", False)


def test_what_this_machine_cannot_read_says_nothing_of_the_form():
    """A scan where no reader of scans is installed is told apart."""
    missing = Reading((), (Extraction(reason=Reason("ocr-missing")),))
    [failed] = run_tests(load_forms({"forms/a.yaml": FORM}), lambda _: missing, lambda _: b"x").failed

    assert failed.is_of_machine


def test_document_of_another_form_fails():
    """A form that takes the document first, or none at all, is named."""
    other = FORM.partition("tests:")[0].replace("form: a", "form: b")
    closer = other.replace("reads: csv", 'reads: csv, media_type: "text/csv"')
    [taken] = report_of(others=closer).failed
    [alone] = report_of(FORM.replace("sender: x@a.example", "sender: x@b.example")).failed

    assert str(taken.message) == "`tests/a.csv` was read by the form `b`"
    assert str(alone.message) in ("`tests/a.csv` was read without a form", "`tests/a.csv`: orders expected: 1, read: 0")


def test_missing_document_and_missing_test_are_named():
    """A test without its document fails; a form without tests is a finding, but no failure."""
    forms = load_forms({"forms/a.yaml": FORM})
    [failed] = run_tests(forms, lambda one: reading_of(one, forms), {}.get).failed
    untested = report_of(FORM.partition("tests:")[0])

    assert str(failed.message) == "`forms/tests/a.csv` is not there"
    assert ([one.code for one in untested.untested], untested.is_clean) == (["form-untested"], False)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("total: 1,200円", "total: 多め", "test-value"),
        ("    received_on: 2026-04-01\n", "", "test-day"),
        ("received_on: 2026-04-01", "received_on: 春", "test-day"),
        ("tests/a.csv", "a.csv", "wrong-value"),
        ("number: Ａ１", "numer: A1", "unknown-key"),
    ],
)
def test_test_that_makes_no_sense_is_a_finding(old, new, code):
    """A value that no field can hold is not compared as text."""
    with pytest.raises(FilesError) as wrong:
        load_forms({"forms/a.yaml": FORM.replace(old, new)})

    assert [one.code for one in wrong.value.findings] == [code]


def test_without_a_day_of_arrival_the_machine_s_clock_is_not_asked():
    """A test reads the same in a year: a document without a day has always come on the same one."""
    [form] = load_forms({"forms/a.yaml": FORM.replace(", date: md", "").replace("    received_on: 2026-04-01\n", "")})
    made = delivery_of(form.cases[0], b"x")

    assert (made.received_at, made.media_type) == (datetime(2000, 1, 1, 12, tzinfo=UTC), "text/csv")


def test_order_is_written_as_a_test_expects_it():
    """What was read is named, the rest is not; an ordinary order needs no kind."""
    forms = load_forms({"forms/a.yaml": FORM})
    [extraction] = reading_of(delivery_of(forms[0].cases[0], ROWS.encode()), forms).extractions
    [order] = extraction.orders
    told = expected_of(order, leaving_out=["total"])

    assert told == {
        "kind": "change", "number": "A1", "deliver_on": "2026-04-10", "customer_code": "C1", "customer_name": "甲 社",
        "lines": [{"product_code": "P1", "quantity": "1", "tax_rate": "0.08"}],
    }  # fmt: skip
    assert "kind" not in expected_of(replace(order, kind=type(order.kind).ORDER))
