"""Mails typed by purchasers, second half: changes, several places, other tongues, old programs."""

from trades_maker.base import CODED, NAMED, PRICED, Drawn, Row, Sums, day, document, extra, listed, mail, told, yen

from later_maker.note_base import goods


@document("mail-text-undo.eml", "mail-text", "a whole order is taken back, its lines repeated")
def undo() -> Drawn:
    """A caterer takes an order back."""
    items = goods(NAMED, "冷凍エビフライ 4L 10尾×10|6|箱\n冷凍白身フライ 60g×50|4|箱\nタルタルソース 1kg|5|袋")
    text = f"""伝票商事株式会社
受注センター 御中

お世話になっております。
株式会社テスト給食サービスの仲本です。

10月6日に発注しました注文番号 TK-61006-2 ですが、
行事の中止にともない、全てキャンセルとさせてください。

　（キャンセル分）
{listed(items, lambda row: f"　{row.name}　{row.quantity}{row.unit}")}

直前のご連絡となり大変申し訳ございません。
TK-61006-1 の方は予定どおりで変更ございません。

**********************************
株式会社テスト給食サービス
購買課　仲本 ゆかり
TEL 046-000-2178
**********************************
"""
    order = told(
        items,
        NAMED,
        kind="cancel",
        number="TK-61006-2",
        ordered_on=day(10, 6),
        customer_name="株式会社テスト給食サービス",
    )
    sender = "仲本 <kitchen@test-kyushoku.example>"
    content = mail(sender, "【取消依頼】TK-61006-2", (2026, 10, 8, 13, 15), text)
    return Drawn(content, [order])


@document("mail-text-more.eml", "mail-text", "a change: new numbers behind arrows, one article added")
def more() -> Drawn:
    """A food maker changes numbers and adds an article."""
    items = goods(
        CODED,
        """P2001|見本小麦粉 薄力 25kg|16|袋
        P2005|サンプルサラダ油 16.5kg缶|4|缶
        P2004|サンプル食塩 5kg|3|袋""",
    )
    text = """伝票商事株式会社　浅井様

いつも大変お世話になっております。
サンプル食品の森脇です。

昨日お送りした注文書（発注番号 SS-20260713-04）につきまして、
数量の変更をお願いいたします。

P2001 見本小麦粉 薄力 25kg　　　　10袋 → 16袋
P2005 サンプルサラダ油 16.5kg缶　　6缶 → 4缶
【追加】P2004 サンプル食塩 5kg　　　3袋

納品日は7/17（金）のまま変更ありません。
差し替えの注文書が必要でしたらお申し付けください。

──────────────────
サンプル食品株式会社 大阪本社
購買部　森脇 遼
E-mail: buy@sample-shokuhin.example
──────────────────
"""
    order = told(
        items,
        CODED,
        kind="change",
        number="SS-20260713-04",
        deliver_on=day(7, 17),
        customer_name="サンプル食品株式会社",
    )
    content = mail("森脇 遼 <buy@sample-shokuhin.example>", "数量変更のお願い", (2026, 7, 14, 11, 40), text)
    why = {"orders.0.ordered_on": "昨日 is told of the sheet that was sent, not plainly of the order"}
    return Drawn(content, [order], why)


@document("mail-text-ask.eml", "mail-text", "asks for a price and the time it takes; nothing is ordered", "inquiry")
def ask() -> Drawn:
    """A design office asks before it orders."""
    text = """伝票商事株式会社
ご担当者様

はじめてご連絡いたします。
株式会社アトリエ南風の比嘉と申します。

下記商品について、単価と納期をご教示いただけますでしょうか。
社内で検討のうえ、改めて正式に発注させていただきます。

・紙コップ 8オンス 白無地　5,000個
・同上 フタ（黒）　　　　　 5,000個
・スリーブ クラフト　　　　 3,000枚

希望納期は10月末ごろです。
送料とお支払方法についても併せてお知らせください。

何卒よろしくお願い申し上げます。

株式会社アトリエ南風　比嘉 奈央
沖縄県架空市港川2-16　TEL 098-000-6671
"""
    content = mail("比嘉 <higa@atelier-hae.example>", "お見積りのお願い", (2026, 9, 17, 15, 28), text)
    return Drawn(content, [])


