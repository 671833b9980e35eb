"""PDF order forms with one table of articles: ruled, borderless, horizontal rules, two lines an article, many pages."""

from __future__ import annotations

from datetime import date

from blind_maker.answers import Line, Made, document, line, order, tax_of, total
from blind_maker.pages import GOTHIC, MINCHO, SANS, UNEMBEDDED_GOTHIC, UNEMBEDDED_MINCHO, Pages
from blind_maker.words import OUR_NAME, era, era_short, kanji_date, num, slash, weekday, yen


@document(
    "pdf-01.pdf", "pdf-text", "Ruled table, long names broken over two lines in their cell, note column, empty rows."
)
def ruled() -> Made:
    lines = [
        line("P2005", "サンプルサラダ油 16.5kg缶", 20, "缶", 6350, note="手前から"),
        line("P2006", "サンプル濃口醤油 1.8L×6本", 15, "ケース", 3240, note=""),
        line("", "冷凍ミックスベジタブル 国産野菜使用 1kg×10袋 業務用", 8, "CS", 3960, note="冷凍便"),
        line("P4004", "サンプルニトリル手袋 M 100枚×10", 3, "ケース", 8800, note=""),
    ]
    net = total(lines)
    p = Pages(GOTHIC)
    p.text(105, 22, "注　文　書", 20, "center")
    p.text(15, 36, "伝票商事株式会社　御中", 13)
    p.rule(15, 38, 85, 38)
    p.text(15, 44, "お世話になっております。下記の通り注文申し上げます。", 9)
    for n, (label, value) in enumerate(
        (("注文番号", "MD-26-3021"), ("注文日", "2026年11月26日"), ("納　期", "2026年12月01日(火)"))
    ):
        p.cells(30 + n * 6, 6, [(22, "l"), (38, "l")], [label, value], x=135)
    p.text(135, 56, "見本デリカ株式会社", 11)
    p.text(135, 61, "広島県見本市緑町11-3", 8)
    p.text(135, 65, "TEL:082-000-1111 FAX:082-000-1112", 8)
    p.text(15, 60, "納入先：第二工場 原料受入口", 10)
    columns = [(8, "c"), (18, "l"), (62, "l"), (15, "r"), (14, "c"), (20, "r"), (24, "r"), (20, "l")]
    p.cells(72, 8, columns, ["No", "商品コード", "商品名", "数量", "単位", "単価", "金額", "備考"])
    for n in range(9):
        y = 80 + n * 9
        each = lines[n] if n < len(lines) else line("", "", None, "", None, note="")
        long = len(each.name) > 22
        shown = "" if long else each.name
        p.cells(
            y,
            9,
            columns,
            [
                str(n + 1),
                each.code,
                shown,
                num(each.qty),
                each.unit,
                yen(each.price),
                yen(each.amount),
                each.more["note"],
            ],
        )
        if long:
            p.text(42.2, y + 3.8, each.name[:19], 8)
            p.text(42.2, y + 7.6, each.name[19:], 8)
    tax = tax_of(total(lines[:3]), "0.08") + tax_of(total(lines[3:]), "0.1")
    for n, (label, value) in enumerate((("小計", net), ("消費税(8%・10%)", tax), ("合計", net + tax))):
        p.cells(161 + n * 7, 7, [(34, "r"), (24, "r")], [label, yen(value)], x=118)
    lines[2] = line(None, lines[2].name, 8, "CS", 3960)
    answer = order(
        lines,
        number="MD-26-3021",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 1),
        customer="見本デリカ株式会社",
        deliver_to="第二工場 原料受入口",
        tax_mode="exclusive",
        total=net,
        tax=tax,
        gross=net + tax,
    )
    return Made(p.done(), [answer])


