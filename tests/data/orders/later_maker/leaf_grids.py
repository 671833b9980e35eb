"""More squared paper: order and acceptance, ticks, a list of stock, cases and loose pieces."""

from trades_maker.base import CODED, Drawn, Sums, day, document, era, kanji, rows, told
from trades_maker.sheet import squared

from later_maker.leaf_rows import fill

US = "伝票商事株式会社"


@document(
    "xlsx-grid-leaf-momiji.xlsx",
    "xlsx-grid",
    "order and acceptance on one sheet, the lower half to be filled in by the seller",
)
def momiji() -> Drawn:
    """注文書 above, 注文請書 below."""
    lines = rows(
        "name note quantity unit price",
        """
        集成材カウンター タモ|2400×500×30 無塗装|4|枚|21600
        棚受金物 L-300|ホワイト|16|個|680
        木工用ボンド 3kg|速乾|5|袋|1750""",
    )
    sums = Sums(lines)
    book = squared(
        "注文書・請書",
        {
            "A1:AG2": ("注　文　書", "t"),
            "A3:L3": (f"{US}　殿", "u"),
            "W3:AG3": (kanji(day(5, 25)), ""),
            "W4:AG4": ("株式会社工房くすのき", ""),
            "W5:AG5": ("代表取締役 楠 良平　㊞", ""),
            "A5": ("下記の通り注文致します。", ""),
            "A6:E6": ("注文No.", "b"),
            "F6:O6": ("K-2605-07", "b"),
            "A7:E7": ("納期", "b"),
            "F7:O7": (kanji(day(6, 8)), "b"),
            "A8:E8": ("納品先", "b"),
            "F8:AG8": ("滋賀県架空市信楽町1-5 工房くすのき 作業場", "b"),
        },
    )
    columns = "A:K L:S T:V W:X Y:AB AC:AG"
    at = fill(book, 10, columns, [("品名", "寸法・仕様", "数量", "単位", "単価", "金額")], "h")
    at = fill(
        book, at, columns, [(r.name, r.note, r.quantity, r.unit, r.price, r.amount) for r in lines], "b b by bc by by"
    )
    at = fill(book, at, columns, [("", "", "", "", "税抜合計", sums.total)], "b b b b b by")
    low = at + 2
    for cell, value, look in (
        (f"A{low}:AG{low + 1}", "注　文　請　書", "t"),
        (f"A{low + 2}:L{low + 2}", "株式会社工房くすのき　御中", "u"),
        (f"A{low + 4}", "上記のご注文をお請けいたします。", ""),
        (f"A{low + 5}:E{low + 5}", "受注日", "b"),
        (f"F{low + 5}:O{low + 5}", "　　年　　月　　日", "b"),
        (f"A{low + 6}:E{low + 6}", "納入予定日", "b"),
        (f"F{low + 6}:O{low + 6}", "　　年　　月　　日", "b"),
        (f"T{low + 5}:V{low + 5}", "受注者", "b"),
        (f"W{low + 5}:AG{low + 5}", "　　　　　　　　　　印", "b"),
    ):
        book.put(cell, value, look)
    head = {
        "number": "K-2605-07",
        "ordered_on": day(5, 25),
        "deliver_on": day(6, 8),
        "customer_name": "株式会社工房くすのき",
        "deliver_to": "滋賀県架空市信楽町1-5 工房くすのき 作業場",
    }
    return Drawn(
        book.done(), [told(lines, "name quantity unit price amount", **head, tax_mode="exclusive", total=sums.total)]
    )


@document(
    "xlsx-grid-leaf-sumire.xlsx",
    "xlsx-grid",
    "a fax sheet with ticked boxes for kind of order and hour, our code for the customer, no prices",
)
def sumire() -> Drawn:
    """Ticks for what the order is."""
    lines = rows(
        "name quantity unit",
        """
        上白糖 20kg|5|袋
        小麦粉 薄力 25kg|8|袋
        無塩バター 450g|40|個
        粉糖 1kg|6|袋
        バニラオイル 500ml|1|本""",
    )
    book = squared(
        "FAX",
        {
            "B1:AE2": ("FAX送信票 兼 ご注文書", "t"),
            "B4:P4": ("送信先：伝票商事株式会社 受注センター 御中", "u"),
            "T4:AE4": ("FAX：0120-000-441", ""),
            "B6:G6": ("お客様番号", "h"),
            "H6:P6": ("C006", "bc"),
            "Q6:U6": ("ご注文日", "h"),
            "V6:AE6": (day(12, 1), "bd"),
            "B7:G7": ("お客様名", "h"),
            "H7:P7": ("有限会社サンプル製菓", "b"),
            "Q7:U7": ("ご担当", "h"),
            "V7:AE7": ("工場長 志水", "b"),
            "B8:G8": ("注文区分", "h"),
            "H8:AE8": ("■通常　□追加　□変更　□取消", "b"),
            "B9:G9": ("納品希望日", "h"),
            "H9:P9": (day(12, 4), "bd"),
            "Q9:U9": ("時間帯", "h"),
            "V9:AE9": ("□午前 ■午後 □指定なし", "b"),
            "B10:G10": ("お届け先", "h"),
            "H10:AE10": ("京都府例示市南通6-8 製菓工場", "b"),
        },
    )
    at = fill(book, 12, "B:C D:S T:W X:Z AA:AE", [("", "ご注文商品", "数", "単位", "備考")], "h")
    at = fill(
        book,
        at,
        "B:C D:S T:W X:Z AA:AE",
        [(n, r.name, r.quantity, r.unit, "") for n, r in enumerate(lines, 1)],
        "bc b by bc b",
    )
    fill(book, at, "B:C D:S T:W X:Z AA:AE", [(n, "", "", "", "") for n in range(6, 13)], "bc b b b b")
    head = {
        "customer_code": "C006",
        "customer_name": "有限会社サンプル製菓",
        "ordered_on": day(12, 1),
        "deliver_on": day(12, 4),
        "deliver_to": "京都府例示市南通6-8 製菓工場",
    }
    return Drawn(book.done(), [told(lines, "name quantity unit", **head)])


