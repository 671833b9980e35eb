"""Workbooks of squared paper: orders of a food works, a school, a site and a maker, an inquiry."""

from typing import Any

from trades_maker.base import CODED, PRICED, Drawn, Row, Sums, day, document, rows, told
from trades_maker.sheet import squared
from xlsxwriter.utility import xl_col_to_name

from .paper_tools import ONE_RATE, TWO_LINES

Cells = dict[str, tuple[Any, str]]
COST = PRICED.replace(" amount", "")


def line(cells: Cells, row: int, spans: str, values: tuple[Any, ...], look: str = "b", high: int = 1) -> None:
    """Enters values into merged squares; spans are columns like A:C."""
    looks = look.split()
    for place, (span, value) in enumerate(zip(spans.split(), values, strict=True)):
        first, _, last = span.partition(":")
        cells[f"{first}{row}:{last}{row + high - 1}"] = (value, looks[place % len(looks)])


def figures(cells: Cells, row: int, first: int, text: str) -> None:
    """Enters a text with each letter in a square of its own."""
    for place, letter in enumerate(text):
        cells[f"{xl_col_to_name(first + place)}{row}"] = (letter, "bc") if letter != " " else ("", "b")


@document("xlsx-grid-marushin.xlsx", "xlsx-grid", "squared paper with boxes for stamps, three sums below, blank rows")
def marushin() -> Drawn:
    """A food works' order form."""
    lines = rows(
        COST,
        """FD-0102|サンプル濃口醤油 1.8L×6本|15|ケース|3240
        FD-0110|みりん風調味料 18L|6|缶|4380
        FD-0231|粉末だし かつお 1kg|24|袋|1460
        FD-0405|増粘剤 20kg|2|袋|17800""",
        "0.08",
    )
    sums = Sums(lines)
    cells: Cells = {"A1:AL2": ("発　注　依　頼　書", "t"), "A4:M5": ("伝票商事株式会社　御中", "u")}
    for place, word in enumerate(("部長", "課長", "担当")):
        first, last = xl_col_to_name(26 + place * 4), xl_col_to_name(29 + place * 4)
        cells[f"{first}4:{last}4"] = (word, "hc")
        cells[f"{first}5:{last}7"] = ("", "b")
    labels = (
        ("発注No.", "MS-2610-045"),
        ("起票日", day(10, 5)),
        ("希望納期", day(10, 12)),
        ("納入場所", "本社工場 原料倉庫"),
    )
    for row, (label, value) in enumerate(labels, 7):
        line(cells, row, "A:D E:M", (label, value), "hc bj" if row in (8, 9) else "hc b")
    cells |= {"Z9:AL9": ("まるしん食品工業株式会社", ""), "Z10:AL10": ("生産管理課　村瀬　(内線 214)", "")}
    spans = "A:B C:G H:T U:W X:Z AA:AD AE:AI AJ:AL"
    line(cells, 12, spans, ("No.", "品番", "品名", "数量", "単位", "単価", "金額", "税率"), "hc")
    for place in range(10):
        row = lines[place] if place < len(lines) else None
        values = (row.code, row.name, row.quantity, row.unit, row.price, row.amount, "8%") if row else ("",) * 7
        line(cells, 13 + place, spans, (place + 1, *values), "bc b b by bc by by bc")
    for row, (label, value) in enumerate((("小計", sums.total), ("消費税(8%)", sums.tax), ("合計", sums.gross)), 23):
        line(cells, row, "AA:AD AE:AI", (label, value), "hc by")
    cells |= {"A23:D23": ("備考", "hc"), "A24:X25": ("賞味期限は6か月以上残っているものに限ります。", "bw")}
    answer = told(
        lines,
        f"{PRICED} rate",
        number="MS-2610-045",
        ordered_on=day(10, 5),
        deliver_on=day(10, 12),
        customer_name="まるしん食品工業株式会社",
        deliver_to="本社工場 原料倉庫",
        **sums.head,
    )
    return Drawn(squared("発注依頼書", cells).done(), [answer])


