"""The rows of a document are shown as a form's patterns see them."""

from agent.extract.shown_rows import rows_shown
from tests.unit.extract.making import TEXT_FORM, a_document, a_form
from tests.unit.extract.test_lost_under_forms import sheet


def test_rows_are_folded_and_have_their_places():
    """Blank rows are left out; a form cuts them at its labels."""
    document = a_document("注文番号：A１　　納期：4/10\n\nＰ1 x2\n".encode(), "o.txt")

    assert list(rows_shown(document))[-1] == ("line 3", "P1 x2")
    assert next(rows_shown(document, a_form(TEXT_FORM))) == ("line 1", "注文番号:A1 納期:4/10")


def test_only_the_sheets_of_the_form_are_shown():
    """Cells are parted by a blank."""
    document = a_document(sheet(("コード", "数量"), ("P1", 2)), "o.xlsx")

    assert [text for _, text in rows_shown(document)] == ["注文番号 A1", "コード 数量", "P1 2"]
    assert list(rows_shown(document, a_form(TEXT_FORM + "sheet: 明細\n"))) == []


def test_what_cannot_be_read_has_no_rows():
    """No format, no text."""
    assert list(rows_shown(a_document(b"x", "o.exe"))) == []
    assert list(rows_shown(a_document(b'a,"b', "o.csv"))) == []
