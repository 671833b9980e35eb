"""ZIP archives are taken apart within limits, and what does not come out is named."""

import io
import stat
import struct
import unicodedata
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.extract import archive
from agent.extract.parts import is_aside
from agent.extract.passwords import Passwords
from agent.extract.read import reading_of
from tests.support.packed import a_csv, a_raw_zip, a_workbook, a_zip, an_aes_zip
from tests.unit.extract.making import a_delivery, a_form

FORM = a_form(
    """
applies: {reads: csv}
fields: {number: {column: n}, customer_name: {column: c}, ordered_on: {column: d}}
lines: {columns: {product_code: p, quantity: q}}
"""
)


def read(content: bytes, *known: str, name: str = "a.zip"):
    return reading_of(a_delivery(content, name, "application/zip", "folder"), [FORM], Passwords(known))


def names_in(content: bytes, *known: str, name: str = "a.zip") -> list[str]:
    return [one.name for one in read(content, *known, name=name).documents[1:]]


def reason_of(content: bytes, *known: str):
    return read(content, *known).extractions[0].reason


def numbers_in(content: bytes, *known: str) -> list[str]:
    return [order.number for one in read(content, *known).extractions for order in one.orders]


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content
    return content.replace(old, new)


def test_a_file_in_a_zip_is_a_document_of_its_own():
    """A dropped ZIP stays a document without a reason; each file in it is read, its key made of place on place."""
    reading = read(a_zip({"one.csv": a_csv("A1"), "folder/": b"", "folder/two.csv": a_csv("A2")}))
    key = reading.documents[0].delivery

    assert [(one.key, one.name) for one in reading.documents] == [
        (f"{key}/0", "a.zip"), (f"{key}/0/0", "one.csv"), (f"{key}/0/2", "two.csv"),
    ]  # fmt: skip
    assert [one.reason for one in reading.extractions] == [None] * 3
    assert [order.document for one in reading.extractions for order in one.orders] == [f"{key}/0/0", f"{key}/0/2"]
    assert reading.documents[1].media_type == "text/csv"


def test_an_attached_zip_changes_no_other_documents_key():
    """What stands in an attached ZIP has the mail's sender and subject, and the attachment behind it keeps its key."""
    part = b"--b\r\nContent-Type: application/octet-stream; name=%s\r\n\r\n%s\r\n"
    mail = b"From: a@b.example\r\nSubject: hi\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    mail += (
        part % (b"a.zip", a_raw_zip({b"body.txt": b"x"}, deflate=False)) + part % (b"o.csv", a_csv("A2")) + b"--b--\r\n"
    )
    documents = reading_of(a_delivery(mail), [FORM]).documents

    assert [(one.key.removeprefix(one.delivery), one.name) for one in documents] == [
        ("/0", "a.zip"), ("/0/0", "attached-body.txt"), ("/1", "o.csv"),
    ]  # fmt: skip
    assert {(one.sender, one.subject) for one in documents} == {("a@b.example", "hi")}
    assert not any(is_aside(one) for one in documents)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("注文.csv".encode("cp932"), "注文.csv"),
        ("ソ表能.csv".encode("cp932"), "ソ表能.csv"),  # the second bytes are backslashes
        ("①髙﨑.csv".encode("cp932"), "①髙﨑.csv"),
        ("注文.csv".encode(), "注文.csv"),
        (unicodedata.normalize("NFD", "がぎ.csv").encode(), "がぎ.csv"),
        ("ﾁｭｳﾓﾝ.csv".encode("cp932"), "ﾁｭｳﾓﾝ.csv"),
        (b"../../etc/o.csv", "o.csv"),
        (b"/etc/o.csv", "o.csv"),
        (b"C:\\x\\o.csv", "o.csv"),
        (b"C:o.csv", "o.csv"),
        (b"x/..", "unnamed"),
        (b"o.csv\0.txt", "o.csv.txt"),
        ("a\u202evsc.txt".encode(), "avsc.txt"),
        (b"a\r\nb.csv", "ab.csv"),
    ],
)
def test_names_are_read_and_made_harmless(raw, name):
    """Names in CP932 and in UTF-8 without a flag are read; no path, drive, NUL or turned writing is left in one."""
    assert names_in(a_raw_zip({raw: b"x"})) == [name]


