"""Papers and squared sheets: figures in squares, papers cut off, what a change puts in place, whose paper it is."""

import pytest

from tests.unit.extract.laid_out import head_of, lines_of, pdf, read, sheet

FROM = ["株式会社見本", "TEL 03-0000-0000"]
GOODS = [["商品コード", "商品名", "数量", "単位"], ["P1", "見本茶", 10, "箱"], ["P2", "見本水", 5, "本"]]


def order_of(*rows, merged=()):
    [order] = read(sheet(*rows, merged=merged)).orders
    return order


def squared(*rows):
    """Make a sheet whose codes have five squares and whose quantities have three."""
    merged = [("A4:E4", "商品コード"), ("G4:I4", "数量")]
    return order_of(
        FROM, ["注文番号", "A-1"], [], ["", "", "", "", "", "品名", "", "", "", "単位"], *rows, merged=merged
    )


class TestSquares:
    def test_figures_in_squares_are_one_number(self):
        tea = [*"20418", "見本茶", "", 4, 0, "箱"]
        water = [*"20433", "見本水", "", "", 6, "本"]

        assert lines_of(squared(tea, water)) == [
            ("20418", "見本茶", 40, "箱", None, None),
            ("20433", "見本水", 6, "本", None, None),
        ]

    @pytest.mark.parametrize(
        "tea",
        [
            [*"20418", "見本茶", "", 4, 10, "箱"],
            [*"20418", "見本茶", 4, "", 0, "箱"],
            [*"20418", "見本茶", 4, 0, "", "箱"],
            ["", "", "", "2", "0", "見本茶", "", 4, 0, "箱"],
        ],
    )
    def test_other_figures_below_one_title_are_asked_for(self, tea):
        """Numbers of two figures, a gap, another end, or nothing but two figures each: what is meant is not known."""
        order = squared(tea, [*tea[:5], "見本水", "", 1, 6, "本"])

        assert order.lines[0].quantity is None
        assert any(one.code == "field-unreadable" for one in order.findings)


class TestTitles:
    def test_at_sign_is_a_price_of_its_own(self):
        order = order_of(FROM, ["注文番号", "A-1"], [], ["品名", "数", "@", "小計"], ["見本茶", 10, 86, 860])

        assert lines_of(order) == [(None, "見本茶", 10, None, 86, 860)]

    def test_labelled_value_above_titles_is_none_of_them(self):
        order = order_of(FROM, ["注文番号", "A-1"], ["備考", "納品先:第二倉庫"], [], *GOODS)

        assert (order.deliver_to, len(lines_of(order)), lines_of(order)[0][0]) == ("第二倉庫", 2, "P1")


class TestNotes:
    @pytest.mark.parametrize(
        ("note", "place", "day"),
        [
            ("摘要 納入場所：本社工場 包装室", "本社工場 包装室", None),
            ("備考 納期：2026/9/24", None, "2026-09-24"),
            ("備考 登録番号：T-1", None, None),
            ("備考 割れ物", None, None),
        ],
    )
    def test_place_or_day_within_a_note(self, note, place, day):
        order = order_of(FROM, ["注文番号", "A-1"], *GOODS, [], [note])

        assert (order.deliver_to, head_of(order)[2]) == (place, day)


class TestChanges:
    @pytest.mark.parametrize(
        ("titles", "row", "day"),
        [
            (["項目", "変更前", "変更後"], ["納期", "2026/9/24", "2026/9/28"], "2026-09-28"),
            (["", "新", "旧"], ["納期", "2026/9/28", "2026/9/24"], "2026-09-28"),
            (["", "当初", "変更"], ["納期", "2026/9/28", "変更なし"], "2026-09-28"),
            (["", "変更前", "変更後"], ["納期", "2026/9/28"], "2026-09-28"),
            (["", "変更後", "変更後"], ["納期", "2026/9/24", "2026/9/28"], None),
        ],
    )
    def test_what_shall_be_is_read(self, titles, row, day):
        order = order_of(["注文変更依頼書"], FROM, ["注文番号", "A-1"], titles, row, [], *GOODS)

        assert head_of(order)[2] == day


