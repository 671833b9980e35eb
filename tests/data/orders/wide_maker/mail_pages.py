"""HTML mails that people write in Outlook and Gmail."""

from fresh_maker.base import good
from trades_maker.base import CODED, NAMED, Drawn, Row, Sums, day, document, mail, rows, told, week, yen

OUTLOOK = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"
 xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="Generator" content="Microsoft Word 15 (filtered medium)"><style><!--
@font-face {font-family:游ゴシック; panose-1:2 11 4 0 0 0 0 0 0 0;}
p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0mm; text-align:justify; font-size:10.5pt; font-family:"游ゴシック";}
p.MsoListParagraph {margin-left:42.0pt; text-indent:-21.0pt; font-size:10.5pt; font-family:"游ゴシック";}
--></style></head><body lang="JA" link="#0563C1" style="word-wrap:break-word"><div class="WordSection1">
"""
END = "</div></body></html>\n"


def _lines(*texts: str) -> str:
    """Each text as a paragraph of Outlook, empty ones too."""
    filled = (text or "<o:p>&nbsp;</o:p>" for text in texts)
    return "".join(f'<p class="MsoNormal"><span lang="EN-US">{text}</span></p>\n' for text in filled)


@document("mail-html-excel.eml", "mail-html", "a table out of Excel in Outlook, cases beside pieces in one, a sum")
def excel() -> Drawn:
    """A hotel's purchasing."""
    items = [
        good("P1003", 12, note=""),
        good("P1001", 8, note="ラウンジ用"),
        good("P4001", 6, note=""),
        Row("L-3308", "ラップフィルム 45cm×50m", 30, "本", 610, note="厨房"),
    ]
    packs = ("12", "10", "4", "30")
    cell = '<td style="border:.5pt solid windowtext;padding:0 1.0pt;height:18.75pt" nowrap{}>{}</td>'
    titles = ("No.", "商品コード", "商品名", "入数", "発注数", "単位", "単価", "金額", "備考")
    out = ['<table border="0" cellpadding="0" cellspacing="0" width="760" style="border-collapse:collapse">']
    out.append("".join(f'<col width="{width}">' for width in (32, 78, 236, 44, 60, 44, 76, 90, 100)))
    out.append("<tr>" + "".join(cell.format(' bgcolor="#DDEBF7" align="center"', title) for title in titles) + "</tr>")
    for place, (row, pack) in enumerate(zip(items, packs, strict=True), 1):
        left, right = "", ' align="right"'
        values = (
            (right, place),
            (left, row.code),
            (left, row.name),
            (right, pack),
            (right, row.quantity),
            (left, row.unit),
            (right, yen(row.price)),
            (right, yen(row.amount)),
            (left, row.note or "　"),
        )
        out.append("<tr>" + "".join(cell.format(look, value) for look, value in values) + "</tr>\n")
    total = Sums(items).total
    blank = '<td colspan="6" style="border:none"></td>'
    out.append(
        f"<tr>{blank}{cell.format('', '税抜合計')}{cell.format(' align=right', yen(total))}<td></td></tr></table>"
    )
    html = (
        OUTLOOK
        + _lines("伝票商事株式会社　御中", "", "いつもお世話になっております。", "架空ホテル 購買課の鳥居です。", "")
        + _lines(
            "下記の通り発注いたします。",
            "",
            "発注書番号：KH-2611-08",
            f"納品日：{week(day(11, 25))}",
            "納品場所：搬入口",
            "",
        )
        + "".join(out)
        + _lines("", "以上、よろしくお願いいたします。", "", "架空ホテル株式会社　購買課　鳥居")
        + _lines("北海道架空市駅前9-1　TEL 050-0000-4100")
        + END
    )
    letter = mail(
        "鳥居 <purchase@kakuu-hotel.example>", "発注書（KH-2611-08）", (2026, 11, 17, 10, 52), None, html=html
    )
    head = {"number": "KH-2611-08", "deliver_on": day(11, 25), "customer_name": "架空ホテル株式会社"}
    head |= {"deliver_to": "搬入口", "tax_mode": "exclusive", "total": total}
    return Drawn(letter, [told(items, "code name quantity unit price amount", **head)])


