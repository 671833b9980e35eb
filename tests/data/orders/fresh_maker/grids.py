"""Forms on squared paper: workbooks of narrow columns with merged cells."""

from datetime import date
from typing import Any

from more_maker.book import Book
from xlsxwriter.utility import xl_col_to_name

from .base import Drawn, Row, Sums, document, good, told, yen


class Squares:
    """A sheet of squares; places are rows from 1 and columns from 0."""

    def __init__(self, sheet: str, columns: int, size: float = 2.4) -> None:
        self.book = Book(sheet)
        self.book.widths(*[size] * columns)

    def put(self, row: int, column: int, span: int, value: Any, spec: str = "", down: int = 1) -> None:
        """Writes a value over span columns and down rows."""
        first, last = xl_col_to_name(column), xl_col_to_name(column + span - 1)
        name = f"{first}{row}:{last}{row + down - 1}" if span * down > 1 else f"{first}{row}"
        self.book.put(name, value, spec)

    def line(self, row: int, spans: list[tuple[int, int]], values: tuple[Any, ...], spec: str = "b") -> None:
        """Writes values into the given columns and spans of a row."""
        for (column, span), value in zip(spans, values, strict=True):
            self.put(row, column, span, value, spec)


@document("xlsx-site.xlsx", "xlsx-grid", "a builder's order on squares with seal boxes and a block of terms")
def site() -> Drawn:
    rows = [
        Row(None, "単管パイプ 48.6φ 4m", 60, "本", 2350, "0.1"),
        Row(None, "直交クランプ", 120, "個", 210, "0.1"),
        Row(None, "例示OPPテープ 48mm 50巻", 1, "箱", 5400, "0.1"),
    ]
    form = Squares("注文書", 40)
    form.put(1, 12, 16, "注　文　書", "t")
    form.put(1, 30, 10, "注文番号 ケン-260-118")
    form.put(2, 30, 10, "2026年10月1日")
    form.put(3, 0, 16, "伝票商事株式会社　殿", "u")
    for line, text in enumerate(("架空市建町3-9", "株式会社ダミー組", "代表取締役　建部　実", "電話 055-000-3939"), 3):
        form.put(line, 24, 16, text)
    for place, text in enumerate(("部長", "課長", "係")):
        form.put(8, 28 + place * 4, 4, text, "h")
        form.put(9, 28 + place * 4, 4, "", "b", 3)
    for line, label, value in (
        (8, "工事名", "空町マンション新築工事"),
        (9, "納入場所", "架空市空町5丁目 作業所内資材置場"),
        (10, "納入期日", "2026年10月9日　午前"),
        (11, "支払条件", "20日締 翌々月10日 現金100%"),
    ):
        form.put(line, 0, 5, label, "h")
        form.put(line, 5, 20, value, "b")
    sums = Sums(rows)
    form.put(13, 0, 8, "注文金額", "h")
    form.put(13, 8, 12, f"¥{yen(sums.gross)}-", "b")
    form.put(13, 20, 12, f"(うち消費税等 ¥{yen(sums.tax)})", "b")
    spans = [(0, 15), (15, 4), (19, 3), (22, 6), (28, 7), (35, 5)]
    form.line(15, spans, ("品名・規格", "数量", "単位", "単価", "金額", "摘要"), "h")
    for line, row in enumerate(rows, 16):
        form.line(line, spans, (row.name, row.quantity, row.unit, row.price, row.amount, ""), "by")
    for line in range(19, 24):
        form.line(line, spans, ("",) * 6)
    for line, label, value in ((24, "小計", sums.total), (25, "消費税(10%)", sums.tax), (26, "合計", sums.gross)):
        form.put(line, 15, 13, label, "h")
        form.put(line, 28, 7, value, "by")
    head = {"number": "ケン-260-118", "ordered_on": date(2026, 10, 1), "deliver_on": date(2026, 10, 9)}
    head.update(customer_name="株式会社ダミー組", deliver_to="架空市空町5丁目 作業所内資材置場", **sums.head)
    order = told(rows, "name quantity unit price amount", **head)
    return Drawn(form.book.done(), [order], {"orders.0.lines.0.tax_rate": "one rate in the sums, none on the lines"})


