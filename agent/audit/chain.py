"""The tree over the sealed events, grown one leaf at a time (RFC 6962, section 2.1).

Only its unfinished edge is held: the roots of the full subtrees, largest first, 32 bytes each and at most 63 of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


class Chain:
    """A tree of `size` leaves; each leaf changes every later root, so nothing can be put in between afterwards."""

    def __init__(self, size: int = 0, frontier: bytes = b"") -> None:
        if len(frontier) != size.bit_count() * HASH_BYTES:
            raise ValueError(f"a tree of {size} leaves has another edge")
        self.size = size
        self._edge = [frontier[at : at + HASH_BYTES] for at in range(0, len(frontier), HASH_BYTES)]

    @property
    def frontier(self) -> bytes:
        """The edge, from which the tree can be grown on."""
        return b"".join(self._edge)

    @property
    def root(self) -> bytes:
        """The hash of the whole tree."""
        if not self._edge:
            return EMPTY_ROOT
        root = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            root = _node(left, root)
        return root

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes in order."""
        for leaf in leaves:
            self.size += 1
            node, width = leaf, self.size
            while not width & 1:
                node, width = _node(self._edge.pop(), node), width >> 1
            self._edge.append(node)

    def copy(self) -> Chain:
        """Return a tree that grows on its own."""
        return Chain(self.size, self.frontier)


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