@document(
    "mail-text-twins.eml", "mail-text", "two shops below each other, each with day and goods of its own: two orders"
)
def twins() -> Drawn:
    """A drugstore orders for two shops in one mail."""
    first = goods(
        CODED, "M-101|マスク ふつう 50枚入|40|箱\nM-230|ウェットティッシュ 80枚×3P|24|個\nM-318|綿棒 200本|36|個"
    )
    second = goods(CODED, "M-101|マスク ふつう 50枚入|20|箱\nM-402|使い捨てカイロ 30個入|15|箱")

    def shown(row: Row) -> str:
        """Columns parted by tabs."""
        return f"{row.code}\t{row.name}\t{row.quantity}{row.unit}"

    text = f"""伝票商事 加納様

お疲れさまです。くすりのナカヤ本部の杉本です。
今週の店舗分です。店ごとに納品書を分けてください。

■ 発注番号 N4471　桜橋店　納品 6/11(木)
{listed(first, shown)}

■ 発注番号 N4472　水門町店　納品 6/12(金)
{listed(second, shown)}

以上です。

(株)くすりのナカヤ 商品部
杉本
"""
    name = "(株)くすりのナカヤ"
    orders = [
        told(first, CODED, number="N4471", deliver_on=day(6, 11), customer_name=name, deliver_to="桜橋店"),
        told(second, CODED, number="N4472", deliver_on=day(6, 12), customer_name=name, deliver_to="水門町店"),
    ]
    content = mail("杉本 <shohin@nakaya.example>", "店舗発注 桜橋・水門町", (2026, 6, 8, 16, 5), text)
    return Drawn(content, orders)


@document("mail-text-abroad.eml", "mail-text", "in English, articles with the number before, day as 18 September 2026")
def abroad() -> Drawn:
    """A school of foreigners orders in English."""
    items = goods(
        "name quantity unit price",
        """A4 copy paper, white, 2500 sheets|20|boxes|1980
        Whiteboard markers, black, pack of 10|15|packs|1100
        Laminating film A4, 100 micron, 100 pcs|4|boxes|1650""",
    )
    total = Sums(items).total
    text = f"""Dear Denpyo Shoji team,

Please find our order below. Kindly confirm receipt and the delivery date.

PO number: HIS-2026-233
Order date: 7 September 2026
Requested delivery: 18 September 2026
Deliver to: Hinata International School, 3-8-1 Kitayama, Reidai-shi, Shizuoka (reception, building B)

{listed(items, lambda row: f"- {row.quantity} {row.unit}: {row.name} @ JPY {yen(row.price)}")}

Total excl. tax: JPY {yen(total)}

Best regards,
Claire Bennet
Facilities Office
Hinata International School
"""
    order = told(
        items,
        "name quantity unit price",
        number="HIS-2026-233",
        ordered_on=day(9, 7),
        deliver_on=day(9, 18),
        customer_name="Hinata International School",
        deliver_to="Hinata International School, 3-8-1 Kitayama, Reidai-shi, Shizuoka (reception, building B)",
        tax_mode="exclusive",
        total=total,
    )
    sender = "Claire Bennet <c.bennet@hinata-school.example>"
    content = mail(sender, "Purchase order HIS-2026-233", (2026, 9, 7, 10, 44), text)
    return Drawn(content, [order])


@document("mail-text-kana.eml", "mail-text", "an old program in half-width kana, ruled columns")
def kana() -> Drawn:
    """An old program writes half-width kana in columns."""
    items = goods(
        "code name quantity unit price",
        """00481|ｶｾｲｿｰﾀﾞ 25KG|8|ﾌｸﾛ|3600
        00517|ｼﾞｱｴﾝｿﾞﾝｻﾝｿｰﾀﾞ 12% 20KG|12|ｶﾝ|1900
        01204|ｶｯｾｲﾀﾝ ﾘｭｳｼﾞｮｳ 20KG|3|ﾌｸﾛ|9800""",
    )
    total = Sums(items).total
    rows_ = listed(
        items, lambda r: f" {r.code}  {r.name:<24}{r.quantity:>5} {r.unit:<6}{yen(r.price):>9}{yen(r.amount):>11}"
    )
    text = f"""ﾃﾞﾝﾋﾟｮｳｼｮｳｼﾞ(ｶ) ｵﾝﾁｭｳ
                                   ﾊｯﾁｭｳ ﾃﾞｰﾀ ｿｳｼﾝ
 ﾊｯﾁｭｳ NO.  0260377        ﾊｯﾁｭｳﾋﾞ  2026.05.20
 ﾉｳｷ        2026.05.27      ﾉｳﾆｭｳｻｷ  ﾀﾞｲ2ｼﾞｮｳｽｲｼﾞｮｳ
---------------------------------------------------------------
 ｺｰﾄﾞ   ﾋﾝﾒｲ                     ｽｳﾘｮｳ ﾀﾝｲ       ﾀﾝｶ      ｷﾝｶﾞｸ
---------------------------------------------------------------
{rows_}
---------------------------------------------------------------
                                        ｺﾞｳｹｲ(ｾﾞｲﾇｷ) {yen(total):>10}

 ﾔﾏﾈｽｲﾄﾞｳｻｰﾋﾞｽ(ｶ)  ｺｳﾊﾞｲｶﾞｶﾘ
"""
    order = told(
        items,
        PRICED,
        number="0260377",
        ordered_on=day(5, 20),
        deliver_on=day(5, 27),
        customer_name="ﾔﾏﾈｽｲﾄﾞｳｻｰﾋﾞｽ(ｶ)",
        deliver_to="ﾀﾞｲ2ｼﾞｮｳｽｲｼﾞｮｳ",
        tax_mode="exclusive",
        total=total,
    )
    content = mail("hacchu@yamane-suido.example", "ﾊｯﾁｭｳ 0260377", (2026, 5, 20, 18, 0), text)
    return Drawn(content, [order])


