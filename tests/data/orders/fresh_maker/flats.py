"""Files of characters: exports with commas, tabs and fixed columns."""

import csv
import io
import unicodedata
from collections.abc import Iterable
from datetime import date

from more_maker.base import jan

from .base import Drawn, Row, Sums, document, good, told, yen

Cells = Iterable[Iterable[object]]


def _text(rows: Cells, *, mark: str = ",", quoted: bool = False) -> str:
    out = io.StringIO(newline="")
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=mark, quoting=style, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


@document(
    "csv-ledger.csv", "csv", "an accounting program's export of purchase slips, two orders flat, days without marks"
)
def ledger() -> Drawn:
    first = [good("P3002", 20), good("P3005", 3), Row("Z100", "緩衝紙 ロール 900mm", 4, "本", 2200, "0.1")]
    second = [good("P3001", 40), good("P4003", 2)]
    titles = (
        "伝票区分,発注日,発注伝票No,仕入先コード,仕入先名,納期,納品場所,自社名,"
        "行,商品コード,商品名,数量,単位,単価,金額,税率区分,備考"
    )
    rows, orders = [titles.split(",")], []
    slips = (
        ("0000004471", date(2026, 10, 7), date(2026, 10, 13), "資材倉庫", first),
        ("0000004472", date(2026, 10, 7), date(2026, 10, 15), "第2資材倉庫", second),
    )
    for number, day, due, place, lines in slips:
        for line, row in enumerate(lines, 1):
            start = ("20", f"{day:%Y%m%d}", number, "000310", "伝票商事", f"{due:%Y%m%d}", place, "株式会社例題包装")
            rest = (
                line,
                row.code,
                row.name,
                f"{row.quantity}.00",
                row.unit,
                f"{row.price}.00",
                row.amount,
                "10.0%",
                "",
            )
            rows.append([*start, *map(str, rest)])
        head = {"number": number, "ordered_on": day, "deliver_on": due, "deliver_to": place}
        orders.append(
            told(lines, "code name quantity unit price amount rate", customer_name="株式会社例題包装", **head)
        )
    return Drawn(_text(rows).encode("cp932"), orders)


@document(
    "csv-cart.csv", "csv", "a web shop's English export, the order's fields on its first row only, prices with tax"
)
def cart() -> Drawn:
    rows = [
        Row("P1001", "見本コーヒー豆 深煎り 1kg", 5, None, 2592),
        Row("P3003", "サンプル紙コップ 8オンス 1000個", 1, None, 7590),
        Row("X-FILTER2", "円錐ペーパーフィルター 100枚", 4, None, 495),
    ]
    gross = Sums(rows).total
    tax = 2592 * 5 * 8 // 108 + (7590 + 495 * 4) * 10 // 110
    titles = (
        "Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,"
        "Discount Amount,Created at,"
        "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Billing Name,"
        "Billing Company,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Province,"
        "Shipping Country,Notes"
    )
    table = [titles.split(",")]
    for place, row in enumerate(rows):
        order = ("pending", "unfulfilled", "JPY", gross, 0, tax, gross, 0)
        person = (
            "秋元 咲",
            "ひながた珈琲株式会社",
            "ひながた珈琲 焙煎所",
            "浜町8-2",
            "例示市",
            "'000-0008",
            "JP-40",
            "JP",
            "平日着希望",
        )
        start = order if place == 0 else ("",) * 8
        end = person if place == 0 else ("",) * 9
        created = "2026-11-03 10:42:17 +0900"
        mail = "roastery@hinagata-coffee.example"
        table.append(["#2318", mail, *start, created, row.quantity, row.name, row.price, row.code, "true", *end])
    head = {"number": "#2318", "ordered_on": date(2026, 11, 3), "customer_name": "ひながた珈琲株式会社"}
    order = told(
        rows, "code name quantity price", deliver_to="浜町8-2", tax_mode="inclusive", tax=tax, gross=gross, **head
    )
    judgement = {
        "orders.0.deliver_to": "the address is spread over columns",
        "orders.0.tax_mode": "only the sums tell that prices are with tax",
        "orders.0.total": "the column Subtotal is with tax",
    }
    return Drawn(_text(table).encode("utf-8-sig"), [order], judgement)


