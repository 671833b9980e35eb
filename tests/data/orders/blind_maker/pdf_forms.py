"""PDF forms that are no plain table: cover page, pre-printed lists, two slips a page, an invoice, a week's grid."""

from __future__ import annotations

from datetime import date, timedelta

from blind_maker.answers import Line, Made, document, line, order, tax_of, total
from blind_maker.pages import GOTHIC, MINCHO, SANS, Pages
from blind_maker.words import OUR_NAME, era_short, kanji_date, month_day, num, weekday, yen


def cover(p: Pages) -> None:
    """Draw a fax cover page."""
    p.text(105, 40, "ＦＡＸ送信票", 24, "center")
    for n, (label, value) in enumerate(
        (
            ("送信先", OUR_NAME + "　受注センター　御中"),
            ("FAX番号", "03-0000-0999"),
            ("発信元", "社会福祉法人見本の森　特別養護老人ホームひながた苑"),
            ("発信日", kanji_date(date(2026, 11, 26))),
            ("枚数", "2枚（本状含む）"),
            ("件名", "介護用品・食材の注文について"),
        )
    ):
        p.cells(60 + n * 12, 12, [(30, "l"), (140, "l")], [label, value], size=11, x=20)
    p.text(20, 150, "平素より大変お世話になっております。", 11)
    p.text(20, 158, "次頁の通り注文いたしますので、よろしくお願いいたします。", 11)
    p.text(20, 166, "在庫切れの商品がございましたら、本日17時までにご連絡ください（電話 0467-00-1234）。", 11)


@document(
    "pdf-10.pdf",
    "pdf-text",
    "Fax cover first; on page two a pre-printed list where only rows with a quantity are ordered.",
)
def fax_list() -> Made:
    printed = [
        line("P1003", "緑茶ティーバッグ 100包", 4, "箱"),
        line("P1004", "紅茶リーフ 500g", None, "袋"),
        line("P2004", "食塩 5kg", 2, "袋"),
        line("P2007", "コシヒカリ 10kg", 12, "袋"),
        line("P3004", "紙ナプキン 10000枚", None, "箱"),
        line("P4001", "食器用洗剤 4L", None, "本"),
        line("P4002", "アルコール除菌液 5L", 6, "本"),
        line("P4003", "ペーパータオル 200枚×40", 3, "ケース"),
        line("P4004", "ニトリル手袋 M", None, "ケース"),
        line(None, "とろみ剤 2kg", 5, "袋"),
    ]
    p = Pages(GOTHIC)
    cover(p)
    p.next()
    p.text(105, 20, "定期注文書（ひながた苑）", 16, "center")
    p.text(15, 32, "注文日　2026/11/26", 10)
    p.text(75, 32, "納品希望日　2026/11/30", 10)
    p.text(140, 32, "注文者　管理栄養士　小林", 10)
    columns = [(20, "l"), (80, "l"), (20, "c"), (24, "r"), (30, "l")]
    p.cells(38, 8, columns, ["コード", "商品", "単位", "注文数", "前回"])
    for n, e in enumerate(printed):
        p.cells(
            46 + n * 8,
            8,
            columns,
            [e.code or "", e.name, e.unit, num(e.qty), str(2 + n % 3) if e.code else ""],
            size=10,
        )
    p.text(15, 136, "通信欄：とろみ剤はいつものメーカーでお願いします。", 10)
    answer = order(
        [e for e in printed if e.qty],
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 30),
        customer="社会福祉法人見本の森　特別養護老人ホームひながた苑",
    )
    notes = {
        "orders.0.customer_name": "corporation and home stand in one cell of the cover, the list has the home only"
    }
    return Made(p.done(), [answer], notes)


