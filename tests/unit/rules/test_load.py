"""Loading: all or nothing, and the stored text gives the same rules years later."""

from pathlib import Path

import pytest

from agent.core.decision import Enter
from agent.marks.findings import FilesError
from rules.evaluate import decide
from rules.load import load_ruleset, ruleset_from_text

TEXT = """\
on_missing: {hold: undecided}
entry:
  policy: first
  otherwise: {enter: demo-ledger, slip: returns}
  rules:
    - id: large
      why: 大口
      when: >
        order.total >
        1_000
      then: {hold: large}
"""


def test_stored_text_gives_the_same_rules(order, today):
    """A ruleset is loaded again from its own text, with the same version and the same rulings."""
    ruleset = load_ruleset({"a.yaml": TEXT})

    again = ruleset_from_text(ruleset.text)

    assert again == ruleset
    assert decide(again, order, today) == decide(ruleset, order, today)


def test_version_names_file_names_and_texts():
    """Another text or another file name is another version; the order in which files are handed in is not."""
    one, other = load_ruleset({"a.yaml": TEXT}), load_ruleset({"b.yaml": TEXT})
    changed = load_ruleset({"a.yaml": TEXT + "# note\n"})

    assert len({one.version, other.version, changed.version}) == 3
    assert load_ruleset({"a.yaml": TEXT}).version == one.version


def test_rules_are_listed_with_what_people_need():
    """Each rule can be listed with id, reason, condition, answer and place."""
    (rule,) = load_ruleset({"a.yaml": TEXT}).rules

    assert (rule.id, rule.why, rule.when.one_line) == ("large", "大口", "order.total > 1_000")
    assert str(rule.place) == "a.yaml:6:11"
    assert [str(place) for _, place in rule.when.leaves] == ["a.yaml:9:9"]


def test_no_files_are_refused():
    """A site without rules is refused, not entered blindly."""
    with pytest.raises(FilesError, match="there are no rules"):
        load_ruleset({})


def test_same_id_in_two_files_is_refused():
    """An id stands for one rule in all files."""
    first = TEXT.replace("{enter: demo-ledger, slip: returns}", "next")

    with pytest.raises(FilesError, match=r"b\.yaml:6:11: the id `large` is used already at a\.yaml:6"):
        load_ruleset({"a.yaml": first, "b.yaml": TEXT.replace("1_000", "2_000")})


def test_target_the_site_has_is_accepted():
    """An `enter` that names a target of the site is no finding."""
    assert load_ruleset({"a.yaml": TEXT}, targets={"demo-ledger"}).groups[0].otherwise is not None


def test_misspelt_target_is_found_in_otherwise_as_well():
    """An `otherwise` that names no target of the site is refused."""
    with pytest.raises(FilesError, match=r"a\.yaml:4:22: there is no target `demo-ledger`"):
        load_ruleset({"a.yaml": TEXT}, targets={"ledger-two"})


@pytest.mark.proves("C3")
def test_condition_in_a_double_quoted_text_is_pointed_at():
    """A place is found in a quoted condition, and roughly where quoting hides it."""
    quoted = TEXT.replace(">\n        order.total >\n        1_000", '"order.totl > 1"')
    hidden = TEXT.replace(">\n        order.total >\n        1_000", '"\\u006frder.totl > 1"')

    with pytest.raises(FilesError, match=r"a\.yaml:8:20: order has no field `totl`"):
        load_ruleset({"a.yaml": quoted})
    with pytest.raises(FilesError, match=r"a\.yaml:8:\d+: order has no field `totl`"):
        load_ruleset({"a.yaml": hidden})


@pytest.mark.proves("C5")
def test_rules_of_the_sample_site_pass_their_own_tests():
    """The sample site's rules load, their tests pass, and every rule and question is tested."""
    from rules.selftest import run_tests

    path = Path(__file__).parents[3] / "config" / "rules" / "routing.yaml"
    ruleset = load_ruleset({path.name: path.read_text(encoding="utf-8")}, targets={"demo-ledger"})

    report = run_tests(ruleset)

    assert report.findings == ()
    assert report.is_clean
    assert len(report.passed) == len(ruleset.cases) > len(ruleset.rules)


@pytest.mark.proves("D8")
def test_a_rule_says_what_goes_first_and_by_when(order, today):
    """`priority` and `by` stand in the decision, with or without quotes; what is no clock time is pointed at."""
    text = """
on_missing: {hold: undecided}
entry:
  policy: first
  otherwise: {enter: demo-ledger, priority: high, by: %s}
  rules:
    - {id: never, why: for this test, when: order.total < 0, then: {hold: never}}
"""
    for told in ("15:00", '"15:00"'):
        decision = decide(load_ruleset({"a.yaml": text % told}), order, today).decision
        assert decision == Enter("demo-ledger", "sales", "otherwise", "high", "15:00")
    for wrong in ("25:00", "3 pm"):
        with pytest.raises(FilesError, match="by"):
            load_ruleset({"a.yaml": text % wrong})
