"""Plain mails that people type."""

from datetime import date

from .base import Drawn, Row, document, extra, good, told, yen
from .post import mail


@document(
    "mail-bistro.eml",
    "mail-text",
    "a chef's few lines: no number, no codes, the day with a weekday, one article amid a sentence",
)
def bistro() -> Drawn:
    text = """お世話になってます。ビストロかくう亭の岡です。

12/5(土)の朝一で下記お願いします。

無塩バター　１０個
強力粉25kg　1袋
ホールトマト缶　6缶
砂糖20kg 1袋

あとオリーブオイル(5L)も2缶追加で!
お店の裏口に置いといてもらって大丈夫です。

岡
"""
    content = mail(
        "岡シェフ <oka@bistro-kakuutei.example>",
        "注文です",
        (2026, 12, 3, 23, 41),
        text,
        charset="iso-2022-jp",
        cte="7bit",
    )
    rows = [
        Row(None, "無塩バター", 10, "個"),
        Row(None, "強力粉25kg", 1, "袋"),
        Row(None, "ホールトマト缶", 6, "缶"),
        Row(None, "砂糖20kg", 1, "袋"),
        Row(None, "オリーブオイル(5L)", 2, "缶"),
    ]
    head = {"deliver_on": date(2026, 12, 5), "customer_name": "ビストロかくう亭"}
    order = told(rows, "name quantity unit", **head)
    return Drawn(
        content, [order], {"orders.0.deliver_to": "the back door of the shop is named as where to leave the goods"}
    )


@document(
    "mail-dots.eml",
    "mail-text",
    "a formal letter: numbered articles with dots before quantity and price, ordered in a framed block",
)
def dots() -> Drawn:
    rows = [good("P1001", 10), good("P1003", 4), good("P3003", 2), good("P3004", 1)]
    lines = "\n".join(
        f" {n}) {r.name} …… {r.quantity}{r.unit} (@{yen(r.price)}円・税抜)" for n, r in enumerate(rows, 1)
    )
    text = f"""伝票商事株式会社
営業部 宮内様

平素より大変お世話になっております。
架空ホテル購買部の湯浅でございます。

下記の通り発注申し上げますので、ご手配のほどよろしくお願いいたします。

----------------------------------------
 発注番号 : KH-261130-2
 納品希望 : 2026年12月4日(金) 午前中
 納品場所 : 搬入口

{lines}
----------------------------------------

ご不明な点がございましたら、ご連絡くださいませ。

************************************
架空ホテル株式会社 購買部
湯浅 ちひろ
〒000-0009 北海道架空市駅前9-1
TEL 011-000-0901 / FAX 011-000-0902
purchase@kakuu-hotel.example
************************************
"""
    content = mail(
        "湯浅ちひろ <purchase@kakuu-hotel.example>", "【発注】KH-261130-2 架空ホテル", (2026, 11, 30, 9, 12), text
    )
    head = {"number": "KH-261130-2", "deliver_on": date(2026, 12, 4), "deliver_to": "搬入口", "tax_mode": "exclusive"}
    return Drawn(content, [told(rows, "name quantity unit price", customer_name="架空ホテル株式会社", **head)])


@document(
    "mail-webform.eml",
    "mail-text",
    "our web site's order form by mail: a label in brackets, its value on the next line",
)
def webform() -> Drawn:
    text = """ホームページのご注文フォームから送信がありました。
このメールに返信しないでください。

【ご注文日時】
2026/11/08 20:14

【会社名・店舗名】
サンプル商店街協同組合

【お客様コード(お分かりの場合)】
C012

【ご担当者名】
大槻

【電話番号】
022-000-1207

【お届け先】
宮城県例示市本通12-7 組合会館

【お届け希望日】
2026/11/13

【商品1】
例示レジ袋 Mサイズ 2000枚
【数量1】
5 箱

【商品2】
サンプル紙ナプキン 10000枚
【数量2】
1 箱

【商品3】
クリスマス用手提げ袋 小 100枚
【数量3】
2 束

【商品4】

【数量4】


【ご要望など】
手提げ袋は赤を希望します。なければ緑でも可。

--
送信元IP: 192.0.2.14
"""
    content = mail(
        "注文フォーム <form@denpyo-shoji.example>",
        "[Web注文] サンプル商店街協同組合 様",
        (2026, 11, 8, 20, 14, 9),
        text,
        cte="quoted-printable",
    )
    rows = [good("P3006", 5), good("P3004", 1), Row(None, "クリスマス用手提げ袋 小 100枚", 2, "束")]
    head = {"ordered_on": date(2026, 11, 8), "deliver_on": date(2026, 11, 13), "customer_code": "C012"}
    head.update(customer_name="サンプル商店街協同組合", deliver_to="宮城県例示市本通12-7 組合会館")
    return Drawn(content, [told(rows, "name quantity unit", **head)])


