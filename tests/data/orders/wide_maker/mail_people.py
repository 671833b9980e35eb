"""Text mails that people write themselves: sentences, bullets, lists, a table pasted."""

from dataclasses import replace

from fresh_maker.base import good
from trades_maker.base import CODED, NAMED, Drawn, day, document, kanji, listed, mail, rows, told, week, wide, yen

SEEN = "the month stands in no figure, the mail's own day gives it"


@document("mail-text-diner.eml", "mail-text", "goods in one sentence, from a telephone, no number")
def diner() -> Drawn:
    """The landlord of a small restaurant, late at night."""
    items = rows(NAMED, "サラダ油の一斗缶|2|缶\n薄力粉25kg|1|袋\n上白糖20kg|1|袋\n竹割箸24cm 100膳|10|袋")
    body = """お世話になります。味処なごみの杉浦です。

サラダ油の一斗缶を2缶と、薄力粉25kgを1袋、上白糖20kgを1袋、それと竹割箸24cm 100膳を10袋お願いします。
12月3日着で、いつも通り裏口に置いておいてください。

よろしくお願いします。

iPhoneから送信
"""
    letter = mail("杉浦 <ajidokoro.nagomi@mobile.example>", "注文お願いします", (2026, 11, 30, 23, 12), body)
    answer = told(items, NAMED, deliver_on=day(12, 3), customer_name="味処なごみ", deliver_to="裏口")
    doubts = {
        "orders.0.deliver_to": "a place to put things down rather than an address",
        "orders.0.lines.0.product_name": "the article, or the article and its can",
    }
    return Drawn(letter, [answer], doubts)


@document("mail-text-bakery.eml", "mail-text", "bullets, headings with squares, a long signature")
def bakery() -> Drawn:
    """A bakery's clerk with Outlook."""
    items = rows(
        NAMED, "見本小麦粉 強力 25kg|20|袋\n見本小麦粉 薄力 25kg|8|袋\n無塩バター 450g|60|個\nドライイースト 500g|6|袋"
    )
    body = f"""伝票商事株式会社
営業部 ご担当者様

いつも大変お世話になっております。
株式会社つくし堂 製造課の大友です。

下記の通り注文いたしますので、ご手配のほどお願いいたします。

■注文内容
{listed(items, lambda row: f"・{row.name}  {row.quantity}{row.unit}")}

■納品希望日：{week(day(12, 8))} 午前中
■納品場所：第二工場（架空市東原町4-1）

ご不明な点がございましたら大友(内線23)までご連絡ください。
何卒よろしくお願い申し上げます。

*****************************************
株式会社つくし堂 製造本部 製造課
大友 里美(Satomi Otomo)
〒000-0021 架空市中央2-8-15
TEL:050-0000-2231 FAX:050-0000-2232
Mail:s-otomo@tsukushido.example
*****************************************
"""
    letter = mail(
        "大友 里美 <s-otomo@tsukushido.example>", "原材料発注の件(つくし堂)", (2026, 12, 2, 10, 4), body, cte="8bit"
    )
    head = {"deliver_on": day(12, 8), "customer_name": "株式会社つくし堂", "deliver_to": "第二工場(架空市東原町4-1)"}
    return Drawn(letter, [told(items, NAMED, **head)])


@document("mail-text-bracket.eml", "mail-text", "labels in lenticular brackets, codes behind the names in brackets")
def bracket() -> Drawn:
    """A food maker's purchasing clerk."""
    items = [good("P4003", 12), good("P4004", 5), good("P4002", 8), good("P3005", 2)]
    lines = "\n".join(
        f"{place}){row.name}({row.code}) … {row.quantity}{row.unit}" for place, row in enumerate(items, 1)
    )
    body = f"""伝票商事株式会社 御中

お世話になっております。見本フーズ 購買課の白石でございます。
下記のとおり発注いたします。納期のご返信をお願いいたします。

【発注番号】MF-26-0417
【発注日】{kanji(day(10, 14))}
【希望納期】{kanji(day(10, 21), week=True)}
【納入先】本社倉庫 2番バース
【発注品】
{lines}
【備考】納品書は1部同梱してください。

株式会社見本フーズ
購買課 白石
"""
    letter = mail(
        "購買課 <order@mihon-foods.example>", "【発注】MF-26-0417", (2026, 10, 14, 15, 36), body, cte="quoted-printable"
    )
    head = {"number": "MF-26-0417", "ordered_on": day(10, 14), "deliver_on": day(10, 21)}
    head |= {"customer_name": "株式会社見本フーズ", "deliver_to": "本社倉庫 2番バース"}
    return Drawn(letter, [told(items, CODED, **head)])


