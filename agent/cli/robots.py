"""`denpyo robots`: which robots there are, and whether their scripts hold the shape that keeps entries safe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agent.cli.exits import ExitCode
from agent.cli.options import AsJson, given
from agent.cli.output import counted, say, show_json, show_table

app = typer.Typer(help="The robots that know web systems.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_robots(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the robots that ship and those of this site."""
    from robots import ROBOTS

    rows = [(robot.name, "ships with Denpyo", robot.summary) for robot in ROBOTS]
    rows += [(name, "this site's own", "") for name in _own(given(ctx).site)]
    if as_json:
        show_json([{"name": name, "from": origin, "summary": summary} for name, origin, summary in rows])
        return
    show_table(("name", "from", "what it is for"), rows)


@app.command("check")
def check(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="One robot; all of them when not given.")] = "",
) -> None:
    """Check robot scripts: a lookup that counts, exactly one commit, a confirm, no coordinates, no password."""
    from agent.cli.whole_site import robot_findings
    from robots import ROBOTS

    site = given(ctx).site
    names = [name] if name else [*(robot.name for robot in ROBOTS), *_own(site)]
    findings = [finding for robot in names for finding in robot_findings(robot, site)]
    for finding in findings:
        say(str(finding))
    say(f"{counted(len(names), 'robot')}; {counted(len(findings), 'finding') if findings else 'no findings'}.")
    if findings:
        raise typer.Exit(ExitCode.FINDINGS)


def _own(site: Path) -> list[str]:
    from agent.settings.files import SiteFiles
    from agent.settings.load import own_robots

    return sorted(own_robots(SiteFiles(site).texts))
