"""The package: its four plain names belong to it alone, and the wheel holds nothing else."""

from __future__ import annotations

import importlib.metadata
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

TREE = Path(__file__).parents[2]
NAMES = {"agent", "connectors", "robots", "rules"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names of the files in a wheel built from this tree."""
    (built,) = WheelBuilder(str(TREE)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return zipfile.ZipFile(built).namelist()


def test_no_other_distribution_offers_our_names():
    """A plain name of ours is offered by no other installed distribution."""
    offered = importlib.metadata.packages_distributions()

    assert {name: offered[name] for name in NAMES if set(offered.get(name, ())) - {"denpyo"}} == {}


def test_the_wheel_holds_our_names_and_no_other(wheel):
    """No test, no script and no sample site stands at the top of the wheel."""
    tops = {name.split("/")[0] for name in wheel}

    assert {top for top in tops if not top.endswith(".dist-info")} == NAMES


@pytest.mark.parametrize(
    "file",
    [
        "agent/settings/sample/site.yaml",
        "agent/settings/first_site/site.yaml",
        "agent/settings/first_site/gitignore",
        "agent/settings/first_site/rules/10-entry.yaml",
        "agent/wording/ja.po",
        "robots/demo_ledger/robot.yaml",
    ],
)
def test_the_wheel_holds_what_is_no_python(wheel, file):
    """The sample site, the pattern of a first site, catalogues and robots are shipped."""
    assert file in wheel


def test_the_lock_files_name_hashes_and_no_hosts():
    """Every package of every lock file has a hash, and no file says where to fetch from."""
    for path in TREE.glob("requirements*.lock"):
        text = path.read_text("utf-8")
        packages = [block for block in text.split("\n") if block and block[0].isalnum()]
        assert packages
        assert all(line.endswith("\\") for line in packages), path.name
        assert "://" not in text, path.name


def test_the_lock_files_hold_every_dependency():
    """What pyproject.toml asks for stands in the lock file that is installed."""
    project = tomllib.loads((TREE / "pyproject.toml").read_text("utf-8"))
    locked = {line.split("==")[0] for line in (TREE / "requirements.lock").read_text("utf-8").splitlines()}
    asked = {name.split("[")[0].split("=")[0].split(">")[0] for name in project["project"]["dependencies"]}

    assert asked - locked == set()
