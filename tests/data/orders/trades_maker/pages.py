"""Mails of HTML: tables of a dress shop, a dentist, chain headquarters, a printer's customer."""

from typing import Any

from .base import (
    CODED,
    NAMED,
    PRICED,
    Drawn,
    Row,
    Sums,
    day,
    document,
    kanji,
    listed,
    mail,
    rows,
    short,
    slash,
    table,
    told,
    week,
    yen,
)

BOX = "border=1 cellspacing=0 cellpadding=4 style='border-collapse:collapse;font-size:10pt'"


def _letter(sender: str, subject: str, sent: tuple[int, ...], body: str) -> bytes:
    html = f"<html><head><meta charset=utf-8></head><body style='font-family:Meiryo'>{body}</body></html>"
    return mail(sender, subject, sent, None, html=html)


def _facts(**facts: Any) -> str:
    return "<br>".join(f"{name}：{value}" for name, value in facts.items())


@document("mail-html-fuku.eml", "mail-html", "a dress shop: each colour and size of an article a row of its own")
def dress() -> Drawn:
    cells = (
        ("T26-101", "リネンシャツ", "オフ", "M", 6, 3900),
        ("T26-101", "リネンシャツ", "オフ", "L", 4, 3900),
        ("T26-101", "リネンシャツ", "ネイビー", "M", 5, 3900),
        ("T26-118", "コットンワイドパンツ", "ベージュ", "F", 8, 4600),
    )
    goods = [Row(code, name, count, None, price) for code, name, _, _, count, price in cells]
    shown = [(*cell, cell[4] * cell[5]) for cell in cells]
    sums = Sums(goods)
    facts = _facts(発注番号="HN-0330", 発注日=slash(day(3, 30)), 納期=slash(day(4, 20)))
    facts += "<br>" + _facts(納入先="岡山県例示市児島町3-3 アトリエ花織 本店")
    body = f"""<p>伝票商事株式会社<br>アパレル課 沢井様</p><p>アトリエ花織の浅野です。夏物の発注です。</p><p>{facts}</p>
{table("品番,品名,色,サイズ,数量,下代,金額", shown, BOX)}
<p>合計 {yen(sums.total)}円（税別）</p><p>株式会社アトリエ花織<br>浅野 真帆</p>"""
    head = {"number": "HN-0330", "ordered_on": day(3, 30), "deliver_on": day(4, 20), "tax_mode": "exclusive"}
    head |= {"customer_name": "株式会社アトリエ花織", "total": sums.total}
    head["deliver_to"] = "岡山県例示市児島町3-3 アトリエ花織 本店"
    letter = _letter("asano@hanaori.example", "夏物発注 HN-0330", (2026, 3, 30, 14, 9), body)
    return Drawn(letter, [told(goods, "code name quantity price amount", **head)])


@document("mail-html-shika.eml", "mail-html", "a dentist's clinic, a short table without prices")
def dentist() -> Drawn:
    goods = rows(
        NAMED,
        """サンプルニトリル手袋 M 100枚×10|1|ケース
        サンプルペーパータオル 200枚×40|2|ケース
        サージカルマスク 50枚|20|箱
        滅菌バッグ 90×230 200枚|4|箱
        ロールワッテ 12mm|6|袋""",
    )
    body = f"""<div>伝票商事　御中</div><div><br></div><div>いつもお世話になります。はなみずき歯科の受付です。</div>
<div>下の表のものを{week(day(6, 26))}までにお願いします。</div><div><br></div>
{table("品名,数量,単位", ((r.name, r.quantity, r.unit) for r in goods), BOX)}
<div><br></div><div>医療法人はなみずき歯科医院</div><div>千葉県見本市花町6-1-5　TEL 043-000-1184</div>"""
    head = {"deliver_on": day(6, 26), "customer_name": "医療法人はなみずき歯科医院"}
    letter = _letter("uketsuke@hanamizuki-dc.example", "注文お願いします", (2026, 6, 22, 12, 41), body)
    return Drawn(letter, [told(goods, NAMED, **head)])


@document("mail-html-ryokan.eml", "mail-html", "an inn's list in lines of HTML, no table")
def inn() -> Drawn:
    goods = rows(
        CODED,
        """P2007|例示米 コシヒカリ 10kg|15|袋
        P2006|サンプル濃口醤油 1.8L×6本|2|ケース
        P1003|サンプル緑茶 ティーバッグ 100包|10|箱
        P3004|サンプル紙ナプキン 10000枚|1|箱""",
    )
    shown = listed(goods, lambda r: f"<li>{r.code}&nbsp; {r.name}&nbsp; <b>{r.quantity}</b>{r.unit}</li>", "\n")
    body = f"""<p>伝票商事株式会社 御中</p><p>旅館みずなら荘 調理場です。<br>
注文番号 <b>R-2611</b><br>お届け日 <b>{kanji(day(11, 13))}</b><br>お届け先 群馬県架空郡湯村12-8 旅館みずなら荘 厨房</p>
<ul>{shown}</ul><p>よろしくお願い致します。<br>株式会社みずなら荘　板長 江波</p>"""
    head = {"number": "R-2611", "deliver_on": day(11, 13), "customer_name": "株式会社みずなら荘"}
    head["deliver_to"] = "群馬県架空郡湯村12-8 旅館みずなら荘 厨房"
    letter = _letter("itaba@mizunara.example", "発注 R-2611", (2026, 11, 10, 21, 15), body)
    return Drawn(letter, [told(goods, CODED, **head)])


