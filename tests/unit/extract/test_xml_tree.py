"""XML is laid out as pages that forms can read; nothing from outside, no entity and no document type comes in."""

import pytest

from agent.extract.read import orders_of
from agent.extract.shown_rows import rows_shown
from agent.extract.tree import MAX_DEPTH
from agent.extract.unreadable import UnreadableError
from agent.extract.xml_tree import MAX_BYTES, pages_of, root_of
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: xml}
fields:
  number: {label: Header.No}
  customer_name: {label: Header.Buyer@name}
lines:
  columns: {product_code: Code, quantity: Qty, unit: Qty@unit}
"""
ORDER = """<?xml version="1.0" encoding="{label}"?>
<注文 xmlns="urn:x" version="2"><!-- 注文 --><?do not?>
<Header><No>A-1</No><Buyer name="㈱髙島商店"/></Header>
<Lines>{lines}</Lines></注文>"""
LINE = '<Line><Code>P{number}</Code><Qty unit="袋">{number}.50</Qty></Line>'
LAUGHS = b"""<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>"""


def an_order(lines: int, label: str = "UTF-8") -> str:
    return ORDER.format(label=label, lines="".join(LINE.format(number=number + 1) for number in range(lines)))


def read(content: bytes, form: str = FORM):
    return orders_of(a_document(content, "o.xml", "text/xml"), [a_form(form)])


def why(content: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableError) as error:
        root_of(content)
    return error.value.values["what"], error.value.message


class TestRoot:
    def test_elements_have_local_names_and_places(self):
        """Prefixes do not matter; a place numbers an element where several of one name stand."""
        root = root_of(b'<a:o xmlns:a="urn:a"><a:x b:k="1" xmlns:b="urn:b">1</a:x><x>2</x><y> 3 <z/>4</y></a:o>')

        assert [(one.name, one.place, one.text, one.attributes) for one in root.children] == [
            ("x", "/o/x[1]", "1", {"k": "1"}), ("x", "/o/x[2]", "2", {}), ("y", "/o/y", "3 4", {}),
        ]  # fmt: skip
        assert root.namespace == "urn:a"
        assert (root.first("y/z").place, root.first("y/w"), root.first("w/z")) == ("/o/y/z", None, None)

    @pytest.mark.parametrize(
        ("label", "encoding"),
        [
            ("UTF-8", "utf-8"),
            ("utf-8", "utf-8-sig"),
            ("UTF-16", "utf-16"),
            ("Shift_JIS", "cp932"),
            ("EUC-JP", "euc_jp"),
        ],
    )
    def test_any_encoding(self, label, encoding):
        """Shift_JIS is read as Windows writes it (㈱, 髙), whatever it is called."""
        name = "㈱髙島商店" if encoding != "euc_jp" else "株式会社高島商店"
        root = root_of(an_order(1, label).replace("㈱髙島商店", name).encode(encoding))

        assert root.first("Header/Buyer").attributes == {"name": name}

    def test_western_letters_stay_western(self):
        """A declared Western encoding is believed: its bytes could be taken for kanji."""
        assert (
            root_of('<?xml version="1.0" encoding="ISO-8859-1"?><a>Größe Ärzte</a>'.encode("latin-1")).text
            == "Größe Ärzte"
        )

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (LAUGHS, ("xml", "it has a document type of its own")),
            (OUTSIDE, ("xml", "it has a document type of its own")),
            (LAUGHS.decode().encode("utf-16"), ("xml", "it has a document type of its own")),
            (b"<a>" * (MAX_DEPTH + 2) + b"</a>" * (MAX_DEPTH + 2), ("xml", "nested too deeply")),
            (
                b'<?xml version="1.0" encoding="EBCDIC-JP-E"?><a/>',
                ("encoding", "its encoding EBCDIC-JP-E is not known"),
            ),
        ],
    )
    @pytest.mark.proves("B8")
    def test_hostile_xml_says_why(self, content, expected):
        """Entities that multiply or reach outside, depth and unknown encodings are refused by name."""
        assert why(content) == expected

    @pytest.mark.parametrize(
        "content", [b"", b"<a>", b"<a>&b;</a>", b"<a/><b/>", b"PK", b"<a>\0</a>", b"<a>" * 100_000]
    )
    def test_what_is_no_xml_is_refused(self, content):
        """Broken, empty and endless documents end as unreadable."""
        assert why(content)[0] == "xml"

    def test_a_text_without_end_is_refused(self):
        """One text larger than any value is refused by the reader, a file larger than any order before it."""
        assert why(b"<a>" + b"x" * 11_000_000 + b"</a>")[0] == "xml"
        assert why(b"<a>" + b" " * MAX_BYTES)[0] == "size"

    def test_too_many_elements(self, monkeypatch):
        """A document of more elements than an order has is refused."""
        monkeypatch.setattr("agent.extract.xml_tree.MAX_ELEMENTS", 3)

        assert why(b"<a><b/><b/><b/></a>") == ("xml", "more than 3 elements")


class TestPages:
    def test_what_stands_once_is_value_and_row(self):
        """XML does not tell a list of one from no list: one line is found by its path and as a table."""
        pages = {
            page.name: [[cell.text for cell in row.cells] for row in page.rows]
            for page in pages_of(an_order(1).encode())
        }

        assert pages["注文"] == [
            ["@version", "2"], ["Header.No", "A-1"], ["Header.Buyer", ""], ["Header.Buyer@name", "㈱髙島商店"],
            ["Lines.Line.Code", "P1"], ["Lines.Line.Qty", "1.50"], ["Lines.Line.Qty@unit", "袋"],
        ]  # fmt: skip
        assert pages["Lines.Line"][0][-3:] == ["Code", "Qty", "Qty@unit"]

    def test_values_beside_elements_and_repeated_values(self):
        """Text beside elements is kept; values of one name are numbered, with attributes they are a table."""
        [head, *tables] = pages_of(b'<o>t<n>1</n><n>2</n><m l="a">3</m><m>4</m><p><q/></p><p>5</p></o>')

        assert [row.text for row in head.rows] == ["text() t", "n[0] 1", "n[1] 2"]
        assert {page.name: [row.text for row in page.rows] for page in tables} == {
            "m": ["@l text()", "a 3", "4"], "p": ["q text()", "", "5"],
        }  # fmt: skip


class TestForms:
    @pytest.mark.parametrize("lines", [1, 2, 3])
    @pytest.mark.proves("B1")
    def test_form_reads_an_order(self, lines):
        """One line or many are read alike."""
        [order] = read(an_order(lines, "Shift_JIS").encode("cp932")).orders

        assert (order.number, order.customer.as_written) == ("A-1", "㈱髙島商店")
        assert [(line.product_code, str(line.quantity), line.unit) for line in order.lines] == [
            (f"P{number}", f"{number}.50", "袋") for number in range(1, lines + 1)
        ]
        place = dict(order.provenance)[f"lines.{lines}.quantity"].place
        assert place == ("/注文/Lines/Line/Qty" if lines == 1 else f"/注文/Lines/Line[{lines}]/Qty")

    def test_document_no_form_fits(self):
        """XML of no known kind and without a form says that a form is missing."""
        assert orders_of(a_document(b"<a/>", "o.xml"), []).reason.code == "form-missing"


INNER = """<Chumon><Head><No>K-31</No><Kibou><Day>2026-05-20</Day></Kibou></Head><Meisai>
<Row><Shohin><Code>A1</Code></Shohin><Soko><Kosu>3</Kosu></Soko></Row>
<Row><Shohin><Code>A2</Code></Shohin><Soko><Kosu>4</Kosu></Soko></Row></Meisai></Chumon>"""


class TestObjectsWithin:
    FORM = """
