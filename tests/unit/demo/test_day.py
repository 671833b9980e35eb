"""The sample day walked through the pure stations: extract, check, decide."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from agent.core.decision import Approve, Enter, Hold
from agent.core.delivery import Delivery, digest_of
from agent.core.order import Order
from agent.demo.documents import file_of, mail_of
from agent.demo.feed import SOURCE_OF
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder
from agent.engine.stations.check import check
from agent.engine.stations.decide import decide
from agent.extract.form import load_forms
from agent.extract.read import reading_of
from agent.quality.match import load_masters
from rules.load import load_ruleset

CONFIG = Path(__file__).parents[3] / "config"
TODAY = date(2026, 4, 1)
FORMS = load_forms({f"forms/{path.name}": path.read_text() for path in sorted((CONFIG / "forms").glob("*.yaml"))})
RULES = load_ruleset(
    {f"rules/{path.name}": path.read_text() for path in sorted((CONFIG / "rules").glob("*.yaml"))},
    frozenset({"demo-ledger"}),
)
MASTERS = load_masters(*((CONFIG / "masters" / f"{name}.csv").read_text() for name in ("customers", "products")))
ORDERS = sample_orders(CONFIG / "masters", TODAY)


def read(sample: SampleOrder) -> Order:
    """Let one sample order travel as bytes, and read and check it as the agent does."""
    source = SOURCE_OF[sample.way]
    if source == "mail":
        name, media_type, content = "mail", "message/rfc822", mail_of([sample], "order@customer.example")
    else:
        file = file_of([sample])
        name, media_type, content = file.name, file.media_type, file.content
    delivery = Delivery(source, name, digest_of(content), name, media_type, content, datetime(2026, 4, 1, tzinfo=UTC))
    (order,) = [order for one in reading_of(delivery, FORMS).extractions for order in one.orders]
    return check(order, MASTERS, TODAY)


@pytest.mark.parametrize("sample", ORDERS, ids=lambda sample: f"{sample.way}-{sample.number}-{sample.fate}")
def test_every_sample_order_is_read_as_its_customer_meant_it(sample):
    """Customer, number and lines come out equal, and the rules say what the scenario says."""
    order = read(sample)
    assert order.base_key == f"{sample.customer_code}:{sample.number}"
    assert [(line.product_code, line.quantity, line.unit_price) for line in order.lines] == [
        (line.product_code, line.quantity, line.unit_price) for line in sample.lines
    ]
    decision = decide(order, RULES, TODAY).decision
    if sample.fate is Fate.HELD:
        assert isinstance(decision, Hold)
        assert decision.reason == sample.reason
    else:
        assert isinstance(decision, Approve if sample.fate is Fate.APPROVING else Enter)


def test_the_repeated_order_has_the_first_ones_content_and_the_amended_one_has_not():
    """By mail or by portal the same order is the same; another quantity makes it another."""
    by_fate = {sample.fate: sample for sample in ORDERS if sample.fate in (Fate.DUPLICATE, Fate.AMENDED)}
    for fate, later in by_fate.items():
        key = (later.customer_code, later.number)
        first = next(one for one in ORDERS if (one.customer_code, one.number) == key)
        assert (read(first).content_digest == read(later).content_digest) == (fate is Fate.DUPLICATE)
