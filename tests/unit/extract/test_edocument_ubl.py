"""UBL orders, changes and cancellations become orders by the standard alone; what is none says what it is."""

from datetime import date
from decimal import Decimal

import pytest

from agent.core.order import OrderKind, OrderLine
from agent.extract.edocument.model import Address, Delivery, Kind, Party, TaxRow, Totals
from agent.extract.edocument.read import edocument_of
from agent.extract.xml_tree import root_of
from tests.unit.extract.edocuments import DAY, codes, extracted, order, read, ubl, ubl_line

REF = "<cac:OrderReference><cbc:ID>PO-0</cbc:ID></cac:OrderReference>"


class TestDocument:
    def test_every_part_is_read(self):
        """Numbers are decimals, days are days, an empty element is absent and zero is zero."""
        found = read(
            ubl(
                more="<cac:ValidityPeriod><cbc:EndDate>2026-05-01Z</cbc:EndDate></cac:ValidityPeriod>"
                "<cac:TaxTotal><cbc:TaxAmount currencyID='USD'>9</cbc:TaxAmount><cac:TaxSubtotal>"
                "<cbc:TaxAmount currencyID='USD'>0</cbc:TaxAmount><cac:TaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0.0"
                "</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal><cac:AccountingCustomerParty/>"
            )
        )

        assert (found.syntax, found.doc_type, found.kind, found.number) == ("ubl", "Order", Kind.ORDER, "PO-1")
        assert (found.issue_date, found.valid_until, found.payment_due) == (date(2026, 4, 1), date(2026, 5, 1), None)
        assert (found.currency, found.currencies, found.tax_total) == ("JPY", ("JPY",), Decimal(1152))
        assert found.note == "よろしくお願いします"
        assert found.buyer == Party(name="株式会社見本食品", id="9180001105466")
        assert found.seller is None
        address = Address(street="中央1-2-3", city="見本市", postal_code="1000001")
        assert found.delivery == Delivery(None, date(2026, 4, 10), date(2026, 4, 10), "見本倉庫", address=address)
        assert found.tax == (TaxRow("E", Decimal(0), tax=Decimal(0), currency="USD"),)
        assert found.totals == Totals(lines=Decimal(14400), payable=Decimal(15552))
        [line] = found.lines
        assert (line.line_no, line.unit, line.note, line.gtin) == ("10", "XBX", "急ぎ", "04901234567894")
        assert (line.qty, line.tax_rate, line.sums) == (Decimal(12), Decimal("0.08"), None)
        assert dict(found.provenance)["lines.1.qty"].place == "/Order/OrderLine/LineItem/Quantity"
        assert dict(found.provenance)["lines.1.unit"].place == "/Order/OrderLine/LineItem/Quantity/@unitCode"

    def test_wrong_tax_number_is_kept_as_written(self):
        """A slip of the pen in a number that no order needs is doubted, and neither stops nor changes anything."""
        wrong = "<cac:PartyTaxScheme><cbc:CompanyID>>T123</cbc:CompanyID></cac:PartyTaxScheme><cac:PartyLegalEntity>"
        text = ubl().replace("<cac:PartyLegalEntity>", wrong)

        assert read(text).buyer.tax_id == ">T123"
        assert [(doubt.path, doubt.text) for doubt in read(text).doubts] == [("buyer.tax_id", ">T123")]
        assert codes(order(text)) == []

    @pytest.mark.parametrize("text", [ubl("Catalogue"), "<Order><ID>1</ID></Order>"])
    def test_other_xml_is_none(self, text):
        """Another document of UBL, or an order of somebody's own, is left to the forms."""
        assert edocument_of(root_of(text.encode())) is None

    def test_document_in_its_envelope(self):
        """The envelope of the Peppol network is taken off."""
        text = ubl().partition("?>")[2]

        assert (
            order(f"<x:StandardBusinessDocument xmlns:x='u'><x:Header/>{text}</x:StandardBusinessDocument>").number
            == "PO-1"
        )
        assert edocument_of(root_of(b"<StandardBusinessDocument><a/></StandardBusinessDocument>")) is None


