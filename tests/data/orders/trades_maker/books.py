"""Workbooks that are tables: a grill, an ironmonger, a school kitchen, shops, sweets, an office."""

from .base import NAMED, PRICED, Drawn, Row, Sums, day, document, kanji, rows, told, week
from .sheet import Book, ods, xls

LINE = "code name quantity unit price"


@document("xlsx-table-yakiniku.xlsx", "xlsx-table", "a grill's own list: goods down, no codes, no prices")
def grill() -> Drawn:
    goods = rows(
        NAMED,
        """牛カルビ 冷凍スライス|8|kg
        豚トロ 500g|12|パック
        白菜キムチ 2kg|6|袋
        サンチュ 10枚|30|束
        サンプルサラダ油 16.5kg缶|1|缶
        例示米 コシヒカリ 10kg|5|袋""",
    )
    book = Book("5月")
    book.widths(5, 30, 8, 8, 22)
    book.put("A1", "食材発注表")
    book.put("A2", "焼肉 炎々 大通店")
    book.put("D1", "発注日")
    book.put("E1", day(5, 25), "s")
    book.put("D2", "納品日")
    book.put("E2", day(5, 27), "s")
    book.row(4, "A B C D E", ("No", "品名", "数量", "単位", "メモ"), "h")
    notes = {1: "解凍不要", 3: "傷みのないもの"}
    for place, row in enumerate(goods):
        book.row(5 + place, "A B C D E", (place + 1, row.name, row.quantity, row.unit, notes.get(place, "")))
    book.put("A12", "伝票商事さん　よろしくお願いします。店長 堂本")
    head = {"ordered_on": day(5, 25), "deliver_on": day(5, 27), "customer_name": "焼肉 炎々 大通店"}
    reasons = {"orders.0.customer_name": "the branch may go with the name or not"}
    return Drawn(book.done(), [told(goods, NAMED, **head)], reasons)


@document("xlsx-table-kanamono.xlsx", "xlsx-table", "an ironmonger: number, size, price, sums with tax, a stamp box")
def ironmonger() -> Drawn:
    cells = (
        ("KM-0121", "ステンレス丁番", "64mm", 30, "枚", 280),
        ("KM-0450", "アンカーボルト", "M12×400", 120, "本", 165),
        ("KM-0533", "羽子板ボルト", "L=260", 80, "本", 190),
        ("KM-0808", "レバーハンドル錠", "BS51 シルバー", 4, "組", 6800),
    )
    goods = [Row(code, name, count, unit, price) for code, name, _, count, unit, price in cells]
    sums = Sums(goods)
    book = Book("注文書")
    book.widths(12, 24, 18, 8, 6, 10, 12)
    book.put("A1:G1", "注　文　書", "t")
    book.put("A3:C3", "伝票商事株式会社　御中", "u")
    book.put("E3", "注文番号")
    book.put("F3:G3", "大金26-188", "c")
    book.put("E4", "注文日")
    book.put("F4:G4", day(2, 9), "jc")
    book.put("E5", "大金建材金物株式会社")
    book.put("E6", "富山県例示市鍛冶町8-1")
    book.row(3 + 4, "F G", ("承認", "担当"), "h")
    book.row(8, "F G", ("", "瀧"), "bc")
    book.put("A7", "納期")
    book.put("B7", day(2, 13), "j")
    book.put("A8", "納入場所")
    book.put("B8:D8", "富山県例示市鍛冶町8-1 金物倉庫")
    book.row(10, "A B C D E F G", ("品番", "品名", "寸法", "数量", "単位", "単価", "金額"), "h")
    for place, (cell, row) in enumerate(zip(cells, goods, strict=True), 11):
        book.row(place, "A B C D E F G", (*cell, row.amount), "b b b by b by by")
    for place, (name, amount) in enumerate((("小計", sums.total), ("消費税", sums.tax), ("合計", sums.gross)), 15):
        book.row(place, "F G", (name, amount), "b by")
    book.put("A19", "※分納不可。納品書に注文番号を記載のこと。")
    head = {"number": "大金26-188", "ordered_on": day(2, 9), "deliver_on": day(2, 13), **sums.head}
    head |= {"customer_name": "大金建材金物株式会社", "deliver_to": "富山県例示市鍛冶町8-1 金物倉庫"}
    return Drawn(book.done(), [told(goods, PRICED, **head)])


