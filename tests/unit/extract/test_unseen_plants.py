"""Files of buyers that say by their plant where goods shall go."""

import pytest

from agent.core.order import Order
from tests.unit.extract.laid_out import read

TITLES, LINES = "Material,Short Text,Order Qty", ("M-1,O-RING,200", "M-2,HOSE,6")


def only(titles: str, *places: str) -> Order:
    rows = (f"45001,{place},{line}" for place, line in zip(places, LINES, strict=True))
    [order] = read("\n".join([f"PO Number,{titles},{TITLES}", *rows]), "o.csv", media_type="text/csv").orders
    assert [line.quantity for line in order.lines] == [200, 6]
    return order


def doubts(order: Order) -> list[tuple[str, str]]:
    return [(one.code, dict(one.values)["text"]) for one in order.findings if one.field == "deliver_to"]


@pytest.mark.parametrize(
    ("titles", "said", "place"),
    [
        ("Plant", "見本工場", "見本工場"),
        ("PLANT", "Mihon Works", "Mihon Works"),
        ("Plant,Plant Name", "KG01,見本工場", "見本工場"),
        ("Plant,Delivery Address", "見本工場,見本県見本市1-1", "見本県見本市1-1"),
        ("Receiving Plant", "第二工場 受入口", "第二工場 受入口"),
    ],
)
def test_plant_is_where_to_deliver(titles, said, place):
    """Unless a surer title says it."""
    order = only(titles, said, said)

    assert (order.deliver_to, doubts(order)) == (place, [])


@pytest.mark.parametrize("code", ["1010", "KG01", "jp-7"])
def test_plant_said_by_a_code_is_doubted(code):
    order = only("Plant", code, code)

    assert doubts(order) == [("value-unnamed", code)]


def test_lines_of_two_plants_have_none_for_all():
    order = only("Plant", "見本工場", "第二工場")

    assert (order.deliver_to, doubts(order)) == (None, [("value-ambiguous", "見本工場")])
