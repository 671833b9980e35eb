"""Squared paper of Excel: narrow columns, merged cells, stamp boxes."""

from dataclasses import replace

from fresh_maker.base import ONE_RATE
from trades_maker.base import CODED, PRICED, Drawn, Sums, day, document, rows, short, told
from trades_maker.sheet import squared

from later_maker.leaf_rows import fill

US = "伝票商事株式会社"


@document(
    "xlsx-grid-leaf-ajisai.xlsx", "xlsx-grid", "squared paper with three stamp boxes, labels and values in merged cells"
)
def ajisai() -> Drawn:
    """The office's own squared form."""
    lines = rows(
        "code name quantity unit price",
        """
        P4001|見本食器用洗剤 4L|12|本|1380
        P4002|見本アルコール除菌液 5L|6|本|3180
        E-077|マイクロファイバークロス 30×30 10枚|15|袋|980
        E-102|アルミブラシ スポンジ付|20|本|430""",
    )
    sums = Sums(lines)
    book = squared(
        "注文書",
        {
            "A1:AJ2": ("注　文　書", "t"),
            "A4:N5": (f"{US} 御中", "u"),
            "AA4:AC4": ("承認", "bc"),
            "AD4:AF4": ("確認", "bc"),
            "AG4:AI4": ("起票", "bc"),
            "AA5:AC7": ("", "b"),
            "AD5:AF7": ("早川", "bc"),
            "AG5:AI7": ("三輪", "bc"),
            "A7:D7": ("注文番号", "hc"),
            "E7:N7": ("SG-0620-3", "b"),
            "A8:D8": ("注文日", "hc"),
            "E8:N8": (day(6, 22), "bj"),
            "A9:D9": ("希望納期", "hc"),
            "E9:N9": (day(6, 29), "bj"),
            "A10:D10": ("納入場所", "hc"),
            "E10:Y10": ("工場棟1階 衛生管理室前", "b"),
            "S8:AJ8": ("丸山乳業株式会社", ""),
            "S9:AJ9": ("静岡県見本市牧之原2-31 製造課", ""),
        },
    )
    at = fill(
        book, 12, "A:B C:G H:T U:W X:Y Z:AC AD:AJ", [("No", "商品番号", "品名", "数量", "単位", "単価", "金額")], "h"
    )
    at = fill(
        book,
        at,
        "A:B C:G H:T U:W X:Y Z:AC AD:AJ",
        [(n, r.code, r.name, r.quantity, r.unit, r.price, r.amount) for n, r in enumerate(lines, 1)],
        "bc b b by bc by by",
    )
    at = fill(book, at, "A:B C:G H:T U:W X:Y Z:AC AD:AJ", [("",) * 7] * 4, "b")
    fill(book, at, "X:AC AD:AJ", [("小計", sums.total), ("消費税10%", sums.tax10), ("合計", sums.gross)], "h by")
    head = {
        "number": "SG-0620-3",
        "ordered_on": day(6, 22),
        "deliver_on": day(6, 29),
        "customer_name": "丸山乳業株式会社",
    }
    answer = told(lines, PRICED, **head, deliver_to="工場棟1階 衛生管理室前", **sums.head)
    return Drawn(book.done(), [answer], {"orders.0.lines.0.tax_rate": ONE_RATE})


@document(
    "xlsx-grid-leaf-botan.xlsx",
    "xlsx-grid",
    "a firm's request of purchase sent as the order: asker, use, place to set up, sum with tax in words",
)
def botan() -> Drawn:
    """An inner form that goes out as it is."""
    lines = rows(
        "name note quantity unit price",
        """
        スチール書庫 両開き|W880×D400×H1850 ホワイト|2|台|38500
        事務用チェア 肘付|布張り ブルー|5|脚|14800
        デスクマット 1200|透明 再生PET|5|枚|2900""",
    )
    sums = Sums(lines)
    book = squared(
        "購入依頼",
        {
            "B2:AG3": ("物 品 購 入 依 頼 書", "t"),
            "B5:F5": ("依頼No.", "b"),
            "G5:N5": ("総26-044", "b"),
            "R5:V5": ("依頼日", "b"),
            "W5:AG5": ("R8.7.27", "b"),
            "B6:F6": ("購入先", "b"),
            "G6:N6": (f"{US} 様", "b"),
            "R6:V6": ("希望納品日", "b"),
            "W6:AG6": ("R8.8.7", "b"),
            "B7:F7": ("依頼者", "b"),
            "G7:N7": ("株式会社クレール測量", "b"),
            "R7:V7": ("部署・氏名", "b"),
            "W7:AG7": ("総務課 西脇 綾", "b"),
            "B8:F8": ("設置場所", "b"),
            "G8:AG8": ("石川県例題市本町3-3 クレールビル3F 第2執務室", "b"),
            "B9:F9": ("使用目的", "b"),
            "G9:AG9": ("増員に伴う什器の購入", "b"),
            "B11": ("下記物品の手配をお願いいたします。", ""),
        },
    )
    columns = "B:C D:M N:U V:W X:Y Z:AC AD:AG"
    at = fill(book, 12, columns, [("№", "品　名", "型式・仕様", "数", "単位", "単価(税抜)", "金額(税抜)")], "bc")
    at = fill(
        book,
        at,
        columns,
        [(n, r.name, r.note, r.quantity, r.unit, r.price, r.amount) for n, r in enumerate(lines, 1)],
        "bc b bw by bc by by",
    )
    at = fill(book, at, columns, [("", "― 以下余白 ―", "", "", "", "", "")], "bc")
    fill(book, at, "B:AC AD:AG", [("税抜合計", sums.total), ("消費税", sums.tax10), ("税込合計", sums.gross)], "bc bm")
    book.put(f"B{at + 4}:AG{at + 5}", "備考：旧品の引取りもあわせてお願いします。(書庫1台)", "bw")
    head = {
        "number": "総26-044",
        "ordered_on": day(7, 27),
        "deliver_on": day(8, 7),
        "customer_name": "株式会社クレール測量",
    }
    return Drawn(
        book.done(),
        [
            told(
                lines,
                "name quantity unit price amount",
                **head,
                deliver_to="石川県例題市本町3-3 クレールビル3F 第2執務室",
                **sums.head,
            )
        ],
    )


