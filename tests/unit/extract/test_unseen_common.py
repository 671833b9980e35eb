"""What common sheets hold below and above their goods is read as what it is, and goods stay goods."""

from tests.unit.extract.laid_out import lines_of, read, sheet

HEAD = [["購買発注書"], ["発注番号", "A-77"], []]


def order_of(*rows: list):
    [order] = read(sheet(*HEAD, *rows)).orders
    return order


def test_a_remark_right_below_the_goods_is_no_line():
    order = order_of(["品名", "数量"], ["見本茶", "3"], ["備考", "よろしくお願いいたします。"])

    assert (len(order.lines), order.note) == (1, "よろしくお願いいたします。")


def test_an_article_that_is_called_a_remark_is_a_line():
    order = order_of(["品名", "数量"], ["見本茶", "3"], ["備考", "2"])

    assert [asked for _, _, asked, *_ in lines_of(order)] == [3, 2]


def test_goods_of_the_same_amount_are_no_sum_of_those_above():
    order = order_of(["品名", "数量", "金額"], ["見本茶", "1枚", "350"], ["見本水", "1箱", "350"])

    assert [(name, int(amount)) for _, name, _, _, _, amount in lines_of(order)] == [("見本茶", 350), ("見本水", 350)]


def test_a_sum_that_is_billed_makes_an_order_no_invoice():
    order = order_of(["品名", "数量", "金額"], ["見本茶", "3", "600"], [], ["", "ご請求金額", "660"])

    assert (order.number, len(order.lines)) == ("A-77", 1)
