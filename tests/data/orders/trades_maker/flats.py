"""Flat text that small systems put out: one order a file, or many."""

from .base import CODED, PRICED, Drawn, Row, Sums, day, document, rows, slash, told
from .sheet import flat

LINE = "code name quantity unit price"


@document("csv-chain.csv", "csv", "chain headquarters: slips of two shops, rows after rows")
def chain() -> Drawn:
    titles = "伝票番号,発注日,納品予定日,店舗名,商品コード,商品名,発注数,単位,原価,原価金額,担当者".split(",")  # noqa: SIM905
    slips = (
        (
            "500311",
            "喫茶ノワール 中央店",
            rows(
                LINE,
                """P1001|見本コーヒー豆 深煎り 1kg|12|袋|2400
                P3003|サンプル紙コップ 8オンス 1000個|2|箱|6900""",
            ),
        ),
        (
            "500312",
            "喫茶ノワール 北口店",
            rows(
                LINE,
                """P1001|見本コーヒー豆 深煎り 1kg|8|袋|2400
                P1002|見本コーヒー豆 浅煎り 1kg|4|袋|2600
                S-0440|ガムシロップ 11g×50個|10|袋|360""",
            ),
        ),
    )
    lines, orders = [], []
    for number, shop, goods in slips:
        same = (number, slash(day(6, 1)), slash(day(6, 4)), shop)
        lines += [(*same, r.code, r.name, r.quantity, r.unit, r.price, r.amount, "三田村") for r in goods]
        head = {"number": number, "ordered_on": day(6, 1), "deliver_on": day(6, 4), "deliver_to": shop}
        orders.append(told(goods, PRICED, **head))
    reasons = {
        f"orders.{n}.{field}": "the shop is where it goes; it may be taken for the customer too"
        for n in range(2)
        for field in ("customer_name", "deliver_to")
    }
    return Drawn(flat([titles, *lines]).encode("cp932"), orders, reasons)


@document("csv-spd.csv", "csv", "a hospital's supply store: maker's number and size in columns of their own")
def store() -> Drawn:
    titles = "発注番号,発注日,納品期限,施設名,納品場所".split(",")  # noqa: SIM905
    titles += "物品コード,物品名,規格,製品番号,発注数,単位,入数,単価,金額,備考".split(",")  # noqa: SIM905
    cells = (
        ("M100231", "輸液セット 成人用", "20滴/mL", "TI-U200L", 4, "箱", 50, 6800, ""),
        ("M100478", "ディスポシリンジ", "10mL", "SS-10ESZ", 6, "箱", 100, 1450, ""),
        ("M102055", "サージカルテープ", "25mm×9m", "1530-1X", 10, "箱", 12, 2100, "至急"),
        ("M103310", "心電図電極", "成人", "F-150S", 3, "箱", 150, 5200, ""),
    )
    same = ("SPD26041501", "2026-04-15", "2026-04-17", "医療法人例示会 例示総合病院", "地下1階 SPDセンター")
    goods = [Row(code, name, count, unit, price) for code, name, _, _, count, unit, _, price, _ in cells]
    lines = [(*same, *cell[:8], row.amount, cell[8]) for cell, row in zip(cells, goods, strict=True)]
    head = {"number": "SPD26041501", "ordered_on": day(4, 15), "deliver_on": day(4, 17)}
    head |= {"customer_name": "医療法人例示会 例示総合病院", "deliver_to": "地下1階 SPDセンター"}
    content = flat([titles, *lines], quoted=True).encode("utf-8-sig")
    reasons = {
        "orders.0.lines.0.quantity": "a column of pieces a box stands beside; the order counts boxes",
        "orders.0.lines.0.product_code": "the hospital's number, or the maker's",
    }
    return Drawn(content, [told(goods, PRICED, **head)], reasons)


