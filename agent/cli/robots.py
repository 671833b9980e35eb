"""`denpyo robots`: which robots there are, and whether their scripts hold the shape that keeps entries safe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli import robots_lanes, robots_record, robots_try
from agent.cli.exits import ExitCode
from agent.cli.failure import told
from agent.cli.options import AsJson, given, words
from agent.cli.output import note, say, show_json, show_table
from agent.cli.trial_order import Number, Order, TrialOrder
from agent.core.errors import DenpyoError

if TYPE_CHECKING:
    from agent.marks.findings import FileFinding

app = typer.Typer(help="The robots that know web systems.", no_args_is_help=True, rich_markup_mode=None)
app.command("list")(robots_lanes.list_lanes)
app.command("pause")(robots_lanes.pause)
app.command("resume")(robots_lanes.resume)
app.command("record")(robots_record.record)
app.command("try")(robots_try.try_robot)


@app.command("known")
def list_known(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the robots that ship and those of this site."""
    from robots import ROBOTS

    t = words(ctx)
    rows = [(robot.name, t("ships with Denpyo"), t(robot.summary)) for robot in ROBOTS]
    rows += [(name, t("this site's own"), "") for name in _own(given(ctx).site)]
    if as_json:
        show_json([{"name": name, "from": origin, "summary": summary} for name, origin, summary in rows])
        return
    show_table((t("Name"), t("Origin"), t("What it is for")), rows, nothing="")


@app.command("check")
def check(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="One robot; all of them when not given.")] = "",
    live: Annotated[
        bool, typer.Option("--live", help="Log in, and compare each screen up to the commit with what it expects.")
    ] = False,
    target: robots_try.Target = "",
    order: Order = "",
    number: Number = "",
) -> None:
    """Check robot scripts: a lookup that counts, exactly one commit, a confirm, no coordinates, no password.

    With `--live`, each screen up to the commit is opened and compared with what the robot expects: fields that were
    renamed, moved, taken away or turned into words, new ones that must be filled, options and buttons that are gone.
    The commit is never pressed. Without a name, every robot that a target has is looked at.
    """
    from agent.cli.whole_site import robot_findings
    from robots import ROBOTS

    site = given(ctx).site
    names = [name] if name else [*(robot.name for robot in ROBOTS), *_own(site)]
    findings = [finding for robot in names for finding in robot_findings(robot, site)]
    has_failed = False
    if live and not findings:
        pairs = robots_try.pairs_of(site, name, target)
        names = [robot for robot, _ in pairs]
        findings, has_failed = _looked_at(ctx, pairs, TrialOrder(order, number))
    t = words(ctx)
    for finding in findings:
        say(finding.text(t.sentence))
    found = t.count(len(findings), "{n} finding", "{n} findings") if findings else t("no findings")
    if has_failed and not findings:
        found = t("not every screen could be looked at")
    say(f"{t.count(len(names), '{n} robot', '{n} robots')}; {found}")
    if findings or has_failed:
        raise typer.Exit(ExitCode.FINDINGS if findings else ExitCode.FAILED)


def _looked_at(ctx: typer.Context, pairs: list[tuple[str, str]], order: TrialOrder) -> tuple[list[FileFinding], bool]:
    """Look at the screens of every robot on every target; one that cannot be reached keeps none of the others back."""
    findings, has_failed = [], False
    for robot, on in pairs:
        note(f"{robot} → {on}")
        try:
            findings += robots_try.live_findings(ctx, robot, on, order)
        except DenpyoError as error:
            told(error, given(ctx).site)
            has_failed = True
    return findings, has_failed


def _own(site: Path) -> list[str]:
    from agent.settings.files import SiteFiles
    from agent.settings.load import own_robots

    return sorted(own_robots(SiteFiles(site).texts))
