"""`denpyo rules`: check the rules, run their tests, explain what they said about an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.exits import ExitCode
from agent.cli.options import AsJson, given, words
from agent.cli.output import say, show_json, show_table

if TYPE_CHECKING:
    from agent.cli.site import OpenSite
    from agent.cli.words import Words
    from rules.ruleset import Ruleset
    from rules.selftest import TestReport

app = typer.Typer(help="The rules that decide.", no_args_is_help=True, rich_markup_mode=None)


@app.command("check")
def check(ctx: typer.Context) -> None:
    """Check the rules files: language, types, answers; every finding with file, line, column and hint."""
    from agent.settings.load import load_rules

    ruleset = load_rules(given(ctx).site)
    t = words(ctx)
    counts = t.count(len(ruleset.rules), "{n} rule", "{n} rules"), t.count(len(ruleset.cases), "{n} test", "{n} tests")
    say(f"{', '.join(counts)}; {t('no findings')}")


@app.command("test")
def run_own_tests(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Run the tests that stand beside the rules, and name what no test reaches."""
    from agent.settings.load import load_rules
    from rules.selftest import run_tests

    report = run_tests(load_rules(given(ctx).site))
    if as_json:
        show_json(report)
    else:
        _tell(report, words(ctx))
    if not report.is_clean:
        raise typer.Exit(ExitCode.FINDINGS)


@app.command("explain")
def explain(
    ctx: typer.Context,
    order: Annotated[str, typer.Argument(help="Key of the order, or its number when only one has it.")],
    current: Annotated[bool, typer.Option("--current", help="By today's rules, not those that decided.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say which rules were asked about an order, what each looked at, and which one answered."""
    from agent.cli.orders import story_of
    from agent.cli.site import open_site
    from agent.core.business_day import site_day
    from rules.evaluate import decide
    from rules.selftest import answer_words
    from rules.trace import explain as explained

    with open_site(given(ctx).site) as site:
        story = story_of(site, order)
        made = story.decisions[-1] if story.decisions else None
        ruleset = _rules_now(site) if current or made is None else _rules_of(site, made.ruleset)
        day = site_day(site.clock.now() if current or made is None else made.decided_at, site.zone)
    ruling = decide(ruleset, story.order, day)
    steps = explained(ruleset, story.order, day)
    if as_json:
        show_json({"answer": answer_words(ruling.decision), "ruleset": ruleset.version, "day": day, "steps": steps})
        return
    t = words(ctx)
    rows = [(step.rule, step.condition, _answer(step.result, t), _seen(step.values, t)) for step in steps]
    show_table((t("Rule"), t("Condition"), t("Answer"), t("Values")), rows, nothing=t("No rule was asked."))
    answer = ", ".join(f"{name}: {value}" for name, value in answer_words(ruling.decision).items())
    say(t("Answer: {answer} (rules {version}, day {day})", answer=answer, version=ruleset.version, day=day))


def _tell(report: TestReport, t: Words) -> None:
    for failure in report.failed:
        say(f"{failure.place}: {t.sentence(failure.message)}")
        for step in failure.trace:
            say(f"    {step.rule}: {step.condition} → {_answer(step.result, t)} {_seen(step.values, t)}".rstrip())
    for finding in report.untested:
        say(finding.text(t.sentence))
    counts = {"passed": len(report.passed), "failed": len(report.failed), "untested": len(report.untested)}
    say(t("Tests passed: {passed}, failed: {failed}. Questions that no test reaches: {untested}", **counts))


def _answer(result: str, t: Words) -> str:
    from agent.wording.catalogue import say_state

    return say_state(t.language, "trace", result)


def _seen(values: tuple[tuple[str, str], ...], t: Words) -> str:
    return ", ".join(f"{name} = {value or t('(not read)')}" for name, value in values)


def _rules_now(site: OpenSite) -> Ruleset:
    from agent.settings.load import load_rules

    return load_rules(site.folder)


def _rules_of(site: OpenSite, version: str) -> Ruleset:
    from agent.store.tables import RulesetRow
    from rules.load import ruleset_from_text

    with site.database.reading() as session:
        row = session.get(RulesetRow, version)
    return ruleset_from_text(row.text) if row is not None else _rules_now(site)
