"""More printouts: a maker's order, an order upon an estimate, letters, lists of days, a notice of change."""

from dataclasses import replace

from fresh_maker.base import ONE_RATE
from trades_maker.base import CODED, PRICED, Drawn, Sums, day, document, era, extra, kanji, rows, slash, told, wide, yen
from trades_maker.sheet import MINCHO, Paper


@document(
    "pdf-text-leaf-take.pdf",
    "pdf-text",
    "a maker's order across the page: drawing number, day and place of each line, no sums with tax",
)
def take() -> Drawn:
    """Landscape, a day for each line."""
    days = (day(9, 17), day(9, 17), day(9, 24), day(10, 1))
    lines = [
        replace(row, day=when)
        for row, when in zip(
            rows(
                "code name note quantity unit price",
                """
        ZA-40112|六角穴付ボルト M8×30|SUS304|1000|本|12
        ZA-40118|スプリングワッシャ M8|SUS304|1000|枚|3
        ZB-00731|オイルシール 35×50×8|NBR|60|個|285
        ZC-21005|防錆紙 900mm×100m|鉄用|4|巻|4300""",
            ),
            days,
            strict=True,
        )
    ]
    paper = Paper(wide=True)
    paper.text(20, 16, "帳票ID: PUR020R", 7)
    paper.text(277, 16, "印刷日 2026/09/01", 7, at="right")
    paper.text(148, 24, "注文書 (控と照合のうえ納品書に注文番号を記載して下さい)", 13, at="middle")
    paper.table(
        20,
        32,
        (24, 60),
        (("取引先", "伝票商事株式会社 殿"), ("取引先C", "T-3307"), ("担当窓口", "第1営業課")),
        high=6.5,
    )
    paper.table(
        170,
        32,
        (26, 80),
        (("注文番号", "4500071926"), ("注文日", "2026/09/01"), ("注文元", "サンプル精密工業株式会社 生産管理部 調達G")),
        high=6.5,
    )
    cells = [
        (
            f"{n}0",
            r.code,
            r.name,
            r.note,
            yen(r.quantity),
            r.unit,
            f"{yen(r.price)}.00",
            yen(r.amount),
            slash(r.day),
            "A倉庫",
        )
        for n, r in enumerate(lines, 1)
    ]
    titles = ("項番", "品目番号", "品目名", "材質", "発注数", "単位", "契約単価", "発注金額", "要求納期", "受入場所")
    y = paper.table(20, 60, (12, 28, 58, 22, 20, 14, 24, 26, 26, 26), [titles, *cells], right=(4, 6, 7))
    paper.text(276, y + 8, f"発注金額合計(税抜)   {yen(Sums(lines).total)}", 10, at="right")
    for place, text in enumerate(
        (
            "1. 消費税は別途、請求時に加算するものとします。",
            "2. 納期に遅れが生じる場合は直ちに連絡願います。",
            "3. 本注文書は電子印により押印を省略しています。",
        )
    ):
        paper.text(20, y + 20 + 5 * place, text, 8)
    head = {
        "number": "4500071926",
        "ordered_on": day(9, 1),
        "customer_name": "サンプル精密工業株式会社",
        "deliver_to": "A倉庫",
    }
    answer = told(lines, f"{PRICED} day", **head, tax_mode="exclusive", total=Sums(lines).total)
    return Drawn(paper.done(), [answer], {"orders.0.deliver_to": "the place stands in a column of the rows"})


