"""The step language of robots: what stands in a robot.yaml, as values.

A robot that enters has `enters`, `lookup`, `entry` with one `commit`, `confirm`; a robot that fetches has `fetches`,
`list` and `item`, and no commit at all. `agent.browser.lint` holds every file to this shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core.core_schema import CoreSchema

from agent.browser.day_format import DAY_FORMAT
from agent.browser.examples import with_examples
from agent.browser.shorthand import Short
from agent.browser.values import Kind


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Typing(StrEnum):
    """How texts reach the page: all fields in one call, or real keys one field at a time for pages that insist."""

    BULK = "bulk"
    KEYS = "keys"


class FieldSpec(_Shape):
    """One field: what is typed (`value`) or chosen (`choose`), or what the page itself shall put there (`awaited`)."""

    value: str | None = Field(
        None, description="What is typed; an option of a list by its words, with those of its group where they repeat."
    )
    awaited: str | None = Field(None, description="What the page fills in by itself; empty: anything.")
    choose: str | None = Field(
        None,
        description="The option to take from a list drawn by a script, or from any list by a part of its words; "
        "`*` stands for anything. Exactly one option must fit.",
        examples=["{slip.customer_code} *"],
    )
    shows: str = Field("", description="What the field shows after `choose`, where not the option's words.")
    seek: str = Field("", description="What is typed to find the option of `choose`, where not a part of its words.")
    calendar: bool = Field(
        default=False, description="Take the day from the calendar that opens on the field, for one that takes no text."
    )
    section: str = Field("", description="Heading of the block, where a label stands twice.")
    row: int = Field(0, ge=0, description="Row under a column heading, from 1.")
    part: int = Field(0, ge=0, description="Which control, from 1, where one cell holds several.")
    css: str = Field("", description="Used instead of the label, where a field has none.")
    kind: Kind | None = Field(None, description="How it is compared, when its type does not say.")
    day_format: str | Annotated[tuple[str, ...], Field(min_length=2)] = Field(
        DAY_FORMAT,
        description="How a day is written, in the letters of a day (`%Y`, `%EC` …); a list where one cell has a field "
        "for each part.",
    )
    words: dict[str, str] = Field(default_factory=dict, description="The target's word for each value.")

    @model_validator(mode="after")
    def _one_of_both(self) -> FieldSpec:
        if [self.value, self.awaited, self.choose].count(None) != 2:
            raise ValueError(
                "a field has one of `value` (typed), `choose` (from a list), `awaited` (filled by the page)"
            )
        if (self.shows or self.seek) and self.choose is None:
            raise ValueError("`shows` and `seek` go with `choose`")
        if self.calendar and self.value is None:
            raise ValueError("`calendar` goes with `value`")
        if not isinstance(self.day_format, str) and (self.choose is not None or self.calendar or self.part or self.css):
            raise ValueError("a list under `day_format` goes without `choose`, `calendar`, `part` and `css`")
        return self

    @property
    def parts(self) -> list[FieldSpec]:
        """Return this field, or one for each part of a day where a cell holds several."""
        if isinstance(self.day_format, str):
            return [self]
        return [self.model_copy(update={"day_format": form, "part": n}) for n, form in enumerate(self.day_format, 1)]


Fields = dict[str, Annotated[FieldSpec, Short("value")]]


class FieldsSpec(_Shape):
    """One screen's fields by their labels; `lines:` holds those of each row."""

    fields: Fields = Field(default_factory=dict, description="Each field by its label; `fields:` is not written.")
    lines: Fields = Field(
        default_factory=dict, description="The fields of each of the slip's lines, by column heading."
    )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe the mapping as it is written: labels beside `lines`."""
        written = handler(schema)
        inside = handler.resolve_ref_schema(written)
        fields, lines = inside["properties"].pop("fields"), inside["properties"]["lines"]
        inside["additionalProperties"] = fields["additionalProperties"]
        inside["properties"] = {"lines": lines}
        return written

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


Press = Annotated[PressSpec, Short("button")]


class RowsNeededSpec(_Shape):
    """Add rows to the line table until there are enough."""

    button: str = Field(description="The button that adds one row.")
    count: str = Field("slip.lines", description="What is counted.", pattern=r"^slip\.lines$")


class CallSpec(_Shape):
    """A Python hook; the fields it sets are read back like the others."""

    hook: str = Field(description="Function in the robot's hooks.py: hook(page, slip), or hook(page, line) with each.")
    each: str = Field("", description="`slip.lines`: once for each line.", pattern=r"^(slip\.lines)?$")
    sets: list[str] = Field(default_factory=list, description="Labels of the fields it sets.")


KEY = (
    r"^((Control|Shift|Alt)\+)*(Enter|Tab|Escape|Space|Backspace|Delete|Insert|Home|End|PageUp|PageDown"
    r"|Arrow(Up|Down|Left|Right)|F([1-9]|1[0-2])|[0-9A-Za-z])$"
)


def _key_or_text(item: Any) -> Any:
    """Let a bare word stand for a key, and one with values in braces for a text."""
    if not isinstance(item, str):
        return item
    return {"text": item} if "{" in item else {"key": item}


class KeySpec(_Shape):
    """One key, or one text."""

    key: str = Field("", description="Name of a key: `Enter`, `F2`, `ArrowDown`, `Control+a`.", pattern=f"{KEY}|^$")
    text: str | None = Field(None, description="A text that is typed, with values in braces.")

    @model_validator(mode="after")
    def _one_of_both(self) -> KeySpec:
        if bool(self.key) == (self.text is not None):
            raise ValueError("give the name of a key, or a `text`")
        return self


class KeysSpec(_Shape):
    """Real keys, for grids and pages worked by the keyboard alone; what they set is read back."""

    at: str = Field("", description="Column whose cell, or label whose field, is pressed first.")
    css: str = Field("", description="Used instead of the words.")
    each: str = Field("", description="`slip.lines`: once for each line, in its own row.", pattern=r"^(slip\.lines)?$")
    press: list[Annotated[KeySpec, BeforeValidator(_key_or_text, json_schema_input_type=str | KeySpec)]] = Field(
        description="Keys by name (`Enter`, `F2`, `ArrowDown`, `Control+a`) and texts (`{line.quantity}`, or `text:`).",
        min_length=1,
    )
    sets: FieldsSpec = Field(
        default_factory=lambda: FieldsSpec(),
        description="What the page shows afterwards, by labels; `lines:` are the columns of the grid.",
    )


class UploadSpec(_Shape):
    """Attach the order's own document."""

    field: str = Field("", description="Label of the file field.")
    button: str = Field("", description="The button that opens the file chooser, where there is no field to see.")
    css: str = Field("", description="Used instead of the words.")
    name: str = Field("", description="Name to give the file; empty keeps the document's.", examples=["{key}.pdf"])
    shows: str = Field("", description="Words the page shows once it has the file, where the field does not keep it.")

    @model_validator(mode="after")
    def _one_of_both(self) -> UploadSpec:
        if bool(self.field) == bool(self.button) and not self.css:
            raise ValueError("give the label of a `field`, or a `button`")
        return self