class TestOrder:
    @pytest.mark.proves("B1")
    def test_order_needs_no_form(self):
        """A whole order, each value with its place; a GTIN does not replace our own code."""
        found = order(ubl())

        assert (found.kind, found.number, found.customer.code) == (OrderKind.ORDER, "PO-1", None)
        assert found.customer.as_written == "株式会社見本食品"
        assert (found.ordered_on, found.deliver_on) == (date(2026, 4, 1), date(2026, 4, 10))
        assert found.deliver_to == "見本倉庫 1000001 見本市 中央1-2-3"
        assert found.note == "よろしくお願いします\n[10] 急ぎ"
        assert (found.total, found.tax) == (Decimal(14400), Decimal(1152))
        assert found.lines == (
            OrderLine(
                1, "P-01", "煎茶 100g", Decimal(12), "箱", Decimal(1200), Decimal(14400), tax_rate=Decimal("0.08")
            ),
        )
        assert found.findings == ()
        places = {path: (at.place, at.text) for path, at in found.provenance}
        assert places["lines.1.product_code"][1] == "P-01"
        assert places["lines.1.unit"] == ("/Order/OrderLine/LineItem/Quantity/@unitCode", "XBX")
        assert places["deliver_on"] == ("/Order/Delivery/RequestedDeliveryPeriod/StartDate", "2026-04-10")
        assert places["total"][0] == "/Order/AnticipatedMonetaryTotal/LineExtensionAmount"
        wanted = {"number", "customer_name", "ordered_on", "deliver_on", "deliver_to", "note", "total", "tax"}
        of_line = ("product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate")
        assert places.keys() == wanted | {f"lines.1.{name}" for name in of_line}

    def test_extraction_names_the_standard(self):
        """What was read says by which standard."""
        assert (extracted(ubl()).form, extracted(ubl()).reason) == ("ubl", None)

    def test_code_we_gave_the_customer_names_it(self):
        """Our own code for the buyer is its code; its own number is taken only where no name stands."""
        ours = order(ubl(account="<cbc:SupplierAssignedAccountID>C001</cbc:SupplierAssignedAccountID>")).customer
        unnamed = order(ubl(buyer="")).customer
        trading = "<cac:PartyName><cbc:Name>見本屋</cbc:Name></cac:PartyName><cac:PartyLegalEntity>"

        assert (ours.code, ours.as_written) == ("C001", "株式会社見本食品")
        assert (unnamed.code, unnamed.as_written) == ("9180001105466", None)
        assert order(ubl(buyer="").replace("<cac:PartyLegalEntity>", trading)).customer.as_written == "見本屋"

    def test_order_of_nobody_for_nowhere(self):
        """Without buyer and delivery these are absent."""
        namespace = "urn:oasis:names:specification:ubl:schema:xsd:Order-2"
        text = f"<a:Order xmlns:a='{namespace}'><a:ID>1</a:ID><a:Delivery/></a:Order>"
        found = order(text)

        assert order(text.replace("<a:Delivery/>", "")) == found
        assert (found.number, found.customer.as_written, found.deliver_on, found.deliver_to) == ("1", None, None, None)
        assert (found.total, found.tax, found.lines, found.findings, found.note) == (None, None, (), (), None)

    def test_article_number_where_no_code_of_ours_stands(self):
        """A GTIN of fourteen digits with 0 before it is the JAN code; without any, the customer's code is taken."""
        no_code = ubl().replace("SellersItemIdentification", "BuyersItemIdentification")

        assert order(no_code).lines[0].product_code == "4901234567894"
        assert order(no_code.replace("StandardItem", "OtherItem")).lines[0].product_code == "P-01"
        assert order(no_code.replace("Item>", "Thing>")).lines[0].product_code is None

    def test_unit_the_document_shows_goes_before_its_code(self):
        """JP PINT says a unit that has no code as a property; a code without a certain name stays as it is."""
        shown = (
            "<cac:AdditionalItemProperty><cbc:Name>色</cbc:Name><cbc:Value>青</cbc:Value></cac:AdditionalItemProperty>"
            "<cac:AdditionalItemProperty><cbc:Name>表示単位名称</cbc:Name><cbc:Value>脚</cbc:Value>"
            "</cac:AdditionalItemProperty></cac:Item>"
        )

        assert order(ubl().replace("</cac:Item>", shown)).lines[0].unit == "脚"
        assert order(ubl().replace("XBX", "NAR")).lines[0].unit == "NAR"
        assert order(ubl().replace(' unitCode="XBX"', "")).lines[0].unit is None


