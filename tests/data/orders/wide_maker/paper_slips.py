"""Papers that packages draw: FAX sheets, order and acceptance on one page, a cancellation, a bill."""

from trades_maker.base import (
    CODED,
    PRICED,
    Drawn,
    Row,
    Sums,
    day,
    document,
    era,
    kanji,
    rows,
    short,
    slash,
    told,
    wide,
    yen,
)
from trades_maker.sheet import MINCHO, Paper

from .paper_package import stacked
from .paper_tools import ONE_RATE, money

PLAIN = "name quantity unit price"


@document("pdf-text-soufu.pdf", "pdf-text", "a FAX cover letter with TO and FROM, the goods in its message box")
def soufu() -> Drawn:
    """A car shop's FAX."""
    lines = rows(
        "name quantity unit",
        """ウエス 白メリヤス 10kg|3|梱
        パーツクリーナー 840ml|60|本
        ニトリル手袋 黒 L 100枚|10|箱
        ハンドソープ 4L|2|本""",
    )
    paper = Paper()
    paper.text(20, 24, "ＦＡＸ送信票", 20)
    paper.rule(20, 28, 190)
    facts = (
        ("TO", "伝票商事(株) 御中", "FROM", "モータース架空 有限会社"),
        ("FAX", "03-0000-9911", "FAX", "0584-00-2302"),
        ("", "", "TEL", "0584-00-2301　担当：石黒"),
        ("件名", "消耗品の発注", "送信日", f"2026年7月{wide(6)}日"),
        ("枚数", "1枚（本紙含む）", "", ""),
    )
    paper.table(20, 34, (16, 62, 18, 74), facts, high=8, size=10)
    for place, mark in enumerate(("☐至急", "☐ご確認", "☑ご手配ください", "☐ご返信")):
        paper.text(22 + place * 40, 82, mark.replace("☑", "■").replace("☐", "□"), 10)
    paper.box(20, 88, 170, 120)
    y = stacked(paper, 25, 97, ("いつもお世話になります。", "下記商品の発注をお願いします。", ""), 11, 7)
    for row in lines:
        paper.text(30, y, f"・{row.name}", 11)
        paper.text(140, y, f"{row.quantity}{row.unit}", 11, at="right")
        y += 8
    stacked(
        paper,
        25,
        y + 4,
        (
            "納期：7/9(木)　午後なら助かります",
            "納品先：いつもの工場ではなく、中古車センター（大垣架空町44）へ",
            "",
            "以上、よろしくお願いいたします。",
        ),
        11,
        8,
    )
    answer = told(
        lines,
        "name quantity unit",
        ordered_on=day(7, 6),
        deliver_on=day(7, 9),
        customer_name="モータース架空 有限会社",
        deliver_to="中古車センター(大垣架空町44)",
    )
    why = {"orders.0.deliver_to": "the place stands in a sentence that names another first"}
    return Drawn(paper.done(), [answer], why)


@document("pdf-text-yoko.pdf", "pdf-text", "a machine maker's sheet across: a day and a works number for each line")
def yoko() -> Drawn:
    """A machine maker's order, a day of delivery for each line."""
    items = """KT-1180-01|ロックナイロンチューブ 6mm|200|m|145|10/12|S26-771
    KT-1180-07|ワンタッチ継手 ストレート 6mm|120|個|180|10/12|S26-771
    KT-2204-00|六角穴付ボルト M8×25 SUS|1000|本|14|10/16|S26-780
    KT-2210-03|スプリングワッシャー M8|1000|枚|3|10/16|S26-780
    KT-5002-11|リミットスイッチ|6|個|4350|10/26|S26-802"""
    split = [line.strip().split("|") for line in items.splitlines()]
    lines = [
        Row(code, name, int(count), unit, int(price), day=day(10, int(when.partition("/")[2])))
        for code, name, count, unit, price, when, _ in split
    ]
    total = Sums(lines).total
    paper = Paper(wide=True)
    paper.text(148, 18, "購　入　注　文　書", 16, at="middle")
    paper.text(20, 30, "伝票商事株式会社 殿", 12)
    paper.text(20, 37, "毎度格別のお引立てを賜り有難うございます。下記の通り注文致しますのでお手配願います。", 8)
    stacked(paper, 205, 26, ("高砂架空製作所株式会社", "購買部　沢井", "兵庫県架空市荒井町1000", "TEL 079-000-6120"))
    stacked(paper, 130, 26, ("注番　P2609-3341", "発行　2026-09-28"))
    titles = ("項", "図番・品番", "品　名", "製番", "数量", "単位", "単価", "金額", "納入日")
    goods = [
        (place, row.code, row.name, cells[6], yen(row.quantity), row.unit, *money(row), cells[5])
        for place, (row, cells) in enumerate(zip(lines, split, strict=True), 1)
    ]
    widths = (10, 34, 72, 26, 20, 14, 22, 28, 24)
    end = paper.table(20, 48, widths, [titles, *goods, *[("",) * 9] * 5], right=(0, 4, 6, 7))
    paper.table(154, end, (64, 28), [("合計（消費税別）", yen(total))], right=(1,))
    paper.box(20, end + 4, 120, 26)
    stacked(
        paper,
        22,
        end + 9,
        (
            "納入場所：本社工場 受入検査場",
            "受渡条件：持込渡し　検査：受入検査規定による",
            "支払条件：20日締 翌月末 電子記録債権",
        ),
    )
    for place, word in enumerate(("承認", "審査", "作成")):
        paper.box(220 + place * 18, end + 12, 18, 18)
        paper.text(229 + place * 18, end + 15, word, 7, at="middle")
    answer = told(
        lines,
        f"{PRICED} day",
        number="P2609-3341",
        ordered_on=day(9, 28),
        customer_name="高砂架空製作所株式会社",
        deliver_to="本社工場 受入検査場",
        tax_mode="exclusive",
        total=total,
    )
    return Drawn(paper.done(), [answer])


