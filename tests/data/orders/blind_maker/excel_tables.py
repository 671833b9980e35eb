"""Excel workbooks with a plain table: title and header fields above, one row an article."""

from __future__ import annotations

from datetime import date, datetime

from blind_maker.answers import Made, document, line, order, tax_of, total
from blind_maker.words import OUR_NAME, era, month_day, num, weekday, wide, yen
from blind_maker.workbooks import book


@document(
    "xlsx-table-01.xlsx", "xlsx-table", "Note row inside the table, reduced-rate marks, subtotals per rate, gross."
)
def mihon_foods() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 12, "袋", 2400, rate="0.08"),
        line("P1003", "サンプル緑茶 ティーバッグ 100包", 6, "箱", 1480, rate="0.08"),
        line("P2005", "サンプルサラダ油 16.5kg缶", 4, "缶", 6350, rate="0.08"),
        line("P4003", "サンプルペーパータオル 200枚×40", 3, "ケース", 3960, rate="0.1"),
        line(None, "割り箸 元禄 8寸 100膳×50", 2, "ケース", 7200, rate="0.1"),
    ]
    net8, net10 = total(lines, "0.08"), total(lines, "0.1")
    tax = tax_of(net8, "0.08") + tax_of(net10, "0.1")
    with book() as b:
        s = b.sheet("発注書")
        s.set_column("C:C", 34)
        s.write("D1", "発　注　書", b.style(bold=True, font_size=18))
        s.write("A3", OUR_NAME + "　御中", b.style(font_size=12, underline=1))
        s.write("G3", "発注番号")
        s.write("H3", "MF-26-01187")
        s.write("G4", "発注日")
        s.write_datetime("H4", datetime(2026, 11, 24), b.style(num_format="yyyy年m月d日"))
        s.write("A4", "下記の通り発注致します。")
        s.write("G5", "㈱見本フーズ")
        s.write("G6", "東京都見本区一番町1-1　TEL 03-0000-0101")
        s.write("G7", "購買部　担当：佐藤")
        s.write("A6", "納期")
        s.write("B6", "2026年11月30日（月）午前中")
        s.write("A7", "納入場所")
        s.write("B7", "本社倉庫")
        for column, word in enumerate(["№", "商品CD", "品　名", "数量", "単位", "単価", "金額", "備考"]):
            s.write(8, column, word, b.head)
        row = 9
        for n, each in enumerate(lines, 1):
            mark = "※" if each.rate == lines[0].rate else ""
            values = [n, each.code or "", each.name, int(each.qty), each.unit, int(each.price)]
            for column, value in enumerate(values):
                s.write(row, column, value, b.money if column in (3, 5) else b.box)
            s.write_formula(row, 6, f"=D{row + 1}*F{row + 1}", b.money, int(each.amount))
            s.write(row, 7, mark, b.box)
            row += 1
            if n == 3:
                s.merge_range(row, 0, row, 7, "↑ 直射日光を避けて納品のこと（前回 破袋2件あり）", b.box)
                row += 1
        for label, value in (
            ("8%対象　計", net8),
            ("10%対象　計", net10),
            ("小計（税抜）", net8 + net10),
            ("消費税", tax),
            ("合計（税込）", net8 + net10 + tax),
        ):
            s.write(row, 5, label, b.box)
            s.write_number(row, 6, int(value), b.money)
            row += 1
        s.write(row + 1, 0, "※印は軽減税率（8%）対象商品です。")
    answer = order(
        lines,
        number="MF-26-01187",
        ordered_on=date(2026, 11, 24),
        deliver_on=date(2026, 11, 30),
        customer="㈱見本フーズ",
        deliver_to="本社倉庫",
        tax_mode="exclusive",
        total=net8 + net10,
        tax=tax,
        gross=net8 + net10 + tax,
    )
    return Made(b.file.getvalue(), [answer])


