"""Make a first own site: a folder with one source, one form, rules with tests, masters and a practice target."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from agent.core.errors import ConfigError

ROOM = "agent.settings"
PATTERN = "first_site"
INCOMING = "incoming"
DAYS_TO_DELIVER = 14
WEEKEND = 5


class SiteThereError(ConfigError):
    """The folder for a new site holds something already."""

    code = "site-there"
    hint = "Give a new or an empty folder; nothing was changed."


def make_site(folder: Path, schemas: Mapping[str, str], today: date) -> list[Path]:
    """Write a first site into a new or empty folder.

    Args:
        folder: Where; its last part, made a name, becomes the site's name.
        schemas: File name and text of the JSON Schemas for editors.
        today: The day the sample order is dated.

    Returns:
        The files written, relative to the folder.

    Raises:
        SiteThereError: The folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise SiteThereError("the folder is not empty", place=str(folder))
    words = {"{{name}}": _name_of(folder), "{{today}}": f"{today}", "{{later}}": f"{_workday(today)}"}
    written = [_write(folder, path, _filled(text, words)) for path, text in _pattern(files(ROOM) / PATTERN)]
    written += [_write(folder, f"schema/{name}", text) for name, text in schemas.items()]
    (folder / INCOMING).mkdir()
    return sorted(written)


def _pattern(folder: Traversable, inside: str = "") -> list[tuple[str, str]]:
    found = []
    for part in folder.iterdir():
        path = f"{inside}{part.name}"
        if part.is_dir():
            found += _pattern(part, f"{path}/")
        else:
            found.append((path.replace("gitignore", ".gitignore"), part.read_text("utf-8")))
    return found


def _write(folder: Path, path: str, text: str) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return Path(path)


def _filled(text: str, words: Mapping[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _name_of(folder: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "my-site"


def _workday(today: date) -> date:
    day = today + timedelta(days=DAYS_TO_DELIVER)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= WEEKEND else day
