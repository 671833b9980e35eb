"""`denpyo init`: five minutes to a first own site."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from agent.cli.output import say
from agent.cli.words import Words

ORDER = "order-1001.csv"
PASSWORD = "practice"  # noqa: S105 - of the ledger to practise on
USER = "hanako"
PORT = 8511  # where the first site's target looks for that ledger


def init(folder: Annotated[Path, typer.Argument(help="A new or empty folder.")]) -> None:
    """Make a first own site: a folder source, a form, rules with tests, a practice target."""
    from zoneinfo import ZoneInfo

    from agent.browser.script import Script
    from agent.core.business_day import SystemClock, site_day
    from agent.settings.scaffold import make_site
    from agent.settings.schema import schemas
    from agent.wording.terminal import language_here
    from connectors import CONNECTORS
    from connectors.http_api.description import Api
    from connectors.import_file.layout import LayoutFile

    today = site_day(SystemClock().now(), ZoneInfo("Asia/Tokyo"))
    written = make_site(folder, schemas(CONNECTORS, Script, api=Api, layout=LayoutFile), today)
    t = Words(language_here())
    say(t("{folder} holds a first site of {n} files. What next, one after the other:", folder=folder, n=len(written)))
    for why, command in next_steps(folder, t):
        say(f"\n# {why}\n{command}")


def next_steps(folder: Path, t: Words) -> Iterator[tuple[str, str]]:
    """Yield what to type next, as it can be pasted, and what for."""
    site = shlex.quote(str(folder))
    denpyo = f"{_program('denpyo')} --site {site}"
    ledger = f"{_program('python')} -m robots.demo_ledger.ledger --port {PORT} --data {site}/var/ledger"
    yield t("every file is checked"), f"{denpyo} check"
    yield t("what the form reads, and from where"), f"{denpyo} forms try {site}/examples/{ORDER}"
    yield t("the tests beside the rules"), f"{denpyo} rules test"
    yield t("a ledger to practise on, in a second terminal"), f"{ledger} --masters {site}/masters --password {PASSWORD}"
    yield t("the password of the ledger's account"), f"echo {PASSWORD} | {denpyo} secrets set ledger-password"
    yield t("every source and target is looked at, nothing is entered"), f"{denpyo} connections test"
    yield t("the database is made"), f"{denpyo} database migrate"
    yield t("a user; open the link it prints once the agent runs"), f"{denpyo} users add {USER} --role admin"
    yield t("the agent, in a third terminal, until Ctrl-C"), f"{denpyo} run"
    yield t("an order is dropped"), f"cp {site}/examples/{ORDER} {site}/incoming/"
    yield t("what became of it"), f"{denpyo} orders list"


def _program(name: str) -> str:
    """Name a program as it can be typed here: alone where it is on the path as ours, else with its folder."""
    ours = Path(sys.executable).with_name(name)
    found = shutil.which(name)
    return name if found and Path(found) == ours else shlex.quote(str(ours))
