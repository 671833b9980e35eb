"""Papers that packages draw: forms of sales programs, slips of boxes, a dot printer's list."""

from collections.abc import Iterable
from typing import Any

from trades_maker.base import CODED, PRICED, Drawn, Row, Sums, day, document, kanji, rows, slash, told, yen
from trades_maker.sheet import MINCHO, Paper

from .paper_tools import money


def squares(paper: Paper, x: float, y: float, text: str, side: float = 5) -> None:
    """A text with each letter in a box of its own; a blank is an empty box."""
    for place, letter in enumerate(text):
        paper.box(x + place * side, y, side, side + 1)
        paper.text(x + place * side + side / 2, y + side - 0.6, letter, 10, at="middle")


def stacked(paper: Paper, x: float, y: float, texts: Iterable[Any], size: float = 9, step: float = 5) -> float:
    """Texts one below the other; returns where they end."""
    for text in texts:
        paper.text(x, y, text, size)
        y += step
    return y


@document(
    "pdf-text-yamabuki.pdf", "pdf-text", "a sales package's form: our number at the buyer, blank rows, three sums"
)
def yamabuki() -> Drawn:
    """A wholesaler of sweets, its package's standard form."""
    lines = rows(
        PRICED.replace(" amount", ""),
        """00012040|洋生ケース 6号 白 100枚|5|束|6800
        00012055|ケーキトレー 6号 金 200枚|5|束|3900
        00015011|保冷剤 50g 200個|8|箱|3150
        00018800|リボンシール ありがとう 300片|10|冊|1240""",
    )
    sums = Sums(lines)
    paper = Paper()
    paper.text(105, 20, "発　注　書", 18, at="middle")
    paper.text(190, 14, "1 / 1 頁", 8, at="right")
    stacked(paper, 18, 32, ("〒101-0000", "東京都架空区神田架空町9-9", "伝票ビル2F"))
    paper.text(18, 52, "伝票商事株式会社　御中", 12)
    paper.rule(18, 54, 95)
    stacked(paper, 18, 60, ("仕入先コード　000345", "TEL 03-0000-9910 FAX 03-0000-9911"), 8)
    stacked(
        paper, 125, 30, ("発注番号　 00008816", f"発注日　　 {slash(day(10, 21))}", f"納入期日　 {slash(day(10, 28))}")
    )
    stacked(
        paper, 125, 50, ("株式会社 やまぶき製菓", "〒390-0000 長野県例示市大手8-1", "TEL 0263-00-1120", "担当者 4 矢口")
    )
    paper.text(18, 78, "下記の通り発注申し上げます。", 9)
    widths = (24, 68, 18, 14, 22, 28)
    titles = ("商品コード", "商品名", "数量", "単位", "単価", "金額")
    goods = [(row.code, row.name, row.quantity, row.unit, *money(row)) for row in lines]
    end = paper.table(18, 82, widths, [titles, *goods, *[("",) * 6] * 8], right=(2, 4, 5))
    paper.text(18, end + 6, "摘要　納入場所：本社工場 包装室　　納品書に発注番号をご記入願います。", 8)
    final = (("税抜額", "消費税額", "税込額"), tuple(map(yen, (sums.total, sums.tax, sums.gross))))
    paper.table(108, end + 10, (28, 28, 28), final, right=(0, 1, 2))
    answer = told(
        lines,
        PRICED,
        number="00008816",
        ordered_on=day(10, 21),
        deliver_on=day(10, 28),
        customer_name="株式会社 やまぶき製菓",
        deliver_to="本社工場 包装室",
        **sums.head,
    )
    return Drawn(paper.done(), [answer])