@document(
    "xlsx-table-02.xlsx",
    "xlsx-table",
    "Flat list of three shops' orders, slip number on every row, JAN as text, no title.",
)
def dummy_mart() -> Made:
    shops = [
        ("0045120", "西口本店", date(2026, 11, 28)),
        ("0045121", "南町店", date(2026, 11, 28)),
        ("0045125", "見本北インター店", date(2026, 11, 30)),
    ]
    goods = [
        [
            line("4901234500011", "見本コーヒー豆 深煎り 1kg", 5, "袋", 2400),
            line("4901234500059", "例示ミネラルウォーター 2L×6本", 40, "CS", 780),
            line("4909876500017", "ポテトチップス うすしお 60g×12", 10, "CS", 1296),
        ],
        [
            line("4901234500059", "例示ミネラルウォーター 2L×6本", 24, "CS", 780),
            line("4901234500066", "例示オレンジジュース 1L×12本", 6, "CS", 2880),
        ],
        [
            line("4901234500073", "例示レジ袋 Mサイズ 2000枚", 2, "箱", 4200),
            line("4909876500024", "カップ麺 しょうゆ 12入", 15, "CS", 1580),
            line("4901234500011", "見本コーヒー豆 深煎り 1kg", 3, "袋", 2400),
            line("4909876500031", "単三乾電池 40本", 1, "箱", 2100),
        ],
    ]
    heads = [
        "発注伝票番号",
        "行",
        "発注日",
        "納品日",
        "店舗コード",
        "納品先店舗",
        "JANコード",
        "商品名",
        "発注数",
        "単位",
        "原単価",
        "原価金額",
    ]
    with book() as b:
        s = b.sheet("Sheet1")
        s.set_column("G:H", 28)
        for column, word in enumerate(heads):
            s.write(0, column, word)
        row = 1
        for n, (shop, lines) in enumerate(zip(shops, goods, strict=True)):
            for at, each in enumerate(lines, 1):
                values = [shop[0], f"{at:02d}", "20261125", f"{shop[2]:%Y%m%d}", f"{101 + n:04d}", shop[1]]
                values += [each.code, each.name, num(each.qty), each.unit, num(each.price), num(each.amount)]
                for column, value in enumerate(values):
                    s.write_string(row, column, value)
                row += 1
        s.set_header("&L株式会社ダミーマート 商品部&R&D")
    answers = [
        order(lines, number=no, ordered_on=date(2026, 11, 25), deliver_on=day, deliver_to=shop)
        for (no, shop, day), lines in zip(shops, goods, strict=True)
    ]
    reason = "the customer stands only in the page header of the print set-up, the cells do not name it"
    return Made(b.file.getvalue(), answers, {f"orders.{n}.customer_name": reason for n in range(3)})


