"""Fill `${NAME}` in with environment variables, so that a site's files can move between machines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding, FilesError
from agent.marks.reader import Marked, Path

Variables = Mapping[str, str]

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def expanded(marked: Marked, variables: Variables) -> Marked:
    """Return the marked YAML with every `${NAME}` in its values filled in; places stay.

    Raises:
        FilesError: Every undefined variable, at its place.
    """
    findings: list[FileFinding] = []

    def fill(node: Any, path: Path) -> Any:
        if isinstance(node, dict):
            return {name: fill(value, (*path, name)) for name, value in node.items()}
        if isinstance(node, list):
            return [fill(value, (*path, position)) for position, value in enumerate(node)]
        return _filled(node, path) if isinstance(node, str) else node

    def _filled(text: str, path: Path) -> str:
        missing = (name for name in VARIABLE.findall(text) if name not in variables)
        findings.extend(_undefined(marked, path, name) for name in missing)
        return VARIABLE.sub(lambda match: variables.get(match[1], match[0]), text)

    data = fill(marked.data, ())
    if findings:
        raise FilesError(findings)
    return replace(marked, data=data)


def _undefined(marked: Marked, path: Path, name: str) -> FileFinding:
    hint = Sentence("Set the environment variable {name} before `denpyo` starts, or write the value here.", name=name)
    return marked.finding(path, "undefined-variable", Sentence("`${{{name}}}` is not defined", name=name), hint)