@document("csv-buhin.csv", "csv", "parts by drawing number, a day for each line")
def parts() -> Drawn:
    titles = "注文番号,行,図番,品名,材質,数量,単位,単価,金額,納期,発注日,発注元".split(",")  # noqa: SIM905
    cells = (
        ("DWG-4471-B", "ブラケット左", "SS400", 20, 1150, day(5, 22)),
        ("DWG-4472-A", "ブラケット右", "SS400", 20, 1150, day(5, 22)),
        ("DWG-3905-C", "スペーサ", "A5052", 100, 240, day(5, 29)),
        ("DWG-5110-0", "シャフト φ12", "S45C", 16, 2380, day(6, 5)),
    )
    goods = [Row(code, name, count, "個", price, day=when) for code, name, _, count, price, when in cells]
    lines = [
        ("PO-88102", n, r.code, r.name, cell[2], r.quantity, r.unit, r.price, r.amount, slash(cell[5]))
        for n, (r, cell) in enumerate(zip(goods, cells, strict=True), 1)
    ]
    shown = [(*line, slash(day(5, 7)), "東雲機器製造株式会社") for line in lines]
    head = {"number": "PO-88102", "ordered_on": day(5, 7), "customer_name": "東雲機器製造株式会社"}
    return Drawn(flat([titles, *shown]).encode("cp932"), [told(goods, PRICED + " day", **head)])


@document("csv-iryo.csv", "csv", "apparel: colour and size codes, quantity a row")
def apparel() -> Drawn:
    titles = "受注先,発注NO,発注日付,納期,品番,品名,カラーCD,カラー,サイズ,数量,上代,下代,下代金額".split(",")  # noqa: SIM905
    cells = (
        ("KN-5502", "ケーブルニット", "01", "生成", "S", 4, 8900, 4450),
        ("KN-5502", "ケーブルニット", "01", "生成", "M", 8, 8900, 4450),
        ("KN-5502", "ケーブルニット", "19", "黒", "M", 6, 8900, 4450),
        ("CT-0310", "ウールチェスターコート", "19", "黒", "L", 2, 32000, 16000),
        ("AC-0071", "ニットキャップ", "33", "エンジ", "F", 10, 3200, 1600),
    )
    same = ("伝票商事株式会社", "A260901", slash(day(9, 1)), slash(day(9, 25)))
    goods = [Row(cell[0], cell[1], cell[5], None, cell[7]) for cell in cells]
    lines = [(*same, *cell, row.amount) for cell, row in zip(cells, goods, strict=True)]
    head = {"number": "A260901", "ordered_on": day(9, 1), "deliver_on": day(9, 25)}
    return Drawn(flat([titles, *lines]).encode("cp932"), [told(goods, "code name quantity price amount", **head)])


@document("csv-hanmoto.tsv", "csv", "a bookshop's tabs: ISBN, title, copies")
def books() -> Drawn:
    titles = "注文日 書店名 番線 ISBN 書名 著者 本体価格 冊数".split()  # noqa: SIM905
    cells = (
        ("9784000000306", "港町の記憶", "汐見 透", 1800, 4),
        ("9784000000412", "犬と暮らす十二か月", "牧野 はな", 1500, 10),
        ("9784000000528", "統計のはじめ", "仁科 優", 2600, 2),
    )
    goods = [Row(code, name, count, None, price) for code, name, _, price, count in cells]
    lines = [("2026.10.14", "ブックス青空 見本店", "B07-88", *cell) for cell in cells]
    reasons = {
        "orders.0.lines.0.unit_price": "本体価格 is the cover price, perhaps not what is paid",
        "orders.0.lines.0.unit": "冊 stands in the column's title only",
        "orders.0.customer_name": "the branch may go with the firm's name or not",
    }
    head = {"ordered_on": day(10, 14), "customer_name": "ブックス青空 見本店"}
    content = flat([titles, *lines], by="\t").encode("utf-8")
    return Drawn(content, [told(goods, "code name quantity price", **head)], reasons)