@document(
    "xlsx-table-03.xlsx",
    "xlsx-table",
    "School kitchen: delivery day per line by 〃, header repeated, subtotals a day, no prices.",
)
def school() -> Made:
    first, second = date(2026, 12, 1), date(2026, 12, 3)
    lines = [
        line(None, "にんじん", "12.5", "kg", on=first, spec="L 土付不可"),
        line(None, "玉ねぎ", 18, "kg", on=first, spec="L"),
        line(None, "見本小麦粉　薄力 25kg", 1, "袋", on=first, spec=""),
        line(None, "食塩5kg", 2, "袋", on=first, spec="並塩"),
        line(None, "豚もも肉 小間切", "9.25", "kg", on=second, spec="国産 冷蔵"),
        line(None, "例示米 コシヒカリ 10kg", 6, "袋", on=second, spec="精白米"),
        line(None, "カレールウ 甘口 1kg", 7, "袋", on=second, spec="アレルゲン28品目不使用"),
    ]
    with book() as b:
        s = b.sheet("12月上旬")
        s.set_column("B:C", 22)
        s.merge_range("A1:G1", "学校給食用物資発注書（１２月上旬分）", b.style(bold=True, align="center"))
        s.write("F2", "北小給発第８７号")
        s.write("F3", "令和８年１１月１９日")
        s.write("A4", OUR_NAME + "　様")
        s.write("F4", "架空市立北小学校")
        s.write("F5", "栄養教諭　山田")
        s.write("A6", "納品場所：給食室前　検収口（８時３０分厳守）")
        row = 7
        for day in (first, second):
            for column, word in enumerate(["納入日", "品　　名", "規　格", "数 量", "単位", "検収", "備考"]):
                s.write(row, column, word, b.head)
            row += 1
            group = [each for each in lines if each.on == day]
            for n, each in enumerate(group):
                when = f"{day.month}月{day.day}日（{weekday(day)}）" if n == 0 else "〃"
                s.write(row, 0, when, b.box)
                s.write(row, 1, each.name, b.box)
                s.write(row, 2, each.more["spec"], b.box)
                s.write(row, 3, float(each.qty), b.style(border=1, num_format="0.0#"))
                s.write(row, 4, each.unit, b.box)
                row += 1
            s.write(row, 1, f"小　計　　{len(group)}　品目", b.box)
            row += 2
        s.write(row, 0, "※数量は児童数の変動により前日変更することがあります。")
    answer = order(
        lines,
        number="北小給発第８７号",
        ordered_on=date(2026, 11, 19),
        customer="架空市立北小学校",
        deliver_to="給食室前　検収口",
    )
    notes = {
        "orders.0.number": "a letter's register number (北小給発第87号), the only number on the paper",
        "orders.0.deliver_to": "the bracket behind the place (（８時３０分厳守）) is a time, left out",
    }
    return Made(b.file.getvalue(), [answer], notes)


@document(
    "xlsx-table-04.xlsx",
    "xlsx-table",
    "Cover sheet, hidden rows of last week, hidden master sheet that looks like an order.",
)
def delica() -> Made:
    lines = [
        line("P2006", "サンプル濃口醤油 1.8L×6本", 10, "ケース", 3240),
        line("P2003", "見本上白糖 20kg", 8, "袋", 4320),
        line("P4004", "サンプルニトリル手袋 M 100枚×10", 2, "ケース", 8800),
        line("MD-2201", "冷凍エビフライ 10尾×20", 12, "CS", 5400),
    ]
    with book() as b:
        cover = b.sheet("表紙")
        cover.write("B3", "発注関係書類", b.style(font_size=24))
        cover.write("B5", "2枚目のシートが今回のご注文です。ご確認ください。")
        cover.write("B7", "見本デリカ株式会社　生産管理課")
        s = b.sheet("注文明細")
        s.set_column("B:B", 34)
        s.write("A1", "注文明細書")
        s.write("A2", "注文No.")
        s.write("B2", "26-1126-D2")
        s.write("A3", "注文日")
        s.write_datetime("B3", datetime(2026, 11, 26), b.style(num_format="yyyy/m/d(aaa)", align="left"))
        s.write("A4", "納入希望日")
        s.write_datetime("B4", datetime(2026, 12, 2), b.style(num_format="m/d(aaa)", align="left"))
        s.write("D2", "発注元")
        s.write("E2", "見本デリカ(株)")
        s.write("D3", "納入先")
        s.write("E3", "第二工場（広島県見本市緑町11-3）")
        s.write("D4", "発注先")
        s.write("E4", OUR_NAME)
        for column, word in enumerate(["品番", "品名", "数", "単位", "単価", "金額"]):
            s.write(5, column, word, b.head)
        old = [line("P2002", "見本小麦粉 強力 25kg", 5, "袋", 5480), line("P2004", "サンプル食塩 5kg", 9, "袋", 640)]
        row = 6
        for each in [*old, *lines]:
            values = [each.code, each.name, int(each.qty), each.unit, int(each.price), int(each.amount)]
            for column, value in enumerate(values):
                s.write(row, column, value, b.box)
            if each in old:
                s.set_row(row, None, None, {"hidden": True})
            row += 1
        s.write(row, 4, "合計(税抜)", b.box)
        s.write_formula(row, 5, "=SUBTOTAL(109,F7:F12)", b.box, int(total(lines)))
        hidden = b.sheet("商品ﾏｽﾀ")
        for column, word in enumerate(["商品コード", "商品名", "数量", "単位", "単価"]):
            hidden.write(0, column, word)
        for n, (code, name, price) in enumerate(
            [("P1001", "コーヒー豆深煎り", 2400), ("P1005", "水2L", 780), ("P3006", "レジ袋M", 4200)], 1
        ):
            for column, value in enumerate([code, name, 1, "個", price]):
                hidden.write(n, column, value)
        hidden.hide()
        s.activate()
    answer = order(
        lines,
        number="26-1126-D2",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 2),
        customer="見本デリカ(株)",
        deliver_to="第二工場（広島県見本市緑町11-3）",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(b.file.getvalue(), [answer])


