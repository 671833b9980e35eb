"""The sample site's console, and browsers of its people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from fastapi import FastAPI

from agent.console.app import create_app
from agent.console.deps import ConsoleDeps
from agent.console.server import ConsoleServer
from tests.support.seeded import PASSWORD, Seeded, seed

PEOPLE = {"operator": "hanako", "approver": "bucho", "it": "joho", "auditor": "kansa", "admin": "kanri"}
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


@pytest.fixture
def browser(deps: ConsoleDeps) -> Iterator[Callable[[], Browser]]:
    """Serve the console, with nothing remembered of failed log-ins, and make browsers of it."""
    server = ConsoleServer(deps, "127.0.0.1", 0)
    server.start()
    opened: list[Browser] = []

    def make() -> Browser:
        opened.append(Browser(base_url=server.address, trust_env=False))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
    server.stop()


@pytest.fixture
def stranger(browser: Callable[[], Browser]) -> Browser:
    """A browser that is not logged in."""
    return browser()


@pytest.fixture
def as_role(browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    """Make a browser logged in as somebody with this role."""

    def make(role: str) -> Browser:
        one = browser()
        assert one.log_in(PEOPLE[role]).status_code == 303
        return one

    return make
