"""Documents of layouts nobody described are read by their words, exactly, or a field is left out and said to be."""

from datetime import date
from decimal import Decimal

import pytest

from agent.core.order import OrderKind, Severity
from tests.unit.extract.laid_out import findings_of, head_of, lines_of, pdf, read, read_text, sheet

HEADS = ["商品コード", "商品名", "数量", "単位", "単価", "金額"]
TEA, WATER = ["P1", "見本茶", 10, "袋", 500, 5000], ["P2", "見本水", 2, "本", 100, 200]
TEA_READ, WATER_READ = ("P1", "見本茶", 10, "袋", 500, 5000), ("P2", "見本水", 2, "本", 100, 200)


def only(extraction):
    [order] = extraction.orders
    return order


class TestSheets:
    def test_labels_beside_and_a_table_with_sums(self):
        """A usual order sheet: number, days, the sender's block, lines, and sums before and after tax."""
        order = only(
            read(
                sheet(
                    ["", "注 文 書"],
                    ["株式会社サンプル 御中"],
                    ["注文番号", "A-001", "", "発注日", "2026/4/1"],
                    ["希望納期", "2026年4月10日(金)", "", "納品先", "見本倉庫 2号棟"],
                    ["", "", "", "見本商事株式会社"],
                    ["", "", "", "TEL 03-1234-5678"],
                    HEADS, TEA, WATER,
                    ["", "小計", "", "", "", 5200],
                    ["", "消費税", "", "", "", 416],
                    ["", "合計", "", "", "", 5616],
                )
            )
        )  # fmt: skip

        assert head_of(order) == ("A-001", "2026-04-01", "2026-04-10", None, "見本商事株式会社", 5200, 416)
        assert (order.deliver_to, lines_of(order), findings_of(order)) == (
            "見本倉庫 2号棟", [TEA_READ, WATER_READ], [],
        )  # fmt: skip

    def test_labels_above_their_values(self):
        """A row of labels over a row of values gives each label the value below it."""
        order = only(
            read(
                sheet(
                    ["発注番号", "発注日", "納期", "得意先コード", "得意先名"],
                    ["H-77", "2026/4/2", "2026/4/9", "C012", "例示物産"],
                    [],
                    ["品番", "品名", "数", "単価"],
                    ["X1", "見本紙", 3, 40],
                )
            )
        )

        assert head_of(order) == ("H-77", "2026-04-02", "2026-04-09", "C012", "例示物産", None, None)
        assert lines_of(order) == [("X1", "見本紙", 3, None, 40, None)]

    def test_day_in_boxes_and_merged_cells(self):
        """A day whose era, year, month and day stand in boxes of their own is one day; merged boxes are one cell."""
        order = only(
            read(
                sheet(
                    [], ["発注日", "令和", 8, "年", 4, "月", 3, "日"], [], ["", "", "", "見本茶", "", "", 4],
                    merged=[("A1:C1", "注文No."), ("D1:G1", "N-9"), ("A3:C3", "品番"), ("D3:F3", "品名"), ("G3:H3",
                    "数量"),
                            ("A4:C4", "P1")],
                )
            )
        )  # fmt: skip

        assert (order.number, order.ordered_on) == ("N-9", date(2026, 4, 3))
        assert lines_of(order) == [("P1", "見本茶", 4, None, None, None)]

    def test_empty_box_is_no_value(self):
        """A box left empty beside its label gives nothing, though a text stands beyond it."""
        order = only(
            read(
                sheet(["", "", "", "至急"], [], ["品番", "数量"], ["P1", 1], merged=[("A1:A2", "納期"), ("B1:C2", "")])
            )
        )

        assert (order.deliver_on, findings_of(order)) == (None, [])

    def test_title_of_two_rows(self):
        """Titles below a common title are read together: 商品 over コード and 名称."""
        order = only(
            read(
                sheet(
                    ["注文番号", "A2"],
                    ["商品", "", "注文数", "単価"],
                    ["コード", "名称"],
                    ["P1", "見本茶", 5, 100],
                    merged=[("A2:B2", "商品"), ("C2:C3", "注文数"), ("D2:D3", "単価")],
                )
            )
        )

        assert lines_of(order) == [("P1", "見本茶", 5, None, 100, None)]

    def test_rows_between_the_goods_are_no_lines(self):
        """Headings, subtotals, carried-over rows, repeated titles and notes within the table are no lines."""
        order = only(
            read(
                sheet(
                    ["注文番号", "A3"], HEADS,
                    ["【冷凍】"], TEA, ["", "※割れ物注意"], ["", "小計", "", "", "", 5000], ["", "次頁へ繰越", "", "",
                    "", 5000],
                    HEADS, ["", "前頁より繰越", "", "", "", 5000], WATER, ["以下余白"], ["", "合計(税抜)", "", "", "",
                    5200],
                )
            )
        )  # fmt: skip

        assert (lines_of(order), head_of(order)[5], findings_of(order)) == ([TEA_READ, WATER_READ], 5200, [])

    def test_ready_made_rows_without_quantity_are_noted(self):
        """A sheet that lists all goods orders those with a quantity; the others are noted, not lost in silence."""
        order = only(
            read(
                sheet(
                    ["注文番号", "A4"],
                    HEADS,
                    TEA,
                    ["P2", "見本水", "", "本", 100, 0],
                    ["P3", "見本米", 0, "袋", 900, 0],
                )
            )
        )

        assert lines_of(order) == [TEA_READ]
        assert findings_of(order) == [("rows-without-quantity", "lines")]
        assert order.findings[1].severity is Severity.NOTE

    def test_one_row_without_quantity_is_doubted(self):
        """Where most rows have a quantity, one without may be a slip of the pen."""
        order = only(read(sheet(["注文番号", "A4"], HEADS, TEA, WATER, ["P3", "見本米", "", "袋", 900, ""])))

        asked = [finding for finding in order.findings if finding.code == "rows-without-quantity"]
        assert [finding.severity for finding in asked] == [Severity.DOUBT]

    def test_ditto_repeats_names_and_units_but_never_quantities(self):
        """同上 and 〃 stand for the name or unit above; for a quantity they stop the order."""
        order = only(
            read(
                sheet(
                    ["注文番号", "A5"], HEADS, TEA, ["P2", "同上", 3, "〃", 500, 1500], ["P3", "茶", "〃", "本", 1, 2]
                )
            )
        )

        assert lines_of(order)[1] == ("P2", "見本茶", 3, "袋", 500, 1500)
        assert lines_of(order)[2][2] is None
        assert findings_of(order) == [("field-unreadable", "lines.3.quantity")]

    def test_goods_below_the_total_are_doubted(self):
        """A row of goods below the total is not read, and the order says so."""
        order = only(read(sheet(["注文番号", "A6"], HEADS, TEA, ["", "合計", "", "", "", 5000], WATER)))

        assert (lines_of(order), findings_of(order)) == ([TEA_READ], [("rows-unread", "lines")])

    def test_sheet_of_another_order(self):
        """Two sheets with numbers of their own are two orders, each with its own head and lines."""
        content = sheet(
            ["注文番号", "A7", "納期", "2026/4/7"], HEADS, TEA,
            B=[["注文番号", "A8", "納期", "2026/4/8"], HEADS, WATER],
        )  # fmt: skip
        a, b = read(content).orders

        assert [(one.number, one.position, str(one.deliver_on)) for one in (a, b)] == [
            ("A7", 0, "2026-04-07"), ("A8", 1, "2026-04-08"),
        ]  # fmt: skip
        assert [lines_of(one) for one in (a, b)] == [[TEA_READ], [WATER_READ]]

    def test_sheets_that_do_not_say_whose_they_are_are_joined_in_doubt(self):
        """A second sheet of goods without a number may be the rest of the order, or a price list."""
        order = only(read(sheet(["注文番号", "A9"], HEADS, TEA, B=[HEADS, WATER])))

        assert (lines_of(order), findings_of(order)) == ([TEA_READ, WATER_READ], [("sheets-joined", "lines")])

    def test_orders_below_each_other(self):
        """Blocks with numbers of their own on one sheet are several orders."""
        a, b = read(
            sheet(
                ["注文番号", "B1"], ["納期", "2026/4/7"], HEADS, TEA, ["", "合計", "", "", "", 5000], [],
                ["注文番号", "B2"], ["納期", "2026/4/9"], HEADS, WATER, ["", "合計", "", "", "", 200],
            )
        ).orders  # fmt: skip

        assert [(one.number, str(one.deliver_on), int(one.total), lines_of(one)) for one in (a, b)] == [
            ("B1", "2026-04-07", 5000, [TEA_READ]), ("B2", "2026-04-09", 200, [WATER_READ]),
        ]  # fmt: skip

    def test_two_numbers_over_one_table_stop(self):
        """Two order numbers over one table cannot be parted: neither is taken."""
        order = only(read(sheet(["注文番号", "A1", "発注番号", "A2"], HEADS, TEA)))

        assert (order.number, findings_of(order)) == (None, [("number-ambiguous", "number")])


