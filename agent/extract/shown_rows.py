"""The rows of a document as the patterns of a form see them, for whoever writes one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from agent.core.document import Document
from agent.extract.cutting import cut_page
from agent.extract.form import Form
from agent.extract.formats import as_shown, format_of
from agent.extract.locked import opened
from agent.extract.passwords import NONE_KNOWN, LockedError, Passwords
from agent.extract.rate_marks import without_marks
from agent.extract.table import Page
from agent.extract.tree import within
from agent.extract.unreadable import UnreadableError
from agent.extract.values import folded


def rows_shown(
    document: Document, form: Form | None = None, passwords: Passwords = NONE_KNOWN
) -> Iterator[tuple[str, str]]:
    """Yield place and text of each row that is not blank; none where the document cannot be read.

    Of an object that stands once, what stands around it is not said again; one within the lines of a list is left out.

    Args:
        document: Of any format; of a CSV the rows that labels are looked for in.
        form: The one it is read by, which cuts rows at its labels and may read some sheets only.
        passwords: Those known for its sender.
    """
    try:
        pages = _pages(document, passwords)
    except (UnreadableError, LockedError):
        return
    lists = {page.name for page in pages if page.is_whole and not page.is_once}
    for page in pages:
        if page.is_once and lists & within(page):
            continue
        if form is None or fnmatchcase(page.name, form.sheet):
            shown = page if form is None else cut_page(page, form.labels)
            shown = _own(shown) if page.is_once else shown
            yield from ((row.place, text) for row in shown.rows if (text := folded(row.text)))


def _own(page: Page) -> Page:
    """Leave out the columns of the objects around those of a page."""
    around = tuple(f"{path}." for path in within(page))
    own = {cell.left for cell in page.rows[0].cells if not cell.text.startswith(around)}
    rows = (replace(row, cells=tuple(cell for cell in row.cells if cell.left in own)) for row in page.rows)
    return replace(page, rows=tuple(rows))


def _pages(document: Document, passwords: Passwords) -> Sequence[Page]:
    format_ = format_of(document)
    if format_ is None:
        return ()
    content = opened(document.content, passwords)
    shown = as_shown(format_, content)
    return without_marks(shown.content(content).pages, is_text=shown.reads == "text").pages
