"""Order mails of malls and of hosted shops in plain text."""

from .base import (
    CODED,
    INCLUSIVE,
    SHOP,
    Drawn,
    Row,
    Sums,
    day,
    document,
    extra,
    mail,
    taxed,
    told,
    yen,
)

RULE = "-" * 60


@document("mt-rms.eml", "mail-text", "Rakuten's order mail: price x pieces = amount on one line, code in brackets")
def rms() -> Drawn:
    rows = [taxed("P1005", 5), taxed("P1006", 2), Row("tea-m100", "架空麦茶ティーバッグ 100P", 3, None, 1280, "0.08")]
    goods, postage = Sums(rows).total, 770
    items = f"\n{RULE}\n".join(
        f"{r.name}({r.code})\n価格  {yen(r.price)}(円) x {r.quantity}(個) = {yen(r.amount)}(円)    (税込、送料別)"
        for r in rows
    )
    text = f"""※本メールは自動配信メールです。
この度は「伝票商事 楽天市場店」をご利用いただき、誠にありがとうございます。

[受注番号] 318842-20260705-0418400912
[日時]     2026-07-05 22:14:37
[注文者]   榊原 千里 (サカキバラ チサト) 様
           〒000-0912 兵庫県架空市汐見町12-4 汐見マンション503
           (TEL) 090-0000-0912
[支払方法] 後払い決済
[ポイント利用方法] なし
[配送方法] 宅配便
[配送日時指定]
午前中
[備考]
[ショップ名]   伝票商事 楽天市場店
==========
[送付先]   榊原 千里 (サカキバラ チサト) 様
           〒000-0912 兵庫県架空市汐見町12-4 汐見マンション503
           (TEL) 090-0000-0912
[商品]
{items}
*********************************************************************
小計     {yen(goods)}(円)
消費税   0(円)
送料     {yen(postage)}(円)
---------------------------------------------------------------------
合計     {yen(goods + postage)}(円)
---------------------------------------------------------------------
"""
    content = mail(
        "伝票商事 楽天市場店 <order@mall.example>",
        "【楽天市場】注文内容ご確認（自動配信メール）",
        (2026, 7, 5, 22, 14, 39),
        text,
        charset="iso-2022-jp",
        cte="7bit",
    )
    order = told(
        rows,
        "code name quantity unit price amount",
        number="318842-20260705-0418400912",
        ordered_on=day(7, 5),
        customer_name="榊原 千里",
        deliver_to="兵庫県架空市汐見町12-4 汐見マンション503",
        gross=goods + postage,
        **INCLUSIVE,
    )
    for line in order["lines"]:
        line["unit"] = "個"
    order["lines"].append(extra("送料", postage))
    return Drawn(
        content,
        [order],
        {"orders.0.lines.0.unit": "the unit is a sign after every count", "orders.0.tax": "a sum of tax of nought"},
    )


@document("mt-makeshop.eml", "mail-text", "MakeShop order mail: numbered articles with their own codes, day wished for")
def makeshop() -> Drawn:
    rows = [taxed("P3001", 10), taxed("P3005", 1), Row("KM-40", "緩衝材ロール 600mm×42m", 2, None, 3850, "0.1")]
    goods, postage = Sums(rows).total, 1320
    items = "\n".join(
        f"[{n}] 商品名 : {r.name}\n    独自商品コード : {r.code}\n    単価 : {yen(r.price)}円(税込)\n"
        f"    数量 : {r.quantity}個\n    小計 : {yen(r.amount)}円\n"
        for n, r in enumerate(rows, 1)
    )
    text = f"""伝票商事オンラインショップ 様

以下の内容でご注文を受け付けました。

【注文番号:PB17713254409826153】

■注文日時 : 2026/02/17 (14:07:20)
■会社名 : 株式会社例題包装
■部署名 : 資材課
■注文者 : 前田 仁(マエダ ジン)
■連絡先 : 054-000-1010
■e-mail : order@reidai-hosou.example
■住所 : 〒000-0010 静岡県例題市工業団地10-6

■お届け先 : 株式会社例題包装 資材倉庫
■お届け先連絡先 : 054-000-1010
■お届け先住所 : 〒000-0010 静岡県例題市工業団地10-6
■配送希望日 : 2026年02月20日
■配送希望時間 : 午前中

{RULE}
{items}{RULE}
商品合計金額 : {yen(goods)}円
送料 : {yen(postage)}円
ポイント割引 : 0円
{RULE}
合計金額 : {yen(goods + postage)}円(税込)
お支払方法 : 掛け払い
"""
    content = mail(SHOP, "【注文番号:PB17713254409826153】注文が入りました", (2026, 2, 17, 14, 7, 22), text)
    order = told(
        rows,
        "code name quantity unit price amount",
        number="PB17713254409826153",
        ordered_on=day(2, 17),
        deliver_on=day(2, 20),
        customer_name="株式会社例題包装",
        deliver_to="静岡県例題市工業団地10-6",
        gross=goods + postage,
        **INCLUSIVE,
    )
    for line in order["lines"]:
        line["unit"] = "個"
    order["lines"].append(extra("送料", postage))
    return Drawn(content, [order], {"orders.0.deliver_to": "receiver and address stand on two lines"})


