"""Mails of plain text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.data.orders.dev_maker.letters import half_width, letter, mail, plain
from tests.data.orders.dev_maker.orders import answer, drawn, era, yen
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.sheets import FULL

BRIEF = "product_code product_name quantity unit"


def labelled(draw: Random, number: int) -> Paper:
    """■ labels, numbered lines with code, name, quantity, price."""
    order = drawn(draw, f"M{draw.randrange(99999):05d}", strangers=number == 3)
    lines = "\n".join(
        (
            f"{at}. {one.article.code} {one.article.name} / {yen(one.quantity)}{one.article.unit} / "
            f"@{yen(one.price)} / {yen(one.amount)}円"
        )
        for at, one in enumerate(order.lines, 1)
    )
    body = (
        f"下記のとおり注文いたします。\n\n■注文番号：{order.number}\n"
        f"■注文日：{order.ordered_on:%Y年%m月%d日}\n■希望納期：{order.deliver_on:%Y年%m月%d日}\n"
        f"■納品先：{order.firm.place}\n■ご注文内容\n{lines}\n\n合計（税抜）：{yen(order.net)}円"
    )
    content = mail(
        "labelled", order.firm, order.ordered_on, f"【注文】{order.number}", [plain(letter(order.firm, body))]
    )
    return Paper(content, [answer(order, f"{FULL} deliver_to total", mode="exclusive")])


def spaced(draw: Random, number: int) -> Paper:
    """A table of blanks, full-width at times, under titles; 月/日 without a year."""
    order = drawn(draw, f"{draw.randrange(99999):05d}", n_lines=(2, 5))
    rows = "\n".join(
        (
            f"{one.article.code:<8}{one.article.name}{'　' * max(1, 24 - len(one.article.name))}"
            f"{int(one.quantity):>6}　{one.article.unit}"
        )
        for one in order.lines
    )
    body = (
        f"発注書No  {order.number}\n納品日    {order.deliver_on.month}/{order.deliver_on.day}\n\n"
        f"商品CD  商品名{'　' * 21}  数量　単位\n{rows}"
    )
    content = mail(
        "spaced",
        order.firm,
        order.ordered_on,
        "発注の件",
        [plain(letter(order.firm, body), "iso-2022-jp")],
        "iso-2022-jp",
    )
    return Paper(content, [answer(order, "number deliver_on customer_name", BRIEF)])


def prose(draw: Random, number: int) -> Paper:
    """A few words without any number: names as people say them."""
    order = drawn(draw, "", n_lines=(1, 3))
    lines = "\n".join(f"・{one.article.name}　{int(one.quantity)}{one.article.unit}" for one in order.lines)
    body = (
        f"急ぎで恐縮ですが、{order.deliver_on.month}月{order.deliver_on.day}"
        f"日着で下記お願いできますでしょうか。\n\n{lines}"
    )
    content = mail("prose", order.firm, order.ordered_on, "追加注文お願いします", [plain(letter(order.firm, body))])
    return Paper(content, [answer(order, "deliver_on customer_name", "product_name quantity unit")])


def changed(draw: Random, number: int) -> Paper:
    """A change on top, the earlier mail quoted below with other figures."""
    order = drawn(draw, f"CH-{draw.randrange(999):03d}", n_lines=(2, 4))
    old = [f"> 品番：{one.article.code} 数量：{int(one.quantity) + 5}{one.article.unit}" for one in order.lines]
    lines = "\n".join(f"品番：{one.article.code}　数量：{int(one.quantity)}{one.article.unit}" for one in order.lines)
    body = (
        "先日の注文の数量を変更させてください。変更後は次のとおりです。\n\n"
        f"注文番号：{order.number}\n納期：{order.deliver_on:%Y/%m/%d}\n{lines}"
    )
    quoted = (
        f"\n\n{order.ordered_on - timedelta(1):%Y年%m月%d日} 10:12 {order.firm.name} "
        f"<{order.firm.mail}>:\n> 注文番号：{order.number}\n"
    ) + "\n".join(old)
    subject = f"【注文変更】{order.number}"
    content = mail("changed", order.firm, order.ordered_on, subject, [plain(letter(order.firm, body) + quoted)])
    told = answer(replace(order, kind="change"), "number deliver_on customer_name", "product_code quantity unit")
    return Paper(content, [told])


def cancelled(draw: Random, number: int) -> Paper:
    """A cancellation: the number, and no line."""
    order = replace(drawn(draw, f"CN-{draw.randrange(999):03d}"), lines=(), kind="cancel")
    body = (
        f"誠に申し訳ございませんが、下記注文をキャンセルいたします。\n\n注文番号：{order.number}\n"
        f"注文日：{order.ordered_on - timedelta(3):%Y/%m/%d}"
    )
    content = mail(
        "cancelled", order.firm, order.ordered_on, f"注文取消のお願い {order.number}", [plain(letter(order.firm, body))]
    )
    told = answer(order, "number customer_name", ordered_on=order.ordered_on - timedelta(3))
    return Paper(content, [told])


def half_kana(draw: Random, number: int) -> Paper:
    """Half-width kana and full-width figures in Microsoft's ISO-2022-JP."""
    order = drawn(draw, f"HK{draw.randrange(9999):04d}", n_lines=(1, 4))
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    lines = "\n".join(
        (
            f"{one.article.code}　{half_width(one.article.name)}"
            f"　{str(int(one.quantity)).translate(wide)}{one.article.unit}"
        )
        for one in order.lines
    )
    body = (
        f"注文番号：{order.number}\n注文日：{str(order.ordered_on).translate(wide)}\n"
        f"納入日：{str(order.deliver_on).translate(wide)}\n注文者：{half_width(order.firm.name)}\n"
        f"\n{lines}"
    )
    content = mail(
        "halfkana", order.firm, order.ordered_on, "注文", [plain(letter(order.firm, body), "shift_jis", "cp932")]
    )
    return Paper(content, [answer(order, FULL, BRIEF)])


