"""One slip as it lies in the folder: its values, its rows, and the layout that wrote them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from agent.core.action import Slip
from agent.core.codec import slip_from_json, slip_to_json
from connectors.import_file.compare import require_same
from connectors.import_file.csv_text import content_of, rows_in
from connectors.import_file.errors import SlipFileDamagedError
from connectors.import_file.layout import Layout
from connectors.import_file.render import Row, numbered, rows_of

VERSION = 1


@dataclass(frozen=True, slots=True)
class SlipFile:
    """A slip that waits for its export. `layout` is the digest of the layout that wrote the rows."""

    key: str
    slip: Slip
    layout: str
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, slip: Slip, key: str, layout: Layout) -> SlipFile:
        """Write a slip's rows, every limit looked at, and read them back as the product would.

        Raises:
            BusinessError: The product would refuse it; names column, limit and value.
        """
        file = cls(key, slip, layout.digest, rows_of(slip, key, layout))
        require_same(rows_in(layout.file, file.content(layout)), slip, key, layout)
        return file

    def content(self, layout: Layout) -> bytes:
        """Return the import file this slip alone would make."""
        return content_of(layout.file, numbered(self.rows, 1))

    def by(self, layout: Layout) -> SlipFile:
        """Return it as this layout writes it: itself, or written anew where the layout was changed since.

        Raises:
            BusinessError: The changed layout takes it no more.
        """
        return self if self.layout == layout.digest else SlipFile.of(self.slip, self.key, layout)

    def to_bytes(self) -> bytes:
        """Write it as JSON."""
        return json.dumps(self.to_json(), ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"

    def to_json(self) -> dict[str, Any]:
        """Return it in JSON's own types."""
        return {
            "version": VERSION,
            "key": self.key,
            "slip": slip_to_json(self.slip),
            "layout": self.layout,
            "rows": [list(row) for row in self.rows],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SlipFile:
        """Read what `to_json` returned.

        Raises:
            KeyError, TypeError, ValueError, ArithmeticError: It was not.
        """
        rows = tuple(tuple(row) for row in data["rows"])
        return cls(data["key"], slip_from_json(data["slip"]), data["layout"], rows)


def slip_file_from(content: bytes, place: str) -> SlipFile:
    """Read a slip file.

    Raises:
        SlipFileDamagedError: It is not as it was written.
    """
    try:
        return SlipFile.from_json(json.loads(content))
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise SlipFileDamagedError("the file is not as it was written", place=place, file=place) from error
