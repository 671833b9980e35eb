"""What a correction teaches: a change to the form is looked for, put before a person, written when they accept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from typing import Any

from agent.core.command import Command
from agent.core.correction import COMPARED, is_line, line_number
from agent.core.delivery import Delivery
from agent.core.order import Order
from agent.engine import fail_points
from agent.engine.answering import delivery_of
from agent.engine.commands import Ask, Deed, RefusedError
from agent.engine.outside import Outside
from agent.engine.stations.correct import correct
from agent.engine.teaching_earlier import Earlier
from agent.extract.form import load_forms
from agent.extract.form_change import changed
from agent.extract.form_edit import EditImpossibleError, with_test
from agent.extract.form_tests import FailedCase, expected_of, run_tests
from agent.extract.teaching import Lesson
from agent.marks.findings import FilesError
from agent.settings.form_folder import FormStaleError, text_digest
from agent.store import audit_log, corrections, form_proposals
from agent.store.form_proposals import ProposalState
from agent.store.tables import DocumentRow, FormProposalRow, OrderRow

ENDING = re.compile(r"\.[a-z0-9]{1,8}$")


@dataclass(frozen=True, slots=True)
class _Matter:
    """One document with what it says as people corrected it, and the form that read it."""

    document: DocumentRow
    delivery: Delivery
    form: str
    orders: tuple[tuple[Order, Order], ...]
    position: int


def teach(outside: Outside, command: Command) -> Deed:
    """Look for a change to the form by which it reads an order's document as it was corrected, and propose it."""
    matter = _matter_of(outside, command.about)
    texts = outside.forms.texts()
    form = next((one for one in load_forms(texts) if one.name == matter.form), None)
    if form is None:
        raise RefusedError("teach-without-form", form=matter.form)
    test = _test_of(matter)
    lesson = Lesson(form.file, test, tuple(_fields(matter, json.loads(command.values.get("fields", "[]")))))
    try:
        unchanged = with_test(texts[form.file], test)
        found = _find(outside, matter, texts, lesson)
    except EditImpossibleError:
        raise RefusedError("form-not-editable", file=form.file) from None
    proposed = FormProposalRow(
        form=form.name,
        file=form.file,
        base_digest=text_digest(texts[form.file]),
        base_text=texts[form.file],
        new_text=found or unchanged,
        document=matter.document.digest,
        document_name=matter.document.name,
        test_document=str(test["document"]),
        is_found=bool(found),
        expected=list(test["orders"]),
        order=command.about,
        by=command.by,
        why=command.values.get("comment", ""),
        at=outside.now(),
        state=ProposalState.OPEN.value,
    )
    return partial(_propose, proposed)


def accept(outside: Outside, command: Command) -> Deed:
    """Write a proposed form and the document of its test, after all tests pass with it; done twice it is done once."""
    row = _proposal(outside, command)
    if not row.is_found:
        raise RefusedError("proposal-by-hand", file=row.file)
    content = _content(outside, row.document, row.document_name)
    texts = outside.forms.texts()
    now = text_digest(texts.get(row.file, ""))
    if now not in (row.base_digest, text_digest(row.new_text)):
        raise FormStaleError(file=row.file)
    if now == row.base_digest and _is_corrected_since(outside, row):
        raise RefusedError("proposal-outdated", name=row.document_name)
    failed = _failed(outside, {**texts, row.file: row.new_text}, {row.test_document: content})
    if failed:
        raise RefusedError("form-test-failed", file=row.file, what=str(failed[0].message))

    def deed(ask: Ask) -> dict[str, Any]:
        locked = _still_open(ask)
        outside.forms.keep_document(locked.test_document, content)
        fail_points.reach("form.document")
        outside.forms.write(locked.file, locked.base_digest, locked.new_text)
        fail_points.reach("form.written")
        _decide(ask, locked, ProposalState.ACCEPTED)
        return {}

    return deed


def refuse(outside: Outside, command: Command) -> Deed:
    """Leave a form as it is."""
    _proposal(outside, command)

    def deed(ask: Ask) -> dict[str, Any]:
        _decide(ask, _still_open(ask), ProposalState.REFUSED)
        return {}

    return deed


def _matter_of(outside: Outside, key: str) -> _Matter:
    with outside.database.reading() as session:
        stored = session.get(OrderRow, key)
        document = session.get(DocumentRow, stored.document) if stored else None
        delivery = delivery_of(session, outside, stored.document) if stored else None
        said = corrections.of_delivery(session, document.delivery) if document else {}
    if stored is None or document is None or delivery is None:
        raise RefusedError("order-not-in-document", document=stored.document if stored else key)
    reading = outside.parsers.read(delivery)
    for one, found in zip(reading.documents, reading.extractions, strict=True):
        positions = [order.position for order in found.orders]
        position = int(stored.body["position"])
        if one.key == document.key and position in positions:
            if not found.form:
                raise RefusedError("teach-without-form", form=found.form)
            pairs = tuple((order, correct(order, said.get((one.key, order.position), ()))) for order in found.orders)
            alone = _alone(document, one.content)
            return _Matter(document, alone, found.form, pairs, positions.index(position))
    raise RefusedError("order-not-in-document", document=document.key)


def _alone(document: DocumentRow, content: bytes) -> Delivery:
    """Take a document as its test takes it: by itself, with the sender and subject it came with."""
    return Delivery(
        source=document.source,
        external_id=document.name,
        digest=document.digest,
        name=document.name,
        media_type=document.media_type,
        content=content,
        received_at=document.received_at,
        sender="" if document.sender == document.source else document.sender,
        subject="" if document.subject == document.name else document.subject,
    )


