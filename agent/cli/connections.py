"""`denpyo connections test`: can every source and target be reached with what the files and secrets say?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.exits import ExitCode
from agent.cli.failure import said
from agent.cli.options import AsJson, given, words
from agent.cli.output import note, say, show_json
from agent.core.errors import DenpyoError
from agent.core.sentence import Sentence

if TYPE_CHECKING:
    from agent.app.adapters import Adapters
    from agent.cli.site import OpenSite
    from agent.cli.words import Words
    from agent.core.spec import ConnectorConfig
    from agent.settings.load import Site
    from agent.settings.model import TargetSettings

app = typer.Typer(help="The ways in and out.", no_args_is_help=True, rich_markup_mode=None)

NOBODYS_KEY = "A" * 10  # no action's key is as short as this in practice, so nothing is found


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether one source or target could be reached, and what to do when not."""

    name: str
    kind: str
    ok: bool
    what: str = ""
    next_move: str = ""


class Steps:
    """Shows a robot's steps as they happen (agent.core.ports.StepLog)."""

    def __init__(self, language: str) -> None:
        self._language = language

    def step(self, text: str) -> None:
        """Show one step."""
        from agent.wording.steps import say_step

        note(f"    {say_step(self._language, text)}")


@app.command("test")
def run_tests(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="One source or target; all of them when not given.")] = "",
    as_json: AsJson = False,
) -> None:
    """Log in to every source and target and look; nothing is taken, entered or changed."""
    from agent.cli.site import open_site
    from agent.cli.whole_site import load_whole

    whole = load_whole(given(ctx).site)
    t = words(ctx)
    with open_site(given(ctx).site, must_exist=False) as site:
        found = list(_reach(site, whole, name, t))
    if as_json:
        show_json(found)
    else:
        for one in found:
            say(f"{t('ok  ') if one.ok else t('BAD ')}{t(one.kind)} {one.name}{': ' + one.what if one.what else ''}")
            if one.next_move:
                say(f"      {one.next_move}")
    if not found:
        raise typer.BadParameter(Sentence("there is no source or target `{name}`", name=name), param_hint="NAME")
    if not all(one.ok for one in found):
        raise typer.Exit(ExitCode.FAILED)


def _reach(site: OpenSite, whole: Site, name: str, t: Words) -> Iterator[Reached]:
    from agent.app.adapters import Adapters

    adapters = Adapters(site.folder, site.clock, site.database, site.evidence, site.settings.browser)
    for source, config in whole.sources.items():
        if name in ("", source):
            yield _told(source, "source", partial(_look_at_source, adapters, source, config), t)
    for target, settings in whole.targets.items():
        if name in ("", target):
            yield _told(target, "target", partial(_look_at_target, adapters, target, settings, t.language), t)


def _told(name: str, kind: str, look: Callable[[], None], t: Words) -> Reached:
    try:
        look()
    except DenpyoError as error:
        what, next_move = said(error, t.language)
        return Reached(name, kind, ok=False, what=f"{what} [{error.code}]", next_move=next_move)
    return Reached(name, kind, ok=True)


def _look_at_source(adapters: Adapters, name: str, config: ConnectorConfig) -> None:
    source = adapters.source(name, config)
    try:
        source.check()
    finally:
        source.close()


def _look_at_target(adapters: Adapters, name: str, settings: TargetSettings, language: str) -> None:
    target = adapters.target(name, settings)
    try:
        target.find(NOBODYS_KEY, Steps(language))
    finally:
        target.close()
