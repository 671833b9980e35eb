"""Flat files as programs and sheets of customers are exported, some in Shift_JIS, some with several orders."""

from more_maker.base import jan
from trades_maker.base import CODED, PRICED, Drawn, Row, Sums, day, document, told
from trades_maker.sheet import flat

from later_maker.note_base import goods

BOM = "utf-8-sig"


@document("csv-branch.csv", "csv", "Shift_JIS, three orders of three branches, the order's fields on every row")
def branch() -> Drawn:
    """A chain of clinics for animals exports its orders."""
    slips = (
        (
            "V260601",
            "船橋病院",
            "2026/06/04",
            goods(CODED, "VT-11|ペットシーツ ワイド 100枚|8|袋\nVT-25|滅菌ガーゼ 5cm 200枚|4|箱"),
        ),
        ("V260602", "柏病院", "2026/06/04", goods(CODED, "VT-11|ペットシーツ ワイド 100枚|5|袋")),
        (
            "V260603",
            "松戸病院",
            "2026/06/05",
            goods(
                CODED, "VT-30|シリンジ 2.5ml 100本|3|箱\nVT-31|注射針 23G 100本|3|箱\nVT-25|滅菌ガーゼ 5cm 200枚|2|箱"
            ),
        ),
    )
    head = ("発注No", "発注日", "法人名", "納品先", "納品希望日", "品番", "品名", "発注数量", "単位", "備考")
    lines = [
        (number, "2026/06/01", "株式会社どうぶつ会", place, due, r.code, r.name, r.quantity, r.unit, "")
        for number, place, due, rows in slips
        for r in rows
    ]
    orders = [
        told(
            rows,
            CODED,
            number=number,
            ordered_on=day(6, 1),
            deliver_on=day(6, int(due[-2:])),
            customer_name="株式会社どうぶつ会",
            deliver_to=place,
        )
        for number, place, due, rows in slips
    ]
    return Drawn(flat([head, *lines]).encode("cp932"), orders)


@document(
    "csv-procure.csv", "csv", "UTF-8 with a mark and quotes, English names with underscores, rate and tax of each line"
)
def procure() -> Drawn:
    """A procurement cloud exports with English names."""
    items = goods(
        "code name quantity unit price rate",
        """FC-220|ドリップバッグ 10g 50袋|4|箱|2900|0.08
        FC-318|ガムシロップ 13g 50個|10|袋|380|0.08
        OS-771|コピー用紙 A4 2500枚|6|箱|2150|0.1""",
    )
    head = (
        "po_number po_date vendor_name buyer_company buyer_dept ship_to due_date line_no item_code item_name qty uom "
    )
    head += "unit_price line_total tax_rate"
    lines = [
        (
            *("PRC-2026-00418", "2026-03-03", "伝票商事株式会社", "ノルテ不動産株式会社", "総務部", "本社ビル8F 受付"),
            *("2026-03-10", n, r.code, r.name, r.quantity, r.unit, r.price, r.amount, r.percent),
        )
        for n, r in enumerate(items, 1)
    ]
    order = told(
        items,
        f"{PRICED} rate",
        number="PRC-2026-00418",
        ordered_on=day(3, 3),
        deliver_on=day(3, 10),
        customer_name="ノルテ不動産株式会社",
        deliver_to="本社ビル8F 受付",
    )
    return Drawn(flat([head.split(), *lines], quoted=True).encode(BOM), [order])


@document("csv-saved.csv", "csv", "a sheet saved as CSV in Shift_JIS: title, head in cells, empty rows, sums below")
def saved() -> Drawn:
    """A confectioner saves the order sheet as CSV."""
    items = goods(
        "code name quantity unit price",
        """P2001|見本小麦粉 薄力 25kg|6|袋|4950
        P2003|見本上白糖 20kg|4|袋|4320
        |アーモンドプードル 1kg|10|袋|2280
        |製菓用チョコ スイート 5kg|3|袋|8600""",
    )
    sums = Sums([Row(r.code, r.name, r.quantity, r.unit, r.price, "0.08") for r in items])
    blank = [""] * 7
    lines = [
        ["発 注 書", *[""] * 6],
        blank,
        ["伝票商事株式会社 御中", "", "", "", "発注日", "2026年9月28日", ""],
        ["", "", "", "", "発注番号", "0928-1", ""],
        ["納期", "2026年10月1日", "", "", "有限会社サンプル製菓", "", ""],
        ["納品場所", "製菓工場 粉庫", "", "", "担当：並木", "", ""],
        blank,
        ["No", "コード", "品名", "数量", "単位", "単価", "金額"],
        *[
            [n, r.code or "", r.name, r.quantity, r.unit, f"{r.price:,}", f"{r.amount:,}"]
            for n, r in enumerate(items, 1)
        ],
        *[[n, *[""] * 6] for n in range(5, 9)],
        ["", "", "", "", "", "小計", f"{sums.total:,}"],
        ["", "", "", "", "", "消費税(8%)", f"{sums.tax:,}"],
        ["", "", "", "", "", "合計", f"{sums.gross:,}"],
    ]
    order = told(
        items,
        PRICED,
        number="0928-1",
        ordered_on=day(9, 28),
        deliver_on=day(10, 1),
        customer_name="有限会社サンプル製菓",
        deliver_to="製菓工場 粉庫",
        **sums.head,
    )
    why = {"orders.0.lines.0.tax_rate": "the tax below names 8 % for the whole sum"}
    return Drawn(flat(lines).encode("cp932"), [order], why)


