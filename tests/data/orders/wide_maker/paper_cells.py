"""Workbooks of squared paper: meals, a tavern's two lists, a town office, a printer that sends elsewhere."""

from trades_maker.base import CODED, PRICED, Drawn, Row, Sums, day, document, rows, told
from trades_maker.sheet import squared

from .paper_squared import Cells, line
from .paper_tools import TWO_LINES

BLOCKS = """生ビール 20L樽|本|4|紙おしぼり 100本|袋|10
瓶ビール 中瓶 20本|ケース|3|割箸 炭化 100膳|袋|5
焼酎 麦 1.8L|本||ラップ 45cm×100m|本|2
日本酒 上撰 1.8L|本|6|アルミホイル 45cm|本|
ウーロン茶 2L×6本|ケース|5|ゴミ袋 90L 100枚|箱|1
炭酸水 500ml×24本|ケース||食器用洗剤 4L|本|2
レモン果汁 720ml|本|3|ペーパータオル 200枚|袋|"""


@document("xlsx-grid-tarusuke.xlsx", "xlsx-grid", "pre-printed goods in two lists side by side; few are filled in")
def tarusuke() -> Drawn:
    """A tavern's own list."""
    goods = [text.split("|") for text in BLOCKS.splitlines()]
    cells: Cells = {"A1:AD2": ("注 文 書（FAX 03-0000-9911）", "t"), "A4:K4": ("伝票商事 さま", "u")}
    cells |= {"R4:AD4": ("炭火酒場 たる助　本店", ""), "R5:AD5": ("TEL 06-0000-8080　店長 樽見", "")}
    line(cells, 7, "A:D E:L M:P Q:X", ("ご記入日", day(12, 14), "お届け日", day(12, 16)), "hc bd hc bd")
    spans = "A:H I:K L:N P:W X:Z AA:AC"
    line(cells, 9, spans, ("品　名", "単位", "数", "品　名", "単位", "数"), "hc")
    for row, texts in enumerate(goods, 10):
        values = [int(text) if text.isdigit() else text for text in texts]
        line(cells, row, spans, tuple(values), "b bc b")
    cells["A18:AD20"] = ("その他・連絡：年末は30日まで営業します。樽は空を4本返却。", "bw")
    pairs = [texts[:3] for texts in goods] + [texts[3:] for texts in goods]
    lines = [Row(None, name, int(count), unit) for name, unit, count in pairs if count]
    head = {"ordered_on": day(12, 14), "deliver_on": day(12, 16), "customer_name": "炭火酒場 たる助"}
    why = {"orders.0.customer_name": "本店 stands behind the name"}
    return Drawn(squared("注文書", cells, 2.8).done(), [told(lines, "name quantity unit", **head)], why)


@document(
    "xlsx-grid-asahiru.xlsx", "xlsx-grid", "a care home's meals: morning, noon, evening and their sum for each line"
)
def asahiru() -> Drawn:
    """A care home's food for one day."""
    meals = """冷凍さば切身 60g|枚||48||48
    豚ロース 生姜焼用|kg|||4.5|4.5
    味付のり 5枚袋|袋|48|||48
    牛乳 200ml|本|48||20|68
    とうふ 木綿 300g|丁|12||12|24
    冷凍ほうれん草 1kg|袋|2|3||5"""
    goods = [text.strip().split("|") for text in meals.splitlines()]
    cells: Cells = {
        "A1:AB2": ("食材発注表", "t"),
        "A4:L4": ("業者名：伝票商事株式会社", ""),
        "S4:AB4": ("ケアホーム 花水木", ""),
    }
    cells |= {
        "S5:AB5": ("管理栄養士 南", ""),
        "A5:L5": ("発注日：令和8年6月22日", ""),
        "A6:L6": ("使用日：令和8年6月27日", ""),
    }
    cells |= {"A7:L7": ("納品日：令和8年6月26日（金）午前中", ""), "S6:AB6": ("発注書No 0622-B", "")}
    spans = "A:J K:M N:P Q:S T:V W:Y Z:AB"
    line(cells, 9, spans, ("食品名", "単位", "朝", "昼", "夕", "合計", "備考"), "hc")
    for row, (name, unit, *counts) in enumerate(goods, 10):
        numbers = [float(count) if count else "" for count in counts]
        line(cells, row, spans, (name, unit, *numbers, ""), "b bc b b b b b")
    lines = [Row(None, name, counts[-1], unit) for name, unit, *counts in goods]
    answer = told(
        lines,
        "name quantity unit",
        number="0622-B",
        ordered_on=day(6, 22),
        deliver_on=day(6, 26),
        customer_name="ケアホーム 花水木",
    )
    return Drawn(squared("27日", cells, 2.8).done(), [answer])


