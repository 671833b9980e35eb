"""Part one cell that holds several labelled values: `注文番号:A-1 発注日:4/1`, `【納期】4/5 【納品先】本社`."""

from __future__ import annotations

import re
from itertools import pairwise

from agent.extract.unseen.named import named_in
from agent.extract.unseen.vocabulary import SURE
from agent.extract.unseen.words import head_word

MAX_PARTED, MAX_WORDS = 400, 40
_BLANKS = re.compile(r"[ \u3000]+(?:[/／|｜,、・][ \u3000]+)?|[、,](?=\S{1,14}[:：])")
_COLON = re.compile(r"([^\s:：\d]{1,14})[:：]")
_BRACKETS = re.compile(r"[【＜〈《〔]([^\s】]{1,14})[】＞〉》〕]")


def pieces_in(text: str) -> list[str]:
    """Return the labelled values of a text, or the text alone when it is not made of such.

    A piece under a label that is not known stands alone; behind a note it belongs to the note.
    """
    if len(text) > MAX_PARTED:
        return [text]
    words = [word for word in _BLANKS.split(text) if word]
    if not 1 < len(words) <= MAX_WORDS:
        return [text]
    begins = [0, *(at for at in range(1, len(words)) if _begins(words, at)), len(words)]
    pieces = [" ".join(words[start:stop]) for start, stop in pairwise(begins)]
    named = [named_in(piece) for piece in pieces]
    n_known = sum(one is not None for one in named)
    first = named[0]
    if first is None or first.word.field == "note" or n_known < 2:
        return [text]
    is_empty = any(
        one is not None and not one.rest and not _COLON.match(piece) for one, piece in zip(named, pieces, strict=True)
    )
    return [text] if is_empty else pieces


def _begins(words: list[str], at: int) -> bool:
    """Whether a labelled value begins at a word: a label with a colon or in brackets, or a sure label alone."""
    if _COLON.match(words[at]) or _is_bracketed(words[at]):
        return True
    word = head_word(words[at])
    return word is not None and word.confidence >= SURE and bool(word.field) and at + 1 < len(words)


def _is_bracketed(word: str) -> bool:
    bracketed = _BRACKETS.match(word)
    return bracketed is not None and head_word(bracketed[1]) is not None
