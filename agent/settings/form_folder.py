"""The folder of a site's forms and their tests: what stands in it, and how a changed form is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from agent.core.delivery import digest_of
from agent.core.durable import write_whole
from agent.core.errors import ConfigError
from agent.extract.form_tests import Documents
from agent.settings.files import SiteFiles
from agent.settings.form_tests import FOLDER, documents_in

MODE = 0o644


class FormNotWrittenError(ConfigError):
    """A form or its test's document cannot be written into the site's folder."""

    code = "form-not-written"
    hint = (
        "Write it by hand where the site's files are kept: `denpyo forms accept {number} --dry-run` shows the change. "
        "Then accept it again."
    )


class FormStaleError(ConfigError):
    """The form was changed since the proposal was made, or a test's document of this name holds something else."""

    code = "form-stale"
    hint = (
        "Compare the file with the proposal; make the change by hand, or refuse the proposal and correct an order anew."
    )


class FormFolder:
    """The forms of one site's folder."""

    def __init__(self, site: Path) -> None:
        self._site = site

    def texts(self) -> dict[str, str]:
        """Return the texts of the forms by their files' names (`forms/x.yaml`)."""
        return SiteFiles(self._site).texts_of(FOLDER)

    def documents(self, more: Mapping[str, bytes]) -> Documents:
        """Return what gives the documents of the forms' tests, and some that are not there yet."""
        there = documents_in(self._site)
        return lambda name: more.get(name, there(name))

    def keep_document(self, name: str, content: bytes) -> None:
        """Write a test's document, over no other.

        Raises:
            FormStaleError: Another document has this name.
            FormNotWrittenError: It cannot be written.
        """
        path = self._site / FOLDER / name
        try:
            if path.is_file():
                if path.read_bytes() != content:
                    raise FormStaleError(file=f"{FOLDER}/{name}")
                return
            path.parent.mkdir(exist_ok=True)
            write_whole(path, content, mode=MODE)
        except OSError as error:
            raise FormNotWrittenError(file=f"{FOLDER}/{name}", what=error.strerror or type(error).__name__) from error

    def write(self, file: str, base_digest: str, text: str) -> None:
        """Put a form's new text in place of the one it was made from; one that is there already is left.

        Raises:
            FormStaleError: The file holds neither.
            FormNotWrittenError: It cannot be written.
        """
        now = self.texts().get(file, "")
        if now == text:
            return
        if text_digest(now) != base_digest:
            raise FormStaleError(file=file)
        try:
            write_whole(self._site / file, text.encode(), mode=MODE)
        except OSError as error:
            raise FormNotWrittenError(file=file, what=error.strerror or type(error).__name__) from error


def text_digest(text: str) -> str:
    """Name a form's text."""
    return digest_of(text.encode())
