"""The page of features: each row of `docs/explain/features.md` with the tests that prove it, found by their marks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROW = re.compile(r"^\| (?P<row>[A-Z]\d+)(?P<star> ★)? \| (?P<capability>.*?) \| (?P<proof>.*?) \|$")
SECTION = re.compile(r"^## (?P<title>[A-Z]\. .+)$")
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Proof:
    """One test that carries a mark: the row it proves, where it stands, what it says, whether only `--long` runs it."""

    row: str
    file: str
    name: str
    sentence: str
    is_long: bool = False

    def __str__(self) -> str:
        return f"{self.sentence} (`{self.file}`{', on demand' if self.is_long else ''})"


def page(tree: Path) -> str:
    """Write the page for a source tree."""
    proofs = proofs_in(tree / "tests")
    lines = [
        "# Features and their proofs",
        "",
        "Written from `@pytest.mark.proves` marks in the tests. A row without a",
    ]
    lines[-1] += " proof is not claimed; [the features](../explain/features.md) say what its proof must be."
    lines[-1] += " Proofs on demand take long: `bin/test --long` and the file."
    for text in (tree / "docs" / "explain" / "features.md").read_text("utf-8").splitlines():
        if section := SECTION.match(text):
            lines += ["", f"## {section['title']}", "", "| # | capability | state | proof |", "|---|---|---|---|"]
        elif row := ROW.match(text):
            found = [proof for proof in proofs if proof.row == row["row"]]
            told = "<br>".join(str(proof) for proof in found)
            lines.append(
                f"| {row['row']}{row['star'] or ''} | {_short(row['capability'])} | {_state(found)} | {told} |"
            )
    return "\n".join(lines)


def proofs_in(tests: Path) -> list[Proof]:
    """Return every proof in a folder of tests, by file and line."""
    return [proof for path in sorted(tests.rglob("test_*.py")) for proof in _proofs(path, tests)]


def _state(found: list[Proof]) -> str:
    if found and all(proof.is_long for proof in found):
        return "proved on demand"
    return "proved" if found else "not yet"


def _proofs(path: Path, tests: Path) -> Iterator[Proof]:
    file, text = path.relative_to(tests.parent).as_posix(), path.read_text("utf-8")
    if ".proves(" not in text:
        return
    tree = ast.parse(text)
    all_long = any(_is_long(node.value) for node in tree.body if isinstance(node, ast.Assign))
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            sentence = (ast.get_docstring(node) or node.name).split("\n\n")[0].replace("\n", " ")
            is_long = all_long or any(_is_long(mark) for mark in node.decorator_list)
            yield from (Proof(row, file, node.name, sentence, is_long) for row in _rows_of(node.decorator_list))


def _rows_of(decorators: list[ast.expr]) -> Iterator[str]:
    for mark in decorators:
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "proves":
            for argument in mark.args:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)


def _is_long(marks: ast.expr) -> bool:
    """Whether this is `pytest.mark.long`, or a list with it; one of several parameters that is long says nothing."""
    listed = marks.elts if isinstance(marks, ast.List) else [marks]
    return any(isinstance(mark, ast.Attribute) and mark.attr == "long" for mark in listed)


def _short(capability: str) -> str:
    head = re.split(r"[:;]", capability, maxsplit=1)[0]
    return head if len(head) <= LONGEST else f"{head[:LONGEST].rsplit(' ', 1)[0]} …"
