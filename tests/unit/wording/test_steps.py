"""A robot's steps are said in Japanese wherever they are shown."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.wording.steps import DEEDS, say_step

ROOT = Path(__file__).parents[3]
PLACES = ("agent/browser", "robots", "connectors/import_file")


def told() -> Iterator[str]:
    """Every step that code tells, with an X for each value in it."""
    for file in [file for place in PLACES for file in (ROOT / place).rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("note", "step") and node.args:
                yield from text_of(node.args[0])


def text_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):  # f"…".rstrip()
        yield from text_of(node.func.value)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)


def test_every_step_is_said_in_japanese():
    """Whatever a robot tells has a sentence, and the name it is about is kept."""
    steps = sorted(set(told()))

    assert len(steps) > 15
    assert [step for step in steps if say_step("ja", step) == step] == []
    assert [step for step in steps if "X" in step and "X" not in say_step("ja", step)] == []
    assert [step for step in steps if say_step("en", step) != step] == []


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("press 登録", "ボタンを押す: 登録"),
        ("read back K1", "読み戻し: K1"),
        ("read 伝票番号", "読み取り: 伝票番号"),
        ("keys", "キー操作:"),
        ("POST /slips 201", "POST /slips 201"),
        ("opened by itself", "opened by itself"),
    ],
)
def test_the_longest_beginning_counts_and_what_is_unknown_stays(step, said):
    """A step of an API, or of an older program, is shown as it was told."""
    assert say_step("ja", step) == said


def test_no_deed_hides_a_longer_one():
    """Where one is the beginning of another, the longer is asked first."""
    for n, deed in enumerate(DEEDS):
        assert not [longer for longer in DEEDS[n + 1 :] if longer.startswith(f"{deed} ")]