class TestNumbers:
    def test_two_quantities_are_told_apart_by_the_sums(self):
        """Of 数量 and ケース, the quantity is the one that gives the amount with the price."""
        rows = ["品番", "ケース", "数量", "単価", "金額"], ["P1", 2, 24, 100, 2400], ["P2", 3, 30, 50, 1500]

        assert [line[2] for line in lines_of(only(read(sheet(["注文番号", "A"], *rows))))] == [24, 30]

    def test_two_quantities_without_sums_are_not_guessed(self):
        """Where no sum decides, the quantity is left out and both titles are named."""
        order = only(read(sheet(["注文番号", "A"], ["品番", "ケース", "数量"], ["P1", 2, 24])))

        assert (order.lines[0].quantity, findings_of(order)) == (None, [("value-ambiguous", "lines.quantity")])
        assert order.findings[1].values == (("text", "ケース"), ("other", "数量"))

    def test_price_that_may_be_amount(self):
        """価格 beside 単価 is the amount when the sums say so; alone it is neither."""
        both = only(read(sheet(["注文番号", "A"], ["品番", "数量", "単価", "価格"], ["P1", 2, 100, 200])))
        alone = only(read(sheet(["注文番号", "A"], ["品番", "数量", "価格"], ["P1", 2, 200])))

        assert lines_of(both)[0][4:] == (100, 200)
        assert lines_of(alone)[0][4:] == (None, None)
        assert ("value-ambiguous", "lines.unit_price") in findings_of(alone)

    def test_retail_price_is_not_ours(self):
        """売単価 is the customer's own price: 原単価 and 原価金額 are what we are paid."""
        order = only(
            read(sheet(["発注No", "A"], ["JAN", "品名", "発注数", "原単価", "原価金額", "売単価"],
                       [4901234567894, "見本茶", 6, 80, 480, 128]))
        )  # fmt: skip

        assert lines_of(order) == [("4901234567894", "見本茶", 6, None, 80, 480)]

    def test_numbers_with_a_blank_between_are_never_run_together(self):
        """`10 200` in one box is not 10200."""
        order = only(read(sheet(["注文番号", "A"], ["品番", "数量"], ["P1", "10 200"])))

        assert (order.lines[0].quantity, findings_of(order)) == (None, [("field-unreadable", "lines.1.quantity")])

    def test_prices_with_tax_become_prices_before_tax(self):
        """Titles that say 税込 make prices with tax; they are divided by the written rate, exactly or not at all."""
        order = only(
            read(
                sheet(["注文番号", "A"], ["品番", "数量", "単価(税込)", "金額(税込)", "税率"], ["P1", 2, 108, 216,
                "8%"],
                      ["合計(税込)", "", "", 216], ["内消費税", "", "", 16])
            )
        )  # fmt: skip

        assert lines_of(order)[0][4:] == (100, 200)
        assert head_of(order)[5:] == (200, 16)

    def test_price_before_tax_is_taken_beside_one_with_tax(self):
        """Where both prices stand, the one before tax is taken."""
        order = only(read(sheet(["注文番号", "A"], ["品番", "数量", "税抜単価", "税込単価"], ["P1", 2, 100, 108])))

        assert lines_of(order)[0][4] == 100

    def test_total_with_the_stated_tax(self):
        """合計 that is the lines and the stated tax gives the total before tax."""
        order = only(
            read(sheet(["注文番号", "A"], HEADS, TEA, ["", "消費税", "", "", "", 400], ["", "合計", "", "", "", 5400]))
        )

        assert (head_of(order)[5:], findings_of(order)) == ((5000, 400), [])

    def test_total_that_fits_nothing_is_left_out(self):
        """合計 that is neither the lines nor the lines and a stated tax is left out and doubted."""
        order = only(read(sheet(["注文番号", "A"], HEADS, TEA, ["", "合計", "", "", "", 5500])))

        assert (order.total, findings_of(order)) == (None, [("total-unsure", "total")])


