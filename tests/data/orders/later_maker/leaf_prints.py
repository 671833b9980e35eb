"""Printouts of purchasing packages: texts at their places, some with rules, some without."""

from fresh_maker.base import ONE_RATE
from trades_maker.base import PRICED, Drawn, Sums, day, document, era, rows, told, yen
from trades_maker.sheet import MINCHO, Paper

US = "伝票商事株式会社"


@document(
    "pdf-text-leaf-hagi.pdf",
    "pdf-text",
    "a package's order, each article in two lines: code above name, rates as marks",
)
def hagi() -> Drawn:
    """Ruled, code above name, sums by rate."""
    lines = rows(
        PRICED.replace(" amount", ""),
        """
        P2001|見本小麦粉 薄力 25kg|6|袋|4950
        P2003|見本上白糖 20kg|4|袋|4320
        P2005|サンプルサラダ油 16.5kg缶|10|缶|6350""",
        "0.08",
    ) + rows(
        PRICED.replace(" amount", ""),
        """
        P4001|見本食器用洗剤 4L|3|本|1380
        K0771|耐熱クッキングシート 33cm×30m|12|本|640""",
        "0.1",
    )
    sums, paper = Sums(lines), Paper()
    paper.text(105, 20, "発　　注　　書", 18, at="middle")
    paper.text(195, 14, "PAGE  1/1", 8, at="right")
    paper.text(18, 34, f"{US}　御中", 13)
    paper.rule(18, 36, 95)
    for y, text in (
        (42, "仕入先コード  000482"),
        (47, "FAX 03-0000-4412"),
        (58, "下記の通り発注致しますので、納期厳守にてお願い致します。"),
    ):
        paper.text(18, y, text, 9)
    for y, text in (
        (30, "発注No.  00012873"),
        (35, "発注日   2026年09月04日"),
        (42, "見本デリカ株式会社"),
        (47, "〒730-0000 広島県見本市緑町11-3"),
        (52, "TEL 082-000-1103  購買課 高宮"),
    ):
        paper.text(132, y, text, 9)
    paper.box(18, 64, 178, 14)
    paper.rule(18, 71, 196)
    paper.text(20, 69, "納 入 先   第二工場 資材受入口", 9)
    paper.text(120, 69, "指 定 納 期   2026年09月11日", 9)
    paper.text(20, 76, "支払条件   月末締翌月末払", 9)
    paper.text(120, 76, "摘 要   定期分", 9)
    _hagi_table(paper, lines)
    y = 100 + 12 * 8 + 6
    for label, value in (("税抜合計", sums.total), ("消費税額", sums.tax), ("税込合計", sums.gross)):
        paper.table(130, y, (30, 36), ((label, yen(value)),), right=(1,))
        y += 7
    paper.text(18, 205, f"(8%対象 {yen(sums.base8)}  消費税 {yen(sums.tax8)})", 8)
    paper.text(18, 210, f"(10%対象 {yen(sums.base10)}  消費税 {yen(sums.tax10)})", 8)
    paper.text(18, 216, "※印は軽減税率(8%)対象商品です。", 8)
    head = {
        "number": "00012873",
        "ordered_on": day(9, 4),
        "deliver_on": day(9, 11),
        "customer_name": "見本デリカ株式会社",
    }
    return Drawn(paper.done(), [told(lines, f"{PRICED} rate", **head, deliver_to="第二工場 資材受入口", **sums.head)])


def _hagi_table(paper: Paper, lines: list) -> None:
    edges = (18, 26, 100, 118, 130, 150, 174, 196)
    paper.box(18, 88, 178, 12)
    for x, text in (
        (19, "行"),
        (28, "商品コード"),
        (102, "数　量"),
        (119, "単位"),
        (134, "単　価"),
        (155, "金　額"),
        (178, "備　考"),
    ):
        paper.text(x, 93, text, 9)
    paper.text(28, 98, "商 品 名 ・ 規 格", 9)
    for place in range(8):
        y = 100 + 12 * place
        paper.box(18, y, 178, 12)
        if place >= len(lines):
            continue
        row = lines[place]
        paper.text(24, y + 7, place + 1, 9, at="right")
        paper.text(28, y + 5, row.code, 9)
        paper.text(28, y + 10, row.name + (" ※" if row.rate == "0.08" else ""), 9)
        paper.text(117, y + 10, f"{row.quantity}.00", 9, at="right")
        paper.text(121, y + 10, row.unit, 9)
        paper.text(149, y + 10, f"{yen(row.price)}.00", 9, at="right")
        paper.text(173, y + 10, yen(row.amount), 9, at="right")
    for x in edges[1:-1]:
        paper.rule(x, 88, x, 196)


