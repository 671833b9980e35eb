"""Mails of shops and homes: cases and bottles, a change, a cancellation, a question."""

from .base import CODED, NAMED, Drawn, Row, day, document, listed, mail, rows, short, slash, told, week, yen


@document("mail-text-sakaten.eml", "mail-text", "a liquor shop: cases of a stated content and loose bottles")
def liquor() -> Drawn:
    goods = rows(
        NAMED,
        """架空麦酒 大瓶 633ml|100|本
        例示正宗 本醸造 1.8L|15|本
        見本梅酒 720ml|24|本""",
    )
    text = f"""伝票商事（株）酒類課　様

毎度どうも。丸越酒販の三輪です。
{week(day(4, 23))}配達でお願いします。

商品　／　入数　／　ケース　／　バラ　／　合計本数
架空麦酒 大瓶 633ml　／　20　／　5　／　0　／　100本
例示正宗 本醸造 1.8L　／　6　／　2　／　3　／　15本
見本梅酒 720ml　／　12　／　2　／　0　／　24本

空瓶4ケース引き取り願います。

有限会社丸越酒販　三輪
"""
    head = {"deliver_on": day(4, 23), "customer_name": "有限会社丸越酒販"}
    letter = mail("三輪 <miwa@marukoshi.example>", "4/23配達分", (2026, 4, 20, 11, 55), text)
    return Drawn(letter, [told(goods, NAMED, **head)])


@document("mail-text-petshop.eml", "mail-text", "a pet shop changes two quantities of an order by its number")
def pets() -> Drawn:
    goods = rows(
        CODED,
        """PF-1103|ドライフード 成犬チキン 6kg|12|袋
        PF-2208|猫砂 紙製 7L|40|袋""",
    )
    text = f"""伝票商事株式会社 ご担当者様

お世話になっております。ペットランドもふもふ 例示店の仲村です。
先日お願いした注文（注文番号：MF-20260608）につきまして、
下記2点の数量変更をお願いいたします。

・PF-1103 ドライフード 成犬チキン 6kg　8袋 → 12袋
・PF-2208 猫砂 紙製 7L　60袋 → 40袋

ほかの商品と納品日（{week(day(6, 15))}）に変更はございません。
お手数をおかけしますがよろしくお願いいたします。

株式会社ペットランドもふもふ 例示店
"""
    head = {"number": "MF-20260608", "deliver_on": day(6, 15), "customer_name": "株式会社ペットランドもふもふ"}
    reasons = {
        "orders.0.customer_name": "the branch may stand with the firm",
        "orders.0.deliver_on": "the day is named only as not changed",
    }
    letter = mail("nakamura@mofumofu.example", "ご注文MF-20260608の数量変更のお願い", (2026, 6, 9, 17, 20), text)
    return Drawn(letter, [told(goods, CODED, kind="change", **head)], reasons)


@document("mail-text-shoten.eml", "mail-text", "a bookshop orders by ISBN, title and publisher")
def books() -> Drawn:
    goods = [
        Row("9784000000016", "架空の町を歩く", 5, "冊"),
        Row("9784000000122", "見本図鑑 昆虫", 3, "冊"),
        Row("9784000000238", "やさしい簿記 改訂版", 10, "冊"),
    ]
    houses = dict(zip((row.code for row in goods), ("みほん社", "図鑑舎", "例示出版"), strict=True))
    shown = listed(
        goods,
        lambda r: f"ISBN {r.code}\n書名：{r.name}\n出版社：{houses[r.code]}\n冊数：{r.quantity}冊\n",
    )
    text = f"""伝票商事 書籍販売部 御中

客注品の発注です。

書店名：ひつじ書房 架空駅前店
番線：A12-34
発注日：{slash(day(8, 3))}

{shown}
入荷希望日：{slash(day(8, 7))}
担当：保科
"""
    head = {"ordered_on": day(8, 3), "deliver_on": day(8, 7), "customer_name": "ひつじ書房 架空駅前店"}
    letter = mail("hoshina@hitsuji-books.example", "客注 3点", (2026, 8, 3, 19, 44), text)
    reasons = {"orders.0.customer_name": "the branch may go with the firm's name or not"}
    return Drawn(letter, [told(goods, CODED, **head)], reasons)


