"""Everything in the documentation that is written from the code: reference pages, schemas, help blocks."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

from agent.browser.script import Script
from agent.cli.help import say_help
from agent.cli.reference import commands, errors, features, layouts, robots, words
from agent.cli.words import Words
from agent.settings.schema import schemas
from connectors import CONNECTORS
from connectors.http_api.description import Api
from connectors.import_file.layout import LayoutFile
from robots import ROBOTS

REFERENCE = Path("docs", "reference")
SCHEMAS = Path("config", "schema")
READMES = {Path("README.md"): "en", Path("README.ja.md"): "ja"}
WRITTEN = "<!-- Written from the code by `denpyo docs write`; changes made here are lost. -->"
HELP = re.compile(r"(<!-- help: (?P<path>denpyo[a-z -]*) -->\n)(?:```text\n.*?\n```)?", re.DOTALL)


class HelpUnknownError(ValueError):
    """A help block names a command that does not exist."""


def written(tree: Path, root: Any) -> dict[Path, str]:
    """Return every file that is written from the code, relative to the tree, and its text.

    `root` is `denpyo` itself, as the click command a call is parsed by.
    """
    pages = {
        "audit-kinds": words.audit_kinds_page(),
        "commands": commands.page(_spoken("en", root)),
        "connectors": words.connectors_page(CONNECTORS),
        "errors": errors.page(),
        "features": features.page(tree),
        "layouts": layouts.page(),
        "robots": robots.page(ROBOTS),
        "rules": words.rules_page(),
        "settings": words.settings_page(),
    }
    files = {REFERENCE / f"{name}.md": f"{WRITTEN}\n\n{text.rstrip()}\n" for name, text in pages.items()}
    files |= {SCHEMAS / name: text for name, text in schemas(CONNECTORS, Script, api=Api, layout=LayoutFile).items()}
    for path, language in READMES.items():
        if (tree / path).is_file():
            files[path] = with_help((tree / path).read_text("utf-8"), commands.helps(_spoken(language, root)))
    return files


def _spoken(language: str, root: Any) -> Any:
    spoken = copy.deepcopy(root)
    say_help(spoken, Words(language))
    return spoken


def with_help(text: str, helps: dict[str, str]) -> str:
    """Fill the help blocks of a page: each stands after `<!-- help: denpyo … -->`."""

    def fill(match: re.Match[str]) -> str:
        path = match["path"].strip()
        if path not in helps:
            raise HelpUnknownError(f"there is no command `{path}`")
        return f"{match[1]}```text\n{helps[path]}\n```"

    return HELP.sub(fill, text)
