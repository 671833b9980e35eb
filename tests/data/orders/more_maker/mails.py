"""Mails in plain text: prose, lists, answers above older orders, forwarded ones, changes and cancellations."""

from datetime import date, datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime

from .base import US, WEEK, Deck, Drawn, Firm, Order, era, kanji, layout, short, slash, told, wide
from .flats import sheet_text

JST = timezone(timedelta(hours=9))


def letter(
    firm: Firm,
    day: date,
    subject: str,
    body: str,
    *,
    html: str = "",
    extra: tuple[str, bytes] | None = None,
    old: bool = False,
) -> bytes:
    """A mail to us."""
    mail = EmailMessage()
    sender = f"{firm.person} <{firm.email}>"
    mail["From"], mail["To"], mail["Subject"] = sender, "受注センター <order@denpyo-shoji.example>", subject
    mail["Date"] = format_datetime(datetime(day.year, day.month, day.day, 10, 12, tzinfo=JST))
    mail["Message-ID"] = f"<{day:%Y%m%d}.{abs(sum(map(ord, subject + firm.name)))}@{firm.email.partition('@')[2]}>"
    if old:
        mail.set_content(body, charset="iso-2022-jp", cte="7bit")
    elif body:
        mail.set_content(body, charset="utf-8", cte="base64")
    if html and body:
        mail.add_alternative(html, subtype="html", charset="utf-8", cte="base64")
    elif html:
        mail.set_content(html, subtype="html", charset="utf-8", cte="base64")
    if extra:
        mail.add_attachment(extra[1], maintype="application", subtype="octet-stream", filename=extra[0])
    if mail.is_multipart():
        mail.set_boundary(f"=_part_{day:%Y%m%d}_=")
    return bytes(mail)


def sign(firm: Firm, rule: str = "-") -> str:
    """The sender's signature."""
    return f"\n\n{rule * 34}\n{firm.name}\n購買部 {firm.person}\nTEL {firm.tel}\n{firm.email}\n{rule * 34}\n"


@layout("mail-prose", "eml", "mail-text", "articles inside sentences, the day as a bare day of the month")
def prose(deck: Deck) -> Drawn:
    """An order told in sentences."""
    order = deck.order(2 + deck.variant, listed=True)
    day = order.deliver_on
    told_goods = "と、".join(f"{line.product_name}を{line.quantity}{line.unit}" for line in order.lines)
    body = (
        f"{US}\nご担当者様\n\nいつもお世話になっております。{order.customer_name}の{order.firm.person}です。\n\n"
        f"早速ですが、{told_goods}お願いできますでしょうか。\n"
        f"{day.month}月{day.day}日({WEEK[day.weekday()]})の午前中に{order.deliver_to}へ届くと助かります。\n"
        "先日の分はとても評判が良かったです。寒い日が続きますのでご自愛ください。" + sign(order.firm, "=")
    )
    answer = told(order, "deliver_on customer_name deliver_to", "product_name quantity unit")
    return Drawn(letter(order.firm, order.ordered_on, "お願い", body), [answer])


@layout("mail-bullets", "eml", "mail-text", "a list with marks of three kinds, quantities after crosses and colons")
def bullets(deck: Deck) -> Drawn:
    """A list of articles."""
    order = deck.order(4 + deck.variant)
    marks = ("・{} × {}{}", "・{} ... {}{}") if deck.variant == 1 else ("● {}：{}{}", "● {}／{}{}")
    goods = "\n".join(
        marks[at % 2].format(line.product_name, line.quantity, line.unit) for at, line in enumerate(order.lines)
    )
    body = (
        f"伝票商事 受注ご担当 様\n\nお世話になります。下記発注します。\n\n発注No：{deck.variant}{order.number}\n"
        f"納品希望日：{short(order.deliver_on)}\n納品先：{order.deliver_to}\n\n{goods}\n\n以上、宜しくお願いします。"
    )
    shown = "deliver_on customer_name deliver_to"
    answer = told(order, shown, "product_name quantity unit", number=f"{deck.variant}{order.number}")
    return Drawn(letter(order.firm, order.ordered_on, "【発注】", body + sign(order.firm)), [answer])


@layout("mail-passed-on", "eml", "mail-text", "an order passed on by a colleague, the customer's own mail below")
def passed_on(deck: Deck) -> Drawn:
    """A forwarded order."""
    order = deck.order(3 + deck.variant, "P-#####")
    inner = (
        f"伝票商事(株) 御中\n\n{order.customer_name} {order.firm.person}です。\n"
        f"{era(order.ordered_on)}付で注文します。\n"
        f"注文番号 {order.number}\n納期 {era(order.deliver_on)}\n\n"
    )
    for at, line in enumerate(order.lines, 1):
        inner += f"({at}) {line.product_code} {line.product_name}\n"
        inner += f"    数量 {line.quantity}{line.unit} @{line.unit_price:,}\n"
    inner += f"\n届け先は{order.deliver_to}です。" + sign(order.firm)
    us = Firm(US, "", "", "eigyo@denpyo-shoji.example", "00-0000-1000", "営業 三輪")
    body = (
        "受注センター各位\n\n三輪です。下記のご注文が私宛てに来ていましたので転送します。登録お願いします。\n\n"
        f"---------- Forwarded message ---------\nFrom: {order.firm.person} <{order.firm.email}>\n"
        f"Date: {slash(order.ordered_on)} 8:41\nSubject: 注文の件\nTo: <eigyo@denpyo-shoji.example>\n\n{inner}"
    )
    shown = "number ordered_on deliver_on customer_name deliver_to"
    answer = told(order, shown, "product_code product_name quantity unit unit_price")
    return Drawn(letter(us, order.ordered_on + timedelta(days=1), "Fwd: 注文の件", body), [answer])


