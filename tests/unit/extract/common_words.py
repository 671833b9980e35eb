"""Orders of common words and layouts, combined by a number: what most senders write, in no document of a set.

Each number makes another sender's paper: its labels, titles, codes, ways to write days and money, and where head and
sender stand; each turn another order on it. The same numbers make the same order.
"""

from __future__ import annotations

import csv
import html
import io
import random
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.unit.extract.laid_out import pdf, sheet

PAPERS = ("注文書", "発注書", "御注文書", "発 注 書", "購買発注書", "物品注文書")
NUMBERS = (
    "注文番号", "発注番号", "発注No.", "注文No", "注文書番号", "P/O No.", "伝票番号", "管理番号", "発注書No",
    "オーダーNo.", "整理番号",
)  # fmt: skip
ORDERED = ("発注日", "注文日", "発行日", "ご注文日", "作成日", "日付", "起票日", "注文年月日")
DELIVERED = (
    "納期", "納品日", "希望納期", "納入日", "納品希望日", "お届け希望日", "納入期日", "入荷希望日", "納入指定日",
    "配送希望日",
)  # fmt: skip
PLACES = ("納品先", "納入先", "お届け先", "送り先", "納入場所", "納品場所", "届け先", "配送先", "直送先", "搬入先")
TITLES = {
    "no": ("No.", "No", "行", "項番", "#"),
    "code": ("商品コード", "品番", "商品番号", "型番", "品目コード", "商品CD", "製品コード", "Item No."),
    "name": ("商品名", "品名", "品名・規格", "品目", "製品名", "商品名/規格", "摘要", "品名及び規格", "アイテム"),
    "asked": ("数量", "注文数", "発注数", "個数", "ご注文数", "発注数量", "Qty"),
    "unit": ("単位",),
    "price": ("単価", "仕入単価", "納入単価", "単価(税抜)", "単価（円）", "@"),
    "amount": ("金額", "発注金額", "小計", "金額(税抜)", "合計金額", "金額（円）"),
}
CODES = ("K-{0:02}", "A{0:04}", "10{0:04}", "45000000{0:05}", "AX-{0:03}-R", "353-{0:02}", "00{0:03}", "B{0}")
GOODS = (
    "丁番 30mm", "戸車", "六角ボルト M8×20", "カラーコピー用紙 A4", "軍手(12双入)", "養生テープ 緑", "LED電球 60W形",
    "単三電池 4本パック", "特選醤油 1.8L", "食器用洗剤 業務用 4kg", "白菜", "切花 赤バラ",
)  # fmt: skip
CUSTOMERS = (
    "株式会社見本ストア", "有限会社例示工業", "(株)架空食品", "ひまわり保育園", "医療法人見本会 例示病院",
    "レストラン みほん亭",
)  # fmt: skip
DAYS = (
    "2026/{0:02}/{1:02}",
    "2026年{0}月{1}日",
    "2026-{0:02}-{1:02}",
    "令和8年{0}月{1}日",
    "R8.{0}.{1}",
    "2026.{0}.{1}",
)
MONEY = ("{:,}", "{}", "¥{:,}", "{:,}円")
UNITS = ("個", "本", "箱", "枚", "袋", "ケース", "kg", "セット")
_GAP, _WIDE = 9, 560


@dataclass(frozen=True, slots=True)
class Common:
    """One order: its rows as a sheet has them, what they say of the head, and its lines as code, name, number, sums.

    Its lines stand in rows `first` to `last`, under the titles of its columns.
    """

    rows: list[list[str]]
    head: tuple[str, str, str, str, str | None]
    lines: list[tuple]
    columns: list[str]
    first: int

    @property
    def last(self) -> int:
        """The row of the last line."""
        return self.first + len(self.lines) - 1


