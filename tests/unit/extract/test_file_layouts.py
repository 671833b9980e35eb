"""Files without titles, of records and of fixed length, and the dirt files come with."""

from decimal import Decimal

import pytest

from agent.core.order import OrderKind, Severity
from agent.extract.csv_table import read_csv
from agent.extract.read import orders_of
from agent.extract.unreadable import UnreadableError
from tests.unit.extract.making import a_document, a_form

TITLED = """
applies: {reads: csv}
fields: {number: {column: 番号}}
lines: {columns: {product_code: 品番, product_name: 品名, quantity: 数, unit_price: 単価}, until: 合計}
"""
COUNTED = """
applies: {reads: csv}
fields: {number: {column: 番号}}
lines: {columns: {product_code: 品番, product_name: 数#1, quantity: 数#2}}
"""
UNTITLED = """
applies: {reads: csv}
fields: {number: {column: 1}}
lines: {columns: {product_code: 2, quantity: 3}}
"""
RECORDS = """
applies: {reads: csv}
records: {head: {begins: H}, line: {begins: [D, D1]}, foot: {begins: T}, other: {begins: A}}
fields: {number: {column: 2}, total: {column: 3, record: foot}, customer_code: {fixed: C1}}
lines: {columns: {product_code: 2, quantity: 3}}
"""
FIXED = """
applies: {reads: fixed, name: "*.dat"}
fixed: {columns: {区分: 1, 番号: 2-5, 品番: 6-8, 品名: 9-18, 数: 19-22}}
fields: {number: {column: 番号}}
lines: {columns: {product_code: 品番, product_name: 品名, quantity: 数}}
"""


def read(text: str | bytes, form: str = TITLED, name: str = "o.csv"):
    content = text if isinstance(text, bytes) else text.encode("cp932")
    return orders_of(a_document(content, name), [a_form(form)])


def lines_of(order) -> list[tuple]:
    return [(one.product_code, one.product_name, one.quantity) for one in order.lines]


def findings_of(order) -> list[tuple]:
    return [(one.code, one.field, one.severity) for one in order.findings]


class TestTitles:
    def test_title_that_stands_twice_is_not_chosen_from(self):
        """Two columns of one title: nobody knows which is ordered."""
        found = read("番号,品番,品名,数,数,単価\nA,P1,茶,1,20,5\n")

        assert [reason.code for reason in [found.reason] if reason] == ["field-unreadable"]

    def test_title_that_stands_twice_is_counted(self):
        """The form says which of the two is meant, in whatever order the columns stand and however often."""
        found = read("番号,品番,数,数\nA,P1,茶,20\n番号,数,品番,数\nA,水,P2,5\n", COUNTED)

        assert lines_of(found.orders[0]) == [("P1", "茶", 20), ("P2", "水", 5)]
        assert found.orders[0].findings == ()

    @pytest.mark.parametrize("titles", ["番号   品番   数   数", "番号   品番   数 数"])
    def test_titles_of_a_mail_are_counted(self, titles):
        """From left to right, wherever they stand, and where a blank alone parts them."""
        found = read(f"{titles}\nA1     P1     茶 20\n", COUNTED.replace("csv", "text"), "o.txt")

        assert lines_of(found.orders[0]) == [("P1", "茶", 20)]

    @pytest.mark.parametrize("titles", ["番号,品番,数,数量", "番号,品番,数#1,数", "番号,品番,数,数,数#2,数#2"])
    def test_title_that_is_counted_and_stands_once_is_a_misfit(self, titles):
        """The column that is left may be the other one; a title that is itself written so is one of its own."""
        found = read(f"{titles}\nA,P1,茶,20\n", COUNTED)

        assert [reason.code for reason in [found.reason] if reason] == ["field-unreadable"]

    def test_titles_written_with_a_count_are_read_as_they_are(self):
        """A sender may call columns so; nothing is counted then."""
        [order] = read("番号,品番,数#2,数#1\nA,P1,20,茶\n", COUNTED).orders

        assert lines_of(order) == [("P1", "茶", 20)]

    def test_blank_titles_are_not_two_of_one(self):
        """A column that may be missing, and two without a title, are no columns of the same title."""
        form = TITLED.replace("単価}", "単価}, optional: [unit_price]")
        [order] = read("番号,品番,品名,数,,\nA,P1,茶,2,,\n", form).orders

        assert lines_of(order) == [("P1", "茶", 2)]

    def test_titles_may_stand_in_two_rows(self):
        """A title is what stands in both rows of its column."""
        form = TITLED.replace("品番", "商品コード").replace("品名", "商品名称")
        [order] = read("控え\n番号,商品,商品,数,単価\n,コード,名称,,\nA,P1,茶,2,5\n", form).orders

        assert lines_of(order) == [("P1", "茶", 2)]

    def test_what_stands_above_and_below_is_not_read(self):
        """A preamble, blank rows, a row of sums and a footer are no lines."""
        text = "出力,2026\n\n番号,品番,品名,数,単価\nA,P1,茶,2,5\n,,,,\n,,合計,2,10\nB,P2,水,1,5\n1件\n"

        assert [lines_of(order) for order in read(text).orders] == [[("P1", "茶", 2)]]

    def test_columns_are_told_by_number_where_there_are_no_titles(self):
        """Every row is a line then, and a place names its column."""
        [order] = read("A,P1,2\nA,P2,3\n", UNTITLED).orders

        assert [(one.product_code, one.quantity) for one in order.lines] == [("P1", 2), ("P2", 3)]
        assert dict(order.provenance)["lines.2.quantity"].place == "line 2 column 3"

    def test_kind_may_stand_in_a_column(self):
        """Each order is what its rows say; a word that says nothing known stops the order."""
        form = TITLED.replace("fields: {", "fields: {kind: {column: 区分}, ")
        text = "区分,番号,品番,品名,数,単価\n新規,A,P1,茶,1,1\n変更,B,P1,茶,1,1\n取消,C,P1,茶,1,1\n削除,D,P1,茶,1,1\n"
        orders = read(text, form).orders

        assert [order.kind for order in orders[:3]] == [OrderKind.ORDER, OrderKind.CHANGE, OrderKind.CANCEL]
        assert findings_of(orders[3]) == [("field-unreadable", "kind", Severity.STOP)]


