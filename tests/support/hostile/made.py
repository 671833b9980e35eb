"""What a hostile file is, and the good orders that some of them carry."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way

MASTERS = Path(__file__).parents[3] / "config" / "masters"
READS = "reads"


class Hostile(NamedTuple):
    """One file: its name, what it must give, how it is made, and what its sender says it is.

    `gives` are words with blanks between: `reads` where an order comes out of it, and each reason it may say, with what
    of it (`document-unreadable:pdf`). All of them, and no other.
    """

    name: str
    gives: str
    make: Callable[[], bytes]
    media_type: str = "application/octet-stream"


@cache
def good(way: Way = Way.FOLDER_CSV, number: str = "H0001") -> bytes:
    """Make a good order's file, as a customer of the sample company sends it."""
    return file_of([good_order(way, number)]).content


@cache
def good_order(way: Way = Way.FOLDER_CSV, number: str = "H0001") -> SampleOrder:
    """Give a good order of the sample company."""
    day = sample_orders(MASTERS, date(2026, 11, 25))
    return replace(next(one for one in day if one.way is way and one.fate is Fate.ENTERED), number=number)


def noise(n_bytes: int, seed: int = 8) -> bytes:
    """Give bytes without sense, the same each time."""
    return random.Random(seed).randbytes(n_bytes)


def packed_zeros(mebibytes: int, byte: bytes = b"\0") -> bytes:
    """Pack one byte again and again by deflate, with the head of zlib."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(byte * 2**20) for _ in range(mebibytes)) + packer.flush()
