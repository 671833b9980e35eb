"""`denpyo init`: five minutes to a first own site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agent.cli.output import say


def init(folder: Annotated[Path, typer.Argument(help="A new or empty folder.")]) -> None:
    """Make a first own site: a folder source, a form, rules with tests, a practice target."""
    from zoneinfo import ZoneInfo

    from agent.browser.script import Script
    from agent.core.business_day import SystemClock, site_day
    from agent.settings.scaffold import make_site
    from agent.settings.schema import schemas
    from connectors import CONNECTORS

    today = site_day(SystemClock().now(), ZoneInfo("Asia/Tokyo"))
    written = make_site(folder, schemas(CONNECTORS, Script), today)
    say(f"{folder} holds a first site of {len(written)} files. What next:")
    for command, why in (
        (f"denpyo --site {folder} check", "every file is checked"),
        (f"denpyo --site {folder} forms try {folder}/examples/order-1001.csv", "what the form reads, and from where"),
        (f"denpyo --site {folder} rules test", "the tests beside the rules"),
        (f"denpyo --site {folder} secrets set ledger-password", "the password of the target's account"),
        (f"denpyo --site {folder} run", f"the agent runs; copy an order into {folder}/incoming"),
    ):
        say(f"  {command}\n      {why}")