class TestKinds:
    def test_change_bears_the_number_of_the_order_it_changes(self):
        """So it meets its order; a line it takes out is left out, and said."""
        gone = ubl_line(status="<cbc:LineStatusCode>2</cbc:LineStatusCode>").replace("P-01", "P-02")
        found = order(
            ubl("OrderChange", more=REF, lines=gone + ubl_line(status="<cbc:LineStatusCode>3</cbc:LineStatusCode>"))
        )

        assert (found.kind, found.number) == (OrderKind.CHANGE, "PO-0")
        assert [(line.number, line.product_code) for line in found.lines] == [(1, "P-01")]
        assert dict(found.provenance)["lines.1.quantity"].place == "/OrderChange/OrderLine[2]/LineItem/Quantity"
        assert codes(found) == [("line-dropped", "doubt", "lines")]

    def test_cancellation(self):
        """It has no lines, and its reason is the note."""
        more = f"{REF}<cbc:CancellationNote>誤発注のため</cbc:CancellationNote>"
        found = order(ubl("OrderCancellation", more=more, lines=""))

        assert (found.kind, found.number, found.lines) == (OrderKind.CANCEL, "PO-0", ())
        assert found.note == "よろしくお願いします\n誤発注のため"

    def test_change_that_names_no_order_has_no_number(self):
        """Its own number is not the order's: it would be entered as a new one."""
        assert order(ubl("OrderChange")).number is None

    @pytest.mark.parametrize(
        ("root", "kind"),
        [
            ("OrderResponse", "order-response"),
            ("Invoice", "invoice"),
            ("CreditNote", "credit-note"),
            ("DespatchAdvice", "despatch-advice"),
        ],
    )
    def test_what_is_no_order_says_what_it_is(self, root, kind):
        """Nothing of it is entered."""
        found = extracted(ubl(root))

        assert (found.orders, found.reason.code, found.reason.values) == (
            (),
            "no-order-but",
            {"kind": kind, "number": "PO-1"},
        )


