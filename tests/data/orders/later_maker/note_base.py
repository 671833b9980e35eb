"""Rows of articles whose empty fields are absent."""

from dataclasses import replace

from fresh_maker.base import Row
from trades_maker.base import rows


def goods(fields: str, text: str, rate: str | None = None) -> list[Row]:
    """Rows of a text, one a line; an empty field is absent."""
    return [
        replace(row, unit=row.unit or None, code=row.code or None, price=row.price or None)
        for row in rows(fields, text, rate)
    ]
