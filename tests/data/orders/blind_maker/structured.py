"""Orders as JSON and XML, and a PDF that carries its order as XML."""

# ruff: noqa: E501 (markup is written as it is sent)

from __future__ import annotations

import io
import json
from datetime import date
from xml.sax.saxutils import escape

import pikepdf

from blind_maker.answers import Line, Made, document, line, order, tax_of, total
from blind_maker.pages import GOTHIC, Pages
from blind_maker.words import OUR_NAME, kanji_date, num, yen

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@document(
    "json-01.json",
    "json",
    "English camelCase keys, buyer and seller side by side, tax as a fraction, numbers as numbers.",
)
def api_order() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 20, "BAG", 2400, rate="0.08"),
        line("P3003", "サンプル紙コップ 8オンス 1000個", 4, "BOX", 6900, rate="0.1"),
        line("SKU-9912", "Milk pitcher 600ml", 2, "PCE", "1980.5", rate="0.1"),
    ]
    net = total(lines)
    tax = tax_of(total(lines, "0.08"), "0.08") + tax_of(total(lines, "0.1"), "0.1")
    data = {
        "apiVersion": "2.1",
        "purchaseOrder": {
            "orderId": "HC-API-000518",
            "createdAt": "2026-11-26T10:15:00+09:00",
            "orderDate": "2026-11-26",
            "requestedDeliveryDate": "2026-12-02",
            "buyer": {"buyerId": "C008", "name": "ひながた珈琲株式会社"},
            "seller": {"sellerId": "0900", "name": OUR_NAME},
            "shipTo": {"name": "焙煎所", "postalCode": "8100000"},
            "currency": "JPY",
            "items": [
                {
                    "lineNo": n,
                    "sku": e.code,
                    "description": e.name,
                    "qty": int(e.qty),
                    "uom": e.unit,
                    "unitPrice": float(e.price),
                    "taxRate": float(e.rate),
                    "lineAmount": float(e.amount),
                }
                for n, e in enumerate(lines, 1)
            ],
            "totals": {"subtotal": int(net), "tax": int(tax), "grandTotal": int(net + tax)},
        },
    }
    answer = order(
        lines,
        number="HC-API-000518",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 2),
        customer="ひながた珈琲株式会社",
        customer_code="C008",
        deliver_to="焙煎所",
        tax_mode="exclusive",
        total=net,
        tax=tax,
        gross=net + tax,
    )
    return Made(json.dumps(data, ensure_ascii=False, indent=2).encode(), [answer])


@document(
    "json-02.json",
    "json",
    "Japanese keys, two orders in a list, numbers as strings with commas, dates in three shapes.",
)
def japanese_keys() -> Made:
    first = [line("P2001", "小麦粉薄力", 10, "袋", 4950), line("P2003", "上白糖20kg", 4, "袋", 4320)]
    second = [line(None, "コシヒカリ10kg", 1200, "袋", 5200)]
    data = {
        "送信元": "サンプル食品株式会社",
        "送信日時": "2026/11/26 06:00",
        "発注": [
            {
                "発注番号": number,
                "発注日": ordered,
                "希望納期": wanted,
                "納入先": where,
                "明細": [
                    {
                        "品番": e.code,
                        "品名": e.name,
                        "数量": yen(e.qty),
                        "単位": e.unit,
                        "単価": yen(e.price),
                        "金額": yen(e.amount),
                    }
                    for e in lines
                ],
                "合計金額": yen(total(lines)),
            }
            for number, ordered, wanted, where, lines in (
                ("SSJ-7001", "2026-11-25", "2026/12/01", "大阪物流センター", first),
                ("SSJ-7002", "令和8年11月25日", "20261208", "神戸デポ", second),
            )
        ],
    }
    answers = [
        order(
            lines,
            number=number,
            ordered_on=date(2026, 11, 25),
            deliver_on=wanted,
            customer="サンプル食品株式会社",
            deliver_to=where,
            total=total(lines),
        )
        for number, wanted, where, lines in (
            ("SSJ-7001", date(2026, 12, 1), "大阪物流センター", first),
            ("SSJ-7002", date(2026, 12, 8), "神戸デポ", second),
        )
    ]
    return Made(json.dumps(data, ensure_ascii=False, indent=1).encode(), answers)