@document(
    "xlsx-table-05.xlsx",
    "xlsx-table",
    "Pre-printed order form: only rows with a quantity are ordered, category rows between, full-width digits.",
)
def co_op() -> Made:
    printed = [
        ("【飲料】", None),
        ("P1001", line("P1001", "見本コーヒー豆 深煎り 1kg", 4, "袋", 2400)),
        ("P1002", line("P1002", "見本コーヒー豆 浅煎り 1kg", None, "袋", 2600)),
        ("P1003", line("P1003", "サンプル緑茶 ティーバッグ 100包", 10, "箱", 1480)),
        ("P1004", line("P1004", "サンプル紅茶 リーフ 500g", None, "袋", 1950)),
        ("【粉・糖類】", None),
        ("P2001", line("P2001", "見本小麦粉 薄力 25kg", None, "袋", 4950)),
        ("P2003", line("P2003", "見本上白糖 20kg", 2, "袋", 4320)),
        ("【消耗品】", None),
        ("P3003", line("P3003", "サンプル紙コップ 8オンス 1000個", 3, "箱", 6900)),
        ("P3004", line("P3004", "サンプル紙ナプキン 10000枚", 0, "箱", 5750)),
        ("P4001", line("P4001", "見本食器用洗剤 4L", 6, "本", 1380)),
        ("【その他ご希望商品】", None),
        ("", line(None, "ゴミ袋 透明 45L 10枚×60", 2, "箱", None)),
        ("", line(None, None, None, None, None)),
    ]
    with book() as b:
        s = b.sheet("注文用紙")
        s.set_column("B:B", 36)
        s.write("A1", "御　注　文　用　紙", b.style(font_size=16))
        s.write("D1", "伝票商事株式会社　受注センター　FAX 03-0000-0999")
        s.write("A3", "貴組合名")
        s.write("B3", "サンプル商店街協同組合")
        s.write("D3", "お客様コード")
        s.write("E3", "C012")
        s.write("A4", "ご注文日")
        s.write("B4", "2026.11.25")
        s.write("D4", "ご希望納品日")
        s.write("E4", "2026.11.29")
        s.write("A5", "※ご希望の数量をご記入ください。単価は税抜です。")
        for column, word in enumerate(["商品コード", "商品名・規格", "税抜単価", "単位", "ご注文数"]):
            s.write(6, column, word, b.head)
        for row, (code, each) in enumerate(printed, 7):
            s.write(row, 0, code, b.box)
            if each:
                s.write(row, 1, each.name or "", b.box)
                s.write(row, 2, int(each.price) if each.price else "", b.money)
                s.write(row, 3, each.unit or "", b.box)
                s.write(row, 4, wide(num(each.qty)), b.box)
        s.write(23, 0, "ご注文ありがとうございます。午前中のご注文は翌々日のお届けとなります。")
    wanted = [line(e.code, e.name, num(e.qty), e.unit, e.price, None) for _, e in printed if e and e.qty]
    answer = order(
        wanted,
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 11, 29),
        customer="サンプル商店街協同組合",
        customer_code="C012",
        tax_mode="exclusive",
    )
    return Made(b.file.getvalue(), [answer], {"orders.0.lines": "the row with quantity ０ (P3004) is no order line"})


