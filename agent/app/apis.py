"""Find the API descriptions of a site: `apis/NAME.yaml`, one system each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from agent.core.errors import ConfigError
from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding
from agent.marks.reader import Marked
from agent.settings.model import TargetSettings
from connectors.http_api.description import Api
from connectors.http_api.lint import LOOPBACK, load_api


class ApiMissingError(ConfigError):
    """There is no API description of this name."""

    code = "api-missing"
    hint = "Describe the system in `apis/NAME.yaml`, or correct `api:` in the target's file."


def open_api(name: str, site: Path) -> Api:
    """Read one API's description.

    Raises:
        ApiMissingError: There is none of this name.
        FilesError: What is wrong in it, with places and hints.
    """
    path = site / "apis" / f"{name}.yaml"
    if not path.is_file():
        raise ApiMissingError(f"there is no API `{name}`", name=name)
    return load_api(path.read_text("utf-8"), f"apis/{name}.yaml", site)


def target_findings(marked: Marked, settings: TargetSettings, api: Api) -> Iterator[FileFinding]:
    """Yield what a target's file lacks that its API needs."""
    if not settings.url.startswith(("http://", "https://")):
        yield marked.finding(("url",), "url", "this is no address", "Write `url: https://…`.")
    elif api.auth is not None and settings.url.startswith("http://") and not _is_here(settings.url):
        hint = "Write `url: https://…`; for a certificate authority of your own, name its file under `ca:` in the API."
        yield marked.finding(("url",), "url-open", "over http everyone on the way could read the password", hint)
    if api.auth is not None and not settings.password:
        hint = "Write `password:` with the name of the secret, and set it with `denpyo secrets set`."
        yield marked.finding(
            (), "missing-key", Sentence("`password` is missing: `{api}` asks for it", api=settings.api), hint
        )
    if api.auth is not None and api.auth.kind in ("basic", "oauth") and not settings.user:
        hint = "For OAuth it is the client id."
        yield marked.finding(
            (), "missing-key", Sentence("`user` is missing: `{api}` asks for it", api=settings.api), hint
        )


def _is_here(url: str) -> bool:
    return urlsplit(url).hostname in LOOPBACK