def ubl_line(number: int, e: Line, buyer_code: str = "", day: date | None = None) -> str:
    """Return one order line of UBL."""
    seller = (
        f"<cac:SellersItemIdentification><cbc:ID>{e.code}</cbc:ID></cac:SellersItemIdentification>" if e.code else ""
    )
    buyer = (
        f"<cac:BuyersItemIdentification><cbc:ID>{buyer_code}</cbc:ID></cac:BuyersItemIdentification>"
        if buyer_code
        else ""
    )
    tax = (
        f"<cac:ClassifiedTaxCategory><cbc:ID>{'AA' if num(e.rate) == '0.08' else 'S'}</cbc:ID><cbc:Percent>{num(e.rate * 100)}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>"
        if e.rate
        else ""
    )
    when = (
        f"<cac:Delivery><cac:RequestedDeliveryPeriod><cbc:StartDate>{day}</cbc:StartDate><cbc:EndDate>{day}</cbc:EndDate></cac:RequestedDeliveryPeriod></cac:Delivery>"
        if day
        else ""
    )
    return (
        f'<cac:OrderLine><cac:LineItem><cbc:ID>{number}</cbc:ID><cbc:Quantity unitCode="{e.unit}">{num(e.qty)}</cbc:Quantity>'
        f'<cbc:LineExtensionAmount currencyID="JPY">{num(e.amount)}</cbc:LineExtensionAmount>{when}'
        f'<cac:Price><cbc:PriceAmount currencyID="JPY">{num(e.price)}</cbc:PriceAmount></cac:Price>'
        f"<cac:Item><cbc:Name>{escape(e.name or '')}</cbc:Name>{buyer}{seller}{tax}</cac:Item></cac:LineItem></cac:OrderLine>"
    )


UBL = 'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'


@document(
    "xml-01.xml",
    "xml",
    "UBL 2.1 order after Peppol: parties with identifiers, one delivery, tax total, payable amount.",
)
def peppol() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 24, "BG", 2400, rate="0.08"),
        line("P1006", "例示オレンジジュース 1L×12本", 6, "CS", 2880, rate="0.08"),
        line("P3004", "サンプル紙ナプキン 10000枚", 2, "BX", 5750, rate="0.1"),
    ]
    net = total(lines)
    tax = tax_of(total(lines, "0.08"), "0.08") + tax_of(total(lines, "0.1"), "0.1")
    rows = "".join(ubl_line(n, e) for n, e in enumerate(lines, 1))
    text = f"""{HEAD}<Order {UBL}>
<cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</cbc:CustomizationID><cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:ordering:3</cbc:ProfileID>
<cbc:ID>KH-UBL-2611-9</cbc:ID><cbc:IssueDate>2026-11-26</cbc:IssueDate><cbc:OrderTypeCode>220</cbc:OrderTypeCode><cbc:DocumentCurrencyCode>JPY</cbc:DocumentCurrencyCode>
<cac:ValidityPeriod><cbc:EndDate>2026-12-31</cbc:EndDate></cac:ValidityPeriod>
<cac:BuyerCustomerParty><cac:Party><cbc:EndpointID schemeID="0188">0000000000000</cbc:EndpointID><cac:PartyIdentification><cbc:ID>C009</cbc:ID></cac:PartyIdentification><cac:PartyLegalEntity><cbc:RegistrationName>架空ホテル株式会社</cbc:RegistrationName></cac:PartyLegalEntity><cac:Contact><cbc:Name>鈴木</cbc:Name></cac:Contact></cac:Party></cac:BuyerCustomerParty>
<cac:SellerSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>{OUR_NAME}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:SellerSupplierParty>
<cac:Delivery><cac:DeliveryLocation><cbc:Name>搬入口</cbc:Name><cac:Address><cbc:StreetName>駅前9-1</cbc:StreetName><cbc:CityName>架空市</cbc:CityName><cac:Country><cbc:IdentificationCode>JP</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation><cac:RequestedDeliveryPeriod><cbc:StartDate>2026-12-03</cbc:StartDate><cbc:EndDate>2026-12-03</cbc:EndDate></cac:RequestedDeliveryPeriod></cac:Delivery>
<cac:TaxTotal><cbc:TaxAmount currencyID="JPY">{tax}</cbc:TaxAmount></cac:TaxTotal>
<cac:AnticipatedMonetaryTotal><cbc:LineExtensionAmount currencyID="JPY">{net}</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="JPY">{net}</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="JPY">{net + tax}</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="JPY">{net + tax}</cbc:PayableAmount></cac:AnticipatedMonetaryTotal>
{rows}</Order>"""
    answer = order(
        lines,
        number="KH-UBL-2611-9",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 3),
        customer="架空ホテル株式会社",
        customer_code="C009",
        deliver_to="搬入口",
        tax_mode="exclusive",
        total=net,
        tax=tax,
        gross=net + tax,
    )
    notes = {"orders.0.deliver_to": "the location's name; its address (駅前9-1, 架空市) stands beside it"}
    return Made(text.encode(), [answer], notes)


