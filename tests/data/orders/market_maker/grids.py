"""Workbooks of chains, kitchens, sites and works."""

from .base import Drawn, Row, Sums, day, document, good, kanji, told
from .sheet import Book


@document("xlsx-chain.xlsx", "xlsx-grid", "the chain stores' unified slip drawn in cells: codes above, cost and retail")
def chain() -> Drawn:
    goods = (
        ("4900040010013", "サンプル紅茶 リーフ", "500g", 12, "袋", 1950, 2680),
        ("4900040010020", "サンプル緑茶 ティーバッグ", "100包", 18, "箱", 1480, 1980),
        ("4900040010037", "架空ココアパウダー", "300g", 24, "袋", 560, 798),
    )
    rows = [Row(jan, name, count, unit, cost) for jan, name, _, count, unit, cost, _ in goods]
    total, book = Sums(rows).total, Book("伝票")
    book.widths(24, 12, 16, 8, 6, 10, 12, 10, 12)
    book.put("C1:E1", "仕 入 伝 票", "t")
    book.row(2, "A B C D:E F G", ("社名", "社・店コード", "伝票番号", "取引先コード", "分類コード", "伝票区分"), "h")
    book.row(3, "A B C D:E F G", ("株式会社ダミーマート", "7701-012", "03318842", "118820", "0031", "01"), "b")
    book.row(4, "A B C D:E F:G", ("店名", "発注日", "納品日", "便", "取引先名"), "h")
    book.row(5, "A B C D:E F:G", ("西口店", day(3, 3), day(3, 5), "1", "伝票商事株式会社"), "b bd bd b b")
    columns = "A B C D E F G H I"
    book.row(
        7, columns, ("品名", "規格", "商品コード", "数量", "単位", "原単価", "原価金額", "売単価", "売価金額"), "h"
    )
    for n in range(6):
        if n < len(goods):
            jan, name, spec, count, unit, cost, retail = goods[n]
            book.row(
                8 + n,
                columns,
                (name, spec, jan, count, unit, cost, cost * count, retail, retail * count),
                "b b b b b by by by by",
            )
        else:
            book.row(8 + n, columns, ("",) * 9, "b")
    retail_sum = sum(retail * count for _, _, _, count, _, _, retail in goods)
    book.row(14, "F G H I", ("原価金額合計", total, "売価金額合計", retail_sum), "h by h by")
    order = told(
        rows,
        "code name quantity unit price amount",
        number="03318842",
        ordered_on=day(3, 3),
        deliver_on=day(3, 5),
        customer_name="株式会社ダミーマート",
        deliver_to="西口店",
        total=total,
    )
    return Drawn(book.done(), [order], {"orders.0.deliver_to": "the shop is not called a place of delivery"})


@document(
    "xlsx-calendar.xlsx",
    "xlsx-grid",
    "a month's calendar of a kitchen: days across, one article a row, a sum at the end",
)
def calendar() -> Drawn:
    plan = (
        (good("P2007", 1), {1: 3, 8: 3, 15: 4, 22: 3}),
        (good("P1006", 1), {1: 2, 3: 1, 8: 2, 10: 1, 15: 2, 17: 1}),
        (good("P2003", 1), {1: 1, 15: 1}),
        (Row("Z-07", "架空食パン 8枚切", 1, "斤"), {3: 12, 10: 12, 17: 12, 24: 12}),
    )
    book = Book("6月")
    book.widths(9, 32, 6)
    book.page.set_column(3, 33, 4)
    book.put("A1", "2026年6月 発注カレンダー")
    book.put("A2", "社会福祉法人あおぞら会 あおぞら保育園")
    book.put("A3", "発注先:伝票商事株式会社 御中")
    book.put("F2", f"発注日 {kanji(day(5, 25))}")
    for column, word in enumerate(("商品コード", "商品名", "単位", *range(1, 31), "計")):
        book.page.write(4, column, word, book.look("h"))
    for column in range(30):
        book.page.write(5, 3 + column, "月火水木金土日"[day(6, column + 1).weekday()], book.look("h"))
    lines = []
    for line, (r, counts) in enumerate(plan, 6):
        for column, value in enumerate((r.code, r.name, r.unit)):
            book.page.write(line, column, value, book.look("b"))
        for number in range(1, 31):
            book.page.write(line, 2 + number, counts.get(number, ""), book.look("b"))
        book.page.write(line, 33, sum(counts.values()), book.look("b"))
        lines += [Row(r.code, r.name, count, r.unit, day=day(6, number)) for number, count in counts.items()]
    order = told(
        lines,
        "code name quantity unit day",
        ordered_on=day(5, 25),
        customer_name="社会福祉法人あおぞら会 あおぞら保育園",
    )
    return Drawn(book.done(), [order], {"orders.0.customer_name": "the body and its nursery in one cell"})


