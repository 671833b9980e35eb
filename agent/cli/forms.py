"""`denpyo forms`: read documents and show where each value stood, write a form from one, run the forms' tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.document_file import delivery_of
from agent.cli.exits import ExitCode
from agent.cli.forms_draft import draft_form
from agent.cli.forms_proposals import accept, list_all, refuse
from agent.cli.forms_reading import reader_of
from agent.cli.forms_rows import show_rows
from agent.cli.forms_test import run_form_tests
from agent.cli.options import AsJson, given, words
from agent.cli.output import note, say, show_json, show_table, yen

if TYPE_CHECKING:
    from agent.cli.words import Words
    from agent.core.document import Document
    from agent.core.errors import Reason
    from agent.core.order import Order
    from agent.extract.extraction import Extraction
    from agent.quality.match import Masters

app = typer.Typer(help="The senders' forms.", no_args_is_help=True, rich_markup_mode=None)
app.command("draft")(draft_form)
app.command("test")(run_form_tests)
app.command("proposals")(list_all)
app.command("accept")(accept)
app.command("refuse")(refuse)


@app.command("try")
def try_form(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, help="A document, a whole mail (.eml), or a folder of them.")],
    source: Annotated[str, typer.Option(help="Read it as if this source had brought it.")] = "desk",
    sender: Annotated[str, typer.Option(help="Read it as if this mail address had sent it.")] = "",
    rows: Annotated[bool, typer.Option("--rows", help="Show each row as the patterns of forms see it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read a document and show which form fitted, what was read, where it stood, and what a person would be asked.

    Nothing is stored. Locked files are opened with the passwords the site knows for the sender, and what was read is
    checked by the site's masters.
    """
    from agent.settings.load import load_site_masters

    t = words(ctx)
    site = given(ctx).site
    forms, read = reader_of(site)
    masters = load_site_masters(site)
    files = sorted(one for one in file.iterdir() if one.is_file()) if file.is_dir() else [file]
    deliveries = [delivery_of(one, source, sender) for one in files]
    readings = [read(delivery) for delivery in deliveries]
    found = [
        (document, extraction)
        for reading in readings
        for document, extraction in zip(reading.documents, reading.extractions, strict=True)
    ]
    if as_json:
        show_json(
            [
                {"document": document.name, "form": one.form, "reason": one.reason, "orders": one.orders}
                for document, one in found
            ]
        )
    else:
        for delivery, reading in zip(deliveries, readings, strict=True) if rows else ():
            show_rows(delivery, reading, forms, site, t.language)
        for document, one in found:
            _show_document(document, _checked(one, masters), t)
    n_read = sum(any(one.orders for one in reading.extractions) for reading in readings)
    if file.is_dir() and not as_json:
        n_orders = sum(len(one.orders) for _, one in found)
        say(t("Files: {files}; with orders: {read}; orders: {orders}", files=len(files), read=n_read, orders=n_orders))
    if n_read < max(1, len(files)):
        raise typer.Exit(ExitCode.FINDINGS)


def _show_document(document: Document, found: Extraction, t: Words) -> None:
    from agent.wording.catalogue import say_reason

    say(f"{document.name}: {_how(found, t)}")
    for order in found.orders:
        _show(order, t)
    if found.reason is not None:
        note(f"  {say_reason(t.language, _of_file(found.reason, document))} [{found.reason.code}]")


def _checked(found: Extraction, masters: Masters | None) -> Extraction:
    """Add what the checks find, where there are masters to check by."""
    from agent.core.business_day import SystemClock
    from agent.quality.checks import check

    today = SystemClock().now().date()
    return (
        found if masters is None else replace(found, orders=tuple(check(one, masters, today) for one in found.orders))
    )


def _of_file(reason: Reason, document: Document) -> Reason:
    """Name a source as such where nobody sent the document."""
    is_of_source = reason.code == "form-missing" and document.sender == document.source
    return replace(reason, code="form-missing.file") if is_of_source else reason


def _how(found: Extraction, t: Words) -> str:
    if found.form:
        return t("read by form {form}", form=found.form)
    return t("read without a form, by the words it uses") if found.orders else t("no form fitted")


def _show(order: Order, t: Words) -> None:
    from agent.wording.catalogue import say_finding, say_state
    from agent.wording.places import say_field, say_place

    rows = [
        (path, value.text, say_place(t.language, value.place), f"{value.confidence:.0%}")
        for path, value in order.provenance
    ]
    show_table((t("Field"), t("As read"), t("Place"), t("Certainty")), rows, nothing=t("Nothing was read."))
    kind, total = say_state(t.language, "kind", order.kind.value), yen(order.total) or "?"
    number = order.number or t("No number")
    say(f"  {kind} {number}; {t('lines: {n}; total: {total}', n=len(order.lines), total=total)}")
    for finding in order.findings:
        weight = say_state(t.language, "severity", finding.severity.value)
        values = dict(finding.values)
        values |= {"place": say_place(t.language, values["place"])} if "place" in values else {}
        field = say_field(t.language, finding.field)
        said = say_finding(t.language, finding.code, values)
        note(f"  {weight}: {field}: {said}" if field else f"  {weight}: {said}")
