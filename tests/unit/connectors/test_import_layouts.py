"""Import file layouts: golden files per product, every limit before anything is written, what the linter finds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from agent.core.errors import BusinessError, SlipDiffersError
from agent.marks.findings import FilesError
from connectors.import_file import LAYOUTS
from connectors.import_file.batch import batch_of
from connectors.import_file.compare import require_same
from connectors.import_file.csv_text import rows_in
from connectors.import_file.lint import load_layout
from connectors.import_file.render import rows_of
from connectors.import_file.slip_file import SlipFile
from tests.support.import_files import NAMES, a_mixed_slip, a_slip_of_traps, changed, shipped
from tests.support.robots import a_slip

GOLDEN = Path(__file__).parents[2] / "data" / "import_files"
KEY = "KEYKEYKEYKEY2345"


def the_slips(layout):
    """The three slips of the golden files."""
    slips = (a_slip(), a_mixed_slip(), a_slip_of_traps())
    return [SlipFile.of(slip, f"{KEY[:-1]}{n}", layout) for n, slip in enumerate(slips, 2)]


@pytest.mark.proves("D9")
@pytest.mark.parametrize("name", NAMES)
def test_each_product_gets_the_file_it_imports(name):
    """Columns, headings, encoding, quotes, line ends, tax classes and amounts are byte for byte those agreed on."""
    layout = shipped(name)

    batch = batch_of(1, the_slips(layout), layout, name)

    assert batch.content == (GOLDEN / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_each_layout_reads_back_equal_and_tells_slips_apart(name):
    """What was written reads back as the slip, and as no other one."""
    layout = shipped(name)
    file = SlipFile.of(a_mixed_slip(), KEY, layout)
    rows = rows_in(layout.file, file.content(layout))

    require_same(rows, a_mixed_slip(), KEY, layout)
    with pytest.raises(SlipDiffersError):
        require_same(rows, a_mixed_slip(customer_name="サンプル食品", customer_code="C009"), KEY, layout)
    with pytest.raises(SlipDiffersError):
        require_same(rows[:-1], a_mixed_slip(), KEY, layout)


def test_tax_is_rounded_once_per_rate():
    """10,903 yen at 8 % and 6,905 at 10 % are 872 and 690 yen of tax, rounded down; 691 where halves go up."""
    columns = [column.name for column in shipped().file.columns]
    at = columns.index("貸方税金額")

    assert [row[at] for row in rows_of(a_mixed_slip(), KEY, shipped())] == ["872", "690"]
    assert [row[at] for row in rows_of(a_mixed_slip(), KEY, replace(shipped(), rounding="half-up"))] == ["872", "691"]


def test_rows_of_a_slip_say_where_they_stand():
    """First, middle, last and only row of a slip have their own marks."""
    one_rate = rows_of(a_slip(), KEY, shipped())
    two_rates = rows_of(a_mixed_slip(), KEY, shipped())

    assert [row[0] for row in one_rate] == ["2111"]
    assert [row[0] for row in two_rates] == ["2110", "2101"]


def test_a_site_names_its_own_accounts():
    """Values of the site stand in place of the layout's, those that hang on a tax rate too."""
    rows = rows_of(a_mixed_slip(), KEY, shipped(receivable="売掛金（卸）", sales_reduced="食品売上高"))

    assert [(row[4], row[10]) for row in rows] == [("売掛金（卸）", "食品売上高"), ("売掛金（卸）", "売上高")]


@pytest.mark.parametrize(
    ("letter", "stands_as"),
    [("〜", "～"), ("−", "－"), ("—", "―"), ("‖", "∥"), ("¥", "￥")],
    ids=lambda one: f"{ord(one):x}",
)
def test_letters_that_only_look_the_same_are_written_as_the_product_knows_them(letter, stands_as):
    """A wave dash typed on one system and on another is the same to a person, and is written as CP932 has it."""
    row = rows_of(a_slip(order_number=f"A{letter}1"), KEY, shipped())[0]

    assert f"A{stands_as}1" in str(row[16])


@pytest.mark.proves("D9")
@pytest.mark.parametrize("letter", ["𠮷", "é", "😀", "\u00a0", "〜"])
def test_what_cannot_be_written_is_said_and_never_a_question_mark(letter):
    """A letter without a place in CP932, or one that would come back as another, stops the slip and is named."""
    layout = changed(shipped(), replace={})

    with pytest.raises(BusinessError) as refused:
        rows_of(a_slip(customer_name=f"{letter}野商店"), KEY, layout)

    assert refused.value.code == "import-character"
    assert f"U+{ord(letter):04X}" in refused.value.values["character"]
    assert refused.value.values["field"] == "摘要"


LIMITS = [
    ("import-too-long", {}, "管理番号", {"max_chars": 15}, {"limit": "15", "size": "16", "unit": "characters"}),
    ("import-too-long", {}, "取引先", {"max_bytes": 20}, {"limit": "20", "size": "27", "unit": "bytes"}),
    ("import-forbidden", {"customer_name": "見本\n商店"}, "取引先", {}, {"character": "U+000A"}),
    ("import-forbidden", {"customer_name": "見本,商店"}, "取引先", {"forbid": ","}, {"character": "`,` (U+002C)"}),
    ("import-missing", {"customer_name": " "}, "取引先", {"required": True}, {}),
    ("import-amount", {}, "金額", {"digits": 4}, {"limit": "4", "value": "13608"}),
]


