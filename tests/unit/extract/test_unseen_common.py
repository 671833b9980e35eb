"""What common sheets hold below and above their goods is read as what it is, and goods stay goods."""

import pytest

from tests.unit.extract.laid_out import lines_of, read, read_text, sheet

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


def goods_told(*rows: str) -> list[tuple]:
    [order] = read_text("下記を注文します。\n\n" + "\n".join(rows) + "\n\n以上", "注文の件").orders
    return [(code, name) for code, name, *_ in lines_of(order)]


@pytest.mark.parametrize(
    ("rows", "goods"),
    [
        (["A7 / 見本茶 / 2袋", "C65 / 見本水 / 3本"], [("A7", "見本茶"), ("C65", "見本水")]),
        (["00129  見本茶  2袋"], [("00129", "見本茶")]),
        (["・見本茶（380924） × 2袋", "・見本水（380925） × 3本"], [("380924", "見本茶"), ("380925", "見本水")]),
        (["167140 見本茶 2袋", "553069 見本水 3本"], [("167140", "見本茶"), ("553069", "見本水")]),
        # models, years and what stands once are of the name
        (["・見本茶（K-75） × 2袋", "・見本水（K-76） × 3本"], [(None, "見本茶(K-75)"), (None, "見本水(K-76)")]),
        (["・暦（2026） × 2冊", "・手帳（2026） × 3冊"], [(None, "暦(2026)"), (None, "手帳(2026)")]),
        (["A4 / 見本紙 / 2束", "A4 / 見本布 / 3束"], [(None, "A4 / 見本紙"), (None, "A4 / 見本布")]),
    ],
)
def test_codes_set_off_from_names(rows, goods):
    assert goods_told(*rows) == goods


def test_a_label_of_two_words_names_its_first():
    assert goods_told("商品名/規格：見本茶", "数量：2袋", "", "商品名/規格：見本水", "数量：3本") == [
        (None, "見本茶"),
        (None, "見本水"),
    ]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("レストラン みほん亭の田中です。", "レストラン みほん亭"),
        ("レストラン みほん亭 資材部 鈴木です。", "レストラン みほん亭"),
        ("レストラン みほん亭です。", "レストラン みほん亭"),
        ("医療法人見本会 例示病院 購買課の佐藤と申します。", "医療法人見本会 例示病院"),
        ("医療法人見本会 例示病院です。", "医療法人見本会 例示病院"),
        ("医療法人見本会 例示病院の田中です。", "医療法人見本会 例示病院"),
        ("株式会社見本精密 資材課 戸塚です。", "株式会社見本精密"),
    ],
)
def test_who_presents_himself_with_a_name_of_two_words(said, name):
    [order] = read_text(f"お世話になります。{said}\n下記を注文します。\n\n・見本茶 2袋\n・見本水 3本\n").orders

    assert order.customer.as_written == name


def test_a_telephone_below_a_table_is_no_line():
    table = "品名\t数量\t単位\n見本茶\t3\t袋\n\n-----\n見本商店\nTEL 03-0000-0000 / FAX 03-0000-0001\n"
    [order] = read_text(f"下記を注文します。\n\n{table}").orders

    assert len(order.lines) == 1
