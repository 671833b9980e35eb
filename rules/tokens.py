"""Cut a condition into tokens, each with its place, and say what a slip of the keyboard should have been."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from agent.core.sentence import Sentence

MAX_CHARACTERS = 4000

_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r\n]+|//[^\n]*)
    | (?P<date>d(?:'[^'\n]*'|"[^"\n]*"))
    | (?P<number>[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?)
    | (?P<text>r?'(?:[^'\\\n]|\\.)*'|r?"(?:[^"\\\n]|\\.)*")
    | (?P<name>[^\W\d]\w*)
    | (?P<sign>==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()\[\]])
    """,
    re.VERBOSE,
)
_MEANT = {"、": ",", "。": ".", "「": "'", "」": "'", "‘": "'", "’": "'", "“": '"', "”": '"'} | {
    "≧": ">=",
    "≦": "<=",
    "≠": "!=",
    "×": "*",
    "÷": "/",
    "−": "-",
    "＝": "==",
    "\u3000": Sentence("a half-width blank"),
}


class Span(NamedTuple):
    """From where to before where a piece stands in its condition, in characters from 0."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a condition, where, and what to write instead."""

    code: str
    message: str
    span: Span
    hint: str = ""


class ExpressionError(Exception):
    """A condition cannot be read any further; carries the one problem."""

    def __init__(self, code: str, message: str, span: Span, hint: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(code, message, span, hint)


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `kind` is date, number, text, name, sign or end."""

    kind: str
    text: str
    span: Span


def tokens(text: str) -> list[Token]:
    """Cut a condition into tokens, blanks and comments left out, an `end` token last.

    Raises:
        ExpressionError: It is too long, or holds a sign the language does not have.
    """
    if len(text) > MAX_CHARACTERS:
        message = Sentence("the condition is longer than {n} characters", n=MAX_CHARACTERS)
        raise ExpressionError("too-long", message, Span(0, 1), "Split it into several rules.")
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _stranger(text, at)
        if match.lastgroup != "blank":
            found.append(Token(str(match.lastgroup), match.group(), Span(at, match.end())))
        at = match.end()
    found.append(Token("end", "", Span(at, at)))
    return found


def _stranger(text: str, at: int) -> ExpressionError:
    sign, span = text[at], Span(at, at + 1)
    narrow = _MEANT.get(sign) or unicodedata.normalize("NFKC", sign)
    if narrow != sign:
        return ExpressionError(
            "full-width",
            Sentence("`{sign}` is not half-width", sign=sign),
            span,
            Sentence("Write {text}", text=narrow),
        )
    if sign == "=":
        return ExpressionError("syntax", "`=` is not a comparison", span, "Write ==")
    if sign in "'\"":
        return ExpressionError(
            "text-not-closed", "the text is not closed", span, Sentence("Put {sign} at its end.", sign=sign)
        )
    return ExpressionError("syntax", Sentence("`{sign}` means nothing here", sign=sign), span)
