"""One order out of any file the site reads, for a robot's trial."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from agent.app.order_document import OrderUnclearError, slip_in_file
from agent.app.order_file import OrderFileError
from agent.cli.document_file import delivery_of
from agent.cli.whole_site import load_whole
from agent.core.action import Slip
from agent.core.delivery import digest_of
from agent.quality.slip import SlipIncompleteError
from agent.settings.scaffold import make_site

TODAY = date(2026, 4, 1)
HEADS = "注文番号,注文日,納期,商品コード,商品名,数量,単価,金額\n"
TWO = (
    f"{HEADS}1001,2026/03/30,2026/04/08,P1001,コーヒー豆,10,2400,24000\n"
    "1002,2026/03/31,2026/04/09,P2001,マグカップ,4,850,3400\n"
)
OWN = (
    "customer_code,customer_name,order_number,product_code,product_name,quantity,unit_price\nC1,見本,9,P1001,豆,1,10\n"
)


@pytest.fixture
def taken(tmp_path):
    """Write a file's text and take an order out of it, as the first site would read it."""
    make_site(tmp_path / "site", {}, TODAY)
    site = load_whole(tmp_path / "site")

    def take(name: str, text: str, number: str = "") -> Slip:
        file: Path = tmp_path / name
        file.write_text(text, "utf-8")
        return slip_in_file(file, delivery_of(file, "desk", ""), site, "sales", TODAY, number)

    return take


def test_what_the_sites_form_reads_is_an_order(taken):
    """The form's fixed customer, the master's names and tax rates; the file is the document to attach."""
    slip = taken("order-1.csv", TWO, "1002")

    assert (slip.kind, slip.customer_code, slip.customer_name) == ("sales", "C001", "株式会社見本商店")
    assert (slip.order_number, str(slip.total), str(slip.lines[0].tax_rate)) == ("1002", "3400", "0.1")
    assert (slip.document_name, slip.document_digest) == ("order-1.csv", digest_of(TWO.encode()))


@pytest.mark.parametrize("number", ["", "1003"])
def test_of_several_the_number_says_which(taken, number):
    """Without it, or with one that is not there, the numbers there are."""
    with pytest.raises(OrderUnclearError) as unclear:
        taken("order-1.csv", TWO, number)

    assert unclear.value.values == {"numbers": "1001, 1002"}
    assert "--number" in unclear.value.next_move


def test_denpyos_own_shape_is_read_where_no_form_fits(taken):
    """As before, with its one order's number."""
    assert taken("mine.csv", OWN).order_number == "9"
    with pytest.raises(OrderUnclearError):
        taken("mine.csv", OWN, "1001")


def test_a_document_is_read_without_a_form_too(taken):
    """What `denpyo forms try` reads by its words is an order here as well."""
    text = TWO.replace("1002", "1001").replace(HEADS, "得意先コード,得意先名," + HEADS)
    slip = taken("new.csv", text.replace("\n1001", "\nC001,株式会社見本商店,1001"))

    assert (slip.customer_code, slip.order_number, len(slip.lines)) == ("C001", "1001", 2)


def test_what_is_no_order_is_told_with_the_shapes_that_are(taken):
    """A text about something else."""
    with pytest.raises(OrderFileError) as wrong:
        taken("menu.csv", "昼食,価格\nうどん,500\n")

    assert "denpyo forms try" in wrong.value.next_move


def test_a_value_every_slip_needs_is_named(taken):
    """A product that no master knows has no tax rate, and nothing is made up."""
    with pytest.raises(SlipIncompleteError) as lacking:
        taken("order-1.csv", TWO.replace("P1001", "P9").replace("P2001", "P9"), "1001")

    assert lacking.value.values["field"].startswith("lines.1.")