def _test_of(matter: _Matter) -> dict[str, Any]:
    came, ending = matter.delivery, ENDING.search(matter.document.name.lower())
    name = f"tests/{matter.form}-{came.digest[:8]}{ending[0] if ending else ''}"
    told = {"name": came.name, "source": came.source, "sender": came.sender, "subject": came.subject}
    return {
        "document": name,
        **{key: text for key, text in told.items() if text},
        "media_type": came.media_type,
        "received_on": f"{came.received_at.astimezone(UTC).date()}",
        "orders": [_expected(read, corrected) for read, corrected in matter.orders],
    }


def _expected(read: Order, corrected: Order) -> dict[str, Any]:
    """Write an order as it was corrected; what a person emptied must not be read."""
    before, after = expected_of(read), expected_of(corrected)
    emptied = {name: None for name in before if name not in after and name != "kind"}
    return {**emptied, **after}


def _fields(matter: _Matter, fields: Sequence[str]) -> list[str]:
    """Name corrected fields as the test does, whose lines are counted without those left out."""
    _, corrected = matter.orders[matter.position]
    places = {line.number: at for at, line in enumerate(corrected.lines, 1)}
    named = []
    for path in (str(one) for one in fields if one != COMPARED):
        number, name = line_number(path), path.rpartition(".")[2]
        if not number or is_line(path):
            named.append(path)
        elif number in places:
            named.append(f"lines.{places[number]}.{name}")
    return [f"{matter.position + 1}.{path}" for path in named]


def _find(outside: Outside, matter: _Matter, texts: Mapping[str, str], lesson: Lesson) -> str:
    """Return the form's new text by the first change that does not do harm elsewhere; empty where none is found.

    It passes every test passed so far, and what the form read lately is read as before or as it was corrected.
    """
    document = {str(lesson.test["document"]): matter.delivery.content}
    proposed = outside.parsers.teach(matter.delivery, texts, lesson)
    earlier = Earlier(outside, matter.form, texts, matter.document.key) if proposed else None
    for changes in proposed:
        try:
            text = with_test(changed(texts[lesson.file], changes), lesson.test)
            failed = _failed(outside, {**texts, lesson.file: text}, document)
        except (EditImpossibleError, FilesError):
            continue  # a child that looked at foreign bytes may say anything
        if failed:
            before = {(one.form, one.document) for one in _failed(outside, texts, {})}
            failed = [one for one in failed if (one.form, one.document) not in before]
        if not failed and earlier is not None and earlier.are_read_alike({**texts, lesson.file: text}):
            return text
    return ""


def _failed(outside: Outside, texts: Mapping[str, str], documents: Mapping[str, bytes]) -> list[FailedCase]:
    """Run the tests of all forms by these texts, confined."""
    read = partial(outside.parsers.read, forms=texts)
    report = run_tests(load_forms(texts), read, outside.forms.documents(documents))
    return [one for one in report.failed if not one.is_of_machine]


def _propose(proposed: FormProposalRow, ask: Ask) -> dict[str, Any]:
    same = form_proposals.find_same(ask.session, proposed.form, proposed.order, proposed.new_text)
    if same is None:
        ask.session.add(proposed)
        ask.session.flush()
        _note(ask, proposed, "form.proposed", proposed.why)
    return {"proposal": (same or proposed).id}


def _proposal(outside: Outside, command: Command) -> FormProposalRow:
    """Return the proposal a command is about; refuse one that does not wait, or that is answered without a reason."""
    if not command.values.get("comment", "").strip():
        raise RefusedError("proposal-unexplained")
    with outside.database.reading() as session:
        row = form_proposals.find(session, int(command.about)) if _is_number(command.about) else None
    if row is None:
        raise RefusedError("proposal-unknown", number=command.about)
    if row.state != ProposalState.OPEN.value:
        raise RefusedError("proposal-decided", number=command.about)
    return row


def _is_corrected_since(outside: Outside, row: FormProposalRow) -> bool:
    """Whether anything in the delivery was corrected after this was proposed: its test may expect what is not so."""
    with outside.database.reading() as session:
        order = session.get(OrderRow, row.order)
        document = session.get(DocumentRow, order.document) if order else None
        said = corrections.of_delivery(session, document.delivery) if document else {}
    return any(one.at is not None and one.at > row.at for made in said.values() for one in made)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _still_open(ask: Ask) -> FormProposalRow:
    row = form_proposals.find_locked(ask.session, int(ask.command.about))
    if row is None or row.state != ProposalState.OPEN.value:
        raise RefusedError("proposal-decided", number=ask.command.about)
    return row


def _decide(ask: Ask, row: FormProposalRow, state: ProposalState) -> None:
    why = ask.command.values["comment"].strip()
    form_proposals.decide(ask.session, row, state, ask.command.by, ask.now, why)
    _note(ask, row, f"form.{state.value}", why)


def _note(ask: Ask, row: FormProposalRow, kind: str, why: str) -> None:
    told = {
        "proposal": str(row.id),
        "file": row.file,
        "found": row.is_found,
        "from": row.base_digest,
        "to": text_digest(row.new_text),
        "document": row.document,
        "why": why,
    }
    event = ask.writer.plain(kind, "form", row.form, ask.command.by, **told)
    audit_log.append(ask.session, [replace(event, order=row.order)])


def _content(outside: Outside, digest: str, name: str) -> bytes:
    try:
        return outside.evidence.read(digest)
    except FileNotFoundError:
        raise RefusedError("original-elsewhere", name=name) from None
