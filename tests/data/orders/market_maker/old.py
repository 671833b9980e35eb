"""Workbooks of old Excel and of LibreOffice."""

from .base import Drawn, Row, Sums, day, document, good, told
from .sheet import ods, xls


@document("xls-school.xls", "xls", "a school kitchen's order of food in old Excel: day of use on every row")
def school() -> Drawn:
    goods = (
        (good("P2001", 2, name="薄力粉", code=None), "25kg", day(9, 15)),
        (good("P2005", 1, name="サラダ油", code=None), "16.5kg缶", day(9, 15)),
        (Row(None, "冷凍むきえだまめ", 8, "袋", 520), "1kg", day(9, 16)),
        (good("P2006", 2, name="濃口醤油", code=None), "1.8L×6本", day(9, 17)),
        (Row(None, "カットわかめ", 3, "袋", 1450), "500g", day(9, 17)),
    )
    table: list[tuple[object, ...]] = [
        ("", "", "学 校 給 食 物 資 発 注 書"),
        ("伝票商事株式会社 様", "", "", "", "", "発注日", day(9, 4)),
        ("", "", "", "", "", "例示市立給食センター"),
        ("", "", "", "", "", "電話 059-000-0820"),
        ("次のとおり発注します。", "", "", "", "", "", ""),
        ("No", "物資名", "規格", "数量", "単位", "単価(税抜)", "納入日", "備考"),
    ]
    table += [(n, r.name, spec, r.quantity, r.unit, r.price, due, "") for n, (r, spec, due) in enumerate(goods, 1)]
    table += [("", "", "", "", "", "", "", "")] * 3
    table.append(("納入場所:例示市立給食センター 検収室 納入時間:8時~9時",))
    content = xls("発注書", table, (5, 24, 14, 8, 6, 12, 12, 12), range(5, 14))
    lines = [Row(None, r.name, r.quantity, r.unit, r.price, day=due) for r, _, due in goods]
    order = told(
        lines,
        "name quantity unit price day",
        ordered_on=day(9, 4),
        customer_name="例示市立給食センター",
        deliver_to="例示市立給食センター 検収室",
        tax_mode="exclusive",
    )
    return Drawn(content, [order])


@document("xls-change.xls", "xls", "a notice of change in old Excel: counts and days before and after side by side")
def change() -> Drawn:
    goods = (
        (good("P3001", 60), 40, day(11, 27), day(12, 1)),
        (good("P3002", 20), 30, day(11, 27), day(12, 1)),
        (Row("H-0412", "当て紙 A3 500枚", 12, "冊"), 10, day(11, 27), day(11, 27)),
    )
    table: list[tuple[object, ...]] = [
        ("", "注 文 変 更 通 知 書"),
        ("伝票商事株式会社 御中", "", "", "", "", "通知日", day(11, 18)),
        ("元注文番号", "RB-2611-031", "", "", "", "株式会社例題包装"),
        ("元注文日", day(11, 11), "", "", "", "資材課 前田"),
        ("先にご注文いたしました内容を、下記のとおり変更願います。",),
        ("商品コード", "商品名", "単位", "変更前数量", "変更後数量", "変更前納期", "変更後納期"),
    ]
    table += [(r.code, r.name, r.unit, before, r.quantity, was, due) for r, before, was, due in goods]
    table.append(("変更理由:生産計画見直しのため",))
    lines = [Row(r.code, r.name, r.quantity, r.unit, day=due) for r, _, _, due in goods]
    order = told(
        lines,
        "code name quantity unit day",
        kind="change",
        number="RB-2611-031",
        ordered_on=day(11, 11),
        customer_name="株式会社例題包装",
    )
    judgement = {"orders.0.ordered_on": "the day of the order and the day of the notice"}
    return Drawn(xls("変更通知", table, (24, 34, 6, 12, 12, 16, 14), range(5, 9)), [order], judgement)


@document("ods-club.ods", "ods", "a club's order in LibreOffice: plain table, sum with tax in words below")
def club() -> Drawn:
    rows = [
        Row(None, "紙皿 18cm 100枚", 6, "袋", 550),
        Row(None, "割箸 100膳", 5, "袋", 440),
        Row(None, "ポリ袋 45L 100枚", 2, "箱", 1320),
        Row(None, "サンプル紙コップ 8オンス 1000個", 1, "箱", 7590),
    ]
    gross = Sums(rows).total
    grid: list[tuple[object, ...]] = [
        ("注文書",),
        ("", "", "", "注文日", day(10, 6)),
        ("伝票商事株式会社 御中",),
        (
            "",
            "",
            "NPO法人まちかど広場",
        ),
        ("", "", "埼玉県例示市仲町2-8 事務局 小山"),
        ("納品日", day(10, 15)),
        ("納品先", "仲町公民館(例示市仲町1-1)"),
        (),
        ("品名", "数量", "単位", "単価", "金額"),
        *((r.name, r.quantity, r.unit, r.price, r.amount) for r in rows),
        ("", "", "", "合計(税込)", gross),
    ]
    order = told(
        rows,
        "name quantity unit price amount",
        ordered_on=day(10, 6),
        deliver_on=day(10, 15),
        customer_name="NPO法人まちかど広場",
        deliver_to="仲町公民館(例示市仲町1-1)",
        tax_mode="inclusive",
        gross=gross,
    )
    return Drawn(ods("注文書", grid, (8, 5, 2, 3, 3)), [order])
