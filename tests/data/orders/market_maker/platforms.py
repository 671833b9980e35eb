"""CSV of order platforms between firms."""

from datetime import date

from .base import Drawn, Row, Sums, day, document, good, told
from .flat import flat

INFOMART = (
    "［データ区分］,［伝票日付］,［伝票No］,［取引状態］,［自社コード］,［自社会員名］,"
    "［自社担当者］,［取引先コード］,［取引先名］,［納品場所コード］,［納品場所名］,"
    "［納品場所 住所］,［マイカタログID］,［自社管理商品コード］,［商品名］,［規格］,"
    "［入数］,［入数単位］,［単価］,［数量］,［単位］,［金額］,［消費税］,［小計］,"
    "［課税区分］,［税区分］,［合計 商品本体］,［合計 商品消費税］,［合計 送料本体］,"
    "［合計 送料消費税］,［合計 その他］,［総合計］,［発注日］,［発送日］,［納品日］,"
    "［受領日］,［取引ID_SYSTEM］,［伝票明細ID_SYSTEM］,［発注送信日］,"
    "［発注送信時間］,［送信日］,［送信時間］"
)


@document(
    "csv-infomart.csv",
    "csv",
    "Infomart's order data as the seller fetches it: rows H, titles, D and F, titles in brackets",
)
def infomart() -> Drawn:
    sauce = Row("T-0412", "架空デミグラスソース 3kg", 4, "袋", 1860, "0.08")
    slips = (
        (
            "26111800417",
            "S021",
            "ビストロ架空 駅前店",
            "東京都例示区駅前1-2-3",
            [good("P2005", 1), good("P2001", 2), sauce],
        ),
        ("26111800418", "S034", "ビストロ架空 港店", "東京都例示区港南5-6", [good("P2006", 2), good("P2004", 6)]),
    )
    specs = {"P2005": "16.5kg", "P2001": "25kg", "T-0412": "3kg", "P2006": "1.8L×6", "P2004": "5kg"}
    blank = [""] * 41
    table: list[list[object]] = [INFOMART.split(",")]
    orders = []
    for number, code, shop, address, rows in slips:
        taxes = [int(r.amount or 0) * 8 // 100 for r in rows]
        total, tax = Sums(rows).total, sum(taxes)
        shown = [Row(r.code, r.name.rpartition(" ")[0], r.quantity, r.unit, r.price, r.rate) for r in rows]
        for line, (r, each) in enumerate(zip(shown, taxes, strict=True), 1):
            start = [
                "D",
                "2026/11/18",
                number,
                "発注済",
                "",
                "伝票商事株式会社",
                "営業 岸",
                "B0417",
                "株式会社ビストロ架空",
            ]
            item = ["", r.code, r.name, specs[str(r.code)], "", "", r.price, r.quantity, r.unit, r.amount, each]
            item += [int(r.amount or 0) + each, "課税", "8%", total, tax, 0, 0, 0, total + tax]
            end = ["2026/11/18", "", "2026/11/20", "", number[2:], f"{number[2:]}{line}"]
            table.append([*start, code, shop, address, *item, *end, "2026/11/18", "22:41", "", ""])
        head = {"number": number, "ordered_on": day(11, 18), "deliver_on": day(11, 20), "customer_code": "B0417"}
        orders.append(
            told(
                shown,
                "code name quantity unit price amount rate",
                customer_name="株式会社ビストロ架空",
                deliver_to=f"{shop} {address}",
                tax_mode="exclusive",
                total=total,
                tax=tax,
                gross=total + tax,
                **head,
            )
        )
    judgement = {f"orders.{place}.deliver_to": "name and address of the place in two columns" for place in range(2)}
    judgement |= {f"orders.{place}.customer_code": "the code need not be ours" for place in range(2)}
    text = flat(",".join(["H", *blank]), [*table, ["F", *blank]], quoted=True)
    return Drawn(text.encode("cp932"), orders, judgement)


CONECT = (
    "注文番号,注文日時,発注者コード,発注者名,店舗名,納品先住所,納品希望日,商品コード,商品名,規格,数量,単位,単価（税抜）,"
    "小計（税抜）,税率,備考"
)


@document(
    "csv-conect.csv", "csv", "an ordering app's daily CSV (as CO-NECT): three customers' orders, our codes for them"
)
def conect() -> Drawn:
    slips: tuple[tuple[str, str, str, str, str, date, list[Row]], ...] = (
        (
            "CN-0092214",
            "C004",
            "株式会社テスト給食サービス",
            "セントラルキッチン",
            "神奈川県見本市中央4-2",
            day(9, 30),
            [good("P2007", 20), good("P2003", 3)],
        ),
        (
            "CN-0092215",
            "C011",
            "見本デリカ株式会社",
            "第二工場",
            "広島県見本市緑町11-3",
            day(10, 1),
            [good("P2005", 8)],
        ),
        (
            "CN-0092219",
            "C088",
            "株式会社うみかぜ食品",
            "本社工場",
            "三重県架空市浜2-8",
            day(10, 1),
            [good("P4004", 2), Row("K-2201", "真空袋 200×300 1000枚", 1, "箱", 7400, "0.1")],
        ),
    )
    table: list[list[object]] = []
    orders = []
    for number, code, firm, shop, address, due, rows in slips:
        for r in rows:
            item = [r.code, r.name, "", r.quantity, r.unit, r.price, r.amount, r.percent, ""]
            table.append([number, "2026/09/28 17:05", code, firm, shop, address, f"{due:%Y/%m/%d}", *item])
        orders.append(
            told(
                rows,
                "code name quantity unit price amount rate",
                number=number,
                ordered_on=day(9, 28),
                deliver_on=due,
                customer_code=code,
                customer_name=firm,
                deliver_to=f"{shop} {address}",
                tax_mode="exclusive",
            )
        )
    judgement = {f"orders.{place}.deliver_to": "shop and address in two columns" for place in range(3)}
    judgement |= {f"orders.{place}.customer_code": "the orderer's code need not be ours" for place in range(3)}
    return Drawn(flat(CONECT, table).encode("utf-8-sig"), orders, judgement)
