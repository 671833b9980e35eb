"""What is found in a site's files is said in the reader's language."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

from agent.browser.change_findings import SAID
from agent.browser.options import RobotOptionError
from agent.core.sentence import Sentence
from agent.marks.findings import FilesError
from agent.marks.reader import read_yaml
from agent.marks.wrong_value import WORDS, wording_of
from agent.wording.catalogue import knows, say_sentence
from connectors.import_file.lint import KINDS
from rules.schema import LINE, ROOTS, Kind

ROOT = Path(__file__).parents[3]
ROOMS = ("agent", "connectors", "robots", "rules")
FINDERS = {"finding", "finding_at", "FileFinding", "_finding", "_add", "_error", "report"}
FINDERS |= {"Problem", "ExpressionError", "GivenError", "RobotOptionError"}
NAMED = {"hint", "message", "said"}
NOT_A_SITES = ("reference", "audit")  # findings of this documentation, and the stand-alone verifier
YAML = re.compile(r"^(- )?[$\w]+: [\[{\"]|^- \w+: ")  # an example to copy reads the same in every language
PLACES = re.compile(r"\{(\w+)\}")


def test_every_sentence_about_a_file_is_said_in_japanese():
    """Whoever writes YAML at a Japanese site reads in Japanese what is wrong in it."""
    found = {text for module in _modules() for text in _sentences(module)}
    found |= {text for pair in SAID.values() for text in pair}
    found |= set(WORDS.values())
    found |= {root.record.name for root in (*ROOTS.values(), LINE) if root.record} | set(KINDS)
    found |= {kind.value for kind in Kind} | {RobotOptionError.hint}
    found |= set(_refusals(ast.parse((ROOT / "agent/browser/script.py").read_text("utf-8"))))

    assert len(found) > 250
    assert not [text for text in sorted(found) if not YAML.search(text) and not knows("ja", text)]


def test_no_finding_fills_its_values_in_before_they_can_be_said():
    """A sentence put together too early could be said in English only."""
    early = [
        f"{ast.unparse(part)}"
        for module in _modules()
        for node in _findings(module)
        for part in node.args
        if isinstance(part, ast.JoinedStr)
    ]

    assert not early


def test_a_sentence_about_a_file_names_its_values_in_japanese_too():
    """A translation that lost the name of a field would help nobody."""
    found = {text for module in _modules() for text in _sentences(module)}
    known = [text for text in sorted(found) if knows("ja", text) and text != "a {of} has no field `{name}`"]

    assert not [text for text in known if set(PLACES.findall(text)) != set(PLACES.findall(say_sentence("ja", text)))]


def test_values_that_are_words_are_said_too_and_names_stay():
    """`number` is a word of ours; a field of that name is the site's."""
    sentence = Sentence("a {of} has no field `{name}`", of=Sentence("number"), name="number")

    assert sentence == "a number has no field `number`"
    assert say_sentence("ja", sentence) == "数値に項目 `number` はありません"


def test_braces_of_a_name_are_no_places():
    """A file may hold anything, braces too."""
    sentence = Sentence("`{name}` is not known here", name="{slip.total}")

    assert sentence == "`{slip.total}` is not known here"
    assert "{slip.total}" in say_sentence("ja", sentence)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_sentence_survives_a_copy(copied):
    """Findings are copied on their way to a report."""
    sentence = copied(Sentence("`{name}` is missing", name="{x}"))

    assert (sentence, sentence.msgid, sentence.values) == ("`{x}` is missing", "`{name}` is missing", {"name": "{x}"})


class _Shape(BaseModel):
    way: Literal["mail", "folder"] = "mail"
    one: Literal["mail"] = "mail"
    name: str = Field("a", pattern="^[a-z0-9]+(-[a-z0-9]+)*$")
    n: int = Field(1, ge=1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"way": "fax"}, "'mail', 'folder' のいずれかにしてください"),
        ({"one": "fax"}, "'mail' にしてください"),
        ({"name": "A b"}, "英小文字・数字・ハイフンで書いてください（例: `over-limit`）"),
        ({"n": "x"}, "整数にしてください"),
        ({"n": 0}, "1 以上にしてください"),
    ],
)
def test_a_wrong_value_is_told_in_japanese(given, said):
    """A shape's refusal never shows the words of the library that checks it."""
    with pytest.raises(ValidationError) as refused:
        _Shape.model_validate(given)

    assert say_sentence("ja", wording_of(refused.value.errors()[0])) == said


@pytest.mark.parametrize(
    "text",
    ["a: b: c", "a: [1, 2", "a: {b: 1", "- a\nb: c", "a: 'x", 'a: "\\q"', "a: @x", "a:\n\t- b", "a: - b", "a: [1 2]]"],
)
def test_what_is_no_yaml_is_told_in_japanese(text):
    """The slips of the keyboard that YAML refuses are the commonest of all."""
    with pytest.raises(FilesError) as refused:
        read_yaml(text, "rules/a.yaml")

    [finding] = refused.value.findings
    assert knows("ja", finding.message)
    assert knows("ja", finding.hint)


def _modules() -> Iterator[ast.Module]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if not set(NOT_A_SITES) & set(path.parts):
                text = path.read_text("utf-8")
                if "marks" in text or "Sentence" in text or room == "rules":
                    yield ast.parse(text)


def _sentences(module: ast.Module) -> Iterator[str]:
    """Yield every English text that ends in a finding: arguments, the texts a variable is given, validators' words."""
    for function in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id in NAMED for to in node.targets):
                yield from _texts(node.value)
            if isinstance(node, ast.Return) and node.value is not None and function.name.endswith("_hint"):
                yield from _texts(node.value)
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                yield from (text for part in node.value.elts for text in _texts(part))
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _called(node) == "Sentence" and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)
    for node in _findings(module):
        for part in node.args[1:]:
            yield from _texts(part)


def _refusals(module: ast.Module) -> Iterator[str]:
    """Yield what a shape's own validators say."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _called(node) == "ValueError":
            yield from _texts(node.args[0])


def _findings(module: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _called(node) in FINDERS:
            yield node


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the texts a node may be, those of a choice too; a code (one word in kebab-case) is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"[A-Z ]|\{", node.value):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
