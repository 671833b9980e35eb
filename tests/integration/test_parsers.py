"""Foreign bytes are read in bounded children: hostile ones come back as a reason, and the agent lives."""

import contextlib
import io
import os
import signal
import tempfile
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from agent.core.delivery import Delivery, digest_of
from agent.core.errors import TransientError
from agent.engine.confine import Limits
from agent.engine.parsers import Parsers
from agent.extract.extraction import Reading
from agent.marks.findings import FilesError
from tests.unit.extract.test_pdf_fonts import a_pdf as a_pdf_of

pytestmark = pytest.mark.integration

FORMS = {
    "forms/csv.yaml": """form: csv
applies: {reads: csv}
fields: {number: {column: n}, customer_name: {column: c}, ordered_on: {column: d}}
lines: {columns: {product_code: p, quantity: q}}
""",
    "forms/text.yaml": """form: text
applies: {reads: text}
fields: {number: {regex: '(a+)+$'}}
lines: {regex: '(?P<product_code>(x+x+)+y)(?P<quantity>\\d)'}
""",
    "forms/sheet.yaml": "form: sheet\napplies: {reads: sheet}\nfields: {}\n"
    "lines: {columns: {product_code: p, quantity: q}}\n",
    "forms/pdf.yaml": "form: pdf\napplies: {reads: pdf}\nfields: {}\n"
    "lines: {columns: {product_code: p, quantity: q}}\n",
}


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    """A warm parser server, shared by the tests of this file."""
    started = Parsers(FORMS, limits=Limits(seconds=4, memory_bytes=512 * 1024**2))
    started.start()
    yield started
    started.close()


def a_delivery(content: bytes, name: str = "o.csv", media_type: str = "text/csv") -> Delivery:
    at = datetime(2026, 4, 1, tzinfo=UTC)
    return Delivery("folder", name, digest_of(content), name, media_type, content, at, handle="/secret/path")


def a_csv(n_orders: int = 1) -> Delivery:
    rows = "".join(f"A{n},甲,2026/4/1,P1,{n + 1}\r\n" for n in range(n_orders))
    return a_delivery(("n,c,d,p,q\r\n" + rows).encode("cp932"))


def reason_of(reading: Reading) -> str | None:
    [extraction] = reading.extractions
    return extraction.reason.code if extraction.reason else None


def assert_still_reads(parsers: Parsers) -> None:
    [extraction] = parsers.read(a_csv()).extractions
    assert [order.number for order in extraction.orders] == ["A0"]


