"""Workbooks as customers keep them: forms with seals, graph paper, matrices, lists."""

from datetime import date, timedelta

from .base import US, WEEK, Deck, Drawn, Order, era, extra_line, kanji, layout, plain, told, wide
from .book import Book


@layout("xlsx-seal", "xlsx", "xlsx-table", "seal boxes, twenty numbered rows of which few are filled, sums below")
def seal(deck: Deck) -> Drawn:
    """注文書 with 印鑑欄 and empty numbered rows."""
    order = deck.order(5 + deck.variant, "第26-####号")
    book = Book("注文書")
    book.widths(5, 34, 9, 7, 11, 13, 16)
    book.put("A1:G1", "注 文 書", "t")
    book.put("F2", "注文No.")
    book.put("G2", order.number)
    book.put("F3", "注文日")
    book.put("G3", order.ordered_on, "j")
    book.put("A4:C4", f"{US} 御中", "u")
    for row, text in enumerate((order.customer_name, f"TEL {order.firm.tel}", f"担当:{order.firm.person}"), 4):
        book.put(f"E{row}", text)
    book.row(4, "F G", ("承認", "担当"), "h") if deck.variant == 2 else book.row(7, "F G", ("部長", "係"), "h")
    book.put("A8", "下記の通りご注文申し上げます。")
    book.row(9, "A:B C:G", ("納入希望日", order.deliver_on), "h bj")
    book.row(10, "A:B C:G", ("納品場所", order.deliver_to), "h b")
    book.row(11, "A:B C:G", ("支払条件", "月末締め翌月末払い"), "h b")
    book.row(13, "A B C D E F G", ("No.", "品 名", "数量", "単位", "単価", "金額", "備考"), "h")
    for row in range(20):
        line = order.lines[row] if row < len(order.lines) else None
        values = (line.product_name, line.quantity, line.unit, line.unit_price, line.amount, "") if line else ("",) * 6
        book.row(14 + row, "A B C D E F G", (row + 1, *values), "bc b by bc by by b")
    sums = (("小計", order.total), ("消費税", order.tax), ("合計", order.gross))
    for row, (name, amount) in enumerate(sums, 34):
        book.row(row, "E F", (name, amount), "h bm")
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total tax gross"
    return Drawn(book.done(), [told(order, shown, "product_name quantity unit unit_price amount")])


@layout("xlsx-graph", "xlsx", "xlsx-grid", "graph paper of narrow merged cells, era dates, the sum in words on top")
def graph(deck: Deck) -> Drawn:
    """Graph paper of thirty narrow columns."""
    order = deck.order(4 + deck.variant, "H##-#####")
    book = Book("発注書")
    book.page.set_column(0, 34, 2.6)
    book.put("K1:W2", "発 注 書", "t")
    book.put("A3:L3", US + " 行", "u")
    book.put("T3:W3", "発注No", "h")
    book.put("X3:AE3", order.number, "bc")
    book.put("T4:W4", "発注日", "h")
    book.put("X4:AE4", era(order.ordered_on), "bc")
    book.put("S6:AE6", order.customer_name)
    book.put("S7:AE7", f"{order.firm.tel}(代)")
    book.put("S8:AE8", f"購買課 {order.firm.person}")
    book.put("A6:E6", "ご発注金額", "h")
    book.put("F6:P6", f"¥{order.total:,}-(税抜)", "bc")
    book.put("A8:E8", "納 期", "h")
    book.put("F8:P8", era(order.deliver_on), "b")
    book.put("A9:E9", "納入先", "h")
    book.put("F9:AE9", order.deliver_to, "b")
    columns = "A:B C:G H:R S:U V:W X:AA AB:AE"
    book.row(11, columns, ("行", "貴社品番", "品名・規格", "数量", "単位", "単価", "金額"), "h")
    for row, line in enumerate(order.lines, 12):
        values = (line.product_code, line.product_name, line.quantity, line.unit, line.unit_price, line.amount)
        book.row(row, columns, (row - 11, *values), "bc bc bw by bc by by")
    last = 12 + len(order.lines)
    book.row(last, "A:AA AB:AE", ("以下余白", ""), "bc b")
    book.put(f"A{last + 2}:AE{last + 2}", "※納品書には発注Noを必ずご記入ください。単価は税抜です。")
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total"
    return Drawn(book.done(), [told(order, shown, "product_code product_name quantity unit unit_price amount")])


