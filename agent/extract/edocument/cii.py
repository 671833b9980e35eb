"""Cross Industry documents (Factur-X, ZUGFeRD, Order-X), and SME common EDI 4 (中小企業共通EDI), which is made of them.

The two name the same things alike once SME's letters for the kind of document are taken out of a name: what CII calls
`SellerTradeParty` is `SellerCITradeParty` there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from agent.extract.edocument.model import (
    Address,
    Delivery,
    EDocument,
    Kind,
    Line,
    LineSums,
    Party,
    Syntax,
    TaxRow,
    Totals,
)
from agent.extract.edocument.taking import Taking, allowances_in, currencies_in, marks_in, said_in
from agent.extract.xml_tree import Element

_SME_KINDS = {
    "SMEOrder": Kind.ORDER,
    "SMEOrderResponse": Kind.ORDER_RESPONSE,
    "SMEInvoice": Kind.INVOICE,
    "SMEDespatchAdvice": Kind.DESPATCH_ADVICE,
}
_CII_KINDS = {"CrossIndustryInvoice": Kind.INVOICE, "CrossIndustryDocument": Kind.INVOICE}
_ORDER_X = "SCRDMCCBDACIOMessageStructure"
_ORDER_X_KINDS = {"230": Kind.CHANGE, "231": Kind.ORDER_RESPONSE}
_PURPOSES = {"1": Kind.CANCEL, "3": Kind.CANCEL, "4": Kind.CHANGE, "5": Kind.CHANGE}
_CREDIT_NOTES = frozenset({"81", "261", "381", "396"})
_SME_LETTERS = re.compile(r"CI(?:OR|I|O|DD)?(?:HB|LB|H|L)?(?=[A-Z][a-z])")

_ORDER = "BuyerOrderReferencedDocument"
_HEAD = {
    "number": "ID",
    "name": "Name",
    "type_code": "TypeCode",
    "subtype_code": "SubtypeCode",
    "purpose_code": "PurposeCode",
    "issue_date": "IssueDateTime/DateTimeString | IssueDateTime/DateTime",
    "issued_at": "IssueDateTime/DateTime",
}
_AGREEMENT = {
    "buyer_reference": "BuyerReference",
    "order_ref": f"{_ORDER}/IssuerAssignedID | BuyerOrderReferencedReferencedDocument/IssuerAssignedID",
    "sales_order_ref": "SellerOrderReferencedDocument/IssuerAssignedID",
}
_SETTLEMENT = {
    "currency": "InvoiceCurrencyCode | OrderCurrencyCode | PriceCurrencyCode",
    "payment_due": "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString",
    "payment_terms": "SpecifiedTradePaymentTerms/Description",
}
_PARTY = {
    "name": "Name",
    "trading_name": "SpecifiedLegalOrganization/TradingBusinessName",
    "id": "ID | GlobalID",
    "endpoint": "URIUniversalCommunication/URIID",
    "endpoint_scheme": "URIUniversalCommunication/URIID@schemeID",
    "tax_id": "SpecifiedTaxRegistration/ID",
    "registered_id": "RegisteredID",
    "legal_id": "SpecifiedLegalOrganization/ID",
}
_ADDRESS = {
    "street": "LineOne",
    "street2": "LineTwo",
    "line3": "LineThree",
    "city": "CityName",
    "postal_code": "PostcodeCode",
    "region": "CountrySubDivisionName",
    "country": "CountryID",
}
_DELIVERY = {
    "date": "ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString",
    "requested_from": (
        "RequestedDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"
        " | RequestedDeliverySupplyChainEvent/OccurrenceSpecifiedPeriod/StartDateTime/DateTimeString"
        " | PlannedDeliverySupplyChainEvent/OccurrenceDateTime/DateTime"
    ),
    "requested_to": "RequestedDeliverySupplyChainEvent/OccurrenceSpecifiedPeriod/EndDateTime/DateTimeString",
    "name": "ShipToTradeParty/Name",
    "location_id": "ShipToTradeParty/ID | ShipToTradeParty/GlobalID",
}
_TAX = {
    "category": "CategoryCode",
    "rate": "RateApplicablePercent",
    "taxable": "BasisAmount",
    "tax": "CalculatedAmount",
    "gross": "GrandTotalAmount",
}
_TOTALS = {
    "lines": "LineTotalAmount | NetLineTotalAmount",
    "tax_exclusive": "TaxBasisTotalAmount",
    "tax_inclusive": "GrandTotalAmount | IncludingTaxesLineTotalAmount",
    "allowance": "AllowanceTotalAmount",
    "charge": "ChargeTotalAmount",
    "prepaid": "TotalPrepaidAmount",
    "rounding": "RoundingAmount",
    "payable": "DuePayableAmount",
}
_SUMS = ("SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation")
_LINE_PARTS: dict[str, dict[str, str]] = {
    "AssociatedDocumentLineDocument": {"line_no": "LineID", "status": "LineStatusCode"},
    "TradeAgreement": {
        "unit_price": "NetPriceProductTradePrice/ChargeAmount",
        "price_base_qty": "NetPriceProductTradePrice/BasisQuantity",
        "price_base_unit": "NetPriceProductTradePrice/BasisQuantity@unitCode",
        "order_line_ref": f"{_ORDER}/LineID | BuyerOrderReferencedReferencedDocument/LineID",
    },
    "TradeDelivery": {
        "qty": "RequestedQuantity | BilledQuantity | DespatchedQuantity",
        "unit": "RequestedQuantity@unitCode | BilledQuantity@unitCode | DespatchedQuantity@unitCode",
        "delivery_from": (
            "RequestedDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"
            " | RequestedDeliverySupplyChainEvent/OccurrenceDateTime/DateTime"
            " | RequestedDeliverySupplyChainEvent/OccurrenceSpecifiedPeriod/StartDateTime/DateTimeString"
        ),
        "delivery_to": "RequestedDeliverySupplyChainEvent/OccurrenceSpecifiedPeriod/EndDateTime/DateTimeString",
    },
    "TradeSettlement": {
        "tax_category": "ApplicableTradeTax/CategoryCode",
        "tax_rate": "ApplicableTradeTax/RateApplicablePercent",
        "amount": "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
    },
    "SpecifiedTradeProduct": {
        "name": "Name",
        "description": "Description",
        "seller_item_code": "SellerAssignedID",
        "buyer_item_code": "BuyerAssignedID",
        "gtin": "GlobalID",
    },
}
_MARKS = ("ExchangedDocument/CopyIndicator/Indicator", "ExchangedDocumentContext/TestIndicator/Indicator")
_LINE_SUMS = {
    "tax": "TaxTotalAmount",
    "gross": "GrossLineTotalAmount",
    "net": "NetLineTotalAmount",
    "grand": "GrandTotalAmount",
}


def is_cii(root: Element) -> bool:
    """Whether a root element is one of the documents that are read here."""
    known = root.name in _SME_KINDS or root.name in _CII_KINDS or root.name == _ORDER_X
    return known and root.namespace.startswith(("urn:un:unece:uncefact:", "urn:ferd:CrossIndustryDocument:"))


def read_cii(root: Element) -> EDocument:
    """Read one document."""
    plain, taking = _plain(root), Taking()
    nothing = Element("", root.place)
    document = plain.first("ExchangedDocument") or nothing
    trade = plain.first("SupplyChainTradeTransaction") or nothing
    agreement = _part(trade, "TradeAgreement") or nothing
    settlement = _part(trade, "TradeSettlement") or nothing
    head = taking.fields(document, _HEAD) | taking.fields(agreement, _AGREEMENT)
    head |= taking.fields(settlement, _SETTLEMENT)
    sums = next((found for name in _SUMS if (found := settlement.first(name)) is not None), nothing)
    return EDocument(
        syntax=_syntax(root),
        doc_type=root.name,
        kind=_kind(root.name, head),
        version=root.namespace.rpartition(":")[2] or None,
        **head,
        **taking.fields(sums, {"tax_total": "TaxTotalAmount"}),
        note=taking.joined(document, "IncludedNote/Content", "note"),
        currencies=tuple(sorted(set(currencies_in(trade, "TaxTotalAmount")))),
        buyer=_party(taking, agreement.first("BuyerTradeParty"), "buyer."),
        seller=_party(taking, agreement.first("SellerTradeParty"), "seller."),
        delivery=_delivery(taking, _part(trade, "TradeDelivery")),
        lines=tuple(
            _line(taking, element, f"lines.{number}.")
            for number, element in enumerate(trade.all("IncludedSupplyChainTradeLineItem"), 1)
        ),
        tax=tuple(
            TaxRow(**taken)
            for number, element in enumerate(settlement.all("ApplicableTradeTax"), 1)
            if (taken := taking.fields(element, _TAX, f"tax.{number}."))
        ),
        totals=taking.part(Totals, sums, _TOTALS, "totals."),
        allowances=allowances_in(settlement, "SpecifiedTradeAllowanceCharge/ActualAmount"),
        marks=marks_in(plain, *_MARKS),
        provenance=tuple(taking.provenance),
        doubts=tuple(taking.doubts),
    )


def _plain(element: Element) -> Element:
    """Return the tree under CII's names, places as they are."""
    name = _SME_LETTERS.sub("", element.name)
    return replace(element, name=name, children=[_plain(child) for child in element.children])


