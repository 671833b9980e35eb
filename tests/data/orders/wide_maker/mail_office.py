"""Text mails of tools, forms and offices, answers above older mails, changes, and mails without an order."""

import unicodedata
from typing import Any

from fresh_maker.base import ONE_RATE, good
from trades_maker.base import NAMED, PRICED, Drawn, Row, Sums, day, document, listed, mail, rows, told, yen

SAME = "計 stands beside the only article, as its amount or as the sum"
EARLIER = "the day of the order that is altered, not of this mail"


def _wide(text: Any, width: int, *, right: bool = False) -> str:
    """The text filled up with blanks to a width in half-width places."""
    text = str(text)
    gap = " " * (width - sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text))
    return gap + text if right else text + gap


@document("mail-text-labels.eml", "mail-text", "a block of labels for each article, written by a chain's system")
def labels() -> Drawn:
    """A chain's ordering system."""
    items = [good("P3006", 5), good("P4003", 6), good("P1005", 40), good("P1006", 10)]
    blocks = "".join(
        f"""--------------------------------------
明細番号 :{place:03d}
商品コード:{row.code}
商品名  :{row.name}
発注数  :{row.quantity} {row.unit}
単価   :{yen(row.price)}円
金額   :{yen(row.amount)}円
"""
        for place, row in enumerate(items, 1)
    )
    total = Sums(items).total
    body = f"""※このメールは発注システムから自動送信しています。

伝票商事株式会社 様

以下の内容で発注いたします。

発注番号   :2611-009384
発注日    :2026/11/16
発注元    :株式会社ダミーマート
貴社得意先CD:C007
納品日    :2026/11/19
納品センター :配送センター

{blocks}--------------------------------------
発注金額合計(税抜):{yen(total)}円

※ご不明の点は商品部(050-0000-6120)までお問い合わせください。
"""
    letter = mail(
        "ダミーマート発注システム <hacchu@dummy-mart.example>",
        "[発注データ]2611-009384",
        (2026, 11, 16, 6, 0),
        body,
        charset="iso-2022-jp",
        cte="7bit",
    )
    head = {"number": "2611-009384", "ordered_on": day(11, 16), "deliver_on": day(11, 19), "customer_code": "C007"}
    head |= {"customer_name": "株式会社ダミーマート", "deliver_to": "配送センター", "tax_mode": "exclusive"}
    return Drawn(letter, [told(items, PRICED, total=total, **head)])


@document("mail-text-webform.eml", "mail-text", "a web form's fields, numbered slots, some of them empty")
def webform() -> Drawn:
    """A nursery fills in a form."""
    items = rows(
        NAMED,
        "サンプル緑茶 ティーバッグ 100包|2|箱\n例示ミネラルウォーター 2L×6本|5|ケース\n"
        "サンプルペーパータオル 200枚×40|1|ケース",
    )
    slots = "".join(
        f"[商品{place}] {row.name}\n[数量{place}] {row.quantity}{row.unit}\n" for place, row in enumerate(items, 1)
    )
    slots += "".join(f"[商品{place}] \n[数量{place}] \n" for place in (4, 5))
    body = f"""ご注文フォームから送信がありました。

[施設名] こばと第二保育園
[ご担当者] 藤井 由佳 様
[電話番号] 050-0000-3075
[メールアドレス] kobato2@kobato.example
{slots}[お届け希望日] 2026年9月10日
[お届け先] 架空市桜台3-6-1 こばと第二保育園 調理室
[通信欄] 午前10時以降の配達だと助かります。

------------------------------
送信日時: 2026年9月3日 14:22
送信者IP: 192.0.2.44
"""
    letter = mail("ご注文フォーム <no-reply@denpyo-shoji.example>", "【フォーム】ご注文", (2026, 9, 3, 14, 22), body)
    head = {"ordered_on": day(9, 3), "deliver_on": day(9, 10), "customer_name": "こばと第二保育園"}
    answer = told(items, NAMED, deliver_to="架空市桜台3-6-1 こばと第二保育園 調理室", **head)
    return Drawn(letter, [answer], {"orders.0.ordered_on": "the time of sending stands below the form's fields"})


