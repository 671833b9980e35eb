"""More that does not fall in: units in number formats, groups, heads of two rows, twin lists, replies in HTML."""

from datetime import timedelta

from .base import US, Deck, Drawn, Html, era, kanji, layout, short, slash, told
from .book import Book
from .mails import letter, sign
from .papers import GOTHIC, Paper, cells


@layout(
    "xlsx-formats", "xlsx", "xlsx-table", "units and eras are number formats: the cells hold bare numbers and dates"
)
def formats(deck: Deck) -> Drawn:
    """Units that only the format shows."""
    order = deck.order(4 + deck.variant, "######")
    book = Book("注文")
    book.widths(36, 12, 12, 14)
    dated = book.book.add_format({"num_format": '[$-411]ggge"年"m"月"d"日"', "border": 1})
    book.put("A1", "注文票", "t")
    book.row(3, "A B", (f"発注者 {order.customer_name}", "注文番号"), "u h")
    book.page.write_number("C3", int(order.number), book.book.add_format({"num_format": '"№"000000', "border": 1}))
    book.row(4, "A B", (f"{US} 御中", "注文日"), "u h")
    book.page.write_datetime("C4", order.ordered_on, dated)
    book.row(5, "A B", ("", "納品希望日"), "u h")
    book.page.write_datetime("C5", order.deliver_on, dated)
    book.row(7, "A B C D", ("品 名", "数 量", "単 価", "金 額"), "h")
    yen = book.book.add_format({"num_format": '#,##0"円"', "border": 1})
    for row, line in enumerate(order.lines, 7):
        book.put(f"A{row + 1}", line.product_name, "b")
        look = book.book.add_format({"num_format": f'#,##0"{line.unit}"', "border": 1})
        book.page.write_number(row, 1, line.quantity, look)
        book.page.write_number(row, 2, line.unit_price, yen)
        book.page.write_formula(row, 3, f"=B{row + 1}*C{row + 1}", yen, line.amount)
    last = 7 + len(order.lines)
    book.put(f"A{last + 1}:C{last + 1}", "税抜合計", "h")
    book.page.write_formula(last, 3, f"=SUM(D8:D{last})", yen, order.total)
    shown = "number ordered_on deliver_on customer_name tax_mode total"
    note = {"orders.0.number": "№ is written by the format of the cell"}
    return Drawn(book.done(), [told(order, shown, "product_name quantity unit unit_price amount")], note)


@layout("xlsx-groups", "xlsx", "xlsx-table", "headings of departments and their subtotals among the rows")
def groups(deck: Deck) -> Drawn:
    """Departments within a table."""
    order = deck.order(5 + deck.variant, "HT-####")
    book = Book("発注一覧")
    book.widths(14, 36, 9, 8, 11, 12)
    head = f"発注番号:{order.number}　起票:{kanji(order.ordered_on)}　納入日:{kanji(order.deliver_on, week=True)}"
    book.put("A1", f"{order.customer_name} 発注一覧表")
    book.put("A2", head)
    book.put("A3", f"納入場所/{order.deliver_to}")
    book.row(5, "A B C D E F", ("商品番号", "商品名", "数量", "単位", "単価", "金額"), "h")
    row = 6
    for name, part in (("【厨房】", order.lines[:3]), ("【ホール】", order.lines[3:])):
        book.put(f"A{row}", name)
        for line in part:
            row += 1
            goods = (line.product_code, line.product_name, line.quantity, line.unit, line.unit_price, line.amount)
            book.row(row, "A B C D E F", goods, "b b by bc by by")
        row += 1
        book.row(row, "E F", (f"{name[1:-1]}計", sum(line.amount for line in part)), "h by")
        row += 1
    book.row(row + 1, "E F", ("総計", order.total), "h by")
    shown = "number ordered_on deliver_on customer_name deliver_to total"
    return Drawn(book.done(), [told(order, shown, "product_code product_name quantity unit unit_price amount")])


