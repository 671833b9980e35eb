"""A mail that is passed on: what a colleague writes above it is no order, the mail below is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.extract.elsewhere_words import goods_in
from agent.extract.table import Row
from agent.extract.values import folded

_FORWARDED = re.compile(
    r"(-{2,}|_{2,})?\s{0,5}(Forwarded message|Begin forwarded message|転送メッセージ|転送されたメッセージ"
    r"|転送された?メール|以下転送)[\s\-:]*",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"転送(いた|致)?します|転送(です|しました|させて)|(下記|以下|添付)の.{0,12}(届|来て|いただ|頂|入りました|入電)"
    r"|(登録|入力|処理|対応|手配)(を)?(の程|のほど)?(よろしく|宜しく|お願い)|回送"
    r"|forwarding|fyi|please (process|enter|register)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[\s>＞]{0,20}\*{0,2}(From|Sent|Date|To|Cc|Subject|Reply-To|差出人|送信者|送信日時|日時|日付|宛先|件名|CC)\*{0,2}\s{0,5}[:：].*",
    re.IGNORECASE,
)
_SENDER = re.compile(r"[\s>＞]{0,20}\*{0,2}(From|差出人|送信者)\*{0,2}\s{0,5}[:：].*", re.IGNORECASE)
_MARKS = re.compile(r"^[\s>＞]+")
_QUOTED = re.compile(r"\s*[>＞]\s*[>＞]")
_HEADER_ROWS = 12


def passed_on(own: Sequence[Row], old: Sequence[Row]) -> list[Row]:
    """Return the rows of a mail that is passed on; none where the rows above it order something or say nothing of it.

    Args:
        own: What the sender wrote above.
        old: The mail below, from the row that begins it.
    """
    if not old or any(goods_in(folded(row.text)) for row in own):
        return []
    is_marked = _FORWARDED.fullmatch(old[0].text) is not None
    if not is_marked and own and not any(_PASSED_ON.search(row.text) for row in own):
        return []
    body = old[_header_rows(old) :]
    if any(_QUOTED.match(row.text) for row in body):
        return []
    return [_unmarked(row) for row in body if row.text]


def head_at(rows: Sequence[Row]) -> int:
    """Return the row in which the lines of an old mail's head begin, as Outlook writes them; else how many rows are."""
    for at, row in enumerate(rows):
        if _SENDER.fullmatch(row.text) and sum(bool(_HEADER.fullmatch(one.text)) for one in rows[at : at + 5]) > 2:
            return at
    return len(rows)


def _header_rows(old: Sequence[Row]) -> int:
    """Count the rows that begin the old mail: its mark, and who sent what to whom."""
    heads = [at for at, row in enumerate(old[:_HEADER_ROWS]) if _HEADER.fullmatch(row.text)]
    return heads[-1] + 1 if heads else 1


def _unmarked(row: Row) -> Row:
    """Take the marks of a quotation from the beginning of a row."""
    if not row.cells or not _MARKS.match(row.cells[0].text):
        return row
    first = row.cells[0]
    text = _MARKS.sub("", first.text)
    return replace(row, cells=((first._replace(text=text, words=()),) if text else ()) + row.cells[1:])
