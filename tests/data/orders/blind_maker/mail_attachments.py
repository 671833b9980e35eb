"""Mails whose order is attached, or stands in body and attachment."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from blind_maker.answers import Line, Made, document, line, order, total
from blind_maker.csv_files import table
from blind_maker.letters import Mail, at, file_part, multi, text_part
from blind_maker.pages import GOTHIC, Pages
from blind_maker.paper import Paper, as_pdf, as_picture, black_white, spotted
from blind_maker.words import OUR_NAME, kanji_date, num, yen
from blind_maker.workbooks import book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(number: str, sender: str, where: str, days: tuple[date, date], lines: list[Line]) -> bytes:
    """Return a small order workbook."""
    with book() as b:
        s = b.sheet("発注書")
        s.set_column("B:B", 34)
        s.write("B1", "発注書", b.style(bold=True, font_size=16))
        s.write("A2", OUR_NAME + " 御中")
        for row, (label, value) in enumerate((("発注番号", number), ("発注日", days[0]), ("納品日", days[1])), 2):
            s.write(row, 4, label)
            if isinstance(value, date):
                s.write_datetime(row, 5, datetime(value.year, value.month, value.day), b.day())
            else:
                s.write(row, 5, value)
        s.write("A4", sender)
        s.write("A5", f"納品先：{where}")
        for column, word in enumerate(["商品コード", "商品名", "数量", "単位", "単価", "金額"]):
            s.write(6, column, word, b.head)
        for row, e in enumerate(lines, 7):
            cells: list[Any] = [e.code or "", e.name, int(e.qty or 0), e.unit, int(e.price or 0), int(e.amount or 0)]
            for column, value in enumerate(cells):
                s.write(row, column, value, b.money if column > 3 else b.box)
        s.write(7 + len(lines), 4, "税抜合計", b.box)
        s.write(7 + len(lines), 5, int(total(lines)), b.money)
    return b.file.getvalue()


@document(
    "mail-attach-01.eml",
    "mail-attachment",
    "Short body that points to the attachment; workbook with a Japanese name after RFC 2231.",
)
def workbook_attached() -> Made:
    lines = [
        line("P1005", "例示ミネラルウォーター 2L×6本", 36, "ケース", 780),
        line("P3006", "例示レジ袋 Mサイズ 2000枚", 5, "箱", 4200),
        line(None, "惣菜トレー 黒 100枚×10", 3, "箱", 6750),
    ]
    days = (date(2026, 11, 26), date(2026, 12, 1))
    data = workbook("DM-112688", "株式会社ダミーマート", "配送センター", days, lines)
    text = """伝票商事 受注ご担当者様

お世話になっております。ダミーマートの小川です。
発注書を添付いたしましたのでご確認ください。
納品は12月1日でお願いいたします。

株式会社ダミーマート 商品部 小川
TEL 048-000-0707
"""
    answer = order(
        lines,
        number="DM-112688",
        ordered_on=days[0],
        deliver_on=days[1],
        customer="株式会社ダミーマート",
        deliver_to="配送センター",
        tax_mode="exclusive",
        total=total(lines),
    )
    mail = Mail("発注書送付の件", "小川 <hacchu@dummy-mart.example>", at(11, 26, 9, 5), "a01")
    return Made(
        mail.send(multi("mixed", [text_part(text), file_part("発注書_20261126.xlsx", data, XLSX)], "=_seam_a01")),
        [answer],
    )


def order_pdf(number: str, lines: list[Line]) -> bytes:
    """Return a PDF order."""
    p = Pages(GOTHIC)
    p.text(105, 24, "注　文　書", 18, "center")
    p.text(15, 38, OUR_NAME + "　御中", 12)
    p.text(195, 34, f"注文番号　{number}", 10, "right")
    p.text(195, 40, f"注文日　{kanji_date(date(2026, 11, 25))}", 10, "right")
    p.text(195, 48, "有限会社サンプル製菓", 11, "right")
    p.text(15, 50, f"納期　{kanji_date(date(2026, 11, 30))}　　納品先　製菓工場", 10)
    columns = [(24, "l"), (66, "l"), (20, "r"), (16, "c"), (26, "r"), (28, "r")]
    p.cells(58, 8, columns, ["商品コード", "商品名", "数量", "単位", "単価", "金額"])
    for n, e in enumerate(lines):
        p.cells(
            66 + n * 8, 8, columns, [e.code or "", e.name or "", num(e.qty), e.unit or "", yen(e.price), yen(e.amount)]
        )
    p.cells(66 + len(lines) * 8, 8, [(152, "r"), (28, "r")], ["合計（税抜）", yen(total(lines))])
    return p.done()


@document(
    "mail-attach-02.eml",
    "mail-attachment",
    "The same order in the body and in an attached PDF: it must be counted once.",
)
def twice_the_same() -> Made:
    lines = [line("P2001", "見本小麦粉 薄力 25kg", 8, "袋", 4950), line("P2003", "見本上白糖 20kg", 6, "袋", 4320)]
    text = """伝票商事様