@document("xlsx-table-kyushoku.xlsx", "xlsx-table", "a school kitchen: the day of use stands in each row")
def kitchen() -> Drawn:
    cells = (
        (day(9, 7), "冷凍さばの照焼 50g", 420, "切", "個包装なし"),
        (day(9, 7), "切干大根 1kg", 4, "袋", ""),
        (day(9, 8), "豚ひき肉", "28.5", "kg", "朝挽き"),
        (day(9, 8), "カレールウ フレーク 1kg", 14, "袋", ""),
        (day(9, 9), "ホールトマト缶 2550g", 6, "缶", ""),
        (day(9, 9), "見本上白糖 20kg", 1, "袋", ""),
    )
    goods = [Row(None, name, count, unit, day=when) for when, name, count, unit, _ in cells]
    book = Book("発注書")
    book.widths(14, 30, 9, 7, 18)
    book.put("A1", "見本市学校給食会　物資発注書（9月第2週）", "")
    book.put("A2", "発注先：伝票商事株式会社")
    book.put("D2", "発注日：令和8年8月31日")
    book.put("A3", "納品場所：見本市第一学校給食センター")
    book.row(5, "A B C D E", ("納品日", "品名", "数量", "単位", "備考"), "h")
    for place, (when, name, count, unit, note) in enumerate(cells, 6):
        shown = float(count) if isinstance(count, str) else count
        book.row(place, "A B C D E", (when, name, shown, unit, note), "bs b b b b")
    book.put("A13", "納品時刻 8:00～8:30　衛生検査表を添付すること")
    head = {"ordered_on": day(8, 31), "customer_name": "見本市学校給食会"}
    head["deliver_to"] = "見本市第一学校給食センター"
    return Drawn(book.done(), [told(goods, NAMED + " day", **head)])


@document(
    "xlsx-table-cosme.xlsx", "xlsx-table", "a make-up shop's order by JAN and shade, retail price beside the cost"
)
def cosmetics() -> Drawn:
    cells = (
        ("4900000071013", "リップティント", "01 コーラル", 12, 1400, 840),
        ("4900000071020", "リップティント", "02 ローズ", 12, 1400, 840),
        ("4900000072034", "クッションファンデ", "21 ライト", 6, 2800, 1680),
        ("4900000073048", "化粧水 しっとり 200mL", "", 24, 1800, 1080),
    )
    goods = [Row(code, name, count, None, cost) for code, name, _, count, _, cost in cells]
    sums = Sums(goods)
    book = Book("Order")
    book.widths(16, 26, 14, 8, 10, 10, 12)
    facts = (
        ("発注書番号", "BC-0316"),
        ("発注日", "2026/03/16"),
        ("希望納品日", "2026/03/20"),
        ("貴社名", "伝票商事株式会社"),
        ("発注者", "株式会社ビューティーコトリ"),
        ("お届け先", "福岡県例示市天神町1-1-3 コトリ天神店"),
    )
    for place, (name, value) in enumerate(facts, 1):
        book.put(f"A{place}", name, "b")
        book.put(f"B{place}:D{place}", value, "b")
    book.row(8, "A B C D E F G", ("JAN", "商品名", "色番", "発注数", "上代", "仕入単価", "仕入金額"), "h")
    for place, (cell, row) in enumerate(zip(cells, goods, strict=True), 9):
        book.row(place, "A B C D E F G", (*cell, row.amount), "b b b b by by by")
    book.row(13, "A:C D E F G", ("合計", 54, "", "", sums.total), "b b b b by")
    head = {"number": "BC-0316", "ordered_on": day(3, 16), "deliver_on": day(3, 20), "total": sums.total}
    head |= {"customer_name": "株式会社ビューティーコトリ", "deliver_to": "福岡県例示市天神町1-1-3 コトリ天神店"}
    return Drawn(book.done(), [told(goods, "code name quantity price amount", **head)])