class TestPdf:
    def test_columns_of_points(self):
        """Cells stand under the title they overlap, numbers right-aligned, units glued, a long name over two rows."""
        order = only(
            read(
                pdf(
                    [
                        (250, 40, "発 注 書"), (40, 70, "株式会社サンプル 御中"), (350, 70, "発注No. PO-77"),
                        (350, 90, "発注日 2026年4月2日"), (350, 120, "見本商事株式会社"), (350, 135, "東京都見本区1-1"),
                        (350, 150, "TEL 03-1111-2222"), (40, 170, "納期：2026/04/12"),
                        (40, 200, "品番"), (110, 200, "品名・規格"), (300, 200, "数量"), (350, 200, "単価"), (420,
                        200, "金額"),
                        (40, 220, "P1"), (110, 220, "見本コーヒー豆"), (-325, 220, "10 袋"), (-375, 220, "2,400"),
                        (-445, 220, "24,000"), (110, 235, "深煎り 1kg"),
                        (40, 250, "P2"), (110, 250, "見本茶"), (-325, 250, "2 袋"), (-375, 250, "500"), (-445, 250,
                        "1,000"),
                        (110, 270, "合計（税抜）"), (-445, 270, "25,000"), (40, 300, "備考"), (90, 300,
                        "午前中にお願いします"),
                    ]
                ),
                "o.pdf",
            )
        )  # fmt: skip

        assert head_of(order) == ("PO-77", "2026-04-02", "2026-04-12", None, "見本商事株式会社", 25000, None)
        assert lines_of(order) == [
            ("P1", "見本コーヒー豆 深煎り 1kg", 10, "袋", 2400, 24000), ("P2", "見本茶", 2, "袋", 500, 1000),
        ]  # fmt: skip
        assert (order.note, findings_of(order)) == ("午前中にお願いします", [])

    def test_lines_go_on_over_pages(self):
        """The second page repeats head and titles; its lines belong to the same order."""

        def page(*rows: tuple[float, str, str]):
            titles = [(40, 60, "注文番号"), (120, 60, "K-5"), (40, 100, "品番"), (140, 100, "数量")]
            return titles + [(x, y, text) for y, code, asked in rows for x, text in ((40, code), (140, asked))]

        order = only(read(pdf(page((120, "P1", "1"), (140, "P2", "2")), page((120, "P3", "3"))), "o.pdf"))

        assert order.number == "K-5"
        assert [line[:3] for line in lines_of(order)] == [("P1", None, 1), ("P2", None, 2), ("P3", None, 3)]

    def test_english_order(self):
        """A purchase order in English is read by its own words."""
        order = only(
            read(
                pdf(
                    [
                        (250, 40, "PURCHASE ORDER"), (40, 70, "P.O. Number:"), (150, 70, "4500-17"), (300, 70, "Date:"),
                        (350, 70, "2026-04-03"), (40, 90, "Ship To:"), (150, 90, "Mihon Warehouse"), (40, 110,
                        "Buyer:"),
                        (150, 110, "Example Trading Co., Ltd."),
                        (40, 140, "Item No."), (120, 140, "Description"), (300, 140, "Qty"), (350, 140, "Unit Price"),
                        (440, 140, "Amount"),
                        (40, 160, "T-1"), (120, 160, "Sample tea"), (300, 160, "12"), (350, 160, "1,050"), (440, 160,
                        "12,600"),
                        (350, 190, "Total"), (440, 190, "12,600"),
                    ]
                ),
                "po.pdf",
            )
        )  # fmt: skip

        assert head_of(order) == ("4500-17", "2026-04-03", None, None, "Example Trading Co., Ltd.", 12600, None)
        assert (order.deliver_to, lines_of(order)) == (
            "Mihon Warehouse", [("T-1", "Sample tea", 12, None, 1050, 12600)],
        )  # fmt: skip


class TestCsv:
    def test_flat_rows_of_several_orders(self):
        """Rows with a number column are gathered into orders; what all rows of one say alike is its head."""
        a, b = read(
            "注文No.,発注日,取引先CD,取引先名,納入日,品番,品名,数,単価,金額,税抜合計\n"
            "A,2026/4/1,C1,甲,2026/4/5,P1,茶,2,100,200,250\nB,2026/4/1,C2,乙,2026/4/6,P1,茶,3,100,300,300\n"
            "A,2026/4/1,C1,甲,2026/4/5,P2,水,1,50,50,250\n",
            "d.csv",
        ).orders

        assert [head_of(one) for one in (a, b)] == [
            ("A", "2026-04-01", "2026-04-05", "C1", "甲", 250, None), ("B", "2026-04-01", "2026-04-06", "C2", "乙",
            300, None),
        ]  # fmt: skip
        assert [len(one.lines) for one in (a, b)] == [2, 1]

    def test_rows_of_one_order_that_disagree(self):
        """Two delivery days within one order are left out and doubted."""
        order = only(read("注文番号,納期,品番,数量\nA,2026/4/5,P1,1\nA,2026/4/6,P2,1\n", "d.csv"))

        assert (order.deliver_on, findings_of(order)) == (None, [("value-ambiguous", "deliver_on")])

    def test_head_above_the_titles(self):
        """A file with its head in rows of its own above the titles is read as a sheet is."""
        order = only(read("発注書\n発注番号,,Z-1\n納期,,2026/4/9\n\n品番,数量\nP1,3\n", "d.csv"))

        assert (order.number, order.deliver_on, lines_of(order)[0][:3]) == ("Z-1", date(2026, 4, 9), ("P1", None, 3))


