"""The language a command speaks: the site's; where there is no readable site, that of the terminal's user."""

from __future__ import annotations

from pathlib import Path


class Words:
    """Says a command's texts in one language; `t("Slip number")` is how every file here names it."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: str, **values: object) -> str:
        """Return a text in this language, its `{name}` places filled."""
        from agent.wording.catalogue import say

        return say(self.language, text, **values)

    def sentence(self, text: str) -> str:
        """Say an English sentence that was made elsewhere, such as what is wrong in a file."""
        from agent.wording.catalogue import say_sentence

        return say_sentence(self.language, text)

    def count(self, n: int, one: str, many: str) -> str:
        """Return a count with its noun: `1 finding`, `2 findings`."""
        return self(one if n == 1 else many, n=n)


def words_of(site: Path) -> Words:
    """Return the words of the site in a folder."""
    return Words(_language_of(site))


def _language_of(site: Path) -> str:
    from agent.core.errors import DenpyoError
    from agent.settings.site_file import load_settings
    from agent.wording.terminal import language_here

    try:
        return load_settings(site).language
    except (DenpyoError, OSError):
        return language_here()