@document("xlsx-table-aqua.xlsx", "xlsx-table", "a pet shop's bare list: one row of titles, no head but two cells")
def aquarium() -> Drawn:
    goods = rows(
        LINE,
        """AQ-015|外部フィルター 60cm用|3|台|5480
        AQ-102|底床ソイル 8L|20|袋|1290
        AQ-230|カルキ抜き 500mL|24|本|360
        RP-007|爬虫類用ヒーター 40W|5|個|1980""",
    )
    book = Book()
    book.widths(12, 30, 8, 8)
    book.put("A1", "アクアハウス澪　→　伝票商事 様")
    book.put("A2", "注文　2026.7.13　　希望着日　2026.7.16")
    book.row(4, "A B C D E", ("商品番号", "商品", "注文数", "単位", "仕入値"), "")
    for place, row in enumerate(goods, 5):
        book.row(place, "A B C D E", (row.code, row.name, row.quantity, row.unit, row.price), "")
    head = {"ordered_on": day(7, 13), "deliver_on": day(7, 16), "customer_name": "アクアハウス澪"}
    return Drawn(book.done(), [told(goods, LINE, **head)])


@document("xls-wagashi.xls", "xls", "a sweet maker's old Excel, prices and one sum without tax")
def sweets() -> Drawn:
    goods = rows(
        LINE,
        """P2003|見本上白糖 20kg|12|袋|4320
        A-18|北海道小豆 30kg|4|袋|16800
        A-22|寒天 粉 1kg|5|袋|5400
        A-31|桜葉塩漬 50枚|20|袋|640""",
    )
    sums = Sums(goods)
    lines: list[list[object]] = [
        ["原材料発注書", "", "", "", "", ""],
        ["伝票商事株式会社 御中", "", "", "", "発注No.", "WG-26-14"],
        ["", "", "", "", "発注日", day(2, 24)],
        ["御菓子司 花筏本舗株式会社", "", "", "", "納品日", day(2, 27)],
        ["石川県例示市茶屋町3-9", "", "", "", "", ""],
        [],
        ["品番", "品名", "数量", "単位", "単価", "金額"],
        *([r.code, r.name, r.quantity, r.unit, r.price, r.amount] for r in goods),
        ["", "", "", "", "税抜合計", sums.total],
        [],
        ["納品先は本社工場（同住所）。桜葉は冷蔵便。", "", "", "", "", ""],
    ]
    content = xls("発注書", lines, (12, 28, 8, 6, 12, 12), range(6, 11))
    head = {"number": "WG-26-14", "ordered_on": day(2, 24), "deliver_on": day(2, 27), "total": sums.total}
    head |= {"customer_name": "御菓子司 花筏本舗株式会社", "tax_mode": "exclusive"}
    reasons = {
        "orders.0.deliver_to": "a note below names the works at the same address",
        "orders.0.customer_name": "御菓子司 tells the trade, perhaps not the name",
    }
    return Drawn(content, [told(goods, PRICED, **head)], reasons)


@document("ods-jimu.ods", "ods", "an office's LibreOffice table, catalogue numbers, no prices")
def office() -> Drawn:
    goods = rows(
        LINE,
        """E-20411|ボールペン 0.7 黒|50|本|92
        E-33170|クリアホルダー A4 100枚|4|箱|1480
        E-41022|電卓 12桁|3|台|2350
        P3003|サンプル紙コップ 8オンス 1000個|1|箱|6900
        P1001|見本コーヒー豆 深煎り 1kg|3|袋|2400""",
    )
    lines: list[tuple[object, ...]] = [
        ("備品注文票",),
        ("宛先", "伝票商事株式会社"),
        ("注文者", "一般社団法人みなと観光協会"),
        ("注文日", kanji(day(1, 26))),
        ("希望納期", week(day(1, 30))),
        ("届け先", "兵庫県例示市港通5-5 観光案内所2階"),
        (),
        ("カタログ番号", "品名", "数量", "単位", "単価"),
        *((r.code, r.name, r.quantity, r.unit, r.price) for r in goods),
        (),
        ("担当：荻野　内線 204",),
    ]
    head = {"ordered_on": day(1, 26), "deliver_on": day(1, 30), "customer_name": "一般社団法人みなと観光協会"}
    head["deliver_to"] = "兵庫県例示市港通5-5 観光案内所2階"
    return Drawn(ods("注文票", lines, (3.0, 7.0, 2.0, 2.0, 2.5)), [told(goods, LINE, **head)])
