"""Old Excel and LibreOffice: plain sheets of small offices."""

from fresh_maker.base import ONE_RATE
from trades_maker.base import CODED, PRICED, Drawn, Sums, day, document, era, rows, told
from trades_maker.sheet import ods, xls

US = "伝票商事株式会社"


@document(
    "xls-leaf-ashi.xls", "xls", "old Excel, the number before the name, labels with a colon in the same cell, no prices"
)
def ashi() -> Drawn:
    """Number first."""
    lines = rows(
        "quantity unit name note",
        """
        4|本|ディーゼルエンジンオイル 10W-30 20L|ペール缶
        12|個|オイルエレメント OE-331|
        6|個|エアーエレメント AE-120|
        24|本|ウォッシャー液 2L|-30℃
        10|袋|吸着マット 50cm×50cm 20枚|""",
    )
    cells = [
        ["御 注 文 書"],
        [],
        [f"{US} 御中", "", "", "", "2026/2/9"],
        ["", "", "", "株式会社大浦自動車整備工場"],
        ["", "", "", "TEL 0957-00-6130  部品係 永江"],
        ["着日：2026/2/12", "", "", "納入先：大浦自動車 第1工場 部品庫"],
        [],
        ["数量", "単位", "品　　名", "摘　　要", "済"],
    ]
    head_rows = len(cells) - 1
    cells += (
        [[r.quantity, r.unit, r.name, r.note, ""] for r in lines]
        + [[""] * 5] * 4
        + [["※欠品時は代替品をご提案下さい。"]]
    )
    head = {
        "ordered_on": day(2, 9),
        "deliver_on": day(2, 12),
        "customer_name": "株式会社大浦自動車整備工場",
        "deliver_to": "大浦自動車 第1工場 部品庫",
    }
    return Drawn(
        xls("注文", cells, (8, 7, 40, 36, 10), range(head_rows, head_rows + 10)),
        [told(lines, "name quantity unit", **head)],
    )


@document(
    "xls-leaf-gama.xls", "xls", "old Excel, the sender's number beside ours, our code for the customer, sum before tax"
)
def gama() -> Drawn:
    """Our numbers stand in a column of their own."""
    own = ("S-0012", "S-0031", "S-0044", "S-0045")
    lines = rows(
        "code name quantity unit price",
        """
        P2002|見本小麦粉 強力 25kg|20|袋|5480
        P2004|サンプル食塩 5kg|6|袋|640
        P2005|サンプルサラダ油 16.5kg缶|8|缶|6350
        P2003|見本上白糖 20kg|10|袋|4320""",
    )
    cells = [
        ["資材発注書", "", "", "", "", "", ""],
        [],
        ["発注先", US, "", "", "発注書No", "SK-2026-115", ""],
        ["貴社得意先CD", "C002", "", "", "発注年月日", day(3, 2), ""],
        ["発注者", "サンプル食品株式会社 購買部", "", "", "納入日", day(3, 9), ""],
        ["納入場所", "大阪府見本市北町2-3 大阪物流センター", "", "", "担当", "岸部", ""],
        [],
        ["弊社品番", "貴社品番", "品名", "数量", "単位", "単価", "金額"],
    ]
    top = len(cells) - 1
    cells += [[mine, r.code, r.name, r.quantity, r.unit, r.price, r.amount] for mine, r in zip(own, lines, strict=True)]
    cells += [["", "", "", "", "", "税抜合計", Sums(lines).total]]
    head = {
        "number": "SK-2026-115",
        "ordered_on": day(3, 2),
        "deliver_on": day(3, 9),
        "customer_code": "C002",
        "customer_name": "サンプル食品株式会社",
    }
    answer = told(
        lines,
        PRICED,
        **head,
        deliver_to="大阪府見本市北町2-3 大阪物流センター",
        tax_mode="exclusive",
        total=Sums(lines).total,
    )
    return Drawn(xls("発注書", cells, (14, 38, 34, 8, 12, 14, 12), range(top, top + 6)), [answer])


@document(
    "xls-leaf-susuki.xls",
    "xls",
    "old Excel of a temple, era in texts, a reading below the name, sums before and with tax",
)
def susuki() -> Drawn:
    """A temple's sheet for a service."""
    lines = rows(
        "name note quantity unit price",
        """
        ろうそく 10号|白 20本入|12|箱|1850
        線香 白檀|500g|20|箱|2400
        座布団カバー 銘仙判|紫|30|枚|1380
        法要用 湯呑|美濃焼|50|個|420""",
    )
    sums = Sums(lines)
    cells = [
        ["", "備品注文書"],
        [],
        ["", f"{US} 営業部 様", "", "", "注文日", "令和8年8月17日"],
        ["", "", "", "", "納品希望", "令和8年9月11日まで"],
        ["", "宗教法人 曙光寺", "", "", "納品場所", "曙光寺 庫裏玄関"],
        ["", "(しょこうじ) 執事 三田村"],
        [],
        ["番", "品名", "規格等", "員数", "単位", "単価", "計"],
    ]
    top = len(cells) - 1
    cells += [[n, r.name, r.note, r.quantity, r.unit, r.price, r.amount] for n, r in enumerate(lines, 1)]
    cells += [
        ["", "小計", "", "", "", "", sums.total],
        ["", "消費税(10%)", "", "", "", "", sums.tax10],
        ["", "合計", "", "", "", "", sums.gross],
        [],
        ["", "彼岸法要に使用しますので、期日に遅れませんようお願いします。"],
    ]
    head = {
        "ordered_on": day(8, 17),
        "deliver_on": day(9, 11),
        "customer_name": "宗教法人 曙光寺",
        "deliver_to": "曙光寺 庫裏玄関",
    }
    answer = told(lines, "name quantity unit price amount", **head, **sums.head)
    return Drawn(
        xls("Sheet1", cells, (5, 34, 18, 8, 12, 22, 12), range(top, top + 8)),
        [answer],
        {"orders.0.lines.0.tax_rate": ONE_RATE},
    )


