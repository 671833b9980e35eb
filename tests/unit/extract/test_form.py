"""Forms are loaded whole, or every finding is named with its place."""

import pytest

from agent.extract.form import load_forms
from agent.marks.findings import FilesError
from tests.unit.extract.making import TEXT_FORM, a_document, a_form

REGEX = "lines: {regex: '(?P<product_code>a)(?P<quantity>b)'}\n"
LINES = "lines: {columns: {product_code: 品番, quantity: 数}}\n"
GOOD = "form: good\napplies: {reads: csv}\nfields: {number: {column: 番号}}\n" + LINES


def findings_of(text: str, **more: str) -> list[str]:
    with pytest.raises(FilesError) as caught:
        load_forms({"forms/x.yaml": text, **more})
    return [f"{finding.place} {finding.code}" for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("form: x\napplies: {reads: csv}\nfields: {}\n" + LINES + "extra: 1\n", "5:1 unknown-key"),
        ("form: X!\napplies: {reads: csv}\nfields: {}\n" + LINES, "1:7 wrong-value"),
        ("form: x\napplies: {reads: fax}\nfields: {}\n" + LINES, "2:18 wrong-value"),
        ("form: x\napplies: {reads: csv}\nfields: {colour: {label: 色}}\n" + LINES, "3:10 unknown-field"),
        ("form: x\napplies: {reads: csv}\nfields: {number: {label: 番号, cell: C5}}\n" + LINES, "3:18 place"),
        ("form: x\napplies: {reads: csv}\nfields: {number: {}}\n" + LINES, "3:18 place"),
        ("form: x\napplies: {reads: csv}\nfields: {number: {cell: 5C}}\n" + LINES, "3:25 wrong-value"),
        ("form: x\napplies: {reads: text}\nfields: {number: {regex: '(?=a)'}}\n" + LINES, "3:26 pattern"),
        ("form: x\napplies: {reads: text}\nfields: {number: {column: a}}\n" + REGEX,
         "3:18 place"),
        ("form: x\napplies: {reads: csv}\nfields: {}\nlines: {}\n", "4:8 place"),
        ("form: x\napplies: {reads: csv}\nfields: {}\nlines: {columns: {quantity: 数}}\n", "4:8 place"),
        ("form: x\napplies: {reads: csv}\nfields: {}\nlines: {columns: {product_code: a, quantity: b, hue: c}}\n",
         "4:49 unknown-field"),
        (GOOD.replace("数}", "数}, optional: [hue]"), "4:62 unknown-field"),
        ("form: x\napplies: {reads: text}\nfields: {}\nlines: {regex: '(?P<hue>a)'}\n", "4:16 unknown-field"),
        (GOOD.replace("品番", "品番#0"), "4:33 place"),
        (GOOD.replace("品番", "数#2"), "4:48 place"),
        ("form: x\napplies: {reads: csv}\nfields: {}\nkinds: {cancel: '('}\n" + LINES, "4:17 pattern"),
    ],
)  # fmt: skip
def test_wrong_form_is_named_with_its_place(text, finding):
    """Each mistake in a form is found, with line, column and code."""
    place, code = finding.split()
    assert findings_of(text) == [f"forms/x.yaml:{place} {code}"]


def test_all_wrong_forms_are_named_at_once():
    """Findings of several files come together, and a name given twice is one of them."""
    found = findings_of("form: x\n", **{"forms/a.yaml": GOOD, "forms/b.yaml": GOOD})

    assert {line.split(":")[0] for line in found} == {"forms/x.yaml", "forms/b.yaml"}
    assert "forms/b.yaml:1:7 form-twice" in found


def test_pattern_finding_says_what_patterns_may_not_hold():
    """A pattern beyond RE2 is refused with the reason, as it could run without end."""
    with pytest.raises(FilesError, match="no look-ahead"):
        a_form(r"""
applies: {reads: text}
fields: {number: {regex: '(a)\1'}}
lines: {columns: {product_code: a, quantity: b}}
""")


def test_form_asking_most_is_tried_first():
    """Of several forms the one that asks most of a document comes first, then by name."""
    close = GOOD.replace("good", "close").replace("reads: csv", "reads: csv, name: '*.csv', sender: '*@x'")
    forms = load_forms({"1": GOOD, "2": GOOD.replace("good", "able"), "3": close})

    assert [form.name for form in forms] == ["close", "able", "good"]


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("source: folder", True), ("source: [mail, folder]", True), ("source: mail", False),
        ("sender: '*@B.example'", True),
        ("name: 'o*.CSV'", True), ("name: '*.pdf'", False), ("subject: '*注文*'", True), ("media_type: text/*", True),
        ("sender: '*@b.example', name: x", False),
    ],
)  # fmt: skip
def test_form_applies_to_what_it_asks_for(asked, fits):
    """A form applies when all it asks for holds; case does not matter."""
    form = a_form(TEXT_FORM.replace("{reads: text}", "{reads: csv, " + asked + "}"))
    document = a_document(b"", "o.csv", "text/csv", "御注文")

    assert form.fits(document, "csv") is fits
    assert not form.fits(document, "text")
