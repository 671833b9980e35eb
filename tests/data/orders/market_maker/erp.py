"""Purchase orders that large systems and the trades print, drawn with fonts that the file does not bring."""

from .base import Drawn, Row, Sums, day, document, good, told, yen
from .sheet import MINCHO, Paper


@document(
    "pdf-sap.pdf", "pdf-text", "SAP's purchase order: two rows an item, item numbers by ten, day of delivery below each"
)
def sap() -> Drawn:
    rows = [
        Row("000000000040011823", "緩衝材シート 1200mm×42m", 20, "ROL", 3850, day=day(6, 19)),
        Row("000000000040011830", "例示OPPテープ 48mm 50巻", 10, "CS", 5400, day=day(6, 19)),
        Row("000000000040020077", "ストレッチフィルム 500mm×300m", 60, "ROL", 980, day=day(6, 26)),
    ]
    total, paper = Sums(rows).total, Paper()
    paper.text(20, 20, "購買発注書", 16)
    paper.text(20, 32, "伝票商事株式会社 御中", 11)
    paper.text(20, 38, "仕入先コード 100418", 9)
    head = (
        ("発注番号", "4500118827"),
        ("発注日", "2026.06.08"),
        ("購買グループ", "021 資材購買"),
        ("担当者", "土井 修"),
        ("支払条件", "Z030 月末締翌月末"),
        ("通貨", "JPY"),
    )
    for line, (word, value) in enumerate(head):
        paper.text(120, 20 + line * 5.5, word, 9)
        paper.text(150, 20 + line * 5.5, value, 9)
    paper.text(20, 52, "架空重工業株式会社 資材部", 10)
    paper.text(20, 60, "納入先  架空重工業株式会社 見本工場 第1資材倉庫  岡山県見本市水島9-1", 9)
    paper.rule(20, 65, 190)
    places = (20, 34, 128, 142, 164, 190)
    for x, word in zip(places, ("明細", "品目コード", "発注数量", "単位", "正味単価", "正味額"), strict=True):
        paper.text(x, 70, word, 9, at="right" if x in (128, 164, 190) else "left")
    paper.text(34, 75, "品目テキスト", 9)
    paper.text(100, 75, "納入期日", 9)
    paper.rule(20, 77, 190)
    y = 83.0
    for n, r in enumerate(rows, 1):
        for x, value in zip(
            places, (f"{n * 10:05d}", r.code, f"{r.quantity}.000", r.unit, yen(r.price), yen(r.amount)), strict=True
        ):
            paper.text(x, y, value, 9, at="right" if x in (128, 164, 190) else "left")
        paper.text(34, y + 5, r.name, 9)
        paper.text(100, y + 5, f"{r.day:%Y.%m.%d}", 9)
        y += 12
    paper.rule(20, y - 4, 190)
    paper.text(130, y + 2, "正味合計(税抜) JPY", 9)
    paper.text(190, y + 2, yen(total), 9, at="right")
    order = told(
        rows,
        "code name quantity unit price amount day",
        number="4500118827",
        ordered_on=day(6, 8),
        customer_name="架空重工業株式会社",
        deliver_to="架空重工業株式会社 見本工場 第1資材倉庫 岡山県見本市水島9-1",
        tax_mode="exclusive",
        total=total,
    )
    return Drawn(paper.done(), [order], {"orders.0.deliver_to": "firm, works and address on one line"})