@document("mail-html-gmail.eml", "mail-html", "Gmail's lines, and last month's order quoted below")
def gmail() -> Drawn:
    """A coffee shop answers its own mail of last month."""
    items = rows(
        NAMED, "紙コップ 8オンス|2|箱\n紙ナプキン 10000枚|1|箱\nコーヒー豆 深煎り 1kg|15|袋\n紅茶 リーフ 500g|3|袋"
    )
    text = "\n".join(f"・{row.name} {row.quantity}{row.unit}" for row in items)
    top = f"""伝票商事さま

こもれび珈琲の石黒です。いつもありがとうございます。
11月分の注文です。

{text}

11月5日(木)に届くようにお願いします。
よろしくお願いいたします！

--
こもれび珈琲
石黒 まどか
〒000-0034 見本市楠町2-11
"""
    old = ("・紙コップ 8オンス 3箱", "・コーヒー豆 深煎り 1kg 10袋", "・コーヒー豆 浅煎り 1kg 5袋")
    said = "2026年10月1日(木) 21:07 石黒まどか &lt;komorebi.coffee@freemail.example&gt;:"
    broken = top.replace("\n", "<br>\n")
    html = (
        f'<div dir="ltr">{broken}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{said}<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
        'padding-left:1ex"><div dir="ltr">伝票商事さま<br><br>こもれび珈琲の石黒です。<br>10月分お願いします。<br><br>'
        + "<br>".join(old)
        + "<br><br>10月6日(火)着でお願いします。</div></blockquote></div>\n"
    )
    quoted = "\n".join(f"> {line}" for line in ("10月分お願いします。", *old, "10月6日(火)着でお願いします。"))
    plain = f"{top}\n2026年10月1日(木) 21:07 石黒まどか <komorebi.coffee@freemail.example>:\n{quoted}\n"
    letter = mail(
        "石黒まどか <komorebi.coffee@freemail.example>", "Re: 10月分の注文", (2026, 10, 31, 22, 40), plain, html=html
    )
    return Drawn(letter, [told(items, NAMED, deliver_on=day(11, 5), customer_name="こもれび珈琲")])


@document("mail-html-weekday.eml", "mail-html", "Outlook's bullets, codes in brackets, the day as next week's Tuesday")
def weekday() -> Drawn:
    """A delicatessen's clerk."""
    items = [good("P2006", 4), good("P2004", 10), Row("X-071", "酢 20L", 3, "本"), good("P2003", 5)]
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span>"
    mark = f"<span style='font-family:Wingdings'><span style='mso-list:Ignore'>l{gap}</span></span>"
    mark = f"<![if !supportLists]>{mark}<![endif]>"
    points = "".join(
        f'<p class="MsoListParagraph">{mark}{row.name}（{row.code}）　<b>{row.quantity}</b>{row.unit}</p>\n'
        for row in items
    )
    html = (
        OUTLOOK
        + _lines("伝票商事　受注センター　御中", "", "見本デリカの佐久間です。お世話になっております。", "")
        + _lines("来週火曜に以下の品をお願いします。", "")
        + points
        + _lines("", "場所は第二工場です。午前便でお願いします。", "", "見本デリカ株式会社", "生産管理　佐久間")
        + END
    )
    letter = mail("佐久間 <order@mihon-delica.example>", "調味料の注文", (2026, 9, 24, 13, 15), None, html=html)
    answer = told(items, CODED, deliver_on=day(9, 29), customer_name="見本デリカ株式会社", deliver_to="第二工場")
    return Drawn(letter, [answer], {"orders.0.deliver_on": "next week's Tuesday, counted from the mail's own day"})


@document("mail-html-struck.eml", "mail-html", "a change: struck-through numbers, a struck-through line, a new day")
def struck() -> Drawn:
    """A resort changes what it ordered."""
    items = rows(NAMED, "例示ミネラルウォーター 2L×6本|60|ケース\n例示オレンジジュース 1L×12本|8|ケース")

    def was(old: object, new: object = "") -> str:
        return f'<s style="color:#7f7f7f">{old}</s> <span style="color:red">{new}</span>'.replace(
            ' <span style="color:red"></span>', ""
        )

    lines = (
        ("例示ミネラルウォーター 2L×6本", was(40, 60), "ケース"),
        ("例示オレンジジュース 1L×12本", "8", "ケース"),
        (was("サンプル紙ナプキン 10000枚"), was("2"), was("箱")),
    )
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    html = (
        OUTLOOK
        + _lines("伝票商事株式会社　神谷様", "", "高嶺リゾート株式会社の百瀬です。", "")
        + _lines(
            "先日の注文（注文番号 TR-0958）ですが、下記の赤字の通り変更をお願いします。",
            "取り消し線の品は取り消しです。",
            "",
        )
        + _lines(f"納品日：{was('10月12日', '10月14日')}", "届け先：高嶺高原ロッジ 売店", "")
        + '<table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse">'
        + f"<tr><td>品名</td><td>数量</td><td>単位</td></tr>{body}</table>"
        + _lines("", "お手数をおかけしますが、よろしくお願いいたします。", "百瀬")
        + END
    )
    letter = mail("百瀬 <momose@takane-resort.example>", "【変更】TR-0958", (2026, 10, 7, 16, 44), None, html=html)
    head = {"number": "TR-0958", "deliver_on": day(10, 14), "customer_name": "高嶺リゾート株式会社"}
    return Drawn(letter, [told(items, NAMED, kind="change", deliver_to="高嶺高原ロッジ 売店", **head)])