@document("mt-colorme.eml", "mail-text", "Color Me Shop order mail: labels filled up with blanks, sums below the buyer")
def colorme() -> Drawn:
    rows = [taxed("P1003", 4), Row("CUP-8W", "二重断熱カップ 8オンス 500個", 1, None, 9350, "0.1"), taxed("P3004", 1)]
    goods = Sums(rows).total
    items = "\n".join(
        f"商品名　：{r.name}\n型番　　：{r.code}\n価格　　：{yen(r.price)}円（税込）\n数量　　：{r.quantity}\n"
        f"小計　　：{yen(r.amount)}円\n"
        for r in rows
    )
    text = f"""伝票商事オンラインショップ 御中

下記のご注文がありました。

受注番号：86120447
受注日時：2026年09月02日 16時35分

■ご購入者様
お名前　　：カフェ・ド・みなと 様
フリガナ　：カフェドミナト
郵便番号　：000-0477
ご住所　　：長崎県例示市港通2-9
電話番号　：095-000-0477
メール　　：minato@cafe-minato.example

■お届け先
お名前　　：カフェ・ド・みなと 様
ご住所　　：長崎県例示市港通2-9
お届け希望日　：2026年09月08日

■ご注文商品
{items}
■お支払い
商品合計　：{yen(goods)}円
送料　　　：0円
決済手数料：0円
合計　　　：{yen(goods)}円
決済方法　：銀行振込
"""
    content = mail(SHOP, "【受注】86120447 カフェ・ド・みなと様", (2026, 9, 2, 16, 35, 58), text)
    order = told(
        rows,
        "code name quantity price amount",
        number="86120447",
        ordered_on=day(9, 2),
        deliver_on=day(9, 8),
        customer_name="カフェ・ド・みなと",
        deliver_to="長崎県例示市港通2-9",
        gross=goods,
        **INCLUSIVE,
    )
    judgement = {
        "orders.0.gross": "the sum does not speak of tax, the prices do",
        "orders.0.total": "the sum does not speak of tax, the prices do",
    }
    return Drawn(content, [order], judgement)


@document(
    "mt-amazon.eml", "mail-text", "Amazon's mail to the seller: one article, fee and payout that are no lines, no buyer"
)
def amazon() -> Drawn:
    row = taxed("P5001", 1, price=140800)
    text = f"""伝票商事 様

お客様から商品の注文が確定されましたので、出荷手続きをしてください。

注文番号： 503-1187420-6650217
注文日： 2026/10/21
出荷予定日： 2026/10/23

商品： {row.name}
コンディション： 新品
出品者SKU： {row.code}
数量： {row.quantity}
価格： ￥{yen(row.price)}（税込）
配送料： ￥0
Amazon手数料： -￥14,080
-----------
出品者への支払い額： ￥126,720

発送方法： 通常配送
お届け予定日： 2026/10/26

注文の詳細は、セラーセントラルの「注文」からご確認ください。
"""
    content = mail(
        "マーケットプレイス <seller-notification@mall.example>",
        "注文確定 - 商品を出荷してください 503-1187420-6650217",
        (2026, 10, 21, 5, 48, 11),
        text,
    )
    order = told(
        [row], CODED, number="503-1187420-6650217", ordered_on=day(10, 21), deliver_on=day(10, 26), **INCLUSIVE
    )
    judgement = {
        "orders.0.deliver_on": "a day of shipment and a day of arrival that is only expected",
        "orders.0.gross": "the sum named is what the mall pays out, less its fee",
        "orders.0.total": "the sum named is what the mall pays out, less its fee",
    }
    return Drawn(content, [order], judgement)
