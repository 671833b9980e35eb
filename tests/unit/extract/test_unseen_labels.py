"""What an order's head says however its labels are written: of parts, numbered, in two tongues, over their values."""

from datetime import date

import pytest

from agent.extract.unseen.composed import composed
from agent.extract.unseen.label_words import label_in
from agent.extract.values import day_in
from tests.unit.extract.laid_out import findings_of, head_of, pdf, read, read_text, sheet

GOODS = [
    ["商品コード", "商品名", "数量", "単価", "金額"],
    ["P1", "見本茶", 10, 500, 5000],
    ["P2", "見本水", 5, 100, 500],
]


def head(*rows, below=(), merged=()):
    [order] = read(sheet(*rows, [], *GOODS, *below, merged=merged)).orders
    return order


@pytest.mark.parametrize(
    ("text", "field", "rest"),
    [
        ("発注ナンバー", "number", ""),
        ("注番 HC-535", "number", "HC-535"),
        ("連絡票No.L-9713", "number", "L-9713"),
        ("発注 No. 123", "number", "123"),
        ("№ 12345", "number", "12345"),
        ("No.Y4888", "number", "Y4888"),
        ("P/O No. (注文番号)", "number", ""),
        ("Order No. / 注文番号", "number", ""),
        ("注文番号 / A-1", "number", "A-1"),
        ("Our ref.: 55-A", "number", "55-A"),
        ("起票:2026年12月28日", "ordered_on", "2026年12月28日"),
        ("発注 2026/11/27", "ordered_on", "2026/11/27"),
        ("発注日:26/4/1", "ordered_on", "26/4/1"),
        ("入荷希望 2026/12/02", "deliver_on", "2026/12/02"),
        ("着日指定", "deliver_on", ""),
        ("店着日", "deliver_on", ""),
        ("変更後納期", "deliver_on", ""),
        ("変更前納期", "", ""),
        ("納入場所欄", "deliver_to", ""),
        ("P/O No.：PO77", "number", "PO77"),
        ("P/O No.PO77", "number", "PO77"),
        ("P/O No.: PO77", "number", "PO77"),
        ("消費税額(8%対象)", "tax", ""),
        ("納 期 令和8年12月24日", "deliver_on", "令和8年12月24日"),
        ("【納期】4/5", "deliver_on", "4/5"),
        ("３ 納入期限", "deliver_on", ""),
        ("①納期", "deliver_on", ""),
        ("納入場所/千葉県見本市", "deliver_to", "千葉県見本市"),
        ("SHIP TO (納入先)", "deliver_to", ""),
        ("SHIP_TO_NAME", "deliver_to", ""),
        ("依頼元: 見本商店", "customer_name", "見本商店"),
        ("TO (発注先)", "supplier", ""),
        ("Buyer (担当)", "", ""),
        ("Your ref.: Q-1", "", "Q-1"),
        ("２ 契約金額", "total", ""),
        ("ご注文金額計(税別)", "subtotal", ""),
        ("TOTAL (合計", "total", ""),
        ("お支払金額", "grand", ""),
        ("消費税8%", "tax", ""),
        ("消費税額 10％", "tax", ""),
        ("10%対象消費税", "tax", ""),
        ("消費税等(10%)", "tax", ""),
        ("配送日指定", "deliver_on", ""),
        ("自社名", "customer_name", ""),
        ("ﾊｯﾁｭｳNO", "number", ""),
        ("ｺﾞｳｹｲ", "total", ""),
        ("ノウヒンビ", "deliver_on", ""),
        ("(うち消費税額)", "inner_tax", ""),
        ("(うち取引に係る消費税及び地方消費税の額 6,736円)", "inner_tax", "6,736円"),
        ("消費税 8%", "tax", ""),
        ("消費税額(10%対象)", "tax", ""),
        ("消費税10%", "tax", ""),
        ("Total net value (excl. tax)", "subtotal", ""),
        ("納入指示日", "deliver_on", ""),
        ("バイヤー企業", "customer_name", ""),
    ],
)  # fmt: skip
def test_label(text, field, rest):
    """A label is known by its parts, with a number before it or another tongue beside it."""
    label = label_in(text)

    assert label is not None
    assert (label.word.field, label.rest) == (field, rest)


@pytest.mark.parametrize(
    "text",
    ["合計(数量)", "注文 りんご 3箱", "注文ありがとうございます", "Total Care", "No.1",
     "原価金額", "", "商品 (Item)", "x" * 90],
)  # fmt: skip
def test_no_label(text):
    """Sums of pieces, sentences, a row's number and a day that counts no more are no labels."""
    assert label_in(text) is None


