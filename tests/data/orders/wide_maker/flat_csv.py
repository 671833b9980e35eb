"""Flat text that programs of customers write: packages, portals, an office computer."""

from more_maker.base import jan
from trades_maker.base import CODED, PRICED, Drawn, Row, Sums, day, document, extra, slash, told
from trades_maker.sheet import flat

from wide_maker.flat_kit import bom, goods, sjis, stamped, titles

PRICES = "code name quantity unit price"
TAXED = "code name quantity unit price rate"
PERCENT = {"0.08": "8", "0.1": "10"}
ADDRESS = {"orders.0.deliver_to": "the address stands in parts, with a postcode in another column"}


@document("csv-kanri.csv", "csv", "a purchasing package's rows; two orders; only we are named, as the supplier; cp932")
def package() -> Drawn:
    """Purchase slips of an office package, one row for each line."""
    heads = titles(
        "発注伝票№,発注日付,仕入先コード,仕入先名,担当者名,納入先コード,納入先名,納入期日,行№,商品コード,商品名,"
        "規格・型番,入数,箱数,数量,単位,発注単価,発注金額,税率,摘要"
    )
    slips = (
        (
            "00004817",
            day(11, 18),
            goods(
                TAXED + " note",
                """
                31-0042|サンプルサラダ油|12|缶|6280|0.08|16.5kg/1/12
                31-0108|見本上白糖|30|袋|4290|0.08|20kg/1/30
                52-0007|例示OPPテープ|100|巻|108|0.1|48mm×100m/50/2
                """,
            ),
        ),
        (
            "00004818",
            day(11, 20),
            goods(
                TAXED + " note",
                """
                52-0019|角底紙袋 茶|2000|枚|6.5|0.1|H38/500/4
                52-0023|段ボール箱 100サイズ|60|枚|149|0.1|A式/20/3
                """,
            ),
        ),
    )
    lines = [heads]
    for number, due, items in slips:
        for place, item in enumerate(items, 1):
            spec, inner, boxes = item.note.rsplit("/", 2)
            head = [number, slash(day(11, 10)), "002106", "伝票商事(株)", "宮地", "10", "本社工場 資材倉庫", slash(due)]
            cells = [item.code, item.name, spec, inner, boxes, item.quantity, item.unit, item.price, item.amount]
            lines.append([*head, place, *cells, PERCENT[item.rate or ""], ""])
    orders = [
        told(
            items,
            PRICED + " rate",
            number=number,
            ordered_on=day(11, 10),
            deliver_on=due,
            deliver_to="本社工場 資材倉庫",
        )
        for number, due, items in slips
    ]
    return Drawn(sjis(flat(lines)), orders)


@document("csv-kubun.csv", "csv", "records H and D, each with a line of its own titles; UTF-8 with a mark")
def records() -> Drawn:
    """A head and its details, each kind of record with titles."""
    items = goods(
        TAXED,
        """
        P4001|見本食器用洗剤 4L|8|本|1380|0.1
        P2004|サンプル食塩 5kg|15|袋|640|0.08
        P4004|サンプルニトリル手袋 M 100枚×10|3|ケース|8800|0.1
        P1003|サンプル緑茶 ティーバッグ 100包|6|箱|1480|0.08
        """,
    )
    sums = Sums(items)
    heads = "区分,管理番号,起票日,貴社得意先コード,発注者,納品先,納品指定日,時間帯,税抜合計,消費税額,税込合計"
    where = "千葉県見本市市場前5-1 青果棟"
    head = ["H", "SE-260318-01", slash(day(3, 18)), "C005", "見本青果株式会社", where, slash(day(3, 24)), "午前中"]
    lines: list[list[object]] = [
        titles(heads),
        [*head, sums.total, sums.tax, sums.gross],
        ["区分", "行", "品目コード", "品目名", "数量", "単位", "税抜単価", "税抜金額", "税区分"],
    ]
    for place, item in enumerate(items, 1):
        rate = "軽減8%" if item.rate == "0.08" else "標準10%"
        lines.append(["D", place, item.code, item.name, item.quantity, item.unit, item.price, item.amount, rate])
    order = told(
        items,
        PRICED + " rate",
        number="SE-260318-01",
        ordered_on=day(3, 18),
        deliver_on=day(3, 24),
        customer_code="C005",
        customer_name="見本青果株式会社",
        deliver_to=where,
        **sums.head,
    )
    return Drawn(bom(flat(lines)), [order])


