"""Mails whose order hangs on them as a file."""

from more_maker.book import Book

from .base import Drawn, Row, Sums, day, document, good, mail, told, yen
from .edi import obc
from .sheet import PDF, XLSX, Paper


def _fax(rows: list[Row]) -> bytes:
    paper = Paper()
    paper.text(105, 24, "FAX 注 文 書", 20, at="center")
    paper.text(20, 38, "伝票商事株式会社 行", 12)
    paper.text(20, 45, "FAX 03-0000-0002", 10)
    paper.text(190, 38, "注文日 2026年2月24日", 10, at="right")
    paper.text(120, 48, "医療法人社団ひいらぎ会 ひいらぎ病院", 10)
    paper.text(120, 54, "栄養科 担当 大槻", 10)
    paper.text(120, 60, "TEL 043-000-0566 FAX 043-000-0567", 9)
    paper.text(20, 68, "納品希望日 2026年2月27日(金)", 11)
    paper.text(20, 75, "納品場所 ひいらぎ病院 1階 厨房検収口", 11)
    table = [
        ("No.", "商品名", "数量", "単位", "備考"),
        *((n, r.name, r.quantity, r.unit, "") for n, r in enumerate(rows, 1)),
    ]
    table += [(n, "", "", "", "") for n in range(len(rows) + 1, 11)]
    end = paper.table(20, 82, (12, 90, 20, 20, 28), table, high=8, size=10, right=(2,))
    paper.text(20, end + 8, "※ご不明な点がございましたら、上記までご連絡ください。", 9)
    return paper.done()


@document("ma-efax.eml", "mail-attachment", "an internet FAX service's mail (as eFax): caller, pages, the sheet as PDF")
def efax() -> Drawn:
    rows = [
        good("P2007", 10, code=None),
        Row(None, "とろみ調整食品 2kg", 3, "袋"),
        good("P4003", 4, code=None),
        Row(None, "使い捨てエプロン 袖付 100枚", 2, "箱"),
    ]
    text = """FAXを受信しました。

受信日時: 2026/02/24 13:18:42
送信元番号: 0430000567
受信番号: 0300000002
ページ数: 1
受付番号: 20260224-131842-0077

受信したFAXは添付ファイル(PDF)でご確認ください。
このメールは自動送信されています。返信はできません。
"""
    files = [("FAX_20260224131842.pdf", PDF, _fax(rows))]
    content = mail(
        "FAX受信サービス <message@inbound-fax.example>",
        "FAX受信 送信元:0430000567 - 1ページ",
        (2026, 2, 24, 13, 19, 3),
        text,
        files=files,
    )
    order = told(
        rows,
        "name quantity unit",
        ordered_on=day(2, 24),
        deliver_on=day(2, 27),
        customer_name="医療法人社団ひいらぎ会 ひいらぎ病院",
        deliver_to="ひいらぎ病院 1階 厨房検収口",
    )
    return Drawn(content, [order], {"orders.0.customer_name": "the body and its hospital on one line"})


def _book(rows: list[Row]) -> bytes:
    book = Book("注文書")
    book.widths(6, 34, 10, 8, 12, 14, 16)
    book.put("A1:G1", "注　文　書", "t")
    book.put("A3:C3", "伝票商事株式会社　御中", "u")
    book.row(3, "F G", ("注文番号", "S26-0708-1"), "")
    book.row(4, "F G", ("注文日", day(7, 8)), "c j")
    for line, words in enumerate(
        ("サンプル商店街協同組合", "〒000-0012 宮城県例示市本通12-7", "TEL 022-000-1212 担当:久松"), 5
    ):
        book.put(f"E{line}", words)
    book.put("A5", "下記のとおり注文いたします。")
    book.row(8, "A:B C:D", ("納期", day(7, 14)), "h bj")
    book.row(9, "A:B C:D", ("納入場所", "組合会館 1階"), "h b")
    book.row(10, "A:B C:D", ("支払条件", "月末締翌月末払"), "h b")
    book.row(12, "A B C D E F G", ("No.", "品名", "数量", "単位", "単価", "金額", "備考"), "h")
    for line, r in enumerate(rows, 13):
        book.row(
            line, "A B C D E F G", (line - 12, r.name, r.quantity, r.unit, r.price, r.amount, ""), "b b b b by by b"
        )
    for line in range(13 + len(rows), 21):
        book.row(line, "A B C D E F G", (line - 12, "", "", "", "", "", ""), "b")
    sums = Sums(rows)
    for line, (word, value) in enumerate((("小計", sums.total), ("消費税(10%)", sums.tax), ("合計", sums.gross)), 21):
        book.row(line, "E F", (word, value), "h by")
    return book.done()