def boxed(draw: Random, number: int) -> Paper:
    """A box drawn with 罫線, quantities in kanji."""
    order = drawn(draw, f"BX{draw.randrange(999):03d}", n_lines=(1, 3))
    lines = tuple(
        replace(one, quantity=one.quantity.__class__(amount))
        for one, amount in zip(order.lines, draw.sample([3, 10, 20, 35], len(order.lines)), strict=True)
    )
    order = replace(order, lines=lines)
    kanji = {3: "三", 10: "十", 20: "二十", 35: "三十五"}
    rows = "\n".join(
        f"│{one.article.code}│{one.article.name}│{kanji[int(one.quantity)]}{one.article.unit}│" for one in lines
    )
    body = (
        "┌────┬────────┬───┐\n│品番│品名│数量│\n"
        f"├────┼────────┼───┤\n{rows}\n└────┴────────┴───┘\n"
        f"注文No：{order.number}\n納期：{era(order.deliver_on)}"
    )
    content = mail(
        "boxed", order.firm, order.ordered_on, f"注文書（{order.firm.short}）", [plain(letter(order.firm, body))]
    )
    return Paper(content, [answer(order, "number deliver_on customer_name", BRIEF)])


def inquiry(draw: Random, number: int) -> Paper:
    """A request for a quotation: articles and quantities, and no order."""
    order = drawn(draw, "", n_lines=(1, 3))
    lines = "\n".join(
        f"{one.article.code} {one.article.name}　{int(one.quantity)}{one.article.unit}" for one in order.lines
    )
    body = f"下記商品のお見積りと納期をお知らせください。\n\n{lines}\n\n正式な注文はご回答後にいたします。"
    content = mail("inquiry", order.firm, order.ordered_on, "見積依頼", [plain(letter(order.firm, body))])
    return Paper(content, [], what="inquiry")


LAYOUTS = (
    Layout("mail-text", "labelled", ".eml", "■ labels, numbered lines", labelled, 3),
    Layout("mail-text", "spaced", ".eml", "columns by blanks, a day without a year, ISO-2022-JP", spaced, 2),
    Layout("mail-text", "prose", ".eml", "a few words, no number", prose, 2),
    Layout("mail-text", "changed", ".eml", "a change above the quoted old order", changed, 2),
    Layout("mail-text", "cancelled", ".eml", "a cancellation", cancelled, 2),
    Layout("mail-text", "halfkana", ".eml", "half-width kana, full-width figures, Shift_JIS", half_kana, 2),
    Layout("mail-text", "boxed", ".eml", "a box of 罫線, kanji quantities", boxed, 2),
    Layout("mail-text", "inquiry", ".eml", "a request for a quotation", inquiry, 2),
)
