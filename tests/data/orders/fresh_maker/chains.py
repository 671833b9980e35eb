"""Papers of chains, hotels and long lists, and a change on paper."""

from datetime import date

from more_maker.base import Html

from .base import GOODS, Drawn, Row, Sums, document, good, told, yen
from .paper import Paper
from .prints import row


@document("pdf-kitchens.pdf", "pdf-text", "a hotel's order split by kitchens with headings and sums inside the table")
def kitchens() -> Drawn:
    fresh = [Row("", "日高昆布", "2.5", "kg", 3200), Row("", "絹ごし豆腐", 20, "丁", 85)]
    parts = (
        (
            "洋食厨房",
            [
                Row("", "オリーブオイル 5L", 2, "缶", 5400),
                good("P2001", 2),
                Row("", "無塩バター 450g", 20, "個", 890),
            ],
        ),
        ("和食厨房", [good("P2006", 3), good("P2007", 8), *fresh]),
        ("ラウンジ", [good("P1001", 6), good("P1004", 3), good("P3003", 1)]),
    )
    table = ""
    for title, rows in parts:
        table += f"<tr><td colspan=6 style='background:#f3ead7'>■{title}</td></tr>"
        table += "".join(
            row((r.code, r.name, f"{r.quantity}{r.unit}", yen(r.price), yen(r.amount), ""), kinds="--rrr-")
            for r in rows
        )
        table += row(("", f"{title} 小計", "", "", yen(Sums(rows).total), ""), kinds="--rrr-")
    everything = [r for _, rows in parts for r in rows]
    total = Sums(everything).total
    body = f"""<style>.k td,.k th{{border:1px solid #8a6d3b;padding:3px 6px}}</style>
<table style="width:100%"><tr><td><h1 style="color:#8a6d3b">ORDER SHEET</h1>架空ホテル㈱ 購買部　Tel 011-000-0901</td>
<td style="text-align:right">発注No：20261203-F<br>発注日：2026.12.3（木）<br>納品日：2026.12.6（日） 7:00</td></tr>
</table>
<p>伝票商事 御中　　いつもありがとうございます。以下お願いします。</p>
<table class=k style="width:100%">{row(("CODE", "品　名", "数　量", "単価", "金額", "検品"), "th")}{table}
<tr><td colspan=4 style="text-align:right">総合計(税別)</td><td style="text-align:right">{yen(total)}</td><td></td>
</tr></table>
<p>納品先：地下1階 食品検収所　※台車でお願いします。欠品の場合は前日17時までに必ずお電話ください。</p>"""
    head = {"number": "20261203-F", "ordered_on": date(2026, 12, 3), "deliver_on": date(2026, 12, 6)}
    head.update(customer_name="架空ホテル(株)", deliver_to="地下1階 食品検収所", tax_mode="exclusive", total=total)
    shown = [Row(r.code or None, r.name, r.quantity, r.unit, r.price) for r in everything]
    return Drawn(Html(body), [told(shown, "code name quantity unit price amount", **head)])


def _page(number: int, pages: int, lines: str, carried: int, total: int) -> str:
    before = row(("", "前頁より繰越", "", "", "", yen(carried)), kinds="--rcrr") if carried else ""
    label = "合計(税抜)" if number == pages else "次頁へ繰越"
    head = "<p style='float:right'>発注番号 TK-00077261<br>2026年9月24日</p><h2>発注明細書</h2>"
    first = (
        "<p><b>伝票商事株式会社 御中</b></p><p>㈱テスト給食サービス 本部 仕入課<br>神奈川県見本市中央4-2</p>"
        "<p>納入日：2026年10月1日　納入先：セントラルキッチン ドライ庫</p>"
    )
    return (
        f"<div style='page-break-after:{'auto' if number == pages else 'always'}'>{head}{first if number == 1 else ''}"
        f"<table class=r style='width:100%'>{row(('品番', '品名', '数量', '単位', '単価', '金額'), 'th')}"
        f"{before}{lines}"
        f"{row(('', label, '', '', '', yen(total)), kinds='--rcrr')}</table>"
        f"<p style='text-align:center'>- {number}/{pages} -</p></div>"
    )


