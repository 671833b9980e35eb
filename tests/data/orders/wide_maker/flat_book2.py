"""Workbooks of tables, the second half: a sheet to fill up the stock, English, a double list, an inquiry."""

from fresh_maker.base import ONE_RATE
from trades_maker.base import CODED, NAMED, PRICED, Drawn, Row, Sums, day, document, told, wide
from trades_maker.sheet import Book

from wide_maker.flat_kit import goods, titles

PRICES = "code name quantity unit price"


@document(
    "xlsx-table-hojuu.xlsx", "xlsx-table", "to fill up the stock: last time's numbers, two rows of titles, a hidden row"
)
def refill() -> Drawn:
    """A clinic's stock of things it uses up."""
    items = goods(
        "code name quantity unit note",
        """
        S-001|ペーパーシーツ 60cm×100m|6|本|4 10 6
        S-002|アルコール綿 200枚|0|箱|18 15 12
        S-003|マスク サージカル 50枚|20|箱|12 30 24
        S-004|紙コップ 3オンス 100個|10|袋|6 15 10
        S-005|綿棒 滅菌 100本|15|袋|3 18 15
        S-006|ゴミ袋 45L 透明 100枚||箱|5 5 4
        S-007|ペーパータオル 中判 200枚|42|袋|18 60 42
        """,
    )
    gone = Row("S-090", "ニトリル手袋 S(旧品)", 5, "箱", note="0 10 5")
    book = Book("12月")
    book.widths(8, 30, 8, 8, 8, 9, 7, 22)
    book.put("A1:H1", "医療法人みずほ台クリニック　消耗品補充依頼", "t")
    book.put("A2", "依頼先：伝票商事株式会社")
    book.put("E2", "依頼日")
    book.put("F2:G2", day(12, 1), "d")
    book.put("E3", "納品希望")
    book.put("F3:G3", day(12, 4), "d")
    for place, title in (("A5:A6", "品番"), ("B5:B6", "品名"), ("C5:D5", "在庫"), ("C6", "現在"), ("D6", "適正")):
        book.put(place, title, "h")
    for place, title in (("E5:F5", "依頼数"), ("E6", "前回"), ("F6", "今回"), ("G5:G6", "単位"), ("H5:H6", "備考")):
        book.put(place, title, "h")
    for row, item in enumerate([*items[:4], gone, *items[4:]], 7):
        now, right, last = map(int, item.note.split())
        remark = "納品時に旧箱を引取" if item.code == "S-003" else ""
        cells = [item.code, item.name, now, right, last, item.quantity, item.unit, remark]
        book.row(row, "A B C D E F G H", cells, "b b by by by by bc b")
    book.page.set_row(10, None, None, {"hidden": True})
    order = told(
        [item for item in items if item.quantity],
        CODED,
        ordered_on=day(12, 1),
        deliver_on=day(12, 4),
        customer_name="医療法人みずほ台クリニック",
    )
    return Drawn(book.done(), [order])


@document("xlsx-table-po.xlsx", "xlsx-table", "a purchase order in English of a foreign firm's branch; blocks abreast")
def english() -> Drawn:
    """An order in English with Japanese articles."""
    items = goods(
        "name quantity unit price note",
        """
        Label printer ribbon 110mm x 300m|24|roll|1350|RB-110W
        Thermal label 100 x 150 mm (500/roll)|60|roll|880|TL-1015
        Packing list envelope A6 (1000 pcs)|8|box|3720|PLE-A6
        Stretch film 500mm x 300m|30|roll|690|SF-500
        """,
        "0.1",
    )
    sums = Sums(items)
    book = Book("PO")
    book.widths(6, 14, 40, 8, 8, 12, 14)
    book.put("A1:D1", "Lindqvist Instruments Japan G.K.", "")
    book.put("E1:G1", "PURCHASE ORDER", "t")
    for place, (label, value, look) in enumerate(
        (("P.O. No.", "LJ-PO-20431", "b"), ("Date", day(2, 9), "bd"), ("Delivery Date", day(2, 20), "bd")), 3
    ):
        book.put(f"F{place}", label, "b")
        book.put(f"G{place}", value, look)
    for column, lines in (
        ("A", ("Vendor:", "Denpyo Shoji Co., Ltd.", "Attn: Sales Dept.", "Tel 03-0000-0000")),
        ("D", ("Ship To:", "Lindqvist Instruments Japan Atsugi Depot", "5-12 Minami, Atsugi, Kanagawa", "Dock 2")),
    ):
        for place, text in enumerate(lines, 7):
            book.put(f"{column}{place}", text)
    book.row(12, "A B C D E F G", ["Item", "Part No.", "Description", "Qty", "UOM", "Unit Price", "Amount"], "h")
    for row, item in enumerate(items, 13):
        cells = [row - 12, item.note, item.name, item.quantity, item.unit, item.price, item.amount]
        book.row(row, "A B C D E F G", cells, "bc b b by bc bm bm")
    rows = (("Subtotal", sums.total), ("Consumption Tax (10%)", sums.tax), ("Total (JPY)", sums.gross))
    for row, (label, value) in enumerate(rows, 17):
        book.put(f"E{row}:F{row}", label, "b")
        book.put(f"G{row}", value, "bm")
    book.put("A21", "Payment Terms: Net 45 days   Incoterms: DAP   Please quote P.O. No. on the delivery note.")
    order = told(
        items,
        "name quantity unit price amount",
        number="LJ-PO-20431",
        ordered_on=day(2, 9),
        deliver_on=day(2, 20),
        customer_name="Lindqvist Instruments Japan G.K.",
        deliver_to="Lindqvist Instruments Japan Atsugi Depot 5-12 Minami, Atsugi, Kanagawa Dock 2",
        **sums.head,
    )
    for line, item in zip(order["lines"], items, strict=True):
        line["product_code"] = item.note
    judged = {
        "orders.0.deliver_to": "a place of three lines, whose name, address and dock may stand alone",
        "orders.0.lines.0.tax_rate": ONE_RATE,
    }
    return Drawn(book.done(), [order], judged)