class TestDirt:
    def test_end_of_file_marks_are_no_row(self):
        """What old systems put behind the last row is dropped."""
        for end in (b"\x1a", b"\x1a\x1a", b"\r\n\x1a", b"\0\0", b"\x1a\0\0"):
            [order] = read("番号,品番,品名,数,単価\nA,P1,茶,2,5\n".encode("cp932") + end).orders

            assert lines_of(order) == [("P1", "茶", 2)]

    def test_zero_byte_within_is_refused(self):
        """A file with zero bytes in it is no CSV."""
        with pytest.raises(UnreadableError):
            read_csv("番号\n".encode("utf-16-le") + b"A\0\0\0\n\0")

    @pytest.mark.parametrize(
        ("row", "name"),
        [('A,P1,"6" plate",2,5', '6" plate'), ('A,P1,6" plate,2,5', '6" plate'), ('A,P1,"a""b",2,5', 'a"b')],
    )
    def test_quote_inside_a_field_is_a_character_of_it(self, row, name):
        """A quote that neither begins nor ends a field belongs to its text."""
        [order] = read(f"番号,品番,品名,数,単価\n{row}\n").orders

        assert order.lines[0].product_name == name

    def test_quote_that_never_closes_is_refused(self):
        """Where rows cannot be told, none is read."""
        assert read('番号,品番,品名,数,単価\nA,P1,"茶,2,5\n').reason.code == "document-unreadable"

    def test_separator_inside_quotes_does_not_count(self):
        """A file parted by semicolons may hold many commas in its texts."""
        [order] = read('番号;品番;品名;数;単価\nA;P1;"a,b,c,d,e,f,g,h,i,j";2;5\n').orders

        assert order.lines[0].product_name == "a,b,c,d,e,f,g,h,i,j"

    def test_row_longer_than_its_titles_stops_its_order(self):
        """An unquoted comma moves what follows it: only its order waits. Blanks behind a row do no harm."""
        a, b = read("番号,品番,品名,数,単価\nA,P1,茶,大,2,5\nB,P1,茶,2,5,,\n").orders

        assert ("row-overlong", "lines", Severity.STOP) in findings_of(a)
        assert findings_of(b) == []

    def test_row_longer_than_its_titles_is_named_without_a_number_column(self):
        """It is found also where all rows are one order."""
        [order] = read("品番,品名,数,単価\nP1,茶,2,5,x\n", TITLED.replace("column: 番号", "fixed: A")).orders

        assert findings_of(order) == [("row-overlong", "lines", Severity.STOP)]

    def test_marks_for_the_same_as_above_are_written_out(self):
        """〃 and 同上 are the text above; with nothing above they are no value."""
        [order] = read("番号,品番,品名,数,単価\nA,P1,茶,2,5\n〃,P2,同上,〃,7\n").orders
        [lost] = read("番号,品番,品名,数,単価\nA,P1,〃,2,5\n").orders

        assert lines_of(order) == [("P1", "茶", 2), ("P2", "茶", 2)]
        assert findings_of(lost) == [("field-unreadable", "lines.1.product_name", Severity.STOP)]

    def test_error_of_a_spreadsheet_is_no_value(self):
        """#N/A is neither a name nor a number."""
        [order] = read("番号,品番,品名,数,単価\nA,P1,#N/A,#REF!,5\n").orders

        assert [field for _, field, _ in findings_of(order)] == ["lines.1.product_name", "lines.1.quantity"]


