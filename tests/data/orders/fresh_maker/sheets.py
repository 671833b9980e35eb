"""Workbooks whose orders stand in tables."""

from datetime import date

from more_maker.base import wide
from more_maker.book import Book

from .base import ONE_RATE, Drawn, Row, Sums, document, good, told


def calc(book: Book, cell: str, formula: str, value: object, spec: str = "") -> None:
    """Writes a formula with the value it had when the file was saved."""
    book.page.write_formula(cell, formula, book.look(spec), value)


@document("xlsx-classic.xlsx", "xlsx-table", "a template's order sheet with formulas and blank rows below")
def classic() -> Drawn:
    rows = [
        good("P3001", 10, name="段ボール 60サイズ(20枚)"),
        good("P3002", 5, name="段ボール 100サイズ(20枚)"),
        good("P3005", 2, name="OPPテープ48mm"),
        Row(None, "エアキャップ 1200mm×42m", 3, "巻", 2850),
        good("P3006", 2, name="レジ袋Mサイズ"),
        good("P4003", 1, name="ペーパータオル 200枚×40"),
        Row(None, "クラフトテープ 50mm×50m 50巻", 1, "箱", 7800),
    ]
    book = Book("注文書")
    book.widths(5, 34, 8, 7, 12, 14, 16)
    book.put("A1:G1", "注　文　書", "t")
    book.put("F2", "No.")
    book.put("G2", "20261105-02")
    book.put("F3", "発行日")
    book.put("G3", date(2026, 11, 5), "j")
    book.put("A4:C4", "伝票商事株式会社　御中", "u")
    for row, text in enumerate(
        ("株式会社例題包装", "〒000-0010 静岡県例題市工業団地10-6", "TEL 000-555-0110", "担当:資材課 望月"), 4
    ):
        book.put(f"E{row}", text)
    book.put("A6", "下記の通り注文いたします。")
    for row, label, value in (
        (8, "納期", "2026年11月12日"),
        (9, "納入場所", "弊社資材倉庫"),
        (10, "支払条件", "月末締翌月末払"),
    ):
        book.put(f"A{row}:B{row}", label + "　：　" + value, "u")
    sums = Sums(rows)
    book.put("A12:B12", "合計金額(税込)", "h")
    book.put("C12:D12", "", "bm")
    calc(book, "C12", "=G30", sums.gross, "bm")
    book.row(14, "A B C D E F G", ("No", "品　名", "数量", "単位", "単価", "金額", "備考"), "h")
    for place in range(12):
        line = 15 + place
        row = rows[place] if place < len(rows) else None
        book.row(line, "A B C D", (place + 1, row and row.name, row and row.quantity, row and row.unit))
        book.put(f"E{line}", row and row.price, "by")
        calc(book, f"F{line}", f'=IF(C{line}="","",C{line}*E{line})', row.amount if row else "", "by")
        book.put(f"G{line}", "", "b")
    for line, label, formula, value in (
        (28, "小計", "=SUM(F15:F26)", sums.total),
        (29, "消費税(10%)", "=ROUNDDOWN(G28*0.1,0)", sums.tax10),
        (30, "合計", "=G28+G29", sums.gross),
    ):
        book.put(f"E{line}:F{line}", label, "h")
        calc(book, f"G{line}", formula, value, "by")
    head = {"number": "20261105-02", "ordered_on": date(2026, 11, 5), "deliver_on": date(2026, 11, 12)}
    head.update(customer_name="株式会社例題包装", deliver_to="弊社資材倉庫", **sums.head)
    return Drawn(
        book.done(), [told(rows, "name quantity unit price amount", **head)], {"orders.0.lines.0.tax_rate": ONE_RATE}
    )


