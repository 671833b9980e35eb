"""Read what a search form or an address asks; what cannot be read is kept as typed, with what is wrong beside it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date

from agent.app.ask.paging import Place, place_of
from agent.console.visit import NotFoundError

YEARS = range(1900, 3000)
DIGITS = 15
BAD_DAY = "Write a day such as 2025-11-30."
BAD_AMOUNT = "Write whole yen in digits, such as 50,000."
TURNED_ROUND = "This lies before the beginning."


@dataclass(frozen=True, slots=True)
class SearchForm:
    """One form being read. `wrong` says beside which field what is wrong; a form with any of it finds nothing."""

    wrong: dict[str, str] = field(default_factory=dict)

    def day(self, name: str, text: str) -> date | None:
        """Read a day; an empty field asks nothing."""
        text = text.strip()
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.year not in YEARS:
            self.wrong[name] = BAD_DAY
            return None
        return day

    def yen(self, name: str, text: str) -> int | None:
        """Read an amount as people type it: full-width digits, thousands and a yen sign are welcome."""
        digits = (
            unicodedata.normalize("NFKC", text).strip().removeprefix("¥").removesuffix("円").replace(",", "").strip()
        )
        if not digits:
            return None
        if not digits.isdecimal() or len(digits) > DIGITS:
            self.wrong[name] = BAD_AMOUNT
            return None
        return int(digits)

    def require_order(self, first: date | int | None, last: date | int | None, name: str) -> None:
        """Say beside the second field when it lies before the first."""
        if first is not None and last is not None and last < first:  # type: ignore[operator]
            self.wrong[name] = TURNED_ROUND


def known_place(after: str) -> str:
    """Return a page's place when it is one that this console wrote.

    Raises:
        NotFoundError: The address was changed on its way.
    """
    place = place_of(after)
    if after and (place is None or not _is_ours(place)):
        raise NotFoundError
    return after


def _is_ours(place: Place) -> bool:
    """Whether a place could be a row's: an instant of our years, and a key that a database can hold."""
    is_number = not place.key.isdecimal() or len(place.key) <= 18
    has_text = "\0" not in place.key and not any("\ud800" <= letter <= "\udfff" for letter in place.key)
    return is_number and has_text and place.at.year in YEARS