@document(
    "pdf-11.pdf",
    "pdf-text",
    "Pre-printed sheet with two blocks of articles side by side, quantity column in each, no order number.",
)
def two_blocks() -> Made:
    left = [
        line("P1001", "深煎り豆1kg", 3, None, 2400),
        line("P1002", "浅煎り豆1kg", None, None, 2600),
        line("P1004", "紅茶リーフ", 1, None, 1950),
        line("P1005", "水2L", 10, None, 780),
        line("P1006", "オレンジジュース1L", None, None, 2880),
        line("P2003", "砂糖20kg", 1, None, 4320),
    ]
    right = [
        line("P3003", "紙コップ8oz", 2, None, 6900),
        line("P3004", "紙ナプキン", None, None, 5750),
        line("P3006", "レジ袋M", 1, None, 4200),
        line("P4001", "食器用洗剤4L", None, None, 1380),
        line("P4003", "ペーパータオル", 2, None, 3960),
        line(None, "輪ゴム #16 1kg", 1, None, None),
    ]
    p = Pages(SANS)
    p.text(105, 18, "伝票商事　オーダーシート（喫茶・軽食用）", 15, "center")
    p.text(15, 30, "お店の名前：居酒屋 ひな形 駅前店", 11)
    p.text(125, 30, "ご注文日：11月26日（木）", 11)
    p.text(15, 38, "お届け日：11月28日（土）", 11)
    p.text(125, 38, "お電話：03-0000-7788", 11)
    columns = [(16, "l"), (38, "l"), (16, "r"), (18, "r")]
    for x, block in ((15, left), (107, right)):
        p.cells(45, 8, columns, ["ｺｰﾄﾞ", "商品名", "単価", "数量"], x=x)
        for n, e in enumerate(block):
            p.cells(53 + n * 8, 8, columns, [e.code or "", e.name, yen(e.price), num(e.qty)], x=x)
    p.text(15, 110, "※単価は税抜。価格改定により予告なく変更することがあります。", 8)
    p.text(15, 118, "FAX 03-0000-0999（24時間受付）", 10)
    wanted = [line(e.code, e.name, e.qty, None, e.price, None) for e in left + right if e.qty]
    answer = order(
        wanted,
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 28),
        customer="居酒屋 ひな形 駅前店",
        tax_mode="exclusive",
    )
    notes = {
        "orders.0.ordered_on": "no year on the paper: 11月26日 is a Thursday in 2026",
        "orders.0.deliver_on": "no year on the paper: 11月28日 is a Saturday in 2026",
    }
    return Made(p.done(), [answer], notes)


@document(
    "pdf-12.pdf",
    "pdf-text",
    "An invoice of a supplier to us, with number, dates, articles and a registration number.",
    what="invoice",
)
def invoice() -> Made:
    lines = [line("T-100", "PPバンド", 20, "巻", 3350), line("T-220", "ストレッチフィルム", 10, "箱", 5200)]
    net = total(lines)
    p = Pages(GOTHIC)
    p.text(105, 22, "請　求　書", 20, "center")
    p.text(15, 36, OUR_NAME + "　御中", 13)
    p.text(140, 36, "請求書番号 INV-26110088", 9)
    p.text(140, 41, "請求日 2026年11月25日", 9)
    p.text(140, 48, "まぼろし資材株式会社", 11)
    p.text(140, 53, "登録番号 T0000000000000", 8)
    p.text(15, 48, f"ご請求金額　¥{yen(net + tax_of(net, '0.1'))}", 14)
    p.text(15, 56, "お支払期限　2026年12月31日　　ご注文番号　D-9981", 9)
    columns = [(24, "l"), (66, "l"), (20, "r"), (16, "c"), (26, "r"), (28, "r")]
    p.cells(64, 8, columns, ["品番", "品名", "数量", "単位", "単価", "金額"])
    for n, e in enumerate(lines):
        p.cells(72 + n * 8, 8, columns, [e.code, e.name, num(e.qty), e.unit, yen(e.price), yen(e.amount)])
    p.cells(88, 8, [(152, "r"), (28, "r")], ["10%対象 税抜", yen(net)])
    p.cells(96, 8, [(152, "r"), (28, "r")], ["消費税", yen(tax_of(net, "0.1"))])
    p.text(15, 115, "お振込先：見本銀行 一番町支店 普通 0000000 マボロシシザイ（カ", 9)
    return Made(p.done(), [])