@document(
    "pdf-02.pdf",
    "pdf-text",
    "Borderless, placed letter by letter, labels with wide gaps, weekday behind dates, mincho.",
)
def borderless() -> Made:
    lines = [
        line("P3003", "サンプル紙コップ 8オンス", 3, "箱", 6900),
        line("P1004", "サンプル紅茶 リーフ 500g", 6, "袋", 1950),
        line("P1003", "サンプル緑茶 ティーバッグ", 10, "箱", 1480),
        line("ZZ-08", "スティックシュガー 3g×1000", 2, "箱", 2250),
    ]
    p = Pages(MINCHO)
    p.spaced(75, 25, "御注文書", 18, 16)
    p.spaced(20, 40, "伝票商事 株式会社　御中", 12)
    p.spaced(130, 40, "令和八年十一月二十四日", 10)
    p.spaced(130, 48, "架空学園大学生活協同組合", 10)
    p.spaced(130, 54, "購買部　渡辺", 10)
    p.spaced(20, 62, "注文番号", 10, 6)
    p.spaced(50, 62, "KG-2611-18", 10)
    p.spaced(20, 69, "納期", 10, 18)
    p.spaced(50, 69, "令和八年十二月一日（火）", 10)
    p.spaced(20, 76, "納品場所", 10, 6)
    p.spaced(50, 76, "中央購買部 裏口", 10)
    heads = ((20, "品番"), (42, "品　　　名"), (108, "数量"), (122, "単位"), (140, "単価"), (168, "金額"))
    for x, word in heads:
        p.spaced(x, 90, word, 10)
    for n, e in enumerate(lines):
        y = 99 + n * 8
        p.spaced(20, y, e.code)
        p.spaced(42, y, e.name)
        p.text(116, y, num(e.qty), 10, "right")
        p.spaced(122, y, e.unit)
        p.text(148, y, yen(e.price), 10, "right")
        p.text(178, y, yen(e.amount), 10, "right")
    p.spaced(130, 138, "合計金額", 10)
    p.text(178, 138, yen(total(lines)), 10, "right")
    p.spaced(20, 150, "※金額はすべて税別です。", 9)
    answer = order(
        lines,
        number="KG-2611-18",
        ordered_on=date(2026, 11, 24),
        deliver_on=date(2026, 12, 1),
        customer="架空学園大学生活協同組合",
        deliver_to="中央購買部 裏口",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(p.done(), [answer], {"orders.0.ordered_on": "the date above the sender has no label"})


@document(
    "pdf-03.pdf", "pdf-text", "Horizontal rules only, ※ before names at the reduced rate, sums per rate, shipping line."
)
def horizontal() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 10, "袋", 2400, rate="0.08"),
        line("P1002", "見本コーヒー豆 浅煎り 1kg", 4, "袋", 2600, rate="0.08"),
        line("P5001", "例示業務用コーヒーメーカー DX-1", 1, "台", 128000, rate="0.1"),
        line(None, "運賃", 1, "式", 1500, rate="0.1"),
        line(None, "出精値引", 1, "式", -2000, rate="0.1"),
    ]
    net8, net10 = total(lines, "0.08"), total(lines, "0.1")
    tax = tax_of(net8, "0.08") + tax_of(net10, "0.1")
    p = Pages(SANS)
    p.text(15, 20, "発注書", 22)
    p.text(195, 16, "発注番号：PO-2026-0412", 9, "right")
    p.text(195, 21, "発行日：2026/11/25", 9, "right")
    p.text(15, 34, "伝票商事株式会社 御中", 12)
    p.text(195, 34, "架空ホテル株式会社", 12, "right")
    p.text(195, 39, "〒060-0000 北海道架空市駅前9-1", 8, "right")
    p.text(15, 48, "発注金額（税込）", 10)
    p.text(60, 48, f"¥{yen(net8 + net10 + tax)}", 14)
    p.text(15, 55, "納品期日：2026/12/08　　支払条件：月末締翌月末払　　納品場所：2F ラウンジ", 9)
    p.rule(15, 62, 195, 62, 1)
    for x, word, side in (
        (15, "品番", "left"),
        (35, "品目", "left"),
        (125, "数量", "right"),
        (132, "単位", "left"),
        (165, "単価", "right"),
        (195, "金額", "right"),
    ):
        p.text(x, 67, word, 9, side)
    p.rule(15, 69, 195, 69, 1)
    for n, e in enumerate(lines):
        y = 75 + n * 8
        p.text(15, y, e.code or "", 9)
        p.text(35, y, ("※" if e.rate == lines[0].rate else "") + e.name, 9)
        p.text(125, y, num(e.qty), 9, "right")
        p.text(132, y, e.unit, 9)
        p.text(165, y, yen(e.price, "▲"), 9, "right")
        p.text(195, y, yen(e.amount, "▲"), 9, "right")
        p.rule(15, y + 2, 195, y + 2, 0.2)
    sums = [
        ("小計", net8 + net10),
        ("消費税", tax),
        ("合計", net8 + net10 + tax),
        ("内訳 8%対象(税抜)", net8),
        ("　　　消費税", tax_of(net8, "0.08")),
        ("内訳 10%対象(税抜)", net10),
        ("　　　消費税", tax_of(net10, "0.1")),
    ]
    for n, (label, value) in enumerate(sums):
        p.text(165, 122 + n * 6, label, 9, "right")
        p.text(195, 122 + n * 6, yen(value), 9, "right")
    p.text(15, 170, "※は軽減税率対象", 8)
    answer = order(
        lines,
        number="PO-2026-0412",
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 12, 8),
        customer="架空ホテル株式会社",
        deliver_to="2F ラウンジ",
        tax_mode="exclusive",
        total=net8 + net10,
        tax=tax,
        gross=net8 + net10 + tax,
    )
    return Made(p.done(), [answer], {"orders.0.ordered_on": "the only date of the paper is 発行日"})


