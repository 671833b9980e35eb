"""What is wrong in a file, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from agent.core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a text file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class FileFinding:
    """One thing wrong in a site file; message and hint are English sentences that the catalogue knows."""

    place: Place
    code: str
    message: str
    hint: str = ""
    source_line: str = ""

    def __str__(self) -> str:
        return self.text(str)

    def text(self, said: Callable[[str], str]) -> str:
        """Write the finding as a compiler does: place, message, the line with a caret, hint.

        Args:
            said: Puts message and hint into a reader's language.
        """
        text = f"{self.place}: {said(self.message)} [{self.code}]"
        if self.source_line:
            text += f"\n    {self.source_line}\n    {_blank(self.source_line[: self.place.column - 1])}^"
        return f"{text}\n    {said(self.hint)}" if self.hint else text


def _blank(text: str) -> str:
    """Blank a text out, keeping its width on the screen: a kanji is as wide as a full-width blank."""
    return "".join("\u3000" if east_asian_width(letter) in "WF" else " " for letter in text)


class FilesError(ConfigError):
    """Site files hold findings; all are named at once."""

    code = "files-wrong"
    hint = "Correct the places named, then run `denpyo check`."

    def __init__(self, findings: Sequence[FileFinding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings), place="")
        self.findings = tuple(findings)
