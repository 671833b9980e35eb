"""What a form's tests may say, as it is written in YAML: documents, and the orders that must be read from them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from agent.core.order import OrderKind


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedLine(_Part):
    """One line as a test expects it; what is not named is not compared, what is empty must not be read."""

    product_code: str | None = None
    product_name: str | None = None
    quantity: str | None = None
    unit: str | None = None
    unit_price: str | None = None
    amount: str | None = None
    tax_rate: str | None = None


class ExpectedOrder(_Part):
    """One order as a test expects it, prices before tax; what is not named is not compared, but all its lines are."""

    number: str | None = None
    ordered_on: str | None = Field(None, examples=["2026-04-01"])
    deliver_on: str | None = Field(None, examples=["2026-04-10"])
    deliver_to: str | None = None
    customer_code: str | None = None
    customer_name: str | None = None
    note: str | None = None
    total: str | None = Field(None, examples=["12000"])
    tax: str | None = None
    kind: OrderKind = OrderKind.ORDER
    lines: tuple[ExpectedLine, ...] = Field(description="Its lines, all of them.")


class FormTest(_Part):
    """A document and the orders the form must read from it."""

    document: str = Field(
        description="The document, or a whole mail, in `forms/tests`.",
        pattern=r"^tests/[^/\\]+$",
        examples=["tests/order-1001.csv"],
    )
    name: str = Field("", description="The name it came by; that of its file when not given.")
    source: str = Field("desk", description="The source it came by.", examples=["portal"])
    sender: str = Field("", description="The mail address it came from.", examples=["buy@mihon-foods.example"])
    subject: str = Field("", description="The subject it came with, where it is no mail itself.")
    media_type: str = Field("", description="The media type it came with; guessed by its name when not given.")
    received_on: str = Field("", description="The day it came, for days without a year.", examples=["2026-04-01"])
    orders: tuple[ExpectedOrder, ...] = Field(description="The orders that are read from it, all of them.")
