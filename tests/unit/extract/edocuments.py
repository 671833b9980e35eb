"""Electronic documents for the tests of this folder, made up: no real firm."""

from __future__ import annotations

import io

import pypdfium2

from agent.core.order import Order
from agent.extract.edocument.model import EDocument
from agent.extract.edocument.read import edocument_of
from agent.extract.extraction import Extraction
from agent.extract.read import orders_of
from agent.extract.xml_tree import root_of
from tests.unit.extract.making import a_document

UBL_LINE = """<cac:{line}><cbc:Note>急ぎ</cbc:Note><cac:LineItem><cbc:ID>10</cbc:ID>{status}
<cbc:Quantity unitCode="XBX">12</cbc:Quantity>
<cbc:LineExtensionAmount currencyID="{currency}">14400</cbc:LineExtensionAmount>
<cac:Price><cbc:PriceAmount currencyID="{currency}">1200</cbc:PriceAmount>{base}</cac:Price>
<cac:Item><cbc:Name>煎茶 100g</cbc:Name><cac:SellersItemIdentification><cbc:ID>P-01</cbc:ID>
</cac:SellersItemIdentification>
<cac:StandardItemIdentification><cbc:ID schemeID="0160">04901234567894</cbc:ID></cac:StandardItemIdentification>
<cac:ClassifiedTaxCategory><cbc:ID>AA</cbc:ID><cbc:Percent>8</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
</cac:LineItem></cac:{line}>"""
UBL = """<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:any:other:profile</cbc:CustomizationID><cbc:ID>PO-1</cbc:ID>
<cbc:IssueDate>2026-04-01</cbc:IssueDate>
<cbc:Note>よろしくお願いします</cbc:Note><cbc:Note/><cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>
{more}<cac:BuyerCustomerParty>{account}<cac:Party><cac:PartyIdentification><cbc:ID>9180001105466</cbc:ID>
</cac:PartyIdentification>
<cac:PartyLegalEntity><cbc:RegistrationName>{buyer}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>
</cac:BuyerCustomerParty>
<cac:Delivery><cac:DeliveryLocation><cac:Address><cbc:StreetName>中央1-2-3</cbc:StreetName>
<cbc:CityName>見本市</cbc:CityName>
<cbc:PostalZone>1000001</cbc:PostalZone></cac:Address></cac:DeliveryLocation><cac:RequestedDeliveryPeriod>{period}
</cac:RequestedDeliveryPeriod><cac:DeliveryParty><cac:PartyName><cbc:Name>見本倉庫</cbc:Name></cac:PartyName>
</cac:DeliveryParty></cac:Delivery>
<cac:TaxTotal><cbc:TaxAmount currencyID="{currency}">1152</cbc:TaxAmount></cac:TaxTotal>
<cac:AnticipatedMonetaryTotal><cbc:LineExtensionAmount currencyID="{currency}">14400</cbc:LineExtensionAmount>
<cbc:PayableAmount currencyID="{currency}">15552</cbc:PayableAmount></cac:AnticipatedMonetaryTotal>
{lines}</{root}>"""
DAY = "<cbc:StartDate>2026-04-10</cbc:StartDate><cbc:EndDate>2026-04-10</cbc:EndDate>"

CII = """<rsm:{root} xmlns:rsm="urn:un:unece:uncefact:data:{kind}" xmlns:ram="urn:ram" xmlns:udt="urn:udt">
<rsm:ExchangedDocument><ram:ID>C-1</ram:ID><ram:TypeCode>{type}</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">20260401</udt:DateTimeString></ram:IssueDateTime>{purpose}
<ram:IncludedNote><ram:Content>一</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction><ram:IncludedSupplyChainTradeLineItem>
<ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
<ram:SpecifiedTradeProduct><ram:GlobalID schemeID="0160">4901234567894</ram:GlobalID><ram:Name>煎茶 100g</ram:Name>
</ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>1200</ram:ChargeAmount>
<ram:BasisQuantity unitCode="H87">10</ram:BasisQuantity></ram:NetPriceProductTradePrice>
</ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:RequestedQuantity unitCode="H87">20</ram:RequestedQuantity>
</ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:CategoryCode>S</ram:CategoryCode>
<ram:RateApplicablePercent>10.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>2400</ram:LineTotalAmount>
</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>
<ram:ApplicableHeaderTradeAgreement><ram:BuyerTradeParty><ram:Name>見本食品</ram:Name></ram:BuyerTradeParty>
{ref}</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery><ram:ShipToTradeParty><ram:Name>見本倉庫</ram:Name><ram:PostalTradeAddress>
<ram:CityName>見本市</ram:CityName></ram:PostalTradeAddress></ram:ShipToTradeParty>
<ram:RequestedDeliverySupplyChainEvent>
<ram:OccurrenceDateTime><udt:DateTimeString format="102">20260410</udt:DateTimeString></ram:OccurrenceDateTime>
</ram:RequestedDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement><ram:OrderCurrencyCode>JPY</ram:OrderCurrencyCode>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>2400</ram:LineTotalAmount>
<ram:TaxBasisTotalAmount>2400</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="JPY">240</ram:TaxTotalAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:{root}>"""