@document("csv-ichiranhyou.csv", "csv", "a printed list saved as text: title, conditions, a row of sums; cp932")
def listing() -> Drawn:
    """A list with the lines of its print above and below the table."""
    items = goods(
        PRICES,
        """
        SZ-0113|発泡スチロール箱 5kg用 蓋付|200|個|168
        SZ-0127|保冷剤 100g|600|個|21
        SZ-0204|真空袋 240×360 100枚|40|袋|1480
        SZ-0311|衛生手袋 ポリ M 100枚|30|箱|390
        SZ-0318|次亜塩素酸ナトリウム 6% 20kg|5|缶|3650
        """,
    )
    sums = Sums(items)
    lines: list[list[object]] = [
        ["発注明細一覧表", "", "", "", "", "", "", "", "1/1頁"],
        ["株式会社うしお水産加工", "", "", "", "", "", "", "", "出力 2026/09/08 08:05"],
        ["仕入先：000318　伝票商事株式会社　御中"],
        ["発注日：2026/09/07", "", "承認済のみ"],
        [],
        titles("No.,発注番号,品目CD,品目名称,発注数,単位,単価,金額,納入日,納入場所"),
    ]
    for place, item in enumerate(items, 1):
        cells = [f"{item.quantity:,}", item.unit, f"{item.price:,}", f"{item.amount:,}"]
        lines.append([place, "H0907-22", item.code, item.name, *cells, "2026/09/14", "第二加工場"])
    lines.append(["", "", "", "合計", "", "", "", f"{sums.total:,}", "", ""])
    order = told(
        items,
        PRICED,
        number="H0907-22",
        ordered_on=day(9, 7),
        deliver_on=day(9, 14),
        customer_name="株式会社うしお水産加工",
        deliver_to="第二加工場",
        total=sums.total,
    )
    return Drawn(sjis(flat(lines)), [order])


@document("csv-needby.csv", "csv", "a procurement cloud in English; a day of its own on each line; UTF-8 with a mark")
def procurement() -> Drawn:
    """Order lines of a cloud for purchasing."""
    items = goods(
        PRICES + " day",
        """
        P4003|サンプルペーパータオル 200枚×40|12|CS|3960|2026-10-20
        P4002|見本アルコール除菌液 5L|24|EA|3180|2026-10-20
        P3006|例示レジ袋 Mサイズ 2000枚|5|BX|4200|2026-11-04
        """,
    )
    heads = (
        "PO Number,Revision,Order Date,Buyer Entity,Requester,Supplier,Ship-To,Line,Supplier Part No.,Description,Qty,"
        "UOM,Unit Price,Currency,Line Amount,Need By"
    )
    where = "神奈川県架空市港南2-8-1 物流センター3F"
    head = ["4500-71833", 0, "2026-10-13", "Northbridge Foods Japan K.K.", "M. Sakai", "Denpyo Shoji Co., Ltd.", where]
    lines = [titles(heads)]
    for place, item in enumerate(items, 1):
        cells = [item.code, item.name, item.quantity, item.unit, f"{item.price}.00", "JPY", f"{item.amount}.00"]
        lines.append([str(one) for one in [*head, place, *cells, item.day]])
    order = told(
        items,
        PRICED + " day",
        number="4500-71833",
        ordered_on=day(10, 13),
        customer_name="Northbridge Foods Japan K.K.",
        deliver_to=where,
    )
    return Drawn(bom(flat(lines, quoted=True, end="\n")), [order])


@document("csv-tenpo.csv", "csv", "a chain's orders of three shops in one file; pieces, lots and a retail price; cp932")
def shops() -> Drawn:
    """A slip for each shop of a chain."""
    heads = (
        "企業名,店コード,店名,伝票番号,発注日,納品予定日,部門,JANコード,商品名,発注ロット,ロット数,発注数量,"
        "原単価,原価金額,売単価"
    )
    wanted = (
        ("0104", "けやき通り店", "7301552", ((0, 2), (1, 1), (3, 4))),
        ("0111", "北団地店", "7301553", ((0, 1), (2, 3))),
        ("0126", "みなと駅前店", "7301554", ((1, 2), (2, 1), (3, 2))),
    )
    shelf = (
        (jan("491234560001"), "架空 台所用スポンジ 3P", 24, 118, 198),
        (jan("491234560011"), "架空 アルミホイル 25cm×8m", 30, 96, 168),
        (jan("491234560021"), "架空 水切りネット 40枚", 20, 74, 128),
        (jan("491234560031"), "架空 ジッパー袋 M 20枚", 12, 152, 258),
    )
    lines, orders = [titles(heads)], []
    for code, shop, number, picks in wanted:
        items = []
        for place, lots in picks:
            code13, name, lot, cost, retail = shelf[place]
            item = Row(code13, name, lot * lots, None, cost)
            items.append(item)
            head = ["株式会社ほしぞらマート", code, shop, number, "2026/06/15", "2026/06/18", "日用雑貨"]
            lines.append([*head, code13, name, lot, lots, item.quantity, f"{cost}.00", item.amount, retail])
        orders.append(
            told(
                items,
                "code name quantity price amount",
                number=number,
                ordered_on=day(6, 15),
                deliver_on=day(6, 18),
                customer_name="株式会社ほしぞらマート",
                deliver_to=shop,
            )
        )
    return Drawn(sjis(flat(lines)), orders)


