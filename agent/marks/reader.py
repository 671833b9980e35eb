"""Read YAML so that every scalar stays text and every node has its line and column.

Built on PyYAML's libyaml events: no tags, anchors, aliases or duplicate keys; nothing is ever expanded, so a file from
a stranger cannot grow in memory. Types come from the schema the file is checked against, never from how a scalar looks
(`no`, `0123456` and `12:30` stay what was written).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding, FilesError, Place

MAX_NODES = 200_000
MAX_DEPTH = 40
QUOTE = "Write the text in quotes."

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Marked:
    """Plain data (dict, list, str, None) and the place of each node by its path."""

    data: Any
    file: str
    lines: list[str]
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Return where a node stands, or its nearest ancestor that does."""
        marks = self.keys if key else self.marks
        while path and path not in marks:
            path = path[:-1]
        line, column = marks.get(path, (1, 1))
        return Place(self.file, line, column)

    def finding(self, path: Path, code: str, message: str, hint: str = "", *, key: bool = False) -> FileFinding:
        """Make a finding at a node, with its source line."""
        return self.finding_at(self.place(path, key=key), code, message, hint)

    def finding_at(self, place: Place, code: str, message: str, hint: str = "") -> FileFinding:
        """Make a finding at a place of this file, with its source line."""
        line = self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""
        return FileFinding(place, code, message, hint, line)


@dataclass(slots=True)
class _Open:
    """A mapping or sequence being read."""

    value: Any
    path: Path
    key: str | None = None

    @property
    def is_list(self) -> bool:
        return isinstance(self.value, list)


class _Builder:
    """Turns events into data and marks, refusing what site files do not use."""

    def __init__(self, text: str, file: str) -> None:
        self.marked = Marked(None, file, text.splitlines())
        self._stack: list[_Open] = []
        self._count = 0

    def read(self, text: str) -> Marked:
        loader = yaml.CSafeLoader(text)
        try:
            while True:
                event = loader.get_event()
                if event is None or isinstance(event, (yaml.DocumentEndEvent, yaml.StreamEndEvent)):
                    return self.marked
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            hint = _yaml_hint(self.marked.lines, line)
            raise self._error(line, column, "yaml", str(error.problem or error.context), hint) from error
        except yaml.YAMLError as error:
            raise self._error(1, 1, "yaml", str(error).splitlines()[0]) from error
        finally:
            loader.dispose()

    def _take(self, event: yaml.Event) -> None:
        self._count += 1
        assert event.start_mark is not None
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if self._count > MAX_NODES or len(self._stack) > MAX_DEPTH:
            raise self._error(line, column, "yaml-too-large", "the file is too large or nested too deeply")
        self._refuse_specials(event, line, column)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line, column)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open([] if isinstance(event, yaml.SequenceStartEvent) else {}, line, column)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._stack.pop()

    def _refuse_specials(self, event: yaml.Event, line: int, column: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._error(line, column, "yaml-anchor", "anchors (&) and aliases (*) are not used here", QUOTE)
        if getattr(event, "tag", None):
            raise self._error(line, column, "yaml-tag", "tags (!) are not used here", QUOTE)

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> None:
        top = self._stack[-1] if self._stack else None
        if top is None or top.is_list or top.key is not None:
            is_null = not event.style and event.value in ("", "null", "~")
            self._put(None if is_null else event.value, line, column)
            return
        if event.value in top.value:
            raise self._error(
                line,
                column,
                "yaml-key-twice",
                Sentence("`{name}` is given twice", name=event.value),
                "Keep one of them.",
            )
        top.key = event.value
        self.marked.keys[(*top.path, event.value)] = (line, column)

    def _open(self, value: Any, line: int, column: int) -> None:
        top = self._stack[-1] if self._stack else None
        if top is not None and not top.is_list and top.key is None:
            hint = "Write {name: value}; a text that starts with { needs quotes."
            raise self._error(line, column, "yaml-key", "a key must be text", hint)
        path = self._put(value, line, column)
        self._stack.append(_Open(value, path))

    def _put(self, value: Any, line: int, column: int) -> Path:
        if not self._stack:
            self.marked.data = value
            self.marked.marks[()] = (line, column)
            return ()
        top = self._stack[-1]
        path: Path = (*top.path, len(top.value) if top.is_list else str(top.key))
        self.marked.marks[path] = (line, column)
        if top.is_list:
            top.value.append(value)
        else:
            top.value[top.key] = value
            top.key = None
        return path

    def _error(self, line: int, column: int, code: str, message: str, hint: str = "") -> FilesError:
        return FilesError([self.marked.finding_at(Place(self.marked.file, line, column), code, message, hint)])


def _yaml_hint(lines: list[str], line: int) -> str:
    around = "\n".join(lines[max(0, line - 2) : line])
    if "\uff1a" in around:
        return "A full-width colon (：) stands here; YAML needs the half-width one (:)."
    if "\u3000" in around:
        return "A full-width blank stands here; indent with half-width blanks."
    if "\t" in around:
        return "A tab stands here; indent with blanks."
    return "Check indentation, colons and quotes of this line and the one before."


def read_yaml(text: str, file: str) -> Marked:
    """Read one YAML document.

    Args:
        text: The file's text; a byte order mark is skipped.
        file: Its name as people know it, for places.

    Raises:
        FilesError: It is not YAML, or uses anchors, tags or a key twice; with line, column and hint.
    """
    text = text.removeprefix("\ufeff")
    return _Builder(text, file).read(text)