@document(
    "xml-02.xml",
    "xml",
    "UBL order with other prefixes, buyer's and seller's item numbers, delivery day per line, an allowance.",
)
def other_prefixes() -> Made:
    lines = [
        line("P3001", "見本段ボール 60サイズ 20枚", 100, "NMP", 1500, on=date(2026, 12, 7), own="RH-A1"),
        line("P3005", "例示OPPテープ 48mm 50巻", 10, "BX", 5400, on=date(2026, 12, 9), own="RH-B7"),
        line(None, "気泡緩衝材 1200mm×42m", 8, "RO", 2200, on=date(2026, 12, 9), own="RH-C2"),
    ]
    net = total(lines)
    rows = "".join(ubl_line(n, e, e.more["own"], e.on) for n, e in enumerate(lines, 1))
    text = f"""{HEAD}<Order {UBL}><cbc:UBLVersionID>2.1</cbc:UBLVersionID><cbc:ID>RH26-UBL-044</cbc:ID><cbc:SalesOrderID>26-1999</cbc:SalesOrderID><cbc:IssueDate>2026-11-24</cbc:IssueDate><cbc:IssueTime>09:00:00</cbc:IssueTime><cbc:Note>分納希望</cbc:Note><cbc:DocumentCurrencyCode>JPY</cbc:DocumentCurrencyCode>
<cac:QuotationDocumentReference><cbc:ID>Q-2026-118</cbc:ID><cbc:IssueDate>2026-11-02</cbc:IssueDate></cac:QuotationDocumentReference>
<cac:BuyerCustomerParty><cac:Party><cac:PartyName><cbc:Name>株式会社例題包装</cbc:Name></cac:PartyName></cac:Party></cac:BuyerCustomerParty>
<cac:SellerSupplierParty><cac:Party><cac:PartyName><cbc:Name>伝票商事（株）</cbc:Name></cac:PartyName></cac:Party></cac:SellerSupplierParty>
<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReason>数量値引</cbc:AllowanceChargeReason><cbc:Amount currencyID="JPY">5000</cbc:Amount></cac:AllowanceCharge>
<cac:AnticipatedMonetaryTotal><cbc:LineExtensionAmount currencyID="JPY">{net}</cbc:LineExtensionAmount><cbc:AllowanceTotalAmount currencyID="JPY">5000</cbc:AllowanceTotalAmount><cbc:PayableAmount currencyID="JPY">{net - 5000}</cbc:PayableAmount></cac:AnticipatedMonetaryTotal>
{rows}</Order>"""
    for old, new in (("cac:", "a:"), ("cbc:", "b:"), ("xmlns:cac", "xmlns:a"), ("xmlns:cbc", "xmlns:b")):
        text = text.replace(old, new)
    text = text.replace("<Order xmlns=", "<o:Order xmlns:o=").replace("</Order>", "</o:Order>")
    shown = [*lines, line(None, "数量値引", None, None, None, -5000)]
    answer = order(
        shown, number="RH26-UBL-044", ordered_on=date(2026, 11, 24), customer="株式会社例題包装", total=net - 5000
    )
    notes = {
        "orders.0.lines.3": "the allowance of the whole order is a line with a negative amount",
        "orders.0.lines.2.product_code": "no seller's number here; RH-C2 is the buyer's own",
        "orders.0.total": "payable amount after the allowance; no tax is named",
    }
    return Made(text.encode(), [answer], notes)


def sme_line(number: int, e: Line) -> str:
    """Return one line of the common EDI of small companies."""
    return f"""<ram:IncludedCIOLSupplyChainTradeLineItem><ram:AssociatedCIOLDocumentLineDocument><ram:LineID>{number}</ram:LineID></ram:AssociatedCIOLDocumentLineDocument>
<ram:SpecifiedCITradeProduct><ram:ID/><ram:SellerAssignedID>{e.code or ""}</ram:SellerAssignedID><ram:Name>{escape(e.name or "")}</ram:Name></ram:SpecifiedCITradeProduct>
<ram:SpecifiedCIOLSupplyChainTradeAgreement><ram:NetPriceProductCITradePrice><ram:ChargeAmount currencyID="JPY">{num(e.price)}</ram:ChargeAmount></ram:NetPriceProductCITradePrice></ram:SpecifiedCIOLSupplyChainTradeAgreement>
<ram:SpecifiedCIOLSupplyChainTradeDelivery><ram:RequestedQuantity unitCode="{e.unit}">{num(e.qty)}</ram:RequestedQuantity></ram:SpecifiedCIOLSupplyChainTradeDelivery>
<ram:SpecifiedCIOLSupplyChainTradeSettlement><ram:ApplicableCITradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:RateApplicablePercent>{num(e.rate * 100)}</ram:RateApplicablePercent></ram:ApplicableCITradeTax><ram:SpecifiedCIOLTradeSettlementMonetarySummation><ram:LineTotalAmount currencyID="JPY">{num(e.amount)}</ram:LineTotalAmount></ram:SpecifiedCIOLTradeSettlementMonetarySummation></ram:SpecifiedCIOLSupplyChainTradeSettlement></ram:IncludedCIOLSupplyChainTradeLineItem>"""