@document("pdf-text-kaede.pdf", "pdf-text", "level rules only, each item over two lines: code above the name")
def kaede() -> Drawn:
    """A hotel's office prints items over two lines."""
    lines = rows(
        PRICED.replace(" amount", ""),
        """AM-2201|シャンプー 詰替 業務用 10L|6|本|4200
        AM-2202|コンディショナー 詰替 業務用 10L|6|本|4350
        AM-3110|歯ブラシセット 個包装 500本|4|箱|7900
        LN-0044|フェイスタオル 白 200匁 12枚|20|打|2980
        LN-0051|バスマット 綿 白|30|枚|760""",
        "0.1",
    )
    sums = Sums(lines)
    paper = Paper(MINCHO)
    paper.text(20, 22, "PURCHASE ORDER", 9)
    paper.text(20, 30, "御注文書", 20)
    paper.text(190, 22, "架空ホテル株式会社", 12, at="right")
    paper.text(190, 28, "管財部 購買課　Tel 011-000-9100", 9, at="right")
    paper.text(20, 44, "伝票商事株式会社 御中", 12)
    facts = (
        ("Order No.", "KH26-1533"),
        ("注文日", kanji(day(8, 20))),
        ("納期", kanji(day(8, 31))),
        ("納入先", "搬入口B 管財倉庫"),
    )
    for place, (label, value) in enumerate(facts):
        paper.text(118, 42 + place * 6, label, 9)
        paper.text(142, 42 + place * 6, value, 9)
    paper.rule(20, 70, 190)
    for x, title in ((20, "品番"), (120, "数量"), (152, "単価"), (190, "金額")):
        paper.text(x, 75, title, 9, at="left" if x == 20 else "right")
    paper.text(20, 80, "品名", 9)
    paper.text(190, 80, "税率", 9, at="right")
    paper.rule(20, 82, 190)
    y = 88.0
    for row in lines:
        paper.text(20, y, row.code, 9)
        paper.text(120, y, f"{row.quantity} {row.unit}", 9, at="right")
        paper.text(152, y, yen(row.price), 9, at="right")
        paper.text(190, y, yen(row.amount), 9, at="right")
        paper.text(20, y + 5, row.name, 10)
        paper.text(190, y + 5, "10%", 9, at="right")
        paper.rule(20, y + 7.5, 190)
        y += 13.5
    for label, value in (("税抜合計", sums.total), ("消費税等", sums.tax), ("総合計", sums.gross)):
        paper.text(152, y, label, 10, at="right")
        paper.text(190, y, f"¥{value:,}", 10, at="right")
        y += 7
    paper.text(20, y + 10, "ご請求は月末締めにて本社経理部宛にお願いいたします。", 8)
    answer = told(
        lines,
        f"{PRICED} rate",
        number="KH26-1533",
        ordered_on=day(8, 20),
        deliver_on=day(8, 31),
        customer_name="架空ホテル株式会社",
        deliver_to="搬入口B 管財倉庫",
        **sums.head,
    )
    return Drawn(paper.done(), [answer])


MIDORI = """M0101|はさみ 事務用 175mm|40|丁|320
M0108|のり 水性 50ml|120|本|85
M0110|スティックのり 22g|120|本|98
M0203|画用紙 八つ切 100枚|30|冊|680
M0204|色画用紙 10色 100枚|20|冊|1450
M0211|折り紙 15cm 100枚|80|袋|155
M0215|模造紙 白 20枚|10|本|620
M0301|水彩絵の具 12色|35|組|590
M0302|パレット 大|35|枚|210
M0304|絵筆セット 3本|35|組|330
M0309|クレヨン 16色|35|箱|410
M0402|ビニールテープ 赤 19mm|50|巻|66
M0403|ビニールテープ 青 19mm|50|巻|66
M0407|両面テープ 15mm×20m|60|巻|118
M0410|布ガムテープ 50mm|30|巻|248
M0502|マグネット 丸 20個|25|箱|275
M0503|ホワイトボードマーカー 黒 10本|20|箱|890
M0507|チョーク 白 72本|36|箱|495
M0508|チョーク 黄 72本|12|箱|540
M0511|黒板消し|24|個|360
M0602|ラミネートフィルム A4 100枚|15|箱|1080
M0604|クリヤーホルダー A4 100枚|10|袋|930
M0610|名札ケース 50枚|8|箱|1320
M0703|単三電池 40本|6|箱|1180
M0704|単四電池 40本|4|箱|1180
M0801|救急絆創膏 100枚|15|箱|230
M0803|消毒用アルコール綿 200包|10|箱|780"""


