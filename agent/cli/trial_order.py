"""The order a robot is tried with: out of a file or the store, or a sample made of the masters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.core.sentence import Sentence

if TYPE_CHECKING:
    from agent.cli.site import OpenSite
    from agent.core.action import Slip
    from agent.settings.load import Site

Order = Annotated[
    str,
    typer.Option(
        metavar="FILE|KEY",
        help="A file with the order, such as the site's forms read, or a stored order's key or number; a sample if not "
        "given.",
    ),
]
Number = Annotated[str, typer.Option(help="The number of the order meant, where the file holds several.")]


@dataclass(frozen=True, slots=True)
class TrialOrder:
    """The order as it was named, and its number where a file holds several."""

    named: str = ""
    number: str = ""

    @property
    def file(self) -> Path | None:
        """The file it is in, if it is named by one that is there, or as one would be."""
        path = Path(self.named)
        is_named_so = path.name != self.named or re.fullmatch(r"\.[A-Za-z]{3,}", path.suffix)
        return path if path.is_file() or is_named_so else None

    def slip(self, site: OpenSite, whole: Site, kind: str) -> Slip:
        """Make the slip of this kind.

        Raises:
            OrderFileError: The file holds no order.
            typer.BadParameter: There is no such file, or a number was given and no file.
        """
        from agent.app.order_document import slip_in_file
        from agent.app.order_file import slip_of
        from agent.app.trials import sample_slip
        from agent.cli.document_file import delivery_of
        from agent.cli.orders import story_of
        from agent.cli.site import NothingStoredError

        if self.number and not self.file:
            raise typer.BadParameter(Sentence("it says which order of a file is meant: name one with --order"),
                                     param_hint="--number")  # fmt: skip
        if self.file and not self.file.is_file():
            raise typer.BadParameter(Sentence("there is no file `{file}`", file=self.file), param_hint="--order")
        today = site.clock.now().astimezone(site.zone).date()
        if not self.named:
            return sample_slip(whole.masters, today)
        if self.file:
            return slip_in_file(self.file, delivery_of(self.file, "desk", ""), whole, kind, today, self.number)
        if site.database.is_sqlite and not site.database.file.is_file():
            what = f"there is no file `{self.named}`, and the site has no orders yet"
            raise NothingStoredError(what, place=self.named)
        return slip_of(story_of(site, self.named), today)