@document("pdf-04.pdf", "pdf-text", "Two lines an article: codes, quantity and price above, name and JAN below.")
def two_lines() -> Made:
    lines = [
        line("P1005", "例示ミネラルウォーター 2L×6本", 60, "ケース", 780, jan="4901234500059", own="DM-100231"),
        line("P1006", "例示オレンジジュース 1L×12本", 12, "ケース", 2880, jan="4901234500066", own="DM-100232"),
        line("P2007", "例示米 コシヒカリ 10kg", 30, "袋", 5200, jan="4901234500127", own="DM-100407"),
        line(None, "のり弁当容器 黒 50枚×20", 5, "箱", 9800, jan="4909876500048", own="DM-301120"),
    ]
    p = Pages(GOTHIC)
    p.text(15, 18, "㈱ダミーマート　発注伝票", 14)
    p.text(195, 18, "1/1", 9, "right")
    p.text(15, 26, "取引先：伝票商事㈱（コード 0900）", 9)
    p.text(110, 26, "伝票番号：11-260926-4", 9)
    p.text(15, 32, "発注日：'26.11.26", 9)
    p.text(65, 32, "店着日：'26.11.29", 9)
    p.text(110, 32, "納品先：埼玉県見本市西口7-4 配送センター", 9)
    p.rule(15, 36, 195, 36)
    for x, word, side in (
        (15, "当社CD", "left"),
        (45, "貴社品番", "left"),
        (118, "発注数", "right"),
        (122, "単位", "left"),
        (160, "原単価", "right"),
        (195, "原価金額", "right"),
    ):
        p.text(x, 41, word, 8, side)
    p.text(20, 46, "品名　／　JAN", 8)
    p.rule(15, 48, 195, 48)
    for n, e in enumerate(lines):
        y = 54 + n * 12
        p.text(15, y, e.more["own"], 9)
        p.text(45, y, e.code or "－", 9)
        p.text(118, y, num(e.qty), 9, "right")
        p.text(122, y, e.unit, 9)
        p.text(160, y, yen(e.price), 9, "right")
        p.text(195, y, yen(e.amount), 9, "right")
        p.text(20, y + 5, e.name, 9)
        p.text(100, y + 5, e.more["jan"], 8)
    p.rule(15, 102, 195, 102)
    p.text(120, 108, "原価合計", 10)
    p.text(195, 108, yen(total(lines)), 10, "right")
    answer = order(
        lines,
        number="11-260926-4",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 29),
        customer="㈱ダミーマート",
        deliver_to="埼玉県見本市西口7-4 配送センター",
        total=total(lines),
    )
    notes = {
        "orders.0.lines.3.product_code": "貴社品番 is －; the line has the sender's DM-301120 and JAN 4909876500048"
    }
    return Made(p.done(), [answer], notes)


