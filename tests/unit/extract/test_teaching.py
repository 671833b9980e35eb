"""From a corrected order to the change by which the form reads it so."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import ClassVar

import pytest
import xlsxwriter

from agent.core.delivery import Delivery, digest_of
from agent.extract.form_change import changed
from agent.extract.passwords import Passwords
from agent.extract.teaching import Lesson, lesson_from_json, lesson_to_json, taught
from agent.marks.reader import read_yaml

TEXT = """form: a
applies: {reads: text}
fields:
  number: {label: 注文番号}
  deliver_on: {label: 納期}
lines:
  regex: '(?P<product_name>見本\\S+)\\s*(?P<quantity>\\d+)'
"""
CSV = """form: a
applies: {reads: csv}
fields:
  number: {column: 番号}
  deliver_on: {column: 納期, optional: true}
lines:
  columns: {product_code: 品番, quantity: 入数}
  optional: [quantity]
"""
SHEET = """form: a
applies: {reads: sheet}
fields:
  number: {label: 注文番号}
  deliver_on: {label: 納期}
lines:
  columns: {product_code: 品番, quantity: 数量}
"""


def learn(form: str, document: str | bytes, order: dict, *fields: str, name: str = "a.txt", others: str = ""):
    """Return the data of the form by each change found, the likeliest first."""
    content = document if isinstance(document, bytes) else document.encode()
    delivery = Delivery("desk", name, digest_of(content), name, "", content, datetime(2026, 4, 1, 12, tzinfo=UTC))
    test = {"document": f"tests/{name}", "received_on": "2026-04-01", "orders": [order]}
    lesson = lesson_from_json(lesson_to_json(Lesson("forms/a.yaml", test, tuple(f"1.{one}" for one in fields))))
    texts = {"forms/a.yaml": form, **({"forms/b.yaml": others} if others else {})}
    return [read_yaml(changed(form, one), "").data for one in taught(delivery, texts, lesson, Passwords())]


def text_order(deliver_on: str | None = "2026-04-10", **more: str) -> dict:
    return {
        "number": "A-1", "deliver_on": deliver_on, **more, "lines": [{"product_name": "見本茶", "quantity": "10"}],
    }  # fmt: skip


def sheet(*rows: tuple) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("注文書")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return out.getvalue()


class TestLabels:
    """A field that stands beside a label."""

    @pytest.mark.proves("B7")
    def test_new_label_before_a_colon_is_learned(self):
        """What stands before the value becomes the first label of its field."""
        first, *_ = learn(TEXT, "注文番号：A-1\nお届け：2026-04-10\n見本茶 10\n", text_order(), "deliver_on")

        assert first["fields"]["deliver_on"] == {"label": ["お届け", "納期"]}

    def test_day_without_a_year_is_learned_with_its_style(self):
        """A day the form could not read brings the way it is written."""
        known, *_ = learn(TEXT, "注文番号：A-1\n納期：4/10\n見本茶 10\n", text_order(), "deliver_on")
        new, *_ = learn(TEXT, "注文番号：A-1\nお届け 4/10\n見本茶 10\n", text_order(), "deliver_on")

        assert known["fields"]["deliver_on"] == {"label": "納期", "date": "md"}
        assert new["fields"]["deliver_on"] == {"label": ["お届け", "納期"], "date": "md"}

    def test_label_that_would_give_two_values_takes_the_place_of_the_old_one(self):
        """Where the old label stands there with another value, it goes."""
        first, *_ = learn(
            TEXT, "注文番号：A-1\n納期：2026-04-01\nお届け：2026-04-10\n見本茶 10\n", text_order(), "deliver_on"
        )

        assert first["fields"]["deliver_on"] == {"label": "お届け"}

    def test_field_the_form_did_not_have_is_added(self):
        """A field that no line of the form speaks of gets one."""
        first, *_ = learn(
            TEXT,
            "注文番号：A-1\n納期：2026-04-10\nお届け先：倉庫\n見本茶 10\n",
            text_order(deliver_to="倉庫"),
            "deliver_to",
        )

        assert first["fields"]["deliver_to"] == {"label": "お届け先"}

    def test_two_fields_are_learned_together(self):
        """Each corrected field finds its own label; both must be read right."""
        order = text_order(deliver_to="倉庫")
        first, *_ = learn(
            TEXT, "注文番号：A-1\nお届け：2026-04-10\n場所：倉庫\n見本茶 10\n", order, "deliver_on", "deliver_to"
        )

        assert (first["fields"]["deliver_on"], first["fields"]["deliver_to"]) == (
            {"label": ["お届け", "納期"]},
            {"label": "場所"},
        )

    @pytest.mark.parametrize("field", ["note", "kind"])
    def test_value_that_stands_nowhere_teaches_nothing(self, field):
        """What the customer said by telephone is on no page."""
        order = text_order(**{field: "電話で変更" if field == "note" else "change"})

        assert learn(TEXT, "注文番号：A-1\n納期：2026-04-10\n見本茶 10\n", order, field) == []

    def test_field_that_must_not_be_read_teaches_nothing(self):
        """A value that a person took away has no place to look for."""
        assert learn(TEXT, "注文番号：A-1\n納期：2026-04-10\n見本茶 10\n", text_order(None), "deliver_on") == []

    def test_everything_else_must_be_read_as_before(self):
        """A label does not count when another field of the test is read otherwise."""
        order = text_order(number="A-2")

        assert learn(TEXT, "注文番号：A-1\nお届け：2026-04-10\n見本茶 10\n", order, "deliver_on") == []

    def test_another_form_that_takes_the_document_teaches_nothing(self):
        """The form must be the one that reads it."""
        other = TEXT.replace("form: a", "form: b").replace("reads: text", 'reads: text, name: "a.txt"')

        assert (
            learn(TEXT, "注文番号：A-1\nお届け：2026-04-10\n見本茶 10\n", text_order(), "deliver_on", others=other)
            == []
        )

    def test_form_written_in_brackets_to_the_end_teaches_nothing(self):
        """A form to which a label cannot be added in one place is left."""
        form = TEXT.replace("  deliver_on: {label: 納期}\n", "  deliver_on: {label: 納期, at: below}\n")
        found = learn(form, "注文番号：A-1\nお届け：2026-04-10\n見本茶 10\n", text_order(), "deliver_on")

        assert [one["fields"]["deliver_on"] for one in found] == [{"label": "お届け"}]


class TestColumns:
    """Fields and lines under titles."""

    ROWS = "番号,受注日,納品日,品番,入数,ケース\nA,2026-04-01,2026-04-09,P1,12,3\nA,2026-04-01,2026-04-09,P2,24,5\n"
    ORDER: ClassVar = {
        "number": "A", "deliver_on": "2026-04-09",
        "lines": [{"product_code": "P1", "quantity": "3"}, {"product_code": "P2", "quantity": "5"}],
    }  # fmt: skip

    def test_titles_above_the_corrected_values_are_learned(self):
        """A head's column and a line's, from one document."""
        fields = ("deliver_on", "lines.1.quantity", "lines.2.quantity")
        first, *_ = learn(CSV, self.ROWS, self.ORDER, *fields, name="a.csv")

        assert first["fields"]["deliver_on"] == {"column": ["納品日", "納期"], "optional": "true"}
        assert first["lines"]["columns"]["quantity"] == ["ケース", "入数"]

    def test_column_the_form_did_not_have_is_added(self):
        """A field of the lines that the form does not speak of gets its title."""
        order = {
            **self.ORDER, "deliver_on": None,
            "lines": [{"product_code": "P1", "unit_price": "3"}, {"product_code": "P2", "unit_price": "5"}],
        }  # fmt: skip
        fields = ("lines.1.unit_price", "lines.2.unit_price")
        first, *_ = learn(CSV, self.ROWS, order, *fields, name="a.csv")

        assert first["lines"]["columns"]["unit_price"] == "ケース"

    def test_lines_read_by_a_pattern_learn_no_title(self):
        """Where lines have no columns, none is added; a value that is empty is looked for nowhere."""
        order = text_order("2026-04-10")
        order["lines"] = [{"product_name": "見本茶", "quantity": "10", "unit": "袋", "unit_price": None}]
        fields = ("lines.1.unit", "lines.1.unit_price")

        assert learn(TEXT, "注文番号：A-1\n納期：2026-04-10\n見本茶 10 袋\n", order, *fields) == []

    @pytest.mark.parametrize("until", ["", "  until: 合計\n"])
    def test_row_that_is_no_line_ends_them(self, until):
        """A line left out: what its row begins with ends the lines."""
        rows = (("注文番号", "A"), ("納期", "2026-04-09"), ("品番", "数量"), ("P1", 3), ("送料", 1), (7, 1))
        order = {"number": "A", "deliver_on": "2026-04-09", "lines": [{"product_code": "P1", "quantity": "3"}]}
        first, *_ = learn(SHEET + until, sheet(*rows), order, "lines.2", "lines.3", name="a.xlsx")

        assert first["lines"]["until"] == (["送料", "合計"] if until else "送料")

    def test_end_of_lines_and_a_label_are_learned_together(self):
        """What ends the lines is found first, then the other field."""
        rows = (("注文番号", "A"), ("着日", "2026-04-09"), ("品番", "数量"), ("P1", 3), ("送料", 1))
        order = {"number": "A", "deliver_on": "2026-04-09", "lines": [{"product_code": "P1", "quantity": "3"}]}
        first, *_ = learn(SHEET, sheet(*rows), order, "lines.2", "deliver_on", name="a.xlsx")

        assert (first["lines"]["until"], first["fields"]["deliver_on"]) == ("送料", {"label": ["着日", "納期"]})


class TestSheets:
    """Fields of a sheet."""

    ORDER: ClassVar = {"number": "A", "deliver_on": "2026-04-09", "lines": [{"product_code": "P1", "quantity": "3"}]}

    def test_label_above_is_learned(self):
        """A value below its label."""
        rows = (("注文番号", "A", ""), ("", "", "着日"), ("", "", "2026-04-09"), ("品番", "数量"), ("P1", 3))
        first, *_ = learn(SHEET, sheet(*rows), self.ORDER, "deliver_on", name="a.xlsx")

        assert first["fields"]["deliver_on"] == {"label": "着日", "at": "below"}

    def test_cell_is_the_last_choice(self):
        """A value without any text beside or above it is found by its cell alone."""
        rows = (("注文番号", "A", "", "2026-04-09"), (), ("品番", "数量"), ("P1", 3))
        found = learn(SHEET, sheet(*rows), self.ORDER, "deliver_on", name="a.xlsx")

        assert [one["fields"]["deliver_on"] for one in found] == [{"cell": "D1"}]


@pytest.mark.parametrize(("name", "content"), [("a.exe", b"MZ"), ("a.zzz", b"\x00\x01")])
def test_document_of_no_format_teaches_nothing(name, content):
    """What no form can read is no lesson."""
    assert learn(TEXT, content, text_order(), "deliver_on", name=name) == []


def test_search_is_bounded():
    """A page full of the value ends the search after so many tries, not after all of them."""
    cells = "\n".join(f"語{n}：2026-04-10" for n in range(300))

    order = text_order(ordered_on="2026-04-10")
    assert learn(TEXT, f"注文番号：A-2\n{cells}\n見本茶 10\n", order, "deliver_on", "ordered_on") == []
    assert learn(TEXT, "注文番号：A-1\n見本茶 10\n", text_order(None)) == []