@layout("mail-again", "eml", "mail-text", "a new order above the quoted old one; only the new one counts")
def again(deck: Deck) -> Drawn:
    """A reply that carries an old order along."""
    order, old = deck.order(2 + deck.variant, "N####"), deck.order(4, "N####")
    goods = "\n".join(f"  {line.product_name}  {line.quantity}{line.unit}" for line in order.lines)
    past = "\n".join(f">   {line.product_name}  {line.quantity}{line.unit}" for line in old.lines)
    before = order.ordered_on - timedelta(days=20)
    body = (
        f"伝票商事 ご担当者様\n\nお世話になっております。前回と同様の形で追加の注文をお願いします。\n\n"
        f"注文No. {order.number}\n"
        f"希望納品日 {kanji(order.deliver_on)}\n{goods}\n{sign(order.firm, '*')}\n"
        f"{slash(before)} 11:20 伝票商事 受注センター:\n> ご注文ありがとうございます。下記承りました。\n>\n"
        f"> > 注文No. {old.number}\n> > 希望納品日 {kanji(before + timedelta(days=4))}\n{past}\n>\n> 伝票商事株式会社\n"
    )
    answer = told(order, "number deliver_on customer_name", "product_name quantity unit")
    return Drawn(letter(order.firm, order.ordered_on, f"Re: Re: ご注文確認(N{old.number[1:]})", body), [answer])