@document("pdf-text-midori.pdf", "pdf-text", "27 lines over two pages: page sums, carried over, the end on the second")
def midori() -> Drawn:
    """A school supplier's long order."""
    lines = rows(PRICED.replace(" amount", ""), MIDORI)
    sums = Sums(lines)
    paper = Paper()
    _midori_page(paper, 1, lines[:17], 0)
    paper.turn()
    end = _midori_page(paper, 2, lines[17:], sum(row.amount or 0 for row in lines[:17]))
    for label, value in (("合　計", sums.total), ("消費税", sums.tax), ("総　計", sums.gross)):
        paper.table(120, end, (34, 40), [(label, yen(value))], right=(1,))
        end += 7
    answer = told(
        lines,
        PRICED,
        number="26-04512",
        ordered_on=day(4, 8),
        deliver_on=day(4, 15),
        customer_name="有限会社みどり文具店",
        deliver_to="見本市立緑ヶ丘小学校 事務室",
        **sums.head,
    )
    return Drawn(paper.done(), [answer])


def _midori_page(paper: Paper, number: int, lines: list[Row], carried: int) -> float:
    paper.text(105, 18, "発注伝票", 16, at="middle")
    paper.text(194, 12, f"PAGE {number}/2", 8, at="right")
    paper.text(16, 28, "伝票商事 株式会社 様", 12)
    stacked(paper, 130, 26, ("有限会社みどり文具店", "見本市緑ヶ丘2-2-2", "電話 048-000-7171"))
    top = (("伝票番号", "26-04512", "発注日", slash(day(4, 8)), "納品日", slash(day(4, 15))),)
    paper.table(16, 42, (20, 38, 20, 38, 20, 42), top)
    paper.table(16, 49, (20, 158), (("直送先", "見本市立緑ヶ丘小学校 事務室"),))
    titles = ("行", "品番", "品名", "数量", "単位", "単価", "金額")
    first = 1 if number == 1 else 18
    goods = [
        (place, row.code, row.name, yen(row.quantity), row.unit, *money(row)) for place, row in enumerate(lines, first)
    ]
    if carried:
        goods.insert(0, ("", "", "前頁より繰越", "", "", "", yen(carried)))
    page_sum = sum(row.amount or 0 for row in lines) + carried
    if number == 1:
        goods.append(("", "", "次頁へ繰越", "", "", "", yen(page_sum)))
    return paper.table(16, 60, (10, 22, 70, 16, 14, 20, 26), [titles, *goods], right=(0, 3, 5, 6))


@document(
    "pdf-text-masume.pdf",
    "pdf-text",
    "a farm co-operative's slip: numbers, days, codes in small boxes, the branch's own code",
)
def masume() -> Drawn:
    """A co-operative's slip with a box for each figure."""
    lines = rows(
        CODED,
        """20418|米袋 紙 30kg用|500|枚
        20433|結束テープ 白|24|巻
        31007|段ボール 野菜用 10kg|300|枚
        31012|鮮度保持袋 20×30|2000|枚""",
    )
    paper = Paper()
    paper.text(105, 20, "資 材 注 文 票", 16, at="middle")
    paper.text(16, 32, "伝票商事株式会社　行", 11)
    for y, label, text in ((38, "注文番号", "0070932"), (47, "支所コード", "   4151")):
        paper.text(16, y + 4.5, label, 9)
        squares(paper, 40, y, text)
    for y, label, when in ((38, "注文日", "260525"), (47, "希望納期", "260601")):
        paper.text(106, y + 4.5, label, 9)
        for place, word in enumerate("年月日"):
            squares(paper, 124 + place * 17, y, when[place * 2 : place * 2 + 2])
            paper.text(135.2 + place * 17, y + 4.5, word, 9)
    paper.text(16, 64, "注文者　　架空農業協同組合 見本支所", 10)
    paper.text(16, 71, "納品場所　見本支所 資材倉庫（見本市大字田中1180）", 10)
    paper.text(160, 71, "受付印", 8)
    paper.box(172, 58, 18, 18)
    y = 80.0
    paper.table(16, y, (32, 78, 34, 20), [("商品コード", "商品名", "数量", "単位")], high=7)
    for row in [*lines, None, None, None]:
        y += 8 if row is not lines[0] else 7
        for x, width in ((16, 32), (48, 78), (126, 34), (160, 20)):
            paper.box(x, y, width, 8)
        squares(paper, 18, y + 1, row.code if row and row.code else " " * 5)
        squares(paper, 130, y + 1, f"{row.quantity:>5}" if row else " " * 5)
        if row:
            paper.text(49, y + 5.5, row.name, 9)
            paper.text(162, y + 5.5, row.unit, 9)
    paper.text(16, y + 16, "連絡事項", 9)
    paper.box(16, y + 18, 164, 16)
    paper.text(18, y + 25, "米袋は新デザインのものでお願いします。", 9)
    answer = told(
        lines,
        CODED,
        number="0070932",
        ordered_on=day(5, 25),
        deliver_on=day(6, 1),
        customer_name="架空農業協同組合",
        deliver_to="見本支所 資材倉庫(見本市大字田中1180)",
    )
    why = {"orders.0.customer_name": "a branch stands behind the name"}
    return Drawn(paper.done(), [answer], why)