@document("csv-torikomi.tsv", "csv", "labels and values, then a table, then sums, parted by tabs; UTF-8")
def ordering_site() -> Drawn:
    """What an ordering site hands out for one order."""
    items = goods(
        PRICES,
        """
        P1001|見本コーヒー豆 深煎り 1kg|20|袋|2400
        P1002|見本コーヒー豆 浅煎り 1kg|10|袋|2600
        P1004|サンプル紅茶 リーフ 500g|4|袋|1950
        """,
        "0.08",
    )
    sums = Sums(items)
    lines: list[list[object]] = [
        ["ご注文内容"],
        ["受付番号", "W260522-0093"],
        ["受付日時", "2026/05/22 10:14"],
        ["ご注文者", "ひながた珈琲株式会社"],
        ["お客様コード", "C008"],
        ["ご担当", "永瀬 様"],
        ["お届け先", "福岡県例示市浜町8-2 焙煎所"],
        ["お届け希望日", "2026/05/27"],
        ["備考", "午前10時までに願います"],
        [],
        ["商品番号", "商品名", "ご注文数", "単位", "単価(税別)", "小計(税別)"],
        *([one.code, one.name, one.quantity, one.unit, one.price, one.amount] for one in items),
        [],
        ["商品代金合計", sums.total],
        ["消費税", sums.tax],
        ["お支払金額", sums.gross],
    ]
    order = told(
        items,
        PRICED,
        number="W260522-0093",
        ordered_on=day(5, 22),
        deliver_on=day(5, 27),
        customer_code="C008",
        customer_name="ひながた珈琲株式会社",
        deliver_to="福岡県例示市浜町8-2 焙煎所",
        **sums.head,
    )
    return Drawn(flat(lines, by="\t").encode(), [order])


@document(
    "csv-chuban.txt", "csv", "a plant's list by tabs; each line its day without a year, a full-width count; cp932"
)
def plant() -> Drawn:
    """What a clerk of a plant lifts from the material system."""
    items = goods(
        "code name quantity unit price day note",
        """
        TK-8810-02|ニトリル手袋 L 粉なし|50|箱|820|2026-12-07|100枚入
        TK-8815-00|ウエス 白メリヤス|12|梱|3100|2026-12-07|10kg
        TK-9021-01|ストレッチフィルム|36|本|640|2026-12-14|500mm×300m 透明
        TK-9044-10|PPバンド 15.5mm|8|巻|2950|2027-01-08|黄 2500m
        """,
    )
    lines = ["株式会社戸倉精機　資材課　発注リスト", "発注先　伝票商事株式会社　様", ""]
    lines.append(
        "\t".join(("注番", "発行日", "品番", "品名", "型式・寸法", "希望納期", "発注数", "単位", "単価", "置場"))
    )
    for item in items:
        count = "３６" if item.quantity == 36 else str(item.quantity)
        due = f"{item.day:%m/%d}" if item.day else ""
        cells = ("Z6-11904", "2026/11/30", item.code, item.name, item.note, due, count, item.unit, str(item.price))
        lines.append("\t".join([*map(str, cells), "B棟1F"]))
    order = told(
        items,
        "code name quantity unit price day",
        number="Z6-11904",
        ordered_on=day(11, 30),
        customer_name="株式会社戸倉精機",
        deliver_to="B棟1F",
    )
    reason = {"orders.0.deliver_to": "the column says where the goods are put, not where they are delivered"}
    return Drawn(sjis("\r\n".join(lines) + "\r\n"), [order], reason)


