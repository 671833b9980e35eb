"""`denpyo queue fix`: say what stands in a document, as the console's review page does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.commands import WAIT_S, By, order_of, who
from agent.cli.exits import ExitCode
from agent.cli.options import AsJson, DryRun, given, words
from agent.cli.output import say, show_json
from agent.core.command import Command, CommandKind
from agent.core.correction import shown_in
from agent.core.errors import ConfigError
from agent.core.sentence import Sentence

if TYPE_CHECKING:
    from agent.app.ask.review import Review
    from agent.cli.site import OpenSite

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Number that `queue list` shows.")]
SetTo = Annotated[
    list[str],
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="total=12,000, lines.2.quantity=5; lines.3= leaves line 3 out; may be repeated.",
    ),
]


class NotCorrectableError(ConfigError):
    """The thing in the queue is about no order that can still be corrected."""

    code = "not-correctable"
    hint = "`denpyo queue show NUMBER` says what it is about; an order a slip was made of is not corrected."


def fix(
    ctx: typer.Context,
    number: Number,
    why: Annotated[str, typer.Option("--why", help="Why, in a few words; it stands in the audit log.")],
    set_to: SetTo = [],  # noqa: B006 - typer copies it
    alias: Annotated[
        bool, typer.Option("--alias", help="Remember what the document calls the customers and products named.")
    ] = False,
    compared: Annotated[
        bool, typer.Option("--compared", help="Say that you compared every field with the document.")
    ] = False,
    teach: Annotated[
        bool, typer.Option("--teach", help="Propose a change to the form, so that it reads such documents so.")
    ] = False,
    by: By = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Correct what was read of an order that waits; it is then checked and decided anew."""
    from agent.app.ask.review import find_review
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site:
        with site.database.reading() as session:
            review = find_review(session, number)
        if review is None or not review.is_open:
            raise NotCorrectableError(f"number {number} cannot be corrected", number=number)
        fields = _changed(review, set_to)
        things = [one.thing for one in review.offers if alias and _is_named(one.thing, set_to)]
        values = {
            "fields": json.dumps(fields, ensure_ascii=False),
            "compared": "yes" if compared else "",
            "alias": ",".join(things),
            "seen": review.seen,
            "teach": "yes" if teach else "",
            "comment": why,
        }
        command = Command(CommandKind.CORRECT, str(number), who(by), {n: v for n, v in values.items() if v})
        if as_json:
            _as_json(site, command, review, fields, things, dry_run=dry_run)
            return
        t = words(ctx)
        if dry_run:
            for field, new in fields.items():
                shown = {"old": shown_in(review.order, field) or t("(empty)"), "new": new or t("(empty)")}
                say(t("Would change {field}: {old} → {new}", field=field, **shown))
        order_of(site, command, dry_run=dry_run)


def _changed(review: Review, set_to: Sequence[str]) -> dict[str, str]:
    from agent.app.ask.review import changes

    pairs = [one.partition("=") for one in set_to]
    for field, equals, _ in pairs:
        if not equals:
            raise typer.BadParameter(Sentence("`{text}` is no FIELD=VALUE", text=field), param_hint="--set")
    changed, wrong = changes(review, [(field.strip(), text) for field, _, text in pairs])
    if wrong:
        raise typer.BadParameter(Sentence("no such field, or it cannot hold this: {field}", field=min(wrong)))
    left_out = {field: "" for field, _, text in pairs if field.count(".") == 1 and not text}
    return changed | left_out


def _is_named(thing: str, set_to: Sequence[str]) -> bool:
    """Whether a customer, or a line's product, was spoken of by its code or name, be it the one that stands there."""
    stem = "customer" if thing == "customer" else f"{thing}.product"
    spoken_of = {one.partition("=")[0].strip() for one in set_to}
    return not spoken_of.isdisjoint({f"{stem}_code", f"{stem}_name"})


def _as_json(
    site: OpenSite, command: Command, review: Review, fields: dict[str, str], things: list[str], *, dry_run: bool
) -> None:
    """Print what changes and the agent's answer; null where it has not answered yet."""
    from agent.app.command import answer_of, give

    changes = [{"field": field, "old": shown_in(review.order, field), "new": new} for field, new in fields.items()]
    answer = None if dry_run else answer_of(site.database, give(site.database, site.clock, command), WAIT_S)
    show_json({"order": review.key, "changes": changes, "aliases": things, "dry_run": dry_run, "answer": answer})
    if answer is not None and not answer.get("ok"):
        raise typer.Exit(ExitCode.FAILED)