@pytest.mark.proves("D9")
@pytest.mark.parametrize(("code", "slip", "column", "limits", "values"), LIMITS)
def test_each_limit_of_a_column_is_said_before_anything_is_written(code, slip, column, limits, values):
    """The column, its limit and the value are named."""
    layout = changed(shipped("freee-kaikei"), column, **limits)

    with pytest.raises(BusinessError) as refused:
        rows_of(a_slip(**slip), KEY, layout)

    assert refused.value.code == code
    assert refused.value.values["field"] == column
    assert values.items() <= refused.value.values.items()
    assert refused.value.next_move


@pytest.mark.parametrize(
    "text", ["=1+1", "+81-3", "-見本", "@SUM(A1)", "＝見本", "＋見本", "－見本", "＠見本", "−見本"]
)
@pytest.mark.parametrize("name", ["yayoi-kaikei", "mf-kaikei"])
def test_a_text_that_a_spreadsheet_would_compute_is_refused(name, text):
    """Clerks open import files in spreadsheets: no name of a customer is a formula there."""
    layout = changed(shipped(name), "摘要", value="{slip.customer_name}", first=None, only=None, line=None, rate=None)

    with pytest.raises(BusinessError) as refused:
        rows_of(a_slip(customer_name=text), KEY, layout)

    assert refused.value.code == "import-formula"
    assert refused.value.values["value"][1:] == text[1:]


@pytest.mark.parametrize("text", ["-100", "+1.5", "A=1", "A-1"])
def test_numbers_and_signs_within_a_text_are_no_formula(text):
    """A signed number is a number in a spreadsheet too."""
    assert rows_of(a_slip(customer_name=text), KEY, shipped("mf-kaikei"))


@pytest.mark.parametrize(
    ("limits", "unit"), [({"max_rows": 1}, "rows"), ({"max_file_bytes": 200}, "bytes")], ids=["rows", "bytes"]
)
def test_a_slip_larger_than_a_file_is_refused(limits, unit):
    """A slip that no file can hold is a person's, not an export's."""
    with pytest.raises(BusinessError, match=unit) as refused:
        rows_of(a_mixed_slip(), KEY, changed(shipped(), **limits))
    assert refused.value.code == "import-rows"


def test_amounts_that_are_not_whole_or_below_zero_are_refused():
    """A product's amounts are whole yen without a sign."""
    line = a_slip().lines[0]
    for amount in (Decimal("100.5"), Decimal(-100)):
        slip = replace(a_slip(), lines=(replace(line, amount=amount),), total=amount)
        with pytest.raises(BusinessError) as refused:
            rows_of(slip, KEY, shipped("mf-seikyusho"))
        assert refused.value.code == "import-amount"


def test_a_rate_without_a_tax_class_is_refused():
    """Old or foreign rates are not guessed."""
    line = replace(a_slip().lines[0], tax_rate=Decimal("0.05"))

    with pytest.raises(BusinessError) as refused:
        rows_of(replace(a_slip(), lines=(line,), total=line.amount), KEY, shipped())

    assert (refused.value.code, refused.value.values["rate"]) == ("import-rate", "5%")


def test_a_memo_is_cut_between_letters_and_keeps_the_key():
    """Free text that is too long is cut to the product's bytes; half a letter never stands there."""
    memo = str(rows_of(a_slip_of_traps(), KEY, shipped())[0][16])

    assert memo.startswith(f"{KEY} RB～77－① ㈱髙﨑")
    assert len(memo.encode("cp932")) in (63, 64)


A_LAYOUT = LAYOUTS[1].path.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("layout: freee-kaikei", "layout: other", "layout-name", "named `freee-kaikei`"),
        ("total: 金額", "total: 合計", "layout-total", "`合計` is no column"),
        ("total: 金額", "total: 備考", "layout-total", "no `digits`"),
        ("rows: [rate]", "rows: [rate, rate]", "layout-rows", "named twice"),
        ("{key}", "k", "layout-key", "holds `{key}`"),
        ("{slip.customer_code}", "{slip.customer_cod}", "layout-template", "there is no `{slip.customer_cod}`"),
        ("{slip.customer_code}", "{line.amount}", "layout-template", "means nothing in a row of a rate"),
        ("{slip.customer_code}", "No. {number}", "layout-template", "must stand alone"),
        ("{slip.customer_code}", "{slip.customer_code", "layout-template", "brace"),
        ("{value.sales_reduced}", "{value.sale}", "layout-template", "there is no `{value.sale}`"),
        ("name: 品目,", "name: 部門,", "layout-column", "named twice"),
        ("max_chars: 255, cut: true", "cut: true", "layout-cut", "where it is cut"),
        ("{slip.order_number} {slip", "{slip.order_number} {key} {slip", "layout-template", "could be cut off"),
        ("value: 内税", "value: 内税, max_chars: 1", "layout-template", "2 characters"),
        ("headings: true", "heading: true", "unknown-key", "Did you mean `headings`?"),
        ("\nvalues:", '\nreplace: {"ab": c}\nvalues:', "wrong-value", "at most 1 character"),
        ("encoding: utf-8-bom", "encoding: cp932\nforbid: 内", "layout-template", "is not taken"),
    ],
)
def test_what_is_wrong_in_a_layout_is_found_at_its_line(old, new, code, said):
    """The linter names file, line and what to write instead."""
    text = A_LAYOUT.replace(old, new, 1)
    assert text != A_LAYOUT

    with pytest.raises(FilesError) as found:
        load_layout(text, "layouts/freee-kaikei.yaml")

    assert code in {finding.code for finding in found.value.findings}
    assert said in str(found.value)
    assert all(finding.place.file == "layouts/freee-kaikei.yaml" for finding in found.value.findings)
