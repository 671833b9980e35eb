"""The headers a mail is named by, as they come in Japan."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from agent.extract.headers import RawHeaders, sender_of
from connectors.mail_headers import header_block, message_id, sender, subject


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (b"Subject: plain", "plain"),
        (b"SUBJECT : old", "old"),
        (b"Subject: =?ISO-2022-JP?B?GyRCQ21KOBsoQg==?=", "注文"),
        (b"Subject: =?UTF-8?B?5rOo?=\r\n =?UTF-8?B?5paH?=", "注文"),
        (b"Subject: Re: =?utf-8?q?=E6=B3=A8?= 7", "Re: 注 7"),
        ("Subject: 注文".encode(), "注文"),
        ("Subject: 注文".encode("cp932"), "注文"),
        ("Subject: 注文".encode("iso2022_jp"), "注文"),
        (b"Subject: =?x-unknown?B?b2s=?=", "ok"),
        (b"Subject: =?UTF-8?B?broken", "=?UTF-8?B?broken"),
        (b"Subject: folded\r\n\there", "folded here"),
        (b"Subject: a\x00b\x07c", "a b c"),
        (b"Subject: " + b"x" * 500, "x" * 200),
        (b"X-Subject: no", ""),
        (b"", ""),
    ],
)
def test_subject_is_readable(raw, read):
    """Whatever encoding a subject is in, people can read it and it can be stored."""
    assert subject(b"A: b\r\n" + raw + b"\r\nC: d") == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (b"<Orders@Example.JP>", "orders@example.jp"),
        (b"orders@example.jp", "orders@example.jp"),
        (b"=?ISO-2022-JP?B?GyRCQ21KOBsoQg==?= <a@b.jp>", "a@b.jp"),
        (b'"<boss@bank.jp>" <thief@evil.jp>', "thief@evil.jp"),
        (b"a@b.jp (Taro)", "a@b.jp"),
        (b"evil@x.example (buy@mihon.example)", "evil@x.example"),
        (b'"x <buy@mihon.example>" <evil@x.example>', "evil@x.example"),
        (b"nobody", ""),
    ],
)
def test_sender_is_the_address_mail_goes_back_to(raw, read):
    """The sender is the address outside quotes and comments, and the one the mail's documents name."""
    block = b"From: " + raw

    assert sender(block) == read
    assert sender_of(message_from_bytes(block + b"\r\n\r\n", policy=RawHeaders())) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (b"<a.b$1@example.jp>", "<a.b$1@example.jp>"),
        (b"\r\n <folded@example.jp>", "<folded@example.jp>"),
        (b"no-brackets@example.jp", "no-brackets@example.jp"),
        (b"<with blank@example.jp>", ""),
        (b"<nul\x00@example.jp>", ""),
        (b"<" + b"x" * 300 + b"@example.jp>", ""),
        (b"", ""),
    ],
)
def test_message_id_is_taken_only_if_it_can_stand_as_a_name(raw, read):
    """A Message-ID with blanks, control characters or of endless length is no name."""
    assert message_id(b"Message-ID: " + raw + b"\r\nTo: x@y.jp") == read


@pytest.mark.parametrize("end", [b"\r\n\r\n", b"\n\n"])
def test_headers_end_at_the_first_empty_line(end):
    """What stands in the body is no header, whatever the line ends."""
    assert header_block(b"A: b" + end + b"Subject: body" + end) == b"A: b"


def test_endless_headers_are_cut():
    """A mail without body is looked at only so far."""
    assert len(header_block(b"X: y\r\n" * 100_000)) == 256_000
