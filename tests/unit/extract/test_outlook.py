"""Messages in Outlook's own formats are read as the mails they stand for."""

from __future__ import annotations

import base64
import struct
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from agent.core.delivery import Delivery, digest_of
from agent.core.document import Document
from agent.extract.outlook.message import MAX_DEPTH
from agent.extract.outlook.read import outlook_mail, packed_mail, saved_mail
from agent.extract.parts import documents_of, is_aside
from agent.extract.read import reading_of
from tests.support.outlook import a_compound, a_msg, a_tnef, message_tree

ORDER: Mapping[str, bytes] = {"発注.csv": b"n,p\r\n1,2\r\n"}
LARGE = bytes(range(256)) * 40


def a_delivery(content: bytes, name: str) -> Delivery:
    return Delivery("inbox", name, digest_of(content), name, "", content, datetime(2026, 4, 1, tzinfo=UTC))


def a_mail(content: bytes, kind: str = "application/ms-tnef; name=winmail.dat", body: bytes = b"hello") -> Delivery:
    return a_delivery(
        b"From: buyer@example.com\r\nSubject: outer\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
        + body
        + f"\r\n--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
        + base64.encodebytes(content)
        + b"\r\n--b--\r\n",
        "o.eml",
    )


def old_piece(level: int, number: int, raw: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(raw)) + raw + struct.pack("<H", sum(raw) & 0xFFFF)


def told(documents: tuple[Document, ...]) -> list[tuple[str, bytes, str]]:
    return [(one.name, one.content, one.sender) for one in documents]


class TestPacked:
    """winmail.dat: the mail's own parts, packed by Exchange."""

    def test_attachments_are_the_mails_own(self):
        """What is packed stands beside the mail's text, with its sender; Outlook's copy of the text is left out."""
        documents = documents_of(a_mail(a_tnef("inner", "copy", ORDER)))

        assert told(documents) == [
            ("body.txt", b"hello", "buyer@example.com"),
            ("発注.csv", ORDER["発注.csv"], "buyer@example.com"),
        ]
        assert {one.subject for one in documents} == {"outer"}

    def test_its_text_is_the_mails_where_there_is_no_other(self):
        """A mail whose plain text is blank is read by Outlook's copy."""
        assert told(documents_of(a_mail(a_tnef(body="注文します"), body=b" ")))[0][:2] == (
            "body.txt",
            "注文します".encode(),
        )

    def test_a_message_in_it_is_a_mail_of_its_own(self):
        """A forwarded message keeps its own text, though the mail around it has one."""
        documents = documents_of(a_mail(a_tnef(inner=a_tnef("in", "inner text", ORDER))))

        assert [one.name for one in documents] == ["body.txt", "body.txt", "発注.csv"]
        assert [(one.content, one.subject) for one in documents[1:2]] == [(b"inner text", "in")]

    def test_written_the_old_way(self):
        """Text in pieces of its own, as Exchange wrote it before it wrote properties; the later name counts."""
        content = a_tnef() + old_piece(1, 0x800C, "本文".encode("cp932")) + old_piece(2, 0x9002, bytes(14))
        content += old_piece(2, 0x8010, b"O.CSV\0") + old_piece(2, 0x800F, b"a,b")

        assert told(documents_of(a_delivery(content, "winmail.dat"))) == [
            ("body.txt", "本文".encode(), ""),
            ("O.CSV", b"a,b", ""),
        ]

    def test_kept_alone_it_is_taken_apart_too(self):
        """A winmail.dat that somebody has saved is read like the mail it came from."""
        assert [one.name for one in documents_of(a_delivery(a_tnef(files=ORDER), "winmail.dat"))] == ["発注.csv"]

    @pytest.mark.parametrize(
        "content",
        [
            a_tnef(files=ORDER)[:-30],
            a_tnef(files=ORDER).replace(b"n,p\r\n1", b"n,p\r\n7"),
            a_tnef("x").replace(b"\x1f\0\x37\0", b"\x77\0\x37\0"),
            a_tnef("x").replace(b"\x1f\0\x37\0\1\0\0\0", b"\x1f\0\x37\0\xff\xff\xff\xff"),
        ],
        ids=["cut", "sum", "kind", "count"],
    )
    def test_a_damaged_one_stays_an_attachment_and_says_so(self, content: bytes):
        """One bit more or less is no order: it waits under its name, and the mail beside it is read."""
        reading = reading_of(a_mail(content), ())

        assert packed_mail(content) is None
        assert [one.name for one in reading.documents] == ["body.txt", "winmail.dat"]
        assert reading.extractions[1].reason.values["what"] == "outlook"

    def test_one_without_end_is_none(self):
        """A message in a message, again and again, is refused whole: nothing in it is lost in silence."""
        content = a_tnef()
        for _ in range(MAX_DEPTH + 1):
            content = a_tnef(inner=content)

        assert packed_mail(content) is None


