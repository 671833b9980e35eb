"""What a target says to its robot is checked with the site's other files."""

from datetime import date
from pathlib import Path

from agent.cli.whole_site import findings_of
from agent.settings.scaffold import make_site

TARGET = """\
robot: ledgersmb
url: http://127.0.0.1/
user: denpyo
password: ledgersmb-password
"""


def test_a_missing_option_is_found_at_its_target(tmp_path: Path):
    """LedgerSMB's robot must know the company: the finding stands at the robot's name."""
    folder = tmp_path / "site"
    make_site(folder, {}, date(2026, 11, 26))
    (folder / "targets" / "ledgersmb.yaml").write_text(TARGET, "utf-8")
    _, findings = findings_of(folder)
    assert [(one.code, one.place.file, one.place.line) for one in findings] == [
        ("robot-option", "targets/ledgersmb.yaml", 1)
    ]

    (folder / "targets" / "ledgersmb.yaml").write_text(TARGET + "options: {company: acme}\n", "utf-8")
    assert findings_of(folder)[1] == []
