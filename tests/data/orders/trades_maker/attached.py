"""Letters with the order in a file of its own."""

from .base import CODED, NAMED, PRICED, Drawn, Sums, day, document, kanji, mail, rows, slash, told, yen
from .sheet import PDF, XLSX, Book, Paper, flat


@document("mail-attachment-hoso.eml", "mail-attachment", "a packer's short letter, the order in a workbook")
def packer() -> Drawn:
    goods = rows(
        "code name quantity unit price",
        """P3001|見本段ボール 60サイズ 20枚|40|束|1560
        P3002|見本段ボール 100サイズ 20枚|25|束|2980
        P3005|例示OPPテープ 48mm 50巻|4|箱|5400""",
    )
    sums = Sums(goods)
    book = Book("注文")
    book.widths(12, 34, 8, 6, 10, 12)
    book.put("A1:F1", "資材注文書", "t")
    book.row(3, "A B", ("注文番号", "RH-2604-08"), "")
    book.row(4, "A B", ("注文日", day(4, 13)), "c d")
    book.row(5, "A B", ("納期", day(4, 17)), "c d")
    book.row(6, "A B", ("納入先", "静岡県例題市工業団地10-6 資材倉庫"), "")
    book.put("D3", "株式会社例題包装")
    book.put("D4", "購買課　秋田")
    book.row(8, "A B C D E F", "コード 品名 数量 単位 単価 金額".split(), "h")  # noqa: SIM905
    for place, row in enumerate(goods, 9):
        line = (row.code, row.name, row.quantity, row.unit, row.price, row.amount)
        book.row(place, "A B C D E F", line, "b b by b by by")
    book.row(12, "E F", ("合計(税抜)", sums.total), "b by")
    text = """伝票商事株式会社 御中

株式会社例題包装の秋田です。
注文書を添付いたします。ご確認のほどお願いいたします。
"""
    files = [("資材注文書_RH-2604-08.xlsx", XLSX, book.done())]
    letter = mail("akita@reidai-hosou.example", "注文書の送付", (2026, 4, 13, 13, 13), text, files=files)
    head = {"number": "RH-2604-08", "ordered_on": day(4, 13), "deliver_on": day(4, 17), "total": sums.total}
    head |= {"customer_name": "株式会社例題包装", "deliver_to": "静岡県例題市工業団地10-6 資材倉庫"}
    return Drawn(letter, [told(goods, PRICED, tax_mode="exclusive", **head)])


@document("mail-attachment-yakkyoku.eml", "mail-attachment", "a pharmacy's letter, the order a small PDF")
def pharmacy() -> Drawn:
    goods = rows(
        CODED + " price",
        """4900000031017|薬袋 内用 A6 1000枚|5|箱|2600
        4900000031024|分包紙 セロポリ 70mm|12|巻|1850
        4900000031055|投薬瓶 100mL 100本|3|箱|3400
        4900000031109|見本アルコール除菌液 5L|2|本|3180""",
    )
    paper = Paper()
    paper.text(105, 25, "発　注　書", 18, at="middle")
    paper.text(20, 42, "伝票商事株式会社　御中", 12)
    paper.text(190, 36, f"発注日　{kanji(day(7, 2))}", at="right")
    paper.text(190, 42, "発注No. HY-0702-1", at="right")
    paper.text(190, 52, "ひだまり調剤薬局有限会社", 11, at="right")
    paper.text(190, 57, "新潟県見本市本町通9-3", 9, at="right")
    paper.text(20, 66, f"納品希望日：{kanji(day(7, 6))}")
    lines = [("JANコード", "品名", "数量", "単位", "納入価", "金額")]
    lines += [(r.code, r.name, r.quantity, r.unit, yen(r.price), yen(r.amount)) for r in goods]
    end = paper.table(20, 74, (34, 64, 16, 14, 20, 22), lines, right=(2, 4, 5))
    paper.text(20, end + 10, "備考：午前中の配達でお願いします。")
    text = "伝票商事 様\n\nひだまり調剤薬局です。\n発注書をお送りします。よろしくお願いします。\n"
    files = [("hacchu_0702.pdf", PDF, paper.done())]
    letter = mail("hidamari@hidamari-ph.example", "発注書", (2026, 7, 2, 18, 20), text, files=files)
    head = {"number": "HY-0702-1", "ordered_on": day(7, 2), "deliver_on": day(7, 6)}
    return Drawn(letter, [told(goods, PRICED, customer_name="ひだまり調剤薬局有限会社", **head)])


