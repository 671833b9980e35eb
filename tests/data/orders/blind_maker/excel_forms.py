"""Excel forms drawn on narrow squares (方眼紙): merged cells, labels left of or above their values."""

from __future__ import annotations

from datetime import date
from typing import Any

from blind_maker.answers import Line, Made, document, line, order, tax_of, total
from blind_maker.words import OUR_NAME, era, kanji_date, num, weekday, wide, yen
from blind_maker.workbooks import Book, book


class Squares:
    """A sheet of narrow columns on which everything is a merged cell."""

    def __init__(self, b: Book, name: str, width: float = 2.4, columns: int = 45) -> None:
        """Add the sheet."""
        self.book = b
        self.sheet = b.sheet(name)
        self.sheet.set_column(0, columns, width)
        self.sheet.hide_gridlines(2)

    def put(
        self, row: int, column: int, wide: int, value: Any, *, tall: int = 1, border: int = 1, **style: Any
    ) -> None:
        """Write a value into a block of squares (rows and columns from 0)."""
        look = self.book.style(border=border, valign="vcenter", text_wrap=True, **style)
        if wide == 1 and tall == 1:
            self.sheet.write(row, column, value, look)
        else:
            self.sheet.merge_range(row, column, row + tall - 1, column + wide - 1, value, look)

    def row(self, row: int, cells: list[tuple[int, int, Any]], **style: Any) -> None:
        """Write several blocks of one row: (column, width, value)."""
        for column, width, value in cells:
            self.put(row, column, width, value, **style)


