"""Who sends a document, what its rows are, and what its titles say, where layouts differ from the usual."""

import pytest

from agent.core.order import OrderKind
from agent.extract.unseen.words import head_word, title_words
from tests.unit.extract.laid_out import findings_of, head_of, lines_of, pdf, read, read_text, sheet

GOODS = [(40, 300, "品番"), (200, 300, "数量"), (40, 320, "P1001"), (200, 320, "3")]
SENDER = [(380, 120, "見本デリカ株式会社"), (380, 140, "電話 03-1234-5678")]


def only(extraction):
    [order] = extraction.orders
    return order


def customer(*texts: tuple[float, float, str]) -> str | None:
    return only(read(pdf([*texts, (40, 250, "注文番号: A-1"), *GOODS]), "o.pdf")).customer.as_written


class TestWhoSends:
    @pytest.mark.parametrize(
        "addressed",
        [
            [(40, 60, "伝票商事株式会社"), (40, 80, "営業部"), (120, 80, "御中")],
            [(40, 60, "伝票商事株式会社"), (40, 80, "営業部 御中")],
            [(40, 60, "伝票商事株式会社"), (40, 80, "大阪支店"), (40, 100, "第一営業部 御中")],
            [(40, 40, "伝票商事株式会社"), (40, 60, "大阪支店"), (40, 80, "営業部"), (40, 100, "山田 太郎 様")],
            [(40, 60, "伝票商事株式会社 御中")],
            [(40, 60, "伝票商事株式会社"), (200, 60, "御中")],
        ],
    )
    def test_letter(self, addressed):
        """The company a letter is addressed to, by its department or a person, is not who sends it."""
        assert customer(*addressed, *SENDER) == "見本デリカ株式会社"

    def test_what_stands_over_another_text_is_no_addressee(self):
        """A company over a text that is no part of a company may be the sender."""
        assert (
            customer((40, 40, "見本デリカ株式会社"), (40, 60, "いつもお世話様です"), (40, 80, "仕入 御中"))
            == "見本デリカ株式会社"
        )

    @pytest.mark.parametrize(
        "said",
        [
            "お世話になっております。見本商事株式会社です。",
            "いつもお世話になっております。見本商事株式会社の田中です。",
            "見本商事株式会社 購買部の田中と申します。",
        ],
    )
    def test_sentence_presents_the_sender(self, said):
        """A mail that says who writes it, and nowhere else, is from them, whatever department stands between."""
        order = only(read_text(f"伝票商事株式会社 御中\n\n{said}\n\n注文番号：M-1\n・見本茶 10袋\n"))

        assert order.customer.as_written == "見本商事株式会社"

    def test_two_that_are_presented(self):
        """Two companies in sentences are not chosen between; one said twice is one."""
        text = "見本商事株式会社です。見本商事株式会社の田中です。\n{}\n注文番号：M-1\n・見本茶 10袋\n"

        assert only(read_text(text.format(""))).customer.as_written == "見本商事株式会社"
        two = only(read_text(text.format("例示物産株式会社です。")))
        assert (two.customer.as_written, findings_of(two)) == (None, [("value-ambiguous", "customer_name")])


class TestTitleRows:
    def test_labels_beside_values_are_no_titles(self):
        """A row of labels with numbers and days beside them is no title row, alone or over another."""
        order = only(
            read(
                sheet(
                    ["注文番号", "A-1"],
                    ["ご注文日", "2026-04-01", "お届け日", "2026-04-10"],
                    [],
                    ["商品CD", "商品名", "ご注文数", "備考"],
                    ["P1", "見本茶", 3, ""],
                )
            )
        )

        assert head_of(order)[:3] == ("A-1", "2026-04-01", "2026-04-10")
        assert lines_of(order) == [("P1", "見本茶", 3, None, None, None)]

    def test_what_was_ordered_before(self):
        """Rows under a heading that says so were ordered before, and are not ordered again."""
        rows = [
            ["注文番号", "A-1"],
            ["商品名", "数量"],
            ["見本茶", 3],
            [],
            ["(参考)前回のご注文"],
            ["商品名", "数量"],
            ["見本水", 9],
        ]

        assert lines_of(only(read(sheet(*rows)))) == [(None, "見本茶", 3, None, None, None)]

    def test_heading_of_another_page(self):
        """A heading at the end of the page before says nothing of a table at the top of this one."""
        first = [(40, 40, "注文番号: A-1"), (40, 60, "前回もありがとうございました")]
        order = only(read(pdf(first, [(x, y - 280, text) for x, y, text in GOODS]), "o.pdf"))

        assert lines_of(order) == [("P1001", None, 3, None, None, None)]


class TestKindInAColumn:
    ROWS = ("区分,注文番号,商品コード,数量", "新規,A-1,P1,1", "変更,A-2,P1,2", "取消,A-3,P1,3")

    def test_each_order_has_its_own(self):
        """Orders, changes and cancellations of one file are told by the column that says so."""
        orders = read("\n".join(self.ROWS) + "\n", "o.csv").orders

        assert [order.kind for order in orders] == [OrderKind.ORDER, OrderKind.CHANGE, OrderKind.CANCEL]
        assert [findings_of(order) for order in orders] == [[], [], []]

    def test_other_words_are_no_kind(self):
        """A column of the same title with other words says nothing of the kind."""
        rows = [row.replace("変更", "食品").replace("取消", "雑貨") for row in self.ROWS]

        assert {order.kind for order in read("\n".join(rows) + "\n", "o.csv").orders} == {OrderKind.ORDER}

    def test_rows_of_one_order_that_differ(self):
        """An order whose rows say different things is doubted."""
        rows = [row.replace("A-2", "A-1") for row in self.ROWS[:3]]
        order = only(read("\n".join(rows) + "\n", "o.csv"))

        assert ("value-ambiguous", "kind") in findings_of(order)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Total (JPY, tax excluded)", "subtotal"), ("Total (excl. tax)", "subtotal"),
        ("Total (before tax)", "subtotal"),
        ("Total (in JPY, ex. tax)", "subtotal"), ("Total (tax incl.)", "grand"), ("Total (including tax)", "grand"),
        ("合計（税込）", "grand"), ("合計（円・税抜）", "subtotal"), ("Total", "total"),
    ],
)  # fmt: skip
def test_what_a_total_says_of_tax(label, field):
    """English and Japanese say before or with tax in many ways."""
    assert head_word(label).field == field


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("品番・品名", ["product_name"]), ("商品コード／商品名", ["product_name"]),
        ("Item No. / Description", ["product_name"]),
        ("品番・数量", []), ("品番・品名・規格", []),
    ],
)  # fmt: skip
def test_title_of_code_and_name(title, fields):
    """A title of both stands for the name, whose cells have the code in them."""
    assert [word.field for word in title_words(title)] == fields
