"""Order mails of shop systems in plain text, as the shop gets its copy of them."""

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
    inside,
    mail,
    of_rate,
    taxed,
    told,
    yen,
)

STARS = "*" * 48


def named(rows: list[Row], shape: str) -> str:
    """The rows, each written in a shape that names r, price and amount."""
    return "\n".join(shape.format(r=r, price=yen(r.price), amount=yen(r.amount)) for r in rows)


@document("mt-eccube4.eml", "mail-text", "EC-CUBE 4 order mail: prices with tax, both rates named with the tax inside")
def eccube4() -> Drawn:
    rows = [taxed("P1001", 6), taxed("P1004", 2), taxed("P3003", 1)]
    rows.append(Row("F-102", "円錐ペーパーフィルター 100枚", 10, None, 495, "0.1"))
    goods, postage = Sums(rows).total, 880
    at10 = of_rate(rows, "0.1") + postage
    at8 = of_rate(rows, "0.08")
    items = named(rows, "商品コード：{r.code}\n商品名：{r.name}\n単価：￥{price}\n数量：{r.quantity}\n")
    sent = named(rows, "商品コード：{r.code}\n商品名：{r.name}\n数量：{r.quantity}\n")
    text = f"""井手 航 様

この度はご注文いただき誠にありがとうございます。
下記ご注文内容にお間違えがないかご確認下さい。

{STARS}
　ご請求金額
{STARS}

ご注文日時：2026/04/13 09:41:22
ご注文番号：10482
お支払い合計：￥{yen(goods + postage)}
お支払い方法：請求書払い（月末締め翌月末払い）
お問い合わせ：

{STARS}
　ご注文商品明細
{STARS}

{items}
-------------------------------------------------
小　計：￥{yen(goods)}

手数料：￥0
送　料：￥{yen(postage)}
============================================
合　計：￥{yen(goods + postage)}
　　10 ％対象：￥{yen(at10)}（内消費税：￥{yen(inside(at10, "0.1"))}）
　　8 ％対象：￥{yen(at8)}（内消費税：￥{yen(inside(at8, "0.08"))}）

{STARS}
　ご注文者情報
{STARS}
お名前：井手 航 様
会社名：ひながた珈琲株式会社
郵便番号：〒0000008
住所：福岡県例示市浜町8-2
電話番号：0920000808

メールアドレス：roastery@hinagata-coffee.example

{STARS}
　配送情報
{STARS}

◎お届け先

お名前：井手 航 様
会社名：ひながた珈琲株式会社
郵便番号：〒0000008
住所：福岡県例示市浜町8-2 焙煎所
電話番号：0920000808

配送方法：自社配送
お届け日：2026/04/17
お届け時間：午前

{sent}
============================================

このメッセージはお客様へのお知らせ専用ですので、
このメッセージへの返信としてご質問をお送りいただいても回答できません。
ご了承ください。
"""
    content = mail(
        SHOP,
        "[伝票商事オンラインショップ] ご注文ありがとうございます",
        (2026, 4, 13, 9, 41, 24),
        text,
        to="roastery@hinagata-coffee.example",
    )
    order = told(
        rows,
        CODED,
        number="10482",
        ordered_on=day(4, 13),
        deliver_on=day(4, 17),
        customer_name="ひながた珈琲株式会社",
        deliver_to="福岡県例示市浜町8-2 焙煎所",
        gross=goods + postage,
        **INCLUSIVE,
    )
    order["lines"].append(extra("送 料", postage))
    judgement = {
        "orders.0.tax": "the tax inside stands for each rate, their sum does not",
        "orders.0.lines.4.product_name": "the word is spaced",
    }
    return Drawn(content, [order], judgement)


@document(
    "mt-eccube3.eml", "mail-text", "EC-CUBE 3 order mail in ISO-2022-JP: articles twice, again under the receiver"
)
def eccube3() -> Drawn:
    rows = [taxed("P4001", 4), taxed("P4003", 2), Row("SP-010", "スポンジたわし 10個入", 5, None, 352, "0.1")]
    goods = Sums(rows).total
    items = named(rows, "商品コード: {r.code}\n商品名: {r.name}    \n単価： ￥ {price}\n数量： {r.quantity}\n")
    sent = named(rows, "商品コード: {r.code}\n商品名: {r.name}    \n数量：{r.quantity}\n")
    who = """お名前　：谷口博美　様
会社名　：有限会社みさき荘
郵便番号：〒000-0311
住所　　：静岡県架空市岬町3-3
電話番号：054-000-0311
FAX番号 ：054-000-0312
"""
    text = f"""谷口 博美 様

この度はご注文いただき誠にありがとうございます。

{STARS}
　ご請求金額
{STARS}

ご注文番号：2217
お支払い合計：￥ {yen(goods)}
お支払い方法：代金引換
メッセージ：

{STARS}
　ご注文商品明細
{STARS}

{items}
-------------------------------------------------
小　計 ￥ {yen(goods)}(うち消費税 ￥ {yen(inside(goods, "0.1"))})

手数料 ￥ 0
送　料 ￥ 0
============================================
合　計 ￥ {yen(goods)}

{STARS}
　ご注文者情報
{STARS}
{who}
メールアドレス：taniguchi@misakiso.example

{STARS}
　配送情報
{STARS}

◎お届け先

{who}
お届け日：2026/05/22
お届け時間：指定なし

{sent}
"""
    content = mail(
        SHOP,
        "[伝票商事オンラインショップ] ご注文ありがとうございます",
        (2026, 5, 18, 20, 3, 5),
        text,
        to="taniguchi@misakiso.example",
        charset="iso-2022-jp",
        cte="7bit",
    )
    order = told(
        rows,
        CODED,
        number="2217",
        deliver_on=day(5, 22),
        customer_name="有限会社みさき荘",
        deliver_to="静岡県架空市岬町3-3",
        gross=goods,
        tax=inside(goods, "0.1"),
        **INCLUSIVE,
    )
    return Drawn(content, [order])