def test_parts_of_a_long_text_are_not_looked_at():
    """A label is short."""
    assert composed("納品" * 20 + "日") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("26/12/15", date(2026, 12, 15)),
        ("26.09.10", date(2026, 9, 10)),
        ("8.4.1", date(2026, 4, 1)),
        ("8年4月1日", date(2026, 4, 1)),
        ("8/4/1", None),
        ("19/4/1", None),
        ("26/13/1", None),
        ("2026年10月29日(木) 午前中必着", date(2026, 10, 29)),
        ("4/1(水) AM", date(2026, 4, 1)),
        ("4月1日 10時30分まで", date(2026, 4, 1)),
        ("4/1(水)納品分", date(2026, 4, 1)),
        ("4 月 1 日（水）", date(2026, 4, 1)),
        ("2026 年 4 月 1 日", date(2026, 4, 1)),
        ("2026/4/1(変更なし)", date(2026, 4, 1)),
        ("4/1(当初どおり)", date(2026, 4, 1)),
    ],
)
def test_day(text, day):
    """A short year counts where it is the year the document came in or the one beside it, as 和暦 where it may be."""
    assert day_in(text, "md", date(2026, 4, 3)) == day


def test_several_in_one_cell():
    """A cell that holds several labelled values gives each; one whose label is unknown stands alone."""
    order = head(
        ["発注番号:HT-7145　起票:2026年3月28日　便:2便 納入日:2026年4月6日(月)"],
        ["【得意先コード】C001 【得意先名】見本屋"],
    )

    assert head_of(order)[:5] == ("HT-7145", "2026-03-28", "2026-04-06", "C001", "見本屋")


@pytest.mark.parametrize(
    "text",
    [
        "備考: 納期:別途 色:赤",
        "納期 について 注文番号",
        "注文番号: A-1 " + "x" * 400,
        " ".join("ab" for _ in range(50)),
    ],
)
def test_no_several(text):
    """A note keeps what it says, and a text that is not all labelled values stays whole."""
    order = head([text], ["発注番号", "B-1"])

    assert (order.number, order.deliver_on) == ("B-1", None)


def test_values_below_titles_of_which_one_is_unknown():
    """Boxes over boxes: most of the upper ones are labels, so the lower ones are their values."""
    order = head(
        ["社・店コード", "伝票番号", "発注日", "店着日", "納入先"],
        ["0451", "313957", "26.03.10", "26.04.18", "本店 裏口"],
    )

    assert head_of(order)[:3] == ("313957", "2026-03-10", "2026-04-18")
    assert order.deliver_to == "本店 裏口"


@pytest.mark.parametrize("below", [["納期", "4/10"], ["", "", "", "X-1"], []])
def test_row_that_is_no_value_below(below):
    """A row with labels of its own, one that stands elsewhere or an empty one holds no values of the labels above."""
    assert head(["伝票番号", "社・店区分", "支払条件"], below).number is None


def test_value_below_a_label_alone():
    """A label that stands alone in its row has its value below it."""
    order = head(["納期"], ["2026/4/10"], ["納入先"], ["本店"])

    assert (order.deliver_on, order.deliver_to) == (date(2026, 4, 10), "本店")


def test_points_between_label_and_value():
    """A colon in a box of its own is passed over."""
    order = head(["注文番号", ":", "A-1"], ["納期", "→", "4/10"])

    assert (order.number, order.deliver_on) == ("A-1", date(2026, 4, 10))


def test_number_with_its_own_no():
    """No.22997 beside 注番 is its value, as it is written; alone it is a number by itself."""
    assert head(["注番", "No.22997"]).number == "No.22997"
    assert head(["注文書", "", "", "№ 12345"]).number == "12345"


@pytest.mark.parametrize(
    ("text", "number"),
    [("第26-5768号", "第26-5768号"), ("営業-12", "営業-12"), ("駅646275", "駅646275"), ("3件", None), ("4月1日", None)],
)
def test_number_with_kanji(text, number):
    """Letters before the digits, or 第…号, make a number; a count or a day is none."""
    assert head(["注文番号", text]).number == number


def test_number_of_an_official_letter():
    """総発4第569号 alone above the lines is the letter's number, unless there are two."""
    assert head(["", "", "総発4第569号"], ["令和8年4月1日"]).number == "総発4第569号"
    assert head(["総発4第569号"], ["第3号"]).number is None


def test_letters_far_apart():
    """合 and 計 in two cells are one label."""
    order = head(["注文番号", "A"], below=[["合", "計(税抜)", "", "", 5500]])

    assert order.total == 5500


def test_ticked_box():
    """Of values behind boxes the ticked one counts; where two are ticked, none."""
    assert head(["納品先", "□本店", "☑工場", "□倉庫"]).deliver_to == "工場"
    assert head(["納品先", "■本店", "☑工場"]).deliver_to is None


def test_same_place():
    """同上 names no place of its own."""
    assert head(["お届け先", "同上"]).deliver_to is None


def test_boxed_day_without_a_label():
    """A day whose figures stand in boxes at the top is the day of the order; a year alone is none."""
    assert head(["", "2026", "年", "4", "月", "1", "日"]).ordered_on == date(2026, 4, 1)
    assert head(["", "2026", "年", "度"]).ordered_on is None


