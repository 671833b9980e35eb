"""Mails that say little: the order is a file they bring."""

from trades_maker.base import CODED, NAMED, PRICED, Drawn, Sums, day, document, era, mail, told, yen
from trades_maker.sheet import MINCHO, PDF, XLSX, Book, Paper, flat

from later_maker.note_base import goods


@document(
    "mail-attachment-sash.eml", "mail-attachment", "a PDF: sum in a box above, empty rows, remarks and terms below"
)
def sash() -> Drawn:
    """A builder of windows sends its order sheet as PDF."""
    items = goods(
        "name quantity unit price",
        """シリコンシーリング クリア 330ml|60|本|540
        バックアップ材 10mm×100m|4|巻|2300
        養生ポリシート 1100mm×25m|36|本|310
        防水気密テープ 75mm×20m|24|巻|980""",
    )
    sums = Sums(items)
    paper = Paper(MINCHO)
    paper.text(105, 24, "注　文　書", 20, at="middle")
    paper.text(20, 40, "伝票商事株式会社　御中", 12)
    paper.rule(20, 42, 92)
    paper.text(20, 50, "下記の通り注文申し上げます。", 9)
    for place, text in enumerate(("注文番号　26-0733", "注文日　　2026年7月6日")):
        paper.text(140, 34 + 6 * place, text, 9)
    firm = ("株式会社窓匠", "〒950-0000", "新潟県見本市鳥屋野180", "TEL 025-000-3015　FAX 025-000-3016", "担当　棚橋")
    for place, text in enumerate(firm):
        paper.text(130, 50 + 5 * place, text, 11 if not place else 9)
    paper.table(20, 58, (35, 55), [("合計金額（税込）", f"￥{yen(sums.gross)}－")], high=10, size=12, right=())
    paper.text(20, 76, "納　　期：2026年7月15日", 10)
    paper.text(20, 82, "受渡場所：株式会社窓匠　第二加工場", 10)
    paper.text(20, 88, "支払条件：月末締め翌月末日払い", 10)
    body = [(str(n), r.name, str(r.quantity), r.unit, yen(r.price), yen(r.amount)) for n, r in enumerate(items, 1)]
    body += [("", "", "", "", "", "")] * 5
    widths = (10, 75, 18, 14, 23, 30)
    end = paper.table(20, 94, widths, [("No", "品　　名", "数量", "単位", "単価", "金額"), *body], right=(2, 4, 5))
    foot = (("小　計", yen(sums.total)), ("消費税(10%)", yen(sums.tax)), ("合　計", yen(sums.gross)))
    end = paper.table(137, end, (23, 30), foot, right=(1,))
    paper.table(20, end + 5, (170,), [("備考：納品書に注文番号をご記入ください。",)], high=12)
    text = """伝票商事株式会社 御中

いつもお世話になります。窓匠の棚橋です。
注文書をお送りします。よろしくお願いいたします。
"""
    order = told(
        items,
        "name quantity unit price amount",
        number="26-0733",
        ordered_on=day(7, 6),
        deliver_on=day(7, 15),
        customer_name="株式会社窓匠",
        deliver_to="株式会社窓匠 第二加工場",
        **sums.head,
    )
    files = [("注文書_26-0733.pdf", PDF, paper.done())]
    content = mail("棚橋 <tanahashi@madosho.example>", "注文書送付の件", (2026, 7, 6, 16, 32), text, files=files)
    return Drawn(content, [order], {"orders.0.lines.0.tax_rate": "the tax below names 10 % for the whole sum"})


@document(
    "mail-attachment-fax.eml",
    "mail-attachment",
    "a PDF of a multifunction copier's fax sheet, codes and numbers only, two abreast head",
)
def fax() -> Drawn:
    """An association of shops sends the sheet it used to fax."""
    items = goods(
        CODED,
        """P1003|サンプル緑茶 ティーバッグ 100包|6|箱
        P1006|例示オレンジジュース 1L×12本|4|ケース
        P3006|例示レジ袋 Mサイズ 2000枚|10|箱
        P4002|見本アルコール除菌液 5L|3|本""",
    )
    paper = Paper()
    paper.box(15, 12, 180, 16)
    paper.text(20, 22.5, "発注書（FAX・メール兼用）", 15)
    paper.text(190, 22.5, "送信枚数 1/1", 9, at="right")
    facts = [
        ("宛先", "伝票商事株式会社", "発信日", "令和8年5月25日"),
        ("発注者", "サンプル商店街協同組合", "お客様コード", "C012"),
        ("ご担当", "事務局　若林", "納入希望日", "令和8年5月29日"),
        ("納入先", "組合会館 1階 事務局", "電話", "022-000-1212"),
    ]
    end = paper.table(15, 34, (22, 78, 28, 52), facts, high=8)
    head = ("貴社商品コード", "商　品　名", "発注数", "単位", "備考")
    body = [
        (r.code, r.name, str(r.quantity), r.unit, note) for r, note in zip(items, ("", "夏祭り用", "", ""), strict=True)
    ]
    body += [("", "", "", "", "")] * 8
    end = paper.table(15, end + 8, (32, 84, 20, 16, 28), [head, *body], high=8, right=(2,))
    paper.text(15, end + 8, "※ ご不明な点は事務局までお問い合わせください。", 9)
    order = told(
        items,
        CODED,
        ordered_on=day(5, 25),
        deliver_on=day(5, 29),
        customer_code="C012",
        customer_name="サンプル商店街協同組合",
        deliver_to="組合会館 1階 事務局",
    )
    files = [("発注書0525.pdf", PDF, paper.done())]
    text = "お世話になっております。\n添付のとおり発注いたします。\n\nサンプル商店街協同組合 事務局\n若林\n"
    sender = "若林 <office@sample-shotengai.example>"
    content = mail(sender, f"発注書({era(day(5, 25))})", (2026, 5, 25, 10, 5), text, files=files)
    return Drawn(content, [order], {"orders.0.ordered_on": "発信日 is the day of sending"})


