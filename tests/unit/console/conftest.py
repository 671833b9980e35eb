"""The sample site's console, and browsers of its people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from ipaddress import IPv4Network

import httpx
import pytest
from fastapi import FastAPI

from agent.console.app import create_app
from agent.console.deps import ConsoleDeps
from agent.console.visit import cookie_name
from agent.store.users import open_session
from tests.support.seeded import PASSWORD, Seeded, seed, served

PEOPLE = {"operator": "hanako", "approver": "bucho", "it": "joho", "auditor": "kansa", "admin": "kanri"}
PLACES = map(str, IPv4Network("127.1.0.0/16").hosts())
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


class Browser(httpx.Client):
    """Somebody's browser: remembers its cookie, does not follow redirects by itself."""

    def mark(self, path: str = "/settings") -> str:
        """Return the mark this browser's forms carry."""
        found = TOKEN.search(self.get(path).text)
        assert found is not None
        return found.group(1)

    def fill(self, path: str, **values: str) -> httpx.Response:
        """Send a form from a page of the console."""
        return self.post(path, data={"csrf": self.mark(), **values})

    def log_in(self, name: str, password: str = PASSWORD, **values: str) -> httpx.Response:
        """Fill in the log-in page."""
        return self.post("/login", data={"csrf": self.mark("/login"), "name": name, "password": password, **values})


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    """The sample site; tests may add to it."""
    site = seed(tmp_path_factory.mktemp("site"))
    yield site
    site.database.close()


@pytest.fixture(scope="session")
def deps(sample: Seeded) -> ConsoleDeps:
    """What the console is given."""
    return sample.deps()


@pytest.fixture(scope="session")
def app(deps: ConsoleDeps) -> FastAPI:
    """The console's application, to ask for its routes."""
    return create_app(deps)


@pytest.fixture(scope="session")
def address(deps: ConsoleDeps) -> Iterator[str]:
    """Where the sample site's console is served: once for all tests, its routes and templates take a while to make."""
    with served(deps) as opened:
        yield opened


@pytest.fixture
def browser(address: str) -> Iterator[Callable[[], Browser]]:
    """Make browsers, at a place of each test's own: its log-ins that failed are not held against another's."""
    with ExitStack() as opened:
        place = next(PLACES)

        def make() -> Browser:
            transport = httpx.HTTPTransport(verify=False, local_address=place)  # no TLS: spare reading certificates
            return opened.enter_context(Browser(base_url=address, transport=transport, trust_env=False))

        yield make


@pytest.fixture
def stranger(browser: Callable[[], Browser]) -> Browser:
    """A browser that is not logged in."""
    return browser()


@pytest.fixture
def as_role(deps: ConsoleDeps, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    """Make a browser logged in as somebody with this role; only tests of the log-in pay for comparing a password."""

    def make(role: str) -> Browser:
        with deps.database.transaction() as session:
            token = open_session(session, PEOPLE[role], deps.clock.now())
        one = browser()
        one.cookies.set(cookie_name(deps), token, domain="127.0.0.1", path="/")
        return one

    return make