@document("pdf-text-seikyu.pdf", "pdf-text", "a carrier's bill with a table like an order's", "invoice")
def seikyu() -> Drawn:
    """A bill that reaches the orders by mistake."""
    paper = Paper()
    paper.text(105, 22, "御　請　求　書", 18, at="middle")
    paper.text(20, 34, "伝票商事株式会社　御中", 12)
    stacked(
        paper,
        130,
        34,
        ("請求番号 2611-0087", f"請求日 {kanji(day(11, 30))}", "架空運送株式会社", "登録番号 T0000000000087"),
    )
    paper.text(20, 62, "ご請求金額　￥181,500-（税込）", 14)
    titles = ("日付", "内容", "数量", "単位", "単価", "金額")
    goods = [
        ("11/04", "4t車 チャーター便 見本市→例示市", 2, "台", "38,000", "76,000"),
        ("11/12", "路線便 神奈川", 35, "個", "1,400", "49,000"),
        ("11/24", "構内作業", 8, "時間", "5,000", "40,000"),
    ]
    end = paper.table(20, 70, (18, 78, 16, 14, 22, 26), [titles, *goods, *[("",) * 6] * 5], right=(2, 4, 5))
    final = (("小計", "165,000"), ("消費税(10%)", "16,500"), ("合計", "181,500"))
    paper.table(132, end, (36, 26), final, right=(1,))
    stacked(
        paper,
        20,
        end + 36,
        (f"お支払期限　{kanji(day(12, 31))}", "お振込先　見本銀行 架空支店 普通 0000871 カクウウンソウ(カ"),
    )
    return Drawn(paper.done(), [])


@document("pdf-text-ukesho.pdf", "pdf-text", "order and form of acceptance on one page, parted by a line to cut along")
def ukesho() -> Drawn:
    """A sign maker's order with the acceptance below."""
    lines = rows(
        PLAIN,
        """アルミ複合板 白 3×6 3mm|15|枚|2950
        カッティングシート 白 1010mm×10m|2|本|11800
        強力両面テープ 20mm×10m|24|巻|940""",
    )
    sums = Sums(lines)
    paper = Paper()
    paper.text(105, 20, "注　文　書", 16, at="middle")
    paper.text(18, 30, "伝票商事株式会社　御中", 11)
    stacked(paper, 18, 40, (f"納期　{era(day(6, 19))}", "受渡場所　弊社 第二作業所", "支払方法　従来通り"))
    stacked(
        paper,
        128,
        28,
        ("No. 8-0611", era(day(6, 10)), "有限会社 サイン工房あかつき", "代表 暁 信一　㊞", "TEL 086-000-4949"),
    )
    titles = ("品名・規格", "数量", "単位", "単価", "金額")
    goods = [(row.name, row.quantity, row.unit, *money(row)) for row in lines]
    end = paper.table(18, 62, (88, 16, 14, 24, 32), [titles, *goods, *[("",) * 5] * 4], right=(1, 3, 4))
    final = (("税抜計", yen(sums.total)), ("消費税10%", yen(sums.tax)), ("税込合計", yen(sums.gross)))
    end = paper.table(136, end, (24, 32), final, right=(1,))
    paper.canvas.setDash(3, 3)
    paper.rule(10, 165, 200)
    paper.canvas.setDash()
    paper.text(105, 163, "キ　リ　ト　リ", 7, at="middle")
    paper.text(105, 180, "注　文　請　書", 16, at="middle")
    paper.text(18, 190, "有限会社 サイン工房あかつき　御中", 11)
    stacked(
        paper,
        18,
        200,
        ("注文No. 8-0611 の件、確かにお請けいたしました。", f"ご請負金額　￥{yen(sums.gross)}-（税込）"),
        10,
        7,
    )
    stacked(paper, 120, 220, ("令和　　年　　月　　日", "住所", "氏名　　　　　　　　　　　　　印"), 10, 8)
    answer = told(
        lines,
        "name quantity unit price amount",
        number="8-0611",
        ordered_on=day(6, 10),
        deliver_on=day(6, 19),
        customer_name="有限会社 サイン工房あかつき",
        deliver_to="弊社 第二作業所",
        **sums.head,
    )
    return Drawn(paper.done(), [answer], {"orders.0.lines.0.tax_rate": ONE_RATE})


