"""Papers of office programs and of forms made at home, drawn with reportlab."""

from datetime import date

from more_maker.base import era, kanji

from .base import Drawn, Row, Sums, document, good, told, yen
from .paper import MINCHO, Paper


@document(
    "pdf-faxform.pdf",
    "pdf-text",
    "our printed fax form with every article on it, four quantities typed in, boxes to tick",
)
def faxform() -> Drawn:
    wanted = {"P2001": 3, "P2003": 2, "P2005": 1, "P3004": 1}
    codes = ("P1001", "P1002", "P1003", "P1004", "P2001", "P2002", "P2003", "P2004", "P2005", "P2006", "P3003", "P3004")
    paper = Paper()
    paper.text(105, 18, "ＦＡＸご注文書", 20, at="middle")
    paper.text(105, 26, "FAX 03-0000-2222（24時間受付） 伝票商事株式会社 受注センター行", 10, at="middle")
    paper.box(15, 32, 180, 34)
    paper.text(18, 39, "ご注文日　　2026 年 10 月 22 日　　　　お届け希望日　　10 月 26 日（月）")
    paper.rule(15, 43, 195)
    paper.text(18, 49, "貴社名　　(有)サンプル製菓　　　　　　　　　　　ご担当者　堀 様")
    paper.rule(15, 53, 195)
    paper.text(18, 60, "お届け先　□上記に同じ　■別の場所（ 京都駅前催事場 搬入口 ）　　TEL 075-000-0606")
    table: list[tuple[object, ...]] = [("商品コード", "商品名", "価格", "単位", "ご注文数")]
    for code in codes:
        row = good(code, wanted.get(code, 0))
        table.append((row.code, row.name, yen(row.price), row.unit, row.quantity or ""))
    end = paper.table(15, 72, (25, 90, 22, 18, 25), table, right=(2, 4))
    paper.text(15, end + 6, "※価格は税抜です。表にない商品は下の欄にご記入ください。", 8)
    paper.table(
        15, end + 10, (25, 90, 22, 18, 25), [("", "抹茶パウダー 500g", "", "袋", "4"), ("", "", "", "", "")], right=(4,)
    )
    paper.text(15, end + 32, "お支払い　■掛売　□代金引換　□銀行振込　　　　1万円以上のご注文で送料無料", 9)
    rows = [*(good(code, count) for code, count in wanted.items()), Row(None, "抹茶パウダー 500g", 4, "袋")]
    head = {"ordered_on": date(2026, 10, 22), "deliver_on": date(2026, 10, 26), "customer_name": "(有)サンプル製菓"}
    order = told(
        rows, "code name quantity unit price", deliver_to="京都駅前催事場 搬入口", tax_mode="exclusive", **head
    )
    return Drawn(paper.done(), [order])


