"""Read a robot.yaml and hold it to its shape: all findings at once, each with its place and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from agent.browser.lint_days import day_findings
from agent.browser.lint_steps import step_findings
from agent.browser.script import FieldSpec, Path, Script, Step, walk
from agent.browser.template import FIELDS_OF, tokens
from agent.core.sentence import Sentence
from agent.marks.check import check_model
from agent.marks.findings import FileFinding, FilesError
from agent.marks.hints import known as known_names
from agent.marks.reader import Marked, read_yaml

IN_SECTION = {
    "login": {"account"},
    "lookup": {"key"},
    "entry": {"slip", "key", "slip_number"},
    "finish": {"slip", "key", "slip_number", "row"},
    "confirm": {"slip", "key", "slip_number", "row"},
    "list": set(),
    "item": {"row"},
    "settle": {"row"},
}
SECRET_LABEL = re.compile(r"パスワード|暗証|password|passwd|\bpin\b", re.IGNORECASE)
NESTED = {("popup", "steps"), ("rows", "each")}
COORDINATES = re.compile(r"^\s*\d+\s*,\s*\d+\s*$")


def load_script(text: str, file: str, hooks: ModuleType | None = None) -> Script:
    """Turn the text of a robot.yaml into a script.

    Args:
        text: The file's text.
        file: Its name as people know it, for places.
        hooks: The robot's hooks.py, imported; needed when a step calls one.

    Raises:
        FilesError: Every finding, with line, column and hint.
    """
    marked = read_yaml(text, file)
    script = check_model(marked, Script)
    findings = [*_shape(script, marked), *_steps(script, marked, hooks)]
    if findings:
        raise FilesError(sorted(findings, key=lambda one: (one.place.line, one.place.column)))
    return script


def _shape(script: Script, marked: Marked) -> Iterator[FileFinding]:
    if bool(script.enters) == bool(script.fetches):
        hint = "A robot for a target has `enters: sales`; a robot for a portal has `fetches: orders`."
        yield marked.finding((), "robot-kind", "a robot either enters or fetches", hint)
    yield from _fetching(script, marked) if script.fetches else _entering(script, marked)


def _entering(script: Script, marked: Marked) -> Iterator[FileFinding]:
    yield from _required(script, marked, "lookup", "entry", "confirm")
    yield from _forbidden(script, marked, "a robot that enters has no `{section}`", "list", "item", "settle")
    yield from _commits(script, marked)
    yield from _lookup(script, marked)
    if script.confirm and not any(step.compare for _, step in walk(script, ("confirm",))):
        hint = 'Open the stored slip and compare it: - compare: {合計: "{slip.total}"}'
        yield marked.finding(("confirm",), "confirm-blind", "`confirm` compares nothing", hint, key=True)
    if not any(step.read and "slip_number" in step.read for _, step in walk(script, ("entry",))):
        hint = "After the commit: - read: {slip_number: 伝票番号}"
        yield marked.finding(("entry",), "slip-number-unread", "`entry` does not read the slip number", hint, key=True)


def _lookup(script: Script, marked: Marked) -> Iterator[FileFinding]:
    rows = [(path, step.rows) for path, step in walk(script, ("lookup",)) if step.rows]
    if script.lookup and len(rows) != 1:
        hint = "- rows: {table: 伝票一覧, key: 摘要, slip_number: 伝票番号, state: 状態}"
        yield marked.finding(("lookup",), "lookup-blind", "`lookup` reads one table with `rows`", hint, key=True)
    for path, spec in rows:
        if not spec.key or not spec.slip_number:
            hint = "Name the columns that hold our key and the slip number."
            yield marked.finding((*path, "rows"), "rows-columns", "`rows` needs `key` and `slip_number`", hint)
        if script.finish and not (spec.state and spec.final):
            hint = "Add `state: 状態` and `final: [登録済]`: only so is it known whether a draft is finished."
            yield marked.finding((*path, "rows"), "finish-blind", "`finish` needs `state` and `final` here", hint)


def _commits(script: Script, marked: Marked) -> Iterator[FileFinding]:
    commits = [(path, step.commit) for path, step in walk(script) if step.commit]
    inside = [(path, one) for path, one in commits if path[0] == "entry" and len(path) == 2]
    if len(commits) != 1 or len(inside) != 1:
        hint = "The one press that makes the slip exist stands in `entry`: - commit: {button: 登録}"
        wrong = [path for path, _ in commits[1:]] or [("entry",)]
        said = Sentence("{n} commits; a robot has exactly one", n=len(commits))
        yield from (marked.finding(path, "commit-count", said, hint, key=len(path) == 1) for path in wrong)
        return
    path, commit = inside[0]
    if commit.carries and not commit.sends:
        hint = "Add `sends:` with the path every button posts to."
        yield marked.finding((*path, "commit"), "carries-alone", "`carries` needs `sends`", hint)
    if not commit.sends and any(step.keys and path[0] == "entry" for path, step in walk(script)):
        hint = "A key may send it before the commit step: name the path it is posted to, so that the gate knows it."
        yield marked.finding((*path, "commit"), "keys-unguarded", "`keys` in `entry` want `sends` here", hint)
    for other, step in walk(script):
        if step.press and commit.button and step.press.button == commit.button and not commit.carries:
            hint = "The gate refuses it everywhere but in the `commit` step; name this one by css: if it is another."
            yield marked.finding(
                (*other, "press"),
                "commit-pressed",
                Sentence("`{button}` is the commit button", button=commit.button),
                hint,
            )


def _fetching(script: Script, marked: Marked) -> Iterator[FileFinding]:
    yield from _required(script, marked, "list", "item")
    yield from _forbidden(
        script, marked, "a robot that fetches has no `{section}`", "lookup", "entry", "finish", "confirm"
    )
    rows = [step.rows for _, step in walk(script, ("list",)) if step.rows]
    if script.listing and (len(rows) != 1 or not rows[0].id):
        hint = "- rows: {table: 受注一覧, id: 注文番号, count: 全*件, next: 次へ}"
        yield marked.finding(("list",), "list-blind", "`list` reads one table with `rows` and its `id`", hint, key=True)
    if script.item and not any(step.download for _, step in walk(script, ("item",))):
        yield marked.finding(("item",), "item-empty", "`item` downloads nothing", "- download: CSV出力", key=True)


def _required(script: Script, marked: Marked, *sections: str) -> Iterator[FileFinding]:
    for section in sections:
        if not script.steps(section):
            yield marked.finding((), "section-missing", Sentence("`{section}` is missing", section=section))


def _forbidden(script: Script, marked: Marked, message: str, *sections: str) -> Iterator[FileFinding]:
    for section in sections:
        if script.steps(section):
            yield marked.finding((section,), "section-surplus", Sentence(message, section=section), key=True)


def _steps(script: Script, marked: Marked, hooks: ModuleType | None) -> Iterator[FileFinding]:
    for path, step in walk(script):
        yield from _hook(marked, path, step, hooks)
        yield from _fields(marked, path, step)
        yield from _values(marked, path, script, has_line=bool(step.keys and step.keys.each))
        yield from step_findings(marked, path, step)
        yield from day_findings(marked, path, step)
        if step.press and COORDINATES.match(step.press.css or step.press.button):
            yield marked.finding(
                (*path, "press"), "coordinates", "coordinates are not pressed", "Name the words on it."
            )


def _hook(marked: Marked, path: Path, step: Step, hooks: ModuleType | None) -> Iterator[FileFinding]:
    if step.call and not callable(getattr(hooks, step.call.hook, None)):
        hint = Sentence("Write `def {hook}(page, slip)` in hooks.py beside the robot's YAML.", hook=step.call.hook)
        yield marked.finding(
            (*path, "call", "hook"), "hook-missing", Sentence("there is no hook `{hook}`", hook=step.call.hook), hint
        )


def _fields(marked: Marked, path: Path, step: Step) -> Iterator[FileFinding]:
    for where, label, spec in _each_field(path, step):
        if step.fill and spec.value and SECRET_LABEL.search(label) and "{account." not in spec.value:
            hint = 'Write "{account.password}" and keep it with `denpyo secrets set`.'
            yield marked.finding(where, "password-in-file", "a password stands in the file", hint)


def _each_field(path: Path, step: Step) -> Iterator[tuple[Path, str, FieldSpec]]:
    for verb, fields in (("fill", step.fill), ("compare", step.compare)):
        if fields:
            yield from (((*path, verb, name), name, spec) for name, spec in fields.fields.items())
            yield from (((*path, verb, "lines", name), name, spec) for name, spec in fields.lines.items())


def _values(marked: Marked, path: Path, script: Script, *, has_line: bool) -> Iterator[FileFinding]:
    known = IN_SECTION[str(path[0])] | {"option"} | ({"row"} if "each" in path else set())
    for where, text in _texts(marked, path):
        in_lines = has_line or "lines" in where or "each_line" in path
        for root, name in tokens(text):
            if root not in FIELDS_OF:
                yield marked.finding(
                    where, "value-unknown", Sentence("`{{{root}}}` is not known", root=root), _known(known)
                )
            elif root not in known | ({"line"} if in_lines else set()):
                yield marked.finding(
                    where, "value-here", Sentence("`{{{root}}}` has no value in this place", root=root), _known(known)
                )
            elif root == "option" and name not in script.options:
                hint = Sentence("Declare it: options: {{{name}: {{description: what it is for}}}}", name=name)
                yield marked.finding(
                    where, "value-unknown", Sentence("the robot has no option `{name}`", name=name), hint
                )
            elif not _has(root, name):
                message = Sentence("`{root}` has no `{name}`", root=root, name=name)
                yield marked.finding(where, "value-unknown", message, known_names(sorted(FIELDS_OF[root] or ())))


def _known(roots: set[str]) -> str:
    here = ", ".join(sorted(roots)) or Sentence("none")
    return Sentence("Values here: {names}; {{line.…}} stands under `lines:`, or in `keys` with `each`.", names=here)


def _has(root: str, name: str) -> bool:
    fields = FIELDS_OF[root]
    return bool(name) if fields is None else (name in fields if fields else not name)


def _texts(marked: Marked, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every text below a step, with its place; steps inside a step are walked on their own."""
    node = marked.data
    for part in path:
        node = node[part]
    yield from _texts_in(node, path)


def _texts_in(node: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for name, value in node.items():
            if name != "each_line" and (path[-1], name) not in NESTED:
                yield from _texts_in(value, (*path, name))
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from _texts_in(value, (*path, n))
