"""Tables of other shapes than one row an article are read as what they mean: records, matrices, tables side by side."""

import pytest

from agent.extract.table import Cell
from agent.extract.unseen.across import MAX_TRIED
from agent.extract.unseen.laying import laid_flat
from agent.extract.unseen.strips import Strip
from tests.unit.extract.laid_out import findings_of, lines_of, read, sheet

HEAD = ["注文番号", "A1"]


def orders(*rows: list, **more) -> list:
    return list(read(sheet(*rows, **more)).orders)


def goods(order) -> list[tuple]:
    """Return each line as code or name, quantity and unit."""
    return [(code or name, asked, unit) for code, name, asked, unit, _, _ in lines_of(order)]


def csv(text: str) -> list:
    return list(read(text, "o.csv").orders)


class TestRecords:
    TITLES = "#H,注文番号,発注日,納品日,発注者名\n#D,注文番号,行,商品コード,数量\n"

    def test_head_and_details(self):
        """Each detail belongs to the head record before it, whose day and customer it has."""
        one, two = csv(
            self.TITLES + "H,A-1,2026/4/1,2026/4/8,見本商店\nD,A-1,1,P1,3\nD,A-1,2,P2,4\n"
            "H,A-2,2026/4/2,2026/4/9,例示物産\nD,A-2,1,P1,5\nT,2\n"
        )

        assert (one.number, one.customer.as_written, str(one.deliver_on)) == ("A-1", "見本商店", "2026-04-08")
        assert (goods(one), two.number, goods(two)) == ([("P1", 3, None), ("P2", 4, None)], "A-2", [("P1", 5, None)])

    def test_kinds_by_their_turn(self):
        """Where the titles do not say how records begin, the first record is a head."""
        titles = "区分,注文番号,発注日\n区分,商品コード,数量\n"

        assert [one.number for one in csv(titles + "1,A-1,2026/4/1\n2,P1,3\n1,A-2,2026/4/2\n2,P1,4\n")] == [
            "A-1",
            "A-2",
        ]

    @pytest.mark.parametrize(
        "records",
        [
            "H,A-1,2026/4/1,2026/4/8,見本商店\nH,A-2,2026/4/1,2026/4/8,見本商店\nD,A-2,1,P1,3\n",
            "D,A-1,1,P1,3\nH,A-1,2026/4/1,2026/4/8,見本商店\nD,A-1,1,P1,3\n",
            "見本商店の分,A-1,2026/4/1\nD,A-1,1,P1,3\n",
            "D,A-1,1,P1,3\n",
        ],
    )
    def test_records_that_cannot_be_told_are_left(self, records):
        """A head without details, a detail before the first head or another beginning joins nothing."""
        strips = strips_of_text(self.TITLES + records)

        assert laid_flat(strips, "csv") == strips


def strips_of_text(text: str) -> tuple[Strip, ...]:
    """Return the rows of a CSV, a cell for each field."""
    return tuple(
        Strip(
            tuple(Cell(one, at, at, f"line {n} column {at}") for at, one in enumerate(line.split(",")) if one),
            f"line {n}",
            0,
            4,
        )
        for n, line in enumerate(text.splitlines(), 1)
    )


class TestSideBySide:
    TITLES = ("", "品番", "数量", "", "", "品番", "数量")

    def test_second_table_follows_the_first(self):
        """Numbered rows of two tables are one list; empty ones are no lines."""
        [order] = orders(HEAD, self.TITLES, [1, "P1", 2, "", 11, "P3", 4], [2, "P2", 3, "", 12], [3, "P4", 1])

        assert goods(order) == [("P1", 2, None), ("P2", 3, None), ("P4", 1, None), ("P3", 4, None)]

    @pytest.mark.parametrize("below", [["納品先", "見本倉庫"], ["品番", "品名", "数量", "備考"]])
    def test_what_ends_them(self, below):
        """A label of the head and other titles end both tables."""
        [order] = orders(HEAD, self.TITLES, ["", "P1", 2, "", "", "P3", 4], below)

        assert (goods(order), order.deliver_to) == (
            [("P1", 2, None), ("P3", 4, None)], "見本倉庫" if below[0] == "納品先" else None,
        )  # fmt: skip

    def test_cell_over_both_ends_them(self):
        """A note that reaches over both tables is in neither; nor is another sheet."""
        [order] = orders(HEAD, self.TITLES, ["", "P1", 2, "", "", "P3", 4], merged=[("A4:G4", "よろしくお願いします")])

        assert goods(order) == [("P1", 2, None), ("P3", 4, None)]