@document(
    "xlsx-shops.xlsx", "xlsx-grid", "a head office's allotment: shops across, to be slipped shop by shop: three orders"
)
def shops() -> Drawn:
    goods = [
        good("P3006", 1),
        good("P3004", 1),
        Row("SS-77", "秋フェア のぼり旗 60×180", 1, "枚", 980),
        good("P4002", 1),
    ]
    names = ("001 本町店", "004 港店", "009 空港店")
    counts = ((2, 1, 3), (1, 0, 2), (4, 2, 6), (3, 2, 0))
    book = Book("送り込み")
    book.widths(10, 36, 8, 10, 12, 12, 12, 8)
    book.put("A1", "店舗別送り込み表(秋フェア)")
    book.put("A2", "株式会社ベルテラスフーズ 商品部")
    book.row(2, "E F", ("発注日", day(8, 17)), "c d")
    book.row(3, "A E F", ("伝票商事株式会社 御中", "店着日", day(8, 28)), "u c d")
    book.put("A4", "※店舗ごとに伝票を起票し、各店へ直送してください。")
    columns = "A B C D E F G H"
    book.row(6, columns, ("商品コード", "商品名", "単位", "単価", *names, "合計"), "h")
    for line, (r, row) in enumerate(zip(goods, counts, strict=True), 7):
        book.row(line, columns, (r.code, r.name, r.unit, r.price, *row, sum(row)), "b b b by b b b b")
    orders = []
    for place, shop in enumerate(names):
        rows = [
            Row(r.code, r.name, row[place], r.unit, r.price) for r, row in zip(goods, counts, strict=True) if row[place]
        ]
        head = {"ordered_on": day(8, 17), "deliver_on": day(8, 28), "customer_name": "株式会社ベルテラスフーズ"}
        orders.append(told(rows, "code name quantity unit price", deliver_to=shop, **head))
    return Drawn(book.done(), orders)


