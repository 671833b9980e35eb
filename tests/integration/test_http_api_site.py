"""A site whose target is an API: checked with line and column, and looked at without entering anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from agent.cli.main import call
from agent.settings.scaffold import make_site
from agent.settings.secrets import Secrets
from tests.support.api_server import API, TOKEN, ApiServer

pytestmark = pytest.mark.integration


@pytest.fixture
def server() -> Iterator[ApiServer]:
    """The system."""
    made = ApiServer()
    yield made
    made.stop()


@pytest.fixture
def site(tmp_path: Path, server: ApiServer) -> Path:
    """A first site with one more target, by API."""
    folder = tmp_path / "site"
    make_site(folder, {}, date(2026, 4, 1))
    (folder / "apis").mkdir()
    (folder / "apis" / "books.yaml").write_text(API, "utf-8")
    (folder / "targets" / "books.yaml").write_text(f"api: books\nurl: {server.url}\npassword: books-token\n", "utf-8")
    Secrets(folder).set("books-token", TOKEN)
    return folder


@pytest.mark.proves("D9")
def test_connections_test_looks_and_enters_nothing(site: Path, server: ApiServer):
    """Address, account and the place of the rows are proved by one search."""
    assert call(["--site", str(site), "check"]) == 0
    assert call(["--site", str(site), "connections", "test", "books"]) == 0
    assert server.books.requests == ["GET /v1/slips"]


def test_check_names_what_is_wrong_in_an_api_and_its_target(site: Path, capsys: pytest.CaptureFixture[str]):
    """A wrong value, a certificate that is none and a secret that is not named stand at their places."""
    (site / "apis" / "books.yaml").write_text(API.replace("{slip.total}", "{slip.sum}") + "ca: missing.pem\n", "utf-8")
    assert call(["--site", str(site), "check"]) == 3
    out = capsys.readouterr().out
    assert "apis/books.yaml:22:12" in out
    assert "missing.pem" in out

    (site / "apis" / "books.yaml").write_text(API, "utf-8")
    path = site / "targets" / "books.yaml"
    path.write_text(path.read_text("utf-8").replace("password: books-token\n", ""), "utf-8")
    assert call(["--site", str(site), "check"]) == 3
    assert "targets/books.yaml:1:1" in capsys.readouterr().out


def test_check_refuses_a_password_over_open_http(site: Path, capsys: pytest.CaptureFixture[str]):
    """Only this machine itself is asked without https where an account is proved."""
    path = site / "targets" / "books.yaml"
    path.write_text("api: books\nurl: http://books.example/v1\npassword: books-token\n", "utf-8")
    assert call(["--site", str(site), "check"]) == 3
    assert "targets/books.yaml:2:6" in capsys.readouterr().out

    (site / "apis" / "books.yaml").write_text(API.replace("auth: {kind: bearer}\n", ""), "utf-8")
    assert call(["--site", str(site), "check"]) == 0
