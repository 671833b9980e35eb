"""Titles of a table: which columns a form's fields stand in; labels, page numbers, and where rows end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from agent.extract.table import COLON, Title
from agent.extract.unreadable import MisfitError
from agent.extract.values import MAX_VALUE, folded, squeezed

MAX_HEADER_ROW = 60
MAX_TITLES_SHOWN = 200
NONE_FOUND = "–"
"""Where no title that is looked for was found."""
COUNTED = re.compile(r"(.+)#(\d{1,5})")
_PAGE_NUMBER = re.compile(
    r"[-ー―－–(（]\s*\d{1,3}(?:\s*[/／]\s*\d{1,3})?\s*[-ー―－–)）]|\d{1,3}\s*[/／]\s*\d{1,3}(?:\s*(?:頁|ページ|page))?"
    r"|\d{1,3}\s*(?:頁|ページ)|(?:page|p\.|ページ|頁)\s*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?",
    re.IGNORECASE,
)


def key_of(text: str) -> str:
    """Fold a label or title for comparing: widths, blanks inside, a colon behind."""
    return _short_key(text) if len(text) <= MAX_VALUE else _key(text)


def _key(text: str) -> str:
    return re.sub(r"\s+", "", folded(text)).rstrip(":：")


_short_key = lru_cache(maxsize=8192)(_key)


def is_blank(row: Sequence[str]) -> bool:
    """Whether nothing stands in a row."""
    return not any(text.strip() for text in row)


def columns_in(texts: Sequence[str], titles: Sequence[Title]) -> tuple[tuple[str, int], ...]:
    """Find the wanted titles among a row's texts; those not there are left out."""
    keys = _by_title(texts)
    found = ((title.field, _index_of(title, keys)) for title in titles)
    return tuple((field, index) for field, index in found if index >= 0)


def _by_title(texts: Sequence[str]) -> dict[str, int]:
    """Pair each folded title with its first column, and one that stands several times, counted, with each of them."""
    keys = [key_of(text) for text in texts]
    found = {key: index for index, key in reversed(list(enumerate(keys)))}
    if len(found) < len(keys):
        n_all, n_before = Counter(keys), Counter[str]()
        for index, key in enumerate(keys):
            n_before[key] += 1
            if key and n_all[key] > 1:
                found.setdefault(f"{key}#{n_before[key]}", index)
    return found


def uncounted(title: str) -> str:
    """Return a title without its count: コード of `コード#2`, the second column of this title."""
    counted = COUNTED.fullmatch(title)
    return title if counted is None else counted[1]


def _index_of(title: Title, keys: Mapping[str, int]) -> int:
    """Return the column of a title, -1 when it is not among the keys."""
    if title.number:
        return title.number - 1
    return next((keys[text] for text in title.texts if text in keys), -1)


def is_page_number(text: str) -> bool:
    """Whether a row is nothing but a page's number: `- 2 -`, `2/3`, `2頁`."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def shape_of(text: str) -> str:
    """Write every digit as 0 and every letter as A: `P1001` and `X2002` are of one shape."""
    return re.sub("[A-Za-z]", "A", re.sub(r"\d", "0", folded(text)))


def label_in(text: str, labels: frozenset[str]) -> bool:
    """Whether a text is one of some folded labels, alone or with a colon and its value behind it."""
    colon = COLON.search(text)
    return key_of(text) in labels or (colon is not None and key_of(text[: colon.start()]) in labels)


def ends_at(texts: Sequence[str], until: Sequence[str]) -> bool:
    """Whether one of a row's texts begins as the end of a table does."""
    return bool(until) and bool(ends_among(texts, until))


def ends_among(texts: Collection[str], until: Sequence[str]) -> set[str]:
    """Return the texts that begin as the end of a table does."""
    begins = {end[:1] for end in until}
    chars = {text[0] for text in texts if text}
    likely = {char for char in chars if char in begins or not _is_itself(char)}
    return {text for text in texts if text[:1] in likely and key_of(text).startswith(tuple(until))}


def _is_itself(char: str) -> bool:
    """Whether folding leaves a character as it is: letters and digits of ASCII, kana and most kanji."""
    return "0" <= char <= "z" or "\u3041" <= char <= "\u30fa" or "\u4e00" <= char <= "\u9fff"


def is_complete(columns: Sequence[tuple[str, int]], titles: Sequence[Title]) -> bool:
    """Whether every title that must be there was found."""
    fields = {field for field, _ in columns}
    return bool(fields) and all(title.field in fields for title in titles if title.required)


def refuse_doubled(texts: Sequence[str], titles: Sequence[Title], place: str) -> None:
    """Refuse a title row that holds a wanted title twice and is not asked for it by its count.

    Raises:
        MisfitError: Naming the title.
    """
    known, n_all = _by_title(texts), Counter(key_of(text) for text in texts)
    for title in titles:
        name = next((text for text in title.texts if text in known), "")
        if name and n_all[name] > 1:
            raise MisfitError(f"two columns {name}", place=place, field=title.field, wanted=name)


def missing_titles(
    best: Sequence[tuple[str, int]], titles: Sequence[Title], place: str, texts: Sequence[str] = ()
) -> MisfitError:
    """Say which titles the likeliest title row lacks, and what its `texts` are."""
    fields = {field for field, _ in best}
    lacking = [title for title in titles if title.required and title.field not in fields]
    names = ", ".join(" / ".join(title.texts) for title in lacking)
    shown = titles_shown(texts if best else ())
    return MisfitError(f"no column {names}", place=place, field=lacking[0].field, wanted=names, found=shown)


def titles_shown(texts: Sequence[str]) -> str:
    """Write titles that were found for a person, no more of them than a sentence holds."""
    return " / ".join(squeezed(text) for text in texts if text.strip())[:MAX_TITLES_SHOWN] or NONE_FOUND