class TestTwoRows:
    TITLES = ("No", "商品名", "数量", "単価"), ("", "JANコード / 摘要", "荷姿")

    def test_second_row_of_an_article(self):
        """Code and unit below name and quantity are the same article's, also where one lacks its second row."""
        rows = [1, "茶", 2, 50], ["", "4900000000016 前回と同じ", "袋"], [2, "水", 3, 60], ["合計", "", "", 280]
        [order] = orders(HEAD, *self.TITLES, *rows)

        assert lines_of(order)[0] == ("4900000000016", "茶", 2, "袋", 50, None)
        assert lines_of(order)[1] == (None, "水", 3, None, 60, None)

    def test_titles_again_begin_the_next(self):
        """Further titles of two rows are read as the first."""
        rows = [1, "茶", 2, 50], ["", "4900000000016", "袋"]
        one, two = orders(HEAD, *self.TITLES, *rows, ["注文番号", "A2"], *self.TITLES, *rows)

        assert (goods(one), goods(two)) == ([("4900000000016", 2, "袋")],) * 2

    def test_titles_alone_do_not_make_two_rows(self):
        """Rows that have no second row stay as they are."""
        [order] = orders(HEAD, ["品番", "品名", "数量"], ["", "規格", ""], ["P1", "茶", 2], ["P2", "水", 3])

        assert goods(order) == [("P1", 2, None), ("P2", 3, None)]


class TestDays:
    def test_column_for_each_day(self):
        """Each quantity is a line; the day of the order is left open, as they differ."""
        [order] = orders(
            HEAD, ["品番", "単位", "4/13\n(月)", "4/14\n(火)", "計"], ["P1", "袋", 2, 3, 5], ["P2", "箱", "-", 4, 4],
            ["P3", "箱"],
        )  # fmt: skip

        assert goods(order) == [("P1", 2, "袋"), ("P1", 3, "袋"), ("P2", 4, "箱")]
        assert (order.deliver_on, set(findings_of(order))) == (
            None, {("value-ambiguous", "deliver_on"), ("rows-without-quantity", "lines")},
        )  # fmt: skip

    def test_one_day_is_the_orders(self):
        """Where all is for one day, it is the order's; a day may stand above its weekday, or below the titles."""
        [above] = orders(HEAD, ["", "4/13", "4/14"], ["品番", "月", "火"], ["P1", 2])
        [below] = orders(HEAD, ["品番", "納品日"], ["", "4/13", "4/14"], ["P1", "", 3])

        assert (str(above.deliver_on), goods(above)) == ("2026-04-13", [("P1", 2, None)])
        assert (str(below.deliver_on), goods(below)) == ("2026-04-14", [("P1", 3, None)])

    def test_total_that_is_another(self):
        """Where a row's total is not the sum of its days, no quantity is taken."""
        [order] = orders(HEAD, ["品番", "13日", "14日", "計"], ["P1", 2, 3, 6], ["P2", 2, 3])

        assert [asked for _, asked, _ in goods(order)] == [None] * 4
        assert ("value-ambiguous", "lines.quantity") in findings_of(order)

    def test_days_with_nothing_below(self):
        """Days beside titles with nothing below them are no table."""
        assert not orders(HEAD, ["品番", "月", "火"], ["P1"])


class TestPlaces:
    def test_column_for_each_shop(self):
        """Each shop's goods are an order, where no number stands for all; an article nobody asks for is none."""
        one, two = orders(["品番", "本町店", "駅前店", "合計"], ["P1", 2, 3, 5], ["P2", "", 4, 4], ["P3"])

        assert (one.deliver_to, goods(one)) == ("本町店", [("P1", 2, None)])
        assert (two.deliver_to, goods(two)) == ("駅前店", [("P1", 3, None), ("P2", 4, None)])

    def test_one_number_for_all(self):
        """Shops under one order number are one order, whose place is asked for; a total tells what are shops."""
        [order] = orders(HEAD, ["品番", "本町", "駅前", "計"], ["P1", 2, 3, 5])

        assert (goods(order), findings_of(order)) == (
            [("P1", 2, None), ("P1", 3, None)], [("value-ambiguous", "deliver_to")],
        )  # fmt: skip

    def test_total_of_a_shop_that_is_another(self):
        """Where the total of shops differs, no quantity is taken."""
        [order] = orders(HEAD, ["品番", "本町店", "駅前店", "計"], ["P1", 2, 3, 6], ["P2", 1, 1])

        assert {asked for _, asked, _ in goods(order)} == {None}

    @pytest.mark.parametrize("row", [["P1", "済", 3], ["P1", 2, 3]])
    def test_other_columns_are_no_shops(self, row):
        """Columns of words, or of numbers that nothing tells to be shops, are not spread."""
        assert not orders(HEAD, ["品番", "在庫", "見込"], row)


