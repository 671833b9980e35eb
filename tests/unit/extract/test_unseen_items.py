"""One article on one line of a mail, in the ways people write it; its name is never more than the name."""

import pytest

from tests.unit.extract.laid_out import findings_of, lines_of, read_text


def only(text: str, subject: str = ""):
    [order] = read_text(text, subject).orders
    return order


@pytest.mark.parametrize(
    ("line", "name", "quantity", "unit"),
    [
        ("・見本茶 500g × 12箱", "見本茶 500g", 12, "箱"),
        ("・見本茶 500g ... 1袋", "見本茶 500g", 1, "袋"),
        ("見本タオル 200枚×40　４ケース", "見本タオル 200枚×40", 4, "ケース"),
        ("①見本茶 10袋", "見本茶", 10, "袋"),
        ("1. 見本茶：10袋", "見本茶", 10, "袋"),
        ("見本茶（10袋）", "見本茶", 10, "袋"),
        ("見本茶　十箱", "見本茶", 10, "箱"),
        ("「見本茶 500g」 10袋お願いします。", "見本茶 500g", 10, "袋"),
        ("見本茶10袋", "見本茶", 10, "袋"),
        ("見本茶は10袋", "見本茶", 10, "袋"),
        ("見本茶 → 10袋", "見本茶", 10, "袋"),
        ("10袋 見本茶", "見本茶", 10, "袋"),
        ("Sample Tea 500g - 10 boxes", "Sample Tea 500g", 10, "boxes"),
        ("Sample Tea x 10", "Sample Tea", 10, None),
        ("見本茶 500g → 10袋", "見本茶 500g", 10, "袋"),
        ("A4コピー用紙 500枚×5冊 3箱", "A4コピー用紙 500枚×5冊", 3, "箱"),
    ],
)
def test_quantity_stands_at_the_end(line, name, quantity, unit):
    """Marks, separators and politeness are no part of the name, sizes are."""
    assert lines_of(only(f"注文番号：M-1\n\n{line}\n"))[0][1:4] == (name, quantity, unit)


@pytest.mark.parametrize(
    ("line", "price", "amount"),
    [
        ("見本茶 10袋 @500", 500, None),
        ("見本茶 単価500円 数量10袋 金額5,000円", 500, 5000),
        ("見本茶 10袋 500円 5,000円", 500, 5000),
        ("見本茶 500円×10袋=5,000円", 500, 5000),
        ("見本茶 10袋 500 5,000", 500, 5000),
        ("見本茶 10袋 500円/袋", 500, None),
        ("見本茶 10袋 500円/袋 8%", 500, None),
    ],
)
def test_prices(line, price, amount):
    """Price and amount are told by their marks, or by what multiplies."""
    [line] = lines_of(only(f"注文番号：M-1\n\n{line}\n"))

    assert (line[1:4], line[4:]) == (("見本茶", 10, "袋"), (price, amount))


@pytest.mark.parametrize("line", ["見本茶 10袋 500円", "見本茶 3ケース(72本)"])
def test_number_that_may_be_two_things_is_doubted(line):
    """One sum may be a price or an amount; a second quantity may be the pieces of the first."""
    assert ("rows-unread", "lines") in findings_of(only(f"注文番号：M-1\n\n{line}\n"))


def test_bare_numbers_count_beside_other_goods_only():
    """`見本水 5` is an article where articles stand around it, and a line of an address is none."""
    order = only("注文番号：M-1\n\n見本茶　10袋\n見本水　5\nりんご　3\n\n見本ビル　5\n")

    assert [line[1:4] for line in lines_of(order)] == [
        ("見本茶", 10, "袋"), ("見本水", 5, None), ("りんご", 3, None),
    ]  # fmt: skip


def test_bare_numbers_below_each_other():
    assert [line[1:3] for line in lines_of(only("注文番号：M-1\n\n見本茶　10\n見本水　5\n"))] == [
        ("見本茶", 10),
        ("見本水", 5),
    ]


def test_bare_number_without_a_gap_multiplies():
    assert lines_of(only("注文番号：M-1\n\nP1001 見本茶 500g 10 500 5,000\n")) == [
        ("P1001", "見本茶 500g", 10, None, 500, 5000)
    ]


def test_quantity_below_its_name():
    """Two rows are one article where the second only counts; an earlier number in the name is no quantity."""
    order = only(
        "注文番号：M-1\n\n(1) P2003 見本上白糖 20kg\n   数量 1袋 @4,320\n"
        "(2) P4003 見本タオル 200枚×40\n   数量 2ケース @3,960\n"
    )

    assert lines_of(order) == [
        ("P2003", "見本上白糖 20kg", 1, "袋", 4320, None),
        ("P4003", "見本タオル 200枚×40", 2, "ケース", 3960, None),
    ]