GOODS = [
    ("P1001", "見本コーヒー豆 深煎り 1kg", "袋", 2400),
    ("P1003", "サンプル緑茶 ティーバッグ 100包", "箱", 1480),
    ("P2001", "見本小麦粉 薄力 25kg", "袋", 4950),
    ("P2003", "見本上白糖 20kg", "袋", 4320),
    ("P2004", "サンプル食塩 5kg", "袋", 640),
    ("P2006", "サンプル濃口醤油 1.8L×6本", "ケース", 3240),
    ("K-1180", "トマトケチャップ 3kg", "缶", 1120),
    ("K-1181", "マヨネーズ 1kg×10", "箱", 4980),
    ("K-1205", "味噌 白 20kg", "樽", 5980),
    ("K-1206", "かつお節 厚削り 1kg", "袋", 2350),
    ("K-1301", "パスタ 1.6mm 5kg", "袋", 1780),
    ("K-1302", "ホールトマト 1号缶×6", "箱", 3300),
    ("K-1410", "冷凍コロッケ 60g×100", "箱", 3650),
    ("P4003", "サンプルペーパータオル 200枚×40", "ケース", 3960),
    ("P4001", "見本食器用洗剤 4L", "本", 1380),
    ("K-2210", "アルミカップ 8号 500枚", "本", 560),
    ("K-2211", "バラン 2000枚", "箱", 1450),
    ("P3006", "例示レジ袋 Mサイズ 2000枚", "箱", 4200),
]


def many_lines() -> list[Line]:
    """Return 34 lines over the goods, with quantities that differ."""
    out = []
    for n in range(34):
        code, name, unit, price = GOODS[(n * 5) % len(GOODS)]
        out.append(line(code, name, 1 + (n * 7) % 23, unit, price))
    return out


@document(
    "pdf-05.pdf",
    "pdf-text",
    "Three pages, header block and column words on each, page sums and carried-over sums, 34 lines.",
)
def pages() -> Made:
    lines = many_lines()
    p = Pages(GOTHIC)
    columns = [(10, "c"), (20, "l"), (70, "l"), (18, "r"), (16, "c"), (22, "r"), (26, "r")]
    carried = 0
    for page, part in enumerate((lines[:14], lines[14:28], lines[28:]), 1):
        p.text(105, 16, "発注明細書", 15, "center")
        p.text(197, 12, f"{page} / 3 頁", 9, "right")
        p.text(15, 24, OUR_NAME + "　御中", 11)
        p.text(197, 22, "発注書№　SJ-0099-2026", 9, "right")
        p.text(197, 27, f"発注日　{era(date(2026, 11, 20))}", 9, "right")
        p.text(197, 32, "サンプル食品（株）　仕入部", 9, "right")
        p.text(15, 32, f"納入指定日　{era(date(2026, 12, 10))}　　納入先　大阪府見本市北町2-3 大阪物流センター", 9)
        p.cells(37, 7, columns, ["行", "商品コード", "商品名", "数量", "単位", "単価", "金額"])
        y = 44.0
        if carried:
            p.cells(y, 7, columns, ["", "", "（前頁より繰越）", "", "", "", yen(carried)])
            y += 7
        for n, e in enumerate(part):
            p.cells(
                y,
                7,
                columns,
                [str((page - 1) * 14 + n + 1), e.code, e.name, num(e.qty), e.unit, yen(e.price), yen(e.amount)],
            )
            y += 7
        carried += int(total(part))
        p.cells(y, 7, columns, ["", "", "頁計" if page < 3 else "頁計（最終）", "", "", "", yen(total(part))])
        if page == 3:
            p.cells(y + 7, 7, columns, ["", "", "総合計（税抜）", "", "", "", yen(total(lines))])
        p.text(105, 285, "サンプル食品株式会社　発注管理システム ver.4.2", 7, "center")
        if page < 3:
            p.next()
    answer = order(
        lines,
        number="SJ-0099-2026",
        ordered_on=date(2026, 11, 20),
        deliver_on=date(2026, 12, 10),
        customer="サンプル食品（株）",
        deliver_to="大阪府見本市北町2-3 大阪物流センター",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(p.done(), [answer])


@document("pdf-06.pdf", "pdf-text", "Page drawn sideways and turned by its Rotate entry; short headers 数, 値, 計.")
def rotated() -> Made:
    lines = [
        line("P2001", "見本小麦粉 薄力 25kg", 30, "袋", 4900),
        line("P2002", "見本小麦粉 強力 25kg", 24, "袋", 5400),
        line("P2007", "例示米 コシヒカリ 10kg", 50, "袋", 5200),
    ]
    p = Pages(GOTHIC, (841.89, 595.27))
    c = p.canvas
    c.setPageRotation(90)
    c.translate(595.27, 0)
    c.rotate(90)
    p.text(148, 20, "注文票", 18, "center")
    p.text(20, 32, "伝票商事（株）様", 12)
    p.text(200, 32, "例示物産㈱　粉食課", 11)
    p.text(20, 42, "注文票番号：RB-26-119　　起票：R8/11/26　　納入：R8/12/3　　倉入先：第一倉庫", 10)
    columns = [(30, "l"), (90, "l"), (25, "r"), (20, "c"), (35, "r"), (45, "r")]
    p.cells(50, 9, columns, ["コード", "商品", "数", "単位", "値", "計"], x=20)
    for n, e in enumerate(lines):
        p.cells(59 + n * 9, 9, columns, [e.code, e.name, num(e.qty), e.unit, yen(e.price), yen(e.amount)], x=20)
    p.cells(86, 9, columns, ["", "合　計", "", "", "", yen(total(lines))], x=20)
    answer = order(
        lines,
        number="RB-26-119",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 3),
        customer="例示物産㈱",
        deliver_to="第一倉庫",
        total=total(lines),
    )
    return Made(p.done(), [answer], {"orders.0.customer_name": "粉食課 behind the company's name is left out"})