class TestAnswers:
    def test_order_to_a_row(self):
        """Each answer is an order of the articles in its titles, with the unit in brackets."""
        titles = ["タイムスタンプ", "会社名", "納品希望日", "見本茶 500g [袋]", "見本水（本）", "連絡事項"]
        one, two = orders(
            titles, ["2026/4/1 9:00", "見本商店", "2026/4/8", 2, 3], ["2026/4/2 9:00", "見本商店", "2026/4/9", "", 1],
            ["2026/4/3 9:00", "例示物産", "2026/4/9"],
        )  # fmt: skip

        assert (str(one.ordered_on), one.customer.as_written, goods(one)) == (
            "2026-04-01", "見本商店", [("見本茶 500g", 2, "袋"), ("見本水", 3, "本")],
        )  # fmt: skip
        assert (str(two.deliver_on), goods(two)) == ("2026-04-09", [("見本水", 1, "本")])

    def test_question_with_the_article_in_brackets(self):
        """Where all titles ask the same, what stands in brackets is the article."""
        [order] = orders(
            ["会社名", "納品日", "数量はいくつ [見本茶]", "数量はいくつ [見本水]"], ["見本商店", "2026/4/8", 2, 3]
        )

        assert goods(order) == [("見本茶", 2, None), ("見本水", 3, None)]

    def test_shops_below_with_attributes_of_the_articles(self):
        """Rows of code and price right below the titles are the articles'; one number above makes one order."""
        rows = ["商品コード", "P1", "P2"], ["単価", 50], ["本町店", 2, 3, 5], ["駅前店", "", 4, 4]
        [order] = orders(HEAD, ["納品先", "見本茶", "見本水", "合計"], *rows)

        assert lines_of(order) == [
            ("P1", "見本茶", 2, None, 50, None), ("P2", "見本水", 3, None, None, None),
            ("P2", "見本水", 4, None, None, None),
        ]  # fmt: skip

    def test_total_of_an_answer_that_is_another(self):
        """Where the total of an answer differs, no quantity is taken."""
        [order] = orders(["会社名", "納品日", "見本茶", "見本水", "合計"], ["見本商店", "2026/4/8", 2, 3, 6])

        assert {asked for _, asked, _ in goods(order)} == {None}

    @pytest.mark.parametrize("row", [["見本商店", "はい", 3], ["見本商店", "0312345678", 3], ["見本商店", 2, 3]])
    def test_other_answers_are_no_goods(self, row):
        """Words, numbers nobody orders, and numbers beside one label alone are no quantities."""
        assert not orders(["会社名", "前にも注文", "人数"], row)


def test_other_formats_stay_as_they_are():
    """Where cells have no column of their own nothing is laid out."""
    strips = strips_of_text("品番,13日,14日\nP1,2,3\n")

    assert laid_flat(strips, "scan") == strips


def test_titles_are_tried_a_bounded_number_of_times():
    """A document of nothing but titles is not looked through again for each of them."""
    titles, table = "会社名,見本茶,見本水\n", "会社名,納品日,見本茶,見本水\n見本商店,4/8,1,2\n"
    few, many = (strips_of_text(titles * n + table) for n in (MAX_TRIED - 1, MAX_TRIED))

    assert (laid_flat(few, "csv") != few, laid_flat(many, "csv") == many) == (True, True)


