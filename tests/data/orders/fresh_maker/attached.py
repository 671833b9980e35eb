"""Mails whose order hangs on them as a file."""

import csv
import io
from datetime import date

from more_maker.book import Book

from .base import Drawn, Row, Sums, document, good, told, yen
from .paper import MINCHO, Paper
from .post import mail

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _menu(rows: list[Row]) -> bytes:
    book = Book("発注")
    book.widths(30, 10, 8, 12, 14)
    book.put("A1", "仕入れ発注書", "t")
    book.put("A3", "宛先: 伝票商事")
    book.put("D3", "発注日")
    book.put("E3", date(2026, 11, 13), "s")
    book.put("A4", "ひながた珈琲")
    book.put("D4", "着日")
    book.put("E4", date(2026, 11, 18), "s")
    book.put("A5", "届け先: 浜町店(福岡県例示市浜町1-4)")
    book.row(7, "A B C D E", ("しなもの", "かず", "単位", "ねだん", "けい"), "h")
    for line, row in enumerate(rows, 8):
        book.row(line, "A B C D E", (row.name, row.quantity, row.unit, row.price, row.amount), "b b b by by")
    book.put("D12", "税抜合計", "b")
    book.put("E12", Sums(rows).total, "by")
    return book.done()


@document(
    "attached-book.eml", "mail-attachment", "a short letter with a workbook; days are cells shown without their year"
)
def attached_book() -> Drawn:
    rows = [good("P1002", 8), good("P1004", 2), good("P3003", 1), Row(None, "木製マドラー 14cm 1000本", 2, "箱", 1150)]
    text = """伝票商事 ご担当者さま

ひながた珈琲の井手です。
発注書をお送りします。ご確認ください。

ひながた珈琲株式会社 井手
"""
    files = [("発注書_1113.xlsx", XLSX, _menu(rows))]
    content = mail(
        "井手航 <roastery@hinagata-coffee.example>", "発注書送付(浜町店)", (2026, 11, 13, 18, 22), text, files=files
    )
    head = {"ordered_on": date(2026, 11, 13), "deliver_on": date(2026, 11, 18), "tax_mode": "exclusive"}
    head.update(total=Sums(rows).total, deliver_to="浜町店(福岡県例示市浜町1-4)", customer_name="ひながた珈琲")
    order = told(rows, "name quantity unit price amount", **head)
    return Drawn(content, [order], {"orders.0.customer_name": "short in the workbook, whole in the letter"})


def _sheet(rows: list[Row]) -> bytes:
    paper = Paper(MINCHO)
    paper.text(20, 20, "株式会社テスト給食サービス", 13)
    paper.text(20, 27, "神奈川県見本市中央4-2　電話 045-000-0404", 9)
    paper.text(190, 20, "ORDER No. 26-0988", 10, at="right")
    paper.text(190, 26, "2026年11月5日", 10, at="right")
    paper.rule(20, 31, 190)
    paper.text(20, 40, "伝票商事株式会社御中", 12)
    paper.text(20, 48, "次の品を11月10日までにセントラルキッチンへお届けください。", 10)
    table = [
        ("記号", "品名", "数", "単価", "金額"),
        *((r.code, r.name, f"{r.quantity}{r.unit}", yen(r.price), yen(r.amount)) for r in rows),
    ]
    end = paper.table(20, 54, (24, 80, 20, 20, 26), table, right=(2, 3, 4), boxed=False)
    paper.rule(20, 60.5, 190)
    paper.rule(20, end + 1, 190)
    sums = Sums(rows)
    for line, (label, value) in enumerate((("小計", sums.total), ("消費税等", sums.tax), ("総計", sums.gross)), 1):
        paper.text(150, end + line * 6, label)
        paper.text(189, end + line * 6, yen(value), at="right")
    return paper.done()


@document(
    "attached-paper.eml",
    "mail-attachment",
    "a letter with a PDF whose day and place stand in a sentence, and a map that says nothing",
)
def attached_paper() -> Drawn:
    rows = [
        good("P2006", 10),
        good("P2004", 12),
        good("P2007", 20),
        Row("TK-811", "粉末だし 1kg", 8, "袋", 1320, "0.08"),
    ]
    sums = Sums(rows)
    text = """伝票商事株式会社 宮内様

いつもお世話になっております。テスト給食サービスの中原です。
注文書を添付しますので、よろしくお願いいたします。
搬入経路が変わりましたので、地図もあわせてご覧ください。

株式会社テスト給食サービス 仕入課 中原
"""
    chart = Paper()
    chart.text(105, 30, "搬入経路のご案内", 16, at="middle")
    chart.box(40, 50, 120, 80)
    chart.text(60, 90, "正門 → 東側スロープ → 荷受口")
    files = [("注文書260988.pdf", "application/pdf", _sheet(rows)), ("搬入経路図.pdf", "application/pdf", chart.done())]
    content = mail("中原 <kitchen@test-kyushoku.example>", "注文書の送付", (2026, 11, 5, 13, 13), text, files=files)
    head = {"number": "26-0988", "ordered_on": date(2026, 11, 5), "deliver_on": date(2026, 11, 10), **sums.head}
    head.update(customer_name="株式会社テスト給食サービス", deliver_to="セントラルキッチン")
    return Drawn(content, [told(rows, "code name quantity unit price amount", **head)])


@document(
    "attached-flat.eml",
    "mail-attachment",
    "a letter with a CSV of an office program: firm's name in the letter only, amounts in full",
)
def attached_flat() -> Drawn:
    rows = [
        good("P3006", 10, name="レジ袋M 2000枚"),
        good("P1005", 50, name="ミネラルウォーター2L×6"),
        good("P1006", 12, name="オレンジジュース1L×12"),
        good("P2007", 30, name="コシヒカリ10kg"),
        good("P1003", 8, name="緑茶TB100包"),
        Row("D8801", "国産はちみつ 1kg", 12, "本", 1680),
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ["発注No", "発注日", "納入日", "納入先", "行No", "商品コード", "品名", "数量", "単位", "単価", "金額"]
    )
    for line, row in enumerate(rows, 1):
        start = ("DM-261127-9", "2026/11/27", "2026/12/02", "配送センター")
        writer.writerow([*start, line, row.code, row.name, row.quantity, row.unit, row.price, row.amount])
    text = """お世話になります。ダミーマート商品部です。
発注データ(CSV)を送付いたします。

※本メールは基幹システムより自動送信しています。

株式会社ダミーマート 商品部 発注センター
"""
    files = [("ORDER_20261127.csv", "text/csv", out.getvalue().encode("cp932"))]
    content = mail(
        "発注センター <hacchu@dummy-mart.example>", "発注データ送信 2026/11/27", (2026, 11, 27, 6, 0), text, files=files
    )
    head = {"number": "DM-261127-9", "ordered_on": date(2026, 11, 27), "deliver_on": date(2026, 12, 2)}
    head.update(customer_name="株式会社ダミーマート", deliver_to="配送センター")
    return Drawn(content, [told(rows, "code name quantity unit price amount", **head)])
