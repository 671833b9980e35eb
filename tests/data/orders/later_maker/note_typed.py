"""HTML mails typed in Outlook and the like: tables, lists, pasted sheets, struck-through numbers."""

from html import escape
from typing import Any

from more_maker.base import jan
from trades_maker.base import CODED, NAMED, PRICED, Drawn, Row, Sums, day, document, listed, mail, told, week, yen

from later_maker.note_base import goods

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name="Generator" content="Microsoft Word 15 (filtered medium)"><style><!--
p.MsoNormal{margin:0mm;font-size:10.5pt;font-family:"游ゴシック"} table.MsoTableGrid{border:solid windowtext 1.0pt}
--></style></head><body lang="JA"><div class="WordSection1">"""
END = "</div></body></html>"


def _p(text: str = "<o:p>&nbsp;</o:p>") -> str:
    return f'<p class="MsoNormal"><span lang="JA">{text}</span></p>'


def _grid(rows: list[tuple[Any, ...]]) -> str:
    body = ""
    for cells in rows:
        shown = (yen(cell) if isinstance(cell, int) else escape(str(cell or "")) for cell in cells)
        body += (
            "<tr>" + "".join(f'<td style="border:solid windowtext 1.0pt">{_p(cell)}</td>' for cell in shown) + "</tr>"
        )
    return f'<table class="MsoTableGrid" border="1" cellspacing="0" cellpadding="0">{body}</table>'


@document("mail-html-outlook.eml", "mail-html", "Outlook: greeting, a table of JAN, name, size and cases, signature")
def outlook() -> Drawn:
    """A supermarket's buyer types a table in Outlook."""
    items = goods(
        CODED,
        f"""{jan("450998700101")}|昆布つゆ 濃縮2倍|30|cs
        {jan("450998700118")}|和風だしの素 顆粒|15|cs
        {jan("450998700125")}|減塩みそ|24|cs
        {jan("450998700132")}|ポン酢しょうゆ|12|cs""",
    )
    sizes = ("1L×12", "1kg×10", "750g×8", "360ml×20")
    head = [("JANコード", "商品名", "規格・入数", "発注数")]
    grid = _grid(head + [(r.code, r.name, size, f"{r.quantity}{r.unit}") for r, size in zip(items, sizes, strict=True)])
    page = (
        WORD
        + "".join(
            (
                _p("伝票商事株式会社"),
                _p("第一営業部　矢代様"),
                _p(),
                _p("いつもお世話になっております。ダミーマートの井口です。"),
                _p("12月1週の送り込み分、下記のとおり発注いたします。"),
                _p("<b>12/2（水）センター着</b>でお願いいたします。"),
                _p(),
                grid,
                _p(),
                _p("発注書番号：DM-48W-019"),
                _p("納品センター：埼玉見本ドライセンター"),
                _p(),
                _p("━━━━━━━━━━━━━━"),
                _p("株式会社ダミーマート"),
                _p("商品本部 加工食品バイヤー　井口 隆"),
                _p("TEL：048-000-1717"),
            )
        )
        + END
    )
    order = told(
        items,
        CODED,
        number="DM-48W-019",
        deliver_on=day(12, 2),
        customer_name="株式会社ダミーマート",
        deliver_to="埼玉見本ドライセンター",
    )
    content = mail("井口 隆 <hacchu@dummy-mart.example>", "12月1週 発注", (2026, 11, 24, 19, 18), None, html=page)
    return Drawn(content, [order])


@document("mail-html-points.eml", "mail-html", "a numbered list with bold numbers, place and day in red above")
def points() -> Drawn:
    """A planner of events writes a numbered list."""
    items = goods(
        NAMED, "長机 1800×450 白|30|台\nスタッキングチェア 黒|120|脚\nパーテーション H1800|8|枚\n延長コード 10m|6|本"
    )
    shown = "".join(f"<li>{escape(r.name)}：<b>{r.quantity}{r.unit}</b></li>" for r in items)
    page = f"""<div dir="ltr" style="font-family:Meiryo,sans-serif;font-size:14px"><div>伝票商事　小菅様</div>
<div><br></div>
<div>お世話になっております。イベントワークス結の綾部です。</div><div>先日ご相談した備品、確定しましたので発注します。</div><div><br></div>
<div><font color="#ff0000"><b>搬入日：{week(day(7, 30))} 9:00～10:00</b></font></div>
<div><font color="#ff0000"><b>搬入先：例題市民会館 2階 展示室A</b></font></div>
<ol>{shown}</ol><div>弊社案件番号 EV26-071 を請求書にご記載ください。</div>
<div>どうぞよろしくお願いいたします。</div><div><br></div><div>--<br>合同会社イベントワークス結
<br>綾部 みなみ<br>050-0000-6120</div></div>"""
    order = told(
        items,
        NAMED,
        deliver_on=day(7, 30),
        customer_name="合同会社イベントワークス結",
        deliver_to="例題市民会館 2階 展示室A",
    )
    plain = f"""伝票商事　小菅様

お世話になっております。イベントワークス結の綾部です。
先日ご相談した備品、確定しましたので発注します。

搬入日：{week(day(7, 30))} 9:00～10:00
搬入先：例題市民会館 2階 展示室A

{listed(items, lambda r: f"   - {r.name}：{r.quantity}{r.unit}")}

弊社案件番号 EV26-071 を請求書にご記載ください。
どうぞよろしくお願いいたします。

--
合同会社イベントワークス結
綾部 みなみ
050-0000-6120
"""
    content = mail("綾部 <ayabe@ew-yui.example>", "備品発注(7/30搬入)", (2026, 7, 21, 22, 9), plain, html=page)
    return Drawn(content, [order], {"orders.0.number": "案件番号 is the number of the customer's project"})


