"""The page of robots: those that ship, and the step language with an example of every step and option."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import yaml
from pydantic import BaseModel

from agent.browser.day_format import LETTERS
from agent.browser.examples import PORTAL, ROBOT, STEPS
from agent.browser.script import DialogsSpec, MaskSpec, OptionSpec, Script, Step
from agent.browser.template import FIELDS_OF
from agent.cli.reference.models import table_of
from agent.core.spec import Robot

INTRO = """\
A robot is one `robot.yaml`: how to log in, look up, enter with exactly one commit, and confirm. [Your first
robot](../howto/your-first-robot.md) makes one in twenty minutes. With `denpyo init`, the editor knows every step: the
first line of the file names the schema (`# yaml-language-server: $schema=../../schema/robot.json`)."""
VALUES = """\
Values in braces come from the order and the site: `{slip.…}`, `{line.…}` under `lines:` and in `each_line`, `{key}`
(ours, by which the slip is found again), `{slip_number}` after the commit, `{row.…}` of a table, `{account.…}` at the
log-in, `{option.…}` of the target's file."""

DAYS = """\
`day_format` takes these letters and no others, here and in the files of HTTP APIs; every other sign stands for itself.
What is typed by them is read back by them: `8` is the year that was typed as `08`. Without a format too, a screen may
show `令和8年4月1日`, `R8.4.1` or `㋿8年4月1日` where the order says 2026-04-01; `8/4/1` is that day only where the
format says so."""

SHOWN_DAYS = (date(2026, 4, 1), date(2019, 5, 1))
NAMED = ("slip", "line", "account")
PARTS: dict[str, type[BaseModel]] = {"dialogs": DialogsSpec, "masks": MaskSpec, "options": OptionSpec}


class ExampleMissingError(ValueError):
    """A step or an option of the robots' language has no example."""


def page(robots: Sequence[Robot]) -> str:
    """Write the page.

    Raises:
        ExampleMissingError: Steps or options without an example, all of them named.
    """
    if missing := missing_examples():
        raise ExampleMissingError(f"agent/browser/examples.py has no example of {', '.join(missing)}")
    rows = [f"| `{robot.name}` | {robot.summary} |" for robot in robots]
    parts = [
        "# Robots",
        INTRO,
        "## Robots that ship\n\n" + "\n".join(["| name | what it is for |", "|---|---|", *rows]),
        f"## robot.yaml\n\n{table_of(Script, is_flat=True)}\n\nA robot that enters:\n\n{_block(ROBOT)}",
        f"A robot that fetches orders from a portal:\n\n{_block(PORTAL)}",
        *(f"### {name}\n\n{(model.__doc__ or '').strip()}\n\n{table_of(model)}" for name, model in PARTS.items()),
        f"## Letters of a day\n\n{DAYS}\n\n{_letters()}",
        f"## Steps\n\nEach entry of a section is one step. {VALUES}\n\n{_values()}",
    ]
    return "\n\n".join([*parts, *(_step(verb) for verb in Step.model_fields)])


def _letters() -> str:
    head = ["letter", *map(str, SHOWN_DAYS), "meaning"]
    rows = [head, ["---"] * len(head)]
    for name, letter in LETTERS.items():
        rows.append([f"`{name}`", *(letter.writes(day) for day in SHOWN_DAYS), letter.meaning])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _values() -> str:
    rows = [(f"`{{{root}.…}}`", ", ".join(f"`{name}`" for name in sorted(FIELDS_OF[root] or ()))) for root in NAMED]
    return "\n".join(["| value | names |", "|---|---|", *(f"| {root} | {names} |" for root, names in rows)])


def missing_examples() -> list[str]:
    """Return every step, and every option as `Model.option`, that no example shows."""
    shown: set[str] = {f"Step.{verb}" for verb in STEPS}
    wanted: set[str] = set()
    for value in _examples():
        shown |= set(_used(value))
    models: set[type[BaseModel]] = {Script} | _models_below(Script)
    for model in models:
        wanted |= {f"{model.__name__}.{name}" for name in model.model_fields}
    return sorted(wanted - shown)


def _examples() -> Iterator[BaseModel]:
    yield from (Script.model_validate(yaml.safe_load(text)) for text in (ROBOT, PORTAL))
    for text in STEPS.values():
        yield from (Step.model_validate(one) for one in yaml.safe_load(text))


def _used(value: Any) -> Iterator[str]:
    """Name every option that stands in an example, those inside other values too."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield f"{type(value).__name__}.{name}"
            yield from _used(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _used(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _used(one)


def _models_below(model: type[BaseModel], known: frozenset[type] = frozenset()) -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    for info in model.model_fields.values():
        for one in _models_in(info.annotation):
            if one not in known | found:
                found |= {one} | _models_below(one, known | found | {one})
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models_in(part)


def _step(verb: str) -> str:
    info = Step.model_fields[verb]
    table = "".join(f"\n\n{table_of(model, is_flat=True)}" for model in _of_own(verb))
    return f"### {verb}\n\n{info.description}\n\n{_block(STEPS[verb])}{table}"


def _of_own(verb: str) -> list[type[BaseModel]]:
    """The models whose options a step takes; those of fields stand at `fill` alone."""
    models = [one for one in _models_in(Step.model_fields[verb].annotation) if one is not Step]
    if verb in ("fill", "keys"):
        models += [one for model in models for one in _models_below(model) - {Step} if one not in models]
    ordered = list(dict.fromkeys(models))
    skipped = {"FieldsSpec", "FieldSpec"} if verb != "fill" else set()
    return sorted((one for one in ordered if one.__name__ not in skipped), key=ordered.index)


def _block(text: str) -> str:
    return f"```yaml\n{text.rstrip()}\n```"