@document("xml-03.xml", "xml", "Common EDI of small companies (SMEOrder): many empty elements, dates as time stamps.")
def common_edi() -> Made:
    lines = [
        line("P4001", "見本食器用洗剤 4L", 12, "本", 1380, rate="0.10"),
        line("P2004", "サンプル食塩 5kg", 20, "袋", 640, rate="0.08"),
        line(None, "業務用ラップ 30cm×100m", 24, "本", 430, rate="0.10"),
    ]
    net = total(lines)
    tax = tax_of(total(lines, "0.08"), "0.08") + tax_of(total(lines, "0.1"), "0.1")
    rows = "\n".join(sme_line(n, e) for n, e in enumerate(lines, 1))
    space = "urn:un:unece:uncefact:data:standard"
    text = f"""{HEAD}<rsm:SMEOrder xmlns:rsm="{space}:SMEOrder:1" xmlns:ram="{space}:ReusableAggregateBusinessInformationEntity:31" xmlns:udt="{space}:UnqualifiedDataType:31">
<rsm:CIExchangedDocumentContext><ram:SpecifiedTransactionID>20261126-001</ram:SpecifiedTransactionID><ram:ProcessingTransactionDateTime/></rsm:CIExchangedDocumentContext>
<rsm:CIOHExchangedDocument><ram:ID>TK-EDI-0931</ram:ID><ram:Name>注文書</ram:Name><ram:TypeCode/><ram:IssueDateTime><udt:DateTime>2026-11-26T00:00:00+09:00</udt:DateTime></ram:IssueDateTime><ram:Purpose/></rsm:CIOHExchangedDocument>
<rsm:CIOHSupplyChainTradeTransaction>
<ram:ApplicableCIOHSupplyChainTradeAgreement><ram:BuyerReference/><ram:SellerCITradeParty><ram:ID>0900</ram:ID><ram:Name>{OUR_NAME}</ram:Name></ram:SellerCITradeParty><ram:BuyerCITradeParty><ram:ID>C004</ram:ID><ram:Name>株式会社テスト給食サービス</ram:Name><ram:DefinedCITradeContact><ram:PersonName/></ram:DefinedCITradeContact></ram:BuyerCITradeParty></ram:ApplicableCIOHSupplyChainTradeAgreement>
<ram:ApplicableCIOHSupplyChainTradeDelivery><ram:ShipToCITradeParty><ram:ID/><ram:Name>セントラルキッチン</ram:Name></ram:ShipToCITradeParty><ram:RequestedDeliveryCISupplyChainEvent><ram:OccurrenceDateTime><udt:DateTime>2026-12-01T00:00:00+09:00</udt:DateTime></ram:OccurrenceDateTime></ram:RequestedDeliveryCISupplyChainEvent></ram:ApplicableCIOHSupplyChainTradeDelivery>
<ram:ApplicableCIOHSupplyChainTradeSettlement><ram:OrderCurrencyCode>JPY</ram:OrderCurrencyCode><ram:SpecifiedCIOHTradeSettlementMonetarySummation><ram:TaxBasisTotalAmount currencyID="JPY">{net}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="JPY">{tax}</ram:TaxTotalAmount><ram:GrandTotalAmount currencyID="JPY">{net + tax}</ram:GrandTotalAmount></ram:SpecifiedCIOHTradeSettlementMonetarySummation></ram:ApplicableCIOHSupplyChainTradeSettlement>
{rows}
</rsm:CIOHSupplyChainTradeTransaction></rsm:SMEOrder>"""
    answer = order(
        lines,
        number="TK-EDI-0931",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 1),
        customer="株式会社テスト給食サービス",
        customer_code="C004",
        deliver_to="セントラルキッチン",
        tax_mode="exclusive",
        total=net,
        tax=tax,
        gross=net + tax,
    )
    return Made(text.encode(), [answer])