@document("pdf-pages.pdf", "pdf-text", "thirty-four lines on three pages with sums carried over")
def pages() -> Drawn:
    listed = [good(code, 2 + place * 7 % 11) for place, code in enumerate(list(GOODS)[:23])]
    others = (
        "冷凍コロッケ 50個/冷凍ハンバーグ 80g×60/冷凍ブロッコリー 500g/冷凍むきえび 1kg/冷凍うどん 5食×8/"
        "鶏がらスープ 1kg/ごま油 1.65kg/料理酒 1.8L/みりん 1.8L/片栗粉 25kg/乾燥わかめ 500g"
    )
    unlisted = [
        Row(f"TK{700 + place * 13}", name, 3 + place * 5 % 9, "袋", 640 + place * 115)
        for place, name in enumerate(others.split("/"))
    ]
    everything = [r for pair in zip(listed, unlisted, strict=False) for r in pair] + listed[len(unlisted) :]
    body, carried = "", 0
    for number, start in enumerate((0, 12, 24), 1):
        chunk = everything[start : start + 12]
        lines = "".join(
            row((r.code, r.name, r.quantity, r.unit, yen(r.price), yen(r.amount)), kinds="--rcrr") for r in chunk
        )
        total = carried + Sums(chunk).total
        body += _page(number, 3, lines, carried, total)
        carried = total
    head = {"number": "TK-00077261", "ordered_on": date(2026, 9, 24), "deliver_on": date(2026, 10, 1)}
    head.update(
        customer_name="(株)テスト給食サービス",
        deliver_to="セントラルキッチン ドライ庫",
        tax_mode="exclusive",
        total=carried,
    )
    return Drawn(Html(body), [told(everything, "code name quantity unit price amount", **head)])


@document(
    "pdf-again.pdf",
    "pdf-text",
    "a second edition of an order: old quantities and an old day struck through, a line struck out, another new",
)
def again() -> Drawn:
    rows = [good("P3005", 6), good("P3002", 12), Row("RH-40", "ストレッチフィルム 500mm×300m", 4, "箱", 6480)]
    gone = good("P3006", 2)
    old = "<s style='color:#c00'>{}</s> <span style='color:#c00'>{}</span>"
    lines = row((1, rows[0].code, rows[0].name, old.format(4, 6), rows[0].unit, yen(rows[0].price)), kinds="c--r-r")
    lines += row((2, rows[1].code, rows[1].name, 12, rows[1].unit, yen(rows[1].price)), kinds="c--r-r")
    lines += row(
        [f"<s>{cell}</s>" for cell in (3, gone.code, gone.name, gone.quantity, gone.unit, yen(gone.price))],
        kinds="c--r-r",
    )
    lines += row(
        (4, rows[2].code, rows[2].name + "【追加】", rows[2].quantity, rows[2].unit, yen(rows[2].price)), kinds="c--r-r"
    )
    body = f"""<style>.a td,.a th{{border:1px solid #000;padding:4px}}</style>
<div style="text-align:right">{"改訂第2版"}</div>
<h1 style="text-align:center">注文書（変更）</h1><table style="width:100%"><tr><td>伝票商事株式会社 御中<br>
担当 宮内 様</td>
<td style="text-align:right">株式会社例題包装<br>資材課 望月<br>変更日 2026年11月19日</td></tr></table>
<p>下記注文の内容を変更いたします。<b>赤字が変更箇所</b>です。取消線の行は取消となります。</p>
<table class=a>{row(("注文番号", "RH-2611-08", "当初注文日", "2026年11月12日"))}
{row(("納期", old.format("2026年11月24日", "2026年11月27日"), "納入場所", "資材倉庫"))}</table>
<table class=a style="width:100%;margin-top:12px">
{row(("No", "コード", "品名", "数量", "単位", "単価"), "th")}{lines}</table>
<p style="font-size:9pt">本書の到着をもって第1版は無効といたします。</p>"""
    head = {"number": "RH-2611-08", "ordered_on": date(2026, 11, 12), "deliver_on": date(2026, 11, 27)}
    order = told(
        rows,
        "code name quantity unit price",
        kind="change",
        customer_name="株式会社例題包装",
        deliver_to="資材倉庫",
        **head,
    )
    judgement = {
        "orders.0.ordered_on": "the day of the first order and the day of the change",
        "orders.0.lines.2.product_name": "the word for an added line stands in the cell of the name",
    }
    return Drawn(Html(body), [order], judgement)


