"""Show the rows of documents to whoever writes a pattern for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent.cli.forms_reading import passwords_of
from agent.cli.output import say

if TYPE_CHECKING:
    from agent.core.delivery import Delivery
    from agent.extract.extraction import Reading
    from agent.extract.form import Form


def show_rows(delivery: Delivery, reading: Reading, forms: Sequence[Form], site: Path, language: str) -> None:
    """Print place and text of each row of a delivery's documents, cut as the form that read them cuts it."""
    from agent.extract.passwords import Passwords
    from agent.extract.shown_rows import rows_shown
    from agent.wording.places import say_place

    known = Passwords(passwords_of(site).of(delivery))
    by_name = {form.name: form for form in forms}
    for document, found in zip(reading.documents, reading.extractions, strict=True):
        say(f"{document.name}:")
        for place, text in rows_shown(document, by_name.get(found.form), known):
            say(f"  {say_place(language, place)}: {text}")