@document(
    "xlsx-grid-leaf-ran.xlsx", "xlsx-grid", "each article in two rows of merged cells, the dates one part to a cell"
)
def ran() -> Drawn:
    """Two rows to an article, dates in parts."""
    lines = rows(
        "code name note quantity unit",
        """
        D-14|VVFケーブル 2.0-3C|100m巻 灰|8|巻
        D-22|露出スイッチボックス 1個用|VE管14 ミルキー|40|個
        D-31|モールド 1号|1m 白|60|本
        D-45|ブレーカー 2P2E20A|端子カバー付|12|個""",
    )
    book = squared(
        "資材",
        {
            "A1:AH2": ("資材注文票", "t"),
            "A4": ("宛先", ""),
            "D4:P4": (f"{US} 電材課 行", "u"),
            "T4:AH4": ("(有)広瀬電気工業所", "u"),
            "T5:AH5": ("鳥取県架空市湯所6-12", ""),
            "T6:AH6": ("担当 広瀬 昇", ""),
        },
    )
    for row, label, when in ((6, "注文日", day(9, 3)), (7, "必要日", day(9, 10))):
        book.row(
            row, "A:C D:F G H:I J K:L M", (label, when.year, "年", when.month, "月", when.day, "日"), "b bc c bc c bc c"
        )
    book.row(8, "A:C D:P", ("届け先", "現場 例題市立図書館 1F電気室"), "b")
    book.row(9, "A:C D:P", ("注番", "26-0903A"), "b")
    book.row(
        11, "A:B C:F G:T U:X Y:AA AB:AH", ("№", "コード", "品名 (上段) / 規格 (下段)", "数量", "単位", "備考"), "h"
    )
    for place, row in enumerate(lines):
        top = 12 + 2 * place
        for cell, value, look in (
            (f"A{top}:B{top + 1}", place + 1, "bc"),
            (f"C{top}:F{top + 1}", row.code, "bc"),
            (f"G{top}:T{top}", row.name, "b"),
            (f"G{top + 1}:T{top + 1}", row.note, "b"),
            (f"U{top}:X{top + 1}", row.quantity, "by"),
            (f"Y{top}:AA{top + 1}", row.unit, "bc"),
            (f"AB{top}:AH{top + 1}", "", "b"),
        ):
            book.put(cell, value, look)
    head = {
        "number": "26-0903A",
        "ordered_on": day(9, 3),
        "deliver_on": day(9, 10),
        "customer_name": "(有)広瀬電気工業所",
    }
    return Drawn(book.done(), [told(lines, CODED, **head, deliver_to="現場 例題市立図書館 1F電気室")])


@document(
    "xlsx-grid-leaf-tsubaki.xlsx",
    "xlsx-grid",
    "a week's sheet of a canteen: goods down, days across, a number in a square is a delivery",
)
def tsubaki() -> Drawn:
    """Days across."""
    goods = rows(
        "code name unit quantity",
        "M-01|見本食パン 6枚切|斤|0\n"
        "M-02|ロールパン 10個入|袋|0\n"
        "M-08|牛乳 1000ml|本|0\n"
        "M-15|プレーンヨーグルト 400g|個|0",
    )
    counts = ((10, 10, 12, 10, 14), (0, 6, 0, 6, 0), (8, 0, 8, 0, 10), (0, 0, 20, 0, 0))
    days = [day(9, number) for number in range(7, 12)]
    book = squared(
        "9月2週",
        {
            "A1:AH2": ("週間発注書", "t"),
            "A4:L4": (f"{US} 様", "u"),
            "A5:F5": ("対象期間", "b"),
            "G5:Q5": ("2026/9/7 〜 2026/9/11", "b"),
            "A6:F6": ("発注日", "b"),
            "G6:Q6": (day(9, 2), "bd"),
            "V4:AH4": ("学校法人みどり学園 学生寮食堂", ""),
            "V5:AH5": ("寮母 中園", ""),
        },
    )
    columns = "A:D E:N O:P Q:S T:V W:Y Z:AB AC:AE AF:AH"
    at = fill(book, 8, columns, [("コード", "品目", "単位", *map(short, days), "計")], "h")
    fill(
        book,
        at,
        columns,
        [(r.code, r.name, r.unit, *(n or "" for n in week), sum(week)) for r, week in zip(goods, counts, strict=True)],
        "b b bc by by by by by by",
    )
    lines = [
        replace(row, quantity=n, day=when)
        for row, week in zip(goods, counts, strict=True)
        for when, n in zip(days, week, strict=True)
        if n
    ]
    head = {"ordered_on": day(9, 2), "customer_name": "学校法人みどり学園 学生寮食堂"}
    judgement = {"orders.0.customer_name": "the hostel's canteen may count as a department of the school"}
    return Drawn(book.done(), [told(lines, f"{CODED} day", **head)], judgement)