class TestDoubt:
    def test_other_currency_gives_no_money(self):
        """Euros are never taken for yen, and neither is money without a currency."""
        euro, mixed = order(ubl(currency="EUR")), order(ubl(lines=ubl_line(currency="USD")))
        silent = order(ubl().replace("JPY", ""))

        for found in (euro, mixed, silent):
            assert (found.total, found.tax, found.lines[0].unit_price, found.lines[0].amount) == (
                None,
                None,
                None,
                None,
            )
            assert found.lines[0].quantity == 12
        assert codes(euro) == codes(mixed) == [("currency-foreign", "stop", "total")]
        assert mixed.findings[0].values == (("currency", "USD"),)
        assert codes(silent) == [("currency-missing", "stop", "total")]

    def test_charge_on_the_whole_stops(self):
        """A slip has no place for it: it would be lost; one of nothing is none."""
        charge = "<cac:AllowanceCharge><cbc:Amount currencyID='JPY'>{}</cbc:Amount></cac:AllowanceCharge>"
        found = order(ubl(more=charge.format("500")))

        assert codes(found) == [("charge-on-whole", "stop", "total")]
        assert found.total is None
        assert codes(order(ubl(more=charge.format("0.00")))) == []

    def test_total_before_tax_goes_before_the_sum_of_lines(self):
        """Where both stand, the order's total is what the document says before tax."""
        text = ubl().replace(
            "<cbc:PayableAmount", "<cbc:TaxExclusiveAmount>14401</cbc:TaxExclusiveAmount><cbc:PayableAmount"
        )

        assert order(text).total == 14401

    def test_type_of_order_that_is_not_ordinary(self):
        """A consignment order is no sale: a person looks at it."""
        assert codes(order(ubl(more="<cbc:OrderTypeCode>227</cbc:OrderTypeCode>"))) == [("order-type-odd", "doubt", "")]
        assert codes(order(ubl(more="<cbc:OrderTypeCode>220</cbc:OrderTypeCode>"))) == []

    def test_status_an_order_does_not_have(self):
        """A line that was not accepted is not quietly ordered."""
        found = order(ubl(lines=ubl_line(status="<cbc:LineStatusCode>7</cbc:LineStatusCode>")))

        assert (codes(found), len(found.lines)) == ([("line-status-odd", "doubt", "lines")], 1)

    @pytest.mark.parametrize(
        ("period", "day", "found"),
        [
            ("<cbc:EndDate>2026-04-12</cbc:EndDate>", date(2026, 4, 12), []),
            (DAY.replace("10</cbc:End", "11</cbc:End"), None, [("delivery-window", "doubt", "deliver_on")]),
            ("<cbc:StartDate>2026-04-31</cbc:StartDate>", None, [("field-unreadable", "doubt", "deliver_on")]),
            (
                "<cbc:StartDate>2026-04-01T23:00:00Z</cbc:StartDate>",
                None,
                [("field-unreadable", "doubt", "deliver_on")],
            ),
            ("", None, []),
        ],
    )
    def test_delivery_day(self, period, day, found):
        """One day is taken; a window, a day that is none and a time in another zone give none."""
        read_order = order(ubl(period=period))

        assert (read_order.deliver_on, codes(read_order)) == (day, found)

    def test_lines_that_ask_for_other_days(self):
        """Where a line asks for another day than the rest, no day is taken."""
        days = "<cac:RequestedDeliveryPeriod><cbc:EndDate>2026-04-20</cbc:EndDate></cac:RequestedDeliveryPeriod>"
        later = f"<cac:Delivery>{days}</cac:Delivery>"
        line = ubl_line().replace("<cac:Price>", f"{later}<cac:Price>")

        against_head, alone = order(ubl(lines=line)), order(ubl(lines=line, period=""))
        half = order(ubl(lines=line + ubl_line(), period=""))

        assert (alone.deliver_on, codes(alone)) == (date(2026, 4, 20), [])
        assert dict(alone.provenance)["deliver_on"].place.startswith("/Order/OrderLine/LineItem/Delivery/")
        for found in (against_head, half):
            assert (found.deliver_on, codes(found)) == (None, [("delivery-days-differ", "doubt", "deliver_on")])

    def test_day_of_a_line_that_is_none(self):
        """It is said of the order's day; a second description of the goods is said of nothing."""
        days = "<cac:RequestedDeliveryPeriod><cbc:EndDate>2026-04-31</cbc:EndDate></cac:RequestedDeliveryPeriod>"
        line = ubl_line().replace("<cac:Price>", f"<cac:Delivery>{days}</cac:Delivery><cac:Price>")
        text = "<cbc:Description>一</cbc:Description><cbc:Description>二</cbc:Description><cbc:Name>"
        found = order(ubl(lines=line.replace("<cbc:Name>", text), period=""))

        assert (found.deliver_on, codes(found)) == (None, [("field-unreadable", "doubt", "deliver_on")])

    def test_two_deliveries(self):
        """Two places to deliver to are not one, and the day of neither is taken."""
        assert codes(order(ubl(more="<cac:Delivery/>"))) == [
            ("value-twice", "stop", "deliver_to"),
            ("written-elsewhere", "doubt", "deliver_on"),
        ]

    def test_two_values_of_one_field(self):
        """The first is shown, a person decides; the same value twice is no doubt."""
        twice = ubl().replace(
            "<cbc:IssueDate>", "<cbc:ID>PO-2</cbc:ID><cbc:IssueDate>2026-04-01</cbc:IssueDate><cbc:IssueDate>"
        )
        [finding] = order(twice).findings

        assert (finding.code, finding.field, finding.values) == (
            "value-twice",
            "number",
            (("text", "PO-1"), ("other", "PO-2")),
        )

    @pytest.mark.parametrize("text", ["1,200", "1e3", "NaN", "１２", "12個", "9" * 19])
    def test_quantity_that_is_no_number_of_the_standard(self, text):
        """It is absent and stops the order; the place says where it stood."""
        found = order(ubl(lines=ubl_line().replace(">12<", f">{text}<")))

        assert (found.lines[0].quantity, codes(found)) == (None, [("field-unreadable", "stop", "lines.1.quantity")])
        assert dict(found.findings[0].values) == {"text": text, "place": "/Order/OrderLine/LineItem/Quantity"}

    def test_what_no_order_needs_gives_no_doubt(self):
        """A second tax number of the buyer, or a day of validity that is none, changes no order."""
        number = "<cac:PartyTaxScheme><cbc:CompanyID>{}</cbc:CompanyID></cac:PartyTaxScheme>"
        two = f"{number.format(1)}{number.format(2)}<cac:PartyLegalEntity>"
        valid = "<cac:ValidityPeriod><cbc:EndDate>2026-13-01</cbc:EndDate></cac:ValidityPeriod>"
        text = ubl(more=valid).replace("<cac:PartyLegalEntity>", two)

        assert {doubt.path for doubt in read(text).doubts} == {"valid_until", "buyer.tax_id"}
        assert codes(order(text)) == []

    def test_second_reference_to_an_order_is_no_doubt_of_its_number(self):
        """An order has its own number, whatever it refers to."""
        assert codes(order(ubl(more=REF + REF.replace("PO-0", "PO-9")))) == []
        assert codes(order(ubl("OrderChange", more=REF + REF.replace("PO-0", "PO-9")))) == [
            ("value-twice", "stop", "number")
        ]

    def test_doubt_of_a_line_counts_the_lines_that_stay(self):
        """What is found of a line bears the number it has in the order; of a line taken out it bears none."""
        gone = ubl_line(status="<cbc:LineStatusCode>2</cbc:LineStatusCode>").replace(">12<", ">x<")
        found = order(ubl("OrderChange", more=REF, lines=gone + ubl_line().replace(">12<", ">y<")))

        assert codes(found)[1:] == [
            ("field-unreadable", "stop", "lines"),
            ("field-unreadable", "stop", "lines.1.quantity"),
        ]

    @pytest.mark.parametrize(
        ("base", "price"),
        [
            ('<cbc:BaseQuantity unitCode="XBX">1</cbc:BaseQuantity>', Decimal(1200)),
            ("<cbc:BaseQuantity>100</cbc:BaseQuantity>", Decimal(12)),
            ("<cbc:BaseQuantity>7</cbc:BaseQuantity>", None),
            ("<cbc:BaseQuantity>1024000000</cbc:BaseQuantity>", None),
            ("<cbc:BaseQuantity>0</cbc:BaseQuantity>", None),
            ('<cbc:BaseQuantity unitCode="KGM">1</cbc:BaseQuantity>', None),
        ],
    )
    def test_price_for_several(self, base, price):
        """The price of one is taken only where it is exact, and of the unit that is ordered."""
        found = order(ubl(lines=ubl_line(base=base)))

        assert found.lines[0].unit_price == price
        assert codes(found) == ([] if price else [("price-for-several", "stop", "lines.1.unit_price")])

    @pytest.mark.parametrize(
        ("category", "percent", "rate", "is_odd"),
        [
            ("S", "10", Decimal("0.1"), False),
            ("AA", "8.00", Decimal("0.08"), False),
            ("E", "0", Decimal(0), False),
            ("O", "", Decimal(0), False),
            ("S", "", None, False),
            ("", "10", Decimal("0.1"), False),
            ("E", "10", None, True),
            ("S", "0", None, True),
        ],
    )
    def test_tax_rate(self, category, percent, rate, is_odd):
        """Exempt and outside the tax are zero, unknown is absent, and what contradicts itself is asked."""
        line = ubl_line().replace(">AA<", f">{category}<").replace(">8<", f">{percent}<")
        found = order(ubl(lines=line))

        assert found.lines[0].tax_rate == rate
        assert codes(found) == ([("tax-category-odd", "doubt", "lines.1.tax_rate")] if is_odd else [])


