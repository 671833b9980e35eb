"""A whole site: everything that is wrong in it at once."""

from __future__ import annotations

from datetime import date

import pytest

from agent.core.spec import Connector, ConnectorConfig
from agent.marks.findings import FilesError
from agent.settings.load import load_rules, load_site, load_site_forms, own_robots
from agent.settings.scaffold import SiteThereError, make_site
from rules.selftest import run_tests


class ShelfConfig(ConnectorConfig):
    """Settings of a source for tests."""

    path: str


SHELF = Connector(kind="folder", summary="A shelf", config=ConnectorConfig, open=lambda config, ctx: None)  # type: ignore[arg-type,return-value]
CONNECTORS = {"folder": SHELF}
ROBOTS = {"demo-ledger"}
SOURCE = "connector: folder\ntitle: 棚\n"


@pytest.fixture
def folder(tmp_path):
    """A first site whose one source is of the kind made for these tests."""
    make_site(tmp_path / "site", {"site.json": "{}"}, date(2026, 4, 1))
    (tmp_path / "site" / "sources" / "incoming.yaml").write_text(SOURCE, "utf-8")
    return tmp_path / "site"


def findings(folder):
    """Load a site that is wrong, and return place and code of each finding."""
    with pytest.raises(FilesError) as caught:
        load_site(folder, CONNECTORS, ROBOTS, {})
    return [(str(finding.place), finding.code) for finding in caught.value.findings]


def test_a_first_site_loads_without_findings_and_its_rules_pass_their_tests(folder):
    """What `denpyo init` writes is right as it stands."""
    site = load_site(folder, CONNECTORS, ROBOTS, {})

    assert list(site.sources) == ["incoming"]
    assert list(site.targets) == ["my-ledger"]
    assert [form.name for form in site.forms] == ["first-customer"]
    assert run_tests(site.ruleset).is_clean
    assert load_rules(folder).version == site.ruleset.version
    assert [form.name for form in load_site_forms(folder)] == ["first-customer"]


def test_a_first_site_never_writes_over_anything(folder):
    """A folder that holds something is left alone."""
    with pytest.raises(SiteThereError):
        make_site(folder, {}, date(2026, 4, 1))


def test_a_sample_order_is_due_on_a_working_day(tmp_path):
    """Two weeks after a Saturday the sample order is due on the Monday."""
    make_site(tmp_path / "site", {}, date(2026, 4, 4))

    assert "2026-04-20" in (tmp_path / "site" / "examples" / "order-1001.csv").read_text("utf-8")


def test_findings_of_all_files_come_at_once(folder):
    """Settings, sources, targets, forms, rules and masters are all read before anything is said."""
    (folder / "site.yaml").write_text("nmae: x\n", "utf-8")
    (folder / "sources" / "mail.yaml").write_text("connector: foldr\n", "utf-8")
    (folder / "targets" / "other.yaml").write_text("robot: demo-leger\nurl: ${WHERE}\n", "utf-8")
    (folder / "forms" / "second.yaml").write_text("form: Second\n", "utf-8")
    (folder / "rules" / "20-more.yaml").write_text("title: x\n", "utf-8")
    (folder / "masters" / "products.csv").unlink()

    found = findings(folder)
    assert {place.split(":")[0] for place, _ in found} == {
        "site.yaml",
        "sources/mail.yaml",
        "targets/other.yaml",
        "forms/second.yaml",
        "rules/20-more.yaml",
        "masters/products.csv",
    }


@pytest.mark.parametrize(
    ("file", "text", "code", "place"),
    [
        ("sources/mail.yaml", "connector: foldr\n", "connector", "sources/mail.yaml:1:12"),
        ("sources/mail.yaml", "title: x\n", "connector", "sources/mail.yaml:1:1"),
        ("sources/Mail Box.yaml", SOURCE, "file-name", "sources/Mail Box.yaml:1:1"),
        ("targets/other.yaml", "robot: demo-leger\nurl: x\n", "robot", "targets/other.yaml:1:8"),
        ("targets/other.yaml", "robot: demo-ledger\nurl: ${WHERE}\n", "undefined-variable", "targets/other.yaml:2:6"),
        ("targets/other.yaml", "robot: demo-ledger\nurl: x\npace: -1\n", "wrong-value", "targets/other.yaml:3:7"),
        ("masters/prices.csv", "product,unit_price\nP-0,1\n", "code-unknown", "masters/prices.csv:2:1"),
        ("masters/customer_products.csv", "customer\n", "column-missing", "masters/customer_products.csv:1:1"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_at_its_place(folder, file, text, code, place):
    """One wrong thing gives one finding, with file, line and column."""
    (folder / file).write_text(text, "utf-8")

    assert findings(folder) == [(place, code)]


def test_a_rule_may_name_a_target_whose_file_is_wrong(folder):
    """A wrong target gives its own finding, not one in every rule that names it."""
    (folder / "targets" / "my-ledger.yaml").write_text("robot: demo-ledger\n", "utf-8")

    assert findings(folder) == [("targets/my-ledger.yaml:1:1", "missing-key")]


def test_the_digest_follows_every_file(folder):
    """Any change of any file gives the site another digest."""
    before = load_site(folder, CONNECTORS, ROBOTS, {}).digest
    with (folder / "masters" / "customers.csv").open("a", encoding="utf-8") as file:
        file.write("C003,三番商店,,,,\n")

    assert load_site(folder, CONNECTORS, ROBOTS, {}).digest != before


def test_a_sites_own_robot_is_known_by_its_folder():
    """`robots/our_system/robot.yaml` is the robot `our-system`."""
    assert own_robots(["robots/our_system/robot.yaml", "robots/x/notes.yaml", "site.yaml"]) == {"our-system"}