class PrintSpec(_Shape):
    """Print the page to PDF and keep it as evidence."""

    name: str = Field(description="What the evidence is called.", pattern=r"^[a-z][a-z0-9-]*$", examples=["slip"])


class CommitSpec(_Shape):
    """The one press that makes the slip exist."""

    button: str = Field("", description="The words on the button.")
    css: str = Field("", description="Used instead of the words, where they stand on several buttons.")
    sends: str = Field(
        "", description="Path the commit is posted to, where a script of the page sends it or `keys` stand in `entry`."
    )
    carries: str = Field("", description="Words in the commit's body, where every post goes to one address.")

    @model_validator(mode="after")
    def _named(self) -> CommitSpec:
        if not self.button and not (self.css and self.sends):
            raise ValueError("give the words on the `button`, or its `css` with what it `sends`")
        return self

    @property
    def name(self) -> str:
        """How the step log names it."""
        return self.button or self.css


class ReadSpec(_Shape):
    """Where something is read: beside a label, or out of a sentence with * at its place."""

    label: str = Field("", description="The words it stands beside.")
    text: str = Field("", description="A sentence of the page with * for what is read.")
    css: str = Field("", description="Used instead of the words; values in braces are put in.")
    words: dict[str, str] = Field(default_factory=dict, description="Our word for what stands there.")


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
    each: list[Step] = Field(
        default_factory=list,
        description="Steps for each row (`{row.…}`), where the table does not show all: `key`, `slip_number` and "
        "`state` may name what they `read`.",
    )

    @property
    def headings(self) -> list[str]:
        """The columns that must stand there."""
        named = [self.key, self.slip_number, self.state, self.id, *self.columns]
        read = {name for step in self.each for name in step.read or {}}
        return list(dict.fromkeys(name for name in named if name and name not in read))


class DownloadSpec(_Shape):
    """A file the target hands out; a robot that enters keeps it as evidence."""

    button: str = Field("", description="The words on button or link.")
    row: str = Field("", description="Words of a cell in the row it stands in.")
    css: str = Field("", description="Used instead of the words.")
    name: str = Field("", description="Name to give the file; empty keeps the target's.")


class PopupSpec(_Shape):
    """A window that opens on a press; its steps are played there, then the first page goes on."""

    press: Press = Field(description="What opens the window.")
    steps: list[Step] = Field(description="What is done in it; it may close itself at the last press.")


