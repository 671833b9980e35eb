"""Orders without end, with numbers of their own, and the file each arrives in."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way

LARGEST_YEN = 1_000_000  # above it a person signs first


def endless_orders(masters: Path, seed: int, prefix: str = "F") -> Iterator[SampleOrder]:
    """Make ordinary orders by CSV, all to be entered; the same ones for the same seed and day."""
    dice, number = random.Random(seed), 0
    while True:
        for order in sample_orders(masters, datetime.now(UTC).date(), dice.randrange(10**6)):
            if order.fate is Fate.ENTERED and order.total <= LARGEST_YEN:
                number += 1
                yield replace(order, number=f"{prefix}{number:05d}", way=Way.FOLDER_CSV)


def drop(incoming: Path, order: SampleOrder) -> None:
    """Put an order's file into the watched folder as a careful program does: written aside, then renamed."""
    file = file_of([order])
    aside = incoming / f".{file.name}.part"
    with aside.open("wb") as stream:
        stream.write(file.content)
        stream.flush()
        os.fsync(stream.fileno())
    aside.rename(incoming / file.name)