@document(
    "csv-unicode.txt",
    "csv",
    "a sheet saved as Unicode text: UTF-16, tabs, three rows above the heading, a note amid the lines",
)
def unicode_text() -> Drawn:
    rows = [
        good("P2001", 20, name="薄力粉25kg", code=None),
        good("P2002", 10, name="強力粉25kg", code=None),
        Row(None, "無塩バター 450g", 30, "個", 890),
        Row(None, "アーモンドプードル 1kg", 5, "袋", 2150),
    ]
    table: list[list[object]] = [
        ["見本フーズ　製パン部　発注一覧", "", "", "", "", ""],
        ["発注日", "2026/10/30", "", "納品日", "2026/11/6", ""],
    ]
    table += [["仕入先", "伝票商事", "", "納品先", "本社倉庫", ""], ["品名", "数量", "単位", "単価", "金額", "備考"]]
    table += [[r.name, r.quantity, r.unit, yen(r.price), yen(r.amount), r.note] for r in rows]
    table[6:6] = [["", "", "", "", "", ""], ["※ここから冷蔵便", "", "", "", "", ""]]
    table += [["合計", "", "", "", yen(Sums(rows).total), "税抜"]]
    head = {"ordered_on": date(2026, 10, 30), "deliver_on": date(2026, 11, 6), "deliver_to": "本社倉庫"}
    head.update(customer_name="見本フーズ", tax_mode="exclusive", total=Sums(rows).total)
    order = told(rows, "name quantity unit price amount", **head)
    judgement = {"orders.0.customer_name": "firm and department stand in the title"}
    return Drawn(_text(table, mark="\t").encode("utf-16"), [order], judgement)


def _padded(value: object, size: int) -> str:
    text = str(value)
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    blank = " " * (size - width)
    return blank + text if isinstance(value, int) else text + blank


@document(
    "csv-spool.txt", "csv", "an office computer's print list: columns of fixed width under a heading, half-width kana"
)
def spool() -> Drawn:
    rows = [
        Row("P1006", "ﾚｲｼﾞ ｵﾚﾝｼﾞｼﾞﾕｰｽ 1L", 15, "CS", 2880),
        Row("P1005", "ﾚｲｼﾞ ﾐﾈﾗﾙｳｵｰﾀｰ 2L", 40, "CS", 780),
        Row("P2006", "ｻﾝﾌﾟﾙ ｺｲｸﾁｼﾖｳﾕ 1.8L", 6, "CS", 3240),
        Row("P2003", "ﾐﾎﾝ ｼﾞﾖｳﾊｸﾄｳ 20KG", 2, "FK", 4320),
        Row("P3006", "ﾚｲｼﾞ ﾚｼﾞﾌﾞｸﾛ M", 3, "HK", 4200),
        Row("P4001", "ﾐﾎﾝ ｼﾖﾂｷｾﾝｻﾞｲ 4L", 12, "HN", 1380),
    ]
    sizes = (4, 8, 28, 8, 5, 12, 14)
    heads = ("NO", "ｺｰﾄﾞ", "ﾋﾝﾒｲ", "ｽｳﾘﾖｳ", "ﾀﾝｲ", "ﾀﾝｶ", "ｷﾝｶﾞｸ")
    lines = ["* * *  ﾊｯﾁｭｳｼｮ  * * *                                   PAGE   1", ""]
    lines += [
        "ﾃﾞﾝﾋﾟｮｳｼｮｳｼﾞ(ｶ) ｵﾝﾁｭｳ                     ﾊｯﾁｭｳNO  B-008812",
        "                                          ﾊｯﾁｭｳﾋﾞ   26/12/07",
    ]
    lines += ["ﾐﾎﾝｾｲｶ(ｶ)  ｾｲｶﾄｳ                          ﾉｳｷ       26/12/11", ""]
    lines += ["".join(_padded(head, size) for head, size in zip(heads, sizes, strict=True)), "-" * 79]
    for place, row in enumerate(rows, 1):
        cells = (f"{place:03d}", row.code, row.name, row.quantity, "  " + str(row.unit), row.price, row.amount)
        lines.append("".join(_padded(cell, size) for cell, size in zip(cells, sizes, strict=True)))
    total = Sums(rows).total
    lines += [
        "-" * 79,
        "".join(_padded(c, s) for c, s in zip(("", "", "      ｺﾞｳｹｲ", "", "", "", total), sizes, strict=True)),
    ]
    head = {"number": "B-008812", "ordered_on": date(2026, 12, 7), "deliver_on": date(2026, 12, 11), "total": total}
    order = told(rows, "code name quantity unit price amount", customer_name="ミホンセイカ(カ)", **head)
    judgement = {
        "orders.0.customer_name": "kana with the mark of a bank's list for a company",
        "orders.0.deliver_to": "the market hall behind the name may be a place",
    }
    return Drawn("\r\n".join([*lines, ""]).encode("cp932"), [order], judgement)


