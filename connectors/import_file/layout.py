"""The layout of an import file: which columns, how they are filled, and what the product takes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.core.delivery import digest_of
from connectors.import_file.sums import Rounding

RowKind = Literal["slip", "rate", "line"]
Size = Annotated[int, Field(ge=1)]
Letter = Annotated[str, Field(min_length=1, max_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Part):
    """One column. Templates hold text and values: `{slip.customer_name}`, `{line.amount}`, `{tax.name}`, `{key}`."""

    name: str = Field(description="Heading of the column.", examples=["摘要"])
    value: str = Field("", description="Template of every row; a more exact one below goes before it.")
    slip: str | None = Field(None, description="Template of a slip's own row.")
    rate: str | None = Field(None, description="Template of the row of one tax rate.")
    line: str | None = Field(None, description="Template of a line's row.")
    first: str | None = Field(None, description="Template of a slip's first row.")
    last: str | None = Field(None, description="Template of a slip's last row, where it has several.")
    only: str | None = Field(None, description="Template of a slip's row where it has but one.")
    required: bool = Field(False, description="Whether it may not stay empty in a row that has a template for it.")
    max_chars: Size | None = Field(None, description="Characters the product takes.")
    max_bytes: Size | None = Field(
        None, description="Bytes the product takes in the file's encoding (半角 counts one)."
    )
    cut: bool = Field(False, description="Cut a text that is too long at its end, instead of refusing the slip.")
    digits: Size | None = Field(None, description="It is a whole number of at most so many digits, not below zero.")
    forbid: str = Field("", description="Characters the product does not take here.")


class LayoutFile(_Part):
    """What stands in `layouts/NAME.yaml`."""

    layout: str = Field(description="Name of the layout.", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["my-erp"])
    title: str = Field("", description="Product and form, as people know them.", examples=["弥生会計 仕訳日記帳"])
    encoding: Literal["cp932", "utf-8", "utf-8-bom"] = Field(description="`cp932` is what products call Shift-JIS.")
    line_end: Literal["crlf", "lf"] = Field("crlf", description="How a row ends.")
    quote: Literal["all", "needed"] = Field("needed", description="Which cells stand in double quotes.")
    headings: bool = Field(True, description="Whether the first row holds the columns' names.")
    date: Literal["yyyy/mm/dd", "yyyymmdd", "yyyy-mm-dd"] = Field("yyyy/mm/dd", description="How days are written.")
    rows: tuple[RowKind, ...] = Field(
        min_length=1,
        description="Rows of one slip, in this order: one for the slip, one per tax rate, one per line.",
        examples=[["slip", "line"]],
    )
    total: str = Field(description="Column whose sum is told after an export.", examples=["貸方金額"])
    max_rows: Size | None = Field(None, description="Rows one file may have, heading row not counted.")
    max_slips: Size | None = Field(None, description="Slips one file may have.")
    max_file_bytes: Size | None = Field(None, description="Bytes one file may have.")
    forbid: str = Field("", description="Characters the product takes in no column.")
    replace: dict[Letter, str] = Field(
        default_factory=dict,
        description="Characters written as others that look the same, such as the wave dash in CP932.",
        examples=[{"〜": "～"}],
    )
    values: dict[str, str] = Field(
        default_factory=dict,
        description="Texts that a site may set otherwise (`import_file: values:`), as `{value.NAME}`.",
        examples=[{"sales": "売上高"}],
    )
    taxes: dict[Decimal, dict[str, str]] = Field(
        description="For each tax rate (0.1) texts that hang on it, as `{tax.NAME}`.",
        examples=[{"0.1": {"name": "課税売上10%"}}],
    )
    columns: tuple[Column, ...] = Field(min_length=1, description="The columns, in their order.")


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout as one target uses it: the file, the site's values, how tax is rounded."""

    file: LayoutFile
    values: Mapping[str, str]
    rounding: Rounding

    @property
    def digest(self) -> str:
        """Name it whole: slips written by an equal layout have equal rows."""
        whole = [self.file.model_dump(mode="json"), dict(self.values), self.rounding]
        return digest_of(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode())

    def templates(self, kind: RowKind, place: int, n_rows: int) -> list[str]:
        """Return the template of each column for one row of a slip.

        Args:
            kind: What the row stands for.
            place: Its place among the rows of the slip, from 0.
            n_rows: How many rows the slip has.
        """
        return [template_of(column, kind, place, n_rows) for column in self.file.columns]


def template_of(column: Column, kind: RowKind, place: int, n_rows: int) -> str:
    """Return the most exact template of a column for a row: by place, else by kind, else the one of every row."""
    by_place: list[str | None] = []
    if n_rows == 1:
        by_place = [column.only]
    elif place == n_rows - 1:
        by_place = [column.last]
    if place == 0:
        by_place.append(column.first)
    by_kind = {"slip": column.slip, "rate": column.rate, "line": column.line}[kind]
    return next((one for one in (*by_place, by_kind) if one is not None), column.value)