@document(
    "mail-html-paste.eml",
    "mail-html",
    "a sheet pasted in: a printed list, rows without number or with 0, sums in its last rows",
)
def paste() -> Drawn:
    """A nursery's cook pastes the sheet she fills in each week."""
    printed = goods("code name unit price quantity", PASTE)
    items = [row for row in printed if row.quantity not in ("", 0)]
    total = Sums(items).total
    body = "".join(map(_pasted, printed))
    page = f"""<html><head><meta name="ProgId" content="Excel.Sheet"></head><body>
<p>伝票商事さま　今週分の注文表です。お願いします。　ひだまり園 給食室</p>
<table border=0 cellpadding=0 cellspacing=0 width=620 style='border-collapse:collapse'>
<col width=70><col width=260><col width=50><col width=70><col width=60><col width=90>
<tr height=30><td colspan=6 class=xl70 align=center><b>食材・消耗品 注文表</b></td></tr>
<tr><td>施設名</td><td colspan=2>社会福祉法人ひだまり園</td><td>注文日</td><td colspan=2>2026/6/15</td></tr>
<tr><td>得意先コード</td><td colspan=2>30077</td><td>納品日</td><td colspan=2>2026/6/18</td></tr>
<tr height=8><td colspan=6></td></tr>
<tr bgcolor="#DDEBF7"><td>コード</td><td>品名</td><td>単位</td><td>単価</td><td>注文数</td><td>金額</td></tr>
{body}
<tr><td></td><td></td><td></td><td></td><td>合計（税抜）</td><td align=right>{yen(total)}</td></tr>
</table></body></html>"""
    order = told(
        items,
        PRICED,
        ordered_on=day(6, 15),
        deliver_on=day(6, 18),
        customer_code="30077",
        customer_name="社会福祉法人ひだまり園",
        tax_mode="exclusive",
        total=total,
    )
    content = mail("給食室 <kyushoku@hidamari-en.example>", "今週の注文", (2026, 6, 15, 14, 50), None, html=page)
    return Drawn(content, [order])


def _pasted(row: Row) -> str:
    number = row.quantity if row.quantity != "" else "&nbsp;"
    amount = yen(row.amount) if isinstance(row.quantity, int) else "&nbsp;"
    return (
        f"<tr><td>{row.code}</td><td>{escape(row.name)}</td><td>{row.unit}</td><td align=right>{yen(row.price)}</td>"
        f"<td align=right>{number}</td><td align=right>{amount}</td></tr>"
    )


PASTE = """1010|ホールトマト缶 2550g|缶|690|4
1014|業務用マヨネーズ 10kg|箱|4650|
1022|パスタ 1.7mm 5kg|袋|1980|2
1031|冷凍ミックスベジタブル 1kg|袋|380|12
1040|無塩バター 450g|個|890|0
2003|ラップフィルム 45cm×50m|本|610|3
2007|不織布キャップ 白 100枚入|箱|1180|
2011|スポンジたわし 10個|袋|540|2"""


@document(
    "mail-html-strike.eml",
    "mail-html",
    "a change: struck-through numbers beside the new ones in a table, the rest unchanged",
)
def strike() -> Drawn:
    """A printing firm strikes numbers through."""
    items = goods(
        CODED, "CL-A4|コート紙 A4 110kg 500枚|14|冊\nMT-A3|マット紙 A3 90kg 250枚|8|冊\nTN-C3|トナー C3000 シアン|2|本"
    )
    before = ("10", None, "4")
    body = "".join(
        f"<tr><td>{r.code}</td><td>{escape(r.name)}</td><td>{f'<s>{old}</s> ' if old else ''}"
        f"{f'<font color=red>{r.quantity}</font>' if old else r.quantity}</td><td>{r.unit}</td></tr>"
        for r, old in zip(items, before, strict=True)
    )
    page = f"""<div style="font-size:13px">伝票商事　服部様<br><br>お世話になっております。みなと印刷の岸です。<br>
3/9に発注した<b>注文No. 6021-3</b>の数量を変更させてください（赤字が変更箇所です）。<br>
お届け日も<s>3/16(月)</s>→<b>3/18(水)</b>でお願いします。<br><br>
<table border="1" cellpadding="3"><tr><th>品番</th><th>品名</th><th>数量</th><th>単位</th></tr>{body}</table><br>
みなと印刷株式会社　業務課　岸 大地</div>"""
    order = told(
        items,
        CODED,
        kind="change",
        number="6021-3",
        ordered_on=day(3, 9),
        deliver_on=day(3, 18),
        customer_name="みなと印刷株式会社",
    )
    content = mail(
        "岸 <kishi@minato-print.example>", "注文No.6021-3 変更のお願い", (2026, 3, 10, 9, 44), None, html=page
    )
    return Drawn(content, [order])