KIKU = """
    1010220|クラフト封筒 角2 85g 100枚|20|箱|1180
    1010231|クラフト封筒 長3 70g 1000枚|5|箱|3900
    1020014|コピー用紙 A4 500枚×5冊|40|箱|2150
    1020015|コピー用紙 A3 500枚×3冊|12|箱|2680
    1030102|油性ボールペン 0.7 黒 10本|15|箱|780
    1030103|油性ボールペン 0.7 赤 10本|6|箱|780
    1030440|蛍光マーカー 5色セット|10|組|450
    1040007|フラットファイル A4S 青 10冊|30|袋|520
    1040009|フラットファイル A4S 黄 10冊|30|袋|520
    1040051|パイプ式ファイル 5cm 青|24|冊|610
    1050300|付箋 75×25 100枚×20|18|パック|1240
    1050311|付箋 75×75 90枚×12|8|パック|1490
    1060120|単三アルカリ電池 40本|6|箱|1980
    1060121|単四アルカリ電池 40本|4|箱|1980
    1070033|再生トナー TN-28K|5|本|8600
    1070048|再生トナー TN-51C|2|本|9800
    1080201|養生テープ 50mm×25m 緑|60|巻|230
    1080202|OPPテープ 48mm 透明|50|巻|118
    1090011|輪ゴム #16 500g|3|箱|690
    1090044|ゴミ袋 45L 透明 100枚|20|袋|890
    1090045|ゴミ袋 90L 透明 50枚|12|袋|980"""


@document(
    "pdf-text-leaf-kiku.pdf",
    "pdf-text",
    "an office computer's order over two pages without rules, carried sum at the foot, Mincho",
)
def kiku() -> Drawn:
    """Two pages of plain columns."""
    lines, paper = rows("code name quantity unit price", KIKU), Paper(MINCHO)
    sums = Sums(lines)
    for page, part in enumerate((lines[:13], lines[13:]), 1):
        if page == 2:
            paper.turn()
        _kiku_head(paper, page)
        for place, row in enumerate(part):
            y = 84 + 9 * place
            paper.text(28, y, place + 1 + 13 * (page - 1), 9, at="right")
            paper.text(33, y, row.code, 9)
            paper.text(54, y, row.name, 9)
            paper.text(133, y, yen(row.quantity), 9, at="right")
            paper.text(137, y, row.unit, 9)
            paper.text(169, y, yen(row.price), 9, at="right")
            paper.text(195, y, yen(row.amount), 9, at="right")
        y = 84 + 9 * len(part) + 4
        if page == 1:
            paper.text(120, y, "頁　計", 9)
            paper.text(195, y, yen(sum(row.amount for row in part)), 9, at="right")
            paper.text(105, 280, "＊＊＊ 次頁に続く ＊＊＊", 9, at="middle")
    for label, value in (("合　計　金　額", sums.total), ("消　費　税　(10%)", sums.tax10), ("総　合　計", sums.gross)):
        paper.text(120, y, label, 9)
        paper.text(195, y, yen(value), 9, at="right")
        y += 8
    head = {
        "number": "B26-080417",
        "ordered_on": day(8, 20),
        "deliver_on": day(8, 27),
        "customer_name": "株式会社北辰文具センター",
    }
    answer = told(lines, PRICED, **head, deliver_to="北辰文具センター 物流棟 2番バース", **sums.head)
    return Drawn(paper.done(), [answer], {"orders.0.lines.0.tax_rate": ONE_RATE})