class TestRecords:
    def test_each_head_begins_an_order(self):
        """Heads, lines and feet have columns of their own; records that hold nothing are passed over."""
        a, b = read("A,x\nH,1\nD,P1,2\n\nD1,P2,3\nT,x,500\nH,2\nD,P3,4\nT\n", RECORDS).orders

        assert [(one.number, one.total, one.position, one.customer.code) for one in (a, b)] == [
            ("1", 500, 0, "C1"),
            ("2", None, 1, "C1"),
        ]
        assert [[line.product_code for line in one.lines] for one in (a, b)] == [["P1", "P2"], ["P3"]]
        assert dict(b.provenance)["lines.1.quantity"].place == "line 8 column 3"

    def test_record_of_no_kind_is_doubted(self):
        """A record the form does not name may be ordered goods: its order waits."""
        a, b = read("H,1\nD,P1,2\nX,P2,9\nH,2\nD,P3,4\n", RECORDS).orders

        assert (findings_of(a), findings_of(b)) == ([("rows-unread", "lines", Severity.DOUBT)], [])

    @pytest.mark.parametrize("text", ["D,P1,2\nH,1\n", "A,1\n"])
    def test_line_before_its_head_and_file_without_heads_do_not_fit(self, text):
        """A line that belongs to no order is not given to another."""
        assert read(text, RECORDS).reason.code == "field-unreadable"


class TestFixed:
    def test_columns_are_bytes(self):
        """Full-width characters are two bytes; blanks around a value are dropped, and lost ones do no harm."""
        rows = ["D0001P01見本茶    0012", "D0001P02見本水    0003", "D0002P03ペン      0001"]
        a, b = read(("\r\n".join(rows) + "\r\n\x1a"), FIXED, "o.dat").orders

        assert (a.number, lines_of(a)) == ("0001", [("P01", "見本茶", 12), ("P02", "見本水", 3)])
        assert dict(b.provenance)["lines.1.quantity"].place == "line 3 数"

    def test_text_file_is_of_fixed_length_when_its_form_says_so(self):
        """Nothing else tells: a form that reads `fixed` is for texts and files of unknown kind."""
        form = FIXED.replace("*.dat", "*.txt")

        assert read("D0001P01見本茶    0012", form, "o.txt").orders[0].lines[0].quantity == 12
        assert orders_of(a_document(b"x", "o.dat"), [a_form(form)]).reason.code == "document-unreadable"

    def test_records_without_line_ends_have_a_length(self):
        """The length parts them; a last one of another length is refused."""
        form = FIXED.replace("columns: {区分", "length: 22, columns: {区分")
        text = "D0001P01見本茶    0012D0001P02見本水    0003"

        assert len(read(text, form, "o.dat").orders[0].lines) == 2
        assert read(text + "D0001", form, "o.dat").reason.values == {"field": "lines", "wanted": "22"}

    @pytest.mark.parametrize(
        ("text", "field"),
        [("D0001P01見本茶    001", "quantity"), ("D0001P01x見本茶あい001", "product_name")],
    )
    def test_cut_number_and_cut_character_are_unreadable(self, text, field):
        """A number whose last digits are missing is not read short, nor a name with half a character."""
        [order] = read(text, FIXED, "o.dat").orders

        assert ("field-unreadable", f"lines.1.{field}", Severity.STOP) in findings_of(order)

    def test_too_many_records_are_refused(self, monkeypatch):
        """A file has a bound."""
        monkeypatch.setattr("agent.extract.fixed_length.MAX_ROWS", 1)

        assert read("D0001P01見本茶    0012\n" * 2, FIXED, "o.dat").reason.code == "field-unreadable"

    def test_records_of_fixed_length_have_kinds(self):
        """Heads and lines may use the same bytes for different columns."""
        form = """
applies: {reads: fixed}
fixed: {columns: {番号: 2-5, 品番: 2-4, 数: 5-7}}
records: {head: {begins: H}, line: {begins: D}}
fields: {number: {column: 番号}}
lines: {columns: {product_code: 品番, quantity: 数}}
"""
        [order] = read("H0001\nDP01012\n", form, "o.dat").orders

        assert (order.number, order.lines[0].product_code, order.lines[0].quantity) == ("0001", "P01", Decimal(12))


def test_row_longer_than_the_usual_is_doubted_without_titles():
    """A comma inside of a number moves what stands behind it."""
    [order, moved] = read("A,P1,5\nB,P1,1,000\n", UNTITLED).orders

    assert findings_of(order) == []
    assert [code for code, _, _ in findings_of(moved)] == ["row-overlong"]


def test_fixed_record_with_more_behind_its_last_column_is_not_read():
    """One byte too many moves all columns behind it."""
    found = read(b"1A001P01" + b"TEA       " + b"00010" + b"\r\n", FIXED, "o.dat")

    assert [reason.code for reason in [found.reason] if reason] == ["field-unreadable"]