@layout(
    "xlsx-two-heads", "xlsx", "xlsx-grid", "a head of two rows: cases and pieces under one heading, weekday in brackets"
)
def two_heads(deck: Deck) -> Drawn:
    """Headings over headings."""
    order = deck.order(4 + deck.variant, "No.#####")
    book = Book("オーダー")
    book.widths(16, 34, 8, 8, 8, 10, 18)
    book.put("A1:G1", "オーダーシート", "t")
    book.row(2, "A B", ("ご注文者", order.customer_name), "h b")
    book.row(3, "A B", ("注番", order.number), "h b")
    book.row(4, "A B", ("お届け日", kanji(order.deliver_on, week=True)), "h b")
    book.row(5, "A B", ("お届け先", order.deliver_to), "h b")
    for columns, name in (
        ("A7:A8", "JAN"),
        ("B7:B8", "商品名"),
        ("C7:C8", "入数"),
        ("D7:F7", "ご注文数"),
        ("G7:G8", "ご要望"),
    ):
        book.put(columns, name, "h")
    book.row(8, "D E F", ("ケース", "バラ", "総バラ数"), "h")
    for row, line in enumerate(order.lines, 9):
        size, number, loose = deck.rng.choice((6, 10, 12)), deck.rng.randrange(1, 4), deck.rng.choice((0, 0, 4))
        line.quantity = size * number + loose
        values = (line.jan, line.product_name, size, number, loose or "", line.quantity, "")
        book.row(row, "A B C D E F G", values)
    shown = "number deliver_on customer_name deliver_to"
    row_shown = "product_name quantity"
    return Drawn(book.done(), [told(order, shown, row_shown, each=lambda line: {"product_code": line.jan})])


@layout("pdf-twin", "pdf", "pdf-text", "two lists side by side, of which the right one is short; ruled boxes")
def twin(deck: Deck) -> Drawn:
    """Left and right list."""
    order, paper = deck.order(11 + deck.variant, "L-####"), Paper(GOTHIC)
    paper.text(80, 18, "発 注 連 絡 票", 14)
    paper.row(28, "12 110", (f"発信:{order.customer_name}", f"宛先:{US} 様"))
    paper.row(
        34,
        "12 75 140",
        (f"連絡票No.{order.number}", f"発信日 {slash(order.ordered_on)}", f"納期 {short(order.deliver_on)}"),
    )
    for at, line in enumerate(order.lines):
        left, y = (12, 50 + 8 * at) if at < 8 else (108, 50 + 8 * (at - 8))
        paper.box(left, y - 5.5, 90, 8)
        paper.text(left + 2, y, line.product_name, 8)
        paper.text(left + 76, y, f"{line.quantity}", 8, right=True)
        paper.text(left + 78, y, line.unit, 8)
    for left in (12, 108):
        paper.row(42, f"{left + 2} r{left + 76} {left + 78}", ("品名", "数量", "単位"), 8)
    paper.text(12, 122, f"納入先　{order.deliver_to}")
    shown = "number ordered_on deliver_on customer_name deliver_to"
    note = {"orders.0.ordered_on": "the day of sending"}
    return Drawn(paper.done(), [told(order, shown, "product_name quantity unit")], note)


@layout(
    "pdf-report",
    "pdf",
    "pdf-text",
    "a form of paragraphs: 記, numbered terms, the articles in a small table among them",
)
def report(deck: Deck) -> Drawn:
    """An official letter."""
    order = deck.order(2 + deck.variant, "#第###号")
    body = (
        f"<p style='text-align:right'>総発{order.number}<br>{era(order.ordered_on)}</p><p>{US}<br>　代表取締役 様</p>"
    )
    body += f"<p style='text-align:right'>{order.customer_name}<br>契約係　{order.firm.person}</p>"
    body += "<h3 style='text-align:center'>物品の発注について</h3>"
    body += "<p>　下記のとおり発注しますので、期日までに納入してください。</p>"
    body += "<p style='text-align:center'>記</p><p>１　品名及び数量</p><table class=r style='margin-left:24px'>"
    body += cells(("品名", "数量", "単価（円）", "金額（円）"), "th")
    for line in order.lines:
        body += cells((line.product_name, f"{line.quantity}{line.unit}", line.unit_price, line.amount))
    body += f"</table><p>２　契約金額　　金{order.gross:,}円（うち消費税及び地方消費税の額 {order.tax:,}円）</p>"
    body += f"<p>３　納入期限　　{era(order.deliver_on)}</p><p>４　納入場所　　{order.deliver_to}</p>"
    body += "<p>５　支払方法　　検収後、適法な請求書を受理した日から30日以内</p><p style='text-align:right'>以上</p>"
    shown = "ordered_on deliver_on customer_name deliver_to tax gross"
    over = {"number": f"総発{order.number}", "tax_mode": "inclusive"}
    note = {"orders.0.tax_mode": "prices without tax, while the only sum shown is with tax"}
    return Drawn(Html(body), [told(order, shown, "product_name quantity unit unit_price amount", **over)], note)