@layout("xlsx-two-rows", "xlsx", "xlsx-grid", "each article on two rows, its remark in the second; JAN below the name")
def two_rows(deck: Deck) -> Drawn:
    """Two rows to an article."""
    order = deck.order(4 + deck.variant, "######-0#")
    book = Book("発注")
    book.widths(4, 36, 10, 12, 14)
    book.put("B1", "御 注 文 書", "t")
    book.put("A2", f"{US}  営業部 御中")
    book.put("D2", f"伝票番号:{order.number}")
    book.put("D3", f"発行日:{kanji(order.ordered_on)}")
    book.put("D4", f"{order.customer_name}")
    book.put("A4", f"届け先:{order.deliver_to}")
    book.put("A5", f"着日:{kanji(order.deliver_on, week=True)} 午前中必着")
    book.row(7, "A B C D E", ("№", "商品名", "数量", "単価", "金額"), "h")
    book.row(8, "A B C D E", ("", "JANコード / 摘要", "荷姿", "", ""), "h")
    for place, line in enumerate(order.lines):
        row = 9 + 2 * place
        book.put(f"A{row}:A{row + 1}", place + 1, "bc")
        book.row(row, "B C D E", (line.product_name, line.quantity, line.unit_price, line.amount), "b by by by")
        note = deck.rng.choice(("", "  賞味期限の長いもの", "  前回と同じ品", ""))
        book.row(row + 1, "B C D E", (line.jan + note, line.unit, "", ""), "b bc b b")
    last = 9 + 2 * len(order.lines)
    book.row(last, "A:D E", ("合計", order.total), "h by")
    shown = "number ordered_on deliver_on customer_name deliver_to total"
    row_shown = "product_name quantity unit unit_price amount"
    return Drawn(book.done(), [told(order, shown, row_shown, each=lambda line: {"product_code": line.jan})])


@layout("xlsx-glued", "xlsx", "xlsx-table", "units glued to quantities, the specification in its own column, no prices")
def glued(deck: Deck) -> Drawn:
    """発注依頼書 without prices."""
    order = deck.order(5 + 2 * deck.variant)
    book = Book("依頼")
    book.widths(24, 18, 12, 14, 24)
    book.put("A1", "発注依頼書", "t")
    book.put("A3", f"依頼元: {order.customer_name}({order.firm.person})")
    book.put("A4", f"依頼日: {order.ordered_on.month}月{order.ordered_on.day}日")
    book.put("D4", f"希望納品日:{kanji(order.deliver_on)}")
    book.row(6, "A B C D E", ("品名", "規格", "数量", "お届け先", "備考"), "h")
    place = "本館" if deck.variant == 1 else "2号館"
    for row, line in enumerate(order.lines, 7):
        note = deck.rng.choice(("", "至急", "残りわずか", ""))
        book.row(row, "A B C D E", (line.stem, line.spec, f"{line.quantity}{line.unit}", place, note))
    book.put(f"A{8 + len(order.lines)}", "ご不明点は上記担当まで。在庫切れの場合はご連絡ください。")
    answer = told(
        order,
        "ordered_on deliver_on customer_name",
        "quantity unit",
        each=lambda line: {"product_name": line.stem},
        deliver_to=place,
    )
    return Drawn(book.done(), [answer])


