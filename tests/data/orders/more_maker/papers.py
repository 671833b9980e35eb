"""PDFs with text: some drawn with fonts that the file does not bring, some printed by a browser."""

import io
from datetime import timedelta
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from .base import US, Deck, Drawn, Html, Line, Order, era, extra_line, kanji, layout, short, slash, told

GOTHIC, MINCHO = "HeiseiKakuGo-W5", "HeiseiMin-W3"
for _name in (GOTHIC, MINCHO):
    registerFont(UnicodeCIDFont(_name))


class Paper:
    """A page drawn with fonts that the file does not bring; places are millimetres from the upper left."""

    def __init__(self, font: str, *, lying: bool = False) -> None:
        self._out = io.BytesIO()
        size = landscape(A4) if lying else A4
        self.canvas, self._font, self._height = Canvas(self._out, pagesize=size, invariant=1), font, size[1]

    def text(self, x: float, y: float, value: Any, size: float = 9, *, right: bool = False) -> None:
        """Writes a value at its left or right end."""
        self.canvas.setFont(self._font, size)
        write = self.canvas.drawRightString if right else self.canvas.drawString
        write(x * 2.835, self._height - y * 2.835, str(value))

    def row(self, y: float, places: str, values: tuple[Any, ...], size: float = 9) -> None:
        """Writes values at places; an r before a place means its right end."""
        for place, value in zip(places.split(), values, strict=True):
            self.text(float(place.strip("r")), y, value, size, right=place.startswith("r"))

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Draws a frame."""
        self.canvas.rect(x * 2.835, self._height - (y + height) * 2.835, width * 2.835, height * 2.835)

    def rule(self, x: float, y: float, end: float) -> None:
        """Draws a level rule."""
        self.canvas.line(x * 2.835, self._height - y * 2.835, end * 2.835, self._height - y * 2.835)

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._out.getvalue()


@layout("pdf-ledger", "pdf", "pdf-text", "no rules, columns by place only, ※ marks reduced tax, sums of two rates")
def ledger(deck: Deck) -> Drawn:
    """As an accounting program prints it."""
    order = deck.order(5 + deck.variant, "000######")
    paper = Paper(MINCHO)
    paper.text(85, 20, "発  注  書", 16)
    paper.row(20, "r195", (f"発注日 {era(order.ordered_on)}",), 8)
    paper.row(25, "r195", (f"発注番号 {order.number}",), 8)
    paper.text(15, 35, f"{US}  御中", 12)
    paper.text(125, 42, order.customer_name, 10)
    paper.text(125, 47, f"TEL {order.firm.tel}  担当 {order.firm.person}", 8)
    paper.text(15, 45, f"納　期　{era(order.deliver_on)}")
    paper.text(15, 50, f"納　入　先　{order.deliver_to}")
    paper.rule(15, 58, 195)
    places = "15 r130 133 r160 r192"
    paper.row(63, places, ("商品名", "数量", "単位", "単価", "金額"))
    paper.rule(15, 65, 195)
    y = 71.0
    for line in order.lines:
        name = line.product_name + (" ※" if line.tax_rate == "0.08" else "")
        paper.row(y, places, (name, f"{line.quantity:,}", line.unit, f"{line.unit_price:,}", f"{line.amount:,}"))
        y += 6.5
    paper.rule(15, y, 195)
    sums = [("税抜金額", order.total), ("消費税額", order.tax), ("税込金額", order.gross)]
    for at, (name, amount) in enumerate(sums, 1):
        paper.row(y + 6 * at, "140 r192", (name, f"{amount:,}"))
    for at, (rate, name) in enumerate((("0.1", "10%対象"), ("0.08", "8%対象(※)")), 1):
        paper.row(y + 6 * at, "15 r75", (name, f"{order.base_of(rate):,}"), 8)
    paper.text(15, y + 20, "※印は軽減税率(8%)対象、印のない商品は10%対象です。", 8)
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total tax gross"
    return Drawn(paper.done(), [told(order, shown, "product_name quantity unit unit_price amount tax_rate")])


@layout("pdf-pages", "pdf", "pdf-text", "two pages with sums carried over; the head stands on both")
def pages(deck: Deck) -> Drawn:
    """Two pages."""
    order = deck.order(22 + deck.variant, "PG-####")
    paper, half = Paper(GOTHIC), 14
    places = "15 27 50 r140 143 r170 r195"
    for page, part in enumerate((order.lines[:half], order.lines[half:]), 1):
        paper.text(80, 18, "注文明細書", 14)
        paper.row(18, "r195", (f"{page}/2 頁",), 8)
        paper.row(28, "15 110", (f"{US} 御中", order.customer_name), 10)
        paper.row(35, "15 75 135", (f"注文番号:{order.number}", f"注文日:{slash(order.ordered_on)}", short_day(order)))
        paper.text(15, 41, f"納入場所:{order.deliver_to}")
        y = 50.0
        paper.row(y, places, ("行", "コード", "商品名称", "数量", "単位", "単価", "金額"))
        paper.rule(15, y + 2, 195)
        if page == 2:
            y += 7
            paper.row(y, "50 r195", ("前頁より繰越", f"{carried(order.lines[:half]):,}"))
        for at, line in enumerate(part, 1 + half * (page - 1)):
            y += 7
            money = (f"{line.unit_price:,}", f"{line.amount:,}")
            paper.row(y, places, (at, line.product_code, line.product_name, line.quantity, line.unit, *money))
        paper.rule(15, y + 2, 195)
        last = ("次頁へ繰越", carried(part)) if page == 1 else ("総合計(税抜)", order.total)
        paper.row(y + 8, "50 r195", (last[0], f"{last[1]:,}"))
        paper.canvas.showPage()
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total"
    return Drawn(paper.done(), [told(order, shown, "product_code product_name quantity unit unit_price amount")])


def short_day(order: Order) -> str:
    """The day of delivery without a year."""
    return f"納入日:{order.deliver_on:%m/%d}"


def carried(lines: list[Line]) -> int:
    """The sum of some lines."""
    return sum(line.amount for line in lines)


@layout(
    "pdf-slip", "pdf", "pdf-text", "a chain's lying slip: fields in boxes, cases and pieces, two orders on two pages"
)
def slip(deck: Deck) -> Drawn:
    """A slip for each page."""
    firm, paper, answers = deck.firm(listed=True), Paper(GOTHIC, lying=True), []
    for _ in range(deck.variant):
        order = deck.order(4, "########")
        heads = ("社・店コード", "伝票番号", "発注日", "店着日", "取引先名")
        values = ("0451", order.number, f"{order.ordered_on:%y.%m.%d}", f"{order.deliver_on:%y.%m.%d}", US)
        paper.text(15, 15, f"{firm.name}  発注伝票", 12)
        for at in range(5):
            paper.box(15 + 52 * at, 20, 52, 14)
            paper.row(24.5, str(17 + 52 * at), (heads[at],), 7)
            paper.row(31.5, str(17 + 52 * at), (values[at],), 10)
        places = "17 r115 r130 r145 r160 r185 r215"
        paper.row(42, places, ("品名 / 商品コード", "入数", "ケース", "バラ", "数量計", "原単価", "原価金額"), 8)
        for at, line in enumerate(order.lines):
            y, size = 50 + 13 * at, deck.rng.choice((4, 6, 12))
            line.quantity = size * deck.rng.randrange(1, 4) + deck.rng.choice((0, 0, 2))
            counts = (size, line.quantity // size, line.quantity % size or "", line.quantity)
            paper.row(y, places, (line.product_name, *counts, f"{line.unit_price:,}", f"{line.amount:,}"))
            paper.text(20, y + 5, line.jan, 8)
            paper.rule(15, y + 7, 275)
        paper.row(110, "160 r215", ("原価金額合計", f"{order.total:,}"))
        paper.canvas.showPage()
        shown = "number ordered_on deliver_on total"
        each = {"each": lambda line: {"product_code": line.jan}, "customer_name": firm.name}
        answers.append(told(order, shown, "product_name quantity unit_price amount", **each))
    return Drawn(paper.done(), answers)


@layout("pdf-recall", "pdf", "pdf-text", "a cancellation on a letterhead, the cancelled articles in a short list")
def recall(deck: Deck) -> Drawn:
    """注文取消依頼書."""
    order = deck.order(1 + deck.variant, "ORD-####")
    paper = Paper(MINCHO)
    paper.row(20, "r190", (kanji(order.deliver_on),))
    paper.text(20, 30, f"{US}\u3000営業部御中", 11)
    paper.row(40, "r190", (order.customer_name,), 11)
    paper.row(46, "r190", (f"仕入課 {order.firm.person}",))
    paper.text(75, 62, "注文取消のお願い", 15)
    paper.text(
        20, 76, f"拝啓 時下ますますご清栄のこととお慶び申し上げます。さて、{kanji(order.ordered_on)}付の弊社注文書"
    )
    paper.text(20, 82, f"(注文書番号 {order.number})につきまして、下記商品のお取消をお願い申し上げます。")
    paper.text(100, 92, "記", 11)
    for at, line in enumerate(order.lines):
        values = (f"{at + 1}.", line.product_code, line.product_name, f"{line.quantity}{line.unit}")
        paper.row(102 + 7 * at, "25 32 52 135", values, 10)
    paper.row(106 + 7 * len(order.lines), "r190", ("以上",))
    shown = "number ordered_on customer_name"
    answer = told(order, shown, "product_code product_name quantity unit", kind="cancel")
    return Drawn(paper.done(), [answer])


@layout("pdf-note", "pdf", "pdf-text", "asks for a quotation in the dress of an order; the second is a bill", "other")
def note(deck: Deck) -> Drawn:
    """見積依頼 or 請求書."""
    order = deck.order(5, "R-####")
    paper, asks = Paper(GOTHIC), deck.variant == 1
    paper.text(85, 20, "見積依頼書" if asks else "請求書", 16)
    paper.text(15, 32, f"{US} 御中", 11)
    paper.text(120, 40, order.customer_name if asks else "株式会社ハコブ倉庫", 10)
    paper.text(15, 42, f"依頼番号 {order.number}" if asks else f"請求書番号 {order.number}")
    paper.text(15, 48, f"希望納期 {kanji(order.deliver_on)}" if asks else f"お支払期日 {kanji(order.deliver_on)}")
    for at, line in enumerate(order.lines):
        values = (line.product_name, line.quantity, line.unit, "" if asks else f"{line.amount:,}")
        paper.row(62 + 7 * at, "15 r120 124 r180", values)
    paper.text(15, 110, "ご回答期限:受領後5日以内" if asks else f"ご請求金額 ¥{order.total:,}")
    return Drawn(paper.done(), [])


def cells(values: tuple[Any, ...], tag: str = "td") -> str:
    """A row of a table; numbers at the right."""
    made = "".join(f"<{tag}{' class=n' if isinstance(v, int) else ''}>{money(v)}</{tag}>" for v in values)
    return f"<tr>{made}</tr>"


def money(value: Any) -> str:
    """A number with its commas."""
    return f"{value:,}" if isinstance(value, int) else str(value)


@layout("pdf-excel", "pdf", "pdf-text", "an Excel form printed: seals, numbered empty rows, remarks on the rows")
def excel(deck: Deck) -> Drawn:
    """Ruled form, embedded font."""
    order = deck.order(6 + deck.variant, "発-####")
    body = f"<h1 style='text-align:center'>御　注　文　書</h1><div style='float:right'>No. {order.number}<br>"
    body += f"{kanji(order.ordered_on)}<br><b>{order.customer_name}</b><br>TEL {order.firm.tel}<table class=r>"
    body += "<tr><td>承認<td>検印<td>担当<tr><td style='height:42px;width:42px'><td style='width:42px'>"
    body += f"<td style='width:42px;color:red'>{order.firm.person}</table></div><u>{US}　御中</u>"
    body += f"<p>下記の通りご注文申し上げます。</p><p>納入希望日　{kanji(order.deliver_on)}<br>"
    body += f"納入場所　{order.deliver_to}<br>お支払　従来通り</p><table class=r style='clear:both;width:100%'>"
    body += "<style>table.r td,table.r th{white-space:nowrap}</style>"
    body += cells(("", "品　番", "品　　　名", "数量", "単位", "単価", "金額", "備考"), "th")
    for at in range(15):
        line = order.lines[at] if at < len(order.lines) else None
        remark = deck.rng.choice(("", "", "至急", "見本と同等"))
        money_part = (line.unit_price, line.amount, remark) if line else ("", "", "")
        goods = (line.own, line.product_name, line.quantity, line.unit) if line else ("&nbsp;", "", "", "")
        body += cells((str(at + 1), *goods, *money_part))
    body += f"<tr><td colspan=6 style='text-align:center'>合　　計（税抜）<td class=n>{order.total:,}<td></table>"
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total"
    row_shown = "product_name quantity unit unit_price amount"
    return Drawn(Html(body), [told(order, shown, row_shown, each=lambda line: {"product_code": line.own})])


@layout(
    "pdf-cards", "pdf", "pdf-text", "a cart's confirmation: a card for each article, points and postage in the sums"
)
def cards(deck: Deck) -> Drawn:
    """Cards instead of rows."""
    order = deck.order(3 + deck.variant, "BC########")
    points, post = 100 * deck.variant, 770
    body = f"<p style='color:#888'>BtoBカート ご注文内容の控え</p><h1>ご注文番号 {order.number}</h1>"
    body += f"<p>ご注文日時:{kanji(order.ordered_on)} 14:0{deck.variant}<br>"
    body += f"ご注文者:{order.customer_name} {order.firm.person} 様"
    body += f"<br>お届け先:{order.deliver_to}<br>お届け予定日:{kanji(order.deliver_on)}</p>"
    for line in order.lines:
        line.unit_price = round(line.unit_price * (1 + float(line.tax_rate)))
        body += "<div style='border:1px solid #ccc;border-radius:8px;padding:6px 12px;margin:6px 0'>"
        body += f"<b>{line.product_name}</b><br><small>商品コード {line.product_code}</small><br>"
        body += f"{line.unit_price:,}円(税込)"
        body += f" × {line.quantity}{line.unit}<span style='float:right'>{line.amount:,}円</span></div>"
    gross = order.total + post - points
    sums = (("商品合計", order.total), ("送料", post), ("ポイント利用", -points), ("お支払い合計(税込)", gross))
    body += "".join(f"<div>{name}<span style='float:right'>{amount:,}円</span></div>" for name, amount in sums)
    answer = told(
        order,
        "number ordered_on deliver_on customer_name deliver_to",
        "product_code product_name quantity unit unit_price amount",
        tax_mode="inclusive",
        gross=gross,
    )
    answer["lines"] += [extra_line("送料", post), extra_line("ポイント利用", -points)]
    return Drawn(Html(body), [answer])


@layout("pdf-english", "pdf", "pdf-text", "labels in two languages, ship-to and bill-to blocks, a day for each row")
def english(deck: Deck) -> Drawn:
    """PURCHASE ORDER with Japanese."""
    order = deck.order(3 + deck.variant, "PO-26-####")
    firm = order.firm
    body = f"<div style='font-size:20pt;letter-spacing:3px'>PURCHASE ORDER 注文書</div><b>{order.customer_name}</b>"
    body += f"<table style='width:100%;margin:12px 0'><tr><td>P/O No. (注文番号)<br>{order.number}<td>Date (発行日)<br>"
    body += f"{order.ordered_on:%Y-%m-%d}<td>Terms (支払条件)<br>Net 30<td>Buyer (担当)<br>{firm.person}</table>"
    body += f"<table style='width:100%'><tr><td style='width:50%'>TO (発注先)<br>{US}<td>SHIP TO (納入先)<br>"
    body += f"{order.deliver_to}</table><br><table class=r style='width:100%'>"
    body += "<style>table.r td{white-space:nowrap}table.r td:nth-child(3){white-space:normal;width:96px}</style>"
    body += cells(("Item", "Part No.<br>品番", "Description<br>品名", "Qty<br>数量", "Unit", "Price<br>単価"), "th")[
        :-5
    ]
    body += "<th>Amount<br>金額<th>Delivery<br>納期</tr>"
    for at, line in enumerate(order.lines, 1):
        line.deliver_on = order.deliver_on if at % 2 else order.deliver_on + timedelta(days=5)
        goods = (str(at), line.product_code, line.product_name, line.quantity, line.unit, line.unit_price)
        body += cells((*goods, line.amount, f"{line.deliver_on:%Y-%m-%d}"))
    body += f"</table><p style='text-align:right'>TOTAL (合計・消費税別) JPY {order.total:,}</p>"
    shown = "number ordered_on customer_name deliver_to tax_mode total"
    row_shown = "product_code product_name quantity unit unit_price amount deliver_on"
    return Drawn(Html(body), [told(order, shown, row_shown)])


@layout(
    "pdf-boxes", "pdf", "pdf-text", "a fax template with check boxes: the ticked place and hour count, and filled rows"
)
def boxes(deck: Deck) -> Drawn:
    """FAX template with check boxes."""
    order = deck.order(4, "")
    order.lines = order.lines[: 2 + deck.variant]
    places = ("本店", "工場", "配送センター")
    chosen = places[deck.variant]
    marks = "　".join(("☑" if place == chosen else "□") + place for place in places)
    body = "<h1 style='border:3px double #000;text-align:center'>FAX 注文用紙</h1>"
    body += "<p>伝票商事株式会社 行 (FAX 00-0000-1100)</p>"
    body += "<table class=r style='width:100%'>"
    body += f"<tr><td>お客様名<td>{order.customer_name}<td>お客様コード<td>{order.customer_code}"
    body += f"<tr><td>ご注文日<td>{short(order.ordered_on)}<td>配達希望日<td>{slash(order.deliver_on)}"
    body += f"<tr><td>お届け場所<td colspan=3>{marks}<tr><td>時間帯<td colspan=3>☑午前　□午後　□指定なし</table><br>"
    body += "<table class=r style='width:100%'>" + cells(("✓", "商品番号", "商品名", "ご注文数"), "th")
    printed = [deck._line(*row) for row in deck.goods[:10]]
    others = [line for line in printed if line.product_code not in {one.product_code for one in order.lines}]
    for line in sorted(order.lines + others[:7], key=lambda one: one.product_code):
        asked = line in order.lines
        count = f"{line.quantity} {line.unit}" if asked else f"&nbsp;&nbsp;&nbsp; {line.unit}"
        body += cells(("☑" if asked else "□", line.product_code, line.product_name, count))
    body += "</table><p>※ご注文は前日15時までにお願いいたします。</p>"
    order.lines.sort(key=lambda one: one.product_code)
    shown = "ordered_on deliver_on customer_code customer_name"
    answer = told(order, shown, "product_code product_name quantity unit", deliver_to=chosen)
    return Drawn(Html(body), [answer])
