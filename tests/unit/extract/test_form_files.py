"""What a form says of files: titles of records, and the encoding."""

import codecs

import pytest

from agent.extract.encoding import as_told
from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.making import a_document, a_form

RECORDS = """
applies: {reads: csv}
records: {titled: true, head: {begins: H}, line: {begins: D}, foot: {begins: T}}
fields:
  number: {column: 注文番号}
  deliver_on: {column: 納期, optional: true}
  total: {column: 合計, record: foot}
lines: {columns: {product_code: 品番, quantity: 数量}}
"""
TITLES = "H,注文番号,納期\nD,行,品番,数量\nT,件数,合計\n"
BODY = "H,A1,2026-04-06\nD,1,P1,3\nD,2,P2,4\nT,2,700\n"
PLAIN = """
applies: {reads: csv}
encoding: euc_jp
fields: {number: {column: 番号}}
lines: {columns: {product_name: 品名, quantity: 数量}}
"""
KANA = "番号,品名,数量\nA1,ﾐﾙｸ,3\nA1,ｺｰﾋｰ,4\n"


def read(text: str | bytes, form: str = RECORDS):
    content = text if isinstance(text, bytes) else text.encode()
    return orders_of(a_document(content, "o.csv"), [a_form(form)])


class TestTitledRecords:
    @pytest.mark.parametrize("again", ["", "D,行,品番,数量\n"])
    def test_first_row_of_each_kind_is_its_titles(self, again: str):
        """Columns are told by them, in whatever order, and titles that come again are no record."""
        [order] = read(TITLES + BODY.replace("D,2", f"{again}D,2")).orders

        assert (order.number, str(order.deliver_on), order.total) == ("A1", "2026-04-06", 700)
        assert [(line.product_code, line.quantity) for line in order.lines] == [("P1", 3), ("P2", 4)]
        assert not order.findings
        assert dict(order.provenance)["lines.2.quantity"].place.endswith(" 数量")

    def test_column_that_may_be_missing(self):
        """A title that is optional need not be there."""
        [order] = read(TITLES.replace(",納期", "") + BODY.replace(",2026-04-06", "")).orders

        assert (order.number, order.deliver_on) == ("A1", None)

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            (BODY, "注文番号"),
            (TITLES.replace("品番", "商品") + BODY, "品番"),
            (TITLES.replace("行", "品番") + BODY, "品番"),
            ("H,注文番号,納期\nD,行,品番,数量\n" + BODY.replace("T,2,700\n", ""), "合計"),
        ],
    )
    def test_titles_that_are_not_there_do_not_fit(self, text: str, wanted: str):
        """A file without its titles, with one of them twice or called otherwise, waits."""
        assert read(text).reason.values["wanted"] == wanted

    def test_one_more_column_is_stopped(self):
        """A row longer than its titles has values that were moved."""
        [order] = read(TITLES + BODY.replace("D,1,P1,3", "D,1,P1,3,9")).orders

        assert [finding.code for finding in order.findings] == ["row-overlong"]

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (("column: 注文番号", "column: 2"), "told by their titles"),
            (("reads: csv}", "reads: fixed}\nfixed: {columns: {注文番号: 1-2}}"), "names its columns itself"),
        ],
    )
    def test_wrong_use_is_found(self, change: tuple[str, str], said: str):
        """Titles and numbers exclude each other."""
        with pytest.raises(FilesError, match=said):
            load_forms({"forms/a.yaml": "form: a\n" + RECORDS.replace(*change)})


class TestEncoding:
    def test_half_width_kana_of_euc_jp(self):
        """What looks like Shift_JIS is read as the form says."""
        [order] = read(KANA.encode("euc_jp"), PLAIN).orders

        assert [line.product_name for line in order.lines] == ["ﾐﾙｸ", "ｺｰﾋｰ"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_bytes_that_tell_their_encoding_are_read_by_it(self, encoding: str):
        """A mark, and UTF-8, say more than the form."""
        [order] = read(KANA.encode(encoding), PLAIN).orders

        assert order.lines[0].product_name == "ﾐﾙｸ"

    def test_utf_16_without_a_mark(self):
        """Text with few ASCII letters is told by the form alone."""
        content = KANA.encode("utf-16-be")

        assert as_told(content, "utf-16-be") == codecs.BOM_UTF8 + KANA.encode()

    def test_seven_bits(self):
        """ISO-2022-JP is read as mails are."""
        assert as_told("番号".encode("iso2022_jp"), "iso2022_jp") == codecs.BOM_UTF8 + "番号".encode()

    @pytest.mark.parametrize("content", [b"\xff\xfe\xfd\xfc", "a\0b,ｱ".encode("cp932")])
    def test_what_is_not_of_that_encoding_stays(self, content: bytes):
        """It is read as if the form did not say so."""
        assert as_told(content, "cp932") == content

    def test_only_text_has_an_encoding(self):
        """Sheets and pages tell theirs."""
        with pytest.raises(FilesError, match="only `csv` and `text`"):
            a_form(PLAIN.replace("csv", "sheet"))
