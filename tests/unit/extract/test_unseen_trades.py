"""What clerks of many trades write: names without a legal form, codes of many kinds, sizes across, days amid words."""

from datetime import date

import pytest

from agent.extract.labelled import Written
from agent.extract.unseen.item_code import code_alone
from agent.extract.unseen.presented import presented_in
from agent.extract.unseen.type_titles import is_type, settle_types
from tests.unit.extract.laid_out import findings_of, lines_of, pdf, read, read_text, sheet

GOODS = [["商品コード", "商品名", "数量"], ["P1", "見本茶", 10]]


def customer(*rows):
    [order] = read(sheet(*rows, [], ["注文番号", "A-1"], *GOODS)).orders
    return order.customer.as_written


def codes(*rows):
    """Return code and name of each line of a sheet."""
    [order] = read(sheet(["注文番号", "A-1"], [], *rows)).orders
    return [line[:2] for line in lines_of(order)]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("株式会社見本精密 資材G 戸塚です。", ["株式会社見本精密"]),
        ("株式会社見本マート 商品部 発注G です。店舗別に発注します。", ["株式会社見本マート"]),
        ("お世話様です、例示市立南中学校 事務室の柏木です☆", ["例示市立南中学校"]),
        ("農事組合法人みどり 古庄と申します", ["農事組合法人みどり"]),
        ("見本屋 在庫確認です。", []),
        ("見本屋 いつもの品です。", []),
        ("朝一番 山田です。", []),
        ("見本屋です。", []),
        ("見本屋 本部 購買部 第一課 山田です。", []),
    ],
)
def test_firm_department_and_person_with_blanks_between(said, names):
    """Only a firm's or trade's name before departments and persons is presented."""
    assert list(presented_in(said)) == names


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([["見本市学校給食会 物資発注書（9月第2週）"]], "見本市学校給食会"),
        ([["水槽の家みほん → 伝票商事 様"]], "水槽の家みほん"),
        ([["伝票商事 御中"], ["例示町立図書館"], ["例示町大字中央22"]], "例示町立図書館"),
        ([["今月の山田 物資発注書"]], None),
        ([["・・ → 伝票商事 様"]], None),
        ([["よろしく"], ["例示町大字中央22"]], None),
        ([["例示町立図書館"], ["担当", "例示町大字中央22"]], "例示町立図書館"),
        ([["例示町立図書館"], ["見本町立図書館"]], None),
        ([["い" * 70]], None),
        ([["FAX注文書 伝票商事株式会社行 FAX 000-0000-0000"]], None),
    ],
)
def test_whose_paper_it_is(rows, name):
    """A title, an arrow, an address or the only name of a house tells whose paper it is; whom it is for does not."""
    assert customer(*rows) == name


def test_label_in_brackets_of_full_width():
    """`（送信元）` is a label, and no part of the name behind it."""
    assert customer(["（送信先）伝票商事株式会社 酒販部 様"], ["（送信元）株式会社バー灯", "本部"]) == "株式会社バー灯"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["図番", "品名", "数量"], ["DWG-1", "板", 2]], [("DWG-1", "板")]),
        ([["図番", "品番", "品名", "数量"], ["DWG-1", "A-01", "板", 2]], [("A-01", "板")]),
        ([["型式", "品名", "数量"], ["LM-20UU", "軸受", 2], ["BK12", "台", 4]], [("LM-20UU", "軸受"), ("BK12", "台")]),
        ([["型式", "品番", "品名", "数量"], ["LM-20UU", "P1", "軸受", 2]], [("P1", "軸受")]),
        ([["型式", "品名", "数量"], ["大型", "軸受", 2]], [(None, "軸受")]),
        ([["ISBN", "書名", "本体価格", "冊数"], ["9784000000306", "港町", 1800, 4]], [("9784000000306", "港町")]),
    ],
)
def test_which_column_is_the_code(rows, found):
    """A drawing's number and a maker's type are the code where no other column is."""
    assert codes(*rows) == found


def test_types_on_cards():
    """A type is a card's code where every card has one, else more of its size."""
    text = "注文番号: A-1\n\n品名: 軸受\n型式: 6204-2RS\n数量: 5個\n\n品名: 帯\n型式: HTD-450\n数量: 8本\n"
    [order] = read_text(text).orders

    assert [line[:3] for line in lines_of(order)] == [("6204-2RS", "軸受", 5), ("HTD-450", "帯", 8)]