def test_a_name_flagged_as_utf_8_or_in_the_unicode_field_is_taken():
    """The flag and the Info-ZIP field are believed, the field only while it belongs to the name."""
    raw = b"order.csv"

    def field(of: bytes) -> bytes:
        body = b"\1" + struct.pack("<I", zlib.crc32(of)) + "注文.csv".encode()
        return struct.pack("<HHB", 0x9999, 1, 0) + struct.pack("<HH", 0x7075, len(body)) + body

    assert names_in(a_zip({"注文.csv": b"x"})) == ["注文.csv"]
    assert names_in(a_raw_zip({raw: b"x"}, extra=field(raw))) == ["注文.csv"]
    assert names_in(a_raw_zip({raw: b"x"}, extra=field(b"other"))) == ["order.csv"]


@given(st.binary(min_size=1, max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_name_leads_out_of_its_place(raw):
    """Whatever bytes a name has, the document's name is one line, without folder, and never empty."""
    for name in names_in(a_raw_zip({raw: b"x"})):
        assert name.strip(". ")
        assert not set(name) & set("/\\\0\r\n\u202e")


def test_links_and_what_systems_write_beside_files_are_left_out():
    """A symbolic link, a Mac's twin of a file and a picture cache are no documents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        link = zipfile.ZipInfo("link.csv")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")
        for name in ("__MACOSX/._o.csv", ".DS_Store", "x/Thumbs.db", "o.csv"):
            packed.writestr(name, a_csv())

    assert names_in(out.getvalue()) == ["o.csv"]
    assert reason_of(out.getvalue()) is None


@pytest.mark.parametrize("name", ["a.exe", "order.xlsx.LNK", "a.js", "a.exe. .", "a\u202efdp.exe", "C:a.vbs"])
def test_a_program_is_named_and_never_a_document(name):
    """A program or link is no document; the reason names it, and the other files are read."""
    content = a_zip({name: b"MZ", "o.csv": a_csv()})

    assert names_in(content) == ["o.csv"]
    assert numbers_in(content) == ["A1"]
    assert (reason_of(content).code, reason_of(content).place) == ("archive-program", "a.zip")
    assert reason_of(content).values["files"] in ("a.exe", "order.xlsx.LNK", "a.js", "afdp.exe", "a.vbs")


def test_many_names_in_a_reason_are_cut():
    """A reason names ten files and says that there are more."""
    files = reason_of(a_zip({f"{n}.exe": b"" for n in range(30)})).values["files"]

    assert files.split(", ") == [*(f"{n}.exe" for n in range(9)), "9.exe …"]


def test_archives_in_archives_are_taken_apart_three_deep():
    """A ZIP in a ZIP in a ZIP is read; one more is not, and says so."""
    packed = a_csv()
    for _ in range(3):
        packed = a_zip({"in.zip" if packed.startswith(b"PK") else "o.csv": packed})
    deeper = read(a_zip({"in.zip": packed}))

    assert numbers_in(packed) == ["A1"]
    assert read(packed).documents[-1].key.endswith("/0/0/0/0")
    assert [one.reason.values for one in deeper.extractions if one.reason] == [{"what": "archive-depth"}]
    assert len(deeper.documents) == 4


@pytest.mark.parametrize("name", ["o.xlsx", "a.zip"])
def test_an_office_file_is_not_taken_apart(name):
    """A workbook is a ZIP inside; it stays one document, whatever it is called."""
    assert names_in(a_workbook(), name=name) == []
    assert names_in(a_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""})) == []
    assert names_in(a_zip({"o.csv": a_csv()}), name="o.xlsx") == []


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (a_zip({}), "archive-empty"),
        (a_zip({"folder/": b""}), "archive-empty"),
        (a_zip({"o.csv": a_csv()})[:-30], "archive"),
        (b"PK\3\4", "archive"),
    ],
    ids=["empty", "folders", "cut", "head"],
)
def test_a_broken_or_empty_archive_says_so(content, what):
    """An archive that is cut off or holds no file gives a reason of its own."""
    assert (reason_of(content).code, reason_of(content).values["what"]) == ("document-unreadable", what)


def test_a_zip_by_its_first_bytes_alone_is_left_to_other_readers():
    """A file that begins as a ZIP, is none and is not called one, is unreadable as before."""
    [document] = read(b"PK\3\4xxxx", name="a.bin").documents

    assert document.name == "a.bin"
    assert read(b"PK\3\4xxxx", name="a.bin").extractions[0].reason.values["what"] == "application/zip"


def test_a_damaged_file_is_named_and_the_others_are_read():
    """A file whose sum is wrong, or packed in an unknown way, does not take the others with it."""
    damaged = changed(
        a_raw_zip({b"a.csv": b"hello", b"b.exe": b"", b"o.csv": a_csv()}, deflate=False), b"hello", b"hallo"
    )
    unknown = bytearray(a_zip({"a.csv": a_csv()}))
    unknown[8], unknown[unknown.index(b"PK\1\2") + 10] = 77, 77

    assert numbers_in(damaged) == ["A1"]
    assert (reason_of(damaged).code, reason_of(damaged).values) == ("archive-damaged", {"files": "a.csv, b.exe"})
    assert reason_of(bytes(unknown)).code == "archive-damaged"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_read(method):
    """Files stored, or packed by bzip2 or LZMA, are read."""
    assert numbers_in(a_zip({"o.csv": a_csv()}, method)) == ["A1"]


def test_deflate_64_goes_its_own_way():
    """Deflate64, as Explorer writes it, is unpacked; what is no Deflate64 is damaged."""
    content = bytearray(a_raw_zip({b"o.csv": a_csv()}))  # short data packs alike in both
    content[8], content[content.index(b"PK\1\2") + 10] = 9, 9

    assert numbers_in(bytes(content)) == ["A1"]


def test_limits_hold_before_anything_is_unpacked(monkeypatch):
    """Too many files, too many bytes or too tight packing is refused by name, and nothing of it is taken."""
    monkeypatch.setattr(archive, "RATIO_FROM_BYTES", 100_000)
    tight, many = a_zip({"a.csv": bytes(10**6)}), a_zip({f"{n}.csv": b"" for n in range(archive.MAX_MEMBERS + 1)})

    assert reason_of(tight).values == {"what": "archive-ratio"}
    assert reason_of(many).values == {"what": "archive-files"}
    monkeypatch.setattr(archive, "MAX_RATIO", 10**9)
    room = archive._Room(Passwords(), size=10**6 - 1)
    document = read(tight).documents[0]
    [taken] = archive._taken(document, room, 1)
    assert taken.reason.values == {"what": "archive-size"}
    assert names_in(many) == []


def test_files_of_all_archives_of_a_delivery_are_counted_together():
    """Many archives in one archive share the limit."""
    inner = a_zip({f"{n}.csv": b"" for n in range(200)})
    reading = read(a_zip({f"{n}.zip": inner for n in range(4)}))

    assert reading.extractions[0].reason is None
    assert "archive-files" in [one.reason.values.get("what") for one in reading.extractions if one.reason]
    assert len(reading.documents) < archive.MAX_MEMBERS + 6


@pytest.mark.parametrize(("password", "code"), [(b"", "archive-damaged"), (b"sesame", "archive-limit")])
def test_an_archive_that_lies_about_its_sizes_is_stopped_while_unpacking(password, code):
    """A size that is said small and is not: counting what comes out ends it."""
    honest = a_raw_zip({b"a.csv": bytes(300_000)}, password)
    lying = honest.replace(struct.pack("<I", 300_000), struct.pack("<I", 10))
    document = read(lying).documents[0]
    [taken, *members] = archive._taken(document, archive._Room(Passwords(["sesame"]), size=100_000), 1)

    assert lying != honest
    assert (taken.reason.code, members) == (code, [])


@pytest.mark.parametrize("described", [False, True])
@pytest.mark.parametrize("deflate", [False, True])
def test_the_old_encryption_is_opened_by_a_known_password(deflate, described):
    """ZipCrypto opens, packed or stored, sizes before or behind; a wrong password and none are told apart."""
    content = a_raw_zip({"注文.csv".encode("cp932"): a_csv()}, b"sesame", deflate=deflate, described=described)

    assert numbers_in(content, "wrong", "sesame") == ["A1"]
    assert names_in(content, "wrong") == []
    assert reason_of(content, "wrong").values == {"what": "locked-zip", "why": "password-wrong", "files": "注文.csv"}
    assert reason_of(content).values["why"] == "password-missing"
    assert reason_of(content).code == "document-locked"


def test_aes_is_opened_by_a_known_password():
    """AES, as 7-Zip and WinZip write it, opens; with another password the ZIP stays locked."""
    content = an_aes_zip({"o.csv": a_csv()}, b"sesame")

    assert numbers_in(content, "sesame") == ["A1"]
    assert reason_of(content, "other").values["why"] == "password-wrong"
    damaged = content[: content.index(b"PK\1\2") - 12] + bytes(12) + content[content.index(b"PK\1\2") :]
    assert numbers_in(damaged, "sesame") == []


@pytest.mark.parametrize(
    ("written", "known"),
    [("sesame12", "ｓｅｓａｍｅ１２"), ("ｓｅｓａｍｅ", "ｓｅｓａｍｅ"), ("注文", "注文"), ("sesame", "　sesame ")],
)
@pytest.mark.parametrize("encoding", ["cp932", "utf-8"])
def test_a_password_in_full_width_opens(written, known, encoding):
    """A password is tried as it is told and folded, in the bytes of Windows and of other systems."""
    assert numbers_in(a_raw_zip({b"o.csv": a_csv()}, written.encode(encoding)), known) == ["A1"]


def test_a_zip_that_opens_in_part_gives_what_it_can():
    """Files of one ZIP under two passwords, and one under none: what opens is read, what stays locked is named."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("in.zip", a_raw_zip({b"o.csv": a_csv("A2")}, b"other"))
        packed.writestr("o.csv", a_csv("A1"))
    reading = read(out.getvalue(), "sesame")

    assert numbers_in(out.getvalue(), "sesame") == ["A1"]
    assert [(one.reason.code, one.reason.place) for one in reading.extractions if one.reason] == [
        ("document-locked", "in.zip")
    ]
    assert sorted(numbers_in(out.getvalue(), "sesame", "other")) == ["A1", "A2"]


def test_a_password_that_becomes_known_changes_no_key():
    """What was read before stands under the same key afterwards, beside what the password opened."""
    content = a_zip({"in.zip": a_raw_zip({b"o.csv": a_csv("A2")}, b"sesame"), "o.csv": a_csv("A1")})
    before, after = ({one.key: one.name for one in read(content, *known).documents} for known in ((), ("sesame",)))

    assert before.items() < after.items()
    assert sorted(after.values()) == ["a.zip", "in.zip", "o.csv", "o.csv"]


def test_a_list_that_points_nowhere_is_damaged():
    """A locked file whose place in the ZIP holds something else is not opened and not taken for another."""
    content = a_raw_zip({b"o.csv": a_csv()}, b"sesame")
    at = content.index(b"PK\1\2")
    nowhere = content[: at + 42] + struct.pack("<I", at) + content[at + 46 :]

    assert numbers_in(nowhere, "sesame") == []
    assert reason_of(nowhere, "sesame").code == "document-locked"
