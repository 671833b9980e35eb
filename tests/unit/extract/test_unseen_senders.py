"""Who orders: the paper's own title, blocks without a legal form, persons, and labels that may mean the seller."""

import pytest

from agent.extract.unseen.company import company_in
from tests.unit.extract.laid_out import findings_of, read, read_text, sheet

GOODS = [["商品コード", "商品名", "数量"], ["P1", "見本茶", 10]]


def customer(*rows):
    [order] = read(sheet(*rows, [], ["注文番号", "A-1"], *GOODS)).orders
    return order.customer.as_written


def writer(text):
    [order] = read_text(text).orders
    return order.customer.as_written


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("見本青果株式会社 発注一覧表", "見本青果株式会社"),
        ("発注書(見本食品株式会社)", "見本食品株式会社"),
        ("見本屋 発注書", "見本屋"),
        ("見本屋(本店)", "見本屋(本店)"),
        ("有限会社見本製菓(土井)", "有限会社見本製菓"),
        ("株式会社見本フーズ 馬場", "株式会社見本フーズ"),
        ("株式会社見本フーズ 馬場 太郎 ㊞", "株式会社見本フーズ"),
        ("株式会社見本フーズ 購買部 馬場", "株式会社見本フーズ"),
        ("株式会社見本フーズ 大阪支店", "株式会社見本フーズ 大阪支店"),
        ("株式会社見本フーズ 大阪支店 馬場", "株式会社見本フーズ 大阪支店"),
        ("株式会社見本フーズ 大阪", "株式会社見本フーズ 大阪"),
        ("株式会社見本フーズ 例示工場 購買課", "株式会社見本フーズ"),
        ("(株)見本フーズ セントラルキッチン", "(株)見本フーズ"),
        ("株式会社 見本", "株式会社 見本"),
        ("株式会社 見本 馬場", "株式会社 見本"),
        ("株式会社見本 リゾート 事業", "株式会社見本 リゾート 事業"),
        ("発注書", "発注書"),
    ],
)
def test_name_alone(text, name):
    """Title, department, person and seal are no part of the name; a branch or a place is."""
    assert company_in(text) == name


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([["見本屋"], ["〒100-0001 東京都千代田区1-1"], ["TEL 03-1234-5678"]], "見本屋"),
        ([["例示市立第二小学校"], ["事務室"], ["山田 太郎"], ["TEL 03-1234-5678"]], "例示市立第二小学校"),
        ([["見本ホテル 調理部"], ["TEL 03-1234-5678"]], "見本ホテル"),
        ([["伝票屋 御中"], ["見本屋"], ["TEL 03-1234-5678"], ["FAX 03-1234-5679"]], "見本屋"),
        ([["伝票屋 行 (FAX 03-1234-5678)"]], None),
        ([["お世話になっております。"], ["TEL 03-1234-5678"]], None),
        ([["12345"], ["TEL 03-1234-5678"]], None),
        ([["TEL 03-1234-5678"]], None),
        ([["", "見本屋"], ["TEL 03-1234-5678"]], "見本屋"),
        ([["見本屋"], ["一号館"], ["12345"], ["購買部"], ["山田 太郎"], ["TEL 03-1234-5678"]], "一号館"),
        ([["見本屋"], ["11"], ["12345"], ["購買部"], ["山田 太郎"], ["TEL 03-1234-5678"]], "見本屋"),
        ([["発注書"], ["TEL 03-1234-5678"]], None),
    ],
)
def test_block_without_a_legal_form(rows, name):
    """A name of a trade right above address and telephone, or the only one above the goods, sends the paper."""
    assert customer(*rows) == name


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([["取引先名", "伝票商事株式会社"], ["", "", "株式会社見本フーズ"], ["", "", "TEL 03-1111-2222"]],
         "株式会社見本フーズ"),
        ([["見本商事(株) 発注書"], ["御社名", "伝票商事"]], "見本商事(株)"),
        ([["店名", "本町店"], ["", "", "株式会社見本フーズ"], ["", "", "TEL 03-1111-2222"]], "株式会社見本フーズ"),
        ([["店名", "株式会社見本フーズ"], ["", "", "伝票商事株式会社"], ["", "", "TEL 03-1111-2222"]],
         "株式会社見本フーズ"),
        ([["取引先名", "見本屋"]], "見本屋"),
        ([["(株)見本フーズ"], ["発注者", "中原"]], "(株)見本フーズ"),
        ([["Mihon Foods K.K."], ["Buyer", "T. Nomura"]], "Mihon Foods K.K."),
        ([["(株)見本フーズ"], ["発注者", "大阪店"]], "大阪店"),
        ([["株式会社見本フーズ 購買部"], ["伝票屋 御中"]], "株式会社見本フーズ"),
        ([["株式会社見本フーズ 購買部"], ["伝票屋", "御中"]], "株式会社見本フーズ"),
        ([["伝票商事株式会社", "", "株式会社見本フーズ"], ["", "", "大阪市"], ["営業部 宮内 様"]],
         "株式会社見本フーズ"),
        ([["ようこそ 伝票商事株式会社 さん"], ["株式会社見本フーズ"]], "株式会社見本フーズ"),
        ([["発注先", "伝票商事株式会社"], ["TO (発注先)", "納期"], ["例示商事株式会社", "4/1"], ["株式会社見本フーズ"]],
         "株式会社見本フーズ"),
        ([["取引先", "甲"], ["株式会社見本", "", "TEL 03-1111-2222"], ["株式会社例示", "", "TEL 03-1111-3333"]],
         "甲"),
    ],
)  # fmt: skip
def test_label_that_may_mean_the_seller(rows, name):
    """取引先 and 貴社 are the seller to a buyer, 店名 may be a branch: who issues the paper counts before them."""
    assert customer(*rows) == name


def test_two_titles_of_their_own():
    """Two firms whose titles stand on one paper are not chosen between."""
    [order] = read(sheet(["株式会社見本 発注書"], ["株式会社例示 発注書"], ["注文番号", "A-1"], *GOODS)).orders

    assert (order.customer.as_written, findings_of(order)) == (None, [("value-ambiguous", "customer_name")])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("見本屋です。\n・見本茶 10袋\n", "見本屋"),
        ("山田です。\n・見本茶 10袋\n", None),
        ("株式会社見本フーズ 様よりご注文がありました。\n・見本茶 10袋\n", "株式会社見本フーズ"),
        ("・見本茶 10袋\n\n見本ホテル 調理部\n山田\nTEL 03-1234-5678", "見本ホテル"),
    ],
)
def test_mail(text, name):
    """A mail's sentence or signature names a firm of a trade; a person's name is no firm."""
    assert writer(text) == name


def test_blank_row_between_a_firm_and_whom_it_is_addressed_to():
    """A row between that holds nothing over the person is passed over: the firm above is addressed."""
    rows = [["伝票商事株式会社"], ["", "", "", "", "2026/4/1"], ["ご担当者様"], ["", "", "", "", "株式会社見本フーズ"]]
    [order] = read(sheet(*rows, ["注文番号", "A-1"], ["商品名", "数量"], ["見本茶", 10])).orders

    assert order.customer.as_written == "株式会社見本フーズ"


def test_firm_above_a_firm_with_its_department_is_not_addressed():
    """`伝票商事株式会社 営業部 御中` names its own firm: what stands above it is somebody else."""
    rows = [["株式会社見本フーズ"], ["伝票商事株式会社 営業部 御中"]]
    [order] = read(sheet(*rows, ["注文番号", "A-1"], ["商品名", "数量"], ["見本茶", 10])).orders

    assert order.customer.as_written == "株式会社見本フーズ"