class TestCases:
    TITLES = ("品番", "入数", "ケース", "バラ")

    def test_pieces_are_worked_out(self):
        """Cases times what a case holds and loose pieces are the quantity, and it is said how."""
        [order] = orders(HEAD, self.TITLES, ["P1", 24, 1, 3], ["P2", 6, 0, 2], ["P3", "", "", 5], ["P4", "", 2, ""])

        assert [asked for _, asked, _ in goods(order)] == [27, 2, 5, None]
        assert ("quantity-worked-out", "lines") in findings_of(order)

    def test_loose_pieces_alone_need_no_word(self):
        """Where nothing was worked out, nothing is said."""
        [order] = orders(HEAD, self.TITLES, ["P1", 24, 0, 3])

        assert ([asked for _, asked, _ in goods(order)], findings_of(order)) == ([3], [])

    @pytest.mark.parametrize(
        ("titles", "row", "asked"),
        [
            (["品番", "入数", "ケース", "バラ", "総バラ数"], ["P1", 24, 1, 3, 27], 27),
            (["品番", "入数", "ケース", "バラ", "総バラ数"], ["P1", 24, 1, 3, 30], None),
            (["品番", "入数", "ケース", "バラ", "総バラ数"], ["P1", 24, "少々", 3, 30], 30),
            (["品番", "ケース", "総数"], ["P1", 1, 24], 24),
            (["品番", "ケース", "総数", "発注数"], ["P1", 1, 24, 24], None),
        ],
    )
    def test_total_in_pieces(self, titles, row, asked):
        """A total that cases and pieces do not contradict is the quantity."""
        [order] = orders(HEAD, titles, row)

        assert goods(order)[0][1] == asked

    def test_price_and_amount_bear_it_out(self):
        """Where another title could be the price, pieces times price tell."""
        [order] = orders(HEAD, [*self.TITLES, "単価", "価格", "金額"], ["P1", 24, 1, 1, 10, 99, 250])

        assert lines_of(order)[0][2:] == (25, None, 10, 250)


class TestRepeatedHeads:
    def test_number_on_the_first_row_of_an_order(self):
        """Rows below a number that have none are of the same order; a day of their own is asked for."""
        one, two = orders(
            ["発注番号", "納品先", "納期", "品番", "数量"],
            ["A1", "本町店", "2026/4/8", "P1", 2], ["", "", "", "P2", 3],
            ["A2", "駅前店", "2026/4/9", "P1", 4], ["", "", "2026/4/10", "P2", 5],
        )  # fmt: skip

        assert (goods(one), one.deliver_to) == ([("P1", 2, None), ("P2", 3, None)], "本町店")
        assert (goods(two), two.deliver_on, findings_of(two)) == (
            [("P1", 4, None), ("P2", 5, None)], None, [("value-ambiguous", "deliver_on")],
        )  # fmt: skip

    def test_days_of_rows_against_a_day_in_a_sentence(self):
        """Rows for several days have no one day, whatever a sentence says."""
        [order] = orders(HEAD, ["4月8日着でお願いします"], ["納期", "品番", "数量"], ["4/8", "P1", 2], ["4/9", "P2", 3])

        assert order.deliver_on is None


class TestChanges:
    def test_quantity_after_the_change(self):
        """Of columns before and after a change the one after counts; so does the day."""
        [order] = orders(
            ["注文内容変更のお願い"], HEAD, ["変更前納期", "2026/4/8"], ["変更後納期", "2026/4/9"],
            ["品番", "変更前", "変更後", "変更前 数量の理由"], ["P1", 2, 3],
        )  # fmt: skip

        assert (str(order.deliver_on), goods(order), order.kind.value) == ("2026-04-09", [("P1", 3, None)], "change")


class TestSeveralSheets:
    TITLES = ("品番", "数量")

    def test_places_part_sheets_without_numbers(self):
        """Sheets for two shops are two orders; a further table for the same shop is not."""
        one, two = orders(
            ["納品先", "本町店"], self.TITLES, ["P1", 2], name="本町",
            駅前=[["納品先", "駅前店"], self.TITLES, ["P1", 3], ["納品先", "駅前店"], self.TITLES, ["P2", 4]],
        )  # fmt: skip

        assert (one.deliver_to, goods(one)) == ("本町店", [("P1", 2, None)])
        assert (two.deliver_to, goods(two)) == ("駅前店", [("P1", 3, None), ("P2", 4, None)])

    @pytest.mark.parametrize(("name", "title"), [("記入例", "見本"), ("はじめに", "【記入例】ご覧ください")])
    def test_example_sheet_is_not_ordered(self, name, title):
        """A sheet that shows how to fill in others is left out; where no other is filled in, it is not."""
        example = [title], self.TITLES, ["X1", 9]
        [order] = orders(*example, name=name, 注文=[HEAD, self.TITLES, ["P1", 2]])
        [alone] = orders(HEAD, *example, name=name)

        assert (goods(order), goods(alone)) == ([("P1", 2, None)], [("X1", 9, None)])

    def test_example_row_is_not_ordered(self):
        """A first row that is an example is left out, and said to be."""
        [order] = orders(HEAD, ["", *self.TITLES], ["例", "X1", 9], [1, "P1", 2])

        assert (goods(order), findings_of(order)[0]) == ([("P1", 2, None)], ("rows-unread", "lines"))