@document(
    "pdf-text-leaf-ichigo.pdf",
    "pdf-text",
    "an order upon an estimate: two numbers, a discount among the rows, sum on top",
)
def ichigo() -> Drawn:
    """The estimate's number stands beside the order's own."""
    lines = rows(
        "name quantity unit price",
        """
        例示業務用コーヒーメーカー DX-1|2|台|128000
        浄水カートリッジ FC-12|4|個|5800
        設置・試運転費|1|式|18000""",
    )
    sums, paper = Sums(lines, -7200), Paper()
    paper.text(20, 20, "発注日: 2026年10月19日", 9)
    paper.text(20, 25, "発注書番号: PO-1026", 9)
    paper.text(20, 42, "発注書", 24)
    paper.text(20, 58, "伝票商事株式会社 様", 13)
    paper.text(20, 66, "貴社お見積書(見積番号 Q-26-0988 10月12日付)のとおり発注いたします。", 9)
    for y, text in (
        (42, "ひながた珈琲株式会社"),
        (48, "福岡県例示市浜町8-2"),
        (53, "直営店舗事業部 浦"),
        (58, "登録番号 T0000000000000"),
    ):
        paper.text(140, y, text, 9)
    paper.text(20, 82, "ご発注金額", 10)
    paper.text(50, 82, f"{yen(sums.gross)} 円 (税込)", 16)
    paper.text(20, 92, "納品希望日　2026年11月2日", 9)
    paper.text(20, 98, "納品場所　　ひながた珈琲 浜町店 (福岡県例示市浜町1-14)", 9)
    cells = [(r.name, yen(r.quantity), r.unit, yen(r.price), yen(r.amount)) for r in lines]
    cells.append(("出精値引", "", "", "", "▲7,200"))
    paper.rule(20, 106, 190)
    y = paper.table(
        20,
        107,
        (88, 16, 14, 24, 28),
        [("品目", "数量", "単位", "単価", "価格"), *cells],
        right=(1, 3, 4),
        boxed=False,
        high=8,
    )
    paper.rule(20, 114.5, 190)
    paper.rule(20, y, 190)
    paper.table(
        120,
        y + 2,
        (30, 40),
        (("小計", yen(sums.total)), ("消費税 10%", yen(sums.tax10)), ("合計", yen(sums.gross))),
        right=(1,),
        boxed=False,
    )
    paper.text(20, y + 30, "備考: 搬入は開店前(8時〜9時)でお願いします。", 9)
    head = {
        "number": "PO-1026",
        "ordered_on": day(10, 19),
        "deliver_on": day(11, 2),
        "customer_name": "ひながた珈琲株式会社",
    }
    answer = told(
        lines,
        "name quantity unit price amount",
        **head,
        deliver_to="ひながた珈琲 浜町店 (福岡県例示市浜町1-14)",
        **sums.head,
    )
    answer["lines"].append(extra("出精値引", -7200))
    return Drawn(
        paper.done(),
        [answer],
        {"orders.0.lines.0.tax_rate": ONE_RATE, "orders.0.deliver_to": "the address in brackets may count as its own"},
    )


@document(
    "pdf-text-leaf-kuri.pdf",
    "pdf-text",
    "a town hall's order as a letter: 記 with numbered entries, one article, full-width figures",
)
def kuri() -> Drawn:
    """A public office's letter."""
    lines, paper = rows("name quantity unit price", "例示業務用冷蔵ショーケース SC-2|1|台|248000"), Paper(MINCHO)
    paper.text(190, 22, "架福発第214号", 10.5, at="right")
    paper.text(190, 29, wide(era(day(9, 28))), 10.5, at="right")
    paper.text(22, 42, "伝票商事株式会社", 10.5)
    paper.text(22, 48, "代表取締役　様", 10.5)
    paper.text(188, 60, "架空市長　　日野原　栄", 10.5, at="right")
    paper.text(188, 66, "(福祉部　子育て支援課)", 10.5, at="right")
    paper.text(105, 82, "物品の購入について(注文)", 13, at="middle")
    paper.text(28, 94, "このことについて、下記のとおり注文しますので、期日までに納入願います。", 10.5)
    paper.text(105, 106, "記", 10.5, at="middle")
    entries = (
        "１　品　　名　　例示業務用冷蔵ショーケース SC-2",
        "２　数　　量　　１台",
        "３　単　　価　　２４８，０００円(税抜)",
        "４　契約金額　　２７２，８００円",
        "　　　　　　　　(うち消費税及び地方消費税の額　２４，８００円)",
        "５　納入期限　　令和８年１０月１６日",
        "６　納入場所　　架空市立中央保育所　調理室",
        "７　支払方法　　検査合格後、適法な請求書を受理した日から３０日以内",
    )
    for place, entry in enumerate(entries):
        paper.text(30, 120 + 9 * place, entry, 10.5)
    paper.text(188, 210, "担当　子育て支援課　管理係　八尾", 10, at="right")
    paper.text(188, 216, "電話　0000-21-3456", 10, at="right")
    head = {
        "number": "架福発第214号",
        "ordered_on": day(9, 28),
        "deliver_on": day(10, 16),
        "customer_name": "架空市",
        "deliver_to": "架空市立中央保育所 調理室",
    }
    judgement = {
        "orders.0.customer_name": "the mayor signs for the city; his post may be kept",
        "orders.0.number": "the letter's number is the only one",
        "orders.0.tax_mode": "the price is without tax, the sum with it",
    }
    answer = told(lines, "name quantity unit price", **head, tax_mode="exclusive", tax=24800, gross=272800)
    return Drawn(paper.done(), [answer], judgement)