@document("mail-text-seibi.eml", "mail-text", "a garage takes back a whole order, its lines below")
def garage() -> Drawn:
    goods = rows(
        CODED,
        """V9115-A031|オイルフィルター|10|個
        D1060-1BA|ブレーキパッド フロント|2|セット""",
    )
    text = f"""伝票商事　部品センター　御中

カーサービス木村です。
6/22付の注文、お客様都合でキャンセルとなりました。
まだ出荷前であれば全数取り消しをお願いします。

　注文番号　CK-0622
{listed(goods, lambda r: f"　{r.code}　{r.name}　{r.quantity}{r.unit}")}

急で申し訳ありません。

有限会社カーサービス木村
"""
    head = {"number": "CK-0622", "ordered_on": day(6, 22), "customer_name": "有限会社カーサービス木村"}
    letter = mail("kimura@cs-kimura.example", "キャンセルのお願い CK-0622", (2026, 6, 23, 9, 3), text)
    return Drawn(letter, [told(goods, CODED, kind="cancel", **head)])


@document("mail-text-yougashi.eml", "mail-text", "a confectioner, our codes in brackets, prices after a stroke")
def confectioner() -> Drawn:
    goods = rows(
        "code name quantity unit price",
        """P2001|見本小麦粉 薄力 25kg|10|袋|4950
        P2003|見本上白糖 20kg|6|袋|4320
        P3002|見本段ボール 100サイズ 20枚|3|束|2980""",
    )
    shown = listed(goods, lambda r: f"[{r.code}] {r.name}　{r.quantity}{r.unit} / 単価 {yen(r.price)}円")
    text = f"""伝票商事 様

サンプル製菓の岡です。いつもありがとうございます。

注文番号 26-0911
{week(day(9, 16))}に京都府例示市南通6-8 製菓工場へお願いします。

{shown}

(有)サンプル製菓　岡
"""
    head = {"number": "26-0911", "deliver_on": day(9, 16), "customer_name": "(有)サンプル製菓"}
    head["deliver_to"] = "京都府例示市南通6-8 製菓工場"
    letter = mail("order@sample-seika.example", "注文 26-0911", (2026, 9, 11, 15, 37), text)
    return Drawn(letter, [told(goods, "code name quantity unit price", **head)])


@document("mail-text-naisou.eml", "mail-text", "an interior firm asks for stock and days, orders nothing", "inquiry")
def interior() -> Drawn:
    text = """伝票商事株式会社
建材部 ご担当者様

お世話になります。内装のアトリエ杉の富永です。
来月着工の物件で使用を検討しております。
下記の在庫と最短納期をお知らせいただけますでしょうか。

・塩ビタイル 木目 3mm　120枚
・接着剤 エコ 18kg　4缶
・ソフト巾木 H60 ブラウン　50本

数量は概算です。正式な注文は図面確定後に改めてご連絡いたします。

アトリエ杉株式会社　富永
"""
    letter = mail("tominaga@atelier-sugi.example", "在庫と納期について", (2026, 7, 21, 10, 26), text)
    return Drawn(letter, [])


@document("mail-text-kaigo.eml", "mail-text", "a care home's weekly mail with two floors' goods under one day")
def care() -> Drawn:
    goods = rows(
        NAMED,
        """紙おむつ テープ止め L 20枚|12|袋
        尿とりパッド 夜用 30枚|18|袋
        サンプルニトリル手袋 M 100枚×10|2|ケース
        とろみ剤 2.2kg|3|袋
        口腔ケアスポンジ 100本|5|箱""",
    )
    text = f"""伝票商事株式会社 御中

特別養護老人ホームやまぼうしです。今週分を注文します。

発注日: {short(day(10, 5))}
納品希望日: {short(day(10, 8))} 13時以降

＜2階＞
{listed(goods[:3], lambda r: f"{r.name} {r.quantity}{r.unit}")}
＜3階＞
{listed(goods[3:], lambda r: f"{r.name} {r.quantity}{r.unit}")}

納品はまとめて1階事務所でお願いします。

社会福祉法人やまぼうし会
特別養護老人ホームやまぼうし　介護課　真壁
"""
    head = {"ordered_on": day(10, 5), "deliver_on": day(10, 8), "deliver_to": "1階事務所"}
    head["customer_name"] = "社会福祉法人やまぼうし会"
    reasons = {
        "orders.0.customer_name": "the home or the body that runs it",
        "orders.0.deliver_to": "a room of the house, no address",
    }
    letter = mail("真壁 <makabe@yamaboushi.example>", "今週の注文です", (2026, 10, 5, 9, 18), text)
    return Drawn(letter, [told(goods, NAMED, **head)], reasons)