def _syntax(root: Element) -> Syntax:
    return "sme" if root.name in _SME_KINDS else "cii"


def _kind(name: str, head: dict[str, Any]) -> Kind:
    """Tell the kind by the root, where that leaves it open by the type, and a change or cancellation by the purpose."""
    kind = _SME_KINDS.get(name) or _CII_KINDS.get(name)
    kind = kind or _ORDER_X_KINDS.get(head.get("type_code", ""), Kind.ORDER)
    if kind is Kind.ORDER:
        return _PURPOSES.get(head.get("purpose_code", ""), kind)
    return Kind.CREDIT_NOTE if kind is Kind.INVOICE and head.get("type_code") in _CREDIT_NOTES else kind


def _part(element: Element, ending: str) -> Element | None:
    """Return the part of a document or line whose name ends so: `ApplicableHeaderTradeAgreement` and its likes."""
    return next((child for child in element.children if child.name.endswith(ending)), None)


def _party(taking: Taking, element: Element | None, path: str) -> Party | None:
    if element is None:
        return None
    taken = taking.fields(element, _PARTY, path)
    address = taking.part(Address, element.first("PostalTradeAddress"), _ADDRESS, f"{path}address.")
    return Party(**taken, address=address) if taken or address else None


def _delivery(taking: Taking, element: Element | None) -> Delivery | None:
    if element is None:
        return None
    taken = taking.fields(element, _DELIVERY, "delivery.")
    where = element.first("ShipToTradeParty/PostalTradeAddress")
    address = taking.part(Address, where, _ADDRESS, "delivery.address.")
    return Delivery(**taken, address=address) if taken or address else None


def _line(taking: Taking, element: Element, path: str) -> Line:
    taken: dict[str, Any] = {}
    for ending, fields in _LINE_PARTS.items():
        part = _part(element, ending)
        taken |= taking.fields(part, fields, path) if part is not None else {}
    settlement, delivery = _part(element, "TradeSettlement"), _part(element, "TradeDelivery")
    sums = settlement.first("SpecifiedTradeSettlementMonetarySummation") if settlement is not None else None
    stated = taking.part(LineSums, sums, _LINE_SUMS, f"{path}sums.")
    note = taking.joined(element, "AssociatedDocumentLineDocument/IncludedNote/Content", f"{path}note")
    charges = allowances_in(settlement, "SpecifiedTradeAllowanceCharge/ActualAmount") if settlement else ()
    place = said_in(delivery, "ShipToTradeParty/Name", "ShipToTradeParty/PostalTradeAddress") if delivery else None
    return Line(**taken, note=note, sums=stated, allowances=charges, place=place)
