"""Values of a CSV that a comma, a quote or another title row has moved are never read from the wrong column."""

from decimal import Decimal

import pytest

from agent.core.order import Severity
from agent.extract import build
from agent.extract.csv_table import read_csv
from agent.extract.read import orders_of
from agent.extract.unreadable import UnreadableError
from tests.unit.extract.making import a_document, a_form

TITLED = """
applies: {reads: csv}
fields: {number: {column: 番号}, note: {column: 備考, optional: true}}
lines: {columns: {product_code: 品番, unit_price: 単価, quantity: 数量, amount: 金額}, optional: [unit_price, amount]}
"""
UNTITLED = """
applies: {reads: csv}
fields: {number: {column: 1}}
lines: {columns: {product_code: 2, unit_price: 3, quantity: 4}}
"""
RECORDS = """
applies: {reads: csv}
records: {head: {begins: H}, line: {begins: D}}
fields: {number: {column: 2}}
lines: {columns: {product_code: 2, unit_price: 3, quantity: 4}}
"""
JOINED = """
applies: {reads: csv}
fields: {number: {column: 番号, optional: true}}
lines: {columns: {product_code: 品番, quantity: 数量}, joined: product_name}
"""


def read(text: str, form: str = TITLED):
    return orders_of(a_document(text.encode("cp932"), "o.csv"), [a_form(form)])


def codes_of(order) -> list[str]:
    return [finding.code for finding in order.findings]


