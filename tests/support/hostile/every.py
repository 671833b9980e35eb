"""All hostile files, by kind."""

from __future__ import annotations

from tests.support.hostile import archives, mails, pages, pdfs, pictures, rows, sheets, strays, trees
from tests.support.hostile.made import Hostile

KINDS: dict[str, tuple[Hostile, ...]] = {
    "archives": archives.FILES,
    "workbooks": sheets.FILES,
    "PDF": pdfs.FILES,
    "pictures": pictures.FILES,
    "CSV and text": rows.FILES,
    "XML and JSON": trees.FILES,
    "HTML": pages.FILES,
    "mails": mails.FILES,
    "nothing and noise": strays.FILES,
}
FILES = tuple(one for files in KINDS.values() for one in files)