@document(
    "ods-leaf-seri.ods",
    "ods",
    "LibreOffice, an association's plain list, as soon as possible in place of a day, use in a column",
)
def seri() -> Drawn:
    """至急 is no day."""
    lines = rows(
        "name quantity unit note",
        """
        レトルトごはん 200g×24|10|箱|配布用
        缶詰 さば水煮 190g×24|6|箱|配布用
        長期保存水 500ml×24本|15|箱|備蓄
        紙皿 18cm 100枚|8|袋|子ども食堂
        使い捨てスプーン 100本|8|袋|子ども食堂""",
    )
    cells = [
        ["注文のお願い"],
        [],
        [f"{US}　ご担当者様"],
        ["注文者", "NPO法人 ふくろうの台所"],
        ["注文日", day(5, 7)],
        ["納期", "至急"],
        ["送付先", "愛媛県架空市道後町3-22 ふくろうの台所 事務所"],
        ["電話", "089-000-4721 (渡部)"],
        [],
        ["品名", "数量", "単位", "用途"],
    ]
    cells += [[r.name, r.quantity, r.unit, r.note] for r in lines]
    head = {
        "ordered_on": day(5, 7),
        "customer_name": "NPO法人 ふくろうの台所",
        "deliver_to": "愛媛県架空市道後町3-22 ふくろうの台所 事務所",
    }
    return Drawn(ods("注文", cells, (7.5, 6, 2, 4)), [told(lines, "name quantity unit", **head)])


@document(
    "ods-leaf-nazuna.ods", "ods", "LibreOffice, a school's request for consumables, budget items beside the goods, era"
)
def nazuna() -> Drawn:
    """A school's own form."""
    lines = rows(
        "name note quantity unit price",
        """
        画用紙 八つ切 100枚|図工|20|冊|1150
        水彩絵の具 12色|図工|36|組|680
        ラミネートフィルム A4 100枚|共通|5|箱|1420
        ホワイトボードマーカー 黒 10本|共通|8|箱|1090
        石灰 20kg|体育|10|袋|760""",
    )
    total = Sums(lines).total
    cells = [
        ["", "", "消耗品注文書", "", "", "", ""],
        ["例題市立見本小学校", "", "", "", "整理番号", "小消-8-017", ""],
        ["事務職員 吉良", "", "", "", "注文日", era(day(6, 3)), ""],
        ["", "", "", "", "納入期限", era(day(6, 17)), ""],
        [f"{US}　様", "", "", "", "納入場所", "職員室", ""],
        [],
        ["番号", "予算区分", "品　名", "数量", "単位", "単価（税抜）", "金額（税抜）"],
    ]
    cells += [[n, r.note, r.name, r.quantity, r.unit, r.price, r.amount] for n, r in enumerate(lines, 1)]
    cells += [["", "", "計", "", "", "", total]]
    head = {
        "number": "小消-8-017",
        "ordered_on": day(6, 3),
        "deliver_on": day(6, 17),
        "customer_name": "例題市立見本小学校",
        "deliver_to": "職員室",
    }
    return Drawn(
        ods("消耗品", cells, (2, 2.5, 7, 2, 3, 4, 3.5)),
        [told(lines, "name quantity unit price amount", **head, tax_mode="exclusive", total=total)],
    )


@document("ods-leaf-suzuna.ods", "ods", "LibreOffice, numbers of three shops and their sum, all goes to one store room")
def suzuna() -> Drawn:
    """The sum is what is ordered; the shops' shares are for the packer."""
    shares = ((10, 6, 4), (5, 5, 0), (20, 12, 8), (2, 1, 1))
    stems = (
        "P3006|例示レジ袋 Mサイズ 2000枚|箱",
        "P3004|サンプル紙ナプキン 10000枚|箱",
        "N-650|バイオ配合フードパック 大 50枚|袋",
        "P4004|サンプルニトリル手袋 M 100枚×10|ケース",
    )
    lines = rows(
        "code name unit quantity", "\n".join(f"{stem}|{sum(share)}" for stem, share in zip(stems, shares, strict=True))
    )
    cells = [
        ["包材発注書"],
        ["発注先", US],
        ["発注元", "株式会社惣菜のたかむら 本部"],
        ["発注番号", "TK-0911"],
        ["発注日", day(9, 11)],
        ["納品日", day(9, 16)],
        ["納品先", "本部倉庫 (一括納品。店別の仕分けは当社で行います)"],
        [],
        ["商品コード", "商品名", "単位", "本店", "駅前店", "空港店", "合計数量"],
    ]
    cells += [[r.code, r.name, r.unit, *share, r.quantity] for r, share in zip(lines, shares, strict=True)]
    head = {
        "number": "TK-0911",
        "ordered_on": day(9, 11),
        "deliver_on": day(9, 16),
        "customer_name": "株式会社惣菜のたかむら",
        "deliver_to": "本部倉庫",
    }
    judgement = {
        "orders.0.deliver_to": "the remark in brackets may count as part of the place",
        "orders.0.customer_name": "本部 is taken for a department",
    }
    return Drawn(ods("発注", cells, (3, 8, 2, 2, 2, 2, 2.5)), [told(lines, CODED, **head)], judgement)