class TestCutNumbers:
    @pytest.mark.parametrize(
        ("form", "text"),
        [
            (TITLED, "番号,品番,単価,数量,備考\nA,P1,2400,1,000\n"),
            (TITLED, "番号,品番,単価,数量,備考\nA,P1,2,400,10\n"),
            (TITLED, "番号,品番,数量,単価,便\nA,P1,5,2,400\n"),
            (UNTITLED, "A,P1,2400,1,000\n"),
            (RECORDS, "H,A\nD,P1,2400,1,000\n"),
        ],
    )
    def test_three_digits_behind_the_numbers_are_doubted(self, form, text):
        """`2400,1,000` may be the price, the quantity 1 and a note, or the quantity 1,000."""
        [order] = read(text, form).orders

        assert codes_of(order) == ["figures-cut"]
        assert order.findings[0].severity is Severity.DOUBT

    @pytest.mark.parametrize(
        "text",
        [
            "番号,品番,単価,数量,備考\nA,P1,2400,1,急ぎ\n",
            "番号,品番,単価,数量,倉庫コード\nA,P1,2400,1,001\nA,P2,2600,5,002\n",
            "番号,品番,単価,数量,備考\nA,P1,2400,10,12\n",
            "番号,品番,単価,数量,金額,備考\nA,P1,120,3,360,500\n",
            "番号,単価,数量,品番\nA,2400,1,500\n",
            "番号,品番,数量\nA,P1,1\n",
        ],
    )
    def test_what_is_no_cut_number_is_not_doubted(self, text):
        """A note in words, a column of codes, numbers that add up, and short notes are as they stand."""
        [order] = read(text).orders

        assert codes_of(order) == []

    @pytest.mark.parametrize(
        "text",
        [
            "番号,品番,単価,数量,倉庫コード,備考\nA,P1,2400,1,000,W1\n",
            "番号,品番,単価,数量,倉庫コード\nA,P1,2400,1,000\nA,P2,2400,2,500\n",
            "番号,品番,単価,数量,倉庫コード\nA,P1,2400,1,001\nA,P2,2400,急,W1\n",
            "番号,品番,単価,数量,便\nA,P1,2,400,10\nA,P2,2,600,5\n",
            "番号,品番,単価,数量,棚\nA,P1,2400,10,120\nA,P2,2600,5,130\n",
        ],
    )
    def test_title_of_codes_or_full_column_alone_settles_nothing(self, text):
        """Round thousands stand under 倉庫コード as well as under a note, in every row of a file."""
        assert "figures-cut" in codes_of(read(text).orders[0])

    @pytest.mark.parametrize(
        "rows",
        [
            ["P1,2400,10,120,,", "P2,2600,5,30,,", "P3,2600,7,8,,"],
            ["P1,2400,10,120,4,", "P2,2600,5,30,5,", "P3,2600,7,8,6,"],
        ],
    )
    def test_column_of_figures_is_no_half_of_numbers(self, rows):
        """Where most rows hold a figure, and some that can be no half, the column has its own."""
        titles = "番号,品番,単価,数量,在庫,棚,控え\n"
        [order] = read(titles + "".join(f"A,{row}\n" for row in rows)).orders

        assert codes_of(order) == []

    @pytest.mark.parametrize(
        ("rows", "cut"),
        [
            (["P1,2400,10,120,,", "P2,2600,5,30,,", "P3,2600,7,8,,"], "P4,2600,1,000,30,"),
            (["P1,2400,10,120,4,", "P2,2600,5,30,5,", "P3,2600,7,8,6,"], "P4,2600,1,000,30,7"),
            (["P1,2400,10,120,4,", "P2,2600,5,30,5,", "P3,2600,7,8,6,", "P5,2600,7,8,6,"], "P4,260,100"),
        ],
    )
    def test_row_whose_further_values_moved_is_doubted(self, rows, cut):
        """The figures of such a column stand one further to the right in a row that was cut, or are missing."""
        titles = "番号,品番,単価,数量,在庫,棚,控え\n"
        [order] = read(titles + "".join(f"A,{row}\n" for row in [*rows, cut])).orders

        assert codes_of(order) == ["figures-cut"]

    def test_number_under_a_title_behind_the_end_of_other_rows_is_doubted(self):
        """It may be a note where the others have none: a person looks, and nothing is stopped."""
        [order] = read("番号,品番,単価,数量,備考,控え\nA,P1,20,5\nA,P2,20,7\nA,P3,20,1,,5\n").orders

        assert [(one.code, one.severity) for one in order.findings] == [("row-overlong", Severity.DOUBT)]

    @pytest.mark.parametrize(
        ("form", "text"),
        [
            (RECORDS, "H,A\nD,P1,24,5\nD,P2,24,7\nD,P3,2,400,9\n"),
            (RECORDS, "H,A\nH,B\nH,C,9,9\nD,P1,24,5\n"),
        ],
    )
    def test_number_behind_the_end_of_other_rows_is_stopped(self, form, text):
        """A row that is longer than the others by a number alone holds a separator too many."""
        order = read(text, form).orders[-1]

        assert codes_of(order) == ["row-overlong"]

    def test_note_or_total_behind_the_end_of_other_rows_is_read(self):
        """Words may stand in one row only, and so may a number the form asks for."""
        form = TITLED.replace("fields: {", "fields: {total: {column: 合計, optional: true}, ")
        [order] = read("番号,品番,単価,数量,備考,合計\nA,P1,20,5,急ぎ,240\nA,P2,20,7\nA,P3,20,7\n", form).orders

        assert (order.total, "row-overlong" in codes_of(order)) == (240, False)


class TestQuotes:
    @pytest.mark.parametrize(
        "text",
        [
            'A,"1" x,P1,7\nA,pipe 6",P1,3\n',
            'A,"1 x,P1,7\nA,pipe 6",P1,3\n',
            'A,"1" x,P1,7\rA,pipe 6",P1,3\r',
            'A-1,P1,20,10,"half\nA-1,P2,26,5"\n',
            'A-1,P1,20,10,"half\nA-2,P2,26,5"\n',
            'A-1,P1,20,10,x\nA-1,P1,20,10,y\nB,P1,"half\nP2,5"\n',
        ],
    )
    def test_quote_that_may_hold_two_rows_is_refused(self, text):
        """A quote that closes in the next row makes one line of two."""
        with pytest.raises(UnreadableError, match="two rows"):
            read_csv(text.encode())

    def test_value_over_several_lines_is_read(self):
        """A quote that holds a line break, and less than a row's separators, is a value."""
        assert read_csv(b'A,"x, y\nz",P1\nB,,\n').rows == [["A", "x, y\nz", "P1"], ["B", "", ""]]
        assert read_csv(b'"x\ny"\n').rows == [["x\ny"]]
        assert read_csv(b'A,P1,"1F\n2F, room 3"\nA,P2,\n').rows == [["A", "P1", "1F\n2F, room 3"], ["A", "P2", ""]]
        assert read_csv(b'A,P1,"x\n9, y"\n3,P2,\n').rows[0] == ["A", "P1", "x\n9, y"]