class TestSaved:
    """.msg: a message as Outlook saves it."""

    def test_text_sender_and_attachments(self):
        """Small streams and large ones come back whole."""
        content = a_msg("件名", "本文です", {**ORDER, "b.bin": LARGE}, "buyer@example.com")
        documents = documents_of(a_delivery(content, "注文.MSG"))

        assert told(documents) == [
            ("body.txt", "本文です".encode(), "buyer@example.com"),
            ("発注.csv", ORDER["発注.csv"], "buyer@example.com"),
            ("b.bin", LARGE, "buyer@example.com"),
        ]
        assert documents[0].subject == "件名"

    def test_attached_to_a_mail(self):
        """A message forwarded as an attachment is a mail in a mail, with its own sender."""
        content = a_msg("in", "inner", ORDER, "buyer@other.example")
        documents = documents_of(a_mail(content, "application/vnd.ms-outlook; name=a.msg"))

        assert [(one.name, one.sender) for one in documents] == [
            ("body.txt", "buyer@example.com"),
            ("body.txt", "buyer@other.example"),
            ("発注.csv", "buyer@other.example"),
        ]

    @pytest.mark.parametrize("depth", [1, MAX_DEPTH, MAX_DEPTH + 1])
    def test_messages_in_messages(self, depth: int):
        """They are taken apart as deep as anybody forwards; deeper ones are refused whole."""
        tree: dict[str, object] = dict(message_tree("in", files=ORDER))
        for _ in range(depth):
            inner = {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": tree}
            tree = {**message_tree("out"), "__attach_version1.0_#00000000": inner}
        documents = documents_of(a_delivery(a_compound(tree), "a.msg"))  # type: ignore[arg-type]

        assert [one.name for one in documents] == (["発注.csv"] if depth <= MAX_DEPTH else ["a.msg"])

    @pytest.mark.parametrize(
        "content",
        [b"", b"hello", a_msg("x")[:700], a_compound({"Workbook": b"x"})],
        ids=["empty", "text", "cut", "xls"],
    )
    def test_what_is_none_stays_one_document(self, content: bytes):
        """A damaged message, and any other file of that name, says so under its name."""
        assert saved_mail(content) is None
        assert outlook_mail(content) is None
        assert [one.name for one in documents_of(a_delivery(content, "a.msg"))] == ["a.msg"]

    def test_the_sender_is_an_address(self):
        """The From of the headers goes first; an address inside Exchange is none."""
        inside = {
            **message_tree(),
            "__substg1.0_0E080014": bytes(8),
            "__substg1.0_0C1F001F": "/O=EXCHANGE/CN=X".encode("utf-16-le"),
        }
        headers = {**inside, "__substg1.0_007D001E": b"From: A <a@b.example>\r\nSubject: x\r\n"}

        assert documents_of(a_delivery(a_compound(headers), "a.msg"))[0].sender == "a@b.example"
        assert documents_of(a_delivery(a_compound(inside), "a.msg"))[0].sender == ""


class TestBody:
    """The body is taken in the plainest way it is kept."""

    def test_as_html(self):
        """Where there is no plain text, the page is read."""
        tree = {**message_tree(), "__substg1.0_10130102": "<p>注文".encode("cp932")}
        [document] = documents_of(a_delivery(a_compound(tree), "a.msg"))

        assert (document.name, document.content.decode()) == ("body.html", "<p>注文")

    def test_as_rich_text_alone(self):
        """Rich text is not read: alone it waits, beside an order it is an aside."""
        tree = {**message_tree(), "__substg1.0_10090102": b"LZFu"}
        [document] = documents_of(a_delivery(a_compound(tree), "a.msg"))
        [extraction] = reading_of(a_delivery(a_compound(tree), "a.msg"), ()).extractions

        assert (document.name, is_aside(document)) == ("body.rtf", True)
        assert extraction.reason.values["what"] == "application/rtf"

    def test_an_attachment_cannot_pass_for_one(self):
        """A file that is called as a body is named, and asked for its order."""
        documents = documents_of(a_mail(b"{\\rtf}", "application/rtf; name=body.rtf"))

        assert [one.name for one in documents] == ["body.txt", "attached-body.rtf"]