@document(
    "pdf-text-leaf-biwa.pdf",
    "pdf-text",
    "a school lunch centre's month: a day of delivery in front of each row, ditto marks, no prices",
)
def biwa() -> Drawn:
    """Rows by day; the day stands at the first row of each."""
    lines = [
        replace(row, day=day(10, when))
        for row, when in zip(
            rows(
                CODED,
                """
        S-103|サンプル濃口醤油 1.8L×6本|2|ケース
        S-110|本みりん 1.8L|6|本
        S-201|見本上白糖 20kg|3|袋
        S-115|穀物酢 20L|1|缶
        S-302|冷凍むきえだまめ 1kg|24|袋
        S-305|冷凍コーン 1kg|30|袋
        S-103|サンプル濃口醤油 1.8L×6本|2|ケース""",
            ),
            (5, 5, 5, 13, 13, 20, 27),
            strict=True,
        )
    ]
    paper, seen = Paper(), None
    paper.text(20, 20, "例題町学校給食共同調理場", 10)
    paper.text(105, 34, "令和8年10月分　給食用物資発注書", 15, at="middle")
    paper.text(20, 46, "納入業者　伝票商事株式会社　様", 11)
    paper.text(150, 46, "発注日　R8.9.15", 10)
    paper.text(20, 53, "納入場所　例題町字原田55 共同調理場 検収室　　納入時間　8:00〜8:30", 9)
    paper.rule(20, 58, 190)
    for x, text in ((22, "納入日"), (48, "コード"), (70, "物資名"), (135, "発注量"), (153, "単位"), (168, "備考")):
        paper.text(x, 63.5, text, 9)
    paper.rule(20, 66, 190)
    for place, row in enumerate(lines):
        y = 73 + 8 * place
        paper.text(
            22,
            y,
            "〃" if row.day == seen else f"{row.day.month}/{row.day.day}({'月火水木金土日'[row.day.weekday()]})",
            9.5,
        )
        seen = row.day
        paper.text(48, y, row.code, 9.5)
        paper.text(70, y, row.name, 9.5)
        paper.text(149, y, row.quantity, 9.5, at="right")
        paper.text(153, y, row.unit, 9.5)
    paper.text(168, 73 + 8 * 4, "解凍不可", 9)
    paper.rule(20, 134, 190)
    paper.text(20, 142, "※ 欠品・規格変更のある場合は前週の水曜日までに栄養士 (内線 12) まで連絡してください。", 9)
    head = {
        "ordered_on": day(9, 15),
        "customer_name": "例題町学校給食共同調理場",
        "deliver_to": "例題町字原田55 共同調理場 検収室",
    }
    return Drawn(paper.done(), [told(lines, f"{CODED} day", **head)])


@document(
    "pdf-text-leaf-yuzu.pdf", "pdf-text", "a notice of change: columns before and after, a new day beside the old one"
)
def yuzu() -> Drawn:
    """A change with both quantities."""
    lines = rows(
        "code name note quantity unit",
        """
        P3001|見本段ボール 60サイズ 20枚|30|50|束
        P3002|見本段ボール 100サイズ 20枚|20|20|束
        P3005|例示OPPテープ 48mm 50巻|5|8|箱""",
    )
    paper = Paper()
    paper.box(75, 14, 60, 12)
    paper.text(105, 22, "注文変更通知書", 15, at="middle")
    paper.text(190, 32, f"通知日 {kanji(day(11, 4))}", 9, at="right")
    paper.text(20, 40, "伝票商事株式会社 御中", 12)
    for y, text in (
        (44, "株式会社例題包装"),
        (49, "資材部 資材課 (担当 大庭)"),
        (54, "TEL 054-000-1060 / FAX 054-000-1061"),
    ):
        paper.text(130, y, text, 9)
    paper.text(20, 62, "先にお送りした下記注文につき、内容を変更させていただきたくお願いいたします。", 9)
    paper.table(20, 68, (30, 50), (("元注文番号", "RH-5520"), ("当初注文日", "2026/10/29")))
    paper.table(110, 68, (30, 50), (("変更前納期", "2026/11/09"), ("変更後納期", "2026/11/12")))
    cells = [
        (r.code, r.name, r.note, r.quantity, r.unit, "" if r.note == str(r.quantity) else "数量変更") for r in lines
    ]
    paper.table(
        20,
        90,
        (22, 66, 20, 20, 14, 28),
        [("品番", "品名", "変更前", "変更後", "単位", "変更内容"), *cells],
        right=(2, 3),
    )
    paper.text(20, 126, "変更理由: 年末出荷分の増加見込みのため", 9)
    paper.text(20, 132, "納入先の変更はございません。(当社 資材倉庫)", 9)
    head = {
        "number": "RH-5520",
        "ordered_on": day(10, 29),
        "deliver_on": day(11, 12),
        "customer_name": "株式会社例題包装",
        "deliver_to": "当社 資材倉庫",
    }
    judgement = {
        "orders.0.deliver_to": "the place stands in a sentence",
        "orders.0.ordered_on": "the order's first day or the notice's",
    }
    return Drawn(paper.done(), [told(lines, CODED, kind="change", **head)], judgement)
