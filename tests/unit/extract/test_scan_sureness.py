"""An order that was read from a picture says so, and how surely each of its values was seen."""

from agent.core.order import Customer, Finding, Order, Provenance, Severity
from agent.extract.scan.sureness import as_seen
from agent.extract.table import Cell, Page, Row

PAGE = Page(
    "page 1",
    (
        Row((Cell("注文番号", 0, 9, "p x=0"), Cell("A1", 10, 20, "p x=10", 0.95)), "p y=1"),
        Row((Cell("納期", 0, 9, "q x=0"), Cell("2026/04/01", 10, 20, "q x=10", 0.5)), "p y=2"),
    ),
    240,
)
STOP = Finding("read-from-picture", Severity.STOP)


def seen(**provenance):
    order = Order("d", "s", customer=Customer(), provenance=tuple(provenance.items()))
    [found] = as_seen([order], [PAGE], {PAGE.name})
    return found


def test_order_from_a_picture_is_stopped():
    """A person looks at it, unless a second witness lifts the stop."""
    order = seen(number=Provenance("p x=10", "A1"))

    assert (order.findings, order.provenance) == ((STOP,), (("number", Provenance("p x=10", "A1", 0.95)),))


def test_value_that_was_not_seen_clearly_is_doubted():
    """It is as sure as the place it was read from, and the doubt names it."""
    order = seen(deliver_on=Provenance("q x=10", "2026/04/01"))

    assert order.findings == (STOP, Finding("value-unclear", Severity.DOUBT, "deliver_on", (("text", "2026/04/01"),)))
    assert dict(order.provenance)["deliver_on"].confidence == 0.5


def test_value_is_never_surer_than_it_was_known_by_its_words():
    """A weak label stays weak on a clear picture."""
    assert dict(seen(number=Provenance("p x=10", "A1", 0.7)).provenance)["number"].confidence == 0.7


def test_value_of_a_whole_row_is_as_sure_as_its_least_sure_cell():
    """A pattern reads over several cells."""
    order = seen(note=Provenance("p y=2", "納期 2026/04/01"), number=Provenance("p y=1", "番号A1"))

    assert [at.confidence for _, at in order.provenance] == [0.5, 0.95]


def test_value_put_together_from_cells_or_from_nowhere_is_not_sure():
    """What stands whole in no cell was put together, and may have lost a part."""
    order = seen(number=Provenance("p x=10", "A1 B"), note=Provenance("nowhere", "A1"))

    assert [at.confidence for _, at in order.provenance] == [0.0, 0.0]


def test_value_that_the_form_fixes_is_sure():
    """Nothing was read."""
    assert seen(customer_code=Provenance("form f", "C001")).findings == (STOP,)
