"""What else must hold of the documentation: links lead somewhere, and words the house does not use stay out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from agent.marks.findings import FileFinding, Place

LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\((?P<to>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6}\s+(?P<text>.+?)\s*$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
OUTSIDE = ("http://", "https://", "mailto:")
STYLE = Path("docs", "explain", "style.md")  # names the words that are not used
NOT_OURS = {
    "plugin": "connector",
    "plug-in": "connector",
    "poller": "watcher",
    "voucher": "slip",
    "error queue": "exception queue",
    "scraper": "robot",
    "lorem ipsum": "",
    "to be written": "",
}
WORD = re.compile(rf"(?i)(?<![\w-])({'|'.join(map(re.escape, NOT_OURS))})s?(?![\w-])|\bTODO\b|\bFIXME\b")


def findings(tree: Path) -> Iterator[FileFinding]:
    """Yield every link that leads nowhere and every word that is not used, in all Markdown files of a tree."""
    for path in markdown(tree):
        text = path.read_text("utf-8")
        yield from _dead_links(path, text, tree)
        if path.relative_to(tree) != STYLE:
            yield from _wrong_words(path, text, tree)


def markdown(tree: Path) -> list[Path]:
    """Return the Markdown files of a tree that people read."""
    return [*sorted(tree.glob("*.md")), *sorted((tree / "docs").rglob("*.md"))]


def anchor_of(heading: str) -> str:
    """Return the anchor a heading has in a rendered page."""
    plain = re.sub(r"[`*_]|\[([^\]]*)\]\([^)]*\)", lambda match: match[1] or "", heading).lower()
    kept = (letter for letter in plain if letter in "- " or unicodedata.category(letter)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


def _dead_links(path: Path, text: str, tree: Path) -> Iterator[FileFinding]:
    for match in LINK.finditer(_without_code(text)):
        to = match["to"]
        if to.startswith(OUTSIDE):
            continue
        file, _, anchor = to.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.exists():
            yield _finding(path, text, match.start(), tree, "dead-link", f"`{to}` leads nowhere")
        elif anchor and target.suffix == ".md" and anchor not in _anchors(target):
            yield _finding(path, text, match.start(), tree, "dead-link", f"`{to}`: there is no such heading")


def _wrong_words(path: Path, text: str, tree: Path) -> Iterator[FileFinding]:
    for match in WORD.finditer(_without_code(text)):
        instead = NOT_OURS.get(match[0].lower().rstrip("s"), "")
        hint = f"The house says `{instead}`." if instead else "Finish the sentence, or take it out."
        yield _finding(path, text, match.start(), tree, "word", f"`{match[0]}` is not used here", hint)


def _finding(path: Path, text: str, offset: int, tree: Path, code: str, message: str, hint: str = "") -> FileFinding:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    place = Place(path.relative_to(tree).as_posix(), line, column)
    return FileFinding(place, code, message, hint or "Correct the link.", text.splitlines()[line - 1])


@cache
def _anchors(path: Path) -> frozenset[str]:
    text = FENCE.sub("", path.read_text("utf-8"))
    return frozenset(anchor_of(match["text"]) for match in HEADING.finditer(text))


def _without_code(text: str) -> str:
    return CODE.sub(_blank, FENCE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    """Replace letters by blanks, so that every offset stays."""
    return re.sub(r"[^\n]", " ", match[0])
