"""Deliveries, documents and forms for the tests of this folder."""

from __future__ import annotations

from datetime import UTC, datetime

from agent.core.delivery import Delivery, digest_of
from agent.core.document import Document
from agent.extract.form import Form, load_forms

AT = datetime(2026, 4, 1, 3, tzinfo=UTC)


def a_delivery(
    content: bytes, name: str = "1:1.eml", media_type: str = "message/rfc822", source: str = "mail"
) -> Delivery:
    return Delivery(source, name, digest_of(content), name, media_type, content, AT)


def a_document(content: bytes, name: str, media_type: str = "", subject: str = "", source: str = "folder") -> Document:
    return Document(
        f"{source}/k/0",
        f"{source}/k",
        source,
        name,
        media_type,
        digest_of(content),
        content,
        AT,
        "a@b.example",
        subject,
    )


def a_form(text: str) -> Form:
    [form] = load_forms({"forms/a.yaml": "form: a\n" + text})
    return form


TEXT_FORM = """
applies: {reads: text}
fields:
  number: {label: 注文番号}
  deliver_on: {label: 納期, optional: true}
lines:
  regex: '(?P<product_code>P\\d+) x(?P<quantity>\\d+)'
"""