@document("mail-html-branches.eml", "mail-html", "two orders, a table for each branch")
def branches() -> Drawn:
    """A druggist's two branches."""
    first = rows(CODED, "4010|サンプルニトリル手袋 M 100枚×10|2|ケース\n4022|例示レジ袋 Mサイズ 2000枚|3|箱")
    second = rows(
        CODED,
        "4010|サンプルニトリル手袋 M 100枚×10|1|ケース\n4031|見本アルコール除菌液 5L|6|本\n4045|乾電池 単3 40本|2|箱",
    )

    def part(shop: str, number: str, when: str, items: list[Row]) -> str:
        cells = "".join(
            f"<tr><td>{row.code}</td><td>{row.name}</td><td align=right>{row.quantity}</td><td>{row.unit}</td></tr>"
            for row in items
        )
        return (
            f'<p><b>●{shop}</b><br>発注番号：{number}<br>入荷希望日：{when}</p><table border="1" cellspacing="0">'
            f"<tr><th>当社品番</th><th>品名</th><th>数量</th><th>単位</th></tr>{cells}</table>"
        )

    html = (
        '<html><body style="font-family:Meiryo;font-size:10pt"><p>伝票商事株式会社<br>ご担当者様</p>'
        "<p>お世話になっております。<br>よつばドラッグ株式会社 本部の二宮です。<br>"
        "2店舗の発注をまとめてお送りします。発注日はいずれも2026年10月5日です。</p>"
        + part("緑ヶ丘店", "20510-771", "2026年10月8日", first)
        + part("川原町店", "20533-204", "2026年10月9日", second)
        + "<p>各店へ直送でお願いいたします。</p><p>よつばドラッグ株式会社<br>商品本部 二宮</p></body></html>\n"
    )
    letter = mail("二宮 <ninomiya@yotsuba-drug.example>", "店舗発注のご連絡", (2026, 10, 5, 11, 11), None, html=html)
    firm = {"customer_name": "よつばドラッグ株式会社", "ordered_on": day(10, 5)}
    return Drawn(
        letter,
        [
            told(first, CODED, number="20510-771", deliver_on=day(10, 8), deliver_to="緑ヶ丘店", **firm),
            told(second, CODED, number="20533-204", deliver_on=day(10, 9), deliver_to="川原町店", **firm),
        ],
    )


@document("mail-html-week.eml", "mail-html", "articles down, a week's days across; empty cells are no lines")
def weekly() -> Drawn:
    """A box lunch kitchen's week."""
    days = [day(11, number) for number in range(9, 14)]
    wanted = {
        ("例示米 コシヒカリ 10kg", "袋"): (6, 6, 8, 6, 10),
        ("弁当容器 BF-57 黒 50枚", "袋"): (20, 0, 20, 0, 30),
        ("竹割箸 24cm 100膳", "袋"): (0, 15, 0, 0, 15),
    }
    lines = [
        Row(None, name, count, unit, day=when)
        for (name, unit), counts in wanted.items()
        for when, count in zip(days, counts, strict=True)
        if count
    ]
    head = "".join(f"<th>{when.month}/{when.day}({sign})</th>" for when, sign in zip(days, "月火水木金", strict=True))
    body = "".join(
        f"<tr><td>{name}</td><td>{unit}</td>"
        + "".join(f'<td align="center">{count or ""}</td>' for count in counts)
        + f'<td align="center">{sum(counts)}</td></tr>'
        for (name, unit), counts in wanted.items()
    )
    html = (
        "<div>伝票商事株式会社 御中</div><div><br></div><div>あさがお弁当株式会社の上原です。</div>"
        "<div>11月第2週の納品をお願いします。毎朝6時までに工場の冷蔵前室へ入れてください。</div><div><br></div>"
        '<table border="1" cellpadding="3" style="border-collapse:collapse;font-size:13px">'
        f'<tr style="background:#f2f2f2"><th>品名</th><th>単位</th>{head}<th>計</th></tr>{body}</table>'
        "<div><br></div><div>よろしくお願いいたします。</div><div><br></div><div>あさがお弁当株式会社 仕入 上原</div>\n"
    )
    letter = mail("上原 <shiire@asagao-bento.example>", "11/9〜11/13 納品依頼", (2026, 11, 4, 17, 30), None, html=html)
    answer = told(lines, f"{NAMED} day", customer_name="あさがお弁当株式会社", deliver_to="工場の冷蔵前室")
    return Drawn(letter, [answer], {"orders.0.deliver_to": "a room told in a sentence"})