@layout("html-reply", "eml", "mail-html", "a reply whose older order is quoted in a blockquote with a table of its own")
def reply(deck: Deck) -> Drawn:
    """A new table above an old one."""
    order, old = deck.order(2 + deck.variant, "R####"), deck.order(3, "R####")

    def table(lines: list) -> str:  # type: ignore[type-arg]
        rows = "".join(cells((line.product_name, line.quantity, line.unit)) for line in lines)
        return f"<table border=1>{cells(('商品名', '数量', '単位'), 'th')}{rows}</table>"

    before = order.ordered_on - timedelta(days=14)
    html = f"<div dir=ltr>ご担当者様<br><br>{order.customer_name}の{order.firm.person}です。<br>"
    html += "先日はありがとうございました。"
    html += f"今回分の注文です。<br><br>注文番号：{order.number}<br>納品日：{short(order.deliver_on)}<br>"
    html += f"{table(order.lines)}"
    html += (
        f"<br>{sign(order.firm).strip().replace(chr(10), '<br>')}</div><br><div class=gmail_quote><div>{slash(before)} "
    )
    html += (
        f"{order.firm.person}:</div><blockquote style='border-left:1px solid #ccc'>注文番号：{old.number}<br>納品日："
    )
    html += f"{short(before + timedelta(days=5))}<br>{table(old.lines)}</blockquote></div>"
    answer = told(order, "number deliver_on customer_name", "product_name quantity unit")
    return Drawn(letter(order.firm, order.ordered_on, "Re: 発注のご連絡", "", html=html), [answer])


@layout(
    "mail-slip-of-pen",
    "eml",
    "mail-text",
    "a correction of the morning's order that names no number, only the articles",
)
def slip_of_pen(deck: Deck) -> Drawn:
    """A correction."""
    order = deck.order(deck.variant, listed=True)
    goods = "、".join(
        f"「{line.product_name}」は{line.quantity + 1}{line.unit}ではなく{line.quantity}{line.unit}"
        for line in order.lines
    )
    body = f"伝票商事 ご担当者様\n\n{order.customer_name}の{order.firm.person}です。\n"
    body += "今朝FAXでお送りした注文に誤りがありました。\n"
    body += f"{goods}の間違いです。訂正をお願いいたします。その他の商品と納期は変更ありません。" + sign(order.firm)
    answer = told(order, "customer_name", "product_name quantity unit", kind="change")
    return Drawn(letter(order.firm, order.ordered_on, "訂正", body), [answer])


@layout(
    "mail-tidings",
    "eml",
    "mail-text",
    "tells of holidays or of a move; names articles and days and asks for nothing",
    "notice",
)
def tidings(deck: Deck) -> Drawn:
    """A notice."""
    order = deck.order(2)
    first = order.lines[0]
    closed = f"{kanji(order.deliver_on)}から3日間、棚卸のため休業いたします。"
    closed += f"期間中の{first.product_name}の納品はご遠慮ください。"
    moved = f"{kanji(order.deliver_on)}より納品場所が下記に変わります。\n"
    moved += f"新納品場所:{order.deliver_to}\n{first.product_name}ほか定番品も同様です。"
    body = f"お取引先各位\n\n平素より大変お世話になっております。{order.customer_name}です。\n"
    body += (closed if deck.variant == 1 else moved) + "\n何卒よろしくお願い申し上げます。" + sign(order.firm)
    return Drawn(letter(order.firm, order.ordered_on, "お知らせ", body), [])


@layout("scan-paper", "pdf", "scan", "a PDF of a picture: a form with era dates, a sum with tax, and units in a column")
def scan_paper(deck: Deck) -> Drawn:
    """A scanned PDF."""
    order = deck.order(3 + deck.variant, "K####")
    body = f"<h1>御注文書</h1><table style='width:100%'><tr><td>{US} 御中<td>注文No. {order.number}"
    body += f"<tr><td>納入期日 {era(order.deliver_on)}"
    body += (
        f"<td>注文日 {era(order.ordered_on)}<tr><td>納入場所 {order.deliver_to}<td>{order.customer_name}</table><br>"
    )
    body += "<table class=r style='width:100%'>" + cells(("品名", "数量", "単位", "単価", "金額"), "th")
    for line in order.lines:
        body += cells((line.product_name, line.quantity, line.unit, line.unit_price, line.amount))
    for name, amount in (("小計", order.total), ("消費税", order.tax), ("合計", order.gross)):
        body += f"<tr><td colspan=4>{name}<td class=n>{amount:,}"
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total tax gross"
    answer = told(order, shown, "product_name quantity unit unit_price amount")
    return Drawn(Html(body + "</table>", "scan-pdf", 30 + deck.variant), [answer])