@document("mail-text-columns.eml", "mail-text", "columns set with blanks, sums below, ISO-2022-JP")
def columns() -> Drawn:
    """A cleaning firm's office computer."""
    items = [
        good("P4001", 24),
        good("P4002", 12),
        Row("X-901", "ポリ袋 90L 厚手 10枚", 60, "冊", 185, "0.1"),
        Row("X-455", "モップ替糸 260g", 15, "個", 720, "0.1"),
    ]
    titles = ("コード", 8), ("品名", 30), ("数量", 6), ("単位", 6), ("単価", 8), ("金額", 10)
    head = " ".join(_wide(title, width, right=place in (2, 4, 5)) for place, (title, width) in enumerate(titles))
    body_lines = "\n".join(
        " ".join(
            (
                _wide(row.code, 8),
                _wide(row.name, 30),
                _wide(row.quantity, 6, right=True),
                _wide(row.unit, 6),
                _wide(yen(row.price), 8, right=True),
                _wide(yen(row.amount), 10, right=True),
            )
        )
        for row in items
    )
    sums = Sums(items)
    foot = "\n".join(
        _wide(f"{word} {_wide(yen(value), 10, right=True)}", 73, right=True)
        for word, value in (("小計", sums.total), ("消費税(10%)", sums.tax), ("合計", sums.gross))
    )
    rule = "-" * 73
    body = f"""伝票商事株式会社 御中

株式会社錦ビルサービス 総務の安西です。
下記注文いたします。

 注文書No. : 8-1173
 注文日  : 2026年11月2日
 納入日  : 2026年11月9日
 納入場所 : 錦ビルサービス 資材置場(例示市錦町6-2)

{rule}
{head}
{rule}
{body_lines}
{rule}
{foot}

よろしくお願いいたします。
"""
    letter = mail(
        "安西 <soumu@nishiki-bs.example>",
        "注文書 8-1173",
        (2026, 11, 2, 9, 41),
        body,
        charset="iso-2022-jp",
        cte="7bit",
    )
    top = {"number": "8-1173", "ordered_on": day(11, 2), "deliver_on": day(11, 9)}
    top |= {"customer_name": "株式会社錦ビルサービス", "deliver_to": "錦ビルサービス 資材置場(例示市錦町6-2)"}
    return Drawn(letter, [told(items, PRICED, **sums.head, **top)], {"orders.0.lines.0.tax_rate": ONE_RATE})


@document("mail-text-reply.eml", "mail-text", "an order above the quoted estimate, which names more and other numbers")
def reply() -> Drawn:
    """A coworking firm orders what was offered."""
    item = Row("DX-1", "例示業務用コーヒーメーカー DX-1", 2, "台", 128000)
    body = """伝票商事株式会社
宮下様

お世話になっております。株式会社クロス・デスクの黒沢です。
お見積りありがとうございました。社内の承認が下りましたので、正式に発注いたします。

 注文番号：CD-2210
 例示業務用コーヒーメーカー DX-1 2台
 単価 128,000円 計 256,000円（税別）
 納品日：11月27日（金）
 納品先：クロス・デスク 例示駅前ラウンジ（例示市駅前1-1-8 6階）

ショーケースは今回見送らせてください。

株式会社クロス・デスク
運営部 黒沢

-----Original Message-----
From: 宮下 <miyashita@denpyo-shoji.example>
Sent: Tuesday, November 10, 2026 2:05 PM
To: 黒沢様
Subject: お見積りの件

黒沢様

お世話になっております。伝票商事の宮下です。
ご依頼のお見積りをお送りします。

 見積番号:Q-26-1093
 例示業務用コーヒーメーカー DX-1 3台 @128,000円
 例示業務用冷蔵ショーケース SC-2 1台 @248,000円
 合計 632,000円（税別）
 納期:ご発注後7営業日

ご検討のほどよろしくお願いいたします。
"""
    letter = mail(
        "黒沢 <kurosawa@cross-desk.example>", "RE: お見積りの件", (2026, 11, 13, 18, 27), body, cte="quoted-printable"
    )
    head = {"number": "CD-2210", "deliver_on": day(11, 27), "customer_name": "株式会社クロス・デスク"}
    head |= {"deliver_to": "クロス・デスク 例示駅前ラウンジ(例示市駅前1-1-8 6階)"}
    answer = told([item], "name quantity unit price amount", tax_mode="exclusive", total=256000, **head)
    return Drawn(letter, [answer], dict.fromkeys(("orders.0.total", "orders.0.lines.0.amount"), SAME))


@document("mail-text-amend.eml", "mail-text", "a change: quantities with arrows, the rest stays")
def amend() -> Drawn:
    """A sweet maker thinks again."""
    items = rows(NAMED, "サンプル食塩 5kg|15|袋\n見本上白糖 20kg|4|袋")
    body = """伝票商事株式会社 ご担当者様

お世話になっております。
有限会社サンプル製菓の工藤です。

11月20日付の注文書(No.4471)につきまして、数量の変更をお願いいたします。

 サンプル食塩 5kg  10袋 → 15袋
 見本上白糖 20kg   6袋 → 4袋

その他の商品、および納品日(11月27日)に変更はございません。
急なお願いで申し訳ございませんが、よろしくお願いいたします。

有限会社サンプル製菓 工藤
"""
    letter = mail("工藤 <order@sample-seika.example>", "数量変更のお願い(注文書No.4471)", (2026, 11, 24, 9, 3), body)
    head = {"number": "4471", "ordered_on": day(11, 20), "deliver_on": day(11, 27)}
    answer = told(items, NAMED, kind="change", customer_name="有限会社サンプル製菓", **head)
    return Drawn(letter, [answer], {"orders.0.ordered_on": EARLIER})


