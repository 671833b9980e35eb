"""Read one rules file: its shape, its conditions, its answers, its tests; everything wrong is found at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from agent.core.decision import Approve, Decision, Enter, Hold, Ignore
from agent.core.sentence import Sentence
from agent.marks.check import check_model
from agent.marks.findings import FileFinding, FilesError
from agent.marks.hints import did_you_mean
from agent.marks.reader import Marked, Path, read_yaml
from rules.check import check
from rules.compile import compile_condition
from rules.expression import parse
from rules.given import Given, GivensError, order_given
from rules.marked_text import place_in_text, problem_finding
from rules.ruleset import NO_DAY, Case, Condition, Group, Rule
from rules.shape import AnswerShape, CaseShape, GroupShape, RulesFile
from rules.syntax import Loop, leaves, walk
from rules.tokens import ExpressionError
from rules.trace import field_reads

GROUP_KEYS = {"policy", "otherwise", "rules"}
ANSWERS: Mapping[str, Callable[[str, str], Decision]] = {"approve": Approve, "hold": Hold, "ignore": Ignore}
WITH_ENTER = ("slip", "priority", "by")
OTHERWISE = "otherwise"


@dataclass(slots=True)
class FileReading:
    """One rules file: what is wrong with it, and what could be made of it."""

    marked: Marked
    targets: Collection[str] | None
    findings: list[FileFinding] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    conditions: dict[Path, Condition] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, text: str, targets: Collection[str] | None) -> FileReading:
        """Read and check one file; what is wrong stands in `findings`."""
        try:
            marked = read_yaml(text, name)
        except FilesError as error:
            return cls(Marked(None, name, []), targets, list(error.findings))
        file = cls(marked, targets)
        if not isinstance(marked.data, dict):
            file.report((), "not-a-mapping", "a rules file holds `name: value` lines", "Begin with `title:`.")
            return file
        file._drop_unknown_keys()
        file._read_conditions()
        file._read_rest()
        return file

    def report(self, path: Path, code: str, message: str, hint: str = "", *, key: bool = False) -> None:
        """Keep a finding at a node of the file."""
        self.findings.append(self.marked.finding(path, code, message, hint, key=key))

    def _drop_unknown_keys(self) -> None:
        for name, value in tuple(self.marked.data.items()):
            is_group = isinstance(value, dict) and not GROUP_KEYS.isdisjoint(value)
            if name not in RulesFile.model_fields and not is_group:
                hint = did_you_mean(name, RulesFile.model_fields)
                self.report((name,), "unknown-key", Sentence("`{name}` is not known here", name=name), hint, key=True)
                del self.marked.data[name]

    def _read_conditions(self) -> None:
        for name, value in self.marked.data.items():
            rules = value.get("rules") if isinstance(value, dict) else None
            for n, rule in enumerate(rules if isinstance(rules, list) else ()):
                text = rule.get("when") if isinstance(rule, dict) else None
                if isinstance(text, str):
                    self._read_condition((name, "rules", n, "when"), text)

    def _read_condition(self, path: Path, text: str) -> None:
        try:
            tree = parse(text)
            problems = check(tree)
        except ExpressionError as error:
            problems = [error.problem]
        self.findings += [problem_finding(self.marked, path, problem) for problem in problems]
        if not problems:
            parts = tuple((leaf.span, place_in_text(self.marked, path, leaf.span.start)) for leaf in leaves(tree))
            has_loop = any(isinstance(node, Loop) for node in walk(tree))
            made = compile_condition(tree)
            self.conditions[path] = Condition(
                text, " ".join(text.split()), tree, made, field_reads(tree), has_loop, parts
            )

    def _read_rest(self) -> None:
        try:
            shape = check_model(self.marked, RulesFile)
        except FilesError as error:
            self.findings += error.findings
            return
        for name, group in (shape.model_extra or {}).items():
            self._read_group(name, group, shape.on_missing.hold)
        self._given(("base",), shape.base)
        for n, case in enumerate(shape.tests):
            self._read_case(n, case, shape.base)

    def _read_group(self, name: str, shape: GroupShape, on_missing: str) -> None:
        rules: list[Rule] = []
        for n, rule in enumerate(shape.rules):
            path: Path = (name, "rules", n)
            then = self._answer((*path, "then"), rule.then, rule.id)
            condition = self.conditions.get((*path, "when"))
            if condition is not None and then is not None:
                rules.append(Rule(rule.id, rule.why, condition, then, self.marked.place((*path, "id"))))
        where: Path = (name, OTHERWISE)
        otherwise = None if shape.otherwise == "next" else self._answer(where, shape.otherwise, OTHERWISE)
        places = self.marked.place((name,), key=True), self.marked.place(where, key=True)
        self.groups.append(Group(name, tuple(rules), otherwise, on_missing, *places))

    def _answer(self, path: Path, shape: AnswerShape, rule: str) -> Decision | None:
        given = {name: value for name, value in shape if value is not None and name not in WITH_ENTER}
        if len(given) != 1:
            self.report(path, "answer", "one answer is needed", "Write one of enter, approve, hold, ignore.")
            return None
        kind, value = next(iter(given.items()))
        if kind == "enter":
            return self._enter(path, shape, rule)
        for name in (name for name in WITH_ENTER if getattr(shape, name) is not None):
            self.report(
                (*path, name), "answer", Sentence("`{name}` goes only with `enter`", name=name), "Delete it.", key=True
            )
        return ANSWERS[kind](value, rule)

    def _enter(self, path: Path, shape: AnswerShape, rule: str) -> Enter:
        target = str(shape.enter)
        if self.targets is not None and target not in self.targets:
            hint = did_you_mean(target, sorted(self.targets))
            self.report(
                (*path, "enter"), "unknown-target", Sentence("there is no target `{target}`", target=target), hint
            )
        return Enter(target, shape.slip or "sales", rule, shape.priority or "", shape.by or "")

    def _read_case(self, n: int, shape: CaseShape, base: Mapping[str, Any]) -> None:
        path: Path = ("tests", n)
        expected = tuple((name, str(value)) for name, value in shape.expect if value is not None)
        if not expected:
            self.report((*path, "expect"), "given", "the test expects nothing", "Write what must come out.", key=True)
        given = self._given((*path, "given"), {**base, **shape.given})
        if given is not None:
            today = given.today or NO_DAY
            self.cases.append(Case(shape.name, given.order, today, expected, self.marked.place(path)))

    def _given(self, block: Path, values: Mapping[str, Any]) -> Given | None:
        """Make the order of a block; what stands wrong in `base` is told there, not in each test."""
        try:
            return order_given(values)
        except GivensError as refused:
            for error in refused.errors:
                path: Path = (*block, *error.path)
                if path in self.marked.marks:
                    self.report(path, "given", error.message, error.hint, key=error.is_name)
            return None