@document(
    "xlsx-site.xlsx",
    "xlsx-table",
    "a builder's order of materials: a second sheet repeats it as the acceptance to sign",
)
def site() -> Drawn:
    rows = [
        Row(None, "塩ビ管 VP50", 40, "本", 1180),
        Row(None, "塩ビ継手 90°エルボ VP50", 60, "個", 95),
        Row(None, "接着剤 500g", 6, "缶", 890),
        good("P3005", 1, code=None),
    ]
    specs = ("4m", "", "低粘度", "")
    total, book = Sums(rows).total, Book("注文書")
    tax = total * 10 // 100
    for name in ("注文書", "注文請書"):
        if name == "注文請書":
            book.sheet(name)
        book.widths(5, 30, 14, 9, 7, 11, 13, 12)
        book.put("A1:H1", " ".join(name), "t")
        book.row(2, "G H", ("注文番号", "26-現-0417"), "")
        book.row(3, "G H", ("注文日", day(4, 17)), "c j")
        us, them = "伝票商事株式会社", "株式会社丹羽設備工業"
        book.put("A3:D3", f"{us} 御中" if name == "注文書" else f"{them} 御中", "u")
        book.put("F5:H5", them if name == "注文書" else us)
        book.put("F6:H6", "福島県架空市郷野目3-7" if name == "注文書" else "東京都見本区本町1-1")
        work = (
            ("工事名", "架空市立第二小学校 給排水改修工事"),
            ("受渡場所", "架空市立第二小学校 現場事務所"),
            ("受渡期日", day(4, 24)),
            ("支払条件", "当社規定による"),
            ("注文金額", total + tax),
        )
        for line, (word, value) in enumerate(work, 7):
            book.row(
                line,
                "A:B C:E",
                (word, value),
                "h bj" if word == "受渡期日" else "h bm" if word == "注文金額" else "h b",
            )
        book.put("F11", "うち取引に係る消費税額")
        book.row(11, "H", (tax,), "y")
        book.row(13, "A B C D E F G H", ("No", "名称", "規格・寸法", "数量", "単位", "単価", "金額", "摘要"), "h")
        for n in range(8):
            r = rows[n] if n < len(rows) else None
            cells = (n + 1, r.name, specs[n], r.quantity, r.unit, r.price, r.amount, "") if r else (n + 1, *[""] * 7)
            book.row(14 + n, "A B C D E F G H", cells, "b b b b b by by b")
        for line, (word, value) in enumerate((("小計", total), ("消費税(10%)", tax), ("合計", total + tax)), 22):
            book.row(line, "F G", (word, value), "h by")
    order = told(
        rows,
        "name quantity unit price amount",
        number="26-現-0417",
        ordered_on=day(4, 17),
        deliver_on=day(4, 24),
        customer_name="株式会社丹羽設備工業",
        deliver_to="架空市立第二小学校 現場事務所",
        tax_mode="exclusive",
        total=total,
        tax=tax,
        gross=total + tax,
    )
    return Drawn(book.done(), [order], {"orders.0.lines.0.tax_rate": "one rate in the sums, none on the lines"})


@document(
    "xlsx-kanban.xlsx",
    "xlsx-table",
    "a works' delivery instruction (kanban): parts, packs x boxes, day and run on every row",
)
def kanban() -> Drawn:
    parts = (
        ("91420-A0310", "段ボール箱 L型 仕切付", 50, 4, day(7, 21), "1便"),
        ("91420-A0310", "段ボール箱 L型 仕切付", 50, 4, day(7, 22), "1便"),
        ("91777-B0020", "防錆袋 400×600", 200, 3, day(7, 21), "2便"),
        ("91800-C0011", "例示OPPテープ 48mm", 50, 2, day(7, 23), "1便"),
    )
    book = Book("納入指示")
    book.widths(5, 16, 30, 12, 8, 10, 10, 12, 8, 12)
    book.put("A1:J1", "納 入 指 示 書", "t")
    book.put("A2", "仕入先:伝票商事株式会社(コード 70418)")
    book.row(2, "H I", ("指示書No.", "N260717-04"), "")
    book.row(3, "A H I", ("発行:株式会社架空精機 生産管理部", "発行日", day(7, 17)), "w c d")
    columns = "A B C D E F G H I J"
    book.row(5, columns, ("行", "品番", "品名", "納入日", "便", "収容数", "箱数", "納入数", "単位", "納入場所"), "h")
    lines = []
    for line, (code, name, pack, boxes, due, run) in enumerate(parts, 1):
        unit = "巻" if "テープ" in name else "枚"
        book.row(
            5 + line,
            columns,
            (line, code, name, due, run, pack, boxes, pack * boxes, unit, "第3工場 B2"),
            "b b b bd b b b b b b",
        )
        lines.append(Row(code, name, pack * boxes, unit, day=due))
    order = told(
        lines,
        "code name quantity unit day",
        number="N260717-04",
        ordered_on=day(7, 17),
        customer_name="株式会社架空精機",
        deliver_to="第3工場 B2",
    )
    return Drawn(book.done(), [order], {"orders.0.ordered_on": "the day the instruction was issued"})
