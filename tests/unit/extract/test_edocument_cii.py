"""Order-X, Factur-X and SME common EDI: one reader for what UN/CEFACT and Japan's small firms name alike."""

from datetime import date
from decimal import Decimal

import pytest

from agent.core.order import OrderKind, OrderLine
from agent.extract.edocument.model import Kind, LineSums
from agent.extract.edocument.read import edocument_in_pdf, edocument_of
from agent.extract.xml_tree import root_of
from tests.unit.extract.edocuments import SME_TAX, cii, codes, extracted, order, pdf_with, read, sme, sme_line

INVOICE = {"root": "CrossIndustryInvoice", "kind": "standard:CrossIndustryInvoice:100", "type": "380"}


class TestCii:
    @pytest.mark.proves("B1")
    def test_order_needs_no_form(self):
        """A price for ten is the price of one, a packed day a day."""
        found = order(cii())

        assert (found.kind, found.number, found.customer.as_written) == (OrderKind.ORDER, "C-1", "見本食品")
        assert (found.ordered_on, found.deliver_on) == (date(2026, 4, 1), date(2026, 4, 10))
        assert (found.deliver_to, found.note) == ("見本倉庫 見本市", "一")
        assert (found.total, found.tax) == (Decimal(2400), Decimal(240))
        assert found.lines == (
            OrderLine(
                1, "4901234567894", "煎茶 100g", Decimal(20), "個", Decimal(120), Decimal(2400), tax_rate=Decimal("0.1")
            ),
        )
        assert found.findings == ()
        path = "/SCRDMCCBDACIOMessageStructure/SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem"
        place = dict(found.provenance)["lines.1.quantity"].place
        assert place == f"{path}/SpecifiedLineTradeDelivery/RequestedQuantity"

    @pytest.mark.parametrize(
        ("more", "kind"),
        [
            ({"type": "230"}, Kind.CHANGE),
            ({"type": "231"}, Kind.ORDER_RESPONSE),
            ({"purpose": "<ram:PurposeCode>1</ram:PurposeCode>"}, Kind.CANCEL),
            ({"purpose": "<ram:PurposeCode>5</ram:PurposeCode>"}, Kind.CHANGE),
            (INVOICE, Kind.INVOICE),
            (INVOICE | {"type": "381"}, Kind.CREDIT_NOTE),
        ],
    )
    def test_kind_by_type_and_purpose(self, more, kind):
        """One message serves several kinds."""
        assert read(cii(**more)).kind is kind

    def test_change_bears_the_number_of_the_order_it_names(self):
        """Without one, the number is its own: a change is the same order again."""
        named = "<ram:IssuerAssignedID>C-0</ram:IssuerAssignedID>"
        ref = f"<ram:BuyerOrderReferencedDocument>{named}</ram:BuyerOrderReferencedDocument>"

        assert order(cii(type="230", ref=ref)).number == "C-0"
        assert order(cii(type="230")).number == "C-1"

    def test_root_of_another_namespace_is_none(self):
        """A file that only borrows the name is left to the forms."""
        assert edocument_of(root_of(b"<SMEOrder xmlns='urn:mine'/>")) is None

    def test_document_that_says_nothing(self):
        """Without any part it is an order of nothing, not a failure."""
        found = order("<SMEOrder xmlns='urn:un:unece:uncefact:3055:413:data:standard:SMEOrder:4p1'/>")

        assert (found.number, found.lines, found.total, found.customer.code) == (None, (), None, None)


class TestPdf:
    def test_order_a_pdf_carries(self):
        """What the page shows is not read where the document itself is attached."""
        content = pdf_with(a__txt=b"-", a__xml=b"<a>", b__xml=b"<a/>", order_x__xml=cii().encode())

        assert order(content, "o.pdf").number == "C-1"

    def test_invoice_a_pdf_carries(self):
        """A Factur-X invoice is no order."""
        found = extracted(pdf_with(factur_x__xml=cii(**INVOICE).encode()), "rechnung.pdf")

        assert (found.form, found.reason.code, found.reason.values["kind"]) == ("cii", "no-order-but", "invoice")

    @pytest.mark.parametrize("content", [pdf_with(), pdf_with(a__xml=None), b"%PDF-1.4\ntrailer<</Root 1 0 R>>", b"x"])
    def test_pdf_that_carries_none(self, content):
        """An ordinary, an odd or a broken PDF is left to the forms."""
        assert edocument_in_pdf(content) is None