@document("mail-attachment-chori.eml", "mail-attachment", "a caterer's CSV beside a letter that names nothing")
def caterer() -> Drawn:
    goods = rows(
        CODED + " price",
        """P2005|サンプルサラダ油 16.5kg缶|8|缶|6350
        P2004|サンプル食塩 5kg|10|袋|640
        P2007|例示米 コシヒカリ 10kg|60|袋|5200
        P4004|サンプルニトリル手袋 M 100枚×10|3|ケース|8800""",
    )
    titles = ("注文No", "注文日", "納品日", "得意先名", "納品先", "商品CD", "商品名", "数量", "単位", "単価", "金額")
    place = "神奈川県見本市中央4-2 セントラルキッチン"
    firm = "株式会社テスト給食サービス"
    same = ("TK26-0825", "20260825", "20260828", firm, place)
    lines = [(*same, r.code, r.name, r.quantity, r.unit, r.price, r.amount) for r in goods]
    content = flat([titles, *lines]).encode("cp932")
    text = "お世話になっております。テスト給食の永井です。\n今週分の発注データです。ご確認ください。\n"
    files = [("order_0825.csv", "text/csv", content)]
    letter = mail("kitchen@test-kyushoku.example", "発注データ送付", (2026, 8, 25, 8, 50), text, files=files)
    head = {"number": "TK26-0825", "ordered_on": day(8, 25), "deliver_on": day(8, 28)}
    return Drawn(letter, [told(goods, PRICED, customer_name=firm, deliver_to=place, **head)])


@document("mail-attachment-kaishu.eml", "mail-attachment", "a renovator's workbook of old and new counts")
def renovator() -> Drawn:
    goods = rows(
        NAMED,
        """石膏ボード 9.5mm 3×6|70|枚
        軽天スタッド 65型 2.7m|45|本
        グラスウール 10K 100mm|18|梱""",
    )
    before = (60, 45, 20)
    book = Book("変更")
    book.widths(30, 10, 10, 8, 20)
    book.put("A1:E1", "注文変更連絡書", "t")
    book.row(3, "A B:D", ("元注文番号", "KS-1180"), "b")
    book.row(4, "A B:D", ("変更連絡日", slash(day(9, 8))), "b")
    book.row(5, "A B:D", ("納入日", slash(day(9, 14))), "b")
    book.row(6, "A B:D", ("発注者", "株式会社改修ラボ"), "b")
    book.row(8, "A B C D E", ("品名", "変更前", "変更後", "単位", "備考"), "h")
    notes = ("追加", "変更なし", "減")
    for place, (row, old, note) in enumerate(zip(goods, before, notes, strict=True), 9):
        book.row(place, "A B C D E", (row.name, old, row.quantity, row.unit, note))
    text = "伝票商事 建材課 様\n\n改修ラボの新谷です。KS-1180の数量を変更します。\n添付をご確認ください。\n"
    files = [("変更連絡書.xlsx", XLSX, book.done())]
    letter = mail("shintani@kaishu-lab.example", "KS-1180 数量変更", (2026, 9, 8, 15, 5), text, files=files)
    head = {"number": "KS-1180", "deliver_on": day(9, 14), "customer_name": "株式会社改修ラボ"}
    reasons = {"orders.0.ordered_on": "the day is that of the notice, not of the order"}
    return Drawn(letter, [told(goods, NAMED, kind="change", **head)], reasons)
