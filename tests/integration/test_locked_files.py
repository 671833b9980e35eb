"""Packed and locked files go the whole way: unpacked in a bounded child, and read again once a password is known."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlmodel import select

from agent.core.command import CommandKind
from agent.demo.documents import file_of
from agent.engine.confine import Limits
from agent.engine.parsers import Parsers, _beyond_limits
from agent.store.database import Database
from agent.store.tables import DocumentRow
from tests.integration.test_engine import orders
from tests.integration.test_parsers import FORMS, a_delivery, assert_still_reads
from tests.support.databases import ON_A_FILE
from tests.support.packed import a_csv, a_locked_pdf, a_locked_workbook, a_locked_xls, a_raw_zip, a_zip, an_aes_zip
from tests.support.whole_agent import WholeAgent, whole_agent

pytestmark = pytest.mark.integration

PASSWORD = "planted-pass-7731"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Parsers]:
    """A parser server that knows two passwords, with little time and memory."""
    known = ("wrong", PASSWORD)
    started = Parsers(FORMS, limits=Limits(seconds=8, memory_bytes=512 * 1024**2), passwords=lambda _delivery: known)
    yield started
    started.close()


@pytest.fixture
def known() -> list[str]:
    """The passwords a site knows; a test adds to them."""
    return []


@pytest.fixture
def agent(database: Database, tmp_path: Path, parsers: Parsers, known: list[str]) -> Iterator[WholeAgent]:
    """The whole engine, with passwords that may become known."""
    knowing = patch.object(parsers, "_passwords", lambda _delivery: tuple(known))
    with knowing, whole_agent(database, tmp_path, parsers) as running:
        yield running


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("old.zip", a_raw_zip({"注文.csv".encode("cp932"): a_csv()}, PASSWORD.encode())),
        ("aes.zip", an_aes_zip({"o.csv": a_csv()}, PASSWORD.encode())),
        ("o.xlsx", a_locked_workbook(PASSWORD)),
        ("o.xls", a_locked_xls(PASSWORD)),
    ],
    ids=["zip-crypto", "aes", "xlsx", "xls"],
)
def test_a_confined_child_opens_each_lock(guarded: Parsers, name: str, content: bytes):
    """A child that can open no file and load no library has all it needs; its answer holds no password."""
    reading = guarded.read(a_delivery(content, name, "application/octet-stream"))

    assert sum(len(one.orders) for one in reading.extractions) == 1
    assert PASSWORD not in repr(reading)


def test_a_password_that_does_not_fit_is_in_no_answer(guarded: Parsers):
    """What stays locked is said without the passwords that were tried."""
    [extraction] = guarded.read(a_delivery(a_locked_pdf("other"), "o.pdf", "application/pdf")).extractions

    assert extraction.reason is not None
    assert (extraction.reason.code, extraction.reason.values["why"]) == ("document-locked", "password-wrong")
    assert PASSWORD not in repr(extraction)


def overlapping(n_files: int) -> bytes:
    """Many entries of one list that all unpack the same bytes."""
    packed = a_zip({"a.csv": b"\0" * 2**20})
    at, end = packed.index(b"PK\1\2"), packed.index(b"PK\5\6")
    entries = packed[at:end] * n_files
    tail = bytearray(packed[end:])
    tail[8:12] = n_files.to_bytes(2, "little") * 2
    tail[12:16] = len(entries).to_bytes(4, "little")
    return packed[:at] + entries + bytes(tail)


def nested(depth: int, content: bytes) -> bytes:
    for _ in range(depth):
        content = a_zip({"in.zip": content})
    return content


HOSTILE = {
    "bomb.zip": lambda: a_zip({"a.csv": b"\0" * 2**28}),
    "bomb-in-zip.zip": lambda: nested(2, a_zip({"a.csv": b"\0" * 2**28})),
    "deep.zip": lambda: nested(30, b"x"),
    "overlapping.zip": lambda: overlapping(400),
    "cut.zip": lambda: a_zip({"a.csv": bytes(range(256)) * 40})[:-40],
    "paths.zip": lambda: a_raw_zip({b"../../../etc/cron.d/a.csv\0.exe": b"x"}),
    "program.zip": lambda: a_zip({"a.js": b"x"}),
    "broken-lock.xlsx": lambda: a_locked_workbook("x")[:3000],
    "broken-lock.pdf": lambda: a_locked_pdf("x")[:-200],
    "locked.zip": lambda: a_raw_zip({b"a.csv": b"x"}, b"x"),
}


@pytest.mark.proves("B8")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_becomes_a_reason(guarded: Parsers, name: str):
    """A ZIP bomb, one nested without end, one with paths or programs gives a reason, and reading goes on."""
    reading = guarded.read(a_delivery(HOSTILE[name](), name, "application/octet-stream"))
    reasons = {one.reason.code for one in reading.extractions if one.reason}

    assert reasons & {
        *("archive-limit", "archive-program", "archive-damaged", "document-unreadable", "document-locked"),
        *("document-limit",),
    }
    assert not any(one.orders for one in reading.extractions)
    assert all("/" not in one.name and "\0" not in one.name for one in reading.documents)
    assert_still_reads(guarded)


def documents(agent: WholeAgent) -> dict[str, str]:
    with agent.outside.database.reading() as session:
        return {row.key.removeprefix(row.delivery): row.name for row in session.exec(select(DocumentRow))}


@ON_A_FILE
def test_a_locked_zip_is_read_once_its_password_is_known(agent: WholeAgent, known: list[str]):
    """A retry without the password changes nothing; with it, what is in the ZIP is stored, read and entered once."""
    locked = a_raw_zip({b"one.csv": file_of(orders()).content}, PASSWORD.encode())
    agent.drop("one.zip", locked)
    agent.until_idle()
    waiting = agent.waiting()
    refused = agent.say(CommandKind.RETRY, waiting[0].id)
    known.append(PASSWORD)
    answer = agent.say(CommandKind.RETRY, waiting[0].id)
    agent.until_idle()

    assert [row.reason["code"] for row in waiting] == ["document-locked"]
    assert refused["code"] == "document-locked"
    assert answer == {"ok": True}
    assert documents(agent) == {"/0": "one.zip", "/0/0": "one.csv"}
    assert [row.state for row in agent.orders()] == ["entered"]
    assert len(agent.target.slips) == 1
    assert agent.waiting() == []
    assert agent.target.slips[0].slip is not None
    assert agent.outside.evidence.has(agent.target.slips[0].slip.document_digest)


@ON_A_FILE
def test_a_zip_that_opens_in_part_goes_on_waiting_for_the_rest(agent: WholeAgent, known: list[str]):
    """What a retry opens is taken once; what stays locked, and what it cannot read, waits as an item of its own."""
    first, second = (file_of([order]).content for order in orders(2))
    inner = a_raw_zip({b"two.csv": second, b"map.png": b"x"}, PASSWORD.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("in.zip", an_aes_zip({"one.csv": first, "in.zip": inner}, b"other"))
    agent.drop("all.zip", out.getvalue())
    agent.until_idle()
    known.append("other")
    agent.say(CommandKind.RETRY, agent.waiting()[0].id)
    agent.until_idle()
    between = [(row.reason["code"], row.reason["place"]) for row in agent.waiting()]
    known.append(PASSWORD)
    agent.say(CommandKind.RETRY, agent.waiting()[0].id)
    agent.until_idle()

    assert between == [("document-locked", "in.zip")]
    assert [row.reason["place"] for row in agent.waiting()] == ["map.png"]
    assert [row.state for row in agent.orders()] == ["entered", "entered"]
    assert len(agent.target.slips) == 2


def test_a_password_stands_in_no_table_and_no_file(agent: WholeAgent, known: list[str], tmp_path: Path):
    """Neither the database, the evidence nor the audit log holds a password that was tried, right or wrong."""
    known += [PASSWORD, "planted-wrong-4402"]
    agent.drop("one.zip", a_raw_zip({b"one.csv": file_of(orders()).content}, PASSWORD.encode()))
    agent.drop("two.xlsx", a_locked_workbook("nobody knows"))
    agent.until_idle()
    told = repr([row.reason for row in agent.waiting()]) + repr(documents(agent))
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]

    assert len(agent.orders()) == 1
    for planted in known:
        assert planted not in told
        assert not any(planted.encode() in content for content in files)


@ON_A_FILE
def test_a_mail_that_was_beyond_the_limits_gives_all_its_documents_when_read_again(
    agent: WholeAgent, monkeypatch: pytest.MonkeyPatch
):
    """A mail kept whole as one document is taken apart by a retry: the order in its attachment is not left behind."""
    attached = base64.b64encode(file_of(orders()).content).decode()
    mail = (
        "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n"
        f"Content-Type: text/csv; name=one.csv\r\nContent-Transfer-Encoding: base64\r\n\r\n{attached}\r\n--b--\r\n"
    )
    with monkeypatch.context() as busy:
        busy.setattr(agent.outside.parsers, "read", lambda delivery, _typed: _beyond_limits(delivery, Limits()))
        agent.drop("one.eml", mail.encode())
        agent.until_idle()
    before = documents(agent)
    answer = agent.say(CommandKind.RETRY, agent.waiting()[0].id)
    agent.until_idle()

    assert before == {"/0": "one.eml"}
    assert answer == {"ok": True}
    assert documents(agent) == {"/0": "one.eml", "/1": "one.csv"}
    assert [row.state for row in agent.orders()] == ["entered"]
