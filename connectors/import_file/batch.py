"""A batch: the slips that went out together in one import file, with the totals to compare after the import."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agent.core.delivery import digest_of
from agent.core.money import plain
from connectors.import_file.compare import require_same, sum_of
from connectors.import_file.csv_text import CODECS, content_of, rows_in
from connectors.import_file.errors import BatchDamagedError, SlipFileDamagedError
from connectors.import_file.layout import Layout
from connectors.import_file.render import numbered
from connectors.import_file.slip_file import SlipFile

VERSION = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """One import file. `total` is the sum of the column `total_of`, `net` yen before tax of all slips.

    The file's running numbers of slips begin at 1; `slips` are in the file's order.
    """

    number: int
    file_name: str
    encoding: str
    text: str
    digest: str
    n_rows: int
    total_of: str
    total: Decimal
    slips: tuple[SlipFile, ...]

    @property
    def name(self) -> str:
        """Its number as people write it: 000012."""
        return f"{self.number:06}"

    @property
    def content(self) -> bytes:
        """The import file's bytes, always the same."""
        return self.text.encode(CODECS[self.encoding])

    @property
    def net(self) -> Decimal:
        """Yen before tax."""
        return sum((file.slip.total for file in self.slips), Decimal(0))

    def to_bytes(self) -> bytes:
        """Write its manifest as JSON."""
        data = {
            "version": VERSION,
            "number": self.number,
            "file": self.file_name,
            "encoding": self.encoding,
            "text": self.text,
            "sha256": self.digest,
            "rows": self.n_rows,
            "total_of": self.total_of,
            "total": plain(self.total),
            "slips": [file.to_json() for file in self.slips],
        }
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def batch_of(number: int, slips: Sequence[SlipFile], layout: Layout, target: str) -> Batch:
    """Make the batch of these slips, and read its file back as the product would.

    Raises:
        BusinessError: A slip does not read back as it should, or its key stands there twice.
    """
    _require_one_each(slips)
    content = content_of(layout.file, rows_of_all(slips))
    rows = rows_in(layout.file, content)
    at = 0
    for file in slips:
        require_same(rows[at : at + len(file.rows)], file.slip, file.key, layout)
        at += len(file.rows)
    return Batch(
        number=number,
        file_name=f"{target}-{number:06}.csv",
        encoding=layout.file.encoding,
        text=content.decode(CODECS[layout.file.encoding]),
        digest=digest_of(content),
        n_rows=len(rows),
        total_of=layout.file.total,
        total=sum_of(rows, layout),
        slips=tuple(slips),
    )


def rows_of_all(slips: Sequence[SlipFile]) -> list[list[str]]:
    """Return the rows of a file's slips, each slip with its running number."""
    return [row for number, file in enumerate(slips, 1) for row in numbered(file.rows, number)]


def batch_from(content: bytes, place: str) -> Batch:
    """Read a manifest.

    Raises:
        BatchDamagedError: It is not as it was written.
    """
    try:
        batch = _batch(json.loads(content))
        is_whole = digest_of(batch.content) == batch.digest
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise BatchDamagedError("the batch is not as it was written", place=place, file=place) from error
    if not is_whole:
        raise BatchDamagedError("the batch's text has another digest", place=place, file=place)
    if not _is_named(batch):
        raise BatchDamagedError("the batch's number or its file's name is another", place=place, file=place)
    return batch


def _is_named(batch: Batch) -> bool:
    """Tell whether number and file name belong together, and the name leads into no other folder."""
    if type(batch.number) is not int or batch.number < 1 or not isinstance(batch.file_name, str):
        return False
    is_alone = not any(letter in batch.file_name for letter in "/\\:\0")
    return is_alone and batch.file_name.endswith(f"-{batch.name}.csv")


def _require_one_each(slips: Sequence[SlipFile]) -> None:
    seen: set[str] = set()
    for file in slips:
        if file.key in seen:
            raise SlipFileDamagedError(f"{file.key} stands there twice", file=file.key)
        seen.add(file.key)


def _batch(data: dict[str, Any]) -> Batch:
    return Batch(
        number=data["number"],
        file_name=data["file"],
        encoding=data["encoding"],
        text=data["text"],
        digest=data["sha256"],
        n_rows=data["rows"],
        total_of=data["total_of"],
        total=Decimal(data["total"]),
        slips=tuple(SlipFile.from_json(one) for one in data["slips"]),
    )
