"""What the papers of the wide set share: words on what readers may see differently, and a look or two."""

from typing import Any

from trades_maker.base import Row, yen

ONE_RATE = "the paper names one rate of tax for its whole sum, none for a line"
TWO_LINES = "name and address of the place stand in two lines or cells"
MIXED_TOTAL = "the column's title says that the prices hold the tax, the word beside the sum does not"
OWN_CODE = "the buyer's own number of the article stands beside the maker's type"


def priced(row: Row) -> tuple[Any, ...]:
    """Quantity, unit, price and amount of a row."""
    return row.quantity, row.unit, row.price, row.amount


def money(row: Row) -> tuple[str, str]:
    """Price and amount with thousands marks."""
    return yen(row.price), yen(row.amount)


def pairs(text: str) -> str:
    """Labels and values, one pair a line parted by |, as rows of a table of HTML."""
    cells = (line.split("|") for line in text.strip().splitlines())
    return "".join(f"<tr><th align=left>{label.strip()}</th><td>{value.strip()}</td></tr>" for label, value in cells)
