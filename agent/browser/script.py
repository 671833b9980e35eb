"""The step language of robots: what stands in a robot.yaml, as values.

A robot that enters has `enters`, `lookup`, `entry` with one `commit`, `confirm`; a robot that fetches has `fetches`,
`list` and `item`, and no commit at all. `agent.browser.lint` holds every file to this shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from agent.browser.values import Kind


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _short(name: str) -> BeforeValidator:
    """Let a bare text stand for a mapping with this one key."""
    return BeforeValidator(lambda value: {name: value} if isinstance(value, str) else value)


class Typing(StrEnum):
    """How texts reach the page: all fields in one call, or real keys one field at a time for pages that insist."""

    BULK = "bulk"
    KEYS = "keys"


class FieldSpec(_Shape):
    """One field: what is typed into it (`value`), or what the page itself shall put there (`awaited`)."""

    value: str | None = Field(None, description="What is typed, with values in braces.")
    awaited: str | None = Field(None, description="What the page fills in by itself; empty: anything.")
    section: str = Field("", description="Heading of the block, where a label stands twice.")
    row: int = Field(0, ge=0, description="Row under a column heading, from 1.")
    part: int = Field(0, ge=0, description="Which control, from 1, where one cell holds several.")
    css: str = Field("", description="Used instead of the label, where a field has none.")
    kind: Kind | None = Field(None, description="How it is compared, when its type does not say.")
    day_format: str = Field("%Y/%m/%d", description="How a day is written, in strftime's letters.")
    words: dict[str, str] = Field(default_factory=dict, description="The target's word for each value.")

    @model_validator(mode="after")
    def _one_of_both(self) -> FieldSpec:
        if (self.value is None) == (self.awaited is None):
            raise ValueError("a field has either `value` (typed) or `awaited` (filled by the page)")
        return self


Fields = dict[str, Annotated[FieldSpec, _short("value")]]


class FieldsSpec(_Shape):
    """One screen's fields by their labels; `lines:` holds those of each row."""

    fields: Fields = Field(default_factory=dict)
    lines: Fields = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _split(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {"fields": {name: value for name, value in data.items() if name != "lines"}, **_only(data, "lines")}


def _only(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {name: data[name]} if name in data else {}


class PressSpec(_Shape):
    """What is pressed: button or link by its words."""

    button: str = Field("", description="The words on it.")
    row: str = Field("", description="Words of a cell in the table row it stands in.")
    section: str = Field("", description="Heading of the block it stands in.")
    css: str = Field("", description="Used instead of the words.")

    @property
    def name(self) -> str:
        """How the step log names it."""
        return self.button or self.css


Press = Annotated[PressSpec, _short("button")]


class RowsNeededSpec(_Shape):
    """Add rows to the line table until there are enough."""

    button: str = Field(description="The button that adds one row.")
    count: str = Field("slip.lines", description="What is counted.", pattern=r"^slip\.lines$")


class CallSpec(_Shape):
    """A Python hook; the fields it sets are read back like the others."""

    hook: str = Field(description="Function in the robot's hooks.py: hook(page, slip), or hook(page, line) with each.")
    each: str = Field("", description="`slip.lines`: once for each line.", pattern=r"^(slip\.lines)?$")
    sets: list[str] = Field(default_factory=list, description="Labels of the fields it sets.")


class CommitSpec(_Shape):
    """The one press that makes the slip exist."""

    button: str = Field(description="The words on the button.")
    sends: str = Field("", description="Path the commit is posted to, where the page's own script sends it.")
    carries: str = Field("", description="Words in the commit's body, where every post goes to one address.")


class ReadSpec(_Shape):
    """Where something is read: beside a label, or out of a sentence with * at its place."""

    label: str = ""
    text: str = Field("", description="A sentence of the page with * for what is read.")
    css: str = ""


class RowsSpec(_Shape):
    """A table whose rows are read and counted."""

    table: str = Field("", description="Its caption or the heading before it.")
    key: str = Field("", description="Column that holds our key (lookup).")
    slip_number: str = Field("", description="Column of the slip number (lookup).")
    state: str = Field("", description="Column of the slip's state (lookup).")
    final: list[str] = Field(default_factory=list, description="States in which nothing is left to finish.")
    id: str = Field("", description="Column that names an item for good (list).")
    columns: list[str] = Field(default_factory=list, description="Further columns to read.")
    empty: str = Field("", description="What the page says when there is nothing and no table.")
    count: str = Field("", description="How the page says how many there are: `全*件`.")
    next: str = Field("", description="The link to the next page.")

    @property
    def headings(self) -> list[str]:
        """The columns that must stand there."""
        named = [self.key, self.slip_number, self.state, self.id, *self.columns]
        return list(dict.fromkeys(name for name in named if name))


class DownloadSpec(_Shape):
    """A file the target hands out."""

    button: str = Field("", description="The words on button or link.")
    row: str = Field("", description="Words of a cell in the row it stands in.")
    css: str = ""
    name: str = Field("", description="Name to give the file; empty keeps the target's.")


class PopupSpec(_Shape):
    """A window that opens on a press; its steps are played there, then the first page goes on."""

    press: Press
    steps: list[Step]


class Step(_Shape):
    """One step: exactly one of these."""

    open: str | None = Field(None, description="Path of a page.")
    fill: FieldsSpec | None = Field(None, description="Type one screen, found whole before the first key.")
    press: Press | None = Field(None, description="Press a button or link.")
    rows_needed: RowsNeededSpec | None = Field(None, description="Add rows to the line table.")
    call: CallSpec | None = Field(None, description="Call a Python hook.")
    wait_for: str | None = Field(None, description="Wait until the page shows these words.")
    commit: CommitSpec | None = Field(None, description="The one press that makes the slip exist.")
    compare: FieldsSpec | None = Field(None, description="Compare what the page shows.")
    read: dict[str, Annotated[ReadSpec, _short("label")]] | None = Field(None, description="Read values by name.")
    rows: RowsSpec | None = Field(None, description="Read a table.")
    download: Annotated[DownloadSpec, _short("button")] | None = Field(None, description="Take a file.")
    popup: PopupSpec | None = Field(None, description="Play steps in a window that opens.")

    @model_validator(mode="after")
    def _exactly_one(self) -> Step:
        if len(self.model_fields_set) != 1:
            raise ValueError("a step does exactly one thing; start each with its own dash")
        return self

    @property
    def verb(self) -> str:
        """What the step does."""
        return next(iter(self.model_fields_set))


class DialogsSpec(_Shape):
    """Dialogs the robot may answer with OK; anything else stops it."""

    accept: list[str] = Field(default_factory=list, description="Their texts; `*` stands for anything.")


class MaskSpec(_Shape):
    """A place that no evidence shows."""

    label: str = ""
    css: str = ""


class Script(_Shape):
    """One robot.yaml."""

    robot: str = Field(description="Its name in kebab-case.", pattern=r"^[a-z][a-z0-9-]*$")
    title: str = Field("", description="Name shown to people.")
    enters: str = Field("", description="The kind of slip it enters.")
    fetches: str = Field("", description="What it fetches.")
    login: list[Step] = Field(default_factory=list)
    lookup: list[Step] = Field(default_factory=list, description="Search by our key; all hits are counted.")
    entry: list[Step] = Field(default_factory=list, description="Key one slip; holds the one commit.")
    finish: list[Step] = Field(default_factory=list, description="Post a stored draft; may run again.")
    confirm: list[Step] = Field(default_factory=list, description="Open the stored slip and compare it.")
    listing: list[Step] = Field(default_factory=list, alias="list", description="Open the list and read its rows.")
    item: list[Step] = Field(default_factory=list, description="Download one row's file.")
    settle: list[Step] = Field(default_factory=list, description="Tick a row once its file is stored; may run again.")
    masks: list[Annotated[MaskSpec, _short("label")]] = Field(default_factory=list, description="Never in evidence.")
    dialogs: DialogsSpec = Field(default_factory=DialogsSpec)
    refusals: str = Field("", description="CSS of the place where the target says why it refuses.")
    typing: Typing = Typing.BULK

    def steps(self, section: str) -> list[Step]:
        """Return the steps of a section by its name in the file."""
        found: list[Step] = getattr(self, "listing" if section == "list" else section)
        return found

    @property
    def commit(self) -> CommitSpec | None:
        """The one commit of a robot that enters."""
        return next((step.commit for _, step in walk(self, ("entry",)) if step.commit), None)

    @property
    def rows(self) -> RowsSpec:
        """The table its lookup or list reads; the linter makes sure there is one."""
        section: tuple[str, ...] = ("list",) if self.fetches else ("lookup",)
        return next(step.rows for _, step in walk(self, section) if step.rows)


Path = tuple[str | int, ...]
SECTIONS = ("login", "lookup", "entry", "finish", "confirm", "list", "item", "settle")


def walk(script: Script, sections: tuple[str, ...] = SECTIONS) -> Iterator[tuple[Path, Step]]:
    """Yield every step with its path in the file, those of pop-ups included."""
    for section in sections:
        yield from _walk(script.steps(section), (section,))


def _walk(steps: Any, path: Path) -> Iterator[tuple[Path, Step]]:
    for n, step in enumerate(steps):
        yield (*path, n), step
        if step.popup:
            yield from _walk(step.popup.steps, (*path, n, "popup", "steps"))