@document(
    "pdf-07.pdf",
    "pdf-text",
    "Japanese fonts not embedded (CID), ruled, two fonts, words of the trade with 御 and 買付.",
)
def unembedded() -> Made:
    lines = [
        line("P1001", "コーヒー豆深煎り", 12, "袋", 2400),
        line("P1002", "コーヒー豆浅煎り", 12, "袋", 2600),
        line("P3003", "紙コップ8オンス", 2, "箱", 6900),
        line("", "マドラー 木製 1000本", 5, "箱", 780),
    ]
    p = Pages(UNEMBEDDED_MINCHO)
    p.text(105, 24, "買　付　注　文　書", 18, "center", UNEMBEDDED_GOTHIC)
    p.text(15, 38, "伝票商事株式会社　営業部　御中", 12)
    p.text(140, 38, f"作成日　{kanji_date(date(2026, 11, 26))}", 9)
    p.text(140, 46, "ひながた珈琲株式会社", 11)
    p.text(140, 51, "福岡県例示市浜町8-2", 9)
    p.text(15, 52, "買付番号", 10)
    p.text(40, 52, "HK-20260877", 10)
    p.text(15, 59, "御納期", 10)
    p.text(40, 59, kanji_date(date(2026, 12, 4)), 10)
    p.text(15, 66, "御納入先", 10)
    p.text(40, 66, "焙煎所", 10)
    columns = [(24, "l"), (66, "l"), (20, "r"), (16, "c"), (26, "r"), (28, "r")]
    p.cells(75, 8, columns, ["品番", "品名", "数量", "単位", "単価", "金額"], size=10)
    for n, e in enumerate(lines):
        p.cells(83 + n * 8, 8, columns, [e.code, e.name, num(e.qty), e.unit, yen(e.price), yen(e.amount)], size=10)
    p.cells(115, 8, [(152, "r"), (28, "r")], ["合計（外税）", yen(total(lines))], size=10)
    lines[3] = line(None, lines[3].name, 5, "箱", 780)
    answer = order(
        lines,
        number="HK-20260877",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 4),
        customer="ひながた珈琲株式会社",
        deliver_to="焙煎所",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(p.done(), [answer], {"orders.0.ordered_on": "the only date beside the delivery is 作成日"})


