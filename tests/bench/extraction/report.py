"""Say what a set came to: a table by kind, and every difference of the documents that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from tests.bench.extraction.score import NOT_HELD, Score

COLUMNS = (
    "kind", "documents", "orders right", "right without a hand", "fields right", "silent wrong", "silent missing",
    "to review", "none asked for", "a second", "MB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """What the documents of one kind came to."""

    kind: str
    scores: tuple[Score, ...]
    memory_mb: float

    def as_json(self) -> dict[str, Any]:
        """Write the figures plainly."""
        empty = [one for one in self.scores if not one.example.orders]
        seconds = sum(one.read.seconds for one in self.scores)
        return {
            "kind": self.kind,
            "documents": len(self.scores),
            "orders": sum(len(one.example.orders) for one in self.scores),
            "orders_right": sum(one.orders_right for one in self.scores),
            "unaided": sum(one.unaided for one in self.scores),
            "fields": sum(one.n_fields for one in self.scores),
            "fields_right": sum(one.n_right for one in self.scores),
            "silent_wrong": sum(one.silent("wrong", "invented", "lost") for one in self.scores),
            "silent_missing": sum(one.silent("missing") for one in self.scores),
            "reviewed": sum(one.reviewed for one in self.scores),
            "empty": len(empty),
            "empty_right": sum(not one.read.orders for one in empty),
            "documents_a_second": round(len(self.scores) / seconds, 1) if seconds else 0.0,
            "memory_mb": round(self.memory_mb),
        }


def in_all(figures: Sequence[Figures]) -> Figures:
    """Add the kinds up."""
    scores = tuple(score for one in figures for score in one.scores)
    return Figures("all", scores, max(one.memory_mb for one in figures))


def table_of(title: str, figures: Sequence[Figures]) -> Table:
    """Draw one row for each kind, and one for all."""
    table = Table(title=title, title_justify="left", caption=_caption(), caption_justify="left")
    for number, name in enumerate(COLUMNS):
        table.add_column(name, justify="left" if number == 0 else "right", no_wrap=number == 0)
    for one in figures:
        table.add_row(*_row(one.as_json()))
    table.add_section()
    table.add_row(*_row(in_all(figures).as_json()), style="bold")
    return table


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        one["kind"],
        str(one["documents"]),
        f"{one['orders_right']}/{one['orders']}",
        f"{one['unaided']}/{one['orders']}",
        f"{one['fields_right']}/{one['fields']}",
        str(one["silent_wrong"]),
        str(one["silent_missing"]),
        str(one["reviewed"]),
        f"{one['empty_right']}/{one['empty']}" if one["empty"] else "",
        str(one["documents_a_second"]),
        str(one["memory_mb"]),
    )


def _caption() -> str:
    return f"An order has no place for {', '.join(NOT_HELD)}: not compared." if NOT_HELD else ""


def shown(score: Score) -> Iterator[str]:
    """Write every difference of one document with its place, and what was found and said of it."""
    right = "right" if not score.differences else f"{len(score.differences)} differences"
    forms = f" by {', '.join(score.read.forms)}" if score.read.forms else ""
    yield f"{score.example.name}: {right}{forms}, {score.n_right} of {score.n_fields} fields"
    for one in score.differences:
        silent = "SILENT " if one.silent else ""
        yield f"  {silent}{one.how} {one.path}: {_plain(one.told)} was read as {_plain(one.read)} {one.place}".rstrip()
    yield from (f"  reason {reason}" for reason in score.read.reasons)
    for number, order in enumerate(score.read.orders):
        for found in order.checked.findings:
            values = " ".join(f"{name}={value}" for name, value in found.values)
            yield f"  {found.severity.value} orders.{number}.{found.field} {found.code} {values}".rstrip()


def _plain(value: Any) -> str:
    return "nothing" if value is None else f"`{value}`"