@document("mail-text-withdraw.eml", "mail-text", "a cancellation of an order that was faxed, with its lines")
def withdraw() -> Drawn:
    """A fish works takes its order back."""
    items = rows(NAMED, "発泡スチロール箱 5kg用|100|個\nサンプルニトリル手袋 M 100枚×10|4|ケース")
    body = f"""伝票商事株式会社 御中

泊水産加工株式会社 資材担当の西です。

12月1日にFAXでお送りした下記の注文ですが、ラインの停止に伴い
全てキャンセルさせていただきたくご連絡いたしました。

 発注書番号 : 26-338
 納品予定日 : 12月10日
{listed(items, lambda row: f" {row.name}  {row.quantity}{row.unit}")}

ご迷惑をおかけし申し訳ございません。
手配済みの場合は費用をお知らせください。

泊水産加工株式会社
資材担当 西
TEL 050-0000-9026
"""
    letter = mail("西 <shizai@tomari-suisan.example>", "【キャンセルのお願い】発注書26-338", (2026, 12, 3, 8, 49), body)
    head = {"number": "26-338", "ordered_on": day(12, 1), "deliver_on": day(12, 10)}
    answer = told(items, NAMED, kind="cancel", customer_name="泊水産加工株式会社", **head)
    return Drawn(letter, [answer], {"orders.0.ordered_on": EARLIER})


@document("mail-text-procure.eml", "mail-text", "a purchasing service's notice, each line parted by slashes")
def procure() -> Drawn:
    """A hospital's purchasing service."""
    items = [
        good("P4002", 20),
        good("P4004", 10),
        good("P4003", 8),
        Row("M7741", "不織布キャップ 白 100枚入", 30, "箱", 1180),
    ]
    lines = "\n".join(
        f"{place}. {row.code} / {row.name} / {row.quantity}{row.unit} / @{yen(row.price)} / ¥{yen(row.amount)}"
        for place, row in enumerate(items, 1)
    )
    total = Sums(items).total
    body = f"""購買ナビ 発注通知
======================================================
伝票商事株式会社 様

青柳総合病院 様より新しい発注があります。
受注画面で確認し、納期を回答してください。

■ 発注情報
発注No.  : PO26-008812
発注日   : 2026-11-12
発注者   : 青柳総合病院 用度課 三好
納品希望日 : 2026-11-19
納品場所  : 本館地下1階 中央倉庫
支払条件  : 月末締め翌月末払い

■ 明細(4件)
{lines}

■ 発注金額(税抜) ¥{yen(total)}

受注画面: https://kobai-navi.example/orders/PO26-008812
------------------------------------------------------
本メールは送信専用です。
購買ナビ サポート窓口 050-0000-0101(平日9:00-17:30)
"""
    letter = mail(
        "購買ナビ <notice@kobai-navi.example>", "[購買ナビ] 発注通知 PO26-008812", (2026, 11, 12, 11, 8), body
    )
    head = {"number": "PO26-008812", "ordered_on": day(11, 12), "deliver_on": day(11, 19)}
    head |= {"customer_name": "青柳総合病院", "deliver_to": "本館地下1階 中央倉庫", "tax_mode": "exclusive"}
    return Drawn(letter, [told(items, PRICED, total=total, **head)])


@document("mail-text-asking.eml", "mail-text", "asks for prices and stock, with quantities", what="inquiry")
def asking() -> Drawn:
    """Somebody would like to know."""
    body = """伝票商事株式会社 営業ご担当者様

初めてご連絡いたします。
株式会社おがた惣菜店の緒方と申します。

以下の商品について、単価と在庫状況をご教示いただけますでしょうか。

・弁当容器 BF-57 黒 50枚  40袋購入の場合
・竹割箸 24cm 100膳  100袋購入の場合
・例示レジ袋 Mサイズ 2000枚  5箱購入の場合

年内に納品可能であれば、改めて注文させていただきます。
納期の目安もあわせてお知らせください。

株式会社おがた惣菜店
緒方 健
例示市本町5-5 / 050-0000-5512
"""
    return Drawn(
        mail("緒方 健 <info@ogata-souzai.example>", "価格と在庫のお問い合わせ", (2026, 12, 7, 14, 0), body), []
    )


@document("mail-text-thanks.eml", "mail-text", "thanks for what has come; a quoted order below", what="notice")
def thanks() -> Drawn:
    """The goods have come."""
    body = """伝票商事株式会社
宮下様

お世話になっております。りんどう園の小笠原です。

先日お願いした商品、本日すべて受け取りました。
急な依頼にもかかわらず早々にご対応いただき、ありがとうございました。
入居者の皆さんも喜んでおります。

来月分については、また月初にご連絡いたします。

特別養護老人ホーム りんどう園
事務 小笠原

> 2026年10月19日(月) 16:11 りんどう園 小笠原 <jimu@rindoen.example>:
> 見本アルコール除菌液 5L 4本
> サンプルペーパータオル 200枚×40 2ケース
> 10/22までにお願いします。
"""
    letter = mail("小笠原 <jimu@rindoen.example>", "Re: 追加注文のお願い", (2026, 10, 22, 15, 19), body)
    return Drawn(letter, [])
