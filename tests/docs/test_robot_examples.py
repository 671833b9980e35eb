"""Every step of the robots' language has an example that is right, and the editor's schema takes what is right."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from agent.browser import examples
from agent.browser.lint import load_script
from agent.cli.reference import robots as page
from robots import ROBOTS

TREE = Path(__file__).parents[2]
SCHEMA = json.loads((TREE / "config" / "schema" / "robot.json").read_text("utf-8"))


def test_every_step_and_option_has_an_example():
    """Nothing of the language is left without one."""
    assert page.missing_examples() == []


def test_a_page_without_an_example_is_not_written(monkeypatch):
    """`denpyo docs check` fails, and names the option."""
    monkeypatch.setitem(examples.STEPS, "press", "- press: 確認")

    with pytest.raises(page.ExampleMissingError, match=r"no example of PressSpec\.css"):
        page.page(ROBOTS)


@pytest.mark.parametrize(
    "verb", [verb for verb in examples.STEPS if verb not in ("rows", "commit", "read", "wait_for")]
)
def test_an_example_passes_the_linter(verb):
    """Played inside the whole example robot, each step is clean."""
    hooks = ModuleType("hooks")
    hooks.pick_warehouse = hooks.lot_of = lambda page, slip: None  # type: ignore[attr-defined]
    indented = "".join(f"  {line}\n" for line in examples.STEPS[verb].splitlines())
    text = examples.ROBOT.replace(
        "  - commit: {button: 登録}", f"{indented}  - commit: {{button: 登録, sends: /slips}}"
    )

    assert load_script(text, "robot.yaml", hooks).commit


def test_the_example_robots_pass_the_linter():
    """Both whole robots of the page are clean."""
    assert load_script(examples.ROBOT, "robot.yaml").enters
    assert load_script(examples.PORTAL, "robot.yaml").fetches


def shipped() -> list[Any]:
    return [pytest.param(robot.script.read_text("utf-8"), id=robot.name) for robot in ROBOTS]


@pytest.mark.parametrize("text", [*shipped(), examples.ROBOT, examples.PORTAL])
def test_an_editor_finds_nothing_wrong_in_a_right_robot(text):
    """What the linter takes the JSON Schema takes too, short forms and labels as keys included."""
    assert list(wrong(yaml.safe_load(text), SCHEMA)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("- press: 確定", "- pres: 確定"), ("button: 登録", "buton: 登録"), ("- press: 確定", "- {press: 確定, open: /x}"),
     ("typing: bulk", "typing: fast"), ('摘要: "{key}"', '摘要: {valu: "{key}"}')],
)  # fmt: skip
def test_an_editor_finds_what_is_wrong(old, new):
    """A misspelt step or option, two steps in one, a value that is not one of the list."""
    assert examples.ROBOT.count(old)
    assert list(wrong(yaml.safe_load(examples.ROBOT.replace(old, new)), SCHEMA))


@pytest.mark.parametrize("robot", ROBOTS, ids=lambda robot: robot.name)
def test_a_shipped_robot_names_its_schema(robot):
    """The first line leads an editor to it."""
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", robot.script.read_text("utf-8"))

    assert named
    assert (robot.script.parent / named[1]).resolve() == TREE / "config" / "schema" / "robot.json"


def test_every_step_is_explained_in_the_editor():
    """Description and example stand in the schema."""
    steps = SCHEMA["$defs"]["Step"]["properties"]

    assert [verb for verb, one in steps.items() if not (one.get("description") and one.get("examples"))] == []


def wrong(value: Any, schema: dict[str, Any], at: str = "") -> Any:
    """Yield where a value is not what a JSON Schema says: the part of the language that Denpyo's schemas use."""
    if "$ref" in schema:
        yield from wrong(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], at)
    if "anyOf" in schema and all(list(wrong(value, one, at)) for one in schema["anyOf"]):
        yield at
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        yield at
    if "enum" in schema and value not in schema["enum"]:
        yield at
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield at
    if isinstance(value, list):
        for n, one in enumerate(value):
            yield from wrong(one, schema.get("items", {}), f"{at}[{n}]")
    if isinstance(value, dict) and schema.get("type") == "object":
        yield from wrong_in(value, schema, at)


def wrong_in(value: dict[str, Any], schema: dict[str, Any], at: str) -> Any:
    """Yield what is wrong with an object's keys."""
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
        yield at
    yield from (f"{at}/{name}" for name in schema.get("required", ()) if name not in value)
    for name, one in value.items():
        inside = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
        yield from [f"{at}/{name}"] if inside is False else wrong(one, inside, f"{at}/{name}")
