"""A workbook without a clock."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import xlsxwriter


class Book:
    """Writes cells by their names."""

    def __init__(self, sheet: str = "Sheet1") -> None:
        self._out = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._out, {"in_memory": True})
        self.book.set_properties({"created": datetime(2026, 1, 1)})
        self._looks: dict[str, Any] = {}
        self.sheet(sheet)

    def sheet(self, name: str) -> "Book":
        """Begins another sheet."""
        self.page = self.book.add_worksheet(name)
        return self

    def look(self, spec: str) -> Any:
        """A format by words: b(order), h(ead), t(itle), y(en), c(entre), d(ate), j(apanese date), w(rap)."""
        if spec not in self._looks:
            words: dict[str, Any] = {"font_name": "MS Pゴシック", "valign": "vcenter"}
            parts: dict[str, dict[str, Any]] = {
                "b": {"border": 1},
                "h": {"border": 1, "bg_color": "#D9E1F2", "align": "center"},
                "t": {"bold": True, "font_size": 18, "align": "center"},
                "y": {"num_format": "#,##0"},
                "m": {"num_format": '"¥"#,##0'},
                "c": {"align": "center"},
                "d": {"num_format": "yyyy/mm/dd"},
                "j": {"num_format": 'yyyy"年"m"月"d"日"'},
                "s": {"num_format": 'm"月"d"日"'},
                "w": {"text_wrap": True},
                "u": {"bottom": 1},
            }
            for letter in spec:
                words.update(parts[letter])
            self._looks[spec] = self.book.add_format(words)
        return self._looks[spec]

    def put(self, cell: str, value: Any, spec: str = "") -> None:
        """Writes a value; a name like A1:C1 merges."""
        look = self.look(spec)
        if ":" in cell:
            self.page.merge_range(cell, "", look)
            cell = cell.partition(":")[0]
        if isinstance(value, date):
            self.page.write_datetime(cell, datetime(value.year, value.month, value.day), look)
        elif value == "" or value is None:
            self.page.write_blank(cell, None, look)
        elif isinstance(value, str):
            self.page.write_string(cell, value, look)
        else:
            self.page.write(cell, value, look)

    def row(self, row: int, columns: str, values: Iterable[Any], spec: str = "b") -> None:
        """Writes values into the columns of a row, with a look for all or one word for each."""
        specs = spec.split()
        for place, (column, value) in enumerate(zip(columns.split(), values, strict=True)):
            cell = ":".join(f"{part}{row}" for part in column.split(":"))
            self.put(cell, value, specs[place] if len(specs) > 1 else spec)

    def widths(self, *sizes: float) -> None:
        """Sets the widths of the first columns."""
        for place, size in enumerate(sizes):
            self.page.set_column(place, place, size)

    def done(self) -> bytes:
        """The file."""
        self.book.close()
        return self._out.getvalue()
