"""`denpyo forms test`: run the tests that stand beside the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.exits import ExitCode
from agent.cli.forms_reading import confined_reader_of
from agent.cli.options import AsJson, given, words
from agent.cli.output import say, show_json
from agent.core.sentence import Sentence

if TYPE_CHECKING:
    from agent.cli.words import Words
    from agent.extract.form import Form
    from agent.extract.form_tests import FormTestReport


def run_form_tests(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Only the tests of these forms.")] = None,
    as_json: AsJson = False,
) -> None:
    """Run the tests that stand beside the forms, as the agent reads, and name the forms that have none."""
    from agent.extract.form_tests import run_tests
    from agent.settings.form_tests import documents_in

    site = given(ctx).site
    with confined_reader_of(site) as (forms, read):
        report = run_tests(_wanted(forms, names or []), read, documents_in(site))
    if as_json:
        show_json(report)
    else:
        _tell(report, words(ctx))
    if not report.is_clean:
        raise typer.Exit(ExitCode.FINDINGS)


def _wanted(forms: tuple[Form, ...], names: list[str]) -> list[Form]:
    known = {form.name: form for form in forms}
    for name in names:
        if name not in known:
            raise typer.BadParameter(Sentence("there is no form `{name}`", name=name), param_hint="NAME")
    return [known[name] for name in names] if names else sorted(forms, key=lambda form: form.name)


def _tell(report: FormTestReport, t: Words) -> None:
    from agent.wording.catalogue import say_reason

    for failure in report.failed:
        say(f"{failure.place}: {t.sentence(failure.message)}")
        if failure.reason is not None:
            say(f"    {say_reason(t.language, failure.reason)} [{failure.reason.code}]")
    for finding in report.untested:
        say(finding.text(t.sentence))
    counts = {"passed": len(report.passed), "failed": report.n_failed, "untested": len(report.untested)}
    say(t("Tests passed: {passed}, failed: {failed}. Forms without a test: {untested}", **counts))
