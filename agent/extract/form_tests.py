"""Run the tests that stand beside the forms, and name the forms that have none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from agent.core.delivery import Delivery, digest_of
from agent.core.errors import Reason
from agent.core.money import plain
from agent.core.order import Order
from agent.core.sentence import Sentence
from agent.extract.archive import media_type_of
from agent.extract.extraction import Reading
from agent.extract.form import Form
from agent.extract.form_cases import ExpectedField, FormCase, value_in
from agent.extract.form_file import LINE_FIELDS, ORDER_FIELDS
from agent.marks.findings import FileFinding, Place

NO_DAY = date(2000, 1, 1)
OF_MACHINE = "ocr-missing"
"""Why a test cannot be run where its document cannot be read by any form."""

Documents = Callable[[str], bytes | None]
"""Gives the bytes of a test's document by its name in the file, None where there is none."""
Read = Callable[[Delivery], Reading]


@dataclass(frozen=True, slots=True)
class FailedCase:
    """What one test found otherwise: a field of one of its orders, or the whole document where `field` is empty.

    `reason` is why nothing was read; `read_at` says where the value stood.
    """

    form: str
    document: str
    place: Place
    message: Sentence
    field: str = ""
    expected: str = ""
    read: str = ""
    read_at: str = ""
    reason: Reason | None = None

    @property
    def is_of_machine(self) -> bool:
        """Whether it says nothing of the form: what reads such documents is not installed here."""
        return self.reason is not None and self.reason.code == OF_MACHINE

    @property
    def finding(self) -> FileFinding:
        """It as a finding of the form's file."""
        return FileFinding(self.place, "test-failed", self.message, "Correct the form or the test.")


@dataclass(frozen=True, slots=True)
class FormTestReport:
    """What the tests of forms say; `untested` are the forms that have none."""

    passed: tuple[str, ...]
    failed: tuple[FailedCase, ...]
    untested: tuple[FileFinding, ...]

    @property
    def is_clean(self) -> bool:
        """Whether every test passed and every form has one."""
        return not self.failed and not self.untested

    @property
    def n_failed(self) -> int:
        """How many tests failed; one may have found several things."""
        return len({(one.form, one.document) for one in self.failed})


def run_tests(forms: Iterable[Form], read: Read, documents: Documents) -> FormTestReport:
    """Run every test of these forms.

    Args:
        forms: Those whose tests are wanted.
        read: Reads a delivery by all forms of the site, so that a test also sees when another form takes its document.
        documents: Gives the documents by their names.
    """
    passed, failed, untested = [], [], []
    for form in forms:
        for case in form.cases:
            failures = list(failures_of(form.name, case, read, documents))
            failed += failures
            passed += [] if failures else [f"{form.name}: {case.document}"]
        if not form.cases:
            said = Sentence("the form `{name}` has no test", name=form.name)
            untested.append(FileFinding(Place(form.file), "form-untested", said, "Add a document and what it says."))
    return FormTestReport(tuple(passed), tuple(failed), tuple(untested))


def failures_of(form: str, case: FormCase, read: Read, documents: Documents) -> Iterator[FailedCase]:
    """Run one test and yield what came out otherwise."""
    content = documents(case.document)
    if content is None:
        yield _whole(form, case, "`forms/{document}` is not there")
        return
    reading = read(delivery_of(case, content))
    orders = [order for found in reading.extractions for order in found.orders]
    others = [found for found in reading.extractions if found.orders and found.form != form]
    if others:
        taken_by = others[0].form
        said = "`{document}` was read by the form `{other}`" if taken_by else "`{document}` was read without a form"
        yield _whole(form, case, said, other=taken_by)
    elif len(orders) != len(case.orders):
        reason = next((found.reason for found in reading.extractions if found.reason is not None), None)
        said = "`{document}`: orders expected: {expected}, read: {read}"
        yield _whole(form, case, said, reason=reason, expected=len(case.orders), read=len(orders))
    else:
        for at, ((fields, n_lines), order) in enumerate(zip(case.orders, orders, strict=True), 1):
            yield from _differing(form, case, f"orders.{at}." if len(orders) > 1 else "", fields, n_lines, order)


def delivery_of(case: FormCase, content: bytes) -> Delivery:
    """Take a test's document as its source brought it."""
    return Delivery(
        source=case.source,
        external_id=case.name,
        digest=digest_of(content),
        name=case.name,
        media_type=case.media_type or media_type_of(case.name),
        content=content,
        received_at=datetime.combine(case.received_on or NO_DAY, time(12), UTC),
        sender=case.sender,
        subject=case.subject,
    )


def shown(value: Any) -> str:
    """Write a field's value as a test does; empty where there is none."""
    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def _differing(
    form: str, case: FormCase, inside: str, fields: Sequence[ExpectedField], n_lines: int, order: Order
) -> Iterator[FailedCase]:
    if len(order.lines) != n_lines:
        said = "`{document}`: lines expected: {expected}, read: {read}"
        yield _whole(form, case, said, expected=n_lines, read=len(order.lines))
        return
    places = {path: at.place for path, at in order.provenance}
    for one in fields:
        read = value_in(order, one.path)
        if read != one.value:
            at = places.get(one.path, "")
            field, expected, got = inside + one.path, shown(one.value), shown(read)
            said = "`{document}`: `{field}` should be “{expected}”, was read as “{read}” ({at})"
            values = {"field": field, "expected": expected, "read": got, "at": at or Sentence("not found")}
            message = Sentence(said, document=case.document, **values)
            yield FailedCase(form, case.document, one.place, message, field, expected, got, at)


def _whole(form: str, case: FormCase, said: str, reason: Reason | None = None, **values: object) -> FailedCase:
    return FailedCase(form, case.document, case.place, Sentence(said, document=case.document, **values), reason=reason)


def expected_of(order: Order, leaving_out: Iterable[str] = ()) -> dict[str, Any]:
    """Write an order as a test expects it, each value as text; what was not read is not named."""
    without = frozenset(leaving_out)
    named = {name: shown(value_in(order, name)) for name in ORDER_FIELDS if name not in without}
    lines = [
        {name: shown(value_in(order, f"lines.{at}.{name}")) for name in LINE_FIELDS}
        for at in range(1, len(order.lines) + 1)
    ]
    kind = {} if order.kind.value == "order" else {"kind": order.kind.value}
    return {**kind, **_given(named), "lines": [_given(line) for line in lines]}


def _given(values: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in values.items() if text}
