"""What must be told of a visit in no text: the account's secrets, its session, and what masked fields hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import BrowserContext
from playwright.sync_api import Error as PlaywrightError

from agent.core.errors import DenpyoError
from agent.log import known_secrets, writings_of

HIDDEN = "■■■"
SHORTEST = 4  # shorter ones would blank out half of every page; a masked field itself is covered all the same
SHORTEST_TOKEN = 16


class Unsaid:
    """Blanks out, wherever they stand, the secrets the log knows and what was added for this visit."""

    def __init__(self) -> None:
        self._own: set[str] = set()

    def add(self, texts: Iterable[str]) -> None:
        """Leave these out from now on, in every writing a page may show them in."""
        for text in texts:
            self._own |= {one for one in writings_of(text) if len(one) >= SHORTEST}

    def hear_cookies(self, context: BrowserContext) -> None:
        """Add what the target has set as the session meanwhile; a context that died has none to tell."""
        try:
            self.add(session_secrets({"cookies": context.cookies()}))
        except PlaywrightError:
            return

    def told(self, text: str) -> str:
        """Return the text as it may be told."""
        for secret in self._all():
            text = text.replace(secret, HIDDEN)
        return text

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where a text holds what must not be told, as (start, end), in no order."""
        found = []
        for secret in self._all():
            at = text.find(secret)
            while at >= 0:
                found.append((at, at + len(secret)))
                at = text.find(secret, at + 1)
        return found

    def hush(self, error: DenpyoError) -> None:
        """Take it out of an error's words and values."""
        error.message = self.told(error.message)
        error.args = tuple(self.told(one) if isinstance(one, str) else one for one in error.args)
        error.values.update({name: self.told(value) for name, value in error.values.items()})

    def _all(self) -> list[str]:
        return sorted({*self._own, *known_secrets()}, key=len, reverse=True)


def session_secrets(state: Any) -> list[str]:
    """Return what of a stored state lets its holder in: cookies closed to scripts, and all that looks like a token.

    Args:
        state: `cookies` and, where there are any, `origins` with their `localStorage`, as Playwright gives them.
    """
    cookies = state.get("cookies", ())
    closed = [one["value"] for one in cookies if one.get("httpOnly")]
    stored = [entry["value"] for origin in state.get("origins", ()) for entry in origin["localStorage"]]
    open_to_scripts = [one["value"] for one in cookies] + stored
    return [text for text in closed if len(text) >= SHORTEST] + [text for text in open_to_scripts if _is_token(text)]


def _is_token(text: str) -> bool:
    """Whether a text is long, in one piece, and of letters and digits: no language, no name, no number."""
    is_one_piece = len(text) >= SHORTEST_TOKEN and text.isascii() and not any(one.isspace() for one in text)
    return is_one_piece and any(one.isdigit() for one in text) and any(one.isalpha() for one in text)
