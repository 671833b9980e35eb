"""Documents as something a page can show, read in a child process."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from agent.console.show import DocumentUnshowableError, kind_of, picture_of, view_of
from agent.console.show_child import mail, png_of, sheet, table, text

MAIL = b"""From: =?utf-8?b?5rOo5paH?= <order@mihon-foods.example>
To: orders@sample.example
Subject: =?iso-2022-jp?b?GyRCQ21KOBsoQg==?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=utf-8

<p>10 <b>boxes</b></p><script>alert(1)</script>
--x
Content-Type: text/csv
Content-Disposition: attachment; filename="order.csv"

a,b
--x--
"""


def test_a_mail_is_its_heads_text_and_the_names_of_its_parts():
    """HTML becomes text; attachments are named and not opened."""
    told = mail(MAIL)
    assert ["Subject", "注文"] in told["heads"]
    assert "boxes" in told["text"]
    assert "alert" not in told["text"]
    assert told["parts"] == ["order.csv"]


def test_text_is_read_in_the_encodings_japan_writes():
    """UTF-8, Shift_JIS and JIS mails read alike."""
    assert {text("注文です".encode(encoding))["text"] for encoding in ("utf-8", "cp932", "iso2022_jp")} == {"注文です"}


def test_a_table_is_cut_where_a_page_ends():
    """A CSV of a thousand rows shows its beginning and says so."""
    told = table("番号\t名前\n".encode("cp932") * 1000)
    assert len(told["tables"][0][1]) == 500
    assert told["is_cut"]
    assert told["tables"][0][1][0] == ["番号", "名前"]


def test_a_workbook_is_its_sheets():
    """Each sheet is a table under its name; whole numbers have no decimals."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("注文書")
        page.write_row(0, 0, ["数量", 12])
    assert sheet(buffer.getvalue())["tables"] == [["注文書", [["数量", "12"]]]]


def test_a_picture_written_by_hand_is_a_valid_png():
    """Rows are cut from their stride."""
    written = png_of(bytes(range(16)), 2, 2, 8)
    assert written.startswith(b"\x89PNG")
    assert b"IEND" in written


def test_what_cannot_be_shown_is_said(sample):
    """An unknown kind, a broken PDF and a missing page are refused with advice, not with a traceback."""
    for media_type, name, content in (
        ("application/zip", "x.zip", b"PK"),
        ("application/pdf", "x.pdf", b"%PDF-1.4 broken"),
        ("application/octet-stream", "x.xlsx", b"PK\x03\x04"),
    ):
        with pytest.raises(DocumentUnshowableError):
            view_of(content, media_type, name, name)
    with pytest.raises(DocumentUnshowableError):
        picture_of(b"%PDF-1.4 broken", "digest", 0)


def test_the_kind_is_the_media_type_and_else_the_name():
    """Mail programs often send `application/octet-stream`, and CSV as plain text."""
    assert kind_of("application/octet-stream", "注文.XLSX") == "sheet"
    assert kind_of("text/plain; charset=utf-8", "a.csv") == "csv"
    assert kind_of("application/pdf", "a.csv") == "pdf"
    assert kind_of("image/png", "scan") == "picture"
    assert kind_of("text/csv", "a.csv", b"%PDF-1.7") == "pdf"


def test_a_sheet_that_begins_further_down_keeps_its_places():
    """Row 3 is row 3, whatever stands above it: places in the page are those of the reader."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("注文書").write(2, 1, "12")
    assert sheet(buffer.getvalue())["tables"] == [["注文書", [["", ""], ["", ""], ["", "12"]]]]


def test_rows_of_a_csv_have_the_lines_of_the_file():
    """A field over two lines does not move the rows below it."""
    assert table('番号,名前\n1,"二\n行"\n2,x\n'.encode())["lines"] == [1, 3, 4]


@pytest.mark.proves("B7")
def test_a_scanned_picture_is_measured_as_its_reader_does_and_drawn():
    """Its size is in points, so that marks stand where the writing is; another page there is none."""
    scan = (Path(__file__).parents[2] / "data/orders/dev/scan-photo-2.jpg").read_bytes()
    view = view_of(scan, "image/jpeg", "scan.jpg", "scan-photo-2")
    [(width, height)] = view.sizes
    assert (view.kind, view.n_pages, round(max(width, height))) == ("picture", 1, 842)
    assert picture_of(scan, "scan-photo-2", 0, "picture").startswith(b"\x89PNG")
    with pytest.raises(DocumentUnshowableError):
        picture_of(scan, "scan-photo-2", 1, "picture")