@document("xlsx-grid-koto.xlsx", "xlsx-grid", "number, day, codes and quantities one figure to a square")
def koto() -> Drawn:
    """A high school's order of goods."""
    lines = rows(
        CODED,
        """50412|上質紙 A4 500枚×5|40|箱
        50419|上質紙 B4 500枚×5|25|箱
        51007|輪転機インク 黒 1000ml|12|本
        51008|輪転機マスター A3 2本|6|箱
        53320|画びょう 300本|15|箱""",
    )
    cells: Cells = {"A1:AH2": ("物 品 発 注 書", "t"), "B4:L4": ("伝票商事(株) 様", "u"), "B6:E6": ("整理番号", "")}
    figures(cells, 6, 6, "080213")
    cells |= {"R6:T6": ("発注日", ""), "X6": ("年", ""), "AA6": ("月", ""), "AD6": ("日", "")}
    cells |= {
        "R8:T8": ("納入日", ""),
        "X8": ("年", ""),
        "AA8": ("月", ""),
        "AD8": ("日", ""),
        "U6": ("R", ""),
        "U8": ("R", ""),
    }
    for row, (month, number) in ((6, (" 5", "11")), (8, (" 5", "20"))):
        figures(cells, row, 21, " 8")
        figures(cells, row, 24, month)
        figures(cells, row, 27, number)
    cells |= {"B8:E8": ("納入場所", ""), "G8:P8": ("印刷室（管理棟1階）", "u")}
    cells |= {"R10:AH10": ("学校法人 架空学園 架空高等学校", ""), "R11:AH11": ("事務部　管財係　平井", "")}
    line(cells, 13, "B:F G:W X:AA AB:AD AE:AH", ("商品番号", "品　　　　名", "数量", "単位", "摘要"), "hc")
    for place in range(8):
        row = lines[place] if place < len(lines) else None
        figures(cells, 14 + place, 1, row.code if row and row.code else " " * 5)
        line(cells, 14 + place, "G:W AB:AD AE:AH", (row.name, row.unit, "") if row else ("", "", ""), "b bc b")
        figures(cells, 14 + place, 23, f"{row.quantity:>4}" if row else " " * 4)
    cells["B23:AH23"] = ("※ 太線内は記入しないでください。 納品書は2部提出のこと。", "")
    answer = told(
        lines,
        CODED,
        number="080213",
        ordered_on=day(5, 11),
        deliver_on=day(5, 20),
        customer_name="学校法人 架空学園 架空高等学校",
        deliver_to="印刷室(管理棟1階)",
    )
    return Drawn(squared("発注書", cells).done(), [answer])


@document("xlsx-grid-shizai.xlsx", "xlsx-grid", "a site's order of materials: lorry, hour and unloading beside the day")
def shizai() -> Drawn:
    """A fitter's order for a site."""
    lines = rows(
        "name note quantity unit",
        """せっこうボード|9.5×910×1820|120|枚
        軽天ビス|3.5×25 1000本|8|箱
        ボード用接着剤|20kg|6|缶
        ジョイントテープ|50mm×90m|10|巻""",
    )
    cells: Cells = {
        "A1:P2": ("資材注文書", "t"),
        "Y1:AF1": ("注文日　2026/7/21", ""),
        "Y2:AF2": ("注文書番号　KN-0721-1", ""),
    }
    cells |= {
        "A4:N4": ("伝票商事㈱ 行き", "u"),
        "S4:AF4": ("有限会社 神無月内装", ""),
        "S5:AF5": ("TEL 090-0000-0721（現場：川添）", ""),
    }
    left = (("現場名", "例示駅前クリニック改修工事"), ("現場住所", "愛知県例示市駅前2-11-3"), ("荷受人", "川添"))
    right = (("納入日", "7月24日(金)"), ("時間", "8:00〜8:30"), ("車両", "2tユニック"))
    for row, (one, two) in enumerate(zip(left, right, strict=True), 7):
        line(cells, row, "A:D E:R S:V W:AF", (*one, *two), "hc b hc b")
    spans = "A:B C:L M:S T:W X:Z AA:AF"
    line(cells, 11, spans, ("", "材料名", "寸法・規格", "数量", "単位", "荷下ろし場所"), "hc")
    for place in range(9):
        row = lines[place] if place < len(lines) else None
        values = (row.name, row.note, row.quantity, row.unit, "1F 北側") if row else ("",) * 5
        line(cells, 12 + place, spans, (place + 1, *values), "bc b b b bc b")
    cells["A22:AF23"] = ("搬入前日に川添まで電話連絡のこと。パレットは持ち帰り願います。", "bw")
    answer = told(
        lines,
        "name quantity unit",
        number="KN-0721-1",
        ordered_on=day(7, 21),
        deliver_on=day(7, 24),
        customer_name="有限会社 神無月内装",
        deliver_to="例示駅前クリニック改修工事 愛知県例示市駅前2-11-3",
    )
    return Drawn(squared("資材", cells, 2.6).done(), [answer], {"orders.0.deliver_to": TWO_LINES})


