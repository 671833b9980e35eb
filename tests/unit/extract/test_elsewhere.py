"""A row of a document that nothing was read from is doubted where it tells something of the order, and only there."""

from dataclasses import replace
from datetime import date

import pytest

from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Provenance, Severity
from agent.extract.elsewhere import MOST, with_else
from agent.extract.read import orders_of
from agent.extract.table import Cell, Page, Row
from tests.unit.extract.making import TEXT_FORM, a_document, a_form

NEAR = date(2026, 4, 1)
ORDER = Order(
    document="d",
    source="folder",
    number="A-1",
    customer=Customer(as_written="株式会社見本フーズ"),
    ordered_on=date(2026, 3, 31),
    deliver_on=date(2026, 4, 10),
    deliver_to="見本東京倉庫",
    lines=(OrderLine(number=1, product_code="P1001"),),
    provenance=(
        ("number", Provenance("S!B1", "A-1")),
        ("note", Provenance("S!B2", "4/12に1箱 追加 します")),
        ("lines.1.product_code", Provenance("S!A5", "P1001")),
    ),
)
TELLING = {
    "lines": [
        "P1002 浅煎りも5袋お願いします", "ほかに 見本茶 5 箱", "・浅煎り豆1kg 5袋もお願いします",
        "5袋 @2,600円 13,000円",
        "(上記のうち3袋は別便で)", "単価は2,300円でお願いします", "サンプルとして 2 pcs",
    ],
    "deliver_on": [
        "4月12日(日)AM必着", "4/12午前中までにお届け願います", "配送は4月12日で", "12日着で", "4/12必着でお願いします",
        "納期 4/20", "2回に分けて納品(4/10に5袋、4/17に5袋)", "来週月曜着希望", "4月中旬納品希望",
        "納入予定日 2026/4/13",
        "please deliver on 4/12", "分納でお願いします",
    ],
    "kind": [
        "納期変更：4/12→4/15", "(10袋→12袋)", "数量は12袋に変更", "上記はキャンセルします", "それと浅煎り5袋追加で",
        "なお、10袋は20袋の間違いでした", "前の注文書と差し替えてください", "この注文は仮です",
        "先ほどの注文は破棄してください",
        "先日の注文 A-0 は取り消しとし、こちらに差替えます", "数量を訂正いたします", "追加でお願いします",
        "価格を2,300円に",
    ],
    "deliver_to": [
        "※今回は第二倉庫に納品", "納品先：大阪第二倉庫", "納品先は大阪第二倉庫でお願いします",
        "例示工場へ直送してください",
    ],
    "number": ["注文番号はA-2として", "発注No. B-7", "注文書番号: A-1-2"],
}  # fmt: skip
ORDINARY = [
    "いつもお世話になっております。", "下記のとおり注文いたします。", "よろしくお願いいたします。",
    "株式会社見本フーズ 購買部 田中",
    "〒100-0001 東京都見本区一番町1-1 3F", "東京都見本区一番町1-2-3 本社ビル", "TEL 03-1234-5678 FAX 03-1234-5679",
    "携帯 090-1111-2222", "E-mail: order@mihon-foods.example", "https://example.jp/",
    "営業時間 9:00～17:00 土日祝休み",
    "受付時間は9時から17時にお願いします", "4/29～5/5は休業のため配送できません", "毎週月曜配送",
    "5,000円以上で送料無料",
    "10箱以上で送料無料", "送料 1,000円", "値引 -500円", "小計 24,000", "消費税(10%) 2,400", "合計数量 10袋",
    "振込先 見本銀行 本店 普通 1234567", "月末締め翌月末払い", "納品後30日以内にお支払い", "- 2 -", "1/3 ページ",
    "変更がある場合はご連絡ください", "ご注文の変更はできません", "キャンセルの場合は前日までにお願いします",
    "納期を変更される場合はご連絡をお願いします", "お間違いのないようお願いします",
    "誤って受信された方は破棄してください",
    "荷姿 10袋×1箱", "前回分 5袋は到着しました", "4/1に出荷しました", "納品書は同封してください", "納品先:",
    "納品先 同上",
    "納品先 納品日", "納期 4/10", "納品先 見本東京倉庫", "注文番号 A-1", "登録番号 T1234567890123",
    "有効期限 2026年4月30日",
    "担当 田中 印", "備考は納品書へ", "P1001の価格は先月と同じです", "2枚目もご覧ください", "単位:袋",
    "10時→17時で受付",
    "単価は4月1日にお見積りのとおりお願いします", "出荷日 4/8", "【追加分】", "午前中着でお願いします",
    "カタログNo. X1234",
]  # fmt: skip


def page(*rows: str) -> Page:
    """Put rows below row 10 of a sheet, each in one cell."""
    texts = enumerate(rows, 11)
    return Page("S", tuple(Row((Cell(text, 0, 0, f"S!A{at}"),), f"S!{at}") for at, text in texts), 1)


def told(*rows: str, order: Order = ORDER) -> list[tuple[str, str]]:
    [read] = with_else([order], [page(*rows)], NEAR)
    return [(one.code, one.field) for one in read.findings if one not in order.findings]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in TELLING.items() for text in texts])
def test_row_that_tells_something_else_is_doubted(name, text):
    """By what it tells, with its place and text."""
    [read] = with_else([ORDER], [page(text)], NEAR)
    [found] = read.findings

    assert (found.code, found.severity, found.field) == ("written-elsewhere", Severity.DOUBT, name)
    assert dict(found.values)["place"] == "S!A11"


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_row_says_nothing(text):
    assert told(text) == []


def test_what_was_read_is_not_told_again():
    """A row of a line, a cell that a field was read from, and a text that is part of one."""
    line = Row((Cell("P1001", 0, 0, "S!A5"), Cell("5袋追加します", 1, 1, "S!B5")), "S!5")
    field = Row((Cell("4/12に", 0, 0, "S!B1"), Cell("着", 1, 1, "S!C1")), "S!1")
    [read] = with_else([ORDER], [Page("S", (line, field), 1), page("4/12に1箱 追加")], NEAR)

    assert read.findings == ()


def test_row_of_a_table_is_no_goods_beside_it():
    """A price list goes on below what is ordered."""
    row = Row(tuple(Cell(text, at, at, f"S!{at}9") for at, text in enumerate(("P1002", "茶 5袋", "100"))), "S!9")
    [read] = with_else([ORDER], [Page("S", (row,), 1)], NEAR)

    assert read.findings == ()


def test_few_doubts_of_a_kind_and_none_of_what_is_doubted_already():
    known = ORDER.with_findings(Finding("value-ambiguous", Severity.DOUBT, "deliver_on"))

    assert told(*(f"茶 {n}袋" for n in range(1, 9))) == [("written-elsewhere", "lines")] * MOST
    assert told("4/12必着", order=known) == []


def test_change_is_no_change_of_a_change():
    """A paper that is a change speaks of one."""
    change = replace(ORDER, kind=OrderKind.CHANGE)

    assert told("数量は12袋に変更", order=change) == []
    assert with_else([], [page("数量は12袋に変更")], NEAR) == ()


@pytest.mark.parametrize("forms", [[a_form(TEXT_FORM)], []])
def test_asked_of_every_document(forms):
    """With a form and without one."""
    text = "注文書\n注文番号: A1\n納期: 2026-04-10\nP1 x10\n" if forms else "注文書\n納期: 2026-04-10\n1) P-1 茶 10袋\n"
    [order] = orders_of(a_document(f"{text}\n4/12必着でお願いします\n".encode(), "o.txt"), forms).orders

    assert any(one.field == "deliver_on" for one in order.findings)
