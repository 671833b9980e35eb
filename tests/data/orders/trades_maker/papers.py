"""PDFs of small systems and of spreadsheets, drawn at fixed places."""

from .base import CODED, NAMED, PRICED, Drawn, Sums, day, document, kanji, rows, short, slash, told, week, yen
from .sheet import MINCHO, Paper

LINE = "code name quantity unit price"


@document(
    "pdf-text-buhin.pdf", "pdf-text", "a machine maker's order: our type, drawing number beneath, delivery a line"
)
def parts() -> Drawn:
    goods = rows(
        LINE + " note",
        """LM-20UU|リニアブッシュ|24|個|1320|図番 A3-0071
        SFU1605-400|ボールねじ|4|本|12800|図番 A3-0084
        BK12|固定側サポート|4|個|4150|図番 A3-0085""",
    )
    sums = Sums(goods)
    paper = Paper(MINCHO)
    paper.text(105, 22, "注　文　書", 20, at="middle")
    paper.text(18, 38, "伝票商事株式会社", 13)
    paper.text(75, 38, "御中", 11)
    paper.text(192, 32, "注文番号　26-P-00915", at="right")
    paper.text(192, 38, f"注文年月日　{kanji(day(8, 26))}", at="right")
    paper.text(192, 50, "北斗自動機株式会社", 12, at="right")
    paper.text(192, 56, "〒000-0000 山形県例示市鉄工団地 7-2", 8.5, at="right")
    paper.text(192, 61, "購買部　TEL 023-000-4410", 8.5, at="right")
    paper.text(18, 56, f"納　　期　{kanji(day(9, 11))}")
    paper.text(18, 63, "受渡場所　当社本社工場")
    paper.text(18, 70, "支払条件　月末締翌月末払")
    paper.table(18, 76, (36, 62, 16, 12, 24, 26), [("型　式", "品　名", "数量", "単位", "単価", "金額")])
    y = 83.0
    for r in goods:
        line = (r.code, r.name, r.quantity, r.unit, yen(r.price), yen(r.amount))
        paper.table(18, y, (36, 62, 16, 12, 24, 26), [line], right=(2, 4, 5), boxed=False)
        paper.text(20, y + 10, r.note, 7.5)
        paper.box(18, y, 176, 12)
        y += 12
    paper.text(167, y + 8, "合計（税別）", at="right")
    paper.text(193, y + 8, yen(sums.total), at="right")
    paper.text(18, y + 20, "1. 納品書に注文番号を必ず記入してください。", 8.5)
    paper.text(18, y + 25, "2. 納期に遅れる場合は速やかにご連絡ください。", 8.5)
    head = {"number": "26-P-00915", "ordered_on": day(8, 26), "deliver_on": day(9, 11), "total": sums.total}
    head |= {"customer_name": "北斗自動機株式会社", "deliver_to": "当社本社工場", "tax_mode": "exclusive"}
    reasons = {"orders.0.lines.0.product_name": "a drawing number stands beneath each line"}
    return Drawn(paper.done(), [told(goods, PRICED, **head)], reasons)


@document("pdf-text-kenzai.pdf", "pdf-text", "a building firm's order to a site, with a person who takes it")
def builder() -> Drawn:
    cells = (
        ("構造用合板", "12×910×1820 特類", 150, "枚", 1980),
        ("間柱 杉KD", "30×105×3000", 80, "本", 640),
        ("透湿防水シート", "1m×50m", 12, "本", 5400),
        ("気密テープ", "75mm×20m", 30, "巻", 880),
    )
    goods = rows("name quantity unit price", "\n".join(f"{c[0]}|{c[2]}|{c[3]}|{c[4]}" for c in cells))
    sums = Sums(goods)
    paper = Paper()
    paper.text(18, 20, "資材注文書", 16)
    paper.text(192, 20, f"発行日：{slash(day(10, 2))}", at="right")
    paper.text(192, 26, "注文No：YK-3307-05", at="right")
    paper.text(18, 34, "伝票商事株式会社　建材営業所　御中", 11)
    paper.text(192, 40, "発注者：株式会社結城建設", 11, at="right")
    paper.text(192, 46, "茨城県例示市紬町 5-20", 9, at="right")
    facts = (
        ("工事名", "架空台保育園 新築工事"),
        ("納入場所", "茨城県例示市架空台3-1 現場"),
        ("納入日", f"{kanji(day(10, 9))}　8:00～"),
        ("現場受取", "関口（090-0000-3021）"),
    )
    end = paper.table(18, 52, (28, 120), facts)
    head_row = [("資材名", "寸法・規格", "数量", "単位", "単価", "金額")]
    widths = (48, 52, 16, 12, 22, 26)
    lines = [(*c[:4], yen(c[4]), yen(r.amount)) for c, r in zip(cells, goods, strict=True)]
    end = paper.table(18, end + 6, widths, [*head_row, *lines], right=(2, 4, 5))
    tail = (("小計", yen(sums.total)), ("消費税10%", yen(sums.tax)), ("総合計", yen(sums.gross)))
    paper.table(146, end, (22, 26), tail, right=(1,), size=8)
    paper.text(18, end + 10, "荷下ろしはユニックにて。", 9)
    head = {"number": "YK-3307-05", "ordered_on": day(10, 2), "deliver_on": day(10, 9), **sums.head}
    head |= {"customer_name": "株式会社結城建設", "deliver_to": "茨城県例示市架空台3-1 現場"}
    reasons = {"orders.0.lines.0.tax_rate": "the sum of tax alone names 10 %"}
    return Drawn(paper.done(), [told(goods, "name quantity unit price amount", **head)], reasons)


