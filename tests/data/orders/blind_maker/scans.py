"""Scanned and faxed orders."""

from __future__ import annotations

from datetime import date

import numpy as np
from PIL import Image

from blind_maker.answers import Line, Made, document, line, order, tax_of, total
from blind_maker.paper import Paper, as_pdf, as_picture, black_white, spotted
from blind_maker.words import OUR_NAME, era, era_short, kanji_date, num, slash, yen

HEADS = ["コード", "品名", "数量", "単位", "単価", "金額"]


def row(e: Line) -> list[str]:
    """Return the usual cells of a line."""
    return [e.code or "", e.name or "", num(e.qty), e.unit or "", yen(e.price), yen(e.amount)]


@document("scan-01.pdf", "scan", "300 dpi, one bit, G4 in a PDF, skewed by half a degree, ruled table.")
def clean_scan() -> Made:
    lines = [
        line("P2001", "見本小麦粉 薄力 25kg", 12, "袋", 4950),
        line("P2003", "見本上白糖 20kg", 8, "袋", 4320),
        line("P2005", "サンプルサラダ油 16.5kg缶", 5, "缶", 6350),
        line(None, "ベーキングパウダー 2kg", 3, "缶", 1680),
        line("P3005", "例示OPPテープ 48mm 50巻", 1, "箱", 5400),
    ]
    p = Paper(300, "sans")
    p.text(105, 25, "注　文　書", 20, "m")
    p.text(15, 40, OUR_NAME + " 御中", 13)
    p.text(195, 36, "注文番号：SC-26-0345", 10.5, "r")
    p.text(195, 42, "注文日：2026年11月25日", 10.5, "r")
    p.text(195, 51, "有限会社サンプル製菓", 13, "r")
    p.text(195, 57, "京都府例示市南通6-8", 9, "r")
    p.text(15, 52, "納期：2026年11月30日", 11)
    p.text(15, 59, "納品場所：製菓工場", 11)
    columns = [(24, "l"), (70, "l"), (18, "r"), (16, "m"), (24, "r"), (28, "r")]
    y = p.table(15, 68, 10, columns, [HEADS, *[row(e) for e in lines]])
    y = p.table(121, y, 10, [(46, "r"), (28, "r")], [["合計（税抜）", yen(total(lines))]])
    p.text(15, y + 12, "よろしくお願いいたします。", 10)
    answer = order(
        lines,
        number="SC-26-0345",
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 11, 30),
        customer="有限会社サンプル製菓",
        deliver_to="製菓工場",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(as_pdf([black_white(spotted(p.skewed(0.5), 1))], 300), [answer])


@document("scan-02.pdf", "scan", "200 dpi grey JPEG in a PDF, grain, skewed the other way, mincho, two tax rates.")
def grey_scan() -> Made:
    lines = [
        line("P1001", "コーヒー豆深煎り", 10, "袋", 2400, rate="0.08"),
        line("P1006", "オレンジジュース1L", 4, "ケース", 2880, rate="0.08"),
        line("P3004", "紙ナプキン", 2, "箱", 5750, rate="0.1"),
        line("KH-802", "ランチョンマット 100枚", 6, "束", 1250, rate="0.1"),
    ]
    net = total(lines)
    tax = tax_of(total(lines, "0.08"), "0.08") + tax_of(total(lines, "0.1"), "0.1")
    p = Paper(200, "serif")
    p.text(105, 24, "発注書", 20, "m")
    p.text(18, 38, "伝票商事株式会社　様", 13)
    p.text(120, 38, "発注番号　KH2611-0512", 11)
    p.text(120, 45, f"発注日　　{era(date(2026, 11, 24))}", 11)
    p.text(120, 54, "架空ホテル株式会社", 13)
    p.text(18, 56, f"納入日　{era(date(2026, 12, 2))}", 11)
    columns = [(22, "l"), (62, "l"), (16, "r"), (18, "m"), (16, "m"), (20, "r"), (24, "r")]
    rows = [["品番", "品名", "数量", "単位", "税率", "単価", "金額"]]
    rows += [
        [
            e.code or "",
            e.name or "",
            num(e.qty),
            e.unit or "",
            "8%" if e.rate == lines[0].rate else "10%",
            yen(e.price),
            yen(e.amount),
        ]
        for e in lines
    ]
    y = p.table(16, 66, 10, columns, rows)
    p.table(
        120,
        y + 4,
        9,
        [(50, "l"), (24, "r")],
        [["税抜金額", yen(net)], ["消費税", yen(tax)], ["税込合計", yen(net + tax)]],
    )
    answer = order(
        lines,
        number="KH2611-0512",
        ordered_on=date(2026, 11, 24),
        deliver_on=date(2026, 12, 2),
        customer="架空ホテル株式会社",
        tax_mode="exclusive",
        total=net,
        tax=tax,
        gross=net + tax,
    )
    return Made(as_pdf([spotted(p.skewed(-0.9), 2, dots=0.0002, grain=9)], 200, 40), [answer])