@document("xlsx-grid-nidan.xlsx", "xlsx-grid", "each line two rows high: name above, size below; the sum stands on top")
def nidan() -> Drawn:
    """A printer's shop with lines of two rows."""
    items = """ギフト箱 B式 深型|320×240×90 クラフト|400|個|86
    緩衝紙 くしゃくしゃ|10kg 生成り|5|箱|4100
    OPP袋 テープ付|T-A4 100枚|80|袋|390
    宛名ラベル|A4 12面 100シート|25|冊|1180"""
    lines = rows("name note quantity unit price", items)
    sums = Sums(lines)
    cells: Cells = {"A1:AH1": ("注文書", "t"), "A3:K3": ("伝票商事株式会社", ""), "L3:N3": ("御中", "")}
    cells |= {
        "W3:AH3": ("株式会社 ことり印刷", ""),
        "W4:AH4": ("〒460-0000 名古屋市架空区本町3", ""),
        "W5:AH5": ("ご担当：発送チーム 小鳥遊", ""),
    }
    facts = (
        ("ご注文番号", "KP-3309"),
        ("ご注文日", "2026.8.27"),
        ("着日", "2026.9.2 (AM)"),
        ("送付先", "ことり印刷 発送センター"),
    )
    for row, (label, value) in enumerate(facts, 5):
        line(cells, row, "A:D E:P", (label, value), "hc b")
    line(cells, 10, "A:F G:P", ("ご注文金額(税込)", sums.gross), "hc bm", 2)
    spans = "A:B C:Q R:U V:X Y:AB AC:AH"
    line(cells, 13, spans, ("#", "商品 / サイズ・仕様", "数", "単位", "@", "小計"), "hc")
    for place, row in enumerate(lines):
        top = 14 + place * 2
        line(cells, top, "C:Q", (row.name,))
        line(cells, top + 1, "C:Q", (row.note,))
        values = (place + 1, row.quantity, row.unit, row.price, row.amount)
        line(cells, top, "A:B R:U V:X Y:AB AC:AH", values, "bc by bc by by", 2)
    for row, (label, value) in enumerate((("計", sums.total), ("消費税 10%", sums.tax), ("総額", sums.gross)), 22):
        line(cells, row, "Y:AB AC:AH", (label, value), "bc by")
    answer = told(
        lines,
        "name quantity unit price amount",
        number="KP-3309",
        ordered_on=day(8, 27),
        deliver_on=day(9, 2),
        customer_name="株式会社 ことり印刷",
        deliver_to="ことり印刷 発送センター",
        **sums.head,
    )
    why = {"orders.0.lines.0.product_name": "the size stands in a row of its own below the name"}
    return Drawn(squared("注文書", cells).done(), [answer], {**why, "orders.0.lines.0.tax_rate": ONE_RATE})


@document("xlsx-grid-mitsumori.xlsx", "xlsx-grid", "an inquiry: prices and days are to be filled in by us", "inquiry")
def mitsumori() -> Drawn:
    """A care home asks for prices."""
    lines = [
        Row(None, "介護用手袋 L 100枚", 200, "箱"),
        Row(None, "大人用紙おむつ M 30枚", 60, "袋"),
        Row(None, "清拭タオル 60枚", 120, "袋"),
    ]
    cells: Cells = {"A1:AF2": ("御見積依頼書", "t"), "A4:M4": ("伝票商事株式会社 御中", "u")}
    cells |= {
        "U4:AF4": ("依頼日：2026年9月3日", ""),
        "U5:AF5": ("社会福祉法人 架空長寿会", ""),
        "U6:AF6": ("特別養護老人ホーム やすらぎ 庶務 遠山", ""),
    }
    cells["A7:AF7"] = ("下記の品につき、お見積りくださいますようお願いします。", "")
    facts = (
        ("見積依頼番号", "R8-見-19"),
        ("回答期限", "2026年9月11日(金)"),
        ("納入場所", "やすらぎ 1階倉庫"),
        ("希望納期", "10月上旬"),
    )
    for row, (label, value) in enumerate(facts, 8):
        line(cells, row, "A:E F:R", (label, value), "hc b")
    spans = "A:B C:N O:Q R:T U:X Y:AB AC:AF"
    line(cells, 13, spans, ("No", "品名・規格", "予定数量", "単位", "単価", "金額", "納期"), "hc")
    for place, row in enumerate(lines, 1):
        line(cells, 13 + place, spans, (place, row.name, row.quantity, row.unit, "", "", ""), "bc b b bc b b b")
    return Drawn(squared("見積依頼", cells).done(), [])