@document(
    "pdf-08.pdf",
    "pdf-text",
    "Two columns of header fields on the same lines, dates near each other, unit in the header of the quantity.",
)
def two_columns() -> Made:
    lines = [
        line("P4001", "食器用洗剤4L", 24, "本", 1380),
        line("P4002", "アルコール除菌5L", 12, "本", 3180),
        line("", "漂白剤 5kg", 6, "本", 1250),
    ]
    p = Pages(SANS)
    p.text(105, 20, "資材注文書（控）", 16, "center")
    p.text(15, 30, "（株）テスト給食サービス → 伝票商事（株）御中", 11)
    pairs = [
        ("注文番号", "TKS-0091-A", "契約番号", "K-2026-05"),
        ("注文日", slash(date(2026, 11, 25)), "見積日", slash(date(2026, 11, 10))),
        ("納品日", slash(date(2026, 12, 2)) + f"（{weekday(date(2026, 12, 2))}）", "支払日", slash(date(2027, 1, 31))),
        ("納品先", "セントラルキッチン 資材庫", "請求先", "本社 経理部"),
        ("発注担当", "高橋", "承認", "中村"),
    ]
    for n, (a, b, c, d) in enumerate(pairs):
        y = 40 + n * 7
        p.text(15, y, a, 10)
        p.text(40, y, b, 10)
        p.text(110, y, c, 10)
        p.text(135, y, d, 10)
    columns = [(25, "l"), (70, "l"), (25, "r"), (28, "r"), (32, "r")]
    p.cells(80, 8, columns, ["品番", "品名", "数量（本）", "単価（円）", "金額（円）"])
    for n, e in enumerate(lines):
        p.cells(88 + n * 8, 8, columns, [e.code, e.name, num(e.qty), yen(e.price), yen(e.amount)])
    p.cells(112, 8, [(148, "r"), (32, "r")], ["税抜合計", yen(total(lines))])
    lines[2] = line(None, lines[2].name, 6, "本", 1250)
    answer = order(
        lines,
        number="TKS-0091-A",
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 12, 2),
        customer="（株）テスト給食サービス",
        deliver_to="セントラルキッチン 資材庫",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(p.done(), [answer], {"orders.0.lines.0.unit": "the unit stands in the header only: 数量（本）"})


@document(
    "pdf-09.pdf", "pdf-text", "Landscape, delivery day on every line, sender's code beside ours, discount per line."
)
def landscape() -> Made:
    lines = [
        line("P3001", "見本段ボール 60サイズ 20枚", 200, "束", 1500, on=date(2026, 12, 1), own="A-6001"),
        line("P3001", "見本段ボール 60サイズ 20枚", 200, "束", 1500, on=date(2026, 12, 15), own="A-6001"),
        line("P3002", "見本段ボール 100サイズ 20枚", 80, "束", 2900, on=date(2026, 12, 1), own="A-6002"),
        line("P3005", "例示OPPテープ 48mm 50巻", 30, "箱", 5400, on=date(2026, 12, 8), own="A-7110"),
        line(None, "PPバンド 15.5mm×2500m", 10, "巻", 3350, on=date(2026, 12, 8), own="A-7205"),
    ]
    net = total(lines)
    p = Pages(GOTHIC, (841.89, 595.27))
    p.text(148, 16, "分納発注書", 17, "center")
    p.text(15, 26, "伝票商事株式会社　包材ご担当　様", 11)
    p.text(282, 22, "発注No. RH26-5567", 10, "right")
    p.text(282, 27, f"発注日 {era_short(date(2026, 11, 24))}", 10, "right")
    p.text(282, 32, "株式会社例題包装　購買課", 10, "right")
    p.text(15, 33, "納入場所：資材倉庫（8:00～16:00）", 9)
    columns = [(12, "c"), (28, "l"), (28, "l"), (82, "l"), (24, "r"), (16, "c"), (24, "r"), (30, "r"), (24, "c")]
    p.cells(38, 8, columns, ["No.", "弊社品番", "貴社品番", "品名・規格", "数量", "単位", "単価", "金額", "納入日"])
    for n, e in enumerate(lines):
        p.cells(
            46 + n * 8,
            8,
            columns,
            [
                str(n + 1),
                e.more["own"],
                e.code or "",
                e.name,
                yen(e.qty),
                e.unit,
                yen(e.price),
                yen(e.amount),
                f"{e.on.month}/{e.on.day}",
            ],
        )
    p.cells(86, 8, [(214, "r"), (30, "r")], ["小計", yen(net)])
    p.cells(94, 8, [(214, "r"), (30, "r")], ["消費税10%", yen(tax_of(net, "0.1"))])
    p.cells(102, 8, [(214, "r"), (30, "r")], ["御発注総額", yen(net + tax_of(net, "0.1"))])
    answer = order(
        lines,
        number="RH26-5567",
        ordered_on=date(2026, 11, 24),
        customer="株式会社例題包装",
        deliver_to="資材倉庫（8:00～16:00）",
        tax_mode="exclusive",
        total=net,
        tax=tax_of(net, "0.1"),
        gross=net + tax_of(net, "0.1"),
    )
    notes = {
        "orders.0.lines.4.product_code": "貴社品番 is empty; A-7205 is the sender's own code",
        "orders.0.deliver_to": "opening hours stand in brackets behind the place, kept here as written",
        "orders.0.lines.0.tax_rate": "the rate stands in the total block only",
    }
    return Made(p.done(), [answer], notes)
