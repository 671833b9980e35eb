"""The tree over events."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.audit.chain import EMPTY_ROOT, Chain


def slow_root(leaves: list[bytes]) -> bytes:
    """Compute the tree hash as RFC 6962 section 2.1 defines it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\1" + slow_root(leaves[:split]) + slow_root(leaves[split:])).digest()


def leaves_of(n: int) -> list[bytes]:
    return [hashlib.sha256(b"%d" % k).digest() for k in range(n)]


@given(st.integers(0, 200), st.integers(0, 200))
def test_the_root_is_that_of_rfc_6962_however_it_grew(first: int, more: int) -> None:
    """Grown in two parts, with the edge stored in between, the tree has the root of the definition."""
    leaves = leaves_of(first + more)
    chain = Chain()
    chain.extend(leaves[:first])
    chain = Chain(chain.size, chain.frontier)
    chain.extend(leaves[first:])

    assert chain.root == slow_root(leaves)
    assert chain.size == len(leaves)


def test_an_empty_tree_has_the_empty_root() -> None:
    """No event, the hash of nothing."""
    assert Chain().root == EMPTY_ROOT


def test_an_edge_of_another_size_is_refused() -> None:
    """A stored edge must fit the stored size."""
    with pytest.raises(ValueError, match="another edge"):
        Chain(3, b"x" * 32)


def test_a_copy_grows_on_its_own() -> None:
    """Growing a copy leaves the first tree as it was."""
    chain = Chain()
    chain.extend(leaves_of(3))
    before = chain.root
    chain.copy().extend(leaves_of(1))

    assert (chain.root, chain.size) == (before, 3)