いつもありがとうございます。添付の注文書と同じ内容を念のため記載します。

注文番号：SE-2611-31
注文日：2026年11月25日
納期：2026年11月30日
納品先：製菓工場
"""
    text += (
        "".join(f"{e.code} {e.name} {e.qty}{e.unit} 単価{yen(e.price)}円 金額{yen(e.amount)}円\n" for e in lines)
        + f"合計（税抜）{yen(total(lines))}円\n\n有限会社サンプル製菓\n"
    )
    answer = order(
        lines,
        number="SE-2611-31",
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 11, 30),
        customer="有限会社サンプル製菓",
        deliver_to="製菓工場",
        tax_mode="exclusive",
        total=total(lines),
    )
    mail = Mail(
        "注文書（SE-2611-31）", "サンプル製菓 <order@sample-seika.example>", at(11, 25, 15, 45), "a02", "iso-2022-jp"
    )
    content = multi(
        "mixed",
        [
            text_part(text, "iso-2022-jp", "7bit"),
            file_part("注文書SE-2611-31.pdf", order_pdf("SE-2611-31", lines), "application/pdf", "iso-2022-jp"),
        ],
        "=_seam_a02",
    )
    return Made(mail.send(content), [answer])


def route_map() -> bytes:
    """Return a small picture of the way to the loading bay, as people attach it."""
    p = Paper(72, "sans", (90, 60))
    p.text(45, 10, "搬入口 案内図", 10, "m")
    p.rule(10, 50, 80, 50)
    p.rule(45, 50, 45, 20)
    p.text(48, 20, "3番ゲート", 8)
    return as_picture([black_white(p.image)], "PNG", optimize=True)


@document(
    "mail-attach-03.eml",
    "mail-attachment",
    "Two attachments: a CP932 order list and a picture of the way, name as an encoded word.",
)
def list_and_map() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 15, "袋", 2400),
        line("P1004", "サンプル紅茶 リーフ 500g", 10, "袋", 1950),
        line("KH-450", "ロールタオル 業務用", 12, "本", 520),
    ]
    rows: list[list[object]] = [
        ["発注No", "発注日", "納品日", "発注元", "納品場所", "品番", "品名", "数量", "単位", "単価", "金額"]
    ]
    rows += [
        [
            "KH2611-0533",
            "2026/11/26",
            "2026/12/03",
            "架空ホテル株式会社",
            "搬入口",
            e.code,
            e.name,
            num(e.qty),
            e.unit,
            num(e.price),
            num(e.amount),
        ]
        for e in lines
    ]
    text = """伝票商事御中

発注データ（CSV）と搬入口の案内図をお送りします。
前回と搬入口が変わっていますのでご注意ください。

架空ホテル株式会社 購買課 鈴木
"""
    answer = order(
        lines,
        number="KH2611-0533",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 3),
        customer="架空ホテル株式会社",
        deliver_to="搬入口",
    )
    parts = [
        text_part(text),
        file_part("発注データ.csv", table(rows).encode("cp932"), "text/csv", "utf-8"),
        file_part("案内図.png", route_map(), "image/png", "utf-8"),
    ]
    mail = Mail("発注データ送付", "鈴木 <purchase@kakuu-hotel.example>", at(11, 26, 16, 20), "a03")
    return Made(mail.send(multi("mixed", parts, "=_seam_a03")), [answer])


@document(
    "mail-attach-04.eml",
    "mail-attachment",
    "One order in the attached workbook and a second, different one in the body.",
)
def two_different() -> Made:
    attached = [
        line("P2005", "サンプルサラダ油 16.5kg缶", 12, "缶", 6350),
        line("P2006", "サンプル濃口醤油 1.8L×6本", 10, "ケース", 3240),
    ]
    typed = [
        line("P4004", "サンプルニトリル手袋 M 100枚×10", 2, "ケース", None),
        line(None, "使い捨てエプロン 50枚", 4, "箱", None),
    ]
    days = (date(2026, 11, 26), date(2026, 12, 4))
    data = workbook("MD-26-3080", "見本デリカ株式会社", "第二工場", days, attached)
    text = """伝票商事 ご担当者様

