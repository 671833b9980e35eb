"""A form drafted from a document reads that document as it was read without a form, or says what it does not."""

from dataclasses import replace

import pytest
import yaml

from agent.extract.form import load_forms
from agent.extract.formats import format_of
from agent.extract.read import orders_of, reading_of
from agent.extract.unseen.draft import draft_of
from tests.unit.extract.laid_out import findings_of, head_of, lines_of, pdf, sheet
from tests.unit.extract.making import a_delivery, a_document

HEADS = ["商品コード", "商品名", "数量", "単位", "単価", "金額"]
TEA = ["P1", "見本茶", 10, "袋", 500, 5000]
SHEET = sheet(
    ["注文書", "", "", "", "見本商事株式会社"], ["", "", "", "", "TEL 03-1234-5678"],
    ["注文番号", "A-001", "", "発注日", "2026/4/1"], ["希望納期", "", "", "4月10日"], HEADS, TEA, ["合計(税抜)", 5000],
)  # fmt: skip
CSV = (
    "注文番号,納期,得意先コード,商品コード,数量,単価\nA1,4/5,C1,P1,2,100\nA1,4/5,C1,P2,1,50\nB1,4/6,C2,P1,3,100\n"
).encode()
TEXT = "注文番号：M-100\n納期：4/10\n\n1) 見本茶 10袋\n2) 見本水　2本\n".encode()
PARTED = "注文番号：M-100\n\n1. 見本機械 DX-1 / 2台\n".encode()
PDF = pdf(
    [
        (40, 40, "発注番号"), (200, 40, "Z-9"), (40, 80, "品番"), (140, 80, "数量"), (40, 100, "P1"), (140, 100, "3"),
        (40, 120, "P2"), (140, 120, "4"),
    ]
)  # fmt: skip


def drafted(content: bytes, name: str, sender: str = "a@mihon.example", source: str = "desk", subject: str = ""):
    document = a_document(content, name, source=source, subject=subject)
    document = type(document)(**{**{name: getattr(document, name) for name in document.__slots__}, "sender": sender})
    format_ = format_of(document)
    orders = orders_of(document, []).orders

    def read(form):
        found = orders_of(document, [form])
        return found.orders if found.form == form.name else ()

    draft = draft_of(document, format_.content(content), format_.reads, orders, read)
    [form] = load_forms({"forms/draft.yaml": draft.text})
    return draft, orders, read(form)


@pytest.mark.parametrize(
    ("content", "name"),
    [(SHEET, "o.xlsx"), (CSV, "o.csv"), (TEXT, "o.txt"), (PARTED, "o.txt"), (PDF, "o.pdf")],
    ids=["sheet", "csv", "text", "parted", "pdf"],
)
def test_draft_reads_its_document_the_same(content, name):
    """Number, days, customer, total and every line are those that were read without a form, for every order."""
    draft, orders, again = drafted(content, name)

    assert draft.differs == ()
    assert [(head_of(order), lines_of(order)) for order in again] == [
        (head_of(order), lines_of(order)) for order in orders
    ]


def test_draft_says_where_things_stand():
    """Labels and titles are written as the document has them; what stands without a label is a cell above the lines."""
    form = yaml.safe_load(drafted(SHEET, "o.xlsx")[0].text)

    assert form["applies"] == {"reads": "sheet", "sender": "a@mihon.example", "name": "*.xlsx"}
    assert form["fields"]["number"] == {"label": "注文番号"}
    assert form["fields"]["customer_name"] == {"cell": "E1"}
    assert form["fields"]["deliver_on"] == {"cell": "D4", "date": "md"}
    assert form["lines"]["columns"]["quantity"] == "数量"


def test_draft_for_a_folder_is_for_its_source():
    """What no mail address sent is told by its source."""
    assert yaml.safe_load(drafted(CSV, "o.csv", "", "portal")[0].text)["applies"]["source"] == "portal"


@pytest.mark.parametrize(
    ("name", "subject", "asked", "is_wide"),
    [
        ("注文書_1001.csv", "", {"name": "注文書_*.csv"}, False),
        ("20260401.csv", "", {"name": "*.csv"}, True),
        ("body.txt", "注文1001の件", {"subject": "注文*の件"}, False),
        ("body.txt", "", {}, True),
    ],
)
def test_draft_from_the_desk_is_for_documents_of_a_like_name(name, subject, asked, is_wide):
    """Nothing comes by the desk later: its names, or subjects, but for their numbers, tell the others."""
    content, reads = (CSV, "csv") if name.endswith("csv") else (TEXT, "text")
    draft, _, _ = drafted(content, name, "", subject=subject)

    assert yaml.safe_load(draft.text)["applies"] == {"reads": reads, **asked}
    assert (draft.name, draft.is_wide) == ("new-sender", is_wide)