class TestMail:
    def test_numbered_lines_and_a_signature(self):
        """Numbered lines are goods; the signature's company orders, the greeted one does not; old mail is not read."""
        order = only(
            read_text(
                "サンプル株式会社\n山田様\n\nいつもお世話になっております。\n下記の通り注文いたします。\n\n"
                "注文番号：M-100\n納期：4/10\n"
                "納品先：見本倉庫\n\n1) 見本茶 10袋\n2) 見本水　2本\n③ 見本米 5kg  3袋\n\nよろしくお願いします。\n"
                "--\n見本商事株式会社\n"
                "佐藤\nTEL 03-1234-5678\n\n> 1) 見本茶 99袋\n",
                "注文の件",
            )
        )

        assert head_of(order) == ("M-100", None, "2026-04-10", None, "見本商事株式会社", None, None)
        assert lines_of(order) == [
            (None, "見本茶", 10, "袋", None, None), (None, "見本水", 2, "本", None, None), (None, "見本米 5kg", 3,
            "袋", None, None),
        ]  # fmt: skip
        assert findings_of(order) == []

    def test_lines_with_code_price_and_amount(self):
        """A line that also says code, price and amount gives them all."""
        order = only(
            read_text("発注番号：Q1\n・P1001 見本豆 深煎り 1kg　10袋 @2,400円 24,000円\n・P1002 見本茶 × 3個\n")
        )

        assert lines_of(order) == [
            ("P1001", "見本豆 深煎り 1kg", 10, "袋", 2400, 24000), ("P1002", "見本茶", 3, "個", None, None),
        ]  # fmt: skip

    def test_table_of_blanks(self):
        """Columns parted by blanks are read under their titles."""
        order = only(
            read_text(
                "注文番号：R-2\n\n商品名　　　　　　数量　　単価\n見本茶 A　　　　　　10　　　500\n"
                "見本水　　　　　　　 2　　　100\n\n合計：5,200円（税抜）\n"
            )
        )

        assert lines_of(order) == [(None, "見本茶 A", 10, None, 500, None), (None, "見本水", 2, None, 100, None)]
        assert (head_of(order)[5], findings_of(order)) == (5200, [])

    def test_goods_labelled_one_by_one(self):
        """Goods whose fields stand below each other are parted where a field comes again."""
        order = only(
            read_text(
                "注文番号：W-7\n商品名：見本茶\n数量：2個\n単価：300円\n\n商品名：見本水\n数量：5本\n単価：90円\n"
                "合計金額：1,050円\n"
            )
        )

        assert lines_of(order) == [(None, "見本茶", 2, "個", 300, None), (None, "見本水", 5, "本", 90, None)]
        assert head_of(order)[5] == 1050

    @pytest.mark.parametrize(
        "cut",
        [
            "-----Original Message-----", "On Wed, Apr 1, 2026 at 9:00 AM Yamada <y@a.example> wrote:",
            "山田さんは書きました:",
            "差出人: 山田\n送信日時: 2026年4月1日", "From: y@a.example\nSent: Monday",
            "________________________________\nFrom: y@a.example",
        ],
    )  # fmt: skip
    def test_old_mail_is_never_read(self, cut):
        """What stands below the mark of a quoted mail is not ordered again."""
        order = only(read_text(f"注文番号：N1\n・見本茶 1袋\n\n{cut}\n注文番号：OLD\n・見本水 9本\n"))
        assert (order.number, lines_of(order)) == ("N1", [(None, "見本茶", 1, "袋", None, None)])

        assert read_text(f"了解しました。\n{cut}\n・見本水 9本\n").reason.code == "form-missing"

    def test_line_that_looks_like_goods_but_is_not_read_is_doubted(self):
        """Between goods, a line with a number that is no goods is named."""
        order = only(read_text("注文番号：N1\n1) 見本茶 1袋\n2) 見本水 いつもの3\n3) 見本米 2袋\n"))

        assert (len(order.lines), findings_of(order)) == (2, [("rows-unread", "lines")])

    def test_html_rows_with_an_empty_cell_are_not_shifted(self):
        """In HTML a cell left empty must not move the next one under its title."""
        html = "".join(
            f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
            for row in (["商品コード", "商品名", "数量", "単価"], ["P1", "茶", "2", "100"], ["P2", "", "3", "50"])
        )
        order = only(read(f"<p>注文番号：H1</p><table>{html}</table>", "body.html", "", "text/html"))

        assert lines_of(order)[0] == ("P1", "茶", 2, None, 100, None)
        assert all(line[2] in (None, 3) and line[4] in (None, 50) for line in lines_of(order)[1:])


class TestCustomer:
    def test_two_senders_are_named_and_neither_taken(self):
        """Two companies with addresses that are not addressed: neither is the customer, both are named."""
        order = only(
            read(
                sheet(
                    ["株式会社サンプル 御中"], ["甲商事株式会社", "", "東京都見本区1-1"], ["乙物産株式会社", "",
                    "大阪府見本市2-2"],
                    ["注文番号", "A"], HEADS, TEA,
                )
            )
        )  # fmt: skip

        assert (order.customer.as_written, findings_of(order)) == (None, [("value-ambiguous", "customer_name")])
        assert order.findings[1].values == (("text", "甲商事株式会社"), ("other", "乙物産株式会社"))

    def test_labelled_customer_stands_over_the_block(self):
        """A label decides; a code within the name is parted from it."""
        order = only(read(sheet(["発注者", "例示物産(C003)"], ["甲商事株式会社"], ["注文番号", "A"], HEADS, TEA)))

        assert (order.customer.code, order.customer.as_written) == ("C003", "例示物産")

    def test_addressee_is_never_the_customer(self):
        """The company with 御中, in its own cell or the next, is ours."""
        own = only(read(sheet(["株式会社サンプル 御中"], ["注文番号", "A"], HEADS, TEA)))
        beside = only(read(sheet(["株式会社サンプル", "御中"], ["注文番号", "A"], HEADS, TEA)))

        assert (own.customer.as_written, beside.customer.as_written) == (None, None)