def in_line(more: str) -> str:
    """Make an order whose line says something more."""
    return ubl(lines=ubl_line().replace("</cac:LineItem>", f"{more}</cac:LineItem>"))


class TestOfLines:
    def test_charge_on_a_line_waits(self):
        """What a line deducts or adds has no place in a slip."""
        charge = "<cac:AllowanceCharge><cbc:Amount currencyID='JPY'>500</cbc:Amount></cac:AllowanceCharge>"
        gone = ubl_line(status="<cbc:LineStatusCode>2</cbc:LineStatusCode>")
        gone = gone.replace("</cac:LineItem>", f"{charge}<cac:SubLineItem/></cac:LineItem>")

        assert codes(order(in_line(charge))) == [("charge-on-line", "stop", "lines")]
        assert codes(order(ubl("OrderChange", more=REF, lines=gone))) == [("line-dropped", "doubt", "lines")]

    def test_goods_within_a_line_are_not_lost_silently(self):
        """The parts of a set, and a second item in one line."""
        part = "<cac:SubLineItem><cbc:ID>1</cbc:ID></cac:SubLineItem>"
        second = "</cac:LineItem><cac:LineItem><cac:Item><cbc:Name>湯のみ</cbc:Name></cac:Item>"

        for more, text in ((part, "/Order/OrderLine/LineItem/SubLineItem"), (second, "湯のみ")):
            found = order(in_line(more))
            assert codes(found) == [("rows-unread", "doubt", "lines")]
            assert dict(found.findings[0].values)["text"] == text

    def test_line_for_another_place_waits(self):
        """A line's own place is that of the whole, or a person says where to."""
        place = "<cac:Delivery><cac:DeliveryLocation><cac:Address><cbc:CityName>{}</cbc:CityName></cac:Address>"
        place += "</cac:DeliveryLocation></cac:Delivery>"
        nowhere = in_line(place.format("例市"))
        for tag in ("<cac:Delivery>", "</cac:Delivery>"):
            nowhere = nowhere.replace(tag, tag.replace("Delivery", "Other"), 1)

        assert codes(order(in_line(place.format("見本市")))) == []
        assert codes(order(in_line(place.format("例市")))) == [("value-twice", "stop", "deliver_to")]
        assert codes(order(nowhere))[0] == ("value-twice", "stop", "deliver_to")

    def test_last_day_and_place_by_other_names(self):
        """`LatestDeliveryDate` and `DeliveryAddress` say when and where to; a description names what has no name."""
        text = (
            ubl(period="")
            .replace("<cac:RequestedDeliveryPeriod>", "<cac:X>")
            .replace(
                "</cac:RequestedDeliveryPeriod>", "</cac:X><cbc:LatestDeliveryDate>2026-04-12</cbc:LatestDeliveryDate>"
            )
        )
        text = text.replace("<cac:DeliveryLocation><cac:Address>", "<cac:DeliveryAddress>")
        text = text.replace("</cac:Address></cac:DeliveryLocation>", "</cac:DeliveryAddress>")
        text = text.replace("<cbc:Name>煎茶 100g</cbc:Name>", "<cbc:Description>煎茶</cbc:Description>")
        found = order(text)

        assert (found.deliver_on, found.deliver_to) == (date(2026, 4, 12), "見本倉庫 1000001 見本市 中央1-2-3")
        assert (found.lines[0].product_name, found.findings) == ("煎茶", ())

    def test_copy_is_no_order_to_enter(self):
        """A document that says it is a copy waits."""
        for said, wanted in (("true", [("order-type-odd", "doubt", "")]), ("false", [])):
            assert codes(order(ubl(more=f"<cbc:CopyIndicator>{said}</cbc:CopyIndicator>"))) == wanted

    def test_several_documents_in_one_file_are_not_read(self):
        """None of them is lost: the reason says what to do."""
        one = ubl().partition("?>")[2]
        found = extracted(f"<Orders>{one}{one}</Orders>")

        assert (found.orders, found.reason.code, found.reason.values["what"]) == ((), "document-unreadable", "several")
        assert order(f"<Orders>{one}</Orders>").number == "PO-1"
