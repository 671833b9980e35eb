"""JSON is laid out as pages that forms can read; nothing in it is turned into something near."""

import json

import pytest

from agent.extract.json_tree import MAX_BYTES, pages_of
from agent.extract.read import orders_of
from agent.extract.tree import MAX_DEPTH, MAX_VALUES
from agent.extract.unreadable import UnreadableError
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: json}
fields:
  number: {label: order.number}
  customer_name: {label: buyer}
  ordered_on: {label: 発注日}
lines:
  columns: {product_code: code, quantity: qty, unit_price: price.net, product_name: name}
  optional: [product_name]
"""
LIST_FORM = """
applies: {reads: json}
fields:
  number: {column: orders.no}
  customer_name: {column: orders.buyer.name}
lines:
  columns: {product_code: code, quantity: qty}
"""


def rows_of(content) -> dict[str, list[list[str]]]:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return {page.name: [[cell.text for cell in row.cells] for row in page.rows] for page in pages_of(text.encode())}


def read(text: str, form: str = FORM):
    return orders_of(a_document(text.encode(), "o.json", "application/json"), [a_form(form)])


def why(content: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as error:
        pages_of(content)
    return error.value.values["what"], error.value.message


class TestPages:
    def test_single_values_are_rows_of_path_and_value(self):
        """What stands once is found by its path; null is absent, an empty text is a box left empty."""
        found = rows_of(
            {"no": "A1", "buyer": {"name": "甲", "tel": None}, "note": "", "tags": ["x", "y"], "paid": False}
        )

        assert found == {
            "$": [
                ["no", "A1"],
                ["buyer.name", "甲"],
                ["note", ""],
                ["tags[0]", "x"],
                ["tags[1]", "y"],
                ["paid", "false"],
            ]
        }

    def test_list_of_objects_is_a_table(self):
        """Titles are the keys of all objects, inner ones with their path; what an object lacks is no cell."""
        [page] = pages_of(b'{"lines":[{"code":"P1","price":{"net":5}},{"qty":0,"code":"P2"}]}')

        assert [[(cell.text, cell.left, cell.place) for cell in row.cells] for row in page.rows] == [
            [("code", 0, "lines"), ("price.net", 1, "lines"), ("qty", 2, "lines")],
            [("P1", 0, "$.lines[0].code"), ("5", 1, "$.lines[0].price.net")],
            [("0", 2, "$.lines[1].qty"), ("P2", 0, "$.lines[1].code")],
        ]

    def test_inner_list_says_what_it_stands_in(self):
        """A row of a list inside a list has the values around it under their own path, so equal keys stay apart."""
        found = rows_of([{"no": "A", "lines": [{"no": "1"}, {"no": "2"}]}, {"no": "B", "lines": [{"no": "1"}]}])

        assert found["$"] == [["no"], ["A"], ["B"]]
        assert found["$.lines"] == [["$.no", "no"], ["A", "1"], ["A", "2"], ["B", "1"]]

    def test_list_of_other_things_is_numbered(self):
        """A list that holds more than objects is no table; objects in it are found by their number."""
        assert rows_of({"mixed": [1, {"a": 2, "rows": [{"b": 3}]}], "empty": [], "deep": [[4]]}) == {
            "$": [["mixed[0]", "1"], ["mixed[1].a", "2"], ["deep[0][0]", "4"]],
            "mixed[1].rows": [["b"], ["3"]],
        }

    def test_key_of_other_characters_is_quoted_in_its_place(self):
        """A place says which key is meant, whatever it is made of."""
        [page] = pages_of('{"a b":{"数量":1}}'.encode())

        assert page.rows[0].cells[1].place == '$["a b"].数量'

    def test_numbers_stay_as_written(self):
        """No float comes between: digits and zeros at the end are kept, an exponent is written out."""
        text = '{"a":0.1000,"b":12345678901234567890123,"c":1.5e3,"d":-0.00,"e":1E-2}'

        assert [value for _, value in rows_of(text)["$"]] == [
            "0.1000",
            "12345678901234567890123",
            "1500",
            "-0.00",
            "0.01",
        ]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
    def test_any_encoding(self, encoding):
        """Encodings of Japanese office files are told apart as everywhere."""
        content = '{"得意先": "株式会社見本食品"}'.encode(encoding)

        assert pages_of(content)[0].rows[0].text == "得意先 株式会社見本食品"


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b'{"qty":1,"qty":2}', "the key 'qty' stands twice in one object"),
            (b'{"qty":NaN}', "NaN is no number"),
            (b'{"qty":-Infinity}', "-Infinity is no number"),
            (b'{"qty":1e999999999}', "the number 1e999999999 is out of bounds"),
            (b'{"qty":' + b"9" * 65 + b"}", "a number is too long"),
            (b"[" * 200_000, "nested too deeply"),
            (b"[" * (MAX_DEPTH + 2) + b"]" * (MAX_DEPTH + 2), "nested too deeply"),
            (b"3", "it is neither an object nor a list"),
            (b'{"a":', "Expecting value"),
            (b'{"a":"\\ud800"}', "it is not text"),
            (b'{"a":"\\u0000"}', "it is not text"),
        ],
    )
    @pytest.mark.proves("B8")
    def test_hostile_json_says_why(self, content, expected):
        """Double keys, numbers that are none or without end, and depth are refused by name."""
        assert why(content) == ("json", expected)

    def test_too_many_values(self, monkeypatch):
        """A small file whose layout would be large is refused while it is laid out."""
        monkeypatch.setattr("agent.extract.tree.MAX_VALUES", 10)

        assert why(b'{"a":1,"b":[{"c":1},{"c":2},{"c":3},{"c":4},{"c":5}]}') == ("size", "more than 10 values")

    def test_too_many_bytes(self):
        """A file that no order is as large as is not looked at."""
        assert why(b" " * (MAX_BYTES + 1))[0] == "size"
        assert why(b"[" + b"1," * MAX_VALUES + b"1,1]")[0] == "size"


class TestForms:
    @pytest.mark.proves("B1")
    def test_form_reads_an_order(self):
        """Labels are paths, columns are keys; each value has its place."""
        text = """{"order":{"number":"A-1"},"buyer":"甲商店","発注日":"2026-04-01",
        "items":[{"code":"P1","qty":12,"price":{"net":1200.5}},{"code":"P2","qty":1.25,"price":{"net":3},"name":"乙"}],
        "offers":[{"code":"P9","qty":99}]}"""
        [order] = read(text).orders

        assert (order.number, order.customer.as_written, order.ordered_on.isoformat()) == (
            "A-1",
            "甲商店",
            "2026-04-01",
        )
        assert [(line.product_code, str(line.quantity), str(line.unit_price)) for line in order.lines] == [
            ("P1", "12", "1200.5"), ("P2", "1.25", "3"),
        ]  # fmt: skip
        assert dict(order.provenance)["lines.2.quantity"].place == "$.items[1].qty"
        assert dict(order.provenance)["number"].place == "$.order.number"

    def test_orders_with_lines_of_their_own(self):
        """Each order of a list has its own lines; one without any is not lost."""
        text = """{"orders":[{"no":"A","buyer":{"name":"甲"},"lines":[{"code":"P1","qty":1},{"code":"P2","qty":2}]},
        {"no":"B","buyer":{"name":"乙"},"lines":[]},{"no":"C","buyer":{"name":"丙"},"lines":[{"code":"P3","qty":3}]}]}"""
        orders = {order.number: order for order in read(text, LIST_FORM).orders}

        assert {number: [line.product_code for line in order.lines] for number, order in orders.items()} == {
            "A": ["P1", "P2"], "B": [], "C": ["P3"],
        }  # fmt: skip
        assert orders["C"].customer.as_written == "丙"

    def test_two_tables_with_the_wanted_columns_are_not_mixed(self):
        """Which of two lists is meant is not guessed: their columns may stand in another sequence."""
        found = read(
            '{"orders":[{"no":"A","buyer":{"name":"甲"},"lines":[{"code":"P1","qty":1}],"gifts":[{"qty":5,"code":"P2"}]}]}',
            LIST_FORM,
        )

        assert (found.orders, found.reason.code) == ((), "field-unreadable")