@document("ma-book.eml", "mail-attachment", "a short letter with the common template of an order as workbook")
def book_mail() -> Drawn:
    rows = [
        good("P3006", 10, code=None),
        good("P3004", 2, code=None),
        Row(None, "夏まつり紙うちわ 100本", 5, "箱", 8200, "0.1"),
    ]
    text = """伝票商事株式会社 営業部 御中

お世話になっております。サンプル商店街協同組合の久松です。
添付の通り注文いたしますので、ご手配をお願いいたします。

サンプル商店街協同組合 事務局 久松
"""
    files = [("注文書_伝票商事様_20260708.xlsx", XLSX, _book(rows))]
    content = mail(
        "久松 <office@sample-shotengai.example>", "注文書送付の件", (2026, 7, 8, 15, 2, 9), text, files=files
    )
    order = told(
        rows,
        "name quantity unit price amount",
        number="S26-0708-1",
        ordered_on=day(7, 8),
        deliver_on=day(7, 14),
        customer_name="サンプル商店街協同組合",
        deliver_to="組合会館 1階",
        **Sums(rows).head,
    )
    return Drawn(content, [order], {"orders.0.lines.0.tax_rate": "one rate in the sums, none on the lines"})


@document("ma-csv.eml", "mail-attachment", "a letter with the order file of an office package (as OBC) hanging on it")
def csv_mail() -> Drawn:
    content, rows = obc()
    text = """伝票商事株式会社 御中

サンプル食品株式会社 購買課です。
本日分の発注データを送付いたします。

  発注No. 000311
  明細件数 3件

納期回答を本日17時までにお願いいたします。
"""
    letter = mail(
        "購買課 <buy@sample-shokuhin.example>",
        "【発注データ】2026/06/22",
        (2026, 6, 22, 10, 30, 0),
        text,
        files=[("HACHU_20260622.csv", "text/csv", content)],
    )
    order = told(
        rows,
        "code name quantity unit price amount",
        number="000311",
        ordered_on=day(6, 22),
        deliver_on=day(6, 26),
        customer_name="サンプル食品株式会社",
        deliver_to="大阪物流センター",
    )
    return Drawn(letter, [order], {"orders.0.customer_name": "the file does not name who orders, the letter does"})


def board(rows: list[Row]) -> bytes:
    """A purchase order as a cloud service prints it, with its fonts left out."""
    sums, paper = Sums(rows), Paper()
    paper.text(105, 22, "発注書", 20, at="center")
    paper.text(20, 36, "伝票商事株式会社 御中", 13)
    paper.rule(20, 38, 100)
    paper.text(20, 46, "件名: 店舗備品(10月納品分)", 10)
    paper.text(20, 53, "下記の通り発注いたします。", 10)
    for line, words in enumerate(
        (
            "発注日: 2026年10月1日",
            "発注番号: 0000218-01",
            "",
            "株式会社架空スイーツラボ",
            "東京都例示区並木4-4-4",
            "TEL: 03-0000-0444",
            "担当: 森川 遥",
        )
    ):
        paper.text(130, 36 + line * 5.5, words, 9)
    paper.text(20, 66, "発注金額", 10)
    paper.text(60, 66, f"{yen(sums.gross)} 円 (税込)", 14)
    paper.rule(20, 68, 110)
    for line, words in enumerate(("納期  2026年10月9日", "納品場所  並木本店", "お支払条件  月末締め翌月末払い")):
        paper.text(20, 76 + line * 6, words, 10)
    table = [
        ("項目", "数量", "単位", "単価", "税率", "金額"),
        *((r.name, r.quantity, r.unit, yen(r.price), r.percent, yen(r.amount)) for r in rows),
    ]
    end = paper.table(20, 98, (78, 16, 16, 22, 14, 24), table, right=(1, 3, 5))
    low = [
        ("小計", yen(sums.total)),
        ("消費税(8%)", yen(sums.tax8)),
        ("消費税(10%)", yen(sums.tax10)),
        ("合計", yen(sums.gross)),
    ]
    end = paper.table(126, end, (40, 24), low, right=(1,))
    paper.text(20, end + 10, "備考", 9)
    paper.box(20, end + 12, 170, 24)
    return paper.done()


@document("ma-cloud.eml", "mail-attachment", "a cloud service's mail (as board) with the purchase order as PDF")
def cloud_mail() -> Drawn:
    rows = [
        good("P5001", 1, code=None),
        good("P1001", 12, code=None),
        Row(None, "ステンレスミルクピッチャー 600ml", 4, "個", 2750, "0.1"),
        good("P3003", 3, code=None),
    ]
    text = """伝票商事株式会社
ご担当者様

株式会社架空スイーツラボの森川です。
発注書をお送りいたしますので、ご査収のほどよろしくお願いいたします。

※このメールは発注管理システムから送信しています。
"""
    files = [("発注書_0000218-01.pdf", PDF, board(rows))]
    content = mail(
        "株式会社架空スイーツラボ <noreply@board-order.example>",
        "発注書送付のご案内",
        (2026, 10, 1, 11, 44, 27),
        text,
        files=files,
    )
    sums = Sums(rows)
    order = told(
        rows,
        "name quantity unit price amount rate",
        number="0000218-01",
        ordered_on=day(10, 1),
        deliver_on=day(10, 9),
        customer_name="株式会社架空スイーツラボ",
        deliver_to="並木本店",
        **{**sums.head, "tax": None},
    )
    return Drawn(content, [order], {"orders.0.tax": "the tax of each rate stands, their sum does not"})