@document(
    "xlsx-ward.xlsx", "xlsx-grid", "a hospital's request, each article on two rows: code and maker above, name below"
)
def ward() -> Drawn:
    rows = [
        good("P4002", 6, name="見本アルコール除菌液 5L", price=None),
        good("P4004", 10, name="サンプルニトリル手袋 M 100枚×10", price=None),
        good("P4003", 12, name="サンプルペーパータオル 200枚×40", price=None),
        Row("M-5520", "サージカルマスク ふつう 50枚入", 40, "箱"),
    ]
    form = Squares("物品請求", 36)
    form.put(1, 0, 20, "医療法人社団例題会　例題記念病院", "")
    form.put(2, 8, 18, "診療材料等 物品請求(注文)票", "t")
    form.put(4, 0, 5, "業者名", "h")
    form.put(4, 5, 13, "伝票商事", "b")
    form.put(4, 18, 5, "請求日", "h")
    form.put(4, 23, 13, date(2026, 11, 25), "bd")
    form.put(5, 0, 5, "部署", "h")
    form.put(5, 5, 13, "中央材料室(内線2231)", "b")
    form.put(5, 18, 5, "伝票No", "h")
    form.put(5, 23, 13, "Z0098812", "b")
    form.put(6, 0, 5, "納品先", "h")
    form.put(6, 5, 13, "B1F SPDセンター", "b")
    form.put(6, 18, 5, "納入希望日", "h")
    form.put(6, 23, 13, date(2026, 12, 1), "bd")
    form.line(8, [(0, 2), (2, 8), (10, 12)], ("項", "貴社コード", "メーカー"), "h")
    form.put(8, 22, 5, "数量", "h", 2)
    form.put(8, 27, 4, "単位", "h", 2)
    form.put(8, 31, 5, "在庫数", "h", 2)
    form.line(9, [(0, 2), (2, 20)], ("", "品名・規格"), "h")
    for place, row in enumerate(rows):
        line = 10 + place * 2
        form.put(line, 0, 2, place + 1, "b", 2)
        form.line(line, [(2, 8), (10, 12)], (row.code, "見本化学" if place < 3 else "架空メディカル"))
        form.put(line + 1, 2, 20, row.name, "b")
        form.put(line, 22, 5, row.quantity, "b", 2)
        form.put(line, 27, 4, row.unit, "b", 2)
        form.put(line, 31, 5, (3, 2, 0, 8)[place], "b", 2)
    form.put(19, 0, 36, "備考:マスクは在庫僅少のため最優先でお願いします。", "b")
    head = {"number": "Z0098812", "ordered_on": date(2026, 11, 25), "deliver_on": date(2026, 12, 1)}
    head.update(customer_name="医療法人社団例題会 例題記念病院", deliver_to="B1F SPDセンター")
    order = told(rows, "code name quantity unit", **head)
    return Drawn(
        form.book.done(), [order], {"orders.0.customer_name": "the body that runs the hospital, and the hospital"}
    )


@document("xlsx-town.xlsx", "xlsx-grid", "a town office's order in words of contracts, money with tax, era days")
def town() -> Drawn:
    rows = [
        good("P1005", 30, name="例示ミネラルウォーター 2L×6本"),
        Row(None, "アルファ米 五目 50食入", 4, "箱", 15200, "0.08"),
    ]
    sums = Sums(rows)
    form = Squares("発注書", 34)
    form.put(1, 24, 10, "架防第412号")
    form.put(2, 24, 10, "令和8年10月14日")
    form.put(3, 0, 16, "伝票商事株式会社　様")
    form.put(5, 20, 14, "例示郡架空町長　大嶋　修")
    form.put(7, 12, 10, "発　注　書", "t")
    form.put(8, 0, 34, "下記のとおり発注しますので、期限までに納入してください。")
    facts = (
        ("件名", "防災備蓄品の購入"),
        ("納入期限", "令和8年10月30日"),
        ("納入場所", "架空町役場 北側防災倉庫"),
        ("契約金額", f"金{yen(sums.gross)}円"),
        ("", f"(うち取引に係る消費税及び地方消費税の額 {yen(sums.tax)}円)"),
        ("契約保証金", "免除"),
        ("支払方法", "検査合格後、請求書受理の日から30日以内"),
        ("担当", "総務課防災係　電話 0000-22-1111"),
    )
    for line, (label, value) in enumerate(facts, 10):
        form.put(line, 0, 7, label, "b")
        form.put(line, 7, 27, value, "b")
    spans = [(0, 16), (16, 4), (20, 4), (24, 5), (29, 5)]
    form.put(19, 0, 34, "内訳")
    form.line(20, spans, ("品名", "数量", "単位", "単価(税抜)", "金額(税抜)"), "h")
    for line, row in enumerate(rows, 21):
        form.line(line, spans, (row.name, row.quantity, row.unit, row.price, row.amount), "by")
    form.line(23, spans, ("計", "", "", "", sums.total), "by")
    head = {"number": "架防第412号", "ordered_on": date(2026, 10, 14), "deliver_on": date(2026, 10, 30)}
    head.update(customer_name="架空町", deliver_to="架空町役場 北側防災倉庫", **sums.head)
    judgement = {
        "orders.0.customer_name": "the mayor signs for the town",
        "orders.0.number": "the number of the letter",
    }
    return Drawn(form.book.done(), [told(rows, "name quantity unit price amount", **head)], judgement)