@document(
    "pdf-plant.pdf",
    "pdf-text",
    "an English order of an ERP: every item a block of three rows without ruling, two pages",
)
def plant() -> Drawn:
    rows = [
        Row("10004471", "MINERAL WATER 2L X 6", 80, "CSE", 780, None, date(2026, 12, 14), "Your material: P1005"),
        Row("10004480", "PAPER CUP 8OZ 1000PC", 4, "BOX", 6900, None, date(2026, 12, 14), "Your material: P3003"),
        Row("10005102", "INSTANT MISO SOUP 100PC", 6, "BOX", 2350, None, date(2026, 12, 21), ""),
        Row("10005118", "COFFEE FILTER PAPER 100", 20, "PAC", 380, None, date(2026, 12, 21), ""),
    ]
    paper, mono = Paper(), "Courier"

    def page(number: int) -> None:
        paper.text(20, 20, "Mihon Chemical Japan Ltd.", 14, font="Helvetica-Bold")
        paper.text(190, 20, "Purchase order", 14, at="right", font="Helvetica-Bold")
        paper.text(190, 26, f"Page {number} of 2", 9, at="right", font=mono)

    def item(place: int, row: Row, y: float) -> None:
        paper.text(20, y, f"{place * 10:05d}  {row.code}", 9, font=mono)
        paper.text(75, y, row.name, 9, font=mono)
        paper.text(41, y + 5, f"{row.quantity}.000 {row.unit}", 9, font=mono)
        paper.text(115, y + 5, f"{row.price:,} / 1 {row.unit}", 9, font=mono)
        paper.text(190, y + 5, yen(row.amount), 9, at="right", font=mono)
        if row.day:
            paper.text(41, y + 10, f"Delivery date: Day {row.day:%d.%m.%Y}", 9, font=mono)
        paper.text(115, y + 10, row.note, 9, font=mono)

    page(1)
    left = ("Denpyo Shoji Co., Ltd.", "伝票商事株式会社", "1-1 Denpyo-cho, Mihon-ku", "Tokyo 000-1111 JAPAN")
    for line, text in enumerate(left):
        paper.text(20, 38 + line * 5, text, 9)
    facts = (
        "PO number/date",
        "4700031128 / 01.12.2026",
        "Contact person/Telephone",
        "Ms. Arai / 0000-33-4455",
        "Your vendor number with us",
        "0000210077",
    )
    for line, text in enumerate(facts):
        paper.text(125, 38 + line * 5, text, 9, font=mono if line % 2 else "Helvetica-Bold")
    paper.text(20, 75, "Please deliver to:", 9, font="Helvetica-Bold")
    paper.text(20, 80, "Mihon Chemical Japan Ltd. Chiba Works, Canteen Gate 4, 9 Rinkai, Mihon-shi, Chiba", 9)
    paper.text(20, 88, "Terms of payment: Within 60 days without deduction       Currency: JPY", 9)
    paper.rule(20, 93, 190)
    paper.text(20, 98, "Item   Material                Description", 9, font=mono)
    paper.text(41, 103, "Order qty. Unit                     Price per unit            Net value", 9, font=mono)
    paper.rule(20, 106, 190)
    for place, row in enumerate(rows[:3], 1):
        item(place, row, 95 + place * 18)
    paper.turn()
    page(2)
    paper.text(20, 38, "PO number 4700031128 continued", 9, font=mono)
    item(4, rows[3], 50)
    paper.rule(20, 66, 190)
    paper.text(115, 72, "Total net value excl. tax JPY", 9, font=mono)
    paper.text(190, 72, yen(Sums(rows).total), 9, at="right", font=mono)
    paper.text(
        20, 90, "Our general terms and conditions of purchase apply. This document is valid without signature.", 8
    )
    shown = [
        Row(row.note[-5:] if row.note else row.code, row.name, row.quantity, row.unit, row.price, None, row.day)
        for row in rows
    ]
    head = {"number": "4700031128", "ordered_on": date(2026, 12, 1), "customer_name": "Mihon Chemical Japan Ltd."}
    place = "Mihon Chemical Japan Ltd. Chiba Works, Canteen Gate 4, 9 Rinkai, Mihon-shi, Chiba"
    order = told(
        shown,
        "code name quantity unit price amount day",
        deliver_to=place,
        tax_mode="exclusive",
        total=Sums(rows).total,
        **head,
    )
    return Drawn(
        paper.done(), [order], {"orders.0.lines.0.product_code": "our code stands in a note of some items only"}
    )


@document(
    "pdf-acceptance.pdf",
    "pdf-text",
    "a city's order with the acceptance below it, kanji sums with tax, no ruling around the facts",
)
def acceptance() -> Drawn:
    rows = [
        Row(None, "上白糖 20kg", 3, "袋", 4665),
        Row(None, "薄力粉 25kg", 4, "袋", 5346),
        Row(None, "サラダ油 16.5kg", 2, "缶", 6858),
    ]
    total = Sums(rows).total
    paper = Paper(MINCHO)
    paper.text(190, 18, "例市給第88号", 10.5, at="right")
    paper.text(190, 25, era(date(2026, 12, 8)), 10.5, at="right")
    paper.text(20, 34, "伝票商事株式会社　様", 12)
    paper.text(190, 44, "例示市学校給食センター所長", 10.5, at="right")
    paper.text(105, 58, "物　品　発　注　書", 16, at="middle")
    facts = (
        ("１　発注金額", f"金{yen(total)}円（消費税及び地方消費税を含む。）"),
        ("２　納入期日", "令和8年12月16日 午前9時"),
        ("３　納入場所", "例示市学校給食センター 検収室"),
        ("４　発注内容", "下表のとおり"),
    )
    for line, (label, value) in enumerate(facts):
        paper.text(25, 70 + line * 8, label, 10.5)
        paper.text(60, 70 + line * 8, value, 10.5)
    table = [
        ("品名及び規格", "数量", "単位", "単価", "金額"),
        *((r.name, r.quantity, r.unit, yen(r.price), yen(r.amount)) for r in rows),
    ]
    end = paper.table(25, 104, (75, 20, 18, 25, 27), [*table, ("合　　　計", "", "", "", yen(total))], right=(1, 3, 4))
    paper.canvas.setDash(3, 2)
    paper.rule(15, end + 12, 195)
    paper.canvas.setDash()
    paper.text(105, end + 24, "請　　　書", 14, at="middle")
    paper.text(25, end + 34, "上記のとおりお請けいたします。", 10.5)
    paper.text(25, end + 43, "令和　　年　　月　　日", 10.5)
    paper.text(110, end + 52, "住　所", 10.5)
    paper.text(110, end + 60, "商号又は名称　　　　　　　　　　　　印", 10.5)
    head = {"number": "例市給第88号", "ordered_on": date(2026, 12, 8), "deliver_on": date(2026, 12, 16)}
    head.update(
        customer_name="例示市学校給食センター",
        deliver_to="例示市学校給食センター 検収室",
        tax_mode="inclusive",
        gross=total,
    )
    judgement = {
        "orders.0.number": "the number of the letter",
        "orders.0.customer_name": "the head of the centre signs",
    }
    return Drawn(paper.done(), [told(rows, "name quantity unit price amount", **head)], judgement)


