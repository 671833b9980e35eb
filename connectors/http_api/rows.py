"""Read the rows of a search whole, over all their pages, and pick those that carry our key.

A list that took several requests is read until two readings agree: rows shift between pages while somebody else works,
and a slip that slipped through would be entered a second time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from agent.browser.errors import ListMovedError
from agent.browser.template import tokens
from agent.core.outcome import FoundSlip
from connectors.http_api.caller import AnswerUnfitError
from connectors.http_api.description import FindSpec, PagingSpec
from connectors.http_api.places import PlaceMissingError, at, find_at, text_of
from connectors.http_api.wire import Answer, AnswerTooLargeError

MAX_PAGES = 200
MAX_ROWS, MAX_BYTES = 20_000, 32_000_000  # of one reading, over all its pages
MAX_READINGS = 5
NEXT = re.compile(r'<([^>]*)>\s*((?:;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^\s;,]+)\s*)*)')
REL_NEXT = re.compile(r';\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next\b)', re.IGNORECASE)

Ask = Callable[[str], tuple[Any, Answer]]


@dataclass(frozen=True, slots=True)
class Row:
    """One slip found, with the system's own name of it."""

    slip: FoundSlip
    id: str = ""


@dataclass(slots=True)
class _Reading:
    rows: list[Any]
    count: Decimal | None = None
    n_requests: int = 0


def find_rows(spec: FindSpec, path: str, base: str, key: str, ask: Ask) -> list[Row]:
    """Return every slip that carries the key.

    Args:
        spec: How slips are looked up.
        path: Path and query of the first page.
        base: The target's address, which paths are put behind.
        key: Our key.
        ask: Makes one request by its path.

    Raises:
        TransientError: The rows cannot be read, or are not as described; never taken for "not there".
    """
    last = _read(spec, path, base, ask)
    for _ in range(MAX_READINGS - 1):
        if last.n_requests <= 1 and _is_whole(last):
            return _picked(spec, last.rows, key)
        again = _read(spec, path, base, ask)
        if _is_whole(again) and _marks(spec, again.rows) == _marks(spec, last.rows):
            return _picked(spec, again.rows, key)
        last = again
    raise ListMovedError("the list kept changing while it was read")


def _read(spec: FindSpec, path: str, base: str, ask: Ask) -> _Reading:
    reading = _Reading([])
    for page in _pages(spec, path, base, ask):
        reading.n_requests += 1
        rows = _rows_of(page, spec)
        reading.rows += rows
        reading.count = _count(page, spec)
        if spec.paging and spec.paging.by in ("page", "offset") and (not rows or _is_counted(reading)):
            break
    return reading


def _pages(spec: FindSpec, path: str, base: str, ask: Ask) -> Iterator[Any]:
    paging, turn, n_rows, n_bytes = spec.paging, path, 0, 0
    if paging and paging.by in ("page", "offset"):
        turn = _with(path, paging.parameter, paging.first if paging.by == "page" else 0)
    seen: set[str] = set()
    for n in range(1, MAX_PAGES + 1):
        seen.add(turn)
        page, answer = ask(turn)
        yield page
        n_rows, n_bytes = n_rows + len(_rows_of(page, spec)), n_bytes + len(answer.content)
        if n_rows > MAX_ROWS or n_bytes > MAX_BYTES:
            raise AnswerTooLargeError(f"the list is larger than {MAX_ROWS} rows or {MAX_BYTES // 1_000_000} MB")
        following = _next(paging, path, base, page, answer, n, n_rows)
        if following is None:
            return
        if following in seen:
            raise AnswerUnfitError("the list leads back to a page that was read already")
        turn = following
    raise AnswerTooLargeError(f"the list has more than {MAX_PAGES} pages")