@document(
    "csv-edi.csv", "csv", "a web EDI's download: all fields quoted, three rows of notes, our code and JAN side by side"
)
def edi() -> Drawn:
    rows = [good("P4001", 24), good("P4003", 10), good("P3004", 2), good("P1003", 12), good("P4002", 6)]
    rows += [good("P1004", 10), good("P2004", 30), Row("X7710", "業務用スポンジ 5個入", 20, "袋", 260)]
    notes: list[list[object]] = [
        ["発注データダウンロード"],
        ["出力日時", "2026/11/19 17:05:31"],
        ["件数", str(len(rows))],
    ]
    titles = (
        "発注番号,発注者名,発注者コード,発注日,納品予定日,納品先名,納品先住所,"
        "明細番号,JAN,貴社商品コード,品名,規格,発注数量,単位名,納入単価,明細金額,納品形態"
    )
    table = [*notes, titles.split(",")]
    jans = [jan(f"499900000{place:03d}") for place in range(len(rows))]
    answers = []
    for place, (row, mark) in enumerate(zip(rows, jans, strict=True), 1):
        name, _, spec = row.name.partition(" ")
        start = ("EO-20261119-0007", "株式会社見本フーズ", "MF01", "2026/11/19", "2026/11/26", "見本フーズ本社倉庫")
        rest = (place, mark, row.code, name, spec, row.quantity, row.unit, row.price, row.amount, "直送")
        table.append([*start, "東京都見本区一番町1-1", *rest])
        answers.append(Row(row.code, name, row.quantity, row.unit, row.price))
    head = {"number": "EO-20261119-0007", "ordered_on": date(2026, 11, 19), "deliver_on": date(2026, 11, 26)}
    head.update(customer_name="株式会社見本フーズ", deliver_to="東京都見本区一番町1-1")
    judgement = {
        "orders.0.deliver_to": "name and address of the place stand in two columns",
        "orders.0.customer_code": "a code of the customer that may be the EDI's or ours",
    }
    order = told(answers, "code name quantity unit price amount", **head)
    return Drawn(_text(table, quoted=True).encode("cp932"), [order], judgement)


@document(
    "csv-records.csv",
    "csv",
    "a database's export: a star begins a record, the rows of its table below leave the rest empty",
)
def records() -> Drawn:
    slips = (
        (
            "318",
            date(2026, 11, 20),
            date(2026, 11, 25),
            "見本デリカ株式会社",
            "第二工場",
            [good("P2005", 6), good("P2004", 20), good("P3006", 2)],
        ),
        (
            "319",
            date(2026, 11, 20),
            date(2026, 11, 28),
            "見本デリカ株式会社",
            "本社事務所",
            [good("P1003", 2), Row("", "再生コピー用紙 B5", 3, "箱", 1980)],
        ),
    )
    titles = (
        "レコードの開始行,レコード番号,発注日,希望納品日,会社名,納品先,発注者,ステータス,"
        "商品コード,商品名,数量,単位,単価,小計"
    )
    table, orders = [titles.split(",")], []
    for number, day, due, firm, place, rows in slips:
        for line, row in enumerate(rows):
            start = ("*", number, day, due, firm, place, "須賀 まりえ", "承認済") if line == 0 else ("",) * 8
            table.append([*start, row.code, row.name, row.quantity, row.unit, row.price, row.amount])
        head = {"number": number, "ordered_on": day, "deliver_on": due, "customer_name": firm, "deliver_to": place}
        shown = [Row(r.code or None, r.name, r.quantity, r.unit, r.price) for r in rows]
        orders.append(told(shown, "code name quantity unit price amount", **head))
    judgement = {f"orders.{place}.number": "the number of the record" for place in range(2)}
    return Drawn(_text(table).encode("utf-8-sig"), orders, judgement)


