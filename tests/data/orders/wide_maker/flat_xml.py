"""Orders as XML, the first half: SAP, the retail standard, UBL, a shop, FileMaker."""

from typing import Any
from xml.etree.ElementTree import Element

from more_maker.base import jan
from trades_maker.base import PRICED, Drawn, Row, Sums, day, document, extra, told

from wide_maker.flat_kit import goods, leaves, named, node, stamped, tree

PRICES = "code name quantity unit price"
TAXED = "code name quantity unit price rate"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
PARTS = "the address stands in parts"


def _segment(name: str, text: str = "", *values: Any, inside: list[Element] | None = None) -> Element:
    return node(name, *leaves(text, *values), *(inside or []), SEGMENT="1")


@document(
    "xml-idoc.xml", "xml", "an ORDERS05 of SAP: what a segment means stands in its qualifier; a day for each line"
)
def idoc() -> Drawn:
    """An order as SAP sends it."""
    items = goods(
        PRICES + " day",
        """
        P4002|見本アルコール除菌液 5L|40|PCE|3180|2026-05-25
        P4003|サンプルペーパータオル 200枚×40|25|CS|3960|2026-05-25
        P3005|例示OPPテープ 48mm 50巻|10|CT|5400|2026-06-01
        """,
    )
    control = "TABNAM MANDT DOCNUM DIRECT IDOCTYP MESTYP SNDPOR SNDPRT SNDPRN RCVPRT RCVPRN CREDAT CRETIM"
    values = ["EDI_DC40", 100, "0000000000481920", 1, "ORDERS05", "ORDERS", "SAPPRD", "LS", "PRDCLNT100", "KU"]
    segments = [
        _segment("EDI_DC40", control, *values, "DENPYO", "20260518", "142207"),
        _segment("E1EDK01", "CURCY WKURS BSART BELNR RECIPNT_NO", "JPY", "1.00000", "NB", "4500173326", "0000200481"),
        _segment("E1EDK03", "IDDAT DATUM UZEIT", "012", "20260518", "142155"),
        _segment("E1EDK03", "IDDAT DATUM", "011", "20260518"),
        _segment("E1EDKA1", "PARVW PARTN NAME1 SPRAS BNAME", "AG", "1000", "例示物産株式会社", "JA", "榊原"),
        _segment("E1EDKA1", "PARVW PARTN NAME1", "LF", "0000200481", "伝票商事株式会社"),
        _segment(
            "E1EDKA1",
            "PARVW PARTN NAME1 STRAS ORT01 PSTLZ LAND1",
            *("WE", "1010", "例示物産株式会社 第一倉庫", "港町3-5", "愛知県例示市", "455-0000", "JP"),
        ),
        _segment("E1EDK02", "QUALF BELNR DATUM", "001", "4500173326", "20260518"),
        *(_position(place, item) for place, item in enumerate(items, 1)),
        _segment("E1EDS01", "SUMID SUMME SUNIT", "002", f"{Sums(items).total}.00", "JPY"),
    ]
    content = tree(node("ORDERS05", node("IDOC", *segments, BEGIN="1")))
    order = told(
        items,
        PRICED + " day",
        number="4500173326",
        ordered_on=day(5, 18),
        customer_name="例示物産株式会社",
        deliver_to="例示物産株式会社 第一倉庫 愛知県例示市港町3-5",
        total=Sums(items).total,
    )
    judged = {
        "orders.0.deliver_to": "name, street and town of the place stand in parts, the street before the town",
        "orders.0.total": "only the qualifier 002 says that the sum is the order's",
    }
    return Drawn(content, [order], judged)


def _position(place: int, item: Row) -> Element:
    text = "POSEX ACTION PSTYP MENGE MENEE BMNG2 PMENE VPREI PEINH NETWR"
    count = f"{item.quantity}.000"
    when = stamped(item.day) if item.day else ""
    inside = [
        _segment("E1EDP20", "WMENG EDATU", count, when),
        _segment("E1EDP19", "QUALF IDTNR KTEXT", "001", f"MAT-{3300 + place}", item.name),
        _segment("E1EDP19", "QUALF IDTNR", "002", item.code),
    ]
    values = [f"{place}0".zfill(5), "001", 0, count, item.unit, count, item.unit, f"{item.price}.00", 1]
    return _segment("E1EDP01", text, *values, f"{item.amount}.00", inside=inside)