def test_count_without_a_name_above_is_nothing():
    assert read_text("数量 1袋 @4,320\n").orders == ()


def test_numbers_of_rows_are_no_names():
    """1, 2, 3 before the names count the rows; postage beside amounts is a line."""
    order = only("注文番号：M-1\n\n1 見本茶 10袋 500円 5,000円\n2 見本水 5本 100円 500円\n送料 800円\n")

    assert lines_of(order) == [
        (None, "見本茶", 10, "袋", 500, 5000), (None, "見本水", 5, "本", 100, 500),
        (None, "送料", None, None, None, 800),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code", "name"),
    [
        ("P1001 見本茶 10袋", "P1001", "見本茶"),
        ("見本茶 (P1001) 10袋", "P1001", "見本茶"),
        ("[P-1] 見本茶 10袋", "P-1", "見本茶"),
        ("A4 コピー用紙 10袋", None, "A4 コピー用紙"),
    ],
)
def test_code_beside_the_name(line, code, name):
    assert lines_of(only(f"注文番号：M-1\n\n{line}\n"))[0][:2] == (code, name)


@pytest.mark.parametrize(
    "line",
    [
        "見本茶: 5箱 → 3箱",
        "見本茶 (5箱→3箱)",
        "見本茶 5箱から3箱に変更",
        "見本茶 誤:5箱 正:3箱",
        "見本茶 5箱ではなく3箱の間違い",
    ],
)
def test_quantity_put_in_place_of_another(line):
    """The new quantity is the order's, which is a change, in doubt."""
    order = only(f"注文番号：M-1\n数量の変更をお願いします。\n・{line}\n")

    assert (order.kind.value, lines_of(order)[0][1:4]) == ("change", ("見本茶", 3, "箱"))
    assert ("kind-unsure", "kind") in findings_of(order)


@pytest.mark.parametrize(
    "line", ["TEL 03-1234 5", "東京都見本区 2箱", "4月10日 10袋", "A" * 300 + " 10袋", "納期 4/10", "合計 10袋"]
)
def test_other_rows_are_no_goods(line):
    assert read_text(f"{line}\n").orders == ()


def test_prices_with_tax_in_the_rows():
    """Prices that are said to include tax, of rates that are not said, are left out and asked for."""
    assert ("price-includes-tax", "lines.1.unit_price") in findings_of(
        only("注文番号：M-1\n\n見本茶 10袋 @500(税込)\n")
    )


def test_sums_that_are_not_quantity_times_price_are_doubted():
    """Neither of two sums is the other's amount: which is the price is not known."""
    order = only("注文番号：M-1\n\n・見本茶 10袋 500円 5,100円\n")

    assert (order.lines[0].unit_price, [code for code, _ in findings_of(order)] != []) == (None, True)


def test_line_of_endless_pieces():
    """A line is parted so often and no more."""
    order = only("注文番号：M-1\n\n・見本茶 10袋\n・見本水 5本 " + "※" * 12 + "\n")

    assert [line.product_name for line in order.lines] == ["見本茶"]
    assert "lines" in [field for _, field in findings_of(order)]


def test_listed_row_far_from_the_goods_is_told():
    """A bare number counts only beside other goods; a listed row elsewhere is named."""
    order = only("注文番号：M-1\n\n・見本茶 10袋\n\nよろしくお願いします。\nご確認ください。\n\n・見本水 3\n")

    assert [line.product_name for line in order.lines] == ["見本茶"]
    assert ("rows-unread", "lines") in findings_of(order)


def test_sentence_whose_goods_have_no_name():
    """A word for goods in front of a quantity names none; the sentence is told."""
    order = only("注文番号：M-1\n\n見本茶を10袋お願いします。\n商品名を20袋お願いします。\n")

    assert [line.product_name for line in order.lines] == ["見本茶"]
    assert "lines" in [field for _, field in findings_of(order)]


def test_name_of_several_words_under_titles_in_one_cell():
    """Titles that one blank parts: the words before the number are the name."""
    order = only("注文番号：M-1\n\n商品名 数量\n見本 煎茶 10\n見本水 5\n")

    assert [(line.product_name, line.quantity) for line in order.lines] == [("見本 煎茶", 10), ("見本水", 5)]


def test_sum_alone_below_the_titles_is_none_of_them():
    """A heading of a sum right under the titles leaves the names below whole."""
    order = only("注文番号：M-1\n\n商品名\t数量\t単価\t金額\n小計\n見本水 500ml\t1\t1\t1\n見本茶\t1\t1\t1\n")

    assert [line.product_name for line in order.lines] == ["見本水 500ml", "見本茶"]
