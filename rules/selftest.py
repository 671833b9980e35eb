"""Run the tests that stand beside the rules, and name rules and questions that no test reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from agent.core.decision import Decision, Ruling, TraceStep
from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding, Place
from rules.evaluate import decide
from rules.ruleset import Case, Ruleset
from rules.schema import Scope
from rules.trace import traced


@dataclass(frozen=True, slots=True)
class FailedTest:
    """One test that came out otherwise: both answers in words, and how the rules came to theirs."""

    name: str
    place: Place
    expected: str
    actual: str
    trace: tuple[TraceStep, ...]

    @property
    def message(self) -> Sentence:
        """How it came out otherwise."""
        return Sentence(
            "test `{name}`: expected {expected}; got {actual}",
            name=self.name,
            expected=self.expected,
            actual=self.actual,
        )

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class TestReport:
    """What the tests of a ruleset say; `untested` are findings: rules, answers and questions no test reaches."""

    passed: tuple[str, ...]
    failed: tuple[FailedTest, ...]
    untested: tuple[FileFinding, ...]

    @property
    def is_clean(self) -> bool:
        """Whether every test passed and every rule is tested."""
        return not self.failed and not self.untested

    @property
    def findings(self) -> tuple[FileFinding, ...]:
        """Failed tests and untested rules as findings of the files."""
        hint = "Correct the rule or the test."
        failed = (FileFinding(one.place, "test-failed", one.message, hint) for one in self.failed)
        return (*failed, *self.untested)


def run_tests(ruleset: Ruleset) -> TestReport:
    """Run every test of the ruleset's files; pure, so that it may run before each swap of a reloaded set."""
    passed: list[str] = []
    failed: list[FailedTest] = []
    reached = _Reached()
    for case in ruleset.cases:
        ruling = decide(ruleset, case.order, case.today)
        reached.take(ruleset, case, ruling)
        failure = _failure(case, ruling)
        if failure is None:
            passed.append(case.name)
        else:
            failed.append(failure)
    return TestReport(tuple(passed), tuple(failed), tuple(_untested(ruleset, reached)))


def answer_words(decision: Decision) -> dict[str, str]:
    """Write a decision as a test expects it: `{enter: demo-ledger, slip: sales, rule: otherwise}`."""
    values = {item.name: str(getattr(decision, item.name)) for item in fields(decision)}
    first = next(iter(values))
    kind = type(decision).__name__.lower()
    return {kind: values.pop(first), **{name: value for name, value in values.items() if value}}


def _failure(case: Case, ruling: Ruling) -> FailedTest | None:
    actual = answer_words(ruling.decision)
    if all(actual.get(name) == value for name, value in case.expected):
        return None
    return FailedTest(case.name, case.place, _words(dict(case.expected)), _words(actual), ruling.trace)


def _words(answer: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in answer.items())


class _Reached:
    """Which rules answered, and which single questions were asked, in any test."""

    def __init__(self) -> None:
        self.answered: set[str] = set()
        self.asked: set[tuple[str, int]] = set()

    def take(self, ruleset: Ruleset, case: Case, ruling: Ruling) -> None:
        """Note what one test reached; a rule that answers after an approval counts as well."""
        after = () if ruling.on_approval is None else (ruling.on_approval.rule,)
        self.answered.update(after)
        if ruling.trace[-1].result == "yes":
            self.answered.add(ruling.decision.rule)
        scope = Scope(case.order, case.today, case.order.source)
        for rule in ruleset.rules:
            if rule.id in {step.rule for step in ruling.trace} or rule.id in after:
                self.asked.update((rule.id, span.start) for span, _, _ in traced(rule.when.tree, scope)[1])


def _untested(ruleset: Ruleset, reached: _Reached) -> Iterator[FileFinding]:
    hint = "Add a test that reaches it."
    for rule in ruleset.rules:
        if rule.id not in reached.answered:
            yield _finding(
                ruleset, rule.place, "rule-untested", Sentence("no test is answered by `{id}`", id=rule.id), hint
            )
            continue
        for span, place in rule.when.leaves:
            if (rule.id, span.start) not in reached.asked:
                message = Sentence("no test asks `{text}`", text=rule.when.part(span))
                yield _finding(ruleset, place, "question-untested", message, hint)
    if "otherwise" not in reached.answered:
        place = ruleset.groups[-1].otherwise_place
        yield _finding(ruleset, place, "rule-untested", "no test is answered by `otherwise`", hint)


def _finding(ruleset: Ruleset, place: Place, code: str, message: str, hint: str) -> FileFinding:
    return FileFinding(place, code, message, hint, ruleset.source_line(place))