@document(
    "xml-ryutsu.xml", "xml", "an order of the retail standard (BMS): two trades, cost beside retail, codes and names"
)
def bms() -> Drawn:
    """A message of a chain with two trades."""
    shelf = {
        "A": (jan("498765430001"), "架空 麦茶ティーバッグ 52P", "52P", 12, 148, 228),
        "B": (jan("498765430012"), "架空 インスタント味噌汁 10食", "10食", 24, 132, 198),
        "C": (jan("498765430023"), "架空 ふりかけ のり 30g", "30g", 20, 86, 138),
    }
    trades = (("3005817", "0021", "大池店", (("A", 2), ("B", 1))), ("3005818", "0034", "城北店", (("C", 3), ("A", 1))))
    head = [
        node("payer", *leaves("code gln name", "770100", "0", "株式会社マルトミストア")),
        node("buyer", *leaves("code gln name", "770100", "0", "株式会社マルトミストア")),
    ]
    made, orders = [], []
    for number, code, shop, picks in trades:
        made.append(_trade(number, code, shop, [(*shelf[key], lots) for key, lots in picks]))
        items = [Row(shelf[key][0], shelf[key][1], shelf[key][3] * lots, None, shelf[key][4]) for key, lots in picks]
        order = told(
            items,
            "code name quantity price amount",
            number=number,
            ordered_on=day(8, 3),
            deliver_on=day(8, 6),
            customer_name="株式会社マルトミストア",
            deliver_to=shop,
            total=Sums(items).total,
        )
        orders.append(order)
    sender = node("sh:Sender", node("sh:Identifier", "4900000000770", Authority="GS1"))
    receiver = node("sh:Receiver", node("sh:Identifier", "4900000000312", Authority="GS1"))
    kind = leaves(
        "Standard TypeVersion InstanceIdentifier Type CreationDateAndTime",
        *("SecondGenEDI", "1.3", "26080310002271", "Order", "2026-08-03T10:40:12"),
        before="sh:",
    )
    root = node(
        "sh:StandardBusinessDocument",
        node(
            "sh:StandardBusinessDocumentHeader",
            node("sh:HeaderVersion", "1.3"),
            sender,
            receiver,
            node("sh:DocumentIdentification", *kind),
        ),
        node(
            "order:message",
            *leaves("senderStationAddress numberOfTradingDocuments", "770100", 2),
            node("listOfOrders", *head, *made),
        ),
    )
    root.set("xmlns:sh", "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader")
    root.set("xmlns:order", "urn:x-edi:retail:order:1.3")
    judged = {
        f"orders.{place}.deliver_to": "the goods go through the centre; the shop is where they end" for place in (0, 1)
    }
    judged |= {f"orders.{place}.deliver_on": "the goods are at the centre a day before" for place in (0, 1)}
    judged |= {f"orders.{place}.tax_mode": "a code and a rate, but no word whether cost is without" for place in (0, 1)}
    judged |= {f"orders.{place}.lines.0.tax_rate": "the rate stands once for the trade" for place in (0, 1)}
    return Drawn(tree(root), orders, judged)


def _trade(number: str, code: str, shop: str, picks: list[tuple[Any, ...]]) -> Element:
    parties = [
        node("shipTo", *leaves("code gln name", "9001", "0", "東部物流センター")),
        node("receiver", *leaves("code gln name", code, "0", shop)),
        node("seller", *leaves("code gln name branchNumber", "004413", "0", "伝票商事株式会社", "01")),
    ]
    dates = leaves("orderDate deliveryDate deliveryDateToReceiver", "2026-08-03", "2026-08-05", "2026-08-06")
    lines, net, sold, count = [], 0, 0, 0
    for place, (gtin, name, spec, lot, cost, retail, lots) in enumerate(picks, 1):
        pieces = lot * lots
        net, sold, count = net + cost * pieces, sold + retail * pieces, count + pieces
        lines.append(
            node(
                "lineItem",
                node("lineID", node("lineNumber", place)),
                node("itemID", *leaves("gtin orderItemCode codeType name spec", gtin, gtin, "JAN", name, spec)),
                node(
                    "amount",
                    node("itemNetPrice", *leaves("amount unitPrice", cost * pieces, f"{cost}.00")),
                    node("itemSellingPrice", *leaves("amount unitPrice", retail * pieces, retail)),
                ),
                node(
                    "quantity",
                    node("unitMultiple", lot),
                    node("orderQuantity", *leaves("quantity numOfOrderUnits", f"{pieces}.0", lots)),
                ),
            )
        )
    return node(
        "order",
        node("tradeID", *leaves("tradeNumber additionalTradeNumber", number, "0")),
        node("parties", *parties),
        node(
            "tradeInformation",
            node("goods", node("majorCategory", "0110")),
            node("date", *dates),
            node("instruction", *leaves("goodsClassificationCode orderClassificationCode", "01", "01")),
            node("tax", *leaves("taxTypeCode taxRate", "01", "8.0")),
        ),
        node("totalAmount", *leaves("netPriceTotal sellingPriceTotal itemTotal", net, sold, count)),
        *lines,
    )


