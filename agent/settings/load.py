"""Load a site folder whole: every file read and checked, every finding of all files named at once."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from agent.core.sentence import Sentence
from agent.core.spec import Connector, ConnectorConfig
from agent.extract.form import Form, load_forms
from agent.marks.check import check_model
from agent.marks.findings import FileFinding, FilesError, Place
from agent.marks.hints import did_you_mean
from agent.marks.reader import Marked
from agent.quality.match import Masters, load_masters
from agent.settings.files import SiteFiles
from agent.settings.model import WAYS, SiteSettings, TargetSettings
from agent.settings.site_file import require_site, settings_of
from agent.settings.variables import Variables
from rules.load import load_ruleset
from rules.ruleset import Ruleset

Value = TypeVar("Value")

MASTERS = ("masters/customers.csv", "masters/products.csv")
MORE_MASTERS = ("masters/customer_products.csv", "masters/prices.csv", "masters/stock.csv")
NOT_OF_LAYOUTS = ("url", "user", "password", "totp", "certificate", "options")


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that stands in a site's files, checked; paths in `settings` are absolute."""

    folder: Path
    settings: SiteSettings
    sources: Mapping[str, ConnectorConfig]
    targets: Mapping[str, TargetSettings]
    forms: tuple[Form, ...]
    ruleset: Ruleset
    masters: Masters
    digest: str


def load_site(
    folder: Path,
    connectors: Mapping[str, Connector],
    robots: Collection[str],
    variables: Variables | None = None,
    *,
    layouts: Collection[str] = (),
    apis: Collection[str] = (),
) -> Site:
    """Load every file of a site.

    Args:
        folder: The site folder.
        connectors: The connectors that ship, by kind.
        robots: Names of the robots that ship; the site's own are found in its `robots/`.
        variables: What `${NAME}` stands for; the environment when not given.
        layouts: Names of the import file layouts that ship; the site's own are found in its `layouts/`.
        apis: Names of the API descriptions that ship; the site's own are found in its `apis/`.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
        FilesError: Every finding of all files at once.
    """
    require_site(folder)
    files = SiteFiles(folder)
    known = os.environ if variables is None else variables
    settings = files.gather(partial(settings_of, files, known))
    sources = {
        name: files.gather(partial(_source, files, file, connectors, known))
        for name, file in files.named("sources").items()
    }
    ways = _ways(files, robots, layouts, apis)
    targets = {
        name: files.gather(partial(_target, files, file, ways, known)) for name, file in files.named("targets").items()
    }
    forms = files.gather(partial(load_forms, files.texts_of("forms")))
    ruleset = files.gather(partial(load_ruleset, files.texts_of("rules"), frozenset(targets)))
    masters = files.gather(partial(_masters, files))
    if files.findings:
        raise FilesError(files.findings)
    return Site(
        folder,
        _sure(settings),
        _all(sources),
        _all(targets),
        _sure(forms),
        _sure(ruleset),
        _sure(masters),
        files.digest,
    )


def load_rules(folder: Path) -> Ruleset:
    """Load a site's rules alone.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
        FilesError: Every finding of the rules files.
    """
    require_site(folder)
    files = SiteFiles(folder)
    return load_ruleset(files.texts_of("rules"), frozenset(files.named("targets")))


def load_site_forms(folder: Path) -> tuple[Form, ...]:
    """Load a site's forms alone.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
        FilesError: Every finding of the forms.
    """
    require_site(folder)
    return load_forms(SiteFiles(folder).texts_of("forms"))


def load_site_masters(folder: Path) -> Masters | None:
    """Load a site's masters alone; None where there are none yet.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
        FilesError: Every finding of the masters.
    """
    require_site(folder)
    files = SiteFiles(folder)
    return _masters(files) if set(MASTERS) <= files.texts.keys() else None


def own_robots(files: Collection[str]) -> frozenset[str]:
    """Return the robots that stand in the site's own `robots/` folder (underscores there, hyphens in names)."""
    scripts = (Path(file) for file in files if file.startswith("robots/") and file.endswith("/robot.yaml"))
    return frozenset(script.parent.name.replace("_", "-") for script in scripts)


def _source(files: SiteFiles, file: str, connectors: Mapping[str, Connector], variables: Variables) -> ConnectorConfig:
    marked = files.marked(file, variables)
    kind = marked.data.get("connector")
    connector = connectors.get(kind) if isinstance(kind, str) else None
    if connector is None:
        message = Sentence("`{kind}` is no connector", kind=kind) if kind else "`connector` is missing"
        raise FilesError(
            [marked.finding(("connector",), "connector", message, did_you_mean(str(kind), sorted(connectors)))]
        )
    return check_model(marked, connector.config)


def _ways(
    files: SiteFiles, robots: Collection[str], layouts: Collection[str], apis: Collection[str]
) -> Mapping[str, Collection[str]]:
    """Return the names there are for each way to reach a target, those of the site included."""
    own = {"robot": own_robots(files.texts), "layout": files.named("layouts"), "api": files.named("apis")}
    shipped = {"robot": robots, "layout": layouts, "api": apis}
    return {way: frozenset(own[way]) | frozenset(shipped[way]) for way in WAYS}


def _target(files: SiteFiles, file: str, ways: Mapping[str, Collection[str]], variables: Variables) -> TargetSettings:
    marked = files.marked(file, variables)
    target = check_model(marked, TargetSettings)
    given = [way for way in WAYS if getattr(target, way)]
    if len(given) != 1:
        message = (
            Sentence("`{names}` are given together", names="`, `".join(given))
            if given
            else "none of `robot`, `layout`, `api` is given"
        )
        hint = "Keep exactly one: a robot keys, a layout writes an import file, an api sends."
        raise FilesError([marked.finding((given[-1],) if given else (), "target-way", message, hint, key=bool(given))])
    way = given[0]
    name = getattr(target, way)
    if name not in ways[way]:
        message = Sentence("there is no {way} `{name}`", way=way, name=name)
        raise FilesError([marked.finding((way,), way, message, did_you_mean(name, sorted(ways[way])))])
    misplaced = _misplaced(marked, target, way)
    if misplaced:
        raise FilesError(misplaced)
    return target


def _misplaced(marked: Marked, target: TargetSettings, way: str) -> list[FileFinding]:
    """Find settings that the way of a target needs, or does not know."""
    if way != "layout" and not target.url:
        hint = "Write the address of the system: `url: https://…`."
        return [marked.finding(("url",), "missing-key", "`url` is missing", hint)]
    unknown = NOT_OF_LAYOUTS if way == "layout" else ("import_file",)
    return [
        marked.finding(
            (key,),
            "unknown-key",
            Sentence("`{key}` means nothing beside `{way}`", key=key, way=way),
            "Remove the line.",
            key=True,
        )
        for key in unknown
        if key in marked.data
    ]


def _masters(files: SiteFiles) -> Masters:
    missing = [file for file in MASTERS if file not in files.texts]
    if missing:
        hint = "Create it; `denpyo init` shows what stands in it."
        raise FilesError([FileFinding(Place(file), "file-missing", "the file is missing", hint) for file in missing])
    return load_masters(*(files.texts.get(file, "") for file in (*MASTERS, *MORE_MASTERS)))


def _sure(value: Value | None) -> Value:
    assert value is not None, "a part without a value has findings"
    return value


def _all(parts: Mapping[str, Value | None]) -> Mapping[str, Value]:
    return MappingProxyType({name: _sure(part) for name, part in parts.items()})
