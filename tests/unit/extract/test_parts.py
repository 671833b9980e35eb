"""Mails are taken apart as they really come."""

from base64 import b64encode

import pytest

from agent.extract.parts import documents_of, is_aside
from agent.extract.unreadable import UnreadableError
from tests.unit.extract.making import a_delivery

HEAD = b"From: =?iso-2022-jp?B?GyRCOCtLXBsoQg==?= <Order@Mihon.example>\r\nSubject: test\r\nMIME-Version: 1.0\r\n"


def multipart(*parts: bytes, kind: bytes = b"mixed", head: bytes = HEAD) -> bytes:
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts)
    return head + b"Content-Type: multipart/" + kind + b"; boundary=b\r\n\r\n" + body + b"--b--\r\n"


def attached(disposition: bytes, content: bytes = b"a,b", media_type: bytes = b"text/csv") -> bytes:
    return (
        b"Content-Type: " + media_type + b"\r\nContent-Disposition: attachment" + disposition
        + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64encode(content)
    )  # fmt: skip


def parts_of(content: bytes):
    return [(one.name, one.media_type, one.content) for one in documents_of(a_delivery(content))]


BODY = b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$BCmJ8\x1b(B"


def test_single_file_is_one_document():
    """A file of a folder is one document, as it is, and the source stands for the sender."""
    [document] = documents_of(a_delivery(b"a,b", "o.csv", "Text/CSV; charset=utf-8", "folder"))

    assert (document.name, document.media_type, document.sender, document.subject) == (
        "o.csv", "text/csv", "folder", "o.csv",
    )  # fmt: skip
    assert document.key == f"{document.delivery}/0"


def test_mail_gives_body_and_attachments_in_order():
    """A mail gives its body and its attachments, numbered, with sender and subject."""
    documents = documents_of(a_delivery(multipart(BODY, attached(b"; filename=o.csv"))))

    assert [(one.name, one.content) for one in documents] == [("body.txt", "注文".encode()), ("o.csv", b"a,b")]
    assert [one.key.rsplit("/", 1)[1] for one in documents] == ["0", "1"]
    assert {(one.sender, one.subject) for one in documents} == {("order@mihon.example", "test")}


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        (b"iso-2022-jp", b"\x1b$BCmJ8\x1b(B"),
        (b"shift_jis", "注文".encode("cp932")), (b"utf-8", "注文".encode("cp932")),
        (b"us-ascii", "注文".encode()), (b"x-unknown", "注文".encode("euc_jp") * 5), (b"", "注文".encode("cp932")),
    ],
)  # fmt: skip
def test_body_is_read_whatever_its_label_says(charset, content):
    """A body is decoded right under a right, a wrong, an unknown and no label."""
    mail = (
        HEAD
        + b"Content-Type: text/plain; charset="
        + charset
        + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + content
    )

    assert "注文" in parts_of(mail)[0][2].decode()


@pytest.mark.parametrize(
    "parameter",
    [
        b"; filename*=utf-8''%E6%B3%A8%E6%96%87.csv",
        b"; filename*=iso-2022-jp''%1B%24BCmJ8%1B%28B.csv",
        b"; filename*0*=iso-2022-jp''%1B%24BCm;\r\n filename*1*=J8%1B%28B.csv",
        b'; filename="=?iso-2022-jp?B?GyRCQ21KOBsoQi5jc3Y=?="',
        b'; filename="=?utf-8?Q?=E6=B3=A8?=\r\n =?utf-8?Q?=E6=96=87=2Ecsv?="',
        b'; filename="=?utf-8?B?5rOo5g==?= =?utf-8?B?locuY3N2?="',
        b'; filename="' + "注文.csv".encode("cp932") + b'"',
        b'; filename="' + "注文.csv".encode() + b'"',
        b'; filename="C:\\dir\\' + "注文.csv".encode() + b'"',
        b'; filename="../../' + "注文.csv".encode() + b'"',
    ],
)
def test_attachment_name_is_read(parameter):
    """Names by RFC 2231, split inside a character, RFC 2047 and raw bytes are read; folders are left out."""
    assert parts_of(multipart(BODY, attached(parameter)))[1][0] == "注文.csv"


def test_name_on_the_content_type_is_read():
    """A name that stands on the content type alone is read."""
    part = b'Content-Type: application/pdf; name="=?cp932?B?ko2Vti5wZGY=?="\r\n\r\nx'

    assert parts_of(multipart(BODY, part))[1][:2] == ("注文.pdf", "application/pdf")