@document("mail-text-pasted.eml", "mail-text", "cells pasted from Excel, parted by tabs, each with its day")
def pasted() -> Drawn:
    """A trader's clerk copies rows of a workbook into the mail."""
    items = rows(
        "code name note quantity unit",
        "P3001|見本段ボール|60サイズ 20枚|30|束\nP3002|見本段ボール|100サイズ 20枚|12|束\n"
        "P3005|例示OPPテープ|48mm 50巻|4|箱\nK-220|気泡緩衝材|1200mm×42m|6|本",
    )
    days = (day(11, 18), day(11, 18), day(11, 18), day(11, 25))
    items = [replace(row, day=when) for row, when in zip(items, days, strict=True)]
    cells = listed(
        items,
        lambda row: "\t".join(
            (row.code, row.name, row.note, str(row.quantity), row.unit, f"{row.day.month}/{row.day.day}")
        ),
    )
    body = f"""お世話になっております。
例示物産株式会社 資材の風見です。

以下、発注します。ご対応よろしくお願いします。

品番\t品名\t規格\t数量\t単位\t納期
{cells}

送り先は第一倉庫(愛知県例示市港町3-5)です。
気泡緩衝材だけ1週間遅らせてください。

風見
"""
    letter = mail("風見 <orders@reiji-bussan.example>", "資材発注 11月分", (2026, 11, 10, 9, 20), body)
    head = {"customer_name": "例示物産株式会社", "deliver_to": "第一倉庫(愛知県例示市港町3-5)"}
    return Drawn(letter, [told(items, f"{CODED} day", **head)])


@document("mail-text-roaster.eml", "mail-text", "codes in square brackets, prices behind @, the day as a mere number")
def roaster() -> Drawn:
    """A roaster of coffee."""
    items = [good("P1001", 24), good("P1002", 10), good("P3003", 3), good("P3004", 1)]
    body = f"""伝票商事 ご担当者さま

ひながた珈琲の久保田です。お世話になっております。
今月分の豆と資材、次の通りお願いします。10日着でお願いできますでしょうか。

{listed(items, lambda row: f"[{row.code}] {row.name} ×{row.quantity} @{yen(row.price)}")}

お届けは焙煎所(例示市浜町8-2)へお願いします。
単価はいずれも税抜、前回と同じ価格で計算しています。
変わっていたら教えてください。

--
ひながた珈琲株式会社
久保田 亮
roastery@hinagata-coffee.example
"""
    letter = mail("久保田 亮 <roastery@hinagata-coffee.example>", "12月の注文", (2026, 12, 4, 13, 48), body)
    head = {"deliver_on": day(12, 10), "customer_name": "ひながた珈琲株式会社", "tax_mode": "exclusive"}
    answer = told(items, "code name quantity price", deliver_to="焙煎所(例示市浜町8-2)", **head)
    return Drawn(letter, [answer], {"orders.0.deliver_on": SEEN})


@document("mail-text-shops.eml", "mail-text", "two orders, one below the other, for two shops of one firm")
def shops() -> Drawn:
    """The head office of two shops."""
    first = rows(NAMED, "透明フードパック 中 100枚|20|袋\n例示レジ袋 Mサイズ 2000枚|3|箱\n竹割箸 24cm 100膳|30|袋")
    second = rows(NAMED, "透明フードパック 中 100枚|12|袋\nラップフィルム 45cm×50m|24|本")

    def write(items: list) -> str:
        return listed(items, lambda row: f"  {row.name}：{row.quantity}{row.unit}")

    body = f"""伝票商事株式会社 受注ご担当者様

株式会社三本松商店の岸です。いつもありがとうございます。
2店舗分の注文をお送りします。伝票は店舗ごとに分けてください。

=== 本店分 ===
注文No. H-1120
届け先：三本松商店 本店（見本市栄町1-9）
着日：9月15日（火）
{write(first)}

=== 駅前店分 ===
注文No. E-0871
届け先：三本松商店 駅前店（見本市駅前3-2 1F）
着日：9月17日（木）
{write(second)}

以上、よろしくお願いいたします。

株式会社三本松商店 本部 岸
050-0000-7719
"""
    letter = mail("三本松商店 岸 <kishi@sanbonmatsu.example>", "9月中旬分の注文(2件)", (2026, 9, 9, 17, 2), body)
    firm = {"customer_name": "株式会社三本松商店"}
    places = "三本松商店 本店(見本市栄町1-9)", "三本松商店 駅前店(見本市駅前3-2 1F)"
    return Drawn(
        letter,
        [
            told(first, NAMED, number="H-1120", deliver_on=day(9, 15), deliver_to=places[0], **firm),
            told(second, NAMED, number="E-0871", deliver_on=day(9, 17), deliver_to=places[1], **firm),
        ],
    )