def test_sum_that_holds_its_tax():
    """契約金額 金…円(うち消費税…円) gives the sum before tax where the lines add up to it."""
    order = head(["契約金額", "金6,050円(うち消費税及び地方消費税の額 550円)"])

    assert (order.total, order.tax, findings_of(order)) == (5500, 550, [])


def test_sum_with_tax_over_lines_without():
    """A sum that says it includes tax, beside lines that do not, is the total and its tax."""
    order = head(["ご注文金額(税込)", 6050], below=[["", "", "", "(内消費税等)", 550]])

    assert (order.total, order.tax, findings_of(order)) == (5500, 550, [])


def test_sum_whose_words_stand_before_it():
    """合計 | 消費税別) JPY 5,500: what a printer tore apart is still a sum."""
    order = head(["TOTAL (合計", "消費税別) JPY 5,500"])

    assert order.total == 5500


def test_place_that_is_not_asked_twice():
    """A day under the titles of another table is no value of a label in a sentence's row."""
    [order] = read_text("注文番号：A-1\n納期：至急\n・見本茶 10袋\n").orders

    assert findings_of(order) == [("field-unreadable", "deliver_on")]


def test_page_of_its_own():
    """Two slips on two pages are two orders, each with the title over it."""

    def page(number):
        return [(40, 40, "見本商店株式会社 発注伝票"), (40, 70, "伝票番号"), (200, 70, "発注日"), (40, 90, number),
                (200, 90, "26.04.01"),
                (40, 130, "品番"), (200, 130, "数量"), (40, 150, "P1001"), (200, 150, "3")]  # fmt: skip

    first, second = read(pdf(page("31395"), page("98973")), "o.pdf").orders

    assert [order.customer.as_written for order in (first, second)] == ["見本商店株式会社"] * 2


def test_customer_over_several_orders():
    """One paper with two orders names who orders once, over both."""
    first, second = read(
        sheet(
            ["発注書 (見本食品株式会社)"], ["発注番号", "A-1"], *GOODS, [], ["発注番号", "A-2"], *GOODS,
        )
    ).orders  # fmt: skip

    assert [(order.number, order.customer.as_written) for order in (first, second)] == [
        ("A-1", "見本食品株式会社"), ("A-2", "見本食品株式会社"),
    ]  # fmt: skip


def test_example_sheet():
    """A sheet that shows how to fill in the others orders nothing."""
    [order] = read(
        sheet(["商品名", "数量"], ["(例)商品A", 3], name="記入例", 本店=[["注文番号", "A-1"], *GOODS])
    ).orders

    assert (order.number, len(order.lines)) == ("A-1", 2)


def test_day_beside_a_number_that_has_its_label():
    """A day without a label is that of the order where the label before it already has its value."""
    order = head(["発注番号:HT-7145", "", "", "令和8年4月1日"])

    assert head_of(order)[:2] == ("HT-7145", "2026-04-01")


def test_day_beside_a_label_without_value():
    """A day right of another label is not taken for that of the order."""
    assert head(["発注番号:HT-7145", "", "", "締日", "令和8年4月1日"]).ordered_on is None


def test_values_two_rows_below():
    """Two blocks side by side, a row apart: each value stands in the next row that has one there."""
    order = head(
        ["", "", "", "", "発注者"],
        ["納品場所"],
        ["", "", "", "", "見本大学"],
        ["3号館 412実験室"],
    )

    assert (order.customer.as_written, order.deliver_to) == ("見本大学", "3号館 412実験室")


@pytest.mark.parametrize(
    ("text", "total"), [("5,500円 550円 6,050円", 5500), ("5,500円 550円", None), ("5,500円 同左 6,050円", None)]
)
def test_numbers_too_close_to_be_parted(text, total):
    """Sums that stand together under their labels are one each; where they are not as many, none is taken."""
    below = [(60, 190, "P1"), (120, 190, "見本茶"), (300, 190, "10"), (360, 190, "500"), (420, 190, "5,500")]
    titles = [(60, 170, "商品コード"), (120, 170, "商品名"), (300, 170, "数量"), (360, 170, "単価"), (420, 170, "金額")]
    sums = [(62, 120, "小計"), (110, 120, "消費税"), (160, 120, "合計金額"), (50, 140, text)]
    [order] = read(pdf([(60, 60, "発注書"), (300, 60, "発注番号 A-1"), *sums, *titles, *below]), "o.pdf").orders

    assert order.total == total


def test_sum_of_a_part_of_the_goods():
    """A row that adds up the goods of one kitchen is no article."""
    order = head(["発注番号", "A-1"], below=[["", "洋食厨房 小計", "", "", 5500], ["合計(税抜)", "", "", "", 5500]])

    assert (len(order.lines), order.total) == (2, 5500)