class Step(_Shape):
    """One step: exactly one of these."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=with_examples)

    open: str | None = Field(None, description="Path of a page.")
    fill: FieldsSpec | None = Field(None, description="Type one screen, found whole before the first key.")
    press: Press | None = Field(None, description="Press a button or link.")
    rows_needed: RowsNeededSpec | None = Field(None, description="Add rows to the line table.")
    call: CallSpec | None = Field(None, description="Call a Python hook.")
    keys: KeysSpec | None = Field(None, description="Press real keys, for grids that take nothing else.")
    upload: Annotated[UploadSpec, Short("field")] | None = Field(None, description="Attach the order's document.")
    print: Annotated[PrintSpec, Short("name")] | None = Field(None, description="Keep the page as PDF evidence.")
    wait_for: str | None = Field(None, description="Wait until the page shows these words.")
    commit: Annotated[CommitSpec, Short("button")] | None = Field(
        None, description="The one press that makes the slip exist."
    )
    compare: FieldsSpec | None = Field(None, description="Compare what the page shows.")
    read: dict[str, Annotated[ReadSpec, Short("label")]] | None = Field(None, description="Read values by name.")
    rows: RowsSpec | None = Field(None, description="Read a table.")
    download: Annotated[DownloadSpec, Short("button")] | None = Field(None, description="Take a file.")
    popup: PopupSpec | None = Field(None, description="Play steps in a window that opens.")
    each_line: list[Step] | None = Field(
        None, description="Play steps for each line of the slip, in which `{line.…}` is that line."
    )

    @model_validator(mode="after")
    def _exactly_one(self) -> Step:
        if len(self.model_fields_set) != 1:
            raise ValueError("a step does exactly one thing; start each with its own dash")
        return self

    @property
    def verb(self) -> str:
        """What the step does."""
        return next(iter(self.model_fields_set))


class OptionSpec(_Shape):
    """What a site must or may say of its installation, in `options:` of the target's file."""

    description: str = Field("", description="What it is for.")
    default: str | None = Field(None, description="Taken where the site says nothing; without one the site must.")
    one_of: list[str] = Field(default_factory=list, description="The values it may have.")


class DialogsSpec(_Shape):
    """Dialogs the robot may answer with OK; anything else stops it."""

    accept: list[str] = Field(default_factory=list, description="Their texts; `*` stands for anything.")


class MaskSpec(_Shape):
    """A place that no evidence shows."""

    label: str = Field("", description="The words beside it.")
    css: str = Field("", description="Used instead of the words.")


class Script(_Shape):
    """One robot.yaml."""

    robot: str = Field(description="Its name in kebab-case.", pattern=r"^[a-z][a-z0-9-]*$")
    title: str = Field("", description="Name shown to people.")
    enters: str = Field("", description="The kind of slip it enters.")
    fetches: str = Field("", description="What it fetches.")
    login: list[Step] = Field(default_factory=list, description="Log in; played once, and again when it has ended.")
    lookup: list[Step] = Field(default_factory=list, description="Search by our key; all hits are counted.")
    entry: list[Step] = Field(default_factory=list, description="Key one slip; holds the one commit.")
    finish: list[Step] = Field(default_factory=list, description="Post a stored draft; may run again.")
    confirm: list[Step] = Field(default_factory=list, description="Open the stored slip and compare it.")
    listing: list[Step] = Field(default_factory=list, alias="list", description="Open the list and read its rows.")
    item: list[Step] = Field(default_factory=list, description="Download one row's file.")
    settle: list[Step] = Field(default_factory=list, description="Tick a row once its file is stored; may run again.")
    masks: list[Annotated[MaskSpec, Short("label")]] = Field(default_factory=list, description="Never in evidence.")
    dialogs: DialogsSpec = Field(default_factory=DialogsSpec, description="Questions the robot may answer with OK.")
    refusals: str = Field("", description="CSS of the place where the target says why it refuses.")
    refuses_with_500: bool = Field(
        default=False, description="Whether such words count although the commit is answered by status 500."
    )
    busy: str = Field(
        "",
        description="CSS of what stands on a page while its own script works; waited out after every open and press.",
    )
    polls: list[str] = Field(
        default_factory=list,
        description="Beginnings of paths that a page's own script asks without end; nobody waits for their answers.",
    )
    logged_out: str = Field("", description="CSS of what shows that the log-in has ended, beside a password field.")
    http_login: bool = Field(default=False, description="Whether the target asks for user and password by HTTP Basic.")
    options: dict[str, OptionSpec] = Field(default_factory=dict, description="Named in steps as `{option.NAME}`.")
    typing: Typing = Field(
        Typing.BULK,
        description="All fields of a screen in one call, or real keys where a page insists; `denpyo robots try` tells.",
    )

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
        if step.each_line:
            yield from _walk(step.each_line, (*path, n, "each_line"))
        if step.rows:
            yield from _walk(step.rows.each, (*path, n, "rows", "each"))