@document(
    "mail-mall.eml",
    "mail-text",
    "a mall's order mail passed on by the shop: price times pieces in a line, postage, points used, sums with tax",
)
def mall() -> Drawn:
    text = """伝票商事 ご担当者様

お世話になっております。かくう雑貨みなも店です。
下記、直送の手配をお願いします。納品書は当店名でお願いします。

==========
[受注番号] 288100-20261115-0051904417
[日時]     2026-11-15 13:05:22
[注文者]   仮名 太郎 (カメイ タロウ) 様
[支払方法] クレジットカード決済
[配送方法] 宅配便
[配送日時指定:] 2026-11-19(木) 14-16時
==========
[送付先]   仮名 太郎 (カメイ タロウ) 様
           〒000-0456 愛知県例示市港町1-22-303
           (TEL) 090-0000-4561

[商品]
見本コーヒー豆 浅煎り 1kg(mc-1002)
価格  2,980(円) x 2(個) = 5,960(円)  (税込、送料別)
----------
コーヒードリッパー 2〜4人用 白(mc-5107)
価格  1,650(円) x 1(個) = 1,650(円)  (税込、送料別)
*********************************************************************
小計        7,610(円)
送料          700(円)
ポイント利用     -300(円)
---------------------------------------------------------------------
合計        8,010(円)
==========

かくう雑貨みなも店
運営会社:株式会社みなも架空商会
"""
    content = mail(
        "みなも店 <shop@minamo-kakuu.example>", "直送依頼 288100-20261115-0051904417", (2026, 11, 15, 15, 30), text
    )
    rows = [
        Row("mc-1002", "見本コーヒー豆 浅煎り 1kg", 2, "個", 2980),
        Row("mc-5107", "コーヒードリッパー 2〜4人用 白", 1, "個", 1650),
    ]
    head = {"number": "288100-20261115-0051904417", "ordered_on": date(2026, 11, 15), "deliver_on": date(2026, 11, 19)}
    head.update(
        customer_name="株式会社みなも架空商会", deliver_to="愛知県例示市港町1-22-303", tax_mode="inclusive", gross=8010
    )
    order = told(rows, "code name quantity unit price amount", **head)
    order["lines"] += [extra("送料", 700), extra("ポイント利用", -300)]
    judgement = {
        "orders.0.customer_name": "the shop orders, its owner's firm stands below, the buyer is named too",
        "orders.0.deliver_to": "the receiver's name stands above the address",
    }
    return Drawn(content, [order], judgement)


@document("mail-undo.eml", "mail-text", "a withdrawal of one order in a sentence, with a reason and the line it had")
def undo() -> Drawn:
    text = """伝票商事 受注ご担当者さま

いつもお世話になります。ひながた珈琲の井手です。

先週(11/17)メールで注文しました注文番号 HC-1203 の

　・業務用コーヒーメーカー DX-1　1台

ですが、オープン延期のためキャンセルさせてください。
直前のご連絡となり申し訳ありません。

来春あらためてお願いする予定です。

━━━━━━━━━━━━━━━━
ひながた珈琲株式会社　焙煎所
井手 航
TEL 092-000-0810
━━━━━━━━━━━━━━━━
"""
    content = mail(
        "井手航 <roastery@hinagata-coffee.example>", "HC-1203 キャンセルのお願い", (2026, 11, 25, 17, 2), text
    )
    rows = [good("P5001", 1, name="業務用コーヒーメーカー DX-1")]
    head = {"number": "HC-1203", "ordered_on": date(2026, 11, 17), "customer_name": "ひながた珈琲株式会社"}
    return Drawn(content, [told(rows, "name quantity unit", kind="cancel", **head)])


