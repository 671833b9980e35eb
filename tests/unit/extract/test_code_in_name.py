"""A code in one cell with its name is parted from it only where every row is written alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.extract.labelled import Written
from agent.extract.unseen.code_in_name import with_codes
from tests.unit.extract.laid_out import lines_of, read, sheet


def parted(*names: str):
    """Return code and name of each row."""
    rows = [(Written("product_name", name, "A1"), Written("quantity", "1", "B1")) for name in names]
    return [
        tuple({one.field: one.text for one in row}.get(name) for name in ("product_code", "product_name"))
        for row in with_codes(rows)
    ]


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (("見本茶 P1001", "見本機械 SC-2 P1002"), [("P1001", "見本茶"), ("P1002", "見本機械 SC-2")]),
        (("P1001 見本茶", "P1002　見本水"), [("P1001", "見本茶"), ("P1002", "見本水")]),
        (("[P1001] 見本茶", "[P1002] 見本水"), [("P1001", "見本茶"), ("P1002", "見本水")]),
        (("見本茶（P1001）", "見本水（P1002）"), [("P1001", "見本茶"), ("P1002", "見本水")]),
        (("見本茶 (P1001)", "見本水 (P1002)"), [("P1001", "見本茶"), ("P1002", "見本水")]),
        (("見本茶 4900000000010", "見本水 4900000000027"), [("4900000000010", "見本茶"), ("4900000000027", "見本水")]),
        (("P1001\n見本茶 1kg",), [("P1001", "見本茶 1kg")]),
        (("見本茶\n深煎り\nP1001",), [("P1001", "見本茶 深煎り")]),
        (("見本茶 品番:P1001", "見本水 品番：X-2"), [("P1001", "見本茶"), ("X-2", "見本水")]),
        (("見本茶(品番:P1001)",), [("P1001", "見本茶")]),
        (("Ｐ１００１ 見本茶", "Ｐ１００２ 見本水"), [("Ｐ１００１", "見本茶"), ("Ｐ１００２", "見本水")]),
        (("見本茶 P1001",), [(None, "見本茶 P1001")]),
        (("見本機械 SC-200", "見本器具 DX-100"), [(None, "見本機械 SC-200"), (None, "見本器具 DX-100")]),
        (("見本茶 P1001", "見本水"), [(None, "見本茶 P1001"), (None, "見本水")]),
        (("見本紙 2000", "見本布 1000"), [(None, "見本紙 2000"), (None, "見本布 1000")]),
        (("見本茶 色:RED", "見本水 色:BLUE"), [(None, "見本茶 色:RED"), (None, "見本水 色:BLUE")]),
        (("品番:P1001",), [(None, "品番:P1001")]),
        ((), []),
    ],
)
def test_code_and_name_in_one_cell(names, read):
    """A code is taken out behind its label, on a line of its own, or alike in all rows; a model stays in its name."""
    assert parted(*names) == read


def test_row_with_a_code_of_its_own():
    """Where the code has a column, names stay as they are; so they do where a row has none."""
    own = (Written("product_code", "X", "A1"), Written("product_name", "P1001\n見本茶", "B1"))
    other = (Written("quantity", "1", "B1"),)

    assert with_codes([own]) == (own,)
    assert with_codes([(own[1],), other]) == ((own[1],), other)


def test_title_of_both(tmp_path):
    """A column titled 品番・品名 holds both; its cells have the code on their first line."""
    content = sheet(
        ["注文番号", "A-1"], ["品番・品名", "数量", "単位"], ["P1001\n見本茶 1kg", 10, "袋"], ["P1002\n見本水", 2, "本"]
    )
    [order] = read(content).orders

    assert lines_of(order) == [("P1001", "見本茶 1kg", 10, "袋", None, None), ("P1002", "見本水", 2, "本", None, None)]
    places = dict(order.provenance)
    assert places["lines.1.product_code"].place == places["lines.1.product_name"].place == "Sheet1!A3"


@given(st.lists(st.text(alphabet="見本茶PX-0123 \n:品番", min_size=1, max_size=14), min_size=1, max_size=4))
def test_nothing_is_lost(names):
    """Whatever the cells hold, code and name together have every letter and figure of the cell."""
    for (code, name), text in zip(parted(*names), names, strict=True):
        kept = f"{code or ''}{name}"
        assert sorted(char for char in text if char.isalnum()) in (
            sorted(char for char in kept if char.isalnum()),
            sorted(char for char in f"品番{kept}" if char.isalnum()),
        )
