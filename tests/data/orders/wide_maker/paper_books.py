"""Workbooks of LibreOffice and of old Excel."""

from typing import Any

from trades_maker.base import CODED, PRICED, Drawn, Row, Sums, day, document, era, rows, told
from trades_maker.sheet import ods, xls

from .paper_tools import MIXED_TOTAL, priced

PLAIN = "name quantity unit price"


@document("ods-hiroba.ods", "ods", "a children's canteen: a plain list, the data of the order in one column above")
def hiroba() -> Drawn:
    """A canteen run by volunteers."""
    lines = rows(
        "name quantity unit",
        """例示米 コシヒカリ 10kg|4|袋
        カレールウ 甘口 1kg|3|箱
        福神漬 1kg|2|袋
        ゼリー りんご 40個|2|箱
        紙皿 18cm 50枚|6|袋""",
    )
    cells: list[tuple[Any, ...]] = [
        ("こども食堂ひろば　注文リスト",),
        (),
        ("宛先", "伝票商事株式会社"),
        ("申込団体", "NPO法人 架空ひろば"),
        ("申込日", day(7, 30)),
        ("受取希望日", day(8, 7)),
        ("受取場所", "見本公民館 調理室"),
        ("連絡先", "080-0000-5150 (山科)"),
        (),
        ("番号", "ほしいもの", "数", "単位", "メモ"),
        *((place, row.name, row.quantity, row.unit, "") for place, row in enumerate(lines, 1)),
        (),
        ("", "領収書は「NPO法人 架空ひろば」でお願いします。"),
    ]
    answer = told(
        lines,
        "name quantity unit",
        ordered_on=day(7, 30),
        deliver_on=day(8, 7),
        customer_name="NPO法人 架空ひろば",
        deliver_to="見本公民館 調理室",
    )
    return Drawn(ods("注文", cells, (2.5, 7, 2, 2, 4)), [answer])


@document("ods-chokubai.ods", "ods", "a farm shop: a day of arrival in each row, prices with tax")
def chokubai() -> Drawn:
    """A farm shop's order by days."""
    lines = [
        Row("HB-12", "ボードン袋 12号 100枚", 50, "袋", 308, day=day(5, 12)),
        Row("HB-13", "ボードン袋 13号 100枚", 30, "袋", 341, day=day(5, 12)),
        Row("PK-2", "いちごパック 500枚", 4, "箱", 5940, day=day(5, 14)),
        Row("TP-9", "バッグシーラーテープ 白 10巻", 6, "箱", 1562, day=day(5, 14)),
        Row("LB-1", "産地シール 1000枚", 3, "巻", 1980, day=day(5, 20)),
    ]
    gross = Sums(lines).total
    cells: list[tuple[Any, ...]] = [
        ("資材のオーダー", "", "", "", "", "", "オーダーNo", "N-051"),
        ("伝票商事 御中", "", "", "", "", "", "日付", day(5, 7)),
        ("農事組合法人 架空の里直売所", "", "", "", "", "", "担当", "牧"),
        (),
        ("入荷希望", "コード", "資材名", "数量", "単位", "税込単価", "税込金額", "備考"),
        *((row.day, row.code, row.name, *priced(row), "") for row in lines),
        ("", "", "", "", "", "合計", gross),
        (),
        ("届け先：直売所 裏の倉庫（鍵は事務所）",),
    ]
    answer = told(
        lines,
        f"{PRICED} day",
        number="N-051",
        ordered_on=day(5, 7),
        customer_name="農事組合法人 架空の里直売所",
        deliver_to="直売所 裏の倉庫(鍵は事務所)",
        tax_mode="inclusive",
        gross=gross,
    )
    why = {"orders.0.deliver_to": "a note on the key stands behind the place", "orders.0.total": MIXED_TOTAL}
    return Drawn(ods("2026", cells, (3, 2.5, 6.5, 2, 2, 2.5, 3, 3)), [answer], {**why, "orders.0.gross": MIXED_TOTAL})


@document("ods-saiten.ods", "ods", "an association's festival: sums below, tax of 10 %, the addressee at the foot")
def saiten() -> Drawn:
    """A shopping street's festival."""
    lines = rows(
        PLAIN,
        """サンプル紙コップ 8オンス 1000個|2|箱|6900
        提灯 ビニール 9号|40|個|780
        のぼり旗 夏まつり|25|枚|980
        規制ロープ 100m|3|巻|2150""",
    )
    sums = Sums(lines)
    cells: list[tuple[Any, ...]] = [
        ("発注書", "", "", "", f"{era(day(6, 30))}"),
        ("サンプル商店街協同組合", "", "", "", "文書番号 26夏-3"),
        ("祭典委員会 宮城県例示市本通12-7", "", "", "", "委員長 大友"),
        (),
        ("物品名", "数量", "単位", "単価", "計"),
        *((row.name, *priced(row)) for row in lines),
        ("", "", "", "税抜計", sums.total),
        ("", "", "", "消費税10%", sums.tax),
        ("", "", "", "税込計", sums.gross),
        (),
        ("納入日", era(day(7, 17))),
        ("納入先", "組合会館 1F 集会室"),
        ("発注先", "伝票商事株式会社 仙台営業所 御中"),
    ]
    answer = told(
        lines,
        "name quantity unit price amount",
        number="26夏-3",
        ordered_on=day(6, 30),
        deliver_on=day(7, 17),
        customer_name="サンプル商店街協同組合",
        deliver_to="組合会館 1F 集会室",
        **sums.head,
    )
    why = {"orders.0.lines.0.tax_rate": "the paper names one rate of tax for its whole sum, none for a line"}
    return Drawn(ods("発注書", cells, (7, 3, 2, 3, 4)), [answer], why)


