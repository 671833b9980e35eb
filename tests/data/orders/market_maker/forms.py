"""Mails of small shops and of forms on web pages, in plain text."""

from .base import CODED, INCLUSIVE, SHOP, Drawn, Row, Sums, day, document, extra, mail, taxed, told, yen
from .carts import named


@document("mt-base.eml", "mail-text", "BASE order mail: headings with a square, values on the lines below them")
def base_shop() -> Drawn:
    rows = [taxed("P1002", 2, code=None), Row(None, "ドリップバッグ 深煎り 30袋", 3, None, 2480, "0.08")]
    goods, postage = Sums(rows).total, 600
    items = "\n".join(f"{r.name}\n価格：{yen(r.price)}円\n数量：{r.quantity}\n" for r in rows)
    text = f"""伝票商事オンライン 様

商品が購入されました。
注文内容をご確認のうえ、発送の手続きをお願いいたします。

■注文ID
7C41A09E5D2288F3

■注文日時
2026/03/09 12:26:51

■購入者
氏名：小松原 徹
住所：〒000-0288 富山県例示市大手町4-1 小松原ビル1F
電話番号：076-000-0288

■購入商品
{items}
■送料
{yen(postage)}円

■合計
{yen(goods + postage)}円（税込）

■決済方法
クレジットカード決済

■備考
領収書の宛名は「喫茶こまつ」でお願いします。
"""
    content = mail(SHOP, "商品が購入されました", (2026, 3, 9, 12, 26, 53), text)
    order = told(
        rows,
        "name quantity price",
        number="7C41A09E5D2288F3",
        ordered_on=day(3, 9),
        customer_name="小松原 徹",
        deliver_to="富山県例示市大手町4-1 小松原ビル1F",
        gross=goods + postage,
        **INCLUSIVE,
    )
    order["lines"].append(extra("送料", postage))
    judgement = {
        "orders.0.customer_name": "a person, and the café's name in the remarks",
        "orders.0.deliver_to": "the address is the buyer's",
    }
    return Drawn(content, [order], judgement)


@document("mt-shopserve.eml", "mail-text", "ShopServe order mail, type B: every article under labels of its own")
def shopserve() -> Drawn:
    rows = [taxed("P2005", 2), taxed("P2006", 3), Row("80211", "純米みりん 1.8L", 6, None, 1188, "0.1")]
    goods, postage = Sums(rows).total, 1650
    items = "\n".join(
        f"品番：{r.code}\n品名：{r.name}\n単価：{yen(r.price)}円\n数量：{r.quantity}\n小計：{yen(r.amount)}円\n"
        for r in rows
    )
    line = "─" * 30
    text = f"""※このメールは自動送信されています。

ご注文ありがとうございます。下記のとおりご注文を承りました。

{line}
注文番号：400318
注文日時：2026/11/12 08:55
{line}
[ご注文者]
会社名：割烹 しお路
お名前：潮田 真一 様
ご住所：〒000-0318 石川県架空市片町1-7
お電話：076-000-0318

[お届け先]
ご注文者と同じ

[お届け希望日]
2026/11/14 (土) 14-16時

[ご注文内容]
{items}
商品合計：{yen(goods)}円
送料：{yen(postage)}円
{line}
お支払い合計：{yen(goods + postage)}円（消費税込み）
お支払い方法：代金引換
"""
    content = mail(
        SHOP, "ご注文の確認（注文番号：400318）", (2026, 11, 12, 8, 55, 31), text, charset="iso-2022-jp", cte="7bit"
    )
    order = told(
        rows,
        "code name quantity price amount",
        number="400318",
        ordered_on=day(11, 12),
        deliver_on=day(11, 14),
        customer_name="割烹 しお路",
        gross=goods + postage,
        **INCLUSIVE,
    )
    order["lines"].append(extra("送料", postage))
    return Drawn(content, [order], {"orders.0.deliver_to": "the same as the buyer's address, by a word only"})


