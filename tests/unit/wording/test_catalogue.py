"""The catalogue: every code a person may meet is said in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from agent.audit.event import KINDS
from agent.core.action import ActionState
from agent.core.command import Resolution
from agent.core.errors import Reason
from agent.core.order import Linked, OrderState, Severity
from agent.store.exceptions import ExceptionKind
from agent.store.users import ROLES
from agent.wording.catalogue import LANGUAGES, knows, next_move, say, say_finding, say_reason

ROOT = Path(__file__).parents[3]
ROOMS = ("agent", "connectors", "robots", "rules")
REASONS = ("Reason", "Hold", "Ignore", "RefusedError")
PLACES = re.compile(r"\{(\w+)\}")
SPOKEN = re.compile(r"""(?<![\w.])(?:t|visit\.say|self\.say)\(\s*(?:"([^"]+)"|'([^']+)')""")


def test_every_reason_code_in_the_tree_has_a_sentence_in_both_languages():
    """A code that can be stored or shown is said in Japanese and in English."""
    assert not [
        (language, code)
        for code in sorted(set(_codes()))
        for language in LANGUAGES
        if not knows(language, f"reason.{code}") and not knows(language, f"finding.{code}")
    ]


def test_every_error_with_a_next_move_has_it_in_both_languages():
    """Who reads Japanese is told what to do next as well."""
    assert not [
        (language, code)
        for code in sorted(set(_codes_with_hint()))
        for language in LANGUAGES
        if not next_move(language, code)
    ]


def test_every_finding_of_the_checks_has_a_sentence_in_both_languages():
    """What a check says of an order is said in both languages."""
    found = set(_called(("Finding",)))
    assert not [
        (language, code) for code in sorted(found) for language in LANGUAGES if not knows(language, f"finding.{code}")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_state_and_role_is_said(language):
    """Audit kinds, states and roles never show as bare codes."""
    wanted = [f"kind.{kind}" for kind in KINDS]
    wanted += [f"role.{role}" for role in ROLES]
    wanted += [f"state.order.{state}" for state in OrderState]
    wanted += [f"state.action.{state}" for state in ActionState]
    wanted += [f"state.linked.{linked}" for linked in Linked]
    wanted += [f"state.severity.{severity}" for severity in Severity]
    wanted += [f"state.exception.{kind}" for kind in ExceptionKind]
    wanted += [f"state.resolution.{resolution}" for resolution in Resolution]
    assert not [msgid for msgid in wanted if not knows(language, msgid)]


def test_every_text_of_the_console_is_translated():
    """No page shows English to somebody who reads Japanese."""
    pages = [*(ROOT / "agent/console").rglob("*.html"), *(ROOT / "agent/console").rglob("*.py")]
    texts = {one or other for page in pages for one, other in SPOKEN.findall(page.read_text(encoding="utf-8"))}
    assert not [text for text in sorted(texts) if not knows("ja", text)]


def test_a_sentence_names_the_same_values_in_both_languages():
    """A translation neither loses a value nor asks for one that is not given."""
    from agent.wording.catalogue import _catalogue

    japanese, english = _catalogue("ja"), _catalogue("en")
    assert not [
        msgid
        for msgid, text in japanese.items()
        if set(PLACES.findall(text)) - set(PLACES.findall(english.get(msgid, msgid)))
    ]


def test_a_missing_value_is_a_dash_and_an_unknown_code_is_shown_with_its_values():
    """An old event is readable even when the catalogue has moved on."""
    assert say("en", "{n} waiting") == "– waiting"
    assert say_reason("ja", Reason("no-such-code", {"a": "1"})) == "no-such-code (a: 1)"
    assert say_finding("en", "no-such-code", {}) == "no-such-code"
    assert say_reason("en", {"code": "port-taken", "values": {"host": "h", "port": "1"}}).startswith("Port 1")


@cache
def _modules() -> list[ast.Module]:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in files]


def _codes() -> Iterator[str]:
    for node in _classes():
        yield from _constant(node, "code")
    yield from _called(REASONS)


def _codes_with_hint() -> Iterator[str]:
    for node in _classes():
        if any(_constant(node, "hint")):
            yield from _constant(node, "code")


def _classes() -> Iterator[ast.ClassDef]:
    for module in _modules():
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                yield node


def _constant(node: ast.ClassDef, name: str) -> Iterator[str]:
    for statement in node.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        value = getattr(statement, "value", None)
        is_named = any(isinstance(target, ast.Name) and target.id == name for target in targets)
        if is_named and isinstance(value, ast.Constant) and value.value:
            yield str(value.value)


def _called(names: tuple[str, ...]) -> Iterator[str]:
    for module in _modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value
