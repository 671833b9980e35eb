"""`denpyo check`: read every file of the site and name all that is wrong at once."""

from __future__ import annotations

import typer

from agent.cli.exits import ExitCode
from agent.cli.options import AsJson, given
from agent.cli.output import counted, say, show_json


def check(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Check every file of the site, and name all that is wrong at once."""
    from agent.cli.whole_site import findings_of

    site, findings = findings_of(given(ctx).site)
    if as_json:
        show_json(
            [
                {"place": str(finding.place), "code": finding.code, "message": finding.message, "hint": finding.hint}
                for finding in findings
            ]
        )
    elif site is None:
        for finding in findings:
            say(str(finding))
        say(counted(len(findings), "finding"))
    else:
        parts = ", ".join(
            counted(len(things), what)
            for things, what in ((site.sources, "source"), (site.targets, "target"), (site.forms, "form"))
        )
        say(f"{site.settings.title or site.settings.name}: {parts}; no findings.")
    if findings:
        raise typer.Exit(ExitCode.FINDINGS)