@layout("xlsx-side", "xlsx", "xlsx-grid", "two lists of articles side by side on one form, most rows empty")
def side(deck: Deck) -> Drawn:
    """Rows 1 to 10 at the left, 11 to 20 at the right."""
    order = deck.order(12 + deck.variant, "N-####")
    book = Book("FAX注文票")
    book.widths(4, 11, 30, 8, 2, 4, 11, 30, 8)
    book.put("A1:I1", "F A X 注 文 票", "t")
    book.put("A2", "送信先 伝票商事(株) 受注センター FAX 00-0000-1100")
    book.row(3, "A:B C F:G H", ("貴社名", order.customer_name + " 様", "管理番号", order.number), "h b h b")
    book.row(4, "A:B C F:G H", ("得意先コード", order.customer_code, "ご注文日", order.ordered_on), "h b h bd")
    book.row(5, "A:B C:H", ("納入希望日", order.deliver_on), "h bj")
    book.row(7, "A B C D", ("", "商品CD", "商品名", "数量"), "h")
    book.row(7, "F G H I", ("", "商品CD", "商品名", "数量"), "h")
    for place in range(20):
        columns = "A B C D" if place < 10 else "F G H I"
        line = order.lines[place] if place < len(order.lines) else None
        values = (line.product_code, line.product_name, line.quantity) if line else ("", "", "")
        book.row(8 + place % 10, columns, (place + 1, *values), "bc bc b by")
    shown = "number ordered_on deliver_on customer_code customer_name"
    return Drawn(book.done(), [told(order, shown, "product_code product_name quantity")])


@layout("xlsx-week", "xlsx", "xlsx-table", "a week's matrix: a column for each day; every filled cell is a delivery")
def week(deck: Deck) -> Drawn:
    """Articles down, days across."""
    order = deck.order(5 + deck.variant)
    order.lines = [line for line in order.lines if line.unit_price < 50000]
    monday = order.deliver_on + timedelta(days=7 - order.deliver_on.weekday())
    days = [monday + timedelta(days=step) for step in range(6)]
    book = Book("週間発注")
    book.widths(11, 34, 8)
    book.put("A1", f"週間発注表({kanji(days[0])}~{days[-1].month}月{days[-1].day}日納品分)", "")
    book.put("A2", f"{order.customer_name} → {US}")
    book.put("A3", f"納品場所:{order.deliver_to}")
    heads = [f"{day.month}/{day.day}\n({WEEK[day.weekday()]})" for day in days]
    book.row(5, "A B C D E F G H I J", ("商品コード", "商品名", "単位", *heads, "計"), "hw")
    answer = told(order, "customer_name deliver_to", "")
    answer["lines"] = []
    for row, line in enumerate(order.lines, 6):
        cells = [deck.rng.choice((None, None, 1, 2, 3, 5)) for _ in days]
        cells[row % 6] = 4
        values = (line.product_code, line.product_name, line.unit, *cells, sum(cell or 0 for cell in cells))
        book.row(row, "A B C D E F G H I J", values)
        for day, cell in zip(days, cells, strict=True):
            if cell:
                made = {"product_code": line.product_code, "product_name": line.product_name, "unit": line.unit}
                full = extra_line("", 0) | made | {"quantity": cell, "deliver_on": day, "amount": None}
                answer["lines"].append({key: plain(value) for key, value in full.items()})
    return Drawn(book.done(), [answer])


@layout("xlsx-sheets", "xlsx", "xlsx-table", "an order to each sheet, one for each shop; the first sheet is an example")
def by_sheet(deck: Deck) -> Drawn:
    """A sheet for each shop, after a 記入例."""
    book = Book("記入例")
    orders = [deck.order(3 + step) for step in range(deck.variant + 1)]
    firm = deck.firm(listed=True)
    book.put("A1", "【記入例】各店舗はこのシートをコピーせず、自店のシートに入力してください")
    book.put("A3", "商品")
    book.put("B3", "数量")
    book.put("A4", "(例)商品A")
    book.put("B4", 3)
    answers = []
    for shop, order in zip(("駅前店", "港南店", "空港店"), orders, strict=False):
        book.sheet(shop)
        book.widths(12, 36, 10, 8)
        book.put("A1", f"{firm.name} 店舗発注書")
        book.row(3, "A B", ("発注番号", f"{shop[0]}{order.number}"), "h b")
        book.row(4, "A B", ("発注日", order.ordered_on), "h bd")
        book.row(5, "A B", ("納品先", f"{firm.name} {shop}"), "h b")
        book.row(6, "A B", ("納品日", order.deliver_on), "h bd")
        book.row(8, "A B C D", ("型番", "品名", "発注数", "単位"), "h")
        for row, line in enumerate(order.lines, 9):
            book.row(row, "A B C D", (line.product_code, line.product_name, line.quantity, line.unit))
        over = {"number": shop[0] + order.number, "customer_name": firm.name, "deliver_to": f"{firm.name} {shop}"}
        answers.append(told(order, "ordered_on deliver_on", "product_code product_name quantity unit", **over))
    return Drawn(book.done(), answers)