@document(
    "pdf-slip.pdf",
    "pdf-text",
    "a chain's unified slip: codes of shop, class and supplier in boxes, kana names above the articles",
)
def slip() -> Drawn:
    rows = [
        Row("4999000010011", "オレンジジュース 1L", 12, None, 240),
        Row("4999000010028", "ミネラルウォーター 2L", 60, None, 130),
        Row("4999000010035", "紅茶リーフ 500g", 6, None, 1950),
    ]
    kana = ("ｵﾚﾝｼﾞｼﾞｭｰｽ 1L", "ﾐﾈﾗﾙｳｫｰﾀｰ 2L", "ｺｳﾁｬﾘｰﾌ 500G")
    retail = (298, 178, 2580)
    paper = Paper(wide=True)
    paper.text(148, 14, "発 注 伝 票 （ タ ー ン ア ラ ウ ン ド ）", 14, at="middle")
    paper.table(
        15,
        20,
        (60, 24, 24, 30, 34, 34),
        [("社・店名", "社コード", "店コード", "分類コード", "伝票区分", "伝票番号")],
        high=5,
        size=8,
    )
    paper.table(
        15,
        25,
        (60, 24, 24, 30, 34, 34),
        [("ダミーマート 東台店", "0771", "0041", "2210", "11", "618-204471")],
        high=8,
        size=10,
    )
    paper.table(15, 36, (60, 24, 34, 34), [("取引先名", "取引先コード", "発注日", "納品日")], high=5, size=8)
    paper.table(15, 41, (60, 24, 34, 34), [("伝票商事（株） 殿", "031188", "26 10 05", "26 10 08")], high=8, size=10)
    widths = (10, 78, 40, 14, 18, 22, 28, 22, 30)
    paper.table(
        15,
        54,
        widths,
        [("No", "品　名", "商品コード", "入数", "数量", "原単価", "原価金額", "売単価", "売価金額")],
        high=6,
        size=8,
    )
    y = 60.0
    for n, (r, above, sell) in enumerate(zip(rows, kana, retail, strict=True), 1):
        paper.text(27, y + 3, above, 6)
        cells = (
            n,
            r.name,
            r.code,
            (12, 6, 6)[n - 1],
            r.quantity,
            yen(r.price),
            yen(r.amount),
            sell,
            yen(sell * int(r.quantity)),
        )
        y = paper.table(15, y, widths, [cells], high=10, right=(3, 4, 5, 6, 7, 8))
    y = paper.table(15, y, widths, [("",) * 9] * 3, high=10)
    sold = sum(sell * int(r.quantity) for r, sell in zip(rows, retail, strict=True))
    total = Sums(rows).total
    paper.table(
        15,
        y,
        widths,
        [("", "合　計", "", "", sum(int(r.quantity) for r in rows), "", yen(total), "", yen(sold))],
        right=(4, 6, 8),
    )
    paper.text(15, y + 14, "A欄　　　　　　　　　　　B欄　　　　　　　　　　　　　受領印　　　　　　　　　引合", 8)
    head = {"number": "618-204471", "ordered_on": date(2026, 10, 5), "deliver_on": date(2026, 10, 8), "total": total}
    order = told(
        rows, "code name quantity price amount", customer_name="ダミーマート", deliver_to="ダミーマート 東台店", **head
    )
    judgement = {
        "orders.0.deliver_to": "the shop is not called a place of delivery",
        "orders.0.customer_name": "chain and shop in one box",
        "orders.0.lines.0.product_name": "kana above each name",
    }
    return Drawn(paper.done(), [order], judgement)