@document(
    "mail-html-honbu.eml", "mail-html", "chain headquarters: a heading, a number and a table for each of two shops"
)
def headquarters() -> Drawn:
    shops = (
        (
            "D0512-101",
            "ダミーマート西口店",
            rows(
                PRICED.replace(" amount", ""),
                """P1005|例示ミネラルウォーター 2L×6本|20|ケース|780
                P3006|例示レジ袋 Mサイズ 2000枚|2|箱|4200""",
            ),
        ),
        (
            "D0512-102",
            "ダミーマート港町店",
            rows(
                PRICED.replace(" amount", ""),
                """P1005|例示ミネラルウォーター 2L×6本|12|ケース|780
                P1006|例示オレンジジュース 1L×12本|5|ケース|2880
                P4002|見本アルコール除菌液 5L|4|本|3180""",
            ),
        ),
    )
    body = "<p>伝票商事株式会社 御中</p><p>株式会社ダミーマート 商品部 発注G です。店舗別に発注いたします。</p>"
    orders = []
    for number, shop, goods in shops:
        lines = ((r.code, r.name, r.quantity, r.unit, r.price, r.amount) for r in goods)
        total = Sums(goods).total
        body += f"<h3>{shop}</h3><p>{_facts(発注番号=number, 納品日=slash(day(5, 15)), 納品先=shop)}</p>"
        body += table("商品コード,商品名,数量,単位,原単価,原価金額", lines, BOX)
        body += f"<p>原価金額合計　{yen(total)}</p>"
        head = {"number": number, "deliver_on": day(5, 15), "customer_name": "株式会社ダミーマート"}
        orders.append(told(goods, PRICED, deliver_to=shop, total=total, **head))
    letter = _letter("hacchu@dummy-mart.example", "【発注】5/15納品 2店舗分", (2026, 5, 12, 16, 50), body)
    return Drawn(letter, orders)


@document("mail-html-insatsu.eml", "mail-html", "printed matter by the copy, sizes and paper in columns of their own")
def printing() -> Drawn:
    cells = (
        ("会社案内パンフレット 2026", "A4 8頁", "マットコート 110kg", 1500, "部", 78),
        ("封筒 長3 ロゴ入り", "長3", "クラフト 70g", 5000, "枚", 9),
        ("名刺 営業部 6名分", "91×55", "ケント 180kg", 600, "枚", 14),
    )
    goods = [Row(None, cell[0], *cell[3:]) for cell in cells]
    sums = Sums(goods)
    shown = [(n, *cell, cell[3] * cell[5]) for n, cell in enumerate(cells, 1)]
    body = f"""<p>伝票商事㈱ 印刷課 御中</p><p>{_facts(件名="印刷物一式", 注文No="PR-77", 注文日=kanji(day(1, 19)))}<br>
{_facts(納品日=kanji(day(2, 4)), 納品場所="香川県例示市港北1-9 総務課")}</p>
{table("No,品名,サイズ,用紙,数量,単位,単価,金額", shown, BOX)}
<p>小計 {yen(sums.total)}円　消費税(10%) {yen(sums.tax)}円　税込合計 {yen(sums.gross)}円</p>
<p>入稿データは別便でお送りします。</p><p>讃岐ベアリング販売株式会社 総務課 十河</p>"""
    head = {"number": "PR-77", "ordered_on": day(1, 19), "deliver_on": day(2, 4), **sums.head}
    head |= {"customer_name": "讃岐ベアリング販売株式会社", "deliver_to": "香川県例示市港北1-9 総務課"}
    reasons = {"orders.0.lines.0.tax_rate": "the sum of tax alone names 10 %"}
    letter = _letter("sogo@sanuki-bearing.example", "印刷物の注文 PR-77", (2026, 1, 19, 11, 1), body)
    return Drawn(letter, [told(goods, "name quantity unit price amount", **head)], reasons)


@document(
    "mail-html-kougu.eml", "mail-html", "a tool dealer wants prices for a table of goods, orders nothing", "inquiry"
)
def tools() -> Drawn:
    lines = (
        ("充電式インパクト 18V", "IP-18", 5),
        ("ディスクグラインダ 100mm", "DG-100", 10),
        ("六角棒レンチセット", "HX-9", 30),
    )
    body = f"""<p>伝票商事株式会社<br>見積ご担当者 様</p>
<p>お世話になっております。ツール北星の八木です。<br>下記品目につきまして、御見積をお願いいたします。</p>
<p>{_facts(見積依頼番号="RFQ-0608", 回答期限=short(day(6, 12)))}</p>
{table("品名,型番,予定数量", lines, BOX)}<p>価格と納期をご回答ください。</p><p>株式会社ツール北星</p>"""
    letter = _letter("yagi@tool-hokusei.example", "RFQ-0608 工具の件", (2026, 6, 8, 10, 30), body)
    return Drawn(letter, [])
