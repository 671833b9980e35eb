"""Mails of a farm, a school, a bento plant and a florist."""

from .base import CODED, NAMED, Drawn, day, document, kanji, listed, mail, rows, short, told, week


@document("mail-text-nouen.eml", "mail-text", "a farm's two orders for two fields in one mail")
def farm() -> Drawn:
    one = rows(
        NAMED,
        """有機配合肥料 20kg|30|袋
        黒マルチ 0.02×95cm×200m|10|本
        苦土石灰 粒状 20kg|15|袋""",
    )
    two = rows(
        NAMED,
        """防虫ネット 0.8mm 1.5m×50m|4|本
        育苗培土 40L|25|袋""",
    )
    text = f"""伝票商事 農業資材担当 様

農事組合法人みどり谷ファームです。春の資材を頼みます。
畑ごとに別伝票でお願いします。

■注文1（注文番号 MF-031）
届け先：第一圃場　熊本県例示郡谷川町10-1
希望日：3月12日
{listed(one, lambda r: f"　{r.name}　×{r.quantity}{r.unit}")}

■注文2（注文番号 MF-032）
届け先：育苗ハウス　熊本県例示郡谷川町55
希望日：3月16日
{listed(two, lambda r: f"　{r.name}　×{r.quantity}{r.unit}")}

農事組合法人みどり谷ファーム
事務　古庄
"""
    firm = {"customer_name": "農事組合法人みどり谷ファーム"}
    places = ("第一圃場 熊本県例示郡谷川町10-1", "育苗ハウス 熊本県例示郡谷川町55")
    orders = [
        told(one, NAMED, number="MF-031", deliver_on=day(3, 12), deliver_to=places[0], **firm),
        told(two, NAMED, number="MF-032", deliver_on=day(3, 16), deliver_to=places[1], **firm),
    ]
    letter = mail("古庄 <jimu@midoridani.example>", "春資材の注文（2件）", (2026, 3, 2, 8, 15), text)
    return Drawn(letter, orders)


@document("mail-text-gakko.eml", "mail-text", "a school's office orders for its science room")
def school() -> Drawn:
    goods = rows(
        NAMED,
        """ビーカー 300mL|40|個
        ろ紙 No.2 110mm 100枚入|5|箱
        アルコールランプ用芯|3|袋
        保護めがね（中学生用）|20|個
        サンプルペーパータオル 200枚×40|1|ケース
        見本アルコール除菌液 5L|2|本""",
    )
    text = f"""伝票商事株式会社 御中

例示市立南中学校 事務室の柏木です。
標記の件、次の物品を発注します。

1 発注日　{kanji(day(5, 18))}
2 納期　　{kanji(day(5, 29))}まで
3 納入場所　例示市立南中学校 理科準備室
4 物品
{listed(goods, lambda r: f"  ・{r.name}　{r.quantity}{r.unit}")}
5 その他　見積書、納品書、請求書は各1部、日付は空欄で提出してください。

例示市立南中学校（愛知県例示市南町1-1）
"""
    head = {"ordered_on": day(5, 18), "deliver_on": day(5, 29), "customer_name": "例示市立南中学校"}
    letter = mail("南中 事務 <minami-jhs@city-reiji.example>", "理科消耗品の発注", (2026, 5, 18, 16, 2), text)
    return Drawn(letter, [told(goods, NAMED, deliver_to="例示市立南中学校 理科準備室", **head)])


@document("mail-text-bento.eml", "mail-text", "a bento plant's ruled table of text, kilograms with decimals")
def bento() -> Drawn:
    goods = rows(
        CODED,
        """40112|冷凍白身フライ 60g|1200|枚
        40355|ポテトサラダ 業務用|37.5|kg
        40871|きんぴらごぼう|22.5|kg
        52003|弁当容器 BF-57 黒|3000|枚
        61010|サラダ油一斗缶|4|缶""",
    )
    shown = listed(goods, lambda r: f"|{r.code} |{_filled(r.name, 18)}|{r.quantity:>8}|{_filled(str(r.unit), 4)}|")
    rule = "+------+------------------+--------+----+"
    text = f"""伝票商事 様

デリカライン見本工場です。{short(day(7, 9))}納品分の発注を送ります。

発注No 70909-12
{rule}
|CD    |品名              |  発注数|単位|
{rule}
{shown}
{rule}
着時間 04:30 厳守。検温表を付けてください。

株式会社デリカライン 見本工場 原料課
"""
    head = {"number": "70909-12", "deliver_on": day(7, 9), "customer_name": "株式会社デリカライン"}
    letter = mail("genryo@delicaline.example", "7/9納品分 発注", (2026, 7, 7, 14, 0), text)
    reasons = {"orders.0.customer_name": "the plant may stand with the firm"}
    return Drawn(letter, [told(goods, CODED, **head)], reasons)


@document("mail-text-hanaya.eml", "mail-text", "a florist, quantities before the goods' sorts, no number")
def florist() -> Drawn:
    goods = rows(
        NAMED,
        """バラ アバランチェ 60cm|100|本
        カスミソウ|10|束
        スプレーカーネーション ピンク|50|本
        フローラルフォーム 48個入|1|ケース""",
    )
    text = f"""おはようございます。フラワーショップ凪の羽鳥です☆
母の日用、追加で注文させてください！

{listed(goods, lambda r: f"{r.name} → {r.quantity}{r.unit}")}

{week(day(5, 7))}の便でお願いします。
バラは色変わりNGです。

フラワーショップ凪
"""
    head = {"deliver_on": day(5, 7), "customer_name": "フラワーショップ凪"}
    letter = mail("羽鳥 <nagi.flower@nagi.example>", "追加注文です", (2026, 5, 1, 6, 31), text)
    return Drawn(letter, [told(goods, NAMED, **head)])


def _filled(text: str, width: int) -> str:
    return text.encode("cp932").ljust(width).decode("cp932")
