"""What the benchmark holds Denpyo against, and how it judges."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import bare, other_tools
from tests.bench.measured import Measured
from tests.bench.orders import Masters, as_json

SCRIPTS = [Path(bare.__file__), *(other_tools.HERE / name for name in other_tools.TOOLS.values())]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.name)
def test_a_bare_script_has_at_most_60_lines(script):
    """What stands beside Denpyo is what anybody would write first."""
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 60


def test_every_way_keys_the_same_order():
    """Only its number tells one way's order from another's."""
    one, other = Masters().slip(3, "1"), Masters().slip(3, "2")
    assert as_json(one, "M")["lines"] == as_json(other, "M")["lines"]
    assert one.customer_code == other.customer_code


def test_a_target_is_the_ratios_where_there_is_one():
    """A ratio is judged before its figure; without a target nothing is judged."""
    assert Measured("a", 900, "ms", ratio=1.0, target=1.0).is_met is True
    assert Measured("b", 900, "MB", target=800).is_met is False
    assert Measured("c", 900, "ms").is_met is None