@document("csv-hankaku.csv", "csv", "an office computer: titles and values in half-width kana, padded numbers; cp932")
def office_computer() -> Drawn:
    """A transfer file of an old computer."""
    items = goods(
        PRICES,
        """
        000120046|ﾐﾈﾗﾙｳｫｰﾀｰ 2L*6|40|CS|780
        000120051|ｵﾚﾝｼﾞｼﾞｭｰｽ 1L*12|6|CS|2880
        000310007|ｶﾐｺｯﾌﾟ 8ｵﾝｽ 1000ｺ|3|CS|6900
        """,
    )
    heads = "ﾃﾞﾝﾋﾟｮｳNO,ｷﾞｮｳ,ﾊｯﾁｭｳﾋﾞ,ﾉｳﾋﾝﾋﾞ,ﾊｯﾁｭｳｼｬﾒｲ,ﾉｳﾋﾝﾊﾞｼｮ,ｼｮｳﾋﾝCD,ｼｮｳﾋﾝﾒｲ,ｽｳﾘｮｳ,ﾀﾝｲ,ｹﾞﾝﾀﾝｶ,ｹﾞﾝｶｷﾝｶﾞｸ"
    lines = [titles(heads)]
    for place, item in enumerate(items, 1):
        head = ["0088214", f"{place:02d}", "261116", "261119", "ｶ)ﾀﾞﾐｰﾏｰﾄ", "ﾆｼｸﾞﾁ ﾊｲｿｳｾﾝﾀｰ"]
        cells = [item.code, item.name, f"{item.quantity:06d}", item.unit, f"{item.price:07d}.00", f"{item.amount:09d}"]
        lines.append([*head, *map(str, cells)])
    order = told(
        items,
        PRICED,
        number="0088214",
        ordered_on=day(11, 16),
        deliver_on=day(11, 19),
        customer_name="ｶ)ﾀﾞﾐｰﾏｰﾄ",
        deliver_to="ﾆｼｸﾞﾁ ﾊｲｿｳｾﾝﾀｰ",
    )
    return Drawn(sjis(flat(lines)), [order], {"orders.0.customer_name": "the legal form stands as a bank writes it"})


@document("csv-mall.csv", "csv", "a mall for firms: two orders with tax inside, postage and address in columns; UTF-8")
def mall() -> Drawn:
    """Orders of a mall, the order's fields on each row."""
    heads = (
        "受注番号,受注日時,受注ステータス,会社名,担当者名,担当者メール,配送先郵便番号,配送先都道府県,配送先住所,"
        "配送先建物名,配達希望日,商品管理番号,商品名,個数,単価(税込),小計(税込),消費税率,送料(税込),合計金額(税込),"
        "決済方法"
    )
    first = goods(
        "code name quantity price rate", "cup-12oz|紙カップ 12オンス 50個|20|702|0.1\ntea-100|ほうじ茶 100g|12|540|0.08"
    )
    second = goods("code name quantity price rate", "lid-12oz|紙カップ用リッド 12オンス 50個|10|594|0.1")
    buyers = (
        ("3190-48812", "2026/04/02 21:37", "株式会社オリーブ企画", "富永", "tominaga@olive-kikaku.example"),
        ("3190-48815", "2026/04/03 09:02", "喫茶ポプラ", "滝", "poplar@kissa.example"),
    )
    places = (
        ("700-0000", "岡山県", "例示市中洲1-3-9", "オリーブビル2F", "2026/04/07"),
        ("381-0000", "長野県", "架空市緑ヶ丘44", "", ""),
    )
    lines, orders = [titles(heads)], []
    for head, place, items, postage in zip(buyers, places, (first, second), (0, 880), strict=True):
        gross = Sums(items).total + postage
        for item in items:
            cells = [item.code, item.name, item.quantity, item.price, item.amount, f"{item.percent}", postage, gross]
            lines.append(list(map(str, [*head[:2], "新規受付", *head[2:], *place, *cells, "請求書払い"])))
        order = told(
            items,
            "code name quantity price amount rate",
            number=head[0],
            ordered_on=day(4, 2) if items is first else day(4, 3),
            deliver_on=day(4, 7) if items is first else None,
            customer_name=head[2],
            deliver_to="".join(place[1:4]),
            tax_mode="inclusive",
            gross=gross,
        )
        order["lines"] += [extra("送料", str(postage))] if postage else []
        orders.append(order)
    reason = ADDRESS["orders.0.deliver_to"]
    return Drawn(flat(lines).encode(), orders, {**ADDRESS, "orders.1.deliver_to": reason})


@document("csv-okurijou.csv", "csv", "a maker's notice of what it has sent to us; no order; cp932", what="notice")
def shipped() -> Drawn:
    """What a supplier has shipped."""
    items = goods(
        CODED, "KM-1010|架空ラップ 30cm×100m|60|本\nKM-1022|架空ラップ 45cm×100m|30|本\nKM-2040|架空ホイル 30cm|24|本"
    )
    lines: list[list[object]] = [
        ["出荷案内データ", "架空化成株式会社 東日本物流"],
        titles("出荷番号,出荷日,到着予定日,貴社注文番号,お届け先,品番,品名,出荷数,単位,運送会社,送り状番号"),
    ]
    for item in items:
        head = ["SH-77120", stamped(day(8, 19)), stamped(day(8, 20)), "DS-P2608-031", "伝票商事(株) 中央倉庫"]
        cells = [item.code, item.name, item.quantity, item.unit, "架空運輸", "4410-2201-7736"]
        lines.append([*head, *cells])
    return Drawn(sjis(flat(lines)), [])
