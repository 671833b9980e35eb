"""Read documents on the desk as the agent would: by all forms of the site, locked files with its passwords."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.delivery import Delivery
    from agent.extract.extraction import Reading
    from agent.extract.form import Form
    from agent.settings.passwords import SenderPasswords


@contextmanager
def confined_reader_of(site: Path) -> Iterator[tuple[tuple[Form, ...], Callable[[Delivery], Reading]]]:
    """Give the forms of a site and what reads a delivery by them in a confined process, as the agent does.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
        FilesError: What is wrong in it, or in the forms.
        ParsersDownError: The process does not start.
    """
    from agent.engine.parsers import Parsers
    from agent.settings.files import SiteFiles
    from agent.settings.load import load_site_forms

    forms = load_site_forms(site)
    parsers = Parsers(SiteFiles(site).texts_of("forms"), passwords=passwords_of(site).of)
    try:
        parsers.start()
        yield forms, parsers.read
    finally:
        parsers.close()


def reader_of(site: Path) -> tuple[tuple[Form, ...], Callable[[Delivery], Reading]]:
    """Return the forms of a site and what reads a delivery by them.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
        FilesError: What is wrong in it, or in the forms.
    """
    from agent.extract.passwords import Passwords
    from agent.extract.read import reading_of
    from agent.settings.load import load_site_forms

    forms, known = load_site_forms(site), passwords_of(site)
    return forms, lambda delivery: reading_of(delivery, forms, Passwords(known.of(delivery)))


def passwords_of(site: Path) -> SenderPasswords:
    """Return the passwords that a site knows of its senders."""
    from agent.settings.passwords import SenderPasswords
    from agent.settings.secrets import Secrets
    from agent.settings.site_file import load_settings
    from agent.settings.typed import TypedPasswords

    return SenderPasswords(load_settings(site).passwords, Secrets(site), TypedPasswords(site))
