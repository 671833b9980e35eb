"""A cell is read as it holds; where it shows another number, a person is told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.extract.number_format import shown_otherwise


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("10000", "#,##0,", "10"), ("2.5", "0", "3"), ("5", '"10"0', "105"), ("5", ";;;", ""), ("5", '0"10"', "510"),
        ("1.25", "0.0", "1.3"), ("-2.5", '0;"-"0', "-3"), ("5", '"なし"', "なし"), ("1234567", "0.0,,", "1.2"),
        ("10", "#,##0", None), ("2.5", "0.0", None), ("5", '0"袋"', None), ("2.5", "General", None), ("0", ";;;", None),
        ("0.1", "0%", None), ("46113", "yyyy/m/d", None), ("5", "[Red]0_ ", None), ("-5", "0;[Red]0", None),
    ],
)  # fmt: skip
def test_number_shown_as_another_is_told(number, code, shown):
    """Rounding, thousands, digits in the format and formats that hide change what is shown; units do not."""
    assert shown_otherwise(Decimal(number), code) == shown


@given(st.integers(-(10**9), 10**9), st.integers(0, 3), st.sampled_from(["0", "#,##0"]))
def test_enough_places_never_tell(number, places, whole):
    """A format with as many places as the number has shows the number."""
    code = whole + ("." + "0" * places if places else "")

    assert shown_otherwise(Decimal(number).scaleb(-places), code) is None