@layout("xlsx-stacked", "xlsx", "xlsx-table", "two orders one below the other on a sheet, each with its own head")
def stacked(deck: Deck) -> Drawn:
    """Two orders on one sheet."""
    orders = [deck.order(2 + step + deck.variant, "A#####") for step in range(2)]
    firm = deck.firm()
    book = Book("発注残")
    book.widths(14, 34, 9, 10, 12)
    book.put("A1", f"発注書 ({firm.name})")
    book.put("D1", "伝票商事(株)御中")
    row, answers = 3, []
    for order in orders:
        book.row(row, "A B C:D E", ("発注番号", order.number, "納期", order.deliver_on), "h b h bd")
        book.row(row + 1, "A B C:D E", ("お届け先", order.deliver_to, "発注日", order.ordered_on), "h b h bd")
        book.row(row + 2, "A B C D E", ("当社品番", "品名", "数量", "単価", "金額"), "h")
        for at, line in enumerate(order.lines, row + 3):
            values = (line.own, line.product_name, line.quantity, line.unit_price, line.amount)
            book.row(at, "A B C D E", values, "b b by by by")
        row += 3 + len(order.lines)
        book.row(row, "A:D E", ("ご注文金額計(税別)", order.total), "h by")
        row += 3
        shown = "number ordered_on deliver_on deliver_to tax_mode total"
        each = {"each": lambda line: {"product_code": line.own}, "customer_name": firm.name}
        answers.append(told(order, shown, "product_name quantity unit_price amount", **each))
    return Drawn(book.done(), answers)