@document(
    "csv-sheet.csv", "csv", "an order form saved as CSV: empty cells, labels beside values, money with blanks and signs"
)
def saved_sheet() -> Drawn:
    rows = [good("P1004", 6, code=None), good("P1002", 10, code=None), good("P2003", 1, code=None, name="上白糖20kg")]
    sums = Sums(rows)
    table: list[list[object]] = [
        ["", "", "御 注 文 書", "", "", ""],
        ["伝票商事株式会社 御中", "", "", "", "注文日", "2026年12月1日"],
    ]
    table += [
        ["", "", "", "", "注文No.", "A-61"],
        ["", "", "", "", "(有)サンプル製菓", ""],
        ["", "", "", "", "TEL075-000-0606", ""],
    ]
    table += [
        ["納期：", "12月5日(土)", "", "納入先：", "製菓工場", ""],
        [""] * 6,
        ["№", "品　　　名", "数量", "単位", "単価", "金額"],
    ]
    table += [[n, r.name, r.quantity, r.unit, f"\\{yen(r.price)}", f" {yen(r.amount)} "] for n, r in enumerate(rows, 1)]
    table += [[n, "", "", "", "", " -   "] for n in range(4, 9)]
    table += [
        ["", "", "", "", "小計", yen(sums.total)],
        ["", "", "", "", "消費税8%", yen(sums.tax)],
        ["", "", "", "", "合計", yen(sums.gross)],
    ]
    head = {
        "number": "A-61",
        "ordered_on": date(2026, 12, 1),
        "deliver_on": date(2026, 12, 5),
        "deliver_to": "製菓工場",
    }
    order = told(rows, "name quantity unit price amount", customer_name="(有)サンプル製菓", **head, **sums.head)
    judgement = {"orders.0.lines.0.tax_rate": "one rate in the sums, none on the lines"}
    return Drawn(_text(table).encode("cp932"), [order], judgement)


@document(
    "csv-dropship.tsv",
    "csv",
    "a mall shop's drop shipment: buyer's and receiver's fields on every row, tabs, UTF-8 with a mark",
)
def dropship() -> Drawn:
    rows = [
        Row("mz-104-bk", "例示レジ袋 Mサイズ 2000枚", 1, None, 4900),
        Row("mz-220", "ギフト用薄葉紙 100枚 白", 2, None, 780),
    ]
    titles = (
        "販売店\t受注番号\t受注日\t商品管理番号\t商品名\t個数\t単価(税込)\t"
        "送付先氏名\t送付先郵便番号\t送付先住所\t送付先電話番号\t配送日指定\t配送時間帯\t備考"
    )
    table = [titles.split("\t")]
    for row in rows:
        start = (
            "架空雑貨みなも店",
            "301177-20261128-00000412",
            "2026-11-28",
            row.code,
            row.name,
            row.quantity,
            row.price,
        )
        table.append(
            [
                *start,
                "仮名 花子",
                "000-0123",
                "宮城県例示市本通3-3-3 見本ハイツ101",
                "090-0000-0101",
                "2026-12-02",
                "午前中",
                "納品書は入れない",
            ]
        )
    head = {"number": "301177-20261128-00000412", "ordered_on": date(2026, 11, 28), "deliver_on": date(2026, 12, 2)}
    head.update(
        customer_name="架空雑貨みなも店", deliver_to="宮城県例示市本通3-3-3 見本ハイツ101", tax_mode="inclusive"
    )
    order = told(rows, "code name quantity price", **head)
    return Drawn(
        _text(table, mark="\t").encode("utf-8-sig"),
        [order],
        {"orders.0.deliver_to": "receiver and address stand apart"},
    )