@document(
    "mail-attachment-lab.eml",
    "mail-attachment",
    "a workbook: a laboratory's list with catalogue numbers, budget and user for each line",
)
def lab() -> Drawn:
    """A laboratory sends its workbook."""
    items = goods(
        "code name quantity unit price",
        """WP-S200|ラボ用紙ウエス 200枚×72箱|1|ケース|15800
        PT-1000B|ピペットチップ 1000μL 青 1000本|8|袋|2100
        NG-M-PF|ニトリル手袋 パウダーフリー M 100枚|20|箱|880
        PF-100|パラフィルム代替品 4in×125ft|2|箱|4300""",
    )
    makers, users = ("見本紙業", "例題ラボ", "例題ラボ", "架空化成"), ("竹中", "竹中", "共通", "李")
    book = Book("購入依頼")
    book.widths(5, 14, 38, 14, 8, 8, 10, 12, 10)
    book.put("A1:I1", "消耗品 発注リスト", "t")
    facts = (
        ("発注番号", "LAB26-118"),
        ("発注日", day(1, 20)),
        ("納品希望", day(1, 27)),
        ("納品先", "創薬棟 4階 402号室"),
    )
    for row, (name, value) in enumerate(facts, 3):
        book.put(f"B{row}", name, "b")
        book.put(f"C{row}", value, "bd" if not isinstance(value, str) else "b")
    book.put("F3", "伝票商事株式会社 御中")
    book.put("F5", "テトラ創薬株式会社")
    book.put("F6", "研究管理課 大滝")
    head = ("No", "カタログNo.", "品名・規格", "メーカー", "数量", "単位", "単価", "金額", "使用者")
    book.row(8, "A B C D E F G H I", head, "h")
    for n, (row, maker, user) in enumerate(zip(items, makers, users, strict=True), 1):
        cells = (n, row.code, row.name, maker, row.quantity, row.unit, row.price, row.amount, user)
        book.row(8 + n, "A B C D E F G H I", cells, "b b b b b b by by b")
    total = Sums(items).total
    book.put("G13", "税別合計", "b")
    book.put("H13", total, "by")
    order = told(
        items,
        PRICED,
        number="LAB26-118",
        ordered_on=day(1, 20),
        deliver_on=day(1, 27),
        customer_name="テトラ創薬株式会社",
        deliver_to="創薬棟 4階 402号室",
        tax_mode="exclusive",
        total=total,
    )
    text = "伝票商事 ご担当者様\n\nテトラ創薬の大滝です。\n発注リストを添付します。ご手配お願いいたします。\n"
    files = [("発注リスト_LAB26-118.xlsx", XLSX, book.done())]
    content = mail("大滝 <otaki@tetra-soyaku.example>", "消耗品の発注", (2026, 1, 20, 17, 21), text, files=files)
    return Drawn(content, [order])


@document(
    "mail-attachment-data.eml", "mail-attachment", "a CSV in Shift_JIS of two shops' orders; the mail is a program's"
)
def data() -> Drawn:
    """A program of a chain sends its file each night."""
    first = goods(
        CODED, "A0102|のり弁容器 黒 50枚|40|袋\nA0117|箸袋入り割箸 100膳|25|袋\nA0230|レジ袋 弁当用 M 100枚|30|袋"
    )
    second = goods(CODED, "A0102|のり弁容器 黒 50枚|20|袋\nA0305|ポリ手袋 内エンボス 200枚|6|箱")
    shops = (("60481", "S03", "港南店", "20260806", first), ("60482", "S07", "緑が丘店", "20260807", second))
    lines = [
        (number, "20260805", shop, name, due, str(n), r.code, r.name, r.quantity, r.unit)
        for number, shop, name, due, rows in shops
        for n, r in enumerate(rows, 1)
    ]
    head = ("伝票番号", "発注日", "店舗CD", "店舗名", "納品日", "行", "商品CD", "商品名", "数量", "単位")
    body = flat([head, *lines]).encode("cp932")
    text = """※発注システムからの自動送信です。

発注データを送付いたします。
　対象日：2026/08/05
　伝票件数：2件
　明細件数：5件

べんとう屋さくら株式会社　本部システム
"""
    orders = [
        told(
            rows,
            NAMED + " code",
            number=number,
            ordered_on=day(8, 5),
            deliver_on=day(8, int(due[-2:])),
            customer_name="べんとう屋さくら株式会社",
            deliver_to=name,
        )
        for number, _, name, due, rows in shops
    ]
    files = [("HACHU_20260805.CSV", "text/csv", body)]
    sender = "発注システム <edi@bento-sakura.example>"
    content = mail(sender, "発注データ送付 20260805", (2026, 8, 5, 21, 0), text, files=files)
    why = {"orders.0.deliver_to": "店舗名 or with its code", "orders.1.deliver_to": "店舗名 or with its code"}
    return Drawn(content, orders, why)
