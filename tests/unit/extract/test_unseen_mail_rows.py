"""Mails whose tables give each article two rows, some of their cells as high as both or as wide as several."""

import pytest

from agent.core.order import Order
from tests.unit.extract.laid_out import lines_of, read

HIGH, WIDE = "rowspan=2", "colspan=2"


def only(*rows: list[tuple[str, str]]) -> Order:
    cells = ("".join(f"<td {how}>{text}</td>" for how, text in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    content = f"<p>注文番号：Z-77</p><table border=1>{table}</table><p>よろしく</p>"
    [order] = read(content, "body.html", "", "text/html").orders
    assert order.number == "Z-77"
    return order


def test_code_alone_below_the_name():
    order = only(
        [(HIGH, "No"), ("", "品名"), (HIGH, "数量"), (HIGH, "単位")],
        [("", "商品コード")],
        [(HIGH, "1"), ("", "布テープ"), (HIGH, "12"), (HIGH, "巻")],
        [("", "A-100")],
        [(HIGH, "2"), ("", "軍手"), (HIGH, "3"), (HIGH, "束")],
        [("", "A-205")],
    )
    assert lines_of(order) == [("A-100", "布テープ", 12, "巻", None, None), ("A-205", "軍手", 3, "束", None, None)]


@pytest.mark.parametrize("name", ["商品名", "品名・規格", "品名"])
def test_name_over_two_codes(name):
    """Whether or not the name's title makes another with one of those below it."""
    order = only(
        [(HIGH, "行"), (WIDE, name), (HIGH, "数量"), (HIGH, "単価"), (HIGH, "金額")],
        [("", "JANコード"), ("", "貴社品番")],
        [(HIGH, "1"), (WIDE, "布テープ"), (HIGH, "12"), (HIGH, "100"), (HIGH, "1,200")],
        [("", "4909876001011"), ("", "A-100")],
        [(HIGH, "2"), (WIDE, "軍手"), (HIGH, "3"), (HIGH, "300"), (HIGH, "900")],
        [("", "4909876001028"), ("", "A-205")],
        [("colspan=5", "合計"), ("", "2,100")],
    )
    assert lines_of(order) == [("A-100", "布テープ", 12, None, 100, 1200), ("A-205", "軍手", 3, None, 300, 900)]
    assert order.total == 2100


def test_what_the_second_row_says_is_not_lost():
    """A size and a remark beside the code ask a person."""
    order = only(
        [(WIDE, "商品名"), (HIGH, "数量"), (HIGH, "単位")],
        [("", "品番"), ("", "規格")],
        [(WIDE, "布テープ"), (HIGH, "12"), (HIGH, "巻")],
        [("", "A-100"), ("", "50mm 白に変更")],
        [(WIDE, "軍手"), (HIGH, "3"), (HIGH, "束")],
        [("", "A-205"), ("", "")],
    )
    assert [line.product_code for line in order.lines] == ["A-100", "A-205"]
    told = [dict(one.values)["text"] for one in order.findings if one.code == "written-elsewhere"]
    assert any("白に変更" in text for text in told)


def test_quantity_below_the_name():
    order = only(
        [(HIGH, "#"), ("colspan=3", "Item")],
        [("", "SKU"), ("", "Qty"), ("", "Unit")],
        [(HIGH, "1"), ("colspan=3", "Cloth tape")],
        [("", "A-100"), ("", "12"), ("", "roll")],
        [(HIGH, "2"), ("colspan=3", "Work gloves")],
        [("", "A-205"), ("", "3"), ("", "box")],
    )
    assert lines_of(order) == [
        ("A-100", "Cloth tape", 12, "roll", None, None), ("A-205", "Work gloves", 3, "box", None, None),
    ]  # fmt: skip


def test_plain_table_stays_one():
    """商品 over コード and 名称 are the titles of one row."""
    order = only(
        [(WIDE, "商品"), (HIGH, "数量")],
        [("", "コード"), ("", "名称")],
        [("", "A-100"), ("", "布テープ"), ("", "12")],
        [("", "A-205"), ("", "軍手"), ("", "3")],
    )
    assert lines_of(order) == [("A-100", "布テープ", 12, None, None, None), ("A-205", "軍手", 3, None, None, None)]


TITLES = ("コード", "品名", "単位", "単価", "注文数", "金額")
ASKED = [("A-1", "水", "箱", "100", "3", "300"), ("A-2", "茶", "袋", "250", "2", "500")]


def pasted(*rows: tuple[str, ...], total: str) -> Order:
    return only(*([("", text) for text in row] for row in (TITLES, *rows)), [("colspan=5", "合計"), ("", total)])


@pytest.mark.parametrize(
    "left_open",
    [
        [("B-1", "塩", "袋", "90", "", "")],
        [("B-1", "塩", "袋", "90", "0", "0")],
        [("B-1", "塩", "袋", "90", "", "0")],
        [("B-1", "塩", "袋", "90", "&nbsp;", "&nbsp;"), ("B-2", "酢", "本", "80", "0", "")],
        [("B-1", "塩", "袋", "", "", ""), ("B-2", "酢", "本", "80", "", ""), ("B-3", "油", "缶", "900", "", "")],
    ],
)
def test_open_rows_of_a_pasted_list_are_no_lines_where_the_others_are_the_total(left_open):
    """They are told, as a quantity may be missing."""
    order = pasted(ASKED[0], *left_open, ASKED[1], total="800")

    assert [line.product_code for line in order.lines] == ["A-1", "A-2"]
    assert "rows-without-quantity" in {one.code for one in order.findings}


def test_open_rows_stay_lines_where_the_others_are_not_the_total():
    order = pasted(ASKED[0], ("B-1", "塩", "袋", "90", "", ""), ASKED[1], total="890")

    assert [line.product_code for line in order.lines] == ["A-1", "B-1", "A-2"]


def answered(*rows: tuple[str, str]) -> Order:
    return only(*([("", asked), ("", answer)] for asked, answer in (("様式", "注文フォーム"), *rows)))


@pytest.mark.parametrize(
    "labels",
    [
        ("品目{}", "品目{} 数量"),
        ("商品{}", "商品{}の個数"),
        ("商品名({})", "数量({})"),
        ("品名{}", "数量{}"),
        ("Item {}", "Item {} Quantity"),
    ],
)
def test_answers_of_a_form_that_counts_its_articles(labels):
    """Numbers left blank are none."""
    answers = [("手袋 Sサイズ 200枚", "6箱"), ("綿 100包", "10箱"), ("", "")]
    order = answered(
        *(
            (label.format(at), text)
            for at, own in enumerate(answers, 1)
            for label, text in zip(labels, own, strict=True)
        )
    )
    assert [line[1:4] for line in lines_of(order)] == [("手袋 Sサイズ 200枚", 6, "箱"), ("綿 100包", 10, "箱")]
    assert {one.code for one in order.findings} == {"layout-unseen"}


@pytest.mark.parametrize(("half", "told"), [(("綿 100包", ""), "品目2 綿 100包"), (("", "3箱"), "品目2 数量 3箱")])
def test_answer_left_half_open_is_told(half, told):
    """Neither what nor how many is made up from the other rows."""
    name, asked = half
    order = answered(("品目1", "手袋"), ("品目1 数量", "6箱"), ("品目2", name), ("品目2 数量", asked))

    assert [line[1:4] for line in lines_of(order)] == [("手袋", 6, "箱")]
    assert [dict(one.values)["text"] for one in order.findings if one.code == "rows-unread"] == [told]
