"""What is too much, hidden, damaged or a program is refused by name, before it costs anything."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent.core.delivery import Delivery, digest_of
from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import Order
from agent.extract import csv_table, mail_text
from agent.extract.form import load_forms
from agent.extract.formats import SCAN, format_of
from agent.extract.parts import documents_of
from agent.extract.read import orders_of
from agent.extract.table import Row
from agent.extract.unseen import strips
from agent.extract.unseen.header import Header
from agent.extract.values import MAX_TEXT, MAX_VALUE
from tests.support.hostile.rows import a_csv
from tests.support.hostile.sheets import FILES as SHEETS
from tests.support.whole_agent import form_texts


def a_document(content: bytes, name: str, media_type: str = "") -> Document:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return Document("folder/1/0", "folder/1", "folder", name, media_type, digest_of(content), content, at)


def reason(content: bytes, name: str, media_type: str = "") -> Reason:
    found = orders_of(a_document(content, name, media_type), load_forms(form_texts())).reason
    assert found is not None
    return found


def order(**words: str) -> Order:
    content = a_csv(**words).encode()
    [found] = orders_of(a_document(content, "o.csv"), load_forms(form_texts())).orders
    return found


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("o.csv", b"", "empty"),
        ("o.7z", b"7z\xbc\xaf", "archive-other"),
        ("o.bin", b"!\0-lh5-", "archive-other"),
        ("o.rar", b"x", "archive-other"),
        ("o.bin", b"\x78\x9f\x3e\x22", "outlook"),
        ("o.doc", b"x", ".doc"),
        ("o", b"x", "unknown"),
    ],
)
def test_what_it_is_instead(name: str, content: bytes, what: str):
    """An empty file, an archive that is no ZIP and an unknown kind are told apart."""
    assert (reason(content, name).code, reason(content, name).values["what"]) == ("document-unreadable", what)


def test_a_picture_is_one_under_any_name():
    """Its first bytes tell it, and no other reader sees them."""
    assert format_of(a_document(b"\x89PNG\r\n\x1a\n", "o.csv")) is SCAN


@pytest.mark.parametrize("name", ["o.exe", "注文書.pdf.EXE", "o.lnk", "o.js. ."])
def test_programs_are_named(name: str):
    """A program is never read, whatever its sender calls it."""
    assert reason(a_csv().encode(), name, "text/csv").code == "document-program"


def test_more_columns_than_a_sheet_has(monkeypatch: pytest.MonkeyPatch):
    """A row without end is no order."""
    monkeypatch.setattr(csv_table, "MAX_COLUMNS", 3)

    assert reason(b"a,b,c,d", "o.csv").values["what"] == "size"


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"a,b\n\x1a\x1a", b"a,b\n"),
        (b"a,b\n\0\0\0\0", b"a,b\n"),
        (b"a\0,\0b\0\n\0\x1a\0", b"a\0,\0b\0\n\0"),
        (b"a,b\n\0", b"a,b\n\0"),
        (b"\0\0\0\0", b""),
    ],
)
def test_what_old_systems_put_behind_the_last_row(content: bytes, kept: bytes):
    """Marks of the end and whole pairs of zeros go; the zero of a letter of UTF-16 stays."""
    assert csv_table._without_end(content) == kept


def test_a_damaged_workbook_is_refused():
    """One byte of a sheet is wrong: the workbook would read, with another number in it, perhaps."""
    content = next(one for one in SHEETS if one.name == "wrong-sum.xlsx").make()

    assert reason(content, "o.xlsx").values["what"] == "workbook"


@pytest.mark.parametrize(
    ("words", "field"),
    [({"number": "9" * (MAX_VALUE + 1)}, "number"), ({"name": "豆" * (MAX_TEXT + 1)}, "lines.1.product_name")],
)
def test_a_value_without_end_is_left_out(words: dict[str, str], field: str):
    """It is not cut, which would make another value of it: it stops the order."""
    found = order(**words)

    assert [(one.code, one.field, one.severity.value) for one in found.findings] == [
        ("field-unreadable", field, "stop")
    ]
    assert max(len(value) for one in found.findings for _, value in one.values) <= MAX_TEXT


def test_what_nobody_sees_is_in_no_value():
    """Terminal codes and turned writing are left out of codes and texts; in a number they stop it."""
    found = order(number="\x1b[2JH1\x07", note="\u202egnp.exe")

    assert (found.number, found.note) == ("[2JH1", "gnp.exe")
    assert [one.field for one in order(n="1\x1b2").findings] == ["lines.1.quantity"]


def test_a_from_of_comments_without_end_is_nobodys():
    """Its sender cannot be told; the mail is read all the same."""
    mail = b"From: " + b"(" * 50_000 + b"a@b.example\r\n\r\nhello"
    [document] = documents_of(
        Delivery("inbox", "1", digest_of(mail), "o.eml", "", mail, datetime(2026, 4, 1, tzinfo=UTC))
    )

    assert (document.content, document.sender) == (b"hello", "")


@pytest.mark.parametrize(
    "line", ["見本茶" + "." * 150 + "x", "見本茶" + "・" * 150 + "x", "納期：5/10" + "午前中" * 30 + "x"]
)
def test_a_line_that_nearly_fits_in_many_ways(line: str):
    """Points before a quantity, or words behind a day, are read one way only: as many lines as these end."""
    content = "\n".join([line] * 20 + ["見本茶 10袋"]).encode()

    [found] = orders_of(a_document(content, "o.txt"), ()).orders

    assert [(one.product_name, one.quantity) for one in found.lines] == [("見本茶", 10)]


@pytest.mark.parametrize(
    ("bound", "row"),
    [("MAX_ACROSS", ["見本茶", "1", "2"]), ("MAX_CELLS", ["見本茶", "1"]), ("MAX_LETTERS", ["見本茶", "1"])],
)
def test_more_than_an_order_of_an_unknown_layout_has(monkeypatch: pytest.MonkeyPatch, bound: str, row: list[str]):
    """A person looks at a document that is wider or longer than the reader goes through."""
    content = "\n".join(map(",".join, [["品名", "数量"], row])).encode()
    read = orders_of(a_document(content, "o.csv"), ())
    monkeypatch.setattr(strips, bound, {"MAX_ACROSS": 2, "MAX_CELLS": 3, "MAX_LETTERS": 7}[bound])
    refused = orders_of(a_document(content, "o.csv"), ())

    assert (len(read.orders), refused.orders) == (1, ())
    assert refused.reason is not None
    assert refused.reason.code == "form-missing"


def test_a_mail_longer_than_one_is(monkeypatch: pytest.MonkeyPatch):
    """A text is read by what its sentences say, which costs more than cells do: it may be less long."""
    mail = a_document("見本茶 10袋".encode(), "o.txt")
    read = orders_of(mail, ())
    monkeypatch.setattr(strips, "MAX_PROSE", 3)

    assert (len(read.orders), orders_of(mail, ()).orders) == (1, ())


def test_rows_of_a_mail_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch):
    """Work grows with the lines, not with their square."""
    compared = []
    monkeypatch.setattr(Row, "__eq__", lambda self, other: compared.append(1) or self is other)
    mail_text.page_of_text("\n".join(f"見本茶{number} 10袋" for number in range(200)))

    assert len(compared) < 200


def test_titles_that_come_again_and_again_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch):
    """A table below each other: work grows with the tables, not with their square."""
    compared = []
    monkeypatch.setattr(Header, "__eq__", lambda self, other: compared.append(1) or self is other)
    [found] = orders_of(a_document("品名,数量\n見本茶,1\n".encode() * 60, "o.csv"), ()).orders

    assert (len(found.lines), len(compared) < 200) == (60, True)


def test_a_mail_whose_charset_is_no_text():
    """A name of a charset that cannot be written is none."""
    mail = b'From: a@b.example\r\nContent-Type: text/plain; charset="utf\xe2\x82-8"\r\n\r\n\xe8\xa6\x8b 10\r\n'
    [document] = documents_of(
        Delivery("inbox", "1", digest_of(mail), "o.eml", "", mail, datetime(2026, 4, 1, tzinfo=UTC))
    )

    assert document.content.endswith(b" 10\n") or document.content.endswith(b" 10\r\n")
