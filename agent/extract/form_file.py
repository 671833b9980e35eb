"""What a form may say, as it is written in YAML."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from agent.core.order import OrderKind
from agent.extract.form_expected import FormTest
from agent.extract.values import DayStyle

Reads = Literal["csv", "sheet", "pdf", "scan", "text", "json", "xml", "fixed"]
TaxMode = Literal["exclusive", "inclusive"]

ORDER_FIELDS = (
    "number", "ordered_on", "deliver_on", "deliver_to", "customer_code", "customer_name", "note", "total", "tax",
)  # fmt: skip
FORM_FIELDS = (*ORDER_FIELDS, "kind")
LINE_FIELDS = ("product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate")
DEFAULT_KINDS = {OrderKind.CHANGE: "変更|訂正|修正", OrderKind.CANCEL: "取消|取り消し|取消し|キャンセル|(?i:cancel)"}
ORDERED = "新規|追加|注文|発注|(?i:new|order)"
"""What says in a field of its own that it is an order."""


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Bytes = Annotated[str, Field(pattern=r"^[1-9]\d{0,3}(-[1-9]\d{0,3})?$")]


def number_of(column: Texts) -> int:
    """Return the number a column is told by, 0 when it has a title."""
    return int(column[0]) if len(column) == 1 and column[0].isdecimal() and column[0].isascii() else 0


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Applies(_Part):
    """Which documents a form is for; all that is given must hold. `*` and `?` stand for any text, case is ignored."""

    reads: Reads = Field(
        description="How it is read: `csv`, `sheet`, `pdf`, `scan` (a picture, or a PDF of pictures), `text` (plain or "
        "HTML), `json`, `xml` or `fixed` (every field has its bytes)."
    )
    source: Texts = Field(("*",), description="Names of sources.", examples=["portal"])
    sender: Texts = Field(("*",), description="Mail addresses.", examples=["*@mihon-foods.example"])
    name: Texts = Field(("*",), description="Names of files.", examples=["*.csv"])
    subject: Texts = Field(("*",), description="Subjects of mails.", examples=["*注文*"])
    media_type: Texts = Field(("*",), description="Media types.", examples=["text/csv"])


class FieldPlace(_Part):
    """Where one field of the order stands; exactly one of label, cell, column, regex and fixed."""

    label: Texts = Field(
        (),
        description="Label beside the value; several are tried in turn. `納品先#2` is the second of several labels "
        "納品先 on a page.",
        examples=["注文番号"],
    )
    at: Literal["right", "below"] = Field("right", description="On which side of its label the value stands.")
    cell: str = Field(
        "",
        description="Cell of a sheet, or a range of one row, whose figures are one number.",
        pattern=r"^([A-Z]{1,3}[1-9]\d{0,6}(:[A-Z]{1,3}[1-9]\d{0,6})?)?$",
        examples=["C5", "G8:Q8"],
    )
    column: Texts = Field(
        (),
        description="Title of the column it stands in, beside the lines: `コード#2` is the second of several columns "
        "コード. In a CSV without titles the column's number, from 1.",
    )
    record: Literal["head", "foot"] = Field("head", description="Which record it stands in, where there are records.")
    regex: str = Field("", description="Pattern searched line by line; its first group is the value (RE2).")
    fixed: str = Field("", description="The value itself, where the document does not say it.", examples=["C001"])
    optional: bool = Field(False, description="Whether its column, or its label, may be missing.")
    once: bool = Field(
        False,
        description="Whether it is said once for all orders of a document: one that lacks it takes it from there.",
    )
    date: DayStyle = Field(
        "ymd",
        description="For days: `md` also reads days without a year; of 2026 are 26.4.1 for `yymd`, 8.4.1 and 080401 "
        "for `eymd`; R8.4.1 is read in any.",
    )


class Across(_Part):
    """Quantities that stand across a table, under titles that are days or places; exactly one of the two."""

    days: Literal[""] | DayStyle = Field(
        "", description="The titles are days, written so: each is the `deliver_on` of the quantities under it."
    )
    places: Texts = Field(
        (),
        description="Titles that are places, `*` and `?` stand for any text: each is the `deliver_to` of the "
        "quantities under it.",
        examples=["*店"],
    )
    total: Texts = Field(
        (),
        description="Title of the sum of a row's quantities, whole, without `*`: it must be there, and is checked.",
        examples=["計"],
    )
    leave: Texts = Field(
        (),
        description="Titles, whole, of further columns with numbers that are not ordered. A sum of the quantities is a "
        "`total`: under `leave` nothing checks it.",
    )


class Lines(_Part):
    """Where the order's lines stand: under titles, or one line of text each."""

    columns: dict[str, Texts] = Field(
        default_factory=dict,
        description="Field and title of its column: `コード#2` is the second of several columns コード. In a CSV "
        "without titles the column's number, from 1. Fields are `product_code`, `product_name`, `quantity`, `unit`, "
        "`unit_price`, `amount` and `tax_rate`.",
    )
    optional: tuple[str, ...] = Field((), description="Fields whose column may be missing.")
    regex: str = Field(
        "",
        description="Pattern of one line; its groups are named after fields (RE2). `\\n` reaches into the next row.",
    )
    until: Texts = Field(
        (),
        description="A row with a cell that starts so ends the lines, under titles or of a pattern; where titles "
        "come again on a further page, they go on.",
        examples=["合計"],
    )
    joined: Literal["", "product_code", "product_name"] = Field(
        "", description="Field that goes on in the row below: one without quantity, price and amount belongs to it."
    )
    fixed: dict[str, str] = Field(
        default_factory=dict,
        description="The `unit` or the `tax_rate` of every line, where the document does not say it. A line that says "
        "another is doubted.",
        examples=[{"unit": "個"}],
    )
    joined_at: Literal["below", "around"] = Field(
        "below",
        description="Where the field that is `joined` goes on: below its line, or around it, as many rows above as "
        "below.",
    )
    beside: int = Field(
        1,
        description="How many lines stand side by side: the titles stand so often in their row, or the pattern "
        "matches a row so often.",
        ge=1,
        le=9,
    )
    across: Across | None = Field(None, description="Quantities under titles that are days or places.")
    open: Literal["doubt", "leave"] = Field(
        "doubt",
        description="What rows are that name goods and have neither quantity nor amount: lines that lack them "
        "(`doubt`), or goods of a printed list that nobody asks for (`leave`).",
    )
    turned: bool = Field(
        False,
        description="Whether the table lies on its side: titles below each other, an article in each further column.",
    )