@document("mail-text-days.eml", "mail-text", "goods below the days they are wanted on")
def days() -> Drawn:
    """A caterer's week."""
    first = rows(
        NAMED, "例示米 コシヒカリ 10kg|15|袋\nサンプル濃口醤油 1.8L×6本|2|ケース\n冷凍ミックスベジタブル 1kg|20|袋"
    )
    second = rows(NAMED, "例示米 コシヒカリ 10kg|12|袋\nサンプルサラダ油 16.5kg缶|2|缶")
    third = rows(NAMED, "例示米 コシヒカリ 10kg|15|袋\n架空トマトケチャップ 1kg|10|袋\nサンプル食塩 5kg|3|袋")
    blocks, lines = [], []
    for when, items in ((day(12, 14), first), (day(12, 16), second), (day(12, 18), third)):
        lines += [replace(row, day=when) for row in items]
        goods = listed(items, lambda row: f" {row.name} / {row.quantity} {row.unit}")
        blocks.append(f"◆{week(when)}納品分\n{goods}")
    gap = "\n\n"
    body = f"""伝票商事 御中

テスト給食の相良です。
来週分の発注です。(管理番号 TK-2651)

{gap.join(blocks)}

納品場所はすべてセントラルキッチン、7:30までにお願いします。

株式会社テスト給食サービス
セントラルキッチン 相良
神奈川県見本市中央4-2
"""
    letter = mail("相良 <kitchen@test-kyushoku.example>", "来週の発注 TK-2651", (2026, 12, 9, 16, 30), body, cte="8bit")
    head = {"number": "TK-2651", "customer_name": "株式会社テスト給食サービス", "deliver_to": "セントラルキッチン"}
    return Drawn(letter, [told(lines, f"{NAMED} day", **head)])


@document("mail-text-formal.eml", "mail-text", "a public letter with 記 and 以上, days of the era")
def formal() -> Drawn:
    """A town's kitchen for schools."""
    items = rows(
        NAMED, "見本上白糖 20kg|6|袋\nサンプル食塩 5kg|10|袋\nホールトマト缶 2550g|48|缶\n業務用マヨネーズ 10kg|3|箱"
    )
    lines = "\n".join(
        f"    ({wide(place)}) {row.name}  {wide(row.quantity)}{row.unit}" for place, row in enumerate(items, 1)
    )
    body = f"""                                  若給発第１１８号
                                  令和８年１１月２６日

伝票商事株式会社 御中

                         若竹町学校給食センター

          給食用物資の発注について

 標記の件につきまして、下記のとおり発注しますので、納入方よろしくお願いします。

                 記

 １ 品名及び数量
{lines}
 ２ 納入期限  令和８年１２月１０日
 ３ 納入場所  若竹町学校給食センター 検収室
 ４ その他   納入の際は納品書を添付してください。

                             以上

担当:若竹町学校給食センター 物資係 津村
電話:050-0000-4410
"""
    letter = mail(
        "若竹町学校給食センター <kyushoku@wakatake-town.example>",
        "給食用物資の発注について",
        (2026, 11, 26, 11, 15),
        body,
        charset="iso-2022-jp",
        cte="7bit",
    )
    head = {"number": "若給発第118号", "ordered_on": day(11, 26), "deliver_on": day(12, 10)}
    head |= {"customer_name": "若竹町学校給食センター", "deliver_to": "若竹町学校給食センター 検収室"}
    return Drawn(
        letter,
        [told(items, NAMED, **head)],
        {"orders.0.number": "a letter's number, as town halls number what they send"},
    )


@document("mail-text-oldhand.eml", "mail-text", "half-width kana, full-width figures, an article not wanted, a weekday")
def oldhand() -> Drawn:
    """An old landlord who types as he speaks."""
    items = rows(NAMED, "サラダ油(一斗缶)|2|缶\n濃口ショウユ1.8L|1|ケース\nホールトマト缶|6|缶\n業務用マヨネーズ|1|箱")
    body = """毎度お世話様です

ｻﾗﾀﾞ油(一斗缶) ２缶
濃口ｼｮｳﾕ1.8L １ｹｰｽ
ホールトマト缶 ６缶
業務用マヨネーズ １箱

砂糖はまだ残ってるので今回はいりません
金曜の朝までにお願いします 留守なら勝手口の棚へ

浜屋食堂 大川
050-0000-1834
"""
    letter = mail("浜屋食堂 <hamaya@mobile.example>", "注文", (2026, 10, 6, 20, 55), body)
    answer = told(items, NAMED, deliver_on=day(10, 9), customer_name="浜屋食堂")
    doubts = {
        "orders.0.deliver_on": "a weekday only, counted from the mail's own day",
        "orders.0.deliver_to": "the shelf is named for the case that nobody is there",
    }
    return Drawn(letter, [answer], doubts)
