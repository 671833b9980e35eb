"""Orders as XML, the second half: attributes, Japanese names, romaji, rows of a database."""

from trades_maker.base import CODED, PRICED, Drawn, Row, Sums, day, document, slash, told

from wide_maker.flat_kit import goods, leaves, named, node, stamped, tree

PRICES = "code name quantity unit price"
TAXED = "code name quantity unit price rate"


@document("xml-zokusei.xml", "xml", "everything stands in attributes with short names; a customer's and our code")
def attributes() -> Drawn:
    """An order of a program that writes attributes only."""
    items = goods(
        PRICES + " note",
        """
        P3001|見本段ボール 60サイズ 20枚|80|束|1560|QC-5001
        P3002|見本段ボール 100サイズ 20枚|50|束|2980|QC-5002
        P3005|例示OPPテープ 48mm 50巻|4|箱|5400|QC-5040
        """,
    )
    lines = [
        node(
            "Item",
            No=place,
            Code=item.code,
            BuyerCode=item.note,
            Name=item.name,
            Qty=item.quantity,
            Unit=item.unit,
            Price=item.price,
            Amount=item.amount,
        )
        for place, item in enumerate(items, 1)
    ]
    made = node(
        "Order",
        node("Buyer", Code="C010", Name="株式会社例題包装", Section="購買部", Person="三輪"),
        node("Ship", To="静岡県例題市工業団地10-6 資材倉庫", Date=slash(day(12, 11)), Time="AM"),
        *lines,
        node("Sum", Net=Sums(items).total, Tax=Sums(items).tax, Gross=Sums(items).gross),
        No="RH-26-1207",
        Date=slash(day(12, 4)),
        Type="新規",
    )
    order = told(
        items,
        PRICED,
        number="RH-26-1207",
        ordered_on=day(12, 4),
        deliver_on=day(12, 11),
        customer_code="C010",
        customer_name="株式会社例題包装",
        deliver_to="静岡県例題市工業団地10-6 資材倉庫",
        **Sums(items).head,
    )
    return Drawn(tree(node("OrderFile", made, Version="2.1", Created="2026/12/04 13:05")), [order])


@document("xml-nihongo.xml", "xml", "elements with Japanese names; head and details; no prices; a note to each line")
def japanese() -> Drawn:
    """An order of a system built in the house."""
    items = goods(
        "code name quantity unit note",
        """
        40-118|業務用ラップ 45cm|24|本|
        40-205|アルミカップ 8号 500枚|10|袋|深型
        41-010|抗菌まな板シート 30cm|6|本|
        42-333|耐油手袋 M|12|双|色は問わず
        """,
    )
    lines = [
        node(
            "明細行",
            *named({"行番号": place, "商品コード": item.code, "商品名": item.name}),
            *named({"発注数": item.quantity, "単位名": item.unit, "行備考": item.note or None}),
        )
        for place, item in enumerate(items, 1)
    ]
    head = {
        "伝票番号": "N-00931",
        "発注年月日": "2026年2月24日",
        "納品希望日": "2026年2月27日",
        "発注者名": "株式会社竹取総菜",
        "発注部署": "製造一課",
        "受注者名": "伝票商事株式会社",
        "納品場所": "京都府架空市竹町18 本社工場 受入A",
    }
    root = node("発注書", node("見出し", *named(head)), node("明細", *lines), node("摘要", "朝8時以降に納品願います。"))
    order = told(
        items,
        CODED,
        number="N-00931",
        ordered_on=day(2, 24),
        deliver_on=day(2, 27),
        customer_name="株式会社竹取総菜",
        deliver_to="京都府架空市竹町18 本社工場 受入A",
    )
    return Drawn(tree(root), [order])


@document("xml-romaji.xml", "xml", "romaji names, padded numbers, days as eight figures; both rates and all sums")
def romaji() -> Drawn:
    """An order of a sales package that abbreviates."""
    items = goods(
        TAXED,
        """
        P2006|サンプル濃口醤油 1.8L×6本|18|ケース|3240|0.08
        P2007|例示米 コシヒカリ 10kg|40|袋|5200|0.08
        P3006|例示レジ袋 Mサイズ 2000枚|2|箱|4200|0.1
        """,
    )
    sums = Sums(items)
    head = leaves(
        "DENPYO_NO HACCHU_BI NOUKI TOKUISAKI_CD TOKUISAKI_MEI TANTOSHA_MEI NOUHIN_BASHO BIKO",
        *("0000071945", stamped(day(6, 8)), stamped(day(6, 11)), "C002", "サンプル食品株式会社", "西園"),
        *("大阪府見本市北町2-3 大阪物流センター", "納品書2部"),
    )
    lines = [
        node(
            "MEISAI",
            *leaves("GYO_NO SHOHIN_CD SHOHIN_MEI SURYO TANI", f"{place:03d}", item.code, item.name, *_count(item)),
            *leaves("TANKA KINGAKU ZEI_RITSU", item.price, item.amount, item.percent[:-1]),
        )
        for place, item in enumerate(items, 1)
    ]
    total = leaves("ZEINUKI_GOKEI SHOHIZEI_GAKU ZEIKOMI_GOKEI", sums.total, sums.tax, sums.gross)
    root = node("HACCHU_DATA", node("HACCHU", node("HEADER", *head), *lines, node("GOKEI", *total)))
    order = told(
        items,
        PRICED + " rate",
        number="0000071945",
        ordered_on=day(6, 8),
        deliver_on=day(6, 11),
        customer_code="C002",
        customer_name="サンプル食品株式会社",
        deliver_to="大阪府見本市北町2-3 大阪物流センター",
        **sums.head,
    )
    return Drawn(tree(root, indent=" "), [order])


def _count(item: Row) -> tuple[str, str | None]:
    return f"{item.quantity:06d}", item.unit


@document("xml-rowset.xml", "xml", "rows of a database, the order's fields on each; three orders; Shift_JIS")
def rowset() -> Drawn:
    """A query's rows as a database writes them."""
    slips = (
        ("1-20260901-07", "給食センター西", goods(PRICES, "1101|精白米 20kg|15|袋|7800\n1140|押麦 1kg|20|袋|410")),
        ("1-20260901-08", "給食センター東", goods(PRICES, "1101|精白米 20kg|12|袋|7800")),
        (
            "1-20260901-09",
            "保育所共同調理場",
            goods(PRICES, "1502|だしパック 500g|6|袋|1290\n1533|片栗粉 1kg|10|袋|330\n1140|押麦 1kg|5|袋|410"),
        ),
    )
    titles = (
        "PO_NO PO_DATE DELIV_DATE ORG_NAME DELIV_PLACE VENDOR_CD VENDOR_NAME LINE_NO ITEM_CD ITEM_NAME ORDER_QTY UNIT "
        "UNIT_PRICE AMOUNT"
    )
    rows, orders = [], []
    for number, where, items in slips:
        for place, item in enumerate(items, 1):
            head = [number, "2026-09-01", "2026-09-07", "公益財団法人みどり学校給食会", where, "0417", "伝票商事㈱"]
            cells = [place, item.code, item.name, item.quantity, item.unit, item.price, item.amount]
            rows.append(node("ROW", *leaves(titles, *head, *cells), num=str(len(rows) + 1)))
        orders.append(
            told(
                items,
                PRICED,
                number=number,
                ordered_on=day(9, 1),
                deliver_on=day(9, 7),
                customer_name="公益財団法人みどり学校給食会",
                deliver_to=where,
            )
        )
    return Drawn(tree(node("ROWSET", *rows), "Shift_JIS"), orders)