class Orders(_Part):
    """Where one order ends and the next begins, where a document holds several."""

    each: Literal["number", "page", "block", "day", "place"] = Field(
        "number",
        description="`number`: a sheet or page with another order number begins the next order; `page`: every sheet or "
        "page is one; `block`: every row that `begins` so starts one; `day`, `place`: lines with another `deliver_on` "
        "or `deliver_to`, in a column or across, are another order.",
    )
    begins: Texts = Field((), description="What a cell of a block's first row starts with.", examples=["注文番号"])


class Begins(_Part):
    """How one kind of record is told."""

    begins: Texts = Field(description="What its first column starts with.", examples=["H"])


class Records(_Part):
    """The kinds of record a file is made of, one row each: the order's, its lines' and others."""

    head: Begins = Field(description="Begins an order; `fields` stand in it.")
    line: Begins = Field(description="A line of that order; `lines` stand in it.")
    foot: Begins | None = Field(None, description="Ends the order; fields with `record: foot` stand in it.")
    other: Begins | None = Field(None, description="Holds nothing that is read.")
    titled: bool = Field(
        False,
        description="Whether the first row of each kind holds its titles, behind what the kind begins with; columns "
        "are told by them then.",
    )


class Fixed(_Part):
    """How a file of fixed length is cut: by bytes of its encoding, counted from 1."""

    columns: dict[str, Bytes] = Field(
        description="Names for columns, and their bytes.", examples=[{"注文番号": "1-10"}]
    )
    encoding: Literal["cp932", "euc_jp", "utf-8"] = Field("cp932", description="Whose bytes are counted.")
    length: int = Field(0, description="Bytes of a record, where no line ends part them.", ge=0, le=10_000)


class FormFile(_Part):
    """What stands in `forms/NAME.yaml`."""

    form: str = Field(description="Name of the form.", pattern=r"^[a-z0-9][a-z0-9-]*$", examples=["mihon-foods-csv"])
    title: str = Field("", description="Name shown to people.", examples=["見本フーズ 注文CSV"])
    applies: Applies = Field(description="Which documents it is for.")
    encoding: Literal["", "utf-8", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp"] = Field(
        "", description="How its bytes are read, for `csv` and `text` whose encoding is not told from them."
    )
    sheet: str = Field("*", description="Which sheets of a workbook are read.", examples=["注文書"])
    prices: TaxMode = Field(
        "exclusive",
        description="Whether written prices are before tax or include it. With `inclusive`, prices and amounts are "
        "turned into those before tax by the rate of their line; the total is that without the tax that is read.",
    )
    fields: dict[str, FieldPlace] = Field(description="Where each field of the order stands.")
    lines: Lines = Field(description="Where its lines stand.")
    orders: Orders = Field(default_factory=Orders, description="How several orders in one document are parted.")
    records: Records | None = Field(
        None, description="The kinds of record, where orders and lines have rows of their own."
    )
    fixed: Fixed | None = Field(None, description="How a file of fixed length is cut.")
    kinds: dict[OrderKind, str] = Field(
        default_factory=lambda: dict(DEFAULT_KINDS),
        description="Patterns that make it a change or a cancellation (RE2), in the field `kind`, or where there is "
        "none in subject or file name.",
    )
    tests: tuple[FormTest, ...] = Field((), description="Documents that must be read so, before the form is taken up.")
