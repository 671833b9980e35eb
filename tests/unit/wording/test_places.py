"""Places are said in a person's language."""

import pytest

from agent.wording.places import say_field, say_place


@pytest.mark.parametrize(
    ("place", "english", "japanese"),
    [
        ("line 12", "line 12", "12行目"),
        ("line 12 数量", "line 12 数量", "12行目 数量"),
        ("line 12 column 3", "line 12, column 3", "12行目 3列目"),
        ("page 1", "page 1", "1ページ"),
        ("page 1 x=40 y=144", "page 1 x=40 y=144", "1ページ x=40 y=144"),
        ("form mihon-foods", "form mihon-foods", "書式 mihon-foods"),
        ("sum of the lines", "sum of the lines", "明細の合計"),
        ("注文書!C5", "注文書!C5", "注文書!C5"),
    ],
)
def test_place_is_said(place: str, english: str, japanese: str):
    """What is no known kind of place stays as it is."""
    assert (say_place("en", place), say_place("ja", place)) == (english, japanese)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", ""),
        ("total", "合計(税抜)"),
        ("lines", "明細"),
        ("lines.2", "明細2"),
        ("lines.2.quantity", "明細2の数量"),
        ("hue", "hue"),
    ],
)
def test_field_of_a_finding_is_said(path, said):
    """A finding of a line says which line; a field that is not known here is said as it stands."""
    assert say_field("ja", path) == said
