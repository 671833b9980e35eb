"""What the standard's reader leaves unread is named, and a form that names its sender reads in its place."""

import pytest

from agent.core.order import OrderKind
from agent.extract.read import orders_of
from tests.unit.extract.edocuments import codes, order, sme, sme_line
from tests.unit.extract.making import a_document, a_form

PLANNED = "<PlannedEvent><DateTime>{}T00:00:00+09:00</DateTime></PlannedEvent></ApplicableCIOHSupplyChainTradeDelivery>"
FORM = """
applies: {reads: xml, sender: "*@b.example"}
fields:
  number: {label: CIOHExchangedDocument.ID}
  deliver_on: {label: [HEAD.PlannedEvent.DateTime, Nowhere], optional: true}
lines:
  columns:
    product_name: SpecifiedCITradeProduct.Name
    quantity: SpecifiedCIOLSupplyChainTradeDelivery.RequestedQuantity
""".replace("HEAD", "CIOHSupplyChainTradeTransaction.ApplicableCIOHSupplyChainTradeDelivery")


def odd(day: str = "2026-05-20", **more: str) -> str:
    """Make an order whose day and amount stand where the standard has none."""
    line = sme_line(net="", day="").replace("</IncludedCIOL", "<Own><LineAmount>2450</LineAmount></Own></IncludedCIOL")
    return sme(lines=line, taxes="", **more).replace("</ApplicableCIOHSupplyChainTradeDelivery>", PLANNED.format(day))


def read(content: str, form: str = FORM):
    return orders_of(a_document(content.encode(), "o.xml", "text/xml"), [a_form(form)])


class TestUnread:
    def test_day_and_sum_at_other_places_are_doubted(self):
        """The order has neither."""
        found = order(odd())

        assert (found.deliver_on, found.lines[0].amount) == (None, None)
        assert [one for one in codes(found) if one[0] == "written-elsewhere"] == [
            ("written-elsewhere", "doubt", "deliver_on"),
            ("written-elsewhere", "doubt", "lines"),
        ]

    def test_what_the_order_has_besides_is_noted(self):
        """A second sum lets no order wait; one that says again what was read is not named."""
        more = "<LinePremiumAmount>{}</LinePremiumAmount></IncludedCIOL"
        same, other = (sme(lines=sme_line().replace("</IncludedCIOL", more.format(sum_))) for sum_ in (2400, 7))

        assert codes(order(same)) == []
        assert codes(order(other)) == [("written-elsewhere", "note", "lines")]

    def test_no_more_than_a_few_are_named(self):
        more = "".join(f"<OwnAmount>{number}</OwnAmount>" for number in range(91, 99))
        content = sme(lines=sme_line().replace("</IncludedCIOL", f"{more}</IncludedCIOL"))

        assert codes(order(content)) == [("written-elsewhere", "note", "lines")] * 3


class TestOwnForm:
    def test_form_that_names_its_source_is_tried_first(self):
        """A file of a folder has no sender."""
        own = FORM.replace('sender: "*@b.example"', "source: folder")
        by_source, others = read(odd(), own), read(odd(), own.replace("folder", "desk"))

        assert ([str(one.deliver_on) for one in by_source.orders], others.orders[0].deliver_on) == (
            ["2026-05-20"],
            None,
        )

    def test_form_that_names_its_sender_is_tried_first(self):
        found = read(odd())
        [one] = found.orders

        assert (found.form, str(one.deliver_on), one.lines[0].product_name) == ("a", "2026-05-20", "煎茶 100g")

    @pytest.mark.parametrize(
        "change",
        [
            ("*@b.example", "*"),
            ("*@b.example", "*@c.example"),
            ("SpecifiedCITradeProduct.Name", "Nowhere"),
        ],
        ids=["any sender", "another sender", "no such column"],
    )
    def test_other_forms_leave_it_to_the_standard(self, change: tuple[str, str]):
        found = read(odd(), FORM.replace(*change))

        assert (found.form, found.orders[0].number) == ("sme", "S-1")

    @pytest.mark.parametrize(("purpose", "kind"), [("5", OrderKind.CHANGE), ("3", OrderKind.CANCEL)])
    def test_change_and_cancellation_are_never_orders(self, purpose: str, kind: OrderKind):
        """A form that does not say where the kind stands leaves them to the standard."""
        told = FORM.replace("lines:", "  kind: {label: CIOHExchangedDocument.PurposeCode}\nlines:")
        told += "kinds: {change: '^5$', cancel: '^3$'}\n"

        both = [read(odd(purpose=purpose), form) for form in (FORM, told)]
        assert [(one.form, one.orders[0].kind) for one in both] == [("sme", kind), ("a", kind)]

    def test_response_is_no_order(self):
        assert read(sme("SMEOrderResponse")).reason.code == "no-order-but"

    def test_what_lets_the_standard_wait_lets_the_form_wait(self):
        """Another currency, a deduction on the whole."""
        content = odd().replace("<PriceCurrencyCode/>", "<PriceCurrencyCode>USD</PriceCurrencyCode>")

        assert ("currency-foreign", "stop", "total") in codes(read(content).orders[0])

    def test_what_the_standard_reads_and_the_form_does_not_is_doubted(self):
        """A day, and a line that the form ends before."""
        two = sme(lines=sme_line() + sme_line().replace("煎茶", "番茶"))

        [order] = read(two, FORM.replace("lines:", "lines:\n  until: 番茶")).orders
        assert [line.product_name for line in order.lines] == ["煎茶 100g"]
        assert codes(order) == [("rows-unread", "doubt", "lines"), ("written-elsewhere", "doubt", "deliver_on")]
