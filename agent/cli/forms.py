"""`denpyo forms try` and `draft`: read a document and show where each value stood, or write a form from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.document_file import delivery_of
from agent.cli.exits import ExitCode
from agent.cli.forms_draft import draft_form
from agent.cli.options import AsJson, given, words
from agent.cli.output import note, say, show_json, show_table, yen

if TYPE_CHECKING:
    from agent.cli.words import Words
    from agent.core.order import Order
    from agent.extract.extraction import Extraction

app = typer.Typer(help="The senders' forms.", no_args_is_help=True, rich_markup_mode=None)
app.command("draft")(draft_form)


@app.command("try")
def try_form(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A document, or a whole mail (.eml).")],
    source: Annotated[str, typer.Option(help="Read it as if this source had brought it.")] = "desk",
    sender: Annotated[str, typer.Option(help="Read it as if this mail address had sent it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Read one document and show which form fitted, what was read, and where it stood. Nothing is stored."""
    from agent.extract.read import reading_of
    from agent.settings.load import load_site_forms
    from agent.wording.catalogue import say_reason

    t = words(ctx)
    reading = reading_of(delivery_of(file, source, sender), load_site_forms(given(ctx).site))
    if as_json:
        show_json(
            [
                {"document": document.name, "form": found.form, "reason": found.reason, "orders": found.orders}
                for document, found in zip(reading.documents, reading.extractions, strict=True)
            ]
        )
    else:
        for document, found in zip(reading.documents, reading.extractions, strict=True):
            say(f"{document.name}: {_how(found, t)}")
            for order in found.orders:
                _show(order, t)
            if found.reason is not None:
                note(f"  {say_reason(t.language, found.reason)} [{found.reason.code}]")
    if not any(found.orders for found in reading.extractions):
        raise typer.Exit(ExitCode.FINDINGS)


def _how(found: Extraction, t: Words) -> str:
    if found.form:
        return t("read by form {form}", form=found.form)
    return t("read without a form, by the words it uses") if found.orders else t("no form fitted")


def _show(order: Order, t: Words) -> None:
    from agent.wording.catalogue import say_finding, say_state

    rows = [(path, value.text, value.place, f"{value.confidence:.0%}") for path, value in order.provenance]
    show_table((t("Field"), t("As read"), t("Place"), t("Certainty")), rows, nothing=t("Nothing was read."))
    kind, total = say_state(t.language, "kind", order.kind.value), yen(order.total) or "?"
    number = order.number or t("No number")
    say(f"  {kind} {number}; {t('lines: {n}; total: {total}', n=len(order.lines), total=total)}")
    for finding in order.findings:
        weight = say_state(t.language, "severity", finding.severity.value)
        note(f"  {weight}: {say_finding(t.language, finding.code, dict(finding.values))}")