def a_zip(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def a_workbook(sheet: bytes) -> bytes:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="%s/%s" Target="%s"/></Relationships>'
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relation % (kinds, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{kinds}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relation % (kinds, "worksheet", "worksheets/s.xml"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/s.xml", b"<worksheet " + main.encode() + b">" + sheet + b"</worksheet>")
    return out.getvalue()


def a_pdf(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter[%s]>>\nstream\n%s\nendstream" % (len(content), filters, content),
    ]
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 5\n0000000000 65535 f \n" + table + (
        b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )  # fmt: skip


def packed_blanks(mebibytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 2**20) for _ in range(mebibytes)) + packer.flush()


HOSTILE = {
    "zip-bomb.xlsx": lambda: a_zip("xl/worksheets/s.xml", b"\0" * 2**28),
    "far-cell.xlsx": lambda: a_workbook(
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "entities.xlsx": lambda: a_workbook(b"<!DOCTYPE a [<!ENTITY a 'b'>]>&a;" * 1000),
    "broken.xls": lambda: b"\xd0\xcf\x11\xe0" + b"\xff" * 4096,
    "broken.pdf": lambda: a_pdf(b"x")[:-90],
    "bomb.pdf": lambda: a_pdf(packed_blanks(600)),
    "double-bomb.pdf": lambda: a_pdf(zlib.compress(packed_blanks(600), 9), b"/FlateDecode/FlateDecode"),
    "loop.pdf": lambda: (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>"
    ),
    "open-quote.csv": lambda: b'n,c,d,p,q\n"' + b"a" * 2**22,
    "many-rows.csv": lambda: b"n,c,d,p,q\n" + b"\n" * 400_000,
    "nul.csv": lambda: b"n,c,d,p,q\n\0\0\0\0",
    "endless-pattern.txt": lambda: (b"a" * 1900 + b"!\n" + b"x" * 1900 + b"\n") * 500,
    "deep.html": lambda: b"<div>" * 200_000,
    "many-lines.txt": lambda: b"a\n" * 10**6,
    "deep.eml": lambda: b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    ),
    "mail-in-mail.eml": lambda: b"Content-Type: message/rfc822\n\n" * 3000 + b"\n\nhi",
    "many-parts.eml": lambda: (
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/plain; name=a\n\nx\n" * 20_000
        + b"--b--\n"
    ),
    "long-header.eml": lambda: b"Subject: =?utf-8?q?" + b"=41" * 10**6 + b"?=\n\nx",
    "unknown.bin": lambda: os.urandom(4096),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_document_becomes_a_reason(parsers, name):
    """A bomb, a broken file or one nested without end gives a reason in bounded time, and the next file is read."""
    started = time.monotonic()
    reading = parsers.read(a_delivery(HOSTILE[name](), name, "application/octet-stream"))

    assert reason_of(reading) in (
        "document-unreadable",
        "document-limit",
        "form-missing",
        "no-orders",
        "field-unreadable",
    )
    assert time.monotonic() - started < 60  # the limit is in CPU seconds: a busy machine takes longer
    assert_still_reads(parsers)


def test_documents_come_back_with_their_bytes(parsers):
    """A mail's parts come back whole; a single file keeps its own bytes without travelling."""
    mail = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\nContent-Type: text/csv; name=o.csv\n\n"
    delivery = a_delivery(mail + "n,c,d,p,q\nA,甲,20260401,P1,1\n".encode() + b"--b--\n", "1.eml", "message/rfc822")
    reading = parsers.read(delivery)

    assert [one.name for one in reading.documents] == ["body.txt", "o.csv"]
    assert all(one.digest == digest_of(one.content) for one in reading.documents)
    assert reading.documents[1].content.startswith(b"n,c,d")
    single = a_csv()
    assert parsers.read(single).documents[0].content is single.content


def test_letters_of_fonts_that_a_pdf_does_not_bring_are_read(parsers):
    """A confined child opens no font: a quantity of one letter is read all the same."""
    content = a_pdf_of([("p", "q"), ("茶", "1"), ("P2", "12")])
    [extraction] = parsers.read(a_delivery(content, "o.pdf", "application/pdf")).extractions

    lines = [(line.product_code, str(line.quantity)) for line in extraction.orders[0].lines]
    assert lines == [("茶", "1"), ("P2", "12")]


def test_many_threads_are_served_at_once(parsers):
    """Deliveries of many threads are read side by side, each with its own answer."""
    with ThreadPoolExecutor(8) as threads:
        readings = list(threads.map(parsers.read, [a_csv(n) for n in range(1, 33)]))

    assert [len(reading.extractions[0].orders) for reading in readings] == list(range(1, 33))


def test_thousand_orders_are_read_quickly(parsers):
    """A CSV of a thousand orders takes a fraction of a second, exact to the last."""
    started = time.monotonic()
    [extraction] = parsers.read(a_csv(1000)).extractions

    assert (len(extraction.orders), extraction.orders[-1].number) == (1000, "A999")
    assert time.monotonic() - started < 2


def test_new_forms_hold_from_the_next_delivery_on():
    """A reload reads with the new forms; wrong ones are refused and the last good ones stay."""
    parsers = Parsers(FORMS)
    try:
        assert_still_reads(parsers)
        parsers.reload({"forms/text.yaml": FORMS["forms/text.yaml"]})
        assert reason_of(parsers.read(a_csv())) == "form-missing"
        with pytest.raises(FilesError):
            parsers.reload({"forms/x.yaml": "form: x"})
        parsers.reload(FORMS)
        assert_still_reads(parsers)
    finally:
        parsers.close()


@pytest.mark.faults
def test_killed_server_is_started_again():
    """A server that is killed is started anew, and the delivery in hand is read by it."""
    parsers = Parsers(FORMS)
    others = set(psutil.Process().children())
    try:
        parsers.start()
        server = next(iter(set(psutil.Process().children()) - others))
        os.kill(server.pid, signal.SIGKILL)
        assert_still_reads(parsers)
    finally:
        parsers.close()
    assert set(psutil.Process().children()) - others == set()


@pytest.mark.faults
def test_server_killed_at_work_costs_no_delivery():
    """Servers killed again and again while deliveries are read lose none of them."""
    parsers = Parsers(FORMS)
    others = set(psutil.Process().children())
    stop = threading.Event()

    def kill_now_and_then() -> None:
        for _ in range(3):
            stop.wait(1.0)
            for server in set(psutil.Process().children()) - others:
                os.kill(server.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    try:
        while killer.is_alive():
            with contextlib.suppress(TransientError):  # killed while it started, too: tried again later
                assert_still_reads(parsers)
        assert_still_reads(parsers)
    finally:
        stop.set()
        killer.join()
        parsers.close()


def test_reading_leaves_nothing_behind(parsers):
    """No file and no process is left after reading, good or bad."""
    before = set(Path(tempfile.gettempdir()).iterdir())
    for delivery in (a_csv(), a_delivery(b"%PDF-1.4", "a.pdf"), a_delivery(b"PK\x03\x04", "a.xlsx")):
        parsers.read(delivery)
    new = {path.name for path in set(Path(tempfile.gettempdir()).iterdir()) - before}

    assert not {name for name in new if "denpyo" in name or "parser" in name}
    deadline = time.monotonic() + 5
    while any(one.children() for one in psutil.Process().children()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(one.children() for one in psutil.Process().children())
