"""Forms of old Excel and of LibreOffice: fish, and a funeral hall's flowers and goods."""

from .base import NAMED, Drawn, Sums, day, document, kanji, rows, told, week
from .sheet import ods, xls


@document("xls-sengyo.xls", "xls", "a fish dealer's old form, kilograms with decimals, day in words")
def fish() -> Drawn:
    goods = rows(
        NAMED,
        """真鯛 活〆|12.5|kg
        するめいか|8|kg
        むき海老 冷凍 1kg|10|袋
        発泡スチロール箱 6kg用|30|箱""",
    )
    lines: list[list[object]] = [
        ["", "仕　入　注　文　票", "", ""],
        ["伝票商事　殿", "", "", ""],
        ["店名", "魚浜水産株式会社", "票No.", "U-3301"],
        ["注文日", kanji(day(3, 30)), "納品", week(day(4, 1))],
        ["届先", "宮城県例示市魚市場前2 魚浜水産 加工場", "", ""],
        [],
        ["No.", "品　　名", "数　量", "単　位"],
        *([n, r.name, float(r.quantity), r.unit] for n, r in enumerate(goods, 1)),
        [],
        ["", "氷は多めに入れてください", "", ""],
    ]
    head = {"number": "U-3301", "ordered_on": day(3, 30), "deliver_on": day(4, 1)}
    head |= {"customer_name": "魚浜水産株式会社", "deliver_to": "宮城県例示市魚市場前2 魚浜水産 加工場"}
    return Drawn(xls("注文票", lines, (8, 38, 12, 14), range(6, 11)), [told(goods, NAMED, **head)])


@document("ods-sogi.ods", "ods", "flowers and goods for a funeral hall, labels and values in neighbouring cells")
def hall() -> Drawn:
    goods = rows(
        NAMED + " price",
        """白菊 3L 100本入|3|箱|7800
        胡蝶蘭 白 3本立|2|鉢|14500
        線香 短寸 500g|10|箱|680
        サンプル緑茶 ティーバッグ 100包|5|箱|1480
        会葬御礼はがき|300|枚|24""",
    )
    lines: list[tuple[object, ...]] = [
        ("", "注文書"),
        ("伝票商事株式会社 御中", "", "", "注文番号", "S-0619"),
        ("", "", "", "注文日", day(6, 18)),
        ("納品日", day(6, 19), "", "会社名", "株式会社やすらぎ典礼"),
        ("納品場所", "やすらぎホール例示 搬入口", "", "担当者", "蓮見"),
        (),
        ("品名", "数量", "単位", "単価", "金額"),
        *((r.name, r.quantity, r.unit, r.price, r.amount) for r in goods),
        ("", "", "", "合計", Sums(goods).total),
        ("以上",),
    ]
    head = {"number": "S-0619", "ordered_on": day(6, 18), "deliver_on": day(6, 19)}
    head |= {"customer_name": "株式会社やすらぎ典礼", "deliver_to": "やすらぎホール例示 搬入口"}
    return Drawn(
        ods("注文書", lines, (6, 4.5, 2, 2.5, 4.5)),
        [told(goods, NAMED + " price amount", total=Sums(goods).total, **head)],
    )
