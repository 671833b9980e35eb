"""Read the site's files as text, with their names as people know them, and gather what is wrong in any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from agent.core.delivery import digest_of
from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding, FilesError, Place
from agent.marks.reader import Marked, read_yaml
from agent.settings.variables import Variables, expanded

Value = TypeVar("Value")

FOLDERS = ("sources", "targets", "forms", "rules", "layouts", "apis")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class SiteFiles:
    """The texts of one site folder, read once, and the findings met on the way.

    `texts` maps names as people know them (`sources/mail.yaml`) to their text; `only` reads just the files it names.
    """

    def __init__(self, folder: Path, only: Sequence[str] = ()) -> None:
        self.folder = folder
        self.findings: list[FileFinding] = []
        self.texts: dict[str, str] = {}
        for path in [folder / file for file in only] or _paths(folder):
            self._read(path)

    def gather(self, work: Callable[[], Value]) -> Value | None:
        """Do a piece of work; on findings keep them, and return None."""
        try:
            return work()
        except FilesError as error:
            self.findings.extend(error.findings)
            return None

    def marked(self, file: str, variables: Variables) -> Marked:
        """Read one YAML file with `${NAME}` filled in.

        Raises:
            FilesError: It is missing, empty, not YAML, or names an undefined variable.
        """
        if file not in self.texts:
            raise FilesError([FileFinding(Place(file), "file-missing", "the file is missing", "Create it.")])
        marked = read_yaml(self.texts[file], file)
        if not isinstance(marked.data, dict):
            raise FilesError([marked.finding((), "file-empty", "the file holds no settings", "Write `name: value`.")])
        return expanded(marked, variables)

    def named(self, folder: str) -> dict[str, str]:
        """Return the YAML files of one folder by the name they give their thing: `mail` → `sources/mail.yaml`."""
        files = (file for file in self.texts if file.startswith(f"{folder}/") and file.endswith(".yaml"))
        return {Path(file).stem: file for file in files}

    def texts_of(self, folder: str) -> dict[str, str]:
        """Return the texts of one folder's YAML files by their names."""
        return {file: self.texts[file] for file in self.named(folder).values()}

    @property
    def digest(self) -> str:
        """Name the whole set of files; any change gives another digest."""
        whole = "\0".join(part for item in self.texts.items() for part in item)
        return digest_of(whole.encode())

    def _read(self, path: Path) -> None:
        file = path.relative_to(self.folder).as_posix()
        if path.suffix == ".yaml" and path.parent != self.folder and not NAME.fullmatch(path.stem):
            hint = "Use small letters, digits and hyphens: `my-customer.yaml`."
            self._add(file, "file-name", Sentence("`{name}` is not a name", name=path.name), hint)
        try:
            self.texts[file] = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            hint = "Save the file as UTF-8."
            self._add(file, "not-utf8", Sentence("byte {n} is not UTF-8", n=error.start + 1), hint)
        except OSError as error:
            self._add(
                file,
                "file-unreadable",
                Sentence("it cannot be read: {what}", what=error.strerror),
                "Give the agent the right to.",
            )

    def _add(self, file: str, code: str, message: str, hint: str) -> None:
        self.findings.append(FileFinding(Place(file), code, message, hint))


def _paths(folder: Path) -> Iterator[Path]:
    if (folder / "site.yaml").is_file():
        yield folder / "site.yaml"
    for name in FOLDERS:
        yield from sorted((folder / name).glob("*.y*ml"))
    yield from sorted((folder / "masters").glob("*.csv"))
    yield from sorted((folder / "robots").glob("*/*.yaml"))
