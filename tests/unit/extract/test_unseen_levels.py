"""Articles on two or three rows of a page, each row under titles of its own."""

import pytest

from tests.unit.extract.laid_out import findings_of, head_of, lines_of, pdf, read
from tests.unit.extract.test_unseen_ruled import ruled

HEAD = [(300, 40, "注文番号"), (360, 40, "A-77"), (300, 55, "発注日"), (360, 55, "2026/12/01")]
TITLES = [
    (100, 100, "商品コード"), (190, 100, "商品名"), (430, 100, "納期"),
    (50, 110, "行"),
    (100, 120, "数量"), (150, 120, "単位"), (200, 120, "単価"), (320, 120, "金額"), (430, 120, "備考"),
]  # fmt: skip
TEA, WATER = ("P1", "見本茶", 10, "袋", 500, 5000), ("P2", "見本水", 5, "本", 100, 500)


def article(y, code, name, *numbers, day="2026/12/09", no="1"):
    xs = (100, 150, 200, 320)
    return [
        (100, y, code), (190, y, name), (430, y, day), (50, y + 10, no),
        *((x, y + 20, text) for x, text in zip(xs, numbers, strict=True)),
    ]  # fmt: skip


GOODS = [
    *article(140, "P1", "見本茶", "10", "袋", "500", "5,000"),
    *article(175, "P2", "見本水", "5", "本", "100", "500", no="2"),
]


def order_of(*texts):
    [order] = read(pdf(list(texts)), "o.pdf").orders
    return order


def test_each_article_is_one_line():
    """Its number stands between its rows; the sum below is none of it."""
    order = order_of(*HEAD, *TITLES, *GOODS, (200, 220, "小計"), (320, 220, "5,500"))

    assert lines_of(order) == [TEA, WATER]
    assert (order.number, order.total) == ("A-77", 5500)


def test_rows_with_lines_drawn_between_are_parted_by_them():
    """A figure at the right of its box stands nearer to the next title."""
    drawn = [*TITLES, *((405 if text in ("5,000", "500") and x == 320 else x, y, text) for x, y, text in GOODS)]
    posts = [45, 95, 145, 195, 315, 428, 520]
    content = ruled(drawn, [90, 128, 163, 198], posts)

    [order] = read(content, "o.pdf").orders

    assert lines_of(order) == [TEA, WATER]


def test_titles_too_many_to_be_tried_are_left_as_they_stand(monkeypatch):
    monkeypatch.setattr("agent.extract.unseen.levels._WIDEST", 1)
    found = read(pdf([*HEAD, *TITLES, *GOODS]), "o.pdf").orders

    assert all(lines_of(order) != [TEA, WATER] for order in found)


def test_article_without_a_quantity_leaves_the_table_unlaid():
    """Better unread than one article's row with another's."""
    short = [one for one in GOODS if one[1] != 195]
    [order] = read(pdf([*HEAD, *TITLES, *short]), "o.pdf").orders or [None]

    assert order is None or lines_of(order) != [TEA, WATER]


SAP = [
    (50, 30, "架空化学株式会社"),
    (50, 45, "伝票商事株式会社 御中"), (350, 45, "PO number/date"), (350, 57, "4500018822 / 18.11.2026"),
    (50, 100, "Item"), (95, 100, "Material"), (220, 100, "Description"),
    (115, 114, "Order qty. Unit"), (310, 114, "Price per unit"), (450, 114, "Net value"),
    (50, 140, "00010 10004471"), (210, 140, "MINERAL WATER"),
    (115, 154, "80.000 CSE"), (325, 154, "780 / 1 CSE"), (500, 154, "62,400"),
    (115, 168, "Delivery date: 14.12.2026"), (325, 168, "Your material: P1005"),
    (50, 190, "00020 10004480"), (210, 190, "PAPER CUP"),
    (115, 204, "4.000 BOX"), (325, 204, "6,900 / 1 BOX"), (500, 204, "27,600"),
    (115, 218, "Delivery date: 15.12.2026"),
]  # fmt: skip
SECOND = [
    (50, 30, "架空化学株式会社"), (480, 30, "Page 2 of 2"), (50, 60, "PO number 4500018822 continued"),
    (50, 140, "00030 10004490"), (210, 140, "TEA BAGS"),
    (115, 154, "2.000 BOX"), (325, 154, "500 / 1 BOX"), (500, 154, "1,000"),
    (300, 190, "Total net value excl. tax JPY"), (500, 190, "91,000"),
]  # fmt: skip


def test_items_of_an_erp_go_on_over_pages_and_name_our_code_below():
    """Number and day stand under one label, the item's number beside its code, the price for one unit."""
    [order] = read(pdf(SAP, SECOND), "o.pdf").orders

    assert lines_of(order) == [
        ("P1005", "MINERAL WATER", 80, "CSE", 780, 62400),
        ("10004480", "PAPER CUP", 4, "BOX", 6900, 27600),
        ("10004490", "TEA BAGS", 2, "BOX", 500, 1000),
    ]
    assert head_of(order)[:3] == ("4500018822", "2026-11-18", None)
    assert order.total == 91000
    assert ("value-ambiguous", "deliver_on") in findings_of(order)


def test_code_under_a_title_of_names_is_the_code():
    """品目 beside テキスト holds the codes."""
    texts = [
        (50, 100, "明細"), (120, 100, "品目"), (240, 100, "テキスト"),
        (120, 114, "発注数量"), (240, 114, "単位"), (400, 114, "単価"), (510, 114, "正味額"),
        (50, 140, "00010"), (120, 140, "10004471"), (240, 140, "見本茶"),
        (120, 154, "10"), (240, 154, "袋"), (400, 154, "500"), (510, 154, "5,000"),
        (50, 180, "00020"), (120, 180, "10004472"), (240, 180, "見本水"),
        (120, 194, "5"), (240, 194, "本"), (400, 194, "100"), (510, 194, "500"),
    ]  # fmt: skip

    assert lines_of(order_of(*HEAD, *texts)) == [("10004471", *TEA[1:]), ("10004472", *WATER[1:])]


@pytest.mark.parametrize(
    "titles",
    [
        [(50, 100, "Qty"), (100, 100, "Description"), (50, 112, "数量"), (100, 112, "品名")],
        [(50, 100, "商品"), (200, 100, "数量"), (50, 112, "コード"), (100, 112, "名称")],
    ],
)
def test_titles_in_two_tongues_or_of_two_rows_are_of_one_row_of_goods(titles):
    order = read(
        pdf([*HEAD, *titles, (50, 130, "10"), (100, 130, "見本茶"), (50, 150, "5"), (100, 150, "見本水")]), "o.pdf"
    )

    assert not any(len(lines_of(one)) == 1 for one in order.orders)