def slip(p: Pages, top: float, number: str, where: str, lines: list[Line]) -> None:
    """Draw one slip of half a page."""
    p.text(105, top + 14, "納　品　依　頼　書（注文）", 14, "center")
    p.text(15, top + 24, "伝票商事㈱ 殿", 11)
    p.text(195, top + 20, f"発番 {number}", 10, "right")
    p.text(
        195, top + 26, f"依頼日 {era_short(date(2026, 11, 26))}　希望納期 {era_short(date(2026, 11, 30))}", 9, "right"
    )
    p.text(195, top + 32, "見本青果（株）", 11, "right")
    p.text(15, top + 32, f"届け先：{where}", 10)
    columns = [(26, "l"), (80, "l"), (22, "r"), (20, "c"), (32, "r")]
    p.cells(top + 38, 8, columns, ["品番", "品名", "数量", "単位", "金額"])
    for n, e in enumerate(lines):
        p.cells(top + 46 + n * 8, 8, columns, [e.code or "", e.name, num(e.qty), e.unit, yen(e.amount)])
    p.cells(top + 46 + len(lines) * 8, 8, [(148, "r"), (32, "r")], ["合計", yen(total(lines))])


@document("pdf-13.pdf", "pdf-text", "Two slips on one page, each its own order, amounts without unit prices.")
def two_slips() -> Made:
    first = [line("P3001", "段ボール60", 40, "束", None, 62400), line("P3005", "OPPテープ", 4, "箱", None, 21600)]
    second = [
        line("P3006", "レジ袋M", 10, "箱", None, 42000),
        line(None, "値札シール 1000枚", 20, "巻", None, 9600),
        line("P4003", "ペーパータオル", 2, "ケース", None, 7920),
    ]
    p = Pages(MINCHO)
    slip(p, 5, "MS-7781", "青果棟", first)
    p.rule(5, 148, 205, 148, 0.2)
    p.text(105, 147, "- - - - - キリトリ - - - - -", 8, "center")
    slip(p, 150, "MS-7782", "花卉棟 2番", second)
    answers = [
        order(
            lines,
            number=number,
            ordered_on=date(2026, 11, 26),
            deliver_on=date(2026, 11, 30),
            customer="見本青果（株）",
            deliver_to=where,
            total=total(lines),
        )
        for number, where, lines in (("MS-7781", "青果棟", first), ("MS-7782", "花卉棟 2番", second))
    ]
    return Made(p.done(), answers)


@document(
    "pdf-14.pdf",
    "pdf-text",
    "A week's grid: one row an article, one column a day; every filled square is a line of its own day.",
)
def week() -> Made:
    monday = date(2026, 11, 30)
    goods = [
        ("P1005", "例示ミネラルウォーター 2L×6本", "ケース", [10, 0, 10, 0, 15]),
        ("P2007", "例示米 コシヒカリ 10kg", "袋", [6, 0, 0, 8, 0]),
        (None, "食パン 6枚切", "斤", [20, 20, 22, 20, 24]),
    ]
    p = Pages(GOTHIC, (841.89, 595.27))
    p.text(148, 18, "週 間 発 注 表", 18, "center")
    p.text(15, 30, "伝票商事株式会社 御中", 12)
    p.text(282, 26, "発注番号：W-2026-49", 10, "right")
    p.text(282, 32, "発注日：2026年11月25日", 10, "right")
    p.text(282, 38, "株式会社テスト給食サービス 第2調理場", 10, "right")
    columns = [(22, "l"), (80, "l"), (20, "c"), *[(22, "r")] * 5, (24, "r")]
    days = [monday + timedelta(n) for n in range(5)]
    p.cells(44, 9, columns, ["コード", "品名", "単位", *[month_day(day) for day in days], "計"])
    lines = []
    for n, (code, name, unit, counts) in enumerate(goods):
        p.cells(
            53 + n * 9, 9, columns, [code or "", name, unit, *[str(c) if c else "" for c in counts], str(sum(counts))]
        )
        lines += [line(code, name, c, unit, on=day) for c, day in zip(counts, days, strict=True) if c]
    p.text(15, 90, f"納品場所：第2調理場　検収室　　※{weekday(days[4])}曜は9時までにお願いします。", 10)
    answer = order(
        lines,
        number="W-2026-49",
        ordered_on=date(2026, 11, 25),
        customer="株式会社テスト給食サービス",
        deliver_to="第2調理場 検収室",
    )
    notes = {
        "orders.0.lines": "one line for each article and day (3 + 2 + 5); the column 計 is a sum and no line",
        "orders.0.customer_name": "第2調理場 behind the company's name is left out",
    }
    return Made(p.done(), [answer], notes)
