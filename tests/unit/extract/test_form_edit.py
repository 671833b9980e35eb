"""A form's text is changed in one place; all else stays as it was written."""

from __future__ import annotations

import pytest

from agent.extract.form_change import Change, change_from_json, change_to_json, changed
from agent.extract.form_edit import EditImpossibleError, put, put_first, with_test
from agent.marks.reader import read_yaml

FORM = """# head
form: a
applies: {reads: text}   # why
fields:
  number: {label: 注文番号}
  deliver_on:
    label:
      - 納期   # as of 2026
      - 納入日
    date: md
lines:
  columns: {product_code: 品番, quantity: [数量, 数]}
"""
TEST = {"document": "tests/a.txt", "orders": [{"number": "12", "note": None, "lines": [{"quantity": "3"}]}]}


@pytest.mark.parametrize(
    ("path", "was", "now"),
    [
        (("fields", "number", "label"), "{label: 注文番号}", "{label: [新, 注文番号]}"),
        (("lines", "columns", "quantity"), "[数量, 数]", "[新, 数量, 数]"),
        (("fields", "deliver_on", "label"), "      - 納期 ", "      - 新\n      - 納期 "),
    ],
)
def test_label_is_put_before_the_others(path, was, now):
    """However the labels are written, the new one stands first and nothing else changes."""
    assert put_first(FORM, path, "新") == FORM.replace(was, now)


@pytest.mark.parametrize(
    ("path", "name", "value", "was", "now"),
    [
        (("fields", "deliver_on"), "date", "dmy", "date: md", "date: dmy"),
        (("fields", "deliver_on"), "at", "below", "    label:\n", "    at: below\n    label:\n"),
        (("fields", "number"), "at", "below", "{label: 注", "{at: below, label: 注"),
        (("fields",), "note", {"label": "備, 考"}, "  number:", "  note: {label: '備, 考'}\n  number:"),
        (("fields",), "number", {"cell": "C5"}, "{label: 注文番号}", "{cell: C5}"),
        (("lines", "columns"), "quantity", "新", "[数量, 数]", "新"),
    ],
)
def test_value_is_put_under_its_name(path, name, value, was, now):
    """What is there is replaced; what is not comes first, in lines or in brackets as the others."""
    assert put(FORM, path, name, value) == FORM.replace(was, now)


def test_block_is_replaced_to_its_last_value():
    """A field written over several lines is replaced by one, and the line behind it stays."""
    text = put(FORM, ("fields",), "deliver_on", {"label": "新"})

    assert read_yaml(text, "").data["fields"]["deliver_on"] == {"label": "新"}
    assert "\nlines:\n" in text


@pytest.mark.parametrize(
    "label", ["'", '"', "a: b", "# a", "a # b", "[a", "a}", "- a", "*a", "&a", "!a", "${HOME}", "~", "%"]
)
def test_label_of_a_stranger_is_nothing_but_a_label(label: str):
    """Whatever a document calls a value, it changes nothing of the form but this label."""
    before = read_yaml(FORM, "").data
    text = put_first(put(FORM, ("fields",), "number", {"label": label}), ("lines", "columns", "quantity"), label)
    data = read_yaml(text, "").data

    assert data["fields"].pop("number") == {"label": label}
    assert data["lines"]["columns"].pop("quantity") == [label, "数量", "数"]
    del before["fields"]["number"], before["lines"]["columns"]["quantity"]
    assert data == before


def test_lines_end_as_those_of_the_file():
    """A file written on Windows stays one: a difference shows the change alone."""
    text = put_first(FORM.replace("\n", "\r\n"), ("fields", "deliver_on", "label"), "新")
    text = with_test(with_test(put(text, ("fields",), "note", {"label": "備考"}), TEST), TEST)

    assert text.count("\n") == text.count("\r\n")


def test_tests_are_added_one_behind_the_other():
    """The first test makes the list, the next goes to its end; days and numbers need no quotes."""
    once = with_test(FORM.rstrip("\n"), TEST)
    twice = with_test(once.rstrip("\n") + "   # kept", {**TEST, "document": "tests/b.txt"})
    again = with_test(twice + "title: x\n", {**TEST, "document": "tests/c.txt"})

    assert once.startswith(FORM + "tests:\n  - document: tests/a.txt\n")
    assert "- {quantity: 3}   # kept\n  - document: tests/b.txt\n" in twice
    assert [one["document"] for one in read_yaml(again, "").data["tests"]] == [
        "tests/a.txt",
        "tests/b.txt",
        "tests/c.txt",
    ]
    assert again.endswith("title: x\n")
    assert "number: 12\n" in once


@pytest.mark.parametrize(
    "text", [FORM + "tests: []\n", FORM + "tests:\n", FORM + "tests: [{document: a}]\n", "a: [", ""]
)
def test_list_that_leaves_no_place_is_refused(text):
    """Tests in brackets, none at all, or a text that is no YAML: nothing is guessed."""
    with pytest.raises(EditImpossibleError):
        with_test(text, TEST)


def test_text_behind_the_end_of_the_document_is_not_taken_for_a_test():
    """What would not be read as the test is not written."""
    with pytest.raises(EditImpossibleError):
        with_test(FORM + "...\n", TEST)


@pytest.mark.parametrize(
    "change",
    [
        Change(("fields", "none", "label"), "x"),
        Change(("fields", "number"), "x"),
        Change(("fields", "number", "label", "x"), "x", "a"),
        Change(("fields", "number", "label"), "x", "a"),
    ],
)
def test_place_that_is_not_there_is_refused(change):
    """A change to nothing is none."""
    with pytest.raises(EditImpossibleError):
        changed(FORM, [change])


GOOD = [
    Change(("fields", "number", "label"), "新"),
    Change(("fields",), {"label": "新", "at": "below"}, "note"),
    Change(("lines", "columns", "quantity"), "新"),
    Change(("lines", "columns"), "新", "unit"),
    Change(("lines", "until"), "合計"),
    Change(("lines",), "合計", "until"),
]


@pytest.mark.parametrize("change", GOOD, ids=str)
def test_change_crosses_the_wire(change):
    """What a child found arrives as it was."""
    assert change_from_json(change_to_json(change)) == change


@pytest.mark.parametrize(
    "said",
    [
        {"path": ["applies"], "name": "sender", "value": "*"},
        {"path": ["fields", "nonsense"], "name": "", "value": "x"},
        {"path": ["tests"], "name": "", "value": "x"},
        {"path": ["fields"], "name": "number", "value": {"label": "x", "evil": "y"}},
        {"path": ["fields", "number", "label"], "name": "", "value": "x\ny"},
        {"path": ["fields", "number", "label"], "name": "", "value": "x" * 81},
        {"path": ["fields", "number", "label"], "name": "", "value": ["x"]},
        {"path": ["fields", "number", "label"], "name": "", "value": {"label": "x"}},
        {"path": ["fields", "number", "label"], "name": ""},
    ],
)
def test_change_of_anything_else_is_refused(said):
    """A child has looked at foreign bytes: it may say where a field stands, and nothing more."""
    with pytest.raises((KeyError, ValueError, TypeError, AttributeError)):
        change_from_json(said)
