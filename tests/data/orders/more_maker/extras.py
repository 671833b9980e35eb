"""Layouts that do not fall in with the others: form answers, hidden rows, kilograms, telephones' mails."""

from datetime import timedelta
from decimal import Decimal

from .base import US, Deck, Drawn, Firm, Order, era, extra_line, kanji, layout, plain, short, slash, told
from .book import Book
from .flats import sheet_text
from .mails import letter, sign
from .papers import GOTHIC, MINCHO, Paper


@layout("xlsx-answers", "xlsx", "xlsx-table", "answers of a web form: an order to a row, the articles are the headings")
def answers(deck: Deck) -> Drawn:
    """One row for each order."""
    goods = deck.lines(6)
    book = Book("フォームの回答 1")
    heads = [
        "タイムスタンプ",
        "会社名",
        "納品希望日",
        "納品先",
        *(f"{line.product_name} [{line.unit}]" for line in goods),
    ]
    book.row(1, "A B C D E F G H I J K", (*heads, "連絡事項"), "w")
    made = []
    for row in range(2, 4 + deck.variant):
        order = deck.order(1)
        counts = [deck.rng.choice((None, None, 1, 2, 5, 10)) for _ in goods]
        counts[row] = 3
        stamp = f"{slash(order.ordered_on)} 17:{10 + row}:05"
        values = (stamp, order.customer_name, order.deliver_on, order.deliver_to, *counts, "")
        book.row(row, "A B C D E F G H I J K", values, "x x d x x x x x x x x".replace("x", "w"))
        order.lines = []
        for line, count in zip(goods, counts, strict=True):
            if count:
                order.lines.append(deck._line(line.product_code, line.product_name, line.unit, 1, "0.1"))
                order.lines[-1].quantity = count
        shown = "ordered_on deliver_on customer_name deliver_to"
        made.append(told(order, shown, "product_name quantity unit"))
    note = {
        f"orders.{at}.lines.0.product_name": "the unit stands in brackets after the name" for at in range(len(made))
    }
    return Drawn(book.done(), made, note)