@document("pdf-text-bento.pdf", "pdf-text", "a convenience plant: two pages, each an order for one day")
def bento() -> Drawn:
    pages = (
        (
            "BN0601-1",
            day(6, 3),
            rows(
                CODED,
                """30441|冷凍コロッケ 60g|2400|個
                30498|スライスかまぼこ|1800|枚
                70012|バラン 緑 1000枚|6|袋""",
            ),
        ),
        (
            "BN0601-2",
            day(6, 4),
            rows(
                CODED,
                """30441|冷凍コロッケ 60g|2000|個
                30510|鶏そぼろ 1kg|36|袋""",
            ),
        ),
    )
    paper = Paper()
    orders = []
    place = "広島県見本市緑町11-3 第二工場"
    for number, when, goods in pages:
        if orders:
            paper.turn()
        paper.text(18, 18, "発注書", 15)
        paper.text(192, 18, f"発注番号 {number}", at="right")
        paper.text(192, 24, f"発注日 {slash(day(6, 1))}", at="right")
        paper.text(18, 32, "取引先　伝票商事株式会社　様")
        paper.text(192, 32, "見本デリカ株式会社　生産管理", at="right")
        paper.text(18, 40, f"納品日　{slash(when)}　　便　1便（5:00）")
        paper.text(18, 46, f"納品先　{place}")
        lines = [
            ("原料コード", "原料名", "発注数", "単位"),
            *((r.code, r.name, yen(r.quantity), r.unit) for r in goods),
        ]
        end = paper.table(18, 52, (30, 90, 28, 20), lines, right=(2,))
        paper.text(18, end + 8, "以上", 9)
        head = {"number": number, "ordered_on": day(6, 1), "deliver_on": when, "deliver_to": place}
        orders.append(told(goods, CODED, customer_name="見本デリカ株式会社", **head))
    return Drawn(paper.done(), orders)


@document("pdf-text-sake.pdf", "pdf-text", "a bar chain's fax sheet, printed: goods, makers, counts, no prices")
def bar() -> Drawn:
    makers = ("例示醸造", "見本酒造", "架空ビバレッジ", "", "")
    goods = rows(
        NAMED,
        """ハウスワイン 赤 3L BIB|6|本
        ジン 47度 750ml|12|本
        トニックウォーター 200ml×24|5|ケース
        例示オレンジジュース 1L×12本|2|ケース
        サンプル紙ナプキン 10000枚|1|箱""",
    )
    paper = Paper()
    paper.box(15, 12, 180, 14)
    paper.text(105, 21, "ご 注 文 票", 16, at="middle")
    paper.text(18, 36, "（送信先）伝票商事株式会社　酒販部　様")
    paper.text(18, 44, "（送信元）株式会社バー灯　本部　　担当：瀬尾")
    paper.text(18, 52, f"ご注文日：{short(day(11, 24))}")
    paper.text(90, 52, f"お届け希望日：{week(day(11, 27))}")
    paper.text(18, 60, "お届け先：福岡県例示市浜町2-8 バー灯 浜町店")
    lines = [
        ("メーカー", "商品名", "数量", "単位"),
        *((maker, r.name, r.quantity, r.unit) for maker, r in zip(makers, goods, strict=True)),
    ]
    end = paper.table(18, 66, (40, 90, 20, 20), [*lines, *([("", "", "", "")] * 4)], right=(2,))
    paper.text(18, end + 8, "通信欄：空樽2本の引取もお願いします。", 9)
    head = {"ordered_on": None, "deliver_on": None, "customer_name": "株式会社バー灯"}
    head["deliver_to"] = "福岡県例示市浜町2-8 バー灯 浜町店"
    reasons = {f"orders.0.{name}": "the year is told nowhere" for name in ("ordered_on", "deliver_on")}
    return Drawn(paper.done(), [told(goods, NAMED, **head)], reasons)


@document("pdf-text-kuruma.pdf", "pdf-text", "a garage system's order: numbers of parts, car's number as a remark")
def garage() -> Drawn:
    goods = rows(
        LINE,
        """04465-X0100|ブレーキパッドセット|2|組|7600
        90915-X0003|オイルエレメント|20|個|780
        16620-X0042|Vベルトテンショナ|1|個|11400""",
    )
    sums = Sums(goods)
    paper = Paper()
    paper.text(18, 18, "部品発注書", 15)
    paper.text(18, 30, "伝票商事㈱　部品センター 御中")
    paper.text(130, 24, "発注No　: 260417-08", 9)
    paper.text(130, 29, "発注日　: 2026.04.17", 9)
    paper.text(130, 34, "納期　　: 2026.04.20", 9)
    paper.text(130, 42, "株式会社ミドリ自動車整備", 10)
    paper.text(130, 47, "三重県例示市港南1-15", 8.5)
    paper.rule(18, 54, 195)
    end = paper.table(
        18,
        55,
        (40, 60, 16, 14, 22, 24),
        [
            ("部品番号", "部品名", "数", "単位", "仕入単価", "金額"),
            *((r.code, r.name, r.quantity, r.unit, yen(r.price), yen(r.amount)) for r in goods),
        ],
        right=(2, 4, 5),
        boxed=False,
    )
    paper.rule(18, end + 1, 195)
    paper.text(166, end + 7, "合計", 9, at="right")
    paper.text(193, end + 7, yen(sums.total), 9, at="right")
    paper.text(18, end + 16, "摘要：三重 000 あ 12-34　車検入庫中", 9)
    head = {"number": "260417-08", "ordered_on": day(4, 17), "deliver_on": day(4, 20), "total": sums.total}
    return Drawn(paper.done(), [told(goods, PRICED, customer_name="株式会社ミドリ自動車整備", **head)])
