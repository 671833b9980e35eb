"""Orders laid out at random, with the words and the dirt real senders use: what is read is right, or it is left out."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.core.order import Severity
from tests.unit.extract.laid_out import pdf, read, read_text, sheet

LABELS = {
    "number": ["注文番号", "発注No.", "ご注文番号：", "【発注番号】", "P/O No."],
    "ordered_on": ["発注日", "注文日", "注文年月日：", "Order Date"],
    "deliver_on": ["納期", "希望納期", "納品日", "お届け希望日", "納入日："],
    "customer_name": ["発注者", "得意先名", "貴社名", "お客様名"],
    "deliver_to": ["納品先", "送付先", "お届け先"],
}
TITLES = {
    "product_code": ["商品コード", "品番", "品目コード", "商品CD"],
    "product_name": ["商品名", "品名", "品名・規格", "商品名称"],
    "quantity": ["数量", "発注数", "数", "注文数量", "数　量"],
    "unit": ["単位"],
    "unit_price": ["単価", "単価(税抜)", "仕入単価", "単価(円)"],
    "amount": ["金額", "金額（税抜）", "金　額"],
}
DAYS = ["{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}"]
DECOYS = [
    ["TEL", "03-1234-5678"], ["担当", "佐藤"], ["支払条件", "月末締め翌月末払い"], ["FAX", "03-1234-5679"],
    ["登録番号", "T1234567890123"], ["毎度ありがとうございます"], ["2026"], ["株式会社サンプル 御中"], ["見積番号",
    "Q-1"],
]  # fmt: skip
DIRT = [["※割れ物注意"], ["【冷凍】"], ["", "次頁へ"], [""], ["小計"]]
NAMES = ["見本茶", "見本水 500ml", "サンプル豆 深煎り 1kg", "紙(A4) 500枚", "Sample Tea No.5"]

lines = st.lists(
    st.tuples(
        st.integers(1, 9999).map(lambda n: f"P{n:04d}"), st.sampled_from(NAMES), st.integers(1, 500),
        st.sampled_from(["袋", "本", "箱"]), st.integers(1, 9000),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@st.composite
def papers(draw):
    """Draw an order and how it is laid out."""
    ordered = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    goods = draw(lines)
    truth = {
        "number": draw(st.sampled_from(["A-17", "2026-0042", "PO77", "900123"])),
        "ordered_on": ordered,
        "deliver_on": draw(st.dates(date(2026, 1, 1), date(2027, 6, 30))),
        "customer_name": draw(st.sampled_from(["見本商事株式会社", "例示物産", "(株)ひながた"])),
        "deliver_to": draw(st.sampled_from(["見本倉庫 2号棟", "東京都見本区1-1"])),
    }
    day = draw(st.sampled_from(DAYS))
    shown = [
        [draw(st.sampled_from(LABELS[name])), day.format(value) if isinstance(value, date) else value]
        for name, value in truth.items()
    ]
    head = draw(st.permutations(shown + draw(st.lists(st.sampled_from(DECOYS), max_size=4))))
    fields = draw(
        st.permutations(
            [
                "product_name",
                "quantity",
                *draw(
                    st.sampled_from(
                        [
                            ["product_code"],
                            ["product_code", "unit", "unit_price", "amount"],
                            ["unit_price", "amount"],
                            ["unit"],
                        ]
                    )
                ),
            ]
        )
    )
    titles = [draw(st.sampled_from(TITLES[name])) for name in fields]
    table = [titles]
    for code, name, asked, unit, price in goods:
        cells = {"product_code": code, "product_name": name, "quantity": asked, "unit": unit, "unit_price": price}
        table.append([{**cells, "amount": asked * price}[field] for field in fields])
    if draw(st.booleans()):
        table.insert(draw(st.integers(1, len(table))), draw(st.sampled_from(DIRT)))
    total = sum(asked * price for _, _, asked, _, price in goods)
    sums = draw(st.sampled_from([[], [["合計", total]], [["小計", total], ["消費税", 80], ["合計", total + 80]],
                                 [["合計（税込）", total + 80]], [["総合計", total + 7]]]))  # fmt: skip
    return truth, goods, fields, [list(row) for row in head], table, sums, total


def is_doubted(order, *names: str) -> bool:
    """Whether a finding of weight, other than that no form fitted, stands on one of these fields."""
    return any(
        finding.severity is not Severity.NOTE and finding.code != "layout-unseen"
        for finding in order.findings
        if not names or finding.field.split(".")[-1] in names
    )


def claim_right(extraction, truth, goods, fields, total) -> None:
    """Claim that each value read is the true one, and that lines are all there, or that a person is asked."""
    for order in extraction.orders:
        read_ = {
            "number": order.number, "ordered_on": order.ordered_on, "deliver_on": order.deliver_on,
            "customer_name": order.customer.as_written, "deliver_to": order.deliver_to,
        }  # fmt: skip
        for name, value in read_.items():
            assert value is None or value == truth[name] or is_doubted(order, name), (name, value)
        assert order.total in (None, total) or is_doubted(order)
        asked = [{"product_code": code, "product_name": name, "quantity": Decimal(n), "unit": unit,
                  "unit_price": Decimal(price), "amount": Decimal(n * price)} for code, name, n, unit,
                  price in goods]  # fmt: skip
        assert len(order.lines) == len(goods) or is_doubted(order, "lines"), order.lines
        if len(order.lines) == len(goods):
            for line, each in zip(order.lines, asked, strict=True):
                for name in fields:
                    value = getattr(line, name)
                    assert value is None or value == each[name] or is_doubted(order, name), (name, value, each[name])


@settings(max_examples=50, deadline=None)
@given(papers())
def test_sheet_is_read_right_or_not_at_all(paper):
    """A sheet of labels beside values over a table."""
    truth, goods, fields, head, table, sums, total = paper
    claim_right(read(sheet(*head, [], *table, *sums)), truth, goods, fields, total)


@settings(max_examples=50, deadline=None)
@given(papers(), st.integers(0, 2))
def test_csv_is_read_right_or_not_at_all(paper, gap):
    """A CSV file with its head above, values up to three columns from their labels."""
    truth, goods, fields, head, table, sums, total = paper
    rows = [[row[0], *[""] * gap, *row[1:]] for row in head] + [[]] + table + sums
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    claim_right(read(text + "\n", "o.csv"), truth, goods, fields, total)


@settings(max_examples=50, deadline=None)
@given(papers(), st.booleans())
def test_pdf_is_read_right_or_not_at_all(paper, is_right):
    """A PDF whose columns stand at fixed points, numbers on the left or on the right of their column."""
    truth, goods, fields, head, table, sums, total = paper
    texts, y = [], 40.0
    for row in head:
        texts += [(40 + 140 * at, y, str(cell)) for at, cell in enumerate(row) if cell]
        y += 16
    y += 16
    lefts = [40 + sum(150 if name == "product_name" else 65 for name in fields[:at]) for at in range(len(fields))]
    for row in [*table, *sums]:
        for at, cell in enumerate(row):
            if cell != "" and is_right and isinstance(cell, int) and len(row) == len(fields):
                texts.append((-(lefts[at] + 40), y, f"{cell:,}"))
            elif cell != "":
                texts.append((lefts[at], y, str(cell)))
        y += 16
    claim_right(read(pdf(texts), "o.pdf"), truth, goods, fields, total)


@settings(max_examples=50, deadline=None)
@given(papers())
def test_mail_is_read_right_or_not_at_all(paper):
    """A mail with labelled values and a table of columns parted by blanks."""
    truth, goods, fields, head, table, sums, total = paper
    rows = ["：".join(str(cell).rstrip("：") for cell in row) for row in head]
    rows += ["", *("\t".join(str(cell) for cell in row) for row in table)]
    rows += ["：".join(str(cell) for cell in row) for row in sums]
    claim_right(read_text("\n".join(rows) + "\n"), truth, goods, fields, total)


cells = st.one_of(
    st.sampled_from([text for texts in (*LABELS.values(), *TITLES.values()) for text in texts]),
    st.sampled_from(
        ["合計", "小計", "消費税", "同上", "〃", "※", "1", "10 200", "1,200円", "2026/4/1", "至急", "P1", "見本茶"]
    ),
    st.text(max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, max_size=6), max_size=12), st.sampled_from(["o.csv", "body.txt"]))
def test_any_heap_of_words_gives_an_answer(rows, name):
    """Whatever stands where, the reader gives orders or a reason, and every value says where it stood."""
    text = "\n".join(
        ("," if name == "o.csv" else "   ").join(cell.replace('"', "").replace(",", "") for cell in row) for row in rows
    )
    extraction = read(text + "\n", name, media_type="text/plain")

    assert extraction.orders or extraction.reason
    assert all(at.place for order in extraction.orders for _, at in order.provenance)