TWIN = sheet(
    ["注文番号", "A-1"], ["商品コード", "商品名", "数量", "", "商品コード", "商品名", "数量"],
    ["P1", "茶", 1, "", "P3", "米", 3], ["P2", "水", 2], ["納入先：新宿店"],
)  # fmt: skip
WEEK = sheet(["注文番号", "A-1"], ["商品コード", "4/6(月)", "4/7(火)", "計"], ["P1", 3, 2, 5], ["P2", "", 1, 1])
SHOPS = sheet(["商品コード", "新宿店", "渋谷店"], ["P1", 3, 2], ["P2", 4, 1])


@pytest.mark.parametrize(
    ("content", "lines", "orders"),
    [
        (TWIN, {"beside": 2}, None),
        (WEEK, {"across": {"days": "md", "total": "計"}}, None),
        (SHOPS, {"across": {"places": ["新宿店", "渋谷店"]}}, {"each": "place"}),
    ],
    ids=["twin", "week", "shops"],
)
def test_lists_side_by_side_and_quantities_across_are_drafted(content, lines, orders):
    """The draft says how often titles stand, or which of them are days or places."""
    draft, _, again = drafted(content, "o.xlsx")
    form = yaml.safe_load(draft.text)

    assert ({name: form["lines"].get(name) for name in lines}, form.get("orders")) == (lines, orders)
    assert "lines" not in draft.differs
    assert len(again[0].lines) > 1


def test_draft_names_what_it_does_not_read():
    """A total beside another number is left out of the draft, and said to be: a cell below the lines would move."""
    content = sheet(["注文番号", "A-1"], HEADS, TEA, ["合計(税抜)", "", "", "", "", 10, 5000])
    draft, orders, again = drafted(content, "o.xlsx")

    assert (draft.differs, orders[0].total, again[0].total) == (("total",), 5000, None)


def test_prices_with_tax_and_a_sender_without_a_place():
    """A draft says that prices include tax, fixes a customer named below the lines, and asks no file name of a body."""
    rows = (
        ["注文番号", "A-1"],
        ["品番", "数量", "単価(税込)", "税率"],
        ["P1", 2, 108, "8%"],
        ["合計", 216],
        ["見本商事株式会社"],
    )
    draft, _, _ = drafted(sheet(*rows), "o.xlsx")
    form = yaml.safe_load(draft.text)

    assert (form["prices"], form["fields"]["customer_name"]) == ("inclusive", {"fixed": "見本商事株式会社"})
    assert "name" not in yaml.safe_load(drafted(TEXT, "body.txt")[0].text)["applies"]


FAR = "注文番号：W-7\n\n" + "".join(
    f"商品名：{name}\n色：赤\n産地：例\n形：丸\n香り：良\n味：良\n数量：{asked}個\n\n"
    for name, asked in (("茶葉", 3), ("白湯", 2))
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (sheet(["注文番号", "A2"], ["商品", "商品", "注文数"], ["コード", "名称"], ["P1", "見本茶", 5]), "o.xlsx"),
        ("注文番号：W-7\n商品名：見本茶\n管理コード：45678901\n数量：2個\n".encode(), "o.txt"),
        (FAR.encode(), "o.txt"),
        ("注文番号：W-7\n\n商品名　数量\n見本茶　3箱\n〃　5箱\n".encode(), "o.txt"),
    ],
    ids=["two rows", "a code nobody read", "far apart", "as above"],
)
def test_lines_no_form_can_describe_are_named(content, name):
    """Titles of two rows are beyond a form, and a pattern passes over no code: the draft says that its lines differ."""
    assert "lines" in drafted(content, name)[0].differs


WAYS = {
    "numbered": "{n}. P-{code} {name} {asked}袋 @{price}円",
    "bullets": "・{name}（AX-{code}-R） × {asked}個 単価{price}円",
    "strokes": "00{code} / {name} / {asked}セット",
    "blanks": "K-{code}  {name}  {asked}箱",
    "cards": "品名：{name}\n品番：AX-{code}\n数量：{asked}枚\n単価：{price}円\n",
}


