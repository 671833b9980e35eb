"""The warm parser server: loads the readers once, then forks one confined child for each delivery.

Started as `python -m agent.engine.parser_server FD SECONDS BYTES` by `agent.engine.parsers`. It has one thread and
looks at no foreign byte itself. It ends when the agent's end of its control socket closes, so it never outlives it.
"""

from __future__ import annotations

import base64
import codecs
import gc
import importlib
import os
import signal
import socket
import sys
from datetime import UTC, datetime

from agent.core.delivery import Delivery
from agent.engine.confine import Limits, confine
from agent.engine.parser_wire import (
    COLD,
    FORMS,
    PING,
    READ,
    READY,
    SCANS,
    TRIED,
    Json,
    changes_to_wire,
    reading_to_wire,
    receive_frame,
    request_of,
    send_frame,
)
from agent.extract.extraction import Extraction, Reading
from agent.extract.form import Form, load_forms
from agent.extract.parts import document_of
from agent.extract.passwords import Passwords
from agent.extract.read import reading_of
from agent.extract.scan import warm
from agent.extract.scan.models import READINESS
from agent.extract.teaching import Changes, lesson_from_json, taught
from agent.extract.tripped import reason_of

_CODECS = (
    *("ascii", "cp437", "cp932", "cp1252", "euc_jp", "iso2022_jp", "iso2022_jp_1", "latin-1", "shift_jis"),
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"),
)
_LATE = (
    *("msoffcrypto.format.doc97", "msoffcrypto.format.ooxml", "msoffcrypto.format.ppt97", "msoffcrypto.format.xls97"),
    *("cryptography.hazmat.backends.openssl.backend", "xml.dom.expatbuilder"),
)
"""What libraries import only at the first locked workbook."""
_WARM_FORMS = {
    "warm.yaml": """form: warm
applies: {reads: csv}
fields: {number: {column: a}, ordered_on: {column: b}, total: {column: c}, customer_name: {label: d}}
lines: {columns: {product_code: e, quantity: f, tax_rate: g}}
"""
}
_KNOWN = Passwords(["a"])
_LOCKED_ZIP = (
    "P)h>@6aWDLV*mh!dR+hj0012T00031000F53jkp*ba-?DnFjy@06|3q003H~wnE=+bXCZ#>dql{mR)Jqh{qEkLnPFHsQc?sO928D0~7!O0Am0E"
    "g?e280000T000010000501E&B000000001h0RR910AVh4cys}o2LJ*9K}7=q08mQ>1^@s60096206qW!080P>0000"
)
_WARM_PARTS = (
    ("text/plain; charset=iso-2022-jp", b'\x1b$B$"\x1b(B'),
    ("text/html", b"<p>a</p>"),
    ("text/csv; name*=utf-8''a.csv", b"a,b,c,e,f,g\n1,R8.4.1,1,P,2,8%\n2,,,Q,3,"),
    ("application/pdf; name==?cp932?Q?a=2Epdf?=", b"%PDF-1.4\ntrailer<</Root 1 0 R>>"),
    ("application/vnd.ms-excel; name=a.xls", b"\xd0\xcf\x11\xe0"),
    ("application/xml; name=a.xml", b"<a><b c='1'>1</b></a>"),
    ("application/zip; name=a.zip", base64.b85decode(_LOCKED_ZIP)),
)


def _warm_mail() -> bytes:
    parts = (
        b"--b\r\nContent-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n"
        % (media_type.encode(), base64.b64encode(content))
        for media_type, content in _WARM_PARTS
    )
    head = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return head + b"".join(parts) + b"--b--\r\n"


def serve(control: socket.socket, limits: Limits) -> None:
    """Answer until the agent goes away."""
    forms: tuple[Form, ...] = ()
    tried: tuple[Form, ...] = ()
    _warm_up()
    while True:
        kind, handles, _, _ = socket.recv_fds(control, 1, 1)
        if kind == READ and handles:
            _fork_reader(control, handles[0], forms, tried, limits)
        elif kind == PING:
            control.sendall(READY)
        elif kind == FORMS:
            frame = receive_frame(control)
            forms = load_forms(frame[0]) if frame is not None else forms
            gc.freeze()
        elif kind == TRIED:
            frame = receive_frame(control)
            tried = load_forms(frame[0]) if frame is not None else tried
            gc.freeze()
        elif kind == SCANS:
            warm.warm_up()
            gc.freeze()
        else:
            return


def _warm_up() -> None:
    """Load everything a reader may need: a confined child can open no file, so it can import nothing."""
    for name in _CODECS:
        codecs.lookup(name)
    for name in _LATE:
        importlib.import_module(name)
    delivery = Delivery("warm", "", "", "warm.eml", "message/rfc822", _warm_mail(), datetime.now(UTC))
    reading_to_wire(reading_of(delivery, load_forms(_WARM_FORMS), _KNOWN), delivery)
    warm.hold_back()
    gc.collect()


def _fork_reader(
    control: socket.socket, handle: int, forms: tuple[Form, ...], tried: tuple[Form, ...], limits: Limits
) -> None:
    if os.fork():
        os.close(handle)
        return
    try:
        control.close()
        _answer(socket.socket(fileno=handle), forms, tried, limits)
    finally:
        os._exit(0)


def _answer(connection: socket.socket, forms: tuple[Form, ...], tried: tuple[Form, ...], limits: Limits) -> None:
    gc.disable()  # a short life needs none, and a collection would copy every page of the server
    frame = receive_frame(connection)
    if frame is None:
        return
    delivery, passwords, only = request_of(*frame)
    forms = tried if frame[0]["tried"] else forms
    confine(limits)
    if "teach" in frame[0]:
        found = _taught(delivery, frame[0], passwords)
        send_frame(connection, COLD if READINESS.is_wanted else changes_to_wire(found))
        return
    reading = _read(delivery, forms, passwords, only)
    send_frame(connection, *((COLD, b"") if READINESS.is_wanted else reading_to_wire(reading, delivery)))


def _read(delivery: Delivery, forms: tuple[Form, ...], passwords: Passwords, only: int | None) -> Reading:
    """Read, whatever happens: what taking it apart trips over is the delivery's reason, not the agent's end."""
    try:
        return reading_of(delivery, forms, passwords, only)
    except BaseException as error:  # noqa: BLE001 (edge of the child)
        reason = reason_of(error, delivery.name, is_secret=bool(passwords))
    return Reading((document_of(delivery),), (Extraction(reason=reason),))


def _taught(delivery: Delivery, head: Json, passwords: Passwords) -> list[Changes]:
    """Search, whatever happens: a document that trips the reader teaches nothing."""
    try:
        return taught(delivery, head["forms"], lesson_from_json(head["teach"]), passwords)
    except BaseException:  # noqa: BLE001 (edge of the child)
        return []


def main(handle: int, seconds: int, memory_bytes: int) -> None:
    """Serve on the control socket that was handed down."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the system
    serve(socket.socket(fileno=handle), Limits(seconds, memory_bytes))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
