"""Comma and tab separated files out of order systems, web shops and Excel."""

from __future__ import annotations

import csv
import io
from datetime import date

from blind_maker.answers import Made, document, line, order, tax_of, total
from blind_maker.words import era_short, kanji_date, num, slash, wide, yen


def table(rows: list[list[object]], *, end: str = "\r\n", sep: str = ",", quote: int = csv.QUOTE_MINIMAL) -> str:
    """Write rows as separated text."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=sep, lineterminator=end, quoting=quote)
    writer.writerows(rows)
    return file.getvalue()


@document("csv-01.csv", "csv", "UTF-8 without BOM, header fields repeated on every row, our customer code.")
def coffee() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 30, "袋", 2400, rate="0.08"),
        line("P1002", "見本コーヒー豆 浅煎り 1kg", 20, "袋", 2600, rate="0.08"),
        line("P3003", "サンプル紙コップ 8オンス 1000個", 5, "箱", 6900, rate="0.1"),
    ]
    rows: list[list[object]] = [
        [
            "注文番号",
            "注文日",
            "得意先コード",
            "得意先名",
            "納期",
            "明細番号",
            "商品コード",
            "商品名",
            "数量",
            "単位",
            "単価",
            "金額",
            "消費税率",
        ]
    ]
    for n, e in enumerate(lines, 1):
        rate = "8" if e.rate == lines[0].rate else "10"
        rows.append(
            [
                "HC-8801",
                "2026-11-26",
                "C008",
                "ひながた珈琲株式会社",
                "2026-12-03",
                n,
                e.code,
                e.name,
                num(e.qty),
                e.unit,
                num(e.price),
                num(e.amount),
                rate,
            ]
        )
    answer = order(
        lines,
        number="HC-8801",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 3),
        customer="ひながた珈琲株式会社",
        customer_code="C008",
    )
    return Made(table(rows, end="\n").encode(), [answer])


@document(
    "csv-02.csv",
    "csv",
    "UTF-8 with BOM, all fields quoted, three orders mixed up, numbers with commas, a cancelled row.",
)
def web_orders() -> Made:
    first = [line("P2007", "例示米 コシヒカリ 10kg", 120, "袋", 5200), line("P2003", "見本上白糖 20kg", 25, "袋", 4320)]
    second = [
        line("P4002", "見本アルコール除菌液 5L", 36, "本", 3180),
        line("X-0071", "タオル 白 200匁 12枚", 10, "組", 1850),
    ]
    third = [line("P1005", "例示ミネラルウォーター 2L×6本", 1000, "ケース", 780)]
    heads = [
        "受付日時",
        "発注No",
        "ステータス",
        "発注企業",
        "納品先",
        "希望納期",
        "品番",
        "品名",
        "数量",
        "単位",
        "単価（税抜）",
        "金額（税抜）",
    ]
    orders = [
        (
            "WEB-20261124-0031",
            "2026/11/24 08:15:02",
            "㈱テスト給食サービス",
            "セントラルキッチン",
            date(2026, 11, 27),
            first,
        ),
        ("WEB-20261124-0032", "2026/11/24 09:40:51", "架空ホテル㈱", "搬入口", date(2026, 11, 28), second),
        ("WEB-20261124-0035", "2026/11/24 11:02:33", "サンプル食品㈱", "大阪物流センター", date(2026, 12, 1), third),
    ]
    rows: list[list[object]] = []
    for number, at, who, where, day, lines in orders:
        rows += [
            [
                at,
                number,
                "発注",
                who,
                where,
                f"{day.year}/{day.month}/{day.day}",
                e.code,
                e.name,
                yen(e.qty),
                e.unit,
                yen(e.price),
                yen(e.amount),
            ]
            for e in lines
        ]
    rows = [rows[0], rows[2], rows[1], rows[3], rows[4]]
    text = table([heads, *rows], quote=csv.QUOTE_ALL)
    answers = [
        order(
            lines,
            number=number,
            ordered_on=date(2026, 11, 24),
            deliver_on=day,
            customer=who,
            deliver_to=where,
            tax_mode="exclusive",
        )
        for number, _, who, where, day, lines in orders
    ]
    reason = "the only date beside 希望納期 is 受付日時 (when the web system took the order)"
    return Made(b"\xef\xbb\xbf" + text.encode(), answers, {f"orders.{n}.ordered_on": reason for n in range(3)})


@document(
    "csv-03.csv", "csv", "CP932, preamble with key and value in two cells, subtotal and total rows, footer sentence."
)
def preamble() -> Made:
    lines = [
        line("P3001", "段ボール60", 20, "束", 1560),
        line("P3002", "段ボール100", 20, "束", 2980),
        line("", "ﾌﾟﾁﾌﾟﾁ 1200mm×42m", 6, "本", 2200),
        line("P4003", "ペーパータオル", 4, "ケース", 3960),
    ]
    net = total(lines)
    tax = tax_of(net, "0.1")
    rows: list[list[object]] = [["発注データ一覧表", "", "", "", "", "", "出力日時", "2026/11/25 17:48"], []]
    rows += [
        ["発注先", "900123", "伝票商事㈱"],
        ["発注書番号", '="000871"'],
        ["発注日", era_short(date(2026, 11, 25))],
        ["納入日", era_short(date(2026, 12, 1))],
    ]
    rows += [["発注者", "㈱例題包装"], ["納入場所", "資材倉庫　①番ゲート"], []]
    rows += [["行", "品目コード", "品目名", "規格", "数量", "単位", "単価", "金額"]]
    for n, e in enumerate(lines[:2], 1):
        rows.append([n, e.code, e.name, "20枚", num(e.qty), e.unit, num(e.price), num(e.amount)])
    rows.append(["", "", "小計", "", "", "", "", num(total(lines[:2]))])
    for n, e in enumerate(lines[2:], 3):
        rows.append([n, e.code, e.name, "", num(e.qty), e.unit, num(e.price), num(e.amount)])
    rows.append(["", "", "小計", "", "", "", "", num(total(lines[2:]))])
    rows += [
        ["", "", "税抜合計", "", "", "", "", num(net)],
        ["", "", "消費税(10%)", "", "", "", "", num(tax)],
        ["", "", "総合計", "", "", "", "", num(net + tax)],
        [],
    ]
    rows += [["※本データは自動作成されたものです。", "", "以上"]]
    fixed = [lines[0], lines[1], line(None, lines[2].name, 6, "本", 2200), lines[3]]
    answer = order(
        fixed,
        number="000871",
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 12, 1),
        customer="㈱例題包装",
        deliver_to="資材倉庫　①番ゲート",
        tax_mode="exclusive",
        total=net,
        tax=tax,
        gross=net + tax,
    )
    notes = {
        "orders.0.number": 'the cell is written ="000871" so that Excel keeps its zeros',
        "orders.0.lines.0.tax_rate": "10% stands in the total block only",
    }
    return Made(table(rows).encode("cp932"), [answer], notes)


@document("csv-04.csv", "csv", "ISO-2022-JP, one order, blank lines between, name column after quantity.")
def jis() -> Made:
    lines = [
        line(None, "紅茶リーフ", 10, "袋", 1950),
        line(None, "緑茶TB100", 15, "箱", 1480),
        line(None, "海苔 全形 100枚", 5, "束", 3600),
    ]
    rows: list[list[object]] = [
        ["客先注番", "JIS-0098"],
        ["客先名", "株式会社見本フーズ"],
        ["注文年月日", "20261126"],
        ["納入年月日", "20261130"],
        [],
    ]
    rows += [["数", "単位", "品名", "単価", "金額計"]]
    for e in lines:
        rows += [[num(e.qty), e.unit, e.name, num(e.price), num(e.amount)], []]
    rows += [["", "", "合計", "", num(total(lines))]]
    answer = order(
        lines,
        number="JIS-0098",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 30),
        customer="株式会社見本フーズ",
        total=total(lines),
    )
    return Made(table(rows).encode("iso-2022-jp"), [answer])


@document(
    "csv-05.txt", "csv", "UTF-16 tab separated (Excel's Unicode text), full-width digits, own item code beside ours."
)
def utf16() -> Made:
    lines = [
        line("P2005", "サラダ油16.5kg", 6, "缶", 6350, own="F-1180"),
        line("P2004", "食塩5kg", 30, "袋", 640, own="F-1042"),
        line(None, "料理酒 1.8L", 12, "本", 890, own="F-2200"),
    ]
    rows: list[list[object]] = [
        ["発注番号", wide("TG-3301")],
        ["発注日", kanji_date(date(2026, 11, 26))],
        ["納品日", kanji_date(date(2026, 11, 30))],
        ["発注者", "テスト給食サービス"],
        [],
    ]
    rows += [["当社品番", "貴社品番", "商品名", "発注数", "単位", "単価", "金額"]]
    rows += [
        [e.more["own"], e.code or "", e.name, wide(num(e.qty)), e.unit, wide(yen(e.price)), wide(yen(e.amount))]
        for e in lines
    ]
    rows += [["", "", "合計（税抜）", "", "", "", wide(yen(total(lines)))]]
    answer = order(
        lines,
        number=wide("TG-3301"),
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 11, 30),
        customer="テスト給食サービス",
        tax_mode="exclusive",
        total=total(lines),
    )
    notes = {"orders.0.lines.2.product_code": "貴社品番 is empty on this row, 当社品番 F-2200 is the sender's own code"}
    return Made(table(rows, sep="\t").encode("utf-16"), [answer], notes)


@document(
    "csv-06.tsv", "csv", "UTF-8 tab separated with English keys, decimals with zeros behind the point, ISO time stamps."
)
def english_keys() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 8, "BAG", 2400),
        line("P3003", "サンプル紙コップ 8オンス 1000個", 2, "BOX", 6900),
        line("ETJ-00017", "Sugar stick 3g x 1000", 4, "BOX", 2250),
    ]
    rows: list[list[object]] = [
        [
            "po_number",
            "po_date",
            "buyer",
            "ship_to",
            "need_by",
            "line",
            "sku",
            "description",
            "qty",
            "uom",
            "unit_price",
            "line_total",
            "currency",
        ]
    ]
    for n, e in enumerate(lines, 1):
        rows.append(
            [
                "PO-77120",
                "2026-11-26T09:12:00+09:00",
                "Example Trading Japan G.K.",
                "Yokohama Warehouse",
                "2026-12-02",
                n,
                e.code,
                e.name,
                f"{e.qty}.000",
                e.unit,
                f"{e.price}.00",
                f"{e.amount}.00",
                "JPY",
            ]
        )
    answer = order(
        lines,
        number="PO-77120",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 2),
        customer="Example Trading Japan G.K.",
        deliver_to="Yokohama Warehouse",
    )
    return Made(table(rows, sep="\t", end="\n").encode(), [answer])


@document(
    "csv-07.csv", "csv", "Mall export: prices with tax, postage and coupon rows, line break inside a quoted cell."
)
def mall() -> Made:
    lines = [
        line("4901234500011", "【業務用】コーヒー豆深煎り\n1kg 送料別", 5, None, 2592, rate="0.08"),
        line("4901234500141", "【業務用】紙ナプキン", 1, None, 6325, rate="0.1"),
        line(None, "送料", 1, None, 880, rate="0.1"),
        line(None, "クーポン値引", 1, None, -500, rate=None),
    ]
    rows: list[list[object]] = [
        [
            "注文ID",
            "注文日時",
            "注文者氏名",
            "お届け先",
            "お届け希望日",
            "JAN",
            "商品名",
            "個数",
            "単価(税込)",
            "小計(税込)",
            "税率",
            "請求金額",
        ]
    ]
    for e in lines:
        rate = {"0.08": "8%", "0.1": "10%", "": ""}[num(e.rate)]
        rows.append(
            [
                "M-2026-1123-5571",
                "2026/11/23 21:07",
                "カフェ まぼろし",
                "神奈川県見本市海岸通1-1 2F",
                slash(date(2026, 11, 27)),
                e.code or "",
                e.name,
                num(e.qty),
                num(e.price),
                num(e.amount),
                rate,
                num(total(lines)),
            ]
        )
    answer = order(
        lines,
        number="M-2026-1123-5571",
        ordered_on=date(2026, 11, 23),
        deliver_on=date(2026, 11, 27),
        customer="カフェ まぼろし",
        deliver_to="神奈川県見本市海岸通1-1 2F",
        tax_mode="inclusive",
        gross=total(lines),
    )
    notes = {"orders.0.lines.0.product_name": "the name is broken over two lines inside its cell"}
    return Made(table(rows).encode("cp932"), [answer], notes)