@pytest.mark.proves("B2")
@pytest.mark.parametrize("way", WAYS)
def test_drafted_pattern_reads_the_next_mail(way):
    """It is made of the lines that were read, however they are written; what is written otherwise next time is told."""

    def mail(*goods: tuple) -> bytes:
        rows = (
            WAYS[way].format(n=n, code=code, name=name, asked=asked, price=price)
            for n, (code, name, asked, price) in enumerate(goods, 1)
        )
        return "\n".join(["注文番号：W-71", "納期：2026/4/10", "", *rows, "", "株式会社見本"]).encode()

    draft, _, _ = drafted(mail(("204", "見本茶 500g", 2, "1,250"), ("207", "例示水", 12, "80")), "o.txt")
    [form] = load_forms({"forms/draft.yaml": draft.text})
    read = [
        orders_of(
            replace(a_document(mail(("311", "例示の紙 A4", asked, "350")), "o.txt"), sender="a@mihon.example"), [form]
        )
        for asked in (5, "5?")
    ]
    [order], unsure = (one.orders for one in read)

    assert draft.differs == ()
    assert [(line.product_name, line.quantity) for line in order.lines] == [("例示の紙 A4", 5)]
    assert [one.code for one in order.findings] == []
    assert not unsure or not unsure[0].lines or unsure[0].findings


MAIL = (
    b"From: a@b.example\r\nSubject: order\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n"
    b"--b\r\nContent-Type: text/csv; name=o.csv\r\n\r\n%s\r\n--b--\r\n"
)
ATTACHED = "注文番号,商品名,数量\nA1,見本茶,10\n".encode()


class TestCopies:
    def read(self, body: str, attached: bytes = ATTACHED):
        return reading_of(a_delivery(MAIL % (body.encode(), attached)), []).extractions

    def test_order_told_twice_is_one(self):
        """A mail that repeats its attachment's order in words gives one order."""
        body, attached = self.read("注文番号：A1\n・見本茶 10袋\n")

        assert (body.orders, body.reason, [order.number for order in attached.orders]) == ((), None, ["A1"])
        assert findings_of(attached.orders[0]) == []

    def test_mail_that_asks_for_more_is_doubted(self):
        """Goods in the mail's words that the attachment lacks are not lost: the attachment's order is doubted."""
        _, attached = self.read("添付に加えて下記も発注します。\n・見本水 3本\n")

        assert findings_of(attached.orders[0]) == [("mail-differs", "lines")]
        assert attached.orders[0].findings[-1].values == (("text", "見本水 3"),)

    @pytest.mark.parametrize(
        "more", ["希望納期：2026年4月20日\n", "納入先：第二倉庫\n", "備考：午前着\n", "数量を変更してください。\n"]
    )
    def test_mail_that_says_otherwise_is_doubted(self, more):
        """Another day or place, a note, or a word of a change is not in the attachment: nobody may overlook it."""
        _, attached = self.read(f"注文番号：A1\n{more}\n・見本茶 10袋\n")

        assert findings_of(attached.orders[0]) == [("mail-differs", "lines")]

    def test_price_of_the_mail_counts(self):
        """The same goods at a price the attachment does not give."""
        _, attached = self.read("注文番号：A1\n・見本茶 10袋 @500円\n")

        assert attached.orders[0].findings[-1].values == (("text", "見本茶 @500"),)

    def test_alone_a_word_of_change_is_heard(self):
        """Also where the mail lists no goods; conditions of a change say nothing."""
        [changed, said] = (self.read(text)[1].orders[0] for text in ("納期を変更します。\n", "変更の際はご連絡を。\n"))

        assert (findings_of(changed), findings_of(said)) == ([("mail-differs", "lines")], [])

    def test_another_order_in_the_mail_is_its_own(self):
        """An order with another number in the mail's words is an order."""
        body, attached = self.read("注文番号：A2\n・見本水 3本\n")

        assert ([order.number for order in body.orders], findings_of(attached.orders[0])) == (["A2"], [])

    def test_mail_alone_is_read(self):
        """Where the attachment gives no order, the mail's words do."""
        body, attached = self.read("注文番号：A2\n・見本水 3本\n", b"a,b\n1,2\n")

        assert ([order.number for order in body.orders], attached.reason.code) == (["A2"], "form-missing")