@layout("mail-days", "eml", "mail-text", "a week's standing order: headings are days, the articles below them")
def days(deck: Deck) -> Drawn:
    """An order for a week, day by day."""
    order = deck.order(6 + deck.variant, listed=True)
    start = order.deliver_on + timedelta(days=7 - order.deliver_on.weekday())
    order.lines = [line for line in order.lines if line.unit_price < 50000]
    body = f"お世話になります、{order.customer_name}です。\n来週分の定期便、下記でお願いします。\n"
    for at, line in enumerate(order.lines):
        line.deliver_on = start + timedelta(days=at // 2)
        if at % 2 == 0:
            body += f"\n◆{short(line.deliver_on)}着\n"
        body += f"{line.product_name}　{wide(line.quantity)}{line.unit}\n"
    body += "\n木曜以降の追加は改めてご連絡します。" + sign(order.firm, "~")
    answer = told(order, "customer_name", "product_name quantity unit deliver_on")
    return Drawn(letter(order.firm, order.ordered_on, "来週の定期便について", body), [answer])


@layout(
    "mail-mend", "eml", "mail-text", "a change in words: the day, and one article's quantity from so many to so many"
)
def mend(deck: Deck) -> Drawn:
    """A change of an order."""
    order = deck.order(1 + deck.variant, "S-####")
    goods = "\n".join(
        f"・{line.product_name}: {line.quantity + 4}{line.unit} → {line.quantity}{line.unit}" for line in order.lines
    )
    body = (
        f"伝票商事 御中\n\n{order.customer_name}の{order.firm.person}です。\n"
        f"先日お送りした注文(注文番号:{order.number})ですが、"
        f"数量の変更をお願いします。\n\n{goods}\n\n納期も{order.deliver_on.month}月{order.deliver_on.day}日に変更でお願いします。"
        "お手数をおかけし申し訳ございません。" + sign(order.firm)
    )
    answer = told(order, "number deliver_on customer_name", "product_name quantity unit", kind="change")
    return Drawn(letter(order.firm, order.ordered_on, f"{order.number}の件", body, old=True), [answer])


@layout("mail-drop", "eml", "mail-text", "a cancellation; the second lists the articles that are given up")
def drop(deck: Deck) -> Drawn:
    """A cancellation."""
    order = deck.order(2, "D######")
    listed = (
        ""
        if deck.variant == 1
        else "\n".join(f"{line.product_name} {line.quantity}{line.unit}" for line in order.lines)
    )
    if deck.variant == 1:
        order.lines = []
    body = (
        f"伝票商事株式会社 受注センター様\n\nお世話になっております。{kanji(order.ordered_on)}に発注いたしました"
        f"下記につきまして、誠に勝手ながらキャンセルさせていただきたくご連絡いたします。\n\n発注番号:{order.number}\n{listed}\n\n"
        "店舗改装の延期によるものです。ご確認のほどよろしくお願いいたします。" + sign(order.firm)
    )
    answer = told(order, "number ordered_on customer_name", "product_name quantity unit", kind="cancel")
    return Drawn(letter(order.firm, order.ordered_on + timedelta(days=1), "発注について", body, old=True), [answer])


@layout(
    "mail-webform", "eml", "mail-text", "a web form's mail: labels in brackets, numbered fields, empty ones among them"
)
def webform(deck: Deck) -> Drawn:
    """A form's answers as a mail."""
    order = deck.order(3, "WEB-######")
    body = (
        f"WEBサイトの注文フォームより送信がありました。\n\n"
        f"【受付番号】 {order.number}\n【会社名】 {order.customer_name}\n"
        f"【お名前】 {order.firm.person} 花子\n【お電話】 {order.firm.tel}\n【お届け先】 {order.deliver_to}\n"
        f"【お届け希望日】 {slash(order.deliver_on)}\n【時間帯】 指定なし\n"
    )
    for at in range(5):
        line = order.lines[at] if at < 3 else None
        name, quantity, unit = (line.product_name, line.quantity, line.unit) if line else ("", "", "")
        body += f"【商品{at + 1}】 {name}\n【数量{at + 1}】 {quantity}\n【単位{at + 1}】 {unit}\n"
    body += "【ご要望】 領収書は不要です\n\n※このメールは自動送信です\n"
    site = Firm(US, "", "", "noreply@form.example", "", "注文フォーム")
    answer = told(order, "number deliver_on customer_name deliver_to", "product_name quantity unit")
    return Drawn(
        letter(site, order.ordered_on, "[フォーム]送信通知", body), [answer], {"orders.0.number": "a receipt's number"}
    )


@layout("mail-enclosed", "eml", "mail-attachment", "the order is an enclosed CSV; the day of delivery only in the mail")
def enclosed(deck: Deck) -> Drawn:
    """An order as attachment."""
    order = deck.order(4 + deck.variant, "C#######")
    rows = [("注文番号", "商品コード", "商品名", "数量", "単位")]
    rows += [(order.number, line.product_code, line.product_name, line.quantity, line.unit) for line in order.lines]
    body = (
        f"伝票商事 受注ご担当者様\n\n添付の通り発注いたします。\n納品は{kanji(order.deliver_on)}、"
        f"{order.deliver_to}までお願いします。" + sign(order.firm)
    )
    extra = (f"hacchu_{order.number}.csv", sheet_text(rows).encode("cp932"))
    shown = "number deliver_on customer_name deliver_to"
    answer = told(order, shown, "product_code product_name quantity unit")
    return Drawn(letter(order.firm, order.ordered_on, "発注データ送付", body, extra=extra), [answer])


@layout(
    "mail-columns",
    "eml",
    "mail-text",
    "a table of blanks and bars in plain text, with prices, sums and tax of two rates",
)
def columns(deck: Deck) -> Drawn:
    """A table drawn with characters."""
    order: Order = deck.order(4 + deck.variant, "2026-#####")
    body = "伝票商事株式会社 御中\n\n"
    body += f"発注日  : {slash(order.ordered_on)}\n発注番号: {order.number}\n納入先  : {order.deliver_to}\n"
    body += f"納入日  : {slash(order.deliver_on)}\n\n品番   | 品名 | 数量 | 単価 | 金額 | 税\n" + "-" * 60 + "\n"
    for line in order.lines:
        tax = "8%" if line.tax_rate == "0.08" else "10%"
        body += f"{line.product_code:6} | {line.product_name} | {line.quantity:>4} | "
        body += f"{line.unit_price:,} | {line.amount:,} | {tax}\n"
    body += "-" * 60 + f"\n小計 {order.total:,}円 / 消費税 {order.tax:,}円 / 合計 {order.gross:,}円"
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total tax gross"
    answer = told(order, shown, "product_code product_name quantity unit_price amount tax_rate")
    return Drawn(letter(order.firm, order.ordered_on, f"発注書 {order.number}", body + sign(order.firm)), [answer])


@layout("mail-word", "eml", "mail-text", "asks what is in stock and what it would cost, or bills a month", "other")
def word(deck: Deck) -> Drawn:
    """A question or a bill."""
    order = deck.order(3, "S####")
    goods = "\n".join(f"・{line.product_name} {line.quantity}{line.unit}" for line in order.lines)
    asks = (
        f"伝票商事 御中\n\n下記の在庫と納期、税抜価格を教えていただけますか。"
        f"ご回答を見てから注文を検討します。\n\n{goods}\n\n"
        f"できれば{order.deliver_on.month}月{order.deliver_on.day}日頃に欲しいと思っています。"
    )
    bills = (
        f"伝票商事株式会社 経理ご担当者様\n\n"
        f"先月分のご請求金額をお知らせします。\n請求番号: {order.number}\n\n{goods}\n\n"
        f"ご請求額 {order.gross:,}円(税込)\nお支払期限 {kanji(order.deliver_on)}\n"
    )
    body = asks if deck.variant == 1 else bills
    return Drawn(letter(order.firm, order.ordered_on, "商品の件", body + sign(order.firm)), [])