@document(
    "xlsx-digits.xlsx",
    "xlsx-grid",
    "a fax form on squares: the customer's code and the codes of articles one figure to a square",
)
def digits() -> Drawn:
    rows = [
        good("P2006", 4),
        good("P2005", 2),
        good("P2004", 10),
        good("P4001", 5),
        good("P1005", 10),
        good("P4003", 3),
    ]
    form = Squares("FAX注文", 40)
    form.put(1, 0, 40, "ＦＡＸ注文書", "t")
    form.put(2, 0, 20, "伝票商事(株) 受注係 行　FAX 03-0000-2222")
    form.put(4, 0, 7, "お客様コード", "h")
    for place, figure in enumerate("C011"):
        form.put(4, 7 + place, 1, figure, "b")
    form.put(4, 13, 5, "お客様名", "h")
    form.put(4, 18, 14, "見本デリカ株式会社", "b")
    form.put(4, 32, 8, "様", "b")
    form.put(5, 0, 7, "ご注文日", "h")
    form.put(5, 7, 11, "2026年 11月 30日", "b")
    form.put(5, 18, 5, "納品日", "h")
    form.put(5, 23, 17, "2026年 12月 3日 (木)", "b")
    form.put(6, 0, 7, "納品場所", "h")
    form.put(6, 7, 33, "第二工場 原料受入口", "b")
    form.put(8, 0, 7, "商品コード", "h")
    form.line(8, [(7, 19), (26, 5), (31, 4), (35, 5)], ("商品名", "数量", "単位", "備考"), "h")
    for line, row in enumerate(rows, 9):
        for place, figure in enumerate("  " + str(row.code)):
            form.put(line, place, 1, figure.strip(), "b")
        form.line(line, [(7, 19), (26, 5), (31, 4), (35, 5)], (row.name, row.quantity, row.unit, ""))
    for line in range(9 + len(rows), 17):
        for place in range(7):
            form.put(line, place, 1, "", "b")
        form.line(line, [(7, 19), (26, 5), (31, 4), (35, 5)], ("", "", "", ""))
    form.put(18, 0, 40, "●当日15時までのご注文は翌営業日発送　●変更・取消は前日12時までにご連絡ください")
    head = {"ordered_on": date(2026, 11, 30), "deliver_on": date(2026, 12, 3), "customer_code": "C011"}
    head.update(customer_name="見本デリカ株式会社", deliver_to="第二工場 原料受入口")
    return Drawn(form.book.done(), [told(rows, "code name quantity unit", **head)])


@document("xlsx-cards.xlsx", "xlsx-grid", "every article is a card of labels and values, two cards to a row")
def cards() -> Drawn:
    rows = [
        good("P5001", 1, name="業務用コーヒーメーカー DX-1"),
        good("P1001", 20, name="コーヒー豆 深煎り 1kg"),
        Row(None, "コーヒーフィルター 4〜7杯用 100枚", 10, "袋", 380),
    ]
    form = Squares("発注連絡票", 36, 2.6)
    form.put(1, 0, 18, "発注連絡票", "t")
    form.put(1, 20, 6, "発注番号", "h")
    form.put(1, 26, 10, "KH26-0773", "b")
    form.put(2, 20, 6, "発注日", "h")
    form.put(2, 26, 10, "26/11/10", "b")
    form.put(3, 20, 6, "発注元", "h")
    form.put(3, 26, 10, "架空ホテル", "b")
    form.put(4, 20, 6, "部門", "h")
    form.put(4, 26, 10, "料飲部 朝食会場", "b")
    form.put(3, 0, 18, "伝票商事　営業担当者様")
    for place, row in enumerate(rows):
        top, left = 6 + place // 2 * 6, place % 2 * 18
        form.put(top, left, 18, f"商品{place + 1}", "h")
        facts = (("品名", row.name), ("数量", f"{row.quantity}{row.unit}"), ("単価", f"{yen(row.price)}円(税別)"))
        for line, (label, value) in enumerate((*facts, ("納期", "11月16日必着")), top + 1):
            form.put(line, left, 5, label, "b")
            form.put(line, left + 5, 13, value, "b")
    form.put(19, 0, 36, "納品は搬入口にてお受けします(10時〜16時)。", "b")
    head = {"number": "KH26-0773", "ordered_on": date(2026, 11, 10), "deliver_to": "搬入口"}
    order = told(rows, "name quantity unit price day", customer_name="架空ホテル", tax_mode="exclusive", **head)
    for line in order["lines"]:
        line["deliver_on"] = "2026-11-16"
    judgement = {"orders.0.deliver_to": "a sentence of a note", "orders.0.deliver_on": "one day on all three cards"}
    judgement["orders.0.lines.0.deliver_on"] = judgement["orders.0.deliver_on"]
    return Drawn(form.book.done(), [order], judgement)