@document("xlsx-table-nifuku.xlsx", "xlsx-table", "two lists side by side, printed beforehand, few of them filled in")
def double() -> Drawn:
    """A home for the aged ticks what it needs."""
    left = """
        紙おむつ テープ式 M 30枚|4|袋
        紙おむつ テープ式 L 26枚|6|袋
        尿取りパッド 夜用 42枚||袋
        おしりふき 80枚×12|2|ケース
        使い捨てエプロン 50枚||袋
        清拭タオル 30枚|10|袋
        """
    right = """
        手指消毒液 1L|6|本
        次亜塩素酸水 5L||本
        洗濯洗剤 業務用 10kg|1|箱
        柔軟剤 業務用 5L||本
        トイレットペーパー 60巻|3|箱
        とろみ剤 2.5g×50本||箱
        """
    sides = [goods(NAMED, text) for text in (left, right)]
    book = Book("用品注文表")
    book.widths(26, 7, 8, 3, 26, 7, 8)
    book.put("A1:G1", "介護用品・消耗品 注文表", "t")
    book.put("A2", "発注先 伝票商事株式会社")
    book.put("A3", "施設名　社会福祉法人ゆずりは会　特別養護老人ホームゆずりは苑")
    book.put("E2", "発注日　令和8年3月9日")
    book.put("E3", "納入希望日　令和8年3月12日")
    for columns in ("A B C", "E F G"):
        book.row(5, columns, titles("品　目,数量,単位"), "h")
    for columns, items in zip(("A B C", "E F G"), sides, strict=True):
        for row, item in enumerate(items, 6):
            count = wide(item.quantity) if item.name.startswith("清拭") else item.quantity
            book.row(row, columns, [item.name, count, item.unit], "b by bc")
    book.put("A13", "連絡事項：トイレットペーパーは倉庫へ直接入れてください。")
    order = told(
        [item for items in sides for item in items if item.quantity],
        NAMED,
        ordered_on=day(3, 9),
        deliver_on=day(3, 12),
        customer_name="社会福祉法人ゆずりは会",
    )
    judged = {
        "orders.0.customer_name": "the home's name stands behind the corporation's",
        "orders.0.deliver_to": "the home's name may say where to",
    }
    return Drawn(book.done(), [order], judged)


@document(
    "xlsx-table-irai.xlsx", "xlsx-table", "an inquiry for prices, laid out as an order is; no order", what="inquiry"
)
def inquiry() -> Drawn:
    """Somebody asks for a quotation."""
    items = goods(
        PRICED.replace(" price amount", ""),
        """
        P5001|例示業務用コーヒーメーカー DX-1|2|台
        P5002|例示業務用冷蔵ショーケース SC-2|1|台
        P3003|サンプル紙コップ 8オンス 1000個|10|箱
        """,
    )
    book = Book("見積依頼")
    book.widths(10, 38, 8, 7, 12, 12)
    book.put("A1:F1", "御 見 積 依 頼 書", "t")
    book.put("A3", "伝票商事株式会社　営業部 御中", "u")
    book.put("E3", "依頼日")
    book.put("F3", day(1, 19), "d")
    book.put("E4", "依頼No.")
    book.put("F4", "Q-118")
    book.put("E5", "サンプル商店街協同組合")
    book.put("A5", "下記の品につき、御見積をお願いいたします。")
    book.put("A6", "回答期限　2026年1月23日　／　納入希望　2026年2月下旬")
    book.row(8, "A B C D E F", titles("品番,品名,数量,単位,御見積単価,御見積金額"), "h")
    for row, item in enumerate(items, 9):
        book.row(row, "A B C D E F", [item.code, item.name, item.quantity, item.unit, "", ""], "b b by bc b b")
    book.put("A13", "搬入・据付費用も別途お示しください。")
    return Drawn(book.done(), [])