見本デリカの岡田です。
食材分（MD-26-3080）は添付の発注書の通りです。

このほか資材分を下記の通り別注文としてお願いします。

注文番号：MD-26-3081
注文日：2026/11/26
納品日：2026/12/02
"""
    text += """P4004 サンプルニトリル手袋 M 100枚×10　2ケース
使い捨てエプロン 50枚　4箱

見本デリカ株式会社 岡田
"""
    answers = [
        order(
            typed, number="MD-26-3081", ordered_on=days[0], deliver_on=date(2026, 12, 2), customer="見本デリカ株式会社"
        ),
        order(
            attached,
            number="MD-26-3080",
            ordered_on=days[0],
            deliver_on=days[1],
            customer="見本デリカ株式会社",
            deliver_to="第二工場",
            tax_mode="exclusive",
            total=total(attached),
        ),
    ]
    mail = Mail("発注（食材・資材）", "岡田 <order@mihon-delica.example>", at(11, 26, 11, 48), "a04")
    content = multi("mixed", [text_part(text), file_part("発注書MD-26-3080.xlsx", data, XLSX)], "=_seam_a04")
    return Made(
        mail.send(content),
        answers,
        {"orders": "the order of the body first, then the attached one; the orders' numbers tell them apart"},
    )


@document(
    "mail-attach-05.eml", "mail-attachment", "A scanned PDF inside a ZIP whose name is CP932, body without any order."
)
def zipped_scan() -> Made:
    lines = [
        line("P3001", "段ボール60", 40, "束", 1560),
        line("P3002", "段ボール100", 15, "束", 2980),
        line("P3005", "OPPテープ48mm", 3, "箱", 5400),
    ]
    p = Paper(200, "sans")
    p.text(105, 26, "注 文 書", 20, "m")
    p.text(15, 42, "伝票商事株式会社 御中", 13)
    p.text(195, 42, "見本青果株式会社", 13, "r")
    p.text(15, 54, "注文番号 5-1126-11", 12)
    p.text(120, 54, "注文日 2026/11/26", 12)
    p.text(15, 62, "納品日 2026/11/30", 12)
    columns = [(24, "l"), (66, "l"), (20, "r"), (18, "m"), (24, "r"), (28, "r")]
    rows = [[e.code or "", e.name or "", num(e.qty), e.unit or "", yen(e.price), yen(e.amount)] for e in lines]
    p.table(
        15,
        70,
        11,
        columns,
        [["品番", "品名", "数量", "単位", "単価", "金額"], *rows, ["", "合計", "", "", "", yen(total(lines))]],
        points=11,
    )
    scan = as_pdf([black_white(spotted(p.skewed(0.4), 11), 165)], 200)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        entry = zipfile.ZipInfo("order_20261126.pdf", (2026, 11, 26, 10, 0, 0))
        archive.writestr(entry, scan, compress_type=zipfile.ZIP_DEFLATED)
    data = file.getvalue().replace(b"order_20261126.pdf", "注文書_1126-11.pdf".encode("cp932").ljust(18, b"_"))
    text = "見本青果の田辺です。注文書をスキャンしたものをお送りします（圧縮しています）。\nよろしくお願いします。\n"
    answer = order(
        lines,
        number="5-1126-11",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 30),
        customer="見本青果株式会社",
        total=total(lines),
    )
    mail = Mail("注文書スキャン送付", "田辺 <seika@mihon-seika.example>", at(11, 26, 13, 30), "a05", "iso-2022-jp")
    content = multi(
        "mixed", [text_part(text, "iso-2022-jp", "7bit"), file_part("scan.zip", data, "application/zip")], "=_seam_a05"
    )
    return Made(mail.send(content), [answer])
