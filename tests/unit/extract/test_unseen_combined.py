"""Orders of common words and layouts, in no document of a set, are read whole in each format."""

import pytest

from tests.unit.extract.common_words import as_csv, as_html, as_pdf, as_sheet, common_order
from tests.unit.extract.laid_out import lines_of, read

FORMATS = {"o.xlsx": (as_sheet, ""), "o.csv": (as_csv, ""), "body.html": (as_html, "text/html"), "o.pdf": (as_pdf, "")}
N_ORDERS = 40


@pytest.mark.proves("B1", "B2")
@pytest.mark.parametrize("name", FORMATS)
def test_common_orders_are_read_whole(name):
    draw, media_type = FORMATS[name]
    for number in range(N_ORDERS):
        common = common_order(number)
        content = draw(common.rows)
        if content is None:
            continue
        [order] = read(content, name, "注文書", media_type).orders

        head = (order.number, str(order.ordered_on), str(order.deliver_on), order.customer.as_written, order.deliver_to)
        lines = [(code, goods, asked, price, amount) for code, goods, asked, _, price, amount in lines_of(order)]
        assert (head, lines) == (common.head, common.lines), f"{name}, order {number}: {common.rows}"
