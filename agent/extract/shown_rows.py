"""The rows of a document as the patterns of a form see them, for whoever writes one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from agent.core.document import Document
from agent.extract.cutting import cut_page
from agent.extract.form import Form
from agent.extract.formats import as_shown, format_of
from agent.extract.locked import opened
from agent.extract.passwords import NONE_KNOWN, LockedError, Passwords
from agent.extract.rate_marks import without_marks
from agent.extract.table import Page
from agent.extract.unreadable import UnreadableError
from agent.extract.values import folded


def rows_shown(
    document: Document, form: Form | None = None, passwords: Passwords = NONE_KNOWN
) -> Iterator[tuple[str, str]]:
    """Yield place and text of each row that is not blank; none where the document cannot be read.

    Args:
        document: Of any format; of a CSV the rows that labels are looked for in.
        form: The one it is read by, which cuts rows at its labels and may read some sheets only.
        passwords: Those known for its sender.
    """
    try:
        pages = _pages(document, passwords)
    except (UnreadableError, LockedError):
        return
    for page in pages:
        if form is None or fnmatchcase(page.name, form.sheet):
            shown = page if form is None else cut_page(page, form.labels)
            yield from ((row.place, text) for row in shown.rows if (text := folded(row.text)))


def _pages(document: Document, passwords: Passwords) -> Sequence[Page]:
    format_ = format_of(document)
    if format_ is None:
        return ()
    content = opened(document.content, passwords)
    shown = as_shown(format_, content)
    return without_marks(shown.content(content).pages, is_text=shown.reads == "text").pages
