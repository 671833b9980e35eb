"""Labels as papers print them: in two languages, numbered, set apart, ticked, with sums and their tax in brackets."""

from datetime import date

import pytest

from agent.extract.unseen.label_words import label_in
from agent.extract.values import day_in
from tests.unit.extract.laid_out import findings_of, head_of, pdf, read

TABLE = (
    (45, 300, "品名"),
    (245, 300, "数量"),
    (345, 300, "金額"),
    (45, 320, "見本茶"),
    (245, 320, "2"),
    (345, 320, "1,000"),
)


def order_of(*texts, pages=()):
    [order] = read(pdf([*texts, *TABLE], *pages), "o.pdf").orders
    return order


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("P/O No. (注文番号)", "number"),
        ("Ship To(御納入場所欄)", "deliver_to"),
        ("Terms (支払条件)", ""),
        ("Buyer (担当)", ""),
        ("納期 (Delivery)", "deliver_on"),
        ("納期 / Delivery date", "deliver_on"),
        ("TOTAL (合計・消費税別)", "subtotal"),
        ("Order date 納期", None),
        ("発注元 ABC", None),
        ("ABC 会社名", None),
        ("A" * 90 + "(注文番号)", None),
    ],
)
def test_label_in_two_languages_is_one_where_they_agree(text, field):
    """Where one word says no field of an order, 担当 beside Buyer, the label is of none."""
    label = label_in(text)

    assert (None if label is None or label.rest else label.word.field) == field


@pytest.mark.parametrize(
    ("text", "field", "rest"),
    [
        ("３ 納入期限", "deliver_on", ""),
        ("(4) 納入場所 見本市", "deliver_to", "見本市"),
        ("納 入 先 見本市中央 倉庫", "deliver_to", "見本市中央 倉庫"),
        ("合計(税抜) 1,200円", "subtotal", "1,200円"),
    ],
)
def test_label_is_known_by_what_stands_before_and_within_it(text, field, rest):
    label = label_in(text)

    assert (label.word.field, label.rest) == (field, rest)


def test_official_order_has_its_number_and_sum_without_usual_labels():
    """`第12号` alone is the number; the sum says its tax in brackets, and the lines are before it."""
    order = order_of(
        (345, 60, "総発4第12号"), (45, 120, "見本市役所"),
        (45, 400, "２ 契約金額"), (145, 400, "金1,100円(うち消費税及び地方消費税の額100円)"),
    )  # fmt: skip

    assert (head_of(order)[0], head_of(order)[5:]) == ("総発4第12号", (1000, 100))


def test_two_official_numbers_are_none():
    order = order_of((345, 60, "総発4第12号"), (45, 80, "総発4第13号"))

    assert order.number is None


def test_tax_in_brackets_of_prices_with_tax():
    """The lines add up to the sum itself."""
    order = order_of((45, 400, "合計"), (145, 400, "1,000円(内消費税90円)"))

    assert order.tax == 90


@pytest.mark.parametrize(
    ("beside", "place"),
    [
        ("□本店 ☑工場 □倉庫", "工場"),
        ("□本店 □工場", None),
        ("☑本店 ☑工場 □倉庫", None),
        ("■本店の裏", "本店の裏"),
        ("■本店 ■工場", None),
    ],
)
def test_of_boxes_the_one_that_is_ticked_counts(beside, place):
    assert order_of((45, 100, "納品先"), (145, 100, beside)).deliver_to == place


class TestWhoOrders:
    def test_heading_of_an_order_names_who_orders_not_the_label_for_dealers(self):
        """取引先 on a shop's slip is the dealer; on the next page the heading stands above the labels too."""
        head = ((45, 60, "見本商店協同組合 発注伝票"), (45, 100, "取引先名"), (145, 100, "例示商事株式会社"))
        second = [*head, (45, 120, "発注番号"), (145, 120, "B-2"), *TABLE]
        orders = read(pdf([*head, (45, 120, "発注番号"), (145, 120, "A-1"), *TABLE], second), "o.pdf").orders

        assert [(one.number, one.customer.as_written) for one in orders] == [
            ("A-1", "見本商店協同組合"), ("B-2", "見本商店協同組合"),
        ]  # fmt: skip

    def test_company_under_the_label_of_the_supplier_is_not_who_orders(self):
        order = order_of((45, 60, "見本商事株式会社"), (45, 100, "TO (発注先)"), (45, 115, "例示商事株式会社"))

        assert order.customer.as_written == "見本商事株式会社"

    def test_label_of_the_supplier_at_the_foot_of_a_page_has_nothing_below(self):
        order = order_of((45, 60, "見本商事株式会社"), (45, 700, "仕入先"), pages=[[(45, 60, "例示商事株式会社")]])

        assert findings_of(order) == [("value-ambiguous", "customer_name")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("26.10.09", date(2026, 10, 9)),
        ("'26/10/9", date(2026, 10, 9)),
        ("25.10.09", None),
        ("26.10.27", date(2026, 10, 27)),
        ("26.13.09", None),
    ],
)
def test_day_with_a_year_of_two_figures_is_read_where_it_is_near(text, day):
    """25.10.09 is a day long past, or the 25th of October 2009: it is none."""
    assert day_in(text, "md", date(2026, 10, 1)) == day