@document("scan-03.pdf", "scan", "Put into the scanner upside down, 300 dpi one bit, gothic, empty rows.")
def upside_down() -> Made:
    lines = [
        line("P4001", "見本食器用洗剤 4L", 10, "本", 1380),
        line("P4002", "見本アルコール除菌液 5L", 10, "本", 3180),
        line("P4004", "サンプルニトリル手袋 M 100枚×10", 4, "ケース", 8800),
    ]
    p = Paper(300, "gothic")
    p.text(105, 26, "物 品 注 文 書", 19, "m")
    p.text(15, 42, "伝票商事 株式会社 殿", 13)
    p.text(125, 42, "株式会社テスト給食サービス", 12)
    p.table(
        15,
        50,
        9,
        [(28, "l"), (56, "l")],
        [
            ["注文No.", "TK-60021"],
            ["注文日", slash(date(2026, 11, 26))],
            ["希望納期", slash(date(2026, 12, 3))],
            ["納入場所", "セントラルキッチン"],
        ],
    )
    blank = ["", "", "", "", "", ""]
    columns = [(24, "l"), (74, "l"), (16, "r"), (18, "m"), (22, "r"), (26, "r")]
    y = p.table(
        15,
        96,
        10,
        columns,
        [HEADS, *[row(e) for e in lines], blank, blank, ["", "合計", "", "", "", yen(total(lines))]],
    )
    p.text(15, y + 10, "※税別", 10)
    answer = order(
        lines,
        number="TK-60021",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 3),
        customer="株式会社テスト給食サービス",
        deliver_to="セントラルキッチン",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(as_pdf([black_white(spotted(p.skewed(180.3), 3))], 300), [answer])


@document("scan-04.tif", "scan", "G4 fax in normal resolution (204 x 98), fax header line, slight skew.")
def fax() -> Made:
    lines = [
        line("P3001", "段ボール60", 30, "束", 1560),
        line("P3002", "段ボール100", 20, "束", 2980),
        line("P3006", "レジ袋M", 4, "箱", 4200),
    ]
    p = Paper(204, "sans", (215, 290))
    p.text(15, 8, "2026-11-26 10:42  FROM: ミホンセイカ 043-000-0506   TO: 03-0000-0999   P.1/1", 9)
    p.text(105, 28, "注 文 書（FAX）", 22, "m")
    p.text(15, 46, "伝票商事（株） 御中", 16)
    p.text(118, 46, "見本青果株式会社", 16)
    p.text(15, 60, "注文番号 5-1126-07", 14)
    p.text(118, 60, "注文日 2026/11/26", 14)
    p.text(15, 70, "納品日 2026/11/29", 14)
    columns = [(28, "l"), (60, "l"), (22, "r"), (18, "m"), (26, "r"), (32, "r")]
    rows = [
        ["品番", "品名", "数量", "単位", "単価", "金額"],
        *[row(e) for e in lines],
        ["", "合計", "", "", "", yen(total(lines))],
    ]
    p.table(14, 80, 14, columns, rows, points=14)
    picture = spotted(p.skewed(0.3), 4, dots=0.0008)
    squeezed = black_white(picture.resize((1728, round(picture.height * 98 / 204)), Image.Resampling.BOX), 165)
    answer = order(
        lines,
        number="5-1126-07",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 29),
        customer="見本青果株式会社",
        total=total(lines),
    )
    return Made(as_picture([squeezed], "TIFF", compression="group4", dpi=(204, 98)), [answer])


@document("scan-05.png", "scan", "200 dpi picture, only horizontal rules, no codes, era dates in short form.")
def open_table() -> Made:
    lines = [
        line(None, "コシヒカリ10kg", 10, "袋", 5200),
        line(None, "濃口醤油1.8L", 3, "ケース", 3240),
        line(None, "みりん 1.8L", 6, "本", 980),
        line(None, "上白糖20kg", 2, "袋", 4320),
    ]
    p = Paper(200, "sans")
    p.text(20, 24, "注文票", 18)
    p.text(190, 20, "No. 000317", 12, "r")
    p.text(20, 36, "伝票商事 御中", 13)
    p.text(190, 34, f"注文日 {era_short(date(2026, 11, 26))}", 11, "r")
    p.text(190, 41, f"納品日 {era_short(date(2026, 11, 29))}", 11, "r")
    p.text(190, 50, "居酒屋 ひな形", 13, "r")
    p.rule(20, 58, 190, 58, 0.5)
    columns = [(80, "l"), (24, "r"), (22, "m"), (22, "r"), (22, "r")]
    p.table(20, 58, 9, columns, [["品名", "数量", "単位", "単価", "金額"]], ruled=False)
    p.rule(20, 67, 190, 67, 0.5)
    for n, e in enumerate(lines):
        p.table(
            20,
            67 + n * 10,
            10,
            columns,
            [[e.name or "", num(e.qty), e.unit or "", yen(e.price), yen(e.amount)]],
            ruled=False,
        )
        p.rule(20, 77 + n * 10, 190, 77 + n * 10)
    p.text(166, 116, "計", 11, "r")
    p.text(188.5, 116, yen(total(lines)), 11, "r")
    answer = order(
        lines,
        number="000317",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 29),
        customer="居酒屋 ひな形",
        total=total(lines),
    )
    return Made(as_picture([black_white(spotted(p.skewed(-0.4), 5))], "PNG", dpi=(200, 200), optimize=True), [answer])


