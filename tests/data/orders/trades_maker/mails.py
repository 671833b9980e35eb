"""Mails of kitchens, a builder, an office and a workshop, typed by hand."""

from .base import CODED, NAMED, PRICED, Drawn, Sums, day, document, listed, mail, rows, told, yen


@document("mail-text-izakaya.eml", "mail-text", "an izakaya's evening mail, goods by their everyday names")
def izakaya() -> Drawn:
    goods = rows(
        NAMED,
        """鶏もも肉（国産）|6|kg
        冷凍枝豆 塩ゆで 500g|20|袋
        濃口醤油1.8L|1|ケース
        紙ナプキン|1|箱
        サラダ油一斗缶|1|缶
        キャベツ|2|箱
        おしぼり 厚手|1|ケース""",
    )
    text = f"""お世話になってます、炭火居酒屋とりやぐら 本店の小早川です。
明日の分お願いします。

{listed(goods, lambda r: f"・{r.name}　{r.quantity}{r.unit}")}

納品は3/18（水）の15時までに裏口へ。
鍵が閉まってたら電話ください 090-0000-4471

炭火居酒屋とりやぐら 本店
小早川
"""
    sent = (2026, 3, 17, 23, 48)
    letter = mail("小早川 <yagura@toriyagura.example>", "明日の注文です（とりやぐら）", sent, text)
    reasons = {
        "orders.0.deliver_to": "the back door is a place, but hardly an address",
        "orders.0.customer_name": "the shop's name may go with or without 本店",
    }
    head = {"deliver_on": day(3, 18), "customer_name": "炭火居酒屋とりやぐら 本店", "deliver_to": "裏口"}
    return Drawn(letter, [told(goods, NAMED, **head)], reasons)


@document("mail-text-hotel.eml", "mail-text", "a hotel's purchasing, labels in brackets")
def hotel() -> Drawn:
    goods = rows(
        CODED + " price",
        """P1005|例示ミネラルウォーター 2L×6本|30|ケース|780
        P1003|サンプル緑茶 ティーバッグ 100包|24|箱|1480
        P4001|見本食器用洗剤 4L|12|本|1380
        P4003|サンプルペーパータオル 200枚×40|8|ケース|3960""",
    )
    text = f"""伝票商事株式会社
営業部 ご担当者様

いつもお世話になっております。
架空ホテル株式会社 購買課の大倉でございます。
下記のとおり発注いたしますので、手配をお願い申し上げます。

【発注番号】KH-26-0417
【発注日】2026年4月6日
【納品日】2026年4月9日（木）
【納品場所】北海道架空市駅前9-1 搬入口
【品目】
{listed(goods, lambda r: f"{r.code}  {r.name}  {r.quantity}{r.unit}  @{yen(r.price)}")}

以上、よろしくお願いいたします。

--
架空ホテル株式会社 購買課
大倉 志帆
TEL 011-000-0091 / FAX 011-000-0092
"""
    head = {"number": "KH-26-0417", "ordered_on": day(4, 6), "deliver_on": day(4, 9)}
    head |= {"customer_name": "架空ホテル株式会社", "deliver_to": "北海道架空市駅前9-1 搬入口"}
    letter = mail("purchase@kakuu-hotel.example", "【発注】KH-26-0417", (2026, 4, 6, 10, 12), text)
    return Drawn(letter, [told(goods, CODED + " price", **head)])


@document("mail-text-koumuten.eml", "mail-text", "a builder orders to a site, sizes behind the names")
def builder() -> Drawn:
    goods = rows(
        NAMED,
        """コンパネ 12×900×1800|40|枚
        コーススレッド 65mm 徳用箱|6|箱
        防水テープ 両面 75mm×20m|24|巻
        養生シート ブルー #3000 3.6×5.4|5|枚
        例示OPPテープ 48mm 50巻|1|箱""",
    )
    text = f"""伝票商事　御中

有限会社森崎工務店の森崎です。
現場へ直送願います。

納入日：5月14日（木）朝8時
現場：長野県例示市上野原44-2　稲垣様邸新築工事

{listed(goods, lambda r: f"{r.name} … {r.quantity}{r.unit}")}

4t車は入れません。2tでお願いします。
請求はいつも通り月末締めで。

有限会社森崎工務店
長野県例示市本郷2-7
"""
    head = {"deliver_on": day(5, 14), "customer_name": "有限会社森崎工務店"}
    head["deliver_to"] = "長野県例示市上野原44-2 稲垣様邸新築工事"
    letter = mail(
        "森崎 <morisaki-k@morisaki.example>",
        "材料の注文",
        (2026, 5, 11, 18, 5),
        text,
        charset="iso-2022-jp",
        cte="7bit",
    )
    return Drawn(letter, [told(goods, NAMED, **head)])