@document(
    "mail-stock.eml", "mail-text", "asks for prices and days for goods with quantities, and orders nothing", "inquiry"
)
def stock() -> Drawn:
    text = """伝票商事株式会社 御中

はじめてご連絡いたします。例題市のこども食堂「かくう広場」の運営をしております芦田と申します。

下記の商品について、お取り扱いと価格、最短の納期を教えていただけますでしょうか。

　例示米 コシヒカリ 10kg　10袋
　サンプルサラダ油 16.5kg　1缶
　上白糖 20kg　2袋

個人名義でも購入は可能でしょうか。支払い方法もあわせてお知らせください。
見積を拝見してから会で相談したいと思います。どうぞよろしくお願いいたします。

芦田
"""
    content = mail(
        "芦田 <ashida@kakuu-hiroba.example>",
        "お取り扱いについて",
        (2026, 11, 10, 11, 20),
        text,
        charset="iso-2022-jp",
        cte="7bit",
    )
    return Drawn(content, [])


@document(
    "mail-amend.eml",
    "mail-text",
    "a change above the quoted first order; the whole order as it shall be, old numbers in the quotation",
)
def amend() -> Drawn:
    text = """宮内様

見本フーズ川添です。
昨日の注文(MF-10519)、数量が変わりましたので訂正します。
訂正後は以下の通りです。納品日は変わらず12/1です。

  P2006 濃口醤油1.8L×6本   8ケース
  P2005 サラダ油一斗缶     5缶
  P4001 食器用洗剤4L      12本

よろしくお願いします。

株式会社見本フーズ 購買部 川添
TEL 03-0000-0101

2026年11月24日(火) 16:40 川添 <order@mihon-foods.example>:
> 宮内様
> 見本フーズ川添です。注文番号MF-10519です。
> 12/1納品で下記お願いします。
>
>   P2006 濃口醤油1.8L×6本   6ケース
>   P2005 サラダ油一斗缶     5缶
>   P4001 食器用洗剤4L       6本
>
> 本社倉庫着でお願いします。
"""
    content = mail(
        "川添 <order@mihon-foods.example>",
        "Re: 注文 MF-10519【訂正】",
        (2026, 11, 25, 8, 55),
        text,
        headers={"In-Reply-To": "<20261124164000@mail.example>"},
    )
    rows = [
        good("P2006", 8, name="濃口醤油1.8L×6本"),
        good("P2005", 5, name="サラダ油一斗缶"),
        good("P4001", 12, name="食器用洗剤4L"),
    ]
    head = {
        "number": "MF-10519",
        "ordered_on": date(2026, 11, 24),
        "deliver_on": date(2026, 12, 1),
        "customer_name": "株式会社見本フーズ",
    }
    order = told(rows, "code name quantity unit", kind="change", **head)
    judgement = {
        "orders.0.ordered_on": "the first order is of yesterday, the change of today",
        "orders.0.deliver_to": "the place stands in the quotation only",
    }
    return Drawn(content, [order], judgement)


@document(
    "mail-two.eml", "mail-text", "two orders for two places in one mail, days and notes for each, prices for none"
)
def two() -> Drawn:
    text = """伝票商事㈱ 宮内 様

お世話になっております。見本青果の戸田です。
2店舗分まとめて発注いたします。

■青果棟分(注文No. MS-881)
納品日:11/20(金)
送り先:千葉県見本市市場前5-1 青果棟
・見本段ボール 100サイズ 20枚　× 15束
・例示OPPテープ 48mm 50巻　× 1箱

■駅前直売所分(注文No. MS-882)
納品日:11/21(土)
送り先:千葉県見本市駅前2-9 直売所
・例示レジ袋 Mサイズ 2000枚　× 3箱
・鮮度保持袋 20×30 100枚　× 10袋

請求はまとめてで結構です。
なお10/30付の請求書(控え3枚)は本日郵便で届きました。

見本青果株式会社　業務課　戸田
seika@mihon-seika.example
"""
    content = mail("戸田 <seika@mihon-seika.example>", "発注2件(青果棟・直売所)", (2026, 11, 17, 14, 8), text)
    first = [good("P3002", 15), good("P3005", 1)]
    second = [good("P3006", 3), Row(None, "鮮度保持袋 20×30 100枚", 10, "袋")]
    orders = []
    for number, day, place, rows in (
        ("MS-881", date(2026, 11, 20), "千葉県見本市市場前5-1 青果棟", first),
        ("MS-882", date(2026, 11, 21), "千葉県見本市駅前2-9 直売所", second),
    ):
        head = {"number": number, "deliver_on": day, "deliver_to": place, "customer_name": "見本青果株式会社"}
        orders.append(told(rows, "name quantity unit", **head))
    return Drawn(content, orders)