class TestTitlesAgain:
    def test_each_row_is_read_under_its_own_titles(self):
        """Two exports put together may have their columns in another order."""
        found = read(
            "番号,品番,数量,単価\nA,P1,5,20\n番号,単価,品番,数量\nA,30,P2,7\n\n番号,品番,数量,単価\nA,P3,1,2\n"
        )

        assert [(line.product_code, line.quantity, line.unit_price) for line in found.orders[0].lines] == [
            ("P1", 5, 20), ("P2", 7, 30), ("P3", 1, 2),
        ]  # fmt: skip
        assert found.orders[0].findings == ()

    @pytest.mark.parametrize("again", ["番号,品番,数量,単価", "番号,品番,数量,数量"])
    def test_titles_that_name_more_or_one_twice_are_a_misfit(self, again):
        """What the first titles do not have has no place; of two columns nobody says which is meant."""
        found = read(f"番号,品番,数量\nA,P1,5\n{again}\nA,P2,5,20\n")

        assert [reason.code for reason in [found.reason] if reason] == ["field-unreadable"]

    @pytest.mark.parametrize(
        "again",
        ["番号 ,品番 ,単価 ,前回 ,数量 ", "[番号],[品番],[単価],[前回],[数量]", "●番号,品番,単価,前回,【数量】"],
    )
    def test_titles_written_otherwise_are_obeyed(self, again):
        """Blanks and brackets make no other title: 前回 is never read for 数量."""
        [order] = read(f"番号,品番,単価,数量,前回\nA,P1,20,10,3\n{again}\nA,P2,26,5,20\n").orders

        assert [(line.product_code, line.quantity) for line in order.lines] == [("P1", 10), ("P2", 20)]

    @pytest.mark.parametrize("again", ["番号,品番,単価,個数,前回", "番号,品番,個数"])
    def test_titles_that_lack_a_wanted_one_stop_the_file(self, again):
        """What stands below them stands under columns nobody knows."""
        found = read(f"番号,品番,単価,数量,前回\nA,P1,20,10,3\n{again}\nA,P2,26,5,20\n")

        assert (found.orders, found.reason.code, found.reason.place) == ((), "field-unreadable", "o.csv line 3")

    def test_long_value_is_no_title(self):
        """It is not looked into for brackets."""
        [order] = read(f"番号,品番,数量,備考\nA,P1,5,{'【' * 100}\n").orders

        assert order.note == "【" * 100

    def test_goods_named_like_a_title_are_goods(self):
        """One value that is a title makes no title row."""
        form = TITLED.replace("product_code: 品番", "product_name: 品番")
        [order] = read("番号,品番,数量\nA,数量,5\n", form).orders

        assert [(line.product_name, line.quantity) for line in order.lines] == [("数量", 5)]