class TestPapersBelow:
    @pytest.mark.parametrize("line", ["- - - キ リ ト リ - - -", "✂", "注 文 請 書", "ご注文請書"])
    def test_paper_to_be_sent_back_below_is_left_out(self, line):
        top = [
            (50, 50, "注文書"),
            (50, 70, "伝票商事株式会社 御中"),
            (300, 70, "有限会社見本工房"),
            (300, 85, "注文番号 A-1"),
        ]
        titles = [(50, 110, "品名"), (200, 110, "数量"), (250, 110, "単位")]
        goods = [(50, 125, "見本板"), (200, 125, "15"), (250, 125, "枚")]
        back = [
            (250, 200, line),
            (250, 220, "注文請書"),
            (50, 240, "有限会社見本工房 御中"),
            (50, 260, "確かにお請けしました。"),
        ]
        [order] = read(pdf([*top, *titles, *goods, *back]), "o.pdf").orders

        assert (order.customer.as_written, len(order.lines)) == ("有限会社見本工房", 1)

    def test_line_to_cut_at_alone_leaves_nothing_out(self):
        order = order_of(["注文書"], FROM, ["注文番号", "A-1"], *GOODS, [], ["切り取り線"], ["納品先", "第二倉庫"])

        assert order.deliver_to == "第二倉庫"


class TestMeals:
    def test_columns_of_a_day_are_one_quantity(self):
        rows = [
            ["食品名", "単位", "朝", "昼", "夕", "合計"],
            ["牛乳", "本", 48, "", 20, 68],
            ["のり", "袋", "", "", "", ""],
        ]
        order = order_of(FROM, ["注文番号", "A-1"], [], *rows)

        assert [line[1:4] for line in lines_of(order)] == [("牛乳", 68, "本")]

    @pytest.mark.parametrize("total", [60, ""])
    def test_columns_that_are_not_summed_stay_apart(self, total):
        rows = [["食品名", "単位", "朝", "昼", "合計"], ["牛乳", "本", 48, 20, total], ["のり", "袋", 1, "", 1]]
        found = read(sheet(FROM, ["注文番号", "A-1"], [], *rows)).orders

        assert not any(line.quantity == 68 for order in found for line in order.lines)


class TestWhosePaper:
    @pytest.mark.parametrize(
        ("rows", "name"),
        [
            ([["伝票商事株式会社", "受注センター 行"], ["貴店名", "居酒屋 いろり庵"]], "居酒屋 いろり庵"),
            ([["伝票商事㈱ 行き", "", "", "有限会社見本内装"]], "有限会社見本内装"),
            ([["デンピョウショウジ(カ) オンチュウ"], ["マルハマショクヒン(カ)"]], "マルハマショクヒン(カ)"),
            (
                [["業者名：伝票商事株式会社", "", "", "ケアホーム 花水木"], ["", "", "", "管理栄養士 南"]],
                "ケアホーム 花水木",
            ),
            (
                [["業者名", "伝票商事株式会社", "", "", "", "", "", "見本製菓"], [*[""] * 7, "TEL 03-0000-0000"]],
                "見本製菓",
            ),
            ([["業者名", "伝票商事株式会社", "発注者", "有限会社見本"]], "有限会社見本"),
            ([["伝票商事さん宛", "惣菜のたかはし"], ["", "電話 03-0000-0000"]], "惣菜のたかはし"),
            ([["伝票商事 御中"], ["例示ビル"], ["電話 03-0000-0000"]], None),
            ([["伝票商事 御中"], ["たかはし"], ["管理栄養士 南"]], None),
        ],
    )
    def test_addressee_and_sender(self, rows, name):
        assert order_of(["注文書"], *rows, [], ["注文番号", "A-1"], *GOODS).customer.as_written == name