class TestHead:
    def test_two_days_of_one_label_are_not_chosen_between(self):
        """納期 and 希望納期 that differ are both named."""
        order = only(read(sheet(["納期", "2026/4/5", "希望納期", "2026/4/6"], ["注文番号", "A"], HEADS, TEA)))

        assert (order.deliver_on, findings_of(order)) == (None, [("value-ambiguous", "deliver_on")])

    def test_surer_label_is_believed(self):
        """注文番号 is believed over 伝票番号, and 発注日 over 作成日."""
        order = only(
            read(
                sheet(["伝票番号", "555", "注文番号", "A-9"], ["作成日", "2026/4/1", "発注日", "2026/3/31"], HEADS, TEA)
            )
        )

        assert head_of(order)[:2] == ("A-9", "2026-03-31")

    def test_day_in_words_is_doubted(self):
        """至急 is no day: it is shown as unreadable, not dropped."""
        order = only(read(sheet(["納期", "至急"], ["注文番号", "A"], HEADS, TEA)))

        assert (order.deliver_on, findings_of(order)) == (None, [("field-unreadable", "deliver_on")])

    def test_certainty_says_how_a_value_was_found(self):
        """Exact labels and titles are surer than weak words."""
        order = only(read(sheet(["No.", "77", "", "発注日", "2026/4/1"], ["コード", "数量"], ["P1", 1])))
        sure = {path: at.confidence for path, at in order.provenance}

        assert (sure["number"], sure["ordered_on"], sure["lines.1.product_code"], sure["lines.1.quantity"]) == (
            0.7, 0.95, 0.7, 0.95,
        )  # fmt: skip


class TestOtherPapers:
    @pytest.mark.parametrize(
        ("title", "what"),
        [
            ("見積依頼書", "inquiry"), ("御見積書", "inquiry"), ("請 求 書", "invoice"), ("納品書", "delivery-note"),
            ("注文請書", "acknowledgement"), ("INVOICE", "invoice"),
        ],
    )  # fmt: skip
    def test_paper_that_is_no_order_says_so(self, title, what):
        """An inquiry, an invoice or a delivery note gives no order, and the reason names it."""
        reason = read(sheet([title], ["番号", "A"], HEADS, TEA)).reason

        assert (reason.code, reason.values) == ("no-order-but", {"kind": what})

    def test_box_of_a_slip_is_no_title(self):
        """引合 on a slip is a box for the seller's stamp."""
        assert only(read(sheet(["発注番号", "A1"], HEADS, TEA, [], ["受領印", "", "引合"]))).number == "A1"

    def test_mail_that_asks_for_a_price_is_no_order(self):
        """A mail that lists goods and asks for a quotation is an inquiry."""
        reason = read_text("お世話になります。\n下記のお見積りをお願いいたします。\n・見本茶 10袋\n").reason

        assert reason.values == {"kind": "inquiry"}

    def test_order_that_mentions_a_quotation_is_an_order_in_doubt(self):
        """A mail that orders what was quoted is an order; that it speaks of a quotation is shown."""
        order = only(read_text("お見積りをお願いした件、注文いたします。\n・見本茶 10袋\n"))

        assert findings_of(order) == [("kind-unsure", "kind")]

    @pytest.mark.parametrize(
        ("title", "name", "kind"),
        [
            ("注文変更依頼書", "o.xlsx", OrderKind.CHANGE), ("注文書", "注文書(訂正).xlsx", OrderKind.CHANGE),
            ("注文取消書", "o.xlsx", OrderKind.CANCEL), ("注文書", "キャンセル.xlsx", OrderKind.CANCEL),
            ("注文書", "o.xlsx", OrderKind.ORDER),
        ],
    )  # fmt: skip
    def test_change_and_cancellation(self, title, name, kind):
        """Title and file name tell an order from its change and its cancellation."""
        assert only(read(sheet([title], ["注文番号", "A"], HEADS, TEA), name)).kind is kind

    def test_word_of_change_in_the_head_is_doubted(self):
        """A short text that speaks of a change without being the title is shown."""
        order = only(read(sheet(["注文書"], ["変更あり"], ["注文番号", "A"], HEADS, TEA)))

        assert (order.kind, findings_of(order)) == (OrderKind.ORDER, [("kind-unsure", "kind")])

    def test_paper_without_goods_has_no_form(self):
        """A document in which no goods are found is left to a person as before."""
        assert read(sheet(["議事録"], ["日時", "2026/4/1"])).reason.code == "form-missing"