@document(
    "xls-boueki.xls", "xls", "a trader's package writes old Excel: pairs of labels in one row, JAN beside the code"
)
def boueki() -> Drawn:
    """A trading firm's export."""
    items = """IT-0031|4912345000317|オリーブオイル EXV 5L|12|缶|7980
    IT-0044|4912345000447|バルサミコ酢 5L|4|本|4650
    IT-0102|4912345001024|ペンネ 5kg|20|袋|2180
    IT-0117|4912345001178|アンチョビ フィレ 700g|10|缶|3320"""
    split = [text.strip().split("|") for text in items.splitlines()]
    lines = [Row(code, name, int(count), unit, int(price)) for code, _, name, count, unit, price in split]
    total = Sums(lines).total
    cells: list[tuple[Any, ...]] = [
        ("仕入発注書", "", "", "", "", "", ""),
        ("",),
        ("伝票商事株式会社 御中", "", "", "", "", "架空トレーディング株式会社", ""),
        ("発注№", "A26-01187", "", "発注日", day(2, 3), "輸入食材部", ""),
        ("希望着日", day(2, 10), "", "担当", "黒川", "03-0000-1187", ""),
        ("納品先倉庫", "大井架空倉庫 3号棟", "", "", "", "", ""),
        ("",),
        ("商品CD", "JANコード", "商品名", "発注数", "単位", "発注単価", "発注金額"),
        *(
            (row.code, cells[1], row.name, row.quantity, row.unit, row.price, row.amount)
            for row, cells in zip(lines, split, strict=True)
        ),
        ("", "", "", "", "", "合計(税抜)", total),
    ]
    answer = told(
        lines,
        PRICED,
        number="A26-01187",
        ordered_on=day(2, 3),
        deliver_on=day(2, 10),
        customer_name="架空トレーディング株式会社",
        deliver_to="大井架空倉庫 3号棟",
        tax_mode="exclusive",
        total=total,
    )
    why = {"orders.0.lines.0.product_code": "a JAN stands beside the buyer's own code"}
    book = xls("発注", cells, (14, 18, 28, 12, 12, 26, 14), range(7, 12))
    return Drawn(book, [answer], why)


@document(
    "xls-nikki.xls", "xls", "a list handed on for years: code, goods, stock, and the order's number; most are blank"
)
def nikki() -> Drawn:
    """A cleaning firm's list with stock."""
    goods = """床用洗剤 18L|缶|3|2
    床用ワックス 18L|缶|5|
    モップ替糸 300g|枚|12|30
    ガラスクリーナー 4L|本|6|
    見本アルコール除菌液 5L|本|1|6
    トイレットペーパー 150m 60個|箱|2|15
    ゴミ袋 45L 600枚|箱|4|
    ゴミ袋 90L 300枚|箱|0|8"""
    split = [text.strip().split("|") for text in goods.splitlines()]
    lines = [Row(None, name, int(count), unit) for name, unit, _, count in split if count]
    cells: list[tuple[Any, ...]] = [
        ("消耗品在庫・発注リスト", "", "", "", "", ""),
        ("毎月25日までに業者（伝票商事）へFAX", "", "", "", "", ""),
        ("事業所", "クリーン架空株式会社 湾岸事業所", "", "", "記入者", "東条"),
        ("発注日", day(9, 24), "", "", "納品希望", day(9, 29)),
        ("",),
        ("品名", "単位", "現在庫", "発注数", "備考"),
        *(
            (name, unit, int(stock), int(count) if count else "", "至急" if stock == "0" else "")
            for name, unit, stock, count in split
        ),
    ]
    answer = told(
        lines,
        "name quantity unit",
        ordered_on=day(9, 24),
        deliver_on=day(9, 29),
        customer_name="クリーン架空株式会社",
    )
    why = {"orders.0.customer_name": "a branch stands behind the name"}
    return Drawn(xls("9月", cells, (32, 14, 10, 10, 14, 14), range(5, 14)), [answer], why)


@document("xls-panya.xls", "xls", "a bakery: codes of ours, a rate in each row, sums below")
def panya() -> Drawn:
    """A bakery's order."""
    lines = rows(
        CODED + " price",
        """P2002|見本小麦粉 強力 25kg|10|袋|5480
        P2003|見本上白糖 20kg|2|袋|4320
        R-77|ライ麦粉 2.5kg|6|袋|1390
        R-80|くるみ LHP 1kg|8|袋|1980""",
        "0.08",
    )
    sums = Sums(lines)
    cells: list[tuple[Any, ...]] = [
        ("原材料注文票", "", "", "", "", "", ""),
        ("仕入先", "伝票商事㈱", "", "", "注文票番号", "", "G-0318"),
        ("注文者", "ブーランジェリー・カクウ", "", "", "注文年月日", "", day(3, 18)),
        ("お届け先", "例示本通り店 地下厨房", "", "", "配達日", "", day(3, 23)),
        ("",),
        ("貴社コード", "原材料名", "数量", "単位", "単価", "金額", "税"),
        *((row.code, row.name, *priced(row), "8%") for row in lines),
        ("", "", "", "", "本体計", sums.total, ""),
        ("", "", "", "", "税", sums.tax, ""),
        ("", "", "", "", "合計", sums.gross, ""),
    ]
    answer = told(
        lines,
        f"{PRICED} rate",
        number="G-0318",
        ordered_on=day(3, 18),
        deliver_on=day(3, 23),
        customer_name="ブーランジェリー・カクウ",
        deliver_to="例示本通り店 地下厨房",
        **sums.head,
    )
    return Drawn(xls("注文票", cells, (14, 28, 8, 8, 14, 12, 12), range(5, 10)), [answer])