@document(
    "pdf-parts.pdf",
    "pdf-text",
    "a workshop's order: numbers of drawings and material beside the article, a day per line, landscape",
)
def parts() -> Drawn:
    rows = [
        Row("GK-2231-A", "六角穴付ボルト M6×20", 200, "本", "12.5", None, date(2026, 10, 23)),
        Row("GK-2240", "平行ピン φ5×25", 100, "本", "34", None, date(2026, 10, 23)),
        Row("GK-3107-C", "深溝玉軸受 6202ZZ", 24, "個", "186", None, date(2026, 11, 6)),
        Row("ZY-0012", "ニトリル手袋 M 100枚×10", 1, "ケース", "8800", None, date(2026, 10, 23)),
    ]
    others = (("D-88-014", "SCM435"), ("D-88-020", "SUS303"), ("-", "SUJ2"), ("-", "-"))
    paper = Paper(wide=True)
    paper.text(15, 15, "株式会社サンプル工機　架空工場　購買課", 11)
    paper.text(15, 21, "TEL 0268-00-3311 FAX 0268-00-3312", 8)
    paper.text(148, 18, "注 文 書", 18, at="middle")
    paper.text(282, 15, "注文書No. SK61014-5", 10, at="right")
    paper.text(282, 21, "2026-10-14", 10, at="right")
    paper.text(15, 34, "伝票商事㈱ 御中", 13)
    paper.text(15, 42, "下記注文致します。納期厳守願います。納入場所：架空工場 受入検査場", 9)
    heads = ("No", "品目番号", "品名", "図番", "材質", "数量", "単位", "単価", "金額", "納期", "備考")
    table = [heads]
    for n, (row, (drawing, stuff)) in enumerate(zip(rows, others, strict=True), 1):
        due = f"{row.day:%m/%d}" if row.day else ""
        table.append(
            (
                str(n),
                row.code,
                row.name,
                drawing,
                stuff,
                str(row.quantity),
                row.unit,
                row.price,
                yen(row.amount),
                due,
                "",
            )
        )
    widths = (9, 28, 62, 24, 22, 16, 16, 20, 26, 18, 26)
    end = paper.table(15, 48, widths, [*table, *[("",) * 11] * 6], right=(5, 7, 8))
    paper.text(282, end + 7, f"合計(税別) ¥{yen(Sums(rows).total)}", 11, at="right")
    for place, text in enumerate(("承認", "確認", "作成")):
        paper.box(15 + place * 18, end + 10, 18, 5)
        paper.box(15 + place * 18, end + 15, 18, 15)
        paper.text(24 + place * 18, end + 14, text, 8, at="middle")
    paper.text(80, end + 20, "1.納品書に注文書No.を明記のこと　2.ミルシート添付のこと(No.1,2)　3.分納可", 8)
    head = {"number": "SK61014-5", "ordered_on": date(2026, 10, 14), "customer_name": "株式会社サンプル工機"}
    head.update(deliver_to="架空工場 受入検査場", tax_mode="exclusive", total=Sums(rows).total)
    return Drawn(paper.done(), [told(rows, "code name quantity unit price amount day", **head)])


@document("pdf-month.pdf", "pdf-text", "a supplier's bill to us with goods, quantities and prices", "invoice")
def month() -> Drawn:
    rows = [
        Row("T-2", "パレット便 東京→大阪", 4, "枚", 6200),
        Row("T-9", "時間指定料", 4, "件", 800),
        Row("B-1", "保管料 10月分", 1, "式", 48000),
    ]
    sums = Sums(rows)
    paper = Paper()
    paper.text(105, 22, "御 請 求 書", 20, at="middle")
    paper.text(190, 32, "請求番号 2610-0447", 9, at="right")
    paper.text(190, 37, f"請求日 {kanji(date(2026, 10, 31))}", 9, at="right")
    paper.text(20, 46, "伝票商事株式会社 御中", 13)
    paper.text(125, 52, "架空運輸倉庫株式会社", 11)
    paper.text(125, 58, "登録番号 T0000000000001", 9)
    paper.text(20, 66, f"ご請求金額　¥{yen(sums.gross)}-", 15)
    paper.text(20, 74, "お支払期限 2026年11月30日　振込先 見本銀行 架空支店 普通 0000000", 9)
    table = [
        ("コード", "品名", "数量", "単位", "単価", "金額"),
        *((r.code, r.name, r.quantity, r.unit, yen(r.price), yen(r.amount)) for r in rows),
    ]
    end = paper.table(20, 80, (22, 70, 18, 16, 20, 24), table, right=(2, 4, 5))
    paper.text(
        190, end + 7, f"小計 {yen(sums.total)}　消費税(10%) {yen(sums.tax)}　合計 {yen(sums.gross)}", 10, at="right"
    )
    return Drawn(paper.done(), [])