class TestDirt:
    def test_tax_said_in_a_second_row_of_titles(self):
        """単価 over (税込) is a price with tax: it is never read as one before tax."""
        order = only(
            read(
                "注文番号,A1\n商品,商品,税率,数量,単価,金額\nコード,名称,(%),,(税込),(税込)\nP1,茶,8,2,108,216\n"
                ",合計(税込),,,,216\n",
                "o.csv",
            )
        )

        assert lines_of(order) == [("P1", "茶", 2, None, 100, 200)]

    def test_paper_that_bills_is_an_invoice(self):
        """A paper without a title that names what is billed is no order."""
        reason = read(sheet(["ご請求金額", 5000], HEADS, TEA)).reason

        assert (reason.code, reason.values) == ("no-order-but", {"kind": "invoice"})

    def test_department_behind_a_labelled_company(self):
        """発注元 with its department names the company."""
        order = only(read(sheet(["発注元", "見本商事株式会社 購買課"], ["注文番号", "A1"], HEADS, TEA)))

        assert order.customer.as_written == "見本商事株式会社"

    def test_title_that_names_two_columns_too_close(self):
        """`No 商品コード` and `数量 単位` in one cell are two titles each; the words below are theirs."""
        order = only(
            read(
                pdf(
                    [
                        (40, 40, "注文番号"), (120, 40, "C-3"), (40, 80, "No 商品コード"), (160, 80, "商品名"), (300,
                        80, "数量 単位"),
                        (40, 100, "1 P1"), (160, 100, "見本茶 500ml"), (300, 100, "50 本"),
                        (40, 120, "2 P2"), (160, 120, "見本水"), (300, 120, "8 ケース"), (160, 140, "大"),
                    ]
                ),
                "o.pdf",
            )
        )  # fmt: skip

        assert lines_of(order) == [
            ("P1", "見本茶 500ml", 50, "本", None, None), ("P2", "見本水 大", 8, "ケース", None, None),
        ]  # fmt: skip

    def test_quantity_glued_to_its_unit(self):
        """`4束` under the unit, with nothing under the quantity, is both."""
        order = only(
            read(
                sheet(["注文番号", "A1"], ["品番", "数量", "単位"], ["P1", "", "4束"], ["P2", 3, "束"], ["P3", 1, "袋"])
            )
        )

        assert [line[2:4] for line in lines_of(order)] == [(3, "束"), (1, "袋")]
        assert findings_of(order) == [("rows-without-quantity", "lines")]

    def test_quantity_glued_to_its_unit_on_paper(self):
        """On paper too, where the row has its price and amount."""
        heads = [(40, 60, "品番"), (140, 60, "数量"), (190, 60, "単位"), (280, 60, "単価"), (380, 60, "金額")]
        row = [(40, 80, "P1"), (180, 80, "4束"), (280, 80, "100"), (380, 80, "400")]

        assert lines_of(only(read(pdf([*heads, *row]), "o.pdf"))) == [("P1", None, 4, "束", 100, 400)]

    def test_titles_written_letter_by_letter(self):
        """品 and 名 far apart are one title."""
        texts = [(40, 60, "品"), (80, 60, "名"), (160, 60, "数"), (200, 60, "量"), (40, 80, "見本茶"), (160, 80, "3")]

        assert lines_of(only(read(pdf(texts), "o.pdf"))) == [(None, "見本茶", 3, None, None, None)]

    def test_table_drawn_with_rules(self):
        """A table drawn with characters is read between its rules."""
        order = only(
            read_text("注文No：BX1\n┌──┬───┬──┐\n│品番│品名　│数量│\n├──┼───┼──┤\n│P5　│見本機│３台│\n└──┴───┴──┘\n")
        )

        assert (order.number, lines_of(order)) == ("BX1", [("P5", "見本機", 3, "台", None, None)])

    def test_labels_of_a_line_in_one_row(self):
        """`品番：P1　数量：10束` is a line by itself."""
        order = only(read_text("注文番号：CH-9\n品番：P1　数量：10束\n品番：P2　数量：2箱\n", "【注文変更】CH-9"))

        assert (order.kind, [line[:4] for line in lines_of(order)]) == (
            OrderKind.CHANGE, [("P1", None, 10, "束"), ("P2", None, 2, "箱")],
        )  # fmt: skip

    def test_total_row_with_the_number_of_pieces(self):
        """Of the numbers beside 合計, the one the lines add up to is the total."""
        order = only(read(sheet(["注文番号", "A1"], HEADS, TEA, WATER, ["合計", "", 12, "", "", 5200])))

        assert (order.total, findings_of(order)) == (5200, [])

    def test_tax_by_rate_and_in_all(self):
        """Of two taxes by rate and their sum, the sum is the tax."""
        order = only(
            read(
                sheet(["注文番号", "A1"], HEADS, TEA, WATER, ["小計", "", "", "", "", 5200], ["消費税(8%)", "", "",
                "", "", 16],
                      ["消費税(10%)", "", "", "", "", 500], ["消費税計", "", "", "", "", 516], ["総合計", "", "", "",
                      "", 5716])
            )
        )  # fmt: skip

        assert head_of(order)[5:] == (5200, 516)

    def test_sums_that_differ_are_named(self):
        """Two 小計 of which neither is what the lines add up to are both named, and so are two 合計."""
        small = only(
            read(sheet(["注文番号", "A1"], HEADS, TEA, ["小計", "", "", "", "", 1], ["小計", "", "", "", "", 2]))
        )
        large = only(read(sheet(["注文番号", "A1"], HEADS, TEA, ["合計", "", "", "", "", 1, 2])))

        assert [findings_of(order) for order in (small, large)] == [[("value-ambiguous", "total")]] * 2

    def test_sum_with_tax_that_does_not_add_up_is_doubted(self):
        """A sum with tax that is not the total and the stated tax is shown."""
        order = only(
            read(sheet(["注文番号", "A1"], HEADS, TEA, ["小計", "", "", "", "", 5000], ["消費税", "", "", "", "", 400],
                       ["税込合計", "", "", "", "", 5500]))
        )  # fmt: skip

        assert (order.total, findings_of(order)) == (5000, [("total-unsure", "total")])

    def test_subtotal_of_lines_without_amounts_is_taken(self):
        """Where the lines say no amount, the one sum before tax is the total as stated."""
        assert only(read(sheet(["注文番号", "A1"], ["品番", "数量"], ["P1", 1], ["税抜合計", 500]))).total == 500

    def test_price_and_amount_of_two_tax_modes(self):
        """An amount with tax beside a price before tax is left out."""
        order = only(read(sheet(["注文番号", "A1"], ["品番", "数量", "単価(税抜)", "金額(税込)"], ["P1", 2, 100, 216])))

        assert lines_of(order)[0][4:] == (100, None)

    def test_rate_that_is_none_is_left_out(self):
        """A mark in the tax column is no rate; a rate is read."""
        order = only(read(sheet(["注文番号", "A1"], ["品番", "数量", "税区分"], ["P1", 2, "※"], ["P2", 2, "8%"])))

        assert [line.tax_rate for line in order.lines] == [None, Decimal("0.08")]
        assert findings_of(order) == []

    def test_size_beside_a_name_without_code(self):
        """A size in a column of its own is no part of the name; without a code it is said to be there."""
        order = only(read(sheet(["注文番号", "A1"], ["品名", "規格・型番", "数量"], ["見本茶", "500g", 2])))

        assert (order.lines[0].product_name, findings_of(order)) == ("見本茶", [("size-apart", "lines")])

    def test_two_columns_of_one_meaning(self):
        """Two names that differ are not chosen between; two that never differ are one."""
        differ = only(read(sheet(["注文番号", "A1"], ["品名", "商品名", "数量"], ["見本茶", "茶", 2])))
        same = only(read(sheet(["注文番号", "A1"], ["品名", "商品名", "数量"], ["見本茶", "見本茶", 2])))

        assert (differ.lines[0].product_name, findings_of(differ)) == (
            None,
            [("value-ambiguous", "lines.product_name")],
        )
        assert (same.lines[0].product_name, findings_of(same)) == ("見本茶", [])

    def test_sums_that_prove_no_pair_of_columns_decide_nothing(self):
        """Two quantities whose sums both fail leave the quantity out."""
        order = only(
            read(sheet(["注文番号", "A1"], ["品番", "ケース", "数量", "単価", "金額"], ["P1", 2, 24, 100, 999]))
        )

        assert (order.lines[0].quantity, lines_of(order)[0][4:]) == (None, (100, 999))

    def test_department_under_the_addressed_company(self):
        """The company over `営業部 御中` is addressed too; a department behind the sender's name is dropped."""
        order = only(
            read_text(
                "伝票商事株式会社\n営業部 御中\n\n注文番号：S-1\n・見本茶 3袋\n\n"
                "見本商事株式会社　購買部　例示 花子\nTEL 03-1234-5678\n"
            )
        )

        assert order.customer.as_written == "見本商事株式会社"

    def test_company_whose_address_is_told_as_supplier(self):
        """The company a label names as the supplier is ours."""
        order = only(
            read(
                sheet(
                    ["注文先", "伝票商事株式会社"],
                    ["伝票商事株式会社"],
                    ["見本商事株式会社"],
                    ["注文番号", "A1"],
                    HEADS,
                    TEA,
                )
            )
        )

        assert order.customer.as_written == "見本商事株式会社"

    def test_customer_with_an_honorific_is_less_sure(self):
        """お客様名 that ends in 様 may be whom the paper is addressed to: it is taken, and never passes by itself."""
        order = only(read(sheet(["お客様名", "例示物産 様"], ["注文番号", "A1"], HEADS, TEA)))
        sure = {path: at.confidence for path, at in order.provenance}

        assert (order.customer.as_written, sure["customer_name"]) == ("例示物産", 0.7)

    def test_two_labelled_customers(self):
        """Two labels that name different customers leave it out, and the block is not asked then."""
        order = only(
            read(
                sheet(["発注者", "例示物産"], ["得意先名", "見本商事"], ["甲株式会社"], ["注文番号", "A1"], HEADS, TEA)
            )
        )

        assert (order.customer.as_written, findings_of(order)) == (None, [("value-ambiguous", "customer_name")])

    def test_day_at_the_top_without_a_label(self):
        """The one full day above the lines is the order's, less surely; two gone by are not chosen between."""
        one = only(read(sheet(["注文書", "", "2026年4月1日"], ["注文番号", "A1"], HEADS, TEA)))
        two = only(read(sheet(["2026年3月30日"], ["2026年3月31日"], ["注文番号", "A1"], HEADS, TEA)))

        assert (one.ordered_on, two.ordered_on) == (date(2026, 4, 1), None)
        assert dict(one.provenance)["ordered_on"].confidence == 0.7

    def test_day_beside_an_unrelated_label_is_not_the_orders(self):
        """見積日 is known, and its day is not taken for the order's."""
        assert only(read(sheet(["見積日", "2026/4/1"], ["注文番号", "A1"], HEADS, TEA))).ordered_on is None

    def test_name_that_begins_with_a_word_of_sums_is_goods(self):
        """`Total Care` is goods, `Total 1,200` a sum."""
        order = only(read(sheet(["注文番号", "A1"], ["品名", "数量"], ["Total Care", 2], ["Total 2", ""])))

        assert [line.product_name for line in order.lines] == ["Total Care"]

    def test_long_label_and_text_are_passed_over(self):
        """A cell of hundreds of letters is no label, a title of forty neither."""
        assert only(read(sheet(["注文番号" * 200], ["注文番号" * 11], ["注文番号", "A1"], HEADS, TEA))).number == "A1"

    def test_document_beyond_any_order_has_no_form(self):
        """A file of thousands of rows is not read by its words."""
        assert read("注文番号,品番,数量\n" + "A1,P1,1\n" * 5001, "o.csv").reason.code == "form-missing"

    def test_line_without_one_number_proves_nothing_and_breaks_nothing(self):
        """The sums of the other lines tell the columns apart; the line that lacks a price keeps lacking it."""
        rows = ["品番", "ケース", "数量", "単価", "金額"], ["P1", 2, 24, 100, 2400], ["P2", 3, 30, "", 1500]

        assert [line[2] for line in lines_of(only(read(sheet(["注文番号", "A1"], *rows))))] == [24, 30]

    def test_value_too_long_for_its_field(self):
        """A number of more than sixty letters is none."""
        assert only(read(sheet(["注文番号", "A1" * 40], HEADS, TEA))).number is None

    @pytest.mark.parametrize(
        ("cell", "read_as"),
        [("注文番号A-17", "A-17"), ("注文No.A-17", "A-17"), ("【注文番号】A-17", "A-17"), ("注文番号 A-17", "A-17")],
    )
    def test_label_and_value_in_one_cell(self, cell, read_as):
        """A value may stand right behind its label, with or without something between."""
        assert only(read(sheet([cell], HEADS, TEA))).number == read_as

    def test_day_right_behind_its_label(self):
        """発注日2026年4月1日 is a label and a day; 納期:至急 is a label and no day."""
        order = only(read(sheet(["注文番号", "A1"], ["発注日2026年4月1日"], ["納期:至急"], HEADS, TEA)))

        assert (order.ordered_on, order.deliver_on) == (date(2026, 4, 1), None)
        assert findings_of(order) == [("field-unreadable", "deliver_on")]

    def test_sums_below_their_labels(self):
        """A row of sums stands below the row of their labels; a label over something else has none."""
        order = only(
            read(
                sheet(
                    ["注文番号", "A1"],
                    HEADS,
                    TEA,
                    [],
                    ["小計", "消費税"],
                    [5000, 400],
                    ["得意先コード"],
                    ["なし"],
                )
            )
        )

        assert (head_of(order)[3:], findings_of(order)) == ((None, None, 5000, 400), [])

    def test_words_beside_a_sum_are_no_sum(self):
        """別途 beside 消費税 is no number."""
        assert only(read(sheet(["注文番号", "A1"], HEADS, TEA, ["消費税", "別途"]))).tax is None

    def test_rows_on_paper_that_are_no_lines(self):
        """A blank page foot, a side note and a heading are no lines; a noted row with more in it is doubted."""
        heads = [(40, 60, "品番"), (140, 60, "品名"), (300, 60, "数量"), (380, 60, "単価")]
        row = [(40, 80, "P1"), (140, 80, "見本茶"), (300, 80, "3"), (380, 80, "100")]
        rest = [(140, 96, "※冷蔵"), (40, 120, "※冷凍品"), (140, 120, "別"), (300, 140, "7")]
        order = only(read(pdf([*heads, *row, *rest]), "o.pdf"))

        assert (lines_of(order), findings_of(order)) == (
            [("P1", "見本茶", 3, None, 100, None)],
            [("rows-unread", "lines")],
        )

    def test_row_on_paper_without_a_quantity_stays_a_line(self):
        """A row with code and price and no quantity is kept on paper: its quantity may not have been seen."""
        heads = [(40, 60, "品番"), (140, 60, "数量"), (240, 60, "単価")]
        rows = [(40, 80, "P1"), (140, 80, "3"), (240, 80, "100"), (40, 100, "P2"), (240, 100, "50")]

        assert lines_of(only(read(pdf([*heads, *rows]), "o.pdf")))[1] == ("P2", None, None, None, 50, None)

    def test_glued_titles_over_one_cell(self):
        """Where titles share a cell, a quantity below is the quantity, and what cannot be parted is not guessed."""
        heads = [(40, 60, "品番"), (140, 60, "数量 単位"), (260, 60, "単価 金額")]
        order = only(
            read(
                pdf([*heads, (40, 80, "P1"), (140, 80, "3袋"), (260, 80, "100 300"), (40, 100, "P2"), (140, 100,
                "4 本"),
                     (260, 100, "70")]),
                "o.pdf",
            )
        )  # fmt: skip

        assert lines_of(order)[0] == ("P1", None, 3, "袋", 100, 300)
        assert lines_of(order)[1][:4] == ("P2", None, 4, "本")

    def test_table_of_nothing_beside_one_of_goods(self):
        """Titles without goods below them give no order of their own."""
        order = only(
            read(sheet(["注文番号", "A1"], HEADS, TEA, ["合計(税抜)", "", "", "", "", 5000], ["注文番号", "A2"], HEADS))
        )

        assert (order.number, lines_of(order)) == ("A1", [TEA_READ])

    def test_prices_with_tax_without_a_sum(self):
        """Prices with tax whose lines have no stated sum have no total."""
        order = only(read(sheet(["注文番号", "A1"], ["品番", "数量", "単価(税込)", "税率"], ["P1", 2, 108, "8%"])))

        assert (lines_of(order)[0][4], order.total) == (100, None)

    def test_goods_in_the_text_are_doubted_beside_unread_columns(self):
        """In text whose blanks do not tell the columns, a row with an empty one is named, not shifted."""
        order = only(
            read_text(
                "注文番号：T-1\n品番    品名    数量    単価\nP1    茶    2    100\nP2    3    50\n"
                "よろしくお願いします\n"
            )
        )

        assert (len(order.lines), findings_of(order)) == (1, [("rows-unread", "lines")])

    def test_remarks_among_the_goods_ask_for_nothing(self):
        """A title alone, a text right of the table and a number under nothing that is ordered are no lines."""
        order = only(
            read(
                sheet(
                    ["注文番号", "A1"],
                    HEADS,
                    TEA,
                    ["商品名"],
                    [*WATER, "", "", "急ぎ"],
                    ["", "", "", "", 50],
                    ["", "", "", "", "", "", "", "", "済"],
                )
            )
        )

        assert (lines_of(order), findings_of(order)) == ([TEA_READ, WATER_READ], [])

    def test_words_on_paper_before_and_between_the_goods(self):
        """A name before any goods, a label and a lone price are no lines."""
        heads = [(40, 60, "品番"), (140, 60, "品名"), (300, 60, "数量"), (380, 60, "単価")]
        row = [(40, 100, "P1"), (140, 100, "見本茶"), (300, 100, "3"), (380, 100, "100")]
        rest = [(140, 80, "定番"), (40, 120, "担当"), (140, 120, "佐藤"), (380, 140, "50"), (140, 200, "大")]
        order = only(read(pdf([*heads, *row, *rest]), "o.pdf"))

        assert (lines_of(order), findings_of(order)) == ([("P1", "見本茶", 3, None, 100, None)], [])

    def test_glued_titles_over_one_word(self):
        """One word below two titles in one cell: a quantity in words is unreadable, a code alone is a code."""
        heads = [(40, 60, "品番 品名"), (200, 60, "数量 単位"), (320, 60, "単価")]
        order = only(read(pdf([*heads, (40, 80, "P1"), (200, 80, "適量"), (320, 80, "100")]), "o.pdf"))

        assert (lines_of(order), findings_of(order)) == (
            [("P1", None, None, None, 100, None)], [("field-unreadable", "lines.1.quantity")],
        )  # fmt: skip

    def test_total_beside_every_line_stands_over_a_labelled_one(self):
        """A total in a column of its own is the order's."""
        order = only(read("合計,50\n\n注文番号,品番,数量,金額,税抜合計\nA1,P1,1,50,50\n", "o.csv"))

        assert (order.total, dict(order.provenance)["total"].place) == (50, "line 4 column 5")

    def test_two_texts_under_titles_that_share_a_cell(self):
        """Two cells below two titles of one cell are theirs in turn; three are not parted."""
        heads = [(40, 60, "品番 品名"), (200, 60, "数量"), (300, 60, "単価")]
        two = [(20, 80, "P1"), (60, 80, "茶"), (200, 80, "2"), (300, 80, "9")]
        three = [(10, 80, "P1"), (40, 80, "茶"), (70, 80, "大"), (200, 80, "2"), (300, 80, "9")]

        assert lines_of(only(read(pdf([*heads, *two]), "o.pdf")))[0][:3] == ("P1", "茶", 2)
        assert only(read(pdf([*heads, *three]), "o.pdf")).lines[0].product_name is None

    def test_text_below_a_closed_table_is_no_doubt(self):
        """Rows of text below the total, which fit no column, are not taken for unread goods."""
        order = only(
            read_text(
                "注文番号：T-1\n品番    数量    単価\nP1    2    100\n合計    200\n以上  宜しく\n備考です    以上\n"
                + " " * 60
                + "了\n"
            )
        )

        assert (len(order.lines), findings_of(order)) == (1, [])

    def test_titles_that_share_a_cell_over_words_that_do_not_fit(self):
        """Two words below a quantity and a unit of which the first is no number are not parted."""
        heads = [(40, 60, "品番"), (140, 60, "数量 単位"), (260, 60, "単価")]
        order = only(read(pdf([*heads, (40, 80, "P1"), (140, 80, "適量 袋"), (260, 80, "100")]), "o.pdf"))

        assert findings_of(order) == [("field-unreadable", "lines.1.quantity")]

    def test_name_alone_beside_a_code_column_is_a_heading(self):
        """In a sheet, name and size without code and quantity are a heading among coded goods."""
        rows = ["品番", "品名", "規格", "数量"], ["P1", "茶", "1kg", 2], ["", "冷凍", "各種", ""]

        assert findings_of(only(read(sheet(["注文番号", "A1"], *rows)))) == []