def shaded(image: Image.Image, seed: int) -> Image.Image:
    """Lay the uneven light of a photographed sheet over a picture."""
    height, width = image.height, image.width
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    light = 0.98 - 0.28 * x * y - 0.08 * (1 - y)
    picture = np.asarray(image).astype(np.float32) * light
    return spotted(Image.fromarray(picture.clip(0, 255).astype(np.uint8)), seed, dots=0, grain=4)


@document("scan-06.jpg", "scan", "Photographed sheet: uneven light, turned by one and a half degrees, JPEG.")
def photo() -> Made:
    lines = [
        line("P1001", "深煎り豆1kg", 6, "袋", 2400),
        line("P1002", "浅煎り豆1kg", 6, "袋", 2600),
        line("P3003", "紙コップ8オンス", 1, "箱", 6900),
        line(None, "コーヒーフィルター 100枚", 20, "箱", 350),
    ]
    p = Paper(200, "gothic")
    p.text(105, 28, "コーヒー豆・資材　注文書", 17, "m")
    p.text(20, 42, "伝票商事株式会社 御中", 12)
    p.text(120, 42, "ひながた珈琲（株）", 13)
    p.table(
        20,
        50,
        9,
        [(30, "l"), (50, "l")],
        [
            ["注文番号", "HC-20261126"],
            ["注文年月日", kanji_date(date(2026, 11, 26))],
            ["納品希望日", kanji_date(date(2026, 12, 1))],
        ],
    )
    columns = [(22, "l"), (66, "l"), (18, "r"), (18, "m"), (22, "r"), (26, "r")]
    p.table(
        20,
        84,
        11,
        columns,
        [HEADS, *[row(e) for e in lines], ["", "税抜合計", "", "", "", yen(total(lines))]],
        points=11,
    )
    answer = order(
        lines,
        number="HC-20261126",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 1),
        customer="ひながた珈琲（株）",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(as_picture([shaded(p.skewed(1.5), 6)], "JPEG", quality=50, dpi=(200, 200)), [answer])


@document(
    "scan-07.tif", "scan", "Two scanned pages with one table over both, seal over the sender's name, total on page two."
)
def two_pages() -> Made:
    lines = [
        line("P2001", "見本小麦粉 薄力 25kg", 25, "袋", 4950),
        line("P2002", "見本小麦粉 強力 25kg", 25, "袋", 5480),
        line("P2004", "サンプル食塩 5kg", 40, "袋", 640),
        line(None, "生イースト 500g×10", 6, "箱", 3150),
        line("P2003", "見本上白糖 20kg", 20, "袋", 4320),
        line("P1005", "例示ミネラルウォーター 2L×6本", 30, "ケース", 780),
    ]
    columns = [(24, "l"), (72, "l"), (16, "r"), (18, "m"), (22, "r"), (28, "r")]
    first = Paper(200, "sans")
    first.text(105, 24, "注文書", 20, "m")
    first.text(15, 38, OUR_NAME + "　御中", 13)
    first.text(195, 38, "例示物産株式会社", 13, "r")
    first.stamp(193, 37, 8, "例示")
    first.text(15, 50, "注文書番号　RB-009017", 11)
    first.text(110, 50, "注文日　2026年11月26日", 11)
    first.text(15, 57, "受渡期日　2026年12月7日", 11)
    first.text(110, 57, "受渡場所　第一倉庫", 11)
    first.table(15, 64, 11, columns, [HEADS, *[row(e) for e in lines[:4]]])
    first.text(195, 280, "1／2", 10, "r")
    second = Paper(200, "sans")
    second.text(15, 20, "注文書番号　RB-009017（続き）", 11)
    second.table(
        15, 28, 11, columns, [HEADS, *[row(e) for e in lines[4:]], ["", "合計（税抜）", "", "", "", yen(total(lines))]]
    )
    second.text(195, 280, "2／2", 10, "r")
    answer = order(
        lines,
        number="RB-009017",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 7),
        customer="例示物産株式会社",
        deliver_to="第一倉庫",
        tax_mode="exclusive",
        total=total(lines),
    )
    pages = [
        black_white(spotted(page.skewed(turn), seed), 160) for page, turn, seed in ((first, 0.4, 7), (second, -0.3, 8))
    ]
    return Made(as_picture(pages, "TIFF", compression="group4", dpi=(200, 200)), [answer])
