"""What a person did in the recorded browser, deed by deed, and what the pages showed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class By(StrEnum):
    """Who put a value there: typed, taken from a list a script drew, the page itself, or there from the start."""

    PERSON = "person"
    CHOICE = "choice"
    PAGE = "page"
    START = "start"


@dataclass(frozen=True, slots=True)
class Named:
    """A control as the player finds it again. `row` is 0 outside of tables with column headings."""

    label: str
    section: str
    row: int
    part: int
    css: str

    @property
    def key(self) -> str:
        """What it is called in the robot's YAML."""
        return self.label or self.css


@dataclass(frozen=True, slots=True)
class Filled:
    """One field and what it held. `value` is empty where it is a secret or a one-time code: it stays in the page.

    `day` stands at boxes that make one day together: their name, the place among them from 1, how many they are.
    """

    page: int
    document: int
    name: Named
    value: str
    words: str
    control: str
    secret: bool
    options: tuple[str, ...]
    by: By
    longest: int = 0
    locked: bool = False
    is_code: bool = False
    day: tuple[str, int, int] | None = None

    @property
    def shown(self) -> str:
        """What a person read there: the words of an option, else the value."""
        return self.words or self.value


@dataclass(frozen=True, slots=True)
class Post:
    """One request that sends something: when it left, its path, whether page or frame went along, and which frame."""

    page: int
    at: float
    path: str
    moves_page: bool
    frame: int = 0


@dataclass(slots=True)
class Pressed:
    """One button or link. What came of it is added when it is heard: rows, a window, a file, posts.

    `seen` are the documents that stood in the page and its frames.
    """

    page: int
    document: int
    at: float
    number: str
    button: str
    row: str
    section: str
    css: str
    action: str
    carries: str
    is_link: bool
    seen: tuple[int, ...] = ()
    grows: bool = False
    opens: int = 0
    file: str = ""
    posts: list[Post] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How the terminal and the draft name it."""
        return self.button or self.css

    @property
    def moves_by_post(self) -> bool:
        """Whether the page was left by sending its form."""
        return any(post.moves_page for post in self.posts)


@dataclass(frozen=True, slots=True)
class Arrived:
    """One document in a page or a frame of it.

    Args:
        page: The window.
        document: Its number.
        url: Its address; empty where a script of another document has written it.
        title: Its title.
        asks_password: Whether a password field stands in it.
        is_typed: The person asked for it by its address.
        above: The document whose frame it stands in; 0 for a page's own.
        came_along: It came with the one above, not by anything pressed there.
        seen: The documents that stood in the page and its frames when it came.
        frame: The number of the page's own or other frame.
    """

    page: int
    document: int
    url: str
    title: str
    asks_password: bool
    is_typed: bool
    above: int = 0
    came_along: bool = False
    seen: tuple[int, ...] = ()
    frame: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A dialog and what the person answered."""

    page: int
    document: int
    type: str
    text: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Keyed:
    """A function key, or Enter where it sent the form without any button."""

    page: int
    document: int
    key: str


Deed = Filled | Pressed | Arrived | Answered | Keyed


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was shown, its rows as texts by column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """What a document showed: words beside labels, tables, its lines of text, the words on its buttons."""

    pairs: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    sentences: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()

    def __add__(self, other: Glance) -> Glance:
        return Glance(
            self.pairs + other.pairs,
            self.tables + other.tables,
            self.sentences + other.sentences,
            self.buttons + other.buttons,
        )


@dataclass(slots=True)
class Recording:
    """Everything heard so far."""

    deeds: list[Deed] = field(default_factory=list)
    glances: dict[int, dict[Any, Glance]] = field(default_factory=dict)
    openers: dict[int, int] = field(default_factory=dict)

    def glance(self, document: int) -> Glance:
        """Return what a document showed, frames without an address of their own included."""
        return sum(self.glances.get(document, {}).values(), Glance())

    def sight(self, seen: Sequence[int]) -> Glance:
        """Return what several documents showed that stood beside each other."""
        return sum((self.glance(document) for document in seen), Glance())

    @property
    def presses(self) -> list[Pressed]:
        """The presses in order."""
        return [deed for deed in self.deeds if isinstance(deed, Pressed)]

    @property
    def n_acts(self) -> int:
        """How much was done, the coming of documents left out."""
        return sum(not isinstance(deed, Arrived) for deed in self.deeds)

    @property
    def arrivals(self) -> dict[int, Arrived]:
        """The documents by their number."""
        return {deed.document: deed for deed in self.deeds if isinstance(deed, Arrived)}

    def opening(self, document: int) -> Arrived | None:
        """Return what must be opened to have a document: the page of frames it came along with, or itself."""
        arrived = self.arrivals.get(document)
        while arrived is not None and arrived.above and (arrived.came_along or not arrived.url):
            arrived = self.arrivals.get(arrived.above)
        return arrived

    def asks_password(self, document: int) -> bool:
        """Whether a secret was typed on a document."""
        return any(isinstance(deed, Filled) and deed.secret and deed.document == document for deed in self.deeds)
