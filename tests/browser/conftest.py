"""A real Chromium per module, and a screen with our scripts in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import robots.target
from agent.browser.find import find_browser, launch_arguments
from agent.browser.pagescript import page_script
from agent.browser.screen import Screen
from agent.browser.session import Place


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser("", playwright), args=launch_arguments())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def shared_page(browser) -> Iterator[Page]:
    """One page for tests that bring their own document."""
    context = browser.new_context(service_workers="block")
    context.add_init_script(page_script())
    page = context.new_page()
    page.set_default_timeout(3_000)
    yield page
    context.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Robots that give a field a second to come, for tests in which it never does."""
    monkeypatch.setattr(robots.target, "Place", partial(Place, patience_ms=1_000))


@pytest.fixture
def screen(shared_page) -> Screen:
    """A screen that looks once and does not wait."""
    return Screen(shared_page, page_script(), patience_ms=0)
