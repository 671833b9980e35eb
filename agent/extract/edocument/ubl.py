"""UBL 2: orders, their changes, cancellations and responses, invoices and credit notes (Peppol, JP PINT)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from agent.extract.edocument.model import Address, Delivery, Doubt, EDocument, Kind, Line, Party, TaxRow, Totals
from agent.extract.edocument.taking import Taking, allowances_in, currencies_in, marks_in, said_in
from agent.extract.xml_tree import Element

KINDS = {
    "Order": Kind.ORDER,
    "OrderChange": Kind.CHANGE,
    "OrderCancellation": Kind.CANCEL,
    "OrderResponse": Kind.ORDER_RESPONSE,
    "OrderResponseSimple": Kind.ORDER_RESPONSE,
    "Invoice": Kind.INVOICE,
    "CreditNote": Kind.CREDIT_NOTE,
    "DespatchAdvice": Kind.DESPATCH_ADVICE,
}
_HEAD = {
    "number": "ID",
    "type_code": "OrderTypeCode | OrderResponseCode | InvoiceTypeCode | CreditNoteTypeCode",
    "issue_date": "IssueDate",
    "currency": "DocumentCurrencyCode",
    "valid_until": "ValidityPeriod/EndDate",
    "payment_due": "DueDate | PaymentMeans/PaymentDueDate",
    "payment_terms": "PaymentTerms/Note",
    "order_ref": "OrderReference/ID",
    "sales_order_ref": "OrderReference/SalesOrderID",
    "buyer_reference": "BuyerReference | CustomerReference",
    "cancel_note": "CancellationNote",
}
_PARTY = {
    "name": "Party/PartyLegalEntity/RegistrationName",
    "trading_name": "Party/PartyName/Name",
    "id": "Party/PartyIdentification/ID",
    "account": "SupplierAssignedAccountID",
    "endpoint": "Party/EndpointID",
    "endpoint_scheme": "Party/EndpointID@schemeID",
    "tax_id": "Party/PartyTaxScheme/CompanyID",
    "legal_id": "Party/PartyLegalEntity/CompanyID",
}
_ADDRESS = {
    "street": "StreetName",
    "street2": "AdditionalStreetName",
    "line3": "AddressLine/Line",
    "city": "CityName",
    "postal_code": "PostalZone",
    "region": "CountrySubentity",
    "country": "Country/IdentificationCode",
}
_DELIVERY = {
    "date": "ActualDeliveryDate",
    "requested_from": "RequestedDeliveryPeriod/StartDate",
    "requested_to": "RequestedDeliveryPeriod/EndDate | LatestDeliveryDate",
    "name": "DeliveryParty/PartyName/Name | DeliveryLocation/Name",
    "location_id": "DeliveryLocation/ID",
}
_LINE = {
    "line_no": "ID",
    "status": "LineStatusCode",
    "qty": "Quantity | InvoicedQuantity | CreditedQuantity | DeliveredQuantity",
    "unit": "Quantity@unitCode | InvoicedQuantity@unitCode | CreditedQuantity@unitCode | DeliveredQuantity@unitCode",
    "amount": "LineExtensionAmount",
    "name": "Item/Name",
    "description": "Item/Description",
    "seller_item_code": "Item/SellersItemIdentification/ID",
    "buyer_item_code": "Item/BuyersItemIdentification/ID",
    "gtin": "Item/StandardItemIdentification/ID",
    "tax_category": "Item/ClassifiedTaxCategory/ID",
    "tax_rate": "Item/ClassifiedTaxCategory/Percent",
    "unit_price": "Price/PriceAmount",
    "price_base_qty": "Price/BaseQuantity",
    "price_base_unit": "Price/BaseQuantity@unitCode",
    "delivery_from": "Delivery/RequestedDeliveryPeriod/StartDate",
    "delivery_to": "Delivery/RequestedDeliveryPeriod/EndDate | Delivery/LatestDeliveryDate",
    "order_line_ref": "OrderLineReference/LineID",
}
_TAX = {
    "category": "TaxCategory/ID",
    "rate": "TaxCategory/Percent",
    "taxable": "TaxableAmount",
    "tax": "TaxAmount",
    "currency": "TaxAmount@currencyID",
}
_TOTALS = {
    "lines": "LineExtensionAmount",
    "tax_exclusive": "TaxExclusiveAmount",
    "tax_inclusive": "TaxInclusiveAmount",
    "allowance": "AllowanceTotalAmount",
    "charge": "ChargeTotalAmount",
    "prepaid": "PrepaidAmount",
    "rounding": "PayableRoundingAmount",
    "payable": "PayableAmount",
}
_LINES = ("OrderLine", "InvoiceLine", "CreditNoteLine", "DespatchLine")
_BUYERS = ("BuyerCustomerParty", "AccountingCustomerParty", "DeliveryCustomerParty")
_SELLERS = ("SellerSupplierParty", "AccountingSupplierParty", "DespatchSupplierParty")
_PLACES = ("Delivery/DeliveryAddress", "Delivery/DeliveryLocation", "Delivery/DeliveryParty/PartyName")
_SHOWN_UNIT = "表示単位名称"
"""The item property that says a unit in Japanese, where no code fits (JP PINT)."""


def is_ubl(root: Element) -> bool:
    """Whether a root element is one of UBL's documents that are read here."""
    return root.namespace == f"urn:oasis:names:specification:ubl:schema:xsd:{root.name}-2" and root.name in KINDS