SME_LINE = """<IncludedCIOLSupplyChainTradeLineItem><AssociatedCIOLDocumentLineDocument><LineID/>
</AssociatedCIOLDocumentLineDocument><SpecifiedCIOLSupplyChainTradeAgreement><NetPriceProductCITradePrice>
<ChargeAmount>{price}</ChargeAmount><BasisQuantity/></NetPriceProductCITradePrice>
</SpecifiedCIOLSupplyChainTradeAgreement>
<SpecifiedCIOLSupplyChainTradeDelivery><RequestedQuantity>{qty}</RequestedQuantity>
<RequestedDeliveryCISupplyChainEvent>
<OccurrenceDateTime><DateTime>{day}</DateTime></OccurrenceDateTime></RequestedDeliveryCISupplyChainEvent>
</SpecifiedCIOLSupplyChainTradeDelivery><SpecifiedCIOLSupplyChainTradeSettlement><ApplicableCITradeTax>
<RateApplicablePercent>10</RateApplicablePercent></ApplicableCITradeTax>
<SpecifiedCIOLTradeSettlementMonetarySummation>
<NetLineTotalAmount>{net}</NetLineTotalAmount></SpecifiedCIOLTradeSettlementMonetarySummation>
</SpecifiedCIOLSupplyChainTradeSettlement><SpecifiedCITradeProduct><Name>煎茶 100g</Name></SpecifiedCITradeProduct>
</IncludedCIOLSupplyChainTradeLineItem>"""
SME = """\ufeff<{root} xmlns="urn:un:unece:uncefact:3055:413:data:standard:{root}:4p1"><CIOHExchangedDocument>
<ID>S-1</ID>
<TypeCode>220</TypeCode><IssueDateTime><DateTime>2026-04-01T09:30:00</DateTime></IssueDateTime>
<PurposeCode>{purpose}</PurposeCode>
</CIOHExchangedDocument><CIOHSupplyChainTradeTransaction><ApplicableCIOHSupplyChainTradeAgreement>
<BuyerCITradeParty><ID>9180001105466</ID><Name>（株）見本食品</Name></BuyerCITradeParty>
</ApplicableCIOHSupplyChainTradeAgreement><ApplicableCIOHSupplyChainTradeDelivery><ShipToCITradeParty><Name/>
</ShipToCITradeParty>
</ApplicableCIOHSupplyChainTradeDelivery><ApplicableCIOHSupplyChainTradeSettlement><PriceCurrencyCode/>{taxes}
</ApplicableCIOHSupplyChainTradeSettlement>{lines}</CIOHSupplyChainTradeTransaction></{root}>"""
SME_TAX = """<ApplicableCITradeTax><CalculatedAmount>{tax}</CalculatedAmount><BasisAmount>{taxable}</BasisAmount>
<RateApplicablePercent>{rate}</RateApplicablePercent><GrandTotalAmount/></ApplicableCITradeTax>"""


def ubl(root: str = "Order", lines: str | None = None, **more: str) -> str:
    """Make a UBL document; `lines` is one ordinary line where not given."""
    said = {"currency": "JPY", "more": "", "account": "", "buyer": "株式会社見本食品", "period": DAY} | more
    return UBL.format(root=root, lines=ubl_line(currency=said["currency"]) if lines is None else lines, **said)


def ubl_line(**more: str) -> str:
    """Make a line of a UBL order."""
    return UBL_LINE.format(**{"line": "OrderLine", "currency": "JPY", "status": "", "base": ""} | more)


def cii(root: str = "SCRDMCCBDACIOMessageStructure", **more: str) -> str:
    """Make a document of UN/CEFACT, an order of Order-X where nothing else is said."""
    said = {"kind": "SCRDMCCBDACIOMessageStructure:100", "type": "220", "purpose": "", "ref": ""} | more
    return CII.format(root=root, **said)


def sme(root: str = "SMEOrder", lines: str | None = None, **more: str) -> str:
    """Make a document of SME common EDI."""
    said = {"purpose": "9", "taxes": SME_TAX.format(tax=240, taxable=2400, rate=10)} | more
    return SME.format(root=root, lines=sme_line() if lines is None else lines, **said)


def sme_line(**more: str) -> str:
    """Make a line of an order of SME common EDI."""
    return SME_LINE.format(**{"price": "1200", "qty": "2", "net": "2400", "day": "2026-04-10T00:00:00"} | more)


def pdf_with(**attachments: bytes | None) -> bytes:
    """Make a PDF of one empty page that carries files, None for one without content; `__` stands for a point."""
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    for name, content in attachments.items():
        attachment = document.new_attachment(name.replace("__", "."))
        if content is not None:
            attachment.set_data(content)
    document.save(out)
    document.close()
    return out.getvalue()


def read(text: str) -> EDocument:
    """Read a document that is one."""
    found = edocument_of(root_of(text.encode()))
    assert found is not None
    return found


def extracted(text: str | bytes, name: str = "o.xml") -> Extraction:
    """Read a document as one that came, without any form."""
    return orders_of(a_document(text.encode() if isinstance(text, str) else text, name), [])


def order(text: str | bytes, name: str = "o.xml") -> Order:
    """Read the one order of a document."""
    [found] = extracted(text, name).orders
    return found


def codes(found: Order) -> list[tuple[str, str, str]]:
    """Return what was found, in short."""
    return [(finding.code, finding.severity.value, finding.field) for finding in found.findings]