@pytest.mark.parametrize(
    ("cards", "left"),
    [
        ([{"type": "大型"}, {"type": "小型", "spec": "赤"}], [{"spec": "大型"}, {"spec": "赤 小型"}]),
        ([{"type": "A-01", "product_code": "P1"}, {}], [{"product_code": "P1", "spec": "A-01"}, {}]),
        ([{"type": "A-01"}, {"type": "A-01"}], [{"spec": "A-01"}, {"spec": "A-01"}]),
    ],
)
def test_types_that_are_no_codes(cards, left):
    """Types that are words, that stand beside codes, or that are the same twice are no codes."""
    given = [{name: Written(name, text, "") for name, text in card.items()} for card in cards]
    settle_types(given)

    assert [{name: value.text for name, value in card.items()} for card in given] == left
    assert not is_type("型式 A-01")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ISBN 9784000000016", "9784000000016"),
        ("品番 P-101", "P-101"),
        ("担当 P-101", ""),
        ("品番 見本", ""),
        ("品番 " + "1" * 40, ""),
    ],
)
def test_code_alone_behind_its_title(text, code):
    """A code stands behind its title without a colon."""
    assert code_alone(text) == code


def test_cards_with_codes_on_rows_of_their_own():
    """A code on a row of its own begins a card, unless the cards name their codes otherwise."""
    text = "注文番号: A-1\n\nISBN 9784000000016\n書名: 港町\n冊数: 5冊\n\nISBN 9784000000122\n書名: 図鑑\n冊数: 3冊\n"
    [order] = read_text(text).orders
    [other] = read_text(text.replace("書名: ", "品番: P-")).orders

    assert [line[:2] for line in lines_of(order)] == [("9784000000016", "港町"), ("9784000000122", "図鑑")]
    assert [line[0] for line in lines_of(other)] == ["P-港町", "P-図鑑"]


def test_sizes_across():
    """Sizes across a table are lines of one order, article by article, with no place of delivery."""
    [order] = read(
        sheet(
            ["注文番号", "A-1"],
            [],
            ["品番", "品名", "カラー", "S", "M", "L"],
            ["J1", "上着", "紺", 2, 4, None],
            ["S1", "裳", "灰", 3, None, 1],
        )
    ).orders

    assert [(line[0], line[2]) for line in lines_of(order)] == [("J1", 2), ("J1", 4), ("S1", 3), ("S1", 1)]
    assert order.deliver_to is None


@pytest.mark.parametrize(
    "said",
    [
        "5月7日(木)の便でお願いします。",
        "5月7日(木)に例示市南通6-8 製菓工場へお願いします。",
        "納品希望日: 5/7(木) 13時以降",
    ],
)
def test_day_of_arrival(said):
    """A day is told by a run, before a place, or with an hour behind it."""
    [order] = read_text(f"注文番号: A-1\n注文日: 2026年5月1日\n{said}\n・見本茶 10袋\n").orders

    assert str(order.deliver_on)[5:] == "05-07"


def test_day_whose_label_has_its_letters_apart():
    """納 and 期 in two cells are one label, also where the day stands behind the second; a colon may lead the day."""
    goods = [(40, 100, "商品コード"), (140, 100, "商品名"), (240, 100, "数量")]
    goods += [(40, 120, "P1001"), (140, 120, "見本茶"), (240, 120, "10")]
    for head in ([(40, 40, "納"), (100, 40, "期 2026年9月11日")], [(40, 40, "納期"), (100, 40, ": 2026.09.11")]):
        [order] = read(pdf([*head, *goods]), "o.pdf").orders
        assert order.deliver_on == date(2026, 9, 11)


def test_words_that_are_no_goods():
    """Papers asked for beside goods are none; a name that begins with と keeps it."""
    [order] = read_text(
        "注文番号: A-1\n・とろみ剤 3袋\n・見本茶 2袋\nその他 納品書、請求書は各1部、空欄でお願いします。\n"
    ).orders
    [spoken] = read_text("注文番号: A-1\n見本茶を10袋ととろみ剤を3袋お願いします。\n").orders

    assert [line[1:3] for line in lines_of(order)] == [("とろみ剤", 3), ("見本茶", 2)]
    assert [line[1:3] for line in lines_of(spoken)] == [("見本茶", 10), ("とろみ剤", 3)]


def test_pieces_with_their_unit():
    """A sum of cases and loose pieces may have its unit behind it."""
    [order] = read(
        sheet(["注文番号", "A-1"], [], ["商品名", "入数", "ケース", "バラ", "合計本数"], ["見本酒", 6, 2, 3, "15本"])
    ).orders

    assert lines_of(order)[0][1:4] == ("見本酒", 15, "本")
    assert "quantity-worked-out" not in [code for code, _ in findings_of(order)]


def test_site_is_no_place():
    """現場 alone says no place; behind the label 現場 stands one."""
    [order] = read_text("注文番号: A-1\n現場へ直送願います。\n\n・見本茶 10袋\n").orders
    [told] = read_text("注文番号: A-1\n現場：例示市上野原44-2 稲垣様邸\n\n・見本茶 10袋\n").orders

    assert (order.deliver_to, told.deliver_to) == (None, "例示市上野原44-2 稲垣様邸")