@document(
    "xlsx-twoblocks.xlsx",
    "xlsx-table",
    "supplier and ship-to blocks side by side, a row of terms above the table, a line of last time hidden",
)
def twoblocks() -> Drawn:
    rows = [
        good("P1001", 12),
        good("P1002", 6),
        good("P1004", 4),
        Row(None, "コーヒーシロップ 900ml", 10, None, 430),
    ]
    book = Book("発注書")
    book.widths(14, 36, 10, 14, 16)
    book.put("A1", "ひながた珈琲株式会社", "t")
    book.put("E1", "発注書", "t")
    book.put("A2", "〒000-0008 福岡県例示市浜町8-2　TEL 092-000-0808　FAX 092-000-0809")
    book.put("D3", "日付:")
    book.put("E3", date(2026, 10, 20), "d")
    book.put("D4", "発注書番号:")
    book.put("E4", "HC-1187")
    book.put("A6:B6", "仕入先", "h")
    book.put("D6:E6", "出荷先", "h")
    left = ("伝票商事株式会社", "営業部 ご担当者様", "東京都見本区伝票町1-1", "電話 03-0000-1111")
    right = ("ひながた珈琲株式会社 焙煎所", "福岡県例示市浜町8-2", "受入担当 井手", "電話 092-000-0810")
    for row, (one, other) in enumerate(zip(left, right, strict=True), 7):
        book.put(f"A{row}", one)
        book.put(f"D{row}", other)
    book.row(12, "A B C D E", ("発送方法", "発送条件", "", "納品日", "支払期日"), "h")
    book.row(13, "A B C D E", ("御社便", "午前中着", "", date(2026, 10, 27), "月末締め翌月20日"), "b b b bd b")
    book.row(15, "A B C D E", ("品目番号", "説明", "数量", "単価", "計"), "h")
    for line, row in enumerate(rows, 16):
        book.row(line, "A B C D E", (row.code, row.name, row.quantity, row.price, row.amount), "b b b bm bm")
    sums = Sums(rows)
    for line, label, value in ((21, "小計", sums.total), (22, "消費税 8%", sums.total * 8 // 100)):
        book.put(f"D{line}", label)
        book.put(f"E{line}", value, "bm")
    book.row(20, "A B C D E", ("P1003", "サンプル緑茶 ティーバッグ 100包", 5, 1480, 7400), "b b b bm bm")
    book.page.set_row(19, None, None, {"hidden": True})
    gross = sums.total + sums.total * 8 // 100
    book.put("D23", "合計")
    book.put("E23", gross, "bm")
    book.put("A25", "1. この発注書に記載の価格、条件、納品方法に従ってご手配ください。")
    book.put("A26", "2. 記載どおりに出荷できない場合は速やかにご連絡ください。")
    book.put("D28", "承認者　__________")
    head = {"number": "HC-1187", "ordered_on": date(2026, 10, 20), "deliver_on": date(2026, 10, 27)}
    head.update(customer_name="ひながた珈琲株式会社", deliver_to="福岡県例示市浜町8-2")
    head.update(tax_mode="exclusive", total=sums.total, tax=sums.total * 8 // 100, gross=gross)
    judgement = {
        "orders.0.deliver_to": "the block has a name, an address and a person",
        "orders.0.lines.0.tax_rate": ONE_RATE,
    }
    return Drawn(book.done(), [told(rows, "code name quantity price amount", **head)], judgement)


@document(
    "xlsx-school.xlsx",
    "xlsx-table",
    "a school's request without prices, specification in a column of its own, full-width quantities",
)
def school() -> Drawn:
    rows = [
        Row(None, "コピー用紙", 20, "箱", note="A4 500枚×5冊"),
        Row(None, "カラーマーカー", 6, "セット", note="水性 12色"),
        Row(None, "見本アルコール除菌液", 4, "本", note="5L"),
        Row(None, "サンプルペーパータオル", 3, "ケース", note="200枚×40"),
        Row(None, "ラミネートフィルム", 2, "箱", note="A4 100枚入 100ミクロン"),
    ]
    book = Book("購入依頼")
    book.widths(6, 26, 28, 8, 8, 24)
    book.put("A1:F1", "物 品 購 入 依 頼 書", "t")
    book.put("E2", "依頼日")
    book.put("F2", "令和8年11月9日")
    book.put("A3", "伝票商事(株)　様")
    book.put("E4", "学校名")
    book.put("F4", "架空市立南台小学校")
    book.put("E5", "起案者")
    book.put("F5", "事務　小柳")
    book.put("A6", "下記物品の納入をお願いします。")
    book.put("A7", "希望納期")
    book.put("B7", "11月18日(水)まで")
    book.put("A8", "納品先")
    book.put("B8", "職員玄関横 事務室")
    book.row(10, "A B C D E F", ("番号", "品名", "規格・型番", "数量", "単位", "使用目的"), "h")
    uses = ("全学年印刷用", "図工", "感染症対策", "感染症対策", "掲示物")
    for line, (row, use) in enumerate(zip(rows, uses, strict=True), 11):
        book.row(line, "A B C D E F", (line - 10, row.name, row.note, wide(row.quantity), row.unit, use))
    for line in range(16, 21):
        book.row(line, "A B C D E F", (line - 10, "", "", "", "", ""))
    book.put("A22", "※見積書・納品書・請求書は各1部、宛名「架空市」でお願いします。")
    head = {"ordered_on": date(2026, 11, 9), "deliver_on": date(2026, 11, 18), "deliver_to": "職員玄関横 事務室"}
    return Drawn(book.done(), [told(rows, "name quantity unit", customer_name="架空市立南台小学校", **head)])


@document("xlsx-week.xlsx", "xlsx-table", "a kitchen's week: a column for each day, quantities in the cells")
def week() -> Drawn:
    days = [date(2026, 11, 23 + place) for place in range(5)]
    goods = [
        ("コシヒカリ10kg", "袋", (4, None, 4, None, 3)),
        ("サラダ油一斗缶", "缶", (1, None, None, None, 1)),
        ("濃口醤油1.8L", "ケース", (None, 1, None, None, None)),
        ("上白糖20kg", "袋", (None, None, 1, None, None)),
        ("冷凍ほうれん草カット 1kg", "袋", (6, 4, None, 6, None)),
        ("ニトリル手袋M", "ケース", (None, None, None, 1, None)),
    ]
    book = Book("11月4週")
    book.widths(30, 8, 8, 8, 8, 8, 8, 8, 18)
    book.put("A1", "週間発注表", "t")
    book.put("D1", "㈱テスト給食サービス　セントラルキッチン")
    book.put("A2", "伝票商事 御中")
    book.put("D2", "発注日 2026/11/16　発注者 中原")
    book.row(
        4,
        "A B C D E F G H I",
        ("商品名", "単位", *(f"{d.month}/{d.day}({'月火水木金'[i]})" for i, d in enumerate(days)), "計", "備考"),
        "h",
    )
    rows = []
    for line, (name, unit, cells) in enumerate(goods, 5):
        total = sum(cell or 0 for cell in cells)
        book.row(line, "A B C D E F G H I", (name, unit, *cells, total, "朝8時まで" if line == 5 else ""))
        rows += [Row(None, name, cell, unit, day=day) for cell, day in zip(cells, days, strict=True) if cell]
    book.put("A12", "※数量は各曜日の納品分です。追加は前々日15時までに電話します。")
    head = {"ordered_on": date(2026, 11, 16), "customer_name": "(株)テスト給食サービス"}
    judgement = {"orders.0.deliver_to": "the kitchen stands beside the firm, not as a place of delivery"}
    return Drawn(book.done(), [told(rows, "name quantity unit day", **head)], judgement)


@document(
    "xlsx-checklist.xlsx", "xlsx-table", "a printed list of two halves side by side, few articles with a quantity"
)
def checklist() -> Drawn:
    left = ["P1001", "P1002", "P1003", "P1004", "P1005", "P1006", "P2001", "P2002", "P2003", "P2004"]
    right = ["P2005", "P2006", "P2007", "P3003", "P3004", "P3006", "P4001", "P4002", "P4003", "P4004"]
    wanted = {"P1003": 2, "P1005": 10, "P2003": 1, "P3003": 3, "P4001": 4, "P4004": 1}
    book = Book("注文用紙")
    book.widths(9, 34, 9, 7, 2, 9, 34, 9, 7)
    book.put("A1:I1", "伝票商事 定番品 注文用紙 2026年11月版", "t")
    book.put("A2", "FAX 03-0000-2222 / メール添付でも承ります")
    book.put("A3", "貴社名")
    book.put("B3", "サンプル商店街(協)", "u")
    book.put("C3", "ご担当")
    book.put("D3:F3", "大槻", "u")
    book.put("A4", "ご注文日")
    book.put("B4", "11月24日", "u")
    book.put("C4", "納品希望日")
    book.put("D4:F4", "11月27日", "u")
    book.put("G4", "お届け先: 組合会館1階", "u")
    book.row(6, "A B C D F G H I", ("コード", "商品名", "注文数", "単位") * 2, "h")
    for line, pair in enumerate(zip(left, right, strict=True), 7):
        for code, columns in zip(pair, ("A B C D", "F G H I"), strict=True):
            row = good(code, 0)
            book.row(line, columns, (code, row.name, wanted.get(code), row.unit))
    book.put("A18", "通信欄")
    book.put("B18:I18", "コーヒー豆は来月まとめて頼みます。", "b")
    rows = [good(code, count) for code, count in wanted.items()]
    head = {"customer_name": "サンプル商店街(協)", "deliver_to": "組合会館1階"}
    head.update(ordered_on=date(2026, 11, 24), deliver_on=date(2026, 11, 27))
    judgement = {f"orders.0.{name}": "the year stands in the title only" for name in ("ordered_on", "deliver_on")}
    return Drawn(book.done(), [told(rows, "code name quantity unit", **head)], judgement)


@document("xlsx-po.xlsx", "xlsx-table", "an English purchase order of a factory, delivery day per item")
def purchase_order() -> Drawn:
    rows = [
        Row("30011872", "HEX BOLT M8X30 SUS304", 500, "PC", 18, None, date(2026, 12, 4)),
        Row("30011901", "HEX NUT M8 SUS304", 500, "PC", 9, None, date(2026, 12, 4)),
        Row("30024410", "NITRILE GLOVE M 100X10", 6, "CS", 8800, None, date(2026, 12, 10)),
        Row("30024455", "PAPER TOWEL 200X40", 8, "CS", 3960, None, date(2026, 12, 10)),
        Row("30024460", "SHIPPING TAPE 48MM 50RL", 5, "CS", 5400, None, date(2026, 12, 10)),
        Row("30090017", "FLAT WASHER M8 SUS304", 1000, "PC", 3, None, date(2026, 12, 4)),
        Row("30090102", "SPRING WASHER M8 SUS304", 500, "PC", 4, None, date(2026, 12, 4)),
    ]
    book = Book("PO")
    book.widths(7, 14, 34, 10, 7, 13, 7, 15, 14)
    book.put("A1", "Kakuu Precision Japan K.K.", "t")
    book.put("H1", "PURCHASE ORDER", "t")
    pairs = (("PO Number", "4500187734"), ("PO Date", "2026/11/18"), ("Buyer", "T. Nomura"), ("Currency", "JPY"))
    for line, (label, value) in enumerate(pairs, 3):
        book.put(f"H{line}", label)
        book.put(f"I{line}", value)
    for line, text in enumerate(("Vendor: 100482", "Denpyo Shoji Co., Ltd.", "Attn: Sales Dept."), 3):
        book.put(f"A{line}", text)
    book.put("A7", "Ship to:")
    book.put("B7", "Kakuu Precision Japan K.K. Nagano Plant, 12-1 Kogyo-danchi, Kakuu-shi, Nagano")
    book.put("A8", "Payment:")
    book.put("B8", "End of month + 60 days    Incoterms: DDP")
    titles = ("Item", "Material", "Description", "Order Qty", "UoM", "Net Price", "Per", "Net Amount", "Deliv. Date")
    book.row(10, "A B C D E F G H I", titles, "h")
    for line, row in enumerate(rows, 11):
        values = ((line - 10) * 10, row.code, row.name, row.quantity, row.unit, row.price, 1, row.amount, row.day)
        book.row(line, "A B C D E F G H I", values, "b b b by b by b by bd")
    total = Sums(rows).total
    book.put("G19", "Total net value (excl. tax)")
    book.put("H19", total, "by")
    book.put("A21", "Please confirm this order within two business days. Quote our PO number on all invoices.")
    head = {"number": "4500187734", "ordered_on": date(2026, 11, 18), "customer_name": "Kakuu Precision Japan K.K."}
    place = "Kakuu Precision Japan K.K. Nagano Plant, 12-1 Kogyo-danchi, Kakuu-shi, Nagano"
    head.update(deliver_to=place, tax_mode="exclusive", total=total)
    return Drawn(book.done(), [told(rows, "code name quantity unit price amount day", **head)])
