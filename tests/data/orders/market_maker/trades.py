"""Purchase orders on the forms of chains and hospitals."""

from .base import Drawn, Row, Sums, day, document, told, yen
from .sheet import Paper


def _slip(
    paper: Paper, top: float, number: str, shop: tuple[str, str], goods: tuple[tuple[Row, str, int], ...]
) -> None:
    paper.text(105, top, "仕入伝票", 13, at="center")
    paper.table(
        15,
        top + 4,
        (44, 26, 30, 22, 28, 30),
        [
            ("社名", "社・店コード", "伝票番号", "分類コード", "取引先コード", "取引先名"),
            ("株式会社サンプルストア", shop[0], number, "0042", "118820", "伝票商事株式会社"),
        ],
        high=6,
        size=8,
    )
    paper.table(
        15,
        top + 17,
        (44, 26, 30, 22, 28, 30),
        [("店名", "発注日", "納品日", "便", "伝票区分", ""), (shop[1], "26.10.26", "26.10.29", "1", "01", "")],
        high=6,
        size=8,
    )
    table = [("品名・規格", "商品コード", "入数", "ケース", "数量", "原単価", "原価金額", "売単価", "売価金額")]
    table += [
        (
            r.name,
            r.code,
            pack,
            int(r.quantity) // int(pack),
            r.quantity,
            f"{r.price}.00",
            yen(r.amount),
            retail,
            yen(retail * int(r.quantity)),
        )
        for r, pack, retail in goods
    ]
    table += [("",) * 9] * (6 - len(goods))
    end = paper.table(
        15, top + 31, (46, 28, 10, 12, 12, 18, 20, 14, 20), table, high=6, size=8, right=(2, 3, 4, 5, 6, 7, 8)
    )
    total = sum(int(r.amount or 0) for r, _, _ in goods)
    paper.text(122, end + 5, "原価金額合計", 8)
    paper.text(160, end + 5, yen(total), 8, at="right")


@document(
    "pdf-chain.pdf",
    "pdf-text",
    "the chain stores' unified slip, turn-around: two shops' slips on one sheet, short years",
)
def chain() -> Drawn:
    tea = Row("4900050010010", "架空玄米茶 200g", 24, None, 320)
    sugar = Row("4900050010027", "架空グラニュー糖 1kg", 40, None, 240)
    salt = Row("4900050010034", "サンプル食塩 1kg", 20, None, 140)
    slips = (
        ("60411827", ("4401-003", "本町店"), ((tea, "12", 498), (sugar, "20", 348))),
        ("60411828", ("4401-007", "駅東店"), ((salt, "20", 218), (Row(tea.code, tea.name, 12, None, 320), "12", 498))),
    )
    paper, orders = Paper(), []
    for place, (number, shop, goods) in enumerate(slips):
        _slip(paper, 20 + place * 125, number, shop, goods)
        rows = [r for r, _, _ in goods]
        head = {"number": number, "ordered_on": day(10, 26), "deliver_on": day(10, 29), "total": Sums(rows).total}
        orders.append(
            told(
                rows,
                "code name quantity price amount",
                customer_name="株式会社サンプルストア",
                deliver_to=shop[1],
                **head,
            )
        )
    judgement = {f"orders.{place}.deliver_to": "the shop is not called a place of delivery" for place in range(2)}
    return Drawn(paper.done(), orders, judgement)


@document(
    "pdf-hospital.pdf",
    "pdf-text",
    "a hospital's order of consumables: maker's number and specification in columns, era days",
)
def hospital() -> Drawn:
    rows = [
        Row("MD-20117", "サンプルニトリル手袋 M", 6, "ケース", 8800),
        Row("MD-20340", "架空サージカルマスク", 20, "箱", 640),
        Row("MD-31006", "ディスポガウン フリー", 10, "袋", 1980),
        Row("MD-40022", "見本アルコール除菌液 5L", 8, "本", 3180),
    ]
    specs = ("100枚×10", "50枚", "10枚", "5L")
    total, paper = Sums(rows).total, Paper()
    paper.text(105, 20, "物品注文書", 17, at="center")
    paper.text(190, 30, "注文番号 用-8-1142", 9, at="right")
    paper.text(190, 36, "令和8年3月16日", 9, at="right")
    paper.text(20, 36, "伝票商事株式会社 様", 12)
    for line, words in enumerate(("医療法人架空会 例示総合病院", "用度課(内線 2114) 榎本", "高知県例示市帯屋町8-2")):
        paper.text(125, 46 + line * 5.5, words, 9)
    paper.text(20, 64, "納入期限 令和8年3月23日", 10)
    paper.text(20, 70, "納入場所 中央材料室", 10)
    table = [
        ("品番", "品名", "規格", "数量", "単位", "単価", "金額"),
        *(
            (r.code, r.name, spec, r.quantity, r.unit, yen(r.price), yen(r.amount))
            for r, spec in zip(rows, specs, strict=True)
        ),
        ("", "合計(税抜)", "", "", "", "", yen(total)),
    ]
    paper.table(20, 76, (24, 56, 24, 14, 16, 18, 22), table, right=(3, 5, 6))
    order = told(
        rows,
        "code name quantity unit price amount",
        number="用-8-1142",
        ordered_on=day(3, 16),
        deliver_on=day(3, 23),
        customer_name="医療法人架空会 例示総合病院",
        deliver_to="中央材料室",
        tax_mode="exclusive",
        total=total,
    )
    return Drawn(paper.done(), [order], {"orders.0.customer_name": "the body and its hospital on one line"})