YURI = """
    3001|アルコール綿 4×4 100包|箱|6|2|4
    3002|滅菌ガーゼ 7.5×7.5 100枚|箱|4|4|0
    3007|駆血帯 25mm|本|5|3|2
    3010|注射針 23G 100本|箱|10|4|6
    3011|シリンジ 5ml 100本|箱|8|8|0
    3025|紙シーツ 900×90m|本|6|1|5
    3030|ペーパータオル 200枚×40|ケース|3|1|2"""


@document(
    "xlsx-grid-leaf-yuri.xlsx",
    "xlsx-grid",
    "a clinic's list of stock: set number and stock beside the number to order, rows with nought",
)
def yuri() -> Drawn:
    """Only rows with a number to order are lines."""
    cells = [[cell.strip() for cell in line.split("|")] for line in YURI.strip().splitlines()]
    lines = rows(CODED, "\n".join("|".join((c[0], c[1], c[5], c[2])) for c in cells if c[5] != "0"))
    book = squared(
        "定数発注",
        {
            "A1:AF2": ("診療材料 定数管理・発注表", "t"),
            "A4:M4": (f"発注先　{US}", "u"),
            "S4:AF4": ("見本内科クリニック", "u"),
            "A5:E5": ("棚卸・発注日", "b"),
            "F5:M5": (era(day(4, 30)), "b"),
            "S5:W5": ("納品日", "b"),
            "X5:AF5": ("令和8年5月7日", "b"),
            "A6:E6": ("納品場所", "b"),
            "F6:M6": ("2階 処置室", "b"),
            "S6:W6": ("記入者", "b"),
            "X6:AF6": ("看護師 笹井", "b"),
        },
    )
    columns = "A:C D:P Q:R S:U V:X Y:AB AC:AF"
    at = fill(book, 8, columns, [("品番", "品　　名", "単位", "定数", "在庫数", "発注数", "備考")], "h")
    fill(
        book,
        at,
        columns,
        [(c[0], c[1], c[2], int(c[3]), int(c[4]), int(c[5]), "") for c in cells],
        "bc b bc by by by b",
    )
    head = {
        "ordered_on": day(4, 30),
        "deliver_on": day(5, 7),
        "customer_name": "見本内科クリニック",
        "deliver_to": "2階 処置室",
    }
    return Drawn(book.done(), [told(lines, CODED, **head)])


@document(
    "xlsx-grid-leaf-hasu.xlsx",
    "xlsx-grid",
    "cases, pieces to a case, loose pieces and their total, era without its name",
)
def hasu() -> Drawn:
    """Cases and loose pieces."""
    packs = (
        ("4900000511013", "例示ミネラルウォーター 500ml", 24, 10, 0, "本"),
        ("4900000511020", "見本緑茶 600ml", 24, 5, 12, "本"),
        ("4900000522019", "カップ麺 しょうゆ", 12, 3, 4, "個"),
        ("4900000533015", "アーモンドチョコ 80g", 10, 0, 15, "個"),
    )
    lines = rows(
        CODED, "\n".join(f"{jan}|{name}|{size * cases + loose}|{unit}" for jan, name, size, cases, loose, unit in packs)
    )
    book = squared(
        "発注",
        {
            "B1:AH1": ("商品発注票", "t"),
            "B3:L3": (f"{US}　御中", "u"),
            "V3:Z3": ("発注No", "b"),
            "AA3:AH3": ("8-0218", "b"),
            "V4:Z4": ("発注日", "b"),
            "AA4:AH4": ("8年2月18日", "b"),
            "V5:Z5": ("納品日", "b"),
            "AA5:AH5": ("8年2月20日", "b"),
            "B5:P5": ("売店：架空高原サービスエリア(上り) 売店", ""),
            "B6:P6": ("株式会社架空高原観光", ""),
        },
    )
    columns = "B:I J:T U:W X:Z AA:AC AD:AF AG:AH"
    at = fill(book, 8, columns, [("JANコード", "商品名", "入数", "ケース", "バラ", "総数", "単位")], "h")
    fill(
        book,
        at,
        columns,
        [(p[0], p[1], p[2], p[3] or "", p[4] or "", r.quantity, p[5]) for p, r in zip(packs, lines, strict=True)],
        "b b by by by by bc",
    )
    head = {
        "number": "8-0218",
        "ordered_on": day(2, 18),
        "deliver_on": day(2, 20),
        "customer_name": "株式会社架空高原観光",
    }
    judgement = {"orders.0.deliver_to": "the stall may count as the place of delivery"}
    return Drawn(book.done(), [told(lines, CODED, **head)], judgement)