@document(
    "xlsx-table-06.xlsx",
    "xlsx-table",
    "Two-row header, cases and loose pieces, prices with tax, ▲ discount, blank rows between.",
)
def hinagata_coffee() -> Made:
    lines = [
        line("HC-010", "深煎り豆1kg", 24, "袋", 2592, case=2, loose=4, per=10),
        line("HC-022", "紙コップ8oz", 6, "箱", 7590, case=6, loose=0, per=1),
        line("HC-031", "業務用牛乳 1000ml", 50, "本", 248, case=4, loose=2, per=12),
        line("HC-045", "紅茶リーフ", 5, "袋", 2106, case=1, loose=0, per=5),
        line(None, "今月ご紹介値引", None, None, None, -3000),
    ]
    with book() as b:
        s = b.sheet("発注")
        s.set_column("B:B", 24)
        s.merge_range("A1:I1", "商　品　発　注　書", b.style(bold=True, align="center"))
        s.write("A2", "管理番号　HC20261122-3")
        s.write("G2", "発注日：11月22日(日)")
        s.write("G3", "納品日：2026/11/27")
        s.write("A3", "伝票商事㈱ 第一営業部 御中")
        s.write("A4", "ひながた珈琲 株式会社　焙煎所")
        for rows, word in (
            ("A6:A7", "自社CD"),
            ("B6:B7", "商品"),
            ("C6:C7", "入数"),
            ("G6:G7", "単位"),
            ("H6:H7", "単価\n(税込)"),
            ("I6:I7", "金額\n(税込)"),
        ):
            s.merge_range(rows, word, b.style(border=1, text_wrap=True))
        s.merge_range("D6:F6", "発注数量", b.head)
        for column, word in enumerate(["ケース", "バラ", "総数"], 3):
            s.write(6, column, word, b.head)
        row = 7
        for each in lines:
            more = each.more
            values = [
                each.code or "",
                each.name,
                more.get("per", ""),
                more.get("case", ""),
                more.get("loose", ""),
                num(each.qty),
                each.unit or "",
                yen(each.price),
                yen(each.amount, "▲"),
            ]
            for column, value in enumerate(values):
                s.write(row, column, value, b.box)
            row += 2
        s.write(row, 7, "税込合計", b.box)
        s.write(row, 8, yen(total(lines)), b.box)
    answer = order(
        lines,
        number="HC20261122-3",
        ordered_on=date(2026, 11, 22),
        deliver_on=date(2026, 11, 27),
        customer="ひながた珈琲 株式会社",
        tax_mode="inclusive",
        gross=total(lines),
    )
    notes = {
        "orders.0.ordered_on": "no year on the order date (11月22日(日)); the delivery date beside it gives it",
        "orders.0.lines.0.quantity": "the ordered quantity is the 総数 column, not the cases",
        "orders.0.deliver_to": "焙煎所 behind the sender's name is a part of the sender, no delivery place is named",
    }
    return Made(b.file.getvalue(), [answer], notes)


