"""Pictures of papers, as a fax or a scanner gives them."""

from .base import US, Deck, Drawn, Html, era, kanji, layout, slash, told
from .papers import cells


@layout("scan-ruled", "png", "scan", "a ruled form, one bit to a dot, a little askew")
def ruled(deck: Deck) -> Drawn:
    """A ruled order."""
    order = deck.order(4 + deck.variant, "####-##")
    body = f"<h1 style='text-align:center'>注 文 書</h1><p style='float:right'>注文番号 {order.number}<br>"
    body += f"注文日 {kanji(order.ordered_on)}<br>{order.customer_name}</p><p>{US} 御中</p>"
    body += f"<p>納期 {kanji(order.deliver_on)}<br>納品場所 {order.deliver_to}</p>"
    body += "<table class=r style='clear:both;width:100%'>" + cells(("商品コード", "品名", "数量", "単位"), "th")
    body += "".join(cells((one.product_code, one.product_name, one.quantity, one.unit)) for one in order.lines)
    shown = "number ordered_on deliver_on customer_name deliver_to"
    answer = told(order, shown, "product_code product_name quantity unit")
    return Drawn(Html(body + "</table>", "png", deck.variant), [answer])


@layout("scan-open", "tif", "scan", "a fax without rules: columns by place, the sum without tax at the foot")
def unruled(deck: Deck) -> Drawn:
    """A fax."""
    order = deck.order(3 + deck.variant, "FX####")
    body = (
        f"<p>FAX送信票　{slash(order.ordered_on)}</p><h1>発注書</h1><p>{US}様<br><br>発注者　{order.customer_name}<br>"
    )
    body += f"発注No　{order.number}<br>着日指定　{era(order.deliver_on)}<br>配送先　{order.deliver_to}</p>"
    body += "<table cellpadding=7 style='width:100%'>" + cells(("品名", "数量", "単価", "金額"), "th")
    for one in order.lines:
        body += cells((one.product_name, f"{one.quantity}{one.unit}", one.unit_price, one.amount))
    body += f"</table><p style='text-align:right'>合計（税抜）　{order.total:,}円</p>"
    shown = "number ordered_on deliver_on customer_name deliver_to tax_mode total"
    answer = told(order, shown, "product_name quantity unit unit_price amount")
    return Drawn(Html(body, "tif", 10 + deck.variant), [answer], {"orders.0.ordered_on": "the fax's day"})


@layout("scan-grey", "jpg", "scan", "a grey picture with noise: JAN codes, numbered rows of which some are empty")
def grey(deck: Deck) -> Drawn:
    """A grey picture."""
    order = deck.order(4 + deck.variant, "G-#####")
    body = (
        f"<table class=r style='width:100%'><tr><td>発注伝票<td>伝票No.<td>{order.number}<tr><td>貴店名<td colspan=2>"
    )
    body += f"{order.customer_name}<tr><td>納品希望日<td colspan=2>{slash(order.deliver_on)}</table><br>"
    body += "<table class=r style='width:100%'>" + cells(("No", "JANコード", "商品名", "発注数"), "th")
    for at in range(9):
        one = order.lines[at] if at < len(order.lines) else None
        body += cells((str(at + 1), *((one.jan, one.product_name, one.quantity) if one else ("&nbsp;", "", ""))))
    shown = "number deliver_on customer_name"
    answer = told(order, shown, "product_name quantity", each=lambda line: {"product_code": line.jan})
    return Drawn(Html(body + "</table>", "jpg", 20 + deck.variant), [answer])
