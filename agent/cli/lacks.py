"""What a site's sources and targets need and this machine does not have: secrets, and a browser for the robots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from agent.browser.find import find_browser, sites_browser, systems_browser
from agent.core.errors import DenpyoError
from agent.settings.load import Site
from agent.settings.secrets import Secrets

SECRET_SETTINGS = ("password", "totp", "certificate")


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: for which source or target, and why, with its next move."""

    kind: str
    name: str
    error: DenpyoError


def missing_secrets(site: Site) -> Iterator[Lack]:
    """Yield every source, target and sender whose secret cannot be had."""
    for kind, name, secret in secrets_named(site):
        try:
            Secrets(site.folder).get(secret)
        except DenpyoError as error:
            yield Lack(kind, name, error)


def secrets_named(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, source, target or sender, secret) for each that names one."""
    for kind, named in (("source", site.sources), ("target", site.targets)):
        for name, config in named.items():
            secrets = [getattr(config, setting, "") for setting in SECRET_SETTINGS]  # what logs in has some of them
            yield from ((kind, name, secret) for secret in secrets if secret)
    yield from (("sender", one.sender, one.secret) for one in site.settings.passwords)


def missing_browser(site: Site) -> Iterator[Lack]:
    """Yield every source and target that works by a robot, when no browser is found."""
    robots = [("source", name) for name, config in site.sources.items() if getattr(config, "robot", "")]
    robots += [("target", name) for name, target in site.targets.items() if target.robot]
    if not robots:
        return
    executable = site.settings.browser.executable
    try:
        if not (sites_browser(executable) or systems_browser()):  # Playwright's driver takes a second to ask
            find_its_browser(executable)
    except DenpyoError as error:
        for kind, name in robots:
            yield Lack(kind, name, error)


def find_its_browser(executable: str) -> str:
    """Return the browser that robots will use.

    Raises:
        BrowserMissingError: There is none; its hint says what to install.
    """
    with sync_playwright() as playwright:
        return find_browser(executable, playwright)


def lacks(site: Site) -> Iterator[Lack]:
    """Yield all that is missing."""
    yield from missing_secrets(site)
    yield from missing_browser(site)