@document("csv-blank.tsv", "csv", "tabs, two orders, the order's fields on its first row only")
def blank() -> Drawn:
    """A list kept by hand leaves repeated fields empty."""
    first = goods(
        "name quantity unit", "折りコンテナ 50L 青|20|個\nパレット用カバー 透明|50|枚\n結束バンド 300mm 白|10|袋"
    )
    second = goods("name quantity unit", "軍手 すべり止め付|30|双\n荷締めベルト 5m|8|本")
    slips = (("K-231", "2026/2/9", "小牧営業所", first), ("K-232", "2026/2/12", "一宮営業所", second))
    lines = [
        (*((number, "東海路運輸株式会社", place, due) if not n else ("",) * 4), r.name, r.quantity, r.unit)
        for number, due, place, rows in slips
        for n, r in enumerate(rows)
    ]
    head = ("注文番号", "会社名", "届け先", "必要日", "品名", "個数", "単位")
    orders = [
        told(
            rows,
            "name quantity unit",
            number=number,
            deliver_on=day(2, int(due.rpartition("/")[2])),
            customer_name="東海路運輸株式会社",
            deliver_to=place,
        )
        for number, due, place, rows in slips
    ]
    return Drawn(flat([head, *lines], by="\t").encode(), orders)


@document(
    "csv-joint.csv", "csv", "a guild's joint purchase in Shift_JIS: an order for each member, numbers with decimals"
)
def joint() -> Drawn:
    """A guild of barbers orders for its members."""
    members = (
        ("G0908-01", "101", "理容タナベ", goods("code name quantity unit price", JOINT[0])),
        ("G0908-02", "114", "ヘアーサロンまつ", goods("code name quantity unit price", JOINT[1])),
    )
    head = (
        "伝票番号",
        "伝票日付",
        "組合員CD",
        "納入先名",
        "納入期日",
        "JANコード",
        "商品名称",
        "数量",
        "単位",
        "仕入単価",
        "仕入金額",
    )
    lines = [
        (
            number,
            "26/09/08",
            code,
            place,
            "26/09/15",
            r.code,
            r.name,
            f"{r.quantity}.00",
            r.unit,
            f"{r.price}.00",
            r.amount,
        )
        for number, code, place, rows in members
        for r in rows
    ]
    orders = [
        told(rows, PRICED, number=number, ordered_on=day(9, 8), deliver_on=day(9, 15), deliver_to=place)
        for number, _, place, rows in members
    ]
    text = flat([head, *lines])
    why = {
        f"orders.{n}.{field}": "the member may be the customer or the place; the guild's name stands nowhere"
        for n in range(2)
        for field in ("customer_name", "customer_code", "deliver_to")
    }
    return Drawn(text.encode("cp932"), orders, why)


JOINT = (
    f"""{jan("490712300001")}|業務用シャンプー 10L|2|本|3400
{jan("490712300018")}|ネックペーパー 100枚×10|5|箱|1500""",
    f"""{jan("490712300018")}|ネックペーパー 100枚×10|3|箱|1500
{jan("490712300025")}|シェービングフォーム 430g|12|本|580
{jan("490712300032")}|フェイスタオル 白 12枚|4|袋|1980""",
)


@document(
    "csv-plant.tsv", "csv", "tabs, English names of a plant's system, a day of delivery that differs from line to line"
)
def plant() -> Drawn:
    """A plant's system gives each line its day."""
    days = (day(12, 8), day(12, 8), day(12, 15))
    items = goods(
        "code name quantity unit price",
        """40011870|ORING NBR P-22|200|PC|35
        40013455|HOSE PU 8X5 BLUE 20M|6|RO|4200
        40020991|FILTER ELEMENT 5UM|24|PC|1850""",
    )
    items = [Row(r.code, r.name, r.quantity, r.unit, r.price, None, when) for r, when in zip(items, days, strict=True)]
    head = "PO Number|PO Date|Item|Company|Plant|Material|Short Text|Order Qty|Order Unit|"
    head += "Net Price|Net Value|Currency|Delivery Date"
    lines = [
        (
            *(
                "4500087312",
                "20261130",
                f"{n * 10:05d}",
                "見浦精密工業株式会社",
                "掛川工場",
                r.code,
                r.name,
                r.quantity,
            ),
            *(r.unit, r.price, r.amount, "JPY", f"{r.day:%Y%m%d}"),
        )
        for n, r in enumerate(items, 1)
    ]
    order = told(
        items,
        f"{PRICED} day",
        number="4500087312",
        ordered_on=day(11, 30),
        customer_name="見浦精密工業株式会社",
        deliver_to="掛川工場",
    )
    return Drawn(flat([head.split("|"), *lines], by="\t", end="\n").encode(), [order])