@document(
    "pdf-oracle.pdf",
    "pdf-text",
    "Oracle's standard order: landscape, part numbers partly ours, a need-by day on every row",
)
def oracle() -> Drawn:
    rows = [
        Row("TK-0091", "架空サーマルラベル 60×80 500枚", 24, "ロール", 1150, day=day(2, 18)),
        Row("P3001", "見本段ボール 60サイズ 20枚", 50, "束", 1560, day=day(2, 18)),
        Row("P3002", "見本段ボール 100サイズ 20枚", 30, "束", 2980, day=day(2, 25)),
    ]
    total, paper = Sums(rows).total, Paper(wide=True)
    paper.text(148, 18, "標準発注書", 16, at="center")
    left = (
        "仕入先: 伝票商事株式会社",
        "東京都見本区本町1-1",
        "出荷先: サンプルロジ株式会社 東倉庫",
        "埼玉県例示市流通1-9",
        "請求先: サンプルロジ株式会社 経理部",
    )
    for line, words in enumerate(left):
        paper.text(20, 28 + line * 5.5, words, 9)
    for line, (word, value) in enumerate(
        (("発注", "51200418"), ("改訂", "0"), ("発注日", "2026/02/10"), ("購買担当", "千田 典子"), ("ページ", "1/1"))
    ):
        paper.text(200, 28 + line * 5.5, word, 9)
        paper.text(230, 28 + line * 5.5, value, 9)
    table = [
        ("行", "部品番号", "摘要", "納入期日", "数量", "単位", "単価(JPY)", "金額(JPY)"),
        *(
            (n, r.code, r.name, f"{r.day:%Y/%m/%d}", r.quantity, r.unit, yen(r.price), yen(r.amount))
            for n, r in enumerate(rows, 1)
        ),
    ]
    end = paper.table(20, 60, (10, 28, 96, 26, 20, 18, 28, 30), table, right=(4, 6, 7))
    paper.text(216, end + 6, "合計", 9)
    paper.text(275, end + 6, yen(total), 9, at="right")
    paper.text(20, end + 16, "消費税は含まれておりません。", 8)
    order = told(
        rows,
        "code name quantity unit price amount day",
        number="51200418",
        ordered_on=day(2, 10),
        customer_name="サンプルロジ株式会社",
        deliver_to="サンプルロジ株式会社 東倉庫 埼玉県例示市流通1-9",
        tax_mode="exclusive",
        total=total,
    )
    return Drawn(paper.done(), [order], {"orders.0.deliver_to": "place and address on two lines"})


@document(
    "pdf-bugyo.pdf",
    "pdf-text",
    "an office package's order (as OBC Bugyo): ruled table, our article codes, sums in a row",
)
def bugyo() -> Drawn:
    rows = [
        good("P2006", 10),
        good("P2004", 20),
        good("P2005", 4),
        Row("S-0733", "架空だしパック 500g", 12, "袋", 1340, "0.08"),
        good("P2007", 8),
    ]
    sums, paper = Sums(rows), Paper(MINCHO)
    paper.text(105, 20, "発  注  書", 18, at="center")
    paper.text(190, 20, "No. 00002117", 9, at="right")
    paper.text(190, 26, "2026年 1月26日", 9, at="right")
    paper.text(20, 34, "〒000-0001", 9)
    paper.text(20, 39, "東京都見本区本町1-1", 9)
    paper.text(20, 46, "伝票商事株式会社  御中", 12)
    for line, words in enumerate(
        ("サンプル食品株式会社", "〒000-0002 大阪府見本市北町2-3", "TEL 06-0000-0202  FAX 06-0000-0203", "担当者 後藤")
    ):
        paper.text(125, 36 + line * 5.5, words, 10 if line == 0 else 9)
    paper.text(20, 62, "下記の通り発注申し上げます。", 9)
    paper.table(20, 65, (24, 40, 24, 82), [("納期", "2026年 1月30日", "納入場所", "大阪物流センター")])
    table = [
        ("商品コード", "商品名", "数量", "単位", "単価", "金額", "備考"),
        *((r.code, r.name, r.quantity, r.unit, yen(r.price), yen(r.amount), "") for r in rows),
        *[("",) * 7] * 5,
    ]
    end = paper.table(20, 76, (22, 66, 14, 12, 18, 22, 16), table, right=(2, 4, 5))
    paper.table(
        62,
        end + 3,
        (16, 26, 20, 22, 16, 28),
        [("税抜額", yen(sums.total), "消費税額", yen(sums.tax), "合計", yen(sums.gross))],
        right=(1, 3, 5),
    )
    order = told(
        rows,
        "code name quantity unit price amount",
        number="00002117",
        ordered_on=day(1, 26),
        deliver_on=day(1, 30),
        customer_name="サンプル食品株式会社",
        deliver_to="大阪物流センター",
        **sums.head,
    )
    return Drawn(paper.done(), [order])