@document("pdf-text-torikeshi.pdf", "pdf-text", "a cancellation of two lines of an order, with a box for an answer")
def torikeshi() -> Drawn:
    """A packer cancels an order."""
    lines = rows(CODED, "P3001|見本段ボール 60サイズ 20枚|40|束\nP3005|例示OPPテープ 48mm 50巻|6|箱")
    paper = Paper(MINCHO)
    paper.text(190, 18, slash(day(10, 9)), 10, at="right")
    paper.text(105, 30, "発注取消のご連絡", 18, at="middle")
    paper.rule(65, 33, 145)
    paper.text(20, 46, "伝票商事株式会社　業務部　御中", 11)
    stacked(paper, 130, 52, ("株式会社例題包装", "資材課　宇野", "TEL 054-000-1006 / FAX 054-000-1007"))
    paper.text(20, 76, "下記の発注につきまして、全数お取り消しくださいますようお願いいたします。", 10)
    facts = (
        ("発注No.", "RD-61002"),
        ("発注日", slash(day(10, 2))),
        ("納入予定日", slash(day(10, 13))),
        ("理由", "得意先の企画中止による"),
    )
    end = paper.table(20, 82, (36, 80), facts, high=8, size=10)
    goods = [(row.code, row.name, row.quantity, row.unit) for row in lines]
    end = paper.table(20, end + 8, (30, 96, 22, 22), [("品番", "品名", "取消数", "単位"), *goods], high=8, right=(2,))
    paper.text(20, end + 14, "ご迷惑をお掛けいたしますが、何卒よろしくお願い申し上げます。", 10)
    paper.box(20, end + 24, 170, 26)
    stacked(paper, 24, end + 31, ("【ご回答欄】　取消を　□ 承諾します　□ 承諾できません", "ご担当者名："), 10, 9)
    answer = told(
        lines,
        CODED,
        kind="cancel",
        number="RD-61002",
        ordered_on=day(10, 2),
        deliver_on=day(10, 13),
        customer_name="株式会社例題包装",
    )
    return Drawn(paper.done(), [answer])


@document(
    "pdf-text-takahashi.pdf",
    "pdf-text",
    "a small shop's order: marks of 8 %, tax included in the sum, days without a year",
)
def takahashi() -> Drawn:
    """A delicatessen's own sheet with prices that hold the tax."""
    food = rows(PLAIN, "米油 16.5kg|2|缶|8640\n春雨 1kg|6|袋|1026\n白ごま 1kg|3|袋|1296", "0.08")
    lines = [*food, *rows(PLAIN, "割箸 元禄 100膳|20|袋|330\nアルミカップ 8号 500枚|4|袋|605", "0.1")]
    gross = Sums(lines).total
    paper = Paper()
    paper.text(20, 24, "発注表", 18)
    paper.text(60, 24, "デンピョウ商事さん宛", 11)
    paper.text(190, 24, "惣菜のたかはし", 13, at="right")
    paper.text(190, 31, "電話0480-00-2284（FAX同じ）", 9, at="right")
    paper.text(20, 38, f"{short(day(5, 18))} 注文 → {short(day(5, 21))} 着希望", 12)
    titles = ("しなもの", "かず", "", "単価(税込)", "金額")
    goods = [(("＊" if row.rate == "0.08" else "") + row.name, row.quantity, row.unit, *money(row)) for row in lines]
    end = paper.table(20, 46, (80, 18, 14, 26, 30), [titles, *goods], high=9, size=11, right=(1, 3, 4))
    paper.text(188, end + 8, f"合計(税込)　{yen(gross)}円", 12, at="right")
    paper.text(20, end + 8, "＊＝8%（食品）　ほかは10%", 9)
    answer = told(
        lines,
        "name quantity unit price amount rate",
        customer_name="惣菜のたかはし",
        tax_mode="inclusive",
        gross=gross,
    )
    why = "the year stands nowhere"
    return Drawn(paper.done(), [answer], {"orders.0.ordered_on": why, "orders.0.deliver_on": why})