@document("mail-text-houritsu.eml", "mail-text", "a law office orders stationery at catalogue prices")
def office() -> Drawn:
    goods = rows(
        "code name quantity unit price",
        """BN-2203|ドッチファイル A4 80mm 青|20|冊|680
        BN-0117|コピー用紙 A4 5000枚|6|箱|2980
        BN-7740|付箋 75×25 4色|15|個|320
        BN-5061|朱肉 速乾 40号|2|個|1250""",
    )
    sums = Sums(goods)
    shown = listed(
        goods, lambda r: f"{r.code} {r.name}\n   @{yen(r.price)}円 × {r.quantity}{r.unit} = {yen(r.amount)}円"
    )
    text = f"""伝票商事株式会社 事務用品係 御中

弁護士法人さくら坂法律事務所の事務局・水谷と申します。
カタログ（2026年春号）より、以下を注文いたします。

{shown}

　小計（税抜）　{yen(sums.total)}円
　消費税（10%）　{yen(sums.tax)}円
　合計　{yen(sums.gross)}円

お届け先は下記事務所まで、2月20日（金）着でお願いいたします。

弁護士法人さくら坂法律事務所
〒100-0000 東京都見本区坂上3-2-1 坂上ビル7階
電話 03-0000-7120
"""
    head = {"deliver_on": day(2, 20), "customer_name": "弁護士法人さくら坂法律事務所", **sums.head}
    head["deliver_to"] = "東京都見本区坂上3-2-1 坂上ビル7階"
    reasons = {
        "orders.0.deliver_to": "the place is 'the office below', whose address stands in the signature",
        "orders.0.lines.0.tax_rate": "the sum of tax alone names 10 %",
    }
    letter = mail("水谷 <mizutani@sakurazaka-law.example>", "事務用品の注文について", (2026, 2, 16, 13, 30), text)
    return Drawn(letter, [told(goods, PRICED, **head)], reasons)


@document("mail-text-seimitsu.eml", "mail-text", "machine parts by type, each block of labels one part")
def machine() -> Drawn:
    goods = rows(
        "code name quantity unit price",
        """6204-2RS|深溝玉軸受|50|個|385
        HTD-5M-450|タイミングベルト 15mm幅|8|本|2140
        MSC-25-8|カップリング 穴径8-10|4|個|3960""",
    )
    shown = listed(
        goods,
        lambda r: (
            f"品名　：{r.name}\n型式　：{r.code}\n数量　：{r.quantity}{r.unit}\n"
            f"単価　：{yen(r.price)}円\n金額　：{yen(r.amount)}円\n"
        ),
    )
    text = f"""伝票商事(株) 機工課 御中

株式会社栄精密工業 資材G 戸塚です。
下記注文いたします。納期回答お願いします。

注文No.：SK260602-3
希望納期：6月19日
納入場所：本社工場 資材受入

{shown}
合計　：{yen(Sums(goods).total)}円（税別）

※単価は見積No.Q-5512による
"""
    head = {"number": "SK260602-3", "deliver_on": day(6, 19), "customer_name": "株式会社栄精密工業"}
    head |= {"deliver_to": "本社工場 資材受入", "tax_mode": "exclusive", "total": Sums(goods).total}
    letter = mail("shizai@sakae-seimitsu.example", "注文書送付（SK260602-3）", (2026, 6, 2, 9, 40), text)
    return Drawn(letter, [told(goods, PRICED, **head)])