def read_ubl(root: Element) -> EDocument:
    """Read one document."""
    taking = Taking()
    head = taking.fields(root, _HEAD)
    taxes = [element for total in root.all("TaxTotal") for element in total.all("TaxSubtotal")]
    totals = root.first("LegalMonetaryTotal") or root.first("AnticipatedMonetaryTotal")
    return EDocument(
        syntax="ubl",
        doc_type=root.name,
        kind=KINDS[root.name],
        **head,
        **_tax_total(taking, root, head.get("currency")),
        note=taking.joined(root, "Note", "note"),
        currencies=tuple(sorted(set(currencies_in(root, "TaxTotal")))),
        buyer=_party(taking, root, _BUYERS, "buyer."),
        seller=_party(taking, root, _SELLERS, "seller."),
        delivery=_delivery(taking, root),
        lines=tuple(_lines(taking, root)),
        tax=tuple(TaxRow(**taking.fields(element, _TAX, f"tax.{number}.")) for number, element in enumerate(taxes, 1)),
        totals=taking.part(Totals, totals, _TOTALS, "totals."),
        allowances=allowances_in(root, "AllowanceCharge/Amount"),
        marks=marks_in(root, "CopyIndicator"),
        provenance=tuple(taking.provenance),
        doubts=tuple(taking.doubts),
    )


def _lines(taking: Taking, root: Element) -> Iterator[Line]:
    outer = [element for name in _LINES for element in root.all(name)]
    for number, element in enumerate(outer, 1):
        item, path = element.first("LineItem"), f"lines.{number}."
        notes = [taking.joined(one, "Note", f"{path}note") for one in (element, item) if one is not None]
        line = _line(taking, item or element, path)
        yield replace(
            line,
            note="\n".join(note for note in notes if note) or None,
            allowances=allowances_in(item or element, "AllowanceCharge/Amount"),
            place=said_in(item or element, *_PLACES),
            further=tuple(_further(element, item or element)),
        )


def _further(outer: Element, item: Element) -> Iterator[str]:
    """Yield the goods a line holds beside its own: a second item in one line, the parts of a set."""
    for one in [*list(outer.all("LineItem"))[1:], *item.all("SubLineItem")]:
        yield said_in(one, "Item/Name", "LineItem/Item/Name", "Item/Description") or one.place


def _line(taking: Taking, element: Element, path: str) -> Line:
    shown = (one for one in element.all("Item/AdditionalItemProperty") if _is_shown_unit(one))
    unit = next((taking.fields(one, {"unit_name": "Value"}, path) for one in shown), {})
    return Line(**taking.fields(element, _LINE, path), **unit)


def _is_shown_unit(element: Element) -> bool:
    return any(name.text == _SHOWN_UNIT for name in element.all("Name"))


def _tax_total(taking: Taking, root: Element, currency: str | None) -> dict[str, Any]:
    """Take the tax in the document's own currency; a second sum may stand in the currency of the tax office."""
    sums = list(root.all("TaxTotal"))
    own = [one for one in sums if currency in [amount.attributes.get("currencyID") for amount in one.all("TaxAmount")]]
    return taking.fields((own or sums)[0], {"tax_total": "TaxAmount"}) if sums else {}


def _party(taking: Taking, root: Element, names: tuple[str, ...], path: str) -> Party | None:
    element = next((found for name in names if (found := root.first(name)) is not None), None)
    if element is None:
        return None
    taken = taking.fields(element, _PARTY, path)
    address = taking.part(Address, element.first("Party/PostalAddress"), _ADDRESS, f"{path}address.")
    return Party(**taken, address=address) if taken or address else None


def _delivery(taking: Taking, root: Element) -> Delivery | None:
    several = list(root.all("Delivery"))
    if not several:
        return None
    element = several[0]
    if len(several) > 1:
        taking.doubts.append(Doubt("delivery", element.place, element.place, several[1].place))
    taken = taking.fields(element, _DELIVERY, "delivery.")
    where = element.first("DeliveryLocation/Address") or element.first("DeliveryAddress")
    address = taking.part(Address, where, _ADDRESS, "delivery.address.")
    return Delivery(**taken, address=address) if taken or address else None