class TestSme:
    @pytest.mark.proves("B1")
    def test_order_of_small_firms(self):
        """Most elements are empty, which says nothing; money is yen where no currency stands."""
        found = order(sme())

        assert (found.kind, found.number, found.customer.as_written) == (OrderKind.ORDER, "S-1", "（株）見本食品")
        assert (found.ordered_on, found.deliver_on, found.deliver_to) == (date(2026, 4, 1), date(2026, 4, 10), None)
        assert (found.total, found.tax, found.findings) == (Decimal(2400), Decimal(240), ())
        assert found.lines == (
            OrderLine(1, None, "煎茶 100g", Decimal(2), None, Decimal(1200), Decimal(2400), tax_rate=Decimal("0.1")),
        )
        assert dict(found.provenance)["lines.1.amount"].place.endswith("/NetLineTotalAmount")

    def test_document_as_it_says(self):
        """Version, moment and sums of a line are kept; what is empty is absent."""
        found = read(sme())

        assert (found.syntax, found.version, found.issued_at) == ("sme", "4p1", "2026-04-01T09:30:00")
        assert (found.currency, found.totals, found.delivery) == (None, None, None)
        assert found.lines[0].sums == LineSums(net=Decimal(2400))
        assert found.lines[0].line_no is None

    def test_sums_of_each_rate_are_added(self):
        """Where no sum of all stands, those of the rates are the total; one that lacks makes it unknown."""
        two = SME_TAX.format(tax=10, taxable=100, rate=10) + SME_TAX.format(tax=16, taxable=200, rate=8)
        lacking = two.replace("<BasisAmount>200</BasisAmount>", "<BasisAmount/>")

        assert (order(sme(taxes=two)).total, order(sme(taxes=two)).tax) == (Decimal(300), Decimal(26))
        assert (order(sme(taxes=lacking)).total, order(sme(taxes=lacking)).tax) == (None, Decimal(26))

    @pytest.mark.parametrize(
        ("purpose", "kind"), [("1", OrderKind.CANCEL), ("4", OrderKind.CHANGE), ("9", OrderKind.ORDER)]
    )
    def test_purpose_makes_it_a_change(self, purpose, kind):
        """The order keeps its number, whatever is said of it."""
        found = order(sme(purpose=purpose))

        assert (found.kind, found.number, codes(found)) == (kind, "S-1", [])

    def test_purpose_nobody_knows(self):
        """It is asked, not taken for an order like any other."""
        assert codes(order(sme(purpose="7"))) == [("order-type-odd", "doubt", "")]

    @pytest.mark.parametrize(
        ("root", "kind"),
        [
            ("SMEOrderResponse", "order-response"),
            ("SMEInvoice", "invoice"),
            ("SMEDespatchAdvice", "despatch-advice"),
        ],
    )
    def test_what_is_no_order_says_what_it_is(self, root, kind):
        """Answer, invoice and despatch advice are never entered."""
        found = extracted(sme(root))

        assert (found.orders, found.reason.values) == ((), {"kind": kind, "number": "S-1"})

    def test_quantity_zero_is_zero_and_empty_is_absent(self):
        """The two are not the same."""
        assert [order(sme(lines=sme_line(qty=qty))).lines[0].quantity for qty in ("0", "", " ")] == [0, None, None]


def test_what_a_line_says_beside_its_goods():
    """A charge on a line, and a place of its own, wait; a test and a copy are no orders to enter."""
    charge = "<ram:SpecifiedTradeAllowanceCharge><ram:ActualAmount>50</ram:ActualAmount>"
    charge = f"<ram:SpecifiedLineTradeSettlement>{charge}</ram:SpecifiedTradeAllowanceCharge>"
    place = "<ram:SpecifiedLineTradeDelivery><ram:ShipToTradeParty><ram:Name>例倉庫</ram:Name></ram:ShipToTradeParty>"
    test = "<rsm:ExchangedDocumentContext><ram:TestIndicator><udt:Indicator>true</udt:Indicator></ram:TestIndicator>"
    test = f"{test}</rsm:ExchangedDocumentContext><rsm:ExchangedDocument>"
    bare = "<ram:SpecifiedLineTradeSettlement>", "<ram:SpecifiedLineTradeDelivery>"

    assert codes(order(cii().replace(bare[0], charge))) == [("charge-on-line", "stop", "lines")]
    assert codes(order(cii().replace(bare[1], place))) == [("value-twice", "stop", "deliver_to")]
    found = order(cii().replace("<rsm:ExchangedDocument>", test))
    assert codes(found) == [("order-type-odd", "doubt", "")]
    assert dict(found.findings[0].values)["text"] == "TestIndicator"
    gone = cii().replace("SpecifiedLineTradeSettlement>", "X>").replace("SpecifiedLineTradeDelivery>", "Y>")
    assert order(gone).lines[0].quantity is None