def _kiku_head(paper: Paper, page: int) -> None:
    paper.text(105, 18, "仕 入 発 注 伝 票", 16, at="middle")
    paper.text(195, 18, f"頁： {page}", 9, at="right")
    paper.text(20, 32, "伝票商事株式会社　殿", 12)
    for y, text in ((30, "伝票番号： B26-080417"), (36, "伝票日付： 26/08/20"), (42, "納入期日： 26/08/27")):
        paper.text(140, y, text, 9)
    paper.text(110, 50, "株式会社北辰文具センター　仕入部", 10)
    paper.text(110, 55, "富山県見本市北辰町8-1  電話 076-000-2280", 9)
    paper.text(20, 50, "取引区分： 掛仕入", 9)
    paper.text(20, 62, "納入場所： 北辰文具センター 物流棟 2番バース", 9)
    paper.text(20, 68, "-" * 96, 9, font="Courier")
    for x, text in (
        (22, "行"),
        (33, "商品CD"),
        (54, "商　品　名"),
        (123, "数　量"),
        (136, "単位"),
        (157, "単　価"),
        (182, "金　額"),
    ):
        paper.text(x, 74, text, 9)
    paper.text(20, 78, "-" * 96, 9, font="Courier")


@document(
    "pdf-text-leaf-matsu.pdf",
    "pdf-text",
    "a builder's order for a site: unit before quantity, site in place of a delivery place, era",
)
def matsu() -> Drawn:
    """A building firm's order of its site office."""
    lines = rows(
        "name note unit quantity price",
        """
        コンパネ 12mm|900×1800 JAS|枚|80|1780
        桟木|24×48×4000|束|15|2450
        番線 #10|切断 850mm 20kg|把|6|3980
        ブルーシート #3000|5.4×7.2m|枚|12|2680
        単管パイプ|φ48.6 L=3.0m|本|40|1950""",
    )
    sums, paper = Sums(lines), Paper()
    paper.text(105, 22, "注　文　書", 20, at="middle")
    paper.text(190, 32, era(day(10, 6)), 10, at="right")
    paper.text(20, 42, "伝票商事株式会社　建材営業部　御中", 12)
    paper.text(120, 52, "架空建設工業株式会社", 11)
    paper.text(120, 58, "岡山県架空市大元3-9-2", 9)
    paper.text(120, 63, "工事部 購買係  越智", 9)
    info = (
        ("注文番号", "KO-08-0315"),
        ("工 事 名", "例示市立東小学校 体育館改修工事"),
        ("納入現場", "例示市東町2-1 東小学校 敷地内 資材ヤード"),
        ("納入期限", "令和8年10月14日 午前必着"),
        ("支払条件", "毎月20日締切 翌月末 現金100%"),
    )
    y = paper.table(20, 72, (28, 142), info, high=7.5)
    paper.text(20, y + 8, f"御注文金額　　￥{yen(sums.gross)}－　(うち消費税等 ￥{yen(sums.tax10)})", 12)
    cells = [(row.name, row.note, row.unit, row.quantity, yen(row.price), yen(row.amount)) for row in lines]
    cells += [("", "以下余白", "", "", "", ""), ("", "", "", "", "", "")]
    cells += [
        ("", "小　計", "", "", "", yen(sums.total)),
        ("", "消費税等(10%)", "式", "", "", yen(sums.tax10)),
        ("", "合　計", "", "", "", yen(sums.gross)),
    ]
    paper.table(
        20,
        y + 14,
        (46, 46, 14, 18, 22, 26),
        [("名　称", "仕様・寸法", "単位", "数量", "単価", "金　額"), *cells],
        right=(3, 4, 5),
    )
    paper.text(20, 250, "※ 納入時は必ず事前に現場監督(携帯 090-0000-7715 福留)へ連絡のこと。", 9)
    head = {
        "number": "KO-08-0315",
        "ordered_on": day(10, 6),
        "deliver_on": day(10, 14),
        "customer_name": "架空建設工業株式会社",
    }
    answer = told(lines, "name quantity unit price amount", **head, deliver_to=info[2][1], **sums.head)
    return Drawn(paper.done(), [answer], {"orders.0.lines.0.tax_rate": ONE_RATE})