def cio_line(number: int, e: Line) -> str:
    """Return one line of a cross industry order."""
    return f"""<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>{number}</ram:LineID></ram:AssociatedDocumentLineDocument>
<ram:SpecifiedTradeProduct><ram:SellerAssignedID>{e.code}</ram:SellerAssignedID><ram:Name>{escape(e.name or "")}</ram:Name></ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{num(e.price)}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:RequestedQuantity unitCode="{e.more["iso"]}">{num(e.qty)}</ram:RequestedQuantity></ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{num(e.amount)}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"""


def order_x(lines: list[Line]) -> str:
    """Return the XML of an Order-X file."""
    space = "urn:un:unece:uncefact:data"
    rows = "\n".join(cio_line(n, e) for n, e in enumerate(lines, 1))
    return f"""{HEAD}<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="{space}:SCRDMCCBDACIOMessageStructure:100" xmlns:ram="{space}:standard:ReusableAggregateBusinessInformationEntity:128" xmlns:udt="{space}:standard:UnqualifiedDataType:128">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:order-x.eu:1p0:basic</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>RB-OX-5501</ram:ID><ram:TypeCode>220</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20261126</udt:DateTimeString></ram:IssueDateTime><ram:PurposeCode>9</ram:PurposeCode></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>{rows}
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>{OUR_NAME}</ram:Name></ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>例示物産株式会社</ram:Name></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery><ram:ShipToTradeParty><ram:Name>第一倉庫</ram:Name></ram:ShipToTradeParty><ram:RequestedDeliverySupplyChainEvent><ram:OccurrenceDateTime><udt:DateTimeString format="102">20261205</udt:DateTimeString></ram:OccurrenceDateTime></ram:RequestedDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement><ram:OrderCurrencyCode>JPY</ram:OrderCurrencyCode><ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>{total(lines)}</ram:LineTotalAmount><ram:TaxBasisTotalAmount>{total(lines)}</ram:TaxBasisTotalAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:SCRDMCCBDACIOMessageStructure>"""


@document("xml-04.pdf", "xml", "Order-X: a readable PDF with the same order as XML inside; it must be counted once.")
def hybrid() -> Made:
    lines = [
        line("P2001", "見本小麦粉 薄力 25kg", 16, "袋", 4950, iso="BG"),
        line("P2007", "例示米 コシヒカリ 10kg", 24, "袋", 5200, iso="BG"),
        line("P2006", "サンプル濃口醤油 1.8L×6本", 6, "ケース", 3240, iso="CS"),
    ]
    p = Pages(GOTHIC)
    p.text(105, 24, "注　文　書", 18, "center")
    p.text(15, 38, OUR_NAME + "　御中", 12)
    p.text(195, 34, "注文番号　RB-OX-5501", 10, "right")
    p.text(195, 40, f"注文日　{kanji_date(date(2026, 11, 26))}", 10, "right")
    p.text(195, 48, "例示物産株式会社", 11, "right")
    p.text(15, 50, f"納期　{kanji_date(date(2026, 12, 5))}　　納品先　第一倉庫", 10)
    columns = [(24, "l"), (66, "l"), (20, "r"), (16, "c"), (26, "r"), (28, "r")]
    p.cells(58, 8, columns, ["商品コード", "商品名", "数量", "単位", "単価", "金額"])
    for n, e in enumerate(lines):
        p.cells(66 + n * 8, 8, columns, [e.code, e.name, num(e.qty), e.unit, yen(e.price), yen(e.amount)])
    p.cells(90, 8, [(152, "r"), (28, "r")], ["合計（税抜）", yen(total(lines))])
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(p.done())) as pdf:
        stamp = "D:20261126090000+09'00'"
        attached = pikepdf.AttachedFileSpec(
            pdf,
            order_x(lines).encode(),
            filename="order-x.xml",
            mime_type="text/xml",
            creation_date=stamp,
            mod_date=stamp,
        )
        pdf.attachments["order-x.xml"] = attached
        pdf.save(out, deterministic_id=True)
    answer = order(
        lines,
        number="RB-OX-5501",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 5),
        customer="例示物産株式会社",
        deliver_to="第一倉庫",
        tax_mode="exclusive",
        total=total(lines),
    )
    notes = {"orders.0.lines.0.unit": "袋 and ケース on the page, BG and CS in the XML"}
    return Made(out.getvalue(), [answer], notes)
