"""Load `site.yaml` alone, which is all that questions to the database need."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agent.core.errors import ConfigError
from agent.core.sentence import Sentence
from agent.marks.check import check_model
from agent.marks.findings import FilesError
from agent.settings.files import SiteFiles
from agent.settings.model import SiteSettings
from agent.settings.variables import Variables

SQLITE = "sqlite:///"
FOLDERS = ("evidence", "checkpoints")


class SiteMissingError(ConfigError):
    """The folder holds no site."""

    code = "site-missing"
    hint = "Give the folder with `--site FOLDER` or DENPYO_SITE, or make one with `denpyo init FOLDER`."


def load_settings(folder: Path, variables: Variables | None = None) -> SiteSettings:
    """Load a site's settings; paths in them are absolute.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
        FilesError: What is wrong in it.
    """
    require_site(folder)
    files = SiteFiles(folder, only=("site.yaml",))
    if files.findings:
        raise FilesError(files.findings)
    return settings_of(files, os.environ if variables is None else variables)


def require_site(folder: Path) -> None:
    """Raise SiteMissingError unless the folder holds a site."""
    if not (folder / "site.yaml").is_file():
        raise SiteMissingError("there is no site.yaml here", place=str(folder))


def settings_of(files: SiteFiles, variables: Variables) -> SiteSettings:
    """Read `site.yaml` out of files already read.

    Raises:
        FilesError: What is wrong in it.
    """
    marked = files.marked("site.yaml", variables)
    settings = check_model(marked, SiteSettings)
    if not _is_zone(settings.time_zone):
        hint = "Write a name of the tz database, such as `Asia/Tokyo`."
        message = Sentence("`{name}` is no time zone", name=settings.time_zone)
        raise FilesError([marked.finding(("time_zone",), "time-zone", message, hint)])
    absolute = {name: str((files.folder / getattr(settings, name)).resolve()) for name in FOLDERS}
    absolute["database"] = database_address(files.folder, settings.database)
    return settings.model_copy(update=absolute)


def database_address(folder: Path, address: str) -> str:
    """Return a database address with the path of a SQLite file made absolute to the site folder."""
    if not address.startswith(SQLITE):
        return address
    return SQLITE + str((folder / address.removeprefix(SQLITE)).resolve())


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
