"""Flat files and print lists: a firm beside a person, records with rows of their own, kana, blanks between sums."""

import pytest

from tests.unit.extract.laid_out import findings_of, head_of, lines_of, read, read_text, sheet

TITLES = ["商品コード", "商品名", "数量", "金額"]
TEA, WATER = ["P1", "見本茶", 10, 5000], ["P2", "見本水", 2, 200]
SPOOL = """\
ﾊｯﾁｭｳNO   A-1

NO  ｺｰﾄﾞ    ﾋﾝﾒｲ                        ｽｳﾘﾖｳ   ﾀﾝｲ  ﾀﾝｶ         ｷﾝｶﾞｸ
001 P1006   ﾐﾎﾝ ﾁﾔ 1L                      15  CS         2880         43200
002 P1005   ﾚｲｼﾞ ﾐｽﾞ 2L                    40  CS          780         31200
                  ｺﾞｳｹｲ                                                74400
"""


def orders(text: str, name: str = "o.csv") -> list:
    return list(read(text, name).orders)


@pytest.mark.parametrize("titles", ["会社名,発注者", "発注会社,注文者", "販売店,発注者", "自社名,発注者名"])
def test_firm_rather_than_its_person(titles):
    """Of two columns that name who orders, the one that holds a firm is the customer."""
    [order] = orders(f"注文番号,{titles},商品コード,数量\nA-1,見本株式会社,須賀 まりえ,P1,3\n")

    assert order.customer.as_written == "見本株式会社"


def test_firm_rather_than_its_person_beside_labels():
    """The same holds of labels over the lines."""
    rows = (["注文番号", "A-1"], ["発注者", "須賀 まりえ"], ["会社名", "見本デリカ株式会社"], [], TITLES, TEA)

    assert read(sheet(*rows)).orders[0].customer.as_written == "見本デリカ株式会社"


def test_rows_below_the_first_of_a_record():
    """A database writes a record's fields on its first row only; the rows below belong to it."""
    one, two = orders(
        "レコードの開始行,レコード番号,納品先,商品コード,数量\n*,318,本社,P1,3\n,,,P2,4\n*,319,工場,P1,5\n,,,P3,6\n"
    )

    assert [(order.number, order.deliver_to, len(order.lines)) for order in (one, two)] == [
        ("318", "本社", 2),
        ("319", "工場", 2),
    ]


def test_print_list_in_kana():
    """An office computer's list has titles in half-width kana, and a row's number one blank before the code."""
    [order] = read_text(SPOOL).orders

    assert (head_of(order)[0], head_of(order)[5]) == ("A-1", 74400)
    assert lines_of(order) == [
        ("P1006", "ﾐﾎﾝ ﾁﾔ 1L", 15, "CS", 2880, 43200),
        ("P1005", "ﾚｲｼﾞ ﾐｽﾞ 2L", 40, "CS", 780, 31200),
    ]


def test_sum_behind_empty_columns():
    """The sum of a table stands under its amounts, with empty columns between it and its label."""
    text = "注文番号\tA-1\t\t\n品名\t数量\t単位\t金額\n見本茶\t10\t袋\t5000\n合計\t\t\t5000\n"
    [order] = read_text(text).orders

    assert order.total == 5000


def test_equal_taxes_of_two_rates_are_not_the_tax():
    """Two taxes of different rates are parts of the tax, even where they are the same sum."""
    sums = (["消費税8%", "", "", 80], ["消費税10%", "", "", 80])
    [order] = read(sheet(["注文番号", "A-1"], TITLES, TEA, WATER, *sums)).orders

    assert order.tax is None


def test_who_signed_and_when_is_no_goods():
    """Rows that begin with a day under the names of goods are no goods; they are shown."""
    titles = ["品目", "単価", "数", "金額"]
    signed = (["2026/12/07 10:11", "三宅", "", "申請"], ["2026/12/08 08:40", "難波", "", "承認"])
    [order] = read(sheet(["注文番号", "A-1"], titles, ["見本茶", 500, 10, 5000], *signed)).orders

    assert (len(order.lines), findings_of(order)) == (1, [("rows-unread", "lines")])