@document("pdf-text-dotto.pdf", "pdf-text", "an office computer's print: half-width kana, no rules, columns by blanks")
def dotto() -> Drawn:
    """A fish paste maker's old computer prints."""
    lines = rows(
        PRICED.replace(" amount", ""),
        """7003|ｶﾏﾎﾞｺｲﾀ ｽｷﾞ 12CM|3000|ﾏｲ|18
        7018|ﾎｳｿｳﾌｨﾙﾑ 300MM ﾑｼﾞ|20|ﾎﾝ|5200
        7121|ｻﾝﾌﾟﾙｼｮｸｴﾝ 5KG|25|ﾌｸﾛ|640
        7140|ﾊﾞﾚｲｼｮﾃﾞﾝﾌﾟﾝ 25KG|12|ﾌｸﾛ|6300""",
    )
    total = Sums(lines).total
    paper = Paper(MINCHO)
    paper.text(105, 18, "＊＊　チュウモンショ　＊＊", 14, at="middle")
    stacked(
        paper,
        15,
        30,
        ("ﾃﾞﾝﾋﾟｮｳｼｮｳｼﾞ(ｶ) ｵﾝﾁｭｳ", "", f"ﾁｭｳﾓﾝﾋﾞ   {day(2, 12):%y.%m.%d}", f"ﾉｳｷ       {day(2, 18):%y.%m.%d}"),
        10,
    )
    stacked(paper, 120, 30, ("ﾁｭｳﾓﾝNO. 118274", "ﾏﾙﾊﾏｼｮｸﾋﾝ(ｶ)", "ﾐﾎﾝｼ ﾐﾅﾄﾏﾁ 3-7", "TEL 0193-00-4410"), 10)
    columns = ((15, "left"), (38, "left"), (112, "right"), (117, "left"), (150, "right"), (185, "right"))
    titles = ("ｺｰﾄﾞ", "ﾋﾝﾒｲ", "ｽｳﾘｮｳ", "ﾀﾝｲ", "ﾀﾝｶ", "ｷﾝｶﾞｸ")
    goods = [(row.code, row.name, yen(row.quantity), row.unit, *money(row)) for row in lines]
    for place, cells in enumerate([titles, *goods]):
        for (x, at), cell in zip(columns, cells, strict=True):
            paper.text(x, 60 + place * 7, cell, 10, at=at)
    paper.text(150, 60 + 7 * (len(lines) + 2), "ｺﾞｳｹｲ", 10, at="right")
    paper.text(185, 60 + 7 * (len(lines) + 2), yen(total), 10, at="right")
    paper.text(15, 120, "ﾉｳﾆｭｳﾊﾞｼｮ : ﾀﾞｲ2ｺｳｼﾞｮｳ", 10)
    answer = told(
        lines,
        PRICED,
        number="118274",
        ordered_on=day(2, 12),
        deliver_on=day(2, 18),
        customer_name="ﾏﾙﾊﾏｼｮｸﾋﾝ(ｶ)",
        deliver_to="ﾀﾞｲ2ｺｳｼﾞｮｳ",
        total=total,
    )
    return Drawn(paper.done(), [answer])