@layout("xlsx-hidden", "xlsx", "xlsx-table", "hidden rows hold last week's articles; a hidden column holds costs")
def hidden(deck: Deck) -> Drawn:
    """Rows that nobody sees."""
    order, old = deck.order(4 + deck.variant, "HC-###"), deck.lines(5)
    book = Book("発注")
    book.widths(12, 36, 9, 8, 11, 12)
    book.put("A1", f"発注表 {order.customer_name}")
    book.put("A2", f"注番 {order.number}")
    book.put("C2", f"発注 {slash(order.ordered_on)}")
    book.put("A3", f"入荷希望 {slash(order.deliver_on)}")
    book.row(5, "A B C D E F", ("商品コード", "商品名", "発注数", "単位", "想定原価", "単価"), "h")
    row = 6
    for at in range(max(len(order.lines), len(old))):
        for line, gone in ((old[at : at + 1], True), (order.lines[at : at + 1], False)):
            for one in line:
                values = (one.product_code, one.product_name, one.quantity, one.unit, one.unit_price * 7 // 10)
                book.row(row, "A B C D E F", (*values, one.unit_price))
                if gone:
                    book.page.set_row(row - 1, None, None, {"hidden": True})
                row += 1
    book.page.set_column(4, 4, 11, None, {"hidden": True})
    shown = "number ordered_on deliver_on customer_name"
    return Drawn(book.done(), [told(order, shown, "product_code product_name quantity unit unit_price")])


@layout("xlsx-kilos", "xlsx", "xlsx-table", "fresh goods by weight: decimal quantities, origin and grade in columns")
def kilos(deck: Deck) -> Drawn:
    """Greengrocery."""
    order = deck.order(1, "Y####")
    goods = [
        ("キャベツ", "愛知", "2L"),
        ("玉ねぎ", "北海道", "L大"),
        ("トマト", "熊本", "秀M"),
        ("長ねぎ", "千葉", "A"),
        ("生姜", "高知", ""),
    ]
    deck.rng.shuffle(goods)
    book = Book("青果")
    book.widths(16, 10, 8, 9, 7, 9, 11)
    book.put("A1", "青果発注書")
    book.put("E1", f"No.{order.number}")
    book.put("A2", f"{order.firm.name} 調理部")
    book.put("A3", f"{short(order.deliver_on)} 納品分")
    book.put("D3", f"発注日 {order.ordered_on:%Y/%m/%d}")
    book.row(5, "A B C D E F G", ("品目", "産地", "等級", "数量", "単位", "単価", "金額"), "h")
    answer = told(order, "ordered_on deliver_on customer_name", "", number=order.number)
    answer["lines"], total = [], 0
    for row, (name, origin, grade) in enumerate(goods[: 3 + deck.variant], 6):
        count, price = Decimal(deck.rng.choice(("2.5", "12", "0.5", "7.5"))), deck.rng.choice((180, 240, 320, 460))
        amount = int(count * price)
        total += amount
        book.row(row, "A B C D E F G", (name, origin, grade, float(count), "kg", price, amount))
        parts = {"product_name": name, "quantity": count, "unit": "kg", "unit_price": price, "amount": amount}
        answer["lines"].append(extra_line(name, amount) | {key: plain(value) for key, value in parts.items()})
    book.row(6 + len(answer["lines"]), "F G", ("計", total))
    answer["total"] = str(total)
    return Drawn(book.done(), [answer])


@layout("xlsx-rebate", "xlsx", "xlsx-grid", "carriage and a rebate as rows of the table; the sums stand above it")
def rebate(deck: Deck) -> Drawn:
    """Rows that are no articles."""
    order = deck.order(3 + deck.variant, "発注書-###")
    carriage, rebate_ = 1500, -2000
    total = order.total + carriage + rebate_
    tax = order.tax + (carriage + rebate_) // 10
    book = Book("注文書")
    book.widths(36, 9, 8, 12, 14)
    book.put("A1:E1", "御注文書", "t")
    book.row(2, "A D E", (f"{US}御中", "番号", order.number), "u h b")
    book.row(3, "D E", ("日付", order.ordered_on), "h bj")
    book.row(4, "A D:E", (f"発注者:{order.customer_name}", f"担当者:{order.firm.person}"), "u b")
    book.row(6, "A B:C D E", ("税抜合計", "消費税", "税込合計", "納入期日"), "h")
    book.row(7, "A B:C D E", (total, tax, total + tax, order.deliver_on), "by by by bd")
    book.row(9, "A B C D E", ("内容", "数量", "単位", "税抜単価", "税抜金額"), "h")
    for row, line in enumerate(order.lines, 10):
        values = (line.product_name, line.quantity, line.unit, line.unit_price, line.amount)
        book.row(row, "A B C D E", values, "b by bc by by")
    last = 10 + len(order.lines)
    book.row(last, "A B C D E", ("配送料", 1, "式", carriage, carriage), "b by bc by by")
    book.row(last + 1, "A B C D E", ("出精値引き", "", "", "", rebate_), "b by bc by by")
    book.put(f"A{last + 3}", f"【納入場所】{order.deliver_to}")
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode"
    over = {"total": total, "tax": tax, "gross": total + tax}
    answer = told(order, shown, "product_name quantity unit unit_price amount", **over)
    answer["lines"] += [
        extra_line("配送料", carriage, quantity=1, unit="式", unit_price=carriage),
        extra_line("出精値引き", rebate_),
    ]
    return Drawn(book.done(), [answer])


@layout("csv-english", "csv", "csv", "headings of a foreign system, underlined words; a day of delivery for each row")
def foreign(deck: Deck) -> Drawn:
    """An export with English headings."""
    order = deck.order(5 + deck.variant, "45000#####")
    heads = "PO_NUMBER;PO_DATE;VENDOR;SHIP_TO_NAME;LINE_NO;ITEM_CD;ITEM_NAME;ORDER_QTY;UOM;UNIT_COST;EXT_COST;REQ_DATE"
    rows = [heads.split(";")]
    for at, line in enumerate(order.lines):
        line.deliver_on = order.deliver_on + timedelta(days=at % 3)
        start = (order.number, order.ordered_on, "D0099", order.deliver_to, 10 * (at + 1))
        goods = (line.product_code, line.product_name, f"{line.quantity}.000", line.unit, f"{line.unit_price}.00")
        rows.append((*start, *goods, f"{line.amount}.00", line.deliver_on))
    row_shown = "product_code product_name quantity unit unit_price amount deliver_on"
    return Drawn(sheet_text(rows, mark=";").encode(), [told(order, "number ordered_on deliver_to", row_shown)])


@layout(
    "mail-phone",
    "eml",
    "mail-text",
    "typed on a telephone: short names, units left out, no number, two words of greeting",
)
def phone(deck: Deck) -> Drawn:
    """A short mail."""
    order = deck.order(1, listed=True)
    names = ["薄力粉25kg", "砂糖20kg", "サラダ油一斗缶", "紙ナプキン", "除菌液5L", "米10kg", "緑茶TB100"]
    picks = deck.rng.sample(names, 3 + deck.variant)
    body, day = "おつかれさまです!\n", order.deliver_on
    answer = told(order, "deliver_on customer_name", "")
    answer["lines"] = []
    for at, name in enumerate(picks):
        count, unit = deck.rng.randrange(2, 9), ("個", "", "コ")[at % 3]
        body += f"{name}　{count}{unit}\n"
        row = {"product_name": name, "quantity": count, "unit": unit or None, "amount": None}
        answer["lines"].append({key: plain(value) for key, value in (extra_line("", 0) | row).items()})
    body += f"{day.month}/{day.day}着でお願いします🙏\n\n{order.customer_name} {order.firm.person}\niPhoneから送信\n"
    return Drawn(letter(order.firm, order.ordered_on, "追加", body), [answer])


@layout("mail-two", "eml", "mail-text", "two orders in one mail, for two places, with circled numbers")
def two(deck: Deck) -> Drawn:
    """Two orders."""
    firm, made = deck.firm(listed=True), []
    body = f"伝票商事 ご担当者様\n\n{firm.name}の{firm.person}です。下記2件、それぞれ別伝票でお願いします。\n"
    day = deck.day()
    for mark, place in zip("①②", ("本社厨房", "別館カフェ"), strict=True):
        order = deck.order(2 + deck.variant, "T-###")
        order.deliver_on = day + timedelta(days=7 if mark == "①" else 9)
        body += f"\n{mark}{place}分\n注文番号 {order.number}\n納品日 {short(order.deliver_on)}\nお届け先 {place}\n"
        for line in order.lines:
            body += f"　{line.product_name}　{line.quantity}{line.unit}\n"
        over = {"customer_name": firm.name, "deliver_to": place}
        made.append(told(order, "number deliver_on", "product_name quantity unit", **over))
    return Drawn(letter(firm, day, "注文2件", body + sign(firm)), made)


def short_form(order: Order) -> bytes:
    """A small order as PDF, to be enclosed."""
    paper = Paper(MINCHO)
    paper.text(90, 20, "注文書", 16)
    paper.row(32, "15 r195", (f"{US} 御中", f"注文番号:{order.number}"), 10)
    paper.row(38, "r195", (f"注文日:{kanji(order.ordered_on)}",))
    paper.row(46, "r195", (order.customer_name,), 11)
    paper.text(15, 52, f"希望納期:{kanji(order.deliver_on)}　　納入先:{order.deliver_to}")
    places = "17 42 r130 134 r165 r193"
    paper.row(64, places, ("品番", "品名", "数量", "単位", "単価", "金額"))
    for at, line in enumerate(order.lines):
        y = 72 + 8 * at
        paper.box(15, y - 5.5, 180, 8)
        goods = (line.product_code, line.product_name, line.quantity, line.unit)
        paper.row(y, places, (*goods, f"{line.unit_price:,}", f"{line.amount:,}"))
    paper.row(80 + 8 * len(order.lines), "r165 r193", ("合計", f"{order.total:,}"), 10)
    return paper.done()


@layout("mail-paper", "eml", "mail-attachment", "the order is an enclosed PDF; the mail itself names no article")
def paper_mail(deck: Deck) -> Drawn:
    """A PDF in a mail."""
    order = deck.order(4 + deck.variant, "MP-#####")
    body = "伝票商事 御中\n\nお世話になっております。注文書をお送りしますので、ご手配のほどお願いいたします。"
    body += f"{sign(order.firm)}"
    extra = (f"order_{order.number}.pdf", short_form(order))
    shown = "number ordered_on deliver_on customer_name deliver_to total"
    answer = told(order, shown, "product_code product_name quantity unit unit_price amount")
    return Drawn(letter(order.firm, order.ordered_on, "注文書送付の件", body, extra=extra), [answer])


@layout("pdf-inclusive", "pdf", "pdf-text", "prices and sum with tax, the tax inside; labels above their values")
def inclusive(deck: Deck) -> Drawn:
    """Prices with tax."""
    order = deck.order(4 + deck.variant, "####-A")
    paper = Paper(GOTHIC)
    for line in order.lines:
        line.unit_price = round(line.unit_price * (1 + float(line.tax_rate)))
    inside = order.base_of("0.08") * 8 // 108 + order.base_of("0.1") * 10 // 110
    paper.text(15, 18, "ご発注票", 18)
    heads = ("発注ナンバー", "発注年月日", "納品年月日", "ご発注金額(税込)")
    values = (order.number, era(order.ordered_on), era(order.deliver_on), f"¥{order.total:,}")
    for at in range(4):
        paper.box(15 + 45 * at, 24, 45, 14)
        paper.text(17 + 45 * at, 28, heads[at], 7)
        paper.text(17 + 45 * at, 35, values[at], 10)
    paper.row(46, "15 110", (f"発注先　{US}", f"発注元　{order.customer_name}"))
    paper.row(52, "15 110", (f"納品先　{order.deliver_to}", f"ご担当　{order.firm.person} 様"), 8)
    places = "15 r120 123 r155 r190"
    paper.row(64, places, ("商品", "数", "単位", "税込単価", "税込金額"))
    for at, line in enumerate(order.lines):
        money = (f"¥{line.unit_price:,}", f"¥{line.amount:,}")
        paper.row(72 + 7 * at, places, (line.product_name, line.quantity, line.unit, *money))
    y = 78 + 7 * len(order.lines)
    paper.row(y, "r155 r190", ("(うち消費税額)", f"¥{inside:,}"))
    over = {"tax_mode": "inclusive", "gross": order.total, "tax": inside}
    shown = "number ordered_on deliver_on customer_name deliver_to"
    return Drawn(paper.done(), [told(order, shown, "product_name quantity unit unit_price amount", **over)])


@layout("html-amended", "eml", "mail-html", "a notice of change: the old quantity struck through beside the new one")
def amended(deck: Deck) -> Drawn:
    """A platform's notice of change."""
    order = deck.order(2 + deck.variant, "26-######")
    html = f"<h3>発注内容が変更されました</h3><p>{order.customer_name} 様より発注変更がありました。</p><table>"
    html += f"<tr><th>発注No.</th><td>{order.number}</td></tr><tr><th>納品希望日</th><td><s>"
    html += f"{slash(order.deliver_on - timedelta(days=1))}</s> {slash(order.deliver_on)}</td></tr></table>"
    html += "<table border=1><tr><th>商品コード</th><th>商品名</th><th>数量</th><th>単位</th></tr>"
    for line in order.lines:
        count = f"<s>{line.quantity + 3}</s> <b>{line.quantity}</b>"
        html += f"<tr><td>{line.product_code}</td><td>{line.product_name}</td><td>{count}</td><td>{line.unit}</td></tr>"
    site = Firm(US, "", "", "notice@edi2.example", "", "受発注サービス")
    shown = "number deliver_on customer_name"
    answer = told(order, shown, "product_code product_name quantity unit", kind="change")
    return Drawn(letter(site, order.ordered_on, "【発注変更】", "", html=html + "</table>"), [answer])
