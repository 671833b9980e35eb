"""What a robot is tried with: a target, an order, a folder for the pictures."""

from __future__ import annotations

import gzip
from datetime import date
from decimal import Decimal

import pytest

from agent.app.trials import PictureFolder, SampleOrderError, TargetUnclearError, sample_slip, target_of
from agent.quality.match import MasterCustomer, MasterProduct, Masters
from agent.settings.model import TargetSettings
from tests.support.robots import MemoryEvidence

TARGETS = {name: TargetSettings(robot=robot) for name, robot in (("a", "one"), ("b", "two"), ("c", "two"))}


def test_the_only_target_with_a_robot_is_taken():
    """One is clear; of several, one must be named."""
    assert target_of("one", TARGETS) == "a"
    assert target_of("two", TARGETS, "c") == "c"


@pytest.mark.parametrize(
    ("robot", "wanted", "said"),
    [
        ("two", "", "2 targets have the robot `two`: b, c"),
        ("none", "", "no targets have"),
        ("one", "b", "does not have the robot `one`: a"),
    ],
)
def test_an_unclear_target_is_refused_by_name(robot, wanted, said):
    """Those that have the robot are named."""
    with pytest.raises(TargetUnclearError, match=said):
        target_of(robot, TARGETS, wanted)


def test_a_sample_order_is_made_of_priced_masters():
    """First customer, first two products with a price; its total is that of its lines."""
    products = (
        MasterProduct("P1", "甲", Decimal("0.1")),
        *(MasterProduct(f"P{n}", "乙", Decimal("0.08"), unit_price=Decimal(n * 100)) for n in (2, 3, 4)),
    )
    slip = sample_slip(Masters((MasterCustomer("C1", "丙商店"),), products), date(2026, 4, 1))

    assert (slip.customer_code, [line.product_code for line in slip.lines]) == ("C1", ["P2", "P3"])
    assert slip.total == Decimal(2 * 200 + 3 * 300)


def test_without_priced_products_there_is_no_sample_order():
    """An order of one's own is asked for."""
    with pytest.raises(SampleOrderError):
        sample_slip(
            Masters((MasterCustomer("C1", "丙商店"),), (MasterProduct("P1", "甲", Decimal("0.1")),)), date(2026, 4, 1)
        )


def test_pictures_are_numbered_and_texts_unpacked(tmp_path):
    """Picture and text of one moment have one number; names say what they are."""
    folder = PictureFolder(tmp_path / "seen", MemoryEvidence())
    for name in ("entry-1-fill", "before-commit"):
        folder.put(f"{name}-picture", b"jpeg", "image/jpeg")
        folder.put(f"{name}-text", gzip.compress("伝票入力".encode()), "application/gzip")

    assert sorted(file.name for file in folder.folder.iterdir()) == [
        "01-entry-1-fill-picture.jpg", "01-entry-1-fill-text.txt",
        "02-before-commit-picture.jpg", "02-before-commit-text.txt",
    ]  # fmt: skip
    assert (folder.folder / "01-entry-1-fill-text.txt").read_text("utf-8") == "伝票入力"