applies: {reads: xml}
fields: {number: {label: Head.No}, deliver_on: {label: Head.Kibou.Day}}
lines: {columns: {product_code: Shohin.Code, quantity: Soko.Kosu}}
"""

    def lines(self, content: str, form: str) -> list[tuple]:
        [order] = read(content.encode(), form).orders
        return [(line.product_code, str(line.quantity)) for line in order.lines]

    def test_paths_are_labels_of_values_and_not_of_titles(self):
        """What stands around an object is a title of its table, too: neither another value nor another order."""
        [order] = read(INNER.encode(), self.FORM).orders

        assert (order.number, str(order.deliver_on), order.findings) == ("K-31", "2026-05-20", ())
        assert self.lines(INNER, self.FORM) == [("A1", "3"), ("A2", "4")]

    def test_pattern_finds_values_and_no_titles(self):
        form = self.FORM.replace("{label: Head.Kibou.Day}", "{regex: 'Kibou.Day (.+)'}")
        [order] = read(INNER.encode(), form).orders

        assert (str(order.deliver_on), order.findings) == ("2026-05-20", ())

    def test_object_within_a_line_is_no_second_table(self):
        """Its code alone is all the form asks for, and the line has one, too."""
        content = INNER.replace("<Row><Shohin>", "<Row><Code>P9</Code><Kosu>7</Kosu><Shohin>")
        form = self.FORM.replace("Shohin.Code, quantity: Soko.Kosu}", "Code, quantity: Kosu}, optional: [quantity]")

        assert self.lines(content, form) == [("P9", "7")] * 2

    def test_single_line_elsewhere_is_a_second_table(self):
        """XML does not tell a list of one: it is not passed over beside a list."""
        content = INNER.replace(
            "</Meisai>", "</Meisai><More><Shohin><Code>A3</Code></Shohin><Soko><Kosu>1</Kosu></Soko></More>"
        )
        found = read(content.encode(), self.FORM)

        assert (found.orders, found.reason.values["field"]) == ((), "lines")

    def test_rows_are_shown_once(self):
        """A list with all it holds, an object with what is its own."""
        shown = [text for _, text in rows_shown(a_document(INNER.encode(), "o.xml"))]

        assert shown == [
            "Head.No K-31", "Head.Kibou.Day 2026-05-20", "No Kibou.Day", "K-31 2026-05-20", "Day", "2026-05-20",
            "Shohin.Code Soko.Kosu", "A1 3", "A2 4",
        ]  # fmt: skip