def common_order(number: int, turn: int = 0) -> Common:
    """Make an order on the paper of a number."""
    pick, drawn = random.Random(number), random.Random(1000 * number + turn)
    day, code = pick.choice(DAYS), pick.choice(CODES)
    ordered, wanted = (drawn.randint(3, 4), drawn.randint(1, 28)), (5, drawn.randint(1, 28))
    place = pick.choice(["本社倉庫", "第二工場 資材課", "東京都港区芝1-2-3 例示ビル4F", None])
    customer, own = pick.choice(CUSTOMERS), f"PO-{drawn.randint(1000, 9999)}"
    columns = [*pick.choice((("no",), ())), *pick.choice((("code", "name"), ("name", "code"), ("name",)))]
    columns += pick.choice((("asked", "unit"), ("asked",)))
    columns += pick.choice((("price", "amount"), ("price",), ("amount",), ()))
    lines = [
        (code.format(at + 3), name, drawn.choice([1, 2, 5, 12, 20, 100]), drawn.choice([80, 120, 350, 9800]))
        for at, name in enumerate(drawn.sample(GOODS, drawn.randint(1, 6)))
    ]
    money = pick.choice(MONEY)
    body = [[_shown(column, at, line, money, drawn) for column in columns] for at, line in enumerate(lines)]
    total = sum(asked * price for *_, asked, price in lines)
    if "amount" in columns:
        pad = [""] * (len(columns) - 2)
        body.append([*pad, pick.choice(["合計", "小計", "税抜合計"]), money.format(total)])
    labels = [
        (pick.choice(NUMBERS), own),
        (pick.choice(ORDERED), day.format(*ordered)),
        (pick.choice(DELIVERED), day.format(*wanted)),
        *([(pick.choice(PLACES), place)] if place else []),
    ]
    rows = [[pick.choice(PAPERS)], *_top(labels, customer, pick), [], [pick.choice(TITLES[one]) for one in columns]]
    first = len(rows)
    rows += [*body, *pick.choice(([], [["備考", "よろしくお願いいたします。"]]))]
    width = max(map(len, rows))
    dates = (f"2026-{ordered[0]:02}-{ordered[1]:02}", f"2026-{wanted[0]:02}-{wanted[1]:02}")
    said = [
        (
            own_code if "code" in columns else None,
            name,
            asked,
            price if "price" in columns else None,
            asked * price if "amount" in columns else None,
        )
        for own_code, name, asked, price in lines
    ]
    whole = [[*row, *[""] * (width - len(row))] for row in rows]
    return Common(whole, (own, *dates, customer, place), said, columns, first)


def _shown(column: str, at: int, line: tuple, money: str, drawn: random.Random) -> str:
    code, name, asked, price = line
    values = {"no": str(at + 1), "code": code, "name": name, "asked": str(asked), "unit": drawn.choice(UNITS)}
    return values[column] if column in values else money.format(price if column == "price" else asked * price)


def _top(labels: list[tuple[str, str]], customer: str, pick: random.Random) -> list[list[str]]:
    """Lay out head and sender in one of four ways."""
    ours, telephone, colon = "伝票商事株式会社 御中", "TEL 03-0000-0000", pick.choice(["", "：", ":"])
    right = [[ours, "", "", customer], ["", "", "", telephone]]
    pairs = [[f"{label}{colon}", value, ""] for label, value in labels]
    return pick.choice(
        (
            [*right, *pairs],
            [*right, *([cell for pair in pairs[at : at + 2] for cell in pair] for at in range(0, len(pairs), 2))],
            [[ours], [customer], [telephone], *([f"{label}：{value}"] for label, value in labels)],
            [*right, [label for label, _ in labels], [value for _, value in labels]],
        )
    )


def as_sheet(rows: list[list[str]]) -> bytes:
    return sheet(*rows)


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_html(rows: list[list[str]]) -> bytes:
    cells = (f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><table>{''.join(cells)}</table></body></html>".encode()


def as_pdf(rows: list[list[str]]) -> bytes | None:
    """Draw the rows without a line, figures at the right of their columns; None where the page is too narrow."""
    pdf([(1, 1, "")])
    several = [row for row in rows if sum(map(bool, row)) > 1]
    lefts = [40.0]
    for column in range(len(rows[0])):
        widest = max((stringWidth(row[column], "HeiseiKakuGo-W5", 10) for row in several), default=0.0)
        lefts.append(lefts[-1] + max(widest, 20.0) + _GAP)
    if lefts[-1] > _WIDE:
        return None
    return pdf(
        [
            (-(lefts[at + 1] - _GAP) if at and set(text) <= set("0123456789,¥円") else lefts[at], 60 + 18 * y, text)
            for y, row in enumerate(rows)
            for at, text in enumerate(row)
            if text
        ]
    )
