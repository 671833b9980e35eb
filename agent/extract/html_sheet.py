"""The rules of a mail's style sheets, cut in one walk over their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from agent.extract.unreadable import UnreadableError

Style: TypeAlias = Mapping[str, str]

MAX_STYLES = 500_000
"""Characters of all style sheets of one body."""
MAX_LOOKS = 10_000_000
"""Parts of a body looked at, over all selectors."""
_COUNTING = 100
"""A selector that counts its neighbours looks at a part this often."""

_SAYING = 10
"""To say something of a part takes as long as to look at so many."""

_BRACE = re.compile("([{}])")
_LOOKS = re.compile(
    "hidden|none|collapse|opacity|size|color|background|decoration|align|left|top|indent|height|width|clip"
)


def styles_in(tree: LexborHTMLParser) -> Iterator[tuple[Any, Style]]:
    """Yield what each rule says of each part it chooses, in the order of the rules.

    Raises:
        UnreadableError: The style sheets are longer, or choose more, than those of an order.
    """
    sheets = [sheet.text() for sheet in tree.css("style")]
    if sum(map(len, sheets)) > MAX_STYLES:
        raise UnreadableError(f"more than {MAX_STYLES} characters of style", what="size")
    left = MAX_LOOKS
    n_parts = len(tree.css("*")) if sheets else 0
    chosen: dict[str, list[Any]] = {}
    for sheet in sheets:
        for selector, style in _rules(sheet):
            if selector not in chosen:
                left -= n_parts * (1 + selector.count(",")) * (_COUNTING if "nth-" in selector else 1)
                chosen[selector] = _chosen(tree, selector) if left >= 0 else []
            left -= _SAYING * len(chosen[selector])
            if left < 0:
                raise UnreadableError("too many rules of style", what="size")
            yield from ((node, style) for node in chosen[selector])


def declared_in(text: str) -> dict[str, str]:
    """Read `name: value; name: value`."""
    found = (one.lower().partition(":") for one in text.split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, colon, value in found if colon}


def _rules(sheet: str) -> Iterator[tuple[str, Style]]:
    """Yield selector and properties of each rule; none of what counts for a printer or a small window only."""
    pieces = _BRACE.split(_without_comments(sheet))
    selector, depth = "", 0
    for text, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if depth == 0:
            selector = text.rpartition(";")[2].strip()
        elif depth == 1 and not selector.startswith("@") and _LOOKS.search(text.lower()):
            yield selector, declared_in(text)
        depth = depth + 1 if brace == "{" else max(depth - 1, 0)


def _without_comments(sheet: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:start])
        end = sheet.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(sheet)
    return "".join([*kept, sheet[at:]]).replace("<!--", "").replace("-->", "")


def _chosen(tree: LexborHTMLParser, selector: str) -> list[Any]:
    try:
        return list(tree.css(selector))
    except SelectolaxError:  # a selector for one program only, as mails have them
        return []