@document(
    "xlsx-table-07.xlsx",
    "xlsx-table",
    "English purchase order of a foreign-owned company, English dates, description over two columns.",
)
def example_trading() -> Made:
    lines = [
        line("P3001", "Corrugated box size 60 (20 pcs) 見本段ボール 60サイズ", 30, "bundle", 1560),
        line("P3005", "OPP tape 48mm x 50 rolls", 4, "box", 5400),
        line("P5002", "Refrigerated showcase SC-2", 1, "unit", 248000),
        line(None, "Installation of showcase", 1, "lot", 35000),
    ]
    net = total(lines)
    with book() as b:
        s = b.sheet("PO")
        s.set_column("B:C", 26)
        s.write("A1", "PURCHASE ORDER", b.style(bold=True, font_size=20))
        s.write("A2", "Example Trading Japan G.K.")
        s.write("A3", "エグザンプル・トレーディング・ジャパン合同会社")
        s.write("A4", "7F Mihon Bldg., 2-1 Ichibancho, Mihon-ku, Tokyo")
        s.write("F2", "P/O No.:")
        s.write("G2", "4500098112")
        s.write("F3", "P/O Date:")
        s.write("G3", "Nov 20, 2026")
        s.write("F4", "Delivery Date:")
        s.write("G4", "Dec 4, 2026")
        s.write("A6", "Vendor:")
        s.write("B6", "DENPYO SHOJI CO., LTD. (伝票商事株式会社)")
        s.write("A7", "Ship to:")
        s.write("B7", "Yokohama Warehouse, 5-2 Minato, Mihon-shi, Kanagawa")
        for column, word in enumerate(
            ["Item", "Material", "Description", "Qty", "UOM", "Unit Price (JPY)", "Amount (JPY)"]
        ):
            s.write(8, column, word, b.head)
        for n, each in enumerate(lines):
            values = [
                (n + 1) * 10,
                each.code or "",
                each.name,
                int(each.qty),
                each.unit,
                int(each.price),
                int(each.amount),
            ]
            for column, value in enumerate(values):
                s.write(9 + n, column, value, b.money if column > 4 else b.box)
        for n, (word, value) in enumerate(
            [("Sub Total", net), ("Consumption Tax 10%", tax_of(net, "0.1")), ("Grand Total", net + tax_of(net, "0.1"))]
        ):
            s.write(14 + n, 5, word)
            s.write(14 + n, 6, int(value), b.money)
        s.write("A19", "Please quote the P/O number on all invoices. Payment: end of month following delivery.")
    answer = order(
        lines,
        number="4500098112",
        ordered_on=date(2026, 11, 20),
        deliver_on=date(2026, 12, 4),
        customer="エグザンプル・トレーディング・ジャパン合同会社",
        deliver_to="Yokohama Warehouse, 5-2 Minato, Mihon-shi, Kanagawa",
        tax_mode="exclusive",
        total=net,
        tax=tax_of(net, "0.1"),
        gross=net + tax_of(net, "0.1"),
    )
    notes = {
        "orders.0.customer_name": "the sender stands in English (Example Trading Japan G.K.) and in Japanese below it",
        "orders.0.lines.0.tax_rate": "the rate stands in the total block only (Consumption Tax 10%), not at the line",
    }
    return Made(b.file.getvalue(), [answer], notes)


@document(
    "xlsx-table-08.xlsx", "xlsx-table", "Request for a quotation on a form that looks like an order.", what="inquiry"
)
def quotation_request() -> Made:
    with book() as b:
        s = b.sheet("見積依頼書")
        s.set_column("B:B", 34)
        s.write("B1", "御 見 積 依 頼 書", b.style(bold=True, font_size=16))
        s.write("A2", OUR_NAME + " 御中")
        s.write("E2", "依頼番号")
        s.write("F2", "RQ-2611-04")
        s.write("E3", "依頼日")
        s.write("F3", "2026/11/24")
        s.write("E4", "㈱例文工務店　総務課")
        s.write("A4", "下記商品につき、御見積書の提出をお願い致します。")
        for column, word in enumerate(["No", "品名", "数量", "単位", "希望単価", "金額"]):
            s.write(5, column, word, b.head)
        for n, (name, count, unit) in enumerate(
            [("見本アルコール除菌液 5L", 20, "本"), ("ニトリル手袋M", 5, "ケース"), ("軍手 12双", 30, "束")], 1
        ):
            for column, value in enumerate([n, name, count, unit, "", ""]):
                s.write(5 + n, column, value, b.box)
        s.write("A11", "回答期限")
        s.write("B11", f"{era(date(2026, 12, 1))} {month_day(date(2026, 12, 1))}")
    return Made(b.file.getvalue(), [])
