"""Every mistake in a rules file is told at once, with its place, a caret and a remedy."""

from pathlib import Path

import pytest

from agent.marks.findings import FilesError
from rules.load import load_ruleset

BROKEN = Path(__file__).parent / "broken"


@pytest.mark.proves("C3")
@pytest.mark.parametrize("name", sorted(path.stem for path in BROKEN.glob("*.yaml")))
def test_each_broken_file_has_exactly_the_findings_expected(name):
    """A broken rules file is refused with exactly the findings written beside it."""
    path = BROKEN / f"{name}.yaml"

    with pytest.raises(FilesError) as refused:
        load_ruleset({path.name: path.read_text(encoding="utf-8")}, targets={"demo-ledger"})

    assert str(refused.value) + "\n" == path.with_suffix(".expected").read_text(encoding="utf-8")


def test_findings_of_several_files_come_together():
    """One broken file does not hide what is wrong in another."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in BROKEN.glob("[ay]*.yaml")}
    texts["zz.yaml"] = "on_missing: {hold: undecided}\nentry: {policy: first}\n"

    with pytest.raises(FilesError) as refused:
        load_ruleset(texts, targets={"demo-ledger"})

    assert {finding.place.file for finding in refused.value.findings} == {"answers.yaml", "zz.yaml"}
