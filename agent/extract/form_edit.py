"""Change the text of a form at one place, so that all else in it, comments and layout too, stays as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from agent.marks.reader import Path, read_yaml

WIDTH = 110
_NULL = "tag:yaml.org,2002:null"


class EditImpossibleError(ValueError):
    """The file is written in a way that cannot be changed in one place."""


class _Flow(dict[str, Any]):
    """A mapping to be written on one line."""


class _Texts(yaml.SafeDumper):
    """Writes texts as our files hold them: nothing but text, so that days and numbers need no quotes."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML declares it so
        first: [(tag, pattern) for tag, pattern in pairs if tag == _NULL]
        for first, pairs in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


_Texts.add_representer(_Flow, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, True))


def put_first(text: str, path: Path, value: str) -> str:
    """Put a text before the one, or the ones, that stand at a path (`label: X` becomes `label: [value, X]`)."""
    node = _node(text, path)
    if isinstance(node, yaml.ScalarNode):
        return _replaced(text, node, f"[{_flow(value)}, {_flow(node.value)}]")
    if isinstance(node, yaml.SequenceNode) and node.value:
        first = node.value[0]
        if node.flow_style:
            return _inserted(text, first.start_mark.index, f"{_flow(value)}, ")
        return _inserted(
            text, node.start_mark.index, f"- {_flow(value)}{_line_end(text)}{' ' * node.start_mark.column}"
        )
    raise EditImpossibleError(".".join(map(str, path)))


def put(text: str, path: Path, name: str, value: Any) -> str:
    """Write a value under a name into the mapping at a path: in place of what is there, else before all others."""
    node = _node(text, path)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise EditImpossibleError(".".join(map(str, path)))
    for key, old in node.value:
        if key.value == name:
            return _replaced(text, old, _flow(value))
    start = node.value[0][0].start_mark
    behind = ", " if node.flow_style else f"{_line_end(text)}{' ' * start.column}"
    return _inserted(text, start.index, f"{name}: {_flow(value)}{behind}")


def with_test(text: str, test: Mapping[str, Any]) -> str:
    """Add a test at the end of those the form has.

    Raises:
        EditImpossibleError: The tests are written in a way that leaves no place for another.
    """
    root = _node(text, ())
    if not isinstance(root, yaml.MappingNode):
        raise EditImpossibleError("tests")
    tests = next((value for key, value in root.value if key.value == "tests"), None)
    if tests is None:
        end = _line_end(text)
        written = f"{_ended(text)}tests:{end}{_block(test, 2, end)}"
    elif isinstance(tests, yaml.SequenceNode) and tests.value and not tests.flow_style:
        line_end = text.find("\n", _end(tests))
        before, after = (_ended(text), "") if line_end < 0 else (text[: line_end + 1], text[line_end + 1 :])
        written = before + _block(test, tests.start_mark.column, _line_end(text)) + after
    else:
        raise EditImpossibleError("tests")
    _require_same(text, written, test)
    return written


def _require_same(before: str, after: str, test: Mapping[str, Any]) -> None:
    """Make sure that nothing but the new test differs in what the file says."""
    old, new = read_yaml(before, "").data, read_yaml(after, "").data
    if new != {**old, "tests": [*(old.get("tests") or ()), dict(test)]}:
        raise EditImpossibleError("tests")


def _line_end(text: str) -> str:
    """Return how the file ends its lines."""
    return "\r\n" if "\r\n" in text else "\n"


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + _line_end(text)


def _block(test: Mapping[str, Any], indent: int, end: str) -> str:
    orders = [{**order, "lines": [_Flow(line) for line in order["lines"]]} for order in test["orders"]]
    item = [{**test, "orders": orders}]
    text = yaml.dump(item, Dumper=_Texts, allow_unicode=True, sort_keys=False, width=WIDTH)
    return "".join(f"{' ' * indent}{line}{end}" for line in text.removesuffix("\n").split("\n"))


def _flow(value: Any) -> str:
    """Write a value on one line, so that it may stand in brackets."""
    text: str = yaml.dump(
        [value], Dumper=_Texts, allow_unicode=True, sort_keys=False, width=2**20, default_flow_style=True
    )
    return text.strip()[1:-1]


def _node(text: str, path: Path) -> Any:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise EditImpossibleError(str(error)) from error
    for part in path:
        found = _child(node, part)
        if found is None:
            raise EditImpossibleError(".".join(map(str, path)))
        node = found
    return node


def _child(node: Any, part: str | int) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == part), None)


def _end(node: Any) -> int:
    """Return where what a node says ends: a block's own end is where the next thing begins."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _replaced(text: str, node: Any, new: str) -> str:
    return text[: node.start_mark.index] + new + text[_end(node) :]


def _inserted(text: str, at: int, new: str) -> str:
    return text[:at] + new + text[at:]
