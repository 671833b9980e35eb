"""Whatever the order of a CSV's columns, each value is read under its own title."""

from hypothesis import given
from hypothesis import strategies as st

from agent.extract.csv_table import CsvRows, table_in
from agent.extract.table import Title

_NAMES = ("番号", "品番", "数量", "単価")
_TITLES = tuple(Title(name, (name,)) for name in _NAMES)
_VALUES = st.tuples(*(st.sampled_from([f"{letter}{n}" for n in range(4)]) for letter in "ABCD"))
_PARTS = st.lists(st.tuples(st.permutations(range(4)), st.lists(_VALUES, max_size=3)), min_size=1, max_size=4)


@given(_PARTS)
def test_rows_are_read_under_the_titles_above_them(parts):
    """Several exports in one file, each with its columns in its own order, give the rows that were written."""
    rows = [[line[at] for at in order] for order, lines in parts for line in (_NAMES, *lines)]
    table = table_in(CsvRows(rows, list(range(1, len(rows) + 1))), _TITLES)
    where = dict(table.columns)

    read = [tuple(row[where[name]] for name in _NAMES) for row in table.rows]
    assert read == [line for _, lines in parts for line in lines]