class TestJoined:
    def test_row_with_a_code_of_its_own_is_not_swallowed(self):
        """Its quantity is missing, and a person is asked; the line above keeps its own name."""
        [order] = read("品番,数量\nP1001,5\n茶,\nP1002,\n", JOINED).orders

        assert [(line.product_code, line.product_name, line.quantity) for line in order.lines] == [
            ("P1001", "茶", 5), ("P1002", None, None),
        ]  # fmt: skip

    def test_row_with_code_and_name_is_a_line(self):
        """A code of another shape beside a name of its own is one, too."""
        form = JOINED.replace("product_code: 品番,", "product_code: 品番, product_name: 品名,")
        [order] = read("品番,品名,数量\nP1001,茶,5\n,深煎り,\nAB-1,水,\n", form).orders

        assert [(line.product_code, line.product_name) for line in order.lines] == [
            ("P1001", "茶 深煎り"),
            ("AB-1", "水"),
        ]

    def test_doubt_of_a_joined_row_stays(self):
        """What is odd about the row below is said of its line."""
        [order] = read("品番,数量\nP1001,5\n茶,,9\n", JOINED).orders

        assert codes_of(order) == ["row-overlong"]


class TestThousands:
    @pytest.mark.parametrize("text", ["1.000", "12.500kg", "１．０００"])
    def test_quantity_with_three_decimals_is_doubted(self, text):
        """1.000 is one in Japan and a thousand in Germany."""
        [order] = read(f"番号,品番,数量\nA,P1,{text}\n").orders

        assert codes_of(order) == ["quantity-unsure"]
        assert order.lines[0].quantity is not None

    def test_both_readings_are_named(self):
        """Whoever looks sees what it may be."""
        [order] = read("番号,品番,数量\nA,P1,1.500\n").orders

        assert order.findings[0].values == (("text", "1.500"), ("value", "1.5"), ("other", "1500"))

    @pytest.mark.parametrize("row", ["2,1.500,3", "2,1.50,", ",0.500,", "2,1.5000,", "2,1500,"])
    def test_quantity_that_its_amount_vouches_for_is_not_doubted(self, row):
        """Price times quantity says which it is; other decimals are clear."""
        [order] = read(f"番号,品番,単価,数量,金額\nA,P1,{row}\n").orders

        assert codes_of(order) == []
        assert isinstance(order.lines[0].quantity, Decimal)

    @pytest.mark.parametrize(
        "rows",
        [
            ["2400.00,10.000,", "2600.00,5.000,"],
            [",10.000,5.00", ",1.000,7.50"],
            [",10.000,", ",5.000,", ",1.000,"],
        ],
    )
    def test_file_that_writes_decimals_everywhere_is_clear(self, rows):
        """Prices with two decimals, or three zeros behind every one of many quantities, part nothing but decimals."""
        text = "".join(f"A,P{at},{row}\n" for at, row in enumerate(rows))
        [order] = read("番号,品番,単価,数量,金額\n" + text).orders

        assert "quantity-unsure" not in codes_of(order)

    @pytest.mark.parametrize(
        "rows",
        [["2.400,10.000,", "2.600,5.000,", "1.300,1.000,"], [",10.000,", ",5.000,"], [",10.000,", ",5,", ",1.000,"]],
    )
    def test_thousands_are_not_taken_for_decimals(self, rows):
        """A price written so has its thousands parted; two quantities, or some of many, show nothing."""
        text = "".join(f"A,P{at},{row}\n" for at, row in enumerate(rows))
        [order] = read("番号,品番,単価,数量,金額\n" + text).orders

        assert "quantity-unsure" in codes_of(order)

    def test_point_of_a_tree_parts_decimals(self):
        """JSON and XML know no other point."""
        form = TITLED.replace("csv", "json")
        [order] = orders_of(
            a_document('[{"番号": "A", "品番": "P1", "数量": 1.500}]'.encode(), "o.json"), [a_form(form)]
        ).orders

        assert (order.lines[0].quantity, codes_of(order)) == (Decimal("1.5"), [])


def test_no_line_looks_through_all_before_it(monkeypatch):
    """The text of a quantity is at hand: a file of n lines does not take n times n steps."""
    seen: list[int] = []

    def counted(*pairs):
        made = dict(*pairs)
        seen.append(len(made))
        return made

    monkeypatch.setattr(build, "dict", counted, raising=False)
    [order] = read("番号,品番,数量\n" + "".join(f"A,P{at},5\n" for at in range(50))).orders

    assert (len(order.lines), sum(seen) < 50 * 10) == (50, True)