@document("xlsx-grid-yakuba.xlsx", "xlsx-grid", "a town office: the parts of its days stand in cells of their own")
def yakuba() -> Drawn:
    """A town office's order of goods."""
    lines = rows(
        PRICED.replace("code ", "").replace(" amount", ""),
        """見本アルコール除菌液 5L|10|本|3180
        サンプルペーパータオル 200枚×40|6|ケース|3960
        体温計 非接触|4|個|4980""",
        "0.1",
    )
    sums = Sums(lines)
    cells: Cells = {
        "A1:AH2": ("物 品 購 入 発 注 書", "t"),
        "A4:L4": ("伝票商事株式会社 様", "u"),
        "T4:W4": ("発注番号", ""),
    }
    cells |= {
        "X4:AH4": ("健福第52号", "u"),
        "T5:U5": ("令和", ""),
        "V5:W5": (8, "c"),
        "X5": ("年", ""),
        "Y5:Z5": (11, "c"),
    }
    cells |= {"AA5": ("月", ""), "AB5:AC5": (9, "c"), "AD5": ("日", ""), "T7:AH7": ("架空町長　見本 太一", "")}
    cells |= {"T8:AH8": ("（担当：健康福祉課 上野）", ""), "A10:AH10": ("次のとおり発注します。", "")}
    cells |= {
        "A12:E12": ("納入期限", "hc"),
        "F12:G12": ("令和", ""),
        "H12:I12": (8, "c"),
        "J12": ("年", ""),
        "K12:L12": (11, "c"),
    }
    cells |= {"M12": ("月", ""), "N12:O12": (24, "c"), "P12": ("日", "")}
    line(cells, 13, "A:E F:AH", ("納入場所", "架空町保健センター 2階会議室"), "hc b")
    line(cells, 14, "A:E F:AH", ("契約金額", f"金{sums.gross:,}円（うち消費税及び地方消費税 {sums.tax:,}円）"), "hc b")
    spans = "A:B C:R S:U V:X Y:AB AC:AH"
    line(cells, 16, spans, ("番号", "品名及び規格", "数量", "単位", "単価", "金額"), "hc")
    for place, row in enumerate(lines, 1):
        values = (place, row.name, row.quantity, row.unit, row.price, row.amount)
        line(cells, 16 + place, spans, values, "bc b b bc by by")
    sums_rows = (("小計", sums.total), ("消費税及び地方消費税（10%）", sums.tax), ("合計", sums.gross))
    for row, (label, value) in enumerate(sums_rows, 20):
        line(cells, row, "C:AB AC:AH", (label, value), "bc by")
    answer = told(
        lines,
        "name quantity unit price amount",
        number="健福第52号",
        ordered_on=day(11, 9),
        deliver_on=day(11, 24),
        customer_name="架空町",
        deliver_to="架空町保健センター 2階会議室",
        **sums.head,
    )
    why = {
        "orders.0.customer_name": "the town is named by its mayor only",
        "orders.0.lines.0.tax_rate": "the paper names one rate of tax for its whole sum, none for a line",
    }
    return Drawn(squared("発注書", cells).done(), [answer], why)


@document(
    "xlsx-grid-chokusou.xlsx",
    "xlsx-grid",
    "goods sent straight to the buyer's customer: a block of buyer, one of receiver",
)
def chokusou() -> Drawn:
    """A dealer's order that goes to its own customer."""
    lines = rows(
        CODED,
        """P5001|例示業務用コーヒーメーカー DX-1|1|台
        P1001|見本コーヒー豆 深煎り 1kg|6|袋
        CF-102|ペーパーフィルター 102 100枚|10|袋""",
    )
    cells: Cells = {
        "A1:AJ2": ("直送注文書", "t"),
        "A3:J3": ("伝票商事 御中", ""),
        "Y3:AJ3": ("受注No.は御社でご記入ください", ""),
    }
    cells |= {"A5:R5": ("■ ご注文主", "h"), "S5:AJ5": ("■ お届け先（直送）", "h")}
    left = (
        ("会社名", "例示物産株式会社"),
        ("住所", "愛知県例示市港町3-5"),
        ("電話", "052-000-3003"),
        ("ご担当", "営業二課 千葉"),
    )
    right = (
        ("お名前", "喫茶 ポプラ 様"),
        ("住所", "岐阜県見本市白樺町6-1-2"),
        ("電話", "058-000-6120"),
        ("お届け希望", "2026/4/22 14時以降"),
    )
    for row, (one, two) in enumerate(zip(left, right, strict=True), 6):
        line(cells, row, "A:D E:R S:V W:AJ", (*one, *two), "hc b hc b")
    line(cells, 11, "A:D E:R S:V W:AJ", ("貴社宛注番", "RB-26-0415", "注文日", "2026/4/15"), "hc b hc b")
    spans = "A:F G:W X:Z AA:AC AD:AJ"
    line(cells, 13, spans, ("コード", "商品名", "数量", "単位", "備考"), "hc")
    for place in range(6):
        row = lines[place] if place < len(lines) else None
        values = (row.code, row.name, row.quantity, row.unit, "") if row else ("",) * 5
        line(cells, 14 + place, spans, values, "b b b bc b")
    cells["A21:AJ22"] = ("納品書は金額なし、送り主名は例示物産でお願いします。", "bw")
    answer = told(
        lines,
        CODED,
        number="RB-26-0415",
        ordered_on=day(4, 15),
        deliver_on=day(4, 22),
        customer_name="例示物産株式会社",
        deliver_to="喫茶 ポプラ 岐阜県見本市白樺町6-1-2",
    )
    return Drawn(squared("直送", cells).done(), [answer], {"orders.0.deliver_to": TWO_LINES})