@document("mt-cf7.eml", "mail-text", "Contact Form 7: the form's fields, articles as a list the customer typed")
def contact_form() -> Drawn:
    rows = [
        Row(None, "コピー用紙 A4 500枚", 20, "冊"),
        Row("P3005", "OPPテープ 48mm 50巻", 1, "箱"),
        Row("P4002", "アルコール除菌液 5L", 3, "本"),
    ]
    text = """差出人: 宮坂 佳代 <k-miyasaka@akamatsu-kensetsu.example>
題名: 注文フォームから送信

会社名: 赤松建設株式会社
お名前: 宮坂 佳代
メールアドレス: k-miyasaka@akamatsu-kensetsu.example
電話番号: 026-000-0520
お届け先: 長野県架空市川岸5-20 赤松建設(株) 本社 総務部
ご希望納期: 2026-08-27
ご注文内容:
コピー用紙 A4 500枚 20冊
OPPテープ 48mm 50巻 (P3005) 1箱
アルコール除菌液 5L (P4002) 3本

備考: 午前中の配達を希望します。

--
このメールは 伝票商事株式会社 (https://denpyo-shoji.example) のお問い合わせフォームから送信されました
"""
    content = mail(
        "伝票商事株式会社 <wordpress@denpyo-shoji.example>",
        '伝票商事株式会社 "注文フォーム"',
        (2026, 8, 21, 10, 12, 44),
        text,
        cte="8bit",
        headers={"Reply-To": "k-miyasaka@akamatsu-kensetsu.example"},
    )
    order = told(
        rows,
        "code name quantity unit",
        deliver_on=day(8, 27),
        customer_name="赤松建設株式会社",
        deliver_to="長野県架空市川岸5-20 赤松建設(株) 本社 総務部",
    )
    return Drawn(content, [order])


@document("mt-eccube2.eml", "mail-text", "EC-CUBE 2 order mail: the receiver first, then the articles, no word of tax")
def eccube2() -> Drawn:
    rows = [taxed("P2001", 3), taxed("P2003", 2), Row("N-450", "無塩バター 450g", 12, None, 961, "0.08")]
    goods, postage = Sums(rows).total, 1100
    items = named(rows, "商品コード: {r.code}\n商品名: {r.name}  \n単価：￥ {price}\n数量：{r.quantity}\n")
    stars = "*" * 66
    text = f"""須磨 ゆかり 様

ご注文ありがとうございました。

{stars}
　配送情報とご請求金額
{stars}

ご注文番号：5512
お支払合計：￥ {yen(goods + postage)}
ご決済方法：銀行振込
お届け日：2026/06/12(金)
お届け時間：午前中
メッセージ：
◎お届け先
　お名前　：須磨 ゆかり　様
　郵便番号：〒000-0606
　ご住所　：京都府例示市南通6-8
　電話番号：075-000-0606

{stars}
　ご注文商品明細
{stars}

{items}
-------------------------------------------------
小　計 ￥ {yen(goods)}
値引き ￥ 0
送　料 ￥ {yen(postage)}
手数料 ￥ 0
============================================
合　計 ￥ {yen(goods + postage)}
"""
    content = mail(
        SHOP,
        "[伝票商事オンラインショップ] ご注文ありがとうございます。",
        (2026, 6, 8, 11, 20, 9),
        text,
        to="order@sample-seika.example",
        charset="iso-2022-jp",
        cte="7bit",
    )
    order = told(
        rows,
        CODED,
        number="5512",
        deliver_on=day(6, 12),
        customer_name="須磨 ゆかり",
        deliver_to="京都府例示市南通6-8",
        total=goods + postage,
    )
    order["lines"].append(extra("送 料", postage))
    judgement = {
        "orders.0.customer_name": "the mail names a person only",
        "orders.0.lines.3.product_name": "the word is spaced",
        "orders.0.total": "no word tells whether the sum is with tax",
    }
    return Drawn(content, [order], judgement)
