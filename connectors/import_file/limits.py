"""What a product's columns take: each limit is looked at before anything is written."""

from __future__ import annotations

import re
import unicodedata

from agent.core.errors import BusinessError
from agent.core.sentence import Sentence
from connectors.import_file.errors import (
    ImportAmountError,
    ImportCharacterError,
    ImportForbiddenError,
    ImportFormulaError,
    ImportMissingError,
    ImportTooLongError,
)
from connectors.import_file.layout import Column, LayoutFile

WHOLE = re.compile(r"\d+")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
FORMULA_STARTS = "=+-@＝＋－＠−"
CODECS = {"cp932": "cp932", "utf-8": "utf-8", "utf-8-bom": "utf-8"}
LONGEST_TOLD = 60


def fitted(text: str, column: Column, file: LayoutFile) -> str:
    """Return the text as it goes into its column: substitutes put in, cut where the layout says so.

    Raises:
        BusinessError: The product would refuse it; names column, limit and value.
    """
    text = text.translate({ord(letter): other for letter, other in file.replace.items()})
    _refuse_characters(text, column, file)
    if column.digits is not None and text:
        _refuse_amount(text, column, column.digits)
    if column.cut:
        text = _cut(text, column, file)
    _refuse_length(text, column, file)
    _refuse_formula(text, column)
    return text


def refuse_empty(text: str, column: Column) -> None:
    """Refuse an empty cell where the product needs one filled.

    Raises:
        ImportMissingError: It is empty.
    """
    if column.required and not text.strip():
        raise ImportMissingError(f"{column.name} is empty", field=column.name)


def first_unencodable(text: str, encoding: str) -> str | None:
    """Return the first character that would not come back the same from the file; None when all do.

    Python's CP932 writes U+301C, U+2212 and U+2016 as their full-width likes without a word, so what was encoded is
    decoded again and compared.
    """
    codec = CODECS[encoding]
    for character in text:
        try:
            if character.encode(codec).decode(codec) != character:
                return character
        except UnicodeError:
            return character
    return None


def size_bytes(text: str, encoding: str) -> int:
    """Count a text's bytes in the file."""
    return len(text.encode(CODECS[encoding]))


def _refuse_characters(text: str, column: Column, file: LayoutFile) -> None:
    for character in text:
        if unicodedata.category(character) == "Cc" or character in "\u2028\u2029":
            raise _about(
                ImportForbiddenError, column, text, character, "{field}: {character} cannot stand in a cell: {value}"
            )
        if character in column.forbid or character in file.forbid:
            raise _about(
                ImportForbiddenError,
                column,
                text,
                character,
                "{field}: {character} is not taken by the product: {value}",
            )
    lost = first_unencodable(text, file.encoding)
    if lost is not None:
        message = "{field}: {character} has no place in the file's encoding: {value}"
        raise _about(ImportCharacterError, column, text, lost, message)


def _refuse_formula(text: str, column: Column) -> None:
    if text.startswith(tuple(FORMULA_STARTS)) and not NUMBER.fullmatch(text):
        message = "{field}: {character} would make a formula of it: {value}"
        raise _about(ImportFormulaError, column, text, text[0], message)


def _about(error: type[BusinessError], column: Column, text: str, character: str, message: str) -> BusinessError:
    named = f"U+{ord(character):04X}"
    shown = f"`{character}` ({named})" if character.isprintable() else named
    values = {"field": column.name, "character": shown, "value": _short(text)}
    return error(Sentence(message, **values), **values)


def _refuse_amount(text: str, column: Column, digits: int) -> None:
    if not WHOLE.fullmatch(text) or len(text) > digits:
        message = "{field}: {value} is not a whole number from 0 of at most {limit} digits"
        values = {"field": column.name, "value": text, "limit": str(digits)}
        raise ImportAmountError(Sentence(message, **values), **values)


def _cut(text: str, column: Column, file: LayoutFile) -> str:
    if column.max_chars is not None:
        text = text[: column.max_chars]
    while column.max_bytes is not None and size_bytes(text, file.encoding) > column.max_bytes:
        text = text[:-1]
    return text


def _refuse_length(text: str, column: Column, file: LayoutFile) -> None:
    sizes = (
        (column.max_chars, len(text), Sentence("characters")),
        (column.max_bytes, size_bytes(text, file.encoding), Sentence("bytes")),
    )
    for limit, size, unit in sizes:
        if limit is not None and size > limit:
            message = "{field}: {size} {unit}, the product takes {limit}: {value}"
            values = {"field": column.name, "limit": str(limit), "size": str(size), "value": _short(text), "unit": unit}
            raise ImportTooLongError(Sentence(message, **values), **values)


def _short(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return shown if len(shown) <= LONGEST_TOLD else f"{shown[:LONGEST_TOLD]}…"