@layout(
    "xlsx-subject", "xlsx", "xlsx-grid", "a quotation's number near the order's; days on the rows; the sum with tax"
)
def subject(deck: Deck) -> Drawn:
    """Head at the right, 件名, rows with their own days."""
    order = deck.order(3 + deck.variant, "PO26####")
    for step, line in enumerate(order.lines):
        line.deliver_on = order.deliver_on + timedelta(days=step // 2)
    book = Book("ORDER")
    book.widths(30, 9, 7, 11, 12, 14, 20)
    book.put("A1:G1", "注文書(兼 注文請書)", "t")
    for row, (name, value) in enumerate(
        (("見積番号", f"Q-{deck.digits('####')}"), ("注文番号", order.number), ("注文日付", order.ordered_on)), 2
    ):
        book.put(f"F{row}", name)
        book.put(f"G{row}", value, "d")
    book.put("A3", f"{US}御中", "u")
    book.put("A5", f"件名:{deck.rng.choice(('年末商戦分', '厨房備品一式', '定期補充分'))}の件")
    book.put("A6", "支払条件:従来通り")
    book.put("A7", f"納入場所:{order.deliver_to}")
    book.put("E5:G5", order.customer_name)
    book.put("E6:G6", f"仕入担当 {order.firm.person} ㊞")
    book.put("A8", "ご注文金額(税込)")
    book.put("B8:D8", order.gross, "m")
    book.row(10, "A B C D E F G", ("摘要", "数量", "単位", "単価", "金額", "納期", "備考"), "h")
    for row, line in enumerate(order.lines, 11):
        note = deck.rng.choice(("", "分納不可", "冷暗所保管"))
        values = (line.product_name, line.quantity, line.unit, line.unit_price, line.amount, line.deliver_on, note)
        book.row(row, "A B C D E F G", values, "b by bc by by bs b")
    last = 12 + len(order.lines)
    book.row(last, "D E", ("(内消費税等)", order.tax), "b by")
    shown = "number ordered_on customer_name deliver_to tax gross"
    note = {"orders.0.tax_mode": "prices without tax, while the only sum shown is with tax"}
    answer = told(order, shown, "product_name quantity unit unit_price amount deliver_on", tax_mode="inclusive")
    return Drawn(book.done(), [answer], note)


@layout("xlsx-preprinted", "xlsx", "xlsx-table", "a pre-printed list in groups; empty and zero rows are no lines")
def preprinted(deck: Deck) -> Drawn:
    """A list of all articles in groups, few with a number."""
    order = deck.order(1)
    goods = [deck._line(*row) for row in deck.goods[:25]]
    groups = (("■飲料", "P1"), ("■粉・調味料", "P2"), ("■包材", "P3"), ("■衛生・備品", "P4"))
    book = Book("定番リスト")
    book.widths(10, 38, 8, 10, 10)
    book.put("A1", "定番商品 発注シート", "t")
    book.put("A2", f"店名: {order.customer_name}")
    book.put("C2", f"発注日 {order.ordered_on:%Y.%m.%d}")
    book.put("C3", f"納品希望 {order.deliver_on:%Y.%m.%d}")
    book.row(5, "A B C D E", ("コード", "商品", "単位", "税抜単価", "注文数"), "h")
    row, order.lines = 6, []
    for title, prefix in groups:
        book.put(f"A{row}:E{row}", title, "b")
        for line in (good for good in goods if good.product_code.startswith(prefix)):
            row += 1
            filled = deck.rng.choice((None, None, 0, line.quantity))
            values = (line.product_code, line.product_name, line.unit, line.unit_price, filled)
            book.row(row, "A B C D E", values, "b b bc by by")
            order.lines += [line] if filled else []
        row += 1
    shown = "ordered_on deliver_on customer_name tax_mode"
    return Drawn(book.done(), [told(order, shown, "product_code product_name quantity unit unit_price")])


@layout(
    "xlsx-purchase",
    "xlsx",
    "xlsx-table",
    "two codes on a row, 貴社品番 and 当社品番; rates on the rows; an accounts' head",
)
def purchase(deck: Deck) -> Drawn:
    """購買依頼書 with both codes."""
    order = deck.order(4 + deck.variant, "KR-2026-####")
    book = Book("購買")
    book.widths(5, 13, 13, 34, 8, 7, 10, 12, 7)
    book.put("A1", "購買依頼書", "t")
    head = (("管理番号", order.number), ("起票日", kanji(order.ordered_on)), ("納期", kanji(order.deliver_on)))
    for row, (name, value) in enumerate((*head, ("納品場所", order.deliver_to), ("予算科目", "5210 消耗品費")), 3):
        book.row(row, "A:B C:F", (name, value), "h b")
    book.put("H3", order.customer_name)
    book.put("H4", f"総務部 {order.firm.person}")
    book.put("H5", f"仕入先:{US}")
    heads = ("#", "当社品番", "貴社品番", "品名", "数", "単位", "単価", "金額(税抜)", "税率")
    book.row(9, "A B C D E F G H I", heads, "h")
    for row, line in enumerate(order.lines, 10):
        rate = "8%" if line.tax_rate == "0.08" else "10%"
        values = (line.own, line.product_code, line.product_name, line.quantity, line.unit, line.unit_price)
        book.row(row, "A B C D E F G H I", (row - 9, *values, line.amount, rate), "bc b b b by bc by by bc")
    last = 10 + len(order.lines)
    rows = [("税抜合計", order.total), ("消費税額", order.tax), ("税込合計", order.gross)]
    for row, (name, amount) in enumerate(rows, last):
        book.row(row, "G H", (name, amount), "h by")
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total tax gross"
    row_shown = "product_code product_name quantity unit unit_price amount tax_rate"
    return Drawn(book.done(), [told(order, shown, row_shown)])


@layout("xlsx-wide", "xlsx", "xlsx-grid", "full-width digits as text; a date in six cells; labels above their values")
def wide_digits(deck: Deck) -> Drawn:
    """Everything typed in full width."""
    order = deck.order(3 + deck.variant, "##-###")
    book = Book("注文")
    book.put("D1", "ご 注 文 書", "t")
    day = order.ordered_on
    book.row(2, "H I J K L M", (wide(day.year), "年", wide(day.month), "月", wide(day.day), "日"), "c")
    book.row(4, "A:C D:F G:M", ("注文番号", "納入希望日", "納入先"), "h")
    values = (wide(order.number), wide(f"{order.deliver_on.month}月{order.deliver_on.day}日"), order.deliver_to)
    book.row(5, "A:C D:F G:M", values, "bc")
    book.put("A6", f"{US}様")
    book.put("H6", order.customer_name)
    book.row(8, "A:F G H I:J K:M", ("商品", "数", "単位", "単価", "計"), "h")
    for row, line in enumerate(order.lines, 9):
        values = (line.product_name, wide(line.quantity), line.unit, wide(f"{line.unit_price:,}"), wide(line.amount))
        book.row(row, "A:F G H I:J K:M", values)
    last = 9 + len(order.lines)
    book.row(last, "A:J K:M", ("総 額", f"¥{wide(format(order.total, ','))}"), "h b")
    shown = "number ordered_on deliver_on customer_name deliver_to total"
    return Drawn(book.done(), [told(order, shown, "product_name quantity unit unit_price amount")])


@layout("xlsx-revision", "xlsx", "xlsx-table", "a change: columns before and after, two delivery days")
def revision(deck: Deck) -> Drawn:
    """注文変更依頼書."""
    order = deck.order(3 + deck.variant, "T######")
    book = Book("変更")
    book.widths(12, 36, 10, 10, 18)
    book.put("A1", "注文内容変更のお願い", "t")
    book.put("A2", f"{US} 受注ご担当者様")
    book.put("D2", order.customer_name)
    book.put("A4", f"対象注文番号 {order.number}({kanji(order.ordered_on)}発注分)について、下記のとおり変更願います。")
    book.row(5, "A B", ("変更前納期", order.deliver_on - timedelta(days=2)), "h bj")
    book.row(6, "A B", ("変更後納期", order.deliver_on), "h bj")
    book.row(8, "A B C D E", ("商品コード", "商品名", "変更前", "変更後", "変更理由"), "h")
    for row, line in enumerate(order.lines, 9):
        values = (line.product_code, line.product_name, line.quantity + row % 3, line.quantity, "数量見直し")
        book.row(row, "A B C D E", values, "b b by by b")
    shown = "number ordered_on deliver_on customer_name"
    return Drawn(book.done(), [told(order, shown, "product_code product_name quantity", kind="change")])


@layout(
    "xlsx-letter", "xlsx", "xlsx-table", "looks like an order, asks for prices only; the other bills carriage", "other"
)
def letter(deck: Deck) -> Drawn:
    """見積依頼書 or 請求明細書."""
    order = deck.order(4)
    book = Book("書類")
    book.widths(14, 34, 9, 8, 12)
    asks = deck.variant == 1
    book.put("A1", "御見積依頼書" if asks else "請 求 明 細 書", "t")
    book.put("A3", f"{US} 御中")
    book.put("D3", order.customer_name if asks else "株式会社みなと運送")
    book.put("D4", order.ordered_on, "j")
    book.put("A5", "下記商品の御見積をお願いいたします。" if asks else "下記のとおりご請求申し上げます。")
    book.row(7, "A B C D E", ("品番", "品名", "数量", "単位", "単価" if asks else "金額"), "h")
    for row, line in enumerate(order.lines, 8):
        name, price = (line.product_name, "") if asks else (f"{kanji(line_day(order, row))} 配送料", 1200 * row)
        book.row(row, "A B C D E", (line.own, name, line.quantity, line.unit if asks else "件", price))
    return Drawn(book.done(), [])


def line_day(order: Order, row: int) -> date:
    """A day for each row."""
    return order.ordered_on - timedelta(days=30 - row)
