"""The documents that the tests of a site's forms read, in `forms/tests`."""

from __future__ import annotations

from pathlib import Path

from agent.extract.form_tests import Documents

FOLDER = "forms"


def documents_in(folder: Path) -> Documents:
    """Return what gives the bytes of a test's document of this site, None where none can be read."""

    def content_of(document: str) -> bytes | None:
        try:
            return (folder / FOLDER / document).read_bytes()
        except (OSError, ValueError):  # ValueError: no file can have that name
            return None

    return content_of
