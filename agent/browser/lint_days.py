"""Findings about `day_format`: how a robot or an API writes days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from agent.browser.day_format import LETTER, LETTERS, is_number, pieces
from agent.browser.script import Path, Step
from agent.core.era import ERAS
from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding
from agent.marks.hints import known
from agent.marks.reader import Marked

LETTER_OF = {**{era.name: "%EC" for era in ERAS}, **{era.letter: "%EL" for era in ERAS}}
ERA_YEAR = re.compile(
    rf"(%E[CL]|{'|'.join(era.name for era in ERAS)}|(?<![A-Za-z%])[{''.join(era.letter for era in ERAS)}])"
    r"([\s.]*)(%Y|%y|%-?Ey|%EG)"
)


def day_findings(marked: Marked, path: Path, step: Step) -> Iterator[FileFinding]:
    """Yield what is wrong with the formats of days of one step's fields."""
    for verb, spec in (("fill", step.fill), ("compare", step.compare), ("sets", step.keys and step.keys.sets)):
        where = (*path, "keys", verb) if verb == "sets" else (*path, verb)
        for inside, fields in ((where, spec.fields), ((*where, "lines"), spec.lines)) if spec else ():
            for name, field in fields.items():
                at = (*inside, name, "day_format")
                if isinstance(field.day_format, str):
                    yield from format_findings(marked, at, field.day_format)
                else:
                    for n, form in enumerate(field.day_format):
                        yield from format_findings(marked, (*at, n), form)


def format_findings(marked: Marked, path: Path, form: str) -> Iterator[FileFinding]:
    """Yield what is wrong with one format, at its place in a file."""
    for message, hint in _faults(form):
        yield marked.finding(path, "day-format", message, hint)


def _faults(form: str) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield what is wrong with a format and what to write; the first kind of fault hides the others."""
    letters = LETTER.findall(form)
    for letter in letters:
        if letter not in LETTERS:
            yield Sentence("`{letter}` is no letter of a day", letter=letter), _known_letters(letter)
    if not set(letters) - {"%%"}:
        yield Sentence("`{form}` has no letter of a day", form=form), known(LETTERS)
    elif set(letters) <= set(LETTERS):
        yield from _era_faults(unicodedata.normalize("NFKC", form))
        yield from _glued_faults(form)


def _known_letters(letter: str) -> Sentence:
    small = letter.lower()
    return Sentence("Did you mean `{name}`?", name=small) if small in LETTERS else known(LETTERS)


def _era_faults(form: str) -> Iterator[tuple[Sentence, Sentence]]:
    """An era goes with a year of that era, and with each day's own."""
    for match in ERA_YEAR.finditer(form):
        era, between, year = match.groups()
        letter = LETTER_OF.get(era, era)
        right = year if "E" in year else "%-Ey" if letter == "%EC" else "%Ey"
        hint = Sentence("Write `{form}`.", form=f"{letter}{between}{right}")
        if right != year:
            yield Sentence("`{form}` puts a western year behind an era", form=match[0]), hint
        elif letter != era:
            yield Sentence("`{form}` puts the same era on every day", form=match[0]), hint


def _glued_faults(form: str) -> Iterator[tuple[Sentence, Sentence]]:
    """Two numbers side by side that may be of one digit or two: 111 is the 11th of January and the 1st of November."""
    for are_numbers, run in groupby(pieces(form), key=lambda piece: piece in LETTERS and is_number(piece, 0)):
        letters = list(run)
        if are_numbers and sum(not LETTERS[letter].is_padded for letter in letters) > 1:
            glued, apart = "".join(letters), "/".join(letters)
            hint = Sentence("Write `{form}`, or put something between: `{apart}`.", form=_padded(glued), apart=apart)
            yield Sentence("`{form}` writes two days alike", form=glued), hint


def _padded(form: str) -> str:
    return form.replace("%-", "%").replace("%EG", "%Ey")
