"""Mails: nested without end, many parts, headers that never end, names and charsets that lie, Outlook's formats."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from tests.support.hostile.archives import bomb
from tests.support.hostile.made import Hostile, good, noise
from tests.support.hostile.rows import a_csv
from tests.support.hostile.sheets import an_ole, blanks
from tests.support.outlook import a_msg, a_tnef, message_tree

_MAIL = "message/rfc822"
_HEAD = b"From: buyer@example.com\r\nSubject: order\r\n"
_CSV = b"text/csv; name=o.csv"


def a_mail(*parts: tuple[bytes, bytes], head: bytes = _HEAD, body: bytes = b"hello") -> bytes:
    """Write a mail with a text and attachments, each by its content type and bytes."""
    pieces = b"".join(
        b"--b\r\nContent-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n"
        % (kind, base64.encodebytes(content))
        for kind, content in parts
    )
    return (
        head + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + body + b"\r\n" + pieces + b"--b--\r\n"
    )


def with_header(header: bytes) -> bytes:
    """Write a mail with a good order and one more header."""
    return a_mail((_CSV, good()), head=_HEAD + header + b"\r\n")


def named(parameter: bytes) -> bytes:
    """Write a mail whose order has a name given like this."""
    return a_mail((b"text/csv; " + parameter, good()))


def mails_in_mails(depth: int, content: bytes) -> bytes:
    """Put a mail into a mail, again and again."""
    for number in range(depth):
        head = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
        content = head + b"Content-Type: message/rfc822\r\n\r\n%s\r\n--b%d--\r\n" % (content, number)
    return content


def with_winmail(content: bytes, body: bytes = b"hello") -> bytes:
    """Write a mail as Exchange sends it to others."""
    return a_mail((b"application/ms-tnef; name=winmail.dat", content), body=body)


def _tnefs(depth: int) -> bytes:
    content = a_tnef("in", files=_FILES)
    for _ in range(depth):
        content = a_tnef("out", inner=content)
    return content


def _msgs(depth: int) -> bytes:
    tree: dict[str, object] = dict(message_tree("in", files=_FILES))
    for _ in range(depth):
        tree = {
            **message_tree("out"),
            "__attach_version1.0_#00000000": {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": tree},
        }
    return a_msg(**tree)  # type: ignore[arg-type]


def _lies(content: bytes, at: int, value: bytes) -> bytes:
    return content[:at] + value + content[at + len(value) :]


_FILES: Mapping[str, bytes] = {"o.csv": good()}
_TNEF = a_tnef("order", "hello", _FILES)
_MSG = a_msg("order", "hello", _FILES, "buyer@example.com")
_LONG = b"x" * 2_000_000

FILES = (
    Hostile("good.eml", "reads", lambda: a_mail((_CSV, good())), _MAIL),
    Hostile(
        "mail-in-mail.eml",
        "document-unreadable:mail",
        lambda: b"Content-Type: message/rfc822\n\n" * 1000 + b"\n\nhi",
        _MAIL,
    ),
    Hostile(
        "mails-in-mails.eml", "document-unreadable:mail", lambda: mails_in_mails(1000, a_mail((_CSV, good()))), _MAIL
    ),
    Hostile("some-mails-in-mails.eml", "reads", lambda: mails_in_mails(5, a_mail((_CSV, good()))), _MAIL),
    Hostile(
        "deep.eml",
        "document-unreadable:mail",
        lambda: b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)),
        _MAIL,
    ),
    Hostile(
        "many-parts.eml", "document-unreadable:mail", lambda: a_mail(*[(b"text/plain; name=a", b"x")] * 10_000), _MAIL
    ),
    Hostile("many-orders.eml", "reads", lambda: a_mail(*[(_CSV, a_csv(f"N{n}").encode()) for n in range(150)]), _MAIL),
    Hostile(
        "same-boundary.eml",
        "document-unreadable:multipart/mixed reads",
        lambda: a_mail((b"multipart/mixed; boundary=b", b"x"), (_CSV, good())),
        _MAIL,
    ),
    Hostile(
        "no-boundary.eml",
        "document-unreadable:multipart/mixed",
        lambda: _HEAD + b"Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nhello",
        _MAIL,
    ),
    Hostile(
        "empty-boundary.eml",
        "form-missing",
        lambda: _HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nhello\r\n----',
        _MAIL,
    ),
    Hostile(
        "long-boundary.eml",
        "document-unreadable:multipart/mixed",
        lambda: _HEAD + b"Content-Type: multipart/mixed; boundary=" + b"(+a*" * 20_000 + b"\r\n\r\nhello",
        _MAIL,
    ),
    Hostile("no-end.eml", "reads", lambda: a_mail((_CSV, good()))[:-7], _MAIL),
    Hostile("long-header.eml", "reads", lambda: with_header(b"X: " + _LONG), _MAIL),
    Hostile(
        "many-headers.eml", "reads", lambda: with_header(b"\r\n".join(b"X%d: 1" % n for n in range(50_000))), _MAIL
    ),
    Hostile("folded.eml", "reads", lambda: with_header(b"X: 1" + b"\r\n 1" * 200_000), _MAIL),
    Hostile("same-headers.eml", "reads", lambda: with_header(b"From: other@example.com\r\nSubject: other"), _MAIL),
    Hostile(
        "long-subject.eml",
        "reads",
        lambda: a_mail((_CSV, good()), head=b"From: a@b.example\r\nSubject: =?utf-8?q?" + b"=41" * 500_000 + b"?=\r\n"),
        _MAIL,
    ),
    Hostile(
        "words.eml",
        "reads",
        lambda: a_mail(
            (_CSV, good()), head=b"From: a@b.example\r\nSubject: " + b"=?cp932?b?gqA=?= " * 50_000 + b"\r\n"
        ),
        _MAIL,
    ),
    Hostile(
        "unknown-word.eml",
        "reads",
        lambda: a_mail((_CSV, good()), head=b"From: a@b.example\r\nSubject: =?x-nobody?z?a?= =?utf-8?b?!?=\r\n"),
        _MAIL,
    ),
    Hostile("from-bomb.eml", "reads", lambda: a_mail((_CSV, good()), head=b"From: " + b"<" * 100_000 + b"\r\n"), _MAIL),
    Hostile(
        "from-comments.eml",
        "reads",
        lambda: a_mail((_CSV, good()), head=b"From: " + b"(" * 50_000 + b"a@b.example\r\n"),
        _MAIL,
    ),
    Hostile(
        "from-many.eml",
        "reads",
        lambda: a_mail((_CSV, good()), head=b"From: " + b"a@b.example, " * 50_000 + b"\r\n"),
        _MAIL,
    ),
    Hostile("date.eml", "reads", lambda: with_header(b"Date: Fri, 99 Foo 99999999999 99:99:99 +9999"), _MAIL),
    Hostile(
        "same-id.eml",
        "reads",
        lambda: with_header(b"Message-ID: <1@example.com>\r\nMessage-ID: <1@example.com>"),
        _MAIL,
    ),
    Hostile(
        "injected.eml",
        "reads",
        lambda: a_mail((_CSV, good()), head=b"From: a@b.example\r\nSubject: =?utf-8?q?a=0D=0ABcc:_x@y.example?=\r\n"),
        _MAIL,
    ),
    Hostile("nul.eml", "form-missing", lambda: with_header(b"X\0Y: a\0b"), _MAIL),
    Hostile("raw-header.eml", "reads", lambda: with_header("Subject: 注文".encode("cp932")), _MAIL),
    Hostile("no-head.eml", "form-missing", lambda: b"\r\n\r\nhello", _MAIL),
    Hostile(
        "charset-lie.eml",
        "form-missing",
        lambda: _HEAD + b"Content-Type: text/plain; charset=utf-16\r\n\r\nhello",
        _MAIL,
    ),
    Hostile(
        "charset-unknown.eml",
        "form-missing",
        lambda: _HEAD + b"Content-Type: text/plain; charset=../../etc\r\n\r\nhello",
        _MAIL,
    ),
    Hostile(
        "charset-code.eml",
        "form-missing",
        lambda: _HEAD + b"Content-Type: text/plain; charset=zlib\r\nContent-Transfer-Encoding: base64\r\n\r\neJw=",
        _MAIL,
    ),
    Hostile(
        "encoding-unknown.eml",
        "form-missing",
        lambda: _HEAD + b"Content-Transfer-Encoding: x-nobody\r\n\r\nhello",
        _MAIL,
    ),
    Hostile(
        "broken-base64.eml",
        "document-unreadable:encoding",
        lambda: a_mail((_CSV, good())).replace(b"\r\n\r\n77", b"\r\n\r\n!!7", 1),
        _MAIL,
    ),
    Hostile(
        "uuencoded.eml",
        "field-unreadable",
        lambda: (
            _HEAD
            + b"Content-Transfer-Encoding: x-uuencode\r\nContent-Type: text/csv; name=o.csv\r\n\r\nbegin 644 ../o.csv\n"
            + binascii.b2a_uu(b"a,b")
            + b"\nend\n"
        ),
        _MAIL,
    ),
    Hostile(
        "uuencoded-cut.eml",
        "form-missing",
        lambda: _HEAD + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 o\n\xff\xff",
        _MAIL,
    ),
    Hostile("path-name.eml", "reads", lambda: named(b'name="../../etc/o.csv"'), _MAIL),
    Hostile("turned-name.eml", "reads", lambda: named('name="o\u202evsc.exe.csv"'.encode()), _MAIL),
    Hostile("escaped-name.eml", "reads", lambda: named(b'name="\x1b[2Jo.csv"'), _MAIL),
    Hostile("long-name.eml", "reads", lambda: named(b'name="' + b"o" * 200_000 + b'.csv"'), _MAIL),
    Hostile("name-pieces.eml", "reads", lambda: named(b"; ".join(b"name*%d=o" % n for n in range(2_000))), _MAIL),
    Hostile("name-charset.eml", "reads", lambda: named(b"name*=x-nobody''%FF%FEo.csv"), _MAIL),
    Hostile("as-body.eml", "reads", lambda: named(b"name=body.txt"), _MAIL),
    Hostile("as-inline.eml", "reads", lambda: named(b'name="inline/o.csv"'), _MAIL),
    Hostile("many-parameters.eml", "reads", lambda: named(b"; ".join(b"a%d=1" % n for n in range(3_000))), _MAIL),
    Hostile("type-lie.eml", "reads", lambda: a_mail((b"application/pdf; name=o.csv", good())), _MAIL),
    Hostile(
        "program.eml",
        "document-program reads",
        lambda: a_mail((b"text/csv; name=o.csv.exe", b"MZ"), (_CSV, good())),
        _MAIL,
    ),
    Hostile(
        "bomb-beside-order.eml",
        "archive-limit:archive-size reads",
        lambda: a_mail((b"application/zip; name=a.zip", bomb()), (_CSV, good())),
        _MAIL,
    ),
    Hostile(
        "memory-beside-order.eml",
        "document-limit reads",
        lambda: a_mail((b"application/x; name=a.ods", blanks()), (_CSV, good())),
        _MAIL,
    ),
    Hostile(
        "panic-beside-order.eml",
        "document-unreadable:error reads",
        lambda: a_mail((b"application/x; name=a.xls", an_ole()), (_CSV, good())),
        _MAIL,
    ),
    Hostile(
        "partial.eml",
        "form-missing",
        lambda: _HEAD + b"Content-Type: message/partial; id=1; number=1; total=9\r\n\r\nhello",
        _MAIL,
    ),
    Hostile(
        "external.eml",
        "document-unreadable:empty",
        lambda: (
            _HEAD
            + b'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\r\n\r\n'
            + b"Content-Type: text/csv\r\n\r\n"
        ),
        _MAIL,
    ),
    Hostile(
        "sealed.eml",
        "document-unreadable:application/pkcs7-mime",
        lambda: a_mail((b"application/pkcs7-mime; name=smime.p7m", noise(900))),
        _MAIL,
    ),
    Hostile("winmail.eml", "reads", lambda: with_winmail(_TNEF), _MAIL),
    Hostile("winmail-noise.eml", "document-unreadable:outlook", lambda: with_winmail(_TNEF[:6] + noise(900)), _MAIL),
    Hostile("winmail-cut.eml", "document-unreadable:outlook", lambda: with_winmail(_TNEF[: len(_TNEF) // 2]), _MAIL),
    Hostile(
        "winmail-sum.eml",
        "document-unreadable:outlook",
        lambda: with_winmail(_TNEF.replace(good()[-9:], bytes(9))),
        _MAIL,
    ),
    Hostile(
        "winmail-sizes.eml",
        "document-unreadable:outlook",
        lambda: with_winmail(_lies(_TNEF, 11, b"\xff\xff\xff\x7f")),
        _MAIL,
    ),
    Hostile(
        "winmail-counts.eml",
        "document-unreadable:outlook",
        lambda: with_winmail(_lies(_TNEF, 15, b"\xff\xff\xff\xff")),
        _MAIL,
    ),
    Hostile("winmail-deep.eml", "document-unreadable:outlook", lambda: with_winmail(_tnefs(40)), _MAIL),
    Hostile("winmail-order.eml", "reads", lambda: with_winmail(_tnefs(2)), _MAIL),
    Hostile("winmail-path.eml", "reads", lambda: with_winmail(a_tnef(files={"..\\..\\o.csv": good()})), _MAIL),
    Hostile("winmail.dat", "reads", lambda: _TNEF),
    Hostile("saved.msg", "reads", lambda: _MSG),
    Hostile("saved-in-mail.eml", "reads", lambda: a_mail((b"application/vnd.ms-outlook; name=a.msg", _MSG)), _MAIL),
    Hostile("saved-cut.msg", "document-unreadable:outlook", lambda: _MSG[: len(_MSG) // 2]),
    Hostile("saved-noise.msg", "document-unreadable:outlook", lambda: _MSG[:512] + noise(3_000)),
    Hostile("saved-loop.msg", "reads", lambda: _MSG.replace(b"\xfe\xff\xff\xff", b"\1\0\0\0")),
    Hostile("saved-deep.msg", "document-unreadable:outlook", lambda: _msgs(30)),
    Hostile("saved-order.msg", "reads", lambda: _msgs(2)),
    Hostile("saved-other.msg", "document-unreadable:outlook", an_ole),
    Hostile(
        "cut-in-mail.eml",
        "document-unreadable:outlook reads",
        lambda: a_mail((b"application/vnd.ms-outlook; name=a.msg", _MSG[:900]), (_CSV, good())),
        _MAIL,
    ),
)