@document(
    "xlsx-grid-01.xlsx",
    "xlsx-grid",
    "Labels left of values, approval stamp boxes, our own address block, empty rows in the table.",
)
def reiji_bussan() -> Made:
    lines = [
        line("P2001", "見本小麦粉 薄力 25kg", 20, "袋", 4950),
        line("P2002", "見本小麦粉 強力 25kg", 15, "袋", 5480),
        line("P2007", "例示米 コシヒカリ 10kg", 40, "袋", 5200),
        line("", "業務用パン粉 2kg×5", 6, "箱", 3100),
    ]
    with book() as b:
        g = Squares(b, "注文書")
        g.put(0, 14, 12, "注　文　書", border=0, bold=True, font_size=20, align="center", tall=2)
        for n, word in enumerate(["部長", "課長", "担当"]):
            g.put(0, 32 + n * 3, 3, word, align="center")
            g.put(1, 32 + n * 3, 3, "" if n < 2 else "伊藤", tall=2, align="center")
        g.put(4, 0, 16, f"{OUR_NAME}　御中", border=0, underline=1, font_size=13)
        g.put(5, 0, 16, "〒100-0000 東京都伝票区一丁目1-1", border=0)
        g.put(6, 0, 16, "TEL 03-0000-0900 / FAX 03-0000-0999", border=0)
        g.put(4, 24, 5, "注文番号")
        g.put(4, 29, 12, "RB-008812")
        g.put(5, 24, 5, "注文日")
        g.put(5, 29, 12, "令和８年１１月２４日（火）")
        g.put(6, 24, 17, "例示物産株式会社　食材部", border=0)
        g.put(7, 24, 17, "愛知県例示市港町3-5　TEL 0500-00-0303", border=0)
        g.put(9, 0, 6, "納　期")
        g.put(9, 6, 12, "令和８年１２月１日（火）")
        g.put(10, 0, 6, "受渡場所")
        g.put(10, 6, 12, "第一倉庫")
        g.put(11, 0, 6, "支払条件")
        g.put(11, 6, 12, "月末締 翌月末払")
        g.put(9, 24, 6, "合計金額")
        g.put(9, 30, 11, f"¥{yen(total(lines))}-", bold=True)
        g.row(
            13,
            [
                (0, 3, "No."),
                (3, 6, "コード"),
                (9, 14, "品名・規格"),
                (23, 4, "数量"),
                (27, 3, "単位"),
                (30, 5, "単価"),
                (35, 6, "金額"),
            ],
            bg_color="#EEEEEE",
            align="center",
        )
        for n in range(8):
            each = lines[n] if n < len(lines) else line("", "", None, "", None)
            g.row(
                14 + n,
                [
                    (0, 3, n + 1),
                    (3, 6, each.code),
                    (9, 14, each.name),
                    (23, 4, yen(each.qty)),
                    (27, 3, each.unit),
                    (30, 5, yen(each.price)),
                    (35, 6, yen(each.amount)),
                ],
            )
        g.put(22, 0, 35, "合　　計（消費税別途）", align="right")
        g.put(22, 35, 6, int(total(lines)), num_format="#,##0")
        g.put(24, 0, 41, "備考：納品書には必ず弊社注文番号を記載してください。", tall=2)
    lines[3] = line(None, lines[3].name, 6, "箱", 3100)
    answer = order(
        lines,
        number="RB-008812",
        ordered_on=date(2026, 11, 24),
        deliver_on=date(2026, 12, 1),
        customer="例示物産株式会社",
        deliver_to="第一倉庫",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(b.file.getvalue(), [answer])


@document(
    "xlsx-grid-02.xlsx",
    "xlsx-grid",
    "Labels above values, every date cut into era, year, month and day cells, no codes.",
)
def sample_seika() -> Made:
    lines = [
        line(None, "薄力粉25kg", 6, "袋"),
        line(None, "上白糖20kg", 4, "袋"),
        line(None, "無塩バター 450g×30", 2, "箱"),
        line(None, "サラダ油一斗缶", 1, "缶"),
        line(None, "バニラエッセンス 500ml", 3, "本"),
    ]
    with book() as b:
        g = Squares(b, "FAX注文用紙", 2.1)
        g.put(0, 0, 38, "ＦＡＸ注文書", bold=True, font_size=18, align="center", border=0)
        g.put(1, 0, 38, "送信先：伝票商事(株) 受注係　FAX：03-0000-0999　　送信枚数：1枚（本紙含む）", border=2)
        for at, label, (year, month, day) in ((0, "ご注文日", (8, 11, 25)), (20, "お届け希望日", (8, 11, 28))):
            g.put(3, at, 18, label, bg_color="#FFFFCC", align="center")
            for n, value in enumerate(["令和", year, "年", month, "月", day, "日"]):
                g.put(4, at + n * 2, 2, value, align="center")
            g.put(4, at + 14, 4, "(水)" if at == 0 else "(土)")
        g.put(6, 0, 18, "ご注文主様（会社名・店名）", bg_color="#FFFFCC", align="center")
        g.put(7, 0, 18, "有限会社サンプル製菓", tall=2, font_size=12)
        g.put(6, 20, 18, "お届け先（ご注文主様と異なる場合のみ）", bg_color="#FFFFCC", align="center")
        g.put(7, 20, 18, "南通り売店　京都府例示市南通6-10", tall=2)
        g.put(10, 0, 20, "ご注文品", bg_color="#FFFFCC", align="center")
        g.put(10, 20, 6, "ご注文数", bg_color="#FFFFCC", align="center")
        g.put(10, 26, 4, "単位", bg_color="#FFFFCC", align="center")
        g.put(10, 30, 8, "備考", bg_color="#FFFFCC", align="center")
        for n in range(10):
            each = lines[n] if n < len(lines) else None
            note = "賞味期限長めで" if n == 2 else ""
            g.row(
                11 + n,
                [
                    (0, 20, each.name if each else ""),
                    (20, 6, wide(num(each.qty)) if each else ""),
                    (26, 4, each.unit if each else ""),
                    (30, 8, note),
                ],
            )
        g.put(22, 0, 38, "ご不明な点は、サンプル製菓 田中（075-000-0606）まで", border=0)
    answer = order(
        lines,
        ordered_on=date(2026, 11, 25),
        deliver_on=date(2026, 11, 28),
        customer="有限会社サンプル製菓",
        deliver_to="南通り売店　京都府例示市南通6-10",
    )
    return Made(b.file.getvalue(), [answer])


@document(
    "xlsx-grid-03.xlsx", "xlsx-grid", "Old slip: the total stands one digit a square, codes one character a square."
)
def kana_works() -> Made:
    lines = [
        line("P3001", "段ボール60", 50, "束", 1560),
        line("P3002", "段ボール100", 30, "束", 2980),
        line("P3005", "OPPテープ", 10, "箱", 5400),
    ]
    digits = f"{int(total(lines)):>8}"
    with book() as b:
        g = Squares(b, "伝票", 2.2)
        g.put(0, 0, 20, "物品購入伝票（注文書控→注文書）", border=0, font_size=14)
        g.put(0, 28, 6, "伝票番号")
        g.put(0, 34, 8, "K0093117")
        g.put(2, 0, 14, OUR_NAME, border=0, font_size=12)
        g.put(2, 14, 2, "殿", border=0)
        g.put(3, 26, 16, "株式会社仮名製作所 資材課", border=0)
        g.put(2, 26, 4, "発行日", border=0)
        g.put(2, 30, 10, "R8.11.26", border=0)
        g.put(4, 0, 4, "納入日")
        g.put(4, 4, 10, "R8.12.04")
        g.put(4, 16, 4, "納入先")
        g.put(4, 20, 16, "本社工場 2号棟 荷受場")
        g.put(6, 0, 6, "合計金額", tall=2, align="center")
        for n, word in enumerate(["千万", "百万", "十万", "万", "千", "百", "十", "円"]):
            g.put(6, 6 + n * 2, 2, word, font_size=7, align="center")
            g.put(7, 6 + n * 2, 2, digits[n] if digits[n] != " " else "", align="center", bold=True)
        g.row(
            9,
            [(0, 5, "品番"), (5, 15, "品名"), (20, 5, "数量"), (25, 3, "単位"), (28, 6, "単価"), (34, 8, "金額")],
            align="center",
        )
        for n, each in enumerate(lines):
            for at, letter in enumerate(each.code):
                g.put(10 + n, at, 1, letter)
            g.row(
                10 + n,
                [
                    (5, 15, each.name),
                    (20, 5, int(each.qty)),
                    (25, 3, each.unit),
                    (28, 6, int(each.price)),
                    (34, 8, int(each.amount)),
                ],
            )
        g.put(13, 0, 34, "以　下　余　白", align="center")
        g.put(13, 34, 8, "")
        g.put(14, 0, 42, "上記金額には消費税を含みません。", border=0)
    answer = order(
        lines,
        number="K0093117",
        ordered_on=date(2026, 11, 26),
        deliver_on=date(2026, 12, 4),
        customer="株式会社仮名製作所",
        deliver_to="本社工場 2号棟 荷受場",
        tax_mode="exclusive",
        total=total(lines),
    )
    return Made(b.file.getvalue(), [answer])


def hospital_rows(g: Squares, lines: list[Line]) -> None:
    """Draw two rows an article: name over specification, all other cells over both rows."""
    for n, each in enumerate(lines):
        row = 11 + n * 2
        g.put(row, 0, 2, n + 1, tall=2, align="center")
        g.put(row, 2, 16, each.name)
        g.put(row + 1, 2, 16, each.more["spec"], font_size=8)
        g.put(row, 18, 5, num(each.qty), tall=2)
        g.put(row, 23, 4, each.unit if n == 0 or each.unit != lines[n - 1].unit else "〃", tall=2, align="center")
        g.put(row, 27, 8, "12月2日" if n == 0 else "〃", tall=2, align="center")
        g.put(row, 35, 7, each.more.get("ward", "〃"), tall=2)


@document(
    "xlsx-grid-04.xlsx",
    "xlsx-grid",
    "Hospital requisition: two rows an article, 〃 for unit and day, code inside the specification.",
)
def hospital() -> Made:
    day = date(2026, 12, 2)
    lines = [
        line(
            None, "アルコール除菌5L", 12, "本", on=day, spec="見本アルコール除菌液（貴社品番 P4002）", ward="中央材料室"
        ),
        line(None, "食器用洗剤4L", 6, "本", on=day, spec="貴社品番 P4001"),
        line(None, "ニトリル手袋M", 10, "箱", on=day, spec="100枚×10　パウダーフリー"),
        line(None, "ディスポ エプロン 50枚", 20, "箱", on=day, spec="白　袖なし", ward="3階病棟"),
    ]
    with book() as b:
        g = Squares(b, "請求書兼注文書", 2.3)
        g.put(0, 8, 26, "物 品 請 求 書 兼 注 文 書", border=0, font_size=16, align="center")
        g.put(1, 26, 6, "整理番号", border=0)
        g.put(1, 32, 10, "用度 26-3381", border=0)
        g.put(3, 0, 18, "伝票商事株式会社　御中", border=0)
        g.put(3, 24, 18, "医療法人社団ひながた会", border=0)
        g.put(4, 24, 18, "例題中央病院　用度課", border=0)
        g.put(5, 24, 18, era(date(2026, 11, 25)), border=0, align="right")
        g.put(7, 0, 30, "次の物品を注文いたしますので、期日までに納入願います。", border=0)
        g.put(8, 0, 6, "納入場所")
        g.put(8, 6, 20, "例題中央病院 地下1階 物品庫")
        g.row(
            10,
            [
                (0, 2, "番"),
                (2, 16, "品名 ／ 規格"),
                (18, 5, "数量"),
                (23, 4, "単位"),
                (27, 8, "納入期日"),
                (35, 7, "使用部署"),
            ],
            align="center",
            bg_color="#E0E0F0",
        )
        hospital_rows(g, lines)
        g.put(20, 0, 42, "本書は当院の定める様式です。訂正の際は訂正印を押してください。", border=0)
    answer = order(
        lines,
        number="用度 26-3381",
        ordered_on=date(2026, 11, 25),
        customer="医療法人社団ひながた会 例題中央病院",
        deliver_to="例題中央病院 地下1階 物品庫",
    )
    notes = {
        "orders.0.customer_name": "the corporation and its hospital stand on two rows; either alone names the sender",
        "orders.0.lines.0.product_code": "the code (貴社品番 P4002, P4001) stands inside the specification",
        "orders.0.deliver_on": "every line has the day (12月2日, then 〃), the paper has none of its own",
    }
    return Made(b.file.getvalue(), [answer], notes)


@document(
    "xlsx-grid-05.xlsx",
    "xlsx-grid",
    "Hotel: place of delivery is 同上, second date is the inspection day, amounts over two rates.",
)
def kakuu_hotel() -> Made:
    lines = [
        line("P1001", "見本コーヒー豆 深煎り 1kg", 20, "袋", 2400, rate="0.08"),
        line("P1006", "例示オレンジジュース 1L×12本", 8, "ケース", 2880, rate="0.08"),
        line("KH-771", "アメニティ歯ブラシ 500本", 4, "箱", 6500, rate="0.1"),
        line("P3004", "サンプル紙ナプキン 10000枚", 3, "箱", 5750, rate="0.1"),
    ]
    net = total(lines)
    tax = tax_of(total(lines, "0.08"), "0.08") + tax_of(total(lines, "0.1"), "0.1")
    with book() as b:
        g = Squares(b, "発注書")
        g.put(0, 0, 40, "発　　注　　書", align="center", font_size=18, tall=2)
        g.put(2, 0, 20, "発注先　伝票商事株式会社 御中", tall=2)
        g.put(2, 20, 6, "発注NO")
        g.put(2, 26, 14, "KH2611-0457")
        g.put(3, 20, 6, "発注年月日")
        g.put(3, 26, 14, kanji_date(date(2026, 11, 23)))
        g.put(4, 0, 6, "発注者")
        g.put(4, 6, 34, "架空ホテル株式会社　購買課　（担当：鈴木）")
        g.put(5, 0, 6, "住所")
        g.put(5, 6, 34, "北海道架空市駅前9-1")
        g.put(6, 0, 6, "納品先")
        g.put(6, 6, 34, "同上　搬入口")
        g.put(7, 0, 6, "納品日")
        g.put(7, 6, 14, "2026年11月29日(日)")
        g.put(7, 20, 6, "検収日")
        g.put(7, 26, 14, "2026年11月30日(月)")
        g.row(
            9,
            [(0, 6, "商品番号"), (6, 15, "商品名"), (21, 3, "税率"), (24, 5, "数量"), (29, 5, "単価"), (34, 6, "金額")],
            align="center",
            bold=True,
        )
        for n, each in enumerate(lines):
            percent = "8%*" if each.rate == lines[0].rate else "10%"
            g.row(
                10 + n,
                [
                    (0, 6, each.code),
                    (6, 15, each.name),
                    (21, 3, percent),
                    (24, 5, f"{each.qty}{each.unit}"),
                    (29, 5, int(each.price)),
                    (34, 6, int(each.amount)),
                ],
            )
        for n, (word, value) in enumerate((("税抜計", net), ("消費税等", tax), ("御発注金額", net + tax))):
            g.put(14 + n, 24, 10, word)
            g.put(14 + n, 34, 6, int(value), num_format="#,##0")
        g.put(17, 0, 40, "*は軽減税率対象", border=0)
    answer = order(
        lines,
        number="KH2611-0457",
        ordered_on=date(2026, 11, 23),
        deliver_on=date(2026, 11, 29),
        customer="架空ホテル株式会社",
        deliver_to="北海道架空市駅前9-1 搬入口",
        tax_mode="exclusive",
        total=net,
        tax=tax,
        gross=net + tax,
    )
    return Made(
        b.file.getvalue(),
        [answer],
        {"orders.0.deliver_to": "written 同上　搬入口; the address stands in the row above"},
    )


@document(
    "xlsx-grid-06.xlsx",
    "xlsx-grid",
    "Change of an order: before and after in two column groups, one article struck to 0.",
)
def change_notice() -> Made:
    after = [
        line("P2005", "サンプルサラダ油 16.5kg缶", 15, "缶", on=None, before=10),
        line("P2006", "サンプル濃口醤油 1.8L×6本", 8, "ケース", before=8),
        line("P2004", "サンプル食塩 5kg", 0, "袋", before=20),
    ]
    with book() as b:
        g = Squares(b, "変更連絡")
        g.put(0, 0, 40, "注文内容変更のご連絡", font_size=16, align="center", border=0)
        g.put(2, 0, 16, "伝票商事㈱ 御中", border=0)
        g.put(2, 24, 16, kanji_date(date(2026, 11, 26)) + f"（{weekday(date(2026, 11, 26))}）", border=0)
        g.put(3, 24, 16, "(株)テスト給食サービス", border=0)
        g.put(4, 24, 16, "セントラルキッチン　仕入担当", border=0)
        g.put(5, 0, 36, "先にご注文いたしました下記の件、内容を変更させていただきます。", border=0)
        g.put(7, 0, 8, "対象のご注文番号")
        g.put(7, 8, 12, "TK-55190")
        g.put(8, 0, 8, "ご注文日")
        g.put(8, 8, 12, "2026/11/20")
        g.put(9, 0, 8, "納品日（変更後）")
        g.put(9, 8, 12, "2026/12/02")
        g.put(10, 0, 8, "納品日（変更前）")
        g.put(10, 8, 12, "2026/11/30")
        g.put(12, 0, 6, "商品コード", tall=2)
        g.put(12, 6, 16, "商品名", tall=2)
        g.put(12, 22, 7, "変更前", align="center")
        g.put(12, 29, 7, "変更後", align="center")
        g.row(13, [(22, 4, "数量"), (26, 3, "単位"), (29, 4, "数量"), (33, 3, "単位")])
        for n, each in enumerate(after):
            g.row(
                14 + n,
                [
                    (0, 6, each.code),
                    (6, 16, each.name),
                    (22, 4, each.more["before"]),
                    (26, 3, each.unit),
                    (29, 4, int(each.qty)),
                    (33, 3, each.unit),
                ],
            )
        g.put(18, 0, 40, "急なお願いで恐縮ですが、よろしくお願い申し上げます。", border=0)
    answer = order(
        after,
        number="TK-55190",
        ordered_on=date(2026, 11, 20),
        deliver_on=date(2026, 12, 2),
        customer="(株)テスト給食サービス",
        kind="change",
    )
    notes = {
        "orders.0.ordered_on": "the paper has the day of the order (11/20) and its own day (11/26)",
        "orders.0.lines": "the lines are the state after the change; the third is kept with quantity 0",
    }
    return Made(b.file.getvalue(), [answer], notes)
