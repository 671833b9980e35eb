"""The order a robot is tried with: out of a file or the store, or a sample made of the masters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from agent.cli.site import OpenSite
    from agent.core.action import Slip
    from agent.settings.load import Site

FILES = (".csv", ".json", ".yaml")
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
        """The file it is in, if it is named by one that is there, or by a file's name."""
        path = Path(self.named)
        return path if path.is_file() or path.suffix in FILES else None

    def slip(self, site: OpenSite, whole: Site, kind: str) -> Slip:
        """Make the slip of this kind."""
        from agent.app.order_document import slip_in_file
        from agent.app.order_file import slip_of
        from agent.app.trials import sample_slip
        from agent.cli.document_file import delivery_of
        from agent.cli.orders import story_of
        from agent.cli.site import NothingStoredError

        today = site.clock.now().astimezone(site.zone).date()
        if not self.named:
            return sample_slip(whole.masters, today)
        if self.file:
            return slip_in_file(self.file, delivery_of(self.file, "desk", ""), whole, kind, today, self.number)
        if site.database.is_sqlite and not site.database.file.is_file():
            what = f"there is no file `{self.named}`, and the site has no orders yet"
            raise NothingStoredError(what, place=self.named)
        return slip_of(story_of(site, self.named), today)
