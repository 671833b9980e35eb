"""JSON and XML: depth, entities, numbers without end, keys that stand twice, letters that are none."""

from __future__ import annotations

from tests.support.hostile.made import Hostile, noise, packed_zeros

_LAUGHS = b"<!DOCTYPE a [<!ENTITY a0 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 10)
) + b"]>"  # fmt: skip
_ORDER = b'{"no": "J1", "lines": [{"p": "P1001", "q": %s}]}'
_UBL = b'<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2">%s</Order>'
_LINE = b"<OrderLine><LineItem><ID>1</ID><Quantity>%s</Quantity><Item><Name>a</Name></Item></LineItem></OrderLine>"

FILES = (
    Hostile("laughs.xml", "document-unreadable:xml", lambda: _LAUGHS + b"<a>&a9;</a>"),
    Hostile(
        "quadratic.xml",
        "document-unreadable:xml",
        lambda: b"<!DOCTYPE a [<!ENTITY b '" + b"x" * 50_000 + b"'>]><a>" + b"&b;" * 50_000 + b"</a>",
    ),
    Hostile(
        "outside.xml",
        "document-unreadable:xml",
        lambda: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ),
    Hostile(
        "outside-web.xml", "document-unreadable:xml", lambda: b'<!DOCTYPE a SYSTEM "http://203.0.113.1/a.dtd"><a/>'
    ),
    Hostile(
        "parameter.xml",
        "document-unreadable:xml",
        lambda: b'<!DOCTYPE a [<!ENTITY % b SYSTEM "http://203.0.113.1/"> %b;]><a/>',
    ),
    Hostile(
        "laughs-utf16.xml", "document-unreadable:xml", lambda: (_LAUGHS + b"<a>&a9;</a>").decode().encode("utf-16")
    ),
    Hostile(
        "laughs-utf7.xml",
        "document-unreadable:encoding",
        lambda: b"<?xml version='1.0' encoding='utf-7'?>+ADw-!DOCTYPE a+AD4-<a/>",
    ),
    Hostile(
        "included.xml",
        "form-missing",
        lambda: b'<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="file:///etc/passwd"/></a>',
    ),
    Hostile("sheet.xml", "form-missing", lambda: b'<?xml-stylesheet href="file:///etc/passwd"?><a/>'),
    Hostile("deep.xml", "document-unreadable:xml", lambda: b"<a>" * 300_000),
    Hostile("deep-closed.xml", "document-unreadable:xml", lambda: b"<a>" * 200 + b"</a>" * 200),
    Hostile("wide.xml", "document-unreadable:xml", lambda: b"<a>" + b"<b/>" * 500_000 + b"</a>"),
    Hostile("attributes.xml", "form-missing", lambda: b"<a " + b" ".join(b"a%d='1'" % n for n in range(4_000)) + b"/>"),
    Hostile("names.xml", "document-unreadable:xml", lambda: b"<" + b"a" * 5_000_000 + b"/>"),
    Hostile(
        "spaces.xml",
        "form-missing",
        lambda: b"<a " + b" ".join(b"xmlns:n%d='u%d'" % (n, n) for n in range(30_000)) + b"/>",
    ),
    Hostile("long.xml", "document-unreadable:xml", lambda: b"<a>" + b"x" * 11_000_000 + b"</a>"),
    Hostile("large.xml", "document-unreadable:size", lambda: b"<a>" + b" " * 34_000_000),
    Hostile("data.xml", "document-unreadable:xml", lambda: b"<a><![CDATA[" + b"<" * 5_000_000 + b"]]></a>"),
    Hostile("comment.xml", "form-missing", lambda: b"<a><!--" + b"- " * 2_000_000 + b"--></a>"),
    Hostile("nul.xml", "document-unreadable:xml", lambda: b"<a>\0</a>"),
    Hostile("cut.xml", "document-unreadable:xml", lambda: _UBL % b"<ID>1</ID>" + b"<"),
    Hostile("order-bare.xml", "reads", lambda: _UBL % b""),
    Hostile(
        "order-numbers.xml",
        "reads",
        lambda: _UBL % (b"<ID>1</ID>" + _LINE % b"1e999999"),
    ),
    Hostile(
        "order-lines.xml",
        "reads",
        lambda: _UBL % (b"<ID>1</ID>" + _LINE % b"1" * 1_500),
    ),
    Hostile("order.html.xml", "form-missing", lambda: b"<html><script>alert(1)</script></html>"),
    Hostile("noise.xml", "document-unreadable:encoding", lambda: b"<?xml version='1.0'?>" + noise(5_000)),
    Hostile("deep.json", "document-unreadable:json", lambda: b"[" * 3_000_000),
    Hostile("deep-closed.json", "document-unreadable:json", lambda: b"[" * 900 + b"]" * 900),
    Hostile("deep-objects.json", "document-unreadable:json", lambda: b'{"a":' * 500_000),
    Hostile("wide.json", "document-unreadable:size", lambda: b"[" + b"1," * 3_000_000 + b"1]"),
    Hostile("wide-keys.json", "form-missing", lambda: b"{" + b",".join(b'"%d":1' % n for n in range(20_000)) + b"}"),
    Hostile(
        "rows-by-keys.json", "form-missing", lambda: b"[" + b",".join(b'{"k%d":1}' % n for n in range(9_000)) + b"]"
    ),
    Hostile("number.json", "document-unreadable:json", lambda: _ORDER % (b"1" * 2_000_000)),
    Hostile("exponent.json", "document-unreadable:json", lambda: _ORDER % b"1e999999999"),
    Hostile("below.json", "document-unreadable:json", lambda: _ORDER % b"-1e-999999999"),
    Hostile("nan.json", "document-unreadable:json", lambda: _ORDER % b"NaN"),
    Hostile("endless.json", "document-unreadable:json", lambda: _ORDER % b"Infinity"),
    Hostile("twice.json", "document-unreadable:json", lambda: b'{"no":"1","no":"2"}'),
    Hostile("lone-half.json", "document-unreadable:json", lambda: b'{"no":"\\ud800"}'),
    Hostile("nul.json", "document-unreadable:json", lambda: b'{"no":"a\\u0000b"}'),
    Hostile("other-roots.json", "document-unreadable:json", lambda: b'"text"'),
    Hostile("two-roots.json", "document-unreadable:json", lambda: b'{"no":"1"}{"no":"2"}'),
    Hostile("proto.json", "form-missing", lambda: b'{"__proto__":{"admin":true},"constructor":1}'),
    Hostile("comment.json", "document-unreadable:json", lambda: b'{/* a */"no":"1"}'),
    Hostile("long-text.json", "form-missing", lambda: b'{"no":"' + b"x" * 20_000_000 + b'"}'),
    Hostile("large.json", "document-unreadable:size", lambda: b" " * 34_000_000),
    Hostile("utf-16.json", "form-missing", lambda: '{"no":"注1"}'.encode("utf-16")),
    Hostile("cut.json", "document-unreadable:json", lambda: (_ORDER % b"1")[:-5]),
    Hostile("packed.json", "document-unreadable:encoding", lambda: packed_zeros(1)),
)