@document("xml-ubl.xml", "xml", "an order in UBL of the Peppol network: parties in parties, rates as categories, sums")
def ubl() -> Drawn:
    """An order of a firm that buys through a network."""
    items = goods(
        TAXED,
        """
        DS-7110|検査用グローブ パウダーフリー S 200枚|30|BX|1280|0.1
        DS-7145|ディスポ手術用キャップ 100枚|12|BX|940|0.1
        DS-8802|経口補水ゼリー 150g×24|5|CS|3480|0.08
        """,
    )
    sums = Sums(items)
    buyer = node(
        "cac:BuyerCustomerParty",
        node("cac:Party", node("cac:PartyName", node("cbc:Name", "独立行政法人架空医療センター"))),
    )
    seller = node(
        "cac:SellerSupplierParty",
        node("cac:Party", node("cac:PartyName", node("cbc:Name", "伝票商事株式会社"))),
    )
    place = leaves(
        "StreetName CityName PostalZone CountrySubentity",
        *("白鳥1-1-1 地下1階 物流管理室", "架空市", "456-0000", "愛知県"),
        before="cbc:",
    )
    delivery = node(
        "cac:Delivery",
        node("cac:DeliveryLocation", node("cac:Address", *place)),
        node("cac:RequestedDeliveryPeriod", *leaves("StartDate EndDate", "2026-10-09", "2026-10-09", before="cbc:")),
    )
    head = leaves(
        "CustomizationID ID IssueDate OrderTypeCode DocumentCurrencyCode",
        *("urn:fdc:peppol.eu:poacc:trns:order:3", "KMC-PO-26-5512", "2026-10-02", "220", "JPY"),
        before="cbc:",
    )
    root = node(
        "Order",
        *head,
        buyer,
        seller,
        delivery,
        node("cac:TaxTotal", _yen("TaxAmount", sums.tax)),
        node(
            "cac:AnticipatedMonetaryTotal",
            _yen("LineExtensionAmount", sums.total),
            _yen("TaxExclusiveAmount", sums.total),
            _yen("TaxInclusiveAmount", sums.gross),
            _yen("PayableAmount", sums.gross),
        ),
        *(node("cac:OrderLine", _ubl_line(number, item)) for number, item in enumerate(items, 1)),
    )
    for prefix, name in (("", "urn:oasis:names:specification:ubl:schema:xsd:Order-2"), (":cac", CAC), (":cbc", CBC)):
        root.set(f"xmlns{prefix}", name)
    order = told(
        items,
        PRICED + " rate",
        number="KMC-PO-26-5512",
        ordered_on=day(10, 2),
        deliver_on=day(10, 9),
        customer_name="独立行政法人架空医療センター",
        deliver_to="愛知県架空市白鳥1-1-1 地下1階 物流管理室",
        **sums.head,
    )
    return Drawn(tree(root), [order], {"orders.0.deliver_to": PARTS + ", the street before the town"})


def _yen(name: str, value: int | str | None) -> Element:
    return node(f"cbc:{name}", value, currencyID="JPY")


def _ubl_line(number: int, item: Row) -> Element:
    category = node("cac:ClassifiedTaxCategory", *leaves("ID Percent", "S", item.percent[:-1], before="cbc:"))
    return node(
        "cac:LineItem",
        node("cbc:ID", number),
        node("cbc:Quantity", item.quantity, unitCode=item.unit),
        _yen("LineExtensionAmount", item.amount),
        node("cac:Price", _yen("PriceAmount", item.price)),
        node(
            "cac:Item",
            node("cbc:Name", item.name),
            node("cac:SellersItemIdentification", node("cbc:ID", item.code)),
            category,
        ),
    )


