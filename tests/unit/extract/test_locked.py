"""Locked workbooks and PDFs open with a password that is known for their sender."""

import pytest

from agent.extract import locked
from agent.extract.locked import opened
from agent.extract.passwords import MAX_TRIED, LockedError, Passwords
from agent.extract.pdf_text import pages_of
from agent.extract.read import orders_of
from tests.support.packed import a_locked_pdf, a_locked_workbook, a_locked_xls, a_workbook
from tests.unit.extract.making import a_document, a_form

SHEET = a_form(
    """
applies: {reads: sheet}
fields: {number: {column: n}}
lines: {columns: {product_code: p, quantity: q}}
"""
)
WORKBOOK = a_locked_workbook("sesame")
OLD_WORKBOOK = a_locked_xls("sesame")


def why(content: bytes, *known: str) -> tuple[str, str]:
    with pytest.raises(LockedError) as caught:
        opened(content, Passwords(known))
    return caught.value.values["what"], caught.value.values["why"]


@pytest.mark.parametrize(("content", "name"), [(WORKBOOK, "o.xlsx"), (OLD_WORKBOOK, "o.xls")], ids=["xlsx", "xls"])
def test_a_locked_workbook_is_read_with_its_password(content, name):
    """A workbook under a password gives its order, of Excel 97 too; the document stays as it came."""
    document = a_document(content, name)
    read = orders_of(document, [SHEET], Passwords(["other", "ｓｅｓａｍｅ"]))

    assert [order.number for order in read.orders] == ["A1"]
    assert document.content == content


def test_an_old_workbook_is_opened_without_a_disk(monkeypatch):
    """Where no file can be made, as in a confined child, an old workbook opens all the same."""
    monkeypatch.setattr("tempfile.TemporaryFile", None)

    assert opened(OLD_WORKBOOK, Passwords(["sesame"])) != OLD_WORKBOOK
    assert why(OLD_WORKBOOK, "other") == ("locked-office", "password-wrong")


def test_a_workbook_that_stays_locked_tells_no_password_from_a_wrong_one():
    """What stays locked says which file, what kind of lock, and whether a password was known at all."""
    missing = orders_of(a_document(WORKBOOK, "o.xlsx"), [SHEET]).reason
    wrong = orders_of(a_document(WORKBOOK, "o.xlsx"), [SHEET], Passwords(["other"])).reason

    assert (missing.code, missing.place) == ("document-locked", "o.xlsx")
    assert missing.values == {"what": "locked-office", "why": "password-missing"}
    assert wrong.values == {"what": "locked-office", "why": "password-wrong"}


def test_a_workbook_excel_opens_unasked_needs_no_password():
    """Excel locks some workbooks under a password of its own, which everybody knows."""
    assert opened(a_locked_workbook(locked.UNASKED), Passwords()).startswith(b"PK")
    assert opened(a_locked_xls(locked.UNASKED), Passwords(["other"])) != a_locked_xls(locked.UNASKED)


def test_a_workbook_of_endless_reckoning_is_not_tried(monkeypatch):
    """A key that takes more rounds than Office writes is not reckoned, nor many that take more between them."""
    monkeypatch.setattr(locked, "OFFICE_ROUNDS", 99_999)
    monkeypatch.setattr(locked, "MAX_ROUNDS", 200_000)
    passwords = Passwords(["sesame"])
    first, second = opened(WORKBOOK, passwords), opened(WORKBOOK, passwords)

    assert first == second != WORKBOOK
    with pytest.raises(LockedError):
        opened(WORKBOOK, passwords)
    monkeypatch.setattr(locked, "MAX_ROUNDS", 99_999)
    assert why(WORKBOOK, "sesame") == ("locked-office", "password-wrong")


def test_a_password_that_is_no_text_opens_nothing():
    """Half a letter is a wrong password of a PDF, as it is of a workbook."""
    assert why(a_locked_pdf("sesame"), "ab\udc83c") == ("locked-pdf", "password-wrong")


@pytest.mark.parametrize("at", [0, 600, 1200, 3000])
def test_a_broken_workbook_is_left_to_its_reader(at):
    """A file that begins as an old office file and is none, or is cut, ends in a reason and never in a fault."""
    broken = WORKBOOK[: len(WORKBOOK) - at][:2000] if at else b"\xd0\xcf\x11\xe0" + bytes(100)

    assert opened(broken, Passwords(["sesame"])) == broken
    assert orders_of(a_document(broken, "o.xls"), [SHEET]).reason.code == "document-unreadable"


@pytest.mark.parametrize("strength", [40, 128])
def test_a_locked_pdf_is_read_with_its_password(strength):
    """A PDF under a password gives its text; without, or with a wrong one, it says why not."""
    content = a_locked_pdf("sesame", strength=strength)
    [page] = pages_of(opened(content, Passwords(["other", "sesame"])))

    assert page.rows[0].text == "No. A1"
    assert why(content) == ("locked-pdf", "password-missing")
    assert why(content, "other") == ("locked-pdf", "password-wrong")


def test_a_pdf_that_only_forbids_changes_is_open():
    """A PDF with the owner's password alone is read as it is, and a broken one is left to its reader."""
    content = a_locked_pdf("")

    assert opened(content, Passwords()) is content
    assert opened(b"%PDF-1.4 /Encrypt", Passwords()) == b"%PDF-1.4 /Encrypt"


def test_a_file_without_a_lock_comes_back_as_it_is():
    """A workbook, a text and a CSV are not touched."""
    for content in (a_workbook(), b"n,p\n", b""):
        assert opened(content, Passwords(["sesame"])) is content


def test_passwords_show_in_no_text_and_the_last_that_fitted_is_first():
    """Printing what holds passwords shows none; few are tried, and the one that fitted is tried first again."""
    passwords = Passwords(["ｏｎｅ", "two", "", *(str(n) for n in range(40))])
    tried: list[str] = []
    passwords.first(lambda one: tried.append(one) or (one == "two" or None))
    passwords.first(lambda one: tried.append(one) or True)

    assert tried == ["ｏｎｅ", "one", "two", "two"]
    assert "two" not in f"{passwords!r} {passwords!s} {passwords.locked('locked-pdf')!r}"
    seen: list[str] = []
    assert passwords.first(seen.append) is None
    assert len(seen) == MAX_TRIED
    assert (bool(Passwords(["", ""])), bool(Passwords(["a"]))) == (False, True)
