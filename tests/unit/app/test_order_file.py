"""One order out of a file a person has at hand."""

import json
from datetime import date
from decimal import Decimal

import pytest

from agent.app.order_file import OrderFileError, read_slip

TODAY = date(2026, 4, 1)
CSV = """customer_code,customer_name,order_number,slip_date,product_code,product_name,quantity,unit_price,tax_rate
C001,見本フーズ,PO-1,2026/04/02,P1,豆,2,"1,200",8%
,,,,P2,茶,3,100,
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_csv_has_one_row_per_line(tmp_path, encoding):
    """Heads stand in the first row; amounts are counted where none is given."""
    (tmp_path / "order.csv").write_text(CSV, encoding=encoding)

    slip = read_slip(tmp_path / "order.csv", TODAY)

    assert (slip.customer_code, slip.order_number, slip.slip_date) == ("C001", "PO-1", date(2026, 4, 2))
    assert [(line.product_code, line.amount, line.tax_rate) for line in slip.lines] == [
        ("P1", Decimal(2400), Decimal("0.08")),
        ("P2", Decimal(300), Decimal("0.1")),
    ]
    assert slip.total == 2700


def test_a_yaml_has_the_names_of_a_slip(tmp_path):
    """Days and numbers are taken as YAML reads them."""
    text = "customer_code: C001\norder_number: PO-1\nlines:\n  - {product_code: P1, quantity: 2, unit_price: 50}\n"
    (tmp_path / "order.yaml").write_text(text, encoding="utf-8")

    slip = read_slip(tmp_path / "order.yaml", TODAY)

    assert (slip.slip_date, slip.total) == (TODAY, 100)


def test_what_orders_show_prints_is_read(tmp_path):
    """The story of an order: its own slip first, else the order as it was read."""
    line = {"number": 1, "product_code": "P1", "product_name": "豆", "quantity": "2", "unit_price": "50"}
    order = {"number": "PO-1", "customer": {"code": "C001", "name": "見本フーズ"}, "lines": [line]}
    stored = {"customer_code": "C001", "order_number": "PO-9", "slip_date": "2026-03-31", "lines": [line]}
    path = tmp_path / "order.json"

    path.write_text(json.dumps({"order": order, "actions": []}), encoding="utf-8")
    assert (read_slip(path, TODAY).order_number, read_slip(path, TODAY).customer_name) == ("PO-1", "見本フーズ")
    path.write_text(json.dumps({"order": order, "actions": [{"slip": stored}]}), encoding="utf-8")
    assert (read_slip(path, TODAY).order_number, read_slip(path, TODAY).slip_date) == ("PO-9", date(2026, 3, 31))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("order.csv", "", "`lines` is missing"),
        ("order.json", "{", "is not what its name says"),
        ("order.yaml", "- 1", "holds no order"),
        ("order.json", '{"lines": [{"product_code": "P1", "quantity": "2"}]}', "`unit_price` is missing"),
        ("order.json", '{"lines": [{"product_code": "P1", "quantity": "x", "unit_price": 1}]}', "cannot be read"),
        ("none.json", None, "cannot be read"),
    ],
)
def test_a_file_that_holds_no_order_is_refused_by_name(tmp_path, name, text, said):
    """What is missing is named, with the next move."""
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(OrderFileError, match=said):
        read_slip(tmp_path / name, TODAY)