@document(
    "xml-shop.xml", "xml", "a shop system's export: two orders, tax inside, points and postage, buyer and receiver"
)
def shop() -> Drawn:
    """Orders of a shop for firms and persons."""
    first = goods(
        PRICES.replace(" unit", ""), "BX-100|宅配ボックス 100サイズ 10枚|3|2420\nTP-050|布テープ 50mm 30巻|1|5280"
    )
    second = goods(PRICES.replace(" unit", ""), "EN-A4|クッション封筒 A4 100枚|2|3960")
    north, south = ("930-0000", "富山県架空市総曲輪2-2"), ("760-0000", "香川県見本市番町5-6")
    depot = ("762-0000", "香川県見本市築港町9-1 坂出倉庫")
    buyers = (
        ("20260130-00017", "2026-01-30 16:20:05", "たんぽぽ雑貨店", "", "和泉", north, north, first, 0, 500),
        ("20260130-00021", "2026-01-30 18:44:51", "株式会社ミナミ印刷", "発送課", "白石", south, depot, second, 990, 0),
    )
    made, orders = [], []
    for number, when, firm, section, person, home, where, items, postage, points in buyers:
        gross = Sums(items).total + postage - points
        lines = [
            node(
                "item", *leaves("sku name qty price row_total", one.code, one.name, one.quantity, one.price, one.amount)
            )
            for one in items
        ]
        buyer = leaves("company section name zip address", firm, section, person, *home)
        receiver = leaves("company name zip address", firm, person, *where)
        sums = named({"subtotal": Sums(items).total, "shipping_fee": postage, "used_points": points, "total": gross})
        head = named({"order_no": number, "order_date": when, "status": "入金待ち", "payment": "銀行振込"})
        made.append(
            node(
                "order",
                *head,
                node("customer", *buyer),
                node("delivery", *receiver, node("wish_date", "2026-02-03")),
                node("items", *lines),
                node("totals", *sums, tax_included="true"),
            )
        )
        order = told(
            items,
            "code name quantity price amount",
            number=number,
            ordered_on=day(1, 30),
            deliver_on=day(2, 3),
            customer_name=firm,
            deliver_to=where[1],
            tax_mode="inclusive",
            gross=gross,
        )
        order["lines"] += [extra("shipping_fee", str(postage))] if postage else []
        order["lines"] += [extra("used_points", str(-points))] if points else []
        orders.append(order)
    judged = {
        "orders.0.lines.2.product_name": "points have no name but the field's",
        "orders.1.lines.1.product_name": "postage has no name but the field's",
        "orders.0.deliver_to": "the receiver's name stands above the address",
        "orders.1.deliver_to": "the receiver's name stands above the address",
    }
    return Drawn(tree(node("orders", *made, exported="2026-01-31T08:00:00+09:00")), orders, judged)


@document("xml-filemaker.xml", "xml", "FileMaker's own export: names of fields once, then rows of columns of data")
def filemaker() -> Drawn:
    """Rows of a small firm's own database."""
    items = goods(
        PRICES,
        """
        203|生クリーム 35% 1L|12|本|780
        218|冷凍いちご ホール 1kg|8|袋|1150
        244|粉糖 1kg|10|袋|420
        """,
    )
    kinds = dict.fromkeys(("発注No", "発注数", "仕入単価", "仕入額"), "NUMBER") | {"発注日": "DATE", "納品日": "DATE"}
    titles = "発注No 発注日 発注先 仕入先担当 納品日 品番 品名 発注数 単位 仕入単価 仕入額 納品場所 発注会社"
    fields = [
        node("FIELD", EMPTYOK="YES", MAXREPEAT="1", NAME=title, TYPE=kinds.get(title, "TEXT"))
        for title in titles.split()
    ]
    rows = []
    for place, item in enumerate(items, 1):
        values = ["1126", "2026/11/12", "伝票商事", "大迫", "2026/11/14", item.code, item.name, item.quantity]
        values += [item.unit, item.price, item.amount, "工房（裏口）", "有限会社パティスリー・ノワゼット"]
        cells = [node("COL", node("DATA", value)) for value in values]
        rows.append(node("ROW", *cells, MODID="3", RECORDID=str(8800 + place)))
    root = node(
        "FMPXMLRESULT",
        node("ERRORCODE", 0),
        node("PRODUCT", BUILD="11-20-2023", NAME="FileMaker", VERSION="Pro 20.3.1"),
        node("DATABASE", DATEFORMAT="yyyy/MM/dd", NAME="仕入.fmp12", RECORDS="3391", TIMEFORMAT="k:mm:ss"),
        node("METADATA", *fields),
        node("RESULTSET", *rows, FOUND=str(len(rows))),
        xmlns="http://www.filemaker.com/fmpxmlresult",
    )
    order = told(
        items,
        PRICED,
        number="1126",
        ordered_on=day(11, 12),
        deliver_on=day(11, 14),
        customer_name="有限会社パティスリー・ノワゼット",
        deliver_to="工房(裏口)",
    )
    return Drawn(tree(root, indent=None), [order])
