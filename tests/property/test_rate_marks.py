"""Whatever a document's goods are called and wherever their marks stand, a mark changes nothing but its line's rate."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.extract.laid_out import read

NAMES = st.text(alphabet="見本茶米粉皿匙ABC深煎り", min_size=1, max_size=8)
MARKS = st.sampled_from(["※", "*", "☆", "(軽)"])
WAYS = st.sampled_from(["{name}{mark}", "{name} {mark}", "{mark}{name}", "{mark} {name}"])


@given(st.lists(st.tuples(NAMES, st.booleans(), WAYS), min_size=1, max_size=5), MARKS)
@settings(max_examples=60, deadline=None)
def test_mark_is_its_lines_rate_and_nothing_else(goods, mark):
    """Names, quantities and prices are those of the same file without marks; each line has the rate of its mark."""
    legend = f"{mark}は軽減税率(8%)対象、無印は10%対象"

    marked = orders_in(
        [way.format(name=name, mark=mark) if is_marked else name for name, is_marked, way in goods], legend
    )
    plain = orders_in([name for name, _, _ in goods], "")

    assert [told(line) for line in marked.lines] == [told(line) for line in plain.lines]
    rates = [Decimal("0.08") if is_marked else Decimal("0.1") for _, is_marked, _ in goods]
    assert [line.tax_rate for line in marked.lines] == rates
    assert not any(line.tax_rate for line in plain.lines)


def orders_in(names, legend):
    rows = [f"<tr><td>P{at:04d}</td><td>{name}</td><td>{at + 1}</td></tr>" for at, name in enumerate(names)]
    table = f"<table><tr><th>品番</th><th>品名</th><th>数量</th></tr>{''.join(rows)}</table>"
    [order] = read(f"<p>注文番号: A-1</p>{table}<p>{legend}</p>", "body.html", media_type="text/html").orders
    return order


def told(line):
    return line.product_code, line.product_name, line.quantity