@document(
    "mail-text-passed.eml", "mail-text", "a head office passes on what its shop wrote; the forwarding lines between"
)
def passed() -> Drawn:
    """A head office forwards the order of its shop."""
    items = goods(NAMED, "クリーニング用ハンガー 黒|500|本\n衣類カバー 不織布 M|300|枚\nタグ用紙 耐洗 5色|2|セット")
    text = f"""伝票商事
坂巻様

お世話になっております。白鳥クリーニング本部の水嶋です。
店舗より依頼がありましたので転送いたします。
直送でご手配をお願いします。請求は本部宛で結構です。

水嶋

---------- Forwarded message ---------
差出人: 白鳥クリーニング 若草店 <wakakusa@hakucho-cl.example>
日付: 2026年2月17日(火) 19:22
件名: 備品がなくなりそうです
宛先: 本部 <honbu@hakucho-cl.example>

本部 水嶋さん

おつかれさまです。若草店の江口です。
下記、発注をお願いします。

{listed(items, lambda row: f"{row.name}　{row.quantity}{row.unit}")}

2/24(火)までにお店へ届くようにお願いします。
"""
    order = told(
        items,
        NAMED,
        deliver_on=day(2, 24),
        customer_name="白鳥クリーニング",
        deliver_to="若草店",
    )
    sender = "水嶋 <honbu@hakucho-cl.example>"
    content = mail(sender, "Fwd: 備品がなくなりそうです", (2026, 2, 18, 9, 8), text)
    why = {
        "orders.0.customer_name": "白鳥クリーニング本部 writes, 白鳥クリーニング 若草店 asks; no name in full",
        "orders.0.deliver_to": "the shop's sentence says お店 only",
        "orders.0.ordered_on": "the day of the forwarded mail",
    }
    return Drawn(content, [order], why)


@document(
    "mail-text-shop.eml", "mail-text", "a shop system's notice: price x number = sum, postage, coupon, all with tax"
)
def shop() -> Drawn:
    """A shop system tells of an order with coupon and postage."""
    items = goods("code name quantity unit price", SHOP)
    sums = Sums(items, 880, -500)
    lines = listed(
        items,
        lambda r: f"{r.name}（{r.code}）\n　{yen(r.price)}円 × {r.quantity}{r.unit} = {yen(r.amount)}円（税込）",
        "\n\n",
    )
    text = f"""ショップ管理者様

以下のご注文を受け付けました。

[受注番号] 100254-20261103-0912445518
[受注日時] 2026年11月03日 09時12分44秒
[お支払方法] 銀行振込（前払い）
[会員区分] 事業者会員

[ご注文者] 合同会社ひつじ雲　戸倉 あきら 様
　〒399-0000 長野県架空郡高原村2210
　TEL 0263-00-4114

[お届け先] 山の家ひつじ雲
　〒399-0001 長野県架空郡高原村5508-3
[配送希望日] 2026年11月10日
[時間帯指定] 14時～16時

[ご注文商品]
{lines}

商品合計　　　{yen(Sums(items).total)}円
送料　　　　　880円
クーポン値引　-500円
お支払合計　　{yen(sums.total)}円
　（うち消費税 {yen(SHOP_TAX)}円）

※このメールは自動配信されています。
"""
    order = told(
        items,
        PRICED,
        number="100254-20261103-0912445518",
        ordered_on=day(11, 3),
        deliver_on=day(11, 10),
        customer_name="合同会社ひつじ雲",
        deliver_to="山の家ひつじ雲 〒399-0001 長野県架空郡高原村5508-3",
        tax_mode="inclusive",
        tax=SHOP_TAX,
        gross=sums.total,
    )
    order["lines"] += [extra("送料", 880), extra("クーポン値引", -500)]
    content = mail("shop@denpyo-direct.example", "【受注】新しいご注文がありました", (2026, 11, 3, 9, 13), text)
    why = {"orders.0.deliver_to": "name, postal code and address stand on two lines"}
    return Drawn(content, [order], why)


SHOP = """coffee-dk-1k|コーヒー豆 深煎り 1kg|3|点|2592
cup-8oz-1000|紙コップ 8オンス 1000個|1|点|7590
opp-48-50|OPPテープ 48mm 50巻|1|点|5940"""
SHOP_TAX = 1840