def _next(
    paging: PagingSpec | None, path: str, base: str, page: Any, answer: Answer, n: int, n_rows: int
) -> str | None:
    if paging is None:
        return None
    if paging.by == "link":
        return _linked(answer.headers.get("link", ""), base, path)
    if paging.by == "cursor":
        cursor = text_of(find_at(page, paging.next))
        return _with(path, paging.parameter, cursor) if cursor else None
    return _with(path, paging.parameter, paging.first + n if paging.by == "page" else n_rows)


def _linked(header: str, base: str, path: str) -> str | None:
    """Return the path of the next page out of a Link header (RFC 8288); it must stay at the target's own address."""
    for link in NEXT.finditer(header):
        if REL_NEXT.search(link[2]):
            whole = urlsplit(urljoin(base.rstrip("/") + path, link[1]))
            ours = urlsplit(base)
            room = ours.path.rstrip("/")
            if (whole.scheme, whole.netloc) != (ours.scheme, ours.netloc) or not whole.path.startswith(f"{room}/"):
                raise AnswerUnfitError("the next page stands at another address")
            return str(whole.path).removeprefix(room) + (f"?{whole.query}" if whole.query else "")
    return None


def _with(path: str, parameter: str, value: object) -> str:
    return f"{path}{'&' if '?' in path else '?'}{urlencode({parameter: value})}"


def _rows_of(page: Any, spec: FindSpec) -> list[Any]:
    found = find_at(page, spec.rows)
    if not isinstance(found, list):
        raise AnswerUnfitError(f"there is no list of slips at `{spec.rows or 'the top'}` of the answer")
    return found


def _count(page: Any, spec: FindSpec) -> Decimal | None:
    if not spec.count:
        return None
    found = find_at(page, spec.count)
    if not isinstance(found, Decimal):
        raise AnswerUnfitError(f"there is no number of rows at `{spec.count}` of the answer")
    return found


def _is_counted(reading: _Reading) -> bool:
    return reading.count is not None and len(reading.rows) >= reading.count


def _is_whole(reading: _Reading) -> bool:
    return reading.count is None or len(reading.rows) == reading.count


def _marks(spec: FindSpec, rows: list[Any]) -> list[str]:
    """Name the rows so that two readings can be compared."""
    places = [place for place in (spec.id, spec.slip_number, spec.key) if place]
    return [json.dumps([text_of(find_at(row, place)) for place in places]) for row in rows]


def _picked(spec: FindSpec, rows: list[Any], key: str) -> list[Row]:
    if rows and not any(_has(row, spec.key) for row in rows):
        raise AnswerUnfitError(f"no row has a field `{spec.key}`, where our key is looked for")
    if _is_trusted_to_filter(spec) and not all(_tells(row, key) for row in rows):
        raise AnswerUnfitError("the search does not filter by our key, and nothing says that all slips are here")
    hits = [_row(spec, row) for row in rows if find_at(row, spec.key) == key]
    return list({(hit.id or hit): hit for hit in hits}.values()) if spec.id else hits


def _is_trusted_to_filter(spec: FindSpec) -> bool:
    """Say whether nothing but the search by our key keeps the one answer whole."""
    asked = _texts([spec.path, *spec.query.values(), spec.body])
    return spec.paging is None and not spec.count and any(root == "key" for text in asked for root, _ in tokens(text))


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, (list, dict)):
        for one in node.values() if isinstance(node, dict) else node:
            yield from _texts(one)


def _tells(row: Any, key: str) -> bool:
    """Say whether a row holds our key anywhere; a search may look into more fields than one."""
    return any(key.casefold() in text.casefold() for text in _texts(row))


def _row(spec: FindSpec, row: Any) -> Row:
    number, name = text_of(find_at(row, spec.slip_number)), text_of(find_at(row, spec.id)) if spec.id else ""
    if not (number or name) or (spec.id and not name):
        raise AnswerUnfitError("a row that carries our key has no slip number")
    state = text_of(find_at(row, spec.state)) if spec.state else ""
    return Row(FoundSlip(number or name, state), name)


def _has(row: Any, place: str) -> bool:
    try:
        at(row, place)
    except PlaceMissingError:
        return False
    return True