@document("csv-drug.csv", "csv", "a drug store's short file: JAN, name, count, one slip")
def drug() -> Drawn:
    titles = "発注日,納品日,発注書No.,取引先コード,取引先名,発注元,JAN,商品名,規格容量,発注数,納価,税率".split(",")  # noqa: SIM905
    cells = (
        ("4900000052012", "薬用ハンドソープ 詰替", "450mL", 24, 198, "10%", "0.1"),
        ("4900000052029", "経口補水液", "500mL", 48, 142, "8%", "0.08"),
        ("4900000052067", "絆創膏 Mサイズ", "50枚", 20, 320, "10%", "0.1"),
        ("4900000052074", "のど飴 はちみつ", "90g", 30, 156, "8%", "0.08"),
        ("4900000052135", "例示ミネラルウォーター", "2L×6本", 10, 780, "8%", "0.08"),
    )
    same = ("2026/11/09", "2026/11/12", "D-119007", "80214", "伝票商事株式会社", "株式会社ドラッグみほん")
    goods = [Row(code, name, count, None, price, rate) for code, name, _, count, price, _, rate in cells]
    lines = [(*same, *cell[:6]) for cell in cells]
    head = {"number": "D-119007", "ordered_on": day(11, 9), "deliver_on": day(11, 12)}
    head["customer_name"] = "株式会社ドラッグみほん"
    return Drawn(flat([titles, *lines]).encode("utf-8-sig"), [told(goods, "code name quantity price rate", **head)])


@document("csv-souzai.csv", "csv", "a kitchen's sheet saved as CSV: labels above the titles, sums below")
def deli() -> Drawn:
    goods = rows(
        LINE,
        """P2002|見本小麦粉 強力 25kg|4|袋|5480
        P2005|サンプルサラダ油 16.5kg缶|6|缶|6350
        P2006|サンプル濃口醤油 1.8L×6本|5|ケース|3240
        K-771|白だし 1.8L|12|本|980""",
        "0.08",
    )
    sums = Sums(goods)
    lines: list[tuple[object, ...]] = [
        ("発注書",),
        ("見本デリカ株式会社", "", "", "", "発注番号", "MD-0512"),
        ("広島県見本市緑町11-3", "", "", "", "発注日", "2026年5月12日"),
        ("納入先", "第二工場", "", "", "納入日", "2026年5月15日"),
        (),
        ("コード", "品名", "数量", "単位", "単価", "金額"),
        *((r.code, r.name, r.quantity, r.unit, f"{r.price:,}", f"{r.amount:,}") for r in goods),
        ("", "", "", "", "小計", f"{sums.total:,}"),
        ("", "", "", "", "消費税(8%)", f"{sums.tax:,}"),
        ("", "", "", "", "合計", f"{sums.gross:,}"),
    ]
    head = {"number": "MD-0512", "ordered_on": day(5, 12), "deliver_on": day(5, 15), **sums.head}
    head |= {"customer_name": "見本デリカ株式会社", "deliver_to": "第二工場"}
    reasons = {"orders.0.lines.0.tax_rate": "the sum of tax alone names 8 %"}
    return Drawn(flat(lines).encode("cp932"), [told(goods, PRICED, **head)], reasons)


@document("csv-nokyo.csv", "csv", "a farm co-operative's export, its own goods' numbers, members beside the rows")
def farms() -> Drawn:
    titles = "支所名,組合員名,品目コード,品目名,規格,申込数,単位,配達希望日,備考".split(",")  # noqa: SIM905
    cells = (
        ("10021", "農薬散布用マスク", "20枚", 5, "箱", ""),
        ("10344", "鶏糞 ペレット", "15kg", 40, "袋", "軒下へ"),
        ("11805", "支柱 11mm×150cm", "50本", 2, "束", ""),
    )
    lines = [("北部支所", "金森 正", *cell[:5], "2026/3/24", cell[5]) for cell in cells]
    goods = [Row(code, name, count, unit) for code, name, _, count, unit, _ in cells]
    head = {"deliver_on": day(3, 24), "customer_name": "金森 正"}
    reasons = {
        "orders.0.customer_name": "the branch, or the member for whom it orders",
        "orders.0.deliver_to": "the branch or the member's house",
    }
    return Drawn(flat([titles, *lines]).encode("cp932"), [told(goods, CODED, **head)], reasons)
