"""What sentences say: a change or cancellation, the order it speaks of, and where goods shall be brought."""

from datetime import date

import pytest

from agent.core.order import OrderKind
from tests.unit.extract.laid_out import findings_of, pdf, read, read_text, sheet

GOODS = [["商品コード", "商品名", "数量"], ["P1", "見本茶", 10]]


def mail(*said: str, goods: str = "・見本茶 10袋"):
    [order] = read_text("\n".join(["伝票商事 御中", "", *said, goods, ""])).orders
    return order


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("下記の注文につき、キャンセルさせていただきたくご連絡いたします。", OrderKind.CANCEL),
        ("PO# 4500123 の件、下記商品をキャンセルさせてください。", OrderKind.CANCEL),
        ("数量の変更をお願いします。", OrderKind.CHANGE),
        ("下記注文の数量訂正をお願いします。", OrderKind.CHANGE),
        ("Please note: we must change the order below.", OrderKind.CHANGE),
        ("商品の一部をキャンセルでお願いします。", OrderKind.ORDER),
        ("住所が変更になりましたのでお知らせいたします。", OrderKind.ORDER),
        ("下記商品の単価を変更いたします。", OrderKind.ORDER),
        ("数量を変更される場合は変更をお願いします。", OrderKind.ORDER),
        ("前の注文はキャンセルでお願いします。\n下記を注文いたします。", OrderKind.ORDER),
        ("数量の変更をお願いします。\n別の商品はキャンセルでお願いします。", OrderKind.ORDER),
        ("数量の変更をお願いします。" + "お手数をおかけします。" * 40, OrderKind.ORDER),
    ],
)
def test_kind(said, kind):
    """A mail that asks to change or call off an order says so; part of one, news and a condition are none."""
    assert mail(said).kind is kind


@pytest.mark.parametrize("title", ["注文書(変更)", "【変更】注文書", "注文内容変更のお願い"])
def test_title_of_a_change(title):
    """Brackets around a word of the title, and a request in it, do not hide it."""
    [order] = read(sheet([title], ["注文番号", "A-1"], *GOODS)).orders

    assert order.kind is OrderKind.CHANGE


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("先日お送りした注文(注文番号:S-7838)ですが、数量の変更をお願いします。", "S-7838"),
        ("注文番号は A-77 です。", "A-77"),
        ("前回注文番号A-8と同じです。", None),
        ("注文番号2026/4/1です。", None),
    ],
)
def test_number_in_a_sentence(said, number):
    """An order number within a sentence is taken, unless it is that of another order."""
    assert mail(said).number == number


def test_numbers_that_differ():
    """Two numbers in sentences are not chosen between."""
    order = mail("注文番号A-1の分です。", "注文番号A-2の分です。")

    assert (order.number, ("value-ambiguous", "number") in findings_of(order)) == (None, True)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026年3月21日に発注した下記商品をキャンセルさせてください。", date(2026, 3, 21)),
        ("3/21発注分の数量の変更をお願いします。", date(2026, 3, 21)),
        ("13/41発注分の数量の変更をお願いします。", None),
        ("3月21日に発注した見本茶です。", None),
    ],
)
def test_day_of_the_order_spoken_of(said, day):
    """A change or cancellation tells when its order was placed; in an order such a day is another's."""
    assert mail(said).ordered_on == day


def test_day_of_the_letter_is_not_that_of_its_order():
    """A letter's own day at the top gives way to the day it says the order was placed."""
    [order] = read(
        sheet(["", "", "2026年4月2日"], ["注文取消のお願い"], ["2026年3月21日付の弊社注文書につきまして"],
              ["注文番号", "A-1"], *GOODS)
    ).orders  # fmt: skip

    assert (order.kind, order.ordered_on) == (OrderKind.CANCEL, date(2026, 3, 21))


def test_cancellation_without_goods():
    """A mail that calls off an order by its number lists nothing and is still a cancellation."""
    [order] = read_text("伝票商事 御中\n\n下記の注文をキャンセルさせてください。\n注文番号：D-925\n").orders

    assert (order.kind, order.number, order.lines, findings_of(order)) == (
        OrderKind.CANCEL, "D-925", (), [("kind-unsure", "kind")],
    )  # fmt: skip


def test_cancellation_with_goods_under_no_titles():
    """They are read as those of a mail are."""
    page = [(40, 40, "注文取消のお願い"), (40, 70, "注文番号: D-925"), (40, 100, "見本茶"), (300, 100, "10ケース")]
    [order] = read(pdf(page), "o.pdf").orders

    assert (order.kind, [line.product_name for line in order.lines]) == (OrderKind.CANCEL, ["見本茶"])


def test_cancellation_of_nothing():
    """A cancellation that names neither goods nor a number is no order that could be kept."""
    assert read_text("下記の注文をキャンセルさせてください。\n").orders == ()


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("納品先は神奈川県見本市中央4-2 見本厨房です。", "神奈川県見本市中央4-2 見本厨房"),
        ("お届け先については本店となります。", "本店"),
        ("納品は2026年4月10日、福岡県例示市浜町8-2 焙煎所までお願いします。", "福岡県例示市浜町8-2 焙煎所"),
        ("納品先は上記の通りです。", None),
        ("本店までお願いします。", "本店"),
        ("福岡県例示市浜町8-2から変更分までお届けください。", None),
        ("納品先は本店です。\n納品先は工場です。", None),
    ],
)
def test_place_in_a_sentence(said, place):
    """Where goods shall go is taken from a sentence that names it; one of several places, or what is none, is not."""
    assert mail("注文番号：A-1", said).deliver_to == place


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("4月10日の午前中にお届けください。", 10),
        ("納期も4月12日に変更で構いません。", 12),
        ("2026.4.11着でお願いします。", 11),
        ("変更前納期は4/5です。", None),
    ],
)
def test_day_of_arrival(said, day):
    """A day before the goods' arrival is taken in each of its forms; the day that counted before is not."""
    order = mail("注文番号：A-1", said)

    assert (order.deliver_on and order.deliver_on.day) == day


def test_day_beside_labels():
    """A cell that says a day of arrival counts beside labelled cells of its row."""
    [order] = read(sheet(["4/10(金) 納品分", "", "", "発注日", "2026/4/1"], ["注文番号", "A-1"], *GOODS)).orders

    assert (order.deliver_on, order.ordered_on) == (date(2026, 4, 10), date(2026, 4, 1))


def test_titles_of_a_shop_bill_nothing():
    """ご請求額 over a column beside the order's number is no invoice."""
    [order] = read("注文番号,商品名,数量,ご請求額(税込)\nA-1,見本茶,10,5500\n", "o.csv").orders

    assert order.number == "A-1"


@pytest.mark.parametrize("price", ["価格はすべて税込です。", "税込価格です。"])
def test_prices_said_to_include_tax(price):
    """A sentence says that prices include tax; a labelled sum with tax does not."""
    goods = [["商品名", "数量", "単価", "金額"], ["見本茶", 10, 540, 5400]]
    [said] = read(sheet([price], ["注文番号", "A-1"], *goods)).orders
    [summed] = read(sheet(["ご注文金額(税込)", 5832], ["注文番号", "A-1"], *goods)).orders

    assert (said.lines[0].unit_price, summed.lines[0].unit_price) == (None, 540)
