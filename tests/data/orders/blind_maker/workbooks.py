"""Excel workbooks in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import xlsxwriter

LONG_AGO = datetime(2026, 11, 20, 9, 0, 0)


class Book:
    """A workbook with the formats its makers ask for, each made once."""

    def __init__(self) -> None:
        """Open a workbook in memory."""
        self.file = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.file, {"in_memory": True, "default_date_format": "yyyy/m/d"})
        self.book.set_properties({"created": LONG_AGO, "author": ""})
        self.formats: dict[str, Any] = {}

    def sheet(self, name: str) -> Any:
        """Add a sheet."""
        return self.book.add_worksheet(name)

    def style(self, **wanted: Any) -> Any:
        """Return a format."""
        wanted.setdefault("font_name", "ＭＳ Ｐゴシック")
        key = repr(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(wanted)
        return self.formats[key]

    @property
    def box(self) -> Any:
        """A cell with a border."""
        return self.style(border=1)

    @property
    def head(self) -> Any:
        """A header cell."""
        return self.style(border=1, bold=True, bg_color="#DDDDDD", align="center")

    @property
    def money(self) -> Any:
        """A cell for yen."""
        return self.style(border=1, num_format="#,##0")

    def day(self, shown: str = "yyyy/m/d") -> Any:
        """A cell for a date shown as asked."""
        return self.style(border=1, num_format=shown)


@contextmanager
def book() -> Iterator[Book]:
    """Give a workbook and close it; its bytes are in `file`."""
    made = Book()
    yield made
    made.book.close()
