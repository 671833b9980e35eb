"""Whatever a tree looks like, nothing of it is lost when it is laid out, and nothing is said that it does not hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.extract import json_tree, xml_tree

KEYS = st.text("abc数", min_size=1, max_size=3)
TREES = st.recursive(
    st.text("xyz0 ", max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=20,
)


def leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{place}[{number}]")
    else:
        yield place, value


def shown(pages) -> set[tuple[str, str]]:
    """Every cell that holds a value: those under a table's titles, and those beside a path."""
    return {
        (cell.place, cell.text)
        for page in pages
        for row in (page.rows[1:] if page.is_whole else page.rows)
        for cell in (row.cells if page.is_whole else row.cells[1:])
    }


@pytest.mark.proves("B1")
@given(st.lists(TREES, max_size=3) | st.dictionaries(KEYS, TREES, max_size=3))
def test_every_value_of_a_json_tree_is_shown_where_it_stood(tree):
    """Each value stands in a cell under its own place, and no cell holds anything else."""
    assert shown(json_tree.pages_of(json.dumps(tree).encode())) == set(leaves(tree, "$"))


def an_element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(an_element(name, inner) for inner in value)
    inner = "".join(an_element(*item) for item in value.items()) if isinstance(value, dict) else value
    return f"<{name}>{inner}</{name}>"


@pytest.mark.proves("B1")
@given(st.dictionaries(KEYS, TREES, max_size=3))
def test_every_text_of_an_xml_tree_is_shown_where_it_stood(tree):
    """Each text stands in a cell under the path of its element, whatever stands once or often."""
    content = an_element("o", tree).encode()

    assert texts(xml_tree.root_of(content)) <= shown(xml_tree.pages_of(content))


def texts(element: xml_tree.Element) -> set[tuple[str, str]]:
    own = {(element.place, element.text)} if element.text else set()
    return own.union(*(texts(child) for child in element.children))
