"""What common sheets hold below and above their goods is read as what it is, and goods stay goods."""

import pytest

from agent.extract.table import Cell
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.strips import Strip
from tests.unit.extract.laid_out import findings_of, lines_of, pdf, read, read_text, sheet

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


def test_name_and_size_in_one_cell_are_the_name():
    order = order_of(["商品名・サイズ", "ご注文数"], ["見本紙 100枚", "10"], ["見本布 白 240匁", "3"])

    assert [name for _, name, *_ in lines_of(order)] == ["見本紙 100枚", "見本布 白 240匁"]


def test_quantity_and_unit_far_apart_are_one():
    rows = [(60, 60, "発注書"), (60, 90, "品名"), (260, 90, "数量"), (360, 90, "金額")]
    rows += [(60, 110, "見本茶"), (255, 110, "5"), (275, 110, "箱"), (360, 110, "500")]
    rows += [(60, 130, "見本水"), (255, 130, "10"), (275, 130, "袋"), (360, 130, "900")]
    rows += [(60, 150, "※ 欠品のある場合は前週の水曜日までに係まで必ずご連絡ください。")]
    [order] = read(pdf(rows), "o.pdf").orders

    assert [(name, asked, unit) for _, name, asked, unit, *_ in lines_of(order)] == [
        ("見本茶", 5, "箱"),
        ("見本水", 10, "袋"),
    ]


def test_a_value_that_reaches_under_the_next_label_is_cut():
    cells = [(60, 60, "注文書"), (60, 90, "お届け先"), (260, 90, "希望納品日"), (360, 90, "支払方法")]
    cells += [
        (60, 104, "例示市青葉二丁目六の七 見本ビル 東館五階"),
        (260, 104, "2026/05/08"),
        (360, 104, "請求書払い"),
    ]
    cells += [(60, 140, "品名"), (260, 140, "数量"), (60, 160, "見本茶"), (260, 160, "5")]
    [order] = read(pdf(cells), "o.pdf").orders

    assert (str(order.deliver_on), order.deliver_to) == ("2026-05-08", "例示市青葉二丁目六の七 見本ビル 東館五階")


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([["宛先", "伝票商事株式会社 電材課 行", "(有)見本電気"]], "(有)見本電気"),
        ([["見本工業株式会社　発注依頼リスト（伝票商事様 共有用）"]], "見本工業株式会社"),
        ([["伝票商事 様"], ["麦の音ベーカリー　熊谷"]], "麦の音ベーカリー"),
        ([["例示市立見本小学校"], ["事務職員 吉良"]], "例示市立見本小学校"),
        ([["発注先　伝票商事株式会社", "", "見本内科クリニック"]], "見本内科クリニック"),
        ([["麦の音ベーカリー"], ["海の音ベーカリー"]], None),
        ([["納品場所", "例示市立見本小学校"]], None),
    ],
)
def test_who_orders_by_what_stands_at_the_top(rows, name):
    assert order_of(*rows, ["品名", "数量"], ["見本茶", "3"]).customer.as_written == name


def test_a_name_of_a_trade_alone_is_doubted():
    order = order_of(["麦の音ベーカリー"], ["品名", "数量"], ["見本茶", "3"])

    assert ("value-unnamed", "customer_name") in findings_of(order)


def test_a_shop_with_its_code_gives_way_to_its_firm():
    order = order_of(
        ["店舗", "0104 例示駅ビル店"], ["品名", "数量"], ["見本茶", "3"], [], ["株式会社ダミーマート 商品本部 資材課"]
    )

    assert (order.customer.as_written, order.customer.code, order.deliver_to) == (
        "株式会社ダミーマート",
        None,
        "0104 例示駅ビル店",
    )


def test_days_and_codes_beside_their_words():
    order = order_of(
        ["注文書　2026年1月19日（月）"], ["貴社得意先コード", "0031500"], ["品名", "発注量"], ["見本茶", "3"]
    )

    assert (str(order.ordered_on), order.customer.code, len(order.lines)) == ("2026-01-19", "0031500", 1)


def test_a_row_with_a_label_of_its_own_is_no_part_of_the_address_above():
    order = order_of(["届け先", "例題市立図書館1F電気室"], ["注番", "26-0903A館"], ["品名", "数量"], ["見本茶", "3"])

    assert order.deliver_to == "例題市立図書館1F電気室"


def test_sums_of_rates_in_one_cell_tell_the_rate_of_unmarked_lines():
    rows = [["品名", "数量", "単価", "金額"], ["見本茶 ※", "2", "500", "1000"], ["見本紙", "3", "100", "300"]]
    order = order_of(
        *rows, ["(8%対象 1,000 消費税 80)"], ["(10%対象 300 消費税 30)"], ["※印は軽減税率(8%)対象商品です。"]
    )

    assert [str(line.tax_rate) for line in order.lines] == ["0.08", "0.1"]


def test_clauses_of_a_letter_are_one_article():
    """`２ 数 量  １台` below 記: numbered clauses whose labels' letters stand apart."""
    rows = [("１ 品", "名", "見本冷蔵庫 SC-2"), ("２ 数", "量", "１台"), ("３ 単", "価", "２４８，０００円(税抜)")]
    cells = [(79, 60, "下記のとおり注文しますので、期日までに納入願います。"), (292, 90, "記")]
    cells += [
        (x, 110 + 18 * y, text) for y, row in enumerate(rows) for x, text in zip((85, 138, 169), row, strict=True)
    ]
    cells += [(85, 170, "４ 納入期限"), (169, 170, "令和８年１０月１６日")]
    [order] = read(pdf(cells), "o.pdf", "物品の購入について").orders

    assert lines_of(order) == [(None, "見本冷蔵庫 SC-2", 1, "台", 248000, None)]
    assert str(order.deliver_on) == "2026-10-16"


def test_letters_of_one_title_in_three_cells():
    cells = tuple(Cell(text, at, at, f"{at}") for at, text in enumerate(["食", "材", "名", "数量"]))

    assert titles_in(Strip(cells, "1", 0, 4), 0).fields == {"product_name", "quantity"}
