"""Results on stdout."""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from agent.cli.output import counted, local, say, show_json, show_pairs, show_table, shown, yen


class Colour(StrEnum):
    """A colour."""

    RED = "red"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with every sort of value."""

    name: str
    price: Decimal
    at: datetime
    colour: Colour


def test_a_table_counts_japanese_letters_as_two(capsys):
    """Columns stand under their heads whatever the letters."""
    show_table(("name", "n"), [("見本", 1), ("abcd", None)], nothing="")

    assert capsys.readouterr().out == "name  n\n見本  1\nabcd\n"


def test_no_rows_are_said_in_words(capsys):
    """An empty table says that there is nothing."""
    show_table(("name",), [], nothing="Nothing waits.")

    assert capsys.readouterr().out == "Nothing waits.\n"


def test_json_keeps_money_exact_and_instants_whole(capsys):
    """Decimals are texts, instants ISO, words as they are."""
    show_json([Thing("見本", Decimal("12.50"), datetime(2026, 4, 1, tzinfo=UTC), Colour.RED)])

    assert json.loads(capsys.readouterr().out) == [
        {"name": "見本", "price": "12.50", "at": "2026-04-01T00:00:00+00:00", "colour": "red"}
    ]


def test_instants_are_the_sites(capsys):
    """An instant is shown by the site's clock."""
    assert local(datetime(2026, 3, 31, 15, tzinfo=UTC), ZoneInfo("Asia/Tokyo")) == "2026-04-01 00:00:00"
    assert local(None, ZoneInfo("Asia/Tokyo")) == ""


def test_yen_and_counts_read_as_people_write_them():
    """Thousands are parted, and one is not many."""
    assert (yen(1234567), yen(None)) == ("1,234,567", "")
    assert (counted(1, "finding"), counted(2, "finding")) == ("1 finding", "2 findings")


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self):
        return True


def test_names_in_backticks_are_coloured_on_a_terminal(monkeypatch):
    """A command in a sentence is shown in colour, without its backticks; in quotes where colour is not wanted."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert shown("Run `denpyo check`.", Terminal()) == "Run \033[36mdenpyo check\033[39m."
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown("Run `denpyo check`.", Terminal()) == "Run 'denpyo check'."


def test_names_in_backticks_stay_where_nobody_looks(capsys):
    """A file or a pipe gets the sentence as it is, and JSON is never touched."""
    say("Run `denpyo check`.")
    show_json({"hint": "Run `denpyo check`."})

    assert capsys.readouterr().out.count("`denpyo check`") == 2


def test_colour_takes_no_room_in_a_table(monkeypatch):
    """Columns stand straight although a cell holds colour."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout", Terminal())
    show_table(("a", "b"), [("`x`", 1), ("yyy", 2)], nothing="")

    lines = [re.sub(r"\033\[\d+m", "", line) for line in sys.stdout.getvalue().splitlines()]
    assert lines == ["a    b", "x    1", "yyy  2"]


def test_pairs_stand_below_each_other(capsys):
    """Values begin in one column whatever the letters of their names."""
    show_pairs([("受信元", "incoming"), ("n", None), ("key", 1)])

    assert capsys.readouterr().out == "受信元: incoming\nn:\nkey:    1\n"
