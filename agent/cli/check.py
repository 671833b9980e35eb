"""`denpyo check`: read every file of the site and name all that is wrong at once."""

from __future__ import annotations

import typer

from agent.cli.exits import ExitCode
from agent.cli.findings import findings_as_json
from agent.cli.options import AsJson, given, words
from agent.cli.output import say, show_json


def check(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Check every file of the site, and name all that is wrong at once."""
    from agent.cli.whole_site import findings_of

    t = words(ctx)
    site, findings = findings_of(given(ctx).site)
    if as_json:
        show_json(findings_as_json(findings))
    elif site is None:
        for finding in findings:
            say(finding.text(t.sentence))
        say(t.count(len(findings), "{n} finding", "{n} findings"))
    else:
        parts = (
            t.count(len(site.sources), "{n} source", "{n} sources"),
            t.count(len(site.targets), "{n} target", "{n} targets"),
            t.count(len(site.forms), "{n} form", "{n} forms"),
        )
        say(f"{site.settings.title or site.settings.name}: {', '.join(parts)}; {t('no findings')}")
    if findings:
        raise typer.Exit(ExitCode.FINDINGS)
