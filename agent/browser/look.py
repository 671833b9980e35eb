"""Look at a page for its evidence: mark what must be masked, and read its words without it.

Which words are secret is judged here, never inside the page: a page, or a frame of somebody else in it, hears of no
secret. It hands over its pieces of text, and is told the numbers of those to be covered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from agent.browser.screen import Screen
from agent.browser.unsaid import Unsaid

MAX_TEXT = 1_000_000
CUT = "\n…"
BLANK_LINES = re.compile(r"[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Seen:
    """A page's text as it may be told, and what its picture needs: its height and whether anything is masked."""

    text: str
    height_px: int
    is_masked: bool


def look(screen: Screen, masks: Sequence[dict[str, str]], unsaid: Unsaid, text_bytes: int = MAX_TEXT) -> Seen:
    """Mark in the page what must be masked, and read its text without it.

    What masked places hold is added to `unsaid` first, so that it is found again where the page shows it elsewhere.
    """
    unsaid.hear_cookies(screen.page.context)
    asked = {"masks": list(masks), "limit": text_bytes}
    told = [(frame, screen.call("page", asked, frame)) for frame in screen.frames]
    unsaid.add(text for _, one in told for text in one["held"])
    is_masked, texts = False, []
    for frame, one in told:
        numbers = _secret_pieces(one["pieces"], one["asides"], unsaid)
        if numbers:
            screen.call("cover", numbers, frame)
        is_masked = is_masked or bool(numbers) or one["n_masked"] > 0
        texts.append(_whole(one["pieces"], unsaid) + (CUT if one["is_cut"] else ""))
    text = "\n\n".join(one for one in texts if one)
    return Seen(_cut(text, text_bytes), told[0][1]["height"] if told else 0, is_masked)


def _whole(pieces: Sequence[str], unsaid: Unsaid) -> str:
    text = BLANK_LINES.sub("\n", "".join(pieces))
    return unsaid.told(re.sub(r" {2,}", " ", text)).strip()


def _secret_pieces(pieces: Sequence[str], asides: Sequence[tuple[int, str]], unsaid: Unsaid) -> list[int]:
    """Return the numbers of the pieces of text that a secret stands in, or runs through."""
    found = {n for n, aside in asides if unsaid.spans(aside)}
    spans = unsaid.spans("".join(pieces))
    if spans:
        ends = list(accumulate(len(piece) for piece in pieces))
        for n, (end, piece) in enumerate(zip(ends, pieces, strict=True)):
            if piece.strip() and any(start < end and stop > end - len(piece) for start, stop in spans):
                found.add(n)
    return sorted(found)


def _cut(text: str, limit_bytes: int) -> str:
    whole = text.encode()
    return text if len(whole) <= limit_bytes else whole[: limit_bytes - 4].decode("utf-8", "ignore") + CUT
