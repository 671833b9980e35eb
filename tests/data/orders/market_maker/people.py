"""Plain mails that people type, and two that ask for nothing."""

from .base import Drawn, Row, day, document, good, mail, told


@document("mt-izakaya.eml", "mail-text", "a restaurant's bulleted order, counts right after the names, shop short")
def izakaya() -> Drawn:
    rows = [
        good("P2005", 2, name="サラダ油一斗缶", code=None),
        good("P2006", 1, name="濃口醤油1.8L", code=None),
        Row(None, "料理酒 1.8L", 6, "本"),
        Row(None, "竹割箸 24cm", 5, "袋"),
        good("P4001", 2, name="食器用洗剤4L", code=None),
    ]
    text = """伝票商事 様

いつもお世話になっております。
居酒屋 とりまるです。

4/22(水)着で下記お願いします。

・サラダ油一斗缶 2缶
・濃口醤油1.8L 1ケース
・料理酒 1.8L 6本
・竹割箸 24cm 5袋
・食器用洗剤4L 2本

裏口に置いておいてください。
よろしくお願いいたします。

居酒屋 とりまる 鳥居
TEL 082-000-0741
"""
    content = mail("鳥居 <torimaru@mail.example>", "4/22 注文", (2026, 4, 20, 23, 41, 7), text)
    return Drawn(
        content,
        [told(rows, "name quantity unit", deliver_on=day(4, 22), customer_name="居酒屋 とりまる")],
        {"orders.0.deliver_to": "a place to put the goods, no address"},
    )


@document("mt-kenzai.eml", "mail-text", "a builder's order: name x count with units of the trade, site and crane note")
def kenzai() -> Drawn:
    rows = [
        Row(None, "構造用合板 12mm 3×6", 60, "枚"),
        Row(None, "石膏ボード 12.5mm 3×6", 120, "枚"),
        Row(None, "グラスウール 16K 100mm", 24, "梱"),
        Row(None, "コーススレッド 51mm", 3, "箱"),
        Row(None, "気密テープ 50mm×20m", 30, "巻"),
    ]
    text = """伝票商事株式会社
資材課 御中

お世話になっております。高見工務店の平です。
下記材料の手配をお願いいたします。

現場:架空市緑台3丁目 T様邸新築工事
納入日:2026年6月3日(水) 朝8時
納入場所:架空市緑台3-14 現場渡し(4tユニック車希望)

【注文内容】
構造用合板 12mm 3×6 × 60枚
石膏ボード 12.5mm 3×6 × 120枚
グラスウール 16K 100mm × 24梱
コーススレッド 51mm × 3箱
気密テープ 50mm×20m × 30巻

注文番号:TK26-0415
単価は先日のお見積り(No.M-2208)の通りでお願いします。

*-*-*-*-*-*-*-*-*-*-*-*-*-*-*
有限会社高見工務店
工事部 平 誠司
〒000-0415 岐阜県架空市本町9-2
TEL 058-000-0415 FAX 058-000-0416
*-*-*-*-*-*-*-*-*-*-*-*-*-*-*
"""
    content = mail(
        "平 誠司 <taira@takami-koumuten.example>",
        "材料発注の件(T様邸)",
        (2026, 5, 28, 17, 9, 50),
        text,
        charset="iso-2022-jp",
        cte="7bit",
    )
    order = told(
        rows,
        "name quantity unit",
        number="TK26-0415",
        deliver_on=day(6, 3),
        customer_name="有限会社高見工務店",
        deliver_to="架空市緑台3-14",
    )
    return Drawn(content, [order], {"orders.0.deliver_to": "address, site and the way of handing over in one line"})


@document("mt-reply.eml", "mail-text", "a change in reply: two counts of an order, our confirmation quoted below")
def reply() -> Drawn:
    rows = [good("P2001", 30, code="P2001"), good("P2002", 12, code="P2002")]
    text = """伝票商事株式会社
受注センター ご担当者様

お世話になっております。サンプル製菓の深谷です。

先ほどの注文(SS-0611)ですが、数量を下記に変更してください。

P2001 見本小麦粉 薄力 25kg  20袋 → 30袋
P2002 見本小麦粉 強力 25kg  10袋 → 12袋

その他は変更ありません。

有限会社サンプル製菓 深谷

On 2026/06/11 13:20, 伝票商事 受注センター wrote:
> 有限会社サンプル製菓 深谷様
>
> ご注文ありがとうございます。下記の通り承りました。
>
> 注文番号 SS-0611
> P2001 見本小麦粉 薄力 25kg 20袋
> P2002 見本小麦粉 強力 25kg 10袋
> P2003 見本上白糖 20kg 5袋
> 納期 2026年6月16日
>
> 伝票商事株式会社 受注センター
"""
    content = mail(
        "深谷 <order@sample-seika.example>",
        "Re: ご注文承りました(SS-0611)",
        (2026, 6, 11, 14, 2, 16),
        text,
        headers={"In-Reply-To": "<20260611132000.88@denpyo-shoji.example>"},
    )
    order = told(rows, "code name quantity unit", kind="change", number="SS-0611", customer_name="有限会社サンプル製菓")
    judgement = {
        "orders.0.deliver_on": "the day stands in the quoted confirmation only",
        "orders.0.ordered_on": "the day stands in the quoted confirmation only",
    }
    return Drawn(content, [order], judgement)


@document("mt-cancel.eml", "mail-text", "a cancellation of one order by its number, its two articles named")
def cancel() -> Drawn:
    rows = [Row(None, "業務用冷蔵ショーケース SC-2", 1, "台"), Row(None, "棚板セット SC-2用", 2, "組")]
    text = """伝票商事株式会社 営業部 御中

平素より大変お世話になっております。
架空ホテル株式会社 購買課の榎本でございます。

9月3日に発注いたしました下記の注文につきまして、改装計画の延期により
キャンセルさせていただきたく、お願い申し上げます。

  発注番号: KH-260903-02
  業務用冷蔵ショーケース SC-2  1台
  棚板セット SC-2用  2組

ご手配済みの場合はお手数ですがご一報ください。
何卒よろしくお願い申し上げます。

---------------------------------
架空ホテル株式会社 購買課
榎本 由紀
北海道架空市駅前9-1
TEL 011-000-0909
---------------------------------
"""
    content = mail(
        "榎本 由紀 <purchase@kakuu-hotel.example>",
        "【キャンセルのお願い】発注番号KH-260903-02",
        (2026, 9, 7, 9, 31, 2),
        text,
        charset="iso-2022-jp",
        cte="7bit",
    )
    order = told(
        rows,
        "name quantity unit",
        kind="cancel",
        number="KH-260903-02",
        ordered_on=day(9, 3),
        customer_name="架空ホテル株式会社",
    )
    return Drawn(content, [order])
