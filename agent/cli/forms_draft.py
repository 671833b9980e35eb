"""`denpyo forms draft`: write a form for a sender from one of its documents."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.document_file import delivery_of
from agent.cli.exits import ExitCode
from agent.cli.options import words
from agent.cli.output import note, say

if TYPE_CHECKING:
    from agent.core.delivery import Delivery
    from agent.core.document import Document
    from agent.core.order import Order
    from agent.extract.form import Form
    from agent.extract.unseen.draft import Draft

TESTS = "tests"


def draft_form(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A document, or a whole mail (.eml).")],
    out: Annotated[
        Path | None, typer.Option(help="Write the form into this new file, the document as its test beside it.")
    ] = None,
    source: Annotated[str, typer.Option(help="Draft it for this source.")] = "desk",
    sender: Annotated[str, typer.Option(help="Draft it for this mail address.")] = "",
) -> None:
    """Draft a form from one document, by the words it uses. What the draft reads otherwise is named."""
    from agent.extract.read import reading_of

    t = words(ctx)
    if out is not None and out.exists():
        raise typer.BadParameter(t("{file} is there already", file=out), param_hint="--out")
    delivery = delivery_of(file, source, sender)
    reading = reading_of(delivery, ())
    read = ((document, found.orders) for document, found in zip(reading.documents, reading.extractions, strict=True))
    found = [(document, orders) for document, orders in read if orders]
    drafts = [_drafted(document, orders) for document, orders in found if _is_unseen(orders[0])]
    if found and not drafts:
        note(t("It is an electronic order of a known standard: it is read without a form."))
        return
    if not drafts:
        note(t("No order could be read from it without a form: write one by hand."))
        raise typer.Exit(ExitCode.FINDINGS)
    draft = drafts[0]
    if draft.is_wide:
        note(t("Say in `applies` whose documents it is for: as drafted, it is for every document of this kind."))
    if out is None:
        say(draft.text.rstrip())
    else:
        document = _keep_document(out.parent, draft.name, file)
        out.write_text(_with_test(draft, document, delivery), encoding="utf-8")
        said = "{file} is written. Try it, and look at every value: `denpyo forms try {document}`"
        note(t(said, file=out, document=_as_it_came(file, source, sender)))
    if draft.differs:
        note(t("The draft does not read these as they were read without it: {names}", names=", ".join(draft.differs)))
        raise typer.Exit(ExitCode.FINDINGS)


def _as_it_came(file: Path, source: str, sender: str) -> str:
    """Return a file with what says whence it came, as a command takes it: a form is tried for its sender alone."""
    asked = {"--source": "" if source == "desk" else source, "--sender": sender}
    return shlex.join([str(file), *(word for name, value in asked.items() if value for word in (name, value))])


def _is_unseen(order: Order) -> bool:
    """Whether an order was read by the words a document uses, not by an electronic standard."""
    return any(finding.code == "layout-unseen" for finding in order.findings)


def _keep_document(forms: Path, name: str, file: Path) -> str:
    """Copy a document to the tests of the forms, over no other; return how a test names it."""
    from agent.core.delivery import digest_of

    content = file.read_bytes()
    copy = forms / TESTS / f"{name}-{digest_of(content)[:8]}{file.suffix.lower()}"
    if not copy.exists():
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(content)
    return f"{TESTS}/{copy.name}"


def _with_test(draft: Draft, document: str, delivery: Delivery) -> str:
    """Add what the draft reads as its test; without one where it reads nothing from the document as it came."""
    from agent.extract.form import load_forms
    from agent.extract.form_edit import with_test
    from agent.extract.form_tests import expected_of
    from agent.extract.read import reading_of
    from agent.marks.findings import FilesError

    try:
        forms = load_forms({"": draft.text})
    except FilesError:
        return draft.text
    read = [found for found in reading_of(delivery, forms).extractions if found.orders]
    if not read or any(found.form != draft.name for found in read):
        return draft.text
    came = {"name": delivery.name, "source": delivery.source, "sender": delivery.sender}
    orders = [expected_of(order, draft.differs) for found in read for order in found.orders]
    day = {"received_on": f"{delivery.received_at.date()}"}
    return with_test(
        draft.text, {"document": document, **{k: v for k, v in came.items() if v}, **day, "orders": orders}
    )


def _drafted(document: Document, orders: Sequence[Order]) -> Draft:
    from agent.extract.formats import as_shown, format_of
    from agent.extract.unseen.draft import draft_of

    format_ = format_of(document)
    assert format_ is not None
    format_ = as_shown(format_, document.content)
    return draft_of(document, format_.content(document.content), format_.reads, orders, _reader(document))


def _reader(document: Document) -> Callable[[Form], Sequence[Order]]:
    from agent.extract.read import orders_of

    def read(form: Form) -> Sequence[Order]:
        found = orders_of(document, [form])
        return found.orders if found.form == form.name else ()

    return read