WRAPPED = pdf(
    [
        (40, 40, "発注番号"), (200, 40, "Z-9"), (40, 60, "納期"), (60, 62, ""), (40, 80, "品番"), (100, 80, "品名"),
        (220, 80, "数量"), (258, 80, "単位"), (40, 100, "P1001"), (100, 100, "見本茶"), (220, 100, "3"),
        (258, 100, "袋"),
        (100, 116, "深煎り"), (40, 140, "P1002"), (100, 140, "見本水"), (220, 140, "4"), (258, 140, "本"),
    ]
)  # fmt: skip
BLOCKS = sheet(
    ["注文番号", "B-1"], ["品番", "数量"], ["P1", 1], ["合計", "", "", "", "", 100],
    [], ["注文番号", "B-2"], ["品番", "数量"], ["P2", 2], ["合計", "", "", "", "", 200],
)  # fmt: skip
BOXED = sheet(["注文日", "令和", 8, "年", 4, "月", 6, "日"], ["注文番号", "B-1"], ["品番", "数量"], ["P1", 1])
NOTED = sheet(["注文番号", "B-1"], ["品番", "品名", "数量"], ["P1", "見本茶", 1], ["P2", "見本水", 2], ["以上よろしく"])
OPEN = sheet(
    ["注文番号", "B-1"], ["品番", "品名", "数量"], ["P1", "見本茶", 1], ["P2", "見本水", ""], ["P3", "見本塩", ""],
    ["P4", "見本油", 3], ["P5", "見本酢", 2],
)  # fmt: skip
SENTENCE = "注文番号：M-100\n4月10日着でお願いします。\n\n1) 見本茶 10袋\n2) 見本水　2本\n".encode()
ALONE = pdf(
    [
        (400, 20, "令和8年4月1日"), (40, 40, "発注番号"), (200, 40, "Z-9"), (40, 80, "品番"), (140, 80, "数量"),
        (40, 100, "P1"), (140, 100, "3"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (WRAPPED, "o.pdf", {"joined": "product_name"}),
        (BLOCKS, "o.xlsx", {"orders": {"each": "block", "begins": "注文番号"}}),
        (BOXED, "o.xlsx", {"regex": r"^注文日 ((?:令和|平成) ?\d+ ?年 ?\d+ ?月 ?\d+ ?日)"}),
        (NOTED, "o.xlsx", {"until": ["以上よろしく"]}),
        (OPEN, "o.xlsx", {"open": "leave"}),
        (SENTENCE, "o.txt", {"regex": r"(\d+月\d+日)(?:必着|着|納品|まで)"}),
        (ALONE, "o.pdf", {"regex": r"^((?:令和|平成) ?\d+ ?年 ?\d+ ?月 ?\d+ ?日)$"}),
    ],
    ids=["wrapped", "blocks", "boxed", "noted", "open", "sentence", "alone"],
)
def test_draft_finds_the_way(content, name, said):
    """Names that go on, orders in blocks, days over boxes or in a sentence, and the row that ends the lines."""
    draft, orders, again = drafted(content, name)

    assert draft.differs == ()
    assert [lines_of(order) for order in again] == [lines_of(order) for order in orders]
    spec = yaml.safe_load(draft.text)
    parts = [spec, spec["lines"], *spec["fields"].values()]
    assert any(said.items() <= part.items() for part in parts)


def test_draft_names_titles_of_one_cell_apart():
    """Two titles that stand too close to be two cells are two columns of the form."""
    close = pdf(
        [
            (40, 40, "発注番号"), (200, 40, "Z-9"), (40, 80, "品番"), (140, 80, "数量 単位"), (40, 100, "P1001"),
            (145, 100, "3"), (166, 100, "袋"), (40, 120, "P1002"), (145, 120, "4"), (166, 120, "本"),
        ]
    )  # fmt: skip
    draft, orders, _ = drafted(close, "o.pdf")

    columns = yaml.safe_load(draft.text)["lines"]["columns"]
    assert (columns["quantity"], columns["unit"]) == ("数量", "単位")
    assert lines_of(orders[0]) == [("P1001", None, 3, "袋", None, None), ("P1002", None, 4, "本", None, None)]


def test_draft_leaves_out_a_day_it_has_no_pattern_for():
    """A day in a sentence that no pattern of a draft tells is named as not read."""
    draft, orders, again = drafted("注文番号：M-100\n納品は4/10でお願いします。\n\n1) 見本茶 10袋\n".encode(), "o.txt")

    assert (draft.differs, orders[0].deliver_on is None, again[0].deliver_on) == (("deliver_on",), False, None)


def test_draft_counts_titles_that_stand_twice():
    """Of two columns of one title that say the same, the form names the one that was read."""
    text = "注文番号,商品コード,商品名,数量,商品コード,注文番号\nA1,P1,茶,2,P1,A1\nA1,P2,水,1,P2,A1\n"
    draft, orders, again = drafted(text.encode(), "o.csv")

    spec = yaml.safe_load(draft.text)
    assert (spec["fields"]["number"], spec["lines"]["columns"]["product_code"]) == (
        {"column": "注文番号#1"}, "商品コード#1"
    )  # fmt: skip
    assert [(head_of(order), lines_of(order)) for order in again] == [
        (head_of(order), lines_of(order)) for order in orders
    ]