def test_attachment_without_a_name_is_named_by_its_type():
    """An attachment without a name, or one named as bodies are, cannot pass for a body."""
    parts = parts_of(multipart(BODY, attached(b""), attached(b"; filename=body.txt", b"x", b"text/plain")))

    assert [name for name, _, _ in parts] == ["body.txt", "unnamed.csv", "attached-body.txt"]


def test_subject_in_raw_bytes_and_broken_words_is_read():
    """A subject in raw CP932, or with an encoded word that is broken, does not stop the mail."""
    raw = b"Subject: " + "注文".encode("cp932") + b"\r\n\r\nx"
    mixed = b"Subject: Re: =?utf-8?Q?=E6=B3=A8?= [1]\r\n\r\nx"
    broken = b"Subject: =?utf-8?B?5?= =?utf-8?Q?=E6=B3=A8?=\r\n\r\nx"

    assert documents_of(a_delivery(raw))[0].subject == "注文"
    assert documents_of(a_delivery(mixed))[0].subject == "Re: 注 [1]"
    assert documents_of(a_delivery(broken))[0].subject.endswith("注")


def test_plain_body_is_taken_over_its_html_twin():
    """Of an alternative, the plain text is taken; HTML when there is no plain text."""
    html = b"Content-Type: text/html\r\n\r\n<p>a</p>"
    empty = b"Content-Type: text/plain\r\n\r\n "

    assert [name for name, _, _ in parts_of(multipart(BODY, html, kind=b"alternative"))] == ["body.txt"]
    assert [name for name, _, _ in parts_of(multipart(empty, html, kind=b"alternative"))] == ["body.html"]


def test_body_cut_around_an_attachment_is_joined():
    """A body that a mailer cut in two is one document."""
    parts = parts_of(multipart(b"Content-Type: text/plain\r\n\r\none", attached(b"; filename=o.csv"), BODY))

    assert [name for name, _, _ in parts] == ["body.txt", "o.csv"]
    assert parts[0][2].decode() == "one\n注文"


def test_mail_inside_a_mail_is_taken_apart_with_its_own_sender():
    """A forwarded mail, attached as such or as an .eml file, gives its parts with its own sender and subject."""
    inner = b"From: buyer@kyaku.example\r\nSubject: inner\r\n\r\nP1 x5"
    as_message = b"Content-Type: message/rfc822\r\n\r\n" + inner
    as_file = attached(b"; filename=fw.eml", inner, b"application/octet-stream")

    for part in (as_message, as_file):
        documents = documents_of(a_delivery(multipart(BODY, part)))
        assert [(one.name, one.sender, one.subject) for one in documents][1] == (
            "body.txt",
            "buyer@kyaku.example",
            "inner",
        )


def test_shown_pictures_and_signatures_are_aside():
    """A picture shown in the text and a signature need not hold an order; a picture that is attached may."""
    shown = b"Content-Type: image/png; name=logo.png\r\nContent-ID: <1>\r\n\r\nx"
    signature = b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nx"
    scan = attached(b"; filename=scan.png", b"x", b"image/png")
    documents = documents_of(a_delivery(multipart(BODY, shown, signature, scan)))

    assert [(one.name, is_aside(one)) for one in documents] == [
        ("body.txt", True), ("inline/logo.png", True), ("inline/smime.p7s", True), ("scan.png", False),
    ]  # fmt: skip


def test_broken_media_type_and_nul_do_not_pass():
    """Raw bytes in a media type and NUL in a subject, which no database takes, are replaced."""
    mail = b"Subject: a\0b\r\nContent-Type: application/\xff\r\n\r\nx"
    [document] = [one for one in documents_of(a_delivery(mail)) if one.media_type.startswith("application")]

    assert (document.subject, document.media_type) == ("a b", "application/?")


def test_empty_mail_is_still_a_document():
    """A mail with nothing in it gives an empty body, so that it is not lost."""
    assert parts_of(b"") == [("body.txt", "text/plain", b"")]
    assert parts_of(HEAD + b"Content-Type: multipart/mixed\r\n\r\n")[0][2] == b""


def test_mail_of_attachments_alone_has_no_body():
    """A mail whose body is blank gives its attachment alone."""
    assert [name for name, _, _ in parts_of(multipart(attached(b"; filename=o.csv")))] == ["o.csv"]


@pytest.mark.parametrize(
    "content",
    [
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(60)),
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
        b"Content-Type: message/rfc822\n\n" * 60 + b"\n\nhi",
        multipart(*[b"Content-Type: text/plain; name=a\r\n\r\nx"] * 300),
    ],
    ids=["deep", "very-deep", "mail-in-mail", "many"],
)
def test_mail_beyond_reason_is_refused(content):
    """A mail nested too deeply, or of too many parts, is refused by name."""
    with pytest.raises(UnreadableError):
        documents_of(a_delivery(content))
